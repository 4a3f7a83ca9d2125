//! Writes a file whole or not at all: beside, flush, rename, flush the folder.
//!
//! For reports, settings, drafts and caches; journals and exhibits have ways of their own.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::io::{self as files, Handle, Io, Mode, Open};

/// Whether a file that is there may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It stays; the write fails with [`ErrorKind::AlreadyExists`].
    No,
    /// It is replaced in one step.
    Yes,
}

/// Writes a file. On failure what was there before is there still, and nothing else.
pub fn write(io: &dyn Io, path: &Path, bytes: &[u8], overwrite: Overwrite) -> io::Result<()> {
    write_by(io, path, overwrite, |file| files::write_all(file, bytes, 0))
}

/// Writes a file that is too long to be held: `fill` writes its bytes. Else as [`write()`].
pub fn write_by(
    io: &dyn Io,
    path: &Path,
    overwrite: Overwrite,
    fill: impl FnOnce(&dyn Handle) -> io::Result<()>,
) -> io::Result<()> {
    match io.metadata(path, files::Links::Keep) {
        Ok(_) if overwrite == Overwrite::No => return Err(ErrorKind::AlreadyExists.into()),
        // Renaming would put a file in the place of a device, which other programs need.
        Ok(there) if there.kind == files::Kind::Special => {
            return Err(ErrorKind::Unsupported.into());
        }
        _ => {}
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = path.file_name().ok_or(ErrorKind::InvalidInput)?;
    let mut prefix = OsString::from(".");
    prefix.push(name);
    let (beside, file) = temporary(io, folder, &prefix, Mode::Private)?;
    let written = fill(&*file).and_then(|()| file.sync_all());
    drop(file);
    let placed = written.and_then(|()| match overwrite {
        Overwrite::No => files::put_in_place(io, &beside, path),
        Overwrite::Yes => io.rename(&beside, path),
    });
    if placed.is_err() {
        // The first failure is the one to tell of; a copy that cannot be taken away is named as one by its name.
        let _ = io.remove(&beside);
    }
    placed.and_then(|()| io.sync_dir(folder))
}

/// Makes a file with a name that nothing else bears: the prefix, this process and a count.
pub(super) fn temporary(
    io: &dyn Io,
    folder: &Path,
    prefix: &OsString,
    mode: Mode,
) -> io::Result<(PathBuf, Box<dyn Handle>)> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let mut name = prefix.clone();
        name.push(format!(".{}-{count}.tmp", std::process::id()));
        let path = folder.join(name);
        match io.open(&path, Open::New(mode)) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}
