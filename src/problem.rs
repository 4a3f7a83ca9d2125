//! A failure as a person is shown it: what happened, what is safe, what to do next.
//!
//! Layers below keep their own error types; each turns into a [`Problem`] in one place, where its hints are decided.

use std::fmt;

use serde::Serialize;

use crate::progress::Canceled;

/// What sort of thing went wrong; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The request cannot be carried out as put: exit code 2.
    Use,
    /// The data on disk cannot be trusted: exit code 3.
    Data,
    /// The world refused (disk, permissions, another program): exit code 4.
    World,
    /// The program itself is wrong: exit code 4, with a request to report it.
    Bug,
    /// A person stopped it: exit code 130, as of any program that Ctrl-C ends.
    Canceled,
}

impl Kind {
    /// The exit code of a run that ends with a problem of this kind.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Use => 2,
            Self::Data => 3,
            Self::World | Self::Bug => 4,
            Self::Canceled => 130,
        }
    }
}

/// Something a person is asked about once; a yes lets it be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The file holds no bytes.
    EmptyFile,
    /// The document is dated after today.
    DatedAhead,
    /// The text looks like a patient's number or birth date; the record cannot forget it.
    PatientData,
    /// A vendor of that name is on the list already.
    SameName,
    /// Questions of the reassessment are neither answered nor confirmed in it.
    CycleUnfinished,
    /// A notice is said to have been sent before its clock began.
    SentEarly,
    /// A due day is moved to an earlier one.
    DueEarlier,
    /// Requests of the letter are neither mapped nor absent with a reason.
    RequestsOpen,
    /// What goes out is the internal edition, with counsel's notes and the gaps.
    InternalEdition,
    /// A file names this record as a report of ours does, and no event says that exactly these bytes were written.
    ChangedReport,
    /// The folder lies on a network's file system; a reason lets it be written to.
    NetworkFolder,
    /// The last event lies ahead of the clock; declaring a clock fault, with a reason, lets more be recorded (rule R3).
    WrongClock,
}

/// An error as shown to staff.
///
/// Every text in it may carry foreign words (a file name, a vendor's name); whoever shows it passes it through
/// [`crate::text::visible`], which [`fmt::Display`] already does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
pub struct Problem {
    /// What sort of thing went wrong.
    pub kind: Kind,
    /// What happened, in one sentence without a closing period.
    pub summary: String,
    /// The technical cause, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// What is safe in spite of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe: Option<String>,
    /// What to do next, most useful first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<String>,
    /// The doubt that stopped it, where a yes would let it go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
}

impl Problem {
    /// A problem of the given kind; `summary` says what happened.
    pub fn new(kind: Kind, summary: impl Into<String>) -> Self {
        Self {
            kind,
            summary: summary.into(),
            cause: None,
            safe: None,
            next: Vec::new(),
            doubt: None,
        }
    }

    /// The request cannot be carried out as put.
    pub fn wrong_use(summary: impl Into<String>) -> Self {
        Self::new(Kind::Use, summary)
    }

    /// The data on disk cannot be trusted.
    pub fn data(summary: impl Into<String>) -> Self {
        Self::new(Kind::Data, summary)
    }

    /// The world refused.
    pub fn world(summary: impl Into<String>) -> Self {
        Self::new(Kind::World, summary)
    }

    /// A long task was canceled by a person.
    pub fn canceled(canceled: Canceled) -> Self {
        Self::new(Kind::Canceled, canceled.to_string())
            .safe("nothing of it was left, and everything is as it was before")
    }

    /// The program is wrong; what was typed was not the cause.
    pub fn bug(summary: impl Into<String>) -> Self {
        Self::new(Kind::Bug, summary)
            .next("report this, with the words above; no answer text is in them")
    }

    /// Adds the technical cause.
    #[must_use]
    pub fn cause(mut self, cause: impl fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// Marks it as a doubt that a yes would remove.
    #[must_use]
    pub const fn doubt(mut self, doubt: Doubt) -> Self {
        self.doubt = Some(doubt);
        self
    }

    /// Adds what is safe.
    #[must_use]
    pub fn safe(mut self, safe: impl Into<String>) -> Self {
        self.safe = Some(safe.into());
        self
    }

    /// Adds what is safe besides.
    #[must_use]
    pub fn also_safe(self, safe: &str) -> Self {
        let before = self.safe.as_ref().map(|before| format!("{before}; ")).unwrap_or_default();
        self.safe(format!("{before}{safe}"))
    }

    /// Adds one thing to do next.
    #[must_use]
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next.push(next.into());
        self
    }

    /// Adds "did you mean …" when a known name is near the one given.
    #[must_use]
    pub fn did_you_mean<'a>(self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match crate::text::nearest(given, known) {
            Some(near) => self.next(format!("did you mean '{near}'?")),
            None => self,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::text::visible;
        write!(f, "Problem: {}.", visible(&self.summary))?;
        let lines = [("Cause:", self.cause.as_deref()), ("Safe: ", self.safe.as_deref())];
        for (head, text) in lines {
            if let Some(text) = text {
                write!(f, "\n  {head} {}", visible(text))?;
            }
        }
        for (index, text) in self.next.iter().enumerate() {
            write!(f, "\n  {} {}", if index == 0 { "Next: " } else { "      " }, visible(text))?;
        }
        Ok(())
    }
}
