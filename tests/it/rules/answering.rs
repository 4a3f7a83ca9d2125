//! What a reply amounts to on a day (rules, section 3, R4, R9 and R10).

use proofbook::domain::question::{
    Amount, AnswerKind, Choice, Counts, FailsWhen, Lies, ManyChoice, Outcome, SetBy,
};
use proofbook::domain::standing::Standing;
use proofbook::domain::value::{Money, Reply, ReplyState, Value};
use proptest::prelude::*;
use rstest::rstest;

use super::making::{
    TODAY, amount, case, dated_within, day, letter, limit, question, reply, vendor,
};

fn outcome(kind: &AnswerKind, reply: &Reply) -> Option<Outcome> {
    kind.judge(reply, day(TODAY)).map(|judgment| judgment.outcome)
}

fn choice() -> AnswerKind {
    let one = |value: &str, outcome| Choice {
        value: value.to_owned(),
        label: format!("It is {value}"),
        outcome,
    };
    AnswerKind::Choice {
        choices: vec![
            one("all", Outcome::Met),
            one("some", Outcome::Part),
            one("nothing", Outcome::Unmet),
            one("unsure", Outcome::Unknown),
        ],
    }
}

fn choices() -> AnswerKind {
    let one = |value: &str, counts| ManyChoice {
        value: value.to_owned(),
        label: format!("It is {value}"),
        counts,
    };
    AnswerKind::Choices {
        choices: vec![
            one("a", Counts::Wanted),
            one("b", Counts::Wanted),
            one("other", Counts::Extra),
            one("instead", Counts::StandsForRest),
            one("nowhere", Counts::NoneOfThese),
        ],
    }
}

fn hours(none: Outcome) -> AnswerKind {
    let limits = vec![limit(FailsWhen::MoreThan(48), SetBy::WorkingStandard)];
    AnswerKind::Hours(Amount { limits, none })
}

fn kinds() -> Vec<AnswerKind> {
    vec![
        AnswerKind::YesNoPartial { partial: Outcome::Part },
        choice(),
        choices(),
        dated_within(FailsWhen::OlderThanDays(365), SetBy::WorkingStandard),
        hours(Outcome::Unmet),
        AnswerKind::Days(amount(vec![])),
        AnswerKind::Money(amount(vec![])),
        AnswerKind::Number(amount(vec![])),
        AnswerKind::Text { none: Outcome::Unmet },
    ]
}

#[test]
fn s3_unknown_and_na_are_the_same_for_every_kind_and_open_amounts_to_nothing() {
    for kind in kinds() {
        assert_eq!(outcome(&kind, &reply("unknown")), Some(Outcome::Unknown), "{}", kind.word());
        assert_eq!(outcome(&kind, &reply("na")), Some(Outcome::NotApplicable), "{}", kind.word());
        assert_eq!(outcome(&kind, &reply("open")), None, "{}", kind.word());
    }
}

#[rstest]
#[case("yes", Outcome::Part, Outcome::Met)]
#[case("no", Outcome::Part, Outcome::Unmet)]
#[case("partial", Outcome::Part, Outcome::Part)]
#[case("partial", Outcome::Unmet, Outcome::Unmet)]
fn s3_yes_no_partial(#[case] said: &str, #[case] partial: Outcome, #[case] expected: Outcome) {
    let kind = AnswerKind::YesNoPartial { partial };
    assert_eq!(outcome(&kind, &reply(said)), Some(expected));
}

#[rstest]
#[case("all", Outcome::Met)]
#[case("some", Outcome::Part)]
#[case("nothing", Outcome::Unmet)]
#[case("unsure", Outcome::Unknown)]
fn s3_a_choice_is_as_the_bank_maps_it(#[case] said: &str, #[case] expected: Outcome) {
    assert_eq!(outcome(&choice(), &reply(said)), Some(expected));
}

#[rstest]
#[case(&["a", "b"], Outcome::Met)]
#[case(&["a"], Outcome::Part)]
#[case(&["a", "a"], Outcome::Part)]
#[case(&["a", "instead"], Outcome::Met)]
#[case(&["instead"], Outcome::Met)]
#[case(&["other"], Outcome::Unmet)]
#[case(&["a", "other"], Outcome::Part)]
#[case(&["nowhere"], Outcome::Unmet)]
#[case(&["a", "b", "nowhere"], Outcome::Unmet)]
#[case(&[], Outcome::Unmet)]
fn s3_several_choices(#[case] said: &[&str], #[case] expected: Outcome) {
    let words = said.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(outcome(&choices(), &Reply::Value(Value::Words(words))), Some(expected));
}

#[test]
fn s3_none_is_what_the_bank_says_and_is_never_not_answered() {
    assert_eq!(outcome(&hours(Outcome::Unmet), &reply("none")), Some(Outcome::Unmet));
    assert_eq!(outcome(&hours(Outcome::Met), &reply("none")), Some(Outcome::Met));
    assert_eq!(outcome(&choices(), &reply("none")), Some(Outcome::Unmet));
    // Yes-or-no and a choice of one take no "none".
    assert_eq!(outcome(&kinds()[0], &reply("none")), None);
    assert_eq!(outcome(&choice(), &reply("none")), None);
    let text = AnswerKind::Text { none: Outcome::Met };
    assert_eq!(outcome(&text, &reply("none")), Some(Outcome::Met));
}

#[rstest]
#[case(FailsWhen::OlderThanDays(365), "2025-11-22", true)]
#[case(FailsWhen::OlderThanDays(365), "2025-11-21", false)]
#[case(FailsWhen::OlderThanDays(u32::MAX), "1900-01-01", true)]
#[case(FailsWhen::Past, "2026-11-22", true)]
#[case(FailsWhen::Past, "2026-11-21", false)]
#[case(FailsWhen::CoverEnded, "2026-11-23", true)]
#[case(FailsWhen::CoverEnded, "2026-11-22", false)]
#[case(FailsWhen::Before(jiff::civil::date(2026, 11, 22)), "2026-11-22", true)]
#[case(FailsWhen::Before(jiff::civil::date(2026, 11, 22)), "2026-11-21", false)]
fn r4_r10_a_failed_limit_is_unmet_where_the_rule_sets_it_and_part_where_we_do(
    #[case] fails: FailsWhen,
    #[case] date: &str,
    #[case] keeps: bool,
) {
    let judged = |set_by| dated_within(fails, set_by).judge(&reply(date), day(TODAY)).unwrap();
    let by_law = judged(SetBy::Law);
    let by_us = judged(SetBy::WorkingStandard);
    assert_eq!(by_law.outcome, if keeps { Outcome::Met } else { Outcome::Unmet });
    assert_eq!(by_us.outcome, if keeps { Outcome::Met } else { Outcome::Part });
    assert_eq!(by_us.failed.map(|limit| limit.set_by), (!keeps).then_some(SetBy::WorkingStandard));
}

#[test]
fn r10_of_two_failed_limits_the_one_that_the_rule_sets_decides() {
    let limits = vec![
        limit(FailsWhen::MoreThan(24), SetBy::WorkingStandard),
        limit(FailsWhen::MoreThan(48), SetBy::Law),
    ];
    let kind = AnswerKind::Hours(Amount { limits, none: Outcome::Unmet });
    let at = |hours| kind.judge(&Reply::Value(Value::Whole(hours)), day(TODAY)).unwrap();
    assert_eq!(at(24).outcome, Outcome::Met);
    assert_eq!(at(48).outcome, Outcome::Part);
    assert_eq!(at(49).outcome, Outcome::Unmet);
    assert_eq!(at(49).failed.unwrap().set_by, SetBy::Law);
}

#[test]
fn r9_the_same_answer_amounts_to_something_else_a_day_later_without_any_event() {
    let kind = dated_within(FailsWhen::OlderThanDays(365), SetBy::WorkingStandard);
    let journal = vendor().answered("a", "2026-03-01").exhibit(letter().supports("a"));
    let case = case(&journal, [question("a").of_kind(kind)]);
    assert_eq!(case.standing("a", "2027-03-01"), Standing::Documented);
    assert_eq!(case.standing("a", "2027-03-02"), Standing::Part);
}

#[test]
fn s3_a_day_that_lies_behind_is_refused_after_the_recording_day_and_one_ahead_is_not() {
    let behind = dated_within(FailsWhen::Past, SetBy::Law);
    assert!(behind.read("2026-11-22", day(TODAY)).is_ok());
    assert!(behind.read("2026-11-23", day(TODAY)).is_err());
    let ahead = AnswerKind::Date { lies: Lies::Ahead, limits: vec![], none: Outcome::Unmet };
    assert!(ahead.read("2027-11-23", day(TODAY)).is_ok());
}

#[rstest]
#[case(AnswerKind::Money(amount(vec![])), "5.000")]
#[case(AnswerKind::Money(amount(vec![])), "5,00")]
#[case(AnswerKind::Money(amount(vec![])), "1,5M")]
#[case(AnswerKind::Money(amount(vec![])), "-5")]
#[case(AnswerKind::Number(amount(vec![])), "1,000")]
#[case(AnswerKind::Number(amount(vec![])), "1.")]
#[case(AnswerKind::Hours(amount(vec![])), "24-48")]
#[case(AnswerKind::Days(amount(vec![])), "2 months")]
#[case(dated_within(FailsWhen::Past, SetBy::Law), "03/04/2026")]
#[case(dated_within(FailsWhen::Past, SetBy::Law), "20260304")]
fn s3_a_value_with_two_readings_or_none_is_refused(#[case] kind: AnswerKind, #[case] typed: &str) {
    assert!(kind.read(typed, day(TODAY)).is_err(), "{typed}");
}

#[test]
fn s3_a_value_of_another_kind_stands_open_and_is_never_taken_for_something_else() {
    let date = dated_within(FailsWhen::OlderThanDays(365), SetBy::Law);
    for foreign in [
        Reply::Value(Value::Whole(20_260_304)),
        reply("20260304"),
        reply("2026-03-04T00:00:00"),
        Reply::Value(Value::Words(vec!["2026-03-04".to_owned()])),
    ] {
        assert_eq!(outcome(&date, &foreign), None, "{foreign:?}");
    }
    let journal = vendor().answered("a", "formerly a choice");
    assert_eq!(case(&journal, [question("a")]).standing("a", TODAY), Standing::Open);
}

#[test]
fn negative_money_is_written_with_its_sign() {
    let money = |cents| Reply::Value(Value::Money(Money { cents, currency: "USD".to_owned() }));
    let kind = AnswerKind::Money(amount(vec![]));
    assert_eq!(kind.typed(&money(-50)), "-0.50");
    assert_eq!(kind.typed(&money(i64::MIN)), "-92233720368547758.08");
    assert_eq!(kind.typed(&money(500_000_001)), "5000000.01");
}

fn some_reply() -> impl Strategy<Value = (AnswerKind, Reply)> {
    let states = prop::sample::select(vec![ReplyState::Unknown, ReplyState::Na, ReplyState::Open]);
    let state = (prop::sample::select(kinds()), states)
        .prop_map(|(kind, state)| (kind, Reply::State(state)));
    let whole = any::<u32>().prop_map(Value::Whole);
    let money = (0..i64::MAX / 100)
        .prop_map(|cents| Value::Money(Money { cents, currency: "USD".to_owned() }));
    let date = (1900_i16..2026, 1_i8..13, 1_i8..29)
        .prop_map(|(y, m, d)| Value::word(jiff::civil::date(y, m, d).to_string()));
    let number = "-?[0-9]{1,15}(\\.[0-9]{1,6})?".prop_map(Value::word);
    let several = prop::sample::subsequence(vec!["a", "b", "other", "instead"], 1..5)
        .prop_map(|words| Value::Words(words.into_iter().map(str::to_owned).collect()));
    let of = |kind: usize, value: BoxedStrategy<Value>| {
        (Just(kinds()[kind].clone()), value.prop_map(Reply::Value)).boxed()
    };
    prop_oneof![
        state.boxed(),
        of(0, prop::sample::select(vec!["yes", "no", "partial"]).prop_map(Value::word).boxed()),
        of(1, prop::sample::select(vec!["all", "some", "unsure"]).prop_map(Value::word).boxed()),
        of(2, several.boxed()),
        of(3, date.boxed()),
        of(4, whole.clone().boxed()),
        of(5, whole.boxed()),
        of(6, money.boxed()),
        of(7, number.boxed()),
        of(8, "[A-Z][a-z]{3,9} [a-z]{1,9}".prop_map(Value::word).boxed()),
    ]
}

proptest! {
    #[test]
    fn what_is_typed_again_is_read_as_the_same_reply((kind, reply) in some_reply()) {
        let typed = kind.typed(&reply);
        prop_assert_eq!(kind.read(&typed, day(TODAY)), Ok(reply), "{}", typed);
    }

    #[test]
    fn no_typed_text_makes_reading_panic_and_what_is_read_is_judged(
        kind in prop::sample::select(kinds()),
        typed in "\\PC{0,40}|[0-9.,$kKmMbB -]{0,25}|[0-9]{1,5}-[0-9]{1,3}-[0-9]{1,3}",
    ) {
        if let Ok(reply) = kind.read(&typed, day(TODAY)) {
            let judged = kind.judge(&reply, day(TODAY));
            prop_assert_eq!(judged.is_none(), reply == Reply::State(ReplyState::Open));
        }
    }
}
