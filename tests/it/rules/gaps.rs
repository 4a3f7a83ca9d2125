//! Gaps: which standings open them, in which order they come, what accepting one does (rules R18, R19 and R21).

use proofbook::domain::event::ExhibitWithdrawn;
use proofbook::domain::gap::{LONGEST_ACCEPTANCE_DAYS, last_acceptance_day};
use proofbook::domain::question::{Basis, FailsWhen, SetBy, Severity};
use rstest::rstest;

use super::making::{
    Journal, TODAY, answer_is, case, dated_within, day, exhibit_id, letter, organization, question,
    vendor,
};

fn gap_of(journal: &Journal, severity: Severity) -> Option<Severity> {
    let case = case(journal, [question("a").severity(severity)]);
    case.gaps(TODAY).first().map(|(_, severity, _)| *severity)
}

#[rstest]
#[case("unknown", Severity::Critical, Some(Severity::Critical))]
#[case("no", Severity::Critical, Some(Severity::Critical))]
#[case("no", Severity::Low, Some(Severity::Low))]
#[case("partial", Severity::Critical, Some(Severity::High))]
#[case("partial", Severity::High, Some(Severity::Medium))]
#[case("yes", Severity::Medium, Some(Severity::Low))]
#[case("yes", Severity::Low, Some(Severity::Low))]
#[case("open", Severity::Critical, None)]
#[case("na", Severity::Critical, None)]
fn r18_severity_of_the_gap(
    #[case] said: &str,
    #[case] severity: Severity,
    #[case] expected: Option<Severity>,
) {
    assert_eq!(gap_of(&vendor().answered("a", said), severity), expected);
}

#[test]
fn r18_stale_is_one_step_lower_documented_and_carried_open_none() {
    let stale = vendor().answered("a", "yes").exhibit(letter().expires("2026-01-01").supports("a"));
    assert_eq!(gap_of(&stale, Severity::Critical), Some(Severity::High));
    let documented = vendor().answered("a", "yes").exhibit(letter().supports("a"));
    assert_eq!(gap_of(&documented, Severity::Critical), None);
    let carried = vendor().answered("a", "yes").cycle(&["a"]);
    assert_eq!(gap_of(&carried, Severity::Critical), None);
}

#[test]
fn r14_a_proposed_question_and_one_that_is_not_asked_open_no_gap() {
    let journal = vendor().answered("first", "no").answered("then", "no").answered("new", "no");
    let questions = [
        question("first"),
        question("then").when(answer_is("first", "yes")),
        question("new").basis(Basis::Proposed),
    ];
    let ids: Vec<String> =
        case(&journal, questions).gaps(TODAY).into_iter().map(|gap| gap.0).collect();
    assert_eq!(ids, ["first"]);
}

#[test]
fn r21_severity_then_basis_then_standing_then_the_questionnaires_order() {
    let practice = |id: &str| question(id).basis(Basis::GoodPractice);
    let questions = [
        question("z.asserted"),
        practice("y.unmet").severity(Severity::Medium),
        question("x.unmet.2").severity(Severity::Medium),
        question("w.unmet.1").severity(Severity::Medium),
        question("v.stale"),
        question("u.part"),
        question("t.unknown").severity(Severity::Medium),
        question("s.low").severity(Severity::Low),
        question("r.critical").severity(Severity::Critical),
    ];
    let journal = ["y.unmet", "x.unmet.2", "w.unmet.1", "s.low", "r.critical"]
        .iter()
        .fold(vendor(), |journal: Journal, id| journal.answered(id, "no"))
        .answered("z.asserted", "yes")
        .answered("v.stale", "yes")
        .exhibit(letter().expires("2026-01-01").supports("v.stale"))
        .answered("u.part", "partial")
        .answered("t.unknown", "unknown");
    let ids: Vec<String> =
        case(&journal, questions).gaps(TODAY).into_iter().map(|gap| gap.0).collect();
    assert_eq!(
        ids,
        [
            "r.critical",
            "x.unmet.2",
            "w.unmet.1",
            "t.unknown",
            "u.part",
            "v.stale",
            "z.asserted",
            "y.unmet",
            "s.low"
        ]
    );
}

// --- R19: acceptance ---

/// Whether the acceptance of the gap of `a` holds; there must be a gap.
fn holds(journal: &Journal, on: &str) -> bool {
    let case = case(journal, [question("a"), question("b")]);
    let gaps = case.gaps(on);
    gaps.iter().find(|gap| gap.0 == "a").unwrap_or_else(|| panic!("no gap on {on}: {gaps:?}")).2
}

fn unmet() -> Journal {
    vendor().answered("a", "no").on("2026-02-01").accepted("a", "2026-12-31").on("2026-03-01")
}

#[test]
fn r19_an_acceptance_holds_until_its_day_and_lapses_after_it() {
    assert!(holds(&unmet(), "2026-02-01"));
    assert!(holds(&unmet(), "2026-12-31"));
    assert!(!holds(&unmet(), "2027-01-01"));
    assert_eq!(LONGEST_ACCEPTANCE_DAYS, 365);
    assert_eq!(last_acceptance_day(day("2026-11-22")), day("2027-11-22"));
}

#[test]
fn r19_it_lapses_when_the_standing_changes_even_if_it_changes_back() {
    assert!(!holds(&unmet().answered("a", "partial"), TODAY));
    assert!(!holds(&unmet().answered("a", "yes").on("2026-04-01").answered("a", "no"), TODAY));
    let undone = unmet().answered("a", "yes");
    assert!(!holds(&undone.clone().undone(undone.last()), TODAY));
    // An undo of what was said before the acceptance changes the standing as well.
    let part = vendor().answered("a", "no").answered("a", "partial").accepted("a", "2026-12-31");
    assert!(holds(&part, TODAY));
    assert!(!holds(&part.undone(2).answered("a", "partial"), TODAY));
    // Accepted again, it holds again.
    assert!(holds(
        &unmet().answered("a", "yes").answered("a", "no").accepted("a", "2026-12-31"),
        TODAY
    ));
}

#[test]
fn r19_what_does_not_change_the_standing_leaves_it() {
    let journal = unmet()
        .answered("a", "no")
        .exhibit(letter().supports("a"))
        .answered("b", "no")
        .answered("b", "yes")
        .cycle(&["a"])
        .confirmed("a", 1, 3);
    assert!(holds(&journal, TODAY));
}

#[test]
fn r19_it_lapses_through_exhibits_too() {
    let asserted = || {
        vendor().answered("a", "yes").on("2026-02-01").accepted("a", "2026-12-31").on("2026-03-01")
    };
    assert!(holds(&asserted(), TODAY));
    let linked = asserted().exhibit(letter().supports("a")).on("2026-04-01");
    assert!(!holds(&linked.clone().unlinked(1, "a"), TODAY));
    let taken = linked.last();
    assert!(!holds(&linked.undone(taken), TODAY));
    let withdrawn = ExhibitWithdrawn { exhibit: exhibit_id(1), reason: "not ours".to_owned() };
    assert!(!holds(&asserted().exhibit(letter().supports("a")).recorded(withdrawn), TODAY));
    // Stale through another exhibit, which is not linked to the question itself.
    let replaced = vendor()
        .answered("a", "yes")
        .exhibit(letter().supports("a"))
        .exhibit(letter().supersedes(1))
        .accepted("a", "2026-12-31");
    assert!(holds(&replaced, TODAY));
    assert!(!holds(&replaced.clone().undone(3).undone(5), TODAY), "Documented for a moment");
    let superseded = vendor()
        .answered("a", "yes")
        .exhibit(letter().expires("2026-01-05").supports("a"))
        .on("2026-02-01")
        .accepted("a", "2026-12-31");
    assert!(holds(&superseded, TODAY), "stale all the time");
    assert!(holds(&superseded.clone().exhibit(letter().supersedes(1)), TODAY), "stale still");
}

#[test]
fn r19_it_lapses_when_time_alone_changes_the_standing_and_an_answer_changes_it_back() {
    let kind = || dated_within(FailsWhen::OlderThanDays(30), SetBy::WorkingStandard);
    let accepted =
        vendor().on("2026-03-01").answered("a", "2026-03-01").accepted("a", "2026-12-31");
    let gaps =
        |journal: &Journal, on: &str| case(journal, [question("a").of_kind(kind())]).gaps(on);
    assert!(gaps(&accepted, "2026-03-31")[0].2, "Asserted as when it was accepted");
    assert!(!gaps(&accepted, "2026-04-01")[0].2, "Part by time");
    let again = accepted.on("2026-05-01").answered("a", "2026-05-01");
    assert!(!gaps(&again, "2026-05-01")[0].2, "Asserted again, but it was Part in between");
}

#[test]
fn r19_it_lapses_when_an_exhibit_comes_into_force_and_ends_again() {
    let passing = letter().from("2026-05-01").expires("2026-06-30").supports("a");
    let journal = vendor().answered("a", "yes").exhibit(passing).accepted("a", "2026-12-31");
    assert!(holds(&journal, "2026-04-30"));
    assert!(!holds(&journal, "2026-07-01"), "Documented from May to June");
}

#[test]
fn r19_it_is_taken_back_by_an_undo_and_alters_no_standing_and_no_figure() {
    let journal = unmet();
    assert!(!holds(&journal.clone().undone(journal.last()), TODAY));
    let questions = || [question("a").severity(Severity::Critical)];
    let (with, without) =
        (case(&journal, questions()), case(&vendor().answered("a", "no"), questions()));
    assert_eq!(with.readiness(TODAY), without.readiness(TODAY));
    assert_eq!(with.standing("a", TODAY), without.standing("a", TODAY));
    assert_eq!(with.standings(TODAY).critical_gaps().len(), 1);
}

#[test]
fn r3_an_acceptance_under_a_false_clock_counts_from_when_it_was_named() {
    // Keyed while the clock stood in 2028: on those days the answer would have been too old, but they never were.
    let kind = || dated_within(FailsWhen::OlderThanDays(400), SetBy::WorkingStandard);
    let journal = vendor()
        .on("2028-03-01")
        .answered("a", "2026-03-01")
        .accepted("a", "2026-12-31")
        .on("2026-03-02")
        .clock_fault(1);
    let case = case(&journal, [question("a").of_kind(kind())]).of_organization(&organization());
    assert!(case.gaps(TODAY)[0].2);
}

#[test]
fn r10_owner_and_acceptance_recorded_under_an_alias_stay_with_the_question() {
    let journal = vendor().answered("old.a", "no").accepted("old.a", "2026-12-31");
    let case = case(&journal, [question("a").alias("old.a")]);
    assert_eq!(case.gaps(TODAY), [("a".to_owned(), Severity::High, true)]);
}
