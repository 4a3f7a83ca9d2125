//! Our organization's own record: facts, answers, exhibits, a figure apart, and two people at it (rules R6 and R8).

use proofbook::desk::{Desk, Wanted};
use proofbook::domain::event::{Change, Edition, Subject};
use proofbook::domain::id::{QuestionId, VendorId};
use proofbook::domain::readiness::Readiness;
use proofbook::domain::request::{AnswerRequest, Asked, ProfileRequest, Request};
use proofbook::domain::standing::{self, Standing};
use proofbook::domain::value::{Reply, Value};
use proofbook::store::JournalName;

use super::{Office, account, give, held_bytes, refused, reply, standing, take};

fn set(desk: &mut Desk, field: &str, value: &str) {
    desk.set_organization(field, value).unwrap();
}

fn about_us(question: &str, text: &str) -> Request {
    Request::Answer(AnswerRequest::new(Asked::of(Subject::Organization, question), reply(text)))
}

fn is_asked(desk: &mut Desk, of: VendorId, question: &str) -> standing::Asked {
    let dossier = desk.dossier(of).unwrap().clone();
    desk.standings(&dossier).get(&QuestionId::from(question)).unwrap().asked.clone()
}

fn figure(desk: &mut Desk, of: VendorId) -> Readiness {
    let dossier = desk.dossier(of).unwrap().clone();
    let standings = desk.standings(&dossier);
    Readiness::of(&standings.iter().collect::<Vec<_>>())
}

#[test]
fn r8_sectors_turn_their_questions_on_and_off() {
    let (_office, mut desk, vendor) = Office::founded();
    let ours = desk.ours().unwrap();
    for (of, question) in [(vendor, "nis2.supplier_hours"), (ours, "nis2.board")] {
        assert_eq!(is_asked(&mut desk, of, question), standing::Asked::Undecided);
        set(&mut desk, "sectors", "nis2, dora");
        assert_eq!(is_asked(&mut desk, of, question), standing::Asked::Yes);
        set(&mut desk, "sectors", "none");
        let why = "our organization's sectors is none".to_owned();
        assert_eq!(is_asked(&mut desk, of, question), standing::Asked::No(why));
        set(&mut desk, "sectors", "");
        assert_eq!(is_asked(&mut desk, of, question), standing::Asked::Undecided);
    }
}

#[test]
fn r7_what_is_not_known_of_us_raises_no_figure() {
    let (_office, mut desk, vendor) = Office::founded();
    let ours = desk.ours().unwrap();
    let before = (figure(&mut desk, vendor), figure(&mut desk, ours));
    set(&mut desk, "sectors", "none");
    let after = (figure(&mut desk, vendor), figure(&mut desk, ours));
    assert!(after.0.whole.applicable < before.0.whole.applicable);
    assert_eq!((before.1.whole.applicable, after.1.whole.applicable), (23, 7));
    assert_eq!(after.1.not_asked, 17);
}

#[test]
fn r6_an_answer_about_us_stands_in_our_own_figure_and_in_no_vendors() {
    let (office, mut desk, vendor) = Office::founded();
    let ours = desk.ours().unwrap();
    let theirs = figure(&mut desk, vendor);
    desk.record(ours, &about_us("gov.retention", "yes")).unwrap();
    assert_eq!(standing(&mut desk, ours, "gov.retention"), Standing::Asserted);
    let mut policy = held_bytes("retention.pdf", b"six years");
    policy.dates.dated = Some("2026-06-01".parse().unwrap());
    policy.supports = vec![(Asked::of(Subject::Organization, "gov.retention"), None)];
    take(&mut desk, ours, policy).unwrap();
    assert_eq!(standing(&mut desk, ours, "gov.retention"), Standing::Documented);
    assert_eq!(figure(&mut desk, ours).whole.documented, 1);
    assert_eq!(figure(&mut desk, vendor), theirs);
    // It is in our journal, with its subject, and in no vendor's.
    let events = office.store().read(JournalName::Organization).unwrap().events;
    assert!(events.iter().any(|event| matches!(&event.change, Change::AnswerSet(set)
        if set.subject == Subject::Organization && set.question.as_str() == "gov.retention")));
    assert!(!office.vendor_journal(vendor).contains("gov.retention"));
}

#[test]
fn r20_a_critical_gap_of_ours_is_named_as_ours() {
    let (_office, mut desk, vendor) = Office::founded();
    let ours = desk.ours().unwrap();
    set(&mut desk, "sectors", "bank");
    desk.record(ours, &about_us("fin.bank_36h", "no")).unwrap();
    assert_eq!(desk.own_summary().unwrap().critical_gaps, 1);
    let vendors = desk.summaries().unwrap();
    assert_eq!(
        vendors.iter().map(|one| (one.vendor, one.critical_gaps)).collect::<Vec<_>>(),
        [(vendor, 0)]
    );
}

#[test]
fn questions_are_answered_where_they_belong() {
    let (_office, mut desk, vendor) = Office::founded();
    let ours = desk.ours().unwrap();
    let told = ["about our organization, not about a vendor", "organization answer gov.retention"];
    refused(give(&mut desk, vendor, "gov.retention", "yes"), &told);
    refused(desk.record(vendor, &about_us("gov.retention", "yes")), &told);
    let told = ["baa.executed is about the vendor, not about our organization"];
    refused(desk.record(ours, &about_us("baa.executed", "yes")), &told);
    refused(give(&mut desk, ours, "gov.retention", "yes"), &["gov.retention is about"]);
}

#[test]
fn what_goes_for_vendors_only_is_refused_for_us_and_the_other_way_round() {
    let (_office, mut desk, vendor) = Office::founded();
    let ours = desk.ours().unwrap();
    let of_vendors = [
        Request::SetVendor(ProfileRequest::new("tier", "low")),
        Request::Retire { reason: None },
        Request::Restore,
    ];
    for request in of_vendors {
        refused(desk.record(ours, &request), &["vendors only"]);
    }
    let wanted = Wanted::about(ours, Edition::Internal);
    refused(desk.report(&wanted), &["vendors only"]);
    let (field, value) = ("kind".to_owned(), "provider".to_owned());
    refused(desk.record(vendor, &Request::SetOrganization { field, value }), &["our organization"]);
}

#[test]
fn our_word_means_us_and_no_vendor_gets_it() {
    let (_office, mut desk, _) = Office::founded();
    assert_eq!(desk.find("organization").unwrap(), desk.ours().unwrap());
    let vendor = desk.add_vendor("Organization", None, &[]).unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().slug, "organization-2");
    assert_eq!(desk.find("organization-2").unwrap(), vendor);
    assert_eq!(desk.find("Organization").unwrap(), desk.ours().unwrap());
}

#[test]
fn two_people_record_about_us_and_both_stay() {
    let (office, mut ann, _) = Office::founded();
    let mut bob = office.sit("bob");
    let ours = ann.ours().unwrap();
    set(&mut ann, "kind", "provider");
    set(&mut bob, "states", "tx, ca");
    ann.record(ours, &about_us("gov.retention", "yes")).unwrap();
    bob.record(ours, &about_us("gov.staff_trained", "no")).unwrap();
    let named = Request::NamePerson {
        account: account("bob"),
        name: "Bob Ray".to_owned(),
        title: Some("Counsel".to_owned()),
    };
    let recorded = ann.record(ours, &named).unwrap();
    assert!(recorded.seen.iter().any(|event| event.by == account("bob")), "Ann is told of Bob's");
    for desk in [&mut ann, &mut bob, &mut office.sit("cy")] {
        let dossier = desk.dossier(ours).unwrap().clone();
        assert_eq!(dossier.answers.iter().count(), 2);
        let states = Value::Words(vec!["CA".to_owned(), "TX".to_owned()]);
        assert_eq!(desk.organization().fields.get("states"), Some(&states));
        assert_eq!(desk.organization().fields.get("kind"), Some(&Value::word("provider")));
        assert_eq!(desk.organization().person(&account("bob")), "Bob Ray");
        assert_eq!(desk.organization().events, dossier.events);
        let verified = desk.verify(Some(ours)).unwrap();
        assert_eq!(verified.len(), 1);
        assert!(verified.iter().all(|one| one.problems.is_empty()));
    }
}

#[test]
fn r22_a_fact_and_an_answer_about_us_are_taken_back() {
    let (_office, mut desk, _) = Office::founded();
    let ours = desk.ours().unwrap();
    set(&mut desk, "sectors", "none");
    desk.record(ours, &about_us("gov.retention", "yes")).unwrap();
    desk.record(ours, &Request::Undo).unwrap();
    assert_eq!(standing(&mut desk, ours, "gov.retention"), Standing::Open);
    desk.record(ours, &Request::Undo).unwrap();
    assert_eq!(desk.organization().fields.get("sectors"), None);
    assert_eq!(is_asked(&mut desk, ours, "nis2.board"), standing::Asked::Undecided);
}

#[test]
fn a_value_that_is_not_accepted_says_what_is() {
    let (office, mut desk, _) = Office::founded();
    let before = office.journal(JournalName::Organization);
    let cases = [
        ("sectors", "niss2", "did you mean 'nis2'"),
        ("sectors", "none, nis2", "sectors:"),
        ("kind", "hospital", "it takes provider, health_plan"),
        ("states", "Texas", "'Texas' is not a state"),
        ("sector", "nis2", "did you mean 'sectors'"),
        ("counsel", "a\nb", "one line"),
        ("affiliates", "A; b\u{1b}[2J", "U+001B"),
        ("zone", "", "blank"),
    ];
    for (field, value, words) in cases {
        refused(desk.set_organization(field, value), &[words]);
    }
    assert_eq!(office.journal(JournalName::Organization), before);
}

#[test]
fn facts_come_back_as_they_were_typed() {
    let (_office, mut desk, _) = Office::founded();
    let cases = [
        ("name", "St. Mary Health", "St. Mary Health"),
        (
            "affiliates",
            "Riverside Labs LLC ; Elm Clinic, P.A.",
            "Riverside Labs LLC; Elm Clinic, P.A.",
        ),
        ("kind", "health_plan", "Health plan"),
        ("states", "tx ca", "CA, TX"),
        ("licensed-facilities", "none", "none"),
        ("Privacy Officer", "Dana Reyes", "Dana Reyes"),
        ("counsel", "Lee & Ode", "Lee & Ode"),
    ];
    for (field, typed, shown) in cases {
        set(&mut desk, field, typed);
        let field =
            proofbook::domain::field::field_named(proofbook::domain::organization::PROFILE, field);
        let field = field.unwrap();
        assert_eq!(desk.organization().shown(field).as_deref(), Some(shown));
        let again = field.typed(&desk.organization().fields[field.name]);
        set(&mut desk, field.name, &again);
        assert_eq!(desk.organization().shown(field).as_deref(), Some(shown), "{}", field.name);
        if field.name == "name" {
            refused(desk.set_organization("name", " "), &["blank"]);
        } else {
            set(&mut desk, field.name, "");
            assert_eq!(desk.organization().shown(field), None);
        }
    }
    let ours = desk.ours().unwrap();
    assert_eq!(desk.dossier(ours).unwrap().name, "St. Mary Health");
    assert_eq!(desk.organization().legal_names(), ["St. Mary Health"]);
}

#[test]
fn an_answer_is_confirmed_as_it_stands() {
    let (_office, mut desk, _) = Office::founded();
    let ours = desk.ours().unwrap();
    desk.record(ours, &about_us("gov.retention", "yes")).unwrap();
    let asked = Asked::of(Subject::Organization, "gov.retention");
    desk.record(ours, &Request::Confirm(vec![asked.clone()])).unwrap();
    let dossier = desk.dossier(ours).unwrap();
    let answer = dossier.answers.get(Subject::Organization, &asked.question).unwrap();
    assert!(answer.confirmed.is_some());
    assert_eq!(answer.reply, Reply::Value(Value::word("yes")));
}
