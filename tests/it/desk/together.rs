//! Two people at one record: both record, neither overwrites the other, each sees the other.

use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{Change, Subject};
use proofbook::domain::id::{QuestionId, VendorId};
use proofbook::domain::request::{AnswerRequest, Request, Seen};
use proofbook::domain::value::{Reply, Value};
use proofbook::store::JournalName;

use super::{Office, answer, answer_with, asked, give, held_bytes, on_file, refused, take};

/// What a desk holds of a vendor, against what is on disk.
#[track_caller]
fn same_as_disk(office: &Office, dossier: &Dossier) {
    let reading = office.store().read(JournalName::Vendor(dossier.id)).unwrap();
    assert_eq!(dossier.events, reading.events);
    let folded = Dossier::fold(dossier.id, reading.events);
    assert_eq!(dossier.answers, folded.answers);
    assert_eq!(dossier.exhibits, folded.exhibits);
    assert_eq!(dossier.follow_ups, folded.follow_ups);
}

fn shown(vendor: &Dossier, question: &str) -> Seen {
    Seen::Shown(vendor.last_touch(Subject::Vendor, &QuestionId::from(question)))
}

fn unknown_until(question: &str) -> AnswerRequest {
    let due = "2026-12-01".parse().unwrap();
    AnswerRequest { follow_up: Some(("Cy".to_owned(), due)), ..answer(question, "unknown") }
}

#[test]
fn both_record_and_nothing_is_taken_in_twice() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    bob.record(vendor, &Request::Answer(unknown_until("liab.indemnity"))).unwrap();
    take(&mut bob, vendor, held_bytes("one.txt", b"one")).unwrap();
    let recorded = give(&mut ann, vendor, "assur.audit_right", "no").unwrap();
    assert_eq!(recorded.seen.len(), 2, "Ann is told what Bob recorded");
    assert_eq!(recorded.events.len(), 1);
    same_as_disk(&office, ann.dossier(vendor).unwrap());
    same_as_disk(&office, bob.dossier(vendor).unwrap());
    assert_eq!(ann.dossier(vendor).unwrap().follow_ups.len(), 1);
}

#[test]
fn each_sees_the_others_events_once() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    ann.dossier(vendor).unwrap();
    bob.dossier(vendor).unwrap();
    let recorded = give(&mut bob, vendor, "ins.required", "yes").unwrap();
    assert_eq!(ann.look(vendor).unwrap(), recorded.events);
    assert_eq!(ann.look(vendor).unwrap(), Vec::new());
    assert_eq!(bob.look(vendor).unwrap(), Vec::new(), "one's own are no news");
    same_as_disk(&office, ann.dossier(vendor).unwrap());
}

#[test]
fn what_was_found_on_the_way_to_a_refusal_is_still_told() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    let theirs = give(&mut bob, vendor, "liab.indemnity", "no").unwrap().events;
    refused(give(&mut ann, vendor, "no.such", "yes"), &["no question"]);
    assert_eq!(ann.look(vendor).unwrap(), theirs);
    // Likewise where a report was looked at meanwhile.
    let theirs = give(&mut bob, vendor, "liab.indemnity", "yes").unwrap().events;
    let edition = proofbook::domain::event::Edition::Internal;
    ann.report(&proofbook::desk::Wanted::about(vendor, edition)).unwrap();
    assert_eq!(ann.look(vendor).unwrap(), theirs);
}

#[test]
fn section_9_a_conflict_writes_nothing_and_shows_both() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    let seen = shown(ann.dossier(vendor).unwrap(), "ins.required");
    bob.record(vendor, &Request::Answer(answer_with("ins.required", "no", "not in the contract")))
        .unwrap();
    let before = office.vendor_journal(vendor);
    let mine = Request::Answer(AnswerRequest { seen, ..answer("ins.required", "yes") });
    let problem = refused(ann.record(vendor, &mine), &["ins.required", "not recorded"]);
    let both = problem.cause.unwrap();
    for words in ["No", "not in the contract", "bob", "2026-11-22 10:00", "yours: Yes"] {
        assert!(both.contains(words), "'{words}' is not in: {both}");
    }
    assert_eq!(office.vendor_journal(vendor), before);
    // Told of it, Ann may answer again.
    assert_eq!(ann.look(vendor).unwrap().len(), 1);
    let seen = shown(ann.dossier(vendor).unwrap(), "ins.required");
    let mine = Request::Answer(AnswerRequest { seen, ..answer("ins.required", "yes") });
    ann.record(vendor, &mine).unwrap();
    assert_eq!(on_file(&mut bob, vendor, "ins.required"), Some(Reply::Value(Value::word("yes"))));
}

#[test]
fn section_9_an_undo_by_the_other_is_a_change_too() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    give(&mut bob, vendor, "ins.required", "no").unwrap();
    let seen = shown(ann.dossier(vendor).unwrap(), "ins.required");
    bob.record(vendor, &Request::Undo).unwrap();
    let mine = Request::Answer(AnswerRequest { seen, ..answer("ins.required", "yes") });
    refused(ann.record(vendor, &mine), &["on file now: not answered; yours: Yes"]);
}

#[test]
fn different_questions_both_land() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    let seen = shown(ann.dossier(vendor).unwrap(), "ins.required");
    give(&mut bob, vendor, "liab.indemnity", "no").unwrap();
    let mine = Request::Answer(AnswerRequest { seen, ..answer("ins.required", "yes") });
    ann.record(vendor, &mine).unwrap();
    for desk in [&mut ann, &mut bob] {
        assert!(on_file(desk, vendor, "ins.required").is_some());
        assert!(on_file(desk, vendor, "liab.indemnity").is_some());
    }
}

#[test]
fn section_9_what_another_answered_unseen_is_not_confirmed() {
    let (office, mut ann, vendor) = Office::founded();
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    ann.dossier(vendor).unwrap();
    give(&mut office.sit("bob"), vendor, "ins.required", "no").unwrap();
    let confirm = Request::Confirm(vec![asked("ins.required")]);
    refused(ann.record(vendor, &confirm), &["ins.required was changed"]);
    assert_eq!(ann.look(vendor).unwrap().len(), 1);
    ann.record(vendor, &confirm).unwrap();
}

fn numbers(office: &Office, vendor: VendorId) -> Vec<u32> {
    let reading = office.store().read(JournalName::Vendor(vendor)).unwrap();
    let number = |change: &Change| match change {
        Change::ExhibitTaken(taken) => Some(taken.no),
        _ => None,
    };
    reading.events.iter().filter_map(|event| number(&event.change)).collect()
}

#[test]
fn exhibit_numbers_never_collide() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    take(&mut ann, vendor, held_bytes("a.txt", b"a")).unwrap();
    take(&mut bob, vendor, held_bytes("b.txt", b"b")).unwrap();
    take(&mut ann, vendor, held_bytes("c.txt", b"c")).unwrap();
    ann.record(vendor, &Request::Undo).unwrap();
    take(&mut bob, vendor, held_bytes("d.txt", b"d")).unwrap();
    assert_eq!(numbers(&office, vendor), [1, 2, 3, 4]);
    same_as_disk(&office, ann.dossier(vendor).unwrap());
}

#[test]
fn a_vendor_added_elsewhere_is_found_and_its_slug_is_taken() {
    let (office, mut ann, _) = Office::founded();
    let mut bob = office.sit("bob");
    let first = bob.add_vendor("Cedar", None, &[]).unwrap();
    assert_eq!(ann.find("cedar").unwrap(), first);
    let sure = [proofbook::problem::Doubt::SameName];
    let second = ann.add_vendor("Cedar", None, &sure).unwrap();
    assert_eq!(bob.dossier(second).unwrap().slug, "cedar-2");
}

#[test]
fn what_the_other_sets_of_our_organization_is_seen() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    ann.set_organization("name", "Lakeside").unwrap();
    bob.look(vendor).unwrap();
    assert_eq!(bob.organization().name(), Some("Lakeside"));
    ann.set_organization("zone", "America/Los_Angeles").unwrap();
    office.at("2026-11-24T06:00:00Z");
    bob.summaries().unwrap();
    assert_eq!(bob.today(), jiff::civil::date(2026, 11, 23), "rule R1: the new zone's day");
}

/// A file that was put in the place of the one that was read is read anew, whatever its length.
#[test]
fn a_journal_restored_from_elsewhere_is_not_mixed_with_what_was_read() {
    let (office, mut ann, vendor) = Office::founded();
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    let other = Office { disk: office.disk.restart(), now: office.now.clone() };
    let mut there = other.sit("bob");
    give(&mut there, vendor, "liab.indemnity", "no").unwrap();
    give(&mut there, vendor, "liab.indemnity", "yes").unwrap();
    give(&mut ann, vendor, "assur.audit_right", "no").unwrap();
    let folder = office.store().journal_folder(JournalName::Vendor(vendor));
    let theirs = other.journal(JournalName::Vendor(vendor));
    office.disk.plant(&folder.join("journal.jsonl"), &theirs).unwrap();
    let head = other.disk.bytes(&folder.join("head")).unwrap();
    office.disk.plant(&folder.join("head"), &head).unwrap();
    same_as_disk(&office, ann.dossier(vendor).unwrap());
}
