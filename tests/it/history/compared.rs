//! What was recorded later, and two days held side by side.

use super::frames::frames;
use super::{history, long};
use crate::line::talk;
use crate::support::Screen;

fn past() -> Screen {
    let mut screen = history();
    screen.keys("@ ctrl-a ctrl-k").types("2026-03-02").keys("enter");
    screen
}

#[test]
fn what_was_recorded_later_is_a_list_of_its_own() {
    let mut screen = past();
    screen.keys("L").shows("AS OF 2026-03-02").shows("Recorded later").shows("in no figure");
    screen.shows("2026-11-22 baa.executed corrected: Yes → No (one signature is missing)");
    screen.shows("It corrects event 2, which was on file on this day.");
    frames("later", &screen);
    // The view of the day is as it was.
    screen.keys("enter").shows("1 (•) Yes").keys("esc esc").shows("4 events");
    screen.keys("esc L").shows("Not now: this is today");
}

#[test]
fn two_days_are_held_side_by_side_and_lead_to_what_moved() {
    let mut screen = history();
    screen
        .keys("=")
        .shows("Compare two days")
        .keys("ctrl-a ctrl-k")
        .types("2026-03-02")
        .keys("ctrl-s");
    screen.shows("Comparison").shows("1 question moved; 4 events recorded between.");
    screen
        .shows("Changed baa.executed")
        .shows("Why recorded: No. 4")
        .shows("A-01 Signed agreement: taken");
    frames("compared", &screen);
    screen.keys("enter").shows("Is a business associate agreement signed").keys("esc");
    screen
        .keys("end enter")
        .shows("› Evidence")
        .shows("Signed agreement")
        .keys("esc esc")
        .shows("8 events");
    // The same question twice is one screen, and an event or a later day may be named.
    screen.keys("= ctrl-a ctrl-k").types("#3").keys("down").types("2026-03-02").keys("ctrl-s");
    screen.shows("0 questions moved; 0 events recorded between.").keys("esc").shows("8 events");
}

#[test]
fn a_day_that_cannot_be_compared_stays_in_its_field() {
    let mut screen = history();
    screen.keys("= ctrl-a ctrl-k ctrl-s").shows("since when? type the earlier day").types("March");
    screen
        .keys("ctrl-s")
        .shows("neither a day, an event nor a cycle")
        .keys("ctrl-a ctrl-k")
        .types("2026-11-22");
    screen
        .keys("down")
        .types("2026-03-02")
        .keys("ctrl-s")
        .shows("after the day that it is compared with");
    screen.keys("down ctrl-a ctrl-k ctrl-s").shows("Comparison");
}

#[test]
fn a_past_day_is_compared_with_one_before_it() {
    let mut screen = past();
    screen.keys("= ctrl-a ctrl-k").types("#1").keys("ctrl-s").shows("AS OF 2026-03-02");
    screen.shows("New baa.executed").shows("2 questions moved");
}

#[test]
fn both_are_read_out_in_lines() {
    let mut world = long();
    let said = talk(
        &mut world,
        ":history\n:compare\n2026-03-02\n\n1\n:as-of\n2026-03-02\n:later\n1\n:quit\n",
    );
    insta::assert_snapshot!(said);
}
