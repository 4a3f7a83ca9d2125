//! The mouse in a terminal: real reports of a click act, it is asked for only where it is wanted, and never for its movement.

use vt100::{MouseProtocolEncoding, MouseProtocolMode};

use super::home::Home;
use super::session::{Session, lines};

/// A click where these words are.
fn click(session: &mut Session, words: &str) {
    session.wait_for(words);
    let rows = session.screen(lines);
    let (row, column) = rows
        .iter()
        .enumerate()
        .find_map(|(row, line)| Some((row, line.split_once(words)?.0.chars().count())))
        .unwrap();
    let (x, y) = (column + 1, row + 1);
    session.keys(format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"));
}

#[test]
fn a_click_selects_a_row_two_open_it_and_the_footer_runs_commands() {
    let home = Home::with_vendor();
    home.run(&["vendor", "add", "Bravo Billing"]);
    let mut session = home.start();
    session.wait_for("> Acme Cloud");
    assert_eq!(session.screen(vt100::Screen::mouse_protocol_encoding), MouseProtocolEncoding::Sgr);
    click(&mut session, "Bravo Billing");
    session.wait_for("> Bravo Billing");
    // Turning the wheel away, over the list.
    session.keys("\x1b[<64;10;5M");
    session.wait_for("> Acme Cloud");
    click(&mut session, "n new vendor");
    session.wait_for("Name");
    click(&mut session, "esc close");
    session.wait_until_gone("esc close");
    click(&mut session, "Bravo Billing");
    click(&mut session, "Bravo Billing");
    session.wait_for("Who answers");
    let asked = String::from_utf8_lossy(&session.bytes()).into_owned();
    for moving in ["?1002h", "?1003h"] {
        assert!(!asked.contains(moving), "{moving} makes the program wake by moving");
    }
    session.keys("\x03");
    assert_eq!(session.end(), Some(0));
    session.assert_given_back();
}

#[test]
fn without_the_mouse_nothing_is_asked_of_the_terminal() {
    let home = Home::with_vendor().with("PROOFBOOK_MOUSE", "false");
    let mut session = home.start();
    session.wait_for("Acme Cloud");
    assert_eq!(session.mouse(), MouseProtocolMode::None);
    session.keys("\x03");
    assert_eq!(session.end(), Some(0));
    session.assert_given_back();
    let asked = String::from_utf8_lossy(&session.bytes()).into_owned();
    assert!(!asked.contains("?1000") && !asked.contains("?1006"));
}

#[test]
fn keys_of_ones_own_that_clash_are_a_problem_and_the_program_starts_all_the_same() {
    let home = Home::with_vendor().with("PROOFBOOK_KEYS", r#"{"add": "q"}"#);
    let mut session = home.start();
    session.wait_for("Acme Cloud");
    session.wait_for("keys.add says 'q'");
    session.wait_for("n new vendor");
    session.see("\x1bOP", "which is the key of 'Back; at the top, quit'");
    session.wait_for("change \"keys\" in the settings file");
    session.see("\x1b", "n new vendor");
    session.keys("q");
    assert_eq!(session.end(), Some(0));
    let home = home.with("PROOFBOOK_KEYS", r#"{"add": "f2"}"#);
    let mut session = home.start();
    session.wait_for("f2 new vendor");
    session.see("\x1bOQ", "Name");
    session.keys("\x03");
    assert_eq!(session.end(), Some(0));
}
