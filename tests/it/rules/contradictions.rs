//! Contradictions: each kind found where the facts collide, and absent where they agree or one of them is not recorded.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use proofbook::domain::contradiction::clocks::CLOCKS;
use proofbook::domain::contradiction::{
    BearsOn, Contradiction, ContradictionKind as Kind, FactOnFile, FactSource, contradictions,
};
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{ExhibitKind, FieldSet, OrganizationSet, RecordSet, RegistersNone};
use proofbook::domain::id::{RecordId, VendorId};
use proofbook::domain::organization::{self, Organization};
use proofbook::domain::question::{Basis, FailsWhen, SetBy};
use proofbook::domain::register::RegisterKind;
use proofbook::domain::standing::{Standing, Standings};
use proofbook::domain::value::{Money, Reply, ReplyState, Value};
use proofbook::domain::{bank::Bank, vendor as vendor_profile};
use proofbook::questionnaires::builtin;
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::making::{Journal, TODAY, agreement, day, exhibit, organization, vendor};

static BANK: LazyLock<std::sync::Arc<Bank>> = LazyLock::new(|| builtin::bank().unwrap());

/// The id of a record; records of all registers are numbered alike in these tests.
fn id(record: u128) -> RecordId {
    RecordId(Uuid::from_u128(0xB000 + record))
}

impl Journal {
    /// Writes a record: `field=value` joined by ` | `; `supersedes` and `ends` are words of their own, an agreement is named by its number here.
    pub(crate) fn wrote(self, register: RegisterKind, record: u128, fields: &str) -> Self {
        let mut set = RecordSet {
            register: register.word().to_owned(),
            record: id(record),
            fields: BTreeMap::new(),
            exhibits: Vec::new(),
            supersedes: None,
            ends: None,
        };
        for pair in fields.split(" | ") {
            let (name, typed) = pair.split_once('=').unwrap();
            match (name, register) {
                ("supersedes", _) => set.supersedes = Some(id(typed.parse().unwrap())),
                ("ends", _) => set.ends = Some(day(typed)),
                ("agreement", RegisterKind::Clauses) => {
                    let agreement = id(typed.parse().unwrap()).to_string();
                    set.fields.insert(name.to_owned(), Value::word(agreement));
                }
                _ => {
                    let field = register.field(name).unwrap_or_else(|| panic!("{name}"));
                    let value = field.read(typed, day(TODAY)).unwrap().unwrap();
                    set.fields.insert(name.to_owned(), value);
                }
            }
        }
        self.recorded(set)
    }

    pub(crate) fn profile(self, field: &str, typed: &str) -> Self {
        let known = vendor_profile::PROFILE.iter().find(|one| one.name == field).unwrap();
        let value = known.read(typed, day(TODAY)).unwrap().unwrap();
        self.recorded(FieldSet { field: field.to_owned(), value, from: None })
    }

    fn ours(self, field: &str, typed: &str) -> Self {
        let known = organization::PROFILE.iter().find(|one| one.name == field).unwrap();
        let value = known.read(typed, day(TODAY)).unwrap().unwrap();
        self.recorded(OrganizationSet { field: field.to_owned(), value })
    }

    fn hours(self, question: &str, hours: u32) -> Self {
        self.replied(question, Reply::Value(Value::Whole(hours)))
    }
}

use RegisterKind::{Agreements, Audits, Clauses, Insurance, Problems, Subcontractors};

/// A vendor that is a business associate with an agreement, so that the questions about it are asked.
fn associate() -> Journal {
    vendor().answered("risk.ba_status", "business-associate").answered("baa.executed", "yes")
}

fn clinic() -> Organization {
    organization().fact("name", "Riverside Clinic").organization()
}

fn in_sector(sector: &str) -> Organization {
    organization().fact("name", "Riverside Clinic").ours("sectors", sector).organization()
}

/// Everything that is found. Answers that differ from their records stand beside most others here, and have a test of their own.
fn everything_on(journal: &Journal, ours: &Organization, on: &str) -> Vec<Contradiction> {
    let dossier = journal.dossier();
    let standings = Standings::of(&dossier, ours, &BANK, day(on));
    contradictions(&dossier, ours, &standings)
}

/// What the finders of one kind each find.
fn found_on(journal: &Journal, ours: &Organization, on: &str) -> Vec<Contradiction> {
    let mut found = everything_on(journal, ours, on);
    found.retain(|one| one.kind != Kind::RecordsOverruled);
    found
}

fn found(journal: &Journal) -> Vec<Contradiction> {
    found_on(journal, &clinic(), TODAY)
}

fn kinds(journal: &Journal) -> Vec<Kind> {
    found(journal).iter().map(|one| one.kind).collect()
}

/// Where the facts of the only contradiction stand.
fn collide(found: &[Contradiction], kind: Kind) -> Vec<String> {
    let [one] = found else { panic!("one contradiction: {found:#?}") };
    assert_eq!(one.kind, kind);
    one.facts.iter().map(|fact| fact.source.id()).collect()
}

// --- PHI before an agreement ---

fn disclosed(on: &str) -> Journal {
    associate().profile("phi_first_disclosed", on)
}

#[test]
fn phi_before_the_first_agreement_is_found_with_where_it_was_recorded() {
    let journal = disclosed("2024-01-10").on("2026-03-04").wrote(
        Agreements,
        1,
        "kind=baa | effective=2024-03-01",
    );
    let found = found(&journal);
    assert_eq!(collide(&found, Kind::PhiBeforeAgreement), ["phi_first_disclosed", "AG-01"]);
    let places: Vec<String> = found[0].facts.iter().map(FactOnFile::place).collect();
    assert_eq!(
        places,
        [
            "The vendor's profile, recorded 2026-01-02, event 3",
            "AG-01, recorded 2026-03-04, event 4"
        ]
    );
    assert_eq!(found[0].facts[0].says, "First disclosure of PHI: 2024-01-10");
    assert_eq!(found[0].facts[1].says, "Business associate agreement effective 2024-03-01");
    assert!(found[0].meaning.contains("51 days later"), "{}", found[0].meaning);
    assert_eq!(found[0].bears_on, BearsOn::Law);
}

#[rstest]
#[case::signed_only_after("kind=baa | effective=2024-01-01 | signed=2024-02-01", true)]
#[case::ended_before("kind=baa | effective=2020-01-01 | expires=2023-12-31", true)]
#[case::ended_early("kind=baa | effective=2020-01-01 | ends=2023-12-31", true)]
#[case::in_force_on_the_day("kind=baa | effective=2024-01-10 | signed=2024-01-10", false)]
#[case::last_day("kind=baa | effective=2020-01-01 | expires=2024-01-10", false)]
#[case::no_baa_on_file("kind=contract | effective=2024-03-01", false)]
#[case::set_aside("kind=baa | effective=2024-03-01 | set_aside=typed twice", false)]
fn phi_before_an_agreement(#[case] fields: &str, #[case] collides: bool) {
    let journal = disclosed("2024-01-10").wrote(Agreements, 1, fields);
    let expected = if collides { vec![Kind::PhiBeforeAgreement] } else { Vec::new() };
    assert_eq!(kinds(&journal), expected);
}

#[test]
fn phi_under_an_earlier_agreement_or_an_amendment_of_one_is_no_contradiction() {
    let renewed = disclosed("2024-01-10")
        .wrote(Agreements, 1, "kind=baa | effective=2020-01-01 | expires=2024-12-31")
        .wrote(Agreements, 2, "kind=baa | effective=2025-01-01 | supersedes=1");
    assert_eq!(kinds(&renewed), []);
    let amended = disclosed("2024-01-10")
        .wrote(Agreements, 1, "kind=baa | effective=2020-01-01")
        .wrote(Agreements, 2, "kind=amendment | effective=2023-01-01 | supersedes=1");
    assert_eq!(kinds(&amended), []);
    // Amendments that name each other end nowhere, and nothing hangs.
    let circle = disclosed("2024-01-10")
        .wrote(Agreements, 1, "kind=amendment | effective=2025-01-01 | supersedes=2")
        .wrote(Agreements, 2, "kind=amendment | effective=2025-01-01 | supersedes=1");
    assert_eq!(kinds(&circle), []);
}

#[test]
fn phi_before_an_agreement_from_the_answers_where_no_agreement_is_recorded() {
    let answers = |journal: Journal| {
        journal.answered("baa.before_phi", "yes").answered("baa.effective_date", "2024-03-01")
    };
    assert_eq!(
        collide(&found(&answers(disclosed("2024-01-10"))), Kind::PhiBeforeAgreement),
        ["phi_first_disclosed", "baa.effective_date", "baa.before_phi"]
    );
    assert_eq!(kinds(&answers(disclosed("2024-03-01"))), []);
    assert_eq!(kinds(&answers(associate())), []);
    let admitted = disclosed("2024-01-10")
        .answered("baa.before_phi", "no")
        .answered("baa.effective_date", "2024-03-01");
    assert_eq!(kinds(&admitted), []);
}

// --- hours of notice ---

fn with_clause(hours: &str) -> Journal {
    associate().wrote(Agreements, 1, "kind=baa | effective=2024-01-01").wrote(
        Clauses,
        2,
        &format!("agreement=1 | subject=notice | quote=Vendor shall notify. | {hours}"),
    )
}

#[test]
fn hours_of_clause_and_answer_that_differ_are_found() {
    let found =
        found(&with_clause("hours=24 | page=7 | section=4.2").hours("notice.contract_hours", 72));
    assert_eq!(collide(&found, Kind::NoticeHoursDiffer), ["CL-01", "notice.contract_hours"]);
    let clause = &found[0].facts[0];
    assert_eq!(
        clause.says,
        "Breach notice; Hours: 24 hours, in AG-01 (Business associate agreement effective 2024-01-01), section 4.2, page 7"
    );
    assert_eq!(clause.quote.as_deref(), Some("Vendor shall notify."));
    assert_eq!(found[0].facts[1].says, "Hours to first notice in the contract: 72 hours");
}

#[rstest]
#[case::same("hours=48", 48, false)]
#[case::two_days_are_48_hours("days=2", 48, false)]
#[case::clause_sets_no_time("hours=none", 48, true)]
#[case::clause_says_nothing_of_it("page=7", 48, false)]
fn hours_of_notice(#[case] clause: &str, #[case] answered: u32, #[case] collides: bool) {
    let journal = with_clause(clause).hours("notice.contract_hours", answered);
    let expected = if collides { vec![Kind::NoticeHoursDiffer] } else { Vec::new() };
    assert_eq!(kinds(&journal), expected);
}

#[test]
fn a_clause_counts_while_its_agreement_holds_and_an_answer_while_it_is_asked() {
    let ended = with_clause("hours=24")
        .wrote(Agreements, 1, "ends=2025-01-01 | kind=baa")
        .hours("notice.contract_hours", 72);
    assert_eq!(kinds(&ended), []);
    // Not answered, or not known: nothing collides.
    assert_eq!(kinds(&with_clause("hours=24")), []);
    let unknown =
        with_clause("hours=24").replied("notice.contract_hours", Reply::State(ReplyState::Unknown));
    assert_eq!(kinds(&unknown), []);
    let as_records =
        with_clause("hours=24").replied("notice.contract_hours", Reply::State(ReplyState::Records));
    assert_eq!(kinds(&as_records), []);
    // Two clauses in force collide without any answer.
    let two = with_clause("hours=24")
        .wrote(Agreements, 3, "kind=contract | effective=2025-01-01")
        .wrote(Clauses, 4, "agreement=3 | subject=notice | quote=Two days. | hours=48");
    assert_eq!(collide(&found(&two), Kind::NoticeHoursDiffer), ["CL-01", "CL-02"]);
    let superseded = two.wrote(Clauses, 4, "supersedes=2 | page=1");
    assert_eq!(kinds(&superseded), []);
}

#[test]
fn an_answer_for_a_sector_needs_a_clause_of_its_own_and_no_other_sector_is_asked() {
    let journal = with_clause("hours=20").hours("nis2.supplier_hours", 12);
    let nis2 = in_sector("nis2");
    assert_eq!(
        collide(&found_on(&journal, &nis2, TODAY), Kind::NoticeHoursDiffer),
        ["CL-01", "nis2.supplier_hours"]
    );
    assert_eq!(kinds_in(&journal, &in_sector("none")), [], "the question is not asked");
    let both = journal
        .wrote(Clauses, 5, "agreement=1 | subject=notice | quote=Twelve hours. | hours=12")
        .hours("notice.contract_hours", 20);
    assert_eq!(kinds_in(&both, &nis2), []);
}

fn kinds_in(journal: &Journal, ours: &Organization) -> Vec<Kind> {
    found_on(journal, ours, TODAY).iter().map(|one| one.kind).collect()
}

// --- notice later than a legal clock ---

#[rstest]
#[case::hipaa("none", 1441, &["45 CFR 164.410(b)"])]
#[case::hipaa_last_hour("none", 1440, &[])]
#[case::nis2("nis2", 25, &["Directive (EU) 2022/2555 Art. 23(4)(a)"])]
#[case::nis2_last_hour("nis2", 24, &[])]
#[case::bank("bank", 37, &["12 CFR part 53"])]
#[case::nydfs("nydfs", 73, &["23 NYCRR 500.17(a)(1)"])]
#[case::sec("sec-firm", 73, &["17 CFR 248.30 (2024 amendments)"])]
#[case::shortest_first("nydfs, nis2", 100, &["Directive (EU) 2022/2555 Art. 23(4)(a)", "23 NYCRR 500.17(a)(1)"])]
#[case::no_sector("none", 100, &[])]
#[case::proposed_only("circia", 100, &[])]
fn notice_later_than_a_legal_clock(
    #[case] sectors: &str,
    #[case] hours: u32,
    #[case] clocks: &[&str],
) {
    let journal = associate().hours("notice.contract_hours", hours);
    let found = found_on(&journal, &in_sector(sectors), TODAY);
    if clocks.is_empty() {
        assert_eq!(found, []);
        return;
    }
    let mut expected = vec!["notice.contract_hours"];
    expected.extend(clocks);
    assert_eq!(collide(&found, Kind::NoticeLongerThanLaw), expected);
    assert_eq!(found[0].question().unwrap().as_str(), "notice.contract_hours");
    assert!(found[0].facts.iter().all(|fact| !fact.says.contains("verif")), "all were checked");
}

#[test]
fn a_sector_clock_binds_only_when_our_sectors_are_recorded_and_its_own_answer_speaks_for_it() {
    let journal = with_clause("hours=48").hours("notice.contract_hours", 48);
    assert_eq!(kinds(&journal), [], "our sectors are not recorded");
    let nis2 = in_sector("nis2");
    assert_eq!(kinds_in(&journal, &nis2), [Kind::NoticeLongerThanLaw]);
    let served = journal
        .wrote(Clauses, 5, "agreement=1 | subject=notice | quote=Twelve. | hours=12")
        .hours("nis2.supplier_hours", 12);
    assert_eq!(kinds_in(&served, &nis2), []);
}

#[test]
fn every_clock_is_cited_in_the_bank_with_the_same_mark_and_hours_only_law_sets() {
    for clock in CLOCKS {
        let mut citations = BANK.questions().iter().flat_map(|question| &question.citations);
        let cited = citations.find(|one| one.text == clock.citation).unwrap();
        assert_eq!((cited.verified, cited.basis), (clock.verified, Basis::InForce), "{cited:?}");
        let named = BANK.questions().iter().filter(|question| {
            let hours = format!("{} hours", clock.hours);
            let says = question.text.contains(&hours) || question.guidance.contains(&hours);
            says && question.citations.iter().any(|one| one.text == clock.citation)
        });
        assert!(named.count() > 0, "{} says {} hours", clock.citation, clock.hours);
    }
    let sorted = CLOCKS.is_sorted_by_key(|clock| clock.hours);
    assert!(sorted);
    let of_law: Vec<(&str, FailsWhen)> = BANK
        .questions()
        .iter()
        .filter(|one| ["notice.contract_hours", "fin.sec_hours"].contains(&one.id.as_str()))
        .flat_map(|one| one.kind.limits().iter().map(move |limit| (one.id.as_str(), limit)))
        .filter(|(_, limit)| limit.set_by == SetBy::Law)
        .map(|(id, limit)| (id, limit.fails_when))
        .collect();
    assert!(of_law.contains(&("notice.contract_hours", FailsWhen::MoreThan(1440))));
    assert!(of_law.contains(&("fin.sec_hours", FailsWhen::MoreThan(72))));
}

#[test]
fn subcontractors_that_have_longer_than_the_vendor() {
    let journal = |hours| {
        associate()
            .answered("sub.uses", "yes")
            .hours("notice.contract_hours", 48)
            .hours("sub.incident_hours", hours)
    };
    assert_eq!(
        collide(&found(&journal(49)), Kind::SubcontractorNoticeLonger),
        ["sub.incident_hours", "notice.contract_hours"]
    );
    assert_eq!(kinds(&journal(48)), []);
    assert_eq!(kinds(&associate().answered("sub.uses", "yes").hours("sub.incident_hours", 49)), []);
}

// --- insurance ---

const POLICY: &str = "insurer=Harbor Mutual | kind=cyber | from=2026-01-01 | to=2027-01-01";

fn insured(more: &str) -> Journal {
    associate().wrote(Insurance, 1, &format!("{POLICY}{more}"))
}

#[rstest]
#[case::certificate_only(" | additional_insured=certificate", true)]
#[case::not_said("", true)]
#[case::endorsement(" | additional_insured=endorsement | endorsement=END-9", false)]
fn additional_insured_without_an_endorsement(#[case] more: &str, #[case] collides: bool) {
    let journal = insured(more);
    assert_eq!(kinds(&journal), [], "no answer, no contradiction");
    assert_eq!(kinds(&journal.clone().answered("ins.additional_insured", "certificate-only")), []);
    let found = found(&journal.answered("ins.additional_insured", "endorsement"));
    if collides {
        assert_eq!(
            collide(&found, Kind::InsuredWithoutEndorsement),
            ["ins.additional_insured", "IN-01"]
        );
    } else {
        assert_eq!(found, []);
    }
}

#[test]
fn an_endorsement_counts_only_on_a_policy_for_cyber_losses_that_is_in_force() {
    let named = insured(" | additional_insured=endorsement")
        .answered("ins.additional_insured", "endorsement");
    let clinic = clinic();
    assert_eq!(found_on(&named, &clinic, "2026-12-31"), []);
    let over = found_on(&named, &clinic, "2027-01-01");
    assert_eq!(over[0].kind, Kind::InsuredWithoutEndorsement, "rule R4: no cover on its last day");
    let other_kind = insured("").answered("ins.additional_insured", "endorsement").wrote(
        Insurance,
        2,
        "insurer=Harbor Mutual | kind=general | from=2026-01-01 | to=2027-01-01 | additional_insured=endorsement",
    );
    assert_eq!(kinds(&other_kind), [Kind::InsuredWithoutEndorsement]);
    // A register without a record says nothing; one that is known to be empty does.
    let nothing = associate().answered("ins.additional_insured", "endorsement");
    assert_eq!(kinds(&nothing), []);
    let none = nothing.recorded(RegistersNone { register: "insurance".to_owned() });
    assert_eq!(
        collide(&found(&none), Kind::InsuredWithoutEndorsement),
        ["ins.additional_insured", "insurance"]
    );
}

fn two_policies(from: &str, kind: &str) -> Journal {
    associate()
        .wrote(Insurance, 2, &format!("insurer=Beacon | kind={kind} | from={from} | to=2027-06-01"))
        .wrote(Insurance, 1, "insurer=Harbor | kind=cyber | from=2025-01-01 | to=2026-01-01")
}

#[rstest]
#[case::r4_next_from_less_previous_to(
    "2026-01-15",
    "cyber",
    Some("the 14 days from 2026-01-01 on")
)]
#[case::one_day("2026-01-02", "cyber", Some("the 1 day from 2026-01-01 on"))]
#[case::no_gap("2026-01-01", "cyber", None)]
#[case::another_kind("2026-01-15", "general", None)]
fn days_without_cover(#[case] from: &str, #[case] kind: &str, #[case] says: Option<&str>) {
    let found = found(&two_policies(from, kind));
    match says {
        Some(says) => {
            assert_eq!(collide(&found, Kind::CoverGap), ["IN-02", "IN-01"], "in order of time");
            assert!(found[0].meaning.contains(says), "{}", found[0].meaning);
        }
        None => assert_eq!(found, []),
    }
}

#[test]
fn days_without_cover_look_at_the_longest_policy_before_and_at_early_ends() {
    let overlapped = two_policies("2026-01-15", "cyber").wrote(
        Insurance,
        3,
        "insurer=Canal | kind=cyber | from=2024-06-01 | to=2026-02-01",
    );
    assert_eq!(kinds(&overlapped), []);
    let unending = two_policies("2026-01-15", "cyber")
        .wrote(Insurance, 3, "insurer=Canal | kind=cyber | from=2024-06-01 | to=none")
        .wrote(Insurance, 4, "insurer=Delta | kind=cyber | from=2028-01-15 | to=2029-01-15");
    assert_eq!(kinds(&unending), []);
    let ended =
        two_policies("2026-01-01", "cyber").wrote(Insurance, 1, "ends=2025-12-30 | kind=cyber");
    assert!(found(&ended)[0].meaning.contains("the 1 day from 2025-12-31 on"));
}

#[rstest]
#[case::after("2024-01-11", true)]
#[case::on_the_day("2024-01-10", false)]
#[case::all_acts("none", false)]
fn cover_that_begins_after_the_first_disclosure(#[case] retroactive: &str, #[case] collides: bool) {
    let journal = insured(&format!(" | retroactive={retroactive}"));
    assert_eq!(kinds(&journal), []);
    let found = found(&journal.profile("phi_first_disclosed", "2024-01-10"));
    if collides {
        assert_eq!(
            collide(&found, Kind::RetroactiveAfterDisclosure),
            ["phi_first_disclosed", "IN-01"]
        );
    } else {
        assert_eq!(found, []);
    }
}

// --- entity ---

#[test]
fn an_entity_that_is_not_ours_is_found_on_policies_and_agreements_in_force() {
    let journal = insured(" | entity=Riverside Holdings LLC").wrote(
        Agreements,
        2,
        "kind=baa | effective=2024-01-01 | parties=Riverside Klinik",
    );
    let all = found(&journal);
    assert_eq!(all.iter().map(|one| one.kind).collect::<Vec<_>>(), [Kind::EntityNotOurs; 2]);
    let sources: Vec<String> = all.iter().map(|one| one.facts[0].source.id()).collect();
    assert_eq!(sources, ["AG-01", "IN-01"]);
    assert_eq!(
        all[0].facts[1].place(),
        "Our organization's profile, recorded 2025-01-01, event 1 of our own journal"
    );
    // Our names are not recorded: nothing to compare with.
    assert_eq!(found_on(&journal, &organization().organization(), TODAY), []);
    let affiliates = organization()
        .fact("name", "Riverside Clinic")
        .ours("affiliates", "riverside HOLDINGS llc; Riverside Klinik")
        .organization();
    assert_eq!(found_on(&journal, &affiliates, TODAY), []);
    assert_eq!(kinds(&insured(" | entity=RIVERSIDE CLINIC")), []);
    assert_eq!(found_on(&journal, &clinic(), "2023-06-01"), [], "neither is in force");
}

// --- audits and exhibits ---

#[rstest]
#[case::r4_last_day_included("2025-11-22", "independent", false)]
#[case::a_day_older("2025-11-21", "independent", true)]
#[case::our_own_check_is_not_independent("2020-01-01", "ours", false)]
fn audit_older_than_its_cadence(#[case] on: &str, #[case] side: &str, #[case] collides: bool) {
    let journal = associate().wrote(Audits, 1, &format!("kind=soc2_type2 | on={on} | side={side}"));
    assert_eq!(kinds(&journal.clone().answered("assur.annual_independent", "no")), []);
    let found = found(&journal.answered("assur.annual_independent", "yes"));
    if collides {
        assert_eq!(
            collide(&found, Kind::AuditOlderThanCadence),
            ["assur.annual_independent", "AU-01"]
        );
    } else {
        assert_eq!(found, []);
    }
}

#[test]
fn the_latest_independent_audit_counts() {
    let journal = associate()
        .answered("assur.annual_independent", "yes")
        .wrote(Audits, 1, "kind=soc2_type2 | on=2026-05-01 | side=independent")
        .wrote(Audits, 2, "kind=soc2_type2 | on=2024-05-01 | side=independent");
    assert_eq!(kinds(&journal), []);
}

#[rstest]
#[case::before(agreement().expires("2026-03-03"), true)]
#[case::last_day(agreement().expires("2026-03-04"), false)]
#[case::cover_ended(exhibit(ExhibitKind::Insurance).expires("2026-03-04"), true)]
#[case::cover(exhibit(ExhibitKind::Insurance).expires("2026-03-05"), false)]
#[case::no_last_day(agreement(), false)]
fn exhibit_that_expired_before_the_answer(
    #[case] made: super::making::Exhibit,
    #[case] collides: bool,
) {
    let journal = vendor()
        .answered("risk.ba_status", "business-associate")
        .exhibit(made.supports("baa.executed"))
        .on("2026-03-04")
        .answered("baa.executed", "yes");
    let found = found(&journal);
    if collides {
        assert_eq!(collide(&found, Kind::ExhibitExpiredBefore), ["baa.executed", "A-01"]);
    } else {
        assert_eq!(found, []);
    }
    assert_eq!(kinds(&journal.clone().answered("baa.executed", "no")), []);
    // One exhibit that was not over shows the answer.
    assert_eq!(kinds(&journal.exhibit(agreement().supports("baa.executed"))), []);
}

// --- subcontractors ---

#[rstest]
#[case::no_agreement("phi=yes | agreement=no", true)]
#[case::agreement("phi=yes | agreement=yes", false)]
#[case::not_known("phi=yes | agreement=unknown", false)]
#[case::not_recorded("phi=yes", false)]
#[case::no_phi("phi=no | agreement=no", false)]
#[case::ended("phi=yes | agreement=no | ends=2026-01-31", false)]
fn subcontractor_without_an_agreement(#[case] fields: &str, #[case] collides: bool) {
    let journal = associate().wrote(Subcontractors, 1, &format!("name=CloudMail | {fields}"));
    let expected = if collides { vec![Kind::SubcontractorWithoutAgreement] } else { Vec::new() };
    assert_eq!(kinds(&journal), expected);
    let answered = journal.answered("sub.uses", "yes").answered("sub.baa_chain", "yes");
    if collides {
        let sources = collide(&found(&answered), Kind::SubcontractorWithoutAgreement);
        assert_eq!(sources, ["SU-01", "SU-01", "sub.baa_chain"]);
        assert_eq!(
            found(&answered)[0].wording(),
            "Subcontractor without an agreement: SU-01, sub.baa_chain"
        );
    }
}

#[test]
fn a_subcontractor_on_file_where_the_answer_says_none() {
    let journal = |phi: &str| {
        associate().answered("sub.uses", "no").wrote(
            Subcontractors,
            1,
            &format!("name=CloudMail | agreement=yes | phi={phi}"),
        )
    };
    assert_eq!(collide(&found(&journal("yes")), Kind::SubcontractorDenied), ["sub.uses", "SU-01"]);
    assert_eq!(kinds(&journal("no")), []);
    assert_eq!(kinds(&journal("yes").answered("sub.uses", "yes")), []);
}

// --- clauses and problems ---

#[rstest]
#[case::sums_of_two_agreements("liability_cap", "amount=1000000", "amount=5000000", true)]
#[case::days("cure", "days=30", "days=10", true)]
#[case::none_is_a_value("liability_cap", "amount=none", "amount=5000000", true)]
#[case::same("cure", "days=30", "days=30", false)]
#[case::different_fields("cure", "days=30", "hours=24", false)]
#[case::other_subjects_vary("other", "days=30", "days=10", false)]
fn clauses_of_two_agreements(
    #[case] subject: &str,
    #[case] one: &str,
    #[case] other: &str,
    #[case] collides: bool,
) {
    let clause = |agreement, value| {
        format!("agreement={agreement} | subject={subject} | quote=As agreed. | {value}")
    };
    let journal = associate()
        .wrote(Agreements, 1, "kind=baa | effective=2024-01-01")
        .wrote(Agreements, 2, "kind=contract | effective=2025-01-01")
        .wrote(Clauses, 3, &clause(1, one))
        .wrote(Clauses, 4, &clause(2, other));
    let found = found(&journal);
    if collides {
        assert_eq!(collide(&found, Kind::ClausesDiffer), ["CL-01", "CL-02"]);
    } else {
        assert_eq!(found, []);
    }
    // Once the newer agreement supersedes the older, only its clauses hold.
    let renewed = journal.wrote(Agreements, 2, "supersedes=1 | kind=contract");
    assert_eq!(kinds(&renewed), []);
}

#[test]
fn two_sums_of_one_agreement_are_two_things_and_two_times_are_not() {
    let journal = |one: &str, other: &str| {
        associate()
            .wrote(Agreements, 1, "kind=baa | effective=2024-01-01")
            .wrote(Clauses, 2, &format!("agreement=1 | subject=insurance | quote=One. | {one}"))
            .wrote(Clauses, 3, &format!("agreement=1 | subject=insurance | quote=Two. | {other}"))
    };
    assert_eq!(kinds(&journal("amount=5000000", "amount=10000000")), []);
    assert_eq!(kinds(&journal("days=30", "days=10")), [Kind::ClausesDiffer]);
}

#[test]
fn a_pattern_on_file_that_the_answer_does_not_know() {
    let journal = |pattern: &str| {
        associate().answered("liab.pattern_known", "no").wrote(
            Problems,
            1,
            &format!("learned=2026-05-01 | what=Late patches | pattern={pattern} | action=cure"),
        )
    };
    assert_eq!(
        collide(&found(&journal("yes")), Kind::PatternDenied),
        ["liab.pattern_known", "PR-01"]
    );
    assert_eq!(kinds(&journal("no")), []);
    assert_eq!(kinds(&journal("yes").answered("liab.pattern_known", "yes")), []);
}

#[rstest]
#[case::nothing_yet("action=none", true, BearsOn::Protection)]
#[case::a_pattern("action=none | pattern=yes", true, BearsOn::Law)]
#[case::not_recorded("pattern=no", false, BearsOn::Protection)]
#[case::acted("action=cure", false, BearsOn::Protection)]
#[case::cured("action=none | cured=2026-06-01", false, BearsOn::Protection)]
#[case::set_aside("action=none | set_aside=not ours", false, BearsOn::Protection)]
fn a_known_problem_without_action(
    #[case] fields: &str,
    #[case] collides: bool,
    #[case] bears_on: BearsOn,
) {
    let journal = associate().wrote(
        Problems,
        1,
        &format!("learned=2026-05-01 | what=Late patches | {fields}"),
    );
    let found = found(&journal);
    if collides {
        assert_eq!(collide(&found, Kind::ProblemWithoutAction), ["PR-01", "PR-01"]);
        assert_eq!(found[0].bears_on, bears_on);
        assert!(found[0].facts[1].says.ends_with("What we did: Nothing yet"), "{found:#?}");
        assert!(found[0].meaning.contains("205 days"), "{}", found[0].meaning);
        assert_eq!(found[0].meaning.contains("164.504(e)(1)(ii)"), bears_on == BearsOn::Law);
    } else {
        assert_eq!(found, []);
    }
}

// --- all of them ---

// --- incidents ---

/// An incident with these fields, each recorded by an event of its own.
fn incident(fields: &[&str]) -> Journal {
    let recorded =
        |journal: Journal, field: &&str| journal.wrote(RegisterKind::Incidents, 1, field);
    fields.iter().fold(vendor(), recorded)
}

#[rstest]
#[case::told_first(&["vendor_discovered=2026-03-16", "vendor_told_us=2026-03-15"], true)]
#[case::told_on_the_day(&["vendor_discovered=2026-03-16 09:00", "vendor_told_us=2026-03-16"], false)]
#[case::told_an_hour_before(
    &["vendor_discovered=2026-03-16 09:00", "vendor_told_us=2026-03-16 08:00"],
    true
)]
#[case::told_late_is_a_clock_met_late(
    &["vendor_discovered=2026-03-16", "vendor_told_us=2026-03-18", "agent=yes"],
    false
)]
#[case::we_knew_before_it_began(&["occurred_from=2026-03-16", "discovered=2026-03-14"], true)]
#[case::the_vendor_knew_before(&["occurred_from=2026-03-16", "vendor_discovered=2026-03-14"], true)]
#[case::found_out_after_being_told(&["vendor_told_us=2026-03-18", "discovered=2026-03-20"], true)]
#[case::found_out_before_being_told(&["vendor_told_us=2026-03-18", "discovered=2026-03-17"], false)]
#[case::insurer_first(&["vendor_discovered=2026-03-16", "insurer_notified=2026-03-15"], true)]
#[case::insurer_before_us(
    &["subcontractor_discovered=2026-03-10", "discovered=2026-03-16", "insurer_notified=2026-03-11"],
    false
)]
#[case::insurer_alone(&["insurer_notified=2026-03-11"], false)]
#[case::filed_before_found_material(&["material_on=2026-03-24", "sec_filed=2026-03-23"], true)]
#[case::filed_after(&["material_on=2026-03-24", "sec_filed=2026-03-27"], false)]
#[case::set_aside(
    &["vendor_discovered=2026-03-16", "vendor_told_us=2026-03-15", "set_aside=twice"],
    false
)]
fn days_of_an_incident_that_run_backwards(#[case] fields: &[&str], #[case] collides: bool) {
    let found = found(&incident(fields));
    if collides {
        assert_eq!(collide(&found, Kind::IncidentDaysBackwards), ["IC-01", "IC-01"]);
        let said: Vec<&str> = found[0].facts.iter().map(|fact| fact.says.as_str()).collect();
        let events: Vec<u64> =
            found[0].facts.iter().map(|fact| fact.recorded.unwrap().event).collect();
        assert_ne!(said[0], said[1], "each fact says what it is");
        assert_ne!(events[0], events[1], "and where it was recorded");
    } else {
        assert_eq!(found, []);
    }
}

#[rstest]
#[case("people=1000", "residents=TX=300, CA=700", false)]
#[case("people=999", "residents=TX=300, CA=700", true)]
#[case("people=1200", "residents=TX=300, CA=700", false)]
#[case("people=1000", "residents=TX=300, CA=?", false)]
#[case("people=300", "residents=TX=300, CA=?", true)]
#[case("people=300", "residents=TX=400+", true)]
fn people_of_an_incident_that_do_not_add_up(
    #[case] people: &str,
    #[case] residents: &str,
    #[case] collides: bool,
) {
    let found = found(&incident(&[people, residents]));
    if collides {
        assert_eq!(collide(&found, Kind::IncidentPeopleDiffer), ["IC-01", "IC-01"]);
    } else {
        assert_eq!(found, []);
    }
}

/// A vendor of which every kind of contradiction is on file, but for those of incidents.
pub(crate) fn contradicted() -> Journal {
    disclosed("2024-01-10")
        .on("2026-02-01")
        .wrote(Agreements, 1, "kind=baa | title=BAA | effective=2024-03-01 | signed=2024-03-20 | parties=Riverside Holdings")
        .wrote(Agreements, 2, "kind=contract | effective=2025-01-01")
        .wrote(Clauses, 3, "agreement=1 | subject=notice | quote=Business Associate shall report to Covered Entity any Security Incident within seventy-two (72) hours of discovery. | page=7 | section=4.2 | hours=72 | starts=suspicion")
        .wrote(Clauses, 4, "agreement=1 | subject=liability_cap | quote=Liability shall not exceed $1,000,000. | amount=1000000")
        .wrote(Clauses, 5, "agreement=2 | subject=liability_cap | quote=Liability is limited to five million dollars. | amount=5000000")
        .wrote(Audits, 6, "kind=soc2_type2 | on=2024-05-01 | side=independent | by=Alder & Finch LLP")
        .wrote(Insurance, 7, "insurer=Harbor Mutual | kind=cyber | from=2024-01-01 | to=2025-01-01")
        .wrote(Insurance, 8, "insurer=Beacon | kind=cyber | from=2025-01-15 | to=2027-01-15 | retroactive=2025-01-15 | additional_insured=certificate | entity=Riverside Clinic")
        .wrote(Subcontractors, 9, "name=CloudMail | phi=yes | agreement=no")
        .wrote(Problems, 10, "learned=2026-05-01 | what=Patches over 90 days late, twice | pattern=yes | action=none")
        .exhibit(agreement().expires("2025-12-31").supports("baa.executed"))
        .on("2026-03-04")
        .answered("baa.executed", "yes")
        .answered("baa.before_phi", "yes")
        .hours("notice.contract_hours", 24)
        .hours("sub.incident_hours", 96)
        .answered("sub.uses", "no")
        .answered("assur.annual_independent", "yes")
        .answered("ins.additional_insured", "endorsement")
        .answered("liab.pattern_known", "no")
        .answered("assur.soc2_status", "type2-clean")
}

#[test]
fn s11_an_answer_against_its_records_is_found_and_one_that_agrees_is_not() {
    let audited = vendor().on("2026-02-01").wrote(
        Audits,
        1,
        "kind=soc2_type2 | on=2026-01-15 | period_to=2025-12-31 | result=clean | side=independent",
    );
    let kinds = |journal: &Journal| -> Vec<Kind> {
        everything_on(journal, &clinic(), TODAY).iter().map(|one| one.kind).collect()
    };
    let agrees = audited.clone().answered("assur.soc2_status", "type2-clean");
    assert_eq!(kinds(&agrees), []);
    assert_eq!(kinds(&audited.clone().answered("assur.soc2_status", "records")), []);
    let overruled = audited.clone().answered("assur.soc2_status", "type1");
    assert_eq!(kinds(&overruled), [Kind::RecordsOverruled]);
    let found = everything_on(&overruled, &clinic(), TODAY);
    assert!(found[0].meaning.contains("Type II, unqualified opinion"), "{}", found[0].meaning);
    // A clause is read by a person: that it is partly enough contradicts it no more than that it is, but that there is none does.
    let clause = vendor()
        .on("2026-02-01")
        .wrote(Agreements, 1, "kind=contract | effective=2025-01-01")
        .wrote(
            Clauses,
            2,
            "agreement=1 | subject=audit_right | quote=Customer may read our reports.",
        );
    assert_eq!(kinds(&clause.clone().answered("assur.audit_right", "partial")), []);
    assert_eq!(kinds(&clause.answered("assur.audit_right", "no")), [Kind::RecordsOverruled]);
    // Other words about the same audits contradict none of them; that there was none does.
    assert_eq!(kinds(&audited.clone().answered("assur.history", "One report, in January.")), []);
    assert_eq!(kinds(&audited.answered("assur.history", "none")), [Kind::RecordsOverruled]);
}

#[test]
fn what_is_found_is_in_order_without_duplicates_and_each_names_two_facts() {
    let nis2 = in_sector("nis2");
    let journal = contradicted().wrote(
        RegisterKind::Incidents,
        11,
        "what=Outage | vendor_discovered=2026-01-20 | vendor_told_us=2026-01-10 | people=10 | residents=TX=11",
    );
    let all = everything_on(&journal, &nis2, TODAY);
    let mut order: Vec<Kind> = all.iter().map(|one| one.kind).collect();
    assert!(all.is_sorted_by_key(|one| (one.bears_on, one.kind)), "the gravest first");
    for (at, one) in all.iter().enumerate() {
        assert!(one.facts.len() >= 2, "{one:#?}");
        assert!(!all[..at].contains(one), "{one:#?}");
        let recorded = |fact: &&FactOnFile| {
            fact.recorded.is_some() || matches!(fact.source, FactSource::Law(_))
        };
        assert!(one.facts.iter().all(|fact| recorded(&fact)), "{one:#?}");
        for words in [&one.meaning, &one.to_do] {
            assert!(words.ends_with('.') && !words.contains("  "), "{words}");
            assert!(!words.to_lowercase().contains("complian"), "{words}");
        }
    }
    order.dedup();
    let asked_otherwise = [Kind::SubcontractorNoticeLonger];
    let expected: Vec<Kind> =
        Kind::ALL.iter().copied().filter(|kind| !asked_otherwise.contains(kind)).collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected, "sub.uses = no and sub.incident_hours exclude one another");
    assert_eq!(everything_on(&journal, &nis2, TODAY), all, "the same every time");
}

#[test]
fn a_contradiction_changes_no_standing() {
    let journal = associate().answered("sub.uses", "no");
    let with = journal.clone().wrote(Subcontractors, 1, "name=CloudMail | phi=yes | agreement=yes");
    assert_eq!(kinds(&with), [Kind::SubcontractorDenied]);
    for journal in [journal, with] {
        let (dossier, ours) = (journal.dossier(), clinic());
        let standings = Standings::of(&dossier, &ours, &BANK, day(TODAY));
        assert_eq!(standings.get(&"sub.uses".into()).unwrap().standing, Standing::Asserted);
    }
}

#[test]
fn nothing_on_file_contradicts_nothing() {
    let dossier = Dossier::empty(VendorId(Uuid::nil()));
    let ours = Organization::default();
    let standings = Standings::of(&dossier, &ours, &BANK, Date::MIN);
    assert_eq!(contradictions(&dossier, &ours, &standings), []);
}

#[test]
fn a_fact_names_the_event_that_set_it_and_not_one_that_was_taken_back() {
    let journal = disclosed("2024-01-10").wrote(Agreements, 1, "kind=baa | effective=2024-03-01");
    let set = journal.last();
    let later = journal.wrote(Agreements, 1, "title=BAA of spring").wrote(
        Agreements,
        1,
        "effective=2024-02-01",
    );
    let at = |journal: &Journal| found(journal)[0].facts[1].recorded.unwrap().event;
    assert_eq!(at(&later), set + 2);
    assert_eq!(at(&later.clone().undone(set + 2)), set);
}

/// A value that a record may hold, well formed or not.
fn any_value() -> impl Strategy<Value = Value> {
    let words = [
        "yes",
        "no",
        "none",
        "baa",
        "amendment",
        "notice",
        "cyber",
        "independent",
        "endorsement",
        "",
    ];
    prop_oneof![
        prop::sample::select(words.to_vec()).prop_map(Value::word),
        (2023_i16..2028, 1_i8..13)
            .prop_map(|(year, month)| Value::word(format!("{year}-{month:02}-01"))),
        any::<u32>().prop_map(Value::Whole),
        (1_u128..6).prop_map(|record| Value::word(id(record).to_string())),
        any::<i64>().prop_map(|cents| Value::Money(Money { cents, currency: "USD".to_owned() })),
        Just(Value::Words(vec!["yes".to_owned()])),
    ]
}

fn any_record() -> impl Strategy<Value = RecordSet> {
    let register = prop::sample::select(RegisterKind::ALL.to_vec());
    register.prop_flat_map(|register| {
        let names: Vec<String> = register
            .fields()
            .iter()
            .map(|field| field.name.to_owned())
            .filter(|name| name != "set_aside")
            .collect();
        let fields = prop::collection::btree_map(prop::sample::select(names), any_value(), 0..8);
        let supersedes = prop::option::weighted(0.3, (1_u128..6).prop_map(id));
        (fields, 1_u128..6, supersedes).prop_map(move |(fields, record, supersedes)| RecordSet {
            register: register.word().to_owned(),
            record: id(record * 10 + register as u128),
            fields,
            exhibits: Vec::new(),
            supersedes,
            ends: None,
        })
    })
}

proptest! {
    #[test]
    fn whatever_is_on_file_is_looked_at_without_harm(
        records in prop::collection::vec(any_record(), 0..12),
        disclosed in any_value(),
        hours in any::<u32>(),
        on in 2022_i16..2030,
    ) {
        let journal = records.into_iter().fold(contradicted(), Journal::recorded);
        let field = "phi_first_disclosed".to_owned();
        let journal = journal
            .recorded(FieldSet { field, value: disclosed, from: None })
            .hours("notice.contract_hours", hours);
        let all = found_on(&journal, &in_sector("nis2, bank"), &format!("{on}-06-15"));
        prop_assert!(all.is_sorted_by_key(|one| (one.bears_on, one.kind)));
        for (at, one) in all.iter().enumerate() {
            prop_assert!(one.facts.len() >= 2, "{one:#?}");
            prop_assert!(!all[..at].contains(one), "{one:#?}");
        }
    }
}
