//! Faults while a record is saved and made again: nothing of the record is lost, and nothing is half there.

use std::path::Path;

use proofbook::desk::Desk;
use proofbook::io::faults::{CALLS, Call, Faulty, Harm, Unsynced};
use proofbook::keeping::backup::Copy;
use proofbook::store::Store;
use proofbook::store::atomic::Overwrite;

use super::*;

const HARMS: [Harm; 7] = [
    Harm::NoSpace,
    Harm::Broken,
    Harm::Short,
    Harm::ShortThenFull,
    Harm::KilledBefore,
    Harm::KilledAfter,
    Harm::KilledHalfway,
];

fn for_each_fault(harms: &[Harm], mut each: impl FnMut(Call, usize, Harm) -> bool) -> usize {
    let mut fired = 0;
    for call in CALLS {
        for &harm in harms {
            for nth in 1.. {
                if !each(call, nth, harm) {
                    break;
                }
                fired += 1;
            }
        }
    }
    fired
}

/// The disk as the program leaves it, and as a power cut at that moment does.
fn afterwards(disk: &Faulty, seed: usize) -> [Faulty; 4] {
    [
        disk.restart(),
        disk.power_cut(Unsynced::Lost),
        disk.power_cut(Unsynced::Mixed(seed as u64)),
        disk.power_cut(Unsynced::Mixed(seed as u64 + 77)),
    ]
}

const fn is_killed(harm: Harm) -> bool {
    matches!(harm, Harm::KilledBefore | Harm::KilledAfter | Harm::KilledHalfway)
}

#[test]
fn whatever_fails_in_a_backup_the_archive_is_whole_or_as_before_and_the_record_untouched() {
    let office = Office::new();
    let record = files(&office.disk, Path::new(RECORD));
    office.backup(Copy::Whole);
    let whole = office.archive();
    let older = b"an older backup".to_vec();
    for before in [None, Some(older)] {
        let base = office.disk.restart();
        base.remove(Path::new(ARCHIVE)).unwrap();
        base.sync_dir(Path::new("/media")).unwrap();
        if let Some(older) = &before {
            base.plant(Path::new(ARCHIVE), older).unwrap();
        }
        let overwrite = if before.is_some() { Overwrite::Yes } else { Overwrite::No };
        let fired = for_each_fault(&HARMS, |call, nth, harm| {
            let disk = base.restart();
            disk.fail(call, nth, harm);
            let done = backup_on(&disk, Copy::Whole, overwrite);
            let context = format!("{harm:?} at {call:?} {nth}: {done:?}");
            for (after, kept) in afterwards(&disk, nth).iter().zip([true, true, false, false]) {
                assert_eq!(files(after, Path::new(RECORD)), record, "{context}");
                let found = after.bytes(Path::new(ARCHIVE));
                if let Ok(written) = &done {
                    // An object that could not be read is named; all others are there.
                    let is_whole = found.as_ref() == Some(&whole);
                    assert!(!kept || is_whole || !written.is_sound(), "{context}");
                    assert!(restore_on(&disk_with_archive(&found.unwrap())).is_ok(), "{context}");
                } else {
                    assert!(found == before || found.as_ref() == Some(&whole), "{context}");
                }
            }
            if !is_killed(harm) && call != Call::Remove {
                assert!(names(&disk.restart(), "/media").len() <= 1, "{context}");
            }
            disk.has_fired()
        });
        assert!(fired > 300, "only {fired} faults happened");
    }
}

#[test]
fn whatever_fails_in_a_restore_the_folder_is_the_whole_record_or_is_not_there() {
    let office = Office::new();
    let record = files(&office.disk, Path::new(RECORD));
    office.backup(Copy::Whole);
    let base = disk_with_archive(&office.archive());
    let fired = for_each_fault(&HARMS, |call, nth, harm| {
        let disk = base.restart();
        disk.fail(call, nth, harm);
        let done = restore_on(&disk);
        let context = format!("{harm:?} at {call:?} {nth}: {done:?}");
        for after in afterwards(&disk, nth) {
            let is_there = names(&after, "/home").iter().any(|name| name == "new");
            assert!(is_there || done.is_err(), "{context}");
            if is_there {
                assert_eq!(files(&after, Path::new(NEW)), record, "{context}");
                let found = Desk::open_record(seat(&after, NEW)).unwrap().verify(None).unwrap();
                assert!(found.iter().all(|one| one.problems.is_empty()), "{context}");
            }
            assert_eq!(after.bytes(Path::new(ARCHIVE)).unwrap(), office.archive(), "{context}");
        }
        if !is_killed(harm) && call != Call::Remove {
            let left = names(&disk.restart(), "/home");
            assert!(left.is_empty() || left == ["new"], "{context}: left {left:?}");
        }
        // What a killed restore left does not stand in the way of the next.
        if done.is_err() && !names(&disk.restart(), "/home").contains(&"new".to_owned()) {
            restore_on(&disk.restart()).unwrap();
        }
        disk.has_fired()
    });
    assert!(fired > 300, "only {fired} faults happened");
}

#[test]
fn control_without_flushes_a_power_cut_takes_the_backup_and_the_restored_record() {
    let office = Office::new();
    office.backup(Copy::Whole);
    let archive = office.archive();
    office.disk.remove(Path::new(ARCHIVE)).unwrap();
    office.disk.sync_dir(Path::new("/media")).unwrap();
    office.disk.ignore_syncs();
    backup_on(&office.disk, Copy::Whole, Overwrite::No).unwrap();
    let after = office.disk.power_cut(Unsynced::Lost);
    assert_ne!(after.bytes(Path::new(ARCHIVE)), Some(archive.clone()));
    let disk = disk_with_archive(&archive);
    disk.ignore_syncs();
    restore_on(&disk).unwrap();
    assert!(!Store::exists(&disk.power_cut(Unsynced::Lost), Path::new(NEW)));
}

/// Figures are made anew after any fault, are the same, and cost the record nothing.
#[test]
fn whatever_fails_while_figures_are_computed_they_are_right_afterwards() {
    let office = Office::new();
    let record = files(&office.disk, Path::new(RECORD));
    let figures = |disk: &Faulty| {
        let summaries = Desk::open(seat(disk, RECORD)).and_then(|mut desk| desk.summaries());
        summaries.map(|summaries| serde_json::to_string(&summaries).unwrap())
    };
    let right = figures(&office.disk.restart()).unwrap();
    let fired = for_each_fault(&[Harm::Broken, Harm::KilledHalfway], |call, nth, harm| {
        let disk = office.disk.restart();
        disk.fail(call, nth, harm);
        let said = figures(&disk);
        let context = format!("{harm:?} at {call:?} {nth}: {said:?}");
        // A read that failed leaves nothing on the disk that a power cut could change; and each look costs 20 ms.
        let looks = if matches!(call, Call::Open | Call::Read) { 1 } else { 2 };
        for after in afterwards(&disk, nth).into_iter().take(looks) {
            assert_eq!(figures(&after).as_ref(), Ok(&right), "{context}");
            assert_eq!(files(&after, Path::new(RECORD)), record, "{context}");
        }
        disk.has_fired()
    });
    assert!(fired > 20, "only {fired} faults happened");
}
