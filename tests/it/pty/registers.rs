//! Registers in a terminal: an agreement with its clause by keys alone, a crash while a form is open, and two programs at one record.

use super::home::Home;

const SAVE: &str = "\x13";

/// A program on the registers of the only vendor.
fn registers(home: &Home) -> super::session::Session {
    let mut session = home.start();
    session.wait_for("Acme Cloud");
    session.see("gs", "Agreements");
    session
}

#[test]
fn an_agreement_its_clause_and_its_paper_by_keys_alone() {
    let home = Home::with_vendor();
    let paper = home.document("agreement.pdf", b"%PDF-1.7 signed by both\n");
    let mut session = registers(&home);
    session.see("n", "Kind (needed)");
    session.keys(format!("1\t\t2024-03-01{SAVE}"));
    session.wait_for("AG-01 recorded");
    session.see("C", "New clause of AG-01");
    session.keys(format!("\t6\twithin 24 hours of discovery\t\t\t24{SAVE}"));
    session.wait_for("CL-01 recorded");
    session.see("a", "Attach a file to AG-01");
    session.keys(format!("{}{SAVE}", paper.display()));
    session.wait_for("Exhibit: A-01 agreement.pdf");
    session.see("x", "Not now: AG-01 is on file in Agreements.");
    session.see("{{{x", "Leave it empty");
    session.keys("\t\r");
    session.wait_for("Subcontractors: known to be none");
    session.keys("\x03");
    assert_eq!(session.end(), Some(0));
    assert_eq!(home.recorded("record_set").len(), 3, "agreement, clause, and the link");
    assert_eq!(home.recorded("registers_none").len(), 1);
    home.run(&["verify"]);
    let session = registers(&home);
    session.wait_for("Clauses: CL-01 Breach notice");
}

#[test]
fn after_a_crash_the_form_is_as_it_was_typed() {
    let home = Home::with_vendor();
    let mut session = registers(&home);
    session.see("n", "Kind (needed)");
    session.see("2\tKept from the crash", "Kept from the crash");
    let start = std::time::Instant::now();
    while !home.drafts().contains("Kept from the crash") {
        assert!(start.elapsed() < super::session::limit(), "no draft was kept");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    session.kill();

    let mut session = registers(&home);
    session.wait_for("Typed and not recorded yet");
    session.see("n", "Kept from the crash");
    assert!(session.text().contains("< Contract >"), "{}", session.text());
    assert!(home.recorded("record_set").is_empty(), "a draft is no record");
    session.keys(format!("\t\t2024-03-01{SAVE}"));
    session.wait_for("AG-01 recorded");
    assert!(!home.drafts().contains("Kept from"), "{}", home.drafts());
}

#[test]
fn of_two_programs_the_second_sees_what_the_first_recorded() {
    let home = Home::with_vendor();
    let mut first = registers(&home);
    first.see("n", "Kind (needed)");
    first.keys(format!("1\t\t2024-03-01{SAVE}"));
    first.wait_for("AG-01 recorded");
    let mut second = registers(&home);
    second.see("\r", "Change AG-01");
    second.see("\tTyped by the second", "Typed by the second");
    first.see("\r", "Change AG-01");
    first.keys(format!("\tRecorded by the first{SAVE}"));
    first.wait_for("AG-01 changed");
    second.keys(SAVE);
    second.wait_for("was changed by somebody else");
    assert!(second.text().contains("Typed by the second"), "{}", second.text());
    assert_eq!(home.recorded("record_set").len(), 2);
    second.keys(SAVE);
    second.wait_for("AG-01 changed");
    assert_eq!(home.recorded("record_set").len(), 3);
}
