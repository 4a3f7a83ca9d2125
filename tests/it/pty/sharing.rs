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
