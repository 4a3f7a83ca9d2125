//! Programs of their own on one journal: killed at any moment, and writing at once.
//!
//! The other programs are this test binary, run with the one ignored test that is such a program.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use proofbook::io::late::Late;
use proofbook::io::{Disk, SharedIo};
use proofbook::journal::{self, Journal, Reading, State};

use crate::record::*;

const FOLDER: &str = "PROOFBOOK_TEST_FOLDER";
const WRITER: &str = "PROOFBOOK_TEST_WRITER";
const COUNT: &str = "PROOFBOOK_TEST_COUNT";
const FLUSHES: &str = "PROOFBOOK_TEST_FLUSHES";

/// Whether the writer flushes what it writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flushes {
    /// As the program does.
    Honest,
    /// Never: the control that must lose.
    Never,
}

/// A program that saves numbered answers and says of each, once it is acknowledged, that it was saved.
#[test]
#[ignore = "not a test: the program that the other tests here run and kill"]
fn writer() {
    let setting = |name: &str| std::env::var(name).unwrap();
    let disk: SharedIo = Arc::new(Disk);
    let never = std::env::var(FLUSHES).is_ok_and(|flushes| flushes == "never");
    let io: SharedIo = if never { Arc::new(Late::new(disk)) } else { disk };
    let (now, by) = (clock(), by(&setting(WRITER)));
    let folder = setting(FOLDER);
    let mut opened = Journal::open(&io, Path::new(&folder), &genesis(), &now, &by).unwrap();
    let first = opened
        .events
        .iter()
        .filter(|event| event.by == by && event.change.kind() == "answer_set")
        .count();
    let mut out = std::io::stdout().lock();
    for turn in first..first + setting(COUNT).parse::<usize>().unwrap() {
        opened.journal.append(&now, &by, |_| Ok::<_, Never>(answer(&turn.to_string()))).unwrap();
        writeln!(out, "saved {turn}").unwrap();
        out.flush().unwrap();
    }
}

fn start(folder: &Path, name: &str, count: usize) -> Child {
    start_writer(folder, name, count, Flushes::Honest, Stdio::piped())
}

/// Starts the writer; what it saved goes where it is told.
pub(crate) fn start_writer(
    folder: &Path,
    name: &str,
    count: usize,
    flushes: Flushes,
    saved: Stdio,
) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "processes::writer", "--nocapture"])
        .env(FOLDER, folder)
        .env(WRITER, name)
        .env(COUNT, count.to_string())
        .env(FLUSHES, if flushes == Flushes::Never { "never" } else { "honest" })
        .stdout(saved)
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The last number that the program said was saved.
fn last_saved(child: &mut Child) -> Option<usize> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    lines.filter_map(|line| line.strip_prefix("saved ")?.parse().ok()).last()
}

fn read(folder: &Path) -> Reading {
    journal::read(&Disk, folder, &genesis()).unwrap()
}

fn answers_of(reading: &Reading, name: &str) -> Vec<String> {
    let own = reading
        .events
        .iter()
        .filter(|event| event.by.as_str() == name && event.change.kind() == "answer_set");
    own.map(|event| note(event).to_owned()).collect()
}

#[test]
fn a_program_killed_at_any_moment_loses_nothing_that_it_said_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut saved = 0;
    let mut round = 0_u64;
    // On a machine that is busy, a program may be killed before it wrote anything: then there are more rounds.
    while round < 40 || saved <= 100 {
        round += 1;
        assert!(round < 2_000, "only {saved} events: the programs were killed before they wrote");
        let mut child = start(folder.path(), "killed", 100_000);
        std::thread::sleep(Duration::from_millis(8 + round * 7 % 31));
        child.kill().unwrap();
        let said = last_saved(&mut child).map_or(saved, |last| last + 1);
        child.wait().unwrap();
        let reading = read(folder.path());
        assert!(reading.is_writable(), "{:?}", reading.state);
        let found = answers_of(&reading, "killed");
        let expected: Vec<String> = (0..found.len()).map(|turn| turn.to_string()).collect();
        assert_eq!(found, expected);
        assert!(
            found.len() >= said && said >= saved,
            "round {round}: said {said}, found {}",
            found.len()
        );
        saved = found.len();
    }
}

#[test]
fn four_programs_of_two_hundred_events_leave_no_gap() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["one", "two", "three", "four"];
    let mut children = names.map(|name| start(folder.path(), name, 200));
    for child in &mut children {
        assert_eq!(last_saved(child), Some(199));
        assert!(child.wait().unwrap().success());
    }
    let reading = read(folder.path());
    assert_eq!((reading.state.clone(), reading.events.len()), (State::Whole, 800));
    let expected: Vec<String> = (0..200).map(|turn| turn.to_string()).collect();
    for name in names {
        assert_eq!(answers_of(&reading, name), expected);
    }
}
