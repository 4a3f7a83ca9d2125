//! How a record stands on a day, in words: whether it holds, and if not, why.

use jiff::civil::Date;

use super::{Record, RecordNo, RegisterKind, Registers};

/// How a record stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds.
    Holds,
    /// It begins on a later day.
    NotBegun(Date),
    /// It held until this day, the last one.
    Ended(Date),
    /// A newer record stands in its place.
    SupersededBy(RecordNo),
    /// The agreement of the clause does not hold.
    Without(Option<RecordNo>),
    /// It was recorded by mistake and counts nowhere.
    SetAside,
}

impl Registers {
    /// How a record stands on a day: [`State::Holds`] exactly where [`Registers::holds`] says so.
    pub fn state(&self, record: &Record, on: Date) -> State {
        if record.set_aside().is_some() {
            return State::SetAside;
        }
        if let Some(newer) = self.newer_than(record, on) {
            return State::SupersededBy(newer.no);
        }
        if let Some(start) = record.start().filter(|start| *start > on) {
            return State::NotBegun(start);
        }
        if let Some(over) = record.over().filter(|over| *over <= on) {
            return State::Ended(over.yesterday().unwrap_or(over));
        }
        if record.no.register == RegisterKind::Clauses {
            let agreement = self.agreement_of(record);
            if agreement.is_none_or(|agreement| !self.holds(agreement, on)) {
                return State::Without(agreement.map(|agreement| agreement.no));
            }
        }
        State::Holds
    }

    /// The record that stands in its place on a day.
    fn newer_than(&self, record: &Record, on: Date) -> Option<&Record> {
        self.records.iter().find(|newer| {
            newer.supersedes == Some(record.id)
                && newer.set_aside().is_none()
                && newer.start().is_none_or(|start| start <= on)
        })
    }
}

impl State {
    /// The state of a record of this register in a word or two, for a list.
    pub fn words(self, record: &Record) -> String {
        match self {
            Self::Holds => holds(record).to_owned(),
            Self::NotBegun(_) => "not begun".to_owned(),
            Self::Ended(_) => "ended".to_owned(),
            Self::SupersededBy(_) => "superseded".to_owned(),
            Self::Without(_) => "not in force".to_owned(),
            Self::SetAside => "set aside".to_owned(),
        }
    }

    /// The state of a record with its days and the record that it gave way to.
    pub fn explained(self, record: &Record) -> String {
        match self {
            Self::Holds => match (holds(record), record.date("cured")) {
                ("cured", Some(cured)) => format!("cured on {cured}"),
                (words, _) => words.to_owned(),
            },
            Self::NotBegun(start) => format!("not begun: it begins on {start}"),
            Self::Ended(last) => format!("ended: {last} was its last day"),
            Self::SupersededBy(newer) => format!("superseded by {newer}; it stays on file"),
            Self::Without(Some(agreement)) => format!("not in force, as {agreement} is not"),
            Self::Without(None) => "not in force: its agreement is not on file".to_owned(),
            Self::SetAside => {
                let why = record.set_aside().unwrap_or_default();
                format!("set aside, so it counts nowhere: {why}")
            }
        }
    }
}

/// What it means that a record holds.
fn holds(record: &Record) -> &'static str {
    match record.no.register {
        RegisterKind::Agreements | RegisterKind::Clauses | RegisterKind::Insurance => "in force",
        RegisterKind::Audits => "done",
        RegisterKind::Subcontractors => "in use",
        RegisterKind::Problems if record.date("cured").is_some() => "cured",
        RegisterKind::Problems => "not cured",
    }
}
