//! Reading a typed reply: one reading or none, and what is accepted instead (rules, section 3).

use jiff::civil::Date;

use super::judging::scaled;
use crate::domain::day;
use crate::domain::question::{AnswerKind, Counts, Lies, ManyChoice};
use crate::domain::value::{Money, Reply, ReplyState, Value};
use crate::problem::Problem;

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

/// The word with which a person confirms that the records answer a question.
pub const RECORDS: &str = "records";

impl NotAccepted {
    /// The same as a problem with `what` was typed: why, and the accepted word nearest to it.
    pub fn problem(&self, what: &str) -> Problem {
        let problem = Problem::wrong_use(format!("{what}: {}", self.why));
        match &self.nearest {
            Some(nearest) => problem.next(format!("did you mean '{nearest}'?")),
            None => problem,
        }
    }
}

impl AnswerKind {
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
            RECORDS => return Ok(Reply::State(ReplyState::Records)),
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
pub(super) fn cents(typed: &str) -> Option<i64> {
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

fn decimal(typed: &str) -> Option<String> {
    scaled(typed).map(|_| typed.trim().to_owned())
}
