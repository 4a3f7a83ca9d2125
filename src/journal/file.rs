//! The only writer of a journal: lock, look, decide, write once, flush, acknowledge.
//!
//! After a failed flush nothing on that handle is believed again: Linux marks the failed pages clean, so that the next flush claims
//! success for bytes that never reached the disk. Such a journal is copied to a new file before it is written again.

mod durable;
mod recovery;

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use self::recovery::Torn;
use super::replay::{Progress, State};
use super::witness::{self, Witness};
use super::{AppendError, End, Files, Genesis, Head, JournalError, chain};
use crate::domain::event::{Change, Event};
use crate::domain::id::{AccountId, EventId};
use crate::io::{self, Handle, Open, SharedIo};
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
