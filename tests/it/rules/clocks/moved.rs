//! What-if: two boards of one incident, side by side.

use proofbook::domain::clock::Board;
use proofbook::domain::clock::moved::{How, moves};
use proofbook::domain::register::RegisterKind;
use rstest::rstest;

use super::{TODAY, facts, shipped};
use crate::rules::making::day;

/// How each clock moves by one field, with its words; nothing takes the field away.
fn moved(field: &str, typed: Option<&str>) -> Vec<(String, How, String)> {
    let on_file = facts([("discovered", "2026-03-16"), ("people", "10")]).on_file();
    let (bank, today) = (shipped(), day("2026-04-01"));
    let field = RegisterKind::Incidents.field(field).unwrap();
    let value = typed.map(|typed| field.read(typed, day(TODAY)).unwrap().unwrap());
    let supposed = on_file.incident().supposing([(field.name, value)]);
    let (now, then) = (on_file.board_on(&bank, today), Board::of(supposed, &bank.clocks, today));
    let moves = moves(&now, &then);
    moves.iter().map(|one| (one.rule.id.to_string(), one.how(), one.words())).collect()
}

#[rstest]
#[case::later(
    "discovered",
    Some("2026-03-18"),
    "us.hipaa.individuals",
    "2026-05-15 → 2026-05-17, 2 days later"
)]
#[case::earlier(
    "discovered",
    Some("2026-03-15"),
    "us.hipaa.individuals",
    "2026-05-15 → 2026-05-14, 1 day earlier"
)]
#[case::late(
    "discovered",
    Some("2026-01-02"),
    "us.hipaa.individuals",
    "2026-05-15 → 2026-03-03, 73 days earlier"
)]
#[case::begins(
    "people",
    Some("500"),
    "us.hipaa.hhs",
    "begins to run: no later than Friday 2026-05-15; was: not asked for"
)]
#[case::stops(
    "people",
    Some("500"),
    "us.hipaa.hhs_small",
    "stops: 500 people; it is for fewer than 500; was: no later than 2027-03-01"
)]
#[case::waits(
    "people",
    None,
    "us.hipaa.hhs_small",
    "waits for the number of people; was: no later than 2027-03-01"
)]
fn s15_a_what_if_says_how_a_clock_moves(
    #[case] field: &str,
    #[case] typed: Option<&str>,
    #[case] id: &str,
    #[case] words: &str,
) {
    let moved = moved(field, typed);
    let one = moved.iter().find(|(one, ..)| one == id).unwrap_or_else(|| panic!("{moved:?}"));
    assert_eq!(one.2, words);
}

#[test]
fn s15_what_is_on_file_supposed_again_moves_nothing() {
    assert_eq!(moved("people", Some("10")), []);
    assert_eq!(moved("note", Some("counted again")), []);
}

#[test]
fn s15_a_clock_that_neither_ran_nor_would_is_told_apart() {
    let moved = moved("residents", Some("NJ=5"));
    let how = |id: &str| moved.iter().find(|(one, ..)| one == id).map(|(_, how, _)| *how);
    assert_eq!(how("nj.individuals"), Some(How::Begins));
    assert_eq!(how("al.individuals"), Some(How::Idle));
}
