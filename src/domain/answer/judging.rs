//! What a reply amounts to on a day (rules, section 3).

use jiff::civil::Date;

use crate::domain::day;
use crate::domain::question::{AnswerKind, Counts, FailsWhen, Limit, ManyChoice, Outcome, SetBy};
use crate::domain::value::{Reply, ReplyState, Value};

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

/// Decimal numbers are compared in millionths, so that no float is needed.
const SCALE: i128 = 1_000_000;

pub(super) fn scaled(digits: &str) -> Option<i128> {
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
