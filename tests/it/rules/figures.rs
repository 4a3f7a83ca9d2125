//! The figures (rules R14 to R16) and critical gaps (R20).

use proofbook::domain::question::{Basis, Severity};
use proofbook::domain::questionnaire::CORE;
use proofbook::domain::readiness::{Fraction, Readiness};
use proofbook::domain::standing::{CriticalUnsettled, Standing};
use proptest::prelude::*;

use super::making::{
    Asked, Case, Journal, TODAY, answer_is, bank, case, letter, question, questionnaire, vendor,
};

fn fraction(documented: u32, applicable: u32) -> Fraction {
    Fraction { documented, applicable }
}

#[test]
fn r14_what_counts_where() {
    let questions = [
        question("documented"),
        question("asserted").basis(Basis::GoodPractice),
        question("open"),
        question("part"),
        question("proposed").basis(Basis::Proposed),
        question("does.not.apply"),
        question("not.asked").when(answer_is("part", "yes")),
    ];
    let journal = vendor()
        .answered("documented", "yes")
        .exhibit(letter().supports("documented").supports("part").supports("proposed"))
        .answered("asserted", "yes")
        .answered("part", "partial")
        .answered("proposed", "yes")
        .answered("does.not.apply", "na")
        .answered("not.asked", "yes");
    let readiness = case(&journal, questions).readiness(TODAY);
    assert_eq!(readiness.whole, fraction(1, 4));
    assert_eq!(readiness.in_force, fraction(1, 3));
    assert_eq!(readiness.good_practice, fraction(0, 1));
    assert_eq!(readiness.whole.to_string(), "25% (1 of 4)");
    assert_eq!((readiness.does_not_apply, readiness.not_asked, readiness.proposed), (1, 1, 1));
    let bar: Vec<(Standing, u32)> = readiness.standings.clone().into_iter().collect();
    let one = |standing| (standing, 1);
    assert_eq!(
        bar,
        [Standing::Documented, Standing::Asserted, Standing::Part, Standing::Open].map(one)
    );
    assert_eq!(readiness.answered(), 3);
}

#[test]
fn r14_percentages_are_cut_never_rounded() {
    assert_eq!(fraction(199, 200).percent(), Some(99));
    assert_eq!(fraction(2, 3).percent(), Some(66));
    assert_eq!(fraction(u32::MAX - 1, u32::MAX).percent(), Some(99));
    assert_eq!(fraction(u32::MAX, u32::MAX).percent(), Some(100));
}

#[test]
fn r14_with_nothing_applicable_there_is_no_percentage() {
    let readiness = case(&vendor().answered("a", "na"), [question("a")]).readiness(TODAY);
    assert_eq!(readiness.whole.percent(), None);
    assert_eq!(readiness.whole.to_string(), "nothing to answer");
}

#[test]
fn r15_figures_are_added_up_and_never_averaged() {
    let mut sum = fraction(1, 1);
    sum += fraction(0, 3);
    assert_eq!(sum.percent(), Some(25));
    let one = case(&vendor().answered("a", "na"), [question("a"), question("b")]).readiness(TODAY);
    let mut all = one.clone();
    all += &one;
    assert_eq!((all.whole, all.does_not_apply), (fraction(0, 2), 2));
    assert_eq!(all.standing(Standing::Open), 2);
}

#[test]
fn r16_the_questionnaire_of_record_is_the_open_cycles_else_the_last_closed_ones_else_core() {
    assert_eq!(vendor().dossier().questionnaire_of_record(), CORE);
    let opened = |cycle: u128, questionnaire: &str| proofbook::domain::event::CycleOpened {
        cycle: proofbook::domain::id::CycleId(uuid::Uuid::from_u128(cycle)),
        name: questionnaire.to_owned(),
        due: None,
        questionnaire: questionnaire.to_owned(),
        digest: proofbook::domain::id::Digest::of(b"q"),
        questions: Vec::new(),
    };
    let closed = |cycle: u128| {
        let summary = serde_json::json!({
            "documented": 0, "applicable": 0, "carried": 0, "open": 0, "gaps": 0, "critical_gaps": 0
        });
        proofbook::domain::event::CycleClosed {
            cycle: proofbook::domain::id::CycleId(uuid::Uuid::from_u128(cycle)),
            summary: serde_json::from_value(summary).unwrap(),
        }
    };
    let journal = vendor().recorded(opened(1, "one"));
    assert_eq!(journal.dossier().questionnaire_of_record(), "one");
    let journal = journal.recorded(closed(1));
    assert_eq!(journal.dossier().questionnaire_of_record(), "one");
    let journal = journal.recorded(opened(2, "two"));
    assert_eq!(journal.dossier().questionnaire_of_record(), "two");
    // Rule R22: a closed cycle is not opened again by an undo.
    let undone = vendor().recorded(opened(1, "one")).recorded(closed(1)).undone(2);
    assert!(undone.dossier().open_cycle().is_none());
}

#[test]
fn r10_a_joined_figure_counts_a_shared_question_once() {
    let journal = vendor().answered("a", "yes").exhibit(letter().supports("a"));
    let case = case(&journal, [question("a").alias("old.a"), question("b")]);
    let standings = case.standings(TODAY);
    let joined = questionnaire("joined", &["a", "b", "old.a", "a", "gone"]);
    let readiness = Readiness::of(&standings.view(&joined));
    assert_eq!(readiness.whole, fraction(1, 2));
    // Questions in sections too, so that the sections add up to the whole (rule R15).
    let sections: usize = standings.sections(&joined).iter().map(|(_, stands)| stands.len()).sum();
    assert_eq!(sections, 2);
}

fn critical(id: &str) -> Asked {
    question(id).severity(Severity::Critical)
}

fn critical_case() -> Case {
    let questions = [
        critical("unmet"),
        critical("unknown"),
        critical("part"),
        critical("good.practice").basis(Basis::GoodPractice),
        critical("proposed").basis(Basis::Proposed),
        critical("not.asked").when(answer_is("unmet", "yes")),
        critical("open"),
        critical("carried").revision(2),
        critical("proposed.open").basis(Basis::Proposed),
        question("high"),
    ];
    let journal = ["unmet", "good.practice", "proposed", "not.asked", "high"]
        .iter()
        .fold(vendor(), |journal: Journal, id| journal.answered(id, "no"))
        .answered("unknown", "unknown")
        .answered("part", "partial")
        .answered("carried", "yes");
    case(&journal, questions)
}

#[test]
fn r20_critical_gaps_are_critical_in_force_asked_and_unmet_or_unknown() {
    let case = critical_case();
    let standings = case.standings(TODAY);
    let gaps: Vec<&str> =
        standings.critical_gaps().iter().map(|stand| stand.question.id.as_str()).collect();
    assert_eq!(gaps, ["unknown", "unmet"]);
}

#[test]
fn r20_open_and_carried_critical_questions_of_the_view_are_counted_beside() {
    let case = critical_case();
    let standings = case.standings(TODAY);
    let core = case.bank.questionnaire(CORE).unwrap();
    let unsettled = CriticalUnsettled::of(&standings.view(core));
    assert_eq!(unsettled, CriticalUnsettled { open: 1, carried: 1 });
    let view = questionnaire("short", &["unmet", "carried"]);
    let unsettled = CriticalUnsettled::of(&standings.view(&view));
    assert_eq!(unsettled, CriticalUnsettled { open: 0, carried: 1 });
    assert_eq!(standings.critical_gaps().len(), 2, "whatever questionnaire is shown");
}

#[test]
fn a_question_outside_the_bank_leaves_its_answer_listed() {
    let journal = vendor().answered("gone", "yes");
    let dossier = journal.dossier();
    let organization = super::making::organization().organization();
    let bank = bank([question("a")]);
    let standings = proofbook::domain::standing::Standings::of(
        &dossier,
        &organization,
        &bank,
        super::making::day(TODAY),
    );
    let gone: Vec<&str> = standings.without_question().iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(gone, ["gone"]);
}

proptest! {
    #[test]
    fn r14_a_hundred_means_all(documented in 0_u32..=5_000_000, beside in 0_u32..=5_000_000) {
        let figure = fraction(documented, documented + beside);
        let percent = figure.percent();
        prop_assert_eq!(percent == Some(100), beside == 0 && documented > 0);
        prop_assert_eq!(percent.is_none(), documented + beside == 0);
    }
}
