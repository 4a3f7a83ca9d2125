//! Incidents on the screens and in lines: the list, the clock board, the line of time, what-if, and marking as sent.

mod frames;
mod lines;
mod timeline;

use proofbook::domain::clock::State;
use proofbook::domain::event::Change;
use proofbook::domain::request::Request;
use proofbook::problem::Doubt;

use crate::support::clocks::{incident, press, spring};
use crate::support::{FakeWorld, Screen};

/// The incidents of the only vendor.
fn at_list(world: FakeWorld) -> Screen {
    let mut screen = Screen::of(world);
    screen.keys("g n");
    screen
}

/// The clocks of its first incident.
fn at_board(world: FakeWorld) -> Screen {
    let mut screen = at_list(world);
    screen.keys("enter");
    screen
}

fn events(screen: &Screen) -> usize {
    screen.world.dossiers[&screen.world.first()].events.len()
}

/// The rows of the board as they are read.
fn rows(screen: &Screen) -> Vec<String> {
    screen.app.clock_rows().iter().map(proofbook::app::screen::clocks::Row::words).collect()
}

#[test]
fn an_incident_is_recorded_with_the_form_of_the_registers_and_its_clocks_are_shown() {
    let mut screen = at_list(spring());
    screen.shows("No incident of this vendor is recorded.").shows("n records one.");
    screen.keys("n").shows("New incident").types("Ransom note").keys("down down down down");
    screen.types("2026-03-16").keys("ctrl-s").shows("IC-01 recorded").shows("Ransom note");
    let Some(Request::SetRecord(_)) = screen.requests().pop() else { panic!("a record") };
    screen.keys("enter").shows("We discovered it 2026-03-16 (\"Vendor discovered\")");
    screen.shows("44 days left").shows("wait for the number of people by state");
}

#[test]
fn the_board_never_says_due_and_says_once_that_it_is_no_advice() {
    for keys in ["", "enter", "tab tab", "f", "d right"] {
        let mut screen = at_board(press());
        screen.keys(keys);
        for (width, height) in [(60, 16), (80, 24), (120, 36)] {
            let text = crate::support::screen::text_of(&screen.buffer(width, height));
            let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            assert!(!words.contains(&"due") && !words.contains(&"Due"), "{text}");
            let joined: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(joined.join(" ").matches("Not legal advice").count(), 1, "{text}");
        }
    }
}

#[test]
fn r15_rows_are_grouped_by_how_pressing_they_are_and_counted_by_reason() {
    let mut screen = at_board(press());
    let said = rows(&screen);
    assert!(
        said[0].starts_with(
            "New York: individuals: 14 days left, no later than Wednesday 2026-04-15; we tell"
        ),
        "{said:#?}"
    );
    assert!(
        said.iter().any(|row| row.contains("Texas: individuals")
            && row.contains("not verified against the rule"))
    );
    assert!(
        said.iter()
            .any(|row| row.starts_with("Not asked for, 1 clock: nobody in that state is recorded")),
        "{said:#?}"
    );
    assert!(
        said.iter()
            .any(|row| row
                .starts_with("Not asked for, 2 clocks: it is for more people in one state")),
        "{said:#?}"
    );
    let states: Vec<State> =
        screen.app.clock_rows().iter().filter_map(|row| row.clock().map(|row| row.state)).collect();
    assert!(states.is_sorted(), "{states:?}");
    // Every clock gets its row, and back.
    screen.keys("f").shows("Every clock has its row.");
    assert_eq!(rows(&screen).len(), 11);
    assert_eq!(
        {
            screen.keys("f");
            rows(&screen)
        },
        said
    );
    // The reason under the cursor opens too.
    screen.keys("G enter");
    assert_eq!(rows(&screen).len(), 11);
}

#[test]
fn s15_a_clock_that_is_read_whole_says_that_nobody_checked_its_rule() {
    let mut screen = at_board(press());
    let read = |screen: &Screen| crate::support::screen::text_of(&screen.buffer(160, 120));
    let place = rows(&screen).iter().position(|row| row.contains("Texas: individuals")).unwrap();
    screen.keys(&vec!["down"; place].join(" "));
    // Of the rule, and of the law of the state.
    assert_eq!(read(&screen).matches("Not verified against").count(), 2, "{}", read(&screen));
}

#[test]
fn a_fact_that_is_lacking_opens_the_form_at_its_field() {
    let mut world = spring();
    let vendor = world.first();
    world.append(
        vendor,
        incident(1, &[("what", "Ransom note"), ("vendor_discovered", "2026-03-16")]),
    );
    let mut screen = at_board(world);
    let place =
        rows(&screen).iter().position(|row| row.contains("wait for the number of people by state"));
    screen.keys(&vec!["down"; place.unwrap()].join(" ")).keys("enter").shows("Change IC-01");
    screen.types("NY=400, TX=50").keys("ctrl-s").shows("IC-01 changed").shows("450 people");
    assert!(rows(&screen).iter().any(|row| row.starts_with("New York: individuals: 14 days left")));
}

#[test]
fn a_notice_is_marked_as_sent_with_its_day_and_taken_back() {
    let mut screen = at_board(press());
    screen.keys("m").shows("Sent: New York: individuals").shows("2026-04-01").keys("ctrl-s");
    screen.shows("saved").shows("sent");
    let vendor = screen.world.first();
    let sent = &screen.world.dossiers[&vendor].sent;
    assert_eq!(
        (sent[0].clock.as_str(), sent[0].on.to_string()),
        ("ny.individuals", "2026-04-01".to_owned())
    );
    assert!(
        rows(&screen).iter().any(|row| row.starts_with("New York: individuals: sent 2026-04-01;")),
        "{:#?}",
        rows(&screen)
    );
    screen.keys("u").shows("Undo: the notice ny.individuals marked as sent.").keys("enter");
    assert!(screen.world.dossiers[&vendor].sent.is_empty());
    assert!(rows(&screen)[0].starts_with("New York: individuals: 14 days left"));
}

#[test]
fn a_notice_sent_before_its_clock_began_is_asked_about_once() {
    let mut screen = at_board(press());
    screen.keys("m ctrl-a ctrl-k").types("2026-03-01").keys("ctrl-s");
    screen.shows("Are you sure?").shows("before its clock began on 2026-03-16").keys("enter");
    assert!(screen.world.dossiers[&screen.world.first()].sent.is_empty());
    screen.keys("m").shows("What you typed here before").keys("ctrl-s tab enter");
    let Some(Request::MarkSent(sent)) = screen.requests().pop() else { panic!("sent") };
    assert_eq!(sent.sure_of, [Doubt::SentEarly]);
    assert_eq!(screen.world.dossiers[&screen.world.first()].sent.len(), 1);
}

#[test]
fn a_wrong_day_or_exhibit_is_said_and_kept() {
    let mut screen = at_board(press());
    screen.keys("m ctrl-a ctrl-k").types("soon").keys("ctrl-s").shows("YYYY-MM-DD").shows("soon");
    screen.keys("ctrl-a ctrl-k").types("2026-03-20").keys("down").types("seven").keys("ctrl-s");
    screen.shows("'seven' is not the number of an exhibit");
    screen.keys("ctrl-a ctrl-k").types("A-07").keys("ctrl-s").shows("A-07");
    assert!(screen.world.dossiers[&screen.world.first()].sent.is_empty());
}

#[test]
fn r15_what_if_moves_days_and_people_and_records_nothing() {
    let mut screen = at_board(press());
    let (before, said) = (events(&screen), rows(&screen));
    screen.keys("d").shows("What if: nothing is recorded").keys("right right");
    screen.shows("Vendor discovered 2026-03-18; Vendor told us 2026-03-20");
    let moved = rows(&screen);
    assert!(moved[0].contains("moves: 2026-04-15 → 2026-04-17, 2 days later"), "{moved:#?}");
    assert!(moved.iter().any(|row| {
        row.starts_with("HIPAA: individuals: moves: 2026-05-15 → 2026-05-17, 2 days later")
    }));
    screen.keys("left left").shows("everything as it is on file: no clock moves");
    // Other people: Texas's Attorney General is told, New York's residents are not.
    screen.keys("d down down down ctrl-a ctrl-k").types("TX=700").keys("ctrl-s");
    let moved = rows(&screen).join("\n");
    for words in [
        "Texas: Attorney General: moves: begins to run: no later than Wednesday 2026-04-15; was: not asked for",
        "HIPAA: media: moves: begins to run: no later than Friday 2026-05-15; was: not asked for",
        "New York: individuals: moves: stops: nobody in NY is recorded; was: no later than 2026-04-15",
    ] {
        assert!(moved.contains(words), "{words}\n{moved}");
    }
    screen.keys("m").shows("this is a what-if").keys("u").shows("this is a what-if");
    screen.keys("esc").shows("The what-if is over. Nothing was recorded.");
    assert_eq!((events(&screen), rows(&screen)), (before, said));
}

#[test]
fn every_frame_of_a_what_if_says_that_nothing_is_recorded() {
    for keys in
        ["d", "d right", "d d", "d tab", "d tab tab", "d f", "d ?", "d ctrl-p", "d enter", "d /"]
    {
        let mut screen = at_board(press());
        screen.keys(keys);
        for (width, height) in [(60, 16), (80, 24), (120, 36)] {
            let text = crate::support::screen::text_of(&screen.buffer(width, height));
            assert!(
                text.contains("What if: nothing is recorded"),
                "{keys} at {width}x{height}\n{text}"
            );
        }
    }
}

#[test]
fn a_day_ahead_of_today_is_not_supposed() {
    let mut screen = at_board(press());
    screen.keys("d").keys(&["right"; 15].join(" ")).shows("one would lie ahead of today");
    screen.shows("Vendor told us 2026-04-01");
}

#[test]
fn a_deadline_leads_to_its_clock() {
    let mut screen = Screen::of(press());
    screen.keys("g v enter esc g t").shows("IC-01: notice \"New York: individuals\"");
    screen.keys("enter").shows("IC-01  Ransom note");
    let row = screen.app.clock_row_in_hand().unwrap();
    assert_eq!(row.clock().unwrap().id.as_str(), "ny.individuals");
}

#[test]
fn while_a_past_day_is_looked_at_nothing_is_marked_and_what_if_works() {
    let mut world = press();
    world.stand_on("2026-05-20");
    let mut screen = at_board(world);
    screen.shows("35 days late").keys("@").types("2026-04-02").keys("ctrl-s");
    screen.shows("AS OF 2026-04-02").shows("13 days left");
    screen.keys("m").shows("this is the record as of 2026-04-02");
    screen.keys("e").shows("this is the record as of 2026-04-02");
    screen.keys("d right").shows("What if: nothing is recorded").shows("2026-04-15 → 2026-04-16");
    assert_eq!(events(&screen), 2);
}

#[test]
fn its_history_is_that_of_the_incident() {
    let mut screen = at_board(press());
    screen.keys("H").shows("History").shows("IC-01");
    let last = screen.world.dossiers[&screen.world.first()].events.last().unwrap();
    assert!(matches!(last.change, Change::RecordSet(_)));
}

#[test]
fn the_press_reported_case_reads_right_by_the_shipped_rules() {
    let mut world = press();
    world.bank = proofbook::questionnaires::builtin::bank().unwrap();
    let mut screen = at_board(world);
    let said = rows(&screen).join("\n");
    for words in [
        "HIPAA: individuals: 44 days left, no later than Friday 2026-05-15; we tell each individual",
        "HIPAA: HHS, 500 people or more: 44 days left, no later than Friday 2026-05-15",
        "HIPAA: vendor to us: sent 2026-03-18; no later than Friday 2026-05-15",
        "New York: individuals: 14 days left, no later than Wednesday 2026-04-15",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(
        !said.contains("Ohio: vendor to owner"),
        "nobody asks for it, and it is no notice sent\n{said}"
    );
    // Every row of every clock is drawn whole, at every size, with what stands behind it.
    let every = screen.keys("f").app.clock_rows().len();
    assert!(every > 200, "{every}");
    for _ in 0..every {
        for (width, height) in [(60, 16), (120, 36)] {
            screen.buffer(width, height);
        }
        screen.keys("enter");
        screen.buffer(80, 24);
        screen.keys("esc down");
    }
}
