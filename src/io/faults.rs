//! A disk in memory that fails where a test tells it to, forgets what was not flushed, and can lose its power.
//!
//! The model of durability is the strict one: bytes are safe after a flush of their file, a name after a flush of its folder, and a
//! flush that failed has thrown its bytes away, though reads still show them (Linux, since 4.13).

mod model;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::model::Model;
use super::{FileSystem, Handle, Io, Links, Metadata, Mode, Open};

/// A call that can be made to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Opening a file, making it where asked.
    Open,
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Cutting or extending.
    SetLen,
    /// Flushing a file, its bytes or all of it.
    Sync,
    /// Flushing a folder.
    SyncDir,
    /// Making a folder.
    CreateDir,
    /// Renaming.
    Rename,
    /// Giving a second name.
    Link,
    /// Taking a name away.
    Remove,
}

/// All calls, for tests that go through each.
pub const CALLS: [Call; 10] = [
    Call::Open,
    Call::Read,
    Call::Write,
    Call::SetLen,
    Call::Sync,
    Call::SyncDir,
    Call::CreateDir,
    Call::Rename,
    Call::Link,
    Call::Remove,
];

/// What happens to the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// The disk is full (ENOSPC); nothing is done.
    NoSpace,
    /// The device fails (EIO). A flush that fails so loses its bytes for good.
    Broken,
    /// A write takes only half of its bytes and says so.
    Short,
    /// A write takes only half of its bytes, and the disk is full from then on.
    ShortThenFull,
    /// The program dies before the call; every later call fails.
    KilledBefore,
    /// The program dies after the call was carried out.
    KilledAfter,
    /// The program dies halfway through a write.
    KilledHalfway,
}

/// What a power cut leaves of that which was not flushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsynced {
    /// Nothing.
    Lost,
    /// All of it.
    Kept,
    /// Each sector of 512 bytes, each length and each name is kept or lost by this seed.
    Mixed(u64),
}

/// The failing disk.
#[derive(Clone, Debug)]
pub struct Faulty(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    model: Model,
    fault: Option<(Call, usize, Harm)>,
    seen: usize,
    fired: bool,
    full: bool,
    program: Program,
    syncs: Syncs,
    file_system: FileSystem,
    log: Vec<(Call, PathBuf)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Program {
    Running,
    Killed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Syncs {
    Honest,
    Ignored,
}

impl Default for Faulty {
    fn default() -> Self {
        Self::of(Model::default())
    }
}

impl Faulty {
    fn of(model: Model) -> Self {
        Self(Arc::new(Mutex::new(State {
            model,
            fault: None,
            seen: 0,
            fired: false,
            full: false,
            program: Program::Running,
            syncs: Syncs::Honest,
            file_system: FileSystem::Local,
            log: Vec::new(),
        })))
    }

    /// An empty disk without faults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the `nth` call of a kind from now on (counted from 1) come to harm.
    pub fn fail(&self, call: Call, nth: usize, harm: Harm) {
        let mut state = self.state();
        state.fault = Some((call, nth, harm));
        state.seen = 0;
        state.fired = false;
    }

    /// Whether the fault has happened.
    pub fn has_fired(&self) -> bool {
        self.state().fired
    }

    /// Makes every flush claim success and do nothing: the control that a test of durability must fail.
    pub fn ignore_syncs(&self) {
        self.state().syncs = Syncs::Ignored;
    }

    /// Says what sort of file system this claims to be.
    pub fn pretend(&self, file_system: FileSystem) {
        self.state().file_system = file_system;
    }

    /// The disk after the program was killed and started anew: everything written is there, locks are free, no fault is set.
    #[must_use]
    pub fn restart(&self) -> Self {
        Self::of(self.state().model.clone().unlocked())
    }

    /// The disk after a power cut.
    #[must_use]
    pub fn power_cut(&self, unsynced: Unsynced) -> Self {
        Self::of(self.state().model.after_power_cut(unsynced).unlocked())
    }

    /// The calls so far, oldest first, reads and opens left out.
    pub fn log(&self) -> Vec<(Call, PathBuf)> {
        self.state().log.clone()
    }

    /// The bytes of a file, past all faults.
    pub fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        let state = self.state();
        let id = state.model.find(path).ok()?;
        Some(state.model.bytes(id).ok()?.to_vec())
    }

    /// Puts a file there, durable and past all faults; its folder must be there.
    pub fn plant(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.state().model.plant(path, bytes)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is left of a call after the plan was asked.
enum Fate {
    Done,
    Half,
    DoneThenDead,
    HalfThenDead,
    HalfThenFull,
}

impl State {
    fn meets(&mut self, call: Call, path: &Path) -> io::Result<Fate> {
        if self.program == Program::Killed {
            return Err(io::Error::other("the program was killed"));
        }
        if !matches!(call, Call::Open | Call::Read) {
            self.log.push((call, path.to_owned()));
        }
        if self.full && matches!(call, Call::Write | Call::CreateDir | Call::Link) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let Some((_, nth, harm)) = self.fault.filter(|fault| fault.0 == call) else {
            return Ok(Fate::Done);
        };
        self.seen += 1;
        if self.seen != nth {
            return Ok(Fate::Done);
        }
        self.fired = true;
        match harm {
            Harm::NoSpace => Err(io::ErrorKind::StorageFull.into()),
            Harm::Broken => Err(io::Error::other("input/output error")),
            Harm::KilledBefore => {
                self.program = Program::Killed;
                Err(io::Error::other("the program was killed"))
            }
            Harm::KilledAfter => Ok(Fate::DoneThenDead),
            Harm::Short if call == Call::Write => Ok(Fate::Half),
            Harm::ShortThenFull if call == Call::Write => Ok(Fate::HalfThenFull),
            Harm::KilledHalfway if call == Call::Write => Ok(Fate::HalfThenDead),
            Harm::Short | Harm::ShortThenFull | Harm::KilledHalfway => Ok(Fate::Done),
        }
    }

    /// Carries a call out that cannot be done by halves.
    fn carry<T>(
        &mut self,
        call: Call,
        path: &Path,
        act: impl FnOnce(&mut Model) -> io::Result<T>,
    ) -> io::Result<T> {
        let fate = self.meets(call, path)?;
        let outcome = act(&mut self.model);
        if let Fate::DoneThenDead = fate {
            self.program = Program::Killed;
            return Err(io::Error::other("the program was killed"));
        }
        outcome
    }
}

impl Io for Faulty {
    fn open(&self, path: &Path, how: Open) -> io::Result<Box<dyn Handle>> {
        let id = self.state().carry(Call::Open, path, |model| match how {
            Open::Read | Open::Foreign | Open::Write => model.find_file(path),
            Open::WriteOrCreate => {
                model.find_file(path).or_else(|_| model.create(path, Mode::Private))
            }
            Open::New(mode) => model.create(path, mode),
        })?;
        Ok(Box::new(MemoryFile { disk: self.clone(), id, path: path.to_owned() }))
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.state().carry(Call::CreateDir, path, |model| model.create_dir(path))
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let honest = state.syncs == Syncs::Honest;
        state.carry(Call::SyncDir, path, |model| if honest { model.sync_dir(path) } else { Ok(()) })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.state().carry(Call::Rename, to, |model| model.rename(from, to))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.state().carry(Call::Link, to, |model| model.link(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.state().carry(Call::Remove, path, |model| model.remove(path))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.state().carry(Call::Remove, path, |model| model.remove_dir(path))
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<OsString>> {
        self.state().carry(Call::Read, path, |model| model.names(path))
    }

    fn metadata(&self, path: &Path, _links: Links) -> io::Result<Metadata> {
        let state = self.state();
        let id = state.model.find(path)?;
        state.model.metadata(id)
    }

    fn read_link(&self, _path: &Path) -> io::Result<PathBuf> {
        Err(io::ErrorKind::InvalidInput.into())
    }

    fn file_system(&self, _path: &Path) -> io::Result<FileSystem> {
        Ok(self.state().file_system)
    }

    fn free_space(&self, _path: &Path) -> io::Result<Option<u64>> {
        Ok(None)
    }
}

/// An open file of the disk in memory.
#[derive(Debug)]
struct MemoryFile {
    disk: Faulty,
    id: usize,
    path: PathBuf,
}

impl MemoryFile {
    fn sync(&self) -> io::Result<()> {
        let mut state = self.disk.state();
        let honest = state.syncs == Syncs::Honest;
        match state.meets(Call::Sync, &self.path) {
            Ok(fate) => {
                if honest {
                    state.model.sync(self.id)?;
                }
                if let Fate::DoneThenDead = fate {
                    state.program = Program::Killed;
                    return Err(io::Error::other("the program was killed"));
                }
                Ok(())
            }
            Err(error) => {
                // A killed program's pages are still written some day; those of a failed flush are marked clean and never are.
                if state.program == Program::Running {
                    state.model.forget_dirty(self.id)?;
                }
                Err(error)
            }
        }
    }
}

impl Handle for MemoryFile {
    fn metadata(&self) -> io::Result<Metadata> {
        self.disk.state().model.metadata(self.id)
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut state = self.disk.state();
        state.carry(Call::Read, &self.path, |model| model.read(self.id, buffer, offset))
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        let mut state = self.disk.state();
        let fate = state.meets(Call::Write, &self.path)?;
        let (half, _) = bytes.split_at(bytes.len() / 2);
        let taken = if matches!(fate, Fate::Done | Fate::DoneThenDead) { bytes } else { half };
        state.model.write(self.id, taken, offset)?;
        state.full |= matches!(fate, Fate::HalfThenFull);
        if matches!(fate, Fate::DoneThenDead | Fate::HalfThenDead) {
            state.program = Program::Killed;
            return Err(io::Error::other("the program was killed"));
        }
        Ok(taken.len())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut state = self.disk.state();
        state.carry(Call::SetLen, &self.path, |model| model.set_len(self.id, len))
    }

    fn sync_data(&self) -> io::Result<()> {
        self.sync()
    }

    fn sync_all(&self) -> io::Result<()> {
        self.sync()
    }

    fn try_lock(&self) -> io::Result<bool> {
        let mut state = self.disk.state();
        if state.program == Program::Killed {
            return Err(io::Error::other("the program was killed"));
        }
        let holder = std::ptr::from_ref(self).addr();
        state.model.try_lock(self.id, holder)
    }
}

impl Drop for MemoryFile {
    fn drop(&mut self) {
        let holder = std::ptr::from_ref(self).addr();
        self.disk.state().model.unlock(self.id, holder);
    }
}
