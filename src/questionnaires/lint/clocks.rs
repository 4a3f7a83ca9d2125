//! Rules of clocks that read what is not there, hang on nothing or in a circle, or say less than a reader needs (rules, section 15).

mod triggers;

use std::collections::{BTreeMap, BTreeSet};

use super::wording;
use crate::domain::clock::rule::{ClockId, ClockRule, Count, TieKind};
use crate::domain::condition::STATES;
use crate::domain::field::FieldKind;
use crate::domain::question::{Basis, Verified};
use crate::domain::register::RegisterKind;
use crate::questionnaires::Finding;
use crate::questionnaires::parse::{Placed, Sources};

/// The jurisdictions that are no state.
const BEYOND_STATES: [&str; 2] = ["us", "eu"];

/// What a program that counts by these rules cannot live with.
pub(super) fn check(sources: &Sources, findings: &mut Vec<Finding>) {
    jurisdictions(sources, findings);
    ids(sources, findings);
    let known: BTreeMap<&ClockId, &Placed<ClockRule>> =
        sources.clocks.iter().rev().map(|clock| (&clock.of.id, clock)).collect();
    for clock in &sources.clocks {
        for (field, problem) in counts(&clock.of).into_iter().chain(triggers::problems(&clock.of)) {
            findings
                .push(Finding { nearest: problem.1, ..Finding::error(clock.at(field), problem.0) });
        }
        ties(sources, &known, clock, findings);
    }
    circles(&known, findings);
}

/// What a reader would mind: marks that say nothing, words that the program does not use.
pub(super) fn quality(sources: &Sources, findings: &mut Vec<Finding>) {
    for clock in &sources.clocks {
        let rule = &clock.of;
        for (field, problem) in marks(rule) {
            findings.push(Finding::fault(clock.at(field), problem));
        }
        let words =
            [("title", Some(&rule.title)), ("to", Some(&rule.to)), ("text", Some(&rule.text))];
        let more = [("doubt", rule.doubt.as_ref()), ("promptly", rule.promptly.as_ref())];
        wording::of(clock, words.into_iter().chain(more), findings);
    }
    for one in &sources.jurisdictions {
        let of = &one.of;
        let words = [
            ("hipaa", of.hipaa.as_ref()),
            ("health_rule", of.health_rule.as_ref()),
            ("doubt", of.doubt.as_ref()),
        ];
        wording::of(one, words, findings);
    }
}

/// A problem, with the known name nearest to the one given.
type Named = (String, Option<String>);

fn plain(problem: impl Into<String>) -> Named {
    (problem.into(), None)
}

/// Codes that no jurisdiction has, and codes taken twice.
fn jurisdictions(sources: &Sources, findings: &mut Vec<Finding>) {
    let states: Vec<String> = STATES.iter().map(|state| state.to_lowercase()).collect();
    let known = || BEYOND_STATES.into_iter().chain(states.iter().map(String::as_str));
    let mut taken = BTreeMap::new();
    for one in &sources.jurisdictions {
        let code = one.of.code.as_str();
        if !known().any(|known| known == code) {
            let problem =
                format!("'{code}' is no state's two small letters, and neither us nor eu");
            findings.push(Finding::error(one.at("code"), problem).nearest(code, known()));
        }
        if let Some(first) = taken.insert(code, one.at("code")) {
            let problem = format!("the jurisdiction '{code}' is already at {first}");
            findings.push(Finding::error(one.at("code"), problem));
        }
    }
}

/// Ids taken twice, and ids that begin with no jurisdiction.
fn ids(sources: &Sources, findings: &mut Vec<Finding>) {
    let codes = || sources.jurisdictions.iter().map(|one| one.of.code.as_str());
    let mut taken = BTreeMap::new();
    for clock in &sources.clocks {
        let id = clock.of.id.as_str();
        let code = id.split_once('.').map_or("", |(code, _)| code);
        if !codes().any(|known| known == code) {
            let problem = format!("'{id}' does not begin with a jurisdiction and a period");
            findings.push(Finding::error(clock.at("id"), problem).nearest(code, codes()));
        }
        if let Some(first) = taken.insert(id, clock.at("id")) {
            let problem = format!("the id '{id}' is already taken at {first}");
            findings.push(Finding::error(clock.at("id"), problem));
        }
    }
}

/// Counts that count by nothing, days that cannot be, and a clock that never says by when.
fn counts(rule: &ClockRule) -> Vec<(&'static str, Named)> {
    let mut problems = Vec::new();
    let mut wrong = |field, problem: &str| problems.push((field, plain(problem)));
    if rule.within.is_none() && rule.tied.is_none() && rule.promptly.is_none() {
        let problem = "a clock without 'within' and 'tied' says by 'promptly' in the law's words when to send";
        wrong("id", problem);
    }
    let cap = rule.cap.as_ref().map(|cap| cap.within);
    let by = rule.tied.as_ref().and_then(|tie| tie.by);
    for (field, count) in [("within", rule.within), ("cap", cap), ("tied", by)] {
        if matches!(count, Some(Count::BusinessDays(_))) && rule.holidays.is_none() {
            wrong(field, "business days need 'holidays', which say over what else they pass");
        }
    }
    if rule.cap.is_some() && rule.within.is_none() {
        wrong("cap", "a cap limits 'within', which is missing");
    }
    if let (Some(from), Some(to)) = (rule.valid_from, rule.valid_to)
        && to < from
    {
        wrong("valid_to", "the last day lies before the first");
    }
    if let Some(field) = &rule.met_by {
        let fields = RegisterKind::Incidents.fields();
        let is_day = |kind| matches!(kind, FieldKind::Date(_) | FieldKind::Moment);
        if !fields.iter().any(|one| one.name == field && is_day(one.kind)) {
            let days = fields.iter().filter(|one| is_day(one.kind)).map(|one| one.name);
            let near = crate::text::nearest(field, days).map(str::to_owned);
            problems.push(("met_by", (format!("an incident has no day '{field}'"), near)));
        }
    }
    problems
}

/// Ties to clocks that are not there, and ties that say "by" where they cannot.
fn ties(
    sources: &Sources,
    known: &BTreeMap<&ClockId, &Placed<ClockRule>>,
    clock: &Placed<ClockRule>,
    findings: &mut Vec<Finding>,
) {
    let Some(tie) = &clock.of.tied else { return };
    let mut wrong = |problem: &str| findings.push(Finding::error(clock.at("tied"), problem));
    match (tie.kind, tie.by) {
        (TieKind::After, None) => wrong("a tie of kind after says by 'by' how long after"),
        (TieKind::With | TieKind::Before, Some(_)) => wrong("only a tie of kind after has 'by'"),
        _ => {}
    }
    if tie.clocks.is_empty() {
        wrong("a tie names at least one clock");
    }
    let missing = |id: &&ClockId| !known.contains_key(*id) && !sources.broken_clocks.contains(*id);
    for id in tie.clocks.iter().filter(missing) {
        let near = known.keys().map(|id| id.as_str());
        let problem = format!("there is no clock '{id}'");
        findings.push(Finding::error(clock.at("tied"), problem).nearest(id.as_str(), near));
    }
}

/// Names each clock that hangs, through others, on itself; of a circle, the first alone.
fn circles(known: &BTreeMap<&ClockId, &Placed<ClockRule>>, findings: &mut Vec<Finding>) {
    let mut settled: BTreeSet<&ClockId> = BTreeSet::new();
    for (id, clock) in known {
        let mut seen: BTreeSet<&ClockId> = BTreeSet::new();
        let mut ahead: Vec<&ClockId> = hangs_on(known, id).collect();
        while let Some(next) = ahead.pop() {
            if seen.insert(next) && !settled.contains(next) {
                ahead.extend(hangs_on(known, next));
            }
        }
        if seen.contains(*id) && !seen.iter().any(|one| settled.contains(*one)) {
            let problem = format!("'{id}' hangs on itself: the ties go in a circle");
            findings.push(Finding::error(clock.at("tied"), problem));
            settled.extend(seen);
        }
    }
}

fn hangs_on<'s>(
    known: &BTreeMap<&'s ClockId, &'s Placed<ClockRule>>,
    id: &ClockId,
) -> impl Iterator<Item = &'s ClockId> {
    let tie = known.get(id).and_then(|clock| clock.of.tied.as_ref());
    tie.into_iter().flat_map(|tie| &tie.clocks)
}

/// Marks that a reader could not judge by.
fn marks(rule: &ClockRule) -> Vec<(&'static str, &'static str)> {
    let mut faults = Vec::new();
    if rule.verified == Verified::Checked && rule.source.is_none() {
        faults.push(("verified", "checked needs the 'source' in which it was seen"));
    }
    if rule.verified != Verified::Checked && rule.doubt.is_none() {
        faults.push(("verified", "what was not checked needs a 'doubt' that says what"));
    }
    if rule.basis == Basis::Proposed && (rule.valid_from.is_some() || rule.valid_to.is_some()) {
        faults.push(("basis", "what is only proposed has no day from or to which it applies"));
    }
    if rule.basis == Basis::Proposed && rule.doubt.is_none() {
        faults.push(("basis", "what is only proposed says by 'doubt' how far it has come"));
    }
    faults
}
