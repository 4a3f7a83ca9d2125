//! The history of a dossier told in words: who recorded what and when, what it was and what it is, why, and what became of it.
//!
//! One telling for the command line, the screens and the line mode. It replays the events one by one, so that each is told against what
//! was on file before it. Texts that are withheld (rule R28) are hidden in the events already.

mod brief;
mod filter;
mod inquiries;
mod records;
mod touching;
mod words;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

pub use self::brief::{described, taken_back_words};
pub use self::filter::{Filter, InRegister};
pub use self::touching::{LeadsTo, Touches};
use self::words::Told;
use super::apply::{believed_times, taken_back};
use super::bank::Bank;
use super::dossier::Dossier;
use super::event::{Change, Class, Event};
use super::id::{AccountId, Digest, EventId};
use super::organization::Organization;

/// One event as it is told.
#[derive(Clone, Debug)]
pub struct Telling {
    /// Its place in the journal.
    pub seq: u64,
    /// The event.
    pub id: EventId,
    /// When it was recorded, by the clock of then.
    pub at: Timestamp,
    /// The same in the organization's zone, to the minute.
    pub when: String,
    /// The day on which it counts as recorded (rules R1 and R3).
    pub day: Date,
    /// Who keyed it.
    pub by: AccountId,
    /// Their name, as it is known today.
    pub who: String,
    /// Whether it changes what a report says (rule R26).
    pub class: Class,
    /// Its kind in the journal.
    pub kind: &'static str,
    /// What it is about.
    pub what: String,
    /// What was on file before.
    pub was: Option<String>,
    /// What is on file since.
    pub is: Option<String>,
    /// Who answered, where it was not the recorder.
    pub given_by: Option<String>,
    /// Who was present, in the interview that it opens or in which it was said.
    pub present: Vec<String>,
    /// Why an answer was corrected.
    pub reason: Option<String>,
    /// The number of the event that it corrects.
    pub corrects: Option<u64>,
    /// When it counts as recorded, where the clock was wrong (rule R3).
    pub counts_from: Option<String>,
    /// The number of the event that took it back, if one did and stands (rule R22).
    pub taken_back_by: Option<u64>,
    /// The questions, exhibits, records and people that it is about.
    pub touches: Touches,
    /// The hash of the line before it.
    pub prev: Digest,
    /// Its own hash.
    pub hash: Digest,
}

/// Every event of a dossier as it is told, oldest first.
pub fn tellings(dossier: &Dossier, organization: &Organization, bank: &Bank) -> Vec<Telling> {
    let events = &dossier.events;
    let times = believed_times(events);
    let undone_by = undone_by(events);
    let mut touched: BTreeMap<EventId, Touches> = BTreeMap::new();
    let mut then = dossier.emptied();
    let mut tellings = Vec::with_capacity(events.len());
    for event in events {
        let told = words::told(&event.change, &then, bank);
        let follow_up = touching::follow_up(&event.change, &then);
        then.apply(event.clone());
        let touches = Touches::of(&event.change, &then, follow_up.as_ref(), &touched);
        touched.insert(event.id, touches.clone());
        let believed = times.get(&event.id).copied();
        let Told { what, was, is, given_by, reason, corrects } = told;
        tellings.push(Telling {
            seq: event.seq,
            id: event.id,
            at: event.at,
            when: organization.zones.shown(event.at),
            day: organization.zones.day_of(believed.unwrap_or(event.at)),
            by: event.by.clone(),
            who: organization.person(&event.by).to_owned(),
            class: event.change.class(),
            kind: event.change.kind(),
            what,
            was,
            is,
            given_by,
            present: present(&event.change, &then),
            reason,
            corrects,
            counts_from: believed.map(|at| organization.zones.shown(at)),
            taken_back_by: undone_by.get(&event.id).copied(),
            touches,
            prev: event.prev,
            hash: event.hash,
        });
    }
    tellings
}

/// The events that are taken back, each with the number of the undo that stands.
fn undone_by(events: &[Event]) -> BTreeMap<EventId, u64> {
    let back = taken_back(events);
    let undoes = |event: &Event| match &event.change {
        Change::Undone(undone) if back.contains(&undone.of) => Some((undone.of, event.seq)),
        _ => None,
    };
    events.iter().filter_map(undoes).collect()
}

/// Who was present beside the recorder: in the interview that is opened, or in which an answer was given.
fn present(change: &Change, dossier: &Dossier) -> Vec<String> {
    let interview = match change {
        Change::InterviewOpened(opened) => return opened.present.clone(),
        Change::AnswerSet(set) => set.interview,
        _ => None,
    };
    let opened = dossier.interviews.iter().find(|(event, _)| Some(*event) == interview);
    opened.map(|(_, opened)| opened.present.clone()).unwrap_or_default()
}

impl Telling {
    /// What happened, in one line.
    pub fn line(&self) -> String {
        let mut line = match (&self.was, &self.is) {
            (Some(was), Some(is)) => format!("{}: {was} → {is}", self.what),
            (None, Some(is)) => format!("{}: {is}", self.what),
            (Some(was), None) => format!("{}; was {was}", self.what),
            (None, None) => self.what.clone(),
        };
        if let Some(given_by) = &self.given_by {
            line = format!("{line}, given by {given_by}");
        }
        match (self.corrects, &self.reason) {
            (Some(seq), Some(reason)) => format!("{line}; corrects {seq}: {reason}"),
            (None, Some(reason)) => format!("{line}; corrected: {reason}"),
            (_, None) => line,
        }
    }

    /// What happened, and what became of it.
    pub fn line_with_marks(&self) -> String {
        let mut line = self.line();
        if let Some(from) = &self.counts_from {
            line = format!("{line} (the clock was wrong; counts from {from})");
        }
        if let Some(by) = self.taken_back_by {
            line = format!("{line} (taken back by {by})");
        }
        line
    }
}
