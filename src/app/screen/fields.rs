//! A list of named facts, each of which is opened and set by itself: what the profiles have in common.
//!
//! Which facts there are is decided by the screen that shows them; how a fact is explained is the same everywhere.

use crate::app::words::{Said, heading, quiet, text};
use crate::domain::field::Field;

/// How a fact that nobody recorded is shown.
pub const NOT_RECORDED: &str = "not recorded";

/// One fact in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// Its name, as in the journal.
    pub name: &'static str,
    /// Its words.
    pub title: &'static str,
    /// What it means, in a sentence.
    pub help: String,
    /// What may be typed, in one line; nothing where it is not typed here.
    pub accepted: Option<String>,
    /// What is on file, in words.
    pub shown: Option<String>,
    /// What is on file, as it would be typed.
    pub typed: String,
}

impl FieldRow {
    /// The row of a field.
    pub fn of(field: &'static Field, shown: Option<String>, typed: String) -> Self {
        let (help, accepted) = (field.help.to_owned(), Some(field.accepted()));
        Self { name: field.name, title: field.title, help, accepted, shown, typed }
    }

    /// What is on file, or that nothing is.
    pub fn value(&self) -> &str {
        self.shown.as_deref().unwrap_or(NOT_RECORDED)
    }

    /// The text that a search looks at.
    pub fn searched(&self) -> String {
        format!("{} {}", self.title, self.value())
    }

    /// What the fact means, what is on file, and what may be typed.
    pub fn explained(&self) -> Vec<Said> {
        let mut said = vec![heading(self.title), text(self.value()), quiet(self.help.as_str())];
        said.extend(self.accepted.as_ref().map(|accepted| quiet(format!("Accepted: {accepted}."))));
        said
    }
}
