//! Everything that can be recorded: format 1 of the journal, all of its kinds and fields.
//!
//! A field cannot be added later to events already written, so all are here from the first line. Payloads hold nothing computed. An
//! unknown kind or field is never skipped: the store then opens read-only (`docs/journal-format.md`).

mod answers;
mod cycles;
mod exhibits;
mod organization;
mod registers;
mod vendors;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::answers::*;
pub use self::cycles::*;
pub use self::exhibits::*;
pub use self::organization::*;
pub use self::registers::*;
pub use self::vendors::*;
use super::id::{AccountId, Digest, EventId, RecordId};
use super::question::Scope;

/// The format version of every line this program writes.
pub const FORMAT: u32 = 1;

/// Whether an event changes what a report says (rule R26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Changes what a report says; supersedes a sign-off.
    Content,
    /// Looks after the record: interview opened, report written, exhibits found the same, sign-off, recovery.
    Care,
}

/// One recorded change: its place in the journal, when and by whom, and the link to the event before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Place in the journal, from 0 without gaps.
    pub seq: u64,
    /// Its id, the same wherever a copy of the journal goes.
    pub id: EventId,
    /// When it was recorded: UTC, whole milliseconds, never falling within a journal (rule R3).
    pub at: Timestamp,
    /// Who keyed it.
    pub by: AccountId,
    /// What was recorded.
    pub change: Change,
    /// The hash of the line before, or the journal's genesis.
    pub prev: Digest,
    /// The hash of this line.
    pub hash: Digest,
}

/// What an answer, link or gap is about (rule R6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "scope", rename_all = "snake_case", try_from = "SubjectFields")]
pub enum Subject {
    /// The vendor whose journal this is.
    Vendor,
    /// One of the vendor's incidents.
    Incident {
        /// The incident's record.
        incident: RecordId,
    },
    /// Our own organization; such answers are in the organization's journal.
    Organization,
}

impl Subject {
    /// The scope of the questions about it.
    pub const fn scope(self) -> Scope {
        match self {
            Self::Vendor => Scope::Vendor,
            Self::Incident { .. } => Scope::Incident,
            Self::Organization => Scope::Organization,
        }
    }
}

/// The fields of a subject as they stand in the line. Read apart, since serde lets a tagged variant without fields pass with any others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubjectFields {
    scope: Scope,
    incident: Option<RecordId>,
}

impl TryFrom<SubjectFields> for Subject {
    type Error = &'static str;

    fn try_from(fields: SubjectFields) -> Result<Self, Self::Error> {
        match (fields.scope, fields.incident) {
            (Scope::Vendor, None) => Ok(Self::Vendor),
            (Scope::Organization, None) => Ok(Self::Organization),
            (Scope::Incident, Some(incident)) => Ok(Self::Incident { incident }),
            _ => Err("a subject of scope incident names its incident, and no other does"),
        }
    }
}

/// Where a line came from when it was not keyed here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The import's own id, by which an interrupted one is resumed.
    pub import: String,
}

/// A journal up to one event, as named by reports and sign-offs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalHead {
    /// The journal's id: the vendor's, or the organization's journal.
    pub journal: uuid::Uuid,
    /// The last event that is covered.
    pub seq: u64,
    /// That event's hash.
    pub hash: Digest,
}

macro_rules! changes {
    ($($(#[$doc:meta])* $class:ident $kind:literal $name:ident($payload:ty),)*) => {
        /// The body of an event.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "payload")]
        pub enum Change {
            $($(#[$doc])* #[serde(rename = $kind)] $name($payload),)*
        }

        impl Change {
            /// Every kind of format 1.
            pub const KINDS: &'static [&'static str] = &[$($kind),*];

            /// The kind's name as it stands in the line.
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$name(_) => $kind,)* }
            }

            /// Whether it changes what a report says (rule R26).
            pub const fn class(&self) -> Class {
                match self { $(Self::$name(_) => Class::$class,)* }
            }
        }

        $(impl From<$payload> for Change {
            fn from(payload: $payload) -> Self {
                Self::$name(payload)
            }
        })*
    };
}

changes! {
    /// A question was answered, or an answer corrected or set back.
    Content "answer_set" AnswerSet(AnswerSet),
    /// Answers were confirmed as they stand.
    Content "confirmed" Confirmed(Confirmed),
    /// An event was taken back.
    Content "undone" Undone(Undone),
    /// A text is hidden from every output (rule R28).
    Content "withheld" Withheld(Withheld),
    /// An exhibit was taken into the vault, or noted as held elsewhere.
    Content "exhibit_taken" ExhibitTaken(ExhibitTaken),
    /// What is said about an exhibit was changed; its bytes never are.
    Content "exhibit_changed" ExhibitChanged(ExhibitChanged),
    /// An exhibit was withdrawn; its number is not used again.
    Content "exhibit_withdrawn" ExhibitWithdrawn(ExhibitWithdrawn),
    /// An exhibit was linked to a question.
    Content "linked" Linked(Linked),
    /// A link was taken away.
    Content "unlinked" Unlinked(Unlinked),
    /// Exhibits were checked and all found as at the last check.
    Care "exhibits_checked" ExhibitsChecked(ExhibitsChecked),
    /// A check found an exhibit's copy in another state than before.
    Content "exhibit_state" ExhibitState(ExhibitStateFound),
    /// A record of a register was written or changed.
    Content "record_set" RecordSet(RecordSet),
    /// A register is known to hold nothing.
    Content "registers_none" RegistersNone(RegistersNone),
    /// A notice was sent.
    Content "clock_sent" ClockSent(ClockSent),
    /// An inquiry was opened or changed.
    Content "inquiry_set" InquirySet(InquirySet),
    /// One numbered request of an inquiry was written or mapped.
    Content "request_set" RequestSet(RequestSet),
    /// Something was handed to somebody.
    Care "handed_over" HandedOver(HandedOver),
    /// A gap has an owner.
    Content "gap_owned" GapOwned(GapOwned),
    /// A gap is accepted until a day (rule R19).
    Content "gap_accepted" GapAccepted(GapAccepted),
    /// A follow-up was ended with a note (rule R25).
    Content "follow_up_done" FollowUpDone(FollowUpDone),
    /// A follow-up was handed to somebody else.
    Content "follow_up_assigned" FollowUpAssigned(FollowUpAssigned),
    /// A reassessment was opened.
    Content "cycle_opened" CycleOpened(CycleOpened),
    /// A reassessment was closed.
    Content "cycle_closed" CycleClosed(CycleClosed),
    /// An interview began.
    Care "interview_opened" InterviewOpened(InterviewOpened),
    /// A report was written.
    Care "report_written" ReportWritten(ReportWritten),
    /// A named person attests the record (rule R27).
    Care "signed_off" SignedOff(SignedOff),
    /// A signature or time stamp came back for a sign-off.
    Care "seal_attached" SealAttached(SealAttached),
    /// The first event of a vendor.
    Content "vendor_added" VendorAdded(VendorAdded),
    /// A field of the vendor's profile was set.
    Content "vendor_set" VendorSet(FieldSet),
    /// The vendor left the list.
    Content "vendor_retired" VendorRetired(VendorRetired),
    /// The vendor is back on the list.
    Content "vendor_restored" VendorRestored(VendorRestored),
    /// A legal hold began.
    Content "hold_set" HoldSet(HoldSet),
    /// A legal hold ended.
    Content "hold_ended" HoldEnded(HoldEnded),
    /// A field of our organization's profile was set.
    Content "organization_set" OrganizationSet(OrganizationSet),
    /// The time zone in which days are counted (rule R1).
    Content "zone_set" ZoneSet(ZoneSet),
    /// The name and title behind an account.
    Content "person_named" PersonNamed(PersonNamed),
    /// A question bank came into force (rule R5).
    Content "bank_adopted" BankAdopted(BankAdopted),
    /// Bytes were set aside when the journal was opened.
    Care "recovery" Recovery(Recovery),
    /// The clock had been wrong (rule R3).
    Content "clock_fault" ClockFault(ClockFault),
    /// The layout of the data folder was migrated.
    Care "migrated" Migrated(Migrated),
    /// The data folder was made.
    Content "created" Created(Created),
    /// The heads of all journals under one root.
    Content "checkpoint" Checkpoint(Checkpoint),
    /// A person decided to go on in spite of a warning.
    Content "overridden" Overridden(Overridden),
}
