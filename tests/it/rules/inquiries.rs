//! Inquiries: what is folded of their events, how far they are on a day, when they are due, and what is hidden of them.

use proofbook::domain::deadline::{self, About, Deadline};
use proofbook::domain::event::{HandedOver, InquirySet, RequestSet, VendorRetired, Withheld};
use proofbook::domain::id::{Digest, InquiryId};
use proofbook::domain::inquiry::progress::{Progress, RequestState};
use proofbook::domain::inquiry::{Inquiry, InquiryNo, RequestNo};
use proofbook::domain::request::Asked;
use rstest::rstest;
use uuid::Uuid;

use super::making::{
    Case, Journal, TODAY, case, day, event_id, exhibit_id, letter, question, vendor,
};

fn id(number: u128) -> InquiryId {
    InquiryId(Uuid::from_u128(number))
}

fn inquiry(due: &str) -> InquirySet {
    InquirySet {
        inquiry: id(9),
        from: "OCR".to_owned(),
        received: day("2026-10-01"),
        due: day(due),
        reference: Some("26-1".to_owned()),
        exhibit: None,
        closed: None,
        note: None,
    }
}

fn request(number: &str, questions: &[&str]) -> RequestSet {
    RequestSet {
        inquiry: id(9),
        number: number.to_owned(),
        text: format!("Words of {number}"),
        questions: questions.iter().map(|id| (*id).into()).collect(),
        exhibits: Vec::new(),
        absence: None,
    }
}

fn noted(set: InquirySet, note: &str) -> InquirySet {
    InquirySet { note: Some(note.to_owned()), ..set }
}

fn only(case: &Case) -> &Inquiry {
    case.dossier.inquiries.iter().next().unwrap()
}

fn of(journal: &Journal) -> Case {
    case(journal, [question("a"), question("b")])
}

fn due(case: &Case, on: &str) -> Vec<Deadline> {
    let standings = case.standings(on);
    let mut due = deadline::deadlines(&case.dossier, &case.organization, &case.bank, &standings);
    due.retain(|one| matches!(one.about, About::Inquiry(_)));
    due
}

#[test]
fn every_earlier_due_day_is_kept_with_when_and_why_it_was_moved() {
    let journal = vendor()
        .on("2026-10-02")
        .recorded(noted(inquiry("2026-11-01"), "came by mail"))
        .on("2026-10-20")
        .recorded(noted(inquiry("2026-11-15"), "granted by phone"))
        .on("2026-11-10")
        .recorded(noted(inquiry("2026-12-01"), "granted in writing"));
    let case = of(&journal);
    let one = only(&case);
    assert_eq!(
        (one.no, one.due, one.note.as_deref()),
        (InquiryNo(1), day("2026-12-01"), Some("came by mail"))
    );
    let moved: Vec<_> = one
        .extensions
        .iter()
        .map(|one| (one.was.to_string(), one.due.to_string(), one.note.clone().unwrap()))
        .collect();
    let row = |was: &str, due: &str, note: &str| (was.to_owned(), due.to_owned(), note.to_owned());
    assert_eq!(
        moved,
        [
            row("2026-11-01", "2026-11-15", "granted by phone"),
            row("2026-11-15", "2026-12-01", "granted in writing"),
        ]
    );
    assert!(one.extensions[0].at < one.extensions[1].at);
    // On an earlier day the day of then stands.
    assert_eq!(only(&of(&journal.as_of("2026-10-25"))).due, day("2026-11-15"));
    // An extension that was taken back moved nothing.
    let back = of(&journal.clone().undone(journal.last()));
    assert_eq!((only(&back).due, only(&back).extensions.len()), (day("2026-11-15"), 1));
}

#[test]
fn r22_the_number_of_an_inquiry_that_was_taken_back_is_not_used_again() {
    let first = vendor().recorded(inquiry("2026-11-01"));
    let taken_back = first.clone().undone(first.last());
    let journal = taken_back.recorded(InquirySet { inquiry: id(10), ..inquiry("2026-11-01") });
    assert_eq!(only(&of(&journal)).no, InquiryNo(2));
    // A request of an inquiry that is not on file says nothing.
    let case = of(&journal.recorded(request("1", &["a"])));
    assert!(only(&case).requests.is_empty());
}

#[test]
fn requests_stand_in_the_letters_order_and_are_one_however_their_number_is_written() {
    let journal = ["10", "2a", "1", "2", "2A"]
        .into_iter()
        .fold(vendor().recorded(inquiry("2026-11-01")), |journal, number| {
            journal.recorded(request(number, &[]))
        });
    let case = of(&journal);
    let numbers: Vec<&str> = only(&case).requests.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2", "2A", "10"]);
    assert_eq!(only(&case).request(&RequestNo::new("2a.")).unwrap().text, "Words of 2A");
}

#[test]
fn progress_counts_each_request_once_by_how_its_questions_stand() {
    let absent = RequestSet { absence: Some("they refused".to_owned()), ..request("4", &[]) };
    let shown = RequestSet { exhibits: vec![exhibit_id(1)], ..request("3", &[]) };
    let journal = vendor()
        .answered("a", "yes")
        .answered("b", "yes")
        .exhibit(letter().supports("a"))
        .recorded(inquiry("2026-12-01"))
        .recorded(request("1", &["a"]))
        .recorded(request("2", &["a", "b"]))
        .recorded(shown)
        .recorded(absent)
        .recorded(request("5", &[]))
        .recorded(request("6", &["gone"]));
    let case = of(&journal);
    let standings = case.standings(TODAY);
    let states: Vec<RequestState> =
        only(&case).requests.iter().map(|one| RequestState::of(one, &standings)).collect();
    use RequestState::{Absent, Documented, Mapped, NotMapped};
    assert_eq!(states, [Documented, Mapped, Mapped, Absent, NotMapped, Mapped]);
    let progress = Progress::of(only(&case), &standings);
    let wanted = Progress { requests: 6, documented: 1, mapped: 3, absent: 1, not_mapped: 1 };
    assert_eq!(progress, wanted);
    assert_eq!(
        progress.words(),
        "6 requests: 1 documented, 3 mapped otherwise, 1 absent with a reason, 1 not mapped"
    );
}

#[rstest]
#[case(None, Some("2026-11-15"))]
#[case(Some("2026-11-20"), None)]
fn the_due_day_of_an_open_inquiry_is_a_deadline_as_last_extended(
    #[case] closed: Option<&str>,
    #[case] expected: Option<&str>,
) {
    let last = InquirySet { closed: closed.map(day), ..inquiry("2026-11-15") };
    let journal = vendor()
        .recorded(inquiry("2026-11-01"))
        .recorded(request("1", &["b", "a"]))
        .recorded(noted(inquiry("2026-11-15"), "granted"))
        .recorded(last);
    let rows = due(&of(&journal), TODAY);
    assert_eq!(rows.first().map(|one| one.day), expected.map(day));
    let Some(one) = rows.first() else { return };
    assert_eq!(one.about.number().as_deref(), Some("IQ-01"));
    assert_eq!(one.what, "IQ-01 Inquiry by OCR, 26-1 is to be answered: no open one of 1 request");
    assert_eq!(one.rule, "extended from 2026-11-01");
    assert_eq!(one.questions, ["a", "b"].map(Asked::of_vendor));
    assert!(one.days_left(day(TODAY)) < 0, "overdue from the day after");
}

#[test]
fn a_regulator_asks_about_a_retired_vendor_all_the_same() {
    let journal = vendor()
        .answered("a", "yes")
        .exhibit(letter().expires("2026-12-31").supports("a"))
        .recorded(inquiry("2026-12-01"))
        .recorded(VendorRetired { reason: None });
    let case = of(&journal);
    let standings = case.standings(TODAY);
    let all = deadline::deadlines(&case.dossier, &case.organization, &case.bank, &standings);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].about, About::Inquiry(InquiryNo(1)));
}

#[test]
fn what_was_handed_over_is_numbered_in_order_and_stays() {
    let handed = |to: &str| HandedOver {
        inquiry: Some(id(9)),
        to: to.to_owned(),
        on: day("2026-11-01"),
        edition: "produced".to_owned(),
        sha256: Digest::of(b"report"),
        report: None,
        exhibits: Vec::new(),
    };
    let journal = vendor().recorded(inquiry("2026-12-01")).recorded(handed("OCR"));
    // It is of care: no undo reaches it, so the number is given once.
    let journal = journal.clone().undone(journal.last()).recorded(handed("Counsel"));
    let dossier = of(&journal).dossier;
    let shown: Vec<String> =
        dossier.handed_over.iter().map(|one| format!("{} {}", one.no, one.handed.to)).collect();
    assert_eq!(shown, ["HO-01 OCR", "HO-02 Counsel"]);
}

#[test]
fn r28_a_withheld_text_of_an_inquiry_is_hidden_in_every_event_that_repeats_it() {
    let secret = RequestSet { text: "About Jane Roe".to_owned(), ..request("1", &[]) };
    let mapped = RequestSet { questions: vec!["a".into()], ..secret.clone() };
    let absent = RequestSet { absence: Some("Jane Roe is gone".to_owned()), ..request("2", &[]) };
    let journal = vendor()
        .on("2026-10-02")
        .recorded(inquiry("2026-11-01"))
        .recorded(secret)
        .recorded(mapped)
        .recorded(absent);
    let first = journal.last() - 2;
    let withheld = |of: u64, field: &str| Withheld {
        of: event_id(of),
        field: field.to_owned(),
        reason: "a patient".to_owned(),
    };
    let hidden = journal
        .clone()
        .on("2026-11-01")
        .recorded(withheld(first, "text"))
        .recorded(withheld(journal.last(), "absence"))
        .recorded(withheld(first - 1, "from"));
    let case = of(&hidden);
    let one = only(&case);
    assert_eq!(one.from, "[withheld 2026-11-01]");
    assert_eq!(one.requests[0].text, "[withheld 2026-11-01]");
    assert_eq!(one.requests[0].questions, ["a".into()], "the mapping stays");
    assert_eq!(one.requests[1].absence.as_deref(), Some("[withheld 2026-11-01]"));
    assert_eq!(one.requests[1].text, "Words of 2", "another request's words stay");
    assert!(!format!("{:?}", case.dossier.events).contains("Jane Roe"));
}
