//! What an answer or a record's field holds, as it stands in the journal: no floats, no ambiguity.

use std::fmt;

use jiff::civil::Date;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::moment::Moment;

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

    /// The day, or the day with its time, that this value is.
    pub fn moment(&self) -> Option<Moment> {
        match self {
            Self::Word(text) => {
                text.parse().ok().filter(|moment: &Moment| moment.to_string() == *text)
            }
            _ => None,
        }
    }

    /// The day of the date or moment that this value is.
    pub fn day(&self) -> Option<Date> {
        self.moment().map(|moment| moment.day)
    }
}

/// Told apart by its first byte. The derived reader would keep a copy of the whole value and try one kind after the other.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(line: D) -> Result<Self, D::Error> {
        line.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, a word, a list of words or an amount of money")
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        let too_large = |_| E::invalid_value(Unexpected::Unsigned(number), &"a number of 32 bits");
        u32::try_from(number).map(Value::Whole).map_err(too_large)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Value, E> {
        Ok(Value::Word(word.to_owned()))
    }

    fn visit_string<E: de::Error>(self, word: String) -> Result<Value, E> {
        Ok(Value::Word(word))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Value, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Value::Words)
    }

    fn visit_map<A: MapAccess<'de>>(self, amount: A) -> Result<Value, A::Error> {
        Money::deserialize(MapAccessDeserializer::new(amount)).map(Value::Money)
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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn read(json: &str) -> Result<Value, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[rstest]
    #[case("24", Value::Whole(24))]
    #[case(r#""2026-03-16""#, Value::word("2026-03-16"))]
    #[case(r#""say \"no\"""#, Value::word("say \"no\""))]
    #[case(r#"["email","phone"]"#, Value::Words(vec!["email".to_owned(), "phone".to_owned()]))]
    #[case("[]", Value::Words(Vec::new()))]
    #[case(r#"{"cents":100,"currency":"USD"}"#, Value::Money(Money::dollars(1)))]
    fn a_value_is_read_as_it_is_written(#[case] json: &str, #[case] value: Value) {
        assert_eq!(read(json).unwrap(), value);
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
    }

    #[rstest]
    #[case("4294967296")]
    #[case("-1")]
    #[case("1.5")]
    #[case("24.0")]
    #[case("null")]
    #[case("true")]
    #[case("[24]")]
    #[case(r#"[["email"]]"#)]
    #[case(r#"[100,"USD"]"#)]
    #[case(r#"{"cents":100}"#)]
    #[case(r#"{"cents":100,"currency":"USD","rate":1}"#)]
    #[case(r#"{"cents":100,"cents":200,"currency":"USD"}"#)]
    fn nothing_else_is_a_value_and_it_is_called_so(#[case] json: &str) {
        assert!(read(json).unwrap_err().is_data(), "{json}");
    }
}
