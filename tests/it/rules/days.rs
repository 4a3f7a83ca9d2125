//! Days, zones, what is on file, and the bank in force (rules R1 to R5).

use jiff::Timestamp;
use jiff::civil::Date;
use proofbook::domain::day::{self as days, Zones};
use proofbook::domain::event::{BankAdopted, ZoneSet};
use proofbook::domain::id::Digest;
use proofbook::domain::standing::Standing;
use proptest::prelude::*;
use rstest::rstest;

use super::making::{
    TODAY, agreement, case, day, exhibit_id, instant, organization, question, vendor,
};

fn zones(set: &[(&str, &str)]) -> Zones {
    let mut zones = Zones::default();
    for (at, name) in set {
        zones.set(instant(at), name);
    }
    zones
}

#[rstest]
#[case("2026-03-07", "2026-03-08T05:00:00Z")]
#[case("2026-03-08", "2026-03-09T04:00:00Z")]
#[case("2026-10-31", "2026-11-01T04:00:00Z")]
#[case("2026-11-01", "2026-11-02T05:00:00Z")]
fn r2_days_of_23_and_25_hours_end_at_midnight(#[case] of: &str, #[case] end: &str) {
    let zones = zones(&[("2025-01-01T00:00:00Z", "America/New_York")]);
    assert_eq!(zones.end_of(day(of)), instant(end));
}

#[rstest]
// At 00:00 the clock goes on to 01:00.
#[case("America/Havana", "2026-03-07", "2026-03-08T05:00:00Z")]
// At 01:00 it goes back to 00:00: the day begins at the first midnight.
#[case("America/Havana", "2026-10-31", "2026-11-01T04:00:00Z")]
// At 24:00 it goes back to 23:00: the day before has 25 hours.
#[case("America/Santiago", "2026-04-04", "2026-04-05T04:00:00Z")]
// 2011-12-30 was left out: it ends when the day before ends.
#[case("Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z")]
#[case("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z")]
fn r2_midnights_that_the_clock_skips_or_repeats(
    #[case] zone: &str,
    #[case] of: &str,
    #[case] end: &str,
) {
    assert_eq!(zones(&[("2001-01-01T00:00:00Z", zone)]).end_of(day(of)), instant(end));
}

#[test]
fn r1_the_first_zone_counts_for_days_before_it_and_the_last_of_a_day_for_the_next() {
    let zones = zones(&[
        ("2026-01-01T12:00:00Z", "America/Chicago"),
        ("2026-06-10T15:00:00Z", "Asia/Tokyo"),
        ("2026-06-10T16:00:00Z", "America/New_York"),
    ]);
    assert_eq!(zones.end_of(day("2020-01-01")), instant("2020-01-02T06:00:00Z"));
    assert_eq!(zones.end_of(day("2026-06-10")), instant("2026-06-11T05:00:00Z"));
    assert_eq!(zones.end_of(day("2026-06-11")), instant("2026-06-12T04:00:00Z"));
}

#[test]
fn r1_a_zone_counts_by_its_utc_date() {
    // 2026-06-10 21:00 in Chicago is June 11 in UTC: so it does not yet decide June 11.
    let zones = zones(&[
        ("2026-01-01T12:00:00Z", "America/Chicago"),
        ("2026-06-11T02:00:00Z", "Pacific/Honolulu"),
    ]);
    assert_eq!(zones.end_of(day("2026-06-11")), instant("2026-06-12T05:00:00Z"));
    assert_eq!(zones.end_of(day("2026-06-12")), instant("2026-06-13T10:00:00Z"));
}

#[test]
fn r2_moving_from_the_far_west_to_the_far_east_takes_nothing_off_file() {
    let zones = zones(&[
        ("2026-01-01T12:00:00Z", "Etc/GMT+12"),
        ("2026-06-10T12:00:00Z", "Pacific/Kiritimati"),
    ]);
    // In its own zone June 11 would end two hours before June 10 does.
    assert_eq!(zones.end_of(day("2026-06-10")), instant("2026-06-11T12:00:00Z"));
    assert_eq!(zones.end_of(day("2026-06-11")), instant("2026-06-11T12:00:00Z"));
    assert_eq!(zones.end_of(day("2026-06-12")), instant("2026-06-12T10:00:00Z"));
}

#[test]
fn r2_what_was_on_file_on_a_day_decides_that_day() {
    let vendor = vendor()
        .on("2026-03-02")
        .answered("baa.executed", "yes")
        .at("2026-03-21T02:30:00Z")
        .exhibit(agreement().dated("2025-01-02").supports("baa.executed"))
        .on("2026-04-20")
        .answered("baa.executed", "no");
    let on = |text: &str| {
        case(&vendor.as_of(text), [question("baa.executed")]).standing("baa.executed", text)
    };
    assert_eq!(on("2026-03-01"), Standing::Open);
    assert_eq!(on("2026-03-15"), Standing::Asserted);
    assert_eq!(on("2026-03-19"), Standing::Asserted);
    assert_eq!(on("2026-03-20"), Standing::Documented);
    assert_eq!(on(TODAY), Standing::Unmet);
}

#[test]
fn r3_events_of_a_false_clock_count_as_recorded_when_it_was_named() {
    let vendor = vendor()
        .on("2026-03-02")
        .answered("a", "yes")
        .on("2027-03-05")
        .answered("b", "yes")
        .confirmed("a", 1, 1)
        .exhibit(agreement())
        .on("2026-03-06")
        .clock_fault(2)
        .answered("c", "yes");
    let dossier = vendor.dossier();
    let at = |id: &str| {
        dossier.answers.get(proofbook::domain::event::Subject::Vendor, &id.into()).unwrap().at
    };
    assert_eq!(at("a"), instant("2026-03-02T15:00:00Z"));
    assert_eq!(at("b"), instant("2026-03-06T15:00:00Z"));
    assert_eq!(at("c"), instant("2026-03-06T15:00:01Z"));
    let subject = proofbook::domain::event::Subject::Vendor;
    let confirmed = dossier.answers.get(subject, &"a".into()).unwrap().confirmed.clone().unwrap();
    assert_eq!(confirmed.at, instant("2026-03-06T15:00:00Z"));
    assert_eq!(dossier.exhibit(exhibit_id(1)).unwrap().taken_at, instant("2026-03-06T15:00:00Z"));
}

#[test]
fn r3_a_fault_named_by_a_later_fault_passes_its_run_on() {
    let vendor = vendor()
        .on("2028-01-01")
        .answered("a", "yes")
        .on("2027-01-01")
        .clock_fault(1)
        .on("2026-02-01")
        .clock_fault(2);
    let answers = vendor.dossier().answers;
    let (_, _, answer) = answers.iter().next().unwrap();
    assert_eq!(answer.at, instant("2026-02-01T15:00:00Z"));
}

#[test]
fn r3_a_fault_that_names_an_event_of_no_such_place_moves_nothing() {
    let vendor = vendor().on("2026-03-02").answered("a", "yes").clock_fault(99);
    let answers = vendor.dossier().answers;
    assert_eq!(answers.iter().next().unwrap().2.at, instant("2026-03-02T15:00:00Z"));
}

#[test]
fn r4_days_are_counted_without_a_panic_to_the_ends_of_the_calendar() {
    assert_eq!(days::after(day("2026-01-01"), 365), day("2027-01-01"));
    assert_eq!(days::after(day("2026-01-01"), u32::MAX), Date::MAX);
    assert_eq!(days::after(Date::MAX, 1), Date::MAX);
    assert_eq!(days::after(Date::MIN, 0), Date::MIN);
    assert!(days::days_between(Date::MIN, Date::MAX) > 7_000_000);
    let zones = zones(&[("2026-01-01T12:00:00Z", "America/New_York")]);
    for far in [Date::MIN, Date::MAX, day("9999-12-30")] {
        let _ = zones.end_of(far);
    }
    assert_eq!(zones.end_of(Date::MAX), Timestamp::MAX);
    assert!(zones.day_of(Timestamp::MAX) >= day("9999-12-29"));
    assert!(zones.day_of(Timestamp::MIN) <= day("-009999-01-03"));
}

fn adopted(bytes: &[u8]) -> BankAdopted {
    BankAdopted {
        digest: Digest::of(bytes),
        files: Vec::new(),
        law_seen_on: day("2026-01-01"),
        program: "0.1.0".to_owned(),
    }
}

#[test]
fn r5_a_day_uses_the_bank_adopted_last_on_it_and_before_the_first_the_first() {
    let organization = organization()
        .recorded(adopted(b"first"))
        .on("2026-05-01")
        .recorded(adopted(b"second"))
        // 2026-05-01 23:30 in New York.
        .at("2026-05-02T03:30:00Z")
        .recorded(adopted(b"third"))
        .organization();
    let on = |text: &str| organization.bank_on(day(text)).map(|bank| bank.digest);
    assert_eq!(on("2020-01-01"), Some(Digest::of(b"first")));
    assert_eq!(on("2026-04-30"), Some(Digest::of(b"first")));
    assert_eq!(on("2026-05-01"), Some(Digest::of(b"third")));
    assert_eq!(on(TODAY), Some(Digest::of(b"third")));
}

#[test]
fn r22_the_zone_and_the_bank_are_not_taken_back_since_earlier_days_hang_on_them() {
    let organization = organization()
        .recorded(adopted(b"first"))
        .on("2026-05-01")
        .recorded(ZoneSet { zone: "Pacific/Honolulu".to_owned() })
        .recorded(adopted(b"second"))
        .undone(2)
        .undone(3)
        .organization();
    assert_eq!(organization.zones.name(), "Pacific/Honolulu");
    assert_eq!(organization.bank_on(day(TODAY)).unwrap().digest, Digest::of(b"second"));
}

/// Zones from the far west to the far east, with and without summer time.
const ZONES: [&str; 7] = [
    "Etc/GMT+12",
    "Pacific/Pago_Pago",
    "America/New_York",
    "Africa/Cairo",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Etc/UTC",
];

proptest! {
    #[test]
    fn r2_an_instant_falls_into_one_day_and_on_file_stays_a_prefix(
        set in prop::collection::vec((0_i64..80_000_000, 0_usize..ZONES.len()), 0..5),
        at in 0_i64..80_000_000,
    ) {
        let mut set = set;
        set.sort_unstable();
        let start = 1_760_000_000;
        let mut zones = Zones::default();
        for (second, zone) in set {
            zones.set(Timestamp::from_second(start + second).unwrap(), ZONES[zone]);
        }
        let at = Timestamp::from_second(start + at).unwrap();
        let of = zones.day_of(at);
        prop_assert!(at < zones.end_of(of));
        prop_assert!(zones.end_of(of.yesterday().unwrap()) <= at);
        let mut one = of;
        for _ in 0..40 {
            let next = one.tomorrow().unwrap();
            prop_assert!(zones.end_of(one) <= zones.end_of(next));
            one = next;
        }
    }
}
