//! Payloads about answers, confirmations, undo, gaps and follow-ups.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Origin, Subject};
use crate::domain::id::{CycleId, Digest, EventId, FollowUpId, QuestionId};
use crate::domain::question::Role;
use crate::domain::value::{Reply, ReplyState, Value};

/// A question was answered. Exactly one of `value` and `state` is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerSet {
    /// What the answer is about.
    pub subject: Subject,
    /// The question.
    pub question: QuestionId,
    /// The revision of the question that was answered.
    pub revision: u32,
    /// The value, of the question's kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The state, where it is not a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ReplyState>,
    /// What was said beside it; the reason, where the question does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The counsel-only note's digest; its text is in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counsel_note: Option<CounselNote>,
    /// Who answered, where it was not the recorder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_by: Option<String>,
    /// The role in which they answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The interview in which it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<EventId>,
    /// The cycle in which it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<CycleId>,
    /// The events of the records that were shown when it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records_seen: Option<Vec<EventId>>,
    /// Who will find out, by when (rule R25).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// Where it came from, when it was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The event that this corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<EventId>,
    /// Why it was corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl AnswerSet {
    /// An answer with nothing beside it.
    pub fn new(subject: Subject, question: QuestionId, revision: u32, reply: Reply) -> Self {
        let (value, state) = reply.into_fields();
        Self {
            subject,
            question,
            revision,
            value,
            state,
            note: None,
            counsel_note: None,
            given_by: None,
            role: None,
            interview: None,
            cycle: None,
            records_seen: None,
            follow_up: None,
            origin: None,
            replaces: None,
            reason: None,
        }
    }

    /// What was replied; `None` where the line holds both or neither, which no program of ours writes.
    pub fn reply(&self) -> Option<Reply> {
        match (&self.value, self.state) {
            (Some(value), None) => Some(Reply::Value(value.clone())),
            (None, Some(state)) => Some(Reply::State(state)),
            _ => None,
        }
    }
}

/// A counsel-only note: its text is an object of the vault, named by this digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounselNote {
    /// The SHA-256 of salt, line feed and text.
    pub sha256: Digest,
    /// The day on which its text was withheld, if it was: then the text is shown nowhere (rule R28). It is known in memory only; what the
    /// journal has is the event that withheld it.
    #[serde(skip)]
    pub withheld_on: Option<Date>,
}

impl From<Digest> for CounselNote {
    fn from(sha256: Digest) -> Self {
        Self { sha256, withheld_on: None }
    }
}

/// "We do not know, X by date."
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Its id.
    pub id: FollowUpId,
    /// Who will find out.
    pub owner: String,
    /// The last day for it.
    pub due: Date,
}

/// Answers confirmed as they stand: one, or several in `items`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// The confirmed answers; never empty.
    pub items: Vec<ConfirmedItem>,
    /// The cycle in which they were confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<CycleId>,
}

/// One confirmed answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmedItem {
    /// What the answer is about.
    pub subject: Subject,
    /// The question.
    pub question: QuestionId,
    /// The revision of the question that was confirmed.
    pub revision: u32,
    /// The event that gave the answer.
    pub of: EventId,
}

/// An event was taken back (rule R22).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undone {
    /// The event that is taken back; an undo itself, for redo.
    pub of: EventId,
}

/// A text is hidden from every output, on every day (rule R28).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// The event that holds the text.
    pub of: EventId,
    /// Its field.
    pub field: String,
    /// Why it is withheld.
    pub reason: String,
}

/// A gap has an owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapOwned {
    /// What the gap is about.
    pub subject: Subject,
    /// The question whose standing opens it.
    pub question: QuestionId,
    /// Who sees to it.
    pub owner: String,
    /// The day by which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix_by: Option<Date>,
}

/// A gap is accepted until a day (rule R19).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapAccepted {
    /// What the gap is about.
    pub subject: Subject,
    /// The question whose standing opens it.
    pub question: QuestionId,
    /// The last day on which the acceptance holds.
    pub until: Date,
    /// Why it is accepted.
    pub reason: String,
}

/// A follow-up was ended with a note (rule R25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpDone {
    /// The follow-up.
    pub id: FollowUpId,
    /// How it ended.
    pub note: String,
}

/// A follow-up was handed to somebody else: the question stays as it is answered (rule R25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpAssigned {
    /// The follow-up.
    pub id: FollowUpId,
    /// Who will find out from now on.
    pub owner: String,
    /// The last day for it from now on; as before, where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}
