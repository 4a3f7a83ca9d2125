//! The folder of a binder on disk: what may be replaced, what is copied into it, and what is written when all copies are there.

use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Binding, Bound};
use crate::desk::Desk;
use crate::desk::printing::{Written, not_written};
use crate::domain::exhibit::HeldBack;
use crate::domain::id::Digest;
use crate::export::binder::{Binder, Item, Whole, index, manifest, sums};
use crate::io::{self as files, Io, Kind, Links, Mode, Open};
use crate::problem::Problem;
use crate::progress::{Progress, Step};
use crate::report::model::Report;
use crate::store::atomic::Overwrite;
use crate::store::tree;

/// What is safe after a binder was not made.
const NO_HALF_FOLDER: &str = "no half folder was left, and what was there before is as it was";

/// Bytes read at a time.
const CHUNK: usize = 256 << 10;

/// What kept a binder from being made.
enum Fault {
    /// It is told as it is.
    Told(Problem),
    /// The disk on which it is written.
    Disk(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Told(problem)
    }
}

impl Desk {
    /// Whether a binder may be put there, before anything is built for it.
    pub(super) fn may_stand_there(
        &self,
        folder: &Path,
        overwrite: Overwrite,
    ) -> Result<(), Problem> {
        let io = &*self.seat.io;
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if absolute(folder).starts_with(absolute(&self.seat.folder)) {
            return Err(Problem::wrong_use("the binder would lie in the data folder")
                .safe("nothing was written")
                .next("choose a folder outside of it"));
        }
        let there = match io.metadata(folder, Links::Keep) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            found => found.map_err(|error| not_bound(folder, &error))?,
        };
        let shown = folder.display();
        let untouched = "it was not touched";
        if there.kind != Kind::Folder {
            return Err(Problem::wrong_use(format!("{shown} is there already, and is no folder"))
                .safe(untouched)
                .next("choose another name"));
        }
        if io.read_dir(folder).map_err(|error| not_bound(folder, &error))?.is_empty() {
            return Ok(());
        }
        if overwrite == Overwrite::No {
            return Err(Problem::wrong_use(format!("{shown} is there already"))
                .safe(untouched)
                .next(
                    "choose another name, or say that this binder may be replaced (--overwrite)",
                ));
        }
        let besides = not_of_a_binder(io, folder).map_err(|error| not_bound(folder, &error))?;
        let what = match besides {
            Besides::Nothing => return Ok(()),
            Besides::NoBinder => format!("{shown} is no binder of this program"),
            Besides::File(name) => format!("{shown} holds '{name}', which no binder put there"),
        };
        Err(Problem::wrong_use(what)
            .safe("it was not touched: only a binder is replaced, with nothing else in it")
            .next("choose another name, or move that away first"))
    }

    /// Writes everything beside the folder's place, and puts it there.
    pub(super) fn put_together(
        &mut self,
        binding: &Binding<'_>,
        name: &str,
        report: &mut Report,
        progress: &mut dyn Progress,
    ) -> Result<Bound, Problem> {
        let dossier = self.read(binding.wanted.vendor)?.clone();
        let desk: &Self = self;
        let io = &*desk.seat.io;
        let made = tree::write(io, binding.folder, binding.overwrite, |beside| {
            let written = desk.print_into(beside, name, binding, report, progress)?;
            let whole = whole(io, &beside.join(name), name, &written)?;
            let mut binder = desk.contents(&dossier, &binding.wanted, report, whole)?;
            desk.look_for_copies(&mut binder)?;
            desk.room_for(&binder, beside)?;
            let copies = binder.items.len();
            for (done, item) in binder.items.iter_mut().enumerate() {
                let step = Step { doing: "Copying exhibits", done, of: copies };
                progress.reached(step).map_err(Problem::canceled)?;
                desk.copy_into(beside, item)?;
            }
            let step = Step { doing: "Copying exhibits", done: copies, of: copies };
            progress.reached(step).map_err(Problem::canceled)?;
            finish(io, beside, binder, written)
        });
        let mut bound = made.map_err(|fault| match fault {
            Fault::Told(problem) => problem,
            Fault::Disk(error) => not_bound(binding.folder, &error),
        })?;
        binding.folder.clone_into(&mut bound.folder);
        Ok(bound)
    }

    /// Refuses what would not fit, where the disk says how much does.
    fn room_for(&self, binder: &Binder, beside: &Path) -> io::Result<()> {
        let sizes = binder.inside().filter_map(|(item, _)| item.taken.as_ref()).map(|one| one.1);
        let bytes = sizes.fold(0_u64, u64::saturating_add);
        match self.seat.io.free_space(beside) {
            Ok(Some(free)) if free < bytes => Err(ErrorKind::StorageFull.into()),
            _ => Ok(()),
        }
    }

    /// Says of each exhibit whose copy the vault does not have that it is not there.
    fn look_for_copies(&self, binder: &mut Binder) -> Result<(), Problem> {
        let vault = self.store()?.vault();
        for item in &mut binder.items {
            let Some((_, _, sha256)) = item.taken.as_ref().filter(|_| item.place.is_ok()) else {
                continue;
            };
            let found = self.seat.io.metadata(&vault.path(*sha256), Links::Keep);
            if found.is_err_and(|error| error.kind() == ErrorKind::NotFound) {
                item.place = Err(HeldBack::NotInThisCopy);
            }
        }
        Ok(())
    }

    /// Copies an exhibit to its place, or says of it why it is not there.
    fn copy_into(&self, beside: &Path, item: &mut Item) -> Result<(), Fault> {
        let (Ok(place), Some((_, _, sha256))) = (&item.place, &item.taken) else { return Ok(()) };
        let io = &*self.seat.io;
        let vault = self.store()?.vault();
        let from = vault.open(*sha256).map_err(|error| unread(item, error))?;
        let path = below(beside, place);
        if let Some(folder) = path.parent() {
            files::ensure_dir(io, folder)?;
        }
        let to = io.open(&path, Open::New(Mode::Private))?;
        let (mut buffer, mut offset, mut hasher) = (vec![0; CHUNK], 0, Sha256::new());
        loop {
            let read = match from.read_at(&mut buffer, offset) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read.map_err(|error| unread(item, error))?,
            };
            if read == 0 {
                break;
            }
            let bytes = buffer.get(..read).unwrap_or_default();
            hasher.update(bytes);
            files::write_all(&*to, bytes, offset)?;
            offset += read as u64;
        }
        to.sync_all()?;
        drop(to);
        if Digest(hasher.finalize().into()) != *sha256 {
            io.remove(&path)?;
            // A folder with nothing else in it is none of the binder.
            if let Some(folder) = path.parent()
                && io.read_dir(folder)?.is_empty()
            {
                io.remove_dir(folder)?;
            }
            item.place = Err(HeldBack::Damaged);
        }
        Ok(())
    }
}

/// The index pages, the manifest and the digests, when it is known of each exhibit whether it is there.
fn finish(io: &dyn Io, beside: &Path, binder: Binder, report: Written) -> Result<Bound, Fault> {
    let mut others = Vec::new();
    for (name, text) in index::pages(&binder) {
        others.push(add(io, beside, name, text.as_bytes())?);
    }
    let listed = manifest::bytes(&binder, &others)?;
    let listed = add(io, beside, manifest::FILE, &listed)?;
    let manifest = listed.sha256;
    others.push(listed);
    let copies = binder.inside().filter_map(|(item, place)| {
        let (_, bytes, sha256) = item.taken.as_ref()?;
        Some(Whole { path: place.to_owned(), bytes: *bytes, sha256: *sha256 })
    });
    let all: Vec<Whole> =
        std::iter::once(binder.report.clone()).chain(copies).chain(others).collect();
    let digests = add(io, beside, sums::FILE, sums::text(&all).as_bytes())?;
    let bytes = all.iter().chain([&digests]).fold(0_u64, |sum, one| sum.saturating_add(one.bytes));
    let files = all.len() + 1;
    let folder = PathBuf::new();
    Ok(Bound { folder, report, binder, manifest, files, bytes, of_counsel: Vec::new() })
}

/// Writes one of the binder's own files.
fn add(io: &dyn Io, beside: &Path, name: &str, bytes: &[u8]) -> io::Result<Whole> {
    let file = io.open(&beside.join(name), Open::New(Mode::Private))?;
    files::Forward::new(&*file).write_all(bytes)?;
    file.sync_all()?;
    let len = u64::try_from(bytes.len()).map_err(io::Error::other)?;
    Ok(Whole { path: name.to_owned(), bytes: len, sha256: Digest::of(bytes) })
}

fn whole(io: &dyn Io, path: &Path, name: &str, written: &Written) -> io::Result<Whole> {
    let bytes = io.metadata(path, Links::Keep)?.len;
    Ok(Whole { path: name.to_owned(), bytes, sha256: written.sha256 })
}

/// A place of the binder below its folder.
fn below(folder: &Path, place: &str) -> PathBuf {
    place.split('/').fold(folder.to_owned(), |path, name| path.join(name))
}

/// What a folder holds that is no part of a binder of this program.
enum Besides {
    Nothing,
    NoBinder,
    File(String),
}

/// A folder is a binder when it has our manifest and each of its files is one that its digests name.
fn not_of_a_binder(io: &dyn Io, folder: &Path) -> io::Result<Besides> {
    if known(io, folder).is_none() {
        return Ok(Besides::NoBinder);
    }
    let Some(text) = short(io, &folder.join(sums::FILE)) else { return Ok(Besides::NoBinder) };
    let text = String::from_utf8_lossy(&text);
    let own = |place: &str| place == sums::FILE || sums::places(&text).any(|named| named == place);
    let mut folders = vec![String::new()];
    while let Some(at) = folders.pop() {
        for name in io.read_dir(&below_all(folder, &at))? {
            let place = format!("{at}{}", name.to_string_lossy());
            match io.metadata(&below(folder, &place), Links::Keep)?.kind {
                Kind::Folder => folders.push(format!("{place}/")),
                _ if own(&place) => {}
                _ => return Ok(Besides::File(place)),
            }
        }
    }
    Ok(Besides::Nothing)
}

fn below_all(folder: &Path, at: &str) -> PathBuf {
    let at = at.trim_end_matches('/');
    if at.is_empty() { folder.to_owned() } else { below(folder, at) }
}

/// What the manifest in a folder says; `None` where there is none of this program.
pub(in crate::desk) fn known(io: &dyn Io, folder: &Path) -> Option<manifest::Known> {
    manifest::read(&short(io, &folder.join(manifest::FILE))?)
}

/// The bytes of a file that cannot be longer than a manifest; `None` where it cannot be read.
fn short(io: &dyn Io, path: &Path) -> Option<Vec<u8>> {
    let is_short =
        |found: files::Metadata| found.kind == Kind::File && found.len <= manifest::MOST_BYTES;
    io.metadata(path, Links::Keep).is_ok_and(is_short).then(|| files::read(io, path).ok())?
}

fn unread(item: &Item, error: impl std::fmt::Display) -> Problem {
    Problem::world(format!("the copy of exhibit {} could not be read to its end", item.no))
        .cause(error)
        .safe(NO_HALF_FOLDER)
        .next("look at the copies: proofbook evidence verify VENDOR")
        .next("then make the binder again")
}

fn not_bound(folder: &Path, error: &io::Error) -> Problem {
    let problem = match error.kind() {
        ErrorKind::DirectoryNotEmpty => {
            Problem::wrong_use(format!("{} is there already", folder.display()))
                .next("choose another name")
        }
        _ => not_written(folder, error),
    };
    problem.safe(NO_HALF_FOLDER)
}
