//! When an exhibit is current for a question (rules, section 4, R4 and R11 to R13).

use proofbook::domain::event::{
    CopyState, ExhibitChanged, ExhibitKind, ExhibitWithdrawn, ExhibitsChecked, Pinpoint, Subject,
};
use proofbook::domain::standing::Standing;
use rstest::rstest;

use super::making::{
    Exhibit, Journal, TODAY, agreement, case, exhibit, exhibit_id, letter, question, vendor,
};

/// A vendor whose one answer is met and rests on this exhibit alone.
fn resting_on(exhibit: Exhibit) -> Journal {
    vendor().answered("a", "yes").exhibit(exhibit.supports("a"))
}

fn standing(journal: &Journal, on: &str) -> Standing {
    case(journal, [question("a")]).standing("a", on)
}

/// Whether the exhibit is current on the first day and no more, or not yet, on the second; and with which words.
fn turns(exhibit: Exhibit, current: &str, not: &str, why: &str) {
    let case = case(&resting_on(exhibit), [question("a")]);
    assert_eq!(case.standing("a", current), Standing::Documented, "on {current}");
    assert_eq!(case.why_not("a", not), [why], "on {not}");
    assert_eq!(case.standing("a", not), Standing::Stale, "on {not}");
}

#[rstest]
#[case(ExhibitKind::AuditReport, 365)]
#[case(ExhibitKind::BridgeLetter, 90)]
#[case(ExhibitKind::PenetrationTest, 365)]
#[case(ExhibitKind::Certificate, 365)]
fn r11_kinds_with_a_usual_maximum_are_too_old_the_day_after_it(
    #[case] kind: ExhibitKind,
    #[case] days: u32,
) {
    let (last, next) =
        if days == 90 { ("2026-06-29", "2026-06-30") } else { ("2027-03-31", "2027-04-01") };
    // An audit report counts from the end of its period, all other kinds from the document's date.
    let made = match kind {
        ExhibitKind::AuditReport => exhibit(kind).dated("2026-05-01").period_to("2026-03-31"),
        _ => exhibit(kind).dated("2026-03-31"),
    };
    let last_day = if days == 90 { last } else { "2027-03-31" };
    let why = format!("too old: 2026-03-31 plus {days} days was {last_day}");
    turns(made, last, next, &why);
}

#[rstest]
#[case(ExhibitKind::Agreement)]
#[case(ExhibitKind::Insurance)]
#[case(ExhibitKind::PolicyDocument)]
#[case(ExhibitKind::Letter)]
#[case(ExhibitKind::Record)]
#[case(ExhibitKind::Other)]
fn r11_kinds_without_a_usual_maximum_are_limited_by_the_question_alone(#[case] kind: ExhibitKind) {
    let journal = resting_on(exhibit(kind).dated("2016-01-01"));
    assert_eq!(standing(&journal, TODAY), Standing::Documented);
    let undated = resting_on(exhibit(kind));
    assert_eq!(standing(&undated, TODAY), Standing::Documented);

    let strict = || [question("a").max_age(365)];
    let old = case(&journal, strict());
    assert_eq!(old.why_not("a", TODAY), ["too old: 2016-01-01 plus 365 days was 2016-12-31"]);
    let none = case(&undated, strict());
    let why = "no date on file to count its age from (at most 365 days)";
    assert_eq!(none.why_not("a", TODAY), [why]);
}

#[test]
fn r11_the_shorter_of_the_questions_and_the_kinds_maximum_counts() {
    let report = || exhibit(ExhibitKind::AuditReport).period_to("2026-01-01");
    for (question_days, last, next) in
        [(30, "2026-01-31", "2026-02-01"), (900, "2027-01-01", "2027-01-02")]
    {
        let questions = || [question("a").max_age(question_days)];
        let case = case(&resting_on(report()), questions());
        assert_eq!(case.standing("a", last), Standing::Documented);
        assert_eq!(case.standing("a", next), Standing::Stale);
    }
}

#[test]
fn r11_an_audit_report_without_a_period_has_no_age_date_though_it_is_dated() {
    let case =
        case(&resting_on(exhibit(ExhibitKind::AuditReport).dated("2026-11-01")), [question("a")]);
    let why = "no date on file to count its age from (at most 365 days)";
    assert_eq!(case.why_not("a", TODAY), [why]);
}

#[test]
fn r11_an_agreement_read_again_is_as_old_as_the_reading() {
    let reread = agreement().dated("2019-05-01").reread_on("2026-02-01");
    let questions = || [question("a").max_age(365)];
    let read_again = case(&resting_on(reread), questions());
    assert_eq!(read_again.standing("a", "2027-02-01"), Standing::Documented);
    assert_eq!(read_again.standing("a", "2027-02-02"), Standing::Stale);
    // The later of the two counts, and a letter is not made younger by reading it.
    let newer = agreement().dated("2026-10-01").reread_on("2025-02-01");
    assert_eq!(case(&resting_on(newer), questions()).standing("a", TODAY), Standing::Documented);
    let letter = letter().dated("2019-05-01").reread_on("2026-02-01");
    assert_eq!(case(&resting_on(letter), questions()).standing("a", TODAY), Standing::Stale);
}

#[test]
fn s4d_its_own_date_and_in_force_from_are_not_after_the_day() {
    turns(
        letter().dated("2026-05-01"),
        "2026-05-01",
        "2026-04-30",
        "dated 2026-05-01, after this day",
    );
    turns(letter().from("2026-05-01"), "2026-05-01", "2026-04-30", "in force only from 2026-05-01");
}

#[test]
fn r4_an_agreements_end_is_its_last_day_and_a_policys_to_the_first_day_without_cover() {
    let ends = agreement().expires("2026-12-31");
    turns(ends, "2026-12-31", "2027-01-01", "expired: last day 2026-12-31");
    let policy = exhibit(ExhibitKind::Insurance).from("2026-01-01").expires("2026-12-31");
    turns(policy, "2026-12-30", "2026-12-31", "cover ended: no cover from 2026-12-31");
}

#[test]
fn s4a_a_withdrawn_exhibit_stays_linked_and_shows_nothing() {
    let withdrawn =
        ExhibitWithdrawn { exhibit: exhibit_id(1), reason: "it was another vendor's".to_owned() };
    let journal = resting_on(letter()).on("2026-03-01").recorded(withdrawn);
    assert_eq!(standing(&journal.as_of("2026-02-28"), "2026-02-28"), Standing::Documented);
    let case = case(&journal, [question("a")]);
    assert_eq!(case.standing("a", TODAY), Standing::Stale);
    assert_eq!(case.why_not("a", TODAY), ["withdrawn"]);
}

#[test]
fn s4a_a_link_taken_away_leaves_nothing_to_show() {
    let journal = resting_on(letter()).unlinked(1, "a");
    assert_eq!(standing(&journal, TODAY), Standing::Asserted);
    assert_eq!(standing(&journal.linked(1, "a"), TODAY), Standing::Documented);
}

#[test]
fn s4c_the_last_check_decides_and_a_check_that_found_all_as_before_changes_nothing() {
    let checked = || ExhibitsChecked { same: vec![exhibit_id(1)] };
    let journal = resting_on(letter()).recorded(checked());
    assert_eq!(standing(&journal, TODAY), Standing::Documented);
    for (state, why) in
        [(CopyState::Damaged, "the copy is damaged"), (CopyState::Missing, "the copy is missing")]
    {
        let found = journal.clone().found(1, state).recorded(checked());
        assert_eq!(case(&found, [question("a")]).why_not("a", TODAY), [why]);
        let mended = found.found(1, CopyState::Same);
        assert_eq!(standing(&mended, TODAY), Standing::Documented);
    }
}

#[test]
fn an_exhibit_held_elsewhere_is_never_current() {
    let case = case(&resting_on(letter().held_elsewhere()), [question("a")]);
    assert_eq!(case.standing("a", TODAY), Standing::Stale);
    assert_eq!(case.why_not("a", TODAY), ["held elsewhere: we have no copy"]);
}

#[test]
fn every_reason_is_given_at_once() {
    let journal =
        resting_on(letter().dated("2015-01-01").expires("2016-01-01")).found(1, CopyState::Missing);
    let case = case(&journal, [question("a").max_age(30)]);
    let why = case.why_not("a", TODAY);
    assert_eq!(why.len(), 3, "{why:?}");
}

#[test]
fn r12_superseding_moves_no_link_by_itself() {
    let journal = resting_on(letter()).exhibit(letter().supersedes(1));
    let before = case(&journal, [question("a")]);
    assert_eq!(before.standing("a", TODAY), Standing::Stale);
    assert_eq!(before.why_not("a", TODAY), ["superseded by A-02"]);
    let a = "a".into();
    let linked = before.dossier.linked(Subject::Vendor, &a).map(|one| one.no.0);
    assert_eq!(linked.collect::<Vec<_>>(), [1]);
    // Carried over in the same event.
    let carried = resting_on(letter()).exhibit(letter().supersedes(1).supports("a"));
    assert_eq!(standing(&carried, TODAY), Standing::Documented);
    // Taking the new one back brings the old one back.
    assert_eq!(standing(&carried.clone().undone(carried.last()), TODAY), Standing::Documented);
    let undone = journal.clone().undone(journal.last());
    assert_eq!(standing(&undone, TODAY), Standing::Documented);
}

#[test]
fn r13_a_pinpoint_is_not_needed_and_a_new_one_replaces_the_old() {
    let page = |page: &str| proofbook::domain::event::Linked {
        exhibit: exhibit_id(1),
        subject: Subject::Vendor,
        question: "a".into(),
        pinpoint: Some(Pinpoint { page: Some(page.to_owned()), ..Pinpoint::default() }),
    };
    let journal = resting_on(letter());
    assert_eq!(standing(&journal, TODAY), Standing::Documented);
    let dossier = journal.recorded(page("4")).recorded(page("5")).dossier();
    let links = &dossier.exhibit(exhibit_id(1)).unwrap().links;
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].pinpoint.as_ref().unwrap().page.as_deref(), Some("5"));
}

#[test]
fn a_changed_date_counts_from_its_event_on_and_none_takes_it_away() {
    let changed: ExhibitChanged = serde_json::from_value(serde_json::json!({
        "exhibit": exhibit_id(1), "expires": "none", "dated": "2026-02-02"
    }))
    .unwrap();
    let journal = resting_on(letter().expires("2026-02-01")).on("2026-03-01").recorded(changed);
    assert_eq!(standing(&journal.as_of("2026-02-15"), "2026-02-15"), Standing::Stale);
    assert_eq!(standing(&journal, TODAY), Standing::Documented);
}
