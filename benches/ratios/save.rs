//! One answer made durable, beside the least that any program must do for it: write the bytes and wait for the disk.

use std::convert::Infallible;
use std::path::Path;
use std::time::Duration;

use proofbook::desk::Desk;
use proofbook::domain::event::Change;
use proofbook::domain::id::{AccountId, VendorId};
use proofbook::domain::request::{AnswerRequest, Asked, Request};
use proofbook::domain::value::{Reply, Value};
use proofbook::io::disk::Disk;
use proofbook::io::{self, Handle, Io, Mode, Open};
use proofbook::journal::{Journal, line};
use proofbook::store::JournalName;
use proofbook::time::SystemNow;

use super::Done;
use super::figures::{Goal, Times, beside, compare, say};
use super::made;

/// How often each is done.
const ROUNDS: usize = 400;

/// A disk that answers quicker than this keeps the bytes in memory, and a ratio over it says nothing.
const REAL_DISK: Duration = Duration::from_micros(50);

/// Measures all ways to save a line by turns, each round beginning with another, so that a slow moment of the disk meets all alike.
pub(crate) fn measure() -> Done {
    let folder = made::folder()?;
    let mut ways = Ways::new(folder.path())?;
    let mut times: [Times; 5] = Default::default();
    for round in 0..ROUNDS {
        for turn in 0..times.len() {
            // Five is prime, so each step size visits all, and each way comes after each other one as often.
            let step = 1 + round % (times.len() - 1);
            let way = (round + turn * step) % times.len();
            if let Some(times) = times.get_mut(way) {
                ways.save(way, round, times)?;
            }
        }
    }
    let [over, append, journal, desk, sqlite] = &times;
    if append.p50() < REAL_DISK {
        say("  not measurable here: this disk says that bytes are safe within 50 µs");
        return Ok(());
    }
    let floor = ("write + fdatasync", append.p50());
    compare("journal's append, p50", journal.p50(), floor, Goal::TimesFloor(1.3));
    compare("answer through the desk, p50", desk.p50(), floor, Goal::TimesFloor(1.3));
    let floor = ("write + fdatasync", append.p99());
    compare("answer through the desk, p99", desk.p99(), floor, Goal::TimesFloor(2.0));
    let floor = ("SQLite, WAL, FULL", sqlite.p50());
    compare("answer through the desk, p50", desk.p50(), floor, Goal::Floor);
    beside("write over bytes that are there + fdatasync", over.p50());
    Ok(())
}

/// What is written to, each way.
struct Ways {
    /// A line of the journal, for those who write bytes only.
    line: Vec<u8>,
    over: Box<dyn Handle>,
    append: Box<dyn Handle>,
    appended: u64,
    journal: Journal,
    change: Change,
    desk: Desk,
    vendor: VendorId,
    sqlite: rusqlite::Connection,
}

impl Ways {
    fn new(folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let store = made::store(&folder.join("store"), 2)?;
        let vendors = store.vendor_ids()?;
        let [first, second] = vendors.as_slice() else { return Err("two vendors".into()) };
        let by = AccountId::from_user_name("dana");
        let opened = store.open_journal(JournalName::Vendor(*first), &SystemNow, &by)?;
        let last = opened.events.last().ok_or("no event")?;
        let change = last.change.clone();
        let (seq, id, at, prev) = (last.seq, last.id, last.at, last.prev);
        let (line, _) = line::write(&line::Draft { seq, id, at, by: &by, change: &change, prev })?;
        let new = |name: &str| Disk.open(&folder.join(name), Open::New(Mode::Private));
        let over = new("over")?;
        io::write_all(&*over, &vec![b'x'; 1 << 20], 0)?;
        over.sync_all()?;
        // Begun with as many bytes as the journals that it is held against.
        let append = new("append")?;
        let begun = line.repeat(usize::try_from(made::EVENTS)?);
        io::write_all(&*append, &begun, 0)?;
        append.sync_all()?;
        let sqlite = rusqlite::Connection::open(folder.join("events.db"))?;
        sqlite.pragma_update(None, "journal_mode", "WAL")?;
        sqlite.pragma_update(None, "synchronous", "FULL")?;
        sqlite.execute_batch(
            "create table event(vendor text, seq integer, body blob, primary key(vendor, seq)) without rowid",
        )?;
        Ok(Self {
            append,
            appended: begun.len() as u64,
            over,
            journal: opened.journal,
            change,
            desk: Desk::open(made::seat(&folder.join("store")))?,
            vendor: *second,
            sqlite,
            line,
        })
    }

    /// Saves once, one way.
    fn save(&mut self, way: usize, round: usize, times: &mut Times) -> Done {
        let by = AccountId::from_user_name("dana");
        match way {
            0 => {
                let at = (round % 64) as u64 * 4096;
                times.note(|| {
                    io::write_all(&*self.over, &self.line, at)?;
                    self.over.sync_data()
                })?;
            }
            1 => {
                times.note(|| {
                    io::write_all(&*self.append, &self.line, self.appended)?;
                    self.append.sync_data()
                })?;
                self.appended += self.line.len() as u64;
            }
            2 => {
                let change = self.change.clone();
                times
                    .note(|| self.journal.append(&SystemNow, &by, |_| Ok::<_, Infallible>(change)))
                    .map_err(|error| format!("{error:?}"))?;
            }
            3 => {
                let request = Request::Answer(answer(round));
                times.note(|| self.desk.record(self.vendor, &request))?;
            }
            _ => {
                let row = ("vendor", i64::try_from(round)?, &self.line);
                let insert = "insert into event values(?1, ?2, ?3)";
                times.note(|| self.sqlite.execute(insert, row))?;
            }
        }
        Ok(())
    }
}

fn answer(round: usize) -> AnswerRequest {
    let word = if round.is_multiple_of(2) { "no" } else { "yes" };
    let note = "The agreement of March 3 is signed by both sides; page 12, § 4.2 names the subcontractors, and Annex C the places.";
    AnswerRequest {
        note: Some(format!("{note} Said again in call {round}.")),
        given_by: Some("Dana Whitfield, Director of Security".to_owned()),
        ..AnswerRequest::new(Asked::of_vendor("baa.executed"), Reply::Value(Value::word(word)))
    }
}
