//! The terminal is always given back: left by key, by signal, by panic, for a while, and with the window gone.

use rustix::process::Signal;

use super::home::Home;
use super::session::{Session, lines};

/// Checks that the program has ended by itself and gave the terminal back.
fn left(mut session: Session) {
    let code = session.end();
    assert!(code.is_some(), "a signal ended it before it could give the terminal back");
    session.assert_given_back();
}

#[test]
fn q_and_ctrl_c_leave_the_terminal_as_it_was() {
    let home = Home::with_vendor();
    for key in ["q", "\x03"] {
        let mut session = home.start();
        session.wait_for("Acme Cloud");
        session.assert_taken();
        session.keys(key);
        assert_eq!(session.end(), Some(0));
        session.assert_given_back();
        let text = session.text();
        let after = text.trim().strip_prefix(super::session::BEFORE).unwrap().trim();
        // All that stands below is where the record is.
        assert!(after.starts_with("Everything that was called saved is in "), "{text}");
        assert!(after.ends_with('.'), "{text}");
    }
}

#[test]
fn ctrl_c_works_in_a_field_and_in_a_form_and_keeps_the_note() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    session.see("ikept when I leave", "kept when I leave");
    session.keys("\x03");
    left(session);
    assert!(home.drafts().contains("kept when I leave"));
    let mut session = home.start();
    session.wait_for("Acme Cloud");
    session.see("n", "Name");
    session.keys("\x03");
    left(session);
}

#[test]
fn signals_to_end_give_the_terminal_back_and_keep_the_note() {
    for signal in [Signal::TERM, Signal::HUP] {
        let home = Home::with_vendor();
        let mut session = home.interview();
        session.see("iin the middle of a word", "in the middle of a word");
        session.assert_taken();
        session.signal(signal);
        left(session);
        assert!(home.drafts().contains("in the middle of a word"), "{signal:?}");
    }
}

#[test]
fn a_window_that_is_closed_ends_the_program_and_keeps_the_note() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    session.see("ithe connection is lost", "the connection is lost");
    session.close("!");
    assert!(session.end().is_some(), "it was not ended by the signal but by itself");
    assert!(home.drafts().contains("the connection is lost"), "{}", home.drafts());
}

#[test]
fn ctrl_z_gives_the_terminal_back_until_the_program_is_continued() {
    let home = Home::with_vendor();
    let mut session = home.interview();
    for turn in 1..=2 {
        let before = session.screen(lines);
        session.keys("\x1a");
        let change = session.change();
        assert!(change.stopped(), "{change:?}");
        session.assert_given_back();
        session.signal(Signal::CONT);
        assert!(session.change().continued());
        session.wait("the same frame again", |screen| {
            screen.alternate_screen() && lines(screen) == before
        });
        session.assert_taken();
        session.answer(turn);
    }
    assert_eq!(home.answers().len(), 2);
}

/// Set where this test binary is the program in the terminal.
const IN_TERMINAL: &str = "PROOFBOOK_TEST_PANICS";

/// A program that takes the terminal as ours does, and panics.
#[test]
#[ignore = "not a test: the program that panics in the test below"]
fn panics() {
    use proofbook::tui::look::{Look, Signs, Theme};
    use proofbook::tui::terminal::Terminal;
    assert!(std::env::var_os(IN_TERMINAL).is_some(), "only the test below runs this");
    let mut terminal = Terminal::take().unwrap();
    let look = Look::new(Theme::Mono, Signs::Unicode);
    terminal.draw(&proofbook::app::App::new(), &look).unwrap();
    let mut go_on = String::new();
    std::io::stdin().read_line(&mut go_on).unwrap();
    panic!("what a programmer did not foresee");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_reported() {
    let home = Home::empty().with(IN_TERMINAL, "1");
    let mut command = portable_pty::CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "pty::leaving::panics", "--nocapture"]);
    let mut session = home.start_command(command);
    session
        .wait("the other screen", |screen| screen.alternate_screen() && screen.bracketed_paste());
    session.assert_taken();
    session.keys("\n");
    assert_eq!(session.end(), Some(101));
    session.assert_given_back();
    // It can be read, since it is not on the screen that went away.
    session.wait_for("what a programmer did not foresee");
}
