//! What a clock's triggers read: fields, facts, states and kinds of data that there are.

use super::Named;
use crate::domain::clock::rule::{ClockRule, Trigger};
use crate::domain::condition::{ORGANIZATION_FACTS, STATES};
use crate::domain::field::FieldKind;
use crate::domain::register::RegisterKind;
use crate::text;

/// The field of an incident that holds the kinds of data.
const DATA: &str = "data";

/// What is wrong with the triggers of a rule.
pub(super) fn problems(rule: &ClockRule) -> Vec<(&'static str, Named)> {
    rule.when.iter().flat_map(of_trigger).map(|problem| ("when", problem)).collect()
}

fn of_trigger(trigger: &Trigger) -> Vec<Named> {
    match trigger {
        Trigger::People { at_least, below: Some(below) } if at_least >= below => {
            vec![(format!("no number is {at_least} or more and below {below}"), None)]
        }
        Trigger::People { .. } | Trigger::ResidentsOfAnyState { .. } | Trigger::Presumed => {
            Vec::new()
        }
        Trigger::Residents { state, .. } | Trigger::NotDeemed { state } => {
            unknown(std::slice::from_ref(state), "state", STATES)
        }
        Trigger::DataBeyond(kinds) | Trigger::DataAny(kinds) => {
            unknown(kinds, "kind of data", &words_of(DATA).unwrap_or_default())
        }
        Trigger::Incident { field, is } => match words_of(field) {
            Some(words) => unknown(is, &format!("value of '{field}'"), &words),
            None => vec![no_field(field)],
        },
        Trigger::Organization { fact, is } => {
            let known = ORGANIZATION_FACTS.iter().find(|(name, _)| name == fact);
            known.map_or_else(
                || vec![no_fact(fact)],
                |(_, words)| unknown(is, &format!("value of '{fact}'"), words),
            )
        }
    }
}

/// The words that a field of an incident takes; `None` where there is no such field or it takes anything.
fn words_of(name: &str) -> Option<Vec<&'static str>> {
    let field = RegisterKind::Incidents.fields().iter().find(|field| field.name == name)?;
    match field.kind {
        FieldKind::One(words) | FieldKind::Many(words) => {
            Some(words.iter().map(|(word, _)| *word).collect())
        }
        _ => None,
    }
}

fn no_field(given: &str) -> Named {
    let names = RegisterKind::Incidents.fields().iter().map(|field| field.name);
    let known = names.filter(|name| words_of(name).is_some());
    let problem = format!("an incident has no field '{given}' that is one of a few words");
    (problem, text::nearest(given, known).map(str::to_owned))
}

fn no_fact(given: &str) -> Named {
    let near = text::nearest(given, ORGANIZATION_FACTS.iter().map(|(name, _)| *name));
    let problem = format!("the profile of our organization has no fact '{given}'");
    (problem, near.map(str::to_owned))
}

/// Words that are none of those known; that there are none at all.
fn unknown(given: &[String], what: &str, known: &[&str]) -> Vec<Named> {
    if given.is_empty() {
        return vec![(format!("a trigger names at least one {what}"), None)];
    }
    let wrong = given.iter().filter(|word| !known.contains(&word.as_str()));
    wrong
        .map(|word| {
            let near = text::nearest(word, known.iter().copied()).map(str::to_owned);
            (format!("'{word}' is no {what}"), near)
        })
        .collect()
}
