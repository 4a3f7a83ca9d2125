//! The record on disk: what is read, what is refused, what is mended, and who may write.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use proofbook::domain::event::{Change, ClockFault, Event};
use proofbook::io::faults::Faulty;
use proofbook::io::{Disk, Io as _, SharedIo};
use proofbook::journal::chain::{self, Fault};
use proofbook::journal::replay::{on_file, replay};
use proofbook::journal::{
    self, AppendError, Genesis, Head, Journal, JournalError, Newer, Owner, Purpose, Reading, State,
};
use proofbook::problem::Problem;
use proptest::prelude::*;

use crate::record::*;

fn head_of(reading: &Reading) -> Head {
    reading.head.unwrap()
}

fn read(disk: &Faulty) -> Reading {
    journal::read(disk, &folder(), &genesis()).unwrap()
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

#[test]
fn a_line_is_written_exactly_as_the_format_says() {
    let bytes = journal_of(&["é \"quoted\" \n\t漢字"]);
    let text = String::from_utf8(bytes).unwrap();
    let prev = genesis().prev();
    let expected = format!(
        r#"{{"v":1,"seq":0,"id":"019aaac7-ef80-7a4c-98a7-98f0d0c0a4c3","at":"2026-11-22T09:00:00.000Z","class":"content","by":"dana","kind":"answer_set","payload":{{"subject":{{"scope":"vendor"}},"question":"baa.executed","revision":1,"value":"yes","note":"é \"quoted\" \n\t漢字"}},"prev":"{prev}","hash":""#
    );
    let id = 15..51;
    let at = text.find(r#""id":""#).unwrap() + 6;
    assert_eq!(&text[at + 14..at + 15], "7", "UUID version 7 (RFC 9562)");
    let given = text.replace(&text[at..at + 36], "ID");
    assert!(
        given.starts_with(&expected.replace("019aaac7-ef80-7a4c-98a7-98f0d0c0a4c3", "ID")),
        "{given}\n{id:?}"
    );
    assert!(text.ends_with("\"}\n"));
}

#[test]
fn the_first_line_follows_the_names_of_its_journal() {
    let prev = |owner, purpose| Genesis { owner, purpose, ..genesis() }.prev();
    let text = format!("proofbook journal 1\nvendor\n{STORE}\n{VENDOR}\nreal\n");
    assert_eq!(genesis().prev(), proofbook::domain::id::Digest::of(text.as_bytes()));
    let sample = Purpose::Sample(date(2026, 3, 1));
    let text = format!("proofbook journal 1\norganization\n{STORE}\n{VENDOR}\nsample 2026-03-01\n");
    assert_eq!(
        prev(Owner::Organization, sample),
        proofbook::domain::id::Digest::of(text.as_bytes())
    );
}

#[test]
fn every_cut_leaves_the_whole_lines_before_it() {
    let texts = ["first", "a longer second note", "漢字", "fourth"];
    let bytes = journal_of(&texts);
    let ends: Vec<usize> = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .map(|(at, _)| at + 1)
        .collect();
    for cut in 0..=bytes.len() {
        // A line that lacks only its line feed is whole.
        let whole = ends.iter().filter(|end| **end <= cut + 1).count();
        let reading = replay(&bytes[..cut], &genesis(), None);
        assert_eq!(notes(&reading.events), &texts[..whole], "cut at {cut}");
        match &reading.state {
            State::Whole => assert!(cut == 0 || ends.contains(&cut)),
            State::LineFeedMissing => assert!(ends.contains(&(cut + 1))),
            State::TornTail(tail) => assert_eq!(tail.offset + tail.bytes, cut as u64),
            other => panic!("cut at {cut}: {other:?}"),
        }
        if whole < texts.len() {
            let acknowledged = replay(&bytes, &genesis(), None).head;
            let reading = replay(&bytes[..cut], &genesis(), acknowledged);
            assert!(
                !reading.is_writable(),
                "cut at {cut}: shorter than the witness, and not named"
            );
        }
    }
}

#[test]
fn every_flipped_bit_is_seen() {
    let texts = ["first", "second", "third"];
    let bytes = journal_of(&texts);
    let acknowledged = replay(&bytes, &genesis(), None).head;
    let last = bytes.len() - lines(&bytes)[2].len();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            let alone = replay(&flipped, &genesis(), None);
            assert_ne!(alone.state, State::Whole, "bit {bit} of byte {at}");
            if at < last - 1 {
                assert!(
                    matches!(alone.state, State::Damaged(_)),
                    "bit {bit} of byte {at}: {:?}",
                    alone.state
                );
            }
            let kept = alone.events.len();
            assert_eq!(notes(&alone.events), &texts[..kept]);
            let witnessed = replay(&flipped, &genesis(), acknowledged);
            assert!(
                !witnessed.is_writable() || witnessed.events.len() == texts.len(),
                "bit {bit} of byte {at} would be cut: {:?}",
                witnessed.state
            );
        }
    }
}

#[test]
fn lines_taken_out_doubled_or_swapped_are_named() {
    let bytes = journal_of(&["0", "1", "2", "3", "4"]);
    let whole = lines(&bytes);
    let damaged_at = |lines: Vec<&[u8]>| match replay(&lines.concat(), &genesis(), None).state {
        State::Damaged(damage) => damage.seq,
        other => panic!("{other:?}"),
    };
    for at in 0..whole.len() - 1 {
        let mut without = whole.clone();
        without.remove(at);
        if at + 1 < without.len() {
            assert_eq!(damaged_at(without), at as u64);
        }
        let mut swapped = whole.clone();
        swapped.swap(at, at + 1);
        assert_eq!(damaged_at(swapped), at as u64);
        let mut doubled = whole.clone();
        doubled.insert(at, whole[at]);
        assert_eq!(damaged_at(doubled), at as u64 + 1);
    }
}

#[test]
fn whole_lines_cut_off_the_end_are_missed_by_the_witness_alone() {
    let bytes = journal_of(&["0", "1", "2"]);
    let witness = witness_of(&["0", "1", "2"]);
    let short = lines(&bytes)[..2].concat();
    assert_eq!(read(&disk_with(&short, None)).state, State::Whole);
    let disk = disk_with(&short, Some(&witness));
    assert!(matches!(read(&disk).state, State::Behind { events: 2, .. }));
    assert!(matches!(open(&shared(&disk), &folder()), Err(JournalError::ReadOnly { .. })));
    assert_eq!(disk.bytes(&journal_file()).unwrap(), short, "a damaged journal is never cut");
    let gone = disk_with(b"", Some(&witness));
    gone.remove(&journal_file()).unwrap();
    assert!(matches!(read(&gone).state, State::Behind { events: 0, .. }));
    assert!(matches!(open(&shared(&gone), &folder()), Err(JournalError::ReadOnly { .. })));
}

#[test]
fn a_rewritten_chain_differs_from_what_the_witness_saw() {
    let witness = witness_of(&["0", "1"]);
    let disk = disk_with(&journal_of(&["0", "other", "2"]), Some(&witness));
    match read(&disk).state {
        State::Damaged(damage) => assert_eq!((damage.seq, damage.cause), (1, Fault::Rewritten)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn damage_is_named_by_its_cause() {
    let bytes = journal_of(&["0", "1", "2"]);
    let text = String::from_utf8(bytes.clone()).unwrap();
    let other = Genesis { journal: STORE, ..genesis() };
    let cause = |bytes: &[u8], genesis: &Genesis| match replay(bytes, genesis, None).state {
        State::Damaged(damage) => (damage.line, damage.cause),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        cause(text.replace('\n', "\r\n").as_bytes(), &genesis()),
        (1, Fault::CarriageReturn)
    );
    assert_eq!(cause(format!("\u{FEFF}{text}").as_bytes(), &genesis()), (1, Fault::ByteOrderMark));
    assert_eq!(cause(text.replacen("yes", "no", 1).as_bytes(), &genesis()), (1, Fault::Hash));
    assert_eq!(cause(&bytes, &other), (1, Fault::Link), "journals swapped between vendors");
    assert_eq!(cause(lines(&bytes)[0], &other), (1, Fault::Link), "also where they have one line");
    let mut zeroed = bytes.clone();
    zeroed[40..60].fill(0);
    assert_eq!(cause(&zeroed, &genesis()), (1, Fault::Nul));
    assert_eq!(cause(&lines(&bytes)[1..].concat(), &genesis()), (1, Fault::Number { found: 1 }));
}

/// Closes a hand-made line as the format does, so that only what is said about its members is tried.
fn line_of(seq: u64, middle: &str, prev: &str) -> (Vec<u8>, String) {
    let (mut line, hash) =
        chain::close(format!("{{\"v\":1,\"seq\":{seq},{middle},\"prev\":\"{prev}\"").into_bytes());
    line.push(b'\n');
    (line, hash.to_string())
}

const MEMBERS: &str = r#""id":"019aaac7-ef80-7a4c-98a7-98f0d0c0a4c3","at":"2026-11-22T09:00:00.000Z","class":"content","by":"dana","kind":"follow_up_done","payload":{"id":"019aaac7-ef80-7a4c-98a7-98f0d0c0a4c3","note":"n"}"#;

fn state_of(middle: &str) -> State {
    replay(&line_of(0, middle, &genesis().prev().to_string()).0, &genesis(), None).state
}

#[test]
fn outer_members_stand_in_one_order_and_form_and_nothing_stands_beside_them() {
    assert_eq!(state_of(MEMBERS), State::Whole);
    let wrong = [
        ("id", MEMBERS.replacen("019aaac7", "019AAAC7", 1)),
        ("id", MEMBERS.replacen("\"id\":\"019aaac7-ef80", "\"id\":\"019aaac7ef80", 1)),
        ("at", MEMBERS.replace(".000Z", "Z")),
        ("at", MEMBERS.replace(".000Z", ".000+00:00")),
        ("at", MEMBERS.replace("09:00:00", "09:00:60")),
        ("at", MEMBERS.replace("2026-11-22", "2026-02-30")),
        ("class", MEMBERS.replace("content", "care")),
        ("by", MEMBERS.replace("dana", "Dana O")),
        ("kind", MEMBERS.replace("follow_up_done", "Follow Up")),
        ("payload", MEMBERS.replace("\"n\"}", "\"n\"},\"extra\":{}")),
        ("payload", MEMBERS.replace("\"n\"}", "\"n\"")),
        ("payload", MEMBERS.replace("\"n\"", "\"\u{1}\"")),
        ("payload", MEMBERS.replace("\"n\"", "\"\\ud800\"")),
        ("at", MEMBERS.replace(",\"at\"", ", \"at\"")),
        (
            "at",
            MEMBERS.replace("\"at\"", "\"at\":\"2026-11-22T09:00:00.000Z\",\"at\"").replacen(
                "\"at\":\"",
                "\"bt\":\"",
                1,
            ),
        ),
    ];
    for (member, middle) in wrong {
        match state_of(&middle) {
            State::Damaged(damage) => assert_eq!(damage.cause, Fault::Member(member), "{middle}"),
            other => panic!("{middle}: {other:?}"),
        }
    }
    let doubled = MEMBERS.replace("\"note\":\"n\"", "\"note\":\"n\",\"note\":\"m\"");
    assert!(
        matches!(state_of(&doubled), State::Newer { .. }),
        "a repeated key is never read: {:?}",
        state_of(&doubled)
    );
}

#[test]
fn what_a_later_version_wrote_verifies_and_opens_read_only() {
    let prev = genesis().prev().to_string();
    let (first, hash) = line_of(0, MEMBERS, &prev);
    let cases = [
        (MEMBERS.replace("follow_up_done", "dreamt"), Newer::Kind("dreamt".to_owned())),
        (
            MEMBERS.replace("\"note\"", "\"mood\":1,\"note\""),
            Newer::Payload { kind: "follow_up_done".to_owned(), why: String::new() },
        ),
    ];
    for (middle, expected) in cases {
        let (second, after) = line_of(1, &middle, &hash);
        let (third, last) = line_of(2, MEMBERS, &after);
        let bytes = [&*first, &second, &third].concat();
        let reading = replay(&bytes, &genesis(), None);
        assert_eq!(reading.events.len(), 1, "nothing is read past what is not understood");
        assert_eq!(head_of(&reading).hash.to_string(), last, "the whole chain verifies");
        match (&reading.state, &expected) {
            (
                State::Newer { seq: 1, what: Newer::Payload { kind, why } },
                Newer::Payload { kind: wanted, .. },
            ) => {
                assert_eq!(kind, wanted);
                assert!(why.contains("mood"), "{why}");
            }
            (State::Newer { seq: 1, what }, _) => assert_eq!(what, &expected),
            (other, _) => panic!("{other:?}"),
        }
        let disk = disk_with(&bytes[..bytes.len() - 5], None);
        assert!(matches!(open(&shared(&disk), &folder()), Err(JournalError::ReadOnly { .. })));
        assert_eq!(
            disk.bytes(&journal_file()).unwrap(),
            bytes[..bytes.len() - 5],
            "not even its end is mended"
        );
    }
    let (mut line, _) =
        chain::close(format!("{{\"v\":2,\"seq\":0,\"ct\":\"00\",\"prev\":\"{prev}\"").into_bytes());
    line.push(b'\n');
    let state = replay(&line, &genesis(), None).state;
    assert_eq!(state, State::Newer { seq: 0, what: Newer::Format(2) });
}

#[test]
fn a_torn_end_is_set_aside_recorded_and_written_on() {
    let bytes = journal_of(&["first", "second"]);
    let start = lines(&bytes)[0].len();
    for cut in start + 1..bytes.len() - 1 {
        let disk = disk_with(&bytes[..cut], None);
        assert!(matches!(read(&disk).state, State::TornTail(_)));
        assert_eq!(disk.bytes(&journal_file()).unwrap().len(), cut, "reading never writes");
        let now = clock();
        let mut opened = open_at(&shared(&disk), &folder(), &now).unwrap();
        let Change::Recovery(recovery) = &opened.events[1].change else { panic!("no recovery") };
        assert_eq!(recovery.file, format!("torn-1-{start}.bin"));
        assert_eq!(recovery.bytes, (cut - start) as u64);
        let kept = disk.bytes(&folder().join(&recovery.file)).unwrap();
        assert_eq!(kept, &bytes[start..cut]);
        assert_eq!(recovery.sha256, proofbook::domain::id::Digest::of(&kept));
        append(&mut opened.journal, &now, "after").unwrap();
        let reading = read(&disk);
        assert_eq!(reading.state, State::Whole);
        assert_eq!(notes(&reading.events), ["first", "recovery", "after"]);
    }
}

#[test]
fn a_line_that_lacks_only_its_line_feed_is_kept() {
    let bytes = journal_of(&["first", "second"]);
    let disk = disk_with(&bytes[..bytes.len() - 1], Some(&witness_of(&["first", "second"])));
    assert_eq!(notes(&open(&shared(&disk), &folder()).unwrap().events), ["first", "second"]);
    assert_eq!(disk.bytes(&journal_file()).unwrap(), bytes);
}

#[test]
fn a_recovery_that_was_itself_cut_off_is_recorded_later_and_loses_nothing() {
    use proofbook::io::faults::{CALLS, Harm};
    let bytes = journal_of(&["first", "second"]);
    let start = lines(&bytes)[0].len();
    let torn = &bytes[start..bytes.len() - 9];
    let mut kills = 0;
    for call in CALLS {
        for nth in 1.. {
            let disk = disk_with(&bytes[..bytes.len() - 9], None);
            disk.fail(call, nth, Harm::KilledAfter);
            let _ = open(&shared(&disk), &folder());
            if !disk.has_fired() {
                break;
            }
            kills += 1;
            let disk = disk.restart();
            let opened = open(&shared(&disk), &folder()).unwrap();
            assert_eq!(notes(&opened.events)[0], "first");
            let kept = opened.events.iter().any(|event| match &event.change {
                Change::Recovery(recovery) => {
                    disk.bytes(&folder().join(&recovery.file)).unwrap() == torn
                }
                _ => false,
            });
            assert!(kept, "killed after {call:?} number {nth}: {:?}", notes(&opened.events));
            assert_eq!(read(&disk).state, State::Whole);
        }
    }
    assert!(kills > 15, "{kills}");
}

#[test]
fn a_line_of_exactly_one_mebibyte_is_kept_and_one_byte_more_is_refused() {
    let now = clock();
    let spare = chain::MAX_LINE - journal_of(&[""]).len();
    let disk = Faulty::new();
    let mut journal = open(&shared(&disk), &folder()).unwrap().journal;
    match append(&mut journal, &now, &"x".repeat(spare + 1)) {
        Err(AppendError::Journal(JournalError::TooLong { bytes })) => {
            assert_eq!(bytes, chain::MAX_LINE + 1);
        }
        other => panic!("{other:?}"),
    }
    assert!(
        disk.bytes(&journal_file()).unwrap().is_empty(),
        "nothing is written of a line that is too long"
    );
    append(&mut journal, &now, &"x".repeat(spare)).unwrap();
    assert_eq!(disk.bytes(&journal_file()).unwrap().len(), chain::MAX_LINE);
    assert_eq!(read(&disk).state, State::Whole);
    let long = line_of(
        0,
        &MEMBERS.replace("\"n\"", &format!("{:?}", "x".repeat(chain::MAX_LINE))),
        &genesis().prev().to_string(),
    )
    .0;
    let after = [long, b"{}\n".to_vec()].concat();
    assert!(
        matches!(replay(&after, &genesis(), None).state, State::Damaged(damage) if damage.cause == Fault::Length)
    );
}

#[test]
fn two_programs_take_turns_and_see_each_other() {
    let disk = Faulty::new();
    let io = shared(&disk);
    let now = clock();
    let mut one = open(&io, &folder()).unwrap().journal;
    let mut two = open(&io, &folder()).unwrap().journal;
    append(&mut one, &now, "a").unwrap();
    let appended = append(&mut two, &now, "b").unwrap();
    assert_eq!(notes(&appended.seen), ["a"]);
    assert_eq!(appended.event.seq, 1);
    let refused = one.append(&now, &by("omar"), |seen: &[Event]| {
        assert_eq!(notes(seen), ["b"]);
        Err::<Change, _>("changed since it was shown")
    });
    match refused {
        Err(AppendError::Refused { seen, reason }) => {
            assert_eq!(notes(&seen), ["b"]);
            assert_eq!(reason, "changed since it was shown");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(read(&disk).events.len(), 2, "nothing was written");
    assert!(append(&mut one, &now, "c").unwrap().seen.is_empty());
}

#[test]
fn an_end_torn_by_another_program_is_mended_by_the_next_save() {
    let bytes = journal_of(&["first", "second"]);
    let start = lines(&bytes)[0].len();
    let disk = disk_with(&bytes[..start], None);
    let now = clock();
    let mut journal = open(&shared(&disk), &folder()).unwrap().journal;
    disk.plant(&journal_file(), &bytes[..start + 50]).unwrap();
    let appended = append(&mut journal, &now, "third").unwrap();
    assert_eq!(notes(&appended.seen), ["recovery"]);
    assert_eq!(notes(&read(&disk).events), ["first", "recovery", "third"]);
}

#[test]
fn a_journal_exchanged_while_open_takes_nothing() {
    let now = clock();
    for exchanged in [journal_of(&["x", "y", "z"]), journal_of(&["a"]), Vec::new()] {
        let disk = disk_with(&journal_of(&["a", "b"]), None);
        let mut journal = open(&shared(&disk), &folder()).unwrap().journal;
        disk.plant(&journal_file(), &exchanged).unwrap();
        let failed = append(&mut journal, &now, "c");
        assert!(
            matches!(failed, Err(AppendError::Journal(JournalError::Replaced { .. }))),
            "{failed:?}"
        );
        assert_eq!(disk.bytes(&journal_file()).unwrap(), exchanged);
    }
}

#[test]
fn four_writers_of_two_hundred_events_leave_no_gap() {
    let folder = tempfile::tempdir().unwrap();
    let io: SharedIo = Arc::new(Disk);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (io, folder) = (&io, folder.path());
            scope.spawn(move || {
                let now = clock();
                let by = by(&format!("writer-{writer}"));
                let mut opened = Journal::open(io, folder, &genesis(), &now, &by).unwrap();
                for turn in 0..200 {
                    opened
                        .journal
                        .append(&now, &by, |_| Ok::<_, Never>(answer(&format!("{writer} {turn}"))))
                        .unwrap();
                }
            });
        }
    });
    let reading = journal::read(&Disk, folder.path(), &genesis()).unwrap();
    assert_eq!(reading.state, State::Whole);
    assert_eq!(reading.events.len(), 800);
    for writer in 0..4 {
        let account = by(&format!("writer-{writer}"));
        let own: Vec<&str> =
            reading.events.iter().filter(|event| event.by == account).map(note).collect();
        let expected: Vec<String> = (0..200).map(|turn| format!("{writer} {turn}")).collect();
        assert_eq!(own, expected, "each writer's events are there once and in order");
    }
}

#[test]
fn r3_times_never_fall_and_a_clock_far_behind_is_asked_about() {
    let disk = Faulty::new();
    let now = clock();
    let mut journal = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    append(&mut journal, &now, "on time").unwrap();
    now.set(instant("2026-11-22T08:50:00Z"));
    let event = append(&mut journal, &now, "ten minutes back").unwrap().event;
    assert_eq!(event.at, instant("2026-11-22T09:00:00Z"), "at = max(now, the at before)");
    now.set(instant("2026-11-22T08:49:59Z"));
    match append(&mut journal, &now, "more than ten") {
        Err(AppendError::Journal(error @ JournalError::BadClock { .. })) => {
            let told = Problem::from(&error).to_string();
            assert!(
                told.contains("2026-11-22T09:00:00Z") && told.contains("2026-11-22T08:49:59Z"),
                "{told}"
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(read(&disk).events.len(), 2);
}

/// Three true events, then two recorded with the clock a year ahead.
fn with_false_times(disk: &Faulty) -> (Journal, proofbook::time::FixedNow, Vec<Event>) {
    let now = clock();
    let mut journal = open_at(&shared(disk), &folder(), &now).unwrap().journal;
    let mut events = Vec::new();
    for (at, text) in [
        ("2026-11-22T09:00:00Z", "0"),
        ("2026-11-22T09:01:00Z", "1"),
        ("2027-11-22T09:02:00Z", "false 2"),
        ("2027-11-22T09:03:00Z", "false 3"),
    ] {
        now.set(instant(at));
        events.push(append(&mut journal, &now, text).unwrap().event);
    }
    now.set(instant("2026-11-22T10:00:00Z"));
    (journal, now, events)
}

fn fault(events: &[Event], first: usize, last: usize) -> Change {
    ClockFault {
        events: (events[first].id, events[last].id),
        true_at: None,
        reason: "the year was set wrong".to_owned(),
    }
    .into()
}

#[test]
fn r3_a_clock_fault_names_the_false_run_and_time_goes_on_from_it() {
    let disk = Faulty::new();
    let (mut journal, now, events) = with_false_times(&disk);
    assert!(append(&mut journal, &now, "refused").is_err());
    for (first, last) in [(2, 2), (0, 2), (3, 2), (1, 0)] {
        let refused =
            journal.append(&now, &by("dana"), |_| Ok::<_, Never>(fault(&events, first, last)));
        assert!(
            matches!(refused, Err(AppendError::Journal(JournalError::ClockFault))),
            "{first}..{last}"
        );
    }
    let named =
        journal.append(&now, &by("dana"), |_| Ok::<_, Never>(fault(&events, 2, 3))).unwrap().event;
    assert_eq!(named.at, instant("2026-11-22T10:00:00Z"), "it alone may have a lower time");
    append(&mut journal, &now, "5").unwrap();
    let reading = read(&disk);
    assert_eq!(reading.state, State::Whole);
    let on_file = |at: &str| notes(on_file(&reading.events, instant(at))).len();
    assert_eq!(
        on_file("2026-11-22T09:30:00Z"),
        2,
        "named events count as recorded at the fault's own time"
    );
    assert_eq!(on_file("2026-11-22T10:00:00Z"), 6);
    assert_eq!(on_file("2026-11-21T00:00:00Z"), 0);
}

#[test]
fn r3_a_clock_fault_is_not_before_the_last_event_left_true() {
    let disk = Faulty::new();
    let (mut journal, now, events) = with_false_times(&disk);
    now.set(instant("2026-11-22T08:55:00Z"));
    let named =
        journal.append(&now, &by("dana"), |_| Ok::<_, Never>(fault(&events, 2, 3))).unwrap().event;
    assert_eq!(named.at, instant("2026-11-22T09:01:00Z"));
    let (bad, _) = {
        let bytes = disk.bytes(&journal_file()).unwrap();
        let last = String::from_utf8(lines(&bytes)[4].to_vec()).unwrap();
        let body =
            last[..last.len() - chain::HASH_ENDING - 1].replace("09:01:00.000Z", "09:00:59.999Z");
        let kept = lines(&bytes)[..4].concat();
        let (mut line, hash) = chain::close(body.into_bytes());
        line.push(b'\n');
        ([kept, line].concat(), hash)
    };
    match replay(&bad, &genesis(), None).state {
        State::Damaged(damage) => assert_eq!((damage.seq, damage.cause), (4, Fault::Time)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn r3_with_a_bad_clock_a_torn_end_waits_for_the_clock_fault() {
    let disk = Faulty::new();
    let (_, now, events) = with_false_times(&disk);
    let whole = disk.bytes(&journal_file()).unwrap();
    disk.plant(&journal_file(), &[&*whole, b"{\"v\":1,\"seq\":4"].concat()).unwrap();
    let mut journal = open_at(&shared(&disk), &folder(), &now).unwrap().journal;
    assert!(append(&mut journal, &now, "refused").is_err());
    assert_eq!(
        disk.bytes(&journal_file()).unwrap().len(),
        whole.len() + 14,
        "nothing is written or cut"
    );
    journal.append(&now, &by("dana"), |_| Ok::<_, Never>(fault(&events, 2, 3))).unwrap();
    let appended = append(&mut journal, &now, "on").unwrap();
    assert_eq!(notes(&appended.seen), ["recovery"]);
    let reading = read(&disk);
    assert_eq!(reading.state, State::Whole);
    assert_eq!(
        notes(&reading.events),
        ["0", "1", "false 2", "false 3", "clock_fault", "recovery", "on"]
    );
}

#[test]
fn a_hand_edited_journal_is_named_by_line_and_cause_and_not_touched() {
    let bytes = journal_of(&["0", "1", "2"]);
    let edited =
        String::from_utf8(bytes).unwrap().replace("\"note\":\"1\"", "\"note\":\"7\"").into_bytes();
    let disk = disk_with(&edited, None);
    let error = open(&shared(&disk), &folder()).unwrap_err();
    let told = Problem::from(&error).to_string();
    for words in [
        "read-only",
        "line 2 (event 1, byte",
        "hash does not match",
        "1 event is before it",
        "nothing was cut",
    ] {
        let found =
            told.contains(words) || words == "1 event is before it" && told.contains("1 event is");
        assert!(found, "'{words}' is not in:\n{told}");
    }
    assert_eq!(disk.bytes(&journal_file()).unwrap(), edited);
    assert_eq!(notes(&read(&disk).events), ["0"], "it is read up to the last good event");
}

#[cfg(unix)]
#[test]
fn files_are_private_and_links_are_refused() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let vendor = folder.path().join("vendor");
    let io: SharedIo = Arc::new(Disk);
    let now = clock();
    let mut journal = Journal::open(&io, &vendor, &genesis(), &now, &by("dana")).unwrap().journal;
    append(&mut journal, &now, "first").unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&vendor), 0o700);
    for name in ["journal.jsonl", "lock", "head"] {
        assert_eq!(mode(&vendor.join(name)), 0o600, "{name}");
    }
    let moved = folder.path().join("elsewhere");
    std::fs::rename(vendor.join("journal.jsonl"), &moved).unwrap();
    symlink(&moved, vendor.join("journal.jsonl")).unwrap();
    assert!(journal::read(&Disk, &vendor, &genesis()).is_err());
    assert!(Journal::open(&io, &vendor, &genesis(), &now, &by("dana")).is_err());
}

#[test]
fn the_end_of_a_journal_is_read_from_its_last_bytes() {
    let disk = disk_with(&journal_of(&["0", "1"]), None);
    let end = journal::end(&disk, &folder(), Owner::Vendor).unwrap();
    assert_eq!(end.hash, head_of(&read(&disk)).hash);
    assert_eq!(end.len, disk.bytes(&journal_file()).unwrap().len() as u64);
    assert_eq!(journal::end(&disk_with(b"", None), &folder(), Owner::Vendor), None);
}

#[test]
fn an_outsider_with_ten_lines_of_python_finds_the_same_head() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let bytes = journal_of(&["first", "\"},\"hash\":\"0\"}", "a\nb", "漢字 \u{2028}"]);
    let head = head_of(&replay(&bytes, &genesis(), None));
    let python = |bytes: &[u8]| {
        std::io::Write::write_all(
            &mut std::fs::OpenOptions::new()
                .create(true)
                .write(true)
                .truncate(true)
                .open(&path)
                .unwrap(),
            bytes,
        )
        .unwrap();
        std::process::Command::new("python3")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify.py"))
            .arg(&path)
            .args(["vendor", &STORE.to_string(), &VENDOR.to_string(), "real"])
            .output()
            .expect("python3 is needed for the independent check of the format")
    };
    let good = python(&bytes);
    assert_eq!(
        String::from_utf8_lossy(&good.stdout).trim(),
        format!("4 events, head {}", head.hash)
    );
    let mut flipped = bytes.clone();
    flipped[300] ^= 1;
    assert!(!python(&flipped).status.success(), "the outsider sees damage too");
    assert!(!python(&lines(&bytes)[1..].concat()).status.success());
}

#[test]
fn the_journals_kept_for_every_version_are_still_read_as_they_were() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    let state = |kind: &str, name: &str| {
        let bytes = std::fs::read(root.join(kind).join(name)).unwrap();
        replay(&bytes, &genesis(), None)
    };
    let one = state("valid", "format-1.jsonl");
    assert_eq!(one.state, State::Whole);
    assert_eq!(
        notes(&one.events),
        ["first", "é \"quoted\"\nand a second line", "recovery", "last"]
    );
    let told = |name: &str| format!("{:?}", state("broken", name).state);
    assert!(
        told("edited-note.jsonl").contains("line: 2") && told("edited-note.jsonl").contains("Hash")
    );
    assert!(
        told("line-removed.jsonl").contains("line: 2")
            && told("line-removed.jsonl").contains("Number")
    );
    assert!(told("saved-by-an-editor.jsonl").contains("CarriageReturn"));
    assert!(told("byte-order-mark.jsonl").contains("ByteOrderMark"));
    assert!(told("another-vendor.jsonl").contains("Link"));
    assert!(told("torn.jsonl").contains("TornTail"));
    assert!(told("zeroed.jsonl").contains("TornTail"), "{}", told("zeroed.jsonl"));
    assert!(told("time-falls.jsonl").contains("Time"));
    assert!(told("unknown-kind.jsonl").contains("Newer"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever was typed comes back as typed, and a line stays one line.
    #[test]
    fn any_text_comes_back_as_typed(texts in proptest::collection::vec(any::<String>(), 1..5)) {
        let given: Vec<&str> = texts.iter().map(String::as_str).collect();
        let bytes = journal_of(&given);
        let reading = replay(&bytes, &genesis(), None);
        prop_assert_eq!(reading.state, State::Whole);
        prop_assert_eq!(notes(&reading.events), given);
        prop_assert_eq!(lines(&bytes).len(), texts.len());
    }

    /// No bytes make the reader panic, and none that are not a journal are taken for one.
    #[test]
    fn arbitrary_bytes_are_never_taken_for_events(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let reading = replay(&bytes, &genesis(), None);
        prop_assert!(reading.events.is_empty());
    }
}
