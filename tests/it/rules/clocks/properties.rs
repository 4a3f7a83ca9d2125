//! What holds of any incident whatever: later discovery moves nothing earlier, more people free nobody, what is unknown gives no day, and
//! every day follows from its steps.

use std::collections::BTreeMap;

use proofbook::domain::clock::rule::{Count, Owes, Recipient, TieKind};
use proofbook::domain::clock::step::{Step, TiedBy};
use proofbook::domain::clock::{Board, Clock, Limit, State};
use proofbook::domain::day::after;
use proofbook::domain::moment::Moment;
use proptest::prelude::*;

use super::{Facts, facts, shipped};
use crate::rules::making::day;

/// Whose own words make it no monotone one: four hours from classification, at most 24 hours from awareness, but never before it was
/// classified. A later awareness may bring the second limit back.
const NOT_MONOTONE: [&str; 3] = ["eu.dora.first", "eu.dora.intermediate", "eu.dora.final"];

const STATES: [&str; 12] = ["CA", "NY", "TX", "MD", "VT", "IA", "OK", "LA", "AR", "ME", "RI", "MA"];

/// What is known of an incident: days as distances from one day, so that they can be moved.
#[derive(Clone, Debug)]
struct Known {
    days: BTreeMap<&'static str, u32>,
    hour: Option<u8>,
    words: BTreeMap<&'static str, &'static str>,
    residents: BTreeMap<&'static str, Option<u32>>,
    people: Option<u32>,
    sent: Vec<(usize, u32)>,
}

const MOMENTS: [&str; 10] = [
    "subcontractor_discovered",
    "vendor_discovered",
    "vendor_confirmed",
    "vendor_told_us",
    "learned_otherwise",
    "discovered",
    "determined",
    "scope_known",
    "classified",
    "ransom_paid",
];

fn known() -> impl Strategy<Value = Known> {
    let days = prop::collection::btree_map(prop::sample::select(MOMENTS.to_vec()), 0_u32..60, 0..8);
    let material = prop::option::of(0_u32..60);
    let words = (
        prop::option::of(prop::sample::select(vec!["yes", "no", "unknown"])),
        prop::option::of(prop::sample::select(vec!["yes", "no"])),
        prop::option::of(prop::sample::select(vec!["hipaa", "phr", "both"])),
        prop::option::of(prop::sample::select(vec!["written", "oral"])),
        prop::option::of(prop::sample::select(vec!["medical", "ssn", "name", "ssn, medical"])),
    );
    let residents = prop::collection::btree_map(
        prop::sample::select(STATES.to_vec()),
        prop::option::weighted(0.9, 1_u32..1500),
        0..6,
    );
    let sent = prop::collection::vec((0_usize..300, 0_u32..120), 0..3);
    let (hour, people) = (prop::option::of(0_u8..24), prop::option::of(1_u32..1500));
    (days, material, words, residents, people, hour, sent).prop_map(
        |(mut days, material, words, residents, people, hour, sent)| {
            days.extend(material.map(|on| ("material_on", on)));
            let (agent, unsecured, acting_as, delay, data) = words;
            let mut words: BTreeMap<&'static str, &'static str> = BTreeMap::new();
            words.extend(agent.map(|word| ("agent", word)));
            words.extend(unsecured.map(|word| ("unsecured", word)));
            words.extend(acting_as.map(|word| ("acting_as", word)));
            words.extend(delay.map(|word| ("delay_form", word)));
            words.extend(data.map(|word| ("data", word)));
            Known { days, hour, words, residents, people, sent }
        },
    )
}

impl Known {
    fn facts(&self) -> Facts {
        let first = day("2026-03-16");
        let mut typed: Vec<(&str, String)> = vec![("what", "A breach".to_owned())];
        for (name, days) in &self.days {
            let on = after(first, *days);
            let at = match self.hour.filter(|_| *name != "material_on") {
                Some(hour) => format!("{on} {hour:02}:30"),
                None => on.to_string(),
            };
            typed.push((name, at));
        }
        typed.extend(self.words.iter().map(|(name, word)| (*name, (*word).to_owned())));
        typed.push(("delay_until", after(first, 90).to_string()));
        typed.push(("delay_asked", after(first, 40).to_string()));
        if !self.residents.is_empty() {
            let number = |number: &Option<u32>| {
                number.map_or_else(|| "?".to_owned(), |number| number.to_string())
            };
            let states: Vec<String> = self
                .residents
                .iter()
                .map(|(state, many)| format!("{state}={}", number(many)))
                .collect();
            typed.push(("residents", states.join(", ")));
        }
        typed.extend(self.people.map(|people| ("people", people.to_string())));
        let bank = shipped();
        let mut made = facts(typed.iter().map(|(name, value)| (*name, value.as_str())));
        for (place, on) in &self.sent {
            let rules = &bank.clocks.clocks;
            let id = rules[place % rules.len()].id.to_string();
            made = made.sent(&id, &after(first, *on).to_string());
        }
        made.clause(&[("subject", "notice"), ("quote", "Soon."), ("hours", "24")])
    }
}

fn last_days(board: &Board<'_>) -> BTreeMap<String, Moment> {
    let dated =
        board.clocks.iter().filter_map(|clock| Some((clock.rule.id.to_string(), clock.due()?)));
    dated.collect()
}

/// Towards whom a duty runs: by jurisdiction, recipient and whoever owes it.
fn duties(board: &Board<'_>) -> BTreeMap<(String, Recipient, Owes), Option<Moment>> {
    let mut duties = BTreeMap::new();
    for clock in board.clocks.iter().filter(|clock| runs(clock)) {
        let rule = &clock.rule;
        let whose = rule.id.as_str().rsplit_once('.').map_or("", |(whose, _)| whose);
        let duty = (whose.to_owned(), rule.recipient, rule.owes);
        let earliest = duties.entry(duty).or_insert(clock.due());
        *earliest = match (*earliest, clock.due()) {
            (Some(known), Some(due)) => Some(known.min(due)),
            (known, due) => known.or(due),
        };
    }
    duties
}

fn runs(clock: &Clock<'_>) -> bool {
    matches!(clock.limit, Limit::On(_) | Limit::Promptly)
}

/// What a step gives when it is computed again from what it says itself.
fn again(step: &Step, before: Option<Moment>, board: &Board<'_>) -> Moment {
    let (zones, calendar) = (board.incident.zones(), board.incident.calendar());
    match step {
        Step::Starts { at, field, start } => {
            assert_eq!(board.incident.moment(field), Some(*at));
            assert!(start.fields().contains(field), "{field}");
            *at
        }
        Step::Adds { from, count, .. } => {
            assert_eq!(Some(*from), before);
            match count {
                Count::Days(days) => Moment::of(after(from.day, *days)),
                count => count.after(*from, zones, &calendar),
            }
        }
        Step::Capped { cap, from, .. } => {
            assert_eq!(board.incident.start(cap.start).map(|(at, _)| at), Some(*from));
            cap.within.after(*from, zones, &calendar).min(before.unwrap())
        }
        Step::Tied { kind, clock, at, by, .. } => {
            let other = board.clock(clock).unwrap();
            match by {
                TiedBy::Sent => assert_eq!(other.sent.map(|sent| sent.on), Some(*at)),
                TiedBy::LastDay => assert_eq!(other.due(), Some(*at)),
            }
            match kind {
                TieKind::After => *at,
                TieKind::With | TieKind::Before => before.map_or(*at, |own| own.min(*at)),
            }
        }
        Step::Delayed { delay, .. } => {
            let until = delay.until();
            let own = before.unwrap();
            if until > own.day { Moment::of(until) } else { own }
        }
        Step::Moved { .. } => Moment::of(calendar.next(before.unwrap().day)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn s15_no_clock_moves_earlier_when_discovery_moves_later(
        known in known(),
        field in prop::sample::select(MOMENTS.to_vec()),
        later in 1_u32..40,
    ) {
        let bank = shipped();
        let mut moved = known.clone();
        if let Some(on) = moved.days.get_mut(field) {
            *on += later;
        }
        let (before, after) = (known.facts().on_file(), moved.facts().on_file());
        let (before, after) = (last_days(&before.board_in_time(&bank)), last_days(&after.board_in_time(&bank)));
        for (id, due) in before.iter().filter(|(id, _)| !NOT_MONOTONE.contains(&id.as_str())) {
            let now = after.get(id);
            prop_assert!(now.is_some_and(|now| now >= due), "{id}: {due} became {now:?}");
        }
    }

    #[test]
    fn s15_adding_residents_removes_no_duty_and_makes_none_later(
        known in known(),
        state in prop::sample::select(STATES.to_vec()),
        more in 1_u32..1500,
    ) {
        let bank = shipped();
        let mut added = known.clone();
        match added.residents.get_mut(state) {
            Some(Some(number)) => *number += more,
            // Nobody has counted them yet: there may be more already.
            Some(None) => {}
            None => {
                added.residents.insert(state, Some(more));
            }
        }
        // People whom only the total names may be those residents: it does not rise by them alone.
        let (before, after) = (known.facts().on_file(), added.facts().on_file());
        let (before, after) = (before.board_in_time(&bank), after.board_in_time(&bank));
        let (before, after) = (duties(&before), duties(&after));
        for (duty, due) in &before {
            let now = after.get(duty);
            prop_assert!(now.is_some(), "{duty:?} is gone");
            if let (Some(due), Some(now)) = (due, now.unwrap()) {
                prop_assert!(now <= due, "{duty:?}: {due} became {now}");
            }
            prop_assert!(due.is_none() || now.unwrap().is_some(), "{duty:?}: its day is gone");
        }
    }

    #[test]
    fn s15_what_is_not_known_gives_no_day_and_every_day_follows_from_its_steps(known in known()) {
        let bank = shipped();
        let on_file = known.facts().on_file();
        let board = on_file.board_in_time(&bank);
        for clock in &board.clocks {
            let id = &clock.rule.id;
            match &clock.limit {
                Limit::On(due) => {
                    let mut at = None;
                    for step in &clock.steps {
                        prop_assert_eq!(again(step, at, &board), step.gives(), "{}: {:?}", id, step);
                        at = Some(step.gives());
                    }
                    prop_assert_eq!(at, Some(*due), "{}", id);
                    if clock.rule.within.is_some() {
                        prop_assert!(board.incident.start(clock.rule.start).is_some(), "{}", id);
                    }
                }
                Limit::Waiting(missing) => {
                    prop_assert!(!missing.is_empty() && clock.steps.is_empty(), "{}", id);
                    prop_assert!(clock.due().is_none());
                }
                Limit::Promptly => prop_assert!(clock.rule.within.is_none(), "{}", id),
                Limit::NotRunning(_) => prop_assert!(clock.state != State::Late),
            }
        }
        prop_assert_eq!(board.clocks.len(), bank.clocks.clocks.len() + 1);
    }
}
