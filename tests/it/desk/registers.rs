//! What may be recorded in registers, what is refused, and what undo takes back (rule R22).

use proofbook::desk::{Desk, Recorded};
use proofbook::domain::id::VendorId;
use proofbook::domain::register::{Record, RecordNo, RegisterKind};
use proofbook::domain::request::{RecordRequest, Request, Seen};
use proofbook::problem::{Doubt, Problem};
use rstest::rstest;

use super::{Office, held_bytes, no, refused, take};

fn request(register: RegisterKind, fields: &[(&str, &str)]) -> RecordRequest {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    RecordRequest::new(register, fields.collect())
}

fn agreement(effective: &str) -> RecordRequest {
    request(RegisterKind::Agreements, &[("kind", "baa"), ("effective", effective)])
}

fn change(of: &str, fields: &[(&str, &str)]) -> RecordRequest {
    let of = number(of);
    RecordRequest { record: Some(of), ..request(of.register, fields) }
}

fn superseding(old: &str, request: RecordRequest) -> RecordRequest {
    RecordRequest { supersedes: Some(number(old)), ..request }
}

fn number(text: &str) -> RecordNo {
    text.parse().unwrap()
}

fn set(desk: &mut Desk, vendor: VendorId, request: RecordRequest) -> Result<Recorded, Problem> {
    desk.record(vendor, &Request::SetRecord(request))
}

fn undo(desk: &mut Desk, vendor: VendorId) -> Result<Recorded, Problem> {
    desk.record(vendor, &Request::Undo)
}

fn on_file(desk: &mut Desk, vendor: VendorId, no: &str) -> Option<Record> {
    desk.dossier(vendor).unwrap().registers.numbered(number(no)).cloned()
}

#[rstest]
#[case(&[("knd", "baa"), ("effective", "2025-01-02")], &["no field 'knd'", "did you mean 'kind'"])]
#[case(&[("suprsedes", "AG-01")], &["no field 'suprsedes'", "did you mean 'supersedes'"])]
#[case(&[("kind", "baa")], &["not recorded without: Effective (effective)"])]
#[case(&[("kind", ""), ("effective", "2025-01-02")], &["not recorded without: Kind (kind)"])]
#[case(&[("kind", "baa"), ("effective", "none")], &["Effective: it must be a day", "YYYY-MM-DD"])]
#[case(&[("kind", "baa"), ("effective", "2025-02-30")], &["Effective", "2025-02-30"])]
#[case(&[("kind", "ba"), ("effective", "2025-01-02")], &["did you mean 'baa'", "accepted: baa, contract"])]
#[case(&[("kind", "baa"), ("kind", "contract"), ("effective", "2025-01-02")], &["'kind' is given twice"])]
#[case(&[("kind", "baa"), ("effective", "2025-01-02"), ("expires", "2025-01-01")], &["'Expires' is 2025-01-01, before 'Effective'"])]
#[case(&[("kind", "baa"), ("effective", "2025-01-02"), ("signed", "2026-11-23")], &["Signed", "ahead"])]
#[case(&[("kind", "baa"), ("effective", "2025-01-02"), ("title", "a\u{1b}[2J")], &["'Title'", "U+001B"])]
fn an_agreement_that_cannot_stand_is_refused(
    #[case] fields: &[(&str, &str)],
    #[case] words: &[&str],
) {
    let (office, mut desk, vendor) = Office::founded();
    let before = office.vendor_journal(vendor);
    refused(set(&mut desk, vendor, request(RegisterKind::Agreements, fields)), words);
    assert_eq!(office.vendor_journal(vendor), before);
}

#[rstest]
#[case("2026-01-01", "2025-12-31", "'Until' is 2025-12-31, before 'From'")]
#[case("2026-01-01", "2026-01-01", "cover no day")]
fn r4_a_policy_covers_at_least_one_day(#[case] from: &str, #[case] to: &str, #[case] why: &str) {
    let (_, mut desk, vendor) = Office::founded();
    let fields = [("insurer", "Chubb"), ("kind", "cyber"), ("from", from), ("to", to)];
    let title = RegisterKind::Insurance.field("to").unwrap().title;
    let why = why.replace("Until", title);
    let first = RegisterKind::Insurance.field("from").unwrap().title;
    refused(
        set(&mut desk, vendor, request(RegisterKind::Insurance, &fields)),
        &[&why.replace("'From'", &format!("'{first}'"))],
    );
    let day_after = [("insurer", "Chubb"), ("kind", "cyber"), ("from", from), ("to", "2026-01-02")];
    set(&mut desk, vendor, request(RegisterKind::Insurance, &day_after)).unwrap();
}

#[test]
fn a_record_does_not_end_before_it_begins() {
    let (_, mut desk, vendor) = Office::founded();
    let ends = |day: &str| Some(day.parse().unwrap());
    let early = RecordRequest { ends: ends("2025-01-01"), ..agreement("2025-01-02") };
    refused(set(&mut desk, vendor, early), &["'ends' is 2025-01-01, before 'Effective'"]);
    set(&mut desk, vendor, agreement("2025-01-02")).unwrap();
    let early = RecordRequest { ends: ends("2025-01-01"), ..change("AG-01", &[]) };
    refused(set(&mut desk, vendor, early), &["'ends' is 2025-01-01, before 'Effective'"]);
    let fits = RecordRequest { ends: ends("2025-01-02"), ..change("AG-01", &[]) };
    set(&mut desk, vendor, fits).unwrap();
    // Nor does it begin after its end.
    let late = change("AG-01", &[("effective", "2025-01-03")]);
    refused(
        set(&mut desk, vendor, late),
        &["'ends' is 2025-01-02, before 'Effective', 2025-01-03"],
    );
}

#[test]
fn long_text_is_refused_and_the_longest_is_kept() {
    let (_, mut desk, vendor) = Office::founded();
    let named = |name: &str| request(RegisterKind::Subcontractors, &[("name", name)]);
    let long = "x".repeat(64 * 1024 + 1);
    refused(set(&mut desk, vendor, named(&long)), &["'Name' has 65537 bytes", "as an exhibit"]);
    set(&mut desk, vendor, named(&long[1..])).unwrap();
    let kept = on_file(&mut desk, vendor, "SU-01").unwrap();
    assert_eq!(kept.word("name").map(str::len), Some(64 * 1024));
}

#[test]
fn patient_data_is_questioned_once() {
    let (office, mut desk, vendor) = Office::founded();
    let problem = request(
        RegisterKind::Problems,
        &[("learned", "2026-11-01"), ("what", "the file of SSN 123-45-6789 was open")],
    );
    let before = office.vendor_journal(vendor);
    let doubted = refused(set(&mut desk, vendor, problem.clone()), &["'What'", "Social Security"]);
    assert_eq!(doubted.doubt, Some(Doubt::PatientData));
    assert_eq!(office.vendor_journal(vendor), before);
    let sure = RecordRequest { sure_of: vec![Doubt::PatientData], ..problem };
    set(&mut desk, vendor, sure).unwrap();
    assert!(on_file(&mut desk, vendor, "PR-01").is_some());
}

#[test]
fn exhibits_must_be_on_file_and_named_twice_they_count_once() {
    let (_, mut desk, vendor) = Office::founded();
    let resting = |numbers: &[u32]| RecordRequest {
        exhibits: Some(numbers.iter().map(|one| no(*one)).collect()),
        ..agreement("2025-01-02")
    };
    refused(set(&mut desk, vendor, resting(&[1])), &["no exhibit A-01", "take the file first"]);
    take(&mut desk, vendor, held_bytes("baa.pdf", b"agreement")).unwrap();
    take(&mut desk, vendor, held_bytes("wrong.pdf", b"wrong")).unwrap();
    let withdraw = Request::Withdraw { exhibit: no(2), reason: "wrong".to_owned() };
    desk.record(vendor, &withdraw).unwrap();
    refused(set(&mut desk, vendor, resting(&[1, 2])), &["no exhibit A-02"]);
    set(&mut desk, vendor, resting(&[1, 1])).unwrap();
    assert_eq!(on_file(&mut desk, vendor, "AG-01").unwrap().exhibits.len(), 1);
    // What is not said stays; what is said to be none is none.
    set(&mut desk, vendor, change("AG-01", &[("title", "Main")])).unwrap();
    assert_eq!(on_file(&mut desk, vendor, "AG-01").unwrap().exhibits.len(), 1);
    let none = RecordRequest { exhibits: Some(Vec::new()), ..change("AG-01", &[]) };
    set(&mut desk, vendor, none).unwrap();
    assert!(on_file(&mut desk, vendor, "AG-01").unwrap().exhibits.is_empty());
}

#[test]
fn superseding_runs_one_way_and_once() {
    let (_, mut desk, vendor) = Office::founded();
    set(&mut desk, vendor, agreement("2024-01-02")).unwrap();
    set(&mut desk, vendor, superseding("AG-01", agreement("2025-01-02"))).unwrap();
    set(&mut desk, vendor, superseding("AG-02", agreement("2026-01-02"))).unwrap();
    let mut refuse = |request, words: &[&str]| refused(set(&mut desk, vendor, request), words);
    refuse(superseding("AG-01", change("AG-01", &[])), &["cannot supersede itself"]);
    refuse(
        superseding("AG-01", agreement("2026-02-02")),
        &["AG-01 is superseded by AG-02 already"],
    );
    refuse(superseding("AG-03", change("AG-01", &[])), &["AG-03 came after it"]);
    refuse(superseding("AG-09", agreement("2026-02-02")), &["no AG-09", "AG-01, AG-02, AG-03"]);
    refuse(superseding("CL-01", agreement("2026-02-02")), &["no CL-01 in Agreements"]);
    set(&mut desk, vendor, change("AG-02", &[("set_aside", "the wrong vendor")])).unwrap();
    refused(set(&mut desk, vendor, superseding("AG-02", agreement("2026-02-02"))), &["AG-02"]);
    // What was superseded by mistake can be superseded anew.
    set(&mut desk, vendor, superseding("AG-01", agreement("2026-02-02"))).unwrap();
}

#[test]
fn a_clause_stands_in_an_agreement_that_counts() {
    let (_, mut desk, vendor) = Office::founded();
    let clause = |agreement: &str| {
        let fields =
            [("agreement", agreement), ("subject", "notice"), ("quote", "within 24 hours")];
        request(RegisterKind::Clauses, &fields)
    };
    refused(set(&mut desk, vendor, clause("AG-01")), &["no AG-01", "nothing is recorded"]);
    refused(set(&mut desk, vendor, clause("the contract")), &["'the contract'", "AG-01"]);
    set(&mut desk, vendor, agreement("2025-01-02")).unwrap();
    set(&mut desk, vendor, clause("ag1")).unwrap();
    set(&mut desk, vendor, change("AG-01", &[("set_aside", "the wrong vendor")])).unwrap();
    refused(set(&mut desk, vendor, clause("AG-01")), &["AG-01 is set aside: the wrong vendor"]);
}

#[test]
fn nothing_is_written_over_what_somebody_else_changed_meanwhile() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    set(&mut ann, vendor, agreement("2025-01-02")).unwrap();
    let seen = Seen::Shown(Some(on_file(&mut ann, vendor, "AG-01").unwrap().last.event));
    set(&mut bob, vendor, change("AG-01", &[("title", "Master agreement")])).unwrap();
    let before = office.vendor_journal(vendor);
    let late = RecordRequest { seen, ..change("AG-01", &[("title", "Main BAA")]) };
    refused(
        set(&mut ann, vendor, late.clone()),
        &["AG-01 was changed by somebody else", "Title: Master agreement", "Effective: 2025-01-02"],
    );
    assert_eq!(office.vendor_journal(vendor), before);
    let seen = Seen::Shown(Some(on_file(&mut ann, vendor, "AG-01").unwrap().last.event));
    set(&mut ann, vendor, RecordRequest { seen, ..late }).unwrap();
    refused(
        set(&mut bob, vendor, change("AG-01", &[("title", "Main BAA")])),
        &["nothing would change"],
    );
}

#[test]
fn a_register_is_empty_only_where_no_record_stands() {
    let (_, mut desk, vendor) = Office::founded();
    let none = Request::NoRecords(RegisterKind::Agreements);
    desk.record(vendor, &none).unwrap();
    refused(desk.record(vendor, &none), &["on file already", "none in Agreements"]);
    set(&mut desk, vendor, agreement("2025-01-02")).unwrap();
    refused(desk.record(vendor, &none), &["a record in Agreements: AG-01", "set it aside"]);
    set(&mut desk, vendor, change("AG-01", &[("set_aside", "never signed")])).unwrap();
    desk.record(vendor, &none).unwrap();
    let dossier = desk.dossier(vendor).unwrap();
    assert!(dossier.registers.known_empty(RegisterKind::Agreements).is_some());
}

#[test]
fn r22_undo_takes_back_the_last_change_of_a_record() {
    let (_, mut desk, vendor) = Office::founded();
    set(&mut desk, vendor, agreement("2025-01-02")).unwrap();
    set(&mut desk, vendor, change("AG-01", &[("title", "Main")])).unwrap();
    let title = |desk: &mut Desk| {
        on_file(desk, vendor, "AG-01").map(|record| record.word("title").map(str::to_owned))
    };
    undo(&mut desk, vendor).unwrap();
    assert_eq!(title(&mut desk), Some(None));
    undo(&mut desk, vendor).unwrap();
    assert_eq!(title(&mut desk), None);
    desk.record(vendor, &Request::Redo).unwrap();
    desk.record(vendor, &Request::Redo).unwrap();
    assert_eq!(title(&mut desk), Some(Some("Main".to_owned())));
    undo(&mut desk, vendor).unwrap();
    undo(&mut desk, vendor).unwrap();
    // The number is not used again.
    set(&mut desk, vendor, agreement("2026-01-02")).unwrap();
    assert!(on_file(&mut desk, vendor, "AG-01").is_none());
    assert!(on_file(&mut desk, vendor, "AG-02").is_some());
}

#[test]
fn r22_not_once_a_record_of_somebody_else_rests_on_it() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    let fields = [("agreement", "AG-01"), ("subject", "notice"), ("quote", "within 24 hours")];
    let leaning = [
        request(RegisterKind::Clauses, &fields),
        superseding("AG-01", agreement("2026-01-02")),
        change("AG-01", &[("title", "Main")]),
    ];
    set(&mut ann, vendor, agreement("2025-01-02")).unwrap();
    for request in leaning {
        set(&mut bob, vendor, request).unwrap();
        refused(undo(&mut ann, vendor), &["cannot be undone", "bob"]);
        undo(&mut bob, vendor).unwrap();
    }
    // A record beside it does not stand in the way.
    set(&mut bob, vendor, agreement("2026-01-02")).unwrap();
    assert!(on_file(&mut bob, vendor, "AG-03").is_some(), "AG-02 was taken back");
    undo(&mut ann, vendor).unwrap();
    // Nor may an exhibit go on which a record of somebody else rests.
    take(&mut ann, vendor, held_bytes("baa.pdf", b"agreement")).unwrap();
    let resting = RecordRequest { exhibits: Some(vec![no(1)]), ..change("AG-03", &[]) };
    set(&mut bob, vendor, resting).unwrap();
    refused(undo(&mut ann, vendor), &["cannot be undone", "bob"]);
}
