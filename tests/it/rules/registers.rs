//! Records of registers: what holds on a day (rule R4), what their numbers and fields promise, and that no history breaks the fold.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use proofbook::domain::day::after;
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{RecordSet, RegistersNone};
use proofbook::domain::field::{Field, FieldKind, TAKEN_AWAY};
use proofbook::domain::id::RecordId;
use proofbook::domain::question::Lies;
use proofbook::domain::register::force::Force;
use proofbook::domain::register::{RecordNo, RegisterKind};
use proofbook::domain::value::Value;
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::making::{Journal, TODAY, day, exhibit_id, vendor};

fn record_id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(0xB000 + number))
}

fn no(text: &str) -> RecordNo {
    text.parse().unwrap()
}

/// A record written: its place among the ids of the test, and its fields as the journal holds them.
fn set(register: RegisterKind, record: u128, fields: &[(&str, &str)]) -> RecordSet {
    RecordSet {
        register: register.word().to_owned(),
        record: record_id(record),
        fields: fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Value::word(*value)))
            .collect(),
        exhibits: Vec::new(),
        supersedes: None,
        ends: None,
    }
}

fn agreement(record: u128, effective: &str) -> RecordSet {
    set(RegisterKind::Agreements, record, &[("kind", "baa"), ("effective", effective)])
}

fn clause(record: u128, agreement: u128) -> RecordSet {
    let agreement = record_id(agreement).to_string();
    set(RegisterKind::Clauses, record, &[("agreement", &agreement), ("subject", "notice")])
}

fn policy(from: &str, to: &str) -> RecordSet {
    set(RegisterKind::Insurance, 1, &[("insurer", "Chubb"), ("from", from), ("to", to)])
}

fn superseding(old: u128, set: RecordSet) -> RecordSet {
    RecordSet { supersedes: Some(record_id(old)), ..set }
}

fn force(dossier: &Dossier, of: &str, on: &str) -> Force {
    let record = dossier.registers.numbered(no(of)).unwrap();
    dossier.registers.force(record, day(on))
}

fn holds(dossier: &Dossier, of: &str, on: &str) -> bool {
    let record = dossier.registers.numbered(no(of)).unwrap();
    dossier.registers.holds(record, day(on))
}

fn in_force(dossier: &Dossier, register: RegisterKind, on: &str) -> Vec<String> {
    dossier.registers.in_force(register, day(on)).map(|record| record.no.to_string()).collect()
}

#[rstest]
#[case("2025-12-31", Force::Begins(day("2026-01-01")))]
#[case("2026-01-01", Force::InForce)]
#[case("2026-12-31", Force::InForce)]
#[case("2027-01-01", Force::CoverEnded(day("2027-01-01")))]
fn r4_a_policys_to_is_the_first_day_without_cover(#[case] on: &str, #[case] force_on: Force) {
    let dossier = vendor().recorded(policy("2026-01-01", "2027-01-01")).dossier();
    assert_eq!(force(&dossier, "IN-01", on), force_on);
}

#[rstest]
#[case("2026-05-01", Force::InForce)]
#[case("2026-05-02", Force::Ended(day("2026-05-01")))]
fn r4_a_policy_that_is_cancelled_ends_with_its_last_day(#[case] on: &str, #[case] force_on: Force) {
    let ended = RecordSet { ends: Some(day("2026-05-01")), ..policy("2026-01-01", "2027-01-01") };
    assert_eq!(force(&vendor().recorded(ended).dossier(), "IN-01", on), force_on);
}

#[rstest]
#[case("2025-01-01", Force::Begins(day("2025-01-02")))]
#[case("2025-01-02", Force::InForce)]
#[case("2026-06-30", Force::InForce)]
#[case("2026-07-01", Force::Ended(day("2026-06-30")))]
fn r4_an_agreements_end_is_its_last_day_in_force(#[case] on: &str, #[case] force_on: Force) {
    let expiring = set(
        RegisterKind::Agreements,
        1,
        &[("kind", "baa"), ("effective", "2025-01-02"), ("expires", "2026-06-30")],
    );
    assert_eq!(force(&vendor().recorded(expiring).dossier(), "AG-01", on), force_on);
    // Ended before it expires: the earlier day counts.
    let ended = RecordSet { ends: Some(day("2026-06-30")), ..agreement(1, "2025-01-02") };
    assert_eq!(force(&vendor().recorded(ended).dossier(), "AG-01", on), force_on);
}

#[test]
fn r4_superseding_counts_from_the_day_on_which_the_newer_begins() {
    let dossier = vendor()
        .recorded(agreement(1, "2025-01-02"))
        .recorded(superseding(1, agreement(2, "2027-01-01")))
        .dossier();
    assert_eq!(force(&dossier, "AG-01", "2026-12-31"), Force::InForce);
    assert_eq!(in_force(&dossier, RegisterKind::Agreements, "2026-12-31"), ["AG-01"]);
    assert_eq!(force(&dossier, "AG-01", "2027-01-01"), Force::SupersededBy(no("AG-02")));
    assert_eq!(in_force(&dossier, RegisterKind::Agreements, "2027-01-01"), ["AG-02"]);
}

#[test]
fn r4_a_clause_of_an_agreement_to_come_supersedes_with_that_agreement() {
    let dossier = vendor()
        .recorded(agreement(1, "2025-01-02"))
        .recorded(agreement(2, "2027-01-01"))
        .recorded(clause(3, 1))
        .recorded(superseding(3, clause(4, 2)))
        .dossier();
    assert_eq!(in_force(&dossier, RegisterKind::Clauses, "2026-12-31"), ["CL-01"]);
    assert_eq!(in_force(&dossier, RegisterKind::Clauses, "2027-01-01"), ["CL-02"]);
}

#[test]
fn a_clause_holds_as_long_as_its_agreement() {
    let ended = RecordSet { ends: Some(day("2026-05-01")), ..agreement(1, "2025-01-02") };
    let dossier = vendor().recorded(ended).recorded(clause(2, 1)).recorded(clause(3, 9)).dossier();
    for (on, holding) in
        [("2025-01-01", false), ("2025-01-02", true), ("2026-05-01", true), ("2026-05-02", false)]
    {
        assert_eq!(holds(&dossier, "CL-01", on), holding, "{on}");
    }
    let of = Some(no("AG-01"));
    assert_eq!(force(&dossier, "CL-01", "2026-05-02"), Force::WithoutAgreement(of));
    assert_eq!(force(&dossier, "CL-02", "2026-05-01"), Force::WithoutAgreement(None));
}

#[test]
fn a_clause_without_exhibits_rests_on_those_of_its_agreement() {
    let signed = RecordSet { exhibits: vec![exhibit_id(1)], ..agreement(1, "2025-01-02") };
    let own = RecordSet { exhibits: vec![exhibit_id(2)], ..clause(3, 1) };
    let dossier = vendor().recorded(signed).recorded(clause(2, 1)).recorded(own).dossier();
    let rests_on = |of: &str| {
        let record = dossier.registers.numbered(no(of)).unwrap();
        let (exhibits, agreement) = dossier.registers.rests_on(record);
        (exhibits.to_vec(), agreement.map(|no| no.to_string()))
    };
    assert_eq!(rests_on("CL-01"), (vec![exhibit_id(1)], Some("AG-01".to_owned())));
    assert_eq!(rests_on("CL-02"), (vec![exhibit_id(2)], None));
    assert_eq!(rests_on("AG-01"), (vec![exhibit_id(1)], None));
}

#[test]
fn what_is_set_aside_counts_nowhere_and_lifts_what_it_superseded() {
    let aside = set(RegisterKind::Agreements, 2, &[("set_aside", "the wrong vendor")]);
    let journal = vendor()
        .recorded(agreement(1, "2025-01-02"))
        .recorded(superseding(1, agreement(2, "2026-01-01")));
    assert_eq!(in_force(&journal.dossier(), RegisterKind::Agreements, TODAY), ["AG-02"]);
    let journal = journal.recorded(aside);
    assert_eq!(force(&journal.dossier(), "AG-02", TODAY), Force::SetAside);
    assert_eq!(in_force(&journal.dossier(), RegisterKind::Agreements, TODAY), ["AG-01"]);
    let back = set(RegisterKind::Agreements, 2, &[("set_aside", TAKEN_AWAY)]);
    let dossier = journal.recorded(back).dossier();
    assert_eq!(in_force(&dossier, RegisterKind::Agreements, TODAY), ["AG-02"]);
}

#[test]
fn known_empty_is_told_from_nothing_recorded() {
    let audits = RegisterKind::Audits;
    let none = || RegistersNone { register: audits.word().to_owned() };
    let audit = |record| set(audits, record, &[("kind", "site_visit"), ("on", "2026-03-01")]);
    let journal = vendor();
    assert!(journal.dossier().registers.known_empty(audits).is_none());
    let journal = journal.recorded(none());
    let seq = journal.last();
    let said =
        |journal: &Journal| journal.dossier().registers.known_empty(audits).map(|one| one.seq);
    assert_eq!(said(&journal), Some(seq));
    assert_eq!(journal.dossier().registers.known_empty(RegisterKind::Problems), None);
    // A record ends it, even where the record is later set aside; then it is said anew.
    let journal = journal.recorded(audit(1));
    assert_eq!(said(&journal), None);
    let journal = journal.recorded(set(audits, 1, &[("set_aside", "never took place")]));
    assert_eq!(said(&journal), None);
    let journal = journal.recorded(none());
    let anew = journal.last();
    assert_eq!(said(&journal), Some(anew));
    // Another reason for setting it aside changes nothing.
    let journal = journal.recorded(set(audits, 1, &[("set_aside", "of another vendor")]));
    assert_eq!(said(&journal), Some(anew));
}

#[test]
fn r22_the_number_of_a_record_that_was_taken_back_is_not_used_again() {
    let journal = vendor().recorded(agreement(1, "2025-01-02"));
    let first = journal.last();
    let journal = journal.undone(first).recorded(agreement(2, "2026-01-02"));
    let numbers = |journal: &Journal| {
        let dossier = journal.dossier();
        dossier.registers.iter().map(|record| record.no.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&journal), ["AG-02"]);
    // The undo is taken back: the first has its number again.
    assert_eq!(numbers(&journal.clone().undone(first + 1)), ["AG-01", "AG-02"]);
    // However often a record was changed, it used one number.
    let journal = journal.recorded(agreement(3, "2026-03-02")).recorded(agreement(3, "2026-04-02"));
    let last = journal.last();
    let journal = journal.undone(last).undone(last - 1).recorded(agreement(4, "2026-05-02"));
    assert_eq!(numbers(&journal), ["AG-02", "AG-04"]);
}

#[rstest]
#[case("AG-01", Some("AG-01"))]
#[case(" ag1 ", Some("AG-01"))]
#[case("pr-112", Some("PR-112"))]
#[case("AG-0", None)]
#[case("AG", None)]
#[case("AG-+1", None)]
#[case("XX-01", None)]
#[case("01", None)]
#[case("AG-99999999999", None)]
fn a_number_is_read_as_people_write_it(#[case] typed: &str, #[case] number: Option<&str>) {
    assert_eq!(typed.parse().ok().map(|no: RecordNo| no.to_string()).as_deref(), number);
}

#[test]
fn a_register_is_named_in_the_plural_and_in_the_singular() {
    for (typed, kind) in [
        ("agreements", RegisterKind::Agreements),
        ("Agreement", RegisterKind::Agreements),
        ("clause", RegisterKind::Clauses),
        ("audits performed", RegisterKind::Audits),
        ("insurance", RegisterKind::Insurance),
        ("policy", RegisterKind::Insurance),
        ("insurance-policy", RegisterKind::Insurance),
        ("subcontractor", RegisterKind::Subcontractors),
        ("known_problem", RegisterKind::Problems),
    ] {
        assert_eq!(RegisterKind::named(typed), Some(kind), "{typed}");
    }
    assert_eq!(RegisterKind::named("vendors"), None);
    assert_eq!(RegisterKind::named(""), None);
}

/// Every field of every register as released: names and types stay, and words may only be added behind them.
const RELEASED: &[(&str, &str)] = &[
    (
        "agreements",
        "kind:choice title:text effective:date signed:date expires:date parties:text reread:date set_aside:text",
    ),
    (
        "clauses",
        "agreement:record subject:choice quote:text page:text section:text hours:hours starts:choice days:days amount:money set_aside:text",
    ),
    (
        "audits",
        "kind:choice on:date period_from:date period_to:date scope:text by:text side:choice result:choice findings:text closed:choice set_aside:text",
    ),
    (
        "insurance",
        "insurer:text policy:text kind:choice from:date to:date retroactive:date per_claim:money aggregate:money cyber_sublimit:money retention:money additional_insured:choice endorsement:text entity:text certificate_dated:date notice_hours:hours notice_words:text set_aside:text",
    ),
    (
        "subcontractors",
        "name:text service:text phi:choice agreement:choice agreement_dated:date since:date assessed:date country:text set_aside:text",
    ),
    (
        "problems",
        "learned:date what:text source:choice pattern:choice action:choice acted:date cured:date note:text set_aside:text",
    ),
    (
        "incidents",
        "what:text occurred_from:date occurred_to:date subcontractor_discovered:moment vendor_discovered:moment vendor_confirmed:moment forensics_complete:moment vendor_told_us:moment told_how:choice told_by:text learned_otherwise:moment learned_from:choice discovered:moment determined:moment scope_known:moment systems:text data:choices residents:people_by_state people:people unsecured:choice agent:choice acting_as:choice risk_data:text risk_person:text risk_acquired:text risk_mitigated:text risk_outcome:choice risk_on:date delay_form:choice delay_asked:date delay_until:date delay_official:text deemed:states contained:date containment:text insurer_notified:date sec_registrant:choice material_on:date sec_filed:date classified:moment ransom_paid:moment note:text set_aside:text",
    ),
];

/// The words of fields that are choices, as released.
const RELEASED_WORDS: &[(&str, &str, &str)] = &[
    ("agreements", "kind", "baa contract amendment other"),
    (
        "clauses",
        "subject",
        "controls mfa encryption audit_right test_results notice full_report updates indemnity liability_cap liquidated_damages insurance additional_insured termination cure subcontractors return transition permitted_uses security_rule cooperation other",
    ),
    (
        "clauses",
        "starts",
        "suspicion confirmed-incident confirmed-breach forensics-complete undefined",
    ),
    (
        "audits",
        "kind",
        "soc2_type2 soc2_type1 iso27001 hitrust penetration_test vulnerability_scan risk_analysis questionnaire document_review site_visit restore_test other",
    ),
    ("audits", "side", "ours independent vendor"),
    ("audits", "result", "clean findings failed"),
    ("audits", "closed", "yes partial no unknown"),
    ("insurance", "kind", "cyber technology professional general other"),
    ("insurance", "additional_insured", "endorsement certificate no unknown"),
    ("subcontractors", "phi", "yes no unknown"),
    ("subcontractors", "agreement", "yes no unknown"),
    ("problems", "source", "vendor audit alert press regulator other"),
    ("problems", "pattern", "yes no unknown"),
    ("problems", "action", "none cure terminated accepted"),
    ("incidents", "told_how", "letter email phone portal meeting other"),
    ("incidents", "learned_from", "press filing regulator patient customer other"),
    (
        "incidents",
        "data",
        "name contact birth ssn id_number financial medical substance_use health_insurance biometric credentials other",
    ),
    ("incidents", "unsecured", "yes no unknown"),
    ("incidents", "agent", "yes no unknown"),
    ("incidents", "acting_as", "hipaa phr both"),
    ("incidents", "risk_outcome", "notify low_probability exception"),
    ("incidents", "delay_form", "none written oral"),
    ("incidents", "sec_registrant", "vendor us both no unknown"),
];

#[test]
fn the_fields_of_the_registers_may_only_be_added_to() {
    let registers: Vec<&str> = RegisterKind::ALL.iter().map(|kind| kind.word()).collect();
    let released: Vec<&str> = RELEASED.iter().map(|(register, _)| *register).collect();
    assert_eq!(registers, released, "a register is there for good; add a new one to the list");
    for (register, released) in RELEASED {
        let kind = RegisterKind::of_word(register).unwrap();
        let now: BTreeSet<String> =
            kind.fields().iter().map(|one| format!("{}:{}", one.name, one.kind.word())).collect();
        let released: BTreeSet<String> = released.split(' ').map(str::to_owned).collect();
        let lost: Vec<_> = released.difference(&now).collect();
        assert!(lost.is_empty(), "{register}: gone or of another type: {lost:?}");
        let new: Vec<_> = now.difference(&released).collect();
        assert!(new.is_empty(), "{register}: new; write it into this list: {new:?}");
    }
    let mut choices = 0;
    for kind in RegisterKind::ALL {
        for field in kind.fields().iter().filter(|field| !field.kind.choices().is_empty()) {
            let is_meant = |one: &&(&str, &str, &str)| (one.0, one.1) == (kind.word(), field.name);
            let (.., released) = RELEASED_WORDS.iter().find(is_meant).unwrap_or_else(|| {
                panic!("write the words of {} {} down", kind.word(), field.name)
            });
            let now: Vec<&str> = field.kind.choices().iter().map(|(word, _)| *word).collect();
            assert_eq!(now.join(" "), *released, "{} {}", kind.word(), field.name);
            choices += 1;
        }
    }
    assert_eq!(choices, RELEASED_WORDS.len(), "a field of choices is gone");
}

/// Something that fits a field, as a person types it.
pub(crate) fn typed_for(field: &Field) -> Vec<&'static str> {
    match field.kind {
        FieldKind::Text => vec!["Acme = 50% \"quoted\" – “é” 日本", "two\nlines", "none"],
        FieldKind::List => vec!["Acme; Acme East"],
        FieldKind::Date(Lies::Behind) => vec!["2026-02-28", "none"],
        // A policy covers at least one day.
        FieldKind::Date(Lies::Ahead) if field.name == "to" => vec!["2027-03-31", "none"],
        FieldKind::Date(Lies::Ahead) => vec!["2027-02-28", "none"],
        FieldKind::Moment => vec!["2026-02-28", "2026-02-28 09:05"],
        FieldKind::DayList => vec!["2026-03-31, 2026-09-25"],
        FieldKind::People => vec!["0", "1200"],
        FieldKind::Hours => vec!["24", "2 days", "none"],
        FieldKind::Days => vec!["30", "none"],
        FieldKind::Money => vec!["5M", "1,234.56", "none"],
        FieldKind::One(words) => words.iter().map(|(word, _)| *word).collect(),
        FieldKind::Many(words) => vec![words[0].0],
        FieldKind::States => vec!["TX, CA", "none"],
        FieldKind::PeopleByState => vec!["TX=300, CA=700", "TX=?, CA=700"],
        FieldKind::MonthsByTier => vec!["critical=6, untiered=12"],
        FieldKind::Record(_) => Vec::new(),
    }
}

#[test]
fn every_field_reads_back_what_it_shows_as_typed() {
    let today = day(TODAY);
    for kind in RegisterKind::ALL {
        for field in kind.fields() {
            for typed in typed_for(field) {
                let value = field.read(typed, today).unwrap().unwrap();
                let again = field.read(&field.typed(&value), today).unwrap().unwrap();
                assert_eq!(again, value, "{} {}: {typed}", kind.word(), field.name);
                let line = serde_json::to_string(&value).unwrap();
                assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), value, "{line}");
                assert!(!field.shown(&value).trim().is_empty(), "{typed} is shown as nothing");
            }
        }
    }
}

// --- whatever is recorded, in whatever order ---

/// One thing recorded; places may name what is not there.
#[derive(Clone, Debug)]
enum Did {
    Wrote {
        record: u128,
        register: usize,
        fields: Vec<(usize, usize)>,
        supersedes: Option<u128>,
        ends: Option<u16>,
    },
    None(usize),
    Undid(u64),
    Waited(u16),
}

fn did() -> impl Strategy<Value = Did> {
    let fields = prop::collection::vec((0_usize..20, 0_usize..VALUES.len()), 0..5);
    let supersedes = prop::option::of(0_u128..8);
    let ends = prop::option::weighted(0.2, 0_u16..900);
    prop_oneof![
        6 => (0_u128..8, 0_usize..7, fields, supersedes, ends).prop_map(
            |(record, register, fields, supersedes, ends)| Did::Wrote { record, register, fields, supersedes, ends }
        ),
        1 => (0_usize..7).prop_map(Did::None),
        3 => (0_u64..40).prop_map(Did::Undid),
        1 => (0_u16..120).prop_map(Did::Waited),
    ]
}

const VALUES: [&str; 12] = [
    "",
    "none",
    "baa",
    "notice",
    "2025-06-01",
    "2025-12-31",
    "2026-01-01",
    "2026-07-01",
    "words",
    "record 1",
    "record 2",
    "48",
];

fn value(place: usize) -> Value {
    match VALUES[place] {
        "record 1" => Value::word(record_id(1).to_string()),
        "record 2" => Value::word(record_id(2).to_string()),
        "48" => Value::Whole(48),
        word => Value::word(word),
    }
}

fn doing(journal: Journal, did: &Did, on: &mut Date) -> Journal {
    let register = |place: usize| RegisterKind::ALL.get(place).map_or("newer", |kind| kind.word());
    match did {
        Did::Wrote { record, register: place, fields, supersedes, ends } => {
            let known = RegisterKind::ALL.get(*place).map_or(&[][..], |kind| kind.fields());
            let name = |at: usize| known.get(at).map_or("of_a_newer_program", |field| field.name);
            journal.recorded(RecordSet {
                register: register(*place).to_owned(),
                record: record_id(*record),
                fields: fields.iter().map(|(at, to)| (name(*at).to_owned(), value(*to))).collect(),
                exhibits: vec![exhibit_id(1)],
                supersedes: supersedes.map(record_id),
                ends: ends.map(|days| after(day("2025-06-01"), u32::from(days))),
            })
        }
        Did::None(place) => {
            journal.recorded(RegistersNone { register: register(*place).to_owned() })
        }
        Did::Undid(of) => journal.undone(*of),
        Did::Waited(days) => {
            *on = after(*on, u32::from(*days));
            journal.on(&on.to_string())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_history_of_records_breaks_the_fold(history in prop::collection::vec(did(), 0..24), cut in 0_usize..24) {
        let mut on = day("2026-01-02");
        let journal = history.iter().fold(vendor(), |journal, did| doing(journal, did, &mut on));
        let whole = journal.dossier();
        let (first, rest) = journal.events.split_at(cut.min(journal.events.len()));
        let mut applied = Dossier::fold(whole.id, first.to_vec());
        for event in rest {
            applied.apply(event.clone());
        }
        prop_assert_eq!(&applied.registers, &whole.registers);

        let registers = &whole.registers;
        let mut numbers = BTreeMap::new();
        for record in registers.iter() {
            prop_assert!(numbers.insert(record.no, record.id).is_none(), "{} twice", record.no);
            prop_assert_eq!(registers.numbered(record.no).map(|one| one.id), Some(record.id));
            prop_assert!(!record.fields.values().any(|value| *value == Value::word(TAKEN_AWAY)));
            prop_assert_eq!(registers.facts(record).len(), record.fields.len());
            let _ = (record.label(), registers.comes_after(record, record));
        }
        for kind in RegisterKind::ALL {
            let stands = registers.of(*kind).any(|record| record.set_aside().is_none());
            prop_assert!(!stands || registers.known_empty(*kind).is_none());
        }
    }

    /// What holds changes on no day that is not named beforehand (rule R17).
    #[test]
    fn r17_what_holds_changes_on_turning_days_only(history in prop::collection::vec(did(), 0..16)) {
        let mut on = day("2026-01-02");
        let journal = history.iter().fold(vendor(), |journal, did| doing(journal, did, &mut on));
        let registers = &journal.dossier().registers;
        let holding = |on: Date| -> Vec<RecordNo> {
            registers.iter().filter(|record| registers.holds(record, on)).map(|record| record.no).collect()
        };
        let first = day("2025-05-01");
        let turning: BTreeSet<Date> = registers.turning_days(first).collect();
        let mut before = holding(first);
        for days in 1..1200 {
            let on = after(first, days);
            let now = holding(on);
            prop_assert!(now == before || turning.contains(&on), "{on}: {before:?} to {now:?}");
            before = now;
        }
    }
}
