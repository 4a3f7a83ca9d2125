//! Starting: the first frame, the first start, and where there is no terminal to draw in.

use super::home::Home;

#[test]
fn the_program_draws_at_80_by_24_and_takes_the_terminal() {
    let home = Home::with_vendor();
    let mut session = home.start();
    session.wait_for("Acme Cloud");
    session.wait("the footer", |screen| {
        screen.rows(0, 80).last().is_some_and(|footer| footer.contains("help"))
    });
    session.assert_taken();
    session.see("?", "Help");
    session.keys("\x1b");
    session.wait_until_gone("Help:");
}

#[test]
fn an_empty_folder_asks_for_a_name_or_loads_the_sample() {
    let home = Home::empty();
    let mut session = home.start();
    session.wait_for("Welcome");
    // Nothing is made before the user says so.
    assert!(!home.data().exists());
    session.see("\x1b[C", "sample");
    session.see("\x13", "SAMPLE");
    assert!(home.run(&["status"]).contains("SAMPLE"));
}

#[test]
fn a_dumb_terminal_gets_no_escape_code() {
    for words in [&["status"][..], &["--help"], &["answer", "acme", "nothing", "yes"]] {
        let home = Home::with_vendor().with("TERM", "dumb");
        let mut session = home.start_with(words);
        session.end();
        session.drain();
        let bytes = session.bytes();
        assert!(!bytes.is_empty(), "{words:?}");
        assert!(!bytes.contains(&0x1b), "{words:?}: {}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_dumb_terminal_holds_the_interview_in_plain_lines() {
    for words in [&[][..], &["interview", "acme"]] {
        let home = Home::with_vendor().with("TERM", "dumb");
        let mut session = home.start_with(words);
        session.wait_for("\n> ");
        // The end of the input, as it is typed.
        session.keys("\x04");
        assert_eq!(session.end(), Some(0));
        session.drain();
        assert!(!session.bytes().contains(&0x1b), "{words:?}: {}", session.text());
    }
}

#[test]
fn pipes_get_no_escape_code() {
    let home = Home::with_vendor();
    for words in [&[][..], &["status"], &["gaps"], &["report", "acme", "--text"], &["--help"]] {
        let output = home.output(words);
        let all = [output.stdout, output.stderr].concat();
        assert!(!all.is_empty(), "{words:?}");
        assert!(!all.contains(&0x1b), "{words:?}: {}", String::from_utf8_lossy(&all));
    }
}

#[test]
fn keys_from_a_pipe_start_no_screens() {
    // The output is a terminal here and the input is none.
    let home = Home::with_vendor();
    let mut command = portable_pty::CommandBuilder::new("/bin/sh");
    let program = env!("CARGO_BIN_EXE_proofbook");
    command.args(["-c", &format!("echo q | '{program}' --data data")]);
    let mut session = home.start_command(command);
    session.end();
    session.drain();
    assert!(!session.bytes().contains(&0x1b), "{}", session.text());
    assert!(session.text().contains("Acme") || session.text().contains("terminal"));
}
