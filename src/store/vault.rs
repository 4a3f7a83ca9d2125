//! The evidence: copies named by the SHA-256 of their bytes, never changed and never removed.
//!
//! A copy is durable before the event that names it is written. Texts for counsel only are objects too, with a random salt before
//! them, so that a journal can be handed to a verifier without them (rules.md section 16).

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{StoreError, atomic};
use crate::domain::id::Digest;
use crate::io::{self, Handle, Kind, Links, Metadata, Mode, Open, SharedIo};

/// The longest text for counsel: 64 KiB.
pub const MAX_NOTE: usize = 64 << 10;

/// Bytes read at a time.
const CHUNK: usize = 256 << 10;

/// The vault of one store.
#[derive(Clone, Debug)]
pub struct Vault {
    io: SharedIo,
    root: PathBuf,
}

/// A copy that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The digest of its bytes, and its name.
    pub sha256: Digest,
    /// How many bytes it has. 0 is worth asking about.
    pub bytes: u64,
    /// Whether the same bytes were there already.
    pub before: Before,
    /// The file that was read in place of the symbolic link that was named.
    pub followed: Option<PathBuf>,
}

/// Whether bytes were in the vault before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// They were not.
    New,
    /// They were; the copy that was there is kept.
    AlreadyThere,
}

/// The state of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Its bytes are those that were taken.
    Same,
    /// Its bytes are others.
    Damaged,
    /// It is not there.
    Missing,
}

impl Vault {
    /// The vault in this folder.
    pub(super) const fn new(io: SharedIo, root: PathBuf) -> Self {
        Self { io, root }
    }

    /// Takes a copy of a file. When this returns, the copy is on disk; on failure nothing is left behind.
    ///
    /// One symbolic link is followed, and named in the result. Folders, pipes and devices are refused, and so is a file that changes
    /// or vanishes while it is read.
    pub fn put(&self, path: &Path) -> Result<Stored, StoreError> {
        let (source, followed) = self.resolve(path)?;
        let failed = |error| StoreError::Evidence { path: path.to_owned(), source: error };
        let file = self.io.open(&source, Open::Foreign).map_err(failed)?;
        let before = file.metadata().map_err(failed)?;
        if before.kind != Kind::File {
            return Err(StoreError::NotEvidence { path: path.to_owned(), kind: before.kind });
        }
        if let Ok(Some(free)) = self.io.free_space(&self.root)
            && free < before.len
        {
            return Err(StoreError::NoSpace { path: path.to_owned(), bytes: before.len, free });
        }
        let unchanged = |read: u64| {
            let (now, named) = (file.metadata(), self.io.metadata(&source, Links::Keep));
            let same = |found: std::io::Result<Metadata>| found.is_ok_and(|found| found == before);
            read == before.len && same(now) && same(named)
        };
        let stored =
            self.take(&mut |buffer, offset| file.read_at(buffer, offset), &unchanged, path)?;
        Ok(Stored { followed, ..stored })
    }

    /// Takes bytes that the program made or read itself.
    pub fn put_bytes(&self, bytes: &[u8]) -> Result<Stored, StoreError> {
        let mut read = |buffer: &mut [u8], offset: u64| {
            let rest =
                usize::try_from(offset).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
            buffer.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            Ok(rest.len().min(buffer.len()))
        };
        self.take(&mut read, &|_| true, Path::new("(made here)"))
    }

    /// Takes a text for counsel only: `<64 hex salt> LF <text>`. The salt keeps a short text from being guessed by its digest.
    pub fn put_counsel_note(&self, text: &str, salt: &[u8; 32]) -> Result<Digest, StoreError> {
        if text.len() > MAX_NOTE {
            return Err(StoreError::NoteTooLong { bytes: text.len() });
        }
        let mut object = String::with_capacity(65 + text.len());
        for byte in salt {
            // Writing to a string cannot fail.
            let _ = write!(object, "{byte:02x}");
        }
        object.push('\n');
        object.push_str(text);
        Ok(self.put_bytes(object.as_bytes())?.sha256)
    }

    /// Reads a text for counsel. `None` when it is not in this copy of the store.
    pub fn read_counsel_note(&self, digest: Digest) -> Result<Option<String>, StoreError> {
        let Some(bytes) = self.read(digest)? else { return Ok(None) };
        let damaged = || StoreError::Damaged { path: self.path(digest) };
        let (salt, text) = bytes.split_at_checked(65).ok_or_else(damaged)?;
        if !salt.ends_with(b"\n") {
            return Err(damaged());
        }
        String::from_utf8(text.to_vec()).map(Some).map_err(|_| damaged())
    }

    /// Reads a copy whole and checks it. `None` when it is not there.
    pub fn read(&self, digest: Digest) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(digest);
        match io::read(&*self.io, &path) {
            Ok(bytes) if Digest::of(&bytes) == digest => Ok(Some(bytes)),
            Ok(_) => Err(StoreError::Damaged { path }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::io("reading", &path, error)),
        }
    }

    /// Reads a copy again and compares it with its name.
    pub fn check(&self, digest: Digest) -> Result<Health, StoreError> {
        let path = self.path(digest);
        let failed = |error| StoreError::io("reading", &path, error);
        let file = match self.io.open(&path, Open::Read) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Health::Missing),
            Err(error) => return Err(failed(error)),
        };
        let mut hasher = Sha256::new();
        let read = copy(&mut |buffer, offset| file.read_at(buffer, offset), &mut |bytes, _| {
            hasher.update(bytes);
            Ok(())
        });
        match read {
            Ok(_) if Digest(hasher.finalize().into()) == digest => Ok(Health::Same),
            Ok(_) => Ok(Health::Damaged),
            Err(Side::From(error) | Side::To(error)) => Err(failed(error)),
        }
    }

    /// Opens a copy for reading. Its bytes are not checked: see [`Self::check`].
    pub fn open(&self, digest: Digest) -> Result<Box<dyn Handle>, StoreError> {
        let path = self.path(digest);
        self.io.open(&path, Open::Read).map_err(|error| StoreError::io("opening", &path, error))
    }

    /// Every copy in the vault, also those that no event names.
    pub fn objects(&self) -> Result<Vec<Digest>, StoreError> {
        let names = |folder: &Path| {
            self.io.read_dir(folder).map_err(|error| StoreError::io("reading", folder, error))
        };
        let mut found = Vec::new();
        for shelf in names(&self.root)?.into_iter().filter(|name| name.len() == 2) {
            let objects = names(&self.root.join(shelf))?;
            found.extend(objects.iter().filter_map(|name| name.to_str()?.parse::<Digest>().ok()));
        }
        Ok(found)
    }

    /// Where a copy lies.
    pub fn path(&self, digest: Digest) -> PathBuf {
        let name = digest.to_string();
        self.root.join(name.get(..2).unwrap_or_default()).join(&name)
    }

    /// The file that is meant: the one named, or the one that a link points to. A link to a link is refused.
    fn resolve(&self, path: &Path) -> Result<(PathBuf, Option<PathBuf>), StoreError> {
        let failed = |error| StoreError::Evidence { path: path.to_owned(), source: error };
        let named = self.io.metadata(path, Links::Keep).map_err(failed)?;
        let (source, found) = if named.kind == Kind::Link {
            let target = self.io.read_link(path).map_err(failed)?;
            let found = self.io.metadata(&target, Links::Keep).map_err(failed)?;
            (target, found)
        } else {
            (path.to_owned(), named)
        };
        if found.kind != Kind::File {
            return Err(StoreError::NotEvidence { path: path.to_owned(), kind: found.kind });
        }
        let followed = (named.kind == Kind::Link).then(|| source.clone());
        Ok((source, followed))
    }

    fn take(
        &self,
        read: Read<'_>,
        unchanged: &dyn Fn(u64) -> bool,
        named: &Path,
    ) -> Result<Stored, StoreError> {
        let tmp = self.root.join("tmp");
        let writing = |error| StoreError::io("writing", &tmp, error);
        let prefix = OsString::from("take");
        let (path, file) =
            atomic::temporary(&*self.io, &tmp, &prefix, Mode::Sealed).map_err(writing)?;
        let mut hasher = Sha256::new();
        let copied = copy(read, &mut |bytes, offset| {
            hasher.update(bytes);
            io::write_all(&*file, bytes, offset)
        });
        let stored = match copied {
            Ok(bytes) if unchanged(bytes) => file.sync_all().map_err(writing).and_then(|()| {
                drop(file);
                self.shelve(&path, Digest(hasher.finalize().into()), bytes)
            }),
            Ok(_) => Err(StoreError::Changing { path: named.to_owned() }),
            Err(Side::From(source)) => Err(StoreError::Evidence { path: named.to_owned(), source }),
            Err(Side::To(error)) => Err(writing(error)),
        };
        if !matches!(&stored, Ok(Stored { before: Before::New, .. })) {
            // Where this fails too, a file without meaning stays in the vault's folder for temporary ones.
            let _ = self.io.remove(&path);
        }
        stored
    }

    /// Gives a finished copy its name, and makes the name durable.
    fn shelve(&self, tmp: &Path, sha256: Digest, bytes: u64) -> Result<Stored, StoreError> {
        let path = self.path(sha256);
        let folder = path.parent().unwrap_or(&self.root).to_owned();
        let failed = |error| StoreError::io("writing", &path, error);
        io::ensure_dir(&*self.io, &folder).map_err(failed)?;
        let before = match io::put_in_place(&*self.io, tmp, &path) {
            Ok(()) => Before::New,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => match self.check(sha256)? {
                Health::Same => Before::AlreadyThere,
                Health::Damaged | Health::Missing => return Err(StoreError::Damaged { path }),
            },
            Err(error) => return Err(failed(error)),
        };
        // Also where the bytes were there: whoever put them there may have been killed before this.
        for changed in [&folder, &self.root] {
            self.io.sync_dir(changed).map_err(failed)?;
        }
        Ok(Stored { sha256, bytes, before, followed: None })
    }
}

type Read<'a> = &'a mut dyn FnMut(&mut [u8], u64) -> std::io::Result<usize>;
type Write<'a> = &'a mut dyn FnMut(&[u8], u64) -> std::io::Result<()>;

/// On which side a copy failed.
enum Side {
    From(std::io::Error),
    To(std::io::Error),
}

/// Hands bytes on, a chunk at a time, so that a file of any size takes the same memory. Returns how many there were.
fn copy(read: Read<'_>, write: Write<'_>) -> Result<u64, Side> {
    let mut buffer = vec![0; CHUNK];
    let mut offset = 0;
    loop {
        match read(&mut buffer, offset) {
            Ok(0) => return Ok(offset),
            Ok(len) => {
                write(buffer.get(..len).unwrap_or_default(), offset).map_err(Side::To)?;
                offset += len as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(Side::From(error)),
        }
    }
}
