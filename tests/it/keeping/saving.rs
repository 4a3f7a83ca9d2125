//! What a backup holds, and what is made of it.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use proofbook::desk::Seat;
use proofbook::domain::event::VendorAdded;
use proofbook::domain::id::Digest;
use proofbook::io::{Disk, Io as _, SharedIo};
use proofbook::journal::State;
use proofbook::keeping::backup::{self, Copy};
use proofbook::keeping::restore::restore;
use proofbook::store::atomic::Overwrite;
use proofbook::store::vault::Health;
use proofbook::store::{JournalName, NewStore, Store, StoreError};
use proofbook::time::Now as _;

use super::*;
use crate::record::{answer, append};
use crate::support::StopsAfter;

#[test]
fn a_restored_record_is_the_record_file_by_file_without_the_cache() {
    let office = Office::new();
    let before = files(&office.disk, Path::new(RECORD));
    let written = office.backup(Copy::Whole);
    assert!(written.is_sound() && written.left_out.is_empty(), "{written:?}");
    assert_eq!(files(&office.disk, Path::new(RECORD)), before, "a backup changes nothing");
    let disk = disk_with_archive(&office.archive());
    let restored = restore_on(&disk).unwrap();
    assert_eq!(files(&disk, Path::new(NEW)), before);
    for one in &restored.journals {
        let kept = restored.contents.journals.iter().find(|kept| kept.journal == one.journal);
        assert_eq!(kept.unwrap().head, one.head.map(|head| head.hash), "{}", one.about);
        assert!(one.problems.is_empty());
    }
    // It is a record like any other, on which can be gone on.
    let store = Store::open(&shared(&disk), Path::new(NEW)).unwrap();
    record(&store, JournalName::Vendor(office.vendor), answer("after"));
    let reading = store.read(JournalName::Vendor(office.vendor)).unwrap();
    assert_eq!((reading.state, reading.events.len()), (State::Whole, 5));
    assert_eq!(store.vault().check(office.counsel).unwrap(), Health::Same);
}

#[test]
fn the_same_record_makes_the_same_bytes_and_common_tools_open_them() {
    let office = Office::new();
    office.backup(Copy::Whole);
    let first = office.archive();
    // The witness and the locks are no content, and neither is the clock.
    office.disk.remove(&office.journal().with_file_name("head")).unwrap();
    office.backup(Copy::Whole);
    assert_eq!(office.archive(), first);
    let mut archive = tar::Archive::new(first.as_slice());
    let mut opened = Vec::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        assert_eq!(entry.header().mtime().unwrap(), 0);
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        opened.push((entry.path().unwrap().to_str().unwrap().to_owned(), bytes));
    }
    assert_eq!(opened[0].0, "manifest.json");
    let manifest: serde_json::Value = serde_json::from_slice(&opened[0].1).unwrap();
    for (listed, (path, bytes)) in manifest["files"].as_array().unwrap().iter().zip(&opened[1..]) {
        assert_eq!(listed["path"].as_str().unwrap(), path);
        assert_eq!(listed["sha256"], Digest::of(bytes).to_string());
    }
    assert_eq!(manifest["files"].as_array().unwrap().len(), opened.len() - 1);
}

#[test]
fn an_archive_is_replaced_only_where_that_was_said_and_never_lies_in_what_it_saves() {
    let office = Office::new();
    office.disk.plant(Path::new(ARCHIVE), b"an older one").unwrap();
    let refused = told(backup_on(&office.disk, Copy::Whole, Overwrite::No).unwrap_err());
    assert!(refused.contains("--overwrite"), "{refused}");
    assert_eq!(office.archive(), b"an older one");
    backup_on(&office.disk, Copy::Whole, Overwrite::Yes).unwrap();
    assert!(office.archive().len() > 1024);
    let inside = Path::new(RECORD).join("vault/b.tar");
    let io = shared(&office.disk);
    let refused =
        backup::write(&io, Path::new(RECORD), &inside, Copy::Whole, Overwrite::No, &mut Unwatched)
            .unwrap_err();
    assert!(told(refused).contains("inside the data folder"));
    let none =
        backup::write(&io, Path::new("/home"), &inside, Copy::Whole, Overwrite::No, &mut Unwatched);
    assert!(told(none.unwrap_err()).contains("no record"));
}

#[test]
fn a_canceled_backup_leaves_the_older_one_and_a_canceled_restore_leaves_nothing() {
    let office = Office::new();
    office.backup(Copy::Whole);
    let (archive, disk) = (office.archive(), disk_with_archive(&office.archive()));
    let (io, folder) = (shared(&office.disk), Path::new(RECORD));
    let around =
        |disk: &Faulty| ["/home", "/media"].map(|at| disk.read_dir(Path::new(at)).unwrap());
    let (before, before_restoring) = (around(&office.disk), around(&disk));
    let mut stopped = [0, 0];
    for steps in 0.. {
        let (copy, stops) = (Copy::Whole, &mut StopsAfter(steps));
        match backup::write(&io, folder, Path::new(ARCHIVE), copy, Overwrite::Yes, stops) {
            Ok(_) => break,
            Err(error) => assert!(matches!(error, KeepingError::Canceled(_)), "{error}"),
        }
        stopped[0] += 1;
        assert_eq!(office.archive(), archive, "step {steps}");
        assert_eq!(around(&office.disk), before, "step {steps}");
    }
    for steps in 0.. {
        match restore(&seat(&disk, NEW), Path::new(ARCHIVE), &mut StopsAfter(steps)) {
            Ok(_) => break,
            Err(error) => assert!(told(error).contains("canceled"), "step {steps}"),
        }
        stopped[1] += 1;
        assert_eq!(around(&disk), before_restoring, "step {steps}");
    }
    // Between any two files and any two copies, not only at the beginning.
    assert!(stopped.iter().all(|steps| *steps > 8), "{stopped:?}");
}

#[test]
fn section_16_a_verifiers_copy_lacks_texts_for_counsel_and_what_nobody_recorded() {
    let office = Office::new();
    let written = office.backup(Copy::ForVerifier);
    assert_eq!((written.counsel_texts, written.is_sound()), (1, true));
    let bytes = office.archive();
    for secret in ["privileged", "typed and not recorded", "named by nobody"] {
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "'{secret}' went out");
    }
    let disk = disk_with_archive(&bytes);
    let restored = restore_on(&disk).unwrap();
    let absent: u32 = restored.journals.iter().map(|one| one.texts_absent).sum();
    assert_eq!(absent, 1);
    assert!(restored.journals.iter().all(|one| one.problems.is_empty()));
    let store = Store::open(&shared(&disk), Path::new(NEW)).unwrap();
    assert!(store.is_verifier_copy());
    assert!(matches!(store.read_only(), Some(StoreError::VerifierCopy { .. })));
    let now = clock();
    let refused = store.open_journal(JournalName::Vendor(office.vendor), &now, &by("dana"));
    assert!(matches!(refused, Err(StoreError::VerifierCopy { .. })));
    // A copy of such a copy is one, too, and lacks nothing that it had.
    disk.remove(Path::new(ARCHIVE)).unwrap();
    let io = shared(&disk);
    let again = backup::write(
        &io,
        Path::new(NEW),
        Path::new(ARCHIVE),
        Copy::Whole,
        Overwrite::No,
        &mut Unwatched,
    )
    .unwrap();
    assert!(again.is_sound() && again.contents.verifier_copy);
}

#[test]
fn an_unfinished_line_is_not_copied_and_what_follows_the_record_stays_apart() {
    let office = Office::new();
    let whole = office.disk.bytes(&office.journal()).unwrap();
    office.disk.plant(&office.journal(), &[&whole, &b"{\"v\":1,\"seq\":3"[..]].concat()).unwrap();
    let beside = office.journal().with_file_name("journal (conflicted copy).jsonl");
    office.disk.plant(&beside, &whole).unwrap();
    let written = office.backup(Copy::Whole);
    assert!(written.is_sound(), "{written:?}");
    assert_eq!(written.left_out.len(), 1, "{:?}", written.left_out);
    assert!(written.left_out[0].contains("conflicted copy"));
    let disk = disk_with_archive(&office.archive());
    restore_on(&disk).unwrap();
    let store = Store::open(&shared(&disk), Path::new(NEW)).unwrap();
    let journal = store.journal_file(JournalName::Vendor(office.vendor));
    assert_eq!(disk.bytes(&journal).unwrap(), whole);
}

/// A record that cannot be trusted is saved as it is: the archive says so, and so does the restored record.
#[test]
fn a_damaged_record_is_saved_with_its_damage() {
    for harm in ["journal", "cut", "object", "missing"] {
        let office = Office::new();
        let journal = office.disk.bytes(&office.journal()).unwrap();
        match harm {
            "journal" => {
                let text = String::from_utf8(journal).unwrap().replacen("\"yes\"", "\"no\"", 1);
                office.disk.plant(&office.journal(), text.as_bytes()).unwrap();
            }
            "cut" => {
                let text = String::from_utf8(journal).unwrap();
                let kept: Vec<&str> = text.split_inclusive('\n').take(2).collect();
                office.disk.plant(&office.journal(), kept.concat().as_bytes()).unwrap();
            }
            "object" => office.disk.plant(&office.object(office.exhibit), b"else").unwrap(),
            _ => office.disk.remove(&office.object(office.exhibit)).unwrap(),
        }
        let before = files(&office.disk, Path::new(RECORD));
        let written = office.backup(Copy::Whole);
        assert!(!written.is_sound(), "{harm}");
        let lacking: BTreeSet<Digest> = written.contents.lacking.iter().copied().collect();
        assert_eq!(lacking.contains(&office.exhibit), ["object", "missing"].contains(&harm));
        let disk = disk_with_archive(&office.archive());
        let restored = restore_on(&disk).unwrap();
        let problems: usize = restored.journals.iter().map(|one| one.problems.len()).sum();
        assert_eq!(problems, 1, "{harm}");
        assert_eq!(files(&disk, Path::new(NEW)), before, "{harm}");
    }
}

#[test]
fn a_backup_is_whole_while_another_program_records() {
    let place = tempfile::tempdir().unwrap();
    let (folder, archive) = (place.path().join("record"), place.path().join("b.tar"));
    let io: SharedIo = Arc::new(Disk);
    let now = clock();
    let store = Store::create(&io, &now, &by("dana"), &folder, NewStore::default()).unwrap();
    record(&store, JournalName::Organization, ZoneSet { zone: "UTC".to_owned() }.into());
    let vendor = store.new_vendor_id(&now);
    let name = JournalName::Vendor(vendor);
    let added = VendorAdded { name: "Acme".into(), slug: "acme".into(), tier: None, origin: None };
    record(&store, name, added.into());
    let stop = Arc::new(AtomicBool::new(false));
    let writer = std::thread::spawn({
        let (store, stop) = (store.clone(), stop.clone());
        move || {
            let now = clock();
            let mut journal = store.open_journal(name, &now, &by("ann")).unwrap().journal;
            let mut saved = 0_u32;
            while !stop.load(Ordering::SeqCst) {
                let sha256 = store.vault().put_bytes(format!("file {saved}").as_bytes());
                let mut exhibit = taken(now.new_id(), sha256.unwrap().sha256);
                exhibit.no = saved + 1;
                let exhibit = exhibit.into();
                journal.append(&now, &by("ann"), |_| Ok::<_, Never>(exhibit)).unwrap();
                append(&mut journal, &now, "between").unwrap();
                saved += 1;
            }
            saved
        }
    });
    let mut heads = BTreeSet::new();
    for round in 0..8 {
        let written =
            backup::write(&io, &folder, &archive, Copy::Whole, Overwrite::Yes, &mut Unwatched)
                .unwrap();
        assert!(written.is_sound(), "{written:?}");
        let into = place.path().join(format!("restored-{round}"));
        let seat =
            Seat { folder: into, io: io.clone(), now: Arc::new(clock()), account: by("dana") };
        let restored = restore(&seat, &archive, &mut Unwatched).unwrap();
        let acme = restored.journals.iter().find(|one| one.about == "Acme").unwrap();
        assert!(acme.problems.is_empty());
        heads.insert(acme.events);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    stop.store(true, Ordering::SeqCst);
    let saved = writer.join().unwrap();
    assert!(saved > 8 && heads.len() > 1, "nothing was recorded meanwhile: {saved}, {heads:?}");
    assert_eq!(store.read(name).unwrap().events.len() as u64, u64::from(saved) * 2 + 1);
}
