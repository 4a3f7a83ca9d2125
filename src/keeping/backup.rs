//! A backup: every file of a record as it stands, copied while other programs go on recording.
//!
//! Journals only grow, so each is copied up to its last whole line; what an event names is in the vault before the event is written,
//! so the vault is looked at after the journals, and our organization's journal, on which vendors' events rest, after theirs.

mod gather;

use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use self::gather::{Gathered, Part, Source};
use super::KeepingError;
use super::contents::{self, Contents};
use super::tape::{self, Recording};
use crate::domain::id::Digest;
use crate::io::{Forward, Io, Mode, Open, SharedIo};
use crate::progress::{Progress, Step};
use crate::store::Store;
use crate::store::atomic::{self, Overwrite};

/// For whom a copy is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// For ourselves: everything but what can be made again.
    Whole,
    /// For somebody who verifies the record: without texts for counsel only, without drafts, and only with what the journals name.
    ForVerifier,
}

/// A backup that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The archive.
    pub path: PathBuf,
    /// Bytes in it.
    pub bytes: u64,
    /// What it holds.
    pub contents: Contents,
    /// What lies in the data folder and is not in the archive, each as one sentence.
    pub left_out: Vec<String>,
    /// What should be in it and could not be read, each as one sentence.
    pub unread: Vec<String>,
    /// Texts for counsel only that the journals name and that are not in a verifier's copy.
    pub counsel_texts: usize,
    /// How many texts were withheld from every output; in the lines of the journals they still stand (rule R28).
    pub withheld: usize,
}

impl Written {
    /// Whether all of the record could be read, and verified as it was copied.
    pub fn is_sound(&self) -> bool {
        self.unread.is_empty()
            && self.contents.lacking.is_empty()
            && self.contents.journals.iter().all(|one| one.sound)
    }
}

/// Writes a backup of the record in this folder. On failure there is no archive, or the one that was there before.
///
/// A record that cannot be trusted is copied all the same, as it is, and the archive says so: see [`Written::is_sound`].
///
/// # Errors
/// There is no record, or it cannot be read; the archive is there already, or cannot be written; it was canceled.
pub fn write(
    io: &SharedIo,
    folder: &Path,
    archive: &Path,
    copy: Copy,
    overwrite: Overwrite,
    progress: &mut dyn Progress,
) -> Result<Written, KeepingError> {
    let store = Store::open(io, folder)?;
    if let Some(newer @ crate::store::StoreError::NewerLayout { .. }) = store.read_only() {
        return Err(newer.into());
    }
    if lies_in(archive, folder) {
        return Err(KeepingError::Inside(archive.to_owned()));
    }
    if overwrite == Overwrite::No && io.metadata(archive, crate::io::Links::Keep).is_ok() {
        return Err(KeepingError::FileThere(archive.to_owned()));
    }
    let gathered = gather::gather(&**io, &store, copy, progress)?;
    let listing = gathered.contents.text();
    let listing = listing.map_err(|error| KeepingError::io("writing", archive, error.into()))?;
    let bytes = gathered.contents.bytes() + listing.len() as u64;
    check_space(&**io, archive, bytes)?;
    // Which file it was, or that it was canceled, cannot be told by an error of the system; so it is kept beside it.
    let (mut reading, mut canceled) = (None, None);
    let of = gathered.parts.len();
    let done = atomic::write_by(&**io, archive, overwrite, |file| {
        let mut tape = Recording::start(file);
        tape.add(contents::FILE, listing.len() as u64, Mode::Private, &mut listing.as_slice())?;
        for (done, part) in gathered.parts.iter().enumerate() {
            let step = Step { doing: "Copying files", done, of };
            progress.reached(step).map_err(|stop| {
                canceled = Some(stop);
                std::io::Error::other(stop)
            })?;
            reading = Some(part.origin(folder));
            add(&**io, &mut tape, part, folder)?;
        }
        reading = None;
        tape.finish()
    });
    if let Some(canceled) = canceled {
        return Err(canceled.into());
    }
    match (done, reading) {
        (Ok(()), _) => {}
        (Err(error), Some(path)) if error.kind() == std::io::ErrorKind::InvalidData => {
            return Err(KeepingError::Changing(path));
        }
        (Err(error), _) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(KeepingError::FileThere(archive.to_owned()));
        }
        (Err(error), _) => return Err(KeepingError::io("writing", archive, error)),
    }
    let Gathered { contents, left_out, unread, counsel_texts, withheld, .. } = gathered;
    let bytes = io.metadata(archive, crate::io::Links::Follow).map_or(bytes, |found| found.len);
    let path = archive.to_owned();
    Ok(Written { path, bytes, contents, left_out, unread, counsel_texts, withheld })
}

/// Copies one file into the archive, and holds it against what was seen of it when it was gathered.
fn add(io: &dyn Io, tape: &mut Recording<'_>, part: &Part, folder: &Path) -> std::io::Result<()> {
    let (path, bytes, mode) = (part.file.path.as_str(), part.file.bytes, part.file.path.mode());
    let handle;
    let from: Box<dyn Read + '_> = match &part.source {
        Source::Held(bytes) => Box::new(bytes.as_slice()),
        Source::OnDisk => {
            handle = io.open(&part.file.path.below(folder), Open::Read)?;
            Box::new(Forward::new(&*handle))
        }
    };
    let mut hashed = Hashed { from: from.take(bytes), hasher: Sha256::new(), bytes: 0 };
    tape.add(path, bytes, mode, &mut hashed)?;
    let same = hashed.bytes == bytes && Digest(hashed.hasher.finalize().into()) == part.file.sha256;
    if same { Ok(()) } else { Err(tape::odd("changed")) }
}

/// A stream that is hashed while it is read.
struct Hashed<R> {
    from: R,
    hasher: Sha256,
    bytes: u64,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.hasher.update(buffer.get(..read).unwrap_or_default());
        self.bytes += read as u64;
        Ok(read)
    }
}

/// Whether a file would lie in a folder, as far as the paths tell.
fn lies_in(file: &Path, folder: &Path) -> bool {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute(file).starts_with(absolute(folder))
}

/// Refuses what would not fit, where the disk says how much does.
pub(super) fn check_space(io: &dyn Io, beside: &Path, bytes: u64) -> Result<(), KeepingError> {
    let folder = beside.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    match io.free_space(folder) {
        Ok(Some(free)) if free < bytes => {
            Err(KeepingError::NoSpace { path: folder.to_owned(), bytes, free })
        }
        _ => Ok(()),
    }
}
