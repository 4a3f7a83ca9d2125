//! How an answer stands: the table of rules, section 5, row by row; and R5 and R23 as far as a revision goes.

use proofbook::domain::standing::{Confirming, Standing};
use rstest::rstest;

use super::making::{Journal, TODAY, case, letter, question, vendor};

/// How an answer stands by what was said, what is linked, and whether the question was revised since.
fn stands(said: Option<&str>, linked: Linked, revision: u32) -> Standing {
    let mut journal = vendor();
    if let Some(said) = said {
        journal = journal.answered("a", said);
    }
    journal = match linked {
        Linked::None => journal,
        Linked::Current => journal.exhibit(letter().supports("a")),
        Linked::NotCurrent => journal.exhibit(letter().expires("2026-01-01").supports("a")),
        Linked::Both => journal
            .exhibit(letter().supports("a"))
            .exhibit(letter().expires("2026-01-01").supports("a")),
    };
    case(&journal, [question("a").revision(revision)]).standing("a", TODAY)
}

#[derive(Clone, Copy, Debug)]
enum Linked {
    None,
    NotCurrent,
    Current,
    Both,
}

const LINKED: [Linked; 4] = [Linked::None, Linked::NotCurrent, Linked::Current, Linked::Both];

#[rstest]
#[case::row_1_no_answer(None, Standing::Open)]
#[case::row_1_set_back(Some("open"), Standing::Open)]
#[case::row_2(Some("unknown"), Standing::Unknown)]
#[case::row_3(Some("no"), Standing::Unmet)]
#[case::row_4(Some("partial"), Standing::Part)]
fn s5_rows_1_to_4_whatever_is_linked_and_confirmed(
    #[case] said: Option<&str>,
    #[case] expected: Standing,
) {
    for linked in LINKED {
        for revision in [1, 2] {
            assert_eq!(stands(said, linked, revision), expected, "{linked:?}, {revision}");
        }
    }
}

#[rstest]
#[case::row_5("na", 2, Standing::Carried)]
#[case::row_6("na", 1, Standing::DoesNotApply)]
#[case::row_7("yes", 2, Standing::Carried)]
fn s5_rows_5_to_7_whatever_is_linked(
    #[case] said: &str,
    #[case] revision: u32,
    #[case] expected: Standing,
) {
    for linked in LINKED {
        assert_eq!(stands(Some(said), linked, revision), expected, "{linked:?}");
    }
}

#[rstest]
#[case::row_8_one(Linked::Current, Standing::Documented)]
#[case::row_8_at_least_one(Linked::Both, Standing::Documented)]
#[case::row_9(Linked::NotCurrent, Standing::Stale)]
#[case::row_10(Linked::None, Standing::Asserted)]
fn s5_rows_8_to_10(#[case] linked: Linked, #[case] expected: Standing) {
    assert_eq!(stands(Some("yes"), linked, 1), expected);
}

#[test]
fn the_marks_and_words_are_those_of_the_table() {
    let marks: String = Standing::ALL.iter().map(|standing| standing.mark()).collect();
    assert_eq!(marks, "+~s/!?c.-");
    assert_eq!(Standing::DoesNotApply.to_string(), "Does not apply");
}

#[test]
fn r23_confirming_keeps_value_note_and_links_and_settles_the_revision_confirmed() {
    let journal = vendor().answered("a", "yes").exhibit(letter().supports("a"));
    let revised = |journal: &Journal, revision| {
        let case = case(journal, [question("a").revision(revision)]);
        let stand = case.stand("a", TODAY);
        (stand.standing, stand.confirming)
    };
    assert_eq!(revised(&journal, 2), (Standing::Carried, Confirming::QuestionRevised));
    let confirmed = journal.confirmed("a", 2, 1);
    assert_eq!(revised(&confirmed, 2), (Standing::Documented, Confirming::Settled));
    assert_eq!(revised(&confirmed, 3), (Standing::Carried, Confirming::QuestionRevised));
}

#[test]
fn r23_a_confirmation_of_an_answer_that_was_replaced_settles_nothing() {
    let journal = vendor().answered("a", "yes").answered("a", "yes").confirmed("a", 2, 1);
    let case = case(&journal, [question("a").revision(2)]);
    assert_eq!(case.standing("a", TODAY), Standing::Carried);
}

#[test]
fn r23_a_cycle_carries_what_it_holds_by_id_or_alias_until_confirmed() {
    let questions = || [question("a").alias("old.a"), question("b")];
    for held in ["a", "old.a"] {
        let journal = vendor().answered("a", "yes").answered("b", "yes").cycle(&[held]);
        let opened = case(&journal, questions());
        assert_eq!(opened.standing("a", TODAY), Standing::Carried, "{held}");
        assert_eq!(opened.stand("a", TODAY).confirming, Confirming::CycleOpened);
        assert_eq!(opened.standing("b", TODAY), Standing::Asserted);
        let confirmed = case(&journal.confirmed("a", 1, 1), questions());
        assert_eq!(confirmed.standing("a", TODAY), Standing::Asserted);
    }
}

#[test]
fn s13_what_does_not_apply_is_carried_into_the_next_cycle() {
    let journal = vendor().answered("a", "na");
    let standing = |journal: &Journal| case(journal, [question("a")]).standing("a", TODAY);
    assert_eq!(standing(&journal), Standing::DoesNotApply);
    assert_eq!(standing(&journal.cycle(&["a"])), Standing::Carried);
}

#[test]
fn r10_an_answer_under_an_alias_is_the_answer_and_the_one_recorded_last_stands() {
    let standing =
        |journal: Journal| case(&journal, [question("a").alias("old.a")]).standing("a", TODAY);
    let old = || vendor().answered("old.a", "yes").exhibit(letter().supports("old.a"));
    assert_eq!(standing(old()), Standing::Documented);
    assert_eq!(standing(old().answered("a", "no")), Standing::Unmet);
    assert_eq!(standing(vendor().answered("a", "yes").answered("old.a", "no")), Standing::Unmet);
}
