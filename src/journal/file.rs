//! The only writer of a journal: lock, look, decide, write once, flush, acknowledge.
//!
//! After a failed flush nothing on that handle is believed again: Linux marks the failed pages clean, so that the next flush claims
//! success for bytes that never reached the disk. Such a journal is copied to a new file before it is written again.

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::replay::{Progress, State, Tail};
use super::witness::{self, Witness};
use super::{AppendError, End, Files, Genesis, Head, JournalError, chain, line};
use crate::domain::event::{Change, Event, Recovery};
use crate::domain::id::{AccountId, Digest, EventId};
use crate::io::{self, Handle, Mode, Open, SharedIo};
use crate::time::Now;

/// How far the last event may lie ahead of the clock before one of the two is called wrong (rule R3).
const CLOCK_SLACK: SignedDuration = SignedDuration::from_mins(10);

/// How long a lock is waited for. A save takes milliseconds; whoever holds it longer has been stopped.
const PATIENCE: Duration = Duration::from_secs(5);

/// A journal open for writing. The lock is held during each append only, so several programs can take turns.
#[derive(Debug)]
pub struct Journal {
    io: SharedIo,
    files: Files,
    genesis: Genesis,
    progress: Progress,
    /// Events in the file that the caller has not been given.
    unseen: Vec<Event>,
    trust: Trust,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    Good,
    Poisoned,
}

/// A journal that was opened for writing, and what is in it.
#[derive(Debug)]
pub struct Opened {
    /// The journal.
    pub journal: Journal,
    /// All of its events, the `recovery` that opening may have recorded included.
    pub events: Vec<Event>,
}

/// What an append did.
#[derive(Debug)]
pub struct Appended {
    /// What `decide` was given: events that were in the journal already, of other programs, and a `recovery`.
    pub seen: Vec<Event>,
    /// The event that was appended, which is on disk. It follows those above.
    pub event: Event,
}

impl Journal {
    /// Opens a journal for writing, after mending what an unfinished save left behind.
    ///
    /// Unfinished bytes are set aside in a file of their own and recorded as a `recovery` by `by`. What cannot be trusted is
    /// [`JournalError::ReadOnly`], and is not touched: use [`super::read`]. A journal that is not there is made by its first event.
    pub fn open(
        io: &SharedIo,
        folder: &Path,
        genesis: &Genesis,
        now: &dyn Now,
        by: &AccountId,
    ) -> Result<Opened, JournalError> {
        Self::open_with(io, Files::of(folder, genesis.owner), *genesis, (now, by), Trust::Good)
    }

    /// Opens the journal anew after a write through this handle was not confirmed: the file is copied to a new one first.
    ///
    /// Returns all events, among them perhaps the one in doubt. On failure the handle goes on taking nothing.
    pub fn reopen(&mut self, now: &dyn Now, by: &AccountId) -> Result<Vec<Event>, JournalError> {
        let opened =
            Self::open_with(&self.io, self.files.clone(), self.genesis, (now, by), self.trust)?;
        *self = opened.journal;
        Ok(opened.events)
    }

    fn open_with(
        io: &SharedIo,
        files: Files,
        genesis: Genesis,
        (now, by): (&dyn Now, &AccountId),
        trust: Trust,
    ) -> Result<Opened, JournalError> {
        let mut journal = Self {
            io: io.clone(),
            files,
            genesis,
            progress: Progress::start(&genesis),
            unseen: Vec::new(),
            trust: Trust::Good,
        };
        if let Err(error) = io.metadata(&journal.files.folder, io::Links::Keep) {
            return match error.kind() {
                ErrorKind::NotFound => Ok(Opened { journal, events: Vec::new() }),
                _ => Err(JournalError::io("opening", &journal.files.folder, error)),
            };
        }
        let _lock = journal.lock()?;
        let witness = witness::read(&**io, &journal.files.witness).unwrap_or_default();
        if trust == Trust::Poisoned || witness.unsynced {
            journal.copy_to_new_file(witness)?;
        }
        let path = &journal.files.journal;
        let file = match io.open(path, Open::Write) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let state = journal.progress.weigh(State::Whole, witness.head);
                journal.refuse_unless_whole(state)?;
                return Ok(Opened { journal, events: Vec::new() });
            }
            Err(error) => return Err(JournalError::io("opening", path, error)),
        };
        let torn = journal.catch_up(&*file, witness)?;
        if journal.check_clock(now).is_ok() {
            journal.recover(&*file, torn, now, by)?;
            journal.record_forgotten(&*file, now, by)?;
        }
        let events = std::mem::take(&mut journal.unseen);
        Ok(Opened { journal, events })
    }

    /// Appends one event: the change that `decide` makes of what other programs added since the caller last looked.
    ///
    /// `decide` is given each such event once, whatever becomes of the append after it; so there is the place to fold them.
    /// When this returns, the event is on disk. [`AppendError`] says what is known otherwise.
    pub fn append<E>(
        &mut self,
        now: &dyn Now,
        by: &AccountId,
        decide: impl FnOnce(&[Event]) -> Result<Change, E>,
    ) -> Result<Appended, AppendError<E>> {
        if self.trust == Trust::Poisoned {
            return Err(JournalError::Poisoned { path: self.files.journal.clone() }.into());
        }
        let io = self.io.clone();
        io::ensure_dir(&*io, &self.files.folder)
            .map_err(|error| JournalError::io("making", &self.files.folder, error))?;
        let _lock = self.lock()?;
        let witness = witness::read(&*io, &self.files.witness).unwrap_or_default();
        if witness.unsynced {
            self.copy_to_new_file(witness)?;
        }
        let file = io
            .open(&self.files.journal, Open::WriteOrCreate)
            .map_err(|error| JournalError::io("opening", &self.files.journal, error))?;
        let mut torn = self.catch_up(&*file, witness)?;
        if self.check_clock(now).is_ok() {
            self.recover(&*file, torn.take(), now, by)?;
        }
        let seen = std::mem::take(&mut self.unseen);
        let change = match decide(&seen) {
            Ok(change) => change,
            Err(reason) => return Err(AppendError::Refused { seen, reason }),
        };
        let at = self.time_of(&change, now)?;
        // Only after a clock's fault is something torn still here: its recovery is recorded behind the fault, in true time.
        let set_aside = torn.map(|torn| self.set_aside(&*file, &torn)).transpose()?;
        let event = self.write(&*file, EventId(now.new_id()), at, by, change)?;
        if let Some(recovery) = set_aside {
            self.record_recovery(&*file, recovery, now, by)?;
        }
        Ok(Appended { seen, event })
    }

    /// The last event in the file as far as it was read.
    pub fn head(&self) -> Option<Head> {
        self.progress.head()
    }

    /// How the file ended when it was last read or written here: what [`super::end`] says, unless somebody wrote since.
    pub fn end(&self) -> Option<End> {
        self.head().map(|head| End { len: self.progress.offset, hash: head.hash })
    }

    /// Whether the journal holds this event, as far as it was read: to be asked after a save that was not confirmed.
    pub fn has(&self, id: EventId) -> bool {
        self.progress.has(id).is_some()
    }

    /// Whether a write through this handle was not confirmed, so that it takes no more.
    pub fn is_poisoned(&self) -> bool {
        self.trust == Trust::Poisoned
    }

    fn lock(&self) -> Result<Box<dyn Handle>, JournalError> {
        let path = &self.files.lock;
        let lock = self
            .io
            .open(path, Open::WriteOrCreate)
            .map_err(|error| JournalError::io("opening", path, error))?;
        let mut waited = Duration::ZERO;
        let mut pause = Duration::from_micros(200);
        while !lock.try_lock().map_err(|error| JournalError::io("locking", path, error))? {
            if waited >= PATIENCE {
                let holder =
                    io::read_from(&*lock, 0).ok().and_then(|bytes| String::from_utf8(bytes).ok());
                let holder =
                    holder.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
                return Err(JournalError::Busy { path: path.clone(), holder });
            }
            std::thread::sleep(pause);
            waited += pause;
            pause = (pause * 2).min(Duration::from_millis(10));
        }
        // For the message above only, so a failure does not matter: the lock itself dies with the process.
        let _ = io::write_all(&*lock, format!("{:<20}\n", std::process::id()).as_bytes(), 0);
        Ok(lock)
    }

    /// Verifies and takes what was added since; returns unfinished bytes at the end, which nobody acknowledged.
    fn catch_up(
        &mut self,
        file: &dyn Handle,
        witness: Witness,
    ) -> Result<Option<Torn>, JournalError> {
        let path = self.files.journal.clone();
        let failed = |error| JournalError::io("reading", &path, error);
        let len = file.metadata().map_err(failed)?.len;
        let known = self.progress.offset;
        let ending = self.head().map(|head| chain::ending(&head.hash) + "\n").unwrap_or_default();
        let overlap = known.saturating_sub(ending.len() as u64);
        let bytes = io::read_from(file, overlap).map_err(failed)?;
        let Some(news) = bytes.strip_prefix(ending.as_bytes()).filter(|_| len >= known) else {
            return Err(JournalError::Replaced { path });
        };
        let before = self.progress.next();
        let state = self.progress.take(news, &mut self.unseen);
        let state = self.progress.weigh(state, witness.head);
        let torn = match state {
            State::TornTail(tail) => {
                let kept = news.len() as u64 - tail.bytes;
                let start = usize::try_from(kept).unwrap_or(usize::MAX);
                Some(Torn { tail, bytes: news.get(start..).unwrap_or_default().to_vec() })
            }
            State::LineFeedMissing => {
                io::write_all(file, b"\n", self.progress.offset)
                    .map_err(|error| JournalError::io("writing", &path, error))?;
                self.progress.offset += 1;
                None
            }
            state => {
                self.refuse_unless_whole(state)?;
                None
            }
        };
        if self.progress.next() > before {
            // A killed writer may have left whole lines that were never flushed; whoever builds on them makes them durable first.
            self.settle(file, known == 0)?;
        }
        Ok(torn)
    }

    fn refuse_unless_whole(&self, state: State) -> Result<(), JournalError> {
        if state == State::Whole {
            return Ok(());
        }
        Err(JournalError::ReadOnly { path: self.files.journal.clone(), state: Box::new(state) })
    }

    /// Sets unfinished bytes aside and records that.
    fn recover(
        &mut self,
        file: &dyn Handle,
        torn: Option<Torn>,
        now: &dyn Now,
        by: &AccountId,
    ) -> Result<(), JournalError> {
        let Some(torn) = torn else { return Ok(()) };
        let recovery = self.set_aside(file, &torn)?;
        self.record_recovery(file, recovery, now, by)
    }

    fn record_recovery(
        &mut self,
        file: &dyn Handle,
        recovery: Recovery,
        now: &dyn Now,
        by: &AccountId,
    ) -> Result<(), JournalError> {
        let change = Change::from(recovery);
        let at = self.time_of(&change, now)?;
        let event = self.write(file, EventId(now.new_id()), at, by, change)?;
        self.unseen.push(event);
        Ok(())
    }

    /// Records what a recovery set aside that was itself cut off before it could say so.
    fn record_forgotten(
        &mut self,
        file: &dyn Handle,
        now: &dyn Now,
        by: &AccountId,
    ) -> Result<(), JournalError> {
        let io = self.io.clone();
        let folder = self.files.folder.clone();
        let failed = |error| JournalError::io("reading", &folder, error);
        for name in io.read_dir(&folder).map_err(failed)? {
            let Some(name) = name.to_str() else { continue };
            if name.strip_prefix("torn-").and_then(|rest| rest.strip_suffix(".bin")).is_none() {
                continue;
            }
            let told = |event: &Event| matches!(&event.change, Change::Recovery(known) if known.file == name);
            if self.unseen.iter().any(told) {
                continue;
            }
            let bytes = io::read(&*io, &folder.join(name)).map_err(failed)?;
            let recovery = Recovery {
                bytes: bytes.len() as u64,
                sha256: Digest::of(&bytes),
                file: name.to_owned(),
            };
            self.record_recovery(file, recovery, now, by)?;
        }
        Ok(())
    }

    /// Copies unfinished bytes to a file of their own, then cuts them off. Their bytes are never lost.
    fn set_aside(&mut self, file: &dyn Handle, torn: &Torn) -> Result<Recovery, JournalError> {
        let name = self.keep(torn)?;
        file.set_len(torn.tail.offset)
            .map_err(|error| JournalError::io("cutting", &self.files.journal, error))?;
        self.settle(file, false)?;
        Ok(Recovery { bytes: torn.tail.bytes, sha256: Digest::of(&torn.bytes), file: name })
    }

    fn keep(&self, torn: &Torn) -> Result<String, JournalError> {
        let Tail { seq, offset, .. } = torn.tail;
        let io = &*self.io;
        // A recovery that was interrupted leaves its copy behind; a different one under that name is never overwritten.
        for attempt in 1_u32.. {
            let suffix = if attempt == 1 { String::new() } else { format!("-{attempt}") };
            let name = format!("torn-{seq}-{offset}{suffix}.bin");
            let path = self.files.folder.join(&name);
            let failed = |error| JournalError::io("writing", &path, error);
            let copy = match io.open(&path, Open::New(Mode::Private)) {
                Ok(copy) => copy,
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    if io::read(io, &path).is_ok_and(|bytes| bytes == torn.bytes) {
                        io.open(&path, Open::Write)
                            .and_then(|copy| copy.sync_all())
                            .map_err(failed)?;
                        io.sync_dir(&self.files.folder).map_err(failed)?;
                        return Ok(name);
                    }
                    continue;
                }
                Err(error) => return Err(failed(error)),
            };
            io::write_all(&*copy, &torn.bytes, 0).and_then(|()| copy.sync_all()).map_err(failed)?;
            io.sync_dir(&self.files.folder).map_err(failed)?;
            return Ok(name);
        }
        Err(JournalError::io("writing", &self.files.folder, ErrorKind::AlreadyExists.into()))
    }

    /// The time of an event: now, but never before the last; an error where one of the two clocks was wrong (rule R3).
    fn time_of(&self, change: &Change, now: &dyn Now) -> Result<Timestamp, JournalError> {
        let floor = match change {
            Change::ClockFault(fault) => {
                self.progress.false_run(fault).ok_or(JournalError::ClockFault)?.1
            }
            _ => self.progress.last_at(),
        };
        later(floor, now.now())
    }

    fn check_clock(&self, now: &dyn Now) -> Result<Timestamp, JournalError> {
        later(self.progress.last_at(), now.now())
    }

    /// Writes one line and makes it durable. Nothing is acknowledged before both are done.
    fn write(
        &mut self,
        file: &dyn Handle,
        id: EventId,
        at: Timestamp,
        by: &AccountId,
        change: Change,
    ) -> Result<Event, JournalError> {
        let (seq, prev) = (self.progress.next(), self.progress.prev());
        let draft = line::Draft { seq, id, at, by, change: &change, prev };
        let (bytes, hash) = line::write(&draft).map_err(JournalError::Json)?;
        if bytes.len() > chain::MAX_LINE {
            return Err(JournalError::TooLong { bytes: bytes.len() });
        }
        let start = self.progress.offset;
        if let Err(source) = write_once(file, &bytes, start) {
            let cut = file.set_len(start).and_then(|()| file.sync_data());
            let (path, events) = (self.files.journal.clone(), seq);
            return Err(match cut {
                Ok(()) => JournalError::NotSaved { path, events, source },
                Err(_) => self.poison(Some(id), source),
            });
        }
        let synced = if seq == 0 { self.sync_first(file) } else { file.sync_data() };
        synced.map_err(|source| self.poison(Some(id), source))?;
        let event = Event { seq, id, at, by: by.clone(), change, prev, hash };
        self.progress.add(&event, bytes.len() as u64);
        let head = self.progress.head();
        // Not part of the promise: a witness that was not written only sees less.
        let _ = witness::write(&*self.io, &self.files.witness, Witness { head, unsynced: false });
        Ok(event)
    }

    /// The first line's file is new, and so are its name and perhaps its folder's.
    fn sync_first(&self, file: &dyn Handle) -> std::io::Result<()> {
        file.sync_all()?;
        self.io.sync_dir(&self.files.folder)?;
        self.files.folder.parent().map_or(Ok(()), |parent| io::sync_outer(&*self.io, parent))
    }

    /// Makes durable what is in the file before anything is built on it.
    fn settle(&mut self, file: &dyn Handle, with_names: bool) -> Result<(), JournalError> {
        let synced = if with_names { self.sync_first(file) } else { file.sync_data() };
        synced.map_err(|source| self.poison(None, source))
    }

    /// From here on nothing is written through this handle, and the witness tells other programs to copy the file first.
    fn poison(&mut self, event: Option<EventId>, source: std::io::Error) -> JournalError {
        self.trust = Trust::Poisoned;
        let acknowledged =
            witness::read(&*self.io, &self.files.witness).and_then(|witness| witness.head);
        let mark = Witness { head: acknowledged, unsynced: true };
        // Best effort: a disk that fails here as well is met by the next flush.
        let _ = witness::write(&*self.io, &self.files.witness, mark);
        let (path, events) = (self.files.journal.clone(), self.progress.next());
        JournalError::NotConfirmed { path, event, events, source }
    }

    /// Copies the journal to a new file and puts that in its place: the only way to trust its bytes again after a failed flush.
    fn copy_to_new_file(&self, witness: Witness) -> Result<(), JournalError> {
        let io = &*self.io;
        let path = &self.files.journal;
        let copy_path = path.with_extension("jsonl.copy");
        let failed = |error| JournalError::io("copying", path, error);
        let bytes = match io::read(io, path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            read => read.map_err(failed)?,
        };
        match io.remove(&copy_path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        let copy = io.open(&copy_path, Open::New(Mode::Private)).map_err(failed)?;
        io::write_all(&*copy, &bytes, 0).and_then(|()| copy.sync_all()).map_err(failed)?;
        drop(copy);
        io.rename(&copy_path, path).map_err(failed)?;
        io.sync_dir(&self.files.folder).map_err(failed)?;
        witness::write(io, &self.files.witness, Witness { unsynced: false, ..witness })
            .map_err(|error| JournalError::io("writing", &self.files.witness, error))
    }
}

/// Unfinished bytes at the end of a journal.
struct Torn {
    tail: Tail,
    bytes: Vec<u8>,
}

fn later(floor: Option<Timestamp>, now: Timestamp) -> Result<Timestamp, JournalError> {
    match floor {
        Some(last) if last.duration_since(now) > CLOCK_SLACK => {
            Err(JournalError::BadClock { last, now })
        }
        Some(last) => Ok(last.max(now)),
        None => Ok(now),
    }
}

/// One write of the whole line, as one line is the unit of what is saved.
fn write_once(file: &dyn Handle, bytes: &[u8], offset: u64) -> std::io::Result<()> {
    loop {
        match file.write_at(bytes, offset) {
            Ok(written) if written == bytes.len() => return Ok(()),
            Ok(_) => return Err(ErrorKind::WriteZero.into()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
