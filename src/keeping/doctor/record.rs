//! The record: whether it opens, verifies and can be written, how its times stand to the clock, and copies of it that were recorded in.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::{Check, State, vault};
use crate::desk::{Desk, Seat, named_objects};
use crate::domain::event::{Change, Event};
use crate::domain::id::Digest;
use crate::io::{self, Io};
use crate::journal::{Reading, replay};
use crate::keeping::fork::{self, Copies, Fork};
use crate::problem::Problem;
use crate::questionnaires::Weight;
use crate::store::own_questions::OwnFiles;
use crate::store::{JournalName, Store, paths};
use crate::text::many;

/// How far the last event may lie ahead of the clock: within it, recording goes on (rule R3).
const CLOCK_SLACK: SignedDuration = SignedDuration::from_mins(10);

pub(super) fn checks(seat: &Seat) -> Vec<Check> {
    let store = match Store::open(&seat.io, &seat.folder) {
        Ok(store) => store,
        Err(error) => return vec![of_problem("record", &error.into(), "the record does not open")],
    };
    let mut read = Read::default();
    let mut checks = Vec::new();
    for name in names(&store) {
        checks.extend(read.journal(seat, &store, name));
    }
    if checks.is_empty() {
        let what = format!(
            "{} in {} are in order",
            many(read.events, "event"),
            many(read.journals, "journal")
        );
        checks.push(Check::fine("record", what));
    }
    if let Some(refused) = store.read_only() {
        checks.push(of_problem("record", &refused.into(), "nothing can be recorded here"));
    }
    // A sample has a day of its own; its times say nothing about the clock.
    if store.sample().is_none() {
        checks.push(clock(read.last, seat));
    }
    if store.is_verifier_copy() {
        read.named.retain(|digest| !read.counsel.contains(digest));
    }
    checks.extend(vault::checks(&*seat.io, &store, &read.named));
    checks.push(questions(seat));
    checks.push(own_questions(seat));
    checks
}

fn names(store: &Store) -> impl Iterator<Item = JournalName> {
    let vendors = store.vendor_ids().unwrap_or_default().into_iter().map(JournalName::Vendor);
    [JournalName::Store, JournalName::Organization].into_iter().chain(vendors)
}

/// What is remembered of the journals that were read.
#[derive(Default)]
struct Read {
    journals: usize,
    events: usize,
    last: Option<Timestamp>,
    named: BTreeSet<Digest>,
    counsel: BTreeSet<Digest>,
}

impl Read {
    fn journal(&mut self, seat: &Seat, store: &Store, name: JournalName) -> Vec<Check> {
        let reading = match store.read(name) {
            Ok(reading) => reading,
            Err(error) => {
                return vec![of_problem("record", &error.into(), "a journal cannot be read")];
            }
        };
        self.journals += 1;
        self.events += reading.events.len();
        self.last = self.last.max(reading.events.last().map(|event| event.at));
        for event in &reading.events {
            self.named.extend(named_objects(&event.change).into_iter().map(|(digest, _)| digest));
            if let Change::AnswerSet(set) = &event.change {
                self.counsel.extend(set.counsel_note.as_ref().map(|note| note.sha256));
            }
        }
        let mut checks = Vec::new();
        let folder = store.journal_folder(name);
        if let Some(problem) = reading.problem(&folder) {
            checks.push(of_problem("record", &problem, "a journal is not in order"));
        }
        for copy in paths::conflict_copies(&*seat.io, &folder) {
            checks.push(conflict(&*seat.io, store, name, &reading, &copy));
        }
        checks
    }
}

/// A copy in conflict beside a journal, held against it.
fn conflict(io: &dyn Io, store: &Store, name: JournalName, here: &Reading, copy: &Path) -> Check {
    let shown = copy.display();
    let there = io::read(io, copy).map(|bytes| replay::replay(&bytes, &store.genesis(name), None));
    let told = match there
        .map(|there| (fork::compare(&here.events, &there.events), there.events.is_empty()))
    {
        Err(error) => format!("it cannot be read: {error}"),
        Ok((_, true)) => "no event in it verifies as one of this journal".to_owned(),
        Ok((Copies::Same, _)) => "it holds the same events".to_owned(),
        Ok((Copies::OtherIsOlder { by }, _)) => {
            format!("it lacks the last {}", many(count(by), "event"))
        }
        Ok((Copies::OtherIsNewer { by }, _)) => {
            format!(
                "it has {} more at its end, which the journal has not",
                many(count(by), "event")
            )
        }
        Ok((Copies::Forked(fork), _)) => parted(&fork, "the journal", "the copy"),
    };
    Check::found("copy in conflict", format!("{shown} was made by a synchronizing program; {told}"))
        .why("the record was written on two computers at once; what is only in the copy is in no list and no report")
        .next("record again by hand what is only in the copy, then move it out of the folder and keep it")
        .next("keep the record in a folder that nothing synchronizes")
}

/// Where two copies part, and which has how many more.
fn parted(fork: &Fork, here: &str, there: &str) -> String {
    let after = fork.last_common.map_or_else(
        || "the two have no event in common".to_owned(),
        |(seq, at)| format!("the two part after event #{seq} of {at}"),
    );
    format!(
        "{after}: {here} has {} of its own since, {there} {}",
        many(count(fork.here), "event"),
        count(fork.there)
    )
}

fn count(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Compares with another copy of the record, journal by journal.
pub(super) fn compare(seat: &Seat, other: &Path) -> Result<Vec<Check>, Problem> {
    const ABOUT: &str = "other copy";
    let (here, there) = (Store::open(&seat.io, &seat.folder)?, Store::open(&seat.io, other)?);
    if here.id() != there.id() {
        return Ok(vec![Check::note(ABOUT, "it is another record, not a copy of this one")]);
    }
    let all: BTreeSet<JournalName> = names(&here).chain(names(&there)).collect();
    let mut checks = Vec::new();
    for name in all {
        let (ours, theirs) = (here.read(name)?.events, there.read(name)?.events);
        let about = about(name, ours.first().or(theirs.first()));
        let Copies::Forked(fork) = fork::compare(&ours, &theirs) else {
            checks.extend(one_is_older(&about, fork::compare(&ours, &theirs)));
            continue;
        };
        let what = format!("{about}: {}", parted(&fork, "this record", "the other copy"));
        checks.push(
            Check::found(ABOUT, what)
                .why("two copies of one record were both recorded in; they cannot be joined again")
                .next("decide which one goes on, record in it by hand what only the other has, and keep the other unchanged"),
        );
    }
    if checks.is_empty() {
        checks.push(Check::fine(ABOUT, "it holds the same events as this one"));
    }
    Ok(checks)
}

fn one_is_older(about: &str, copies: Copies) -> Option<Check> {
    let (by, whose) = match copies {
        Copies::OtherIsOlder { by } => (by, "this record has"),
        Copies::OtherIsNewer { by } => (by, "the other copy has"),
        Copies::Same | Copies::Forked(_) => return None,
    };
    let what = format!("{about}: {whose} {} more at its end", many(count(by), "event"));
    Some(Check::note("other copy", what).why("record in one of the two only"))
}

fn about(name: JournalName, first: Option<&Event>) -> String {
    match (name, first.map(|event| &event.change)) {
        (JournalName::Store, _) => "the data folder".to_owned(),
        (JournalName::Organization, _) => "our organization".to_owned(),
        (JournalName::Vendor(_), Some(Change::VendorAdded(added))) => added.name.clone(),
        (JournalName::Vendor(id), _) => id.to_string(),
    }
}

fn clock(last: Option<Timestamp>, seat: &Seat) -> Check {
    const ABOUT: &str = "clock";
    let now = seat.now.now();
    match last {
        Some(last) if last.duration_since(now) > CLOCK_SLACK => {
            Check::found(ABOUT, format!("the clock says {now}, and the last event on file is of {last}"))
                .why("one of the two is wrong; nothing is recorded until it is known which, so that no date is false")
                .next("put the computer's clock right")
                .next("if the clock was ahead when that was recorded: proofbook clock-fault VENDOR --reason TEXT")
        }
        _ => Check::fine(ABOUT, format!("it says {now}, which fits the last event on file")),
    }
}

/// Whether everything that needs questions can be done.
fn questions(seat: &Seat) -> Check {
    match Desk::open(seat.clone()) {
        Ok(desk) => Check::fine(
            "questions",
            format!(
                "{} are in force and can be read",
                many(desk.bank().questions().len(), "question")
            ),
        ),
        Err(problem) => of_problem("questions", &problem, "the record does not open for work")
            .next("verify, backup, restore and doctor work all the same"),
    }
}

fn own_questions(seat: &Seat) -> Check {
    const ABOUT: &str = "own questions";
    let own = OwnFiles::read(&*seat.io, &seat.folder);
    let wrong: Vec<_> = own.findings.iter().filter(|one| one.weight != Weight::Note).collect();
    match wrong.first() {
        Some(first) => Check::found(ABOUT, format!("{}: {}", first.place.file, first.problem))
            .why("what was adopted last stays in force until all files are right")
            .next("proofbook questionnaire check says everything that is wrong"),
        None if own.files.is_empty() => Check::fine(ABOUT, "there are none"),
        None => Check::fine(ABOUT, format!("{} can be read", many(own.files.len(), "file"))),
    }
}

/// What staff are told of a failure, as a finding.
fn of_problem(about: &'static str, problem: &Problem, why: &str) -> Check {
    let cause = problem.cause.as_ref().map(|cause| format!(" ({cause})")).unwrap_or_default();
    let check = Check::new(about, State::Found, format!("{}{cause}", problem.summary));
    let safe = problem.safe.as_ref().map(|safe| format!("; {safe}")).unwrap_or_default();
    let check = check.why(format!("{why}{safe}"));
    problem.next.iter().fold(check, |check, next| check.next(next.clone()))
}
