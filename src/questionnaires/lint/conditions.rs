//! Conditions that read what is not there, that go in a circle, or that can never hold (rules R7 and R8).

use std::collections::{BTreeMap, BTreeSet};

use super::ids;
use crate::domain::condition::{Condition, ORGANIZATION_FACTS, VENDOR_FACTS};
use crate::domain::id::QuestionId;
use crate::domain::question::{AnswerKind, Outcome};
use crate::questionnaires::Finding;
use crate::questionnaires::parse::{Asked, Sources};

/// Checks every condition of the bank.
pub(super) fn check(sources: &Sources, findings: &mut Vec<Finding>) {
    let mut circles = BTreeSet::new();
    for asked in &sources.questions {
        let Some(condition) = &asked.question.asked_when else { continue };
        let before = findings.len();
        leaves(sources, asked, condition, findings);
        if let Some(circle) = circle(sources, &mut vec![&asked.question.id], condition) {
            let members: BTreeSet<QuestionId> = circle.iter().map(|id| (*id).clone()).collect();
            if circles.insert(members) {
                let path: Vec<&str> = circle.iter().map(|id| id.as_str()).collect();
                let problem = format!("the conditions go in a circle: {}", path.join(" → "));
                findings.push(Finding::error(asked.at("asked_when"), problem));
            }
        } else if before == findings.len() && needs(sources, condition).is_none() {
            let problem = format!(
                "'{}' can never be asked: what its condition and the earlier ones demand cannot all hold",
                asked.question.id
            );
            findings.push(Finding::error(asked.at("asked_when"), problem));
        }
    }
}

/// What each part of a condition reads.
fn leaves(sources: &Sources, asked: &Asked, condition: &Condition, findings: &mut Vec<Finding>) {
    let place = || asked.at("asked_when");
    match condition {
        Condition::All { all: many } | Condition::Any { any: many } => {
            if many.is_empty() {
                findings.push(Finding::error(place(), "a condition over no parts decides nothing"));
            }
            for part in many {
                leaves(sources, asked, part, findings);
            }
        }
        Condition::Answer { question, is } => match sources.question(question) {
            Some(earlier) => answer(asked, earlier, is, findings),
            None if sources.broken.contains(question) => {}
            None => findings.push(ids::unknown(sources, question, place())),
        },
        Condition::Vendor { vendor: fact, is } => {
            fact_is(asked, "a vendor", fact, VENDOR_FACTS, is, findings);
        }
        Condition::Organization { organization: fact, is } => {
            let known = ORGANIZATION_FACTS.map(|fact| (fact, [].as_slice()));
            fact_is(asked, "our organization", fact, &known, is, findings);
        }
    }
}

fn answer(asked: &Asked, earlier: &Asked, is: &[String], findings: &mut Vec<Finding>) {
    let place = || asked.at("asked_when");
    let id = &earlier.question.id;
    if earlier.question.scope != asked.question.scope {
        let (own, other) = (asked.question.scope.word(), earlier.question.scope.word());
        let problem =
            format!("a question of scope {own} cannot rest on '{id}', which is of scope {other}");
        findings.push(Finding::error(place(), problem));
    }
    if is.is_empty() {
        findings.push(Finding::error(place(), format!("'is' names no value of '{id}'")));
    }
    let known = values(&earlier.question.kind);
    for value in is {
        match known.iter().find(|(known, _)| known == value) {
            None => {
                let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
                let accepted = words.join(", ");
                let problem = format!(
                    "'{value}' is no value of '{id}' that a condition reads; those are {accepted}"
                );
                findings.push(Finding::error(place(), problem).nearest(value, words));
            }
            Some((_, Some(Outcome::Unknown))) => {
                let problem = format!(
                    "'{value}' of '{id}' stands as not known, so that this is asked anyway (rule R7)"
                );
                findings.push(Finding::error(place(), problem));
            }
            Some(_) => {}
        }
    }
}

/// The values that a condition can read of an answer, with the outcome where the value alone decides it.
fn values(kind: &AnswerKind) -> Vec<(&str, Option<Outcome>)> {
    let outcome = |value: &str| match kind {
        AnswerKind::Choice { choices } => {
            choices.iter().find(|one| one.value == value).map(|one| one.outcome)
        }
        _ => None,
    };
    let mut known: Vec<(&str, Option<Outcome>)> =
        kind.choices().into_iter().map(|(value, _)| (value, outcome(value))).collect();
    if kind.takes_none() && !known.iter().any(|(value, _)| *value == "none") {
        known.push(("none", None));
    }
    known
}

fn fact_is(
    asked: &Asked,
    of: &str,
    fact: &str,
    known: &[(&str, &[&str])],
    is: &[String],
    findings: &mut Vec<Finding>,
) {
    let place = || asked.at("asked_when");
    let Some((_, values)) = known.iter().find(|(name, _)| *name == fact) else {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let problem =
            format!("the profile of {of} has no fact '{fact}'; it has {}", names.join(", "));
        findings.push(Finding::error(place(), problem).nearest(fact, names));
        return;
    };
    if is.is_empty() {
        findings.push(Finding::error(place(), format!("'is' names no value of '{fact}'")));
    }
    for value in is.iter().filter(|value| !values.is_empty() && !values.contains(&value.as_str())) {
        let problem = format!("'{fact}' is one of {}, and never '{value}'", values.join(", "));
        findings.push(Finding::error(place(), problem).nearest(value, values.iter().copied()));
    }
}

/// The circle that leads back to the first of the path, if one does.
fn circle<'s>(
    sources: &'s Sources,
    path: &mut Vec<&'s QuestionId>,
    condition: &'s Condition,
) -> Option<Vec<&'s QuestionId>> {
    for earlier in condition.questions().into_iter().filter_map(|id| sources.question(id)) {
        let id = &earlier.question.id;
        if path.first() == Some(&id) {
            path.push(id);
            return Some(path.clone());
        }
        if path.contains(&id) {
            continue;
        }
        let Some(condition) = &earlier.question.asked_when else { continue };
        path.push(id);
        if let Some(circle) = circle(sources, path, condition) {
            return Some(circle);
        }
        path.pop();
    }
    None
}

/// What must be answered for a condition to hold, question by question.
type Needs<'s> = BTreeMap<&'s str, BTreeSet<&'s str>>;

/// What a condition needs, with all that must hold for the earlier questions to be asked; `None` where it can never hold.
///
/// Of "any", only what the single possible part needs is kept: so nothing that can hold is ever called dead.
fn needs<'s>(sources: &'s Sources, condition: &'s Condition) -> Option<Needs<'s>> {
    needs_within(sources, condition, sources.questions.len())
}

fn needs_within<'s>(
    sources: &'s Sources,
    condition: &'s Condition,
    depth: usize,
) -> Option<Needs<'s>> {
    match condition {
        Condition::All { all } => all.iter().try_fold(Needs::new(), |needs, part| {
            merged(needs, needs_within(sources, part, depth)?)
        }),
        Condition::Any { any } => {
            let mut possible: Vec<Needs<'s>> =
                any.iter().filter_map(|part| needs_within(sources, part, depth)).collect();
            let last = possible.pop()?;
            Some(if possible.is_empty() { last } else { Needs::new() })
        }
        Condition::Answer { question, is } => {
            let Some(earlier) = sources.question(question) else { return Some(Needs::new()) };
            let mut own = Needs::new();
            if !earlier.question.kind.takes_several() {
                own.insert(earlier.question.id.as_str(), is.iter().map(String::as_str).collect());
            }
            match &earlier.question.asked_when {
                // A chain longer than there are questions goes in a circle, which is reported as such.
                Some(condition) if depth > 0 => {
                    merged(own, needs_within(sources, condition, depth - 1)?)
                }
                _ => Some(own),
            }
        }
        Condition::Vendor { vendor, is } => {
            Some(Needs::from([(vendor.as_str(), is.iter().map(String::as_str).collect())]))
        }
        Condition::Organization { .. } => Some(Needs::new()),
    }
}

fn merged<'s>(mut one: Needs<'s>, other: Needs<'s>) -> Option<Needs<'s>> {
    for (question, values) in other {
        let both = match one.get(question) {
            Some(known) => known.intersection(&values).copied().collect(),
            None => values,
        };
        if both.is_empty() {
            return None;
        }
        one.insert(question, both);
    }
    Some(one)
}
