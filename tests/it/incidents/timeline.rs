//! The line of time: facts, notices and last days in order.

use proofbook::domain::clock::timeline::Kind;
use proofbook::domain::clock::{Board, Incident};
use proofbook::domain::event::ClockSent;
use proofbook::domain::register::RegisterKind;

use crate::support::FakeWorld;
use crate::support::clocks::press;

/// The line of time of the only incident on a day, an entry a line.
fn told(world: &FakeWorld, on: &str) -> Vec<String> {
    let dossier = &world.dossiers[&world.first()];
    let record = dossier.registers.of(RegisterKind::Incidents).next().unwrap();
    let incident = Incident::of(record, dossier, &world.organization);
    let board = Board::of(incident, &world.bank.clocks, on.parse().unwrap());
    let entries = board.timeline();
    let days: Vec<_> = entries.iter().map(|entry| entry.at.day).collect();
    assert!(days.is_sorted());
    entries.iter().map(|entry| format!("{} {}", entry.at, entry.words())).collect()
}

#[test]
fn r15_facts_and_last_days_stand_in_order_of_time() {
    assert_eq!(
        told(&press(), "2026-04-01"),
        [
            "2026-03-16 Occurred from; Vendor discovered",
            "2026-03-18 Vendor told us",
            "2026-04-01 Today",
            "2026-04-15 No later than: New York: individuals",
            "2026-05-15 No later than: HIPAA: individuals; HIPAA: HHS, 500 or more; Texas: individuals",
        ]
    );
}

#[test]
fn r15_what_has_passed_is_late_and_what_is_sent_stands_on_its_day() {
    let mut world = press();
    let (vendor, dossier) = (world.first(), &world.dossiers[&world.first()]);
    let incident = dossier.registers.of(RegisterKind::Incidents).next().unwrap().id;
    let clock = "us.hipaa.individuals".to_owned();
    let on = "2026-05-20".parse().unwrap();
    world.append(vendor, ClockSent { incident, clock, on, exhibit: None }.into());
    let told = told(&world, "2026-05-21");
    assert_eq!(
        told[2..],
        [
            "2026-04-15 Late: New York: individuals",
            "2026-05-15 Late: HIPAA: HHS, 500 or more; Texas: individuals",
            "2026-05-20 Sent: HIPAA: individuals",
            "2026-05-21 Today",
        ]
    );
}

#[test]
fn on_one_day_facts_come_before_today_and_today_before_last_days() {
    let kinds = [Kind::Fact, Kind::Sent, Kind::Today, Kind::Passed, Kind::LastDay];
    assert!(kinds.is_sorted());
    let told = told(&press(), "2026-03-18");
    assert_eq!(told[1..3], ["2026-03-18 Vendor told us", "2026-03-18 Today"]);
    assert_eq!(
        self::told(&press(), "2026-04-15")[2..4],
        ["2026-04-15 Today", "2026-04-15 No later than: New York: individuals"]
    );
}
