//! Answers from registers (rules, section 11): who speaks, when bad news counts, and what better news waits for.

use std::collections::BTreeMap;

use jiff::Span;
use proofbook::domain::event::{FieldSet, RecordSet, RegistersNone};
use proofbook::domain::id::RecordId;
use proofbook::domain::proposal::{Case as WhenCase, Matching, NAMES_US, RecordRule};
use proofbook::domain::question::{AnswerKind, Choice, FailsWhen, Outcome, SetBy};
use proofbook::domain::register::{RecordNo, RegisterKind};
use proofbook::domain::standing::{Confirming, Standing};
use proofbook::domain::value::Value;
use proptest::prelude::*;
use uuid::Uuid;

use super::making::*;

fn record_id(no: u128) -> RecordId {
    RecordId(Uuid::from_u128(0xA000 + no))
}

/// A record of a register; a value that is a number of hours is written as one.
fn record(register: RegisterKind, no: u128, fields: &[(&str, &str)]) -> RecordSet {
    let value = |text: &str| match text.parse() {
        Ok(hours) => Value::Whole(hours),
        Err(_) => Value::word(text),
    };
    RecordSet {
        register: register.word().to_owned(),
        record: record_id(no),
        fields: fields.iter().map(|(name, text)| ((*name).to_owned(), value(text))).collect(),
        exhibits: Vec::new(),
        supersedes: None,
        ends: None,
    }
}

fn wanted(fields: &[(&str, &str)]) -> Matching {
    let pair = |(name, word): &(&str, &str)| ((*name).to_owned(), vec![(*word).to_owned()]);
    fields.iter().map(pair).collect()
}

/// Yes while a business associate agreement is in force, else no.
fn has_baa() -> Asked {
    question("a").records(RecordRule::Cases {
        register: RegisterKind::Agreements,
        newest_by: None,
        cases: vec![WhenCase {
            matching: wanted(&[("kind", "baa")]),
            within: None,
            value: Some("yes".to_owned()),
        }],
        otherwise: Some("no".to_owned()),
    })
}

fn baa(no: u128, effective: &str, expires: &str) -> RecordSet {
    let fields = [("kind", "baa"), ("effective", effective), ("expires", expires)];
    record(RegisterKind::Agreements, no, &fields)
}

/// The last audit of ours, within a year by our own standard.
fn last_audit() -> Asked {
    let kind = dated_within(FailsWhen::OlderThanDays(365), SetBy::WorkingStandard);
    question("a").of_kind(kind).records(RecordRule::Latest {
        register: RegisterKind::Audits,
        field: "on".to_owned(),
        matching: wanted(&[("side", "ours")]),
        otherwise: Some("none".to_owned()),
    })
}

fn audit(no: u128, on: &str, side: &str) -> RecordSet {
    record(RegisterKind::Audits, no, &[("kind", "site_visit"), ("on", on), ("side", side)])
}

#[test]
fn s11_a_register_without_a_record_proposes_nothing() {
    let case = case(&vendor(), [has_baa()]);
    let stand = case.stand("a", TODAY);
    assert_eq!((stand.standing, stand.proposed), (Standing::Open, None));
}

#[test]
fn s11_good_news_waits_for_confirmation_and_then_rests_on_the_records_exhibits() {
    let journal = vendor().on("2026-03-01").exhibit(agreement().dated("2026-03-01"));
    let held = RecordSet { exhibits: vec![exhibit_id(1)], ..baa(1, "2026-03-01", "2027-03-01") };
    let journal = journal.recorded(held);
    let open = case(&journal, [has_baa()]);
    let stand = open.stand("a", TODAY);
    assert_eq!(stand.standing, Standing::Open);
    assert!(stand.exhibits.is_empty());
    let proposed = stand.proposed.unwrap();
    assert_eq!(proposed.judgment.outcome, Outcome::Met);
    assert!(proposed.proposal.reason.contains("AG-01"), "{}", proposed.proposal.reason);

    let confirmed = case(&journal.answered("a", "records"), [has_baa()]);
    let stand = confirmed.stand("a", TODAY);
    assert_eq!(stand.standing, Standing::Documented);
    assert_eq!(stand.reply(), Some(&reply("yes")));
    let shown: Vec<Option<RecordNo>> = stand.exhibits.iter().map(|shown| shown.through).collect();
    assert_eq!(shown, [Some("AG-01".parse().unwrap())]);
}

#[test]
fn s11_bad_news_stands_at_once_confirmed_or_not() {
    let journal = vendor().recorded(baa(1, "2025-01-01", "2026-03-31"));
    let case = case(&journal, [has_baa()]);
    assert_eq!(case.standing("a", "2026-03-31"), Standing::Open);
    assert_eq!(case.standing("a", "2026-04-01"), Standing::Unmet);
    assert_eq!(case.stand("a", "2026-04-01").reply(), Some(&reply("no")));
}

#[test]
fn s11_from_confirmation_on_the_outcome_follows_the_records_and_better_news_is_carried() {
    let journal = vendor()
        .recorded(baa(1, "2025-01-01", "2026-03-31"))
        .on("2026-02-01")
        .answered("a", "records");
    let ended = case(&journal, [has_baa()]);
    assert_eq!(ended.standing("a", "2026-03-31"), Standing::Asserted);
    assert_eq!(ended.standing("a", "2026-04-01"), Standing::Unmet);

    // Confirmed once more while it was bad, then renewed: better than was confirmed, so it waits.
    let confirmed = journal.clone().on("2026-04-05").confirmed("a", 1, journal.last());
    let renewed = confirmed.clone().on("2026-04-10").recorded(baa(2, "2026-04-10", "2027-04-10"));
    let better = case(&renewed, [has_baa()]);
    let stand = better.stand("a", TODAY);
    assert_eq!((stand.standing, stand.confirming), (Standing::Carried, Confirming::RecordsBetter));
    let again = renewed.on("2026-04-11").confirmed("a", 1, journal.last());
    assert_eq!(case(&again, [has_baa()]).standing("a", TODAY), Standing::Asserted);
}

#[test]
fn s11_an_overruling_answer_stands_until_the_records_bring_other_news_that_is_bad() {
    let journal =
        vendor().recorded(baa(1, "2025-01-01", "2026-01-31")).on("2026-02-10").answered("a", "yes");
    let overruled = case(&journal, [has_baa()]);
    let stand = overruled.stand("a", "2026-02-10");
    assert_eq!(stand.standing, Standing::Asserted);
    assert!(stand.is_overruling());

    // The records said yes then, and no since: that is news.
    let journal =
        vendor().recorded(baa(1, "2025-01-01", "2026-03-31")).on("2026-02-10").answered("a", "yes");
    let later = case(&journal, [has_baa()]);
    assert_eq!(later.standing("a", "2026-03-31"), Standing::Asserted);
    assert_eq!(later.standing("a", "2026-04-01"), Standing::Unmet);
    assert!(later.stand("a", "2026-04-01").is_proposed_and_not_confirmed());
}

#[test]
fn s11_an_answer_given_before_any_record_gives_way_to_bad_news_only() {
    let journal = vendor().on("2026-02-10").answered("a", "yes").on("2026-03-01");
    let bad = journal.clone().recorded(baa(1, "2025-01-01", "2026-01-31"));
    assert_eq!(case(&bad, [has_baa()]).standing("a", TODAY), Standing::Unmet);
    let no = vendor().on("2026-02-10").answered("a", "no").on("2026-03-01");
    let good = no.recorded(baa(1, "2025-01-01", "2027-01-31"));
    assert_eq!(case(&good, [has_baa()]).standing("a", TODAY), Standing::Unmet);
}

#[test]
fn s11_there_are_none_proposes_none() {
    let none = RegistersNone { register: "audits".to_owned() };
    let journal = vendor().recorded(none);
    let known = case(&journal, [last_audit()]);
    let stand = known.stand("a", TODAY);
    assert_eq!((stand.standing, stand.reply().cloned()), (Standing::Unmet, Some(reply("none"))));
    // A record written since takes it back.
    let since = journal.recorded(audit(1, "2026-06-01", "ours"));
    assert_eq!(case(&since, [last_audit()]).standing("a", TODAY), Standing::Open);
}

#[test]
fn s11_the_latest_day_counts_and_ages_by_the_questions_limit() {
    let journal = vendor()
        .recorded(audit(1, "2025-11-21", "ours"))
        .recorded(audit(2, "2025-11-22", "ours"))
        .recorded(audit(3, "2026-08-01", "vendor"));
    let confirmed = case(&journal.clone().answered("a", "records"), [last_audit()]);
    assert_eq!(confirmed.stand("a", TODAY).reply(), Some(&reply("2025-11-22")));
    assert_eq!(confirmed.standing("a", "2026-11-22"), Standing::Asserted);
    assert_eq!(confirmed.standing("a", "2026-11-23"), Standing::Part);
    assert_eq!(confirmed.standings("2026-11-22").next_change(), Some(day("2026-11-23")));
    // Set aside, it is as if it had not been written.
    let aside = journal.recorded(record(RegisterKind::Audits, 2, &[("set_aside", "wrong vendor")]));
    assert_eq!(case(&aside, [last_audit()]).standing("a", TODAY), Standing::Part);
}

#[test]
fn s11_of_two_clauses_in_force_the_one_that_amounts_to_least_speaks() {
    let hours = |no, agreement: u128, hours: &str| {
        let id = record_id(agreement).to_string();
        record(
            RegisterKind::Clauses,
            no,
            &[("agreement", id.as_str()), ("subject", "notice"), ("hours", hours)],
        )
    };
    let kind =
        AnswerKind::Hours(amount(vec![limit(FailsWhen::MoreThan(48), SetBy::WorkingStandard)]));
    let asked = || {
        question("a").of_kind(kind.clone()).records(RecordRule::Value {
            register: RegisterKind::Clauses,
            field: "hours".to_owned(),
            matching: wanted(&[("subject", "notice")]),
        })
    };
    let journal = vendor()
        .recorded(baa(1, "2025-01-01", "2027-01-01"))
        .recorded(baa(2, "2025-01-01", "2026-06-30"))
        .recorded(hours(3, 1, "24"))
        .recorded(hours(4, 2, "72"))
        .answered("a", "records");
    let case = case(&journal, [asked()]);
    assert_eq!(case.stand("a", "2026-06-30").standing, Standing::Part);
    assert_eq!(
        case.stand("a", "2026-07-01").reply(),
        Some(&proofbook::domain::value::Reply::Value(Value::Whole(24)))
    );
}

#[test]
fn s11_every_record_must_have_what_is_asked_for() {
    let asked = || {
        question("a").records(RecordRule::Every {
            register: RegisterKind::Subcontractors,
            matching: wanted(&[("phi", "yes")]),
            has: wanted(&[("agreement", "yes")]),
        })
    };
    let sub = |no, phi: &str, agreement: &str| {
        let fields = [("name", "Pelican OCR"), ("phi", phi), ("agreement", agreement)];
        record(RegisterKind::Subcontractors, no, &fields)
    };
    let one = vendor().recorded(sub(1, "yes", "yes")).recorded(sub(2, "no", "no"));
    let says = |journal: &Journal| {
        let proposed = case(journal, [asked()]).stand("a", TODAY).proposed.clone();
        proposed.map(|proposed| proposed.proposal.reply)
    };
    assert_eq!(says(&one), Some(reply("yes")));
    assert_eq!(says(&one.clone().recorded(sub(3, "yes", "no"))), Some(reply("partial")));
    assert_eq!(says(&vendor().recorded(sub(1, "yes", "unknown"))), Some(reply("no")));
    assert_eq!(says(&vendor().recorded(sub(1, "no", "no"))), None);
}

#[test]
fn s11_an_agreement_from_after_the_first_disclosure_is_no() {
    let asked = || {
        question("a").records(RecordRule::HeldOn {
            register: RegisterKind::Agreements,
            matching: wanted(&[("kind", "baa")]),
            profile: "phi_first_disclosed".to_owned(),
        })
    };
    let disclosed = |on: &str| FieldSet {
        field: "phi_first_disclosed".to_owned(),
        value: Value::word(on),
        from: None,
    };
    let journal = vendor().recorded(baa(1, "2025-03-01", "2027-03-01"));
    assert_eq!(case(&journal, [asked()]).stand("a", TODAY).proposed, None);
    let on_the_day = journal.clone().recorded(disclosed("2025-03-01"));
    assert_eq!(case(&on_the_day, [asked()]).standing("a", TODAY), Standing::Open);
    let before = journal.recorded(disclosed("2025-02-28"));
    assert_eq!(case(&before, [asked()]).standing("a", TODAY), Standing::Unmet);
}

#[test]
fn s11_an_agreement_that_had_ended_before_the_disclosure_is_no_and_one_signed_later_too() {
    let asked = || {
        question("a").records(RecordRule::HeldOn {
            register: RegisterKind::Agreements,
            matching: wanted(&[("kind", "baa")]),
            profile: "phi_first_disclosed".to_owned(),
        })
    };
    let disclosed = FieldSet {
        field: "phi_first_disclosed".to_owned(),
        value: Value::word("2025-06-01"),
        from: None,
    };
    let says = |journal: &Journal| {
        let proposed = case(journal, [asked()]).stand("a", TODAY).proposed.clone();
        proposed.map(|proposed| proposed.proposal.reply)
    };
    let vendor = vendor().recorded(disclosed);
    let gap = vendor.clone().recorded(baa(1, "2024-01-01", "2024-12-31"));
    let gap = gap.recorded(baa(2, "2025-07-01", "2027-01-01"));
    assert_eq!(says(&gap), Some(reply("no")));
    let fields = [("kind", "baa"), ("effective", "2025-01-01"), ("signed", "2025-06-02")];
    let signed_later = vendor.clone().recorded(record(RegisterKind::Agreements, 1, &fields));
    assert_eq!(says(&signed_later), Some(reply("no")));
    assert_eq!(says(&vendor.recorded(baa(1, "2025-01-01", "2027-01-01"))), Some(reply("yes")));
}

#[test]
fn s11_an_amendment_in_the_place_of_an_agreement_is_one() {
    let amendment =
        record(RegisterKind::Agreements, 2, &[("kind", "amendment"), ("effective", "2026-01-01")]);
    let amended = RecordSet { supersedes: Some(record_id(1)), ..amendment.clone() };
    let journal = vendor().recorded(baa(1, "2025-01-01", "2027-01-01"));
    assert_eq!(
        case(&journal.clone().recorded(amended), [has_baa()]).standing("a", TODAY),
        Standing::Open
    );
    let alone = vendor().recorded(amendment);
    assert_eq!(case(&alone, [has_baa()]).standing("a", TODAY), Standing::Unmet);
}

#[test]
fn s11_a_policy_ended_before_its_time_ends_then() {
    let ends = |rule_field: &str| {
        question("a")
            .of_kind(AnswerKind::Date {
                lies: proofbook::domain::question::Lies::Ahead,
                limits: vec![limit(FailsWhen::CoverEnded, SetBy::Document)],
                none: Outcome::Unmet,
            })
            .records(RecordRule::Latest {
                register: RegisterKind::Insurance,
                field: rule_field.to_owned(),
                matching: BTreeMap::new(),
                otherwise: None,
            })
    };
    let policy =
        record(RegisterKind::Insurance, 1, &[("from", "2026-01-01"), ("to", "2027-06-01")]);
    let canceled =
        RecordSet { ends: Some(day("2026-05-01")), ..record(RegisterKind::Insurance, 1, &[]) };
    let journal = vendor().recorded(policy).recorded(canceled);
    let case = case(&journal, [ends("to")]);
    assert_eq!(case.standing("a", "2026-05-01"), Standing::Open);
    assert_eq!(case.stand("a", "2026-05-02").reply(), Some(&reply("2026-05-02")));
    assert_eq!(case.standing("a", "2026-05-02"), Standing::Unmet);
}

#[test]
fn s11_where_the_newest_speaks_an_older_better_one_does_not() {
    let says = |result: &str, value: &str| WhenCase {
        matching: wanted(&[("result", result)]),
        within: None,
        value: Some(value.to_owned()),
    };
    let asked = || {
        question("a").records(RecordRule::Cases {
            register: RegisterKind::Audits,
            newest_by: Some("on".to_owned()),
            cases: vec![says("clean", "yes"), says("failed", "no")],
            otherwise: None,
        })
    };
    let audit = |no, on: &str, result: &str| {
        record(RegisterKind::Audits, no, &[("kind", "other"), ("on", on), ("result", result)])
    };
    let journal = vendor().recorded(audit(1, "2026-10-01", "failed")).recorded(audit(
        2,
        "2026-01-01",
        "clean",
    ));
    let case = case(&journal, [asked()]);
    assert_eq!(case.standing("a", TODAY), Standing::Unmet);
    assert_eq!(case.standing("a", "2026-06-01"), Standing::Open);
}

#[test]
fn s11_what_is_not_recorded_of_a_record_is_not_taken_for_no() {
    let asked = || {
        let case = |words: &[&str], value: Option<&str>| WhenCase {
            matching: [("phi".to_owned(), words.iter().map(|one| (*one).to_owned()).collect())]
                .into(),
            within: None,
            value: value.map(str::to_owned),
        };
        question("a").records(RecordRule::Cases {
            register: RegisterKind::Subcontractors,
            newest_by: None,
            cases: vec![case(&["yes"], Some("no")), case(&["unknown", "not_recorded"], None)],
            otherwise: Some("yes".to_owned()),
        })
    };
    let sub = |fields: &[(&str, &str)]| {
        let journal = vendor().recorded(record(RegisterKind::Subcontractors, 1, fields));
        case(&journal, [asked()]).stand("a", TODAY).proposed.clone()
    };
    assert_eq!(sub(&[("name", "Pelican OCR")]), None);
    assert_eq!(sub(&[("name", "Pelican OCR"), ("phi", "unknown")]), None);
    assert!(sub(&[("name", "Pelican OCR"), ("phi", "no")]).is_some());
    // The same where a rule looks at some records only: one that does not say on whose side it was may be ours.
    let silent = record(RegisterKind::Audits, 1, &[("kind", "site_visit"), ("on", "2026-05-01")]);
    let journal = vendor().recorded(silent);
    assert_eq!(case(&journal, [last_audit()]).stand("a", TODAY).proposed, None);
    let theirs = vendor().recorded(audit(1, "2026-05-01", "vendor"));
    assert_eq!(case(&theirs, [last_audit()]).standing("a", TODAY), Standing::Unmet);
}

#[test]
fn s11_a_fact_of_the_profile_that_was_recorded_later_is_news_too() {
    let asked = || {
        question("a").records(RecordRule::HeldOn {
            register: RegisterKind::Agreements,
            matching: wanted(&[("kind", "baa")]),
            profile: "phi_first_disclosed".to_owned(),
        })
    };
    let journal = vendor()
        .recorded(baa(1, "2025-03-01", "2027-03-01"))
        .on("2026-02-10")
        .answered("a", "yes")
        .on("2026-03-01");
    assert_eq!(case(&journal, [asked()]).standing("a", TODAY), Standing::Asserted);
    let earlier = FieldSet {
        field: "phi_first_disclosed".to_owned(),
        value: Value::word("2025-02-28"),
        from: None,
    };
    assert_eq!(case(&journal.recorded(earlier), [asked()]).standing("a", TODAY), Standing::Unmet);
}

#[test]
fn s11_a_legal_name_that_was_recorded_later_is_news_too() {
    let asked = || {
        question("a").records(RecordRule::Cases {
            register: RegisterKind::Insurance,
            newest_by: None,
            cases: vec![WhenCase {
                matching: wanted(&[("additional_insured", "endorsement"), (NAMES_US, "no")]),
                within: None,
                value: Some("no".to_owned()),
            }],
            otherwise: None,
        })
    };
    let fields = [("additional_insured", "endorsement"), ("entity", "Lake Clinic")];
    let journal = vendor()
        .recorded(record(RegisterKind::Insurance, 1, &fields))
        .on("2026-02-10")
        .answered("a", "yes");
    let named = organization().on("2026-03-01").fact("name", "River Clinic");
    let later = case(&journal, [asked()]).of_organization(&named);
    assert_eq!(later.standing("a", TODAY), Standing::Unmet);
    let before = organization().on("2026-02-01").fact("name", "River Clinic");
    let overruled = case(&journal, [asked()]).of_organization(&before);
    assert_eq!(overruled.standing("a", TODAY), Standing::Asserted);
}

#[test]
fn s11_does_not_apply_against_the_records_is_an_overruling() {
    let journal =
        vendor().recorded(baa(1, "2025-01-01", "2026-01-31")).on("2026-02-10").answered("a", "na");
    let case = case(&journal, [has_baa()]);
    let stand = case.stand("a", TODAY);
    assert_eq!(stand.standing, Standing::DoesNotApply);
    assert!(stand.is_overruling());
}

#[test]
fn s11_an_endorsement_must_name_one_of_our_legal_entities() {
    let choice =
        |value: &str, outcome| Choice { value: value.to_owned(), label: value.to_owned(), outcome };
    let kind = AnswerKind::Choice {
        choices: vec![choice("endorsement", Outcome::Met), choice("no", Outcome::Unmet)],
    };
    let case_of = |names_us: &str, value: &str| WhenCase {
        matching: wanted(&[("additional_insured", "endorsement"), (NAMES_US, names_us)]),
        within: None,
        value: Some(value.to_owned()),
    };
    let asked = || {
        question("a").of_kind(kind.clone()).records(RecordRule::Cases {
            register: RegisterKind::Insurance,
            newest_by: None,
            cases: vec![case_of("yes", "endorsement"), case_of("no", "no")],
            otherwise: None,
        })
    };
    let policy = record(
        RegisterKind::Insurance,
        1,
        &[
            ("from", "2026-01-01"),
            ("to", "2027-01-01"),
            ("additional_insured", "endorsement"),
            ("entity", "RIVER  clinic, inc."),
        ],
    );
    let journal = vendor().recorded(policy);
    let says = |ours: Journal, on: &str| {
        let case = case(&journal, [asked()]).of_organization(&ours);
        let proposed = case.stand("a", on).proposed.clone();
        proposed.map(|proposed| proposed.proposal.reply)
    };
    assert_eq!(says(organization(), TODAY), None, "our names are not recorded");
    let ours = || organization().fact("name", "River Clinic, Inc.");
    assert_eq!(says(ours(), TODAY), Some(reply("endorsement")));
    assert_eq!(says(organization().fact("name", "Lake Clinic"), TODAY), Some(reply("no")));
    assert_eq!(says(ours(), "2027-01-01"), None, "the policy's last day has no cover (rule R4)");
}

#[test]
fn s11_r7_conditions_read_what_the_records_say() {
    let follow = question("b").when(answer_is("a", "yes"));
    let questions = || [has_baa(), follow.clone()];
    let ended = vendor().recorded(baa(1, "2025-01-01", "2026-03-31"));
    let case_ended = case(&ended, questions());
    assert!(!case_ended.stand("b", TODAY).asked.is_asked());
    let confirmed = case(&ended.answered("a", "records"), questions());
    assert!(confirmed.stand("b", "2026-03-31").asked.is_asked());
}

#[test]
fn r19_an_acceptance_lapses_when_a_record_moves_the_standing() {
    let journal = vendor()
        .recorded(baa(1, "2025-01-01", "2026-01-31"))
        .on("2026-03-01")
        .accepted("a", "2026-12-31");
    assert!(case(&journal, [has_baa()]).gaps(TODAY)[0].2);
    let renewed = journal
        .on("2026-04-01")
        .recorded(baa(2, "2026-04-01", "2026-04-30"))
        .on("2026-05-02")
        .recorded(audit(3, "2026-05-01", "ours"));
    assert!(!case(&renewed, [has_baa()]).gaps(TODAY)[0].2, "it was gone in between");
}

/// Days around which records begin and end.
fn any_day() -> impl Strategy<Value = String> {
    (0_i64..500).prop_map(|days| (day("2025-06-01") + Span::new().days(days)).to_string())
}

proptest! {
    /// Rule R17: between today and the day that is named, nothing changes by itself.
    #[test]
    fn r17_no_standing_changes_before_the_day_that_is_named(
        days in proptest::collection::vec((any_day(), any_day(), any_day()), 1..4),
        answer in prop_oneof![Just(None), Just(Some("records")), Just(Some("none"))],
        answered_on in any_day(),
        start in any_day(),
    ) {
        let mut journal = vendor().on("2025-06-01");
        for (no, (first, last, on)) in (1..).zip(&days) {
            journal = journal.recorded(baa(no, first, last)).recorded(audit(100 + no, on, "ours"));
        }
        if let Some(answer) = answer {
            journal = journal.on(&answered_on).answered("b", answer).answered("a", "records");
        }
        let case = case(&journal, [has_baa(), last_audit_called("b")]);
        let standings = |on: jiff::civil::Date| {
            let on = on.to_string();
            (case.standing("a", &on), case.standing("b", &on))
        };
        let start = day(&start);
        let now = standings(start);
        let next = case.standings(&start.to_string()).next_change();
        let end = next.unwrap_or(start + Span::new().days(900));
        let mut on = start;
        while on < end {
            prop_assert_eq!(standings(on), now, "{} before {:?}", on, next);
            on += Span::new().days(1);
        }
    }

    /// Rules, section 11: whatever the records, no standing is better than the answer without them, unless somebody confirmed them.
    #[test]
    fn s11_records_alone_never_make_a_standing_better(
        days in proptest::collection::vec((any_day(), any_day()), 0..4),
        answer in prop_oneof![Just("yes"), Just("no"), Just("partial"), Just("unknown"), Just("open")],
        on in any_day(),
    ) {
        let rank = |standing: Standing| match standing {
            Standing::Documented | Standing::Asserted | Standing::Stale => 0,
            Standing::Part => 1,
            Standing::Open | Standing::Carried | Standing::DoesNotApply => 2,
            Standing::Unknown => 3,
            Standing::Unmet => 4,
        };
        let bare = vendor().on("2025-06-02").answered("a", answer);
        let mut journal = bare.clone();
        for (no, (first, last)) in (1..).zip(&days) {
            journal = journal.recorded(baa(no, first, last));
        }
        let without = case(&bare, [has_baa()]).standing("a", &on);
        let with = case(&journal, [has_baa()]).standing("a", &on);
        prop_assert!(rank(with) >= rank(without), "{with:?} from {without:?}");
    }
}

fn last_audit_called(id: &str) -> Asked {
    let kind = dated_within(FailsWhen::OlderThanDays(365), SetBy::WorkingStandard);
    question(id).of_kind(kind).records(RecordRule::Latest {
        register: RegisterKind::Audits,
        field: "on".to_owned(),
        matching: BTreeMap::new(),
        otherwise: None,
    })
}
