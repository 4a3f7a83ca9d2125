//! The register of what was handed to whom, when, and in which edition.

use jiff::Timestamp;

use super::{HandOverNo, written};
use crate::domain::event::{Event, HandedOver};
use crate::domain::register::Written;

/// Something that was handed to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Its number.
    pub no: HandOverNo,
    /// What was recorded of it.
    pub handed: HandedOver,
    /// The event that recorded it.
    pub recorded: Written,
}

/// Everything that was handed over, in the order of recording. Nothing takes an entry away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedOverRegister {
    entries: Vec<HandOver>,
}

impl HandedOverRegister {
    /// Every entry, in the order of recording.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &HandOver> {
        self.entries.iter()
    }

    /// The number that the next entry gets.
    pub fn next_no(&self) -> HandOverNo {
        HandOverNo(u32::try_from(self.entries.len()).unwrap_or(u32::MAX).saturating_add(1))
    }

    pub(in crate::domain) fn add(&mut self, handed: &HandedOver, event: &Event, at: Timestamp) {
        let no = self.next_no();
        self.entries.push(HandOver { no, handed: handed.clone(), recorded: written(event, at) });
    }
}
