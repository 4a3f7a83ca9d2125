//! The fact base's test vectors: facts and expected dates stand in the files beside this one.

use std::collections::{BTreeMap, BTreeSet};

use proofbook::domain::clock::calendar::{federal_holiday, is_weekend};
use proofbook::domain::clock::{Board, Limit, State};
use proofbook::domain::day::{after, days_between};
use serde_json::{Map, Value as Json};

use super::{Facts, clock, due, facts, shipped};
use crate::rules::making::day;

const FEDERAL: &str = include_str!("federal.json");
const STATES: &str = include_str!("states.json");
const SINGLE: &str = include_str!("single.json");
const HOURS: &str = include_str!("hours.json");
const HOLIDAYS: &str = include_str!("federal_holidays.csv");

fn rows(text: &str) -> Vec<Json> {
    serde_json::from_str(text).unwrap()
}

fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What a federal vector gives, as a person would record it.
fn given(row: &Json) -> Facts {
    let given = row["given"].as_object().unwrap();
    let mut typed: BTreeMap<&str, String> = BTreeMap::from([("what", "A breach".to_owned())]);
    for (name, value) in given {
        let value = text(value);
        let field = match name.as_str() {
            "ba_discovery" => "vendor_discovered",
            "ce_discovery" | "ftc_discovery" => "discovered",
            "sub_discovery" => "subcontractor_discovered",
            "ce_told" => "vendor_told_us",
            "ce_knew_from_press" => "learned_otherwise",
            "sec_materiality_determined" => "material_on",
            "affected" => "people",
            "le_written_until" => "delay_until",
            "le_oral_on" => "delay_asked",
            "max_state" => {
                typed.insert("residents", format!("NJ={value}"));
                continue;
            }
            "by_state" => {
                let states: Map<String, Json> = serde_json::from_str(&value).unwrap();
                let states: Vec<String> =
                    states.iter().map(|(state, number)| format!("{state}={number}")).collect();
                typed.insert("residents", states.join(", "));
                continue;
            }
            "ba_role" => {
                typed.insert("agent", if value == "agent" { "yes" } else { "no" }.to_owned());
                continue;
            }
            // Said below, or by the expected dates alone.
            "contract_hours" | "hhs_told" | "case" | "all_links" | "holiday" => continue,
            other => panic!("{other}"),
        };
        typed.insert(field, value);
    }
    for (fact, field, word) in [
        ("le_written_until", "delay_form", "written"),
        ("le_oral_on", "delay_form", "oral"),
        ("ce_knew_from_press", "learned_from", "press"),
        ("ftc_discovery", "acting_as", "phr"),
    ] {
        if given.contains_key(fact) {
            typed.insert(field, word.to_owned());
        }
    }
    let made = facts(typed.iter().map(|(name, value)| (*name, value.as_str())));
    let made = match given.get("contract_hours") {
        Some(hours) => {
            let hours = hours.to_string();
            made.clause(&[("subject", "notice"), ("quote", "Promptly."), ("hours", &hours)])
        }
        None => made,
    };
    match given.get("hhs_told") {
        Some(on) => made.sent("us.hipaa.hhs", on.as_str().unwrap()),
        None => made,
    }
}

/// Of two clocks the one that runs, with its last day.
fn running(board: &Board<'_>, ids: [&str; 2]) -> String {
    let days: Vec<String> = ids.iter().filter_map(|id| due(board, id)).collect();
    assert_eq!(days.len(), 1, "{ids:?}");
    days[0].clone()
}

/// What a board says of something that a vector expects.
fn found(board: &Board<'_>, row: &Json, expected: &str) -> String {
    let ftc = row["given"].get("ftc_discovery").is_some();
    let individuals = if ftc { "us.ftc.individuals" } else { "us.hipaa.individuals" };
    let days_after_told = || {
        let told = board.incident.moment("vendor_told_us").unwrap().day;
        days_between(told, clock(board, individuals).due().unwrap().day)
    };
    match expected {
        "contract_due" => due(board, "contract.CL-01").unwrap().replace(' ', "T"),
        "ba_to_ce_outer" | "ba_to_ce" => due(board, "us.hipaa.vendor").unwrap(),
        "sub_to_ba" => due(board, "us.hipaa.subcontractor").unwrap(),
        // "outer" is that of the enforcement cases, whose notice to HHS was late by it.
        "individuals_outer" | "outer" => due(board, individuals).unwrap(),
        "hhs_outer" => running(board, ["us.hipaa.hhs", "us.hipaa.hhs_small"]),
        "ftc_outer" => running(board, ["us.ftc.ftc", "us.ftc.ftc_small"]),
        "form_8k_due" => due(board, "us.sec.8k_vendor").unwrap(),
        "media" => match &clock(board, "us.hipaa.media").limit {
            Limit::On(_) => "true".to_owned(),
            Limit::NotRunning(_) => "false".to_owned(),
            other => panic!("{other:?}"),
        },
        "ce_discovery" => {
            let (at, field) = board.incident.our_discovery().unwrap();
            let clock = clock(board, individuals);
            let judged =
                clock.assuming.contains(&proofbook::domain::clock::step::Assumed::Judgment);
            assert_eq!(judged, field == "learned_otherwise");
            format!("{at}{}", if judged { " (judgment flag)" } else { "" })
        }
        "ba_on_time_outer" => (clock(board, "us.hipaa.vendor").state == State::Sent).to_string(),
        "days_left_when_told" => days_after_told().to_string(),
        "delay_end" | "earliest_send" => board.incident.delayed().unwrap().until().to_string(),
        "day" => {
            let sent = clock(board, "us.hipaa.hhs").sent.unwrap().on.day;
            days_between(board.incident.our_discovery().unwrap().0.day, sent).to_string()
        }
        "days_late" => {
            let sent = clock(board, "us.hipaa.hhs").sent.unwrap().on.day;
            days_between(clock(board, individuals).due().unwrap().day, sent).to_string()
        }
        other => panic!("{other}"),
    }
}

#[test]
fn s15_every_federal_vector_gives_its_dates() {
    let bank = shipped();
    let rows = rows(FEDERAL);
    assert_eq!(rows.len(), 26);
    let mut compared = 0;
    for row in &rows {
        let id = row["id"].as_str().unwrap();
        // Three links, and the six years of an agreement, are tests of their own.
        if ["V18", "V26"].contains(&id) {
            continue;
        }
        let on_file = given(row).on_file();
        let board = on_file.board_in_time(&bank);
        for (name, expected) in row["expect"].as_object().unwrap() {
            assert_eq!(found(&board, row, name), text(expected), "{id} {name}");
            compared += 1;
        }
    }
    assert_eq!(compared, 43);
}

#[test]
fn s15_three_links_of_sixty_days_end_after_one_hundred_and_eighty() {
    let bank = shipped();
    let row = rows(FEDERAL).into_iter().find(|row| row["id"] == "V18").unwrap();
    let start = row["given"]["sub_discovery"].as_str().unwrap();
    // Each link takes all of its time, and only then does the next one discover it.
    let mut typed = vec![("agent", "no".to_owned())];
    typed.push(("subcontractor_discovered", start.to_owned()));
    for (expected, clock, discovers) in [
        ("sub_to_ba", "us.hipaa.subcontractor", "vendor_discovered"),
        ("ba_to_ce", "us.hipaa.vendor", "vendor_told_us"),
        ("individuals_outer", "us.hipaa.individuals", ""),
    ] {
        let on_file = facts(typed.iter().map(|(name, value)| (*name, value.as_str()))).on_file();
        let last = due(&on_file.board_in_time(&bank), clock).unwrap();
        assert_eq!(last, row["expect"][expected], "{expected}");
        typed.push((discovers, last));
    }
    assert_eq!(typed.last().unwrap().1, after(day(start), 180).to_string());
}

#[test]
fn s15_every_state_of_the_fact_base_gives_its_dates() {
    let bank = shipped();
    let rows = rows(STATES);
    assert_eq!(rows.len(), 20);
    for row in &rows {
        let state = row["state"].as_str().unwrap();
        let code = state.to_lowercase();
        let (on, residents) = (row["discovered"].as_str().unwrap(), &row["residents"]);
        let residents = format!("{state}={residents}");
        let typed = [
            ("discovered", on),
            ("determined", on),
            ("scope_known", on),
            ("residents", &residents),
        ];
        let on_file = facts(typed).on_file();
        let board = on_file.board_in_time(&bank);
        // A state without such a duty has no such clock.
        let day_of = |id: &str| {
            let clock = board.clock(&format!("{code}.{id}").as_str().into());
            clock.and_then(proofbook::domain::clock::Clock::due).map(|due| due.to_string())
        };
        let expected = |name: &str| row[name].as_str().map(str::to_owned);
        assert_eq!(day_of("individuals"), expected("individual_due"), "{state} individuals");
        assert_eq!(day_of("regulator"), expected("regulator_due"), "{state} regulator");
        let triggered = row["regulator_triggered"].as_bool().unwrap();
        let runs = clock_if_any(&board, &format!("{code}.regulator"));
        assert_eq!(runs, triggered, "{state} regulator");
    }
}

/// Whether there is such a clock and it asks for something.
fn clock_if_any(board: &Board<'_>, id: &str) -> bool {
    let clock = board.clock(&id.into());
    clock.is_some_and(|clock| clock.state != State::NotRunning)
}

#[test]
fn s15_single_clocks_of_the_states_give_their_dates() {
    check(SINGLE, "case", 18);
}

#[test]
fn s15_clocks_in_hours_give_their_instants() {
    check(HOURS, "regime", 12);
}

fn check(file: &str, named: &str, many: usize) {
    let bank = shipped();
    let rows = rows(file);
    assert_eq!(rows.len(), many);
    for row in &rows {
        let given = row["given"].as_object().unwrap();
        let mut made = facts(given.iter().map(|(name, value)| (&**name, value.as_str().unwrap())));
        for (clock, on) in row["sent"].as_object().into_iter().flatten() {
            made = made.sent(clock, on.as_str().unwrap());
        }
        if let Some(days) = row["holidays"].as_str() {
            made = made.ours("holidays", days);
        }
        let on_file = made.on_file();
        let last = due(&on_file.board_in_time(&bank), row["clock"].as_str().unwrap());
        assert_eq!(last.as_deref(), row["due"].as_str(), "{}", row[named]);
    }
}

#[test]
fn federal_holidays_of_twenty_one_years_are_those_of_the_list() {
    let listed: BTreeSet<&str> =
        HOLIDAYS.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut on = day("2020-01-01");
    let mut found = BTreeSet::new();
    while on < day("2041-01-01") {
        if federal_holiday(on).is_some() && !is_weekend(on) {
            found.insert(on.to_string());
        }
        on = after(on, 1);
    }
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, listed);
    assert_eq!(found.len(), 230);
}
