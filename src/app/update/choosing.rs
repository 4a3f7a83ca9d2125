//! What is found for a field of a form: nobody knows ids by heart, so a question or an exhibit is chosen in the search over everything.

use crate::app::effect::Effect;
use crate::app::form::{FieldName, Form, Input};
use crate::app::overlay::finding::{IntoField, Row};
use crate::app::overlay::{Overlay, Purpose};
use crate::app::state::App;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::finding::{Entry, Kind, Place};

impl Purpose {
    /// Whether a field of it takes one question or exhibit; several are joined by commas.
    fn takes_one(self, name: FieldName) -> bool {
        match self {
            Self::FilterHistory | Self::MarkSent | Self::OpenInquiry => true,
            Self::Link => name == FieldName::Exhibit,
            _ => false,
        }
    }
}

impl App {
    /// The field in focus, where it takes what can be found, and what is half typed in it.
    pub(in crate::app) fn field_that_takes(&self) -> Option<(IntoField, String)> {
        let Some(Overlay::Prompt(prompt)) = &self.overlay else { return None };
        let field = prompt.form.focused()?;
        let takes = field.takes()?;
        let value = field.value();
        let last = value.rsplit(',').next().unwrap_or_default().trim();
        let begun = if self.is_whole(takes, last) { String::new() } else { last.to_owned() };
        let vendor = self.vendor.as_ref().map(|open| open.dossier.id);
        Some((IntoField { takes, label: field.label, vendor }, begun))
    }

    /// Whether a word is the id of a question, or the number of an exhibit.
    fn is_whole(&self, takes: Kind, word: &str) -> bool {
        if takes == Kind::Exhibit {
            return ExhibitNo::read(word).is_some();
        }
        let id = word.split_once(" of ").map_or(word, |(id, _)| id.trim());
        let bank = self.store.as_ref().map(|store| &store.bank);
        bank.is_some_and(|bank| bank.question(&id.into()).is_some())
    }

    /// What is put into a field for something found.
    pub(in crate::app) fn word_of_found(&self, entry: &Entry) -> Option<String> {
        match &entry.place {
            Place::Exhibit(no) => Some(no.to_string()),
            Place::Question(asked) => Some(self.named(asked.subject, &asked.question)),
            _ => None,
        }
    }

    /// Puts what is under the cursor into the field of the form beneath, and shows the form again.
    pub(super) fn put_into_field(&mut self, row: &Row) -> Vec<Effect> {
        let word = self.word_of_found(&row.entry).unwrap_or_default();
        self.show_beneath();
        let mut put = false;
        if let Some(Overlay::Prompt(mut prompt)) = self.overlay.take() {
            put = self.put(&mut prompt.form, prompt.purpose, &word);
            self.overlay = Some(Overlay::Prompt(prompt));
        }
        if put {
            self.say(format!("{word} is in the field; nothing is recorded yet."));
        }
        Vec::new()
    }

    fn put(&self, form: &mut Form, purpose: Purpose, word: &str) -> bool {
        form.refused = None;
        let Some(field) = form.fields.get_mut(form.focus) else { return false };
        let Some(takes) = field.takes() else { return false };
        let value = field.value();
        let mut words: Vec<&str> =
            value.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
        // What was half typed is what was looked for.
        words.pop_if(|last| !self.is_whole(takes, last));
        if purpose.takes_one(field.name) {
            words.clear();
        }
        if !words.contains(&word) {
            words.push(word);
        }
        let joined = words.join(", ");
        if let Input::Text(text) = &mut field.input {
            text.set(&joined);
        }
        true
    }
}
