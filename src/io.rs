//! The one seam to the file system: what the record needs of a disk, no more.
//!
//! [`disk::Disk`] is the computer's own; [`faults::Faulty`] is a disk in memory that fails where a test tells it to and can lose its
//! power; [`late::Late`] is for the sample. What the bytes mean is left to [`crate::journal`] and [`crate::store`].

pub mod disk;
mod encryption;
pub mod faults;
pub mod late;

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

pub use disk::Disk;

/// A file system shared by all parts of a store.
pub type SharedIo = Arc<dyn Io>;

/// A file system.
///
/// Permissions are set when a thing is made, never afterwards: folders 0700, files as [`Mode`] says. On Windows, where these do not
/// exist, the folder of the user's profile protects them.
pub trait Io: Send + Sync + fmt::Debug {
    /// Opens a file.
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn Handle>>;

    /// Makes one folder that only its owner can enter.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a folder durable. Nothing to do on Windows.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;

    /// Moves a file over another name, replacing what was there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a second name; fails when that name is taken.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Takes a name away. Only for files of ours that are no record: temporary copies, drafts, caches.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Takes an empty folder away. Only for folders of ours that are no record.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;

    /// The names in a folder, sorted.
    fn read_dir(&self, path: &Path) -> io::Result<Vec<OsString>>;

    /// What stands at a path.
    fn metadata(&self, path: &Path, links: Links) -> io::Result<Metadata>;

    /// Where a symbolic link points, as one step.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;

    /// What sort of file system holds a path that exists.
    fn file_system(&self, path: &Path) -> io::Result<FileSystem>;

    /// Bytes that can still be written beside a path that exists; `None` where this cannot be asked.
    fn free_space(&self, path: &Path) -> io::Result<Option<u64>>;

    /// Whether the disk that holds a path is encrypted, as far as the system tells an ordinary user.
    fn encryption(&self, _path: &Path) -> Encryption {
        Encryption::NotTold("this file system does not say".to_owned())
    }
}

/// An open file. Reads and writes name their place, so that a handle has no position to get wrong.
pub trait Handle: Send + fmt::Debug {
    /// What stands behind this handle.
    fn metadata(&self) -> io::Result<Metadata>;

    /// Reads at most a buffer full; 0 at the end.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;

    /// Writes once; may write less than asked.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize>;

    /// Cuts or extends the file.
    fn set_len(&self, len: u64) -> io::Result<()>;

    /// Makes the bytes durable, and the length needed to read them.
    fn sync_data(&self) -> io::Result<()>;

    /// Makes the bytes and everything known of the file durable.
    fn sync_all(&self) -> io::Result<()>;

    /// Takes the exclusive lock if nobody has it. It ends with the handle, or with the process.
    fn try_lock(&self) -> io::Result<bool>;
}

/// How to open a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// A file of ours, for reading; a symbolic link is refused.
    Read,
    /// Somebody else's file, for reading: a symbolic link is followed, and a pipe without a writer does not block.
    Foreign,
    /// A file of ours, for reading and writing; a symbolic link is refused.
    Write,
    /// The same, made when it is not there.
    WriteOrCreate,
    /// A file that must not be there yet.
    New(Mode),
}

/// Who may do what with a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// 0600: its owner reads and writes.
    Private,
    /// 0400: its owner reads. The handle that made it can still write.
    Sealed,
}

impl Mode {
    /// The permission bits.
    pub const fn bits(self) -> u32 {
        match self {
            Self::Private => 0o600,
            Self::Sealed => 0o400,
        }
    }
}

/// Whether a symbolic link stands for itself or for what it points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// What it points to.
    Follow,
    /// Itself.
    Keep,
}

/// What is known of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// What it is.
    pub kind: Kind,
    /// Bytes in it.
    pub len: u64,
    /// When it was last written, where the file system says.
    pub modified: Option<SystemTime>,
    /// Permission bits, where they exist.
    pub mode: Option<u32>,
    /// Whose it is.
    pub belongs: Belongs,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, socket or device.
    Special,
}

/// Whose a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// It belongs to the user who runs this program, or the system has no such notion.
    ToUs,
    /// It belongs to somebody else.
    ToAnother,
}

/// What sort of file system it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileSystem {
    /// On this computer, as far as can be told.
    Local,
    /// Shared over a network or through another program: locks and flushes may not hold there. Named as the system names it.
    Shared(&'static str),
}

/// Whether a disk is encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// It is, by this.
    Seen(String),
    /// Nothing was found that encrypts it; hardware, or the host of a virtual machine, still may.
    NotSeen(String),
    /// It could not be told, and why.
    NotTold(String),
}

/// The bytes of a whole file of ours; a symbolic link is refused.
pub fn read(io: &dyn Io, path: &Path) -> io::Result<Vec<u8>> {
    let file = io.open(path, Open::Read)?;
    read_from(&*file, 0)
}

/// The bytes of a file from an offset to its end.
pub fn read_from(file: &dyn Handle, offset: u64) -> io::Result<Vec<u8>> {
    let rest = file.metadata()?.len.saturating_sub(offset);
    let mut bytes = vec![0; usize::try_from(rest).map_err(io::Error::other)?];
    let mut filled = 0;
    while let Some(space) = bytes.get_mut(filled..).filter(|space| !space.is_empty()) {
        match file.read_at(space, offset + filled as u64) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// Writes all bytes, going on after a write that took only some of them.
pub fn write_all(file: &dyn Handle, mut bytes: &[u8], mut offset: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.write_at(bytes, offset) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => {
                bytes = bytes.get(written..).unwrap_or_default();
                offset += written as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// An open file as a stream, from an offset on.
#[derive(Debug)]
pub struct Forward<H> {
    file: H,
    offset: u64,
}

impl<H> Forward<H> {
    /// From the start of the file.
    pub const fn new(file: H) -> Self {
        Self { file, offset: 0 }
    }
}

impl<H: Deref<Target: Handle>> io::Read for Forward<H> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(buffer, self.offset)?;
        self.offset += read as u64;
        Ok(read)
    }
}

impl<H: Deref<Target: Handle>> io::Write for Forward<H> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write_at(bytes, self.offset)?;
        self.offset += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Makes a folder unless it is there; says whether it was made.
pub fn ensure_dir(io: &dyn Io, path: &Path) -> io::Result<bool> {
    match io.create_dir(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            match io.metadata(path, Links::Keep)?.kind {
                Kind::Folder => Ok(false),
                _ => Err(io::ErrorKind::NotADirectory.into()),
            }
        }
        Err(error) => Err(error),
    }
}

/// Takes a folder away with everything in it: only ever one that this program made itself, and that is no record. A link is taken away,
/// never followed.
pub fn remove_tree(io: &dyn Io, folder: &Path) -> io::Result<()> {
    for name in io.read_dir(folder)? {
        let path = folder.join(name);
        match io.metadata(&path, Links::Keep)?.kind {
            Kind::Folder => remove_tree(io, &path)?,
            _ => io.remove(&path)?,
        }
    }
    io.remove_dir(folder)
}

/// Makes the names in a folder around ours durable, where the system lets us open that folder. The parent of a relative path of one name
/// is written as nothing, and is the folder in which the program was started.
pub fn sync_outer(io: &dyn Io, path: &Path) -> io::Result<()> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    match io.sync_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced,
    }
}

/// Gives a finished file its final name without replacing anything, also where a file system has no second names (FAT, some shares).
pub fn put_in_place(io: &dyn Io, from: &Path, to: &Path) -> io::Result<()> {
    match io.link(from, to) {
        Ok(()) => io.remove(from),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::AlreadyExists | io::ErrorKind::StorageFull
            ) =>
        {
            Err(error)
        }
        Err(error) => match io.metadata(to, Links::Keep) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(missing) if missing.kind() == io::ErrorKind::NotFound && has_no_links(&error) => {
                io.rename(from, to)
            }
            Err(_) => Err(error),
        },
    }
}

fn has_no_links(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied)
}
