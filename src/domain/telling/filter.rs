//! Looking through a history: by question, exhibit, person, register or record, day and words.

use jiff::civil::Date;

use super::Telling;
use crate::domain::bank::Bank;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::QuestionId;
use crate::domain::register::{RecordNo, RegisterKind};
use crate::text::folded;

/// What a history is looked through by: everything that is set must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A question, by its id or an alias.
    pub question: Option<QuestionId>,
    /// An exhibit.
    pub exhibit: Option<ExhibitNo>,
    /// Words of an account or a name: who recorded it, answered, was present or signed.
    pub person: Option<String>,
    /// A register or one of its records.
    pub register: Option<InRegister>,
    /// The first day on which it counts as recorded.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Words that all stand in what is told of it, in its number or its kind.
    pub words: Option<String>,
}

/// A register, or one record of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InRegister {
    /// Every record of this register.
    Whole(RegisterKind),
    /// This record.
    Record(RecordNo),
}

impl InRegister {
    /// Reads a register's name, in the plural or the singular, or the number of a record.
    pub fn read(typed: &str) -> Option<Self> {
        let record = || typed.trim().parse().ok().map(Self::Record);
        RegisterKind::named(typed).map(Self::Whole).or_else(record)
    }

    /// As it is shown.
    pub fn shown(self) -> String {
        match self {
            Self::Whole(kind) => kind.title().to_owned(),
            Self::Record(no) => no.to_string(),
        }
    }
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an event fits.
    pub fn fits(&self, told: &Telling, bank: &Bank) -> bool {
        self.question.as_ref().is_none_or(|id| is_about(told, id, bank))
            && self.exhibit.is_none_or(|no| told.touches.exhibits.contains(&no))
            && self.person.as_ref().is_none_or(|person| names(told, person))
            && self.register.is_none_or(|of| match of {
                InRegister::Whole(kind) => told.touches.registers.contains(&kind),
                InRegister::Record(no) => told.touches.records.contains(&no),
            })
            && self.since.is_none_or(|day| told.day >= day)
            && self.until.is_none_or(|day| told.day <= day)
            && self.words.as_ref().is_none_or(|words| says(told, words))
    }

    /// What is set, in words: `question baa.executed, since 2026-03-01`.
    pub fn shown(&self) -> String {
        let parts = [
            self.question.as_ref().map(|id| format!("question {id}")),
            self.exhibit.map(|no| format!("exhibit {no}")),
            self.person.as_ref().map(|person| format!("person {person}")),
            self.register.map(|of| match of {
                InRegister::Whole(_) => format!("register {}", of.shown()),
                InRegister::Record(_) => format!("record {}", of.shown()),
            }),
            self.since.map(|day| format!("since {day}")),
            self.until.map(|day| format!("until {day}")),
            self.words.as_ref().map(|words| format!("\"{words}\"")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Whether it is about a question, under whichever of its ids it was recorded.
fn is_about(told: &Telling, id: &QuestionId, bank: &Bank) -> bool {
    let known =
        |id: &QuestionId| bank.question(id).map_or_else(|| id.clone(), |one| one.id.clone());
    let wanted = known(id);
    told.touches.questions.iter().any(|touched| *touched == *id || known(touched) == wanted)
}

fn names(told: &Telling, person: &str) -> bool {
    let recorder = [told.by.as_str(), told.who.as_str()];
    let others = told.touches.people.iter().map(String::as_str);
    let mut all = recorder.into_iter().chain(others);
    all.any(|name| has_words(name, person))
}

fn says(told: &Telling, words: &str) -> bool {
    let people: Vec<&str> = told.touches.people.iter().map(String::as_str).collect();
    let ids: Vec<&str> = told.touches.questions.iter().map(QuestionId::as_str).collect();
    let said = format!(
        "{} {} {} {} {} {} {} {}",
        told.seq,
        told.when,
        told.by,
        told.who,
        told.kind.replace('_', " "),
        told.line_with_marks(),
        people.join(" "),
        ids.join(" ")
    );
    has_words(&said, words)
}

/// Whether all of these words stand in a text, however they are written.
fn has_words(text: &str, words: &str) -> bool {
    let text = folded(text);
    folded(words).split_whitespace().all(|word| text.contains(word))
}
