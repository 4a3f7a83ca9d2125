//! The desk: what may be recorded, what is said when it may not, and that nothing is lost or counted twice on the way.
#![cfg(test)]

mod adopting;
mod answers;
mod beside;
mod binding;
mod binding_on_screen;
mod both_ways;
mod cycles;
mod exhibits;
mod failing;
mod finding;
mod founding;
mod gaps;
mod importing;
mod inquiries;
mod keeping;
mod ours;
mod own_questions;
mod past_screens;
mod profile;
mod registers;
mod reports;
mod settings;
mod signing;
mod telling;
mod together;
mod undo;
mod vendors;

use std::path::Path;
use std::sync::Arc;

use proofbook::desk::{Desk, Founding, Recorded, Seat};
use proofbook::domain::event::{ExhibitDates, HeldElsewhere, Subject};
use proofbook::domain::exhibit::ExhibitNo;
use proofbook::domain::id::{AccountId, QuestionId, VendorId};
use proofbook::domain::request::{AnswerRequest, Asked, Request, Source, TakeRequest};
use proofbook::domain::standing::Standing;
use proofbook::domain::value::{Reply, ReplyState, Value};
use proofbook::io::SharedIo;
use proofbook::io::disk::Disk;
use proofbook::io::faults::Faulty;
use proofbook::problem::{Kind, Problem};
use proofbook::store::{JournalName, Store};
use proofbook::time::FixedNow;

const FOLDER: &str = "/record";

/// An office: one disk in memory and one clock, at which several people can sit.
struct Office {
    disk: Faulty,
    now: Arc<FixedNow>,
}

impl Office {
    /// An empty disk, on 2026-11-22 at ten in the morning in New York.
    fn new() -> Self {
        let now = Arc::new(FixedNow::at("2026-11-22T15:00:00Z".parse().unwrap()));
        Self { disk: Faulty::new(), now }
    }

    /// A record in New York's zone with one vendor, and Ann at the desk.
    fn founded() -> (Self, Desk, VendorId) {
        let office = Self::new();
        let mut desk = office.sit("ann");
        desk.found(&new_york()).unwrap();
        let vendor = desk.add_vendor("Acme Billing", None, &[]).unwrap();
        // Ids are in order of time only from one millisecond to the next.
        office.at("2026-11-22T15:00:01Z");
        (office, desk, vendor)
    }

    fn io(&self) -> SharedIo {
        Arc::new(self.disk.clone())
    }

    fn seat(&self, name: &str) -> Seat {
        let (io, now) = (self.io(), self.now.clone());
        Seat { folder: FOLDER.into(), io, now, account: account(name) }
    }

    fn sit(&self, name: &str) -> Desk {
        Desk::open(self.seat(name)).unwrap()
    }

    fn at(&self, instant: &str) {
        self.now.set(instant.parse().unwrap());
    }

    fn store(&self) -> Store {
        Store::open(&self.io(), Path::new(FOLDER)).unwrap()
    }

    /// A journal's bytes as they lie on the disk.
    fn journal(&self, name: JournalName) -> Vec<u8> {
        let path = self.store().journal_folder(name).join("journal.jsonl");
        self.disk.bytes(&path).unwrap_or_default()
    }

    fn vendor_journal(&self, vendor: VendorId) -> String {
        String::from_utf8(self.journal(JournalName::Vendor(vendor))).unwrap()
    }

    /// Puts a file beside the record, to be taken as evidence.
    fn file(&self, path: &str, bytes: &[u8]) {
        self.disk.plant(Path::new(path), bytes).unwrap();
    }
}

/// A folder of the computer's own, with a record in it.
fn on_disk() -> (tempfile::TempDir, Desk, VendorId) {
    let folder = tempfile::tempdir().unwrap();
    let now = Arc::new(FixedNow::at("2026-11-22T15:00:00Z".parse().unwrap()));
    let io: SharedIo = Arc::new(Disk);
    let seat = Seat { folder: folder.path().join("record"), io, now, account: account("ann") };
    let mut desk = Desk::open(seat).unwrap();
    desk.found(&new_york()).unwrap();
    let vendor = desk.add_vendor("Acme Billing", None, &[]).unwrap();
    (folder, desk, vendor)
}

fn new_york() -> Founding {
    Founding { zone: Some("America/New_York".to_owned()), ..Founding::default() }
}

fn account(name: &str) -> AccountId {
    AccountId::try_from(name.to_owned()).unwrap()
}

fn asked(question: &str) -> Asked {
    Asked::of_vendor(question)
}

fn reply(text: &str) -> Reply {
    Reply::State(match text {
        "unknown" => ReplyState::Unknown,
        "na" => ReplyState::Na,
        "none" => ReplyState::None,
        "open" => ReplyState::Open,
        word => return Reply::Value(Value::word(word)),
    })
}

/// A bare answer.
fn answer(question: &str, text: &str) -> AnswerRequest {
    AnswerRequest::new(asked(question), reply(text))
}

fn answer_with(question: &str, text: &str, note: &str) -> AnswerRequest {
    AnswerRequest { note: Some(note.to_owned()), ..answer(question, text) }
}

fn give(
    desk: &mut Desk,
    vendor: VendorId,
    question: &str,
    text: &str,
) -> Result<Recorded, Problem> {
    desk.record(vendor, &Request::Answer(answer(question, text)))
}

/// The reply on file, as it is on disk by now.
fn on_file(desk: &mut Desk, vendor: VendorId, question: &str) -> Option<Reply> {
    let dossier = desk.dossier(vendor).unwrap();
    let answer = dossier.answers.get(Subject::Vendor, &QuestionId::from(question));
    answer.map(|answer| answer.reply.clone())
}

fn standing(desk: &mut Desk, vendor: VendorId, question: &str) -> Standing {
    let dossier = desk.dossier(vendor).unwrap().clone();
    let standings = desk.standings(&dossier);
    standings.get(&QuestionId::from(question)).unwrap().standing
}

fn taking(source: Source) -> TakeRequest {
    TakeRequest {
        source,
        title: None,
        kind: None,
        dates: ExhibitDates::default(),
        supersedes: None,
        supports: Vec::new(),
        sure_of: Vec::new(),
    }
}

fn from_file(path: impl Into<std::path::PathBuf>) -> TakeRequest {
    taking(Source::File(path.into()))
}

fn held_bytes(file_name: &'static str, bytes: &'static [u8]) -> TakeRequest {
    taking(Source::Held { file_name, bytes })
}

fn elsewhere(seen_on: &str) -> TakeRequest {
    let held = HeldElsewhere {
        place: "the vendor's portal".to_owned(),
        seen_by: "Ann".to_owned(),
        seen_on: seen_on.parse().unwrap(),
    };
    TakeRequest { title: Some("SOC 2 in the portal".to_owned()), ..taking(Source::Elsewhere(held)) }
}

fn take(desk: &mut Desk, vendor: VendorId, request: TakeRequest) -> Result<Recorded, Problem> {
    desk.record(vendor, &Request::Take(Box::new(request)))
}

fn no(number: u32) -> ExhibitNo {
    ExhibitNo(number)
}

/// Refused as wrong use, with these words in what is shown.
#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, Problem>, words: &[&str]) -> Problem {
    let problem = result.unwrap_err();
    assert_eq!(problem.kind, Kind::Use, "{problem}");
    for word in words {
        assert!(problem.to_string().contains(word), "'{word}' is not in: {problem}");
    }
    problem
}
