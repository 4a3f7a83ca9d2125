//! Registers: records kept of a vendor - agreements and their clauses, audits performed, insurance, subcontractors, known problems - so
//! that the questions about them are answered by records and not by a yes.
//!
//! [`fields`] says what a record of each register holds; a record is folded from its events, and whether it is in force is asked for a
//! day.

pub mod fields;
pub mod state;

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::day;
use super::event::{Event, RecordSet};
use super::field::{Field, TAKEN_AWAY, field_named};
use super::id::{AccountId, EventId, ExhibitId, RecordId};
use super::question::words;
use super::value::{Money, Value};

words! {
    /// A register.
    RegisterKind {
        /// Contracts, business associate agreements and their amendments.
        Agreements "agreements" "Agreements",
        /// What an agreement says, in its own words.
        Clauses "clauses" "Clauses",
        /// What was done to check on the vendor.
        Audits "audits" "Audits performed",
        /// The vendor's policies, and whether they name us.
        Insurance "insurance" "Insurance",
        /// Those whom the vendor passes our data on to.
        Subcontractors "subcontractors" "Subcontractors",
        /// Weaknesses that we learned of, and what we did.
        Problems "problems" "Known problems",
    }
}

impl RegisterKind {
    /// The two letters before the number of a record.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Agreements => "AG",
            Self::Clauses => "CL",
            Self::Audits => "AU",
            Self::Insurance => "IN",
            Self::Subcontractors => "SU",
            Self::Problems => "PR",
        }
    }

    /// One record of it, in words.
    pub const fn one(self) -> &'static str {
        match self {
            Self::Agreements => "agreement",
            Self::Clauses => "clause",
            Self::Audits => "audit",
            Self::Insurance => "insurance policy",
            Self::Subcontractors => "subcontractor",
            Self::Problems => "known problem",
        }
    }

    /// What a record of it holds.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Agreements => fields::AGREEMENT,
            Self::Clauses => fields::CLAUSE,
            Self::Audits => fields::AUDIT,
            Self::Insurance => fields::INSURANCE,
            Self::Subcontractors => fields::SUBCONTRACTOR,
            Self::Problems => fields::PROBLEM,
        }
    }

    /// The fields without which a record says nothing.
    pub const fn required(self) -> &'static [&'static str] {
        match self {
            Self::Agreements => &["kind", "effective"],
            Self::Clauses => &["agreement", "subject", "quote"],
            Self::Audits => &["kind", "on"],
            Self::Insurance => &["insurer", "kind", "from", "to"],
            Self::Subcontractors => &["name"],
            Self::Problems => &["learned", "what"],
        }
    }

    /// The field of that name.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        field_named(self.fields(), name)
    }
}

/// The number of a record within its register, such as `AG-01`; never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordNo {
    /// The register.
    pub register: RegisterKind,
    /// Its place in the order in which records were first written.
    pub number: u32,
}

impl fmt::Display for RecordNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{:02}", self.register.letters(), self.number))
    }
}

impl std::str::FromStr for RecordNo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not the number of a record, such as AG-01");
        let (letters, number) = text.trim().split_once('-').ok_or_else(wrong)?;
        let mut kinds = RegisterKind::ALL.iter();
        let register = kinds.find(|kind| kind.letters().eq_ignore_ascii_case(letters));
        let number = number.parse().ok().filter(|number| *number > 0);
        register.zip(number).map(|(&register, number)| Self { register, number }).ok_or_else(wrong)
    }
}

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

    /// A field in words, where it is recorded.
    pub fn shown(&self, field: &str) -> Option<String> {
        let value = self.value(field)?;
        Some(
            self.no
                .register
                .field(field)
                .map_or_else(|| super::answer::untyped(value), |field| field.shown(value)),
        )
    }

    /// Its fields in order, each with its words; fields that this program does not know come last.
    pub fn facts(&self) -> Vec<(String, String)> {
        let known = self.no.register.fields();
        let ordered = known.iter().filter_map(|field| {
            let value = self.value(field.name)?;
            Some((field.title.to_owned(), field.shown(value)))
        });
        let foreign =
            self.fields.iter().filter(|(name, _)| known.iter().all(|one| one.name != **name));
        let foreign = foreign.map(|(name, value)| (name.clone(), super::answer::untyped(value)));
        ordered.chain(foreign).collect()
    }

    /// Why it was set aside, where it was recorded by mistake. It counts nowhere then.
    pub fn set_aside(&self) -> Option<&str> {
        self.word(fields::SET_ASIDE)
    }

    /// What it is called in a list: the one line that tells it from the others.
    pub fn label(&self) -> String {
        let said = |field: &str| self.shown(field).unwrap_or_default();
        let label = match self.no.register {
            RegisterKind::Agreements => format!("{} effective {}", said("kind"), said("effective")),
            RegisterKind::Clauses => said("subject"),
            RegisterKind::Audits => format!("{}, {}", said("kind"), said("on")),
            RegisterKind::Insurance => {
                format!("{}, {} to {}", said("insurer"), said("from"), said("to"))
            }
            RegisterKind::Subcontractors => said("name"),
            RegisterKind::Problems => format!("{}: {}", said("learned"), said("what")),
        };
        label.lines().next().unwrap_or_default().to_owned()
    }

    /// The first day on which it holds.
    fn start(&self) -> Option<Date> {
        match self.no.register {
            RegisterKind::Agreements => self.date("effective"),
            RegisterKind::Audits => self.date("on"),
            RegisterKind::Insurance => self.date("from"),
            RegisterKind::Subcontractors => self.date("since"),
            RegisterKind::Problems => self.date("learned"),
            RegisterKind::Clauses => None,
        }
    }

    /// The first day on which it no longer holds (rule R4): a policy's `to`, or the day after an agreement's end.
    fn over(&self) -> Option<Date> {
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
    /// How many numbers of each register are given out.
    numbers: BTreeMap<RegisterKind, u32>,
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
        let begun = |record: &Record| record.start().is_none_or(|start| start <= on);
        let superseded = self.records.iter().any(|newer| {
            newer.supersedes == Some(record.id) && newer.set_aside().is_none() && begun(newer)
        });
        let agreement_holds = || {
            let agreement = self.agreement_of(record);
            agreement.is_some_and(|agreement| self.holds(agreement, on))
        };
        record.set_aside().is_none()
            && !superseded
            && begun(record)
            && record.over().is_none_or(|over| on < over)
            && (record.no.register != RegisterKind::Clauses || agreement_holds())
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

    /// Who said that a register holds nothing, and when; nothing, once a record was written since.
    pub fn known_empty(&self, register: RegisterKind) -> Option<&Written> {
        self.none.get(&register)
    }

    /// The days after D on which time alone may change what holds (rule R17); a day too many costs a look, one too few would lie.
    pub fn turning_days(&self, on: Date) -> impl Iterator<Item = Date> {
        let days = self.records.iter().flat_map(|record| {
            let dates = record.fields.values().filter_map(Value::date).chain(record.ends);
            dates.flat_map(|date| [date, day::after(date, 1)])
        });
        days.filter(move |date| *date > on)
    }

    pub(super) fn set(&mut self, set: &RecordSet, event: &Event, at: Timestamp) {
        // A register of a newer program is kept in the journal and passed over here.
        let Some(register) = RegisterKind::of_word(&set.register) else { return };
        let written = Written { event: event.id, seq: event.seq, at, by: event.by.clone() };
        self.none.remove(&register);
        let known = self.records.iter().position(|record| record.id == set.record);
        let place = known.unwrap_or_else(|| {
            let no = self.next_no(register);
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
    }

    /// The number of a record whose first event was taken back is not used again (rule R22).
    pub(super) fn pass_over(&mut self, set: &RecordSet) {
        let known = self.get(set.record).is_some();
        if let Some(register) = RegisterKind::of_word(&set.register).filter(|_| !known) {
            self.next_no(register);
        }
    }

    fn next_no(&mut self, register: RegisterKind) -> RecordNo {
        let given = self.numbers.entry(register).or_default();
        *given = given.saturating_add(1);
        RecordNo { register, number: *given }
    }

    pub(super) fn set_none(&mut self, register: &str, event: &Event, at: Timestamp) {
        if let Some(register) = RegisterKind::of_word(register) {
            let written = Written { event: event.id, seq: event.seq, at, by: event.by.clone() };
            self.none.insert(register, written);
        }
    }
}
