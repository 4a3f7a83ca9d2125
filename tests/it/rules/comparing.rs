//! Two days of one vendor held side by side: every move has its reason, and what matters comes first.

use proofbook::domain::comparison::{Cause, Comparison, ExhibitNews, GapNews, Move, News, Side};
use proofbook::domain::day::after;
use proofbook::domain::dossier::Answer;
use proofbook::domain::event::ExhibitWithdrawn;
use proofbook::domain::id::QuestionId;
use proofbook::domain::question::{FailsWhen, SetBy, Severity};
use proofbook::domain::standing::Standing;
use proptest::prelude::*;
use rstest::rstest;

use super::histories::{history, questions};
use super::making::{
    Asked, Case, Journal, answer_is, case, dated_within, day, exhibit_id, letter, organization,
    question, vendor,
};

fn side<'a>(case: &'a Case, on: &str) -> Side<'a> {
    let Case { dossier, organization, bank } = case;
    Side { dossier, organization, bank, day: day(on) }
}

/// Compares what was on file on a day with everything on a later one.
fn compared(journal: &Journal, asked: &[Asked], since: &str, until: &str) -> Comparison {
    let then = case(&journal.as_of(since), asked.to_vec());
    let now = case(&journal.as_of(until), asked.to_vec());
    Comparison::of(side(&then, since), side(&now, until))
}

fn events(numbers: &[u64]) -> Cause {
    Cause::Events { numbers: numbers.to_vec() }
}

const SINCE: &str = "2026-03-15";
const UNTIL: &str = "2026-09-15";

/// Everything up to `SINCE`, to be continued in May.
fn told(question: &str, said: &str) -> Journal {
    vendor().on("2026-03-01").answered(question, said).on("2026-05-04")
}

#[rstest]
#[case(vendor().on("2026-05-04").answered("a", "yes"), News::Answered, GapNews::Opened, vec![events(&[1])])]
#[case(told("a", "yes").answered("a", "no"), News::Changed, GapNews::Graver, vec![events(&[2])])]
#[case(told("a", "no").answered("a", "partial"), News::Changed, GapNews::Milder, vec![events(&[2])])]
#[case(told("a", "yes").answered("a", "open"), News::SetBack, GapNews::Closed, vec![events(&[2])])]
#[case(told("a", "yes").exhibit(letter().dated("2026-05-01").supports("a")), News::StandsOtherwise, GapNews::Closed, vec![events(&[2])])]
#[case(told("a", "yes").confirmed("a", 1, 1), News::Confirmed, GapNews::Same, vec![events(&[2])])]
#[case(told("a", "yes").cycle(&["a"]), News::Carried, GapNews::Closed, vec![events(&[2])])]
fn what_is_new_is_named_with_the_events_that_made_it_so(
    #[case] journal: Journal,
    #[case] news: News,
    #[case] gap: GapNews,
    #[case] why: Vec<Cause>,
) {
    let comparison = compared(&journal, &[question("a"), question("b")], SINCE, UNTIL);
    let [moved] = comparison.moves.as_slice() else { panic!("{comparison:#?}") };
    assert_eq!((moved.news, moved.gap, &moved.why), (news, gap, &why));
    assert_eq!(comparison.recorded, [journal.last()]);
}

#[test]
fn an_exhibit_that_grew_too_old_went_stale_through_time_alone() {
    let journal = vendor()
        .on("2026-03-01")
        .answered("a", "yes")
        .exhibit(letter().dated("2026-02-01").supports("a"));
    let asked = [question("a").max_age(100)];
    let comparison = compared(&journal, &asked, SINCE, UNTIL);
    let [moved] = comparison.moves.as_slice() else { panic!("{comparison:#?}") };
    assert_eq!((moved.news, &moved.why), (News::GoneStale, &vec![Cause::Time]));
    assert_eq!(comparison.recorded, Vec::<u64>::new());
    assert!(!comparison.is_empty());
}

#[test]
fn what_time_did_before_a_new_answer_is_past_and_what_it_did_after_is_said() {
    let kind = dated_within(FailsWhen::OlderThanDays(60), SetBy::WorkingStandard);
    let asked = [question("a").of_kind(kind)];
    let start = vendor().on("2026-03-01").answered("a", "2026-02-20");
    // Renewed in time for the later day.
    let renewed = start.clone().on("2026-09-01").answered("a", "2026-08-30");
    let comparison = compared(&renewed, &asked, SINCE, UNTIL);
    assert_eq!(comparison.moves[0].why, [events(&[2])]);
    // The same with what shows it, which is younger than the earlier day: neither time nor the events alone make it stand so.
    let shown = renewed.exhibit(letter().dated("2026-08-30").supports("a"));
    let comparison = compared(&shown, &asked, SINCE, UNTIL);
    assert_eq!(comparison.moves[0].why, [events(&[2, 3])]);
    // Renewed, and too old again by then.
    let again = start.on("2026-06-01").answered("a", "2026-05-30");
    let comparison = compared(&again, &asked, SINCE, UNTIL);
    assert_eq!(comparison.moves[0].why, [events(&[2]), Cause::Time]);
}

#[test]
fn a_question_that_is_not_asked_any_more_names_the_answer_that_did_it() {
    let asked = [question("a"), question("b").when(answer_is("a", "yes"))];
    let journal = vendor()
        .on("2026-03-01")
        .answered("a", "yes")
        .answered("b", "no")
        .on("2026-05-04")
        .exhibit(letter().dated("2026-05-01"))
        .answered("a", "no")
        .exhibit(letter().dated("2026-05-01"));
    let comparison = compared(&journal, &asked, SINCE, UNTIL);
    let moved = comparison.of_question(&"b".into()).unwrap();
    assert_eq!((moved.news, &moved.why), (News::NotAsked, &vec![events(&[4])]));
    assert_eq!((moved.gap, moved.gap_words()), (GapNews::Closed, "no gap while it is not asked"));
}

#[test]
fn other_questions_and_our_own_record_are_reasons_of_their_own() {
    let journal = vendor().on("2026-03-01").answered("a", "yes");
    let condition = proofbook::domain::condition::Condition::Organization {
        organization: "sectors".to_owned(),
        is: vec!["bank".to_owned()],
    };
    let asked = vec![question("a").when(condition)];
    let then =
        case(&journal, asked.clone()).of_organization(&organization().fact("sectors", "none"));
    let now = case(&journal, asked)
        .of_organization(&organization().fact("sectors", "none").fact("sectors", "bank"));
    let comparison = Comparison::of(side(&then, SINCE), side(&now, UNTIL));
    assert_eq!(comparison.moves[0].news, News::Asked);
    assert_eq!(comparison.moves[0].why, [Cause::OurRecord { numbers: vec![2] }]);

    let then = case(&journal, [question("a")]);
    let mut now = case(&journal, [question("a").revision(2), question("new")]);
    now.bank.digest = proofbook::domain::id::Digest::of(b"another bank");
    let comparison = Comparison::of(side(&then, SINCE), side(&now, UNTIL));
    let of = |id: &str| {
        let moved = comparison.of_question(&id.into()).unwrap();
        (moved.news, moved.why.clone())
    };
    assert_eq!(of("a"), (News::Carried, vec![Cause::Questions]));
    assert_eq!(of("new"), (News::Asked, vec![Cause::Questions]));
}

#[test]
fn what_matters_comes_first() {
    let asked = [
        question("milder").severity(Severity::Critical),
        question("new"),
        question("again"),
        question("grave").severity(Severity::Medium),
        question("critical").severity(Severity::Critical),
        question("late"),
    ];
    let start = ["milder", "again", "grave", "critical", "late"]
        .iter()
        .fold(vendor().on("2026-03-01"), |journal, id| {
            journal.answered(id, if *id == "milder" { "no" } else { "yes" })
        });
    let journal = start
        .on("2026-05-04")
        .answered("milder", "partial")
        .answered("new", "na")
        .confirmed("again", 1, 2)
        .answered("grave", "no")
        .answered("critical", "unknown")
        .cycle(&["late"]);
    let comparison = compared(&journal, &asked, SINCE, UNTIL);
    let order: Vec<&str> = comparison.moves.iter().map(|one| one.question.as_str()).collect();
    assert_eq!(order, ["critical", "grave", "late", "milder", "new", "again"]);
    assert_eq!(comparison.moves[0].gap_words(), "critical gap opened");
    assert_eq!((comparison.then.critical_gaps, comparison.now.critical_gaps), (1, 1));
}

#[test]
fn exhibits_say_what_became_of_them() {
    let journal = vendor()
        .on("2026-03-01")
        .exhibit(letter().dated("2026-02-01"))
        .exhibit(letter().dated("2026-02-01"))
        .exhibit(letter().dated("2026-02-01"))
        .on("2026-05-04")
        .exhibit(letter().dated("2026-05-01").supersedes(1))
        .recorded(ExhibitWithdrawn { exhibit: exhibit_id(2), reason: "the wrong file".to_owned() })
        .linked(3, "a");
    let comparison = compared(&journal, &[question("a")], SINCE, UNTIL);
    let news: Vec<_> = comparison
        .exhibits
        .iter()
        .map(|one| (one.exhibit.as_str(), one.news.clone(), one.recorded.clone()))
        .collect();
    assert_eq!(
        news,
        [
            ("A-01", vec![ExhibitNews::Superseded("A-04".to_owned())], vec![4]),
            ("A-02", vec![ExhibitNews::Withdrawn("the wrong file".to_owned())], vec![5]),
            ("A-03", vec![ExhibitNews::Changed], vec![6]),
            ("A-04", vec![ExhibitNews::Taken], vec![4]),
        ]
    );
}

#[test]
fn merged_questions_are_one_question_on_both_sides() {
    let journal = vendor().on("2026-03-01").answered("old", "yes");
    let then = case(&journal, [question("old")]);
    let mut now = case(&journal, [question("a").alias("old")]);
    now.bank.digest = proofbook::domain::id::Digest::of(b"merged");
    let comparison = Comparison::of(side(&then, SINCE), side(&now, UNTIL));
    assert_eq!(comparison.moves, Vec::<Move>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_move_has_a_reason_that_lies_between(
        journal in history(),
        days in (0_u32..500, 0_u32..500),
    ) {
        let since = after(day("2026-01-02"), days.0);
        let until = after(since, days.1);
        // A false clock may leave a later day with fewer events; that is no comparison.
        let (earlier, later) = (journal.as_of(&since.to_string()), journal.as_of(&until.to_string()));
        prop_assume!(later.events.starts_with(&earlier.events));
        let (then, now) = (case(&earlier, questions()), case(&later, questions()));
        let comparison = Comparison::of(side(&then, &since.to_string()), side(&now, &until.to_string()));
        let stands = |case: &Case, on: &str, id: &QuestionId| {
            let standings = case.standings(on);
            let stand = standings.get(id).unwrap();
            (stand.standing, stand.asked.is_asked(), stand.reply_shown(), stand.answer.map(Answer::last_event))
        };
        for id in ["a", "b", "c"].map(QuestionId::from) {
            let (was, is) = (stands(&then, &since.to_string(), &id), stands(&now, &until.to_string(), &id));
            let moved = comparison.of_question(&id);
            prop_assert_eq!(moved.is_some(), was != is && (was.1 || is.1), "{}", id);
        }
        for moved in &comparison.moves {
            prop_assert!(!moved.why.is_empty());
            for cause in &moved.why {
                match cause {
                    Cause::Events { numbers } => {
                        prop_assert!(!numbers.is_empty());
                        prop_assert!(numbers.iter().all(|number| comparison.recorded.contains(number)));
                    }
                    Cause::Time => prop_assert!(since < until),
                    Cause::OurRecord { .. } | Cause::Questions => prop_assert!(false, "{:?}", cause),
                }
            }
            // Alone through time: the record of then says it on the later day.
            if moved.why == [Cause::Time] {
                let alone = stands(&then, &until.to_string(), &moved.question);
                prop_assert_eq!(alone, stands(&now, &until.to_string(), &moved.question));
            }
        }
        for one in &comparison.exhibits {
            prop_assert!(!one.recorded.is_empty(), "{:?}", one);
        }
        let same = Comparison::of(side(&now, &until.to_string()), side(&now, &until.to_string()));
        prop_assert!(same.is_empty());
    }
}

#[test]
fn where_nothing_moved_nothing_is_listed_and_the_figures_are_there_all_the_same() {
    let comparison = compared(&told("a", "yes"), &[question("a")], SINCE, UNTIL);
    assert!(comparison.is_empty());
    assert_eq!(comparison.now.readiness.standing(Standing::Asserted), 1);
    assert_eq!((comparison.then.day, comparison.now.day), (day(SINCE), day(UNTIL)));
}
