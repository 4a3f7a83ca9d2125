//! Agreements: PHI that was disclosed while none held, an entity that is not ours, clauses in force that set different values.

use jiff::civil::Date;

use super::on_file::{Given, OnFile};
use super::{BearsOn, Contradiction, ContradictionKind, days};
use crate::domain::register::fields::SUBJECTS;
use crate::domain::register::{Record, RegisterKind};
use crate::domain::value::Reply;
use crate::text::same_name;

const DISCLOSED: &str = "phi_first_disclosed";

/// PHI was first disclosed on a day on which no business associate agreement on file held. Nothing while the day, or every agreement, is
/// not recorded; without records, the answered day of the agreement in force speaks where the answers say that it came first.
pub(super) fn phi_before_agreement(file: &OnFile<'_>) -> Vec<Contradiction> {
    let Some(disclosed) = file.profile_day(DISCLOSED) else { return Vec::new() };
    let agreements: Vec<&Record> = file
        .records(RegisterKind::Agreements)
        .filter(|one| file.registers().is_business_associate_agreement(one))
        .collect();
    let mut facts: Vec<_> = file.profile_fact(DISCLOSED).into_iter().collect();
    let meaning = if agreements.is_empty() {
        let answered = file.answer("baa.effective_date");
        let Some((given, from)) = answered.and_then(|given| {
            let kept = file.answer_is("baa.before_phi", "yes").is_some();
            Some((given, answered_day(&given)?)).filter(|(_, from)| kept && *from > disclosed)
        }) else {
            return Vec::new();
        };
        facts.push(file.answer_fact(&given));
        format!(
            "The agreement that is answered for is in force from {from}, {} after the first disclosure; no earlier one is on file.",
            days(disclosed, from)
        )
    } else {
        let held = |one: &&Record| file.registers().held_signed(one, disclosed);
        if agreements.iter().any(held) {
            return Vec::new();
        }
        let later = agreements.iter().filter_map(|one| Some((begins(one)?, *one)));
        if let Some((from, first)) =
            later.filter(|(from, _)| *from > disclosed).min_by_key(|one| one.0)
        {
            facts.push(file.record_fact(first, &["effective", "signed"]));
            format!(
                "No business associate agreement on file was effective and signed on the day of the first disclosure; the next one was from {from}, \
                 {} later.",
                days(disclosed, from)
            )
        } else {
            let Some(last) = agreements.iter().max_by_key(|one| one.over()) else {
                return Vec::new();
            };
            facts.push(file.record_fact(last, &["expires"]));
            "No business associate agreement on file was in force on the day of the first disclosure.".to_owned()
        }
    };
    facts.extend(file.answer("baa.before_phi").map(|given| file.answer_fact(&given)));
    vec![Contradiction {
        kind: ContradictionKind::PhiBeforeAgreement,
        bears_on: BearsOn::Law,
        facts,
        meaning,
        to_do: "Look for an earlier agreement and record it, or correct the day if it is wrong. If there was none, let the answer to \
                baa.before_phi say so, and ask counsel what follows for those days (45 CFR 164.502(e))."
            .to_owned(),
    }]
}

/// The first day on which it was both effective and signed.
fn begins(agreement: &Record) -> Option<Date> {
    agreement
        .start()
        .map(|start| agreement.date("signed").map_or(start, |signed| signed.max(start)))
}

fn answered_day(given: &Given<'_>) -> Option<Date> {
    match &given.answer.reply {
        Reply::Value(value) => value.date(),
        Reply::State(_) => None,
    }
}

/// A policy or agreement in force names an entity that is none of ours. Nothing while our names are not recorded.
pub(super) fn entity_not_ours(file: &OnFile<'_>) -> Vec<Contradiction> {
    let ours = file.organization.legal_names();
    let Some(names) = file.our_names_fact() else { return Vec::new() };
    let registers = [(RegisterKind::Agreements, "parties"), (RegisterKind::Insurance, "entity")];
    let papers = registers.into_iter().flat_map(|(register, field)| {
        let named = file
            .in_force(register)
            .filter_map(move |record| Some((record, field, record.word(field)?)));
        named.collect::<Vec<_>>()
    });
    papers
        .filter(|(_, _, entity)| !ours.iter().any(|name| same_name(name, entity)))
        .map(|(record, field, entity)| Contradiction {
            kind: ContradictionKind::EntityNotOurs,
            bears_on: BearsOn::Protection,
            facts: vec![file.record_fact(record, &[field]), names.clone()],
            meaning: format!(
                "The {} names {entity}, which is not one of our legal names on file. What it promises may not be promised to us.",
                record.no.register.one()
            ),
            to_do: match record.no.register {
                RegisterKind::Insurance => {
                    "Compare the endorsement. If the name is ours, add it to our affiliates; else ask the vendor for an endorsement that names us."
                }
                _ => "Compare the signature page. If the name is ours, add it to our affiliates; else ask counsel for an amendment that names us.",
            }
            .to_owned(),
        })
        .collect()
}

/// Clauses in force on one subject that set different values. Sums are compared between agreements only: within one, two sums are as a
/// rule two things, such as a limit per claim and one in all. Hours of notice are compared with the answers, elsewhere.
pub(super) fn clauses_differ(file: &OnFile<'_>) -> Vec<Contradiction> {
    let subjects = SUBJECTS.iter().filter(|(subject, _)| *subject != "other");
    let pairs = subjects.flat_map(|(subject, title)| {
        ["hours", "days", "amount"].into_iter().map(move |field| (*subject, *title, field))
    });
    pairs
        .filter(|(subject, _, field)| !(*subject == "notice" && *field != "amount"))
        .filter_map(|(subject, title, field)| {
            let clauses: Vec<&Record> = file
                .in_force(RegisterKind::Clauses)
                .filter(|one| one.word("subject") == Some(subject) && one.value(field).is_some())
                .collect();
            let differ = |one: &&Record, other: &&Record| {
                one.value(field) != other.value(field)
                    && (field != "amount" || one.word("agreement") != other.word("agreement"))
            };
            let collides = |one: &&&Record| clauses.iter().any(|other| differ(one, other));
            let facts: Vec<_> = clauses
                .iter()
                .filter(collides)
                .map(|clause| file.clause_fact(clause, &[field]))
                .collect();
            (!facts.is_empty()).then(|| Contradiction {
                kind: ContradictionKind::ClausesDiffer,
                bears_on: BearsOn::Papers,
                facts,
                meaning: format!(
                    "Clauses on \u{201C}{title}\u{201D} that are in force on this day set different values; the record does not say which holds."
                ),
                to_do: "Read both. If one replaced the other, record that it supersedes it, or end the older agreement; if both stand, ask counsel \
                        which prevails."
                    .to_owned(),
            })
        })
        .collect()
}
