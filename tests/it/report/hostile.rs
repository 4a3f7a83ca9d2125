//! Names, notes and file names that would act, reorder or hide are shown for what they are; missing glyphs are reported.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use proofbook::desk::{Desk, Founding, Seat};
use proofbook::domain::event::Edition;
use proofbook::domain::id::VendorId;
use proofbook::domain::register::RegisterKind;
use proofbook::domain::request::{
    AnswerRequest, Asked, RecordRequest, Request, Source, TakeRequest,
};
use proofbook::domain::value::{Reply, ReplyState, Value};
use proofbook::report::model::Report;
use proofbook::store::atomic::Overwrite;
use proofbook::time::FixedNow;

use super::{EDITIONS, Reading, pages, pdf_words, plain_words, wanted};

const VENDOR: &str = "Evil\u{202E}gnidaer\u{202C} LLC";
const NOTE: &str = "First line\nsecond\u{200B} line \u{1F600}\u{65E5}";
const GIVER: &str = "Mal\u{2066}lory";
const FILE: &str = "invoice\u{202E}fdp.txt";

pub(super) struct Made {
    pub(super) desk: Desk,
    pub(super) vendor: VendorId,
    _folder: tempfile::TempDir,
}

#[expect(clippy::disallowed_methods, reason = "a file that a person chose, not a record")]
fn file_in(folder: &Path) -> PathBuf {
    let path = folder.join(FILE);
    std::fs::write(&path, "words").unwrap();
    path
}

/// A record of our own, no sample, with hostile words in every field that a person fills.
pub(super) fn made() -> Made {
    let folder = tempfile::tempdir().unwrap();
    let at = date(2026, 11, 22).at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    let seat =
        Seat { now: Arc::new(FixedNow::at(at)), ..super::seat(&folder.path().join("store")) };
    let mut desk = Desk::open(seat).unwrap();
    desk.found(&Founding {
        name: None,
        zone: Some("America/Chicago".to_owned()),
        person: None,
        sample: None,
    })
    .unwrap();
    let vendor = desk.add_vendor(VENDOR, None, &[]).unwrap();
    let answer = |id: &str, reply| AnswerRequest::new(Asked::of_vendor(id), reply);
    let yes = || Reply::Value(Value::word("yes"));
    let status = Reply::Value(Value::word("business-associate"));
    let mut noted = answer("risk.ba_status", status);
    (noted.note, noted.given_by) = (Some(NOTE.to_owned()), Some(GIVER.to_owned()));
    noted.counsel_note = Some("Privileged\u{202E}txet".to_owned());
    let mut na = answer("ctrl.mfa", Reply::State(ReplyState::Na));
    na.note = Some("Long reason ".repeat(60) + "with its end.");
    for request in [noted, na, answer("baa.executed", yes())] {
        desk.record(vendor, &Request::Answer(request)).unwrap();
    }
    let take = TakeRequest {
        source: Source::File(file_in(folder.path())),
        title: None,
        kind: None,
        dates: proofbook::domain::event::ExhibitDates::default(),
        supersedes: None,
        supports: vec![(Asked::of_vendor("baa.executed"), None)],
        sure_of: Vec::new(),
    };
    desk.record(vendor, &Request::Take(Box::new(take))).unwrap();
    for (register, fields) in records() {
        let typed = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
        let record = RecordRequest::new(register, typed.collect());
        desk.record(vendor, &Request::SetRecord(record)).unwrap();
    }
    Made { desk, vendor, _folder: folder }
}

/// Hostile words in records, a clause longer than a page, and more audits than one page holds.
fn records() -> Vec<(RegisterKind, Vec<(&'static str, String)>)> {
    let word = |word: &str| word.to_owned();
    let quote = "Words\u{202E}sdrow of a clause ".repeat(400) + "with their end.";
    let agreement = [("kind", word("baa")), ("effective", word("2025-01-02"))];
    let clause = [
        ("agreement", word("AG-01")),
        ("subject", word("notice")),
        ("quote", quote),
        ("page", word("1\u{202E}2")),
    ];
    let policy = [
        ("insurer", word(VENDOR)),
        ("kind", word("cyber")),
        ("from", word("2026-01-01")),
        ("to", word("2027-01-01")),
    ];
    let audits = (1..=40).map(|day| {
        let on = date(2026, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
        let scope = ("scope", format!("Scope {day} {FILE}"));
        (RegisterKind::Audits, vec![("kind", word("site_visit")), ("on", on.to_string()), scope])
    });
    let first = [
        (RegisterKind::Agreements, agreement.to_vec()),
        (RegisterKind::Clauses, clause.to_vec()),
        (RegisterKind::Insurance, policy.to_vec()),
    ];
    first.into_iter().chain(audits).collect()
}

pub(super) fn report(made: &mut Made, edition: Edition) -> Report {
    made.desk.report(&wanted(made.vendor, edition)).unwrap()
}

#[test]
fn nothing_acts_reorders_or_hides_in_any_field() {
    let mut made = made();
    for edition in EDITIONS {
        let report = report(&mut made, edition);
        for text in [plain_words(&report), pdf_words(&report)] {
            let hidden = ['\u{202E}', '\u{202C}', '\u{200B}', '\u{2066}'];
            assert!(!text.contains(hidden));
            let mut reading = Reading::of(edition.word(), &text);
            reading.find("Evil‹U+202E›gnidaer‹U+202C› LLC");
            reading.find("second‹U+200B› line");
            reading.find("Mal‹U+2066›lory");
            reading.find("no page given");
            reading.find("invoice‹U+202E›fdp.txt");
            assert_eq!(
                text.contains("privileged‹u+202e›txet"),
                edition == Edition::Internal,
                "{}",
                edition.word()
            );
        }
        assert!(report.title.as_str().contains("Evil‹U+202E›"));
    }
}

/// The records always stand under the four questions; what does not fit on a page runs on, and a clause is whole in the registers.
#[test]
fn many_records_run_on_and_a_long_clause_is_whole_in_the_registers() {
    let mut made = made();
    let report = report(&mut made, Edition::Produced);
    let layout = pages(&report);
    let pages_of = layout.outline.iter().find(|one| one.words == "Contents").unwrap().place.page;
    assert!((4..7).contains(&pages_of), "{pages_of}");
    for text in [plain_words(&report), pdf_words(&report)] {
        let mut reading = Reading::of("many", &text);
        reading.find("2. Audits performed: did the organization");
        for audit in (1..=40).rev() {
            reading.find(&format!("AU-{audit:02}"));
        }
        reading.find("Words‹U+202E›sdrow of a clause");
        reading.find("…”");
        reading.find("What is recorded of the vendor itself");
        reading.find("Words‹U+202E›sdrow of a clause with their end.”");
        for audit in 1..=40 {
            reading.find(&format!("AU-{audit:02}"));
        }
    }
}

#[test]
fn a_missing_glyph_is_reported_to_whoever_writes_the_report() {
    let mut made = made();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    let wanted = wanted(made.vendor, Edition::Produced);
    let written = made
        .desk
        .write_report(&wanted, &path, Overwrite::No, &mut proofbook::progress::Unwatched)
        .unwrap();
    for character in ["1F600", "65E5"] {
        let said = written.notices.iter().any(|notice| notice.contains(character));
        assert!(said, "{:?}", written.notices);
    }
    assert!(pdf_words(&report(&mut made, Edition::Produced)).contains("‹u+1f600›‹u+65e5›"));
}

#[test]
fn what_is_no_sample_says_draft_and_our_organization() {
    let mut made = made();
    for edition in EDITIONS {
        let report = report(&mut made, edition);
        assert_eq!(report.watermark.as_ref().unwrap().as_str(), "DRAFT");
        let text = plain_words(&report);
        assert!(!text.contains("sample") && text.contains("preparedforourorganization"), "{text}");
    }
}

#[test]
fn a_long_reason_is_cut_on_the_second_page_and_whole_with_its_question() {
    let mut made = made();
    let report = report(&mut made, Edition::Produced);
    let layout = pages(&report);
    let page = layout.outline.iter().find(|one| one.words == "Contents").unwrap().place.page;
    assert!(page > 2, "the four questions begin on the second page");
    let text = plain_words(&report);
    let mut reading = Reading::of("reason", &text);
    reading.find("Reason why it does not apply");
    reading.find("Long reason …");
    reading.find("Questions and answers");
    reading.find("Long reason with its end.");
}
