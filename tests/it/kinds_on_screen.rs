//! Choosing another kind of report on the screens and in lines: the preview shows it, and what is written is what was seen.
#![cfg(test)]

use proofbook::app::effect::Effect;
use proofbook::domain::as_of::AsOf;
use proofbook::domain::event::Edition;
use proofbook::domain::reporting::Kind;

use crate::line::talk;
use crate::support::{FakeWorld, Screen};

/// What was asked for last: to be read, or to be written.
fn last_asked(effects: &[Effect]) -> (Kind, Edition) {
    let reports = effects.iter().rev().find_map(|effect| match effect {
        Effect::PreviewReport { kind, edition, .. } | Effect::WriteReport { kind, edition, .. } => {
            Some((*kind, *edition))
        }
        _ => None,
    });
    reports.unwrap()
}

#[test]
fn another_report_is_chosen_read_and_written() {
    let mut screen = Screen::interview();
    screen.keys("r K").shows("Which report?").shows("All that is on file").keys("right");
    screen.shows("Contract-amendment checklist").keys("ctrl-s");
    assert_eq!(last_asked(&screen.world.effects), (Kind::Amendment, Edition::Internal));
    screen.shows("Contract-amendment checklist · internal edition");
    screen.keys("p").shows("Write the contract-amendment checklist").keys("ctrl-s");
    assert!(matches!(
        screen.world.effects.last(),
        Some(Effect::WriteReport { kind: Kind::Amendment, .. })
    ));
    screen.shows("The report is in");
}

#[test]
fn the_checklist_has_no_produced_edition_on_screen_either() {
    let mut screen = Screen::interview();
    // A produced report that is seen gives way to the internal checklist.
    screen.keys("r t").shows("produced edition").keys("K right ctrl-s");
    assert_eq!(last_asked(&screen.world.effects), (Kind::Amendment, Edition::Internal));
    screen.shows("internal edition").keys("t").shows("it has no produced");
    screen.shows("internal edition");
    assert_eq!(last_asked(&screen.world.effects), (Kind::Amendment, Edition::Internal));
    screen.keys("K left ctrl-s t").shows("produced edition");
    assert_eq!(last_asked(&screen.world.effects), (Kind::Vendor, Edition::Produced));
}

#[test]
fn what_moved_needs_its_earlier_day_and_a_wrong_one_stays_in_its_field() {
    let mut screen = Screen::interview();
    screen.keys("r K left").shows("What moved since").keys("ctrl-s").shows("since when?");
    screen.types("March").keys("ctrl-s").shows("neither a day, an event nor a cycle");
    screen.keys("ctrl-a ctrl-k").types("2026-03-15").keys("down").types("#1").keys("ctrl-s");
    let since = AsOf::read("2026-03-15").unwrap();
    let kind = Kind::Changes { since, until: Some(AsOf::Event(1)) };
    assert_eq!(last_asked(&screen.world.effects), (kind, Edition::Internal));
    screen.shows("Change report · internal edition");
    // It is offered again as it was asked for; another edition is one of the same report.
    screen.keys("K").shows("2026-03-15").keys("esc t");
    assert_eq!(last_asked(&screen.world.effects), (kind, Edition::Produced));
}

#[test]
fn another_report_is_chosen_in_lines() {
    let mut world = FakeWorld::with_vendor("Acme Billing");
    let said = talk(&mut world, "1\n:back\n:report\n:kind\n2\n\n\n:quit\n");
    assert!(said.contains("Which report?"), "{said}");
    assert!(
        said.contains("Contract-amendment checklist about Acme Billing, internal edition."),
        "{said}"
    );
    assert_eq!(last_asked(&world.effects), (Kind::Amendment, Edition::Internal));
}
