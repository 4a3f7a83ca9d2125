//! From bytes to events: verifies every link, and says what state a journal is in.
//!
//! A journal is never read past damage, and nothing in it is ever skipped.

use jiff::Timestamp;

use super::chain::{self, Fault};
use super::line::{self, Unread};
use super::{Genesis, Head};
use crate::domain::event::{Change, ClockFault, Event};
use crate::domain::id::{Digest, EventId};

/// A journal as read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Every event up to the first that cannot be read.
    pub events: Vec<Event>,
    /// What state the file is in.
    pub state: State,
    /// The last line that verifies; later than the last event only where a newer program wrote it.
    pub head: Option<Head>,
    /// Bytes that verify.
    pub verified: u64,
}

/// What state a journal is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Every line verifies.
    Whole,
    /// Every event verifies; the line feed after the last was not written.
    LineFeedMissing,
    /// The last line was not finished and never acknowledged. Opening for writing sets it aside.
    TornTail(Tail),
    /// A line cannot be trusted, nor anything after it. Read-only, never cut.
    Damaged(Damage),
    /// Lines that were acknowledged are gone from its end. Read-only.
    Behind {
        /// Events that are there.
        events: u64,
        /// The event that was acknowledged.
        acknowledged: Head,
    },
    /// The chain verifies, but a line was written by a later version of the program. Read-only.
    Newer {
        /// The first such event.
        seq: u64,
        /// What is new in it.
        what: Newer,
    },
}

/// Bytes after the last whole line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The event they would have been.
    pub seq: u64,
    /// Where they start.
    pub offset: u64,
    /// How many they are.
    pub bytes: u64,
}

/// Where and why a journal cannot be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The event that should stand there; all before it are whole.
    pub seq: u64,
    /// The line, counted from 1.
    pub line: u64,
    /// The byte at which it starts.
    pub offset: u64,
    /// What is wrong with it.
    pub cause: Fault,
}

/// What a later version of the program brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Newer {
    /// A later format of the line.
    Format(u32),
    /// A kind of event.
    Kind(String),
    /// A member or value in a payload.
    Payload {
        /// The kind of event.
        kind: String,
        /// What was met.
        why: String,
    },
}

/// Verifies a journal's bytes and reads its events. `acknowledged` is what the witness saw, if there is one.
pub fn replay(bytes: &[u8], genesis: &Genesis, acknowledged: Option<Head>) -> Reading {
    let mut progress = Progress::start(genesis);
    // A line takes 400 bytes or so; growing in steps would move the events again and again.
    let mut events = Vec::with_capacity(bytes.len() / 400);
    progress.marks.reserve(bytes.len() / 400);
    let state = progress.take(bytes, &mut events);
    let state = progress.weigh(state, acknowledged);
    Reading { events, state, head: progress.head(), verified: progress.offset }
}

/// The events on file at an instant: a prefix, in which events named by a clock fault count from that fault on (rule R3).
pub fn on_file(events: &[Event], until: Timestamp) -> &[Event] {
    let mut times: Vec<Timestamp> = events.iter().map(|event| event.at).collect();
    for (index, event) in events.iter().enumerate() {
        if let Change::ClockFault(fault) = &event.change
            && let Some(first) = events.iter().position(|event| event.id == fault.events.0)
        {
            times.iter_mut().take(index).skip(first).for_each(|time| *time = event.at);
        }
    }
    let count = times.partition_point(|time| *time <= until);
    events.get(..count).unwrap_or(events)
}

/// How far a journal was verified: enough to verify the next line.
#[derive(Clone, Debug)]
pub(super) struct Progress {
    prev: Digest,
    pub(super) offset: u64,
    pub(super) marks: Vec<Mark>,
    newer: Option<(u64, Newer)>,
}

/// What is remembered of a line that was verified.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    offset: u64,
    hash: Digest,
    /// `None` where the line was not read.
    event: Option<(EventId, Timestamp)>,
    /// Its time was named as false.
    is_false: bool,
}

impl Progress {
    pub(super) fn start(genesis: &Genesis) -> Self {
        Self { prev: genesis.prev(), offset: 0, marks: Vec::new(), newer: None }
    }

    /// The number of the next event.
    pub(super) fn next(&self) -> u64 {
        self.marks.len() as u64
    }

    /// What the next line must name as the line before it.
    pub(super) const fn prev(&self) -> Digest {
        self.prev
    }

    pub(super) fn head(&self) -> Option<Head> {
        self.next().checked_sub(1).map(|seq| Head { seq, hash: self.prev })
    }

    /// The time with which the next event's is compared.
    pub(super) fn last_at(&self) -> Option<Timestamp> {
        self.marks.last().and_then(|mark| mark.event).map(|(_, at)| at)
    }

    pub(super) fn has(&self, id: EventId) -> Option<u64> {
        let place =
            self.marks.iter().position(|mark| mark.event.is_some_and(|event| event.0 == id));
        place.map(|place| place as u64)
    }

    /// Verifies bytes that follow what was verified, and adds their events.
    pub(super) fn take(&mut self, bytes: &[u8], events: &mut Vec<Event>) -> State {
        match (self.take_lines(bytes, events), &self.newer) {
            (State::Damaged(damage), _) => State::Damaged(damage),
            // What cannot be read may not be written to either, not even to mend its end.
            (_, Some((seq, what))) => State::Newer { seq: *seq, what: what.clone() },
            (state, None) => state,
        }
    }

    fn take_lines(&mut self, bytes: &[u8], events: &mut Vec<Event>) -> State {
        let mut rest = bytes;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest);
            let (line, after) =
                rest.split_at_checked(end.unwrap_or(rest.len())).unwrap_or((rest, b""));
            match self.take_line(line) {
                Ok(event) => events.extend(event),
                Err((fault, Place::InChain)) => return self.damage(fault),
                Err((fault, Place::Outside)) => {
                    let tail = after.len() <= 1;
                    return if tail { self.tail(rest.len() as u64) } else { self.damage(fault) };
                }
            }
            if end.is_none() {
                self.offset += line.len() as u64;
                return State::LineFeedMissing;
            }
            self.offset += line.len() as u64 + 1;
            rest = after.get(1..).unwrap_or_default();
        }
        State::Whole
    }

    fn take_line(&mut self, line: &[u8]) -> Result<Option<Event>, (Fault, Place)> {
        let seq = self.next();
        let verified = chain::verify(line, seq, &self.prev).map_err(|fault| match fault {
            // Its own hash is right, so it was written whole, but not here.
            Fault::Number { .. } | Fault::Link => (fault, Place::InChain),
            fault => (fault, Place::Outside),
        })?;
        let read =
            if self.newer.is_some() { None } else { Some(line::read(&verified, seq, &self.prev)) };
        let event = match read {
            Some(Ok(event)) => Some(event),
            Some(Err(Unread::Fault(fault))) => return Err((fault, Place::InChain)),
            Some(Err(Unread::Newer(what))) => {
                self.newer = Some((seq, what));
                None
            }
            None => None,
        };
        if let Some(event) = &event {
            self.check_time(event).map_err(|fault| (fault, Place::InChain))?;
        }
        let known = event.as_ref().map(|event| (event.id, event.at));
        self.marks.push(Mark {
            offset: self.offset,
            hash: verified.hash,
            event: known,
            is_false: false,
        });
        self.prev = verified.hash;
        Ok(event)
    }

    /// Takes a line that this program has just written.
    pub(super) fn add(&mut self, event: &Event, bytes: u64) {
        if let Change::ClockFault(fault) = &event.change
            && let Some((first, _)) = self.false_run(fault)
        {
            self.marks.iter_mut().skip(first).for_each(|mark| mark.is_false = true);
        }
        let known = Some((event.id, event.at));
        self.marks.push(Mark {
            offset: self.offset,
            hash: event.hash,
            event: known,
            is_false: false,
        });
        self.prev = event.hash;
        self.offset += bytes;
    }

    /// Times never fall, but for a clock fault's own (rule R3).
    fn check_time(&mut self, event: &Event) -> Result<(), Fault> {
        let floor = match &event.change {
            Change::ClockFault(fault) => {
                let (first, floor) = self.false_run(fault).ok_or(Fault::ClockFault)?;
                self.marks.iter_mut().skip(first).for_each(|mark| mark.is_false = true);
                floor
            }
            _ => self.last_at(),
        };
        if floor.is_some_and(|floor| event.at < floor) { Err(Fault::Time) } else { Ok(()) }
    }

    /// Where the run starts that a clock fault names, and the time of the last event left true before it.
    ///
    /// `None` unless it is one unbroken run that ends just before the next event.
    pub(super) fn false_run(&self, fault: &ClockFault) -> Option<(usize, Option<Timestamp>)> {
        let (first, last) = fault.events;
        let is = |mark: &Mark, id: EventId| mark.event.is_some_and(|event| event.0 == id);
        if !self.marks.last().is_some_and(|mark| is(mark, last)) {
            return None;
        }
        let first = self.marks.iter().position(|mark| is(mark, first))?;
        let before = self.marks.get(..first)?;
        let floor = before.iter().rev().find(|mark| !mark.is_false).and_then(|mark| mark.event);
        Some((first, floor.map(|(_, at)| at)))
    }

    fn damage(&self, cause: Fault) -> State {
        let seq = self.next();
        State::Damaged(Damage { seq, line: seq + 1, offset: self.offset, cause })
    }

    fn tail(&self, bytes: u64) -> State {
        State::TornTail(Tail { seq: self.next(), offset: self.offset, bytes })
    }

    /// Compares what was read with what the witness saw acknowledged.
    pub(super) fn weigh(&self, state: State, acknowledged: Option<Head>) -> State {
        let Some(acknowledged) = acknowledged else { return state };
        let known = usize::try_from(acknowledged.seq).ok().and_then(|seq| self.marks.get(seq));
        match (state, known) {
            (State::Damaged(damage), _) => State::Damaged(damage),
            (State::TornTail(_), None) => self.damage(Fault::Acknowledged),
            (_, None) => State::Behind { events: self.next(), acknowledged },
            (_, Some(mark)) if mark.hash != acknowledged.hash => {
                let seq = acknowledged.seq;
                let cause = Fault::Rewritten;
                State::Damaged(Damage { seq, line: seq + 1, offset: mark.offset, cause })
            }
            (state, Some(_)) => state,
        }
    }
}

/// Whether a fault lies in a line whose own hash is right, and which therefore was written whole.
enum Place {
    InChain,
    Outside,
}
