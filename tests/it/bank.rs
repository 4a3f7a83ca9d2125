//! The shipped bank as a whole: nothing of its sources is lost, nothing that regulators ask is missing, and it stays quick.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use proofbook::domain::bank::Bank;
use proofbook::domain::bank::Source;
use proofbook::domain::condition::Condition;
use proofbook::domain::id::QuestionId;
use proofbook::domain::question::{AnswerKind, Basis, Question, Role, Scope, SetBy, Verified};
use proofbook::domain::questionnaire::Questionnaire;
use proofbook::questionnaires::builtin;
use rstest::rstest;

use super::rules::making::{TODAY, vendor};

fn shipped() -> Arc<Bank> {
    builtin::bank().unwrap()
}

fn question(id: &str) -> Question {
    shipped().question(&id.into()).unwrap_or_else(|| panic!("no question {id}")).clone()
}

fn questionnaire(id: &str) -> Questionnaire {
    shipped().questionnaire(id).unwrap_or_else(|| panic!("no questionnaire {id}")).clone()
}

fn asked_by(id: &str) -> Vec<String> {
    questionnaire(id).questions().map(|id| id.as_str().to_owned()).collect()
}

mod sources {
    use super::*;

    /// How many questions each collection holds by the start of their ids; federal ids have a theme for it.
    const COLLECTIONS: [(&str, usize); 18] = [
        ("AG-RC-", 8),
        ("AG-AU-", 7),
        ("AG-NT-", 10),
        ("AG-IN-", 3),
        ("AG-CO-", 6),
        ("AG-RI-", 6),
        ("AG-PS-", 4),
        ("AG-RM-", 5),
        ("AG-PI-", 3),
        ("AG-CP-", 3),
        ("OS-NIS-", 5),
        ("OS-DOR-", 6),
        ("OS-GLB-", 5),
        ("OS-BNK-", 4),
        ("OS-DFS-", 4),
        ("OS-NRC-", 4),
        ("OS-CIR-", 2),
        ("OS-MUN-", 4),
    ];
    const FEDERAL: [(&str, usize); 12] = [
        ("risk.", 13),
        ("baa.", 14),
        ("ctrl.", 14),
        ("assur.", 14),
        ("notice.", 14),
        ("ir.", 10),
        ("sub.", 8),
        ("ins.", 12),
        ("liab.", 11),
        ("data.", 8),
        ("avail.", 9),
        ("gov.", 12),
    ];

    /// The first two cells of every row of the table below a heading, without their backticks.
    fn rows(heading: &str) -> Vec<(String, String)> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/bank-sources.md");
        let text = std::fs::read_to_string(path).unwrap();
        let (_, section) = text.split_once(&format!("## {heading}\n")).unwrap();
        let section = section.split("\n## ").next().unwrap();
        let cells = |row: &str| {
            let mut cells =
                row.split(" | ").map(|cell| cell.trim_matches(['|', ' ', '`']).to_owned());
            (cells.next().unwrap(), cells.next().unwrap())
        };
        section.lines().filter(|line| line.starts_with("| `")).map(cells).collect()
    }

    fn table() -> Vec<(String, String)> {
        ["Federal", "State attorneys general", "Other sectors"].into_iter().flat_map(rows).collect()
    }

    #[test]
    fn all_228_questions_of_the_sources_are_in_the_table_once_each() {
        let table = table();
        let sources: BTreeSet<&str> = table.iter().map(|(source, _)| source.as_str()).collect();
        assert_eq!((table.len(), sources.len()), (228, 228));
        for (start, count) in FEDERAL {
            assert_eq!(sources.iter().filter(|id| id.starts_with(start)).count(), count, "{start}");
        }
        for (start, count) in COLLECTIONS {
            for number in 1..=count {
                let id = format!("{start}{number:02}");
                assert!(sources.contains(id.as_str()), "{id} is lost");
            }
        }
        assert_eq!(FEDERAL.iter().chain(&COLLECTIONS).map(|(_, count)| count).sum::<usize>(), 228);
    }

    #[test]
    fn the_table_says_under_which_question_each_source_is_found() {
        let bank = shipped();
        for (source, question) in table() {
            let found = bank.question(&source.as_str().into());
            let found = found.unwrap_or_else(|| panic!("{source} is found nowhere"));
            assert_eq!(found.id.as_str(), question, "{source}");
        }
    }

    #[test]
    fn no_question_and_no_alias_comes_from_nowhere() {
        let bank = shipped();
        let mut known: BTreeSet<String> =
            table().into_iter().flat_map(|(source, question)| [source, question]).collect();
        known.extend(rows("Questions without a source").into_iter().map(|(question, _)| question));
        for question in bank.questions() {
            for id in std::iter::once(&question.id).chain(&question.aliases) {
                assert!(known.contains(id.as_str()), "{id}");
            }
        }
    }

    /// Rules, section 10: of questions that were joined, the gravest severity and every citation stand.
    #[rstest]
    #[case("ctrl.contract_schedule", "AG-RC-01", "201 CMR 17.03(2)(f)", Basis::GoodPractice)]
    #[case("ctrl.patch_days", "AG-RC-04", "N.Y. Gen. Bus. Law § 899-bb", Basis::GoodPractice)]
    #[case("risk.in_ce_analysis", "AG-RC-05", "Ala. Code § 8-38-3", Basis::InForce)]
    #[case("ctrl.segmentation", "AG-RC-07", "45 CFR 164.308(a)(4)", Basis::GoodPractice)]
    #[case("assur.findings_closed", "AG-AU-02", "45 CFR 164.308(b)", Basis::GoodPractice)]
    #[case("assur.audit_right", "AG-AU-03", "Md. Code, Com. Law § 14-3503", Basis::GoodPractice)]
    #[case("assur.pentest_date", "AG-AU-04", "45 CFR 164.308(a)(1)(ii)(A)", Basis::GoodPractice)]
    #[case("risk.tier", "AG-AU-05", "N.Y. Gen. Bus. Law § 899-bb", Basis::GoodPractice)]
    #[case("sub.inventory", "AG-AU-06", "45 CFR 164.502(e)(1)(ii)", Basis::GoodPractice)]
    #[case("gov.leadership", "AG-AU-07", "N.Y. Gen. Bus. Law § 899-bb", Basis::GoodPractice)]
    #[case(
        "notice.contract_hours",
        "AG-NT-01",
        "Or. Rev. Stat. § 646A.604(2)",
        Basis::GoodPractice
    )]
    #[case("notice.who_notifies", "AG-NT-10", "Wyo. Stat. § 40-12-502", Basis::GoodPractice)]
    #[case("baa.executed", "AG-CO-01", "45 CFR 164.504(e)(1)", Basis::InForce)]
    #[case("baa.termination_authorized", "AG-CO-04", "45 CFR 164.504(e)(2)(iii)", Basis::InForce)]
    #[case("ir.regulator_cooperation", "AG-CO-05", "45 CFR 160.310(b)", Basis::GoodPractice)]
    fn joined_questions_have_both_ids_and_both_citations(
        #[case] id: &str,
        #[case] alias: &str,
        #[case] cited: &str,
        #[case] basis: Basis,
    ) {
        let found = question(alias);
        assert_eq!((found.id.as_str(), found.basis), (id, basis));
        assert!(found.citations.iter().any(|citation| citation.text == cited), "{id}: {cited}");
    }

    #[test]
    fn r10_a_joined_limit_that_no_law_sets_is_ours() {
        for (id, limit) in
            [("notice.contract_hours", "more than 48"), ("ctrl.patch_days", "more than 14")]
        {
            let kind = question(id).kind;
            let found = kind.limits().iter().find(|one| one.fails_when.to_string() == limit);
            assert_eq!(found.unwrap().set_by, SetBy::WorkingStandard, "{id}");
        }
    }
}

/// What the trade press says that regulators ask, topic by topic.
#[rstest]
#[case("required controls", &["ctrl.contract_schedule", "baa.security_rule"])]
#[case("SOC 2 Type II", &["assur.soc2_status", "assur.soc2_period_end", "assur.soc2_scope"])]
#[case("ISO 27001", &["assur.iso27001"])]
#[case("NIS2", &["assur.frameworks", "nis2.supplier_record", "nis2.supplier_hours"])]
#[case("audit rights", &["assur.audit_right"])]
#[case("penetration test and vulnerability assessment", &["assur.test_results_right", "assur.pentest_date", "assur.vuln_scan"])]
#[case("annual third-party assessment", &["assur.annual_independent"])]
#[case("notice in 24-48 hours", &["notice.contract_hours", "notice.trigger"])]
#[case("escalation", &["notice.escalation"])]
#[case("transparency", &["notice.content", "notice.update_hours", "ir.forensics_share", "ir.root_cause_days"])]
#[case("the vendor's own incidents", &["notice.own_incidents", "baa.report_incidents", "ir.history"])]
#[case("indemnity", &["liab.indemnity", "liab.cost_categories"])]
#[case("caps by severity or volume", &["liab.cap_type", "liab.cap_amount", "liab.cap_scaled"])]
#[case("liquidated damages", &["liab.liquidated_damages"])]
#[case("termination for material breach", &["baa.termination_authorized", "liab.terminate_security"])]
#[case("cyber insurance", &["ins.required", "ins.limit", "ins.expiry"])]
#[case("additional insured", &["ins.additional_insured", "ins.additional_insured_clause"])]
#[case("multi-factor authentication", &["ctrl.mfa", "ctrl.mfa_clause", "ctrl.privileged_remote"])]
#[case("segmentation and zero trust", &["ctrl.segmentation"])]
#[case("logging and anomalous log-ins", &["ctrl.logging", "ctrl.anomaly_review", "ctrl.alerts_watched"])]
#[case("patching and advisories", &["ctrl.patch_days", "ctrl.advisories", "ctrl.alerts_acted_on"])]
#[case("tabletop exercises", &["ir.tabletop"])]
#[case("carrier notified", &["inc.insurers_told", "ins.own_policy"])]
#[case("SEC disclosure", &["notice.before_public", "risk.monitoring", "inc.statements"])]
fn every_topic_has_its_questions(#[case] topic: &str, #[case] ids: &[&str]) {
    let bank = shipped();
    let asked: BTreeSet<&QuestionId> =
        bank.questionnaires.iter().flat_map(Questionnaire::questions).collect();
    for id in ids {
        assert!(asked.contains(&question(id).id), "{topic}: nothing asks {id}");
    }
}

/// The words by which each topic's questions are recognized, so that no edit empties them of it.
#[rstest]
#[case("ctrl.mfa", "T1078")]
#[case("ctrl.anomaly_review", "T1021")]
#[case("ctrl.anomaly_review", "T1059")]
#[case("ctrl.segmentation", "zero trust")]
#[case("assur.frameworks", "NIS2")]
#[case("assur.iso27001", "ISO/IEC 27001")]
#[case("assur.soc2_status", "Type II")]
#[case("notice.before_public", "SEC")]
#[case("inc.insurers_told", "carrier")]
#[case("ir.tabletop", "tabletop")]
#[case("ins.additional_insured", "additional insured")]
fn topics_keep_their_words(#[case] id: &str, #[case] words: &str) {
    let whole = serde_json::to_string(&question(id)).unwrap();
    assert!(whole.contains(words), "{id} does not say {words}");
}

/// Rule R6: what a question is about.
#[test]
fn r6_questions_about_incidents_and_about_us_have_that_scope() {
    let bank = shipped();
    let of = |scope: Scope| {
        let asked = bank.questions().iter().filter(move |question| question.scope == scope);
        asked.map(|question| question.id.as_str()).collect::<Vec<_>>()
    };
    assert!(of(Scope::Incident).contains(&"ir.four_factor"));
    assert!(of(Scope::Incident).contains(&"gov.burden_file"));
    let attorneys = bank.questions().iter().filter(|question| question.scope == Scope::Incident);
    let attorneys = attorneys.flat_map(|question| &question.aliases);
    assert_eq!(attorneys.filter(|alias| alias.as_str().starts_with("AG-")).count(), 27);
    for id in [
        "gov.policies_date",
        "gov.ce_notice_procedure",
        "gov.staff_trained",
        "gov.retention",
        "ins.own_policy",
    ] {
        assert!(of(Scope::Organization).contains(&id), "{id}");
    }
    let counts = [Scope::Vendor, Scope::Incident, Scope::Organization].map(|scope| of(scope).len());
    assert_eq!(counts, [163, 29, 24]);
}

/// A law of one sector or of a few states is asked of those whom it may bind, and of everybody while that is not recorded.
#[test]
fn r8_sector_questions_rest_on_our_profile() {
    fn reads_us(condition: &Condition, bank: &Bank) -> bool {
        match condition {
            Condition::All { all: many } | Condition::Any { any: many } => {
                many.iter().any(|one| reads_us(one, bank))
            }
            Condition::Organization { .. } => true,
            Condition::Vendor { .. } => false,
            Condition::Answer { question, .. } => {
                let earlier = bank.question(question).unwrap();
                earlier.asked_when.as_ref().is_some_and(|one| reads_us(one, bank))
            }
        }
    }
    let bank = shipped();
    for question in bank.questions() {
        let theme = question.id.as_str().split('.').next().unwrap();
        let of_sector = ["nis2", "dora", "fin", "nerc", "circia", "muni", "state"].contains(&theme);
        let reads =
            question.asked_when.as_ref().is_some_and(|condition| reads_us(condition, &bank));
        assert_eq!(reads, of_sector || question.id.as_str() == "inc.cdph", "{}", question.id);
    }
}

/// A proposed rule is never a duty, and what is not vouched for says so.
#[test]
fn r14_proposed_rules_are_proposed_and_marked() {
    let bank = shipped();
    let proposed: Vec<&str> = bank
        .questions()
        .iter()
        .filter(|question| question.basis == Basis::Proposed)
        .map(|question| question.id.as_str())
        .collect();
    let known = [
        "assur.written_verification",
        "baa.nprm_transition",
        "gov.compliance_audit",
        "circia.reports",
        "circia.vendor_facts",
        "notice.contingency_24h",
    ];
    assert_eq!(proposed, known);
    for id in known {
        assert!(question(id).guidance.to_lowercase().contains("propos"), "{id}");
    }
    for question in bank.questions() {
        let vouched = question.citations.iter().any(|one| one.verified == Verified::Checked);
        if question.verified == Verified::Checked && question.basis == Basis::InForce {
            assert!(vouched, "{} rests on nothing that was checked", question.id);
        }
    }
}

/// A figure in a limit that is ours is called so where it is read.
#[test]
fn r10_working_standards_are_named_in_the_guidance() {
    for question in shipped().questions() {
        let ours =
            question.kind.limits().iter().any(|limit| limit.set_by == SetBy::WorkingStandard);
        let says = ["our working standard", "our standard"];
        assert!(
            !ours || says.iter().any(|words| question.guidance.contains(words)),
            "{} does not say that its limit is ours",
            question.id
        );
    }
}

/// What "partial" means is said to whoever answers, wherever half can be true.
#[test]
fn r9_partial_is_explained_wherever_it_stands_as_unmet() {
    use proofbook::domain::question::Outcome;
    for question in shipped().questions() {
        if let AnswerKind::YesNoPartial { partial: Outcome::Unmet } = question.kind {
            assert!(question.guidance.contains("\"partial\""), "{}", question.id);
        }
    }
}

mod views {
    use super::*;

    #[test]
    fn each_says_for_whom_it_is_how_long_it_takes_and_what_it_leaves_out() {
        let bank = shipped();
        let ids: Vec<&str> = bank.questionnaires.iter().map(|one| one.id.as_str()).collect();
        let known = [
            "core",
            "annual-reassessment",
            "contract-review",
            "dora",
            "municipal",
            "nerc-cip-013",
            "nis2",
            "ocr-inquiry",
            "state-ag-inquiry",
            "us-financial",
            "vendor-breach",
        ];
        assert_eq!(ids, known);
        for one in &bank.questionnaires {
            assert!(one.minutes >= 15 && !one.for_whom.is_empty(), "{}", one.id);
            assert!(!one.leaves_out.is_empty(), "{}", one.id);
        }
    }

    /// The requests of OCR in their order, each with the questions that answer it.
    #[test]
    fn the_inquiry_by_ocr_follows_its_requests_for_documents() {
        let asked = asked_by("ocr-inquiry");
        let in_order = [
            "gov.ba_list",
            "baa.executed",
            "gov.policies_date",
            "sub.inventory",
            "risk.in_ce_analysis",
            "ctrl.risk_management",
            "gov.ce_notice_procedure",
            "gov.burden_file",
            "ir.four_factor",
            "liab.known_breach_action",
            "notice.contract_hours",
            "ir.root_cause_days",
            "assur.last_assessed",
            "gov.staff_trained",
            "gov.retention",
            "assur.rsp_12_months",
        ];
        let place = |id: &str| asked.iter().position(|one| one == id);
        let places: Vec<Option<usize>> = in_order.iter().map(|id| place(id)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        for id in asked_by("core") {
            let left_out = ["ir.plan"].contains(&id.as_str());
            assert!(left_out || asked.contains(&id), "{id}");
        }
    }

    /// Every question of a state attorney general but those of one state or of our organization is asked for such an inquiry.
    #[test]
    fn the_inquiry_by_a_state_asks_all_that_attorneys_general_ask() {
        let asked = asked_by("state-ag-inquiry");
        for question in shipped().questions() {
            if question.aliases.iter().any(|alias| alias.as_str().starts_with("AG-")) {
                assert!(asked.contains(&question.id.as_str().to_owned()), "{}", question.id);
            }
        }
    }

    #[test]
    fn the_yearly_reassessment_asks_all_about_a_vendor_but_other_sectors() {
        let asked = asked_by("annual-reassessment");
        for question in shipped().questions() {
            let theme = question.id.as_str().split('.').next().unwrap();
            let of_sector = ["nis2", "dora", "fin", "nerc", "circia", "muni"].contains(&theme);
            let wanted = question.scope == Scope::Vendor && !of_sector;
            assert_eq!(asked.contains(&question.id.as_str().to_owned()), wanted, "{}", question.id);
        }
    }

    /// A clause that is missing has words to start from.
    #[test]
    fn the_review_of_a_contract_has_clause_ideas() {
        let without: Vec<String> = asked_by("contract-review")
            .into_iter()
            .filter(|id| question(id).clause.is_none())
            .collect();
        let known = [
            "baa.before_phi",
            "baa.effective_date",
            "data.retention_limits",
            "risk.ba_status",
            "state.processor_contract",
        ];
        let surplus: Vec<&String> =
            without.iter().filter(|id| !known.contains(&id.as_str())).collect();
        assert!(surplus.is_empty(), "{surplus:?}");
    }

    /// An interview with one role is a conversation: everybody named can answer something of the larger questionnaires.
    #[rstest]
    #[case("core")]
    #[case("ocr-inquiry")]
    #[case("state-ag-inquiry")]
    #[case("annual-reassessment")]
    #[case("vendor-breach")]
    fn every_role_has_questions(#[case] id: &str) {
        let mut of_role: BTreeMap<Role, usize> = BTreeMap::new();
        for id in asked_by(id) {
            for role in question(&id).ask_of {
                *of_role.entry(role).or_default() += 1;
            }
        }
        assert_eq!(of_role.into_keys().collect::<Vec<_>>(), Role::ALL);
    }

    /// In the first hours come the facts of the incident and the contract's own times; letters come after.
    #[test]
    fn the_first_72_hours_are_in_the_order_in_which_things_are_needed() {
        let asked = asked_by("vendor-breach");
        let in_order = [
            "inc.first_word",
            "inc.timeline",
            "notice.contract_hours",
            "inc.hold",
            "avail.downtime_procedures",
            "inc.insurers_told",
            "inc.statements",
            "inc.data_kinds",
            "inc.residents",
            "ir.four_factor",
            "inc.regulators_told",
            "inc.letters",
        ];
        let places: Vec<Option<usize>> =
            in_order.iter().map(|id| asked.iter().position(|one| one == id)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    }
}

/// Rule R6: a vendor's view shows what is about the vendor, and no empty section for the rest.
#[test]
fn r6_sections_about_us_alone_are_not_shown_for_a_vendor() {
    use proofbook::domain::standing::Standings;

    let case = super::rules::making::case(&vendor(), Vec::new());
    let bank = shipped();
    let day = super::rules::making::day(TODAY);
    let standings = Standings::of(&case.dossier, &case.organization, &bank, day);
    let view = questionnaire("nis2");
    let sections = standings.sections(&view);
    let shown: Vec<(&str, usize)> =
        sections.iter().map(|(title, stands)| (*title, stands.len())).collect();
    assert_eq!(view.sections.len(), 2);
    assert_eq!(shown, [("The supplier", 2)]);
}

/// The standings of the whole bank are computed on every frame.
#[test]
fn standings_over_the_whole_bank_are_quick() {
    use proofbook::domain::standing::Standings;

    /// Measured 0.6 ms as tests are built, on two cores that are shared; a frame has 2 ms for it.
    const LIMIT: Duration = Duration::from_millis(50);

    let mut journal = vendor();
    let bank = shipped();
    for question in bank.questions().iter().filter(|question| question.scope == Scope::Vendor) {
        journal = journal.answered(question.id.as_str(), "no");
    }
    let case = super::rules::making::case(&journal, Vec::new());
    let start = Instant::now();
    let day = super::rules::making::day(TODAY);
    let standings = Standings::of(&case.dossier, &case.organization, &bank, day);
    let count = standings.iter().count();
    let took = start.elapsed();
    assert_eq!(count, 163);
    eprintln!("standings of {count} questions: {took:?}");
    assert!(took < LIMIT, "{took:?}");
}

/// The name space of own questions is theirs: no version may ever ship an id in it.
#[test]
fn no_shipped_id_begins_as_own_ones_do() {
    let bank = shipped();
    let ids = bank.questions().iter().flat_map(|one| std::iter::once(&one.id).chain(&one.aliases));
    let ids =
        ids.map(QuestionId::as_str).chain(bank.questionnaires.iter().map(|one| one.id.as_str()));
    let own: Vec<&str> = ids.filter(|id| Source::of(id) == Source::Own).collect();
    assert_eq!(own, Vec::<&str>::new());
    assert_eq!(Source::of("own.lantern"), Source::Own);
    assert!(builtin::files().iter().all(|(name, _)| !proofbook::questionnaires::own::is_own(name)));
}
