//! Inquiries at the desk: what is refused, what is asked about once, and what is written down of what was handed over.

use proofbook::desk::Wanted;
use proofbook::domain::event::{Change, Edition, HandedOver};
use proofbook::domain::id::Digest;
use proofbook::domain::inquiry::{InquiryNo, LetterRequest, RequestNo};
use proofbook::domain::request::{
    Answering, HandOverRequest, HandedWhat, InquiryRequest, MapRequest, Mapping, Origin,
};
use proofbook::problem::Doubt;
use proofbook::store::atomic::Overwrite;
use rstest::rstest;

use super::*;

const IQ: InquiryNo = InquiryNo(1);

fn letter() -> InquiryRequest {
    InquiryRequest {
        from: "OCR".to_owned(),
        received: "2026-11-02".parse().unwrap(),
        due: "2026-12-01".parse().unwrap(),
        reference: None,
        letter: None,
        note: None,
        sure_of: Vec::new(),
    }
}

fn open(request: InquiryRequest) -> Request {
    Request::OpenInquiry(request)
}

fn asks(number: &str, text: &str) -> Request {
    let (number, text) = (RequestNo::new(number), text.to_owned());
    Request::SetLetterRequest { inquiry: IQ, number, text, sure_of: Vec::new() }
}

fn mapping(number: &str, mapping: Mapping) -> Request {
    let number = RequestNo::new(number);
    Request::MapRequest(MapRequest { inquiry: IQ, number, mapping, sure_of: Vec::new() })
}

fn these(questions: &[&str], exhibits: &[u32]) -> Answering {
    Answering {
        questions: questions.iter().map(|id| (*id).into()).collect(),
        exhibits: exhibits.iter().map(|number| no(*number)).collect(),
    }
}

fn add(number: &str, questions: &[&str], exhibits: &[u32]) -> Request {
    mapping(number, Mapping::Add(these(questions, exhibits)))
}

fn extend(due: &str, sure_of: &[Doubt]) -> Request {
    let (due, reason) = (due.parse().unwrap(), "granted".to_owned());
    Request::ExtendInquiry { inquiry: IQ, due, reason, sure_of: sure_of.to_vec() }
}

fn close(on: &str, sure_of: &[Doubt]) -> Request {
    Request::CloseInquiry { inquiry: IQ, on: on.parse().unwrap(), sure_of: sure_of.to_vec() }
}

/// An inquiry with the requests 1 and 2a, and one exhibit.
fn asked_by_ocr() -> (Office, Desk, VendorId) {
    let (office, mut desk, vendor) = Office::founded();
    office.file("/record/a.pdf", b"a");
    take(&mut desk, vendor, from_file("/record/a.pdf")).unwrap();
    for request in [open(letter()), asks("1", "The agreement"), asks("2a", "The training")] {
        desk.record(vendor, &request).unwrap();
    }
    (office, desk, vendor)
}

fn on_paper(desk: &mut Desk, vendor: VendorId, number: &str) -> LetterRequest {
    let dossier = desk.dossier(vendor).unwrap();
    let inquiry = dossier.inquiries.numbered(IQ).unwrap();
    inquiry.request(&RequestNo::new(number)).unwrap().clone()
}

fn handing(what: HandedWhat) -> HandOverRequest {
    HandOverRequest {
        to: "OCR".to_owned(),
        on: "2026-11-22".parse().unwrap(),
        inquiry: Some(IQ),
        what,
        exhibits: vec![no(1)],
        sure_of: Vec::new(),
    }
}

fn file(bytes: &[u8], edition: Option<Edition>, origin: Origin) -> HandedWhat {
    HandedWhat::File { sha256: Digest::of(bytes), edition, origin }
}

fn last_handed(desk: &mut Desk, vendor: VendorId) -> HandedOver {
    desk.dossier(vendor).unwrap().handed_over.iter().next_back().unwrap().handed.clone()
}

#[rstest]
#[case::due_first(InquiryRequest { due: "2026-11-01".parse().unwrap(), ..letter() }, "before 2026-11-02")]
#[case::to_come(InquiryRequest { received: "2026-11-23".parse().unwrap(), ..letter() }, "after today")]
#[case::nobody(InquiryRequest { from: " ".to_owned(), ..letter() }, "blank")]
#[case::no_exhibit(InquiryRequest { letter: Some(no(7)), ..letter() }, "no exhibit A-07")]
#[case::patient(InquiryRequest { note: Some("SSN 123-45-6789".to_owned()), ..letter() }, "Social Security")]
fn a_letter_that_cannot_be_so_is_refused(#[case] request: InquiryRequest, #[case] words: &str) {
    let (_office, mut desk, vendor) = Office::founded();
    refused(desk.record(vendor, &open(request)), &[words]);
    assert!(desk.dossier(vendor).unwrap().inquiries.is_empty());
}

#[test]
fn the_same_letter_is_not_opened_twice() {
    let (_office, mut desk, vendor) = asked_by_ocr();
    refused(desk.record(vendor, &open(letter())), &["on file already, as IQ-01"]);
    let other = InquiryRequest { reference: Some("26-2".to_owned()), ..letter() };
    desk.record(vendor, &open(other)).unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().inquiries.iter().count(), 2);
}

#[test]
fn a_mapping_adds_to_what_is_mapped_and_is_taken_away_by_name() {
    let (_office, mut desk, vendor) = asked_by_ocr();
    desk.record(vendor, &add("1", &["baa.executed"], &[])).unwrap();
    desk.record(vendor, &add("1", &["ins.required", "baa.executed"], &[1])).unwrap();
    let mapped = on_paper(&mut desk, vendor, "1");
    assert_eq!(mapped.questions, ["baa.executed".into(), "ins.required".into()]);
    assert_eq!(mapped.exhibits.len(), 1);
    // Words that are corrected leave the mapping as it is.
    desk.record(vendor, &asks("1", "The executed agreement")).unwrap();
    assert_eq!(on_paper(&mut desk, vendor, "1").questions.len(), 2);
    let away = Mapping::TakeAway(these(&["baa.executed"], &[1]));
    desk.record(vendor, &mapping("1", away)).unwrap();
    let left = on_paper(&mut desk, vendor, "1");
    assert_eq!((left.questions, left.exhibits), (vec!["ins.required".into()], Vec::new()));
    let again = Mapping::TakeAway(these(&["baa.executed"], &[]));
    refused(
        desk.record(vendor, &mapping("1", again)),
        &["baa.executed does not answer request 1", "mapped to ins.required"],
    );
}

#[rstest]
#[case::question(add("1", &["baa.exected"], &[]), &["no question 'baa.exected'", "did you mean 'baa.executed'"])]
#[case::ours(add("1", &["fin.board_report"], &[]), &["is about our organization", "map the exhibit"])]
#[case::exhibit(add("1", &[], &[7]), &["no exhibit A-07"])]
#[case::request(add("2", &["baa.executed"], &[]), &["no request 2 in IQ-01", "1, 2a"])]
#[case::nothing(add("1", &[], &[]), &["nothing is named"])]
#[case::inquiry(Request::ReopenInquiry { inquiry: InquiryNo(4), reason: "x".to_owned() }, &["no inquiry IQ-04", "IQ-01"])]
#[case::number(asks("Request number one of the letter of November", "x"), &["at most 40"])]
fn what_a_request_cannot_be_mapped_to_is_named(#[case] request: Request, #[case] words: &[&str]) {
    let (_office, mut desk, vendor) = asked_by_ocr();
    refused(desk.record(vendor, &request), words);
    assert!(on_paper(&mut desk, vendor, "1").is_open());
}

#[test]
fn a_withdrawn_exhibit_answers_nothing() {
    let (_office, mut desk, vendor) = asked_by_ocr();
    let reason = "wrong file".to_owned();
    desk.record(vendor, &Request::Withdraw { exhibit: no(1), reason }).unwrap();
    refused(desk.record(vendor, &add("1", &[], &[1])), &["A-01 was withdrawn: wrong file"]);
}

#[test]
fn absence_and_a_mapping_exclude_each_other() {
    let (_office, mut desk, vendor) = asked_by_ocr();
    let absent = || mapping("1", Mapping::Absent("The vendor refused.".to_owned()));
    desk.record(vendor, &absent()).unwrap();
    refused(
        desk.record(vendor, &add("1", &["baa.executed"], &[])),
        &["recorded as absent: The vendor refused", "unmap acme-billing IQ-01 1 --absent"],
    );
    desk.record(vendor, &mapping("1", Mapping::NotAbsent)).unwrap();
    desk.record(vendor, &add("1", &["baa.executed"], &[])).unwrap();
    refused(
        desk.record(vendor, &absent()),
        &["mapped to baa.executed", "unmap acme-billing IQ-01 1 --all"],
    );
    refused(desk.record(vendor, &mapping("1", Mapping::NotAbsent)), &["nothing would change"]);
}

#[test]
fn a_due_day_is_moved_earlier_only_by_somebody_who_says_yes() {
    let (_office, mut desk, vendor) = asked_by_ocr();
    desk.record(vendor, &extend("2026-12-20", &[])).unwrap();
    refused(desk.record(vendor, &extend("2026-12-20", &[])), &["already"]);
    let problem =
        refused(desk.record(vendor, &extend("2026-12-10", &[])), &["is before 2026-12-20"]);
    assert_eq!(problem.doubt, Some(Doubt::DueEarlier));
    desk.record(vendor, &extend("2026-12-10", &[Doubt::DueEarlier])).unwrap();
    refused(
        desk.record(vendor, &extend("2026-11-01", &[Doubt::DueEarlier])),
        &["before 2026-11-02, the day on which the letter came"],
    );
}

#[test]
fn a_closed_inquiry_takes_nothing_until_it_is_opened_again() {
    let (_office, mut desk, vendor) = asked_by_ocr();
    let problem = refused(desk.record(vendor, &close("2026-11-20", &[])), &["2 requests of IQ-01"]);
    assert_eq!(problem.doubt, Some(Doubt::RequestsOpen));
    refused(
        desk.record(vendor, &close("2026-11-01", &[Doubt::RequestsOpen])),
        &["before 2026-11-02"],
    );
    desk.record(vendor, &close("2026-11-20", &[Doubt::RequestsOpen])).unwrap();
    for request in [
        extend("2026-12-20", &[]),
        asks("3", "More"),
        add("1", &["baa.executed"], &[]),
        close("2026-11-21", &[]),
    ] {
        refused(
            desk.record(vendor, &request),
            &["IQ-01 was closed on 2026-11-20", "inquiry reopen"],
        );
    }
    let reason = "a second letter came".to_owned();
    desk.record(vendor, &Request::ReopenInquiry { inquiry: IQ, reason }).unwrap();
    desk.record(vendor, &asks("3", "More")).unwrap();
    let dossier = desk.dossier(vendor).unwrap();
    let note = &dossier.inquiries.numbered(IQ).unwrap().note;
    assert_eq!(*note, None, "why it was opened again is no note of the letter");
}

#[test]
fn a_retired_vendors_inquiry_is_answered_all_the_same() {
    let (_office, mut desk, vendor) = asked_by_ocr();
    desk.record(vendor, &Request::Retire { reason: None }).unwrap();
    desk.record(vendor, &add("1", &["baa.executed"], &[])).unwrap();
    refused(give(&mut desk, vendor, "baa.executed", "yes").map(drop), &["is retired"]);
}

#[test]
fn r22_an_inquiry_and_its_requests_are_undone_but_not_under_what_leans_on_them() {
    let (office, mut desk, vendor) = asked_by_ocr();
    desk.record(vendor, &add("1", &["baa.executed"], &[1])).unwrap();
    desk.record(vendor, &Request::Undo).unwrap();
    assert!(on_paper(&mut desk, vendor, "1").is_open());
    desk.record(vendor, &Request::Undo).unwrap();
    let mut other = office.sit("bob");
    office.at("2026-11-22T15:10:00Z");
    other.record(vendor, &asks("9", "By another")).unwrap();
    desk.record(vendor, &Request::Undo).unwrap();
    // Ann's next is the opening, on which the other's request leans.
    refused(desk.record(vendor, &Request::Undo), &["cannot be undone"]);
}

#[test]
fn a_report_that_was_handed_over_is_known_by_its_digest() {
    let (_office, mut desk, vendor) = asked_by_ocr();
    let wanted = Wanted::about(vendor, Edition::Produced);
    let path = Path::new("/record/out.pdf");
    desk.write_report(&wanted, path, Overwrite::No, &mut proofbook::progress::Unwatched).unwrap();
    let what = desk.handed_file(vendor, path, None).unwrap();
    desk.record(vendor, &Request::HandOver(handing(what))).unwrap();
    let handed = last_handed(&mut desk, vendor);
    let dossier = desk.dossier(vendor).unwrap().clone();
    let event = dossier.event(handed.report.unwrap()).unwrap();
    let Change::ReportWritten(written) = &event.change else { panic!("no report: {event:?}") };
    assert_eq!((handed.edition.as_str(), handed.sha256), ("produced", written.sha256));
    assert_eq!(handed.exhibits, [dossier.exhibits[&no(1)].id]);
    // The event's number names the same.
    desk.record(vendor, &Request::HandOver(handing(HandedWhat::Report(event.seq)))).unwrap();
    assert_eq!(last_handed(&mut desk, vendor).report, handed.report);
    let early = HandOverRequest { on: "2026-11-21".parse().unwrap(), ..handing(what) };
    refused(desk.record(vendor, &Request::HandOver(early)), &["was written on 2026-11-22"]);
    let said = HandedWhat::File {
        sha256: written.sha256,
        edition: Some(Edition::Internal),
        origin: Origin::Elsewhere,
    };
    refused(desk.record(vendor, &Request::HandOver(handing(said))), &["is the produced edition"]);
    refused(
        desk.record(vendor, &Request::HandOver(handing(HandedWhat::Report(1)))),
        &["event 1 wrote no report"],
    );
    // Nor is it taken for another vendor's.
    let other = desk.add_vendor("Other", None, &[]).unwrap();
    refused(desk.handed_file(other, path, None).map(drop), &["the report about Acme Billing"]);
}

#[test]
fn a_report_whose_bytes_changed_is_asked_about() {
    let (office, mut desk, vendor) = asked_by_ocr();
    let wanted = Wanted::about(vendor, Edition::Produced);
    desk.write_report(
        &wanted,
        Path::new("/record/out.pdf"),
        Overwrite::No,
        &mut proofbook::progress::Unwatched,
    )
    .unwrap();
    let mut bytes = office.disk.bytes(Path::new("/record/out.pdf")).unwrap();
    bytes.extend(b"\n% changed");
    office.file("/record/changed.pdf", &bytes);
    let edition = Some(Edition::Produced);
    let what = desk.handed_file(vendor, Path::new("/record/changed.pdf"), edition).unwrap();
    let problem = refused(
        desk.record(vendor, &Request::HandOver(handing(what))),
        &["it is not as any report of this vendor was written"],
    );
    assert_eq!(problem.doubt, Some(Doubt::ChangedReport));
    let sure_of = vec![Doubt::ChangedReport];
    let request = HandOverRequest { sure_of, ..handing(what) };
    desk.record(vendor, &Request::HandOver(request)).unwrap();
    assert_eq!(last_handed(&mut desk, vendor).report, None);
}

#[test]
fn of_a_file_that_is_not_ours_the_edition_is_asked_and_the_internal_one_is_doubted() {
    let (_office, mut desk, vendor) = asked_by_ocr();
    let letter = |edition| handing(file(b"a letter", edition, Origin::Elsewhere));
    refused(desk.record(vendor, &Request::HandOver(letter(None))), &["--edition produced"]);
    let internal = letter(Some(Edition::Internal));
    let problem =
        refused(desk.record(vendor, &Request::HandOver(internal.clone())), &["internal edition"]);
    assert_eq!(problem.doubt, Some(Doubt::InternalEdition));
    let sure = HandOverRequest { sure_of: vec![Doubt::InternalEdition], ..internal };
    desk.record(vendor, &Request::HandOver(sure)).unwrap();
    desk.record(vendor, &Request::HandOver(letter(Some(Edition::Produced)))).unwrap();
    let to_come =
        HandOverRequest { on: "2026-11-23".parse().unwrap(), ..letter(Some(Edition::Produced)) };
    refused(desk.record(vendor, &Request::HandOver(to_come)), &["after today"]);
    let entries: Vec<String> = desk
        .dossier(vendor)
        .unwrap()
        .handed_over
        .iter()
        .map(|one| format!("{} {}", one.no, one.handed.edition))
        .collect();
    assert_eq!(entries, ["HO-01 internal", "HO-02 produced"]);
}
