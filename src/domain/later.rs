//! What was recorded after a day but was true on it: facts in force on that day by their own dates, and corrections of what was on
//! file then (rules, section 8).
//!
//! A list of its own. It enters no figure, and the view of the day stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::answer::untyped;
use super::apply::{believed_times, taken_back};
use super::bank::Bank;
use super::day::Zones;
use super::dossier::Dossier;
use super::event::{AnswerSet, Change, Event, ExhibitKind, FieldSet, Subject};
use super::exhibit::Exhibit;
use super::id::{AccountId, EventId, QuestionId};
use super::organization;
use super::register::{Record, RegisterKind};
use super::value::Reply;
use super::vendor;

/// Something that was true on the day, or corrects what was on file on it, and was recorded later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Later {
    /// What.
    #[serde(flatten)]
    pub what: What,
    /// The first day on which it is true; none for a correction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day on which it is true, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The day on which it was recorded.
    pub recorded_on: Date,
    /// The instant.
    pub at: Timestamp,
    /// Who recorded it.
    pub by: AccountId,
    /// The number of the event.
    pub seq: u64,
}

/// What was recorded later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// An exhibit, or what is said about it.
    Exhibit {
        /// Its number.
        exhibit: String,
        /// What it is called.
        title: String,
        /// Its kind.
        kind: ExhibitKind,
        /// Whether it was on file on the day with other words or dates.
        then: Then,
    },
    /// A record of a register, or what it says now.
    Record {
        /// Its number.
        record: String,
        /// Its register.
        register: RegisterKind,
        /// What it is called.
        label: String,
        /// Whether it was on file on the day with other words, dates or exhibits.
        then: Then,
    },
    /// A fact of a profile.
    Fact {
        /// The field.
        field: String,
        /// Its words.
        title: String,
        /// Its value in words.
        value: String,
    },
    /// An answer that was corrected.
    Correction {
        /// The question.
        question: QuestionId,
        /// What it is about.
        #[serde(skip)]
        subject: Subject,
        /// The number of the incident that it is about, where it is about one.
        #[serde(skip_serializing_if = "Option::is_none")]
        incident: Option<String>,
        /// Its title.
        title: String,
        /// What was said, in words.
        was: String,
        /// What is said instead.
        is: String,
        /// Why.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// The number of the event that it corrects.
        corrects: u64,
    },
}

/// What was on file on the day of an exhibit or a record that is told of later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// Nothing.
    NotOnFile,
    /// It was on file, and something that is said of it was changed since.
    ChangedSince,
}

impl Then {
    fn of<T>(known: Option<&T>) -> Self {
        known.map_or(Self::NotOnFile, |_| Self::ChangedSince)
    }

    fn words(self) -> &'static str {
        match self {
            Self::NotOnFile => "",
            Self::ChangedSince => "on file then, changed since: ",
        }
    }
}

impl Later {
    /// It in one line, without the day on which it was recorded.
    pub fn words(&self) -> String {
        match &self.what {
            What::Exhibit { exhibit, title, kind, then } => {
                format!("{exhibit} {title} ({}), {}{}", kind.title(), then.words(), self.span())
            }
            What::Record { record, register, label, then } => {
                format!("{record} {label} ({}), {}{}", register.one(), then.words(), self.span())
            }
            What::Fact { title, value, .. } => format!("{title}: {value}, {}", self.span()),
            What::Correction { question, incident, was, is, reason, .. } => {
                let why = reason.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
                let of = incident.as_ref().map_or_else(String::new, |no| format!(" of {no}"));
                format!("{question}{of} corrected: {was} → {is}{why}")
            }
        }
    }

    fn span(&self) -> String {
        let from = self.from.map(|from| format!("from {from}"));
        let until = self.until.map(|until| format!("until {until}"));
        from.into_iter().chain(until).collect::<Vec<_>>().join(" ")
    }
}

/// What was recorded of a vendor, or of us, after a day but was true on it, in the order of recording. `then` is the dossier as it was on
/// file on the day, `now` as it is.
pub fn recorded_later(
    then: &Dossier,
    now: &Dossier,
    zones: &Zones,
    bank: &Bank,
    day: Date,
) -> Vec<Later> {
    let search = Search {
        then,
        now,
        bank,
        day,
        back: taken_back(&now.events),
        believed: believed_times(&now.events),
        zones,
    };
    let mut later: Vec<Later> = search
        .exhibits()
        .chain(search.records())
        .chain(search.facts())
        .chain(search.corrections())
        .collect();
    later.sort_by_key(|one| one.seq);
    later
}

struct Search<'a> {
    then: &'a Dossier,
    now: &'a Dossier,
    bank: &'a Bank,
    day: Date,
    back: BTreeSet<EventId>,
    believed: BTreeMap<EventId, Timestamp>,
    zones: &'a Zones,
}

impl<'a> Search<'a> {
    /// The events after the day that stand.
    fn events(&self) -> impl DoubleEndedIterator<Item = &'a Event> {
        let events = self.now.events.get(self.then.events.len()..).unwrap_or_default();
        events.iter().filter(|event| !self.back.contains(&event.id))
    }

    fn recorded(&self, event: &Event, what: What, dates: (Option<Date>, Option<Date>)) -> Later {
        let at = self.believed.get(&event.id).copied().unwrap_or(event.at);
        Later {
            what,
            from: dates.0,
            until: dates.1,
            recorded_on: self.zones.day_of(at),
            at,
            by: event.by.clone(),
            seq: event.seq,
        }
    }

    fn exhibits(&self) -> impl Iterator<Item = Later> {
        self.now.exhibits.values().filter_map(|exhibit| {
            let said = |one: &Exhibit| {
                let mut dates = one.dates.clone();
                // That it was read again after the day says nothing of the day.
                dates.reread_on = dates.reread_on.filter(|reread| *reread <= self.day);
                (one.title.clone(), one.kind, dates)
            };
            let known = self.then.exhibit(exhibit.id);
            if exhibit.withdrawn.is_some()
                || known.is_some_and(|known| said(known) == said(exhibit))
            {
                return None;
            }
            let (from, until) = span(exhibit);
            let from = from.filter(|from| *from <= self.day)?;
            if until.is_some_and(|until| until < self.day) {
                return None;
            }
            // What is said of it counts from the event that said it last.
            let event = self.events().rev().find(|event| match &event.change {
                Change::ExhibitTaken(taken) => taken.exhibit == exhibit.id,
                Change::ExhibitChanged(changed) => changed.exhibit == exhibit.id,
                _ => false,
            })?;
            let what = What::Exhibit {
                exhibit: exhibit.no.to_string(),
                title: exhibit.title.clone(),
                kind: exhibit.kind,
                then: Then::of(known),
            };
            Some(self.recorded(event, what, (Some(from), until)))
        })
    }

    fn records(&self) -> impl Iterator<Item = Later> {
        let registers = &self.now.registers;
        registers.iter().filter_map(|record| {
            let said =
                |one: &Record| (one.fields.clone(), one.exhibits.clone(), one.supersedes, one.ends);
            let known = self.then.registers.get(record.id);
            if known.is_some_and(|known| said(known) == said(record)) {
                return None;
            }
            let from = registers.start_of(record).filter(|from| *from <= self.day)?;
            if !registers.holds(record, self.day) {
                return None;
            }
            let agreement = registers.agreement_of(record);
            let over = agreement.map_or_else(|| record.over(), Record::over);
            let event = self.now.event(record.last.event)?;
            let what = What::Record {
                record: record.no.to_string(),
                register: record.no.register,
                label: record.label(),
                then: Then::of(known),
            };
            let until = over.and_then(|over| over.yesterday().ok());
            Some(self.recorded(event, what, (Some(from), until)))
        })
    }

    /// Of each field the value that was set last of those said to be true on the day.
    fn facts(&self) -> impl Iterator<Item = Later> {
        let mut last: BTreeMap<&str, (&Event, &FieldSet)> = BTreeMap::new();
        for event in self.events() {
            if let Change::VendorSet(set) = &event.change
                && set.from.is_some_and(|from| from <= self.day)
            {
                last.insert(&set.field, (event, set));
            }
        }
        last.into_values().filter_map(|(event, set)| {
            if self.then.profile.get(&set.field) == Some(&set.value) {
                return None;
            }
            let mut fields = vendor::PROFILE.iter().chain(organization::PROFILE);
            let known = fields.find(|field| field.name == set.field);
            let what = What::Fact {
                field: set.field.clone(),
                title: known.map_or_else(|| set.field.clone(), |known| known.title.to_owned()),
                value: known.map_or_else(|| untyped(&set.value), |known| known.shown(&set.value)),
            };
            Some(self.recorded(event, what, (set.from, None)))
        })
    }

    fn corrections(&self) -> impl Iterator<Item = Later> {
        self.events().filter_map(|event| {
            let Change::AnswerSet(set) = &event.change else { return None };
            let corrected = self.on_file(set)?;
            let question = self.bank.question(&set.question);
            let shown = |reply: Option<Reply>| {
                let reply = reply?;
                Some(question.map_or_else(|| plain(&reply), |one| one.kind.shown(&reply)))
            };
            let was = match &corrected.change {
                Change::AnswerSet(was) => was.reply(),
                _ => None,
            };
            let what = What::Correction {
                question: set.question.clone(),
                subject: set.subject,
                incident: self.now.incident_no(set.subject).map(|no| no.to_string()),
                title: question
                    .map_or_else(|| set.question.to_string(), |question| question.title.clone()),
                was: shown(was).unwrap_or_default(),
                is: shown(set.reply()).unwrap_or_default(),
                reason: set.reason.clone(),
                corrects: corrected.seq,
            };
            Some(self.recorded(event, what, (None, None)))
        })
    }

    /// The event on file on the day that an answer corrects, in one step or through corrections in between.
    fn on_file(&self, set: &AnswerSet) -> Option<&'a Event> {
        let mut of = set.replaces?;
        // Each correction names an event before it, so there are no more steps than events.
        for _ in 0..self.now.events.len() {
            if let Some(found) = self.then.event(of) {
                return self.now.event(found.id);
            }
            match &self.now.event(of)?.change {
                Change::AnswerSet(between) => of = between.replaces?,
                _ => return None,
            }
        }
        None
    }
}

/// The days from which and until which an exhibit speaks by its own dates: "in force from", else its date; and its last day.
fn span(exhibit: &Exhibit) -> (Option<Date>, Option<Date>) {
    let dates = &exhibit.dates;
    let until = match exhibit.kind {
        // A policy's end is the first day without cover (rule R4).
        ExhibitKind::Insurance => dates.expires.and_then(|end| end.yesterday().ok()),
        _ => dates.expires,
    };
    (dates.from.or(dates.dated), until)
}

fn plain(reply: &Reply) -> String {
    match reply {
        Reply::Value(value) => untyped(value),
        Reply::State(state) => format!("{state:?}").to_lowercase(),
    }
}
