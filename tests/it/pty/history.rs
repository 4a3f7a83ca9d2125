//! The history in a terminal: an answer corrected with a reason, and the record looked at as it was before.

use super::home::Home;

#[test]
fn a_past_event_is_looked_at_and_today_comes_back_as_it_was() {
    let home = Home::with_vendor();
    home.run(&["answer", "acme", "baa.executed", "yes"]);
    home.run(&["answer", "acme", "baa.executed", "no", "--reason", "one signature is missing"]);
    let mut session = home.start();
    session.wait_for("Acme Cloud");
    session.see("gh", "baa.executed: Yes → No");
    session.see("j", "After    Yes");
    session.see("@", "As of  #1");
    session.see("\r", "AS OF #1");
    session.see("\r", "1 (•) Yes");
    session.see("2", "Not now: this is the record as of");
    session.see("\x1b", "After    Yes");
    session.see("\x1b", "This is today again");
    session.wait_for("baa.executed: Yes → No");
    session.see("R", "Correct baa.executed");
    session.keys("\x01\x0bpartial\tonly the amendment is unsigned\x13");
    session.wait_for("4 events");
    session.keys("\x03");
    assert_eq!(session.end(), Some(0));
    let answers = home.recorded("answer_set");
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[2]["corrects"], 2);
    assert_eq!(answers[2]["reason"], "only the amendment is unsigned");
    home.run(&["verify"]);
}
