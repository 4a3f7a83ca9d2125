//! Every kind of format 1: its class (rule R26), and exactly the fields that the format names, none skipped and none unknown.

use std::collections::BTreeMap;

use proofbook::domain::condition::Condition;
use proofbook::domain::event::{Change, Class, DateField, Subject};
use proofbook::domain::value::{Money, Reply, Value};
use proptest::prelude::*;
use serde_json::value::RawValue;
use serde_json::{Value as Json, json};

use super::making::day;

/// A kind with its class and its fields: `?` may be absent, `*` is a list that is always written.
struct Kind(&'static str, Class, &'static str);

const CONTENT: Class = Class::Content;
const CARE: Class = Class::Care;

const KINDS: [Kind; 43] = [
    Kind(
        "answer_set",
        CONTENT,
        "subject question revision value? note? counsel_note? given_by? role? interview? cycle? \
         records_seen? follow_up? origin? replaces? reason?",
    ),
    Kind("confirmed", CONTENT, "items cycle?"),
    Kind("undone", CONTENT, "of"),
    Kind("withheld", CONTENT, "of field reason"),
    Kind(
        "exhibit_taken",
        CONTENT,
        "exhibit no title kind file_name? bytes? sha256? held_elsewhere? dated? from? period_from? period_to? \
         expires? obtained? reread_on? supersedes? links*",
    ),
    Kind(
        "exhibit_changed",
        CONTENT,
        "exhibit title? kind? dated? from? period_from? period_to? expires? obtained? reread_on?",
    ),
    Kind("exhibit_withdrawn", CONTENT, "exhibit reason"),
    Kind("linked", CONTENT, "exhibit subject question pinpoint?"),
    Kind("unlinked", CONTENT, "exhibit subject question"),
    Kind("exhibits_checked", CARE, "same"),
    Kind("exhibit_state", CONTENT, "exhibit state"),
    Kind("record_set", CONTENT, "register record fields exhibits* supersedes? ends?"),
    Kind("registers_none", CONTENT, "register"),
    Kind("clock_sent", CONTENT, "incident clock on exhibit?"),
    Kind("inquiry_set", CONTENT, "inquiry from received due reference? exhibit? closed? note?"),
    Kind("request_set", CONTENT, "inquiry number text questions* exhibits* absence?"),
    Kind("handed_over", CARE, "inquiry? to on edition sha256 report? exhibits*"),
    Kind("gap_owned", CONTENT, "subject question owner fix_by?"),
    Kind("gap_accepted", CONTENT, "subject question until reason"),
    Kind("follow_up_done", CONTENT, "id note"),
    Kind("follow_up_assigned", CONTENT, "id owner due?"),
    Kind("cycle_opened", CONTENT, "cycle name due? questionnaire digest questions"),
    Kind("cycle_closed", CONTENT, "cycle summary"),
    Kind("interview_opened", CARE, "questionnaire with* role?"),
    Kind("report_written", CARE, "edition kind as_of? questionnaire sha256 covers"),
    Kind("signed_off", CARE, "name title statement? journals questionnaires open_items"),
    Kind("seal_attached", CARE, "of file_name bytes sha256"),
    Kind("vendor_added", CONTENT, "name slug tier? origin?"),
    Kind("vendor_set", CONTENT, "field value from?"),
    Kind("vendor_retired", CONTENT, "reason?"),
    Kind("vendor_restored", CONTENT, "reason?"),
    Kind("hold_set", CONTENT, "matter reason?"),
    Kind("hold_ended", CONTENT, "matter reason?"),
    Kind("organization_set", CONTENT, "field value"),
    Kind("zone_set", CONTENT, "zone"),
    Kind("person_named", CONTENT, "account name title?"),
    Kind("bank_adopted", CONTENT, "digest files law_seen_on program"),
    Kind("recovery", CARE, "bytes sha256 file"),
    Kind("clock_fault", CONTENT, "events true_at? reason"),
    Kind("migrated", CARE, "from to program"),
    Kind("created", CONTENT, "program"),
    Kind("checkpoint", CONTENT, "heads root"),
    Kind("overridden", CONTENT, "warning reason"),
];

const ID: &str = "0191f7c0-0000-7000-8000-000000000001";
const SHA: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// A value for a field: the same in every kind, but for the few that mean something else.
fn value_of(kind: &str, field: &str) -> Json {
    let head = json!({ "journal": ID, "seq": 3, "hash": SHA });
    match (kind, field) {
        ("exhibit_taken" | "exhibit_changed", "kind") => json!("audit_report"),
        ("report_written", "kind") => json!("vendor"),
        ("report_written", "edition") => json!("internal"),
        ("exhibit_changed", "from") => json!("none"),
        ("exhibit_state", "state") => json!("same again"),
        ("inquiry_set", "from") => json!("OCR"),
        ("migrated", "from" | "to") => json!(1),
        ("cycle_opened", "questions") => json!([["a", 1], ["b", 2]]),
        ("bank_adopted", "files") => json!([{ "name": "bank/baa.json", "sha256": SHA }]),
        ("clock_fault", "events") => json!([ID, ID]),
        ("seal_attached" | "recovery" | "exhibit_taken", "bytes") => json!(75),
        ("vendor_added", "tier") => json!("high"),
        (_, "subject") => json!({ "scope": "incident", "incident": ID }),
        (_, "revision" | "no") => json!(2),
        (_, "value") => json!({ "cents": 5, "currency": "USD" }),
        (_, "counsel_note") => json!({ "sha256": SHA }),
        (_, "records_seen" | "same" | "exhibits") => json!([ID]),
        (_, "follow_up") => json!({ "id": ID, "owner": "Kim", "due": "2026-12-01" }),
        (_, "origin") => json!({ "import": "2026-11" }),
        (_, "items") => {
            json!([{ "subject": { "scope": "vendor" }, "question": "a", "revision": 1, "of": ID }])
        }
        (_, "held_elsewhere") => {
            json!({ "where": "counsel", "seen_by": "Kim", "seen_on": "2026-01-01" })
        }
        (_, "links") => json!([{ "subject": { "scope": "organization" }, "question": "a",
            "pinpoint": { "page": "4", "section": "2.1", "quote": "shall" } }]),
        (_, "pinpoint") => json!({ "page": "iv" }),
        (_, "fields") => json!({ "kind": "SOC 2", "hours": 24 }),
        (_, "questions") => json!(["a"]),
        (_, "with" | "open_items") => json!(["Kim"]),
        (_, "role") => json!("vendor_manager"),
        (_, "summary") => {
            json!({ "documented": 1, "applicable": 2, "carried": 0, "open": 1, "gaps": 0, "critical_gaps": 0 })
        }
        (_, "questionnaires") => json!([{ "id": "core", "digest": SHA }]),
        (_, "covers" | "journals" | "heads") => json!([head]),
        (_, "sha256" | "digest" | "root") => json!(SHA),
        (_, "true_at") => json!("2026-03-01T10:00:00Z"),
        (
            _,
            "exhibit" | "id" | "report" | "of" | "interview" | "cycle" | "replaces" | "supersedes"
            | "record" | "incident" | "inquiry",
        ) => json!(ID),
        (
            _,
            "dated" | "from" | "period_from" | "period_to" | "expires" | "obtained" | "reread_on"
            | "ends" | "on" | "received" | "due" | "closed" | "fix_by" | "until" | "as_of"
            | "law_seen_on",
        ) => json!("2026-03-01"),
        _ => json!("words"),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Always,
    Sometimes,
    List,
}

impl Kind {
    fn fields(&self) -> Vec<(&'static str, Presence)> {
        let presence = |word: &'static str| match word.strip_suffix('?') {
            Some(name) => (name, Presence::Sometimes),
            None => match word.strip_suffix('*') {
                Some(name) => (name, Presence::List),
                None => (word, Presence::Always),
            },
        };
        self.2.split_whitespace().map(presence).collect()
    }

    /// The payload as text, with these fields in order: twice where one is named twice.
    fn text(&self, fields: &[&str]) -> String {
        let member = |field: &&str| format!("\"{field}\":{}", value_of(self.0, field));
        let members: Vec<String> = fields.iter().map(member).collect();
        format!("{{\"kind\":\"{}\",\"payload\":{{{}}}}}", self.0, members.join(","))
    }

    fn names(&self) -> Vec<&'static str> {
        self.fields().into_iter().map(|(name, _)| name).collect()
    }
}

fn read(text: &str) -> Result<Change, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn rewritten(text: &str) -> String {
    serde_json::to_string(&read(text).unwrap_or_else(|why| panic!("{why}: {text}"))).unwrap()
}

#[test]
fn all_kinds_are_listed_here_with_the_class_of_r26() {
    let here: Vec<&str> = KINDS.iter().map(|kind| kind.0).collect();
    assert_eq!(here, Change::KINDS);
    for kind in KINDS {
        let change = read(&kind.text(&kind.names())).unwrap();
        assert_eq!(change.kind(), kind.0);
        assert_eq!(change.class(), kind.1, "{}", kind.0);
    }
}

#[test]
fn a_payload_with_all_fields_is_read_and_written_back_the_same_in_the_documented_order() {
    for kind in KINDS {
        let text = kind.text(&kind.names());
        // Objects inside are compared as they are written by the types too.
        let (again, value): (Json, Json) = (
            serde_json::from_str(&rewritten(&text)).unwrap(),
            serde_json::from_str(&text).unwrap(),
        );
        assert_eq!(again, value, "{}", kind.0);
        let again: BTreeMap<String, Box<RawValue>> =
            serde_json::from_str(&rewritten(&text)).unwrap();
        let mut payload = again["payload"].get();
        for name in kind.names() {
            let (_, rest) = payload.split_once(&format!("\"{name}\":")).expect(name);
            payload = rest;
        }
    }
}

#[test]
fn a_field_that_may_be_absent_is_not_written_and_one_that_may_not_is_missed() {
    for kind in KINDS {
        for (left_out, presence) in kind.fields() {
            let rest: Vec<&str> =
                kind.names().into_iter().filter(|name| *name != left_out).collect();
            let text = kind.text(&rest);
            let at = format!("{} without {left_out}", kind.0);
            match presence {
                Presence::Always => {
                    let why = read(&text).expect_err(&at);
                    assert!(why.contains(left_out), "{at}: {why}");
                }
                Presence::Sometimes => {
                    let again: Json = serde_json::from_str(&rewritten(&text)).unwrap();
                    assert_eq!(again, serde_json::from_str::<Json>(&text).unwrap(), "{at}");
                }
                Presence::List => {
                    let again: Json = serde_json::from_str(&rewritten(&text)).unwrap();
                    assert_eq!(again["payload"][left_out], json!([]), "{at}");
                }
            }
        }
    }
}

#[test]
fn an_unknown_field_or_one_given_twice_is_refused() {
    for kind in KINDS {
        let mut names = kind.names();
        let known = kind.text(&names);
        names.push("later_field");
        let why = read(&kind.text(&names)).expect_err(kind.0);
        assert!(why.contains("later_field"), "{}: {why}", kind.0);
        for name in kind.names() {
            let mut twice = kind.names();
            twice.push(name);
            let why = read(&kind.text(&twice)).expect_err(kind.0);
            assert!(why.contains("duplicate"), "{}, {name}: {why}", kind.0);
        }
        assert!(read(&known).is_ok());
    }
}

#[test]
fn an_unknown_field_or_one_given_twice_is_refused_inside_too() {
    for (kind, inside, name) in [
        (0, r#""subject":{"scope":"vendor","incident":null,"more":1}"#, "subject"),
        (0, r#""subject":{"scope":"vendor","scope":"vendor"}"#, "subject"),
        (0, r#""value":{"cents":5,"currency":"USD","more":1}"#, "value"),
        (0, r#""value":{"cents":5,"cents":6,"currency":"USD"}"#, "value"),
        (0, r#""value":1.5"#, "value"),
        (0, r#""value":-1"#, "value"),
        (
            0,
            r#""follow_up":{"id":"0191f7c0-0000-7000-8000-000000000001","owner":"Kim","due":"2026-12-01","more":1}"#,
            "follow_up",
        ),
        (0, r#""origin":{"import":"2026-11","more":1}"#, "origin"),
        (4, r#""links":[{"subject":{"scope":"vendor"},"question":"a","more":1}]"#, "links"),
        (11, r#""fields":{"kind":"SOC 2","kind":"ISO 27001"}"#, "fields"),
    ] {
        let kind = &KINDS[kind];
        let whole = kind.text(&kind.names());
        let old = format!("\"{name}\":{}", value_of(kind.0, name));
        assert!(whole.contains(&old), "{old}");
        let changed = whole.replace(&old, inside);
        assert!(read(&changed).is_err(), "{inside}");
    }
}

#[test]
fn r6_a_subject_has_the_fields_of_its_scope_and_no_other() {
    let subject = |text: &str| serde_json::from_str::<Subject>(text);
    assert_eq!(subject(r#"{"scope":"vendor"}"#).unwrap(), Subject::Vendor);
    assert_eq!(subject(r#"{"scope":"organization"}"#).unwrap(), Subject::Organization);
    for refused in [
        r#"{"scope":"vendor","more":1}"#.to_owned(),
        format!(r#"{{"scope":"vendor","incident":"{ID}"}}"#),
        format!(r#"{{"scope":"organization","incident":"{ID}"}}"#),
        r#"{"scope":"incident"}"#.to_owned(),
        r#"{"scope":"planet"}"#.to_owned(),
        r#"{"scope":"vendor","scope":"vendor"}"#.to_owned(),
        "{}".to_owned(),
    ] {
        assert!(subject(&refused).is_err(), "{refused}");
    }
    for subject in [Subject::Vendor, Subject::Organization] {
        let text = serde_json::to_string(&subject).unwrap();
        assert_eq!(serde_json::from_str::<Subject>(&text).unwrap(), subject);
    }
}

#[test]
fn a_condition_with_an_unknown_field_is_refused() {
    let read = |text: &str| serde_json::from_str::<Condition>(text);
    assert!(read(r#"{"question":"a","is":["yes"]}"#).is_ok());
    assert!(read(r#"{"all":[{"vendor":"tier","is":["high"]}]}"#).is_ok());
    for refused in [
        r#"{"question":"a","is":["yes"],"not":true}"#,
        r#"{"question":"a","vendor":"tier","is":["yes"]}"#,
        r#"{"all":[],"any":[]}"#,
        r#"{"all":[{"question":"a","is":["yes"],"more":1}]}"#,
        r#"{"question":"a","is":["yes"],"is":["no"]}"#,
    ] {
        assert!(read(refused).is_err(), "{refused}");
    }
}

#[test]
fn an_answer_holds_a_value_or_a_state_and_never_both() {
    let payload = |beside: &str| {
        let text =
            format!(r#"{{"subject":{{"scope":"vendor"}},"question":"a","revision":1{beside}}}"#);
        serde_json::from_str::<proofbook::domain::event::AnswerSet>(&text).unwrap()
    };
    assert_eq!(payload(r#","value":"yes""#).reply(), Some(Reply::Value(Value::word("yes"))));
    for state in ["unknown", "na", "none", "records", "open"] {
        let set = payload(&format!(r#","state":"{state}""#));
        assert_eq!(set.reply(), Some(super::making::reply(state)));
    }
    assert_eq!(payload(r#","value":"yes","state":"na""#).reply(), None);
    assert_eq!(payload("").reply(), None);
}

#[test]
fn a_date_that_was_taken_away_is_the_word_none() {
    let read = |text: &str| serde_json::from_str::<DateField>(text);
    assert_eq!(read("\"none\"").unwrap().date(), None);
    assert_eq!(read("\"2026-03-01\"").unwrap().date(), Some(day("2026-03-01")));
    assert!(read("\"never\"").is_err());
}

fn some_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<u32>().prop_map(Value::Whole),
        "[0-9]{1,12}|-?[0-9]\\.[0-9]|2026-03-16|\\PC{0,12}|true|null".prop_map(Value::word),
        prop::collection::vec("[0-9]{1,3}|[a-z]{1,5}", 0..4).prop_map(Value::Words),
        any::<i64>().prop_map(|cents| Value::Money(Money { cents, currency: "USD".to_owned() })),
    ]
}

proptest! {
    #[test]
    fn a_value_comes_back_as_what_it_was_and_a_word_of_digits_stays_a_word(value in some_value()) {
        let text = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value, "{}", text);
    }
}
