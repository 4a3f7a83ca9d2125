//! Ids and aliases that are taken twice, and questionnaires: what they hold, in which order.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::QuestionId;
use crate::domain::vendor::Tier;
use crate::questionnaires::parse::{Ordered, Sources};
use crate::questionnaires::{Finding, Place};

/// Ids taken twice; the bank's own facts missing or given twice.
pub(super) fn check(sources: &Sources, findings: &mut Vec<Finding>) {
    let mut taken: BTreeMap<&str, Place> = BTreeMap::new();
    for asked in &sources.questions {
        let aliases = asked.question.aliases.iter().map(|alias| (alias, asked.at("aliases")));
        for (id, place) in std::iter::once((&asked.question.id, asked.at("id"))).chain(aliases) {
            match taken.get(id.as_str()) {
                Some(first) => findings.push(Finding::error(
                    place,
                    format!("the id '{id}' is already taken at {first}"),
                )),
                None => {
                    taken.insert(id.as_str(), place);
                }
            }
        }
    }
    let mut named: BTreeMap<&str, &Place> = BTreeMap::new();
    for ordered in &sources.questionnaires {
        let id = ordered.questionnaire.id.as_str();
        if let Some(first) = named.insert(id, &ordered.id) {
            let problem = format!("a questionnaire '{id}' is already at {first}");
            findings.push(Finding::error(ordered.id.clone(), problem));
        }
    }
    for (_, place) in sources.facts.iter().skip(1) {
        let problem = "the facts about the bank are given twice; one file holds them";
        findings.push(Finding::error(place.clone(), problem));
    }
}

/// Questions that a questionnaire names wrongly, twice, or before what their conditions rest on; questions that none asks.
pub(super) fn check_questionnaires(sources: &Sources, findings: &mut Vec<Finding>) {
    for ordered in &sources.questionnaires {
        check_order(sources, ordered, findings);
        check_handed_on(sources, ordered, findings);
    }
    if sources.questionnaires.is_empty() {
        return;
    }
    for asked in &sources.questions {
        let named = |(id, _): &(QuestionId, Place)| asked.question.is_called(id.as_str());
        if !sources.questionnaires.iter().any(|ordered| ordered.entries.iter().any(named)) {
            let problem = format!("no questionnaire asks '{}'", asked.question.id);
            findings.push(Finding::note(asked.at("id"), problem));
        }
    }
}

fn check_order(sources: &Sources, ordered: &Ordered, findings: &mut Vec<Finding>) {
    let name = &ordered.questionnaire.id;
    let own = |id: &QuestionId| sources.question(id).map(|asked| &asked.question.id);
    let order: Vec<Option<&QuestionId>> = ordered.entries.iter().map(|(id, _)| own(id)).collect();
    for (index, (given, place)) in ordered.entries.iter().enumerate() {
        let Some(asked) = sources.question(given) else {
            if !sources.broken.contains(given) {
                findings.push(unknown(sources, given, place.clone()));
            }
            continue;
        };
        let id = &asked.question.id;
        let before = order.get(..index).unwrap_or_default();
        if before.contains(&Some(id)) {
            let problem = format!("'{name}' asks '{id}' twice");
            findings.push(Finding::error(place.clone(), problem));
        }
        let condition = asked.question.asked_when.iter();
        for rests_on in condition.flat_map(|condition| condition.questions()).filter_map(own) {
            if !before.contains(&Some(rests_on)) {
                let what = if order.contains(&Some(rests_on)) { "earlier" } else { "too, earlier" };
                let problem = format!(
                    "whether '{id}' is asked rests on '{rests_on}': '{name}' must ask that {what}"
                );
                findings.push(Finding::error(place.clone(), problem));
            }
        }
    }
}

/// Vendors of a tier are handed on once, to a questionnaire that is there, and that asks them its own questions.
fn check_handed_on(sources: &Sources, ordered: &Ordered, findings: &mut Vec<Finding>) {
    let name = &ordered.questionnaire.id;
    let known = || sources.questionnaires.iter().map(|one| one.questionnaire.id.as_str());
    let mut tiers = BTreeSet::new();
    for (instead, place) in ordered.questionnaire.instead.iter().zip(&ordered.handed_on) {
        let ask = instead.ask.as_str();
        let other = sources.questionnaires.iter().find(|one| one.questionnaire.id == *ask);
        let mut wrong = |problem| findings.push(Finding::error(place.clone(), problem));
        for tier in instead.for_tiers.iter().filter(|tier| !tiers.insert(**tier)) {
            wrong(format!("'{name}' says twice what vendors of tier {} are asked", tier.word()));
        }
        match other {
            None => {
                let problem = format!("there is no questionnaire '{ask}'");
                findings.push(Finding::error(place.clone(), problem).nearest(ask, known()));
            }
            Some(_) if ask == name => wrong(format!("'{name}' cannot ask itself instead")),
            Some(other) => {
                let again = |tier: &&Tier| other.questionnaire.instead_for(Some(**tier)).is_some();
                if let Some(tier) = instead.for_tiers.iter().find(again) {
                    let tier = tier.word();
                    let problem = format!(
                        "'{name}' hands vendors of tier {tier} on to '{ask}', which hands them on again"
                    );
                    wrong(problem);
                }
            }
        }
    }
}

/// No question has this id; the nearest one that is known.
pub(super) fn unknown(sources: &Sources, given: &QuestionId, place: Place) -> Finding {
    let known = sources.questions.iter().flat_map(|asked| {
        std::iter::once(&asked.question.id).chain(&asked.question.aliases).map(QuestionId::as_str)
    });
    Finding::error(place, format!("there is no question '{given}'")).nearest(given.as_str(), known)
}
