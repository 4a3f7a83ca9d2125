//! Payloads about exhibits and their links.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Subject;
use crate::domain::id::{Digest, ExhibitId, QuestionId};

/// The kinds of exhibit; the bank holds each kind's usual maximum age (rule R11).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ExhibitKind {
    /// An audit report: SOC 2 Type II and the like.
    AuditReport,
    /// A letter that bridges the months since an audit period ended.
    BridgeLetter,
    /// A penetration test report or letter.
    PenetrationTest,
    /// A certificate: ISO 27001 and the like, or proof of its surveillance.
    Certificate,
    /// A contract, business associate agreement or amendment.
    Agreement,
    /// A policy, certificate or endorsement of insurance.
    Insurance,
    /// A written policy or procedure.
    PolicyDocument,
    /// A letter or message.
    Letter,
    /// A record kept in the course of work: a log, list, ticket or minutes.
    Record,
    /// Anything else.
    Other,
}

impl ExhibitKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::AuditReport,
        Self::BridgeLetter,
        Self::PenetrationTest,
        Self::Certificate,
        Self::Agreement,
        Self::Insurance,
        Self::PolicyDocument,
        Self::Letter,
        Self::Record,
        Self::Other,
    ];

    /// The word used on the command line and in the journal.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AuditReport => "audit_report",
            Self::BridgeLetter => "bridge_letter",
            Self::PenetrationTest => "penetration_test",
            Self::Certificate => "certificate",
            Self::Agreement => "agreement",
            Self::Insurance => "insurance",
            Self::PolicyDocument => "policy_document",
            Self::Letter => "letter",
            Self::Record => "record",
            Self::Other => "other",
        }
    }

    /// The words on screens and in reports.
    pub const fn title(self) -> &'static str {
        match self {
            Self::AuditReport => "audit report",
            Self::BridgeLetter => "bridge letter",
            Self::PenetrationTest => "penetration test",
            Self::Certificate => "certificate",
            Self::Agreement => "agreement",
            Self::Insurance => "insurance",
            Self::PolicyDocument => "policy document",
            Self::Letter => "letter",
            Self::Record => "record",
            Self::Other => "other",
        }
    }
}

/// The dates of an exhibit, each as the document itself gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExhibitDates {
    /// The document's own date.
    pub dated: Option<Date>,
    /// In force from.
    pub from: Option<Date>,
    /// First day of the period covered.
    pub period_from: Option<Date>,
    /// Last day of the period covered.
    pub period_to: Option<Date>,
    /// Last day in force; for insurance the first day without cover (rule R4).
    pub expires: Option<Date>,
    /// The day on which we got it.
    pub obtained: Option<Date>,
    /// The day on which it was last read again (agreements, rule R11).
    pub reread_on: Option<Date>,
}

impl ExhibitDates {
    /// Every date with its name as shown.
    pub const fn named(&self) -> [(&'static str, Option<Date>); 7] {
        [
            ("Dated", self.dated),
            ("In force from", self.from),
            ("Period from", self.period_from),
            ("Period to", self.period_to),
            ("Expires", self.expires),
            ("Obtained", self.obtained),
            ("Read again", self.reread_on),
        ]
    }
}

/// Where an exhibit's bytes are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldElsewhere {
    /// Where it is.
    #[serde(rename = "where")]
    pub place: String,
    /// Who saw it.
    pub seen_by: String,
    /// When.
    pub seen_on: Date,
}

/// An exhibit was taken: a copy is in the vault, or it is held elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExhibitTaken {
    /// Its id.
    pub exhibit: ExhibitId,
    /// Its number in this dossier, from 1: `A-01`.
    pub no: u32,
    /// What it is called.
    pub title: String,
    /// Its kind.
    pub kind: ExhibitKind,
    /// The file's name when it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// Its size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// The digest of its bytes, and its name in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Digest>,
    /// Where it is, when we have no copy; such an exhibit is never current.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_elsewhere: Option<HeldElsewhere>,
    /// The document's own date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<Date>,
    /// In force from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// First day of the period covered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_from: Option<Date>,
    /// Last day of the period covered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_to: Option<Date>,
    /// Last day in force; for insurance the first day without cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// The day on which we got it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obtained: Option<Date>,
    /// The day on which it was last read again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reread_on: Option<Date>,
    /// The exhibit that it supersedes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<ExhibitId>,
    /// The questions that it supports from the start.
    #[serde(default)]
    pub links: Vec<Link>,
}

/// What is said about an exhibit was changed. A field that is there replaces the old one; one that is absent stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExhibitChanged {
    /// The exhibit.
    pub exhibit: ExhibitId,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ExhibitKind>,
    /// The document's own date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<DateField>,
    /// In force from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DateField>,
    /// First day of the period covered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_from: Option<DateField>,
    /// Last day of the period covered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_to: Option<DateField>,
    /// Last day in force; for insurance the first day without cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<DateField>,
    /// The day on which we got it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obtained: Option<DateField>,
    /// The day on which it was last read again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reread_on: Option<DateField>,
}

/// A date that was set, or taken away again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum DateField {
    /// The date.
    Set(Date),
    /// No date: `"none"` in the line.
    Gone(Gone),
}

/// The word `none` where a date was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gone {
    /// There is none.
    None,
}

impl DateField {
    /// The date, if one is set.
    pub const fn date(self) -> Option<Date> {
        match self {
            Self::Set(date) => Some(date),
            Self::Gone(Gone::None) => None,
        }
    }
}

/// An exhibit was withdrawn; its number is not used again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExhibitWithdrawn {
    /// The exhibit.
    pub exhibit: ExhibitId,
    /// Why.
    pub reason: String,
}

/// A question that an exhibit supports, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What the question is about.
    pub subject: Subject,
    /// The question.
    pub question: QuestionId,
    /// Page, section and quoted words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinpoint: Option<Pinpoint>,
}

/// Where in an exhibit: as the document names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pinpoint {
    /// The page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The section or clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Words quoted from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// An exhibit was linked to a question, or its pinpoint changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    /// The exhibit.
    pub exhibit: ExhibitId,
    /// What the question is about.
    pub subject: Subject,
    /// The question.
    pub question: QuestionId,
    /// Page, section and quoted words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinpoint: Option<Pinpoint>,
}

/// A link was taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlinked {
    /// The exhibit.
    pub exhibit: ExhibitId,
    /// What the question is about.
    pub subject: Subject,
    /// The question.
    pub question: QuestionId,
}

/// Exhibits were checked and all found as at the last check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExhibitsChecked {
    /// The exhibits that were looked at.
    pub same: Vec<ExhibitId>,
}

/// What a check of the vault's copy found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyState {
    /// The bytes are as they were taken; after a damage, "same again".
    #[serde(rename = "same again")]
    Same,
    /// The bytes differ from those taken.
    #[serde(rename = "damaged")]
    Damaged,
    /// The copy is gone.
    #[serde(rename = "missing")]
    Missing,
}

impl CopyState {
    /// The word on screens and in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "Same",
            Self::Damaged => "Damaged",
            Self::Missing => "Missing",
        }
    }
}

/// A check found an exhibit's copy in another state than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExhibitStateFound {
    /// The exhibit.
    pub exhibit: ExhibitId,
    /// What was found.
    pub state: CopyState,
}
