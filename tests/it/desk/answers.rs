//! Answers: what may be recorded, and what is said when it may not.

use proofbook::domain::event::Change;
use proofbook::domain::request::{AnswerRequest, Asked, Request};
use proofbook::domain::standing::Standing;
use proofbook::domain::value::{Reply, Value};
use proofbook::problem::Doubt;
use proofbook::store::JournalName;

use super::{Office, answer, answer_with, asked, give, on_file, refused, reply, standing};

#[track_caller]
fn nothing_written(office: &Office, vendor: proofbook::domain::id::VendorId) {
    let events = office.store().read(JournalName::Vendor(vendor)).unwrap().events;
    assert_eq!(events.len(), 1, "only the vendor was added");
}

#[rstest::rstest]
#[case::na_without_reason(answer("ins.required", "na"), &["ins.required", "no reason", "printed in the report"])]
#[case::na_with_blanks(answer_with("ins.required", "na", " \n\t "), &["no reason"])]
#[case::long_note(answer_with("ins.required", "yes", &"é".repeat(32_769)), &["65538 bytes", "65536", "exhibit"])]
#[case::escape_in_note(answer_with("ins.required", "yes", "a\u{1b}]0;x\u{7}"), &["U+001B"])]
#[case::c1_in_note(answer_with("ins.required", "yes", "a\u{9b}2J"), &["U+009B"])]
#[case::counsel_note(AnswerRequest { counsel_note: Some("a\u{7}".to_owned()), ..answer("ins.required", "yes") }, &["U+0007", "counsel"])]
#[case::long_counsel_note(AnswerRequest { counsel_note: Some("x".repeat(65_537)), ..answer("ins.required", "yes") }, &["65537 bytes"])]
#[case::unknown_question(answer("ins.requird", "yes"), &["no question 'ins.requird'", "did you mean 'ins.required'"])]
#[case::not_a_choice(answer("ins.required", "maybe"), &["ins.required", "maybe", "yes, no"])]
#[case::several_words(AnswerRequest::new(asked("ins.required"), Reply::Value(Value::Words(vec!["yes".into()]))), &["ins.required"])]
#[case::not_a_number(answer("notice.contract_hours", "promptly"), &["promptly"])]
#[case::not_a_date(answer("assur.last_assessed", "2026-02-30"), &["2026-02-30"])]
#[case::a_date_ahead(answer("assur.last_assessed", "2026-11-23"), &["2026-11-23", "lies ahead"])]
#[case::none_of_two(answer("ins.required", "none"), &["ins.required"])]
#[case::follow_up_answered(AnswerRequest { follow_up: Some(("Cy".into(), "2026-12-01".parse().unwrap())), ..answer("ins.required", "yes") }, &["nobody needs to find it out"])]
#[case::follow_up_past(AnswerRequest { follow_up: Some(("Cy".into(), "2026-11-21".parse().unwrap())), ..answer("ins.required", "unknown") }, &["2026-11-21", "passed"])]
#[case::follow_up_of_nobody(AnswerRequest { follow_up: Some((" ".into(), "2026-12-01".parse().unwrap())), ..answer("ins.required", "unknown") }, &["blank"])]
#[case::given_by(AnswerRequest { given_by: Some("A\u{8}B".into()), ..answer("ins.required", "yes") }, &["U+0008"])]
fn refused_with_words_and_nothing_written(#[case] request: AnswerRequest, #[case] words: &[&str]) {
    let (office, mut desk, vendor) = Office::founded();
    let objects = office.store().vault().objects().unwrap().len();
    refused(desk.record(vendor, &Request::Answer(request)), words);
    nothing_written(&office, vendor);
    assert_eq!(office.store().vault().objects().unwrap().len(), objects, "nothing in the vault");
}

#[test]
fn a_note_of_64_kib_word_quotes_and_hostile_json_are_kept() {
    let (office, mut desk, vendor) = Office::founded();
    let forged = "\"},\"hash\":\"0000\"}\n{\"v\":1,\"seq\":9}\\";
    for note in [
        &"x".repeat(65_536),
        "“Word” – quotes…",
        forged,
        "=cmd|' /C calc'!A0",
        "a\tb\u{202e}fdp.exe",
    ] {
        desk.record(vendor, &Request::Answer(answer_with("ins.required", "yes", note))).unwrap();
        let dossier = office.sit("bob").dossier(vendor).unwrap().clone();
        let (_, _, kept) = dossier.answers.iter().next().unwrap();
        assert_eq!(kept.note.as_deref(), Some(note));
    }
    assert!(desk.verify(None).unwrap().iter().all(|one| one.problems.is_empty()));
}

#[test]
fn does_not_apply_stands_with_its_reason() {
    let (_, mut desk, vendor) = Office::founded();
    let na = answer_with("ins.required", "na", "paper only");
    desk.record(vendor, &Request::Answer(na)).unwrap();
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::DoesNotApply);
}

#[rstest::rstest]
#[case("SSN 123-45-6789", None, "Social Security")]
#[case("see MRN 00123", None, "medical record number")]
#[case("ok", Some("dob 1/2/1980"), "birth date")]
fn patient_data_is_questioned_once_before_anything_is_kept(
    #[case] note: &str,
    #[case] counsel: Option<&str>,
    #[case] words: &str,
) {
    let (office, mut desk, vendor) = Office::founded();
    let objects = office.store().vault().objects().unwrap();
    let request = AnswerRequest {
        counsel_note: counsel.map(str::to_owned),
        ..answer_with("ins.required", "yes", note)
    };
    let problem =
        refused(desk.record(vendor, &Request::Answer(request.clone())), &[words, "for good"]);
    assert_eq!(problem.doubt, Some(Doubt::PatientData));
    nothing_written(&office, vendor);
    assert_eq!(office.store().vault().objects().unwrap(), objects, "no text is left in the vault");
    let sure = AnswerRequest { sure_of: vec![Doubt::PatientData], ..request };
    desk.record(vendor, &Request::Answer(sure)).unwrap();
    assert!(on_file(&mut desk, vendor, "ins.required").is_some());
}

#[test]
fn section_16_a_counsel_only_text_is_not_in_the_journal() {
    let (office, mut desk, vendor) = Office::founded();
    let text = "privileged: talk to Dana";
    let request =
        AnswerRequest { counsel_note: Some(text.to_owned()), ..answer("ins.required", "no") };
    desk.record(vendor, &Request::Answer(request)).unwrap();
    assert!(!office.vendor_journal(vendor).contains("Dana"));
    let dossier = desk.dossier(vendor).unwrap().clone();
    let (_, _, kept) = dossier.answers.iter().next().unwrap();
    let note = kept.counsel_note.unwrap();
    let vault = office.store().vault();
    assert_eq!(vault.read_counsel_note(note.sha256).unwrap().as_deref(), Some(text));
    // Answered anew without one, the text for counsel stays with the answer.
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    let dossier = desk.dossier(vendor).unwrap().clone();
    let (_, _, kept) = dossier.answers.iter().next().unwrap();
    assert_eq!(kept.counsel_note, Some(note));
}

#[test]
fn a_correction_names_what_it_corrects() {
    let (_, mut desk, vendor) = Office::founded();
    let first = give(&mut desk, vendor, "ins.required", "yes").unwrap().events[0].id;
    let reason = Some("misread".to_owned());
    let recorded = desk
        .record(vendor, &Request::Answer(AnswerRequest { reason, ..answer("ins.required", "no") }));
    let events = recorded.unwrap().events;
    let Change::AnswerSet(set) = &events[0].change else { panic!("{events:?}") };
    assert_eq!(set.replaces, Some(first));
}

#[test]
fn set_back_to_open() {
    let (_, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    give(&mut desk, vendor, "ins.required", "open").unwrap();
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Open);
    assert_eq!(on_file(&mut desk, vendor, "ins.required"), Some(reply("open")));
    refused(
        desk.record(vendor, &Request::Confirm(vec![asked("ins.required")])),
        &["no answer to confirm"],
    );
}

#[test]
fn r25_a_follow_up_is_ended_with_a_note_once() {
    let (_, mut desk, vendor) = Office::founded();
    let due = "2026-11-22".parse().unwrap();
    let request =
        AnswerRequest { follow_up: Some(("Cy".into(), due)), ..answer("ins.required", "unknown") };
    desk.record(vendor, &Request::Answer(request)).unwrap();
    let follow_up = desk.dossier(vendor).unwrap().follow_ups[0].follow_up.id;
    let end = |note: &str| Request::EndFollowUp { follow_up, note: note.to_owned() };
    refused(desk.record(vendor, &end("  ")), &["blank"]);
    desk.record(vendor, &end("they will not say")).unwrap();
    refused(desk.record(vendor, &end("again")), &["ins.required", "done already"]);
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Unknown);
}

#[test]
fn a_question_about_an_incident_is_not_about_the_vendor() {
    let (office, mut desk, vendor) = Office::founded();
    let subject = proofbook::domain::event::Subject::Organization;
    let asked = Asked { subject, question: "ins.required".into() };
    refused(
        desk.record(vendor, &Request::Answer(AnswerRequest::new(asked, reply("yes")))),
        &["ins.required"],
    );
    nothing_written(&office, vendor);
}

#[test]
fn a_retired_vendor_takes_no_answer() {
    let (_, mut desk, vendor) = Office::founded();
    desk.record(vendor, &Request::Retire { reason: Some("contract ended".into()) }).unwrap();
    refused(
        give(&mut desk, vendor, "ins.required", "yes"),
        &["retired", "vendor restore acme-billing"],
    );
    desk.record(vendor, &Request::Restore).unwrap();
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    refused(desk.record(vendor, &Request::Restore), &["not retired"]);
}

#[test]
fn an_interview_names_a_questionnaire_that_is_there_and_people() {
    let (office, mut desk, vendor) = Office::founded();
    let open = |questionnaire: &str, present: &str| Request::OpenInterview {
        incident: None,
        questionnaire: questionnaire.to_owned(),
        present: vec![present.to_owned()],
        role: None,
    };
    refused(
        desk.record(vendor, &open("cor", "Cy")),
        &["no questionnaire 'cor'", "did you mean 'core'"],
    );
    refused(desk.record(vendor, &open("core", "C\u{1b}y")), &["U+001B"]);
    nothing_written(&office, vendor);
    desk.record(vendor, &open("core", "Cy Twombly")).unwrap();
}
