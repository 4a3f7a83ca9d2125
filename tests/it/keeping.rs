//! Safe keeping: a backup holds everything or is not there, and a record made from one is the record or is not there.

mod doctor;
mod faults;
mod hostile;
mod saving;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proofbook::desk::Seat;
use proofbook::domain::event::{
    AnswerSet, Change, CounselNote, ExhibitKind, ExhibitTaken, Subject,
};
use proofbook::domain::event::{VendorAdded, ZoneSet};
use proofbook::domain::id::{Digest, ExhibitId, QuestionId, VendorId};
use proofbook::domain::value::{Reply, Value};
use proofbook::io::faults::Faulty;
use proofbook::io::{Io as _, Kind, Links};
use proofbook::keeping::KeepingError;
use proofbook::keeping::backup::{self, Copy, Written};
use proofbook::keeping::restore::{Restored, restore};
use proofbook::progress::Unwatched;
use proofbook::store::atomic::Overwrite;
use proofbook::store::drafts::Place;
use proofbook::store::{JournalName, NewStore, Store};
use proofbook::time::Now as _;

use crate::record::{Never, by, clock, shared};

const RECORD: &str = "/home/record";
const ARCHIVE: &str = "/media/backup.tar";
const NEW: &str = "/home/new";

/// A record with one of everything, on a disk that can fail: a vendor with an answer, a text for counsel and an exhibit, a draft, a
/// question file of one's own, bytes set aside, an object that no event names, and a cache.
struct Office {
    disk: Faulty,
    vendor: VendorId,
    counsel: Digest,
    exhibit: Digest,
}

impl Office {
    fn new() -> Self {
        let disk = Faulty::new();
        for folder in ["/home", "/media"] {
            disk.create_dir(Path::new(folder)).unwrap();
        }
        disk.sync_dir(Path::new("/")).unwrap();
        let (io, now) = (shared(&disk), clock());
        let store =
            Store::create(&io, &now, &by("dana"), Path::new(RECORD), NewStore::default()).unwrap();
        record(&store, JournalName::Organization, ZoneSet { zone: "UTC".to_owned() }.into());
        let vendor = store.new_vendor_id(&now);
        let name = JournalName::Vendor(vendor);
        let (acme, slug) = ("Acme Billing".to_owned(), "acme".to_owned());
        record(&store, name, VendorAdded { name: acme, slug, tier: None, origin: None }.into());
        let counsel = store.vault().put_counsel_note("privileged", &[7; 32]).unwrap();
        let reply = Reply::Value(Value::word("yes"));
        let question = QuestionId::from("baa.executed");
        let mut answer = AnswerSet::new(Subject::Vendor, question.clone(), 1, reply);
        answer.counsel_note = Some(CounselNote::from(counsel));
        record(&store, name, answer.into());
        let exhibit = store.vault().put_bytes(&[3; 1500]).unwrap().sha256;
        record(&store, name, taken(now.new_id(), exhibit).into());
        // A save that was cut off, set aside when the journal was next opened.
        let journal = store.journal_file(name);
        let whole = disk.bytes(&journal).unwrap();
        disk.plant(&journal, &[&whole, &b"{\"v\":1,"[..]].concat()).unwrap();
        store.open_journal(name, &now, &by("dana")).unwrap();
        store.vault().put_bytes(b"named by nobody").unwrap();
        let place = Place::new(name, Subject::Vendor, question, "note");
        store.drafts().keep(place, now.now(), "typed and not recorded").unwrap();
        let own = Path::new(RECORD).join("questionnaires");
        disk.create_dir(&own).unwrap();
        disk.plant(&own.join("ours.json"), b"{}").unwrap();
        disk.plant(&Path::new(RECORD).join("cache/summary.jsonl"), b"figures").unwrap();
        // Everything is on the disk by now; witnesses would be flushed by the system some time later.
        for (path, bytes) in files(&disk, Path::new(RECORD)) {
            disk.plant(&Path::new(RECORD).join(path), &bytes).unwrap();
        }
        disk.sync_dir(Path::new(RECORD)).unwrap();
        Self { disk, vendor, counsel, exhibit }
    }

    fn store(&self) -> Store {
        Store::open(&shared(&self.disk), Path::new(RECORD)).unwrap()
    }

    fn journal(&self) -> PathBuf {
        self.store().journal_file(JournalName::Vendor(self.vendor))
    }

    fn object(&self, digest: Digest) -> PathBuf {
        self.store().vault().path(digest)
    }

    fn backup(&self, copy: Copy) -> Written {
        backup_on(&self.disk, copy, Overwrite::Yes).unwrap()
    }

    fn archive(&self) -> Vec<u8> {
        self.disk.bytes(Path::new(ARCHIVE)).unwrap()
    }
}

fn taken(id: uuid::Uuid, sha256: Digest) -> ExhibitTaken {
    ExhibitTaken {
        exhibit: ExhibitId(id),
        no: 1,
        title: "SOC 2".to_owned(),
        kind: ExhibitKind::Other,
        file_name: Some("soc2.pdf".to_owned()),
        bytes: Some(1500),
        sha256: Some(sha256),
        held_elsewhere: None,
        dated: None,
        from: None,
        period_from: None,
        period_to: None,
        expires: None,
        obtained: None,
        reread_on: None,
        supersedes: None,
        links: Vec::new(),
    }
}

fn record(store: &Store, name: JournalName, change: Change) {
    let now = clock();
    let mut opened = store.open_journal(name, &now, &by("dana")).unwrap();
    opened.journal.append(&now, &by("dana"), |_| Ok::<_, Never>(change)).unwrap();
}

fn backup_on(disk: &Faulty, copy: Copy, overwrite: Overwrite) -> Result<Written, KeepingError> {
    let (io, folder) = (shared(disk), Path::new(RECORD));
    backup::write(&io, folder, Path::new(ARCHIVE), copy, overwrite, &mut Unwatched)
}

fn seat(disk: &Faulty, folder: &str) -> Seat {
    Seat { folder: folder.into(), io: shared(disk), now: Arc::new(clock()), account: by("dana") }
}

fn restore_on(disk: &Faulty) -> Result<Restored, KeepingError> {
    restore(&seat(disk, NEW), Path::new(ARCHIVE), &mut Unwatched)
}

/// A disk with nothing on it but an archive.
fn disk_with_archive(bytes: &[u8]) -> Faulty {
    let disk = Faulty::new();
    for folder in ["/home", "/media"] {
        disk.create_dir(Path::new(folder)).unwrap();
    }
    disk.sync_dir(Path::new("/")).unwrap();
    disk.plant(Path::new(ARCHIVE), bytes).unwrap();
    disk
}

/// Every file below a folder with its bytes, but for locks and what can be made again.
fn files(disk: &Faulty, folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for name in disk.read_dir(&at).unwrap_or_default() {
            let path = at.join(&name);
            if disk.metadata(&path, Links::Keep).unwrap().kind == Kind::Folder {
                folders.extend((name != "cache").then_some(path));
            } else if name != "lock" {
                let below = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(below, disk.bytes(&path).unwrap());
            }
        }
    }
    found
}

/// The names in a folder.
fn names(disk: &Faulty, folder: &str) -> Vec<String> {
    let names = disk.read_dir(Path::new(folder)).unwrap_or_default();
    names.into_iter().map(|name| name.into_string().unwrap()).collect()
}

/// What staff are told.
fn told(error: KeepingError) -> String {
    proofbook::problem::Problem::from(error).to_string()
}
