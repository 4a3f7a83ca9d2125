//! A dossier made to break a report: the longest texts the program takes, every script, signs that act, and no exhibit or 500.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use proofbook::desk::check::LONGEST_NOTE;
use proofbook::desk::{Desk, Founding, Seat};
use proofbook::domain::event::{ExhibitDates, Pinpoint};
use proofbook::domain::exhibit::ExhibitNo;
use proofbook::domain::id::VendorId;
use proofbook::domain::inquiry::{InquiryNo, RequestNo};
use proofbook::domain::register::RegisterKind;
use proofbook::domain::request::{
    AnswerRequest, Answering, Asked, InquiryRequest, MapRequest, Mapping, ProfileRequest,
    RecordRequest, Request, Source, TakeRequest,
};
use proofbook::domain::value::{Reply, ReplyState, Value};
use proofbook::domain::vendor::{LONGEST_FACT, LONGEST_NAME};
use proofbook::time::FixedNow;

use super::documents::write;

/// Latin with accents set apart, Greek, Cyrillic, Chinese, Japanese, Korean, Hebrew, Arabic, emoji that join, signs that turn and hide,
/// XML, PDF syntax, ligatures, a soft hyphen, a number sign.
const SCRIPTS: &str = "Cafe\u{301} Ἀθῆναι Привет 監査報告書 かな 보고서 שלום سلام 👩\u{200D}⚕\u{FE0F} \u{202E}pdf.exe\u{202C} \
    <b>&amp;</b> (Tj) <</S/URI>> \u{FB01}ne co\u{AD}operate № 1½ “§” \u{200B}\u{2066}end\u{2069}";

/// The longest number of a letter's request, in characters.
const LONGEST_NUMBER: usize = 40;

/// How many exhibits there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exhibits {
    None,
    FiveHundred,
}

/// Words with every script, as long as the program takes them.
fn longest(limit: usize) -> String {
    let mut text = format!("{SCRIPTS}\n");
    let plain = "Long words of a note, line after line. ";
    while text.len() + plain.len() + 8 <= limit {
        text.push_str(plain);
    }
    text + "The end."
}

pub(super) fn dossier(seat: Seat, exhibits: Exhibits) -> (Desk, VendorId) {
    let at = date(2026, 11, 22).at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    let mut desk = Desk::open(Seat { now: Arc::new(FixedNow::at(at)), ..seat }).unwrap();
    let founding = Founding {
        name: Some(format!("Organization {SCRIPTS}")),
        zone: Some("America/Chicago".to_owned()),
        person: Some(format!("Dana {SCRIPTS}")),
        sample: None,
    };
    desk.found(&founding).unwrap();
    let name: String = SCRIPTS.chars().cycle().take(LONGEST_NAME - 1).chain(['Z']).collect();
    let vendor = desk.add_vendor(&name, None, &[]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let taken = match exhibits {
        Exhibits::None => Vec::new(),
        Exhibits::FiveHundred => five_hundred(folder.path()),
    };
    for request in answers().into_iter().chain(taken).chain(records()).chain(letter(exhibits)) {
        desk.record(vendor, &request).unwrap();
    }
    (desk, vendor)
}

/// The longest note, the longest word, the longest reason, the longest words for counsel, and hostile names.
fn answers() -> Vec<Request> {
    let answer = |id: &str, reply| AnswerRequest::new(Asked::of_vendor(id), reply);
    let yes = || Reply::Value(Value::word("yes"));
    let mut noted = answer("baa.executed", yes());
    (noted.note, noted.given_by) = (Some(longest(LONGEST_NOTE)), Some(SCRIPTS.to_owned()));
    noted.counsel_note = Some(longest(LONGEST_NOTE));
    let mut unbroken = answer("ins.required", yes());
    unbroken.note = Some("w".repeat(LONGEST_NOTE - 2) + "Z.");
    let mut reasoned = answer("ctrl.mfa", Reply::State(ReplyState::Na));
    reasoned.note = Some(longest(LONGEST_NOTE));
    [noted, unbroken, reasoned].map(Request::Answer).into()
}

/// Exhibits that all support one question; one in ten has hostile words in its name, its title and its pinpoint.
fn five_hundred(folder: &Path) -> Vec<Request> {
    let take = |no: usize| {
        let words = if no.is_multiple_of(10) { SCRIPTS } else { "Exhibit" };
        let path = folder.join(format!("{no}-invoice\u{202E}fdp-日本-Ω.txt"));
        write(&path, format!("The bytes of exhibit {no}.").as_bytes());
        let pinpoint = Pinpoint {
            page: Some(no.to_string()),
            section: None,
            quote: Some(format!("{words} quoted of {no}")),
        };
        Request::Take(Box::new(TakeRequest {
            source: Source::File(path),
            title: Some(format!("{words} titled {no}")),
            kind: None,
            dates: ExhibitDates::default(),
            supersedes: None,
            supports: vec![(Asked::of_vendor("baa.executed"), Some(pinpoint))],
            sure_of: Vec::new(),
        }))
    };
    (1..=500).map(take).collect()
}

/// A clause longer than a page, a profile full of words, and registers that are known to be empty.
fn records() -> Vec<Request> {
    let record = |register, fields: &[(&str, &str)]| {
        let typed = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Request::SetRecord(RecordRequest::new(register, typed.collect()))
    };
    let quote = longest(8 * 1024);
    let clause = [
        ("agreement", "AG-01"),
        ("subject", "notice"),
        ("quote", quote.as_str()),
        ("page", SCRIPTS),
    ];
    vec![
        record(RegisterKind::Agreements, &[("kind", "baa"), ("effective", "2025-01-02")]),
        record(RegisterKind::Clauses, &clause),
        Request::NoRecords(RegisterKind::Audits),
        Request::SetVendor(ProfileRequest::new("services", longest(LONGEST_FACT))),
    ]
}

/// A letter with the longest request and the longest number, and one that nothing answers.
fn letter(exhibits: Exhibits) -> Vec<Request> {
    let inquiry = InquiryNo(1);
    let opened = InquiryRequest {
        from: SCRIPTS.to_owned(),
        received: date(2026, 11, 20),
        due: date(2026, 12, 20),
        reference: Some(SCRIPTS.to_owned()),
        letter: None,
        note: Some(longest(LONGEST_NOTE)),
        sure_of: Vec::new(),
    };
    let number = RequestNo::new(&"9".repeat(LONGEST_NUMBER));
    let asks = |number: &RequestNo, text: String| Request::SetLetterRequest {
        inquiry,
        number: number.clone(),
        text,
        sure_of: Vec::new(),
    };
    let shown = match exhibits {
        Exhibits::None => Vec::new(),
        Exhibits::FiveHundred => vec![ExhibitNo(1), ExhibitNo(500)],
    };
    let answering = Answering { questions: vec!["baa.executed".into()], exhibits: shown };
    let map = |number: &RequestNo, mapping| {
        Request::MapRequest(MapRequest {
            inquiry,
            number: number.clone(),
            mapping,
            sure_of: Vec::new(),
        })
    };
    let other = RequestNo::new("2");
    vec![
        Request::OpenInquiry(opened),
        asks(&number, longest(LONGEST_NOTE)),
        asks(&other, SCRIPTS.to_owned()),
        map(&number, Mapping::Add(answering)),
        map(&other, Mapping::Absent(longest(8 * 1024))),
    ]
}
