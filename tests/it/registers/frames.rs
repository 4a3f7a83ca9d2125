//! The registers as they are drawn: three sizes, color, ASCII, long and wide names.

use proofbook::tui::look::{Look, Signs, Theme};
use ratatui::style::Color;

use super::{empty, with_agreement};
use crate::support::Screen;
use crate::support::screen::{styled, text_of};

/// Two agreements, of which one gave way, clauses, an audit, and subcontractors known to be none.
fn full() -> Screen {
    let mut screen = with_agreement();
    screen.keys("a").types("/home/dana/agreement.pdf").keys("down").types("Signed agreement");
    screen.keys("ctrl-s C down 6 down");
    screen.types(
        "Business Associate shall report any Breach within twenty-four (24) hours of discovery.",
    );
    screen
        .keys("down")
        .types("12")
        .keys("down")
        .types("7.2")
        .keys("down")
        .types("24")
        .keys("ctrl-s");
    screen.keys("S down down").types("2026-11-01").keys("ctrl-s");
    screen.keys("tab tab n 1 down").types("2026-05-01").keys("ctrl-s");
    screen.keys("tab tab x tab enter").keys("{ { { {");
    screen
}

fn policy() -> Screen {
    let mut screen = empty();
    screen
        .keys("tab tab tab n")
        .types("東京海上日動火災保険株式会社とその長い名前の引受会社")
        .keys("down down 1 down");
    screen.types("2026-01-01").keys("down").types("2027-01-01").keys("ctrl-s");
    screen
        .keys("n")
        .types("A very long name of an insurer ".repeat(4).trim())
        .keys("down down 1 down");
    screen.types("2027-01-01").keys("down").types("2028-01-01").keys("ctrl-s");
    screen
}

fn frames(name: &str, screen: &Screen) {
    for (width, height) in [(60, 16), (80, 24), (120, 36)] {
        let frame = screen.buffer(width, height);
        let shown = if width == 80 { styled(&frame) } else { text_of(&frame) };
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), shown);
    }
}

#[test]
fn lists_and_what_is_on_file() {
    frames("empty", &empty());
    frames("agreements", &full());
    let mut clauses = full();
    frames("clauses", clauses.keys("tab"));
    let mut none = full();
    frames("known_none", none.keys("{ { {"));
    frames("insurance", &policy());
}

#[test]
fn forms() {
    let mut new = empty();
    frames("new_agreement", new.keys("n"));
    let mut clause = full();
    frames("change_clause", clause.keys("tab enter down down"));
    let mut subject = full();
    frames("choose_subject", subject.keys("C down"));
    let mut policy = policy();
    frames("change_policy", policy.keys("enter down down"));
    let mut refused = empty();
    refused.keys("n 1 down down").types("March").keys("ctrl-s");
    frames("refused", &refused);
}

/// An incident of which little is known yet.
fn incident() -> Screen {
    let mut screen = empty();
    screen.keys("{ n").types("Ransomware in the vendor's hosting environment").keys("down");
    screen.types("2026-10-12").keys("down down down").types("2026-10-14 09:30");
    screen
}

#[test]
fn many_fields_stand_in_groups() {
    let mut screen = incident();
    frames("new_incident", &screen);
    let downs = ["down"; 13].join(" ");
    frames("incident_residents", screen.keys(&downs).types("TX=300, NY=?").keys("down"));
    frames("incidents", screen.keys("ctrl-s"));
}

#[test]
fn color_and_ascii_say_the_same() {
    let dark = Look::new(Theme::Dark, Signs::Unicode);
    let mut form = full();
    form.keys("enter");
    insta::assert_snapshot!("agreements_dark", styled(&full().buffer_in(80, 24, dark)));
    insta::assert_snapshot!("form_dark", styled(&form.buffer_in(80, 24, dark)));
    let ascii = Look::new(Theme::Mono, Signs::Ascii);
    for screen in [full(), form, empty()] {
        let mono = screen.buffer(80, 24);
        assert_eq!(text_of(&mono), text_of(&screen.buffer_in(80, 24, dark)));
        assert!(mono.content.iter().all(|cell| cell.fg == Color::Reset));
        assert!(text_of(&screen.buffer_in(80, 24, ascii)).is_ascii());
        let focus = styled(&mono);
        assert!(focus.contains("reverse") || focus.contains("underline") || focus.contains("bold"));
        assert!(screen.cursor(80, 24).is_some());
    }
}

#[test]
fn hostile_words_are_shown_and_do_nothing() {
    let mut screen = empty();
    screen.keys("{ { {").keys("n").pastes("e\u{301}vil\u{202e}txt 👩‍⚕️").keys("ctrl-s enter");
    for (width, height) in [(60, 16), (80, 24), (120, 36)] {
        let hidden = |c: char| proofbook::text::is_hidden(c);
        let buffer = screen.buffer(width, height);
        assert!(buffer.content.iter().all(|cell| !cell.symbol().chars().any(hidden)));
    }
    screen.keys("esc").shows("‹U+202E›");
}
