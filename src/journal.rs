//! The record: one append-only file per vendor, one for our organization, one for the store itself.
//!
//! A line is one event; each carries the hash of the line before, so the chain is its own checksum. [`read`] never writes;
//! [`Journal`] is the only writer. What events mean is left to [`crate::domain`], where the files lie to [`crate::store`].
//! The promise on disk is `docs/journal-format.md`.

pub mod chain;
mod error;
mod file;
mod genesis;
pub mod line;
pub mod replay;
mod witness;

use std::path::{Path, PathBuf};

use crate::domain::id::Digest;

pub use self::error::{AppendError, JournalError};
pub use self::file::{Appended, Journal, Opened};
pub use self::genesis::{Genesis, Owner, Purpose};
pub use self::replay::{Damage, Newer, Reading, State, Tail};
use crate::io::{self, Io, Open};

/// The last event of a journal: what a report, a sign-off and the witness name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Its number.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
}

/// How a journal ends, read from its last bytes alone: enough to see that it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Bytes in the file.
    pub len: u64,
    /// The hash that its last line bears.
    pub hash: Digest,
}

/// Longer than one write takes: a last line that has not grown meanwhile is not being written.
const A_SAVE: std::time::Duration = std::time::Duration::from_millis(4);

/// Where the files of one journal lie.
#[derive(Clone, Debug)]
struct Files {
    folder: PathBuf,
    journal: PathBuf,
    lock: PathBuf,
    witness: PathBuf,
}

impl Files {
    fn of(folder: &Path, owner: Owner) -> Self {
        let journal = if owner == Owner::Store { "log.jsonl" } else { "journal.jsonl" };
        Self {
            folder: folder.to_owned(),
            journal: folder.join(journal),
            lock: folder.join("lock"),
            witness: folder.join("head"),
        }
    }
}

/// Reads a journal without writing anything: every event that verifies, and what state the file is in.
///
/// A journal that is not there has no events. A line that another program is writing at this moment is waited for.
pub fn read(io: &dyn Io, folder: &Path, genesis: &Genesis) -> Result<Reading, JournalError> {
    let files = Files::of(folder, genesis.owner);
    let mut before = None;
    loop {
        // The witness first: read after the journal it could be ahead of it only because somebody saved in between.
        let witness = witness::read(io, &files.witness);
        let bytes = match io::read(io, &files.journal) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            read => read.map_err(|error| JournalError::io("reading", &files.journal, error))?,
        };
        let reading = replay::replay(&bytes, genesis, witness.and_then(|witness| witness.head));
        let is_unfinished = matches!(reading.state, State::TornTail(_) | State::LineFeedMissing);
        if !is_unfinished || before == Some(bytes.len()) {
            return Ok(reading);
        }
        before = Some(bytes.len());
        std::thread::sleep(A_SAVE);
    }
}

/// The lines of a journal's first events, byte for byte as they are on disk. A last line without its line feed gets none.
pub fn lines(
    io: &dyn Io,
    folder: &Path,
    owner: Owner,
    events: usize,
) -> Result<Vec<u8>, JournalError> {
    let path = Files::of(folder, owner).journal;
    let mut bytes = match io::read(io, &path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        read => read.map_err(|error| JournalError::io("reading", &path, error))?,
    };
    let end = events.checked_sub(1).map(|last| memchr::memchr_iter(b'\n', &bytes).nth(last));
    match end {
        None => bytes.clear(),
        Some(Some(at)) => bytes.truncate(at + 1),
        Some(None) => {}
    }
    Ok(bytes)
}

/// Reads how a journal ends. `None` when it is empty, not there, or does not end as a journal does.
pub fn end(io: &dyn Io, folder: &Path, owner: Owner) -> Option<End> {
    let file = io.open(&Files::of(folder, owner).journal, Open::Read).ok()?;
    let len = file.metadata().ok()?.len;
    let start = len.checked_sub(chain::HASH_ENDING as u64 + 1)?;
    let mut bytes = [0; chain::HASH_ENDING + 1];
    // A list of a thousand vendors does this for each: no more calls of the system than it takes.
    if file.read_at(&mut bytes, start).ok()? != bytes.len() {
        return None;
    }
    let hash = bytes.strip_prefix(b",\"hash\":\"")?.strip_suffix(b"\"}\n")?;
    Some(End { len, hash: std::str::from_utf8(hash).ok()?.parse().ok()? })
}
