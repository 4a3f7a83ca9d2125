//! Withheld texts are hidden on every day, wherever the withholding stands (rule R28).

use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{
    AnswerSet, Change, CounselNote, Event, ExhibitWithdrawn, RecordSet, SignedOff, Subject,
    Withheld,
};
use proofbook::domain::id::{Digest, RecordId};
use proofbook::domain::register::RegisterKind;
use proofbook::domain::sign_off::OpenKind;
use proofbook::domain::value::{Reply, Value};
use proofbook::domain::withholding::{count, fields, hidden, texts};
use uuid::Uuid;

use super::making::{Journal, event_id, exhibit_id, letter, organization, reply, vendor};

const SECRET: &str = "the patient's name";
const IN_PLACE: &str = "[withheld 2026-11-22]";

fn noted(question: &str, note: &str) -> AnswerSet {
    AnswerSet {
        note: Some(note.to_owned()),
        ..AnswerSet::new(Subject::Vendor, question.into(), 1, reply("no"))
    }
}

fn withheld(of: u64, field: &str) -> Withheld {
    Withheld { of: event_id(of), field: field.to_owned(), reason: "names a patient".to_owned() }
}

/// Event 1 holds the note; it is withheld at 22:30 in New York, when it is the next day in UTC.
fn journal() -> Journal {
    vendor()
        .on("2026-03-02")
        .recorded(noted("a", SECRET))
        .answered("b", "yes")
        .at("2026-11-23T03:30:00Z")
        .recorded(withheld(1, "note"))
}

fn folded(events: Vec<Event>) -> Dossier {
    let journal = vendor().dossier();
    journal.counting_days_in(organization().organization().zones).emptied().folded(events)
}

fn note(dossier: &Dossier) -> Option<String> {
    dossier.answers.get(Subject::Vendor, &"a".into())?.note.clone()
}

#[test]
fn r28_the_day_of_withholding_in_the_stores_zone_stands_in_the_place_of_the_text() {
    let dossier = folded(journal().events);
    assert_eq!(note(&dossier).as_deref(), Some(IN_PLACE));
    assert!(!format!("{dossier:?}").contains(SECRET));
    assert_eq!(count(&dossier.events), 1);
    // The reply, which decides how the question stands, is as it was.
    assert_eq!(dossier.answers.get(Subject::Vendor, &"a".into()).unwrap().reply, reply("no"));
}

#[test]
fn r28_a_past_day_is_cut_from_events_that_are_hidden_already() {
    let zones = organization().organization().zones;
    let mut events = hidden(journal().events, &zones);
    let whole = events.clone();
    assert_eq!(hidden(events.clone(), &zones), whole, "hiding again changes nothing");
    events.truncate(2);
    let then = folded(events);
    assert_eq!(note(&then).as_deref(), Some(IN_PLACE));
    assert_eq!(count(&then.events), 1, "counted on the past day too");
}

#[test]
fn r28_one_more_event_folds_to_the_same_as_all_of_them() {
    let events = journal().events;
    let (last, before) = events.split_last().unwrap();
    let mut applied = folded(before.to_vec());
    assert_eq!(note(&applied).as_deref(), Some(SECRET));
    applied.apply(last.clone());
    assert_eq!(format!("{applied:?}"), format!("{:?}", folded(events)));
}

#[test]
fn r28_withholding_cannot_be_undone() {
    let at = journal();
    let undone = at.clone().undone(at.last());
    assert_eq!(note(&folded(undone.events)).as_deref(), Some(IN_PLACE));
    assert!(!Change::from(withheld(1, "note")).can_be_undone());
}

#[test]
fn r28_texts_of_records_exhibits_and_our_own_facts_are_hidden_where_they_stand() {
    let set = RecordSet {
        register: RegisterKind::Problems.word().to_owned(),
        record: RecordId(Uuid::from_u128(0xB001)),
        fields: [("what", SECRET), ("learned", "2026-01-02"), ("next", "tell the patient")]
            .map(|(name, value)| (name.to_owned(), Value::word(value)))
            .into(),
        exhibits: Vec::new(),
        supersedes: None,
        ends: None,
    };
    let titled = letter().supports("a");
    let journal = vendor()
        .recorded(set.clone())
        .exhibit(titled)
        .recorded(ExhibitWithdrawn { exhibit: exhibit_id(1), reason: SECRET.to_owned() })
        .recorded(withheld(1, "what"))
        .recorded(withheld(3, "reason"))
        .recorded(withheld(1, "learned"));
    let dossier = folded(journal.events);
    assert!(!format!("{dossier:?}").contains(SECRET));
    let record = dossier.registers.iter().next().unwrap();
    assert!(record.word("what").unwrap().starts_with("[withheld "));
    // A day is no text: it decides what holds, and stays.
    assert_eq!(record.word("learned"), Some("2026-01-02"));
    assert!(fields(&set.into()).contains(&"what".to_owned()));

    let ours = organization().fact("privacy_officer", SECRET);
    let of = ours.last();
    let ours = ours.recorded(withheld(of, "value")).organization();
    assert!(!format!("{ours:?}").contains(SECRET));
    let named = organization().fact("affiliates", SECRET);
    let of = named.last();
    let named = named.recorded(withheld(of, "value")).organization();
    assert_eq!(named.legal_names(), [SECRET], "our names are compared with those in contracts");
}

#[test]
fn r28_a_counsel_only_note_is_hidden_in_every_answer_that_carries_it_on() {
    let carried = |question: &str| AnswerSet {
        counsel_note: Some(CounselNote::from(Digest::of(b"salt and text"))),
        ..AnswerSet::new(Subject::Vendor, question.into(), 1, Reply::Value(Value::word("no")))
    };
    let journal = vendor()
        .recorded(carried("a"))
        .recorded(carried("a"))
        .recorded(withheld(1, "counsel_note"));
    let dossier = folded(journal.events);
    let note = dossier.answers.get(Subject::Vendor, &"a".into()).unwrap().counsel_note.unwrap();
    assert_eq!(note.withheld_on, Some("2026-01-02".parse().unwrap()));
    assert_eq!(count(&dossier.events), 2, "where they stood");
    // The digest is no text: the vault's object is still verified by it. That it is withheld is in no line of the journal.
    assert_eq!(note.sha256, Digest::of(b"salt and text"));
    let line = serde_json::to_value(note).unwrap();
    assert_eq!(line, serde_json::to_value(CounselNote::from(note.sha256)).unwrap());
    assert!(line.get("withheld_on").is_none());
}

#[test]
fn r28_what_was_acknowledged_keeps_its_kind_and_loses_its_words() {
    let signed = SignedOff {
        name: "Dana Whitfield".to_owned(),
        title: "Privacy officer".to_owned(),
        statement: None,
        journals: Vec::new(),
        questionnaires: Vec::new(),
        open_items: vec![
            format!("Exhibit: A-01 {SECRET}: its copy was missing when last checked"),
            "Follow-up: a, Ann by 2026-04-01".to_owned(),
        ],
    };
    let journal = vendor().recorded(signed).recorded(withheld(1, "open_items"));
    let events = journal.events;
    assert_eq!(fields(&events[1].change), ["open_items"]);
    assert_eq!(texts(&events[1].change, "open_items").len(), 2);
    let dossier = folded(events);
    assert!(!format!("{dossier:?}").contains(SECRET));
    let items = &dossier.sign_offs[0].signed.open_items;
    let kinds: Vec<_> = items.iter().map(|item| OpenKind::of_item(item)).collect();
    assert_eq!(kinds, [Some(OpenKind::Exhibit), Some(OpenKind::FollowUp)], "{items:?}");
    assert!(fields(&dossier.events[1].change).is_empty(), "withheld already");
    assert_eq!(count(&dossier.events), 1);
}

#[test]
fn the_texts_of_an_event_are_known_by_their_fields() {
    let change = Change::from(noted("a", "x"));
    assert_eq!(fields(&change), ["value", "note"]);
    assert_eq!(texts(&change, "note"), ["x"]);
    let change = Change::from(noted("a", IN_PLACE));
    assert_eq!(fields(&change), ["value"], "what is withheld is not withheld again");
}
