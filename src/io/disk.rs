//! The computer's own file system, with the Windows and macOS branches that the rest need not know of.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{Belongs, Encryption, FileSystem, Handle, Io, Kind, Links, Metadata, Mode, Open};

/// The computer's own file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Io for Disk {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn Handle>> {
        let mut options = OpenOptions::new();
        options.read(true);
        match how {
            Open::Read | Open::Foreign => {}
            Open::Write => drop(options.write(true)),
            Open::WriteOrCreate => drop(options.write(true).create(true)),
            Open::New(_) => drop(options.write(true).create_new(true)),
        }
        let mode = if let Open::New(mode) = how { mode } else { Mode::Private };
        system::prepare(&mut options, mode, how);
        let file = options.open(path)?;
        if how != Open::Foreign && !file.metadata()?.is_file() {
            return Err(io::Error::other("not an ordinary file"));
        }
        Ok(Box::new(DiskFile(file)))
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        system::create_dir(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        system::sync_dir(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            names.push(entry?.file_name());
        }
        names.sort();
        Ok(names)
    }

    fn metadata(&self, path: &Path, links: Links) -> io::Result<Metadata> {
        let found = match links {
            Links::Follow => fs::metadata(path)?,
            Links::Keep => fs::symlink_metadata(path)?,
        };
        Ok(described(&found))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        let target = fs::read_link(path)?;
        Ok(path.parent().map_or_else(|| target.clone(), |folder| folder.join(&target)))
    }

    fn file_system(&self, path: &Path) -> io::Result<FileSystem> {
        system::file_system(path)
    }

    fn free_space(&self, path: &Path) -> io::Result<Option<u64>> {
        system::free_space(path)
    }

    fn encryption(&self, path: &Path) -> Encryption {
        super::encryption::of(path)
    }
}

#[derive(Debug)]
struct DiskFile(File);

impl Handle for DiskFile {
    fn metadata(&self) -> io::Result<Metadata> {
        Ok(described(&self.0.metadata()?))
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        system::read_at(&self.0, buffer, offset)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        system::write_at(&self.0, bytes, offset)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    // The standard library asks macOS for F_FULLFSYNC here, without which the drive's own cache would keep the bytes.
    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn sync_all(&self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn try_lock(&self) -> io::Result<bool> {
        match self.0.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

fn described(found: &fs::Metadata) -> Metadata {
    let kind = match found.file_type() {
        kind if kind.is_file() => Kind::File,
        kind if kind.is_dir() => Kind::Folder,
        kind if kind.is_symlink() => Kind::Link,
        _ => Kind::Special,
    };
    let (mode, belongs) = system::rights(found);
    Metadata { kind, len: found.len(), modified: found.modified().ok(), mode, belongs }
}

#[cfg(unix)]
mod system {
    use std::fs::{DirBuilder, File, Metadata, OpenOptions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt};
    use std::path::Path;

    use rustix::fs::OFlags;

    use super::{Belongs, FileSystem, Mode, Open};

    pub(super) fn prepare(options: &mut OpenOptions, mode: Mode, how: Open) {
        let flags = if how == Open::Foreign { OFlags::NONBLOCK } else { OFlags::NOFOLLOW };
        options.mode(mode.bits()).custom_flags(flags.bits().cast_signed());
    }

    pub(super) fn create_dir(path: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(path)
    }

    pub(super) fn sync_dir(path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    pub(super) fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        file.read_at(buffer, offset)
    }

    pub(super) fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<usize> {
        file.write_at(bytes, offset)
    }

    pub(super) fn rights(found: &Metadata) -> (Option<u32>, Belongs) {
        let ours = found.uid() == rustix::process::geteuid().as_raw();
        (Some(found.mode() & 0o7777), if ours { Belongs::ToUs } else { Belongs::ToAnother })
    }

    pub(super) fn free_space(path: &Path) -> io::Result<Option<u64>> {
        let found = rustix::fs::statvfs(path)?;
        Ok(Some(found.f_bavail.saturating_mul(found.f_frsize)))
    }

    #[cfg(target_os = "linux")]
    pub(super) fn file_system(path: &Path) -> io::Result<FileSystem> {
        // Magic numbers of linux/magic.h and of the modules that define their own; the field's width differs by platform.
        let magic = i128::from(rustix::fs::statfs(path)?.f_type) & 0xFFFF_FFFF;
        Ok(match magic {
            0x6969 => FileSystem::Shared("NFS"),
            0xFE53_4D42 => FileSystem::Shared("SMB2"),
            0xFF53_4D42 => FileSystem::Shared("CIFS"),
            0x517B => FileSystem::Shared("SMB"),
            0x6573_5546 => FileSystem::Shared("FUSE"),
            0x0102_1997 => FileSystem::Shared("9P"),
            0x5346_414F => FileSystem::Shared("AFS"),
            0x00C3_6400 => FileSystem::Shared("Ceph"),
            _ => FileSystem::Local,
        })
    }

    #[cfg(target_os = "macos")]
    pub(super) fn file_system(path: &Path) -> io::Result<FileSystem> {
        let name = rustix::fs::statfs(path)?.f_fstypename;
        let name: String =
            name.iter().take_while(|c| **c != 0).map(|c| char::from(c.cast_unsigned())).collect();
        let shared = ["nfs", "smbfs", "afpfs", "webdav", "cifs", "macfuse", "osxfuse"];
        Ok(shared
            .into_iter()
            .find(|known| *known == name)
            .map_or(FileSystem::Local, FileSystem::Shared))
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    #[expect(clippy::unnecessary_wraps, reason = "the same face as on the systems that can tell")]
    pub(super) fn file_system(_path: &Path) -> io::Result<FileSystem> {
        Ok(FileSystem::Local)
    }
}

#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "the same face as on the systems that can fail")]
mod system {
    use std::fs::{File, Metadata, OpenOptions};
    use std::io;
    use std::os::windows::fs::{FileExt, OpenOptionsExt};
    use std::path::{Component, Path, Prefix};

    use super::{Belongs, FileSystem, Mode, Open};

    /// Opens a link itself, which is then no ordinary file and so refused.
    const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;

    pub(super) fn prepare(options: &mut OpenOptions, _mode: Mode, how: Open) {
        if how != Open::Foreign {
            options.custom_flags(FILE_FLAG_OPEN_REPARSE_POINT);
        }
    }

    pub(super) fn create_dir(path: &Path) -> io::Result<()> {
        std::fs::create_dir(path)
    }

    /// NTFS writes the names with its own journal; a folder cannot be flushed by an ordinary user.
    pub(super) fn sync_dir(_path: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        file.seek_read(buffer, offset)
    }

    pub(super) fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<usize> {
        file.seek_write(bytes, offset)
    }

    pub(super) fn rights(_found: &Metadata) -> (Option<u32>, Belongs) {
        (None, Belongs::ToUs)
    }

    pub(super) fn free_space(_path: &Path) -> io::Result<Option<u64>> {
        Ok(None)
    }

    pub(super) fn file_system(path: &Path) -> io::Result<FileSystem> {
        let unc = path.components().next().is_some_and(|first| {
            matches!(first, Component::Prefix(prefix)
                if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)))
        });
        Ok(if unc { FileSystem::Shared("a network share") } else { FileSystem::Local })
    }
}

#[cfg(not(any(unix, windows)))]
compile_error!("the record needs a file system with locks and flushes: Unix or Windows");
