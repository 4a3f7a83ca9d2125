//! The report in the order of a letter's requests: complete, in order, and with nothing that has nothing to do with the letter.

use proofbook::desk::Desk;
use proofbook::domain::event::{Change, Edition};
use proofbook::domain::exhibit::ExhibitNo;
use proofbook::domain::id::VendorId;
use proofbook::domain::inquiry::{InquiryNo, RequestNo};
use proofbook::domain::request::{
    AnswerRequest, Answering, Asked, InquiryRequest, MapRequest, Mapping, Request,
};
use proofbook::domain::value::{Reply, Value};
use proofbook::store::atomic::Overwrite;

use super::*;

const IQ: InquiryNo = InquiryNo(1);

/// Number, words, questions, exhibits, why nothing answers it.
type OneRequest =
    (&'static str, &'static str, &'static [&'static str], &'static [u32], Option<&'static str>);

/// The letter's requests with what answers each; they are recorded in another order than the letter's.
const LETTER: [OneRequest; 5] = [
    ("10", "Provide the certificate of insurance.", &[], &[], None),
    ("2a", "Provide every audit report.", &["assur.soc2_status", "baa.executed"], &[], None),
    ("1", "Provide the business associate agreement.", &["baa.executed"], &[1], None),
    ("3", "Provide the training records.", &[], &[], Some("The vendor declined on 2026-11-02.")),
    ("2", "State the notice period.", &["notice.contract_hours"], &[], None),
];

/// The sample with an inquiry about Northwind, and a counsel-only note on a question that answers it.
fn asked() -> (tempfile::TempDir, Desk, VendorId) {
    let folder = loaded();
    let mut desk = desk_in(&folder);
    let vendor = desk.find("northwind").unwrap();
    let day = |text: &str| text.parse().unwrap();
    let open = InquiryRequest {
        from: "HHS Office for Civil Rights".to_owned(),
        received: day("2026-10-26"),
        due: day("2026-11-25"),
        reference: Some("26-512345".to_owned()),
        letter: None,
        note: Some("opened by the mailroom".to_owned()),
        sure_of: Vec::new(),
    };
    let mut requests = vec![Request::OpenInquiry(open)];
    for (number, text, questions, exhibits, absence) in LETTER {
        let (number, text) = (RequestNo::new(number), text.to_owned());
        let (inquiry, sure_of) = (IQ, Vec::new());
        requests.push(Request::SetLetterRequest {
            inquiry,
            number: number.clone(),
            text,
            sure_of: sure_of.clone(),
        });
        let answering = Answering {
            questions: questions.iter().map(|id| (*id).into()).collect(),
            exhibits: exhibits.iter().map(|no| ExhibitNo(*no)).collect(),
        };
        let mapping = match absence {
            Some(reason) => Mapping::Absent(reason.to_owned()),
            None if questions.is_empty() => continue,
            None => Mapping::Add(answering),
        };
        requests.push(Request::MapRequest(MapRequest { inquiry, number, mapping, sure_of }));
    }
    requests.push(Request::ExtendInquiry {
        inquiry: IQ,
        due: day("2026-12-15"),
        reason: "granted by the investigator by phone".to_owned(),
        sure_of: Vec::new(),
    });
    let asked = Asked::of_vendor("baa.executed");
    let answer = AnswerRequest {
        counsel_note: Some("privileged words".to_owned()),
        ..AnswerRequest::new(asked, Reply::Value(Value::word("yes")))
    };
    requests.push(Request::Answer(answer));
    for request in &requests {
        desk.record(vendor, request).unwrap();
    }
    (folder, desk, vendor)
}

fn of_letter(vendor: VendorId, edition: Edition) -> Wanted {
    Wanted { kind: proofbook::desk::Kind::Inquiry(IQ), ..wanted(vendor, edition) }
}

#[test]
fn every_request_stands_in_the_letters_order_with_what_answers_it() {
    let (_folder, mut desk, vendor) = asked();
    for edition in EDITIONS {
        let report = desk.report(&of_letter(vendor, edition)).unwrap();
        for words in [plain_words(&report), pdf_words(&report)] {
            let mut reading = Reading::of(edition.word(), &words);
            reading.find("Inquiry IQ-01: the requests of the letter");
            reading.find("5 requests: 1 documented, 2 mapped otherwise, 1 absent with a reason, 1 not mapped");
            reading.find("from 2026-11-25 to 2026-12-15");
            for number in ["1", "2", "2a", "3", "10"] {
                let (_, text, questions, exhibits, absence) =
                    LETTER.into_iter().find(|one| one.0 == number).unwrap();
                reading.find(&format!("Request {number}"));
                reading.find(text);
                if !exhibits.is_empty() {
                    reading.find("A-01 Business associate agreement with Northwind");
                }
                for question in questions {
                    reading.find(question);
                }
                if let Some(reason) = absence {
                    reading.find(reason);
                }
            }
            reading.find("Nothing on file is named yet that answers this request.");
            reading.find("Exhibit index");
        }
    }
}

#[test]
fn a_question_that_answers_two_requests_stands_whole_under_the_first() {
    let (_folder, mut desk, vendor) = asked();
    let report = desk.report(&of_letter(vendor, Edition::Produced)).unwrap();
    let words = plain_words(&report);
    assert!(words.contains(&folded("Whole under request 1")), "{words}");
    let whole = flat(&report.blocks).into_iter().filter(|block| {
        matches!(block, Block::Entry(entry)
            if entry.anchor.as_ref().is_some_and(|one| one.as_str() == "question-baa.executed"))
    });
    assert_eq!(whole.count(), 1);
    // Every link leads somewhere, and every character has a glyph.
    assert_eq!(pages(&report).notices, []);
}

#[test]
fn the_produced_edition_says_nothing_that_is_for_counsel_or_for_us() {
    let (_folder, mut desk, vendor) = asked();
    let inside = [
        "privileged words",
        "granted by the investigator by phone",
        "opened by the mailroom",
        "Gap by gap",
    ];
    let internal = desk.report(&of_letter(vendor, Edition::Internal)).unwrap();
    let produced = desk.report(&of_letter(vendor, Edition::Produced)).unwrap();
    for words in [plain_words(&internal), pdf_words(&internal)] {
        for secret in inside {
            assert!(words.contains(&folded(secret)), "{secret}");
        }
    }
    for words in [plain_words(&produced), pdf_words(&produced)] {
        for secret in inside {
            assert!(!words.contains(&folded(secret)), "{secret}");
        }
        assert!(words.contains(&folded("Counsel-only notes 1")), "{words}");
    }
}

#[test]
fn what_has_nothing_to_do_with_the_letter_is_not_in_it() {
    let (_folder, mut desk, vendor) = asked();
    let whole = plain_words(&desk.report(&wanted(vendor, Edition::Produced)).unwrap());
    let letter = plain_words(&desk.report(&of_letter(vendor, Edition::Produced)).unwrap());
    for other in ["Agency analysis by counsel", "Certificate of cyber insurance"] {
        assert!(whole.contains(&folded(other)), "{other}");
        assert!(!letter.contains(&folded(other)), "{other}");
    }
}

#[test]
fn a_report_of_a_letter_is_noted_as_one_and_comes_out_the_same() {
    let (folder, mut desk, vendor) = asked();
    let wanted = of_letter(vendor, Edition::Produced);
    assert_eq!(
        desk.report_name(&wanted).unwrap(),
        "northwind-claims-llc-iq-01-2026-11-20-produced.pdf"
    );
    let path = |name: &str| folder.path().join(name);
    let first = desk
        .write_report(&wanted, &path("a.pdf"), Overwrite::No, &mut proofbook::progress::Unwatched)
        .unwrap();
    let second = desk
        .write_report(&wanted, &path("b.pdf"), Overwrite::No, &mut proofbook::progress::Unwatched)
        .unwrap();
    assert_eq!(first.sha256, second.sha256);
    let events = &desk.dossier(vendor).unwrap().events;
    let Change::ReportWritten(noted) = &events.last().unwrap().change else { panic!() };
    assert_eq!((noted.report.as_str(), noted.sha256), ("inquiry", first.sha256));
    let gone = Wanted { kind: proofbook::desk::Kind::Inquiry(InquiryNo(9)), ..wanted };
    let problem = desk.report(&gone).unwrap_err();
    assert!(problem.to_string().contains("there is no inquiry IQ-09"), "{problem}");
}
