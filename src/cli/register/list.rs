//! `register list` and `register show`. A register that is known to be empty and one that nobody looked at never read alike.

use jiff::civil::Date;
use serde::Serialize;

use super::line::{Line, Stamp, Teller};
use crate::cli::later::{self, Ask};
use crate::cli::output::{Align, Cell, Output, Table, Tint};
use crate::cli::typed;
use crate::desk::Desk;
use crate::domain::id::VendorId;
use crate::domain::later::{Later, What};
use crate::domain::register::force::Force;
use crate::domain::register::{RecordNo, RegisterKind};
use crate::domain::retention;
use crate::problem::Problem;

#[derive(Serialize)]
struct Document<'a> {
    day: Date,
    vendor: VendorId,
    registers: Vec<Listed<'a>>,
    /// What was recorded after the past day that is looked at; in no figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<Vec<Later>>,
}

/// One register of a vendor.
#[derive(Serialize)]
struct Listed<'a> {
    register: RegisterKind,
    title: &'static str,
    /// `records`, `none` (it is known that there are none) or `nothing_recorded` (nobody looked).
    holds: &'static str,
    /// Who recorded that there are none.
    none: Option<Stamp<'a>>,
    records: Vec<Line<'a>>,
}

pub(super) fn run(
    desk: &mut Desk,
    vendor: &str,
    kind: Option<RegisterKind>,
    later: Ask,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    let wanted = |one: &Later| match one.what {
        What::Record { register, .. } => kind.is_none_or(|kind| kind == register),
        _ => false,
    };
    let later = later.of(desk, &dossier, wanted)?;
    let teller = Teller::new(desk, &dossier);
    let kinds = RegisterKind::ALL.iter().filter(|one| kind.is_none_or(|kind| kind == **one));
    let document = Document {
        day: teller.today,
        vendor: dossier.id,
        registers: kinds.map(|kind| register(&teller, *kind)).collect(),
        later,
    };
    out.result("register-list", &document, |out| {
        out.heading(&format!("{}: registers, {}", dossier.name, document.day));
        for register in &document.registers {
            out.blank();
            print(register, out);
        }
        if document.registers.iter().any(|register| register.holds == "nothing_recorded") {
            out.blank();
            hint(kind, &dossier.slug, out);
        }
        later::print(document.later.as_deref(), out);
    });
    Ok(())
}

fn register<'a>(teller: &Teller<'a>, kind: RegisterKind) -> Listed<'a> {
    let registers = &teller.dossier.registers;
    let records: Vec<Line<'_>> = registers.of(kind).map(|record| teller.line(record)).collect();
    let none = registers.known_empty(kind).map(|written| teller.stamp(written));
    let holds = match (&none, records.as_slice()) {
        (Some(_), _) => "none",
        (None, []) => "nothing_recorded",
        (None, _) => "records",
    };
    Listed { register: kind, title: kind.title(), holds, none, records }
}

fn print(register: &Listed<'_>, out: &mut Output<'_>) {
    out.heading(register.title);
    if let Some(none) = &register.none {
        out.text(0, &format!("There are none: recorded by {}.", none.shown()));
    }
    if !register.records.is_empty() {
        out.table(&table(&register.records));
    } else if register.none.is_none() {
        out.line("Nothing recorded.");
    }
}

/// What "nothing recorded" means, and what to do about it.
fn hint(kind: Option<RegisterKind>, slug: &str, out: &mut Output<'_>) {
    out.text(0, "Where nothing is recorded, it is not known whether there is anything.");
    let add = kind.map_or_else(
        || format!("proofbook register add {slug} KIND FIELD=VALUE..."),
        |kind| adding(kind, slug),
    );
    let kind = kind.map_or("KIND", RegisterKind::word);
    out.line(&format!("  There is one:    {add}"));
    out.line(&format!("  There are none:  proofbook register none {slug} {kind}"));
}

/// What is typed to record the first of a register, with the fields that it must have.
fn adding(kind: RegisterKind, slug: &str) -> String {
    let given: Vec<String> = kind.required().iter().map(|name| format!("{name}=...")).collect();
    format!("proofbook register add {slug} {} {}", typed::one(kind), given.join(" "))
}

fn table(records: &[Line<'_>]) -> Table {
    let mut table = Table::new([
        ("No.", Align::Left),
        ("What", Align::Wrapped),
        ("How it stands", Align::Wrapped),
        ("Exhibits", Align::Wrapped),
        ("Recorded", Align::Wrapped),
    ]);
    for record in records {
        table.row([
            (&record.no).into(),
            (&record.label).into(),
            stands(record),
            exhibits(record),
            recorded(record),
        ]);
    }
    table
}

fn stands(record: &Line<'_>) -> Cell {
    let tint = if record.force == Force::InForce { Tint::Good } else { Tint::Short };
    let words = match record.set_aside {
        Some(reason) => format!("{}: {reason}", record.stands),
        None => record.stands.clone(),
    };
    Cell::tinted(tint, words)
}

fn exhibits(record: &Line<'_>) -> Cell {
    let mut shown = record.exhibits.iter().map(super::line::ExhibitLine::shown);
    let Some(first) = shown.next() else {
        return Cell::tinted(Tint::Short, "none on file");
    };
    let tint =
        if record.exhibits.iter().any(|one| one.current) { Tint::Plain } else { Tint::Short };
    shown.fold(Cell::tinted(tint, first), Cell::and)
}

fn recorded(record: &Line<'_>) -> Cell {
    let first = Cell::from(record.recorded.shown());
    match &record.changed {
        Some(changed) => first.and(format!("changed: {}", changed.shown())),
        None => first,
    }
}

/// Width of the labels of one record.
const WIDTH: usize = 24;

/// Prints one record with everything that it says; an agreement with its clauses.
pub(super) fn show(
    desk: &mut Desk,
    vendor: &str,
    no: RecordNo,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    #[derive(Serialize)]
    struct Document<'a> {
        day: Date,
        vendor: VendorId,
        record: Line<'a>,
        /// The earliest day under the six-year rule, of an agreement or policy; none, while no day can be named.
        keep_until: Option<Date>,
        /// The same in words.
        keep: Option<String>,
        /// The numbers of an agreement's clauses.
        clauses: Vec<String>,
    }
    let dossier = typed::dossier(desk, vendor)?;
    let teller = Teller::new(desk, &dossier);
    let registers = &dossier.registers;
    let Some(record) = registers.numbered(no) else {
        let known: Vec<String> = registers.iter().map(|one| one.no.to_string()).collect();
        return Err(Problem::wrong_use(format!("there is no {no} of {}", dossier.name))
            .did_you_mean(&no.to_string(), known.iter().map(String::as_str))
            .next(format!("see them all: proofbook register list {}", dossier.slug)));
    };
    let stands_in = |clause: &&crate::domain::register::Record| {
        registers.agreement_of(clause).is_some_and(|one| one.id == record.id)
    };
    let clauses: Vec<_> = registers.of(RegisterKind::Clauses).filter(stands_in).collect();
    let zones = &desk.organization().zones;
    let keep = retention::of_record(record, &dossier, zones, teller.today);
    let document = Document {
        day: teller.today,
        vendor: dossier.id,
        record: teller.line(record),
        keep_until: keep.as_ref().and_then(retention::Keep::day),
        keep: keep.map(|keep| keep.to_string()),
        clauses: clauses.iter().map(|clause| clause.no.to_string()).collect(),
    };
    out.result("register-record", &document, |out| {
        let line = &document.record;
        out.heading(&format!("{} {}", line.no, line.label));
        out.labeled("Register", WIDTH, no.register.title());
        out.labeled(&format!("On {}", document.day), WIDTH, &line.stands);
        for (title, words) in registers.facts(record) {
            out.labeled(&title, WIDTH, &words);
        }
        if let Some(old) = &line.supersedes {
            out.labeled("Supersedes", WIDTH, old);
        }
        if let Some(last) = line.ends {
            out.labeled("Last day", WIDTH, &last.to_string());
        }
        for clause in &clauses {
            out.labeled("Clause", WIDTH, &format!("{} {}", clause.no, clause.label()));
        }
        for exhibit in &line.exhibits {
            out.labeled("Exhibit", WIDTH, &format!("{}; {}", exhibit.shown(), exhibit.title));
        }
        if line.exhibits.is_empty() {
            out.labeled("Exhibit", WIDTH, "none: nothing on file shows it");
        }
        if let Some(keep) = &document.keep {
            out.labeled("Retention", WIDTH, keep);
        }
        out.labeled("Recorded", WIDTH, &line.recorded.shown());
        if let Some(changed) = &line.changed {
            out.labeled("Last changed", WIDTH, &changed.shown());
        }
    });
    Ok(())
}
