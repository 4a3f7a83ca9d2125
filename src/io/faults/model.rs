//! What the disk in memory holds: files with their flushed and unflushed bytes, folders with their flushed and unflushed names.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path};

use super::super::{Belongs, Kind, Metadata, Mode};
use super::Unsynced;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// A file or folder.
#[derive(Clone, Debug)]
enum Node {
    File(FileNode),
    Folder(FolderNode),
}

#[derive(Clone, Debug, Default)]
struct FileNode {
    now: Vec<u8>,
    durable: Vec<u8>,
    dirty: BTreeSet<usize>,
    len_dirty: bool,
    mode: u32,
    holder: Option<usize>,
}

#[derive(Clone, Debug, Default)]
struct FolderNode {
    now: BTreeMap<OsString, usize>,
    durable: BTreeMap<OsString, usize>,
}

/// All nodes; the first is the root.
#[derive(Clone, Debug)]
pub(super) struct Model(Vec<Node>);

impl Default for Model {
    fn default() -> Self {
        Self(vec![Node::Folder(FolderNode::default())])
    }
}

impl Model {
    fn file(&self, id: usize) -> io::Result<&FileNode> {
        match self.0.get(id) {
            Some(Node::File(file)) => Ok(file),
            Some(Node::Folder(_)) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn file_mut(&mut self, id: usize) -> io::Result<&mut FileNode> {
        match self.0.get_mut(id) {
            Some(Node::File(file)) => Ok(file),
            Some(Node::Folder(_)) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn folder(&self, id: usize) -> io::Result<&FolderNode> {
        match self.0.get(id) {
            Some(Node::Folder(folder)) => Ok(folder),
            Some(Node::File(_)) => Err(io::ErrorKind::NotADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    pub(super) fn find(&self, path: &Path) -> io::Result<usize> {
        let mut id = 0;
        for part in path.components() {
            if let Component::Normal(name) = part {
                id = *self.folder(id)?.now.get(name).ok_or(io::ErrorKind::NotFound)?;
            }
        }
        Ok(id)
    }

    pub(super) fn find_file(&self, path: &Path) -> io::Result<usize> {
        let id = self.find(path)?;
        self.file(id).map(|_| id)
    }

    /// The folder and the name of a path.
    fn split(&mut self, path: &Path) -> io::Result<(&mut FolderNode, OsString)> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        let id = self.find(path.parent().unwrap_or(Path::new("/")))?;
        match self.0.get_mut(id) {
            Some(Node::Folder(folder)) => Ok((folder, name)),
            _ => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    fn add(&mut self, path: &Path, node: Node) -> io::Result<usize> {
        let id = self.0.len();
        let (folder, name) = self.split(path)?;
        if folder.now.contains_key(&name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        folder.now.insert(name, id);
        self.0.push(node);
        Ok(id)
    }

    pub(super) fn create(&mut self, path: &Path, mode: Mode) -> io::Result<usize> {
        self.add(path, Node::File(FileNode { mode: mode.bits(), ..FileNode::default() }))
    }

    pub(super) fn create_dir(&mut self, path: &Path) -> io::Result<()> {
        self.add(path, Node::Folder(FolderNode::default())).map(drop)
    }

    pub(super) fn plant(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let id = match self.find(path) {
            Ok(id) => id,
            Err(_) => self.create(path, Mode::Private)?,
        };
        let file = self.file_mut(id)?;
        file.now = bytes.to_vec();
        file.durable = bytes.to_vec();
        file.dirty.clear();
        file.len_dirty = false;
        let (folder, name) = self.split(path)?;
        folder.durable.insert(name, id);
        Ok(())
    }

    pub(super) fn link(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let id = self.find_file(from)?;
        let (folder, name) = self.split(to)?;
        if folder.now.contains_key(&name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        folder.now.insert(name, id);
        Ok(())
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let id = self.find(from)?;
        if let Ok(there) = self.find(to)
            && self.folder(there).is_ok_and(|folder| !folder.now.is_empty())
        {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        let (folder, name) = self.split(from)?;
        folder.now.remove(&name);
        let (folder, name) = self.split(to)?;
        folder.now.insert(name, id);
        Ok(())
    }

    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.find_file(path)?;
        let (folder, name) = self.split(path)?;
        folder.now.remove(&name);
        Ok(())
    }

    pub(super) fn remove_dir(&mut self, path: &Path) -> io::Result<()> {
        if !self.folder(self.find(path)?)?.now.is_empty() {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        let (folder, name) = self.split(path)?;
        folder.now.remove(&name);
        Ok(())
    }

    pub(super) fn names(&self, path: &Path) -> io::Result<Vec<OsString>> {
        Ok(self.folder(self.find(path)?)?.now.keys().cloned().collect())
    }

    pub(super) fn metadata(&self, id: usize) -> io::Result<Metadata> {
        let (kind, len, mode) = match self.0.get(id) {
            Some(Node::File(file)) => (Kind::File, file.now.len() as u64, file.mode),
            Some(Node::Folder(_)) => (Kind::Folder, 0, 0o700),
            None => return Err(io::ErrorKind::NotFound.into()),
        };
        Ok(Metadata { kind, len, modified: None, mode: Some(mode), belongs: Belongs::ToUs })
    }

    pub(super) fn bytes(&self, id: usize) -> io::Result<&[u8]> {
        Ok(&self.file(id)?.now)
    }

    pub(super) fn read(&self, id: usize, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let start = usize::try_from(offset).map_err(io::Error::other)?;
        let rest = self.file(id)?.now.get(start..).unwrap_or_default();
        for (to, from) in buffer.iter_mut().zip(rest) {
            *to = *from;
        }
        Ok(rest.len().min(buffer.len()))
    }

    pub(super) fn write(&mut self, id: usize, bytes: &[u8], offset: u64) -> io::Result<()> {
        let start = usize::try_from(offset).map_err(io::Error::other)?;
        let file = self.file_mut(id)?;
        let end = start + bytes.len();
        if file.now.len() < end {
            file.now.resize(end, 0);
            file.len_dirty = true;
        }
        for (to, from) in file.now.iter_mut().skip(start).zip(bytes) {
            *to = *from;
        }
        if !bytes.is_empty() {
            file.dirty.extend(start / SECTOR..=(end - 1) / SECTOR);
        }
        Ok(())
    }

    pub(super) fn set_len(&mut self, id: usize, len: u64) -> io::Result<()> {
        let len = usize::try_from(len).map_err(io::Error::other)?;
        let file = self.file_mut(id)?;
        file.now.resize(len, 0);
        file.len_dirty = true;
        file.dirty.insert(len.saturating_sub(1) / SECTOR);
        Ok(())
    }

    pub(super) fn sync(&mut self, id: usize) -> io::Result<()> {
        self.file_mut(id)?.flush(|_| true, true);
        Ok(())
    }

    /// A flush that failed: the pages are marked clean, and were never written.
    pub(super) fn forget_dirty(&mut self, id: usize) -> io::Result<()> {
        self.file_mut(id)?.flush(|_| false, false);
        Ok(())
    }

    pub(super) fn sync_dir(&mut self, path: &Path) -> io::Result<()> {
        let id = self.find(path)?;
        if let Some(Node::Folder(folder)) = self.0.get_mut(id) {
            folder.durable = folder.now.clone();
        }
        Ok(())
    }

    pub(super) fn try_lock(&mut self, id: usize, holder: usize) -> io::Result<bool> {
        let file = self.file_mut(id)?;
        Ok(*file.holder.get_or_insert(holder) == holder)
    }

    pub(super) fn unlock(&mut self, id: usize, holder: usize) {
        if let Ok(file) = self.file_mut(id)
            && file.holder == Some(holder)
        {
            file.holder = None;
        }
    }

    pub(super) fn unlocked(mut self) -> Self {
        for node in &mut self.0 {
            if let Node::File(file) = node {
                file.holder = None;
            }
        }
        self
    }

    pub(super) fn after_power_cut(&self, unsynced: Unsynced) -> Self {
        let mut seed = if let Unsynced::Mixed(seed) = unsynced { seed } else { 0 };
        let mut kept = || match unsynced {
            Unsynced::Lost => false,
            Unsynced::Kept => true,
            Unsynced::Mixed(_) => coin(&mut seed),
        };
        let mut after = self.clone();
        for node in &mut after.0 {
            match node {
                Node::File(file) => file.lose_power(&mut kept),
                Node::Folder(folder) => folder.lose_power(&mut kept),
            }
        }
        after
    }
}

impl FileNode {
    /// Writes the dirty sectors that the disk keeps, and the length if it keeps that; the others are lost to it.
    fn flush(&mut self, mut kept: impl FnMut(usize) -> bool, len_kept: bool) {
        for sector in std::mem::take(&mut self.dirty) {
            if !kept(sector) {
                continue;
            }
            let start = sector * SECTOR;
            let bytes =
                self.now.get(start..(start + SECTOR).min(self.now.len())).unwrap_or_default();
            if self.durable.len() < start + bytes.len() {
                self.durable.resize(start + bytes.len(), 0);
            }
            for (to, from) in self.durable.iter_mut().skip(start).zip(bytes) {
                *to = *from;
            }
        }
        if std::mem::take(&mut self.len_dirty) && len_kept {
            self.durable.resize(self.now.len(), 0);
        }
    }

    fn lose_power(&mut self, kept: &mut impl FnMut() -> bool) {
        let old = self.durable.len();
        let resized = self.len_dirty;
        let len_kept = kept();
        self.flush(|_| kept(), len_kept);
        if resized && !len_kept {
            self.durable.truncate(old);
        }
        self.now = self.durable.clone();
    }
}

impl FolderNode {
    fn lose_power(&mut self, kept: &mut impl FnMut() -> bool) {
        let names: BTreeSet<OsString> =
            self.now.keys().chain(self.durable.keys()).cloned().collect();
        for name in names {
            if self.now.get(&name) == self.durable.get(&name) || !kept() {
                continue;
            }
            match self.now.get(&name) {
                Some(id) => self.durable.insert(name, *id),
                None => self.durable.remove(&name),
            };
        }
        self.now = self.durable.clone();
    }
}

/// One bit of a fixed sequence (splitmix64), so that a failure can be repeated by its seed.
fn coin(seed: &mut u64) -> bool {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) & 1 == 1
}
