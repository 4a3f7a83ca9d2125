//! A record as it is told: its fields, how it stands, what it rests on, who recorded it and when.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::desk::Desk;
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::id::{AccountId, ExhibitId, RecordId};
use crate::domain::organization::Organization;
use crate::domain::register::force::Force;
use crate::domain::register::{Record, RecordNo, RegisterKind, Written};
use crate::domain::value::Value;

/// Everything that a record is told from.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) organization: &'a Organization,
    pub(super) bank: &'a Bank,
    pub(super) today: Date,
}

/// A record as scripts see it.
#[derive(Debug, Serialize)]
pub(super) struct Line<'a> {
    pub(super) no: String,
    pub(super) id: RecordId,
    pub(super) register: RegisterKind,
    pub(super) label: String,
    /// The word of how it stands: `in_force`, `superseded`, `not_begun`, `ended`, `set_aside`, `agreement_not_in_force`.
    pub(super) state: &'static str,
    /// The same in words.
    pub(super) stands: String,
    #[serde(skip)]
    pub(super) force: Force,
    pub(super) supersedes: Option<String>,
    /// The record that takes its place, even where that has not begun.
    pub(super) superseded_by: Option<String>,
    pub(super) ends: Option<Date>,
    pub(super) set_aside: Option<&'a str>,
    pub(super) fields: BTreeMap<&'a str, FieldLine<'a>>,
    pub(super) exhibits: Vec<ExhibitLine<'a>>,
    pub(super) recorded: Stamp<'a>,
    /// Its last change; none, where it stands as first recorded.
    pub(super) changed: Option<Stamp<'a>>,
}

/// A field as scripts see it.
#[derive(Debug, Serialize)]
pub(super) struct FieldLine<'a> {
    title: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    /// As the journal holds it; a record is named by its id.
    value: &'a Value,
    /// As it would be typed.
    typed: String,
    shown: String,
}

/// An exhibit that a record rests on.
#[derive(Debug, Serialize)]
pub(super) struct ExhibitLine<'a> {
    pub(super) no: String,
    /// The agreement whose exhibit it is, where a clause has none of its own.
    of: Option<String>,
    id: ExhibitId,
    pub(super) title: &'a str,
    pub(super) current: bool,
    pub(super) why_not: Vec<String>,
}

/// Who recorded something, and when.
#[derive(Debug, Serialize)]
pub(super) struct Stamp<'a> {
    pub(super) who: &'a str,
    by: &'a AccountId,
    at: Timestamp,
    /// In the organization's zone, to the minute.
    pub(super) when: String,
}

impl Stamp<'_> {
    /// `Dana Whitfield, 2026-11-22 10:30`.
    pub(super) fn shown(&self) -> String {
        format!("{}, {}", self.who, self.when)
    }
}

impl<'a> Teller<'a> {
    pub(super) fn new(desk: &'a Desk, dossier: &'a Dossier) -> Self {
        Self {
            dossier,
            organization: desk.organization(),
            bank: desk.bank(),
            today: desk.today_of(dossier.id),
        }
    }

    /// A record as it is told.
    pub(super) fn line(&self, record: &'a Record) -> Line<'a> {
        let registers = &self.dossier.registers;
        let no = |record: &Record| record.no.to_string();
        let force = registers.force(record, self.today);
        Line {
            no: no(record),
            id: record.id,
            register: record.no.register,
            label: record.label(),
            state: force.word(),
            stands: self.stands(record, force),
            force,
            supersedes: record.supersedes.and_then(|old| registers.get(old)).map(no),
            superseded_by: registers.newer(record).next().map(no),
            ends: record.ends,
            set_aside: record.set_aside(),
            fields: self.fields(record),
            exhibits: self.exhibits(record),
            recorded: self.stamp(&record.first),
            changed: Some(&record.last)
                .filter(|last| last.event != record.first.event)
                .map(|last| self.stamp(last)),
        }
    }

    /// Who recorded something, and when.
    pub(super) fn stamp(&self, written: &'a Written) -> Stamp<'a> {
        Stamp {
            who: self.organization.person(&written.by),
            by: &written.by,
            at: written.at,
            when: self.organization.zones.shown(written.at),
        }
    }

    /// How it stands, with what is to come.
    fn stands(&self, record: &Record, force: Force) -> String {
        let mut stands = force.shown(record.no.register);
        if let Some(newer) = self.dossier.registers.newer(record).next()
            && force == Force::InForce
        {
            let from = self.dossier.registers.start_of(newer);
            let from = from.map_or_else(String::new, |day| format!(" from {day}"));
            stands = format!("{stands}; {} takes its place{from}", newer.no);
        }
        if let Some(last) = record.ends.filter(|_| force == Force::InForce) {
            stands = format!("{stands}; last day {last}");
        }
        stands
    }

    fn fields(&self, record: &'a Record) -> BTreeMap<&'a str, FieldLine<'a>> {
        let register = record.no.register;
        let registers = &self.dossier.registers;
        let fields = record.fields.iter().map(|(name, value)| {
            let field = register.field(name);
            let shown = registers.shown(register, name, value);
            let line = FieldLine {
                title: field.map_or(name, |field| field.title),
                // A field of a newer program.
                kind: field.map_or("unknown", |field| field.kind.word()),
                value,
                typed: field.map_or_else(|| shown.clone(), |field| registers.typed(field, value)),
                shown,
            };
            (name.as_str(), line)
        });
        fields.collect()
    }

    fn exhibits(&self, record: &'a Record) -> Vec<ExhibitLine<'a>> {
        let (exhibits, of) = self.dossier.registers.rests_on(record);
        exhibits.iter().filter_map(|id| self.exhibit(*id, of)).collect()
    }

    fn exhibit(&self, id: ExhibitId, of: Option<RecordNo>) -> Option<ExhibitLine<'a>> {
        let exhibit = self.dossier.exhibit(id)?;
        let why_not = exhibit.not_current_for_record(self.bank, self.today);
        Some(ExhibitLine {
            no: exhibit.no.to_string(),
            of: of.map(|no| no.to_string()),
            id,
            title: &exhibit.title,
            current: why_not.is_empty(),
            why_not: why_not.iter().map(ToString::to_string).collect(),
        })
    }
}

impl ExhibitLine<'_> {
    /// `A-01, current`, or why not.
    pub(super) fn shown(&self) -> String {
        let of = self.of.as_ref().map_or_else(String::new, |agreement| format!(" of {agreement}"));
        if self.current {
            format!("{}{of}, current", self.no)
        } else {
            format!("{}{of}, not current: {}", self.no, self.why_not.join("; "))
        }
    }
}
