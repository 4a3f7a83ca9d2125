//! What the doctor sees, and that each thing is seen only where it is.

use std::path::Path;

use proofbook::domain::event::CopyState;
use proofbook::io::{FileSystem, Io as _};
use proofbook::keeping::doctor::{self, Check, State, Terminal};
use proofbook::keeping::fork::{Copies, compare};
use proofbook::store::JournalName;

use super::*;
use crate::record::{answer, instant};

fn terminal() -> Terminal {
    let (name, locale) = (Some("xterm".to_owned()), Some("en_US.UTF-8".to_owned()));
    Terminal { size: Some((80, 24)), name, locale }
}

fn looked_at(disk: &Faulty) -> Vec<Check> {
    doctor::examine(&seat(disk, RECORD), &terminal())
}

/// What was found, and nothing else was.
#[track_caller]
fn only_found(checks: &[Check], about: &str, words: &[&str]) {
    let found: Vec<&Check> = checks.iter().filter(|check| check.state == State::Found).collect();
    let [one] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(one.about, about);
    let told = format!("{} / {} / {}", one.what, one.why.as_deref().unwrap(), one.next.join(" / "));
    for word in words {
        assert!(told.contains(word), "'{word}' is not in: {told}");
    }
    assert!(!one.next.is_empty(), "{told}");
}

#[track_caller]
fn noted(checks: &[Check], words: &str) {
    let told = |check: &Check| check.state == State::Note && check.what.contains(words);
    assert!(checks.iter().any(told), "'{words}' is not among {checks:#?}");
}

/// The office without what the doctor has a word on.
fn in_order() -> Office {
    let office = Office::new();
    office.disk.remove(&Path::new(RECORD).join("questionnaires/ours.json")).unwrap();
    office
}

#[test]
fn a_record_in_order_has_nothing_found_and_nothing_is_written() {
    let office = in_order();
    let before = files(&office.disk, Path::new(RECORD));
    let writes = office.disk.log().len();
    let checks = looked_at(&office.disk);
    assert!(checks.iter().all(|check| check.state != State::Found), "{checks:#?}");
    noted(&checks, "1 copy in the vault is named by no event");
    assert_eq!(files(&office.disk, Path::new(RECORD)), before);
    let log = office.disk.log();
    assert!(
        log[writes..].iter().all(|(call, _)| *call == proofbook::io::faults::Call::Read),
        "{log:?}"
    );
    // Before there is a record, the place for it is looked at.
    let checks = doctor::examine(&seat(&office.disk, "/home/none"), &terminal());
    noted(&checks, "there is no record");
    office.disk.pretend(FileSystem::Shared("NFS"));
    let checks = doctor::examine(&seat(&office.disk, "/home/none"), &terminal());
    only_found(&checks, "disk", &["NFS"]);
}

#[test]
fn folders_on_a_network_or_in_a_cloud_are_named() {
    let office = in_order();
    office.disk.pretend(FileSystem::Shared("NFS"));
    let checks = looked_at(&office.disk);
    let found: Vec<&str> = checks
        .iter()
        .filter(|check| check.state == State::Found)
        .map(|check| check.about)
        .collect();
    assert_eq!(found, ["disk", "record"], "and that it opens read-only");
    let cloud = doctor::examine(&seat(&office.disk, "/home/OneDrive - Clinic/record"), &terminal());
    let about = |about: &str| cloud.iter().find(|check| check.about == about).unwrap().state;
    assert_eq!(about("synchronizing"), State::Found);
}

/// Rule R3: within ten minutes recording goes on.
#[test]
fn r3_a_clock_behind_the_record_is_found() {
    let office = in_order();
    for (at, is_found) in [
        ("2026-11-22T08:51:00Z", false),
        ("2026-11-22T08:49:00Z", true),
        ("2026-11-23T09:00:00Z", false),
    ] {
        let now = proofbook::time::FixedNow::at(instant(at));
        let seat = Seat { now: Arc::new(now), ..seat(&office.disk, RECORD) };
        let checks = doctor::examine(&seat, &terminal());
        if is_found {
            only_found(&checks, "clock", &["2026-11-22T09:00:00Z", "clock-fault"]);
        } else {
            assert!(checks.iter().all(|check| check.state != State::Found), "{at}: {checks:#?}");
        }
    }
}

#[test]
fn a_copy_that_the_record_names_is_missed_and_damage_is_named() {
    let office = in_order();
    office.disk.remove(&office.object(office.exhibit)).unwrap();
    only_found(&looked_at(&office.disk), "vault", &["1 copy", "missing", "backup"]);
    assert_eq!(CopyState::Missing.word(), "Missing");
    let office = in_order();
    let text = String::from_utf8(office.disk.bytes(&office.journal()).unwrap()).unwrap();
    let harmed = text.replacen("\"yes\"", "\"no\"", 1);
    office.disk.plant(&office.journal(), harmed.as_bytes()).unwrap();
    let checks = looked_at(&office.disk);
    only_found(&checks, "record", &["line 2"]);
}

#[test]
fn a_copy_in_conflict_is_named_with_the_event_where_the_two_part() {
    let office = in_order();
    let store = office.store();
    let name = JournalName::Vendor(office.vendor);
    let common = office.disk.bytes(&office.journal()).unwrap();
    record(&store, name, answer("on the other computer"));
    let copy = office.disk.bytes(&office.journal()).unwrap();
    office.disk.plant(&office.journal(), &common).unwrap();
    office.disk.remove(&office.journal().with_file_name("head")).unwrap();
    let beside = office.journal().with_file_name("journal (Dana's conflicted copy).jsonl");
    office.disk.plant(&beside, &copy).unwrap();
    only_found(&looked_at(&office.disk), "copy in conflict", &["1 event more at its end"]);
    record(&store, name, answer("here"));
    record(&store, name, answer("here again"));
    only_found(
        &looked_at(&office.disk),
        "copy in conflict",
        &["part after event #3 of 2026-11-22T09:00:00Z", "the journal has 2 events", "the copy 1"],
    );
    office.disk.plant(&beside, b"not a journal").unwrap();
    only_found(&looked_at(&office.disk), "copy in conflict", &["no event in it verifies"]);
}

#[test]
fn a_restored_copy_that_was_recorded_in_as_well_is_a_fork() {
    let office = in_order();
    office.backup(Copy::Whole);
    restore_on(&office.disk).unwrap();
    let against = || doctor::compare(&seat(&office.disk, RECORD), Path::new(NEW)).unwrap();
    assert_eq!(against()[0].state, State::Fine);
    let name = JournalName::Vendor(office.vendor);
    let restored = Store::open(&shared(&office.disk), Path::new(NEW)).unwrap();
    record(&restored, name, answer("there"));
    noted(&against(), "Acme Billing: the other copy has 1 event more");
    record(&office.store(), name, answer("here"));
    only_found(
        &against(),
        "other copy",
        &["Acme Billing", "part after event #3", "cannot be joined"],
    );
    let other = Office::new();
    let now = clock();
    now.salt();
    let strange = Path::new("/home/strange");
    let io = shared(&office.disk);
    Store::create(&io, &now, &by("dana"), strange, NewStore::default()).unwrap();
    let checks = doctor::compare(&seat(&office.disk, RECORD), strange).unwrap();
    noted(&checks, "another record");
    drop(other);
}

#[test]
fn copies_are_compared_by_their_hashes() {
    let office = in_order();
    let events = office.store().read(JournalName::Vendor(office.vendor)).unwrap().events;
    assert_eq!(compare(&events, &events), Copies::Same);
    assert_eq!(compare(&events, &events[..1]), Copies::OtherIsOlder { by: 3 });
    assert_eq!(compare(&events[..1], &events), Copies::OtherIsNewer { by: 3 });
    let Copies::Forked(fork) = compare(&events[..1], &events[1..]) else { panic!() };
    assert_eq!((fork.last_common, fork.here, fork.there), (None, 1, 3));
}

#[test]
fn a_terminal_that_is_too_small_dumb_or_not_utf_8_is_found() {
    let office = in_order();
    let seat = seat(&office.disk, RECORD);
    let small = Terminal { size: Some((79, 24)), ..terminal() };
    only_found(&doctor::examine(&seat, &small), "terminal", &["79 columns"]);
    let dumb = Terminal { name: Some("dumb".to_owned()), ..terminal() };
    only_found(&doctor::examine(&seat, &dumb), "terminal", &["dumb", "--plain"]);
    let latin = Terminal { locale: Some("de_DE.ISO-8859-1".to_owned()), ..terminal() };
    only_found(&doctor::examine(&seat, &latin), "terminal", &["ISO-8859-1"]);
    let none = doctor::examine(&seat, &Terminal::default());
    assert_eq!(none.last().unwrap().state, State::NotTold);
}

#[cfg(unix)]
#[test]
fn files_that_others_can_read_or_write_are_found() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("record");
    let io: proofbook::io::SharedIo = Arc::new(proofbook::io::Disk);
    let store = Store::create(&io, &clock(), &by("dana"), &folder, NewStore::default()).unwrap();
    let seat = Seat { folder, io, now: Arc::new(clock()), account: by("dana") };
    let permissions = || {
        let checks = doctor::examine(&seat, &terminal());
        checks.into_iter().find(|check| check.about == "permissions").unwrap()
    };
    assert_eq!(permissions().state, State::Fine);
    let manifest = store.paths().manifest();
    let set = |mode| {
        std::fs::set_permissions(&manifest, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o644);
    assert!(permissions().what.contains("can read") && permissions().state == State::Found);
    set(0o622);
    assert!(permissions().what.contains("can change"), "{:?}", permissions());
}
