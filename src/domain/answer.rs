//! Reading a typed reply, and what a reply amounts to on a day (rules, section 3).

use jiff::civil::Date;

use super::day;
use super::question::{
    Amount, AnswerKind, Counts, FailsWhen, Lies, Limit, ManyChoice, Outcome, SetBy, YES_NO_PARTIAL,
};
use super::value::{Money, Reply, ReplyState, Value};

/// A typed reply that is not accepted, and what would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAccepted {
    /// Why it is not.
    pub why: String,
    /// What is accepted.
    pub accepted: String,
    /// The accepted word nearest to it.
    pub nearest: Option<String>,
}

/// What a reply amounts to on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgment {
    /// The outcome.
    pub outcome: Outcome,
    /// The limit that the value fails, where that decided it.
    pub failed: Option<Limit>,
}

impl From<Outcome> for Judgment {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, failed: None }
    }
}

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

    /// Reads a typed reply. `today` is the recording day, after which a day that lies behind is refused.
    ///
    /// # Errors
    /// A reply with no reading, or with two, is refused with what is accepted.
    pub fn read(&self, typed: &str, today: Date) -> Result<Reply, NotAccepted> {
        let typed = typed.trim();
        let word = typed.to_lowercase();
        let own = self.choices().into_iter().any(|(value, _)| value == word);
        match word.as_str() {
            _ if own => {}
            "unknown" | "?" => return Ok(Reply::State(ReplyState::Unknown)),
            "na" | "n/a" | "-" => return Ok(Reply::State(ReplyState::Na)),
            "open" => return Ok(Reply::State(ReplyState::Open)),
            "none" | "never" if self.takes_none() => return Ok(self.none_reply()),
            "" => return Err(self.refuse("nothing was given")),
            _ => {}
        }
        self.read_value(typed, today).map(Reply::Value)
    }

    /// "None" of several choices is the choice that says so, where there is one.
    fn none_reply(&self) -> Reply {
        if let Self::Choices { choices } = self
            && let Some(none) = choices.iter().find(|one| one.counts == Counts::NoneOfThese)
        {
            return Reply::Value(Value::Words(vec![none.value.clone()]));
        }
        Reply::State(ReplyState::None)
    }

    fn refuse(&self, why: impl Into<String>) -> NotAccepted {
        NotAccepted { why: why.into(), accepted: self.accepted(), nearest: None }
    }

    fn read_value(&self, typed: &str, today: Date) -> Result<Value, NotAccepted> {
        match self {
            Self::YesNoPartial { .. } | Self::Choice { .. } => {
                self.read_choice(typed).map(Value::word)
            }
            Self::Choices { choices } => self.read_choices(choices, typed),
            Self::Date { lies, .. } => {
                let date = day::read_date(typed).map_err(|why| self.refuse(why))?;
                if *lies == Lies::Behind && date > today {
                    return Err(self.refuse(format!(
                        "{date} lies ahead, and this asks for a day that has been"
                    )));
                }
                Ok(Value::word(date.to_string()))
            }
            Self::Hours(_) => whole(typed, &HOUR_UNITS)
                .map(Value::Whole)
                .ok_or_else(|| self.refuse(self.not_counted(typed, "hours"))),
            Self::Days(_) => whole(typed, &DAY_UNITS)
                .map(Value::Whole)
                .ok_or_else(|| self.refuse(self.not_counted(typed, "days"))),
            Self::Money(_) => cents(typed)
                .map(|cents| Value::Money(Money { cents, currency: "USD".to_owned() }))
                .ok_or_else(|| self.refuse(format!("'{typed}' is not an amount"))),
            Self::Number(_) => decimal(typed)
                .map(Value::Word)
                .ok_or_else(|| self.refuse(format!("'{typed}' is not a number"))),
            Self::Text { .. } => Ok(Value::word(typed)),
        }
    }

    fn not_counted(&self, typed: &str, unit: &str) -> String {
        let none = self.takes_none();
        let offer = if none { "; if no time is set, answer none" } else { "" };
        format!("'{typed}' is not a whole number of {unit}{offer}")
    }

    fn read_choice(&self, typed: &str) -> Result<String, NotAccepted> {
        let choices = self.choices();
        let same = |text: &str| crate::text::folded(text) == crate::text::folded(typed);
        if let Some((value, _)) = choices.iter().find(|(value, label)| same(value) || same(label)) {
            return Ok((*value).to_owned());
        }
        let nearest = crate::text::nearest(typed, choices.iter().map(|(value, _)| *value));
        Err(NotAccepted {
            nearest: nearest.map(str::to_owned),
            ..self.refuse(format!("'{typed}' is not one of the choices"))
        })
    }

    fn read_choices(&self, choices: &[ManyChoice], typed: &str) -> Result<Value, NotAccepted> {
        let mut taken: Vec<String> = Vec::new();
        for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let value = self.read_choice(part)?;
            if taken.contains(&value) {
                return Err(self.refuse(format!("'{value}' is given twice")));
            }
            taken.push(value);
        }
        let alone = choices
            .iter()
            .find(|one| one.counts == Counts::NoneOfThese && taken.contains(&one.value));
        match alone {
            Some(alone) if taken.len() > 1 => Err(self
                .refuse(format!("'{}' says that there are none, so it stands alone", alone.value))),
            _ if taken.is_empty() => Err(self.refuse("nothing was chosen")),
            _ => {
                let order = |value: &String| choices.iter().position(|one| one.value == *value);
                taken.sort_by_key(order);
                Ok(Value::Words(taken))
            }
        }
    }

    /// What a reply amounts to on day D; `None` where the value is not one of this kind (it was given to an earlier wording) or
    /// the reply says "open".
    pub fn judge(&self, reply: &Reply, on: Date) -> Option<Judgment> {
        match reply {
            Reply::State(ReplyState::Open | ReplyState::Records) => None,
            Reply::State(ReplyState::Unknown) => Some(Outcome::Unknown.into()),
            Reply::State(ReplyState::Na) => Some(Outcome::NotApplicable.into()),
            Reply::State(ReplyState::None) => self.judge_none().map(Into::into),
            Reply::Value(value) => self.judge_value(value, on),
        }
    }

    fn judge_none(&self) -> Option<Outcome> {
        match self {
            Self::YesNoPartial { .. } | Self::Choice { .. } => None,
            Self::Choices { .. } => Some(Outcome::Unmet),
            Self::Date { none, .. } | Self::Text { none } => Some(*none),
            Self::Hours(amount)
            | Self::Days(amount)
            | Self::Money(amount)
            | Self::Number(amount) => Some(amount.none),
        }
    }

    fn judge_value(&self, value: &Value, on: Date) -> Option<Judgment> {
        match (self, value) {
            (Self::YesNoPartial { partial }, Value::Word(word)) => match word.as_str() {
                "yes" => Some(Outcome::Met.into()),
                "no" => Some(Outcome::Unmet.into()),
                "partial" => Some((*partial).into()),
                _ => None,
            },
            (Self::Choice { choices }, Value::Word(word)) => {
                choices.iter().find(|one| one.value == *word).map(|one| one.outcome.into())
            }
            (Self::Choices { choices }, Value::Words(taken)) => {
                judge_many(choices, taken).map(Into::into)
            }
            (Self::Date { limits, .. }, Value::Word(_)) => {
                let date = value.date()?;
                Some(judge_limits(limits, |fails| date_fails(fails, date, on)))
            }
            (Self::Hours(amount) | Self::Days(amount), Value::Whole(number)) => {
                let number = i128::from(*number);
                Some(judge_limits(&amount.limits, |fails| number_fails(fails, number, 1)))
            }
            (Self::Money(amount), Value::Money(money)) => {
                let cents = i128::from(money.cents);
                Some(judge_limits(&amount.limits, |fails| number_fails(fails, cents, 100)))
            }
            (Self::Number(amount), Value::Word(digits)) => {
                let millionths = scaled(digits)?;
                Some(judge_limits(&amount.limits, |fails| number_fails(fails, millionths, SCALE)))
            }
            (Self::Text { .. }, Value::Word(_)) => Some(Outcome::Met.into()),
            _ => None,
        }
    }

    /// The first day after D on which a limit alone changes the outcome of this value (rule R17).
    pub fn next_change(&self, value: &Value, on: Date) -> Option<Date> {
        let date = value.date()?;
        let first_failing = |limit: &Limit| match limit.fails_when {
            FailsWhen::OlderThanDays(days) => Some(day::after(day::after(date, days), 1)),
            FailsWhen::Past => Some(day::after(date, 1)),
            FailsWhen::CoverEnded => Some(date),
            FailsWhen::Before(_) | FailsWhen::MoreThan(_) | FailsWhen::LessThan(_) => None,
        };
        self.limits().iter().filter_map(first_failing).filter(|first| *first > on).min()
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
                format!("{number} {unit}{}", if *number == 1 { "" } else { "s" })
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

fn judge_many(choices: &[ManyChoice], words: &[String]) -> Option<Outcome> {
    let counts =
        |value: &String| choices.iter().find(|one| one.value == *value).map(|one| one.counts);
    let taken: Vec<Counts> = words.iter().map(counts).collect::<Option<_>>()?;
    let is_given = |one: &&ManyChoice| words.contains(&one.value);
    let wanted = || choices.iter().filter(|one| one.counts == Counts::Wanted);
    Some(if taken.contains(&Counts::NoneOfThese) {
        Outcome::Unmet
    } else if wanted().all(|one| is_given(&one)) || taken.contains(&Counts::StandsForRest) {
        Outcome::Met
    } else if wanted().any(|one| is_given(&one)) {
        Outcome::Part
    } else {
        Outcome::Unmet
    })
}

/// The gravest failed limit decides; one that is only our standard is at most Part (rule R10).
fn judge_limits(limits: &[Limit], fails: impl Fn(FailsWhen) -> bool) -> Judgment {
    let failed =
        limits.iter().filter(|limit| fails(limit.fails_when)).min_by_key(|limit| limit.set_by);
    let outcome = match failed.map(|limit| limit.set_by) {
        None => Outcome::Met,
        Some(SetBy::Law | SetBy::Document) => Outcome::Unmet,
        Some(SetBy::WorkingStandard) => Outcome::Part,
    };
    Judgment { outcome, failed: failed.cloned() }
}

fn date_fails(fails: FailsWhen, date: Date, on: Date) -> bool {
    match fails {
        FailsWhen::OlderThanDays(days) => on > day::after(date, days),
        FailsWhen::Past => on > date,
        FailsWhen::CoverEnded => on >= date,
        FailsWhen::Before(first) => date < first,
        FailsWhen::MoreThan(_) | FailsWhen::LessThan(_) => false,
    }
}

/// `number` is in parts of which `per_unit` make one unit of the limit.
fn number_fails(fails: FailsWhen, number: i128, per_unit: i128) -> bool {
    match fails {
        FailsWhen::MoreThan(limit) => number > i128::from(limit) * per_unit,
        FailsWhen::LessThan(limit) => number < i128::from(limit) * per_unit,
        _ => false,
    }
}

const HOUR_UNITS: [(&str, u32); 9] = [
    ("", 1),
    ("h", 1),
    ("hr", 1),
    ("hrs", 1),
    ("hour", 1),
    ("hours", 1),
    ("d", 24),
    ("day", 24),
    ("days", 24),
];
const DAY_UNITS: [(&str, u32); 7] =
    [("", 1), ("d", 1), ("day", 1), ("days", 1), ("w", 7), ("week", 7), ("weeks", 7)];

fn whole(typed: &str, units: &[(&str, u32)]) -> Option<u32> {
    let typed = typed.trim().to_lowercase();
    let end = typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len());
    let (digits, unit) = typed.split_at_checked(end)?;
    let (_, times) = units.iter().find(|(name, _)| *name == unit.trim())?;
    digits.parse::<u32>().ok()?.checked_mul(*times)
}

/// Reads `5M`, `250k`, `$5,000,000.00`, `5000000`. A comma may only stand before three digits, and without a unit at most two digits
/// after the point: `5,00` and `5.000` would each have two readings.
fn cents(typed: &str) -> Option<i64> {
    let typed =
        typed.trim().trim_start_matches("USD").trim_start_matches('$').trim().to_lowercase();
    let (number, times) = match typed.strip_suffix(['k', 'm', 'b']) {
        Some(number) if typed.ends_with('k') => (number.trim(), 1_000),
        Some(number) if typed.ends_with('m') => (number.trim(), 1_000_000),
        Some(number) => (number.trim(), 1_000_000_000),
        None => (typed.as_str(), 1),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1
        || (groups.first().is_some_and(|first| (1..=3).contains(&first.len()))
            && groups.iter().skip(1).all(|group| group.len() == 3));
    let digits = groups.concat();
    let all_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if !grouped
        || digits.is_empty()
        || !all_digits(&digits)
        || !all_digits(part)
        || (times == 1 && part.len() > 2)
        || number.ends_with('.')
    {
        return None;
    }
    let scale = 10_i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let units: i64 = format!("{digits}{part}").parse().ok()?;
    let cents = units.checked_mul(100)?.checked_mul(times)?;
    (cents % scale == 0).then_some(cents / scale)
}

/// Decimal numbers are compared in millionths, so that no float is needed.
const SCALE: i128 = 1_000_000;

fn decimal(typed: &str) -> Option<String> {
    scaled(typed).map(|_| typed.trim().to_owned())
}

fn scaled(digits: &str) -> Option<i128> {
    let digits = digits.trim();
    let (sign, digits) = digits.strip_prefix('-').map_or((1, digits), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |text: &str, longest: usize| {
        (1..=longest).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
    };
    if !plain(whole, 15) || !plain(part, 6) {
        return None;
    }
    format!("{whole}{part:0<6}").parse::<i128>().ok().map(|number| sign * number)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::question::Choice;

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
