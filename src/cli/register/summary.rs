//! The registers in a line each, for `status`: how many records, what holds today, or that there are none, or that nobody looked.

use jiff::civil::Date;
use serde::Serialize;

use super::line::Teller;
use crate::cli::output::Output;
use crate::desk::Desk;
use crate::domain::dossier::Dossier;
use crate::domain::register::{Record, RegisterKind};

/// One register in a line.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Summary {
    register: RegisterKind,
    /// `records`, `none` (it is known that there are none) or `nothing_recorded` (nobody looked).
    holds: &'static str,
    records: usize,
    in_force: Vec<String>,
    #[serde(skip)]
    told: String,
}

/// Every register of a vendor in a line.
pub(in crate::cli) fn summaries(desk: &Desk, dossier: &Dossier) -> Vec<Summary> {
    let teller = Teller::new(desk, dossier);
    RegisterKind::ALL.iter().map(|kind| summary(&teller, *kind)).collect()
}

fn summary(teller: &Teller<'_>, register: RegisterKind) -> Summary {
    let registers = &teller.dossier.registers;
    let records = registers.of(register).count();
    let in_force: Vec<&Record> = registers.in_force(register, teller.today).collect();
    let (holds, told) = match registers.known_empty(register) {
        Some(none) => ("none", format!("none, recorded by {}", teller.stamp(none).shown())),
        None if records == 0 => ("nothing_recorded", "nothing recorded".to_owned()),
        None => ("records", counted(register, records, &in_force, teller.today)),
    };
    let in_force = in_force.iter().map(|record| record.no.to_string()).collect();
    Summary { register, holds, records, in_force, told }
}

/// The most records that are named; beyond that their number says enough.
const NAMED: usize = 3;

fn counted(register: RegisterKind, records: usize, in_force: &[&Record], today: Date) -> String {
    let word = crate::domain::register::force::Force::InForce.shown(register);
    if in_force.is_empty() {
        return format!("{records} recorded, none {word} on {today}");
    }
    let mut named: Vec<String> = in_force
        .iter()
        .take(NAMED)
        .map(|record| format!("{} {}", record.no, record.label()))
        .collect();
    if in_force.len() > NAMED {
        named.push("...".to_owned());
    }
    let word = if word == "counts" && in_force.len() != 1 { "count" } else { &word };
    format!("{records} recorded, {} {word}: {}", in_force.len(), named.join("; "))
}

/// Prints them.
pub(in crate::cli) fn print(summaries: &[Summary], width: usize, out: &mut Output<'_>) {
    for summary in summaries {
        out.labeled(summary.register.title(), width, &summary.told);
    }
}
