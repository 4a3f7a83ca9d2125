//! Replies that could not be told apart, judged, or ever meet a question (rules, section 3).

use std::collections::BTreeSet;

use crate::domain::question::{AnswerKind, Counts, FailsWhen, Outcome, SetBy};
use crate::questionnaires::Finding;
use crate::questionnaires::parse::{Asked, Sources};

/// Words that mean the same for every question, so that no choice may take them.
const RESERVED: [&str; 4] = ["unknown", "na", "open", "records"];

/// Checks the replies of every question.
pub(super) fn check(sources: &Sources, findings: &mut Vec<Finding>) {
    for asked in &sources.questions {
        choices(asked, findings);
        limits(asked, findings);
    }
}

fn choices(asked: &Asked, findings: &mut Vec<Finding>) {
    let kind = &asked.question.kind;
    if !matches!(kind, AnswerKind::Choice { .. } | AnswerKind::Choices { .. }) {
        return;
    }
    let mut fault = |problem: String| findings.push(Finding::error(asked.at("choices"), problem));
    let given = kind.choices();
    if given.len() < 2 {
        fault("a question with choices needs at least two".to_owned());
    }
    let mut seen = BTreeSet::new();
    for (value, label) in &given {
        for word in BTreeSet::from([crate::text::folded(value), crate::text::folded(label)]) {
            if !seen.insert(word.clone()) {
                fault(format!("two choices are called '{word}': a typed reply would fit both"));
            }
        }
        if RESERVED.contains(value) {
            fault(format!("'{value}' is a reply to every question, and no choice of one"));
        }
    }
    match kind {
        AnswerKind::Choice { choices }
            if !choices.iter().any(|one| one.outcome == Outcome::Met) =>
        {
            fault("no choice is met: nothing could close the gap".to_owned());
        }
        AnswerKind::Choices { choices } => {
            let count = |counts: Counts| choices.iter().filter(|one| one.counts == counts).count();
            if count(Counts::Wanted) == 0 {
                fault("no choice is wanted: nothing could meet the question".to_owned());
            }
            if count(Counts::NoneOfThese) > 1 {
                fault("two choices say 'none of these'".to_owned());
            }
            let none = choices.iter().find(|one| ["none", "never"].contains(&one.value.as_str()));
            if let Some(none) = none.filter(|none| none.counts != Counts::NoneOfThese) {
                fault(format!("'{}' must count as none_of_these", none.value));
            }
        }
        _ => {}
    }
}

fn limits(asked: &Asked, findings: &mut Vec<Finding>) {
    let kind = &asked.question.kind;
    let is_date = matches!(kind, AnswerKind::Date { .. });
    for limit in kind.limits() {
        let of_date = matches!(
            limit.fails_when,
            FailsWhen::OlderThanDays(_)
                | FailsWhen::Past
                | FailsWhen::CoverEnded
                | FailsWhen::Before(_)
        );
        if of_date != is_date {
            let problem =
                format!("the limit '{}' says nothing about {}", limit.fails_when, kind.word());
            findings.push(Finding::error(asked.at("limits"), problem));
        }
        if limit.set_by == SetBy::Document && !of_date {
            let problem = "only a day can be set by the document itself";
            findings.push(Finding::error(asked.at("limits"), problem));
        }
    }
}
