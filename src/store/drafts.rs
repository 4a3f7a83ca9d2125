//! Texts not yet recorded: kept against a crash, each with the time at which it was last typed. They are no evidence.

use std::io::ErrorKind;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::atomic::{self, Overwrite};
use super::{JournalName, StoreError};
use crate::domain::event::Subject;
use crate::domain::id::{Digest, QuestionId};
use crate::io::{self, SharedIo};

/// The drafts of one store, a file each.
#[derive(Clone, Debug)]
pub struct Drafts {
    io: SharedIo,
    folder: PathBuf,
}

/// Which field a draft is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The journal, by its name in [`Place::new`].
    journal: String,
    subject: Subject,
    question: QuestionId,
    field: String,
}

impl Place {
    /// A field of the answer to a question, in the interview of a vendor or of our organization.
    pub fn new(journal: JournalName, subject: Subject, question: QuestionId, field: &str) -> Self {
        let journal = match journal {
            JournalName::Organization => "organization".to_owned(),
            JournalName::Store => "store".to_owned(),
            JournalName::Vendor(id) => id.to_string(),
        };
        Self { journal, subject, question, field: field.to_owned() }
    }
}

/// A text that was typed and not recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The field it was typed in.
    pub place: Place,
    /// When it was last kept.
    pub at: Timestamp,
    /// What was typed.
    pub text: String,
}

impl Drafts {
    pub(super) const fn new(io: SharedIo, folder: PathBuf) -> Self {
        Self { io, folder }
    }

    /// Keeps a draft in place of the one before.
    pub fn keep(&self, place: Place, at: Timestamp, text: &str) -> Result<(), StoreError> {
        let path = self.path(&place);
        let failed = |error| StoreError::io("writing", &path, error);
        let draft = Draft { place, at, text: text.to_owned() };
        let bytes = serde_json::to_vec(&draft).map_err(|error| failed(error.into()))?;
        io::ensure_dir(&*self.io, &self.folder).map_err(failed)?;
        atomic::write(&*self.io, &path, &bytes, Overwrite::Yes).map_err(failed)
    }

    /// The draft for a field. One that cannot be read counts as not there.
    pub fn of(&self, place: &Place) -> Option<Draft> {
        let bytes = io::read(&*self.io, &self.path(place)).ok()?;
        let draft: Draft = serde_json::from_slice(&bytes).ok()?;
        (draft.place == *place).then_some(draft)
    }

    /// Every draft that can be read, the latest first.
    pub fn all(&self) -> Vec<Draft> {
        let names = self.io.read_dir(&self.folder).unwrap_or_default();
        let read = |name: &std::ffi::OsString| {
            let bytes = io::read(&*self.io, &self.folder.join(name)).ok()?;
            serde_json::from_slice::<Draft>(&bytes).ok()
        };
        let finished =
            |name: &&std::ffi::OsString| name.to_str().is_some_and(|name| !name.starts_with('.'));
        let mut drafts: Vec<Draft> = names.iter().filter(finished).filter_map(read).collect();
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.at));
        drafts
    }

    /// Forgets the draft for a field, once its text is recorded or given up.
    pub fn clear(&self, place: &Place) -> Result<(), StoreError> {
        let path = self.path(place);
        match self.io.remove(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(StoreError::io("removing", &path, error))
            }
            _ => Ok(()),
        }
    }

    /// A name that says nothing and fits every file system.
    fn path(&self, place: &Place) -> PathBuf {
        let key =
            format!("{}\n{:?}\n{}\n{}", place.journal, place.subject, place.question, place.field);
        self.folder.join(format!("{}.json", Digest::of(key.as_bytes())))
    }
}
