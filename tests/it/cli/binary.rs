//! The program itself, as a process: exit codes, ends, and what only a process shows.

use std::process::{Command, Output, Stdio};

fn program(folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proofbook"));
    command.env_clear().env("HOME", folder).env("USER", "dana");
    // Windows needs these to start a process and to find a home.
    for name in ["SystemRoot", "USERPROFILE", "APPDATA", "LOCALAPPDATA"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.arg("--data").arg(folder.join("data")).stdin(Stdio::null());
    command
}

fn ran(mut command: Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn a_record_is_begun_kept_and_read_again() {
    let place = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let mut command = program(place.path());
        command.args(words);
        ran(command)
    };
    let (code, stdout, stderr) = run(&["vendor", "add", "Northwind"]);
    assert_eq!((code, stdout.contains("'northwind'")), (Some(0), true), "{stdout}{stderr}");
    assert!(stderr.contains("Made a new record"), "{stderr}");
    assert_eq!(run(&["answer", "northwind", "baa.executed", "no"]).0, Some(0));
    assert_eq!(run(&["gaps"]).0, Some(1));
    assert_eq!(run(&["gaps", "--severity", "x"]).0, Some(2));
    let (code, log, _) = run(&["--json", "log", "northwind"]);
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!((code, log["events"][1]["by"].as_str()), (Some(0), Some("dana")));
    assert_eq!(run(&["verify"]).0, Some(0));
    let (code, stdout, _) = run(&["--version"]);
    assert_eq!((code, stdout.trim()), (Some(0), concat!("proofbook ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn a_data_folder_may_be_named_as_seen_from_where_the_program_is_started() {
    let place = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proofbook"));
        command.current_dir(place.path()).env("USER", "dana").args(words).stdin(Stdio::null());
        ran(command)
    };
    let (code, _, stderr) = run(&["--data", "record", "vendor", "add", "Northwind"]);
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(run(&["--data", "record", "verify"]).0, Some(0));
    assert!(place.path().join("record").is_dir());
}

#[test]
fn without_a_terminal_plain_lines_take_the_place_of_screens() {
    let place = tempfile::tempdir().unwrap();
    let (code, stdout, stderr) = ran(program(place.path()));
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert!(stdout.contains("Welcome to Proofbook"), "{stdout}");
    assert!(!stdout.contains('\u{1b}'), "{stdout:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_closed_early_ends_well() {
    let place = tempfile::tempdir().unwrap();
    let mut command = program(place.path());
    command.args(["--json", "question", "list"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    assert_eq!(ended.stderr, b"");
}
