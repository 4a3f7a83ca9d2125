//! Finer points that no vector reaches: which notice counts for a clock that hangs on it, and rules whose like is not shipped.

use proofbook::domain::clock::rule::{ClockId, Rules, Weekend};
use proofbook::domain::clock::step::{Assumed, NotRunning};
use proofbook::domain::clock::{Board, Limit, State};
use rstest::rstest;

use super::{TODAY, clock, due, facts, shipped};
use crate::rules::making::day;

#[rstest]
#[case::not_sent(None, "2026-04-30")]
#[case::sent_early("2026-03-20".into(), "2026-04-04")]
#[case::sent_late("2026-05-01".into(), "2026-05-16")]
fn s15_a_clock_after_a_notice_counts_from_the_day_it_was_sent_and_from_its_last_day_only_till_then(
    #[case] sent: Option<&str>,
    #[case] last: &str,
) {
    let made = facts([("discovered", "2026-03-16"), ("residents", "CA=501")]);
    let made = match sent {
        Some(on) => made.sent("ca.individuals", on),
        None => made,
    };
    let (bank, on_file) = (shipped(), made.on_file());
    assert_eq!(due(&on_file.board_in_time(&bank), "ca.regulator").as_deref(), Some(last));
}

#[rstest]
#[case::sent_early("ct", "2026-04-01", "2026-04-01")]
#[case::sent_late("ct", "2026-05-20", "2026-05-15")]
#[case::sent_late_where_it_has_no_day_of_its_own("ri", "2026-05-20", "2026-04-30")]
fn s15_a_clock_with_a_notice_ends_when_that_is_sent_and_no_later_than_its_last_day(
    #[case] state: &str,
    #[case] sent: &str,
    #[case] last: &str,
) {
    let on = "2026-03-16";
    let made = facts([("discovered", on), ("scope_known", on), ("residents", "CT=501, RI=501")]);
    let made = made.sent(&format!("{state}.individuals"), sent);
    let (bank, on_file) = (shipped(), made.on_file());
    let found = due(&on_file.board(&bank), &format!("{state}.regulator"));
    assert_eq!(found.as_deref(), Some(last));
}

#[test]
fn s15_the_last_mark_of_a_notice_as_sent_counts() {
    let made = facts([("discovered", "2026-03-16")]);
    let made = made.sent("us.hipaa.individuals", "2026-06-01");
    let on_file = made.sent("us.hipaa.individuals", "2026-05-01").on_file();
    let bank = shipped();
    let board = on_file.board(&bank);
    assert_eq!(clock(&board, "us.hipaa.individuals").state, State::Sent);
}

#[test]
fn s15_that_the_vendor_told_us_is_no_notice_under_the_law_of_a_state_in_which_nobody_lives() {
    let days = [("vendor_discovered", "2026-03-16"), ("vendor_told_us", "2026-03-17")];
    let on_file = facts(days.into_iter().chain([("residents", "CA=1")])).on_file();
    let bank = shipped();
    let board = on_file.board(&bank);
    assert_eq!(clock(&board, "in.vendor").sent, None);
    assert_eq!(clock(&board, "in.vendor").state, State::NotRunning);
    assert_eq!(clock(&board, "us.hipaa.vendor").state, State::Sent);
}

#[rstest]
#[case("risk_data")]
#[case("risk_person")]
#[case("risk_acquired")]
#[case("risk_mitigated")]
fn s15_a_low_probability_without_one_factor_frees_nobody(#[case] left_out: &str) {
    let reasons = ["risk_data", "risk_person", "risk_acquired", "risk_mitigated"];
    let given = reasons.into_iter().filter(|factor| *factor != left_out);
    let outcome = [("discovered", "2026-03-16"), ("risk_outcome", "low_probability")];
    let on_file = facts(outcome.into_iter().chain(given.map(|factor| (factor, "why")))).on_file();
    let bank = shipped();
    let board = on_file.board(&bank);
    let individuals = clock(&board, "us.hipaa.individuals");
    assert!(individuals.assuming.contains(&Assumed::FactorsMissing));
    assert_eq!(due(&board, "us.hipaa.individuals").as_deref(), Some("2026-05-15"));
}

#[test]
fn s15_people_are_at_least_those_of_the_states_together() {
    let typed = [("discovered", "2026-03-16"), ("people", "400"), ("residents", "NJ=300, CT=300")];
    let on_file = facts(typed).on_file();
    let bank = shipped();
    let board = on_file.board(&bank);
    assert!(due(&board, "us.hipaa.hhs").is_some());
    assert_eq!(clock(&board, "us.hipaa.hhs_small").state, State::NotRunning);
}

#[rstest]
#[case::to_daylight_saving("2026-03-07 09:00", "2026-03-10 10:00")]
#[case::from_daylight_saving("2026-10-31 09:00", "2026-11-03 08:00")]
fn s15_hours_pass_through_daylight_saving_as_hours(#[case] discovered: &str, #[case] end: &str) {
    let on_file = facts([("discovered", discovered)]).ours("sectors", "nis2").on_file();
    let bank = shipped();
    assert_eq!(due(&on_file.board(&bank), "eu.nis2.notice").as_deref(), Some(end));
}

/// The shipped rules with that of the individuals changed: such a rule is read, and none is shipped.
fn changed(change: impl FnOnce(&mut proofbook::domain::clock::rule::ClockRule)) -> Rules {
    let mut rules = shipped().clocks.clone();
    let id = ClockId::from("us.hipaa.individuals");
    change(rules.clocks.iter_mut().find(|rule| rule.id == id).unwrap());
    rules
}

#[rstest]
#[case::on_its_last_day("2026-03-16", true)]
#[case::the_day_after("2026-03-17", false)]
fn s15_a_rule_that_was_repealed_counts_until_its_last_day(
    #[case] discovered: &str,
    #[case] runs: bool,
) {
    let until = day("2026-03-16");
    let rules = changed(|rule| rule.valid_to = Some(until));
    let on_file = facts([("discovered", discovered)]).on_file();
    let board = Board::of(on_file.incident(), &rules, day(TODAY));
    let gone = Limit::NotRunning(NotRunning::NoLongerInForce(until));
    assert_eq!(clock(&board, "us.hipaa.individuals").limit != gone, runs);
}

#[rstest]
#[case::a_sunday_moves("2026-03-18", "2026-05-18")]
#[case::over_a_holiday("2026-03-24", "2026-05-26")]
#[case::a_business_day_stays("2026-03-16", "2026-05-15")]
fn s15_a_rule_that_moves_a_day_moves_it_to_the_next_business_day(
    #[case] discovered: &str,
    #[case] last: &str,
) {
    let rules = changed(|rule| rule.weekend = Weekend::Moves);
    let on_file = facts([("discovered", discovered)]).on_file();
    let board = Board::of(on_file.incident(), &rules, day(TODAY));
    assert_eq!(due(&board, "us.hipaa.individuals").as_deref(), Some(last));
}
