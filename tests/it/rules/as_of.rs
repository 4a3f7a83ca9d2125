//! What is on file on a day, what was recorded later, and that nothing recorded later moves the day (rules, section 8).

use jiff::civil::Date;
use proofbook::domain::apply::believed_times;
use proofbook::domain::as_of::{on_file_before, up_to};
use proofbook::domain::day::{Zones, after};
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{AnswerSet, Change, ClockFault, Event, FieldSet, Subject};
use proofbook::domain::id::VendorId;
use proofbook::domain::later::{Later, recorded_later};
use proofbook::domain::standing::Standing;
use proofbook::domain::value::Value;
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::histories::{Did, did, doing, history, one_by_one, questions, told};
use super::making::{
    Exhibit, Journal, TODAY, agreement, case, day, event_id, exhibit, letter, organization,
    question, reply, vendor,
};

const VENDOR: VendorId = VendorId(Uuid::from_u128(7));

fn zones() -> Zones {
    organization().organization().zones
}

/// The events on file at the end of a day.
fn on_file(journal: &Journal, on: Date) -> Vec<Event> {
    on_file_before(journal.events.clone(), zones().end_of(on))
}

fn dossier(journal: &Journal, on: &str) -> Dossier {
    Dossier::fold(VENDOR, on_file(journal, day(on)))
}

fn later(journal: &Journal, on: &str) -> Vec<Later> {
    let bank = super::making::bank(questions());
    recorded_later(&dossier(journal, on), &journal.dossier(), &zones(), &bank, day(on))
}

/// What was recorded later, each with the day of recording.
fn told_later(journal: &Journal, on: &str) -> Vec<String> {
    let line = |one: &Later| format!("{} {}", one.recorded_on, one.words());
    later(journal, on).iter().map(line).collect()
}

/// Corrects the answer given by the event at this place.
fn corrected(journal: Journal, question: &str, said: &str, of: u64) -> Journal {
    let mut set = AnswerSet::new(Subject::Vendor, question.into(), 1, reply(said));
    set.replaces = Some(event_id(of));
    set.reason = Some("one signature is missing".to_owned());
    journal.recorded(set)
}

/// The worked example: an answer, an agreement that turns up at 22:30 of March 20 in New York, a correction.
fn worked_example() -> Journal {
    let journal = vendor()
        // 10:00 in New York.
        .at("2026-03-02T15:00:00Z")
        .answered("a", "yes")
        .at("2026-03-21T02:30:00Z")
        .exhibit(Exhibit::supports(agreement().dated("2025-01-02"), "a"))
        .at("2026-04-20T14:00:00Z");
    corrected(journal, "a", "no", 1)
}

#[rstest]
#[case("2026-03-01", Standing::Open, &[
    "2026-03-20 A-01 agreement (agreement), from 2025-01-02",
])]
#[case("2026-03-02", Standing::Asserted, &[
    "2026-03-20 A-01 agreement (agreement), from 2025-01-02",
    "2026-04-20 a corrected: Yes → No (one signature is missing)",
])]
#[case("2026-03-15", Standing::Asserted, &[
    "2026-03-20 A-01 agreement (agreement), from 2025-01-02",
    "2026-04-20 a corrected: Yes → No (one signature is missing)",
])]
#[case("2026-03-19", Standing::Asserted, &[
    "2026-03-20 A-01 agreement (agreement), from 2025-01-02",
    "2026-04-20 a corrected: Yes → No (one signature is missing)",
])]
// March 20 in New York is March 21 in UTC: the day is the organization's.
#[case("2026-03-20", Standing::Documented, &[
    "2026-04-20 a corrected: Yes → No (one signature is missing)",
])]
#[case(TODAY, Standing::Unmet, &[])]
fn r2_the_worked_example(#[case] on: &str, #[case] standing: Standing, #[case] expected: &[&str]) {
    let journal = worked_example();
    let mut case = case(&journal, [question("a")]);
    case.dossier = dossier(&journal, on);
    assert_eq!(case.standing("a", on), standing);
    assert_eq!(told_later(&journal, on), expected);
}

#[rstest]
// In force by its own dates on the day.
#[case(letter().dated("2026-03-15"), true)]
#[case(letter().dated("2026-03-16"), false)]
#[case(letter().from("2026-03-15").dated("2026-05-01"), true)]
#[case(letter().dated("2026-01-01").from("2026-03-16"), false)]
#[case(letter().dated("2026-01-01").expires("2026-03-15"), true)]
#[case(letter().dated("2026-01-01").expires("2026-03-14"), false)]
// A policy's end is the first day without cover (rule R4).
#[case(exhibit(proofbook::domain::event::ExhibitKind::Insurance).dated("2026-01-01").expires("2026-03-16"), true)]
#[case(exhibit(proofbook::domain::event::ExhibitKind::Insurance).dated("2026-01-01").expires("2026-03-15"), false)]
// Without a date of its own nothing says that it was true then.
#[case(letter(), false)]
fn an_exhibit_is_listed_where_its_own_dates_hold_on_the_day(
    #[case] made: Exhibit,
    #[case] listed: bool,
) {
    let journal = vendor().on("2026-06-01").exhibit(made);
    assert_eq!(told_later(&journal, "2026-03-15").len(), usize::from(listed));
}

#[test]
fn what_was_withdrawn_or_taken_back_since_is_not_listed() {
    let journal = vendor().on("2026-06-01").exhibit(letter().dated("2026-01-01"));
    assert_eq!(told_later(&journal, "2026-03-15").len(), 1);
    let back = journal.clone().undone(1);
    assert_eq!(told_later(&back, "2026-03-15"), Vec::<String>::new());
    let corrected =
        corrected(vendor().on("2026-03-01").answered("a", "yes").on("2026-06-01"), "a", "no", 1);
    assert_eq!(told_later(&corrected, "2026-03-15").len(), 1);
    assert_eq!(told_later(&corrected.undone(2), "2026-03-15"), Vec::<String>::new());
}

#[test]
fn dates_that_were_recorded_later_of_an_exhibit_on_file_are_listed_from_when_they_were_said() {
    let changed = serde_json::json!({
        "exhibit": super::making::exhibit_id(1), "dated": "2026-02-01"
    });
    let changed: proofbook::domain::event::ExhibitChanged =
        serde_json::from_value(changed).unwrap();
    let journal = vendor()
        .on("2026-03-01")
        .exhibit(letter().supports("a"))
        .on("2026-05-04")
        .recorded(changed);
    assert_eq!(
        told_later(&journal, "2026-03-15"),
        ["2026-05-04 A-01 letter (letter), on file then, changed since: from 2026-02-01"]
    );
    assert_eq!(told_later(&journal, "2026-05-04"), Vec::<String>::new());
}

#[test]
fn a_reading_after_the_day_is_none_of_what_was_true_on_it() {
    let reread = |on: &str| -> proofbook::domain::event::ExhibitChanged {
        let changed =
            serde_json::json!({ "exhibit": super::making::exhibit_id(1), "reread_on": on });
        serde_json::from_value(changed).unwrap()
    };
    let journal = vendor()
        .on("2026-03-01")
        .exhibit(letter().dated("2026-02-01").supports("a"))
        .on("2026-09-16");
    let after = journal.clone().recorded(reread("2026-09-15"));
    assert_eq!(told_later(&after, "2026-03-15"), Vec::<String>::new());
    let before = journal.recorded(reread("2026-03-10"));
    assert_eq!(
        told_later(&before, "2026-03-15"),
        ["2026-09-16 A-01 letter (letter), on file then, changed since: from 2026-02-01"]
    );
}

#[test]
fn a_fact_of_the_profile_is_listed_by_the_day_from_which_it_was_said_to_be_true() {
    let fact = |value: &str, from: &str| FieldSet {
        field: "services".to_owned(),
        value: Value::word(value),
        from: (!from.is_empty()).then(|| day(from)),
    };
    let journal = vendor()
        .on("2026-05-04")
        .recorded(fact("Claims", "2026-01-15"))
        .recorded(fact("Claims and letters", "2026-04-01"))
        .recorded(fact("Nothing any more", ""));
    assert_eq!(
        told_later(&journal, "2026-03-15"),
        ["2026-05-04 Services: Claims, from 2026-01-15"]
    );
    assert_eq!(
        told_later(&journal, "2026-04-15"),
        ["2026-05-04 Services: Claims and letters, from 2026-04-01"]
    );
}

#[test]
fn r3_a_clock_fault_takes_false_events_off_earlier_days_and_nothing_else_does() {
    let journal =
        vendor().on("2026-03-02").answered("a", "yes").on("2026-03-05").answered("b", "yes");
    assert_eq!(on_file(&journal, day("2026-03-10")).len(), 3);
    // The clock had been a week behind: said on March 12, when "b" was really recorded.
    let named = journal.on("2026-03-12").clock_fault(2);
    assert_eq!(on_file(&named, day("2026-03-10")).len(), 2);
    assert_eq!(on_file(&named, day("2026-03-12")).len(), 4);
}

#[test]
fn r1_a_change_of_zone_moves_no_day_that_is_past() {
    // 23:30 of March 9 in New York, which is 17:30 in Honolulu.
    let journal = vendor()
        .at("2026-03-10T03:30:00Z")
        .answered("a", "yes")
        .at("2026-03-10T05:30:00Z")
        .answered("b", "yes");
    let moved = organization()
        .on("2026-06-10")
        .recorded(proofbook::domain::event::ZoneSet { zone: "Pacific/Honolulu".to_owned() })
        .organization()
        .zones;
    for on in ["2026-03-08", "2026-03-09", "2026-03-10", "2026-06-10"] {
        let (before, after) = (zones().end_of(day(on)), moved.end_of(day(on)));
        assert_eq!(before, after, "{on}");
        assert_eq!(moved.name_of_day(day(on)), "America/New_York", "{on}");
    }
    assert_eq!(moved.name_of_day(day("2026-06-11")), "Pacific/Honolulu");
    assert_eq!(moved.first_alone().name(), "America/New_York");
    assert_eq!(on_file(&journal, day("2026-03-09")).len(), 2);
}

#[test]
fn r2_an_event_by_its_number_cuts_after_itself() {
    let journal = worked_example();
    let (events, at) = up_to(journal.events.clone(), 2).unwrap();
    assert_eq!(events, journal.events[..=2]);
    assert_eq!(at.to_string(), "2026-03-21T02:30:00Z");
    assert_eq!(up_to(journal.events, 4), None);
}

/// Named here so that a new way to reach back cannot come unnoticed: all kinds whose recording changes what an earlier day shows.
fn reaches_back(change: &Change) -> bool {
    matches!(change, Change::ClockFault(ClockFault { .. }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn r2_as_of_any_day_is_the_fold_of_the_prefix_on_file(journal in history(), after_start in 0_u32..1500) {
        let on = after(day("2025-12-01"), after_start);
        let (events, end) = (on_file(&journal, on), zones().end_of(on));
        prop_assert_eq!(&events[..], &journal.events[..events.len()]);
        let times = believed_times(&journal.events);
        let at = |event: &Event| times.get(&event.id).copied().unwrap_or(event.at);
        prop_assert!(events.iter().all(|event| at(event) < end));
        if let Some(first) = journal.events.get(events.len()) {
            prop_assert!(at(first) >= end);
        }
        let folded = Dossier::fold(VENDOR, events.clone());
        prop_assert_eq!(told(&folded), told(&one_by_one(&events)));
    }

    #[test]
    fn r2_nothing_that_is_recorded_later_moves_a_day(
        journal in history(),
        later in prop::collection::vec(did(), 1..8),
        after_start in 0_u32..700,
    ) {
        // A day that is over before the later events are recorded.
        let on = after(day("2025-12-01"), after_start);
        let start = after(on.max(zones().day_of(journal.events.last().unwrap().at)), 1);
        let mut then = start;
        let grown = journal.clone().on(&start.to_string());
        let grown = later.iter()
            .filter(|did| !matches!(did, Did::Faulted(_)))
            .fold(grown, |journal, did| doing(journal, did, &mut then));
        prop_assert!(!grown.events[journal.events.len()..].iter().any(|event| reaches_back(&event.change)));
        let (before, now) = (on_file(&journal, on), on_file(&grown, on));
        prop_assert_eq!(&before, &now);
        let view = |events: Vec<Event>| {
            let mut case = case(&journal, questions());
            case.dossier = Dossier::fold(VENDOR, events);
            let on = on.to_string();
            (told(&case.dossier), case.gaps(&on), case.readiness(&on))
        };
        prop_assert_eq!(view(before), view(now));
    }

    #[test]
    fn what_was_recorded_later_is_none_of_what_was_on_file_and_true_on_the_day(
        journal in history(),
        after_start in 0_u32..700,
    ) {
        let on = after(day("2025-12-01"), after_start);
        let prefix = on_file(&journal, on).len() as u64;
        let now = journal.dossier();
        for one in later(&journal, &on.to_string()) {
            prop_assert!(one.seq >= prefix && one.recorded_on > on);
            prop_assert!(one.from.is_none_or(|from| from <= on) && one.until.is_none_or(|until| until >= on));
            prop_assert_eq!(&now.events[usize::try_from(one.seq).unwrap()].seq, &one.seq);
        }
    }
}

#[test]
fn a_correction_to_a_question_that_is_no_longer_there_is_listed_as_it_was_recorded() {
    let journal = worked_example();
    let bank = super::making::bank([question("b")]);
    let then = dossier(&journal, "2026-03-15");
    let later = recorded_later(&then, &journal.dossier(), &zones(), &bank, day("2026-03-15"));
    assert_eq!(later.last().unwrap().words(), "a corrected: yes → no (one signature is missing)");
}
