//! The folder: who may read it, what sort of disk it is on, who else meddles with it, and how much room is left.

use std::path::{Path, PathBuf};

use super::{Check, State};
use crate::io::{Belongs, Encryption, FileSystem, Io, Kind, Links};
use crate::store::paths;
use crate::text::many;

/// Free space below which saving and backing up are in danger.
const LITTLE_SPACE: u64 = 1 << 30;

/// Files that are looked at; beyond, the first ones speak for all.
const MOST_FILES: usize = 200_000;

pub(super) fn checks(io: &dyn Io, folder: &Path) -> Vec<Check> {
    // Before a record is made, the disk on which it will be can be looked at.
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let there = absolute.ancestors().find(|path| io.metadata(path, Links::Follow).is_ok());
    let there = there.unwrap_or(&absolute);
    vec![
        permissions(io, folder),
        network(io, there),
        synchronized(&absolute),
        space(io, there),
        encryption(io, there),
    ]
}

fn permissions(io: &dyn Io, folder: &Path) -> Check {
    const ABOUT: &str = "permissions";
    let Ok(found) = io.metadata(folder, Links::Follow) else {
        return Check::note(ABOUT, "the folder is not there yet; only its owner will enter it");
    };
    if found.belongs == Belongs::ToAnother {
        return Check::found(ABOUT, "the folder belongs to another user")
            .why("whoever owns it can change the record; the program does not open it")
            .next("use a folder of your own: --data DIR");
    }
    if found.mode.is_none() {
        let what = "this system keeps no permissions with each file; the user's profile protects the folder";
        return Check::new(ABOUT, State::NotTold, what);
    }
    let mut open = Open::default();
    open.look(io, folder);
    match (open.written.first(), open.read.first()) {
        (Some(first), _) => Check::found(ABOUT, Open::told(&open.written, "change", first))
            .why("whoever can write there can change the record unseen until it is verified")
            .next(format!("close it to them: chmod -R go-rwx '{}'", folder.display())),
        (None, Some(first)) => Check::found(ABOUT, Open::told(&open.read, "read", first))
            .why("evidence and notes for counsel lie there")
            .next(format!("close it to them: chmod -R go-rwx '{}'", folder.display())),
        (None, None) => {
            Check::fine(ABOUT, format!("only its owner can read it ({})", many(open.seen, "file")))
        }
    }
}

/// What others than the owner can reach.
#[derive(Default)]
struct Open {
    seen: usize,
    written: Vec<PathBuf>,
    read: Vec<PathBuf>,
}

impl Open {
    /// Looks at a folder and all in it. Below a folder that nobody else can enter, nothing is open.
    fn look(&mut self, io: &dyn Io, path: &Path) {
        let Ok(found) = io.metadata(path, Links::Keep) else { return };
        let mode = found.mode.unwrap_or_default();
        if found.kind == Kind::File {
            self.seen += 1;
        }
        if found.kind != Kind::Link && mode & 0o022 != 0 {
            self.written.push(path.to_owned());
        } else if found.kind != Kind::Link && mode & 0o044 != 0 {
            self.read.push(path.to_owned());
        }
        if found.kind == Kind::Folder && self.seen < MOST_FILES {
            for name in io.read_dir(path).unwrap_or_default() {
                self.look(io, &path.join(name));
            }
        }
    }

    fn told(open: &[PathBuf], can: &str, first: &Path) -> String {
        let first = first.display();
        match open.len() {
            1 => format!("other users of this computer can {can} {first}"),
            count => format!(
                "other users of this computer can {can} {count} of the files and folders, such as {first}"
            ),
        }
    }
}

fn network(io: &dyn Io, there: &Path) -> Check {
    match io.file_system(there) {
        Ok(FileSystem::Local) => Check::fine("disk", "the folder is on this computer"),
        Ok(FileSystem::Shared(name)) => Check::found("disk", format!("the folder lies on {name}"))
            .why("locks and flushes may not hold there, so that a save can be lost without notice")
            .next("keep the record on this computer, and its backups there"),
        Err(error) => Check::new(
            "disk",
            State::NotTold,
            format!("what sort of disk it is could not be told: {error}"),
        ),
    }
}

fn synchronized(folder: &Path) -> Check {
    match paths::cloud_notice(folder) {
        None => Check::fine("synchronizing", "no program is known to synchronize this folder"),
        Some(_) => Check::found("synchronizing", "a cloud program synchronizes this folder")
            .why("it may bring back an old copy of the record, or make two of it")
            .next("keep the record elsewhere, and put backups here: proofbook backup FILE"),
    }
}

fn space(io: &dyn Io, there: &Path) -> Check {
    match io.free_space(there) {
        Ok(Some(free)) if free < LITTLE_SPACE => {
            Check::found("space", format!("{} MB are free on this disk", free >> 20))
                .why("a save that does not fit is refused, and so is evidence")
                .next("free some space")
        }
        Ok(Some(free)) => Check::fine("space", format!("{} GB are free on this disk", free >> 30)),
        Ok(None) => {
            Check::new("space", State::NotTold, "this system does not say how much space is free")
        }
        Err(error) => Check::new(
            "space",
            State::NotTold,
            format!("the free space could not be told: {error}"),
        ),
    }
}

fn encryption(io: &dyn Io, there: &Path) -> Check {
    const ABOUT: &str = "encryption";
    match io.encryption(there) {
        Encryption::Seen(by) => Check::fine(ABOUT, format!("the disk is encrypted ({by})")),
        Encryption::NotSeen(why) => Check::found(
            ABOUT,
            format!("no encryption of the disk was found: {why}"),
        )
        .why("the program does not encrypt the record itself; whoever takes the disk can read it")
        .next(
            "encrypt the disk, or make sure that the hardware or the virtual machine's host does",
        ),
        Encryption::NotTold(why) => Check::new(
            ABOUT,
            State::NotTold,
            format!("whether the disk is encrypted could not be told: {why}"),
        )
        .why("the program does not encrypt the record itself; whoever takes the disk can read it")
        .next("ask whoever runs this computer"),
    }
}
