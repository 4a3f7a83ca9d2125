//! Corrections, undo and redo, and follow-ups (rules R22 and R25).

use proofbook::domain::dossier::{Dossier, FollowUpOnFile};
use proofbook::domain::event::{FieldSet, FollowUpDone, ReportWritten, Subject, VendorRetired};
use proofbook::domain::value::Value;

use super::making::{
    Journal, TODAY, case, day, event_id, exhibit_id, follow_up_id, letter, question, reply, vendor,
};

fn said(dossier: &Dossier, question: &str) -> Option<proofbook::domain::value::Reply> {
    dossier.answers.get(Subject::Vendor, &question.into()).map(|answer| answer.reply.clone())
}

#[test]
fn r22_an_undone_answer_falls_back_to_the_one_before_and_to_open_at_last() {
    let journal = vendor().answered("a", "no").answered("a", "yes").undone(2);
    assert_eq!(said(&journal.dossier(), "a"), Some(reply("no")));
    assert_eq!(said(&journal.undone(1).dossier(), "a"), None);
}

#[test]
fn r22_undo_of_undo_of_undo() {
    let mut journal = vendor().answered("a", "no").answered("a", "yes");
    for expected in ["no", "yes", "no", "yes"] {
        journal = journal.clone().undone(journal.last());
        assert_eq!(said(&journal.dossier(), "a"), Some(reply(expected)));
    }
}

#[test]
fn r22_earlier_days_still_show_what_stood_then() {
    let journal = vendor().on("2026-03-01").answered("a", "yes").on("2026-04-01").undone(1);
    assert_eq!(said(&journal.as_of("2026-03-31").dossier(), "a"), Some(reply("yes")));
    assert_eq!(said(&journal.as_of("2026-04-01").dossier(), "a"), None);
}

#[test]
fn r22_the_number_of_an_undone_or_withdrawn_exhibit_is_not_used_again() {
    let journal = vendor().exhibit(letter().supports("a")).undone(1);
    let dossier = journal.dossier();
    assert_eq!(dossier.next_exhibit_no().to_string(), "A-02");
    let undone = dossier.exhibit(exhibit_id(1)).unwrap();
    assert!(undone.withdrawn.is_some());
    assert!(undone.links.is_empty());
    let redone = journal.undone(2).dossier();
    assert_eq!(redone.exhibit(exhibit_id(1)).unwrap().withdrawn, None);
    assert_eq!(redone.linked(Subject::Vendor, &"a".into()).count(), 1);
    assert_eq!(redone.next_exhibit_no().to_string(), "A-02");
}

#[test]
fn an_exhibit_number_given_twice_hides_neither_exhibit() {
    let mut journal = vendor().exhibit(letter()).exhibit(letter());
    if let proofbook::domain::event::Change::ExhibitTaken(taken) = &mut journal.events[2].change {
        taken.no = 1;
    }
    let dossier = journal.dossier();
    assert_eq!(dossier.exhibit(exhibit_id(1)).unwrap().no.0, 1);
    assert_eq!(dossier.exhibit(exhibit_id(2)).unwrap().no.0, 2);
    assert_eq!(dossier.next_exhibit_no().0, 3);
}

#[test]
fn r22_links_names_and_retiring_are_taken_back() {
    let named = FieldSet { field: "name".to_owned(), value: Value::word("Southwind"), from: None };
    let journal = vendor()
        .exhibit(letter())
        .linked(1, "a")
        .recorded(named)
        .recorded(VendorRetired::default());
    let before = journal.dossier();
    assert_eq!((before.name.as_str(), before.retired.is_some()), ("Southwind", true));
    assert_eq!(before.former_names, ["Northwind Claims"]);
    let after = journal.undone(4).undone(3).undone(2).dossier();
    assert_eq!((after.name.as_str(), after.retired), ("Northwind Claims", None));
    assert!(after.former_names.is_empty());
    assert!(after.exhibits.values().all(|exhibit| exhibit.links.is_empty()));
}

#[test]
fn r22_a_written_report_and_the_vendor_itself_are_not_taken_back() {
    let written: ReportWritten = serde_json::from_value(serde_json::json!({
        "edition": "internal", "kind": "vendor", "questionnaire": "core",
        "sha256": proofbook::domain::id::Digest::of(b"pdf"), "covers": []
    }))
    .unwrap();
    let dossier = vendor().recorded(written).undone(1).undone(0).dossier();
    assert_eq!(dossier.reports.len(), 1);
    assert_eq!(dossier.name, "Northwind Claims");
}

#[test]
fn r22_an_undo_that_names_nothing_itself_or_a_later_event_takes_nothing_back() {
    let journal = vendor().undone(1).undone(3).answered("a", "yes").undone(99);
    assert_eq!(said(&journal.dossier(), "a"), Some(reply("yes")));
    assert_eq!(journal.dossier().last_touch(Subject::Vendor, &"a".into()), Some(event_id(3)));
}

#[test]
fn s9_the_last_touch_is_what_a_person_saw_undo_and_confirmation_among_it() {
    let touch = |journal: &Journal| journal.dossier().last_touch(Subject::Vendor, &"a".into());
    let journal = vendor();
    assert_eq!(touch(&journal), None);
    let journal = journal.answered("a", "yes").answered("b", "yes");
    assert_eq!(touch(&journal), Some(event_id(1)));
    let journal = journal.confirmed("a", 1, 1);
    assert_eq!(touch(&journal), Some(event_id(3)));
    let journal = journal.undone(3);
    assert_eq!(touch(&journal), Some(event_id(4)));
    let journal = journal.undone(4).undone(2);
    assert_eq!(touch(&journal), Some(event_id(5)));
    let incident =
        Subject::Incident { incident: proofbook::domain::id::RecordId(uuid::Uuid::from_u128(9)) };
    assert_eq!(journal.dossier().last_touch(incident, &"a".into()), None);
}

// --- R25: follow-ups ---

fn open(journal: &Journal) -> Vec<bool> {
    journal.dossier().follow_ups.iter().map(FollowUpOnFile::is_open).collect()
}

#[test]
fn r25_a_follow_up_is_overdue_from_the_day_after() {
    let dossier = vendor().follows_up("a", 1, "2026-06-30").dossier();
    let one = &dossier.follow_ups[0];
    assert!(!one.is_overdue(day("2026-06-30")));
    assert!(one.is_overdue(day("2026-07-01")));
}

#[test]
fn r25_it_is_done_when_the_question_gets_another_outcome() {
    let journal = vendor().follows_up("a", 1, "2026-06-30");
    assert_eq!(open(&journal), [true]);
    assert_eq!(open(&journal.clone().answered("b", "yes")), [true]);
    assert_eq!(open(&journal.clone().answered("a", "unknown")), [true]);
    assert_eq!(open(&journal.clone().answered("a", "open")), [true]);
    let done = journal.clone().answered("a", "no");
    assert_eq!(open(&done), [false]);
    assert_eq!(open(&done.clone().undone(done.last())), [true]);
    assert_eq!(open(&done.answered("a", "unknown")), [false]);
    assert_eq!(open(&journal.follows_up("a", 2, "2026-09-30")), [false, true]);
}

#[test]
fn r25_it_can_be_ended_with_a_note_and_changes_no_standing() {
    let journal = vendor().follows_up("a", 1, "2026-06-30");
    let ended = FollowUpDone { id: follow_up_id(1), note: "they will not say".to_owned() };
    assert_eq!(open(&journal.clone().recorded(ended)), [false]);
    let plain = case(&vendor().answered("a", "unknown"), [question("a")]);
    let followed = case(&journal, [question("a")]);
    assert_eq!(plain.standing("a", TODAY), followed.standing("a", TODAY));
    assert_eq!(plain.readiness(TODAY), followed.readiness(TODAY));
}
