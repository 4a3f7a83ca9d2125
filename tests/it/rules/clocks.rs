//! Clocks of incidents (rules, section 15): the fact base's own vectors, read from files; what each unknown fact does; and what holds of
//! any incident whatever.

mod edges;
mod finer;
mod moved;
mod properties;
mod table;
mod vectors;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use proofbook::domain::bank::Bank;
use proofbook::domain::clock::rule::ClockId;
use proofbook::domain::clock::{Board, Clock, Incident};
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{ClockSent, OrganizationSet, RecordSet};
use proofbook::domain::id::RecordId;
use proofbook::domain::organization::{Organization, PROFILE};
use proofbook::domain::register::RegisterKind;
use proofbook::domain::value::Value;
use uuid::Uuid;

use super::making::{Journal, day, organization, vendor};

/// After everything that these tests record.
const TODAY: &str = "2029-12-31";

fn shipped() -> Arc<Bank> {
    static BANK: LazyLock<Arc<Bank>> =
        LazyLock::new(|| proofbook::questionnaires::builtin::bank().unwrap());
    BANK.clone()
}

const fn incident_id() -> RecordId {
    RecordId(Uuid::from_u128(0x1C01))
}

/// An incident with what is known of it, as a person types it.
#[derive(Clone, Debug)]
struct Facts {
    vendor: Journal,
    organization: Journal,
}

fn facts<'f>(typed: impl IntoIterator<Item = (&'f str, &'f str)>) -> Facts {
    let fields = read(RegisterKind::Incidents, typed);
    Facts { vendor: vendor().recorded(incident(fields)), organization: organization() }
}

fn read<'f>(
    register: RegisterKind,
    typed: impl IntoIterator<Item = (&'f str, &'f str)>,
) -> BTreeMap<String, Value> {
    let value = |(name, typed): (&str, &str)| {
        let field = register.field(name).unwrap_or_else(|| panic!("no field {name}"));
        let value = field.read(typed, day(TODAY)).unwrap_or_else(|refused| panic!("{refused:?}"));
        (name.to_owned(), value.unwrap())
    };
    typed.into_iter().map(value).collect()
}

fn incident(fields: BTreeMap<String, Value>) -> RecordSet {
    record(RegisterKind::Incidents, incident_id(), fields)
}

fn record(register: RegisterKind, record: RecordId, fields: BTreeMap<String, Value>) -> RecordSet {
    let register = register.word().to_owned();
    RecordSet { register, record, fields, exhibits: Vec::new(), supersedes: None, ends: None }
}

impl Facts {
    fn sent(self, clock: &str, on: &str) -> Self {
        let sent = ClockSent {
            incident: incident_id(),
            clock: clock.to_owned(),
            on: day(on),
            exhibit: None,
        };
        Self { vendor: self.vendor.recorded(sent), ..self }
    }

    fn ours(self, fact: &str, typed: &str) -> Self {
        let field = PROFILE.iter().find(|field| field.name == fact).unwrap();
        let value = field.read(typed, day(TODAY)).unwrap().unwrap();
        let set = OrganizationSet { field: fact.to_owned(), value };
        Self { organization: self.organization.recorded(set), ..self }
    }

    fn clause(self, typed: &[(&str, &str)]) -> Self {
        let agreement = RecordId(Uuid::from_u128(0xA6));
        let of = read(RegisterKind::Agreements, [("kind", "baa"), ("effective", "2019-02-01")]);
        let mut clause = read(RegisterKind::Clauses, typed.iter().copied());
        clause.insert("agreement".to_owned(), Value::word(agreement.to_string()));
        let vendor = self
            .vendor
            .recorded(record(RegisterKind::Agreements, agreement, of))
            .recorded(record(RegisterKind::Clauses, RecordId(Uuid::from_u128(0xC1)), clause));
        Self { vendor, ..self }
    }

    fn on_file(&self) -> OnFile {
        OnFile { dossier: self.vendor.dossier(), organization: self.organization.organization() }
    }
}

/// The record that a board is made of.
struct OnFile {
    dossier: Dossier,
    organization: Organization,
}

impl OnFile {
    fn incident(&self) -> Incident<'_> {
        let record = self.dossier.registers.get(incident_id()).unwrap();
        Incident::of(record, &self.dossier, &self.organization)
    }

    /// Long after every day.
    fn board<'a>(&'a self, bank: &'a Bank) -> Board<'a> {
        self.board_on(bank, day(TODAY))
    }

    /// Before every day, so that none has passed unsent.
    fn board_in_time<'a>(&'a self, bank: &'a Bank) -> Board<'a> {
        self.board_on(bank, day("2013-10-22"))
    }

    fn board_on<'a>(&'a self, bank: &'a Bank, today: Date) -> Board<'a> {
        Board::of(self.incident(), &bank.clocks, today)
    }
}

/// The clock of that id, which must be there.
fn clock<'b, 'a>(board: &'b Board<'a>, id: &str) -> &'b Clock<'a> {
    board.clock(&ClockId::from(id)).unwrap_or_else(|| panic!("no clock {id}"))
}

/// The last day of a clock, or instant, in words.
fn due(board: &Board<'_>, id: &str) -> Option<String> {
    clock(board, id).due().map(|due| due.to_string())
}
