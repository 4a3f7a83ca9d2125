//! Until when a document is to be kept under the six-year rule alone: 45 CFR 164.316(b)(2)(i) and 164.530(j)(2).

use proofbook::domain::event::{ExhibitKind, HoldEnded, HoldSet, InquirySet, RecordSet};
use proofbook::domain::exhibit::ExhibitNo;
use proofbook::domain::id::{InquiryId, RecordId};
use proofbook::domain::register::RegisterKind;
use proofbook::domain::retention::{Keep, of_exhibit, of_record};
use proofbook::domain::value::Value;
use rstest::rstest;
use uuid::Uuid;

use super::making::{Journal, TODAY, day, exhibit, exhibit_id, letter, organization, vendor};

fn kept(journal: &Journal) -> Keep {
    let (dossier, zones) = (journal.dossier(), organization().organization().zones);
    of_exhibit(&dossier.exhibits[&ExhibitNo(1)], &dossier, &zones, day(TODAY))
}

fn agreement(fields: &[(&str, &str)]) -> RecordSet {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), Value::word(*value)));
    RecordSet {
        register: RegisterKind::Agreements.word().to_owned(),
        record: RecordId(Uuid::from_u128(0xB001)),
        fields: fields.collect(),
        exhibits: Vec::new(),
        supersedes: None,
        ends: None,
    }
}

fn kept_record(journal: &Journal) -> Keep {
    let (dossier, zones) = (journal.dossier(), organization().organization().zones);
    let record = dossier.registers.iter().next().unwrap();
    of_record(record, &dossier, &zones, day(TODAY)).unwrap()
}

#[rstest]
#[case("2019-02-01", "2026-03-16", "2032-03-16")]
#[case("2020-01-01", "2024-02-29", "2030-03-01")]
fn an_agreement_is_kept_six_years_from_its_end(
    #[case] created: &str,
    #[case] ended: &str,
    #[case] until: &str,
) {
    let fields = [("kind", "baa"), ("effective", created), ("expires", ended)];
    let keep = kept_record(&vendor().recorded(agreement(&fields)));
    assert_eq!(keep.day(), Some(day(until)), "{keep}");
    assert!(keep.to_string().contains("45 CFR 164.316(b)(2)(i)"), "{keep}");
    assert!(keep.to_string().ends_with("other law and holds may be longer"), "{keep}");
}

#[test]
fn an_agreement_without_an_end_is_in_effect_and_names_no_day() {
    let fields = [("kind", "baa"), ("effective", "2019-02-01")];
    assert_eq!(kept_record(&vendor().recorded(agreement(&fields))), Keep::InEffect);
}

#[rstest]
// The day of recording, 2026-03-02, is the latest.
#[case(letter().dated("2020-01-01"), "2032-03-02")]
#[case(letter().dated("2026-11-01"), "2032-11-01")]
#[case(letter().dated("2020-01-01").expires("2027-12-31"), "2033-12-31")]
// A policy's end is the first day without cover.
#[case(exhibit(ExhibitKind::Insurance).expires("2028-01-01"), "2033-12-31")]
fn an_exhibit_is_kept_six_years_from_the_latest_of_its_days(
    #[case] made: super::making::Exhibit,
    #[case] until: &str,
) {
    let journal = vendor().on("2026-03-02").exhibit(made);
    assert_eq!(kept(&journal).day(), Some(day(until)));
}

#[test]
fn a_paper_that_binds_is_in_effect_until_its_end_or_a_newer_one() {
    let paper = || exhibit(ExhibitKind::Agreement).dated("2020-01-01");
    let journal = || vendor().on("2026-03-02").exhibit(paper());
    assert_eq!(kept(&journal()), Keep::InEffect);
    let superseded = journal().on("2026-06-01").exhibit(paper().supersedes(1));
    assert_eq!(kept(&superseded).day(), Some(day("2032-06-01")));
    // The record that stands for it says when it ended.
    let ended = RecordSet {
        exhibits: vec![exhibit_id(1)],
        ..agreement(&[("kind", "baa"), ("effective", "2020-01-01"), ("expires", "2026-10-31")])
    };
    assert_eq!(kept(&journal().recorded(ended)).day(), Some(day("2032-10-31")));
    let standing = RecordSet {
        exhibits: vec![exhibit_id(1)],
        ..agreement(&[("kind", "baa"), ("effective", "2020-01-01")])
    };
    let expired = exhibit(ExhibitKind::Agreement).dated("2020-01-01").expires("2020-12-31");
    let held = vendor().on("2026-03-02").exhibit(expired).recorded(standing);
    assert_eq!(kept(&held), Keep::InEffect, "the record says that it is in force still");
}

#[test]
fn no_day_is_named_while_a_hold_or_an_inquiry_stands() {
    let base = || vendor().on("2026-03-02").exhibit(letter());
    let matter = || "Smith v. Us".to_owned();
    let held = base().recorded(HoldSet { matter: matter(), reason: None });
    assert_eq!(kept(&held), Keep::Held(matter()));
    let other = held.clone().recorded(HoldEnded { matter: "another".to_owned(), reason: None });
    assert_eq!(kept(&other), Keep::Held(matter()));
    let ended = held.recorded(HoldEnded { matter: matter(), reason: None });
    assert_eq!(kept(&ended).day(), Some(day("2032-03-02")));

    let inquiry = |closed: Option<&str>| InquirySet {
        inquiry: InquiryId(Uuid::from_u128(9)),
        from: "OCR".to_owned(),
        received: day("2026-04-01"),
        due: day("2026-05-01"),
        reference: None,
        exhibit: None,
        closed: closed.map(day),
        note: None,
    };
    let open = base().recorded(inquiry(None));
    assert_eq!(kept(&open), Keep::Inquiry("OCR".to_owned()));
    let closed = open.recorded(inquiry(Some("2026-06-01")));
    assert_eq!(kept(&closed).day(), Some(day("2032-03-02")));
}

#[test]
fn an_agreement_that_was_set_aside_keeps_no_exhibit_in_effect() {
    let fields = [("kind", "baa"), ("effective", "2019-02-01"), ("set_aside", "the wrong vendor")];
    let aside = RecordSet { exhibits: vec![exhibit_id(1)], ..agreement(&fields) };
    let taken = letter().dated("2020-01-01");
    let keep = kept(&vendor().exhibit(taken).recorded(aside));
    assert_eq!(keep.day(), Some(day("2032-01-02")), "{keep}");
}
