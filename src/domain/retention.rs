//! How long HIPAA asks that a document be kept: six years. Nothing is ever disposed of by this program; it only names the day.
//!
//! 45 CFR 164.316(b)(2)(i): "Retain the documentation required by paragraph (b)(1) of this section for 6 years from the date of its
//! creation or the date when it last was in effect, whichever is later." 45 CFR 164.530(j)(2) says the same for the Privacy Rule.

use std::fmt;

use jiff::civil::Date;

use super::day::{self, Zones};
use super::dossier::Dossier;
use super::event::ExhibitKind;
use super::exhibit::Exhibit;
use super::register::force::Force;
use super::register::{Record, RegisterKind};

/// The rule's years.
pub const YEARS: i16 = 6;

/// Where the rule stands.
pub const CITATION: &str = "45 CFR 164.316(b)(2)(i)";

/// The rule in its own words.
pub const RULE: &str = "6 years from the date of its creation or the date when it last was in effect, whichever is later";

/// What is said beside every day that is named.
pub const MORE: &str = "other law and holds may be longer";

/// Until when a document is to be kept at least, under the six-year rule alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// At least until this day.
    Until {
        /// The earliest day.
        day: Date,
        /// The day from which the six years are counted.
        from: Date,
        /// What that day is.
        is: &'static str,
    },
    /// It is in effect, and no end is on file: the six years have not begun.
    InEffect,
    /// A legal hold stands for this matter: no day is named.
    Held(String),
    /// An inquiry of this authority is open: no day is named.
    Inquiry(String),
}

impl Keep {
    /// The day, where one can be named.
    pub const fn day(&self) -> Option<Date> {
        match self {
            Self::Until { day, .. } => Some(*day),
            _ => None,
        }
    }
}

impl fmt::Display for Keep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Until { day, from, is } => write!(
                f,
                "keep at least until {day}: six years from {from}, {is} ({CITATION}); {MORE}"
            ),
            Self::InEffect => write!(
                f,
                "keep: it is in effect and no end is on file; the six years begin when it last was in effect ({CITATION})"
            ),
            Self::Held(matter) => {
                write!(f, "keep: a legal hold stands for {matter}; no day is named")
            }
            Self::Inquiry(from) => write!(f, "keep: an inquiry by {from} is open; no day is named"),
        }
    }
}

/// Until when an exhibit is to be kept, on day D.
///
/// Counted from the latest day that it names or that we know of it: an older one would call too early a day.
pub fn of_exhibit(exhibit: &Exhibit, dossier: &Dossier, zones: &Zones, on: Date) -> Keep {
    if let Some(kept) = kept_for(dossier) {
        return kept;
    }
    let dates = &exhibit.dates;
    let mut known = vec![
        (Some(zones.day_of(exhibit.taken_at)), "the day it was recorded"),
        (dates.dated, "its own date"),
        (dates.obtained, "the day it was obtained"),
        (dates.reread_on, "the day it was last read again"),
        (dates.period_to, "the end of the period it covers"),
    ];
    let newer = exhibit.superseded_by.and_then(|no| dossier.exhibits.get(&no));
    known.push((newer.map(|newer| zones.day_of(newer.taken_at)), "the day it was superseded"));
    let end = match exhibit.kind {
        ExhibitKind::Insurance => dates.expires.and_then(|end| end.yesterday().ok()),
        _ => dates.expires,
    };
    known.push((end, LAST_IN_EFFECT));
    let records: Vec<&Record> =
        dossier.registers.iter().filter(|record| record.exhibits.contains(&exhibit.id)).collect();
    let binds = matches!(
        exhibit.kind,
        ExhibitKind::Agreement | ExhibitKind::Insurance | ExhibitKind::PolicyDocument
    );
    let mut without_end = binds && end.is_none() && newer.is_none() && exhibit.withdrawn.is_none();
    let papers = records.into_iter().filter(|one| is_paper(one) && one.set_aside().is_none());
    for record in papers {
        let last = last_in_effect(record, dossier, on);
        without_end = last.is_none();
        known.push((last, LAST_IN_EFFECT));
        if without_end {
            break;
        }
    }
    if without_end { Keep::InEffect } else { latest(known) }
}

/// Until when an agreement or policy is to be kept, on day D; nothing is said of other records.
pub fn of_record(record: &Record, dossier: &Dossier, zones: &Zones, on: Date) -> Option<Keep> {
    if !is_paper(record) || record.set_aside().is_some() {
        return None;
    }
    if let Some(kept) = kept_for(dossier) {
        return Some(kept);
    }
    let Some(last) = last_in_effect(record, dossier, on) else { return Some(Keep::InEffect) };
    let created = record.date("signed").max(record.start());
    let known = vec![
        (created.or_else(|| Some(zones.day_of(record.first.at))), "its creation"),
        (Some(last), LAST_IN_EFFECT),
    ];
    Some(latest(known))
}

const LAST_IN_EFFECT: &str = "the last day on which it was in effect";

/// Whether a record stands for a paper that is in effect for a time.
fn is_paper(record: &Record) -> bool {
    matches!(record.no.register, RegisterKind::Agreements | RegisterKind::Insurance)
}

/// The last day on which a paper is in effect: its end, or the day before one that takes its place; none, where neither is on file.
fn last_in_effect(record: &Record, dossier: &Dossier, on: Date) -> Option<Date> {
    let own = record.over().and_then(|over| over.yesterday().ok());
    let newer = match dossier.registers.force(record, on) {
        Force::SupersededBy(no) => dossier
            .registers
            .numbered(no)
            .and_then(|newer| dossier.registers.start_of(newer))
            .and_then(|start| start.yesterday().ok()),
        _ => None,
    };
    [own, newer].into_iter().flatten().min()
}

fn latest(known: Vec<(Option<Date>, &'static str)>) -> Keep {
    let dated = known.into_iter().filter_map(|(day, is)| Some((day?, is)));
    dated.max_by_key(|(day, _)| *day).map_or(Keep::InEffect, |(from, is)| Keep::Until {
        day: day::years_after(from, YEARS),
        from,
        is,
    })
}

/// What keeps everything of this dossier, whatever its age: a legal hold, or an inquiry that is open.
fn kept_for(dossier: &Dossier) -> Option<Keep> {
    let held = dossier.standing_holds().next().map(|hold| Keep::Held(hold.matter.clone()));
    held.or_else(|| dossier.inquiries.open().next().map(|one| Keep::Inquiry(one.from.clone())))
}
