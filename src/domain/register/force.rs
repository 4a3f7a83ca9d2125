//! Whether a record holds on a day, and why not where it does not (rule R4).

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use super::{Record, RecordNo, RegisterKind, Registers};

/// How a record stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It holds.
    InForce,
    /// It was recorded by mistake and counts nowhere.
    SetAside,
    /// One that has begun supersedes it.
    SupersededBy(RecordNo),
    /// It holds from a later day on.
    Begins(Date),
    /// Its last day has passed.
    Ended(Date),
    /// The first day without cover has come.
    CoverEnded(Date),
    /// The agreement that it stands in does not hold; none, where that is not on file.
    WithoutAgreement(Option<RecordNo>),
}

impl Force {
    /// Its word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::SetAside => "set_aside",
            Self::SupersededBy(_) => "superseded",
            Self::Begins(_) => "not_begun",
            Self::Ended(_) | Self::CoverEnded(_) => "ended",
            Self::WithoutAgreement(_) => "agreement_not_in_force",
        }
    }

    /// The same of this record in a word or two, for a list.
    pub fn words(self, record: &Record) -> String {
        match self {
            Self::InForce => holds(record).to_owned(),
            Self::Begins(_) => "not begun".to_owned(),
            Self::Ended(_) | Self::CoverEnded(_) => "ended".to_owned(),
            Self::SupersededBy(_) => "superseded".to_owned(),
            Self::WithoutAgreement(_) => "not in force".to_owned(),
            Self::SetAside => "set aside".to_owned(),
        }
    }

    /// The same of this record with its days and the record that it gave way to.
    pub fn explained(self, record: &Record) -> String {
        match self {
            Self::InForce => match (holds(record), record.date("cured")) {
                ("cured", Some(cured)) => format!("cured on {cured}"),
                (words, _) => words.to_owned(),
            },
            Self::Begins(start) => format!("not begun: it begins on {start}"),
            Self::Ended(last) => format!("ended: {last} was its last day"),
            Self::SupersededBy(newer) => format!("superseded by {newer}; it stays on file"),
            Self::SetAside => {
                let why = record.set_aside().unwrap_or_default();
                format!("set aside, so it counts nowhere: {why}")
            }
            other => other.to_string(),
        }
    }

    /// The same in words, as they are said of a record of this register: an audit is not in force, it counts.
    pub fn shown(self, register: RegisterKind) -> String {
        match (self, register) {
            (
                Self::InForce,
                RegisterKind::Audits | RegisterKind::Problems | RegisterKind::Incidents,
            ) => "counts".to_owned(),
            (Self::InForce, RegisterKind::Subcontractors) => "in use".to_owned(),
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for Force {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InForce => f.write_str("in force"),
            Self::SetAside => f.write_str("set aside"),
            Self::SupersededBy(no) => write!(f, "superseded by {no}"),
            Self::Begins(day) => write!(f, "not begun: from {day}"),
            Self::Ended(last) => write!(f, "ended: last day {last}"),
            Self::CoverEnded(day) => write!(f, "ended: no cover from {day}"),
            Self::WithoutAgreement(Some(no)) => write!(f, "not in force, as {no} is not"),
            Self::WithoutAgreement(None) => {
                f.write_str("not in force: its agreement is not on file")
            }
        }
    }
}

impl Registers {
    /// How a record stands on a day.
    pub fn force(&self, record: &Record, on: Date) -> Force {
        if record.set_aside().is_some() {
            return Force::SetAside;
        }
        let began = |newer: &&Record| self.start_of(newer).is_none_or(|start| start <= on);
        if let Some(newer) = self.newer(record).find(began) {
            return Force::SupersededBy(newer.no);
        }
        if record.no.register == RegisterKind::Clauses {
            let agreement = self.agreement_of(record);
            if agreement.is_none_or(|agreement| !self.holds(agreement, on)) {
                return Force::WithoutAgreement(agreement.map(|agreement| agreement.no));
            }
        }
        if let Some(start) = record.start().filter(|start| *start > on) {
            return Force::Begins(start);
        }
        match record.over().filter(|over| *over <= on) {
            None => Force::InForce,
            Some(over) if is_first_without_cover(record, over) => Force::CoverEnded(over),
            Some(over) => Force::Ended(over.yesterday().unwrap_or(over)),
        }
    }

    /// Whether a record held on a day and was signed by then, where it says when it was signed.
    pub fn held_signed(&self, record: &Record, on: Date) -> bool {
        self.holds(record, on) && record.date("signed").is_none_or(|signed| signed <= on)
    }

    /// Whether it is a business associate agreement, or an amendment that took the place of one.
    pub fn is_business_associate_agreement(&self, record: &Record) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = Some(record);
        // A journal may hold a circle that no desk would record.
        while let Some(record) = next.filter(|one| seen.insert(one.id)) {
            match record.word("kind") {
                Some("baa") => return record.no.register == RegisterKind::Agreements,
                Some("amendment") => next = record.supersedes.and_then(|older| self.get(older)),
                _ => return false,
            }
        }
        false
    }

    /// The records that are there to take its place, begun or not: not set aside, nor standing in an agreement that is.
    pub fn newer(&self, record: &Record) -> impl Iterator<Item = &Record> {
        let counts = |newer: &Record| {
            let agreement = self.agreement_of(newer);
            newer.set_aside().is_none() && agreement.is_none_or(|one| one.set_aside().is_none())
        };
        let id = record.id;
        self.iter().filter(move |newer| newer.supersedes == Some(id) && counts(newer))
    }

    /// Whether one record came after another: it supersedes that, or one that came after that.
    pub fn comes_after(&self, later: &Record, earlier: &Record) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = later.supersedes;
        // A journal may hold a circle that no desk would record.
        while let Some(id) = next.filter(|id| seen.insert(*id)) {
            if id == earlier.id {
                return true;
            }
            next = self.get(id).and_then(|record| record.supersedes);
        }
        false
    }

    /// The first day on which it holds, where one is recorded; for a clause that of its agreement.
    pub fn start_of(&self, record: &Record) -> Option<Date> {
        record.start().or_else(|| self.agreement_of(record)?.start())
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
        RegisterKind::Incidents if record.value("contained").is_some() => "contained",
        RegisterKind::Incidents => "not contained",
    }
}

/// Whether a policy ran out on that day, and was not ended before.
fn is_first_without_cover(record: &Record, over: Date) -> bool {
    record.no.register == RegisterKind::Insurance && record.date("to") == Some(over)
}
