//! `manifest.json`, the first file of an archive: every other file with its size and SHA-256, and the head of every journal.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::KeepingError;
use super::place::Place;
use crate::domain::id::{Digest, StoreId};
use crate::store::paths::MANIFEST;

/// Its name in the archive.
pub const FILE: &str = "manifest.json";

/// The most bytes that are read of it: half a million files.
pub const MOST_BYTES: u64 = 128 << 20;

/// Its first words.
const FORMAT: &str = "proofbook backup";

/// The form that this program writes.
const VERSION: u32 = 1;

/// What an archive holds. It has no time of its own, so that the same record makes the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    format: String,
    version: u32,
    /// The store that was copied.
    pub store: StoreId,
    /// Whether the copy is for somebody who verifies it: texts for counsel only are not in it.
    pub verifier_copy: bool,
    /// Every journal, as far as it was copied.
    pub journals: Vec<KeptJournal>,
    /// Objects of the vault that the journals name and that were missing or damaged when the copy was made.
    pub lacking: Vec<Digest>,
    /// Every file, in the order of their paths, which is their order in the archive.
    pub files: Vec<KeptFile>,
}

/// A journal in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptJournal {
    /// Its id.
    pub journal: Uuid,
    /// How many of its events verify.
    pub events: u64,
    /// The hash of the last of them.
    pub head: Option<Digest>,
    /// Whether all of it verified, with every object that it names, when it was copied.
    pub sound: bool,
}

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptFile {
    /// Where it lies in the data folder.
    pub path: Place,
    /// Bytes in it.
    pub bytes: u64,
    /// Their digest.
    pub sha256: Digest,
}

/// What every version says first.
#[derive(Deserialize)]
struct Preface {
    format: String,
    version: u32,
}

impl Contents {
    /// The contents of a whole copy of this store, with no file yet.
    pub(super) fn of(store: StoreId) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            store,
            verifier_copy: false,
            journals: Vec::new(),
            lacking: Vec::new(),
            files: Vec::new(),
        }
    }

    /// How many bytes the files have together.
    pub fn bytes(&self) -> u64 {
        self.files.iter().fold(0, |sum, file| sum.saturating_add(file.bytes))
    }

    /// Their text, one file a line, so that it can be read and searched.
    pub(super) fn text(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        Ok(text)
    }

    /// Reads and checks them; whoever wrote the archive is not trusted.
    ///
    /// # Errors
    /// It is none, is of a later version, or names what no record holds.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, KeepingError> {
        let none = |why: serde_json::Error| KeepingError::NotABackup(format!("{FILE}: {why}"));
        let preface: Preface = serde_json::from_slice(bytes).map_err(none)?;
        if preface.format != FORMAT {
            return Err(KeepingError::NotABackup(format!("{FILE} is none of this program")));
        }
        if preface.version > VERSION {
            return Err(KeepingError::Newer(preface.version));
        }
        let contents: Self = serde_json::from_slice(bytes).map_err(none)?;
        let spoilt = |why: String| Err(KeepingError::Spoilt(why));
        for (file, next) in contents.files.iter().zip(contents.files.iter().skip(1)) {
            if file.path >= next.path {
                return spoilt(format!("{FILE}: {} is out of order, or twice there", next.path));
            }
        }
        if let Some(file) = contents.files.iter().find(|file| file.bytes > file.path.most_bytes()) {
            return spoilt(format!("{FILE}: {} is too large, {} bytes", file.path, file.bytes));
        }
        if !contents.files.iter().any(|file| file.path.as_str() == MANIFEST) {
            return spoilt(format!("{FILE} names no {MANIFEST}"));
        }
        Ok(contents)
    }
}
