//! `incident list`: the incidents, each with its next clock and how the others stand.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::board::{counted, counts};
use super::line::{CAUTION, Head};
use crate::cli::output::{Output, Tint};
use crate::cli::typed;
use crate::desk::Desk;
use crate::domain::clock::rule::ClockId;
use crate::domain::clock::{Board, State};
use crate::domain::day;
use crate::domain::dossier::Dossier;
use crate::domain::id::VendorId;
use crate::domain::register::RegisterKind;
use crate::problem::Problem;
use crate::text::many;

#[derive(Serialize)]
struct Document<'a> {
    day: Date,
    incidents: Vec<Line<'a>>,
    caution: &'static str,
}

#[derive(Serialize)]
struct Line<'a> {
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    #[serde(flatten)]
    head: Head<'a>,
    counts: BTreeMap<&'static str, usize>,
    next: Option<Next<'a>>,
    #[serde(skip)]
    counted: String,
    #[serde(skip)]
    late: bool,
}

#[derive(Serialize)]
struct Next<'a> {
    clock: &'a ClockId,
    title: &'a str,
    due: Option<Date>,
    by_when: String,
}

pub(super) fn run(
    desk: &mut Desk,
    vendor: Option<&str>,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    desk.store()?;
    let dossiers = match vendor {
        Some(vendor) => vec![typed::dossier(desk, vendor)?],
        None => typed::dossiers(desk)?,
    };
    let boards: Vec<Board<'_>> =
        dossiers.iter().flat_map(|dossier| boards(desk, dossier)).collect();
    let document = Document {
        day: desk.today(),
        incidents: boards.iter().map(line).collect(),
        caution: CAUTION,
    };
    out.result("incident-list", &document, |out| {
        let count = many(document.incidents.len(), "incident");
        match dossiers.as_slice() {
            [one] if vendor.is_some() => {
                out.heading(&format!("{}: {count}, {}", one.name, document.day));
            }
            _ => out.heading(&format!("{count}, {}", document.day)),
        }
        if document.incidents.is_empty() {
            out.text(0, "Where none is recorded, it is not known whether there was any.");
        }
        for line in &document.incidents {
            out.blank();
            print(line, document.day, vendor.is_none(), out);
        }
        if !document.incidents.is_empty() {
            out.blank();
            out.text(0, CAUTION);
        }
    });
    Ok(())
}

fn boards<'a>(desk: &'a Desk, dossier: &'a Dossier) -> impl Iterator<Item = Board<'a>> {
    let incidents = dossier.registers.of(RegisterKind::Incidents);
    incidents.map(move |record| super::board_of(desk, dossier, record))
}

fn line<'a>(board: &'a Board<'_>) -> Line<'a> {
    let dossier = board.incident.dossier;
    let head = Head::of(board);
    let counts_for_us = head.set_aside.is_none();
    let next = board.next().filter(|_| counts_for_us);
    Line {
        vendor: dossier.id,
        slug: &dossier.slug,
        name: &dossier.name,
        counts: if counts_for_us { counts(board) } else { BTreeMap::new() },
        next: next.map(|clock| Next {
            clock: &clock.rule.id,
            title: &clock.rule.title,
            due: clock.due().map(|due| due.day),
            by_when: clock.by_when(),
        }),
        counted: counted(board),
        late: counts_for_us && board.count(State::Late) > 0,
        head,
    }
}

fn print(line: &Line<'_>, today: Date, of_all: bool, out: &mut Output<'_>) {
    let whose = if of_all { format!("{}: ", line.name) } else { String::new() };
    let tint = if line.late { Tint::Grave } else { Tint::Heading };
    let what = line.head.what.lines().next().unwrap_or_default();
    out.tinted_text(tint, &format!("{whose}{} {what}", line.head.no));
    if let Some(reason) = line.head.set_aside {
        out.text(2, &format!("Set aside, so it counts nowhere: {reason}"));
        return;
    }
    out.text(2, &format!("Clocks: {}", line.counted));
    if let Some(next) = &line.next {
        let left = next.due.map(|due| format!(", {}", day::until(today, due)));
        let left = left.unwrap_or_default();
        out.text(2, &format!("Next: {}, {}{left}", next.title, next.by_when));
    }
    out.text(2, &format!("proofbook incident show {} {}", line.slug, line.head.no));
}
