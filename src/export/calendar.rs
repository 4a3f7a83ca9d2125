//! iCalendar (RFC 5545): events as text that calendar programs read. No rule of the trade stands here.
//!
//! Lines end with CR LF and are folded at 75 octets, between characters; texts are escaped, and what could act on a reader is written out.
//! There is no METHOD: the file is imported, not sent as an invitation. The same events give the same bytes.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::text::{visible, visible_lines};

/// Octets of a line without its end (RFC 5545, section 3.1).
const OCTETS: usize = 75;

/// Who made the file.
const PRODUCT: &str = "-//Proofbook//Deadlines//EN";

/// An event of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The same for the same thing, whenever it is written: by it a program updates the event that it has.
    pub uid: Uuid,
    /// Higher than in every earlier file in which the event was another one.
    pub sequence: u64,
    /// When what it says was last changed.
    pub changed: Timestamp,
    /// When it is.
    pub when: When,
    /// Its one line.
    pub summary: String,
    /// Everything else; may have several lines.
    pub description: String,
    /// When to remind of it, before it begins.
    pub alarms: Vec<Before>,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// All of a day.
    Day(Date),
    /// At an instant.
    Instant(Timestamp),
}

/// How long before an event something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// So many days.
    Days(u32),
    /// So many hours.
    Hours(u32),
}

/// A calendar of these events, by the name under which a program lists it.
pub fn calendar(name: &str, entries: &[Entry]) -> String {
    let mut lines = Lines(String::new());
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", PRODUCT);
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("X-WR-CALNAME", &escaped(&visible(name)));
    for entry in entries {
        lines.event(entry);
    }
    lines.add("END", "VCALENDAR");
    lines.0
}

/// The lines so far.
struct Lines(String);

impl Lines {
    fn event(&mut self, entry: &Entry) {
        let summary = escaped(&visible(&entry.summary));
        self.add("BEGIN", "VEVENT");
        self.add("UID", &entry.uid.to_string());
        self.add("DTSTAMP", &instant(entry.changed));
        self.add("LAST-MODIFIED", &instant(entry.changed));
        self.add("SEQUENCE", &entry.sequence.to_string());
        match entry.when {
            When::Day(on) => {
                self.add("DTSTART;VALUE=DATE", &date(on));
                // The end is the first day after; the last day of the calendar has none.
                if let Ok(next) = on.tomorrow() {
                    self.add("DTEND;VALUE=DATE", &date(next));
                }
            }
            When::Instant(at) => self.add("DTSTART", &instant(at)),
        }
        self.add("SUMMARY", &summary);
        self.add("DESCRIPTION", &escaped(&visible_lines(&entry.description)));
        self.add("TRANSP", "TRANSPARENT");
        for before in &entry.alarms {
            self.add("BEGIN", "VALARM");
            self.add("ACTION", "DISPLAY");
            self.add("DESCRIPTION", &summary);
            self.add("TRIGGER", &before.trigger());
            self.add("END", "VALARM");
        }
        self.add("END", "VEVENT");
    }

    /// Adds a line, folded: each part but the first begins with a blank, which counts.
    fn add(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for c in format!("{name}:{value}").chars() {
            if octets + c.len_utf8() > OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

impl Before {
    fn trigger(self) -> String {
        match self {
            Self::Days(days) => format!("-P{days}D"),
            Self::Hours(hours) => format!("-PT{hours}H"),
        }
    }
}

/// A text as the format takes it (RFC 5545, section 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

fn date(on: Date) -> String {
    on.strftime("%Y%m%d").to_string()
}

/// An instant in UTC, to the second.
fn instant(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}
