//! What every page says of itself, whatever names are in the record: the day, the status, the edition; and which reassessment is open.

use jiff::civil::Date;
use proofbook::desk::{Desk, Wanted};
use proofbook::domain::as_of::AsOf;
use proofbook::domain::event::Edition;
use proofbook::domain::id::VendorId;
use proofbook::domain::request::{AnswerRequest, Asked, Request, SignOffRequest};
use proofbook::domain::value::{Reply, ReplyState};
use proofbook::problem::Doubt;
use proofbook::report::model::Report;
use proofbook::report::{pdf, plain};

use super::{EDITIONS, desk_in, loaded, pages, wanted};
use crate::report_engine::folded;
use crate::report_engine::reader::Reader;

const SIGNER: &str = "Maria-Guadalupe Wojciechowska-Montgomery";

fn sign(desk: &mut Desk, vendor: VendorId) {
    let open = desk.open_items(vendor, &[]).unwrap();
    let request = SignOffRequest {
        name: SIGNER.to_owned(),
        title: "Senior Vice President and Chief Privacy and Ethics Officer ".repeat(4),
        statement: None,
        questionnaires: Vec::new(),
        acknowledged: open.iter().map(ToString::to_string).collect(),
        sure_of: Vec::new(),
    };
    desk.record(vendor, &Request::SignOff(request)).unwrap();
}

fn unknown(desk: &mut Desk, vendor: VendorId, question: &str) {
    let asked = Asked::of_vendor(question);
    let answer = AnswerRequest::new(asked, Reply::State(ReplyState::Unknown));
    desk.record(vendor, &Request::Answer(answer)).unwrap();
}

/// Every page says all that it has to say, and cuts nothing but the name of the vendor.
fn says_all(report: &Report) {
    let reader = Reader::new(&pdf::bytes(&pages(report)).unwrap());
    let always = report.watermark.iter().chain(&report.as_of).chain([&report.status, &report.foot]);
    let always: Vec<String> = always.map(|words| folded(words.as_str())).collect();
    for (number, words) in reader.artifacts.iter().enumerate() {
        let words = folded(words);
        for said in always.iter().filter(|said| !said.is_empty()) {
            assert!(words.contains(said), "page {}: {said} is not in {words}", number + 1);
        }
        let at_head = words.contains(&folded(report.head_right.as_str()));
        assert_eq!(at_head, number > 0, "page {}: {words}", number + 1);
    }
}

#[test]
fn every_page_says_its_day_status_and_edition_whole_however_long_the_names_are() {
    let folder = loaded();
    let mut desk = desk_in(&folder);
    let vendor = desk.add_vendor(&"Consolidated Clearinghouses ".repeat(7), None, &[]).unwrap();
    unknown(&mut desk, vendor, "ins.required");
    sign(&mut desk, vendor);
    let signed = desk.dossier(vendor).unwrap().events.last().unwrap().seq;
    let today = desk.today_of(vendor);
    let mut statuses = Vec::new();
    let mut look = |desk: &mut Desk, wanted: &Wanted| {
        let report = desk.report(wanted).unwrap();
        says_all(&report);
        statuses.push(report.status.to_string());
        report
    };
    let internal = wanted(vendor, Edition::Internal);
    let cover = plain::text(&look(&mut desk, &internal), 4000);
    assert!(
        cover.contains(SIGNER),
        "the foot has no room for who signed, and the cover names them"
    );
    unknown(&mut desk, vendor, "baa.executed");
    for edition in EDITIONS {
        look(&mut desk, &wanted(vendor, edition));
    }
    let contract = Wanted { questionnaire: Some("contract-review".to_owned()), ..internal.clone() };
    for as_of in [AsOf::Day(today), AsOf::Event(signed), AsOf::Event(signed + 1)] {
        let mut past = desk.past(as_of).unwrap();
        look(&mut past, &internal);
        look(&mut past, &contract);
    }
    let superseded = format!("DRAFT, the sign-off of {today} is superseded");
    let (signed, other) =
        (format!("Signed off on {today}"), "DRAFT, not signed off for this questionnaire");
    let expected = [&signed, &superseded, &superseded, &superseded, other];
    let expected = [&expected[..], &[&signed, other, &superseded, other]].concat();
    assert_eq!(statuses, expected);
}

#[test]
fn a_report_as_of_an_event_claims_no_whole_day() {
    let folder = loaded();
    let mut desk = desk_in(&folder);
    let vendor = desk.find("larkspur-health-records").unwrap();
    // Events 39 and 40 were recorded on one day; as of the first the second is recorded later.
    let mut past = desk.past(AsOf::Event(39)).unwrap();
    past.add_annex().unwrap();
    let text = plain::text(&past.report(&wanted(vendor, Edition::Internal)).unwrap(), 4000);
    assert!(text.contains("As of event 39, of 2026-03-20"), "{text}");
    assert!(text.contains("none of this was on file as of event 39, of 2026-03-20."));
    assert!(text.contains("Annex: recorded after this event") && text.contains("A-02 Master"));
    assert!(!text.contains("the end of 2026-03-20"));
}

#[test]
fn r23_an_open_reassessment_is_named_with_how_far_it_is_and_so_is_each_answer_that_waits_for_it() {
    let folder = loaded();
    let mut desk = desk_in(&folder);
    let vendor = desk.find("delta-print-mail").unwrap();
    let edition = Edition::Produced;
    let text = |desk: &mut Desk| plain::text(&desk.report(&wanted(vendor, edition)).unwrap(), 4000);
    assert!(!text(&mut desk).to_lowercase().contains("reassessment"));
    let due: Date = "2027-01-31".parse().unwrap();
    let name = "Spring 2027".to_owned();
    let questionnaire = Some("core".to_owned());
    desk.record(vendor, &Request::OpenCycle { name, due: Some(due), questionnaire }).unwrap();
    let opened = desk.today_of(vendor);
    let fact = format!("“Spring 2027”, open since {opened}, due 2027-01-31: 0 of ");
    let beside =
        format!("The reassessment “Spring 2027” is open since {opened}, due 2027-01-31: 0 of ");
    let note = "not confirmed in the reassessment “Spring 2027”";
    let before = text(&mut desk);
    for words in [fact.as_str(), &beside, note, "counted as not documented until confirmed"] {
        assert!(before.contains(words), "{words}: {before}");
    }
    let waiting = before.matches(note).count();
    assert!(waiting > 20, "{waiting}");
    let confirmed = vec![Asked::of_vendor("baa.executed")];
    desk.record(vendor, &Request::Confirm(confirmed)).unwrap();
    let after = text(&mut desk);
    assert!(after.contains(": 1 of ") && !after.contains(": 0 of "));
    assert_eq!(after.matches(note).count(), waiting - 1);
    // Closed, it is no longer said to be open; what was not confirmed still names it.
    desk.record(vendor, &Request::CloseCycle { sure_of: vec![Doubt::CycleUnfinished] }).unwrap();
    let closed = text(&mut desk);
    assert!(closed.contains(&format!("“Spring 2027”, closed on {opened}")), "{closed}");
    assert!(!closed.contains("is open since"));
    assert_eq!(closed.matches(note).count(), waiting - 1);
    // The day before it was opened nothing was known of it.
    let mut past = desk.past(AsOf::Day(opened.yesterday().unwrap())).unwrap();
    assert!(!text(&mut past).contains("Spring 2027"));
}
