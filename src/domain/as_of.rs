//! The record as it was on file at the end of a past day, or up to one event (rule R2).

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::apply::believed_times;
use super::day;
use super::event::Event;

/// The past day, or the event of one vendor, up to which the record is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// The end of a day, in the organization's zone.
    Day(Date),
    /// The vendor's events up to this one, and what was on file of our organization by then.
    Event(u64),
}

impl AsOf {
    /// Reads `2026-03-15` or `#408`.
    ///
    /// # Errors
    /// Says which forms are accepted.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        match text.strip_prefix('#') {
            Some(number) => number.parse().map(Self::Event).map_err(|_| {
                format!("'{text}' is no event; write its number as the log shows it, such as #408")
            }),
            None => day::read_date(text).map(Self::Day).map_err(|accepted| {
                format!("{accepted}, or name an event by its number, such as #408")
            }),
        }
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Event(number) => write!(f, "#{number}"),
        }
    }
}

/// The events of a journal that were on file before an instant. They are a prefix of it: what was recorded under a wrong clock counts
/// from when that was said (rule R3).
pub fn on_file_before(mut events: Vec<Event>, end: Timestamp) -> Vec<Event> {
    let times = believed_times(&events);
    let at = |event: &Event| times.get(&event.id).copied().unwrap_or(event.at);
    let count = events.iter().take_while(|event| at(event) < end).count();
    events.truncate(count);
    events
}

/// The first instant after one: what was recorded at that very instant is on file before it.
pub fn just_after(at: Timestamp) -> Timestamp {
    at.checked_add(jiff::SignedDuration::from_nanos(1)).unwrap_or(at)
}

/// The beginning of a journal through the event of that number, as a sign-off names it; all of it, where it has none so high.
pub fn through(events: &[Event], number: u64) -> Vec<Event> {
    events.iter().take_while(|event| event.seq <= number).cloned().collect()
}

/// The events of a journal up to one of them, and the instant from which that one counts; `None` where it has no such event.
pub fn up_to(mut events: Vec<Event>, number: u64) -> Option<(Vec<Event>, Timestamp)> {
    let place = events.iter().position(|event| event.seq == number)?;
    let last = events.get(place)?;
    let at = believed_times(&events).get(&last.id).copied().unwrap_or(last.at);
    events.truncate(place + 1);
    Some((events, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_an_event_are_read_and_shown_alike() {
        for text in ["2026-03-15", "#0", "#408"] {
            assert_eq!(AsOf::read(text).unwrap().to_string(), text);
        }
        for text in ["", "#", "#-1", "408", "15.3.2026", "#4 08"] {
            assert!(AsOf::read(text).unwrap_err().contains("such as #408"), "{text}");
        }
    }
}
