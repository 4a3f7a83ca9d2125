//! Registers: records kept of a vendor - agreements and their clauses, audits performed, insurance, subcontractors, known problems,
//! incidents - so that the questions about them are answered by records and not by a yes.
//!
//! [`fields`] says what a record of each register holds; a record is folded from its events, and whether it is in force is asked for a
//! day ([`force`]).

pub mod fields;
pub mod force;
mod kind;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use self::force::Force;
pub use self::kind::{BESIDE, RecordNo, RegisterKind};
use super::answer::untyped;
use super::day;
use super::event::{Event, RecordSet};
use super::field::{Field, FieldKind, TAKEN_AWAY};
use super::id::{AccountId, EventId, ExhibitId, RecordId};
use super::moment::Moment;
use super::value::{Money, Value};

/// One event that wrote a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The event.
    pub event: EventId,
    /// Its place in the journal.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Who recorded it.
    pub by: AccountId,
}

/// One record of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id, the same wherever a copy goes.
    pub id: RecordId,
    /// Its number.
    pub no: RecordNo,
    /// Its fields as last set.
    pub fields: BTreeMap<String, Value>,
    /// The exhibits it rests on.
    pub exhibits: Vec<ExhibitId>,
    /// The record that it supersedes.
    pub supersedes: Option<RecordId>,
    /// The day on which it ended before its time: the last day in force.
    pub ends: Option<Date>,
    /// The event that first wrote it.
    pub first: Written,
    /// The event that last wrote it.
    pub last: Written,
}

impl Record {
    /// A field as recorded.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.fields.get(field)
    }

    /// A field that is a word.
    pub fn word(&self, field: &str) -> Option<&str> {
        match self.value(field) {
            Some(Value::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// A field that is a day; none where it says that there is none.
    pub fn date(&self, field: &str) -> Option<Date> {
        self.value(field).and_then(Value::date)
    }

    /// A field that is a day, or a day with its time.
    pub fn moment(&self, field: &str) -> Option<Moment> {
        self.value(field).and_then(Value::moment)
    }

    /// A field that is a number of hours or days.
    pub fn whole(&self, field: &str) -> Option<u32> {
        match self.value(field) {
            Some(Value::Whole(number)) => Some(*number),
            _ => None,
        }
    }

    /// A field that is an amount.
    pub fn money(&self, field: &str) -> Option<&Money> {
        match self.value(field) {
            Some(Value::Money(money)) => Some(money),
            _ => None,
        }
    }

    /// A field in words, where it is recorded; a record that it names by its id ([`Registers::shown`] knows its number).
    pub fn shown(&self, field: &str) -> Option<String> {
        let value = self.value(field)?;
        Some(
            self.no
                .register
                .field(field)
                .map_or_else(|| untyped(value), |field| field.shown(value)),
        )
    }

    /// Why it was set aside, where it was recorded by mistake. It counts nowhere then.
    pub fn set_aside(&self) -> Option<&str> {
        self.word(fields::SET_ASIDE)
    }

    /// What it is called in a list: the one line that tells it from the others.
    pub fn label(&self) -> String {
        self.no.register.label(&self.fields)
    }

    /// Where a clause stands in its agreement, in words.
    pub fn pinpoint(&self) -> Option<String> {
        let page = self.word("page").map(|page| format!("page {page}"));
        let section = self.word("section").map(|section| format!("section {section}"));
        let parts: Vec<String> = page.into_iter().chain(section).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// Whether it holds already, or held, on a day. A record without a day to begin with always has.
    pub fn has_begun(&self, on: Date) -> bool {
        self.start().is_none_or(|start| start <= on)
    }

    /// The first day on which it holds; a clause begins with its agreement.
    pub fn start(&self) -> Option<Date> {
        self.date(self.no.register.starts_with()?)
    }

    /// The last day on which it holds, where an end is on file.
    pub fn last_day(&self) -> Option<Date> {
        self.over().map(|over| over.yesterday().unwrap_or(over))
    }

    /// The first day on which it no longer holds (rule R4): a policy's `to`, or the day after an agreement's end.
    pub(super) fn over(&self) -> Option<Date> {
        let ended = self.ends.map(|last| day::after(last, 1));
        let ran_out = match self.no.register {
            RegisterKind::Agreements => self.date("expires").map(|last| day::after(last, 1)),
            RegisterKind::Insurance => self.date("to"),
            _ => None,
        };
        ended.into_iter().chain(ran_out).min()
    }
}

/// The registers of one vendor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registers {
    records: Vec<Record>,
    /// Registers that are known to hold nothing, each with the event that said so.
    none: BTreeMap<RegisterKind, Written>,
    /// The number of every record that was ever written, those taken back too.
    numbers: BTreeMap<RecordId, RecordNo>,
    /// How many numbers of each register are given out.
    given: BTreeMap<RegisterKind, u32>,
}

impl Registers {
    /// Every record, in the order in which they were first written, those set aside and superseded too.
    pub fn iter(&self) -> impl Iterator<Item = &Record> {
        self.records.iter()
    }

    /// The records of a register, in order, those set aside and superseded too.
    pub fn of(&self, register: RegisterKind) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(move |record| record.no.register == register)
    }

    /// The records of a register that hold on a day: begun, not over, not superseded by one that has begun, not set aside. A clause holds
    /// as long as its agreement does.
    pub fn in_force(&self, register: RegisterKind, on: Date) -> impl Iterator<Item = &Record> {
        self.of(register).filter(move |record| self.holds(record, on))
    }

    /// Whether a record holds on a day.
    pub fn holds(&self, record: &Record, on: Date) -> bool {
        self.force(record, on) == Force::InForce
    }

    /// The agreement of a clause.
    pub fn agreement_of(&self, clause: &Record) -> Option<&Record> {
        let id = clause.word("agreement")?;
        self.of(RegisterKind::Agreements).find(|agreement| agreement.id.to_string() == id)
    }

    /// The record of that id.
    pub fn get(&self, id: RecordId) -> Option<&Record> {
        self.records.iter().find(|record| record.id == id)
    }

    /// The record of that number.
    pub fn numbered(&self, no: RecordNo) -> Option<&Record> {
        self.records.iter().find(|record| record.no == no)
    }

    /// The exhibits that show a record: its own; for a clause without any those of its agreement, whose number is named then.
    pub fn rests_on<'a>(&'a self, record: &'a Record) -> (&'a [ExhibitId], Option<RecordNo>) {
        let agreement = self.agreement_of(record).filter(|agreement| {
            record.no.register == RegisterKind::Clauses
                && record.exhibits.is_empty()
                && !agreement.exhibits.is_empty()
        });
        match agreement {
            Some(agreement) => (&agreement.exhibits, Some(agreement.no)),
            None => (&record.exhibits, None),
        }
    }

    /// Who said that a register holds nothing, and when; nothing, once a record was written since, other than to set it aside.
    pub fn known_empty(&self, register: RegisterKind) -> Option<&Written> {
        let stands = self.of(register).any(|record| record.set_aside().is_none());
        self.none.get(&register).filter(|_| !stands)
    }

    /// A field's value in words; a record that it names by its number.
    pub fn shown(&self, register: RegisterKind, field: &str, value: &Value) -> String {
        match register.field(field) {
            Some(field) => self.named(field, value).unwrap_or_else(|| field.shown(value)),
            None => untyped(value),
        }
    }

    /// A field's value as it would be typed; a record that it names by its number.
    pub fn typed(&self, field: &Field, value: &Value) -> String {
        self.named(field, value).unwrap_or_else(|| field.typed(value))
    }

    fn named(&self, field: &Field, value: &Value) -> Option<String> {
        let (FieldKind::Record(register), Value::Word(id)) = (field.kind, value) else {
            return None;
        };
        let record = self.of(register).find(|record| record.id.to_string() == *id)?;
        Some(record.no.to_string())
    }

    /// The fields of a record in order, each with its words; fields that this program does not know come last.
    pub fn facts(&self, record: &Record) -> Vec<(String, String)> {
        let register = record.no.register;
        let titles = register.fields().iter().map(|field| (field.name, field.title));
        let foreign = record.fields.keys().map(String::as_str);
        let foreign = foreign.filter(|name| register.field(name).is_none());
        let all = titles.chain(foreign.map(|name| (name, name)));
        let fact = |(name, title): (&str, &str)| {
            Some((title.to_owned(), self.shown(register, name, record.value(name)?)))
        };
        all.filter_map(fact).collect()
    }

    /// The number of the record that an event writes: its own, or the next one where it is the first about it.
    pub fn number_of(&self, set: &RecordSet) -> Option<RecordNo> {
        let register = RegisterKind::of_word(&set.register)?;
        let next = self.given.get(&register).copied().unwrap_or_default().saturating_add(1);
        let known = self.numbers.get(&set.record).copied();
        Some(known.unwrap_or(RecordNo { register, number: next }))
    }

    /// The days after D on which time alone may change what holds (rule R17); a day too many costs a look, one too few would lie.
    pub fn turning_days(&self, on: Date) -> impl Iterator<Item = Date> {
        let days = self.records.iter().flat_map(|record| {
            let dates = record.fields.values().filter_map(Value::day).chain(record.ends);
            dates.flat_map(|date| [date, day::after(date, 1)])
        });
        days.filter(move |date| *date > on)
    }

    pub(super) fn set(&mut self, set: &RecordSet, event: &Event, at: Timestamp) {
        // A register of a newer program is kept in the journal and passed over here.
        let Some(register) = RegisterKind::of_word(&set.register) else { return };
        let written = Written { event: event.id, seq: event.seq, at, by: event.by.clone() };
        let known = self.records.iter().position(|record| record.id == set.record);
        let place = known.unwrap_or_else(|| {
            let no = self.number(register, set.record);
            self.records.push(Record {
                id: set.record,
                no,
                fields: BTreeMap::new(),
                exhibits: Vec::new(),
                supersedes: None,
                ends: None,
                first: written.clone(),
                last: written.clone(),
            });
            self.records.len().saturating_sub(1)
        });
        let Some(record) = self.records.get_mut(place) else { return };
        for (name, value) in &set.fields {
            if *value == Value::word(TAKEN_AWAY) {
                record.fields.remove(name);
            } else {
                record.fields.insert(name.clone(), value.clone());
            }
        }
        record.exhibits.clone_from(&set.exhibits);
        record.supersedes = set.supersedes.or(record.supersedes);
        record.ends = set.ends.or(record.ends);
        record.last = written;
        if record.set_aside().is_none() {
            self.none.remove(&register);
        }
    }

    /// The number of a record is not used again, even where every event about it was taken back (rule R22).
    pub(super) fn pass_over(&mut self, set: &RecordSet) {
        if let Some(register) = RegisterKind::of_word(&set.register) {
            self.number(register, set.record);
        }
    }

    /// The number of a record: given once, to the first event about it.
    fn number(&mut self, register: RegisterKind, record: RecordId) -> RecordNo {
        let given = &mut self.given;
        *self.numbers.entry(record).or_insert_with(|| {
            let given = given.entry(register).or_default();
            *given = given.saturating_add(1);
            RecordNo { register, number: *given }
        })
    }

    pub(super) fn set_none(&mut self, register: &str, event: &Event, at: Timestamp) {
        if let Some(register) = RegisterKind::of_word(register) {
            let written = Written { event: event.id, seq: event.seq, at, by: event.by.clone() };
            self.none.insert(register, written);
        }
    }
}
