//! What can go wrong with the record, and what staff are told of it.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::replay::{Damage, Newer, State};
use crate::domain::event::Event;
use crate::domain::id::EventId;
use crate::problem::{Doubt, Problem};

/// Why a journal could not be read, opened or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The file system refused; nothing of the record was touched.
    #[error("{doing} {}: {source}", path.display())]
    Io {
        /// What was being done, such as `reading`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another program has been writing for longer than a save can take.
    #[error("another program holds {}", path.display())]
    Busy {
        /// The lock.
        path: PathBuf,
        /// What that program wrote into it: its process number.
        holder: Option<String>,
    },
    /// The clock stands before the last event (rule R3).
    #[error("the last event bears {last}, but the clock says {now}")]
    BadClock {
        /// The time of the last event.
        last: Timestamp,
        /// The time of the clock.
        now: Timestamp,
    },
    /// A clock fault names other events than one run just before it (rule R3).
    #[error("the events named are not one unbroken run up to the last event")]
    ClockFault,
    /// The line would be longer than 1 MiB.
    #[error("the event takes {bytes} bytes; 1,048,576 is the most")]
    TooLong {
        /// Its length with its line feed.
        bytes: usize,
    },
    /// The write failed and was taken back; the journal is as it was.
    #[error("writing {}: {source}", path.display())]
    NotSaved {
        /// The journal.
        path: PathBuf,
        /// Events on disk.
        events: u64,
        /// What the system said.
        source: io::Error,
    },
    /// The write may or may not have reached the disk. Nothing more is written through this handle.
    #[error("making {} durable: {source}", path.display())]
    NotConfirmed {
        /// The journal.
        path: PathBuf,
        /// The event in question, if it was one; after reopening, look whether the journal has it.
        event: Option<EventId>,
        /// Events known to be on disk.
        events: u64,
        /// What the system said.
        source: io::Error,
    },
    /// An earlier write through this handle was not confirmed.
    #[error("an earlier write to {} was not confirmed by the disk", path.display())]
    Poisoned {
        /// The journal.
        path: PathBuf,
    },
    /// The file is not the one that was read: it was replaced or shortened by something else than this program.
    #[error("{} is not the file that was read", path.display())]
    Replaced {
        /// The journal.
        path: PathBuf,
    },
    /// It can be read in part, and not written.
    #[error("{} is read-only: {}", path.display(), told(state))]
    ReadOnly {
        /// The journal.
        path: PathBuf,
        /// What state it is in.
        state: Box<State>,
    },
    /// The change could not be written as JSON: the program is wrong.
    #[error("the event cannot be written as JSON: {0}")]
    Json(serde_json::Error),
}

impl JournalError {
    pub(super) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }
}

/// Why nothing was appended.
#[derive(Debug)]
pub enum AppendError<E> {
    /// The caller decided against it, having seen what other programs had added.
    Refused {
        /// Those events, not given before.
        seen: Vec<Event>,
        /// Why.
        reason: E,
    },
    /// The journal could not take it.
    Journal(JournalError),
}

impl<E> From<JournalError> for AppendError<E> {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

/// What a state means, as the end of a sentence.
fn told(state: &State) -> String {
    match state {
        State::Whole => "every line verifies".to_owned(),
        State::LineFeedMissing => "its last line was not finished".to_owned(),
        State::TornTail(tail) => {
            format!(
                "its last {} bytes are the beginning of an event that was never saved",
                tail.bytes
            )
        }
        State::Damaged(Damage { seq, line, offset, cause }) => {
            format!("line {line} (event {seq}, byte {offset}) cannot be trusted: {cause}")
        }
        State::Behind { events, acknowledged } => {
            format!("it ends after {events} events, but event {} had been saved", acknowledged.seq)
        }
        State::Newer { seq, what: Newer::Format(format) } => {
            format!("event {seq} is in format {format}, and this program knows format 1")
        }
        State::Newer { seq, what: Newer::Kind(kind) } => {
            format!("event {seq} is of kind '{kind}', which this program does not know")
        }
        State::Newer { seq, what: Newer::Payload { kind, why } } => {
            format!("event {seq} ('{kind}') holds what this program does not know: {why}")
        }
    }
}

/// What is told of a journal that is not whole; `None` where nothing needs telling.
pub(super) fn problem_of(path: &Path, state: &State) -> Option<Problem> {
    let cause = format!("{}: {}", path.display(), told(state));
    match state {
        State::Whole | State::LineFeedMissing => None,
        State::TornTail(_) => Some(
            Problem::data("a save was cut off before it was finished")
                .cause(cause)
                .safe("everything that was acknowledged is on disk and verified")
                .next("record anything: the unfinished bytes are then set aside in a file of their own"),
        ),
        State::Damaged(damage) => Some(
            Problem::data("the record is damaged and opens read-only")
                .cause(cause)
                .safe(format!("{} before it on disk and verified; nothing was cut or changed", events_are(damage.seq)))
                .next("make a copy of the data folder now, before anything else")
                .next("restore the last backup into another folder and compare: `proofbook verify` names the first bad line of each"),
        ),
        State::Behind { events, .. } => Some(
            Problem::data("events that had been saved are gone from the end of the record")
                .cause(cause)
                .safe(format!("{} on disk and verified; nothing was cut or changed", events_are(*events)))
                .next("look for a later copy of this folder: a synchronized folder or a restored backup may have brought an old one back"),
        ),
        State::Newer { seq, .. } => Some(
            Problem::data("the record was written by a later version of the program and opens read-only")
                .cause(cause)
                .safe(format!("the whole chain verifies; {} shown", events_are(*seq)))
                .next("use the version of the program that wrote it, or a later one"),
        ),
    }
}

fn events_are(count: u64) -> String {
    match count {
        0 => "no events are".to_owned(),
        1 => "1 event is".to_owned(),
        count => format!("{count} events are"),
    }
}

impl From<&JournalError> for Problem {
    fn from(error: &JournalError) -> Self {
        let told = match error {
            JournalError::Io { .. } => Self::world("the record could not be opened")
                .safe("nothing was written")
                .next("check the folder's permissions and that its disk is connected"),
            JournalError::Busy { holder, .. } => {
                let by = holder.as_ref().map(|holder| format!(" (process {holder})")).unwrap_or_default();
                Self::world(format!("another program is writing to this record{by}"))
                    .safe("nothing was written")
                    .next("wait until it is done, or end it, and save again")
            }
            JournalError::BadClock { last, now } => Self::world(format!(
                "one of two clocks was wrong: the last event says {last:.0}, this computer now says {now:.0}"
            ))
            .safe("nothing was written")
            .next("if this computer's clock is wrong now, set it and save again")
            .next("if it was wrong when the last events were recorded, record that as a clock fault: they keep their place, and count from now")
            .doubt(Doubt::WrongClock),
            JournalError::ClockFault => Self::wrong_use("a clock's fault can be recorded only for the last events, without a gap")
                .safe("nothing was written"),
            JournalError::TooLong { .. } => Self::wrong_use("this is too long for one event")
                .safe("nothing was written")
                .next("shorten the text, or attach it as a file"),
            JournalError::NotSaved { events, source, .. } => Self::world(not_saved(source))
                .safe(format!("{} on disk and verified", events_are(*events)))
                .next("free some space or check the disk, and save again")
                .next("or go on with another folder: `proofbook --data DIR`"),
            JournalError::NotConfirmed { events, .. } => {
                Self::world("the disk did not confirm the last save: it may be there after the next start, or not")
                    .safe(format!("{} on disk and verified", events_are(*events)))
                    .next("have the disk checked: this is how a failing one shows")
                    .next("start the program again; it copies the record to a new file and shows whether the save is in it")
            }
            JournalError::Poisoned { .. } => Self::world("nothing more is saved until the program is started again")
                .safe("everything that was acknowledged is on disk")
                .next("have the disk checked, then start the program again"),
            JournalError::Replaced { .. } => Self::data("the record on disk was exchanged while the program was open")
                .safe("nothing was written")
                .next("find out what did it (a synchronized folder, a restored backup), then start the program again"),
            JournalError::ReadOnly { path, state } => {
                return problem_of(path, state).unwrap_or_else(|| Self::bug("a whole record was taken for a broken one"));
            }
            JournalError::Json(_) => Self::bug("an event could not be written down"),
        };
        told.cause(error)
    }
}

impl From<JournalError> for Problem {
    fn from(error: JournalError) -> Self {
        Self::from(&error)
    }
}

fn not_saved(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull => "not saved: the disk is full",
        io::ErrorKind::QuotaExceeded => "not saved: your quota on this disk is used up",
        io::ErrorKind::FileTooLarge => "not saved: the system allows this file no more bytes",
        io::ErrorKind::ReadOnlyFilesystem => "not saved: the disk is read-only",
        _ => "not saved: the disk refused the write",
    }
}

impl super::Reading {
    /// What staff are told of a journal that is not whole; `None` where nothing needs telling.
    pub fn problem(&self, path: &Path) -> Option<Problem> {
        problem_of(path, &self.state)
    }

    /// Whether the journal may be written to once it is opened for that.
    pub const fn is_writable(&self) -> bool {
        matches!(self.state, State::Whole | State::LineFeedMissing | State::TornTail(_))
    }
}
