//! Makers of journals for tests: fixed names, a fixed clock, answers that differ by a number.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use proofbook::domain::event::{AnswerSet, Change, Event, Subject};
use proofbook::domain::id::{AccountId, QuestionId, StoreId};
use proofbook::domain::value::{Reply, Value};
use proofbook::io::SharedIo;
use proofbook::io::faults::Faulty;
use proofbook::journal::{
    AppendError, Appended, Genesis, Journal, JournalError, Opened, Owner, Purpose,
};
use proofbook::time::FixedNow;
use uuid::Uuid;

/// Nobody decides against anything here.
pub(crate) type Never = std::convert::Infallible;

pub(crate) fn by(name: &str) -> AccountId {
    AccountId::try_from(name.to_owned()).unwrap()
}

pub(crate) fn clock() -> FixedNow {
    FixedNow::at(instant("2026-11-22T09:00:00Z"))
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) const STORE: Uuid = Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0001);
pub(crate) const VENDOR: Uuid = Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0002);

pub(crate) fn genesis() -> Genesis {
    Genesis { owner: Owner::Vendor, store: StoreId(STORE), journal: VENDOR, purpose: Purpose::Real }
}

/// An answer with a note; longer ones by longer notes.
pub(crate) fn answer(note: &str) -> Change {
    let reply = Reply::Value(Value::word("yes"));
    let mut answer = AnswerSet::new(Subject::Vendor, QuestionId::from("baa.executed"), 1, reply);
    answer.note = Some(note.to_owned());
    answer.into()
}

pub(crate) fn note(event: &Event) -> &str {
    match &event.change {
        Change::AnswerSet(answer) => answer.note.as_deref().unwrap_or(""),
        other => other.kind(),
    }
}

pub(crate) fn notes(events: &[Event]) -> Vec<&str> {
    events.iter().map(note).collect()
}

/// The folder of the journal on the disk in memory.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from("/v")
}

pub(crate) fn journal_file() -> PathBuf {
    folder().join("journal.jsonl")
}

pub(crate) fn shared(disk: &Faulty) -> SharedIo {
    Arc::new(disk.clone())
}

pub(crate) fn open(io: &SharedIo, folder: &Path) -> Result<Opened, JournalError> {
    open_at(io, folder, &clock())
}

pub(crate) fn open_at(
    io: &SharedIo,
    folder: &Path,
    now: &FixedNow,
) -> Result<Opened, JournalError> {
    Journal::open(io, folder, &genesis(), now, &by("dana"))
}

pub(crate) fn append(
    journal: &mut Journal,
    now: &FixedNow,
    text: &str,
) -> Result<Appended, AppendError<Never>> {
    journal.append(now, &by("dana"), |_| Ok(answer(text)))
}

/// The bytes of a journal with one answer per note.
pub(crate) fn journal_of(texts: &[&str]) -> Vec<u8> {
    let disk = Faulty::new();
    let now = clock();
    let mut journal = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    for text in texts {
        append(&mut journal, &now, text).unwrap();
    }
    disk.bytes(&journal_file()).unwrap_or_default()
}

/// A disk with this journal, and a witness if there is one.
pub(crate) fn disk_with(journal: &[u8], witness: Option<&[u8]>) -> Faulty {
    use proofbook::io::Io as _;
    let disk = Faulty::new();
    disk.create_dir(&folder()).unwrap();
    disk.sync_dir(Path::new("/")).unwrap();
    disk.plant(&journal_file(), journal).unwrap();
    if let Some(witness) = witness {
        disk.plant(&folder().join("head"), witness).unwrap();
    }
    disk
}

/// The witness as it stands after this journal was written.
pub(crate) fn witness_of(texts: &[&str]) -> Vec<u8> {
    let disk = Faulty::new();
    let now = clock();
    let mut journal = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    for text in texts {
        append(&mut journal, &now, text).unwrap();
    }
    disk.bytes(&folder().join("head")).unwrap()
}
