//! Nothing acknowledged is ever lost, whatever call fails, wherever the program dies, whatever a power cut leaves.
//!
//! Each promise is also tried with its safeguard taken away, to show that the test can fail.

use std::path::Path;

use proofbook::io::faults::{CALLS, Call, Faulty, Harm, Unsynced};
use proofbook::io::{Io as _, Mode, Open};
use proofbook::journal::{self, AppendError, Journal, JournalError, State};
use proofbook::problem::Problem;

use crate::record::*;

/// What a run of a program said to its user.
#[derive(Debug, Default)]
struct Said {
    saved: Vec<String>,
    doubtful: Vec<String>,
}

/// Opens the journal and saves up to four answers, as a program would that goes on after an error as far as it may.
fn run(disk: &Faulty, name: &str) -> Said {
    let mut said = Said::default();
    let now = clock();
    let Ok(opened) = open_at(&shared(disk), &folder(), &now) else { return said };
    let mut journal = opened.journal;
    for turn in 0..4 {
        // Lines of more than two sectors, so that a sector can be lost from their middle.
        let text = format!("{name} {turn} {}", "z".repeat(turn * 600));
        match append(&mut journal, &now, &text) {
            Ok(appended) => {
                assert!(said.doubtful.is_empty(), "after a failed flush nothing more is saved");
                assert_eq!(note(&appended.event), text);
                said.saved.push(text);
            }
            Err(AppendError::Journal(JournalError::NotConfirmed { .. })) => {
                said.doubtful.push(text);
            }
            Err(_) => {}
        }
    }
    said
}

fn on_disk(disk: &Faulty) -> Vec<String> {
    found(disk, "")
}

fn found(disk: &Faulty, context: &str) -> Vec<String> {
    let reading = journal::read(disk, &folder(), &genesis()).unwrap();
    assert!(reading.is_writable(), "{context}: {:?}", reading.state);
    notes(&reading.events)
        .into_iter()
        .filter(|note| *note != "recovery")
        .map(str::to_owned)
        .collect()
}

/// After reopening: all that was acknowledged is there in order, with at most the one event more whose save was cut off.
fn check(disk: &Faulty, before: &[String], said: &Said, context: &str) {
    let found = found(disk, context);
    let promised: Vec<String> = before.iter().chain(&said.saved).cloned().collect();
    assert!(
        found.starts_with(&promised),
        "{context}: lost. promised {promised:?}, found {found:?}"
    );
    assert!(found.len() <= promised.len() + 1, "{context}: {found:?}");
    let now = clock();
    let mut journal = open_at(&shared(disk), &folder(), &now).unwrap().journal;
    append(&mut journal, &now, "after").unwrap();
    let reading = journal::read(disk, &folder(), &genesis()).unwrap();
    assert_eq!(reading.state, State::Whole, "{context}");
    assert!(
        notes(&reading.events)
            .starts_with(&promised.iter().map(String::as_str).collect::<Vec<_>>())
    );
    assert_eq!(notes(&reading.events).last(), Some(&"after"), "{context}");
    let after = journal::read(&disk.power_cut(Unsynced::Lost), &folder(), &genesis()).unwrap();
    assert_eq!(
        after.events, reading.events,
        "{context}: what was found and built on is durable now"
    );
}

fn two_saved() -> (Faulty, Vec<String>) {
    let disk = disk_with(&[], None);
    let saved = vec!["before 0".to_owned(), "before 1".to_owned()];
    let now = clock();
    let mut journal = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    for text in &saved {
        append(&mut journal, &now, text).unwrap();
    }
    (disk, saved)
}

const HARMS: [Harm; 7] = [
    Harm::NoSpace,
    Harm::Broken,
    Harm::Short,
    Harm::ShortThenFull,
    Harm::KilledBefore,
    Harm::KilledAfter,
    Harm::KilledHalfway,
];

fn for_each_fault(mut each: impl FnMut(Call, usize, Harm) -> bool) -> usize {
    let mut fired = 0;
    for call in CALLS {
        for harm in HARMS {
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

#[test]
fn whatever_call_fails_nothing_acknowledged_is_lost() {
    let (start, saved) = two_saved();
    for fresh in [true, false] {
        let (start, before) =
            if fresh { (Faulty::new(), Vec::new()) } else { (start.restart(), saved.clone()) };
        let fired = for_each_fault(|call, nth, harm| {
            let disk = start.restart();
            disk.fail(call, nth, harm);
            let said = run(&disk, "new");
            let fired = disk.has_fired();
            let context = format!("{harm:?} at {call:?} {nth}, fresh {fresh}");
            // The program is started again on the same computer; then also after a power cut in every mixture tried.
            check(&disk.restart(), &before, &said, &context);
            for cut in [
                Unsynced::Lost,
                Unsynced::Kept,
                Unsynced::Mixed(1),
                Unsynced::Mixed(nth as u64 + 77),
            ] {
                check(
                    &disk.power_cut(cut),
                    &before,
                    &said,
                    &format!("{context}, power cut {cut:?}"),
                );
            }
            fired
        });
        assert!(fired > 100, "only {fired} faults happened");
    }
}

#[test]
fn control_without_flushes_acknowledged_events_are_lost() {
    let mut lost = 0;
    for seed in 0..20 {
        let (disk, mut promised) = two_saved();
        disk.ignore_syncs();
        promised.extend(run(&disk, "new").saved);
        let after = disk.power_cut(if seed == 0 { Unsynced::Lost } else { Unsynced::Mixed(seed) });
        let found = journal::read(&after, &folder(), &genesis()).unwrap();
        lost += usize::from(found.events.len() < promised.len());
    }
    assert!(
        lost >= 18,
        "only {lost} of 20 cuts lost something: the test above could not have failed"
    );
}

#[test]
fn power_cuts_between_writes_keep_whole_lines_in_every_mixture_of_sectors() {
    let mut states = 0;
    for nth in 1..=6 {
        for seed in 0..150 {
            let (disk, before) = two_saved();
            // The program dies at a flush, with the line it wrote in flight.
            disk.fail(Call::Sync, nth, Harm::KilledBefore);
            let said = run(&disk, "in flight");
            if !disk.has_fired() {
                continue;
            }
            states += 1;
            check(
                &disk.power_cut(Unsynced::Mixed(seed)),
                &before,
                &said,
                &format!("flush {nth}, seed {seed}"),
            );
        }
    }
    assert!(states >= 600, "{states}");
}

#[test]
fn after_a_failed_flush_the_handle_takes_no_more_and_says_why() {
    let (disk, _) = two_saved();
    let now = clock();
    let mut journal = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    disk.fail(Call::Sync, 1, Harm::Broken);
    let id = match append(&mut journal, &now, "in doubt") {
        Err(AppendError::Journal(error @ JournalError::NotConfirmed { events: 2, .. })) => {
            let told = Problem::from(&error).to_string();
            assert!(
                told.contains("did not confirm") && told.contains("2 events are on disk"),
                "{told}"
            );
            let JournalError::NotConfirmed { event, .. } = error else { unreachable!() };
            event.unwrap()
        }
        other => panic!("{other:?}"),
    };
    assert!(journal.is_poisoned());
    for _ in 0..3 {
        let refused = append(&mut journal, &now, "more");
        assert!(
            matches!(refused, Err(AppendError::Journal(JournalError::Poisoned { .. }))),
            "{refused:?}"
        );
    }
    disk.fail(Call::Sync, 1, Harm::Broken);
    assert!(journal.reopen(&now, &by("dana")).is_err() && journal.is_poisoned());
    assert_eq!(journal.reopen(&now, &by("dana")).unwrap().last().unwrap().id, id);
    assert!(journal.has(id), "the event in doubt was read back, and is durable now");
    let after = disk.power_cut(Unsynced::Lost);
    assert_eq!(on_disk(&after), ["before 0", "before 1", "in doubt"]);
}

#[test]
fn another_program_copies_the_file_before_it_builds_on_a_failed_flush() {
    let (disk, _) = two_saved();
    let now = clock();
    let mut one = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    let mut two = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    disk.fail(Call::Sync, 1, Harm::Broken);
    append(&mut one, &now, "in doubt").unwrap_err();
    append(&mut two, &now, "by another").unwrap();
    // Without the copy, the line in doubt would be a hole under the acknowledged one.
    let after = disk.power_cut(Unsynced::Lost);
    assert_eq!(on_disk(&after), ["before 0", "before 1", "in doubt", "by another"]);
}

#[test]
fn control_a_flush_tried_again_claims_success_and_has_lost_the_bytes() {
    let disk = Faulty::new();
    let path = Path::new("/f");
    let file = disk.open(path, Open::New(Mode::Private)).unwrap();
    disk.sync_dir(Path::new("/")).unwrap();
    file.write_at(b"answer", 0).unwrap();
    disk.fail(Call::Sync, 1, Harm::Broken);
    assert!(file.sync_data().is_err());
    assert!(file.sync_data().is_ok(), "this is what makes trying again so dangerous");
    assert_eq!(disk.bytes(path).unwrap(), b"answer", "reads still show it");
    assert_eq!(disk.power_cut(Unsynced::Lost).bytes(path).unwrap(), b"", "and it is gone");
}

#[test]
fn a_failed_write_is_taken_back_and_saving_goes_on() {
    for harm in [Harm::NoSpace, Harm::Broken, Harm::Short] {
        let (disk, _) = two_saved();
        let now = clock();
        let mut journal = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
        let whole = disk.bytes(&journal_file()).unwrap();
        // The lock file is written first, for the message about who holds it.
        disk.fail(Call::Write, 2, harm);
        match append(&mut journal, &now, "refused") {
            Err(AppendError::Journal(error @ JournalError::NotSaved { events: 2, .. })) => {
                let told = Problem::from(&error).to_string();
                assert!(
                    told.contains("not saved") && told.contains("2 events are on disk"),
                    "{told}"
                );
            }
            other => panic!("{harm:?}: {other:?}"),
        }
        assert_eq!(disk.bytes(&journal_file()).unwrap(), whole);
        append(&mut journal, &now, "accepted").unwrap();
        assert_eq!(on_disk(&disk), ["before 0", "before 1", "accepted"]);
    }
}

#[test]
fn each_event_of_another_program_is_given_once_also_when_the_save_fails() {
    let (disk, _) = two_saved();
    let now = clock();
    let mut one = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    let mut two = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    append(&mut two, &now, "by another").unwrap();
    let mut folded = Vec::new();
    let mut save = |text: &str| {
        one.append(&now, &by("dana"), |seen| {
            folded.extend(notes(seen).into_iter().map(str::to_owned));
            Ok::<_, Never>(answer(text))
        })
    };
    disk.fail(Call::Write, 2, Harm::NoSpace);
    save("refused").unwrap_err();
    assert!(save("accepted").unwrap().seen.is_empty());
    assert_eq!(folded, ["by another"]);
}

#[test]
fn the_first_line_makes_its_file_and_folder_durable_before_it_is_acknowledged() {
    let disk = Faulty::new();
    let now = clock();
    let mut journal = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    append(&mut journal, &now, "first").unwrap();
    let after = disk.power_cut(Unsynced::Lost);
    assert_eq!(on_disk(&after), ["first"]);
    let log = disk.log();
    let place = |call: Call, path: &Path| {
        log.iter().position(|entry| entry.0 == call && entry.1 == path).unwrap()
    };
    let acknowledged = place(Call::Write, &folder().join("head"));
    for (call, path) in [
        (Call::Sync, journal_file()),
        (Call::SyncDir, folder()),
        (Call::SyncDir, Path::new("/").to_owned()),
    ] {
        let at = place(call, &path);
        assert!(
            place(Call::Write, &journal_file()) < at && at < acknowledged,
            "{call:?} {path:?}: {log:?}"
        );
    }
}

#[test]
fn a_program_that_holds_the_lock_too_long_is_named() {
    let (disk, _) = two_saved();
    let io = shared(&disk);
    let lock = io.open(&folder().join("lock"), Open::WriteOrCreate).unwrap();
    assert!(lock.try_lock().unwrap());
    let error = open(&io, &folder()).unwrap_err();
    let told = Problem::from(&error).to_string();
    assert!(told.contains(&format!("process {}", std::process::id())), "{told}");
    drop(lock);
    let opened: Journal = open(&io, &folder()).unwrap().journal;
    assert_eq!(opened.head().unwrap().seq, 1);
}
