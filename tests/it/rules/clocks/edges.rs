//! Dates at the edges, what each unknown fact does, and how a notice that was sent stands.

use jiff::ToSpan as _;
use proofbook::domain::clock::rule::{ClockId, Start};
use proofbook::domain::clock::step::{Assumed, Missing, NotRunning};
use proofbook::domain::clock::{Limit, State};
use rstest::rstest;

use super::{clock, due, facts, shipped};
use crate::rules::making::day;

#[rstest]
#[case::the_end_of_the_year("2025-12-31", "2026-03-01")]
#[case::the_next_morning("2026-01-01", "2027-03-01")]
#[case::before_a_leap_year("2027-06-01", "2028-02-29")]
#[case::in_a_leap_year("2028-02-29", "2029-03-01")]
fn s15_a_small_breach_is_logged_within_sixty_days_of_the_years_end(
    #[case] discovered: &str,
    #[case] last: &str,
) {
    let on_file = facts([("discovered", discovered), ("people", "10")]).on_file();
    let bank = shipped();
    let board = on_file.board(&bank);
    assert_eq!(due(&board, "us.hipaa.hhs_small").as_deref(), Some(last));
    assert_eq!(clock(&board, "us.hipaa.hhs").state, State::NotRunning);
}

#[rstest]
#[case("499", "us.hipaa.hhs_small", "2027-03-01", "us.hipaa.hhs")]
#[case("500", "us.hipaa.hhs", "2026-05-17", "us.hipaa.hhs_small")]
fn s15_five_hundred_people_replace_the_yearly_clock_by_an_earlier_one(
    #[case] people: &str,
    #[case] runs: &str,
    #[case] last: &str,
    #[case] rests: &str,
) {
    let on_file = facts([("discovered", "2026-03-18"), ("people", people)]).on_file();
    let bank = shipped();
    let board = on_file.board(&bank);
    assert_eq!(due(&board, runs).as_deref(), Some(last));
    assert_eq!(clock(&board, rests).state, State::NotRunning);
}

#[rstest]
#[case("NJ=500", State::NotRunning)]
#[case("NJ=501", State::Late)]
#[case("NJ=300, PA=300", State::NotRunning)]
#[case("NJ=501+", State::Late)]
#[case("NJ=500+", State::Waiting)]
#[case("NJ=?", State::Waiting)]
fn s15_the_media_are_told_of_more_than_five_hundred_in_one_state(
    #[case] residents: &str,
    #[case] state: State,
) {
    let on_file = facts([("discovered", "2026-03-18"), ("residents", residents)]).on_file();
    let bank = shipped();
    assert_eq!(clock(&on_file.board(&bank), "us.hipaa.media").state, state);
}

#[test]
fn s15_the_day_after_the_last_one_is_late_and_the_last_one_is_not() {
    let on_file = facts([("discovered", "2026-03-16")]).on_file();
    let bank = shipped();
    let state = |on| clock(&on_file.board_on(&bank, day(on)), "us.hipaa.individuals").state;
    assert_eq!(state("2026-05-15"), State::Running);
    assert_eq!(state("2026-05-16"), State::Late);
}

#[rstest]
#[case("2026-05-15", State::Sent, "sent 2026-05-15")]
#[case("2026-05-16", State::SentLate, "sent 2026-05-16, 1 day late")]
#[case("2026-05-25", State::SentLate, "sent 2026-05-25, 10 days late")]
fn s15_a_notice_is_sent_in_time_on_its_last_day(
    #[case] on: &str,
    #[case] state: State,
    #[case] words: &str,
) {
    let on_file = facts([("discovered", "2026-03-16")]).sent("us.hipaa.individuals", on).on_file();
    let bank = shipped();
    let board = on_file.board(&bank);
    let clock = clock(&board, "us.hipaa.individuals");
    assert_eq!(clock.state, state);
    assert_eq!(clock.sent_words().as_deref(), Some(words));
}

#[test]
fn s15_what_was_sent_for_another_incident_meets_nothing_here() {
    let mut made = facts([("discovered", "2026-03-16")]);
    let mut sent = proofbook::domain::event::ClockSent {
        incident: super::incident_id(),
        clock: "us.hipaa.individuals".to_owned(),
        on: day("2026-04-01"),
        exhibit: None,
    };
    sent.incident.0 = uuid::Uuid::from_u128(0x1C02);
    made.vendor = made.vendor.recorded(sent);
    let bank = shipped();
    assert_eq!(clock(&made.on_file().board(&bank), "us.hipaa.individuals").state, State::Late);
}

#[test]
fn s15_a_clock_waits_for_its_start_and_its_thresholds_alone_and_names_them() {
    let on_file = facts([("what", "A breach")]).on_file();
    let bank = shipped();
    let board = on_file.board(&bank);
    let waits = |id: &str| match &clock(&board, id).limit {
        Limit::Waiting(missing) => missing.clone(),
        other => panic!("{id}: {other:?}"),
    };
    assert_eq!(waits("us.hipaa.vendor"), [Missing::Start(Start::VendorDiscovered)]);
    assert_eq!(waits("us.hipaa.hhs_small"), [Missing::Start(Start::OurDiscovery), Missing::People]);
    assert_eq!(
        waits("tx.regulator"),
        [Missing::Start(Start::Determined), Missing::ResidentsByState]
    );
    // What could only free us holds nothing back.
    let on_file = facts([("vendor_discovered", "2026-03-16")]).on_file();
    let board = on_file.board(&bank);
    let individuals = clock(&board, "us.hipaa.individuals");
    assert_eq!(due(&board, "us.hipaa.individuals").as_deref(), Some("2026-05-15"));
    for assumed in [
        Assumed::Agent,
        Assumed::Presumed,
        Assumed::Incident("unsecured".to_owned()),
        Assumed::Incident("acting_as".to_owned()),
    ] {
        assert!(individuals.assuming.contains(&assumed), "{assumed:?}");
    }
    // A law without a number needs no start.
    let on_file = facts([("residents", "MA=3")]).on_file();
    assert_eq!(clock(&on_file.board(&bank), "ma.individuals").limit, Limit::Promptly);
}

#[rstest]
#[case(&[("unsecured", "no")], "us.hipaa.individuals")]
#[case(&[("acting_as", "phr")], "us.hipaa.individuals")]
#[case(&[("acting_as", "hipaa")], "us.ftc.individuals")]
#[case(&[("risk_outcome", "exception")], "us.hipaa.individuals")]
#[case(&[("data", "medical"), ("residents", "MA=3")], "ma.individuals")]
#[case(&[("data", "medical")], "us.part2.individuals")]
#[case(&[("residents", "VT=1"), ("deemed", "VT")], "vt.individuals")]
#[case(&[("residents", "TX=249"), ("determined", "2026-03-16")], "tx.regulator")]
fn s15_what_is_recorded_may_free_us(#[case] typed: &[(&str, &str)], #[case] id: &str) {
    let typed = typed.iter().copied().chain([("discovered", "2026-03-16")]);
    let on_file = facts(typed).on_file();
    let bank = shipped();
    let board = on_file.board(&bank);
    assert!(matches!(clock(&board, id).limit, Limit::NotRunning(_)), "{:?}", clock(&board, id));
}

#[test]
fn s15_a_low_probability_frees_us_only_with_a_reason_for_each_of_the_four_factors() {
    let bank = shipped();
    let outcome = [("discovered", "2026-03-16"), ("risk_outcome", "low_probability")];
    let on_file = facts(outcome).on_file();
    let board = on_file.board(&bank);
    let individuals = clock(&board, "us.hipaa.individuals");
    assert!(individuals.assuming.contains(&Assumed::FactorsMissing));
    assert!(individuals.due().is_some());
    let reasons = ["risk_data", "risk_person", "risk_acquired", "risk_mitigated"];
    let on_file = facts(outcome.into_iter().chain(reasons.map(|factor| (factor, "why")))).on_file();
    let board = on_file.board(&bank);
    assert_eq!(
        clock(&board, "us.hipaa.individuals").limit,
        Limit::NotRunning(NotRunning::Assessed("low_probability".to_owned()))
    );
}

#[rstest]
#[case::nis2("nis2", "eu.nis2.notice")]
#[case::a_bank("bank", "us.bank.regulator")]
fn s15_a_sectors_rules_bind_who_is_in_it(#[case] sector: &str, #[case] id: &str) {
    let bank = shipped();
    let made = facts([("discovered", "2026-03-16 09:00"), ("determined", "2026-03-16 09:00")]);
    let inside = made.clone().ours("sectors", sector).on_file();
    assert!(clock(&inside.board(&bank), id).due().is_some());
    let outside = made.ours("sectors", "none").on_file();
    assert_eq!(clock(&outside.board(&bank), id).state, State::NotRunning);
}

#[test]
fn s15_a_rule_counts_from_the_day_on_which_it_came_into_force() {
    // California names thirty days since 2026-01-01 (SB 446).
    let bank = shipped();
    let limit = |discovered| {
        let on_file = facts([("discovered", discovered), ("residents", "CA=1")]).on_file();
        clock(&on_file.board(&bank), "ca.individuals").limit.clone()
    };
    assert_eq!(
        limit("2025-12-31"),
        Limit::NotRunning(NotRunning::NotYetInForce(day("2026-01-01")))
    );
    assert!(limit("2026-01-01").due().is_some());
}

#[test]
fn s15_what_is_only_proposed_is_never_late() {
    let bank = shipped();
    let on_file = facts([("discovered", "2026-03-16 09:00")]).ours("sectors", "circia").on_file();
    let board = on_file.board(&bank);
    let proposed = clock(&board, "us.circia.incident");
    assert_eq!(proposed.state, State::NotRunning);
    assert!(proposed.by_when().contains("only proposed"), "{}", proposed.by_when());
    assert!(proposed.by_when().contains("2026-03-19 09:00"), "{}", proposed.by_when());
}

#[test]
fn s15_a_clock_that_counts_from_another_notice_waits_for_it_once_that_is_late() {
    let bank = shipped();
    let made = facts([("discovered", "2026-03-16"), ("residents", "CA=501")]);
    let on_file = made.clone().on_file();
    let board = on_file.board_on(&bank, day("2026-04-15"));
    let regulator = clock(&board, "ca.regulator");
    assert_eq!(regulator.by_when(), "no later than Thursday 2026-04-30");
    let last = Assumed::LastDay("California: individuals".to_owned());
    assert!(regulator.assuming.contains(&last));
    assert!(regulator.day_assumes().unwrap().contains("California: individuals"));
    let board = on_file.board_on(&bank, day("2026-04-16"));
    let regulator = clock(&board, "ca.regulator");
    let missing =
        Missing::NoticeSent("ca.individuals".into(), "California: individuals".to_owned());
    assert_eq!(regulator.limit, Limit::Waiting(vec![missing]));
    // Sent late, it counts from the day of sending.
    let on_file = made.sent("ca.individuals", "2026-05-01").on_file();
    let board = on_file.board_on(&bank, day("2026-05-02"));
    assert_eq!(due(&board, "ca.regulator").as_deref(), Some("2026-05-16"));
}

#[test]
fn s15_a_notice_that_goes_before_another_says_so_with_and_without_a_day() {
    let bank = shipped();
    let residents = "NJ=60, MD=25, CT=7";
    let on_file = facts([("discovered", "2026-03-16"), ("residents", residents)]).on_file();
    let board = on_file.board(&bank);
    let words = |id| clock(&board, id).by_when();
    assert_eq!(
        words("nj.regulator"),
        "without unreasonable delay, and before \"New Jersey: individuals\" is sent"
    );
    assert_eq!(
        words("md.regulator"),
        "no later than Thursday 2026-04-30, and before \"Maryland: individuals\" is sent"
    );
    assert_eq!(
        clock(&board, "ct.regulator").derivation().last().unwrap(),
        "And no later than \"Connecticut: individuals\" is sent"
    );
}

#[test]
fn s15_a_day_on_a_weekend_stays_and_the_next_business_day_stands_beside_it() {
    let bank = shipped();
    // 60 days after a Wednesday is a Sunday.
    let on_file = facts([("discovered", "2026-03-18")]).on_file();
    let board = on_file.board(&bank);
    let individuals = clock(&board, "us.hipaa.individuals");
    assert_eq!(individuals.by_when(), "no later than Sunday 2026-05-17");
    let words = board.weekend_words(individuals).unwrap();
    assert!(words.ends_with("Next business day: Monday 2026-05-18"), "{words}");
}

#[test]
fn s15_no_clock_is_ever_called_due_in_words() {
    let bank = shipped();
    let residents = bank.clocks.jurisdictions.iter().filter(|one| one.code.len() == 2);
    let residents = residents
        .map(|one| one.code.to_uppercase())
        .filter(|code| proofbook::domain::condition::STATES.contains(&code.as_str()));
    let residents: Vec<String> = residents.map(|code| format!("{code}=20000")).collect();
    assert_eq!(residents.len(), 54);
    let on_file = facts([
        ("discovered", "2026-03-16 09:00"),
        ("vendor_discovered", "2026-03-16 09:00"),
        ("determined", "2026-03-16 09:00"),
        ("scope_known", "2026-03-16"),
        ("residents", &residents.join(", ")),
    ])
    .on_file();
    let board = on_file.board(&bank);
    assert!(board.clocks.len() > 200, "{}", board.clocks.len());
    for clock in &board.clocks {
        let words = [vec![clock.by_when()], clock.derivation()].concat().join(" ");
        assert!(!words.split(' ').any(|word| word == "due"), "{}: {words}", clock.rule.id);
    }
}

#[test]
fn s15_the_contracts_clause_says_what_it_leaves_us_against_the_shortest_law() {
    let bank = shipped();
    let on_file = facts([("vendor_discovered", "2026-03-16 09:00"), ("agent", "yes")])
        .clause(&[("subject", "notice"), ("quote", "Within thirty days."), ("days", "30")])
        .on_file();
    let board = on_file.board(&bank);
    let contract = clock(&board, "contract.CL-01");
    let leaves = board.leaves(contract).unwrap();
    // NIS2's day is the first of all while nobody has said that we are in no such sector.
    assert!(leaves.days < 0, "{leaves:?}");
    let on_file = facts([("vendor_discovered", "2026-03-16"), ("agent", "yes")])
        .clause(&[("subject", "notice"), ("quote", "Within thirty days."), ("days", "30")])
        .ours("sectors", "none")
        .ours("licensed_facilities", "none")
        .on_file();
    let board = on_file.board(&bank);
    let leaves = board.leaves(clock(&board, "contract.CL-01")).unwrap();
    assert_eq!(leaves.due, day("2026-05-15"));
    assert_eq!(leaves.days, 30);
    assert_eq!(leaves.due - 30.days(), day("2026-04-15"));
    assert_eq!(
        leaves.against,
        ClockId::from("us.ftc.individuals").min("us.hipaa.individuals".into())
    );
}

#[test]
fn s15_a_vendor_that_told_us_in_time_met_its_clocks() {
    let bank = shipped();
    let on_file =
        facts([("vendor_discovered", "2026-03-16 09:00"), ("vendor_told_us", "2026-03-17 10:00")])
            .clause(&[("subject", "notice"), ("quote", "Within a day."), ("hours", "24")])
            .on_file();
    let board = on_file.board(&bank);
    assert_eq!(clock(&board, "us.hipaa.vendor").state, State::Sent);
    let contract = clock(&board, "contract.CL-01");
    assert_eq!(contract.state, State::SentLate);
    assert_eq!(contract.sent_words().as_deref(), Some("sent 2026-03-17 10:00, after its hour"));
}
