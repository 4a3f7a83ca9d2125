//! The shipped rules of clocks: every state as the facts collected for it say, every mark kept, and banks without any still read.

use std::sync::LazyLock;

use proofbook::domain::clock::rule::{
    ClockId, ClockRule, Count, Deemed, Rules, Start, TieKind, Trigger,
};
use proofbook::domain::condition::STATES;
use proofbook::domain::question::{Basis, Verified};
use rstest::rstest;

use super::*;

/// Written by hand from the facts, not by what made the shipped file: days for individuals and what starts them, the number of residents
/// from which a regulator and the credit bureaus are told, by when the regulator is, the vendor's days, whether the statute covers medical
/// data, and how far it counts HIPAA notices.
const TABLE: &str = include_str!("states.csv");

fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(|| shipped().clocks.clone());
    &RULES
}

fn rule(id: &str) -> ClockRule {
    rules().clock(&id.into()).unwrap_or_else(|| panic!("no clock {id}")).clone()
}

/// The clocks under a state's own statute, by what follows the state in their id.
fn of_statute(code: &str) -> Vec<(&'static str, &'static ClockRule)> {
    let start = format!("{}.", code.to_lowercase());
    let kinds = ["individuals", "regulator", "credit_bureaus", "vendor"];
    let named = rules().clocks.iter().filter_map(|rule| {
        let kind = rule.id.as_str().strip_prefix(&start)?;
        let fits = kinds.iter().any(|one| kind.starts_with(one)) && !kind.ends_with("hhs_copy");
        fits.then_some((kind, rule))
    });
    named.collect()
}

fn residents(rule: &ClockRule) -> Option<(&str, u32)> {
    rule.when.iter().find_map(|trigger| match trigger {
        Trigger::Residents { state, at_least } => Some((state.as_str(), *at_least)),
        _ => None,
    })
}

fn written(count: Count) -> String {
    match count {
        Count::Hours(hours) => format!("{hours}h"),
        Count::Days(days) => format!("{days}d"),
        Count::BusinessDays(days) => format!("{days}b"),
        Count::Months(months) => format!("{months}m"),
        Count::DaysAfterYear(days) => format!("{days}y"),
    }
}

fn or_dash(words: &[String]) -> String {
    if words.is_empty() { "-".to_owned() } else { words.join(" ") }
}

fn start_word(rule: &ClockRule) -> String {
    match rule.start {
        Start::OurDiscovery => "discovery".to_owned(),
        Start::ScopeKnown => "scope".to_owned(),
        other => other.word().to_owned(),
    }
}

/// A regulator's clock as the table writes it.
fn by_when(rule: &ClockRule) -> String {
    let mut words = Vec::new();
    if let Some(within) = rule.within {
        words.push(format!("{} {}", written(within), start_word(rule)));
    }
    if let Some(tie) = &rule.tied {
        assert!(tie.clocks[0].as_str().ends_with(".individuals"), "{}", rule.id);
        words.extend(tie.by.map(written));
        words.push(tie.kind.word().to_owned());
    }
    or_dash(&words)
}

/// One row of the table as the shipped rules say it.
fn row(code: &str) -> String {
    let clocks = of_statute(code);
    let of = |kind: &'static str| {
        let named = clocks.iter().filter(move |(name, _)| name.starts_with(kind));
        named.map(|(_, rule)| *rule)
    };
    let only = |kind: &'static str| of(kind).next();
    let individuals = only("individuals").unwrap_or_else(|| panic!("{code} tells nobody"));
    let said: BTreeSet<(String, String)> = of("regulator")
        .map(|rule| (residents(rule).unwrap().1.to_string(), by_when(rule)))
        .collect();
    assert!(said.len() <= 1, "{code}: regulators differ: {said:?}");
    let dashes = || ("-".to_owned(), "-".to_owned());
    let (regulator_at, regulator) = said.into_iter().next().unwrap_or_else(dashes);
    let credit = only("credit_bureaus").map(|rule| residents(rule).unwrap().1.to_string());
    let vendor = match only("vendor") {
        None => "none".to_owned(),
        Some(rule) => or_dash(&rule.within.map(written).into_iter().collect::<Vec<_>>()),
    };
    let not_covered = individuals.when.iter().find_map(|trigger| match trigger {
        Trigger::DataBeyond(kinds) => Some(kinds.clone()),
        _ => None,
    });
    let medical = if not_covered.unwrap().contains(&"medical".to_owned()) { "no" } else { "yes" };
    let deemed = rules().jurisdiction(&individuals.id).unwrap().deemed.unwrap();
    [
        code.to_owned(),
        or_dash(&individuals.within.map(written).into_iter().collect::<Vec<_>>()),
        start_word(individuals),
        regulator_at,
        regulator,
        credit.unwrap_or_else(|| "-".to_owned()),
        vendor,
        medical.to_owned(),
        deemed.word().to_owned(),
    ]
    .join(",")
}

#[test]
fn r15_all_54_states_say_what_the_table_says() {
    let rows: Vec<&str> = TABLE.lines().skip(1).collect();
    let mut codes = BTreeSet::new();
    for expected in rows {
        let (code, _) = expected.split_once(',').unwrap();
        assert_eq!(row(code), expected);
        codes.insert(code);
    }
    assert_eq!(codes, STATES.iter().copied().collect());
    assert_eq!(codes.len(), 54);
}

#[test]
fn r15_every_clock_of_a_state_asks_for_residents_of_that_state() {
    for code in STATES {
        for (kind, rule) in of_statute(code) {
            let (state, at_least) = residents(rule).unwrap();
            assert_eq!(state, *code, "{}", rule.id);
            let any = kind == "individuals" || kind == "vendor";
            assert!(!any || at_least == 1, "{}", rule.id);
        }
    }
}

/// Pennsylvania's clause on HIPAA is older than its notice to the Attorney General, so it frees nobody from that.
#[test]
fn r15_what_counsel_may_rely_on_hipaa_for() {
    for code in STATES {
        let deemed = rules().jurisdiction(&format!("{}.x", code.to_lowercase()).as_str().into());
        let deemed = deemed.unwrap().deemed.unwrap();
        for (kind, rule) in of_statute(code) {
            let wanted = match deemed {
                Deemed::Full => rule.id.as_str() != "pa.regulator",
                Deemed::Partial => kind == "individuals" && *code != "CA",
                Deemed::None => false,
            };
            let trigger = Trigger::NotDeemed { state: (*code).to_owned() };
            assert_eq!(rule.when.contains(&trigger), wanted, "{}", rule.id);
        }
    }
}

/// Where the state's own notice to individuals gives way to HIPAA's, a regulator's clock hangs on HIPAA's.
#[test]
fn r15_a_regulator_is_told_with_the_notice_that_takes_the_states_place() {
    let hipaa = "us.hipaa.individuals".into();
    for rule in &rules().clocks {
        let Some(tie) = &rule.tied else { continue };
        let Some(notice) = tie.clocks.first().and_then(|id| rules().clock(id)) else {
            panic!("{}", rule.id)
        };
        let gives_way = |one: &ClockRule| {
            one.when.iter().any(|trigger| matches!(trigger, Trigger::NotDeemed { .. }))
        };
        let stays = gives_way(notice) && !gives_way(rule);
        assert_eq!(tie.clocks.contains(&hipaa) && notice.id != hipaa, stays, "{}", rule.id);
    }
}

#[rstest]
#[case("us.hipaa.individuals", "60d discovery")]
#[case("us.hipaa.vendor", "60d vendor_discovered")]
#[case("us.hipaa.subcontractor", "60d subcontractor_discovered")]
#[case("us.hipaa.media", "60d discovery")]
#[case("us.hipaa.hhs", "60d discovery with")]
#[case("us.hipaa.hhs_small", "60y discovery")]
#[case("us.part2.hhs_small", "60y discovery")]
#[case("us.ftc.ftc", "60d discovery with")]
#[case("us.ftc.ftc_small", "60y discovery")]
#[case("us.sec.8k", "4b material_on")]
#[case("us.sec.8k_vendor", "4b material_on")]
#[case("us.hipaa.security_incident", "-")]
#[case("us.bank.regulator", "36h determined")]
#[case("us.glba.ftc", "30d discovery")]
#[case("us.regulation_sp.provider", "72h vendor_discovered")]
#[case("us.regulation_sp.customers", "30d discovery")]
#[case("us.circia.incident", "72h discovery")]
#[case("us.circia.payment", "24h ransom_paid")]
#[case("ny.nydfs.notice", "72h determined")]
#[case("ny.nydfs.payment", "24h ransom_paid")]
#[case("ny.nydfs.payment_reasons", "30d ransom_paid")]
#[case("eu.nis2.early_warning", "24h discovery")]
#[case("eu.nis2.notice", "72h discovery")]
#[case("eu.dora.first", "4h classified")]
#[case("ny.municipal", "72h discovery")]
#[case("tx.municipal", "48h discovery")]
#[case("fl.municipal", "12h discovery")]
#[case("in.municipal", "2b discovery")]
#[case("mn.credit_bureaus", "48h discovery")]
#[case("nm.credit_bureaus", "45d discovery")]
#[case("ca.health", "15b discovery")]
#[case("ca.health_patients", "15b discovery")]
fn r15_clocks_that_no_table_holds(#[case] id: &str, #[case] expected: &str) {
    assert_eq!(by_when(&rule(id)), expected);
}

#[rstest]
#[case("ny.regulator_hhs_copy", &["us.hipaa.hhs", "us.hipaa.hhs_small"], Count::BusinessDays(5))]
#[case("il.regulator_hhs_copy", &["us.hipaa.hhs", "us.hipaa.hhs_small"], Count::BusinessDays(5))]
#[case("eu.nis2.final", &["eu.nis2.notice"], Count::Months(1))]
#[case("eu.dora.intermediate", &["eu.dora.first"], Count::Hours(72))]
#[case("eu.dora.final", &["eu.dora.intermediate"], Count::Months(1))]
fn r15_what_hangs_on_an_earlier_report(
    #[case] id: &str,
    #[case] clocks: &[&str],
    #[case] by: Count,
) {
    let tie = rule(id).tied.unwrap();
    let named: Vec<&str> = tie.clocks.iter().map(ClockId::as_str).collect();
    assert_eq!((tie.kind, named.as_slice(), tie.by), (TieKind::After, clocks, Some(by)));
}

#[rstest]
#[case("us.hipaa.media", 501)]
#[case("us.part2.media", 501)]
#[case("us.ftc.media", 500)]
fn r15_the_media_are_told_from_so_many_residents_of_one_state(#[case] id: &str, #[case] at: u32) {
    assert!(rule(id).when.contains(&Trigger::ResidentsOfAnyState { at_least: at }));
}

#[rstest]
#[case("us.hipaa.hhs", 500, None)]
#[case("us.hipaa.hhs_small", 0, Some(500))]
#[case("us.part2.hhs", 500, None)]
#[case("us.part2.hhs_small", 0, Some(500))]
#[case("us.ftc.ftc", 500, None)]
#[case("us.ftc.ftc_small", 0, Some(500))]
#[case("us.glba.ftc", 500, None)]
fn r15_so_many_people_in_all(#[case] id: &str, #[case] at_least: u32, #[case] below: Option<u32>) {
    assert!(rule(id).when.contains(&Trigger::People { at_least, below }));
}

#[rstest]
#[case("ca.individuals", "2026-01-01")]
#[case("ny.individuals", "2024-12-21")]
#[case("tx.regulator", "2023-09-01")]
#[case("ok.regulator", "2026-01-01")]
#[case("pa.regulator", "2024-09-26")]
#[case("us.part2.individuals", "2026-02-16")]
#[case("us.ftc.ftc", "2024-07-29")]
#[case("us.glba.ftc", "2024-05-13")]
#[case("us.bank.regulator", "2022-05-01")]
#[case("us.regulation_sp.customers", "2025-12-03")]
#[case("eu.dora.first", "2025-01-17")]
fn r15_rules_apply_from_the_day_that_the_facts_name(#[case] id: &str, #[case] from: &str) {
    assert_eq!(rule(id).valid_from, Some(from.parse().unwrap()));
}

/// What the facts call recalled or to be verified is shown so, with what is doubted.
#[rstest]
#[case("ar.regulator", Verified::Recalled, "45 days")]
#[case("us.ftc.media", Verified::Recalled, "500 or more")]
#[case("ak.vendor", Verified::Recalled, "recalled")]
#[case("gu.vendor", Verified::Recalled, "recalled")]
#[case("vi.vendor", Verified::Recalled, "recalled")]
#[case("mi.vendor", Verified::Recalled, "recalled")]
#[case("wi.vendor", Verified::Recalled, "recalled")]
#[case("wi.credit_bureaus", Verified::Recalled, "1,000 or more")]
#[case("vt.credit_bureaus", Verified::Recalled, "recalled")]
#[case("il.regulator_hhs_copy", Verified::Recalled, "business")]
#[case("hi.individuals", Verified::Recalled, "HIPAA")]
#[case("eu.dora.first", Verified::Recalled, "24 hours")]
#[case("eu.dora.final", Verified::ToVerify, "30 days")]
#[case("ny.health", Verified::ToVerify, "72 hours")]
#[case("tx.municipal", Verified::Recalled, "recalled")]
#[case("us.nerc.report", Verified::Recalled, "CIP-008")]
#[case("ia.regulator", Verified::Checked, "Treat 500 as reportable")]
#[case("pa.credit_bureaus", Verified::Checked, "Treat 500 as reportable")]
#[case("fl.individuals", Verified::Checked, "HIPAA")]
#[case("oh.vendor", Verified::Checked, "to be verified")]
fn marks_say_what_was_not_seen(#[case] id: &str, #[case] mark: Verified, #[case] doubt: &str) {
    let rule = rule(id);
    assert_eq!(rule.verified, mark);
    let said = rule.doubt.unwrap();
    assert!(said.contains(doubt), "{said}");
}

#[rstest]
#[case("tx.regulator")]
#[case("tx.individuals")]
#[case("ma.regulator")]
#[case("ca.health")]
#[case("md.individuals")]
#[case("us.hipaa.individuals")]
#[case("us.hipaa.media")]
fn what_was_read_without_a_doubt_has_none(#[case] id: &str) {
    let rule = rule(id);
    assert_eq!((rule.verified, rule.doubt), (Verified::Checked, None));
}

#[test]
fn only_circia_is_proposed() {
    let proposed = rules().clocks.iter().filter(|rule| rule.basis == Basis::Proposed);
    let ids: Vec<&str> = proposed.map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["us.circia.incident", "us.circia.payment"]);
}

/// A law that names no number is given none: it says in its own words how soon, or hangs on another notice.
#[test]
fn r15_no_text_that_names_no_number_has_one_and_no_number_stands_without_its_text() {
    for rule in &rules().clocks {
        let count = rule.within.or(rule.tied.as_ref().and_then(|tie| tie.by));
        let number = count.map(|count| match count {
            Count::Hours(n)
            | Count::Days(n)
            | Count::BusinessDays(n)
            | Count::Months(n)
            | Count::DaysAfterYear(n) => n,
        });
        let no_number = ["names no number", "names no time", "no day count"];
        match number {
            None => {}
            Some(_) => {
                assert!(no_number.iter().all(|words| !rule.text.contains(words)), "{}", rule.id);
            }
        }
        // Where one notice only goes with another one, the number is of the other's text.
        let own = rule.tied.as_ref().is_none_or(|tie| tie.kind == TieKind::After);
        if let Some(number) = number.filter(|_| own) {
            let in_words = format!("{number}");
            let said = rule.text.contains(&in_words) || (number == 1 && rule.text.contains("one"));
            assert!(said, "{}: {number} is not in: {}", rule.id, rule.text);
        }
    }
}

#[test]
fn r5_a_bank_from_before_there_were_clocks_is_read_without_any() {
    let mut files = builtin::owned();
    files.retain(|(name, _)| !name.starts_with("clocks/"));
    let bank = questionnaires::read(&files).unwrap();
    assert_eq!(bank.clocks, Rules::default());
    assert_eq!(bank.questions(), shipped().questions());
}

#[test]
fn clocks_of_ones_own_are_refused_at_their_place_and_nothing_else_is_said_of_them() {
    let text = "{\n  \"jurisdictions\": [],\n  \"clocks\": [{ \"id\": \"own.clock\" }]\n}";
    // A shipped file is none, wherever the person who checks it stands.
    let mut shipped_files = builtin::owned();
    for (name, _) in shipped_files.iter_mut().filter(|(name, _)| name.starts_with("clocks/")) {
        *name = format!("questionnaires/{name}");
    }
    assert_eq!(questionnaires::list(&questionnaires::check(&shipped_files)), "");
    for name in ["questionnaires/ours.json", "elsewhere/ours.json"] {
        let own = [(name.to_owned(), text.as_bytes().to_vec())];
        let said = questionnaires::list(&questionnaires::own::check(&builtin::owned(), &own));
        assert_eq!(
            said,
            format!("{name}:3:13: own clocks are not read in this version; take this file away\n")
        );
    }
    // A record whose bank holds such a file opens without it.
    let mut files = builtin::owned();
    files.push(("questionnaires/ours.json".to_owned(), text.as_bytes().to_vec()));
    let (bank, left_out) = questionnaires::own::read(&files).unwrap();
    assert_eq!(&bank.clocks, rules());
    assert!(questionnaires::list(&left_out).contains("own clocks are not read"));
}

#[test]
fn a_rule_printed_as_json_is_a_rule_of_a_file() {
    let document = serde_json::json!({
        "jurisdictions": rules().jurisdictions,
        "clocks": rules().clocks.iter().map(without_empty).collect::<Vec<_>>(),
    });
    let mut sources = parse::Sources::default();
    let findings = parse::parse("all.json", document.to_string().as_bytes(), &mut sources);
    assert_eq!(questionnaires::list(&findings), "");
    let read: Vec<ClockRule> = sources.clocks.into_iter().map(|one| one.of).collect();
    assert_eq!(read, rules().clocks);
}

/// The number that "below" implies is printed as nought, which no file says.
fn without_empty(rule: &ClockRule) -> serde_json::Value {
    let mut value = serde_json::to_value(rule).unwrap();
    for trigger in value["when"].as_array_mut().unwrap() {
        if let Some(people) = trigger.get_mut("people").and_then(|one| one.as_object_mut()) {
            people.retain(|_, number| *number != 0);
        }
    }
    value
}
