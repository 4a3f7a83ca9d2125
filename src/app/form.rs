//! A form: a few labeled fields, one of them in focus, and what is to be done with them. Every dialog that asks for something is one.

mod files;
pub mod pasted;
pub mod picker;
pub mod text;

use self::picker::Picker;
use self::text::{Lines, TextField};
use super::key::{Chord, Held, Key};
use crate::domain::finding::Kind;

/// One labeled field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in the program.
    pub name: FieldName,
    /// What stands before it.
    pub label: &'static str,
    /// What may be entered, in a few words; shown while it has the focus.
    pub hint: String,
    /// What each choice means, in their order; empty where the labels say it all.
    pub meanings: Vec<String>,
    /// What is entered.
    pub input: Input,
    /// What stood in it when the form was made.
    pub was: String,
}

macro_rules! field_names {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The fields that forms are made of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum FieldName {
            $($(#[$doc])* $name,)*
            /// A field of a record, by its name in the journal.
            Of(&'static str),
        }
    };
}

field_names! {
    /// A name.
    Name,
    /// Who records.
    Person,
    /// A time zone.
    Zone,
    /// What to start with.
    Start,
    /// A tier.
    Tier,
    /// Who is present.
    Present,
    /// A role.
    Role,
    /// A questionnaire.
    Questionnaire,
    /// An incident.
    Incident,
    /// Who will see to something.
    Owner,
    /// A day.
    Day,
    /// A reason or note.
    Reason,
    /// A path of a file.
    Path,
    /// A title.
    Title,
    /// A kind of exhibit.
    Kind,
    /// A document's own date.
    Dated,
    /// The last day of the period covered.
    PeriodEnd,
    /// The last day in force.
    Expires,
    /// A page.
    Page,
    /// A section or clause.
    Section,
    /// Words quoted from an exhibit.
    Quote,
    /// The first day in force.
    From,
    /// The day on which an exhibit was obtained.
    Obtained,
    /// A question's id.
    Question,
    /// An exhibit's number.
    Exhibit,
    /// Which of several fields is changed.
    Which,
    /// A value.
    Value,
    /// The last day.
    Until,
    /// The sheet of a report.
    Paper,
    /// The lines at the head of a report's pages.
    Header,
    /// A name typed again, by which a person says that they are sure.
    Sure,
}

impl FieldName {
    /// The name in the journal, where it is a field of a record.
    pub const fn of_record(self) -> Option<&'static str> {
        match self {
            Self::Of(name) => Some(name),
            _ => None,
        }
    }
}

/// What a field takes.
#[derive(Clone, Debug)]
pub enum Input {
    /// Typed text.
    Text(Box<TextField>),
    /// One of these: word and label, with the one taken.
    Choice {
        /// What may be taken: the word and what is shown.
        options: Vec<(String, String)>,
        /// The place of the one taken.
        at: usize,
    },
}

impl Field {
    /// A field of one line.
    pub fn text(name: FieldName, label: &'static str, hint: impl Into<String>, text: &str) -> Self {
        let input = Input::Text(Box::new(TextField::new(text, Lines::One)));
        let was = text.trim().to_owned();
        Self { name, label, hint: hint.into(), meanings: Vec::new(), input, was }
    }

    /// A field that takes one of several.
    pub fn choice(
        name: FieldName,
        label: &'static str,
        options: impl IntoIterator<Item = (String, String)>,
        taken: &str,
    ) -> Self {
        let options: Vec<_> = options.into_iter().collect();
        let at = options.iter().position(|(word, _)| word == taken).unwrap_or(0);
        let hint = "left and right change it".to_owned();
        let was = options.get(at).map(|(word, _)| word.clone()).unwrap_or_default();
        let input = Input::Choice { options, at };
        Self { name, label, hint, meanings: Vec::new(), input, was }
    }

    /// What it takes that can be found by searching: questions by their ids, exhibits by their numbers.
    pub const fn takes(&self) -> Option<Kind> {
        match (self.name, &self.input) {
            (FieldName::Question, Input::Text(_)) => Some(Kind::Question),
            (FieldName::Exhibit, Input::Text(_)) => Some(Kind::Exhibit),
            _ => None,
        }
    }

    /// Whether something else is entered than what stood in it when the form was made.
    pub fn is_changed(&self) -> bool {
        self.value() != self.was
    }

    /// The same with what each choice means.
    #[must_use]
    pub fn meaning(self, meanings: impl IntoIterator<Item = String>) -> Self {
        Self { meanings: meanings.into_iter().collect(), ..self }
    }

    /// What is said while it has the focus: what may be entered, and what the choice that is taken means.
    pub fn advice(&self) -> String {
        match &self.input {
            Input::Choice { at, .. } => self.advice_at(*at),
            Input::Text(_) => self.hint.clone(),
        }
    }

    /// What may be said while it has the focus, whichever choice is taken.
    pub fn advices(&self) -> impl Iterator<Item = String> {
        (0..self.meanings.len().max(1)).map(|at| self.advice_at(at))
    }

    fn advice_at(&self, at: usize) -> String {
        match self.meanings.get(at) {
            Some(meaning) => format!("{meaning} ({})", self.hint),
            None => self.hint.clone(),
        }
    }

    /// What is entered: the text, or the word of the choice.
    pub fn value(&self) -> String {
        match &self.input {
            Input::Text(field) => field.text().trim().to_owned(),
            Input::Choice { options, at } => {
                options.get(*at).map(|(word, _)| word.clone()).unwrap_or_default()
            }
        }
    }

    /// What is entered, as it is shown.
    pub fn shown(&self) -> String {
        match &self.input {
            Input::Text(field) => field.text(),
            Input::Choice { options, at } => {
                options.get(*at).map(|(_, label)| label.clone()).unwrap_or_default()
            }
        }
    }

    /// Takes text from the line mode or a test: a choice by word, label or number.
    ///
    /// # Errors
    /// Says what would be accepted.
    pub fn enter(&mut self, typed: &str) -> Result<(), String> {
        match &mut self.input {
            Input::Text(field) => {
                field.set("");
                field.insert(typed).map_err(|refused| refused.to_string())
            }
            Input::Choice { options, at } => {
                let typed = crate::text::folded(typed);
                let same = |(word, label): &(String, String)| {
                    crate::text::folded(word) == typed || crate::text::folded(label) == typed
                };
                let number = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
                let place = number.filter(|n| *n < options.len());
                match place.or_else(|| options.iter().position(same)) {
                    Some(place) => *at = place,
                    None => return Err(format!("choose 1 to {}", options.len())),
                }
                Ok(())
            }
        }
    }
}

/// What a press did to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// The form took it.
    Taken,
    /// The form is filled in.
    Filled,
    /// What fits the path typed so far is to be listed.
    List(String),
    /// The text was refused, for this reason.
    Refused(String),
    /// It means nothing in a form.
    Nothing,
}

/// A few labeled fields, one of them in focus.
#[derive(Clone, Debug)]
pub struct Form {
    /// What is being asked for.
    pub title: String,
    /// What a person should know before they fill it in.
    pub intro: Vec<String>,
    /// The fields.
    pub fields: Vec<Field>,
    /// The place of the field in focus.
    pub focus: usize,
    /// The files from which is chosen.
    pub picker: Picker,
    /// What was wrong with it when it was last filled in.
    pub refused: Option<String>,
}

impl Form {
    /// A form with the focus on its first field.
    pub fn new(title: impl Into<String>, intro: Vec<String>, fields: Vec<Field>) -> Self {
        let (picker, refused) = (Picker::default(), None);
        Self { title: title.into(), intro, fields, focus: 0, picker, refused }
    }

    /// Whether anything stands in its text fields.
    pub fn has_text(&self) -> bool {
        let is_filled =
            |field: &Field| matches!(&field.input, Input::Text(text) if !text.is_blank());
        self.fields.iter().any(is_filled) || !self.picker.marked.is_empty()
    }

    /// Whether the focus is on the last field, where enter accepts the form.
    pub fn is_on_last(&self) -> bool {
        self.focus + 1 >= self.fields.len()
    }

    /// Whether the focus is on a field that holds text.
    pub fn is_on_text(&self) -> bool {
        let text = |field: &&Field| matches!(&field.input, Input::Text(text) if !text.is_blank());
        self.focused().as_ref().is_some_and(text)
    }

    /// Puts the focus on a field, where there is one of that name.
    pub fn focus_on(&mut self, name: FieldName) {
        self.focus = self.fields.iter().position(|field| field.name == name).unwrap_or(self.focus);
    }

    /// The field in focus.
    pub fn focused(&self) -> Option<&Field> {
        self.fields.get(self.focus)
    }

    /// What is entered in a field; nothing where there is no such field.
    pub fn value(&self, name: FieldName) -> String {
        self.fields.iter().find(|field| field.name == name).map(Field::value).unwrap_or_default()
    }

    /// What is entered in a field, if anything is.
    pub fn filled(&self, name: FieldName) -> Option<String> {
        Some(self.value(name)).filter(|value| !value.is_empty())
    }

    /// A day, if one is entered.
    ///
    /// # Errors
    /// Says which form of a day is accepted, and puts the focus on the field.
    pub fn day(&mut self, name: FieldName) -> Result<Option<jiff::civil::Date>, String> {
        let Some(text) = self.filled(name) else { return Ok(None) };
        match crate::domain::day::read_date(&text) {
            Ok(day) => Ok(Some(day)),
            Err(why) => Err(self.wrong(name, why)),
        }
    }

    /// Puts the focus on a field and gives back what is wrong with it.
    pub fn wrong(&mut self, name: FieldName, why: impl Into<String>) -> String {
        self.focus_on(name);
        why.into()
    }

    /// Puts text into the field in focus as one change.
    ///
    /// # Errors
    /// Says why it was refused.
    pub fn insert(&mut self, text: &str) -> Result<(), String> {
        self.refused = None;
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(Input::Text(field)) => field.insert(text).map_err(|refused| refused.to_string()),
            _ => Ok(()),
        }
    }

    /// Takes one press.
    pub fn press(&mut self, chord: Chord) -> Pressed {
        let last = self.is_on_last();
        if let Some(pressed) = self.press_among_files(chord) {
            return pressed;
        }
        match (chord.held, chord.key) {
            (Held::Ctrl, Key::Char('s')) => return Pressed::Filled,
            (Held::Nothing, Key::Enter) if last => return Pressed::Filled,
            (Held::Nothing, Key::Tab) => {
                if let Some(field) = self.focused().filter(|field| field.name == FieldName::Path)
                    && !field.value().is_empty()
                {
                    let typed = field.value();
                    self.picker.completing = true;
                    return Pressed::List(typed);
                }
                self.focus = if last { 0 } else { self.focus + 1 };
            }
            (Held::Nothing, Key::Enter | Key::Down) => self.focus += usize::from(!last),
            (Held::Nothing, Key::BackTab | Key::Up) => self.focus = self.focus.saturating_sub(1),
            _ => return self.press_on(chord),
        }
        self.leave_files();
        Pressed::Taken
    }

    fn press_in_field(&mut self, chord: Chord) -> Pressed {
        self.refused = None;
        match self.fields.get_mut(self.focus).map(|field| &mut field.input) {
            Some(Input::Text(field)) => match field.press(chord) {
                Ok(true) => Pressed::Taken,
                Ok(false) => Pressed::Nothing,
                Err(refused) => Pressed::Refused(refused.to_string()),
            },
            Some(Input::Choice { options, at }) => {
                let number = match chord.key {
                    Key::Char(c) => c.to_digit(10).and_then(|n| usize::try_from(n).ok()),
                    _ => None,
                };
                match (chord.key, number) {
                    (Key::Right | Key::Char(' '), _) => *at = (*at + 1) % options.len().max(1),
                    (Key::Left, _) => {
                        *at = at.checked_sub(1).unwrap_or_else(|| options.len().saturating_sub(1));
                    }
                    (_, Some(n)) if (1..=options.len()).contains(&n) => *at = n - 1,
                    (Key::Char(letter), None) => match beginning(options, *at, letter) {
                        Some(place) => *at = place,
                        None => return Pressed::Nothing,
                    },
                    _ => return Pressed::Nothing,
                }
                Pressed::Taken
            }
            None => Pressed::Nothing,
        }
    }
}

/// The next choice after the one taken whose words begin with a letter, around the end.
fn beginning(options: &[(String, String)], at: usize, letter: char) -> Option<usize> {
    let begins = |place: &usize| {
        let label = options.get(*place).map(|(_, label)| label.as_str()).unwrap_or_default();
        label.chars().next().is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
    };
    (at + 1..options.len()).chain(0..=at.min(options.len().saturating_sub(1))).find(begins)
}
