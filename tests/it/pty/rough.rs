//! Rough use: windows that change their size fifty times, long pastes, slow lines, a stop from outside.

use rustix::process::Signal;

use super::home::Home;
use super::session::lines;

#[test]
fn a_storm_of_sizes_ends_in_the_right_frame() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    session.see(".", "2 of 4");
    session.see("?", "Help");
    session.keys("\x1b");
    session.wait_until_gone("Help:");
    let before = session.screen(lines);
    let mut step = 7_u32;
    for _ in 0..50 {
        step = step.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let (wide, high) = (step >> 8, step >> 20);
        // From 40 by 10, which is below the smallest, to 200 by 60.
        session.resize(
            u16::try_from(40 + wide % 161).unwrap(),
            u16::try_from(10 + high % 51).unwrap(),
        );
    }
    session.resize(60, 16);
    session.wait("the smallest frame", |screen| {
        let rows: Vec<String> = screen.rows(0, 60).collect();
        rows[15].contains("help") && rows[0].contains("Acme Cloud")
    });
    session.resize(80, 24);
    session.wait("the frame of before", |screen| lines(screen) == before);
    session.keys("q");
}

#[test]
fn a_paste_that_is_too_long_is_refused_in_words_and_nothing_is_lost() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    session.see("itext that was there", "text that was there");
    let pasted = format!("\x1b[200~{}\x1b[201~", "0123456789abcdef".repeat(100 * 1024 / 16));
    session.keys(pasted);
    session.wait_for("nothing was inserted: the text would be");
    session.see(" and goes on", "text that was there and goes on");
    assert_eq!(home.answers().len(), 0);
    session.keys("\x03");
    assert_eq!(session.end(), Some(0));
    assert!(home.drafts().contains("text that was there and goes on"));
}

#[test]
fn a_slow_line_loses_no_key_and_ends_right() {
    let home = Home::with_vendor();
    let mut session = home.start_slowly();
    session.wait_for("Acme Cloud");
    session.keys("\r");
    session.wait_for("Who answers");
    session.keys("\x13");
    session.wait_for("saved");
    let note = "typed faster than the terminal can show it, letter by letter";
    session.keys("i");
    for letter in note.chars() {
        session.keys(letter.to_string());
    }
    session.wait_for("letter by letter");
    session.keys("\x03");
    assert_eq!(session.end(), Some(0));
    assert!(home.drafts().contains(note), "{}", home.drafts());
    session.assert_given_back();
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_and_going_on_draws_again() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    session.see("ihalf a no", "half a no");
    let before = session.screen(lines);
    session.signal(Signal::TSTP);
    let change = session.change();
    assert!(change.stopped(), "{change:?}");
    session.assert_given_back();
    session.signal(Signal::CONT);
    assert!(session.change().continued());
    session.wait("the same frame again", |screen| {
        screen.alternate_screen() && lines(screen) == before
    });
    session.assert_taken();
    session.see("te", "half a note");
}
