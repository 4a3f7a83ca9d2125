//! Replies: what may be given ([`reading`]), what one amounts to ([`judging`]), and how it is shown.

pub mod judging;
pub mod reading;

use super::question::{Amount, AnswerKind, Lies, Limit, Outcome, YES_NO_PARTIAL};
use super::value::{Reply, ReplyState, Value};
use crate::text::many;

pub use self::judging::Judgment;
pub use self::reading::NotAccepted;

impl AnswerKind {
    /// The kind's word in JSON and in the question files.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::YesNoPartial { .. } => "yes_no_partial",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Date { .. } => "date",
            Self::Hours(_) => "hours",
            Self::Days(_) => "days",
            Self::Money(_) => "money",
            Self::Number(_) => "number",
            Self::Text { .. } => "text",
        }
    }

    /// The values that may be chosen, with their labels; empty for kinds that are typed.
    pub fn choices(&self) -> Vec<(&str, &str)> {
        match self {
            Self::YesNoPartial { .. } => YES_NO_PARTIAL.to_vec(),
            Self::Choice { choices } => {
                choices.iter().map(|one| (one.value.as_str(), one.label.as_str())).collect()
            }
            Self::Choices { choices } => {
                choices.iter().map(|one| (one.value.as_str(), one.label.as_str())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether several choices may be taken at once.
    pub const fn takes_several(&self) -> bool {
        matches!(self, Self::Choices { .. })
    }

    /// Whether "there is none" is a reply of its own.
    pub const fn takes_none(&self) -> bool {
        !matches!(self, Self::YesNoPartial { .. } | Self::Choice { .. })
    }

    /// The limits that a value must keep.
    pub fn limits(&self) -> &[Limit] {
        match self {
            Self::Date { limits, .. }
            | Self::Hours(Amount { limits, .. })
            | Self::Days(Amount { limits, .. })
            | Self::Money(Amount { limits, .. })
            | Self::Number(Amount { limits, .. }) => limits,
            _ => &[],
        }
    }

    /// What a person may type, in one line.
    pub fn accepted(&self) -> String {
        let words = |choices: Vec<(&str, &str)>| {
            choices.iter().map(|(value, _)| *value).collect::<Vec<_>>().join(", ")
        };
        let own = match self {
            Self::YesNoPartial { .. } | Self::Choice { .. } => words(self.choices()),
            Self::Choices { .. } => format!("any of {}, joined by commas", words(self.choices())),
            Self::Date { lies: Lies::Behind, .. } => "a past day as YYYY-MM-DD".to_owned(),
            Self::Date { lies: Lies::Ahead, .. } => "a day as YYYY-MM-DD".to_owned(),
            Self::Hours(_) => "a whole number of hours, such as 24, 24h or 2 days".to_owned(),
            Self::Days(_) => "a whole number of days, such as 30 or 30d".to_owned(),
            Self::Money(_) => "an amount of US dollars, such as 5,000,000 or 5M".to_owned(),
            Self::Number(_) => "a number, such as 12 or 0.5".to_owned(),
            Self::Text { .. } => "some words".to_owned(),
        };
        let none = if self.takes_none() { ", none" } else { "" };
        format!("{own}{none}, unknown, or na with a reason in the note")
    }

    /// A recorded reply in words, for screens and reports.
    pub fn shown(&self, reply: &Reply) -> String {
        let label = |value: &str| {
            let choices = self.choices();
            let found = choices.iter().find(|(known, _)| *known == value);
            found.map_or_else(|| value.to_owned(), |(_, label)| (*label).to_owned())
        };
        match reply {
            Reply::State(ReplyState::Unknown) => "We do not know".to_owned(),
            Reply::State(ReplyState::Na) => "Does not apply".to_owned(),
            Reply::State(ReplyState::None) => match self {
                Self::Date { lies: Lies::Behind, .. } => "Never".to_owned(),
                _ => "None".to_owned(),
            },
            Reply::State(ReplyState::Open) => "Not answered".to_owned(),
            Reply::State(ReplyState::Records) => "As the records show".to_owned(),
            Reply::Value(Value::Words(words)) => {
                words.iter().map(|word| label(word)).collect::<Vec<_>>().join("; ")
            }
            Reply::Value(Value::Word(word)) => label(word),
            Reply::Value(Value::Money(money)) => money.to_string(),
            Reply::Value(Value::Whole(number)) => {
                let unit = if matches!(self, Self::Hours(_)) { "hour" } else { "day" };
                many(*number, unit)
            }
        }
    }

    /// A recorded reply as it would be typed; the exchange form of JSON and the command line.
    pub fn typed(&self, reply: &Reply) -> String {
        match reply {
            Reply::State(ReplyState::Unknown) => "unknown".to_owned(),
            Reply::State(ReplyState::Na) => "na".to_owned(),
            Reply::State(ReplyState::None) => "none".to_owned(),
            Reply::State(ReplyState::Open) => "open".to_owned(),
            Reply::State(ReplyState::Records) => "records".to_owned(),
            Reply::Value(Value::Words(words)) => words.join(", "),
            Reply::Value(Value::Word(word)) => word.clone(),
            Reply::Value(Value::Money(money)) => {
                let sign = if money.cents < 0 { "-" } else { "" };
                let cents = money.cents.unsigned_abs();
                format!("{sign}{}.{:02}", cents / 100, cents % 100)
            }
            Reply::Value(Value::Whole(number)) => number.to_string(),
        }
    }
}

/// A value in words, where it is not known what it was given to.
pub fn untyped(value: &Value) -> String {
    match value {
        Value::Whole(number) => number.to_string(),
        _ => AnswerKind::Text { none: Outcome::Met }.shown(&Reply::Value(value.clone())),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use rstest::rstest;

    use super::reading::cents;
    use super::*;
    use crate::domain::question::{Choice, Counts, FailsWhen, ManyChoice, Outcome, SetBy};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn limit(fails_when: FailsWhen, set_by: SetBy) -> Limit {
        Limit { fails_when, set_by }
    }

    fn hours() -> AnswerKind {
        let limits = vec![limit(FailsWhen::MoreThan(48), SetBy::WorkingStandard)];
        AnswerKind::Hours(Amount { limits, none: Outcome::Unmet })
    }

    fn money() -> AnswerKind {
        let limits = vec![limit(FailsWhen::LessThan(5_000_000), SetBy::WorkingStandard)];
        AnswerKind::Money(Amount { limits, none: Outcome::Unmet })
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
                choice("alternative", Counts::StandsForRest),
                choice("nowhere", Counts::NoneOfThese),
            ],
        }
    }

    fn outcome(kind: &AnswerKind, typed: &str) -> Outcome {
        let today = day("2026-11-22");
        let reply = kind.read(typed, today).unwrap();
        kind.judge(&reply, today).unwrap().outcome
    }

    #[rstest]
    #[case("24", 24)]
    #[case("24h", 24)]
    #[case("1 day", 24)]
    #[case("2 Days", 48)]
    fn hours_have_one_reading(#[case] typed: &str, #[case] hours_read: u32) {
        let reply = hours().read(typed, day("2026-11-22")).unwrap();
        assert_eq!(reply, Reply::Value(Value::Whole(hours_read)));
    }

    #[rstest]
    #[case("promptly")]
    #[case("24-48")]
    #[case("1.5 days")]
    #[case("-3")]
    #[case("99999999999")]
    fn hours_without_a_reading_are_refused_and_none_is_offered(#[case] typed: &str) {
        let refused = hours().read(typed, day("2026-11-22")).unwrap_err();
        assert!(refused.why.contains("answer none"), "{refused:?}");
        assert!(refused.accepted.contains("none"));
    }

    #[rstest]
    #[case("5M", Some(500_000_000))]
    #[case("5,000,000.00", Some(500_000_000))]
    #[case("$250k", Some(25_000_000))]
    #[case("1.5m", Some(150_000_000))]
    #[case("0.01", Some(1))]
    #[case("5,00", None)]
    #[case("5.000", None)]
    #[case("5,000,00", None)]
    #[case("0.001", None)]
    #[case("5.", None)]
    #[case("five", None)]
    #[case("99999999999999999999", None)]
    fn money_has_one_reading(#[case] typed: &str, #[case] expected: Option<i64>) {
        assert_eq!(cents(typed), expected);
    }

    #[rstest]
    #[case("2M", Outcome::Part)]
    #[case("5M", Outcome::Met)]
    #[case("none", Outcome::Unmet)]
    #[case("unknown", Outcome::Unknown)]
    #[case("na", Outcome::NotApplicable)]
    fn r10_a_working_standard_yields_at_most_part(#[case] typed: &str, #[case] expected: Outcome) {
        assert_eq!(outcome(&money(), typed), expected);
    }

    #[rstest]
    #[case("at-rest, in-transit", Outcome::Met)]
    #[case("at-rest", Outcome::Part)]
    #[case("at-rest, alternative", Outcome::Met)]
    #[case("nowhere", Outcome::Unmet)]
    #[case("none", Outcome::Unmet)]
    fn several_choices(#[case] typed: &str, #[case] expected: Outcome) {
        assert_eq!(outcome(&many(), typed), expected);
    }

    #[test]
    fn a_choice_given_twice_or_beside_none_is_refused() {
        let today = day("2026-11-22");
        assert!(many().read("at-rest, At-Rest", today).unwrap_err().why.contains("twice"));
        assert!(many().read("nowhere, at-rest", today).unwrap_err().why.contains("alone"));
        let near = many().read("at-rst", today).unwrap_err();
        assert_eq!(near.nearest.as_deref(), Some("at-rest"));
    }

    #[rstest]
    #[case("2025-11-22", "2026-11-22", Outcome::Met)]
    #[case("2025-11-21", "2026-11-22", Outcome::Part)]
    #[case("2025-11-22", "2026-11-23", Outcome::Part)]
    fn r4_the_last_day_of_an_age_is_included(
        #[case] date: &str,
        #[case] on: &str,
        #[case] expected: Outcome,
    ) {
        let kind = AnswerKind::Date {
            lies: Lies::Behind,
            limits: vec![limit(FailsWhen::OlderThanDays(365), SetBy::WorkingStandard)],
            none: Outcome::Unmet,
        };
        let reply = Reply::Value(Value::word(date));
        assert_eq!(kind.judge(&reply, day(on)).unwrap().outcome, expected);
        assert_eq!(
            kind.next_change(&Value::word("2025-11-22"), day("2026-11-22")),
            Some(day("2026-11-23"))
        );
        assert!(kind.read("2026-11-23", day("2026-11-22")).unwrap_err().why.contains("lies ahead"));
    }

    #[rstest]
    #[case(FailsWhen::Past, "2026-11-22", Outcome::Met)]
    #[case(FailsWhen::CoverEnded, "2026-11-22", Outcome::Unmet)]
    #[case(FailsWhen::CoverEnded, "2026-11-23", Outcome::Met)]
    #[case(FailsWhen::Past, "2026-11-21", Outcome::Unmet)]
    #[case(FailsWhen::Before(jiff::civil::date(2026, 11, 22)), "2026-11-21", Outcome::Unmet)]
    #[case(FailsWhen::Before(jiff::civil::date(2026, 11, 22)), "2026-11-22", Outcome::Met)]
    fn r4_insurance_ends_a_day_earlier(
        #[case] fails: FailsWhen,
        #[case] date: &str,
        #[case] expected: Outcome,
    ) {
        let limits = vec![limit(fails, SetBy::Law)];
        let kind = AnswerKind::Date { lies: Lies::Ahead, limits, none: Outcome::Unmet };
        assert_eq!(outcome(&kind, date), expected);
    }

    #[test]
    fn a_choice_is_judged_as_the_bank_maps_it_and_its_label_is_accepted() {
        let choice = |value: &str, label: &str, outcome| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            outcome,
        };
        let kind = AnswerKind::Choice {
            choices: vec![
                choice("endorsement", "Yes, by endorsement", Outcome::Met),
                choice("certificate-only", "Only on the certificate", Outcome::Part),
                choice("unknown", "Not known", Outcome::Unknown),
            ],
        };
        assert_eq!(outcome(&kind, "only on the certificate"), Outcome::Part);
        assert_eq!(outcome(&kind, "unknown"), Outcome::Unknown);
        assert!(kind.read("none", day("2026-11-22")).is_err());
        assert_eq!(kind.judge(&Reply::Value(Value::word("gone")), day("2026-11-22")), None);
    }

    #[test]
    fn numbers_are_compared_without_floats() {
        let limits = vec![limit(FailsWhen::MoreThan(1), SetBy::Law)];
        let kind = AnswerKind::Number(Amount { limits, none: Outcome::Unmet });
        assert_eq!(outcome(&kind, "1.000001"), Outcome::Unmet);
        assert_eq!(outcome(&kind, "1.0"), Outcome::Met);
        assert!(kind.read("1e400", day("2026-11-22")).is_err());
        assert!(kind.read("0.1234567", day("2026-11-22")).is_err());
    }
}
