//! Which questions are asked (rules R6 to R8).

use proofbook::domain::condition::Condition;
use proofbook::domain::event::FieldSet;
use proofbook::domain::question::{AnswerKind, Choice, Counts, ManyChoice, Outcome, Scope};
use proofbook::domain::standing::{Asked, Standing};
use proofbook::domain::value::{Reply, Value};
use proptest::prelude::*;
use rstest::rstest;

use super::making::{
    Journal, TODAY, amount, answer_is, case, letter, organization, question, reply, vendor,
};

fn asked(vendor: &Journal) -> Asked {
    let questions = [question("first"), question("then").when(answer_is("first", "yes"))];
    case(vendor, questions).stand("then", TODAY).asked
}

#[test]
fn r6_only_questions_about_the_vendor_count_for_the_vendor() {
    let questions = [
        question("ours").scope(Scope::Organization),
        question("theirs"),
        question("once").scope(Scope::Incident),
    ];
    let case = case(&vendor().answered("ours", "no").answered("once", "no"), questions);
    let readiness = case.readiness(TODAY);
    assert_eq!((readiness.whole.applicable, readiness.not_asked), (1, 0));
    assert!(case.standings(TODAY).get(&"ours".into()).is_none());
    assert!(case.standings(TODAY).without_question().is_empty());
}

#[rstest]
#[case("yes", true)]
#[case("no", false)]
#[case("partial", false)]
#[case("na", false)]
fn r7_a_known_answer_decides(#[case] said: &str, #[case] is_asked: bool) {
    let asked = asked(&vendor().answered("first", said));
    assert_eq!(asked == Asked::Yes, is_asked, "{asked:?}");
    assert_eq!(matches!(asked, Asked::No(_)), !is_asked, "{asked:?}");
}

#[test]
fn r7_open_unknown_and_carried_leave_it_undecided() {
    assert_eq!(asked(&vendor()), Asked::Undecided);
    assert_eq!(asked(&vendor().answered("first", "unknown")), Asked::Undecided);
    assert_eq!(
        asked(&vendor().answered("first", "no").answered("first", "open")),
        Asked::Undecided
    );
    let carried = vendor().answered("first", "yes").cycle(&["first"]);
    assert_eq!(asked(&carried), Asked::Undecided);
}

#[test]
fn r7_unmet_is_not_carried_so_its_value_still_decides() {
    let cycle = vendor().answered("first", "no").cycle(&["first"]);
    assert!(matches!(asked(&cycle), Asked::No(_)));
}

#[test]
fn r7_a_question_behind_one_that_is_not_asked_is_not_asked() {
    let vendor = vendor().answered("first", "no").answered("second", "yes");
    let questions = [
        question("first"),
        question("second").when(answer_is("first", "yes")),
        question("third").when(answer_is("second", "yes")),
    ];
    let case = case(&vendor, questions);
    let third = case.stand("third", TODAY).asked;
    assert_eq!(third, Asked::No("second is not asked either".to_owned()));
    let second = case.stand("second", TODAY).asked;
    assert_eq!(second, Asked::No("first is answered \"No\"".to_owned()));
}

#[test]
fn r7_a_hidden_answer_is_kept_and_counts_again_when_the_condition_turns() {
    let questions = || [question("first"), question("then").when(answer_is("first", "yes"))];
    let hidden =
        vendor().answered("first", "no").answered("then", "yes").exhibit(letter().supports("then"));
    let before = case(&hidden, questions());
    let then = before.stand("then", TODAY);
    assert_eq!((then.standing, then.is_applicable()), (Standing::Documented, false));
    assert!(then.answer.is_some());
    let figure = before.readiness(TODAY);
    assert_eq!((figure.whole.documented, figure.whole.applicable, figure.not_asked), (0, 1, 1));

    let after = case(&hidden.answered("first", "yes"), questions()).readiness(TODAY);
    assert_eq!((after.whole.documented, after.whole.applicable, after.not_asked), (1, 2, 0));
}

#[test]
fn r7_conditions_in_a_circle_end_undecided() {
    let questions =
        [question("a").when(answer_is("b", "yes")), question("b").when(answer_is("a", "yes"))];
    let case = case(&vendor().answered("a", "yes").answered("b", "yes"), questions);
    assert!(case.stand("a", TODAY).asked.is_asked());
    assert!(case.stand("b", TODAY).asked.is_asked());
}

fn many() -> AnswerKind {
    let choice = |value: &str, counts| ManyChoice {
        value: value.to_owned(),
        label: value.to_owned(),
        counts,
    };
    AnswerKind::Choices {
        choices: vec![
            choice("at-rest", Counts::Wanted),
            choice("in-transit", Counts::Wanted),
            choice("nowhere", Counts::NoneOfThese),
        ],
    }
}

#[rstest]
#[case(many(), Reply::Value(Value::Words(vec!["at-rest".into(), "in-transit".into()])), "in-transit", true)]
#[case(many(), Reply::Value(Value::Words(vec!["at-rest".into()])), "in-transit", false)]
#[case(AnswerKind::Hours(amount(vec![])), Reply::Value(Value::Whole(24)), "24", true)]
#[case(AnswerKind::Hours(amount(vec![])), Reply::Value(Value::Whole(48)), "24", false)]
#[case(AnswerKind::Hours(amount(vec![])), reply("none"), "none", true)]
#[case(AnswerKind::Hours(amount(vec![])), Reply::Value(Value::Whole(48)), "none", false)]
fn r7_values_of_every_kind_can_be_read(
    #[case] kind: AnswerKind,
    #[case] said: Reply,
    #[case] is: &str,
    #[case] is_asked: bool,
) {
    let questions =
        [question("first").of_kind(kind), question("then").when(answer_is("first", is))];
    let case = case(&vendor().replied("first", said), questions);
    assert_eq!(case.stand("then", TODAY).asked.is_asked(), is_asked);
}

#[test]
fn r7_a_choice_that_the_bank_marks_as_not_known_is_undecided() {
    let choice =
        |value: &str, outcome| Choice { value: value.to_owned(), label: value.to_owned(), outcome };
    let kind = AnswerKind::Choice {
        choices: vec![choice("ours", Outcome::Met), choice("unsure", Outcome::Unknown)],
    };
    let questions =
        [question("first").of_kind(kind), question("then").when(answer_is("first", "ours"))];
    let case = case(&vendor().answered("first", "unsure"), questions);
    assert_eq!(case.stand("then", TODAY).asked, Asked::Undecided);
}

#[test]
fn r8_a_tier_that_is_not_recorded_is_undecided() {
    let hangs = Condition::Vendor {
        vendor: "tier".to_owned(),
        is: vec!["critical".to_owned(), "high".to_owned()],
    };
    let asked = |vendor: &Journal| {
        case(vendor, [question("then").when(hangs.clone())]).stand("then", TODAY).asked
    };
    let tier =
        |word: &str| FieldSet { field: "tier".to_owned(), value: Value::word(word), from: None };
    assert_eq!(asked(&vendor()), Asked::Undecided);
    assert_eq!(asked(&vendor().recorded(tier("high"))), Asked::Yes);
    let low = vendor().recorded(tier("low"));
    assert_eq!(asked(&low), Asked::No("the vendor's tier is low".to_owned()));
    assert_eq!(asked(&low.recorded(tier("untiered"))), Asked::Undecided);
}

#[test]
fn r8_a_fact_about_us_that_is_not_recorded_is_undecided() {
    let hangs = Condition::Organization {
        organization: "entity".to_owned(),
        is: vec!["hospital".to_owned()],
    };
    let asked = |ours: &Journal| {
        let case = case(&vendor(), [question("then").when(hangs.clone())]).of_organization(ours);
        case.stand("then", TODAY).asked.clone()
    };
    assert_eq!(asked(&organization()), Asked::Undecided);
    assert_eq!(asked(&organization().fact("entity", "hospital")), Asked::Yes);
    assert!(matches!(asked(&organization().fact("entity", "health plan")), Asked::No(_)));
    let taken_back = organization().fact("entity", "health plan").undone(1);
    assert_eq!(asked(&taken_back), Asked::Undecided, "rule R22 holds for our own record too");
}

const SAID: [&str; 6] = ["yes", "no", "partial", "na", "unknown", "open"];

/// Questions of which each may hang on ones before it, alone or joined.
fn questions(hangs: &[(usize, usize, u8)]) -> Vec<super::making::Asked> {
    let on = |place: usize| answer_is(&format!("q{place}"), "yes");
    let mut questions = vec![question("q0")];
    for (index, (one, other, how)) in hangs.iter().enumerate() {
        let (one, other) = (on(one % (index + 1)), on(other % (index + 1)));
        let asked = question(&format!("q{}", index + 1));
        questions.push(match how {
            0 => asked,
            1 => asked.when(one),
            2 => asked.when(Condition::All { all: vec![one, other] }),
            _ => asked.when(Condition::Any { any: vec![one, other] }),
        });
    }
    questions
}

proptest! {
    /// Not knowing an answer removes no question from the figure, and where no hidden answer is documented the figure never rises.
    #[test]
    fn r7_readiness_never_rises_because_something_is_not_known(
        hangs in prop::collection::vec((0_usize..8, 0_usize..8, 0_u8..4), 1..8),
        said in prop::collection::vec(0_usize..SAID.len(), 8),
        shown in prop::collection::vec(any::<bool>(), 8),
        forgotten in 0_usize..8,
    ) {
        let count = hangs.len() + 1;
        let forgotten = forgotten % count;
        let record = |without: Option<usize>| {
            let mut journal = vendor();
            for place in 0..count {
                let said = if without == Some(place) { "unknown" } else { SAID[said[place]] };
                journal = journal.answered(&format!("q{place}"), said);
            }
            for place in (0..count).filter(|place| shown[*place]) {
                journal = journal.exhibit(letter().supports(&format!("q{place}")));
            }
            case(&journal, questions(&hangs))
        };
        let (known, unknown) = (record(None), record(Some(forgotten)));
        for place in 0..count {
            let id = format!("q{place}");
            let (before, after) = (known.stand(&id, TODAY), unknown.stand(&id, TODAY));
            prop_assert!(!before.is_applicable() || after.is_applicable(), "{id} left the figure");
        }
        let hidden = (0..count).any(|place| {
            let stand = known.stand(&format!("q{place}"), TODAY);
            !stand.asked.is_asked() && stand.standing == Standing::Documented
        });
        if !hidden {
            let figure = |case: &super::making::Case| case.readiness(TODAY).whole;
            let (before, after) = (figure(&known), figure(&unknown));
            prop_assert!(after.documented <= before.documented);
            prop_assert!(after.applicable >= before.applicable);
        }
    }
}
