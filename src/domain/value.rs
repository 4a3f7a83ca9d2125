//! What an answer or a record's field holds, as it stands in the journal: no floats, no ambiguity.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An amount of money in whole cents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// The amount, in cents.
    pub cents: i64,
    /// The currency's ISO 4217 code; only `USD` is entered today.
    pub currency: String,
}

impl Money {
    /// An amount of US dollars.
    pub fn dollars(dollars: i64) -> Self {
        Self { cents: dollars.saturating_mul(100), currency: "USD".to_owned() }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.cents < 0 { "-" } else { "" };
        let (whole, cents) = (self.cents.unsigned_abs() / 100, self.cents.unsigned_abs() % 100);
        let digits = whole.to_string();
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let unit =
            if self.currency == "USD" { "$".to_owned() } else { format!("{} ", self.currency) };
        write!(f, "{sign}{unit}{grouped}")?;
        if cents > 0 { write!(f, ".{cents:02}") } else { Ok(()) }
    }
}

/// A value as recorded. A date is a `Word` in ISO form (`2026-03-16`), a decimal number a `Word` of its digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Hours or days.
    Whole(u32),
    /// A choice, a date, a decimal number, or text.
    Word(String),
    /// Several choices.
    Words(Vec<String>),
    /// An amount.
    Money(Money),
}

impl Value {
    /// A value of one word.
    pub fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    /// The date that this value is, if it is one.
    pub fn date(&self) -> Option<Date> {
        match self {
            // ISO 8601 has more forms of a date; a record knows one, so that no digits are taken for a day.
            Self::Word(text) => text.parse().ok().filter(|date: &Date| date.to_string() == *text),
            _ => None,
        }
    }
}

/// An answer that is not a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyState {
    /// We do not know.
    Unknown,
    /// Does not apply; a reason stands in the note.
    Na,
    /// There is none; never; the contract sets no time.
    None,
    /// As the register's records show.
    Records,
    /// Set back to not answered.
    Open,
}

/// What was replied: a value or one of the states beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A value of the question's kind.
    Value(Value),
    /// Anything else that may be replied.
    State(ReplyState),
}

impl Reply {
    /// The two optional fields of the journal's line.
    pub fn into_fields(self) -> (Option<Value>, Option<ReplyState>) {
        match self {
            Self::Value(value) => (Some(value), None),
            Self::State(state) => (None, Some(state)),
        }
    }
}
