//! A record made again from an archive: unpacked beside its place, verified whole, and only then given its name.
//!
//! The archive may come from anybody. Its first file says what follows; whatever differs from that, in order, size or digest, ends it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::KeepingError;
use super::backup::check_space;
use super::contents::{self, Contents, KeptFile};
use super::tape::{self, CHUNK, Entry};
use crate::desk::{Desk, Seat, Verified};
use crate::domain::id::Digest;
use crate::io::{self, Io, Kind, Links, Open};
use crate::problem::Problem;
use crate::progress::{Progress, Step};
use crate::store::paths::Paths;

/// A record that was restored.
#[derive(Clone, Debug)]
pub struct Restored {
    /// The folder it is in now.
    pub folder: PathBuf,
    /// What the archive held.
    pub contents: Contents,
    /// Every journal as it verified after it was unpacked; problems are those the archive itself told of.
    pub journals: Vec<Verified>,
}

/// Restores the record of an archive into the folder of the seat, which must be empty or not there.
///
/// On failure nothing is left there, nor beside it; after a crash a folder `.NAME.restore-N.tmp` may be, which is no record.
///
/// # Errors
/// The folder is used; the archive cannot be read, is none, or is not what it says it is; it was canceled.
pub fn restore(
    seat: &Seat,
    archive: &Path,
    progress: &mut dyn Progress,
) -> Result<Restored, KeepingError> {
    let io = &*seat.io;
    let there = look_at_target(io, &seat.folder)?;
    let (beside, parent) = make_beside(io, &seat.folder)?;
    let done = unpack(io, archive, &beside, progress).and_then(|contents| {
        let unpacked = Seat { folder: beside.clone(), ..seat.clone() };
        let journals = verify(&unpacked, &contents, progress)?;
        place(io, &beside, &seat.folder, there)?;
        Ok(Restored { folder: seat.folder.clone(), contents, journals })
    });
    if done.is_err() {
        // The first failure is the one to tell of; what cannot be taken away bears a name that says what it is.
        let _ = io::remove_tree(io, &beside);
        return done;
    }
    io::sync_outer(io, &parent).map_err(|error| KeepingError::io("writing", &parent, error))?;
    done
}

/// Whether the folder to restore into is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum There {
    Nothing,
    EmptyFolder,
}

fn look_at_target(io: &dyn Io, folder: &Path) -> Result<There, KeepingError> {
    let failed = |error| KeepingError::io("looking at", folder, error);
    match io.metadata(folder, Links::Keep) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(There::Nothing),
        Err(error) => Err(failed(error)),
        Ok(found) if found.kind != Kind::Folder => Err(KeepingError::NoFolder(folder.to_owned())),
        Ok(_) => match io.read_dir(folder).map_err(failed)?.first() {
            None => Ok(There::EmptyFolder),
            Some(name) => {
                let name = name.to_string_lossy().into_owned();
                Err(KeepingError::FolderUsed { path: folder.to_owned(), name })
            }
        },
    }
}

/// Makes a folder beside the one to be, on the same disk, so that it can be given its name in one step; and names their parent.
fn make_beside(io: &dyn Io, folder: &Path) -> Result<(PathBuf, PathBuf), KeepingError> {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let no_name = || KeepingError::NoFolder(folder.to_owned());
    let parent = absolute.parent().ok_or_else(no_name)?.to_owned();
    let name = absolute.file_name().ok_or_else(no_name)?.to_string_lossy().into_owned();
    for count in 0.. {
        let beside = parent.join(format!(".{name}.restore-{}-{count}.tmp", std::process::id()));
        match io.create_dir(&beside) {
            Ok(()) => return Ok((beside, parent)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(KeepingError::io("making a folder in", &parent, error)),
        }
    }
    Err(no_name())
}

/// Writes every file of the archive below a folder, each on disk when this returns.
fn unpack(
    io: &dyn Io,
    archive: &Path,
    folder: &Path,
    progress: &mut dyn Progress,
) -> Result<Contents, KeepingError> {
    let failed = |error| KeepingError::io("reading", archive, error);
    let file = io.open(archive, Open::Foreign).map_err(failed)?;
    let found = file.metadata().map_err(failed)?;
    if found.kind != Kind::File {
        return Err(KeepingError::NotABackup("it is not an ordinary file".to_owned()));
    }
    let mut unpacking =
        Unpacking { io, folder, archive, contents: None, next: 0, folders: BTreeSet::new() };
    let played = tape::play(&*file, |entry| {
        progress.reached(unpacking.step()).map_err(|stop| Stop::Known(stop.into()))?;
        unpacking.take(entry, found.len).map_err(Stop::Known)
    });
    match played {
        Ok(()) => unpacking.finish(),
        Err(Stop::Known(error)) => Err(error),
        // An error of the system has a number; all others are the archive's own fault.
        Err(Stop::Tape(error)) if error.raw_os_error().is_some() => Err(failed(error)),
        Err(Stop::Tape(error)) => Err(KeepingError::NotABackup(error.to_string())),
    }
}

/// Why reading an archive ended before its end.
enum Stop {
    Known(KeepingError),
    Tape(std::io::Error),
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Tape(error)
    }
}

struct Unpacking<'a> {
    io: &'a dyn Io,
    folder: &'a Path,
    archive: &'a Path,
    contents: Option<Contents>,
    /// Which file of the contents comes next.
    next: usize,
    /// The folders made, each after the one it is in.
    folders: BTreeSet<PathBuf>,
}

impl Unpacking<'_> {
    fn step(&self) -> Step<'static> {
        let of = self.contents.as_ref().map_or(0, |contents| contents.files.len());
        Step { doing: "Unpacking files", done: self.next, of }
    }

    fn take(&mut self, entry: Entry<'_>, archive_bytes: u64) -> Result<(), KeepingError> {
        let Some(contents) = &self.contents else {
            let contents = self.read_contents(entry)?;
            // Nothing is compressed: what claims to be more than the archive itself is a lie, and is not waited for.
            if contents.bytes() > archive_bytes {
                return Err(KeepingError::NotABackup("it ends too early".to_owned()));
            }
            check_space(self.io, self.folder, contents.bytes())?;
            self.contents = Some(contents);
            return Ok(());
        };
        let Some(file) = contents.files.get(self.next).cloned() else {
            return Err(spoilt(format!("after the last file comes '{}'", entry.path)));
        };
        if entry.path != file.path.as_str() {
            return Err(spoilt(format!("where {} should be is '{}'", file.path, entry.path)));
        }
        if entry.bytes != file.bytes {
            let (path, says, has) = (&file.path, file.bytes, entry.bytes);
            return Err(spoilt(format!("{path} has {has} bytes, and should have {says}")));
        }
        self.next += 1;
        self.write(&file, entry)
    }

    fn read_contents(&self, entry: Entry<'_>) -> Result<Contents, KeepingError> {
        if entry.path != contents::FILE || entry.bytes > contents::MOST_BYTES {
            let why = format!("it does not begin with {}", contents::FILE);
            return Err(KeepingError::NotABackup(why));
        }
        let mut text = Vec::new();
        let read = entry.content.take(contents::MOST_BYTES).read_to_end(&mut text);
        read.map_err(|error| KeepingError::io("reading", self.archive, error))?;
        Contents::read(&text)
    }

    fn write(&mut self, file: &KeptFile, mut entry: Entry<'_>) -> Result<(), KeepingError> {
        let path = file.path.below(self.folder);
        self.make_folders(&path)?;
        let failed = |error| KeepingError::io("writing", &path, error);
        let to = self.io.open(&path, Open::New(file.path.mode())).map_err(failed)?;
        let (mut buffer, mut offset, mut hasher) = (vec![0; CHUNK], 0, Sha256::new());
        loop {
            let read = entry.content.read(&mut buffer);
            let read = read.map_err(|error| KeepingError::io("reading", self.archive, error))?;
            if read == 0 {
                break;
            }
            let bytes = buffer.get(..read).unwrap_or_default();
            hasher.update(bytes);
            io::write_all(&*to, bytes, offset).map_err(failed)?;
            offset += read as u64;
        }
        if offset != file.bytes || Digest(hasher.finalize().into()) != file.sha256 {
            return Err(spoilt(format!(
                "the bytes of {} are not those that were copied",
                file.path
            )));
        }
        to.sync_all().map_err(failed)
    }

    fn make_folders(&mut self, path: &Path) -> Result<(), KeepingError> {
        let inside = |folder: &&Path| folder.starts_with(self.folder) && *folder != self.folder;
        let mut wanted: Vec<PathBuf> =
            path.ancestors().skip(1).filter(inside).map(Path::to_owned).collect();
        wanted.reverse();
        for folder in wanted {
            if !self.folders.contains(&folder) {
                io::ensure_dir(self.io, &folder)
                    .map_err(|error| KeepingError::io("making", &folder, error))?;
                self.folders.insert(folder);
            }
        }
        Ok(())
    }

    /// Nothing may be missing; then the folders that need no file are made, and all names are made durable.
    fn finish(mut self) -> Result<Contents, KeepingError> {
        let Some(contents) = self.contents.take() else {
            return Err(KeepingError::NotABackup("it is empty".to_owned()));
        };
        if let Some(missing) = contents.files.get(self.next) {
            return Err(KeepingError::NotABackup(format!("it ends before {}", missing.path)));
        }
        for folder in Paths::new(self.folder).folders() {
            self.make_folders(&folder.join("inside"))?;
        }
        let folders = self.folders.iter().map(PathBuf::as_path).rev().chain([self.folder]);
        for folder in folders {
            self.io.sync_dir(folder).map_err(|error| KeepingError::io("writing", folder, error))?;
        }
        Ok(contents)
    }
}

fn spoilt(why: String) -> KeepingError {
    KeepingError::Spoilt(why)
}

/// Verifies what was unpacked as `verify` does, and holds it against what the archive says of each journal.
fn verify(
    seat: &Seat,
    contents: &Contents,
    progress: &mut dyn Progress,
) -> Result<Vec<Verified>, KeepingError> {
    let found = Desk::open_record(seat.clone())?.verify_slice(None, None, progress)?;
    let mut promised: BTreeMap<Uuid, _> =
        contents.journals.iter().map(|journal| (journal.journal, journal)).collect();
    for one in &found {
        // A store that was cut off while it was made has no journal of ours yet.
        let Some(kept) = promised.remove(&one.journal) else {
            if one.events == 0 {
                continue;
            }
            return Err(spoilt(format!("nothing is said of the journal {}", one.journal)));
        };
        let head = one.head.map(|head| head.hash);
        if one.events != kept.events || head != kept.head {
            return Err(spoilt(format!("the journal {} does not end as it should", one.journal)));
        }
        if let Some(problem) = one.problems.first().filter(|_| kept.sound) {
            return Err(spoilt(format!("the journal {}: {}", one.journal, short(problem))));
        }
    }
    match promised.into_keys().next() {
        Some(missing) => Err(spoilt(format!("the journal {missing} is missing"))),
        None => Ok(found),
    }
}

fn short(problem: &Problem) -> String {
    match &problem.cause {
        Some(cause) => format!("{} ({cause})", problem.summary),
        None => problem.summary.clone(),
    }
}

/// Gives the finished folder its name. One that is empty makes room first where the system cannot put a folder in its place.
fn place(io: &dyn Io, beside: &Path, folder: &Path, there: There) -> Result<(), KeepingError> {
    let failed = |error| KeepingError::io("making", folder, error);
    match io.rename(beside, folder) {
        Err(error)
            if there == There::EmptyFolder && error.kind() != ErrorKind::DirectoryNotEmpty =>
        {
            io.remove_dir(folder).and_then(|()| io.rename(beside, folder)).map_err(failed)
        }
        renamed => renamed.map_err(failed),
    }
}
