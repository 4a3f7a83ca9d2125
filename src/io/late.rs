//! A file system that puts flushes off until the end and then makes each once: for the sample, whose recording holds nothing that
//! could be lost. A record is never written through it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{FileSystem, Handle, Io, Kind, Links, Metadata, Open, SharedIo};

/// The paths that are to be flushed.
type Waiting = Arc<Mutex<BTreeSet<PathBuf>>>;

/// A file system with late flushes.
#[derive(Clone, Debug)]
pub struct Late {
    inner: SharedIo,
    waiting: Waiting,
}

impl Late {
    /// The same file system, with late flushes.
    pub fn new(inner: SharedIo) -> Self {
        Self { inner, waiting: Waiting::default() }
    }

    /// Makes everything durable that was put off.
    ///
    /// # Errors
    /// The disk refused. What has gone by now needs no flush, and what may not be opened is left to the system.
    pub fn flush(&self) -> io::Result<()> {
        for path in std::mem::take(&mut *waiting(&self.waiting)) {
            match self.flush_one(&path) {
                Err(error)
                    if matches!(
                        error.kind(),
                        ErrorKind::NotFound | ErrorKind::PermissionDenied
                    ) => {}
                flushed => flushed?,
            }
        }
        Ok(())
    }

    fn flush_one(&self, path: &Path) -> io::Result<()> {
        match self.inner.metadata(path, Links::Keep)?.kind {
            Kind::Folder => self.inner.sync_dir(path),
            _ => self.inner.open(path, Open::Read)?.sync_all(),
        }
    }

    /// A file has another name now; so its flush has.
    fn follow(&self, from: &Path, to: &Path) {
        let mut waiting = waiting(&self.waiting);
        if waiting.contains(from) {
            waiting.insert(to.to_owned());
        }
    }
}

fn waiting(paths: &Waiting) -> MutexGuard<'_, BTreeSet<PathBuf>> {
    paths.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Io for Late {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn Handle>> {
        let (inner, waiting) = (self.inner.open(path, how)?, self.waiting.clone());
        Ok(Box::new(LateHandle { inner, path: path.to_owned(), waiting }))
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.inner.create_dir(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        waiting(&self.waiting).insert(path.to_owned());
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.inner.rename(from, to)?;
        self.follow(from, to);
        Ok(())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.inner.link(from, to)?;
        self.follow(from, to);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.inner.remove(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.inner.remove_dir(path)
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<OsString>> {
        self.inner.read_dir(path)
    }

    fn metadata(&self, path: &Path, links: Links) -> io::Result<Metadata> {
        self.inner.metadata(path, links)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.inner.read_link(path)
    }

    fn file_system(&self, path: &Path) -> io::Result<FileSystem> {
        self.inner.file_system(path)
    }

    fn free_space(&self, path: &Path) -> io::Result<Option<u64>> {
        self.inner.free_space(path)
    }
}

/// A file whose flushes wait.
#[derive(Debug)]
struct LateHandle {
    inner: Box<dyn Handle>,
    path: PathBuf,
    waiting: Waiting,
}

impl Handle for LateHandle {
    fn metadata(&self) -> io::Result<Metadata> {
        self.inner.metadata()
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.inner.read_at(buffer, offset)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        self.inner.write_at(bytes, offset)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.inner.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        waiting(&self.waiting).insert(self.path.clone());
        Ok(())
    }

    fn sync_all(&self) -> io::Result<()> {
        self.sync_data()
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.inner.try_lock()
    }
}
