//! What the finders read: the record on a day, and each thing read as a fact that says where it stands.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::{FactOnFile, FactSource, Recorded};
use crate::domain::apply::{believed_times, taken_back};
use crate::domain::dossier::{Answer, Dossier};
use crate::domain::event::{Change, Event};
use crate::domain::exhibit::Exhibit;
use crate::domain::id::EventId;
use crate::domain::organization::Organization;
use crate::domain::register::{Record, RegisterKind, Registers, Written};
use crate::domain::standing::{Stand, Standings};
use crate::domain::value::{Reply, Value};
use crate::domain::{organization, vendor};

/// Fields that the label of their record says already.
const LABELS: [&str; 5] = ["effective", "on", "from", "to", "subject"];

/// The record of one vendor on a day.
pub(super) struct OnFile<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) organization: &'a Organization,
    pub(super) standings: &'a Standings<'a>,
    pub(super) day: Date,
    written: OnceCell<Kept>,
}

/// The events of the vendor that stand, and the instants that count for them.
struct Kept {
    taken_back: BTreeSet<EventId>,
    times: BTreeMap<EventId, Timestamp>,
}

/// An answer that counts: its question is asked, and it is a reply of its own.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) stand: &'a Stand<'a>,
    pub(super) answer: &'a Answer,
}

impl Given<'_> {
    /// Whether it is this choice.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(&self.answer.reply, Reply::Value(Value::Word(said)) if said == word)
    }
}

impl<'a> OnFile<'a> {
    pub(super) fn new(
        dossier: &'a Dossier,
        organization: &'a Organization,
        standings: &'a Standings<'a>,
    ) -> Self {
        Self { dossier, organization, standings, day: standings.day, written: OnceCell::new() }
    }

    pub(super) fn registers(&self) -> &'a Registers {
        &self.dossier.registers
    }

    /// The records of a register that count, whether they hold today or not.
    pub(super) fn records(&self, register: RegisterKind) -> impl Iterator<Item = &'a Record> {
        self.registers().of(register).filter(|record| record.set_aside().is_none())
    }

    /// The records of a register that hold on the day.
    pub(super) fn in_force(&self, register: RegisterKind) -> impl Iterator<Item = &'a Record> {
        self.registers().in_force(register, self.day)
    }

    /// The answer to a question, where it is asked and has a reply of its own.
    pub(super) fn answer(&self, question: &str) -> Option<Given<'_>> {
        let stand = self.standings.get(&question.into())?;
        let answer = stand.answer.filter(|_| stand.asked.is_asked())?;
        Some(Given { stand, answer })
    }

    /// The answer to a question, where it is this choice.
    pub(super) fn answer_is(&self, question: &str, word: &str) -> Option<Given<'_>> {
        self.answer(question).filter(|given| given.is(word))
    }

    /// A day of the vendor's profile.
    pub(super) fn profile_day(&self, field: &str) -> Option<Date> {
        self.dossier.profile.get(field).and_then(Value::date)
    }

    pub(super) fn answer_fact(&self, given: &Given<'_>) -> FactOnFile {
        let question = given.stand.question;
        FactOnFile {
            source: FactSource::Answer(question.id.clone()),
            says: format!("{}: {}", question.title, question.kind.shown(&given.answer.reply)),
            quote: None,
            recorded: Some(self.at(given.answer.last_seq(), given.answer.last_at())),
        }
    }

    /// A record by its label and these fields; recorded by the event that last set the first of them.
    pub(super) fn record_fact(&self, record: &Record, fields: &[&'static str]) -> FactOnFile {
        let said = fields.iter().filter_map(|name| {
            let field = record.no.register.field(name)?;
            let shown = record.shown(name).filter(|_| !LABELS.contains(name))?;
            Some(format!("{}: {shown}", field.title))
        });
        let ended = record.ends.map(|last| format!("Last day: {last}"));
        let says = std::iter::once(record.label()).chain(said).chain(ended);
        let says = says.collect::<Vec<_>>().join("; ");
        let written = fields.iter().find_map(|field| self.field_written(record, field));
        FactOnFile {
            source: FactSource::Record(record.no),
            says,
            quote: None,
            recorded: written.or_else(|| Some(self.by(&record.last))),
        }
    }

    /// A clause by its subject, its place, these fields, and its own words.
    pub(super) fn clause_fact(&self, clause: &Record, fields: &[&'static str]) -> FactOnFile {
        let mut fact = self.record_fact(clause, fields);
        let agreement = self.registers().agreement_of(clause);
        let agreement = agreement.map(|one| format!(", in {} ({})", one.no, one.label()));
        let section = clause.shown("section").map(|section| format!(", section {section}"));
        let page = clause.shown("page").map(|page| format!(", page {page}"));
        fact.says.extend([agreement, section, page].into_iter().flatten());
        fact.quote = clause.word("quote").map(str::to_owned);
        fact
    }

    pub(super) fn exhibit_fact(&self, exhibit: &Exhibit, says: String) -> FactOnFile {
        let taken = self.dossier.event(exhibit.taken);
        FactOnFile {
            source: FactSource::Exhibit(exhibit.no),
            says,
            quote: None,
            recorded: taken.map(|event| self.at(event.seq, exhibit.taken_at)),
        }
    }

    /// A fact of the vendor's profile; `None` while it is not recorded.
    pub(super) fn profile_fact(&self, name: &str) -> Option<FactOnFile> {
        let field = vendor::PROFILE.iter().find(|field| field.name == name)?;
        let value = self.dossier.profile.get(name)?;
        let sets =
            |event: &&Event| matches!(&event.change, Change::VendorSet(set) if set.field == name);
        Some(FactOnFile {
            source: FactSource::VendorProfile(field.name),
            says: format!("{}: {}", field.title, field.shown(value)),
            quote: None,
            recorded: self.last_event(sets),
        })
    }

    /// Our legal names, and where the last of them was recorded; `None` while there are none.
    pub(super) fn our_names_fact(&self) -> Option<FactOnFile> {
        let names = self.organization.legal_names();
        let undone = taken_back(&self.organization.events);
        let names_us = |event: &&Event| match &event.change {
            Change::OrganizationSet(set) => matches!(set.field.as_str(), "name" | "affiliates"),
            _ => false,
        };
        let events = self.organization.events.iter().rev();
        let set = events.filter(|event| !undone.contains(&event.id)).find(names_us);
        let field = organization::PROFILE.iter().find(|field| field.name == "name")?;
        (!names.is_empty()).then(|| FactOnFile {
            source: FactSource::OurProfile(field.name),
            says: format!("Our legal names: {}", names.join("; ")),
            quote: None,
            recorded: set.map(|event| self.at(event.seq, event.at)),
        })
    }

    /// That a register is known to hold nothing.
    pub(super) fn empty_register_fact(&self, register: RegisterKind) -> Option<FactOnFile> {
        let written = self.registers().known_empty(register)?;
        Some(FactOnFile {
            source: FactSource::Register(register),
            says: format!("There is no {}", register.one()),
            quote: None,
            recorded: Some(self.by(written)),
        })
    }

    /// The event that last set a field of a record.
    fn field_written(&self, record: &Record, field: &str) -> Option<Recorded> {
        record.value(field)?;
        self.last_event(|event| match &event.change {
            Change::RecordSet(set) => set.record == record.id && set.fields.contains_key(field),
            _ => false,
        })
    }

    fn last_event(&self, wanted: impl Fn(&&Event) -> bool) -> Option<Recorded> {
        let events = &self.dossier.events;
        let kept = self
            .written
            .get_or_init(|| Kept { taken_back: taken_back(events), times: believed_times(events) });
        let stands = |event: &&Event| !kept.taken_back.contains(&event.id);
        let event = events.iter().rev().filter(stands).find(wanted)?;
        let at = kept.times.get(&event.id).copied().unwrap_or(event.at);
        Some(self.at(event.seq, at))
    }

    fn by(&self, written: &Written) -> Recorded {
        self.at(written.seq, written.at)
    }

    fn at(&self, event: u64, at: Timestamp) -> Recorded {
        Recorded { event, on: self.organization.zones.day_of(at) }
    }
}
