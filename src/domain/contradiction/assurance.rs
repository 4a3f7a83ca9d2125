//! What shows an answer: audits that are older than the answer says, exhibits that had expired before the answer was given.

use jiff::civil::Date;

use super::on_file::{Given, OnFile};
use super::{BearsOn, Contradiction, ContradictionKind, days};
use crate::domain::day;
use crate::domain::event::ExhibitKind;
use crate::domain::exhibit::{Exhibit, Holding};
use crate::domain::question::Outcome;
use crate::domain::register::RegisterKind;
use crate::domain::standing::Shown;

/// A year, as audits are counted: current on the last of these days (rule R4).
const YEAR_DAYS: u32 = 365;

/// The answer says that an independent assessment is due every year; the last one on record is older. Without a record of one, the
/// register says nothing.
pub(super) fn audit_older_than_cadence(file: &OnFile<'_>) -> Vec<Contradiction> {
    let Some(given) = file.answer_is("assur.annual_independent", "yes") else { return Vec::new() };
    let independent = file
        .in_force(RegisterKind::Audits)
        .filter(|audit| audit.word("side") == Some("independent"));
    let last = independent.max_by_key(|audit| audit.date("on"));
    let Some((audit, on)) = last.and_then(|audit| Some((audit, audit.date("on")?))) else {
        return Vec::new();
    };
    if file.day <= day::after(on, YEAR_DAYS) {
        return Vec::new();
    }
    vec![Contradiction {
        kind: ContradictionKind::AuditOlderThanCadence,
        bears_on: BearsOn::Answer,
        facts: vec![file.answer_fact(&given), file.record_fact(audit, &["on", "side", "by"])],
        meaning: format!(
            "The answer speaks of an independent assessment every year; the last one on record is {} old.",
            days(on, file.day)
        ),
        to_do: "Ask the vendor for its latest report and record it. If there is none, hold the vendor to the clause in writing, and say so in the answer."
            .to_owned(),
    }]
}

/// A met answer of which every exhibit that is linked, and neither withdrawn nor superseded, had expired before it was given or last
/// confirmed.
pub(super) fn exhibit_expired_before(file: &OnFile<'_>) -> Vec<Contradiction> {
    file.standings
        .iter()
        .filter_map(|stand| {
            let given = Given { stand, answer: stand.answer.filter(|_| stand.asked.is_asked())? };
            stand.judgment().filter(|judgment| judgment.outcome == Outcome::Met)?;
            let shown = stand.exhibits.iter().map(|shown: &Shown<'_>| shown.exhibit);
            let shown: Vec<&Exhibit> = shown.filter(|exhibit| counts(exhibit)).collect();
            // Finding the day of an instant takes a while, and most exhibits are not over even today.
            let over_today = |exhibit: &&Exhibit| last_day_passed(exhibit, file.day);
            if shown.is_empty() || !shown.iter().all(over_today) {
                return None;
            }
            let on = file.organization.zones.day_of(given.answer.last_at());
            let all_over = shown.iter().all(|exhibit| last_day_passed(exhibit, on));
            all_over.then(|| expired(file, &given, &shown, on))
        })
        .collect()
}

const fn counts(exhibit: &Exhibit) -> bool {
    let held = matches!(exhibit.holding, Holding::Vault { .. });
    held && exhibit.withdrawn.is_none() && exhibit.superseded_by.is_none()
}

/// Whether an exhibit is over on a day: the cover of a policy ends on the day that it names (rule R4).
fn last_day_passed(exhibit: &Exhibit, on: Date) -> bool {
    exhibit.dates.expires.is_some_and(|last| match exhibit.kind {
        ExhibitKind::Insurance => on >= last,
        _ => on > last,
    })
}

fn expired(file: &OnFile<'_>, given: &Given<'_>, exhibits: &[&Exhibit], on: Date) -> Contradiction {
    let of_exhibit = |exhibit: &&Exhibit| {
        let until = exhibit.dates.expires.map(|last| match exhibit.kind {
            ExhibitKind::Insurance => format!("; no cover from {last}"),
            _ => format!("; last day {last}"),
        });
        let says = format!("{}{}", exhibit.title, until.unwrap_or_default());
        file.exhibit_fact(exhibit, says)
    };
    let mut facts = vec![file.answer_fact(given)];
    facts.extend(exhibits.iter().map(of_exhibit));
    Contradiction {
        kind: ContradictionKind::ExhibitExpiredBefore,
        bears_on: BearsOn::Answer,
        facts,
        meaning: format!(
            "The answer of {on} is met, and every exhibit linked to it was over by then, so none of them shows it as it was answered."
        ),
        to_do: "Take the current document and link it, or answer again as things are.".to_owned(),
    }
}
