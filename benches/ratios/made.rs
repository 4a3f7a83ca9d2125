//! Made records: journals of answers and exhibits as they come from interviews, written in one go rather than event by event.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use jiff::{Span, Timestamp};
use proofbook::desk::{Desk, Founding, Seat};
use proofbook::domain::bank::Bank;
use proofbook::domain::event::{
    AnswerSet, Change, ExhibitKind, ExhibitTaken, Link, Pinpoint, Subject, VendorAdded,
};
use proofbook::domain::id::{AccountId, Digest, EventId, ExhibitId, VendorId};
use proofbook::domain::question::{AnswerKind, Question, Role};
use proofbook::domain::value::{Money, Reply, ReplyState, Value};
use proofbook::domain::vendor::Tier;
use proofbook::io::disk::Disk;
use proofbook::io::{self, Io, Mode, Open};
use proofbook::journal::line;
use proofbook::store::{JournalName, Store};
use proofbook::time::SystemNow;
use tempfile::TempDir;

/// When the first made event was recorded.
const START: i64 = 1_767_600_000_000;

/// How many events a made vendor has: three rounds of the shipped questions and their exhibits.
pub(crate) const EVENTS: u64 = 150;

/// A folder on the disk on which the program was built, taken away at the end.
pub(crate) fn folder() -> std::io::Result<TempDir> {
    tempfile::Builder::new().prefix("ratios-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))
}

/// A person at a data folder.
pub(crate) fn seat(folder: &Path) -> Seat {
    let account = AccountId::from_user_name("dana");
    Seat { folder: folder.to_owned(), io: Arc::new(Disk), now: Arc::new(SystemNow), account }
}

/// Makes a store of so many vendors.
pub(crate) fn store(folder: &Path, vendors: u32) -> Result<Store, Box<dyn Error>> {
    store_with(folder, vendors, EVENTS)
}

/// Makes a store of so many vendors, each with so many events.
pub(crate) fn store_with(
    folder: &Path,
    vendors: u32,
    events: u64,
) -> Result<Store, Box<dyn Error>> {
    let mut desk = Desk::open(seat(folder))?;
    let name = Some("Thistledown Regional Health".to_owned());
    desk.found(&Founding { name, zone: Some("UTC".to_owned()), ..Founding::default() })?;
    let store = Store::open(&seat(folder).io, folder)?;
    for number in 0..vendors {
        journal(&store, desk.bank(), number, events, Span::new())?;
    }
    Ok(store)
}

/// Makes a store of one vendor with so many events, one every so often.
pub(crate) fn long(folder: &Path, events: u64, every: Span) -> Result<VendorId, Box<dyn Error>> {
    let store = store(folder, 0)?;
    let desk = Desk::open(seat(folder))?;
    journal(&store, desk.bank(), 0, events, every)?;
    Ok(VendorId(id(0, 0)))
}

/// Writes the journal of one vendor.
fn journal(
    store: &Store,
    bank: &Bank,
    number: u32,
    events: u64,
    every: Span,
) -> Result<(), Box<dyn Error>> {
    let mut at = Timestamp::from_millisecond(START + i64::from(number))?;
    let vendor = VendorId(id(number, 0));
    let journal = JournalName::Vendor(vendor);
    let mut prev = store.genesis(journal).prev();
    let mut bytes = Vec::new();
    let by = AccountId::from_user_name("dana");
    for (seq, change) in (0..events).zip(changes(number, bank, events)) {
        let event = EventId(id(number, seq + 1));
        let draft = line::Draft { seq, id: event, at, by: &by, change: &change, prev };
        let (line, hash) = line::write(&draft)?;
        bytes.extend_from_slice(&line);
        (prev, at) = (hash, at.checked_add(every)?);
    }
    let folder = store.journal_folder(journal);
    io::ensure_dir(&Disk, &folder)?;
    let file = Disk.open(&folder.join("journal.jsonl"), Open::New(Mode::Private))?;
    io::write_all(&*file, &bytes, 0)?;
    Ok(())
}

/// What is recorded of a vendor: that it was added, then answers, with an exhibit for every tenth.
pub(crate) fn changes(vendor: u32, bank: &Bank, events: u64) -> Vec<Change> {
    let name = format!("{} {vendor:04}", names(vendor));
    let slug = format!("vendor-{vendor:04}");
    let tier = Tier::ALL.into_iter().cycle().nth(vendor as usize % 7);
    let mut changes = vec![VendorAdded { name, slug, tier, origin: None }.into()];
    let mut questions = bank.questions().iter().cycle();
    let mut exhibits = 0;
    for place in 1..events {
        let Some(question) = questions.next() else { break };
        if place % 10 == 0 {
            exhibits += 1;
            changes.push(exhibit(vendor, exhibits, question).into());
        } else {
            changes.push(answer(place + u64::from(vendor), question).into());
        }
    }
    changes
}

fn names(vendor: u32) -> &'static str {
    match vendor % 5 {
        0 => "Northwind Claims",
        1 => "Café Médical Imaging",
        2 => "Evergreen Records",
        3 => "harbor transcription",
        _ => "Juniper Pharmacy Benefit Management of the Lower Valley",
    }
}

/// An answer of the question's kind, with a note and whoever gave it.
fn answer(turn: u64, question: &Question) -> AnswerSet {
    let turn_of = |many: usize| usize::try_from(turn).unwrap_or_default() % many.max(1);
    let reply = match &question.kind {
        _ if turn.is_multiple_of(17) => Reply::State(ReplyState::Unknown),
        AnswerKind::Choices { choices } => {
            let words = choices.iter().take(2).map(|choice| choice.value.clone());
            Reply::Value(Value::Words(words.collect()))
        }
        AnswerKind::Date { .. } => Reply::Value(Value::word("2026-03-16")),
        AnswerKind::Hours(_) | AnswerKind::Days(_) => Reply::Value(Value::Whole(24)),
        AnswerKind::Money(_) => Reply::Value(Value::Money(Money::dollars(1_000_000))),
        AnswerKind::Number(_) => Reply::Value(Value::word("12")),
        AnswerKind::Text { .. } => Reply::Value(Value::word("Portland, Oregon")),
        kind => {
            let choices = kind.choices();
            let word = choices.get(turn_of(choices.len())).map_or("yes", |choice| choice.0);
            Reply::Value(Value::word(word))
        }
    };
    let note = "Said in the call of March 3; the security team sends the record of it, and “Annex C” names the exceptions.";
    AnswerSet {
        note: Some(note.to_owned()),
        given_by: Some("Dana Whitfield, Director of Security".to_owned()),
        role: Some(Role::Security),
        ..AnswerSet::new(Subject::Vendor, question.id.clone(), question.revision, reply)
    }
}

fn exhibit(vendor: u32, no: u32, question: &Question) -> ExhibitTaken {
    let pinpoint =
        Pinpoint { page: Some("12".to_owned()), section: Some("4.2".to_owned()), quote: None };
    let link =
        Link { subject: Subject::Vendor, question: question.id.clone(), pinpoint: Some(pinpoint) };
    ExhibitTaken {
        exhibit: ExhibitId(id(vendor, 1_000_000 + u64::from(no))),
        no,
        title: format!("Security report, part {no}"),
        kind: ExhibitKind::AuditReport,
        file_name: Some(format!("security-report-{no}.pdf")),
        bytes: Some(104_729),
        sha256: Some(Digest::of(&no.to_be_bytes())),
        held_elsewhere: None,
        dated: Some(jiff::civil::date(2026, 1, 2)),
        from: None,
        period_from: None,
        period_to: Some(jiff::civil::date(2025, 12, 31)),
        expires: None,
        obtained: Some(jiff::civil::date(2026, 1, 5)),
        reread_on: None,
        supersedes: None,
        links: vec![link],
    }
}

/// An id of version 7 that is the same every time.
fn id(vendor: u32, number: u64) -> uuid::Uuid {
    let millis = START.unsigned_abs() + u64::from(vendor);
    let mut rest = [0; 10];
    rest[1..].copy_from_slice(&u128::from(number).to_be_bytes()[7..]);
    uuid::Builder::from_unix_timestamp_millis(millis, &rest).into_uuid()
}
