//! The main job by keys alone: from nothing to a vendor's answers, exhibit and report; and long texts pasted into a note.

use super::home::Home;
use crate::report_engine::reader::Reader;

const SAVE: &str = "\x13";

#[test]
fn from_the_first_start_to_the_report_by_keys_alone() {
    let home = Home::empty();
    let agreement = home.document("agreement.pdf", b"%PDF-1.7 signed by both\n");
    let mut session = home.start();
    session.wait_for("Welcome");
    session.keys("\x1b[BRiver Clinic\x13");
    session.wait_for("n new vendor");
    session.keys("nAcme Cloud\x13");
    // The first steps open the interview by themselves.
    session.wait_for("First steps, 2 of 3");
    session.keys("N");
    session.wait_for("Who answers");
    session.keys("Omar Haddad\x13");
    session.wait_for("saved");
    // A digit answers; a note goes with the answer.
    session.answer(1);
    session.see("iDecided by legal in March.", "Decided by legal in March.");
    session.keys(SAVE);
    session.wait_until_gone("ctrl-s");
    // The question on the signed agreement, which a file shows.
    session.keys("}");
    session.wait_for("baa.executed");
    session.answer(1);
    session.see("a", "Attach");
    session.keys(format!("{}\x1b[B\x1b[B\x1b[B2026-03-14\x13", agreement.display()));
    session.wait_for("A-01");
    // Leaving, and coming back to the same question.
    session.keys("\x03");
    assert_eq!(session.end(), Some(0));
    session = home.interview();
    session.wait_for("baa.executed");
    assert!(session.text().contains("A-01"), "{}", session.text());
    // The report.
    session.see("r", "Report");
    session.see("p", "Write to");
    session.keys(SAVE);
    session.wait_for("The report is");
    session.keys("\x03");
    assert_eq!(session.end(), Some(0));

    let report = pdf_in(&home);
    let text: String = report.parts().into_iter().map(|(_, _, text)| text + "\n").collect();
    for words in [
        "River Clinic",
        "Acme Cloud",
        "risk.ba_status",
        "Decided by legal in March.",
        "A-01",
        "agreement.pdf",
        "Omar Haddad",
    ] {
        assert!(text.contains(words), "the report does not hold '{words}'");
    }
    let answers = home.answers();
    assert_eq!(answers.first().unwrap().0, "risk.ba_status", "{answers:?}");
    let (question, reply) = answers.last().unwrap();
    assert_eq!(
        (question.as_str(), reply.starts_with("Yes")),
        ("baa.executed", true),
        "{answers:?}"
    );
    assert_eq!(home.recorded("interview_opened").len(), 2);
    home.run(&["verify"]);
}

/// The one PDF that was written in this home, beside the file that was attached.
fn pdf_in(home: &Home) -> Reader {
    let mut found = Vec::new();
    let mut folders = vec![home.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            match path.file_name().and_then(|name| name.to_str()) {
                Some("agreement.pdf" | "vault") => {}
                Some(_) if path.is_dir() => folders.push(path),
                Some(_) if path.extension().is_some_and(|end| end == "pdf") => found.push(path),
                _ => {}
            }
        }
    }
    assert_eq!(found.len(), 1, "{found:?}");
    Reader::new(&std::fs::read(&found[0]).unwrap())
}

#[test]
fn ten_kibibytes_pasted_into_a_note_are_one_change() {
    let line = "q 1 2 3 u\t- every key of the program is in this line, and none of them acts; ";
    let mut pasted = line.repeat(10 * 1024 / line.len());
    pasted.push_str(&"x".repeat(10 * 1024 - pasted.len() - 4));
    pasted.push_str("\nend");
    assert_eq!(pasted.len(), 10 * 1024);

    let home = Home::with_vendor();
    let mut session = home.interview();
    session.answer(2);
    session.see("i", "ctrl-s");
    session.keys(format!("\x1b[200~{}\x1b[201~", pasted.replace('\n', "\r")));
    session.wait("the end of the paste", |screen| {
        screen.contents().lines().any(|line| line.trim() == "end")
    });
    assert_eq!(home.answers().len(), 1, "nothing is recorded by pasting");
    session.keys(SAVE);
    session.wait_until_gone("ctrl-s");
    session.wait_for("saved");
    let answers = home.recorded("answer_set");
    assert_eq!(answers.len(), 2);
    let journal = journal_of(&home);
    let note = journal.last().unwrap()["payload"]["note"].as_str().unwrap();
    assert_eq!(note, pasted);
    // One undo takes it all back.
    session.see("u", "Undo");
    session.keys("\r");
    session.wait("the note to be gone", |screen| {
        let text = screen.contents();
        text.contains("2 (•)") && text.contains("Note: none")
    });
    assert_eq!(home.recorded("undone").len(), 1);
}

#[test]
fn what_is_pasted_outside_a_field_runs_no_command() {
    let home = Home::with_vendor();
    let mut session = home.start();
    session.wait_for("Acme Cloud");
    session.keys("\x1b[200~n\rqqq\x03\x1b[201~");
    session.see("?", "Help");
    assert!(!session.text().contains("New vendor: "), "{}", session.text());
    session.keys("\x1b");
    session.wait_until_gone("Help:");
    session.keys("q");
    assert_eq!(session.end(), Some(0));
}

/// The payloads in the vendor's journal, read from its file.
fn journal_of(home: &Home) -> Vec<serde_json::Value> {
    let vendor = std::fs::read_dir(home.data().join("vendors")).unwrap().next().unwrap().unwrap();
    let text = std::fs::read_to_string(vendor.path().join("journal.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
