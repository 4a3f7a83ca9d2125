//! Two programs on one record: both record, each shows what the other did, and neither overwrites what it did not see.

use super::home::Home;

#[test]
fn a_second_instance_records_too_and_the_first_shows_it() {
    let home = Home::with_vendor();
    let mut first = home.interview();
    first.answer(1);
    let mut second = home.interview();
    // The second stands at the same question and goes on to the next one.
    second.keys(".");
    second.wait_for("2 of 4");
    second.answer(2);
    // The first records at its own place, and shows what the other did.
    first.answer(2);
    assert_eq!(home.answers().len(), 3);
    first.keys(".");
    first.wait("the answer of the second", |screen| {
        let text = screen.contents();
        text.contains("risk.phi_volume") && text.contains("2 (•)")
    });
    // And the second, which shows that question with its first answer, shows what the first made of it without recording anything:
    // it looks every minute, and two seconds after something was typed.
    second.keys("\x1b[D");
    second.wait_for("1 of 4");
    second.keys("ix");
    second.wait("the later answer of the first", |screen| {
        let text = screen.contents();
        text.contains("risk.ba_status") && text.contains("2 (•)")
    });
    second.keys("\x1b");
    home.run(&["verify"]);
}

#[test]
fn an_answer_that_was_not_seen_is_not_overwritten() {
    let home = Home::with_vendor();
    let mut first = home.interview();
    let mut second = home.interview();
    second.answer(2);
    first.keys("1");
    // Nothing is recorded; the other's answer is shown, and the next press is about that.
    first.wait("the answer of the second", |screen| {
        let text = screen.contents();
        text.contains("2 (•)") && !text.contains("saved")
    });
    assert_eq!(home.answers().len(), 1);
    first.answer(1);
    assert_eq!(home.answers().len(), 2);
}

/// What a terminal says when its window has the focus again.
const FOCUSED: &str = "\x1b[I";

#[test]
fn who_comes_back_to_the_window_sees_what_the_other_answered() {
    let home = Home::with_vendor();
    let mut first = home.interview();
    let mut second = home.interview();
    second.answer(1);
    first.see(FOCUSED, "Another window, meanwhile: risk.ba_status answered");
    // The question is where it was.
    assert!(first.text().contains("risk.ba_status, in force"), "{}", first.text());
    // The first key after a while looks, too; silence is the one thing that cannot be waited for.
    second.keys(".");
    second.wait_for("2 of 4");
    std::thread::sleep(std::time::Duration::from_secs(6));
    second.answer(3);
    first.see(".", "risk.phi_volume");
    first.wait("the answer of the second", |screen| screen.contents().contains("3 (•)"));
}

#[test]
fn the_terminal_tells_of_the_focus_only_while_the_program_has_it() {
    let home = Home::with_vendor();
    let mut session = home.start();
    session.wait_for("Acme Cloud");
    session.keys("q");
    assert_eq!(session.end(), Some(0));
    session.drain();
    let bytes = session.bytes();
    let last = |mark: &[u8]| bytes.windows(mark.len()).rposition(|bytes| bytes == mark);
    assert!(last(b"\x1b[?1004h").unwrap() < last(b"\x1b[?1004l").unwrap());
}
