//! Answers that say otherwise than the records which could answer them (rules, section 11).

use super::on_file::{Given, OnFile};
use super::{BearsOn, Contradiction, ContradictionKind, FactOnFile, FactSource};
use crate::domain::proposal::{Proposed, RecordRule};
use crate::domain::register::RegisterKind;
use crate::domain::standing::{Speaker, Stand};

/// Every answer against its records, but for those of which another finder said more already.
pub(super) fn overruled(file: &OnFile<'_>, found: &[Contradiction]) -> Vec<Contradiction> {
    let said = |stand: &&Stand<'_>| {
        let rule = stand.question.records.as_ref();
        let of_records = |source: &FactSource| match source {
            FactSource::Record(no) => rule.is_some_and(|rule| rule.register() == no.register),
            FactSource::Register(register) => rule.is_some_and(|rule| rule.register() == *register),
            _ => false,
        };
        let answer = FactSource::Answer(stand.question.id.clone());
        found.iter().any(|one| {
            one.facts.iter().any(|fact| fact.source == answer)
                && one.facts.iter().any(|fact| of_records(&fact.source))
        })
    };
    let stands = file.standings.iter().filter(|stand| !said(stand));
    stands.filter_map(|stand| differing(file, stand)).collect()
}

fn differing(file: &OnFile<'_>, stand: &Stand<'_>) -> Option<Contradiction> {
    let proposed = stand.proposed.as_ref().filter(|_| stand.differs_from_records())?;
    let given = Given { stand, answer: stand.answer.filter(|_| stand.asked.is_asked())? };
    let mut facts = vec![file.answer_fact(&given)];
    facts.extend(records(file, stand, proposed));
    if facts.len() < 2 {
        return None;
    }
    let shown = stand.question.kind.shown(&proposed.proposal.reply);
    let which = match stand.saying.as_ref().map(|saying| saying.by) {
        Some(Speaker::Records) => "What the records say came later and counts.",
        _ if given.answer.note.is_some() => "The answer stands, with its note.",
        _ => "The answer stands.",
    };
    Some(Contradiction {
        kind: ContradictionKind::RecordsOverruled,
        bears_on: BearsOn::Answer,
        facts,
        meaning: format!("The records say \u{201c}{shown}\u{201d}. {which}"),
        to_do: "Look at both. Correct the record, or answer as the records show; where the answer is right, its note says why."
            .to_owned(),
    })
}

/// The records that the proposal rests on; where it rests on the lack of one, all of the register, or the word that there are none.
fn records(file: &OnFile<'_>, stand: &Stand<'_>, proposed: &Proposed) -> Vec<FactOnFile> {
    let Some(register) = stand.question.records.as_ref().map(RecordRule::register) else {
        return Vec::new();
    };
    let rests_on = &proposed.proposal.records;
    let records = file.records(register);
    let records = records.filter(|one| rests_on.is_empty() || rests_on.contains(&one.id));
    // Clauses say in their own words what they say; of others all but the label is told.
    let told = |name: &&'static str| *name != "quote" && !register.label_fields().contains(name);
    let fields: Vec<&'static str> =
        register.fields().iter().map(|field| field.name).filter(told).collect();
    let facts: Vec<FactOnFile> = records
        .map(|record| match register {
            RegisterKind::Clauses => {
                file.clause_fact(record, &["hours", "days", "amount", "starts"])
            }
            _ => file.record_fact(record, &fields),
        })
        .collect();
    if facts.is_empty() { file.empty_register_fact(register).into_iter().collect() } else { facts }
}
