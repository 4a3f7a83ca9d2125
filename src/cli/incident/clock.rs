//! `incident show --clock`: one clock whole - the rule in words, how its day was found, what is assumed, what its jurisdiction asks beside it.

use jiff::civil::Date;
use serde::Serialize;

use super::board::{by_when, cited, leaves, sent};
use super::line::{CAUTION, ClockLine};
use super::rules::{JurisdictionLine, print_jurisdiction};
use crate::cli::output::{Output, Tint};
use crate::domain::clock::rule::ClockId;
use crate::domain::clock::{Board, Clock};
use crate::domain::id::VendorId;
use crate::problem::Problem;

/// Width of the labels.
pub(super) const WIDTH: usize = 16;

#[derive(Serialize)]
struct Document<'a> {
    day: Date,
    vendor: VendorId,
    slug: &'a str,
    incident: String,
    clock: ClockLine<'a>,
    jurisdiction: Option<JurisdictionLine<'a>>,
    caution: &'static str,
}

pub(super) fn show(board: &Board<'_>, id: &ClockId, out: &mut Output<'_>) -> Result<(), Problem> {
    let clock = board.clock(id).ok_or_else(|| super::no_such_clock(board, id))?;
    let dossier = board.incident.dossier;
    let jurisdiction = board.rules.jurisdiction(id);
    let document = Document {
        day: board.today,
        vendor: dossier.id,
        slug: &dossier.slug,
        incident: board.incident.no.to_string(),
        clock: ClockLine::of(board, clock),
        jurisdiction: jurisdiction.map(JurisdictionLine::from),
        caution: CAUTION,
    };
    out.result("incident-clock", &document, |out| {
        let (name, no) = (&dossier.name, board.incident.no);
        let title = format!("{name}: {no} {}, {}", clock.rule.title, board.today);
        out.tinted_text(Tint::Heading, &title);
        print(board, clock, out);
        if let Some(jurisdiction) = jurisdiction {
            out.blank();
            print_jurisdiction(jurisdiction, out);
        }
        out.blank();
        out.text(0, CAUTION);
    });
    Ok(())
}

fn print(board: &Board<'_>, clock: &Clock<'_>, out: &mut Output<'_>) {
    let rule = &clock.rule;
    out.labeled("Clock", WIDTH, rule.id.as_str());
    out.labeled("How it stands", WIDTH, clock.state.title());
    out.labeled("By when", WIDTH, &by_when(board, clock));
    if let Some(words) = board.weekend_words(clock) {
        out.labeled("", WIDTH, &words);
    }
    if let Some(sent) = sent(board, clock) {
        out.labeled("Notice", WIDTH, &sent);
    }
    if let Some(words) = leaves(board, clock) {
        out.labeled("", WIDTH, &words);
    }
    super::rules::print_rule(rule, &cited(clock), out);
    for (number, step) in (1..).zip(clock.derivation()) {
        let label = if number == 1 { "Found so" } else { "" };
        out.labeled(label, WIDTH, &format!("{number}. {step}"));
    }
    for (number, assumed) in (1..).zip(&clock.assuming) {
        let label = if number == 1 { "Assuming" } else { "" };
        out.labeled(label, WIDTH, &assumed.words());
    }
}
