//! Payloads about our organization, and those that any journal may hold.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::JournalHead;
use crate::domain::id::{AccountId, Digest, EventId};
use crate::domain::value::Value;

/// A field of our organization's profile was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationSet {
    /// The field's name.
    pub field: String,
    /// Its value.
    pub value: Value,
}

/// The time zone in which days are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneSet {
    /// Its IANA name, such as `America/New_York`.
    pub zone: String,
}

/// The name and title behind an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonNamed {
    /// The account.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// Their title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A question bank came into force (rule R5); its files are in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankAdopted {
    /// The digest over all files.
    pub digest: Digest,
    /// The files.
    pub files: Vec<BankFile>,
    /// The day on which the law was last seen for it.
    pub law_seen_on: Date,
    /// The version of the program that adopted it.
    pub program: String,
}

/// One file of a bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankFile {
    /// Its name: of a shipped file below the program's `questionnaires/`, of an own one below the data folder.
    pub name: String,
    /// The digest of its bytes, and its name in the vault.
    pub sha256: Digest,
}

/// Bytes were set aside when the journal was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recovery {
    /// How many.
    pub bytes: u64,
    /// Their digest.
    pub sha256: Digest,
    /// The file that holds them now.
    pub file: String,
}

/// The clock had been wrong: these events count as recorded when this one was (rule R3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockFault {
    /// First and last of the false events: one unbroken run that ends just before this event.
    pub events: (EventId, EventId),
    /// When they were truly recorded, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub true_at: Option<Timestamp>,
    /// What had been wrong.
    pub reason: String,
}

/// The layout of the data folder was migrated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Migrated {
    /// The layout before.
    pub from: u32,
    /// The layout now.
    pub to: u32,
    /// The version of the program that migrated it.
    pub program: String,
}

/// The data folder was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Created {
    /// The version of the program that made it.
    pub program: String,
}

/// The heads of all journals under one root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// The heads, sorted by journal id.
    pub heads: Vec<JournalHead>,
    /// The SHA-256 over the list.
    pub root: Digest,
}

/// A person decided to go on in spite of a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overridden {
    /// The warning: `network-folder` and others.
    pub warning: String,
    /// Why.
    pub reason: String,
}
