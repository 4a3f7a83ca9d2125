//! Work beside the screens in the terminal itself: keys go on, it can be stopped, and whatever ends the program leaves no half file.

use super::home::Home;
use super::session::Session;

/// A list of so many vendors.
fn list(home: &Home, rows: usize) -> String {
    let rows: Vec<String> = (1..=rows).map(|row| format!("Vendor {row:03},high\n")).collect();
    let rows = rows.concat();
    home.document("list.csv", format!("name,tier\n{rows}").as_bytes()).display().to_string()
}

/// A home with so many vendors.
fn with_vendors(rows: usize) -> Home {
    let home = Home::founded();
    let list = list(&home, rows);
    home.run(&["vendor", "import", &list]);
    home
}

/// Starts the portfolio; the first step of it is seen.
fn writing_the_portfolio(home: &Home) -> Session {
    let mut session = home.start();
    session.wait_for("Vendor 001");
    session.see("P", "Write to");
    // The field is emptied: from its end back to its beginning.
    session.keys("\x05");
    session.keys("\x7f".repeat(80));
    session.keys(home.path().join("all.pdf").display().to_string());
    session.see("\x13", "Writing the portfolio");
    session
}

#[test]
fn a_note_is_typed_while_the_report_is_written_and_no_letter_is_lost() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    session.answer(1);
    session.see("r", "Report");
    session.see("p", "Write to");
    session.see("\x13", "riting");
    session.see("gi", "Who answers");
    session.keys("\x1b");
    session.wait_until_gone("Who answers");
    session.see("i", "ctrl-s record the note");
    let note = "Every letter of this note was typed while the report was being written.";
    for letter in note.chars() {
        session.keys(letter.to_string());
    }
    session.wait_for("The report is in");
    session.wait_for("being written.");
    session.keys("\x13");
    session.wait_until_gone("ctrl-s");
    session.wait_for("saved");
    assert!(home.journals().contains(note), "{}", home.drafts());
    assert_eq!(home.recorded("report_written").len(), 1);
    home.run(&["verify"]);
}

#[test]
fn an_import_that_is_stopped_says_how_far_it_came_and_goes_on_later() {
    let home = Home::with_vendor();
    let path = list(&home, 400);
    let mut session = home.start();
    session.wait_for("Acme Cloud");
    session.keys("\x10Import a list\r");
    session.wait_for("The file is looked at first");
    session.keys(format!("{path}\x13"));
    session.wait_for("adds 400 vendors");
    session.keys("\t\r");
    session.wait_for("recording vendors");
    session.keys("\x18");
    session.wait_for("Stopped: importing the list of vendors.");
    session.wait_for("of 400 vendors were recorded in");
    session.keys("q");
    assert_eq!(session.end(), Some(0));
    let vendors =
        home.run(&["vendor", "list"]).lines().filter(|row| row.contains("Vendor ")).count();
    assert!((1..400).contains(&vendors), "{vendors}");
    home.run(&["verify"]);
    let checked = home.run(&["vendor", "import", &path, "--check"]);
    assert!(checked.contains(&format!("it would add {} vendors", 400 - vendors)), "{checked}");
}

#[test]
fn whatever_is_stopped_or_left_leaves_no_half_file() {
    let home = with_vendors(60);
    let mut session = writing_the_portfolio(&home);
    session.keys("\x18");
    session.wait_for("Stopped: writing the portfolio. Nothing of it was left");
    assert_eq!(home.files("all.pdf"), [""; 0]);
    session.keys("q");
    assert_eq!(session.end(), Some(0));
    // Left by key: what became of it is said where the shell is again.
    let mut session = writing_the_portfolio(&home);
    session.keys("\x03");
    assert_eq!(session.end(), Some(0));
    session.assert_given_back();
    session.wait_for("Stopped on leaving: writing the portfolio");
    assert_eq!(home.files("all.pdf"), [""; 0]);
    // The window is closed.
    let mut session = writing_the_portfolio(&home);
    session.close("!");
    session.end();
    assert_eq!(home.files("all.pdf"), [""; 0]);
    // A request to end.
    let mut session = writing_the_portfolio(&home);
    session.signal(rustix::process::Signal::TERM);
    assert!(session.end().is_some());
    session.assert_given_back();
    assert_eq!(home.files("all.pdf"), [""; 0]);
    home.run(&["verify"]);
}
