//! Writes a folder whole or not at all: beside, flush, rename, flush the folder around it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::atomic::Overwrite;
use crate::io::{self as files, Io, Kind, Links};

/// What stands where the folder is to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum There {
    Nothing,
    EmptyFolder,
    Folder,
}

/// Writes a folder: `fill` makes its files, each flushed when it returns, below the path that it is given.
///
/// On failure nothing is left, and what was there is as it was. An empty folder is filled. One that is there with something in it is
/// replaced only where that is said: it gives its name away and is then removed, so whoever asks for that knows what is in it. After a
/// crash a folder `.NAME.new-N.tmp` may be left, and between the two steps of replacing the earlier one under `.NAME.before-N.tmp`; a power cut
/// just then may cost that name. So this is for folders that can be made again, never for a record.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`] where something is there that may not be replaced; what `fill` failed with; the disk's own.
pub fn write<T, E: From<io::Error>>(
    io: &dyn Io,
    folder: &Path,
    overwrite: Overwrite,
    fill: impl FnOnce(&Path) -> Result<T, E>,
) -> Result<T, E> {
    let there = look(io, folder)?;
    if there == There::Folder && overwrite == Overwrite::No {
        return Err(io::Error::from(ErrorKind::AlreadyExists).into());
    }
    let target = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let parent = target.parent().ok_or(ErrorKind::InvalidInput).map_err(io::Error::from)?;
    let beside = named_beside(&target, "new", |path| io.create_dir(path))?;
    let filled = fill(&beside).and_then(|made| {
        sync(io, &beside)?;
        Ok((made, place(io, &beside, &target, there)?))
    });
    match filled {
        Ok((made, before)) => {
            if let Err(error) = files::sync_outer(io, parent) {
                // It was given its name, and nobody knows whether that lasts: what failed is not left to look like what was done.
                let _ = take_back(io, &beside, &target, before.as_deref());
                return Err(error.into());
            }
            if let Some(before) = before {
                // The new one is in place by now; what cannot be taken away bears a name that says what it is.
                let _ = files::remove_tree(io, &before);
            }
            Ok(made)
        }
        Err(error) => {
            // The first failure is the one to tell of.
            let _ = files::remove_tree(io, &beside);
            Err(error)
        }
    }
}

fn look(io: &dyn Io, folder: &Path) -> io::Result<There> {
    match io.metadata(folder, Links::Keep) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(There::Nothing),
        Err(error) => Err(error),
        Ok(found) if found.kind != Kind::Folder => Err(ErrorKind::NotADirectory.into()),
        Ok(_) if io.read_dir(folder)?.is_empty() => Ok(There::EmptyFolder),
        Ok(_) => Ok(There::Folder),
    }
}

/// Finds a name beside the folder that nothing bears yet, and takes it.
fn named_beside(
    target: &Path,
    word: &str,
    mut take: impl FnMut(&Path) -> io::Result<()>,
) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or(ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    for count in 0..u32::MAX {
        let path =
            target.with_file_name(format!(".{name}.{word}-{}-{count}.tmp", std::process::id()));
        match take(&path) {
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::AlreadyExists | ErrorKind::DirectoryNotEmpty
                ) => {}
            taken => return taken.map(|()| path),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Makes every name below a folder durable.
fn sync(io: &dyn Io, folder: &Path) -> io::Result<()> {
    for name in io.read_dir(folder)? {
        let path = folder.join(name);
        if io.metadata(&path, Links::Keep)?.kind == Kind::Folder {
            sync(io, &path)?;
        }
    }
    io.sync_dir(folder)
}

/// Gives the finished folder its name; the folder that had it before, under its new name, where there was one.
fn place(io: &dyn Io, beside: &Path, target: &Path, there: There) -> io::Result<Option<PathBuf>> {
    match there {
        There::Nothing => io.rename(beside, target).map(|()| None),
        // Not every system puts a folder in the place of an empty one.
        There::EmptyFolder => match io.rename(beside, target) {
            Err(error) if error.kind() != ErrorKind::DirectoryNotEmpty => {
                io.remove_dir(target)?;
                io.rename(beside, target).map(|()| None)
            }
            renamed => renamed.map(|()| None),
        },
        There::Folder => {
            let before = named_beside(target, "before", |path| io.rename(target, path))?;
            match io.rename(beside, target) {
                Ok(()) => Ok(Some(before)),
                Err(error) => {
                    io.rename(&before, target)?;
                    Err(error)
                }
            }
        }
    }
}

/// Puts back what was there before, and takes the new folder away.
fn take_back(io: &dyn Io, beside: &Path, target: &Path, before: Option<&Path>) -> io::Result<()> {
    io.rename(target, beside)?;
    if let Some(before) = before {
        io.rename(before, target)?;
    }
    files::remove_tree(io, beside)
}
