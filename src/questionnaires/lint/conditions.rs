//! Conditions that read what is not there, that go in a circle, or that can never hold (rules R7 and R8).

use std::collections::{BTreeMap, BTreeSet};

use super::ids;
use crate::domain::condition::{Condition, ORGANIZATION_FACTS, VENDOR_FACTS};
use crate::domain::question::{AnswerKind, Outcome, Scope};
use crate::questionnaires::Finding;
use crate::questionnaires::parse::{Asked, Sources};

/// On how long a chain of earlier questions one may rest: more than anybody can follow, and far below what could exhaust the stack.
const LONGEST_CHAIN: usize = 32;

/// Checks every condition of the bank.
pub(super) fn check(sources: &Sources, findings: &mut Vec<Finding>) {
    let before = findings.len();
    for asked in &sources.questions {
        if let Some(condition) = &asked.question.asked_when {
            leaves(sources, asked, condition, findings);
        }
    }
    let (ordered, circular) = in_order(sources);
    circles(sources, &circular, findings);
    // What can never hold is worked out from conditions that are right in themselves.
    if findings.len() == before {
        never(sources, &ordered, findings);
    }
}

/// The question that a condition may read, by id or alias.
fn reads<'s>(sources: &'s Sources, asked: &'s Asked) -> impl Iterator<Item = &'s Asked> {
    let condition = asked.question.asked_when.iter();
    condition.flat_map(Condition::questions).filter_map(|id| sources.question(id))
}

/// All questions, each after those on which it rests; and those for which there is no such order.
fn in_order(sources: &Sources) -> (Vec<&Asked>, Vec<&Asked>) {
    let mut ordered: Vec<&Asked> = Vec::new();
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    let mut left: Vec<&Asked> = sources.questions.iter().collect();
    loop {
        let is_ready = |asked: &&Asked| {
            reads(sources, asked).all(|earlier| placed.contains(earlier.question.id.as_str()))
        };
        let (ready, rest): (Vec<&Asked>, Vec<&Asked>) = left.into_iter().partition(is_ready);
        if ready.is_empty() {
            return (ordered, rest);
        }
        placed.extend(ready.iter().map(|asked| asked.question.id.as_str()));
        ordered.extend(ready);
        left = rest;
    }
}

/// Names each circle once; what only rests on a circle is not named.
fn circles(sources: &Sources, circular: &[&Asked], findings: &mut Vec<Finding>) {
    let is_circular =
        |asked: &&Asked| circular.iter().any(|one| one.question.id == asked.question.id);
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for start in circular {
        let mut path: Vec<&Asked> = vec![start];
        while let Some(next) = path.last().and_then(|last| reads(sources, last).find(is_circular)) {
            let id = &next.question.id;
            let known = path.iter().position(|asked| asked.question.id == *id);
            path.push(next);
            let Some(first) = known else { continue };
            let circle = path.get(first..).unwrap_or_default();
            let ids: Vec<&str> = circle.iter().map(|asked| asked.question.id.as_str()).collect();
            if !ids.iter().any(|id| named.contains(id)) {
                let problem = format!("the conditions go in a circle: {}", ids.join(" → "));
                findings.push(Finding::error(next.at("asked_when"), problem));
            }
            named.extend(ids);
            break;
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
            fact_is(asked, "our organization", fact, ORGANIZATION_FACTS, is, findings);
        }
    }
}

fn answer(asked: &Asked, earlier: &Asked, is: &[String], findings: &mut Vec<Finding>) {
    let place = || asked.at("asked_when");
    let id = &earlier.question.id;
    // What is asked about an incident may rest on what is known of its vendor (rule R7).
    let may_read = match asked.question.scope {
        Scope::Incident => matches!(earlier.question.scope, Scope::Incident | Scope::Vendor),
        own => earlier.question.scope == own,
    };
    if !may_read {
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

/// What must be answered for a question to be asked: answers by question, facts of the vendor by name.
type Needs<'s> = BTreeMap<(Of, &'s str), BTreeSet<&'s str>>;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Answer,
    Vendor,
}

/// What each question needs, with the length of the chain on which it rests; no needs where nothing can meet them.
type Known<'s> = BTreeMap<&'s str, (Option<Needs<'s>>, usize)>;

/// Names questions that can never be asked, or that rest on too long a chain; `ordered` as [`in_order`] gives it.
fn never<'s>(sources: &'s Sources, ordered: &[&'s Asked], findings: &mut Vec<Finding>) {
    let mut known: Known<'s> = BTreeMap::new();
    for asked in ordered {
        let Some(condition) = &asked.question.asked_when else { continue };
        let id = &asked.question.id;
        let chain_of = |one: &Asked| known.get(one.question.id.as_str()).map_or(0, |(_, at)| *at);
        let chain = reads(sources, asked).map(chain_of).max().unwrap_or(0) + 1;
        let needs = needs(sources, &known, condition);
        if needs.is_none() {
            let problem = format!(
                "'{id}' can never be asked: what its condition and the earlier ones demand cannot all hold"
            );
            findings.push(Finding::error(asked.at("asked_when"), problem));
        }
        if chain == LONGEST_CHAIN + 1 {
            let problem = format!(
                "'{id}' rests on a chain of more than {LONGEST_CHAIN} questions, each on the one before"
            );
            findings.push(Finding::error(asked.at("asked_when"), problem));
        }
        known.insert(id.as_str(), (needs, chain));
    }
}

/// What a condition needs, with all that must hold for the questions that it reads to be asked; `None` where it can never hold.
///
/// Of "any", only what the single possible part needs is kept: so nothing that can hold is ever called dead.
fn needs<'s>(
    sources: &'s Sources,
    known: &Known<'s>,
    condition: &'s Condition,
) -> Option<Needs<'s>> {
    let values = |is: &'s [String]| is.iter().map(String::as_str).collect();
    match condition {
        Condition::All { all } => all
            .iter()
            .try_fold(Needs::new(), |whole, part| merged(whole, needs(sources, known, part)?)),
        Condition::Any { any } => {
            let mut possible: Vec<Needs<'s>> =
                any.iter().filter_map(|part| needs(sources, known, part)).collect();
            let last = possible.pop()?;
            Some(if possible.is_empty() { last } else { Needs::new() })
        }
        Condition::Answer { question, is } => {
            let Some(earlier) = sources.question(question) else { return Some(Needs::new()) };
            let id = earlier.question.id.as_str();
            let mut own = Needs::new();
            // Several choices may hold two values at once.
            if !earlier.question.kind.takes_several() {
                own.insert((Of::Answer, id), values(is));
            }
            match known.get(id) {
                Some((earlier, _)) => merged(own, earlier.clone()?),
                None => Some(own),
            }
        }
        Condition::Vendor { vendor, is } => {
            Some(Needs::from([((Of::Vendor, vendor.as_str()), values(is))]))
        }
        Condition::Organization { .. } => Some(Needs::new()),
    }
}

fn merged<'s>(mut one: Needs<'s>, other: Needs<'s>) -> Option<Needs<'s>> {
    for (of, values) in other {
        let both = match one.get(&of) {
            Some(known) => known.intersection(&values).copied().collect(),
            None => values,
        };
        if both.is_empty() {
            return None;
        }
        one.insert(of, both);
    }
    Some(one)
}
