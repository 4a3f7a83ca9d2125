//! Payloads about cycles, interviews, reports and sign-offs.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::JournalHead;
use crate::domain::id::{CycleId, Digest, EventId, QuestionId, RecordId};
use crate::domain::question::Role;

/// A reassessment was opened: its questions are fixed (rule R23).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CycleOpened {
    /// The cycle.
    pub cycle: CycleId,
    /// Its name.
    pub name: String,
    /// Its due day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Its questionnaire.
    pub questionnaire: String,
    /// The questionnaire's digest.
    pub digest: Digest,
    /// Its questions, each with its revision.
    pub questions: Vec<(QuestionId, u32)>,
}

/// A reassessment was closed: its summary is frozen (rule R24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CycleClosed {
    /// The cycle.
    pub cycle: CycleId,
    /// The figures at closing.
    pub summary: CycleSummary,
}

/// The figures of a cycle at closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CycleSummary {
    /// Documented questions.
    pub documented: u32,
    /// Applicable questions.
    pub applicable: u32,
    /// Answers that were not confirmed.
    pub carried: u32,
    /// Questions that were not answered.
    pub open: u32,
    /// Gaps.
    pub gaps: u32,
    /// Critical gaps.
    pub critical_gaps: u32,
}

/// An interview began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewOpened {
    /// The questionnaire.
    pub questionnaire: String,
    /// Who is present beside the recorder.
    #[serde(rename = "with", default)]
    pub present: Vec<String>,
    /// The role to which the questions are filtered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The incident about which its questions about one are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<RecordId>,
}

/// A report's edition (rules, section 16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// Facts, gaps, remedies and counsel's notes: stays in the building.
    Internal,
    /// Facts and exhibits: may be handed over.
    Produced,
}

impl Edition {
    /// The word on the command line, on screens and in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Produced => "produced",
        }
    }
}

/// A report was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportWritten {
    /// Its edition.
    pub edition: Edition,
    /// Its kind: `vendor` and others.
    #[serde(rename = "kind")]
    pub report: String,
    /// The day it speaks of, where it is not the day of writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// The questionnaire.
    pub questionnaire: String,
    /// The digest of the file.
    pub sha256: Digest,
    /// What it covers: each journal up to its last event of content.
    pub covers: Vec<JournalHead>,
}

/// A named person attests the record (rule R27).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedOff {
    /// Who signs.
    pub name: String,
    /// Their title.
    pub title: String,
    /// What they attest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// What it covers.
    pub journals: Vec<JournalHead>,
    /// The questionnaires, each with its digest.
    pub questionnaires: Vec<SignedQuestionnaire>,
    /// The open items that were acknowledged.
    pub open_items: Vec<String>,
}

/// A questionnaire named by a sign-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedQuestionnaire {
    /// Its id.
    pub id: String,
    /// Its digest.
    pub digest: Digest,
}

/// A signature or time stamp came back for a sign-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealAttached {
    /// The sign-off.
    pub of: EventId,
    /// The file's name.
    pub file_name: String,
    /// Its size.
    pub bytes: u64,
    /// Its digest, and its name in the vault.
    pub sha256: Digest,
}
