//! `store.json`: the file that makes a folder a store, and names its journals.

use std::io::ErrorKind;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::paths::Paths;
use super::{LAYOUT, StoreError, atomic};
use crate::domain::id::{JournalId, StoreId};
use crate::io::{self, Io};
use crate::time::Now;

/// The first words of every `store.json`.
const FORMAT: &str = "proofbook store";

/// What `store.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: String,
    /// The layout of the folder.
    pub(super) layout: u32,
    /// The store's id.
    pub(super) store: StoreId,
    created: Timestamp,
    /// Reserved for encryption at rest; `null` in layout 1.
    enc: Option<serde_json::Value>,
    /// The journals that are not vendors'.
    pub(super) journals: Journals,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sample: Option<Sample>,
    /// This copy was made for somebody who verifies it; texts for counsel may be absent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) verifier_copy: bool,
}

/// The ids of the journals that are not vendors'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journals {
    /// Our organization's.
    pub(super) organization: JournalId,
    /// The store's own.
    pub(super) store: JournalId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Sample {
    today: Date,
}

/// What every layout says first, read before anything else is believed.
#[derive(Deserialize)]
struct Preface {
    format: String,
    layout: u32,
}

impl Manifest {
    /// That of a new store.
    pub(super) fn new(now: &dyn Now, sample: Option<Date>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            layout: LAYOUT,
            store: StoreId(now.new_id()),
            created: now.now(),
            enc: None,
            journals: Journals {
                organization: JournalId(now.new_id()),
                store: JournalId(now.new_id()),
            },
            sample: sample.map(|today| Sample { today }),
            verifier_copy: false,
        }
    }

    /// The day for which a sample was made; `None` for a record.
    pub(super) fn sample(&self) -> Option<Date> {
        self.sample.map(|sample| sample.today)
    }

    /// Reads that of a folder. Later layouts are read as far as they can be.
    pub(super) fn read(io: &dyn Io, paths: &Paths) -> Result<Self, StoreError> {
        let path = paths.manifest();
        let bytes = match io::read(io, &path) {
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return Err(StoreError::Missing { path: paths.root().to_owned() });
            }
            read => read.map_err(|error| StoreError::io("reading", &path, error))?,
        };
        let broken = |error: serde_json::Error| StoreError::Manifest {
            path: path.clone(),
            why: error.to_string(),
        };
        let preface: Preface = serde_json::from_slice(&bytes).map_err(broken)?;
        if preface.format != FORMAT {
            let why = "it does not begin as this program writes it".to_owned();
            return Err(StoreError::Manifest { path, why });
        }
        match serde_json::from_slice(&bytes) {
            Ok(manifest) => Ok(manifest),
            Err(_) if preface.layout > LAYOUT => {
                Err(StoreError::NewerLayout { path, layout: preface.layout })
            }
            Err(error) => Err(broken(error)),
        }
    }

    /// Its bytes on disk.
    pub(super) fn bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Writes it: with this file the folder is a store. The store's own journal follows, because the file names it.
    pub(super) fn write(&self, io: &dyn Io, paths: &Paths) -> Result<(), StoreError> {
        let path = paths.manifest();
        let failed = |error| StoreError::io("writing", &path, error);
        let bytes = self.bytes().map_err(failed)?;
        atomic::write(io, &path, &bytes, atomic::Overwrite::No).map_err(failed)?;
        let parent = paths.root().parent();
        parent.map_or(Ok(()), |parent| io::sync_outer(io, parent).map_err(failed))
    }
}
