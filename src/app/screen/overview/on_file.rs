//! What is on file of a vendor: agreements and insurance in force, its exhibits, its reassessment, sign-off and legal hold.

use super::{Part, Row, first};
use crate::app::screen::Destination;
use crate::app::screen::cycle::reassessment;
use crate::app::screen::evidence::{copy_state, is_bad};
use crate::app::state::Store;
use crate::app::words::{Tone, many};
use crate::domain::dossier::Dossier;
use crate::domain::exhibit::Exhibit;
use crate::domain::register::{Record, RegisterKind};
use crate::domain::summary::Summary;

/// Agreements and insurance that hold today, each with its end.
pub(super) fn in_force(store: &Store, dossier: &Dossier) -> Vec<Row> {
    let of = |register: RegisterKind| {
        let holding = dossier.registers.in_force(register, store.today);
        let rows: Vec<Row> = holding.map(holds).collect();
        if rows.is_empty() {
            let none = format!("No {} is in force", register.one());
            let row = Row::new(Part::InForce, none, Destination::Registers);
            return vec![row.toned(Tone::Part)];
        }
        first(rows, Part::InForce, Destination::Registers).collect()
    };
    let mut rows = of(RegisterKind::Agreements);
    rows.extend(of(RegisterKind::Insurance));
    rows
}

fn holds(record: &Record) -> Row {
    let end = record.last_day();
    let end = end.map_or_else(|| "no end on file".to_owned(), |day| format!("last day {day}"));
    let words = format!("{} {}: {end}", record.no, record.label());
    Row::new(Part::InForce, words, Destination::Record(record.no))
}

/// How many exhibits are on file, and those that are damaged, missing or not current.
pub(super) fn exhibits(store: &Store, dossier: &Dossier) -> Vec<Row> {
    let on_file = || dossier.exhibits.values().filter(|one| one.withdrawn.is_none());
    let count = many(on_file().count(), "exhibit");
    let mut rows =
        vec![Row::new(Part::Exhibits, format!("{count} on file"), Destination::Evidence)];
    let wrong = on_file().filter_map(|one| {
        let why = if is_bad(one) { copy_state(one).to_owned() } else { not_current(store, one)? };
        let words = format!("{} {}: {why}", one.no, one.title);
        let tone = if is_bad(one) { Tone::Unmet } else { Tone::Part };
        Some(Row::new(Part::Exhibits, words, Destination::Exhibit(one.no)).toned(tone))
    });
    rows.extend(first(wrong.collect(), Part::Exhibits, Destination::Evidence));
    rows
}

/// Why an exhibit is not current for the first question for which it is not.
fn not_current(store: &Store, one: &Exhibit) -> Option<String> {
    if one.superseded_by.is_some() {
        return None;
    }
    one.links.iter().find_map(|link| {
        let question = store.bank.question(&link.question)?;
        let why = one.not_current(question, &store.bank, store.today);
        let why: Vec<String> = why.iter().map(ToString::to_string).collect();
        (!why.is_empty()).then(|| format!("not current for {}: {}", question.id, why.join("; ")))
    })
}

/// Reassessment, sign-off, legal hold.
pub(super) fn course(store: &Store, summary: &Summary) -> Vec<Row> {
    let row = |words: String, to| Row::new(Part::Course, words, to);
    let due = reassessment(store, summary);
    let mut rows = vec![match due {
        Some((tone, words)) => row(words, Destination::Cycle).toned(tone),
        None => row("No reassessment is due".to_owned(), Destination::Cycle),
    }];
    let signed = summary.sign_off.map(|signed| signed.to_string());
    let signed =
        signed.unwrap_or_else(|| "Nobody has signed off: the report is a draft".to_owned());
    rows.push(row(signed, Destination::Report));
    let hold = |matter: &String| {
        row(
            format!("Legal hold: {matter}; everything is kept"),
            Destination::History(Box::default()),
        )
    };
    rows.extend(summary.holds.iter().map(hold));
    if summary.withheld > 0 {
        let words = format!("{} withheld", many(summary.withheld, "text"));
        rows.push(row(words, Destination::History(Box::default())));
    }
    rows
}
