//! Deadlines as events of a calendar: what each is called, what it says, when it reminds, and by which id it stays the same event.

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::{Builder, Uuid};

use super::calendar::{Before, Entry, When, calendar};
use crate::domain::ahead::Of;
use crate::domain::clock::words::NOT_LEGAL_ADVICE;
use crate::domain::day::Zones;
use crate::domain::deadline::{About, Deadline};
use crate::domain::event::Subject;
use crate::domain::id::Digest;
use crate::domain::moment::Moment;

/// Reminders of what has a day.
const OF_DAYS: [Before; 2] = [Before::Days(7), Before::Days(1)];

/// Reminders of what has an hour, too.
const OF_HOURS: [Before; 3] = [Before::Hours(24), Before::Hours(8), Before::Hours(2)];

/// How far the record of a vendor and our own had come when a deadline was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// How many events both hold. No deadline moves without one more: a day is computed from the record alone.
    pub events: u64,
    /// When the last of them was recorded.
    pub changed: Timestamp,
}

/// The calendar of these deadlines, each with the version of the record from which it was computed; days and times are of these zones.
pub fn deadlines(all: &[(Of<Deadline>, Version)], zones: &Zones) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let entries: Vec<Entry> = all
        .iter()
        .map(|(of, version)| {
            let key = key(of);
            // Two events never share an id, whatever they are about.
            let times = seen.entry(key.clone()).or_default();
            *times += 1;
            let key = if *times == 1 { key } else { format!("{key}\n{times}") };
            entry(of, *version, zones, uid(&key))
        })
        .collect();
    calendar("Proofbook deadlines", &entries)
}

/// What a deadline is about, apart from its day: whose it is, and what it is the last day of.
fn key(of: &Of<Deadline>) -> String {
    let Of { vendor, one, .. } = of;
    let question = one.questions.first().map(|asked| match asked.subject {
        Subject::Incident { incident } => format!("{} {incident}", asked.question),
        _ => asked.question.to_string(),
    });
    let question = question.unwrap_or_default();
    let about = match &one.about {
        // An exhibit may end on several days, each time for other questions.
        About::Exhibit(no) => format!("exhibit\n{no}\n{question}"),
        About::Record(no) => format!("record\n{no}"),
        About::FollowUp(id) => format!("follow_up\n{id}"),
        About::FixBy => format!("fix_by\n{question}"),
        About::Acceptance => format!("acceptance\n{question}"),
        About::Cycle(id) => format!("cycle\n{id}"),
        About::Reassessment => "reassessment".to_owned(),
        About::Clock(no, clock) => format!("clock\n{no}\n{clock}"),
        About::Inquiry(no) => format!("inquiry\n{no}"),
    };
    format!("proofbook deadline\n{vendor}\n{about}")
}

/// A UUID of our own making (RFC 9562, version 8): the first bits of the SHA-256 of the key.
fn uid(key: &str) -> Uuid {
    let Digest(digest) = Digest::of(key.as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, of)| *byte = of);
    Builder::from_custom_bytes(bytes).into_uuid()
}

fn entry(of: &Of<Deadline>, version: Version, zones: &Zones, uid: Uuid) -> Entry {
    let one = &of.one;
    let due = Moment { day: one.day, time: one.time };
    let (when, alarms) = match one.time {
        Some(_) => (When::Instant(due.at(zones)), OF_HOURS.to_vec()),
        None => (When::Day(one.day), OF_DAYS.to_vec()),
    };
    Entry {
        uid,
        sequence: version.events,
        changed: version.changed,
        when,
        summary: format!("{}: {}", of.name, one.what),
        description: description(one),
        alarms,
    }
}

fn description(one: &Deadline) -> String {
    let mut lines = vec![format!("Why that day: {}", one.rule)];
    if !one.questions.is_empty() {
        let questions: Vec<String> =
            one.questions.iter().map(|asked| asked.question.to_string()).collect();
        lines.push(format!("Questions: {}", questions.join(", ")));
    }
    if let Some(owner) = &one.owner {
        lines.push(format!("Who sees to it: {owner}"));
    }
    if matches!(one.about, About::Clock(..)) {
        lines.push(NOT_LEGAL_ADVICE.to_owned());
    }
    lines.join("\n")
}
