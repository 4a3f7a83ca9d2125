//! Two copies of one journal that were both recorded in: where they part, and what each has that the other has not.
//!
//! A fork cannot be joined again, since each line carries the hash of the line before; it can only be named.

use jiff::Timestamp;

use crate::domain::event::Event;

/// How one copy of a journal stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copies {
    /// They hold the same events.
    Same,
    /// The other one lacks the last events of this one.
    OtherIsOlder {
        /// How many.
        by: u64,
    },
    /// The other one has events that this one has not.
    OtherIsNewer {
        /// How many.
        by: u64,
    },
    /// Both were recorded in.
    Forked(Fork),
}

/// Where two copies part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The last event that both have, with its time; `None` where they have none in common.
    pub last_common: Option<(u64, Timestamp)>,
    /// How many this one has after it.
    pub here: u64,
    /// How many the other one has after it.
    pub there: u64,
}

/// Compares two copies by the hashes of their events.
pub fn compare(here: &[Event], there: &[Event]) -> Copies {
    let common = here.iter().zip(there).take_while(|(one, other)| one.hash == other.hash).count();
    let more = |events: &[Event]| (events.len() - common) as u64;
    match (more(here), more(there)) {
        (0, 0) => Copies::Same,
        (by, 0) => Copies::OtherIsOlder { by },
        (0, by) => Copies::OtherIsNewer { by },
        (here_more, there_more) => {
            let last = common.checked_sub(1).and_then(|last| here.get(last));
            let last_common = last.map(|event| (event.seq, event.at));
            Copies::Forked(Fork { last_common, here: here_more, there: there_more })
        }
    }
}
