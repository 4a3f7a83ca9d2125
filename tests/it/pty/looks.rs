//! What reaches the terminal: without color, in ASCII, at other sizes, with hostile names, and when nothing happens.

use super::home::Home;
use super::session::{Session, lines};

/// The parameters of every sequence that sets a look, such as `7` or `38;5;2`.
fn looks_set(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    sequences.collect()
}

/// Whether a sequence sets a color, or is the empty form of one.
fn is_color(parameters: &str) -> bool {
    parameters.contains(';') && parameters.split(';').all(str::is_empty)
        || parameters.split(';').any(|number| {
            matches!(number.parse::<u8>(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107))
        })
}

/// Walks past every screen of a vendor, each drawn once.
fn walk(session: &mut Session) {
    session.wait_for("Acme");
    for (keys, words) in [
        ("ge", "Evidence"),
        ("ga", "Gaps"),
        ("gf", "Follow-ups"),
        ("r", "Report"),
        ("gi", "Who answers"),
    ] {
        session.keys(keys);
        session.wait(words, |screen| screen.contents().contains(words));
    }
    session.keys("\x13");
    session.wait_for("saved");
    session.see("?", "Help");
    session.keys("\x1b");
    session.wait_until_gone("Help:");
    session.see("\x10", "All commands");
    session.keys("\x1b");
    session.wait_until_gone("All commands");
    session.keys("gv");
    session.wait("the vendors", |screen| !screen.contents().contains("Interview"));
}

/// The rows of the screen that hold a reversed cell.
fn reversed_rows(session: &Session) -> Vec<String> {
    session.screen(|screen| {
        let reversed = |row: u16| (0..80).any(|column| screen.cell(row, column).unwrap().inverse());
        let rows = screen.rows(0, 80).collect::<Vec<_>>().into_iter().enumerate();
        rows.filter(|(row, _)| reversed(u16::try_from(*row).unwrap()))
            .map(|(_, text)| text)
            .collect()
    })
}

#[test]
fn without_color_the_focus_is_still_reverse_and_bold() {
    let home = Home::with_vendor().with("NO_COLOR", "1");
    let mut session = home.start();
    session.wait_for("Acme Cloud");
    session.wait("a row in focus", |screen| {
        (0..24).any(|row| {
            let cells = |column| screen.cell(row, column).unwrap();
            (0..4).any(|column| cells(column).bold() && cells(column).inverse())
                && cells(60).inverse()
        })
    });
    assert_eq!(reversed_rows(&session).len(), 1, "{:?}", reversed_rows(&session));
    assert!(reversed_rows(&session)[0].contains("Acme Cloud"));
    walk(&mut session);
    let set = looks_set(&session.bytes());
    assert!(set.iter().any(|one| one == "7") && set.iter().any(|one| one == "1"), "{set:?}");
    assert_eq!(set.iter().find(|one| is_color(one)), None);
}

#[test]
fn with_color_the_focus_is_the_same_row() {
    let home = Home::with_vendor();
    let mut session = home.start();
    session.wait_for("help");
    assert!(reversed_rows(&session)[0].contains("Acme Cloud"));
    walk(&mut session);
    assert!(
        looks_set(&session.bytes()).iter().any(|one| is_color(one)),
        "no color where it was not forbidden"
    );
}

#[test]
fn in_a_locale_without_utf_8_only_ascii_is_drawn() {
    let home = Home::with_vendor().with("LANG", "C");
    home.run(&["vendor", "set", "acme", "name", "Acme Caf\u{e9} \u{202e}Cloud \u{65e5}\u{672c}"]);
    let mut session = home.start();
    walk(&mut session);
    let bytes = session.bytes();
    let shown =
        String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_ascii()).collect::<String>();
    assert_eq!(shown, "");
}

/// A name that would turn text around, hide, and set a title, were it printed as it is.
const HOSTILE: &str =
    "Acme\u{202e}tropeR\u{2066} \u{200b}\u{200d}\u{feff}LLC\u{e0041}\u{ad}\u{2028}";

/// Whether a character acts on a terminal, reorders text or hides. Written out here, not taken from the program.
fn is_hostile(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The text between the terminal's own sequences, and the sequences that are none of the program's.
fn printed(bytes: &[u8]) -> (String, Vec<String>) {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let mut pieces = text.split('\x1b');
    let mut printed = pieces.next().unwrap().to_owned();
    let mut foreign = Vec::new();
    for piece in pieces {
        let end = piece.find(|c: char| c.is_ascii_alphabetic());
        match (piece.starts_with('['), end) {
            (true, Some(end)) => printed.push_str(&piece[end + 1..]),
            _ => foreign.push(piece.to_owned()),
        }
    }
    (printed, foreign)
}

#[test]
fn no_character_of_a_name_acts_on_the_terminal() {
    let home = Home::with_vendor();
    home.run(&["vendor", "set", "acme", "name", HOSTILE]);
    home.run(&["answer", "acme", "baa.executed", "no", "--note", HOSTILE, "--given-by", HOSTILE]);
    home.document("e\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}.pdf", b"x");
    home.document("second.pdf", b"y");
    let file = std::fs::read_dir(home.path()).unwrap().flatten().map(|entry| entry.path());
    let file = file.filter(|path| path.extension().is_some_and(|end| end == "pdf"));
    for file in file {
        home.run(&[
            "evidence",
            "add",
            "acme",
            file.to_str().unwrap(),
            "--supports",
            "baa.executed",
        ]);
    }
    let mut session = home.start();
    walk(&mut session);
    session.see("\r", "Who answers");
    session.see("\x13", "saved");
    session.see("}", "baa.executed");
    session.see("b", "45 CFR");
    session.keys("ge");
    session.wait_for("A-02");
    session.see("k", "[2J");
    let shown = session.text();
    assert!(shown.contains("‹U+"), "{shown}");
    let (printed, foreign) = printed(&session.bytes());
    assert_eq!(foreign, Vec::<String>::new());
    assert_eq!(printed.chars().find(|c| is_hostile(*c)), None);
}

#[test]
fn the_screen_follows_the_size_of_the_window() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    // With the first answer of a record the first steps are said to be done, which is said once.
    session.answer(2);
    session.answer(1);
    session.wait_for("risk.ba_status answered");
    let wide = session.screen(lines);
    session.resize(60, 16);
    session.wait("a smaller frame", |screen| {
        let rows: Vec<String> = screen.rows(0, 60).collect();
        rows[15].contains("help") && rows[0].contains("Acme Cloud")
    });
    session.answer(2);
    session.resize(40, 10);
    session.wait_for("60 by 16");
    // Keys still work while nothing but that can be shown.
    session.keys("1");
    session.resize(80, 24);
    session
        .wait("the frame of before", |screen| without_time(&lines(screen)) == without_time(&wide));
    let replies: Vec<String> = home.answers().into_iter().map(|(_, reply)| reply).collect();
    assert_eq!(replies.len(), 4);
    assert_eq!(replies[1], replies[3]);
}

/// The lines of a screen without the time of the last save.
fn without_time(lines: &[String]) -> Vec<&String> {
    lines.iter().filter(|line| !line.contains("saved")).collect()
}

/// How often the program has gone to sleep of itself since it was started, over all its threads.
#[cfg(target_os = "linux")]
fn sleeps(session: &Session) -> u64 {
    let threads = std::fs::read_dir(format!("/proc/{}/task", session.process())).unwrap();
    let of_thread = |thread: std::fs::DirEntry| {
        let status = std::fs::read_to_string(thread.path().join("status")).unwrap();
        let count = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        count.unwrap().trim().parse::<u64>().unwrap()
    };
    threads.flatten().map(of_thread).sum()
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_program_sleeps() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    session.answer(1);
    session.see("]", "2 of 4");
    let span = std::time::Duration::from_secs(3);
    let mut counts = vec![sleeps(&session)];
    // Idleness is the one thing that cannot be waited for.
    for _ in 0..3 {
        std::thread::sleep(span / 3);
        counts.push(sleeps(&session));
    }
    // The first second may still hold the end of the last draw.
    let woken = counts[3] - counts[1];
    assert!(woken <= 1, "woken {woken} times in two seconds: {counts:?}");
}
