//! Undo and redo (rule R22): one's own, of today, not touched since.

use proofbook::desk::{Desk, Wanted};
use proofbook::domain::event::Edition;
use proofbook::domain::id::VendorId;
use proofbook::domain::request::{AnswerRequest, Request};
use proofbook::domain::value::{Reply, Value};
use proofbook::store::atomic::Overwrite;

use super::{Office, answer, asked, give, held_bytes, no, on_file, refused, take};

fn undo(desk: &mut Desk, vendor: VendorId) -> Result<(), proofbook::problem::Problem> {
    desk.record(vendor, &Request::Undo).map(drop)
}

fn redo(desk: &mut Desk, vendor: VendorId) -> Result<(), proofbook::problem::Problem> {
    desk.record(vendor, &Request::Redo).map(drop)
}

fn word(text: &str) -> Reply {
    Reply::Value(Value::word(text))
}

#[test]
fn r22_again_goes_one_further_back_and_redo_comes_forward() {
    let (_, mut desk, vendor) = Office::founded();
    for text in ["yes", "no", "partial"] {
        give(&mut desk, vendor, "ins.required", text).unwrap();
    }
    undo(&mut desk, vendor).unwrap();
    assert_eq!(on_file(&mut desk, vendor, "ins.required"), Some(word("no")));
    undo(&mut desk, vendor).unwrap();
    assert_eq!(on_file(&mut desk, vendor, "ins.required"), Some(word("yes")));
    redo(&mut desk, vendor).unwrap();
    assert_eq!(on_file(&mut desk, vendor, "ins.required"), Some(word("no")));
    undo(&mut desk, vendor).unwrap();
    assert_eq!(on_file(&mut desk, vendor, "ins.required"), Some(word("yes")));
    redo(&mut desk, vendor).unwrap();
    redo(&mut desk, vendor).unwrap();
    assert_eq!(on_file(&mut desk, vendor, "ins.required"), Some(word("partial")));
    refused(redo(&mut desk, vendor), &["nothing to redo"]);
    for _ in 0..3 {
        undo(&mut desk, vendor).unwrap();
    }
    assert_eq!(on_file(&mut desk, vendor, "ins.required"), None);
    refused(undo(&mut desk, vendor), &["nothing to undo", "ann", "today", "with a reason"]);
}

#[test]
fn r22_only_ones_own_and_only_todays() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    refused(undo(&mut bob, vendor), &["nothing to undo", "bob"]);
    office.at("2026-11-23T04:59:00Z");
    undo(&mut ann, vendor).unwrap();
    redo(&mut ann, vendor).unwrap();
    office.at("2026-11-23T05:01:00Z");
    refused(undo(&mut ann, vendor), &["nothing to undo"]);
    refused(redo(&mut ann, vendor), &["nothing to redo"]);
    assert_eq!(on_file(&mut ann, vendor, "ins.required"), Some(word("yes")));
}

#[test]
fn r22_not_once_something_later_touched_the_same() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    give(&mut bob, vendor, "ins.required", "no").unwrap();
    refused(undo(&mut ann, vendor), &["cannot be undone", "bob", "correction"]);
    // Once Bob takes his back, nothing stands in the way.
    undo(&mut bob, vendor).unwrap();
    undo(&mut ann, vendor).unwrap();
    give(&mut bob, vendor, "ins.required", "no").unwrap();
    refused(redo(&mut ann, vendor), &["bob"]);
    assert_eq!(on_file(&mut ann, vendor, "ins.required"), Some(word("no")));
}

#[test]
fn r22_another_question_does_not_stand_in_the_way() {
    let (office, mut ann, vendor) = Office::founded();
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    give(&mut office.sit("bob"), vendor, "liab.indemnity", "no").unwrap();
    undo(&mut ann, vendor).unwrap();
    assert_eq!(on_file(&mut ann, vendor, "ins.required"), None);
    assert_eq!(on_file(&mut ann, vendor, "liab.indemnity"), Some(word("no")));
}

#[test]
fn r22_an_exhibit_is_withdrawn_and_its_number_is_gone() {
    let (office, mut ann, vendor) = Office::founded();
    take(&mut ann, vendor, held_bytes("a.txt", b"a")).unwrap();
    undo(&mut ann, vendor).unwrap();
    assert!(ann.dossier(vendor).unwrap().exhibits[&no(1)].withdrawn.is_some());
    take(&mut ann, vendor, held_bytes("a.txt", b"a")).unwrap();
    assert!(ann.dossier(vendor).unwrap().exhibits[&no(2)].withdrawn.is_none());
    let link = Request::Link { exhibit: no(2), asked: asked("ins.required"), pinpoint: None };
    office.sit("bob").record(vendor, &link).unwrap();
    refused(undo(&mut ann, vendor), &["cannot be undone", "bob"]);
}

#[test]
fn r22_reports_and_interviews_stay() {
    let (office, mut ann, vendor) = Office::founded();
    let open = Request::OpenInterview {
        incident: None,
        questionnaire: "core".to_owned(),
        present: vec!["Cy".to_owned()],
        role: None,
    };
    ann.record(vendor, &open).unwrap();
    let wanted = Wanted::about(vendor, Edition::Internal);
    office.file("/record/keep", b"");
    ann.write_report(
        &wanted,
        "/report.pdf".as_ref(),
        Overwrite::No,
        &mut proofbook::progress::Unwatched,
    )
    .unwrap();
    refused(undo(&mut ann, vendor), &["nothing to undo"]);
    assert_eq!(ann.dossier(vendor).unwrap().reports.len(), 1);
    assert_eq!(ann.dossier(vendor).unwrap().interviews.len(), 1);
}

#[test]
fn r22_adding_the_vendor_stays() {
    let (_, mut ann, vendor) = Office::founded();
    refused(undo(&mut ann, vendor), &["nothing to undo"]);
}

#[test]
fn r22_retiring_by_mistake_can_be_undone() {
    let (_, mut ann, vendor) = Office::founded();
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    ann.record(vendor, &Request::Retire { reason: None }).unwrap();
    undo(&mut ann, vendor).unwrap();
    assert_eq!(ann.dossier(vendor).unwrap().retired, None);
    redo(&mut ann, vendor).unwrap();
    refused(give(&mut ann, vendor, "ins.required", "no"), &["vendor restore acme-billing"]);
    undo(&mut ann, vendor).unwrap();
    give(&mut ann, vendor, "ins.required", "no").unwrap();
}

#[test]
fn r22_r25_an_answer_whose_follow_up_was_ended_stays() {
    let (office, mut ann, vendor) = Office::founded();
    let due = "2026-12-01".parse().unwrap();
    let unknown = AnswerRequest {
        follow_up: Some(("Cy".to_owned(), due)),
        ..answer("ins.required", "unknown")
    };
    ann.record(vendor, &Request::Answer(unknown)).unwrap();
    let follow_up = ann.dossier(vendor).unwrap().follow_ups[0].follow_up.id;
    let end = Request::EndFollowUp { follow_up, note: "asked, no reply".to_owned() };
    office.sit("bob").record(vendor, &end).unwrap();
    refused(undo(&mut ann, vendor), &["cannot be undone", "bob"]);
}
