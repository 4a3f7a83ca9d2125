//! A disk that fails while something is recorded: what is on the screen stays true, and what may be done next is said.

use proofbook::domain::event::Subject;
use proofbook::domain::request::TakeRequest;
use proofbook::domain::value::{Reply, Value};
use proofbook::io::faults::{Call, Harm};
use proofbook::problem::Kind;

use super::{Office, asked, give, held_bytes, on_file, refused, take};

fn yes() -> Reply {
    Reply::Value(Value::word("yes"))
}

/// The vendor's journal is opened by then, so that the second write is the event: the first is the lock's.
#[test]
fn a_full_disk_records_nothing_and_the_next_save_works() {
    let (office, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    let before = office.vendor_journal(vendor);
    for harm in [Harm::NoSpace, Harm::Short] {
        office.disk.fail(Call::Write, 2, harm);
        let problem = give(&mut desk, vendor, "ins.required", "no").unwrap_err();
        assert_eq!(problem.kind, Kind::World);
        for words in ["not saved", "2 events are on disk", "save again"] {
            assert!(problem.to_string().contains(words), "'{words}' is not in: {problem}");
        }
        assert_eq!(on_file(&mut desk, vendor, "ins.required"), Some(yes()));
        assert_eq!(desk.look(vendor).unwrap(), []);
        assert_eq!(office.vendor_journal(vendor), before);
    }
    give(&mut desk, vendor, "ins.required", "no").unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().events.len(), 3);
}

#[test]
fn a_save_that_was_not_confirmed_is_not_shown_as_saved() {
    let (office, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    desk.dossier(vendor).unwrap();
    office.disk.fail(Call::Sync, 1, Harm::Broken);
    let problem = give(&mut desk, vendor, "ins.required", "no").unwrap_err();
    assert_eq!(problem.kind, Kind::World);
    for words in ["did not confirm", "2 events are on disk", "start the program again"] {
        assert!(problem.to_string().contains(words), "'{words}' is not in: {problem}");
    }
    assert_eq!(desk.look(vendor).unwrap(), [], "not shown while in doubt");
    assert_eq!(on_file(&mut desk, vendor, "ins.required"), Some(yes()));
    // The next save copies the journal to a new file first; what was in doubt comes to light, once.
    let recorded = give(&mut desk, vendor, "liab.indemnity", "no").unwrap();
    let seen: Vec<u64> = recorded.seen.iter().map(|event| event.seq).collect();
    assert_eq!(seen, [2]);
    let dossier = desk.dossier(vendor).unwrap().clone();
    assert_eq!(dossier.events, office.sit("bob").dossier(vendor).unwrap().events);
    assert_eq!(dossier.events.len(), 4);
}

#[test]
fn what_the_other_program_sees_after_a_restart() {
    let (office, mut desk, vendor) = Office::founded();
    office.disk.fail(Call::Sync, 1, Harm::Broken);
    give(&mut desk, vendor, "ins.required", "yes").unwrap_err();
    let office = Office { disk: office.disk.restart(), now: office.now.clone() };
    let mut again = office.sit("ann");
    give(&mut again, vendor, "liab.indemnity", "yes").unwrap();
    let answers = again.dossier(vendor).unwrap().answers.clone();
    assert!(answers.get(Subject::Vendor, &"liab.indemnity".into()).is_some());
    assert!(again.verify(None).unwrap().iter().all(|one| one.problems.is_empty()));
}

/// Bytes on file already, linked to two questions: two events. The second fails.
#[test]
fn of_two_links_the_first_is_told_when_the_second_fails() {
    let (office, mut desk, vendor) = Office::founded();
    take(&mut desk, vendor, held_bytes("a", b"a")).unwrap();
    let both = || TakeRequest {
        supports: vec![(asked("ins.required"), None), (asked("liab.indemnity"), None)],
        ..held_bytes("a", b"a")
    };
    let mut half = 0;
    for nth in 1..8 {
        let office = Office { disk: office.disk.restart(), now: office.now.clone() };
        let mut desk = office.sit("ann");
        let before = desk.dossier(vendor).unwrap().events.len();
        office.disk.fail(Call::Write, nth, Harm::NoSpace);
        let Err(problem) = take(&mut desk, vendor, both()) else { continue };
        let on_disk = office.sit("bob").dossier(vendor).unwrap().events.len() - before;
        if on_disk == 1 {
            half += 1;
            assert!(problem.safe.as_deref().unwrap_or("").contains("1 of 2"), "{problem}");
            assert_eq!(desk.look(vendor).unwrap().len(), 1, "and shown");
        }
        take(&mut desk, vendor, both()).unwrap();
        assert_eq!(desk.dossier(vendor).unwrap().exhibits.values().next().unwrap().links.len(), 2);
    }
    assert!(half > 0);
}

#[test]
fn a_vendor_that_could_not_be_added_leaves_no_name_taken() {
    let (office, _, _) = Office::founded();
    let mut failed = 0;
    for (call, nth) in
        [(Call::Write, 1), (Call::Write, 3), (Call::CreateDir, 1), (Call::CreateDir, 2)]
    {
        let office = Office { disk: office.disk.restart(), now: office.now.clone() };
        let mut desk = office.sit("ann");
        office.disk.fail(call, nth, Harm::NoSpace);
        if desk.add_vendor("Cedar", None, &[]).is_err() {
            failed += 1;
            assert_eq!(desk.listed().unwrap().len(), 1, "{call:?} {nth}");
            desk.add_vendor("Cedar", None, &[]).unwrap();
        }
        assert_eq!(desk.listed().unwrap().len(), 2, "{call:?} {nth}");
        let cedar = office.sit("bob").find("cedar").unwrap();
        assert_eq!(desk.dossier(cedar).unwrap().slug, "cedar");
    }
    assert!(failed > 1, "{failed}");
}

#[test]
fn r3_a_clock_that_was_ahead_is_declared_once() {
    let (office, mut desk, vendor) = Office::founded();
    office.at("2027-11-22T15:00:00Z");
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    office.at("2026-11-22T15:20:00Z");
    let problem = give(&mut desk, vendor, "ins.required", "no").unwrap_err();
    assert!(problem.summary.contains("one of two clocks was wrong"), "{problem}");
    assert_eq!(
        desk.today_of(vendor),
        jiff::civil::date(2027, 11, 22),
        "rule R2: nothing on file lies ahead of today"
    );
    assert_eq!(
        desk.today(),
        jiff::civil::date(2026, 11, 22),
        "other vendors stand on their own day"
    );
    refused(desk.declare_clock_fault(vendor, "  "), &["blank"]);
    assert_eq!(desk.declare_clock_fault(vendor, "battery").unwrap().len(), 1);
    assert_eq!(desk.today_of(vendor), jiff::civil::date(2026, 11, 22));
    give(&mut desk, vendor, "ins.required", "no").unwrap();
    refused(
        desk.declare_clock_fault(vendor, "battery"),
        &["lies ahead of the clock", "nothing was written"],
    );
}
