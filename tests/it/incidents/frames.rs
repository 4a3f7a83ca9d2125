//! The incidents as they are drawn: three sizes, color, ASCII, and hostile words.

use proofbook::tui::look::{Look, Signs, Theme};

use super::{at_board, at_list};
use crate::support::clocks::{incident, press, spring};
use crate::support::screen::{styled, text_of};
use crate::support::{FakeWorld, Screen};

fn frames(name: &str, screen: &Screen) {
    for (width, height) in [(60, 16), (80, 24), (120, 36)] {
        let frame = screen.buffer(width, height);
        let shown = if width == 80 { styled(&frame) } else { text_of(&frame) };
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), shown);
    }
}

#[test]
fn the_list_and_the_board() {
    frames("none", &at_list(spring()));
    frames("list", &at_list(press()));
    frames("board", &at_board(press()));
    let mut clock = at_board(press());
    frames("clock", clock.keys("down down enter"));
    let mut time = at_board(press());
    frames("time", time.keys("tab tab"));
}

#[test]
fn what_if_and_marking_as_sent() {
    let mut moved = at_board(press());
    frames("what_if", moved.keys("d right"));
    let mut form = at_board(press());
    frames("what_if_form", form.keys("d d"));
    let mut sent = at_board(press());
    frames("mark_sent", sent.keys("m"));
}

#[test]
fn color_and_ascii_say_the_same() {
    let dark = Look::new(Theme::Dark, Signs::Unicode);
    let ascii = Look::new(Theme::Mono, Signs::Ascii);
    insta::assert_snapshot!("board_dark", styled(&at_board(press()).buffer_in(80, 24, dark)));
    let mut time = at_board(press());
    time.keys("tab tab");
    insta::assert_snapshot!("time_ascii", text_of(&time.buffer_in(80, 24, ascii)));
    for keys in ["", "enter", "tab tab", "d right", "d d", "m"] {
        let mut screen = at_board(press());
        screen.keys(keys);
        let mono = text_of(&screen.buffer(80, 24));
        assert_eq!(mono, text_of(&screen.buffer_in(80, 24, dark)), "{keys}");
        assert!(text_of(&screen.buffer_in(80, 24, ascii)).is_ascii(), "{keys}");
        assert!(screen.cursor(80, 24).is_some(), "{keys}");
    }
}

#[test]
fn hostile_words_are_shown_and_do_nothing() {
    let mut world: FakeWorld = spring();
    let vendor = world.first();
    let what = "e\u{301}vil\u{202e}txt \u{1b}[2J 👩‍⚕️ 日本医療クラウド株式会社 and a very long description of what happened that day";
    let fields = [("what", what), ("vendor_discovered", "2026-03-16")];
    world.append(vendor, incident(1, &fields));
    for keys in ["", "enter", "enter enter", "enter tab tab", "enter d", "enter m"] {
        let mut screen = at_list(press_free(&world));
        screen.keys(keys);
        for (width, height) in [(60, 16), (80, 24), (120, 36)] {
            let hidden = |c: char| proofbook::text::is_hidden(c);
            let buffer = screen.buffer(width, height);
            assert!(buffer.content.iter().all(|cell| !cell.symbol().chars().any(hidden)));
        }
    }
    let mut screen = at_list(world);
    screen.shows("‹U+202E›txt ‹U+001B›[2J").keys("enter").shows("‹U+202E›txt ‹U+001B›[2J");
}

/// The same world again: a screen takes its world for itself.
fn press_free(world: &FakeWorld) -> FakeWorld {
    let mut again = spring();
    let (from, to) = (world.first(), again.first());
    for event in world.dossiers[&from].events.iter().skip(1) {
        again.append(to, event.change.clone());
    }
    again
}
