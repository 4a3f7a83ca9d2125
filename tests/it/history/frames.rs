//! The history and the past as they are drawn, at three sizes.

use super::{history, lived};
use crate::support::Screen;
use crate::support::screen::{styled, text_of};

fn frames(name: &str, screen: &Screen) {
    for (width, height) in [(60, 16), (80, 24), (120, 36)] {
        let frame = screen.buffer(width, height);
        let shown = if width == 80 { styled(&frame) } else { text_of(&frame) };
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), shown);
    }
}

#[test]
fn the_list_one_event_and_what_it_is_looked_through_by() {
    let mut screen = history();
    frames("history", screen.keys("down down down"));
    frames("event", screen.keys("tab"));
    frames("filter", screen.keys("esc f"));
    frames("filtered", screen.types("baa.executed").keys("ctrl-s"));
    let mut correction = history();
    frames("correct", correction.keys("down down down R"));
    // The place of the focus is where a reader's cursor goes.
    assert!(history().cursor(80, 24).is_some());
}

#[test]
fn a_past_day() {
    let mut screen = history();
    frames("as_of_which_day", screen.keys("@"));
    screen.keys("ctrl-a ctrl-k").types("2026-03-02").keys("enter");
    frames("past_history", &screen);
    frames("past_interview", screen.keys("g i"));
    frames("past_refused", screen.keys("2"));
    frames("past_vendors", screen.keys("g v"));
}

#[test]
fn a_short_history_and_none_that_fits() {
    let mut screen = Screen::of(lived());
    frames("short", screen.keys("g h"));
    frames("none_fits", screen.keys("f down down").types("nobody").keys("ctrl-s"));
}
