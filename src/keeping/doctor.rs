//! The doctor: what around a record may harm it, each with what it means and what to do. It changes nothing.
//!
//! Whether every byte is what was recorded is for `verify`; the doctor reads the journals, and of the vault the names only.

mod folder;
mod record;
mod terminal;
mod vault;

use std::path::Path;

use serde::Serialize;

pub use self::terminal::Terminal;
use crate::desk::Seat;
use crate::store::Store;

/// What was found of one thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at, in a word.
    pub about: &'static str,
    /// How it is.
    pub state: State,
    /// What was seen, in one sentence.
    pub what: String,
    /// Why it matters; nothing where all is well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What to do, most useful first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<String>,
}

/// How a thing is that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// As it should be.
    Fine,
    /// Worth knowing; there is nothing to do.
    Note,
    /// The system does not say.
    NotTold,
    /// Something is to be done.
    Found,
}

impl Check {
    fn new(about: &'static str, state: State, what: impl Into<String>) -> Self {
        Self { about, state, what: what.into(), why: None, next: Vec::new() }
    }

    fn fine(about: &'static str, what: impl Into<String>) -> Self {
        Self::new(about, State::Fine, what)
    }

    fn note(about: &'static str, what: impl Into<String>) -> Self {
        Self::new(about, State::Note, what)
    }

    fn found(about: &'static str, what: impl Into<String>) -> Self {
        Self::new(about, State::Found, what)
    }

    fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    fn next(mut self, next: impl Into<String>) -> Self {
        self.next.push(next.into());
        self
    }
}

/// Looks at the folder of this seat, the record in it, the computer and the terminal. A record need not be there, nor be whole.
pub fn examine(seat: &Seat, terminal: &Terminal) -> Vec<Check> {
    let mut checks = folder::checks(&*seat.io, &seat.folder);
    if Store::exists(&*seat.io, &seat.folder) {
        checks.extend(record::checks(seat));
    } else {
        let what = format!("there is no record in {} yet", seat.folder.display());
        checks.push(Check::note("record", what));
    }
    checks.push(terminal.check());
    checks
}

/// Compares the record with another copy of it, such as one that was restored: whether both were recorded in.
///
/// # Errors
/// One of the two cannot be opened.
pub fn compare(seat: &Seat, other: &Path) -> Result<Vec<Check>, crate::problem::Problem> {
    record::compare(seat, other)
}
