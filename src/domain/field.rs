//! A named fact of a profile or of a register's record: what it holds, how it is typed and how it is shown.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::answer::NotAccepted;
use super::condition::STATES;
use super::moment::Moment;
use super::question::{Amount, AnswerKind, Choice, Counts, Lies, ManyChoice, Outcome};
use super::register::RegisterKind;
use super::value::{Reply, ReplyState, Value};
use super::vendor::{Tier, UNTIERED};

/// A named fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the journal, in JSON and on the command line.
    pub name: &'static str,
    /// Its words on screens and in reports.
    pub title: &'static str,
    /// What it means, in one sentence.
    pub help: &'static str,
    /// What it holds.
    pub kind: FieldKind,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Words.
    Text,
    /// Several names or places, joined by semicolons.
    List,
    /// A day, or `none`.
    Date(Lies),
    /// A day that lies behind, with its time where that is known.
    Moment,
    /// Several days.
    DayList,
    /// A number of people.
    People,
    /// A number of hours, or `none`.
    Hours,
    /// A number of days, or `none`.
    Days,
    /// An amount of US dollars, or `none`.
    Money,
    /// One of these words, each with the words shown.
    One(&'static [(&'static str, &'static str)]),
    /// Several of these words.
    Many(&'static [(&'static str, &'static str)]),
    /// States, by the two letters of the postal service, or `none`.
    States,
    /// Numbers of people by state: `TX=300, CA=700`; `TX=500+` for so many at least, `TX=?` where nobody
    /// knows yet how many.
    PeopleByState,
    /// Numbers of months by tier: `critical=6, low=24`.
    MonthsByTier,
    /// A record of a register of the same vendor.
    Record(RegisterKind),
}

impl FieldKind {
    /// The word of its type in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::List => "list",
            Self::Date(_) => "date",
            Self::Moment => "moment",
            Self::DayList => "days_of_calendar",
            Self::People => "people",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Money => "money",
            Self::One(_) => "choice",
            Self::Many(_) => "choices",
            Self::States => "states",
            Self::PeopleByState => "people_by_state",
            Self::MonthsByTier => "months_by_tier",
            Self::Record(_) => "record",
        }
    }

    /// The words that it takes, each with the words shown; nothing, where it takes others.
    pub const fn choices(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::One(choices) | Self::Many(choices) => choices,
            _ => &[],
        }
    }
}

/// Yes, no, or not known.
pub const YES_NO: FieldKind =
    FieldKind::One(&[("yes", "Yes"), ("no", "No"), ("unknown", "We do not know")]);

/// What is recorded where a value is taken away again.
pub const TAKEN_AWAY: &str = "";

impl Field {
    /// A field.
    pub const fn new(
        name: &'static str,
        title: &'static str,
        help: &'static str,
        kind: FieldKind,
    ) -> Self {
        Self { name, title, help, kind }
    }

    /// Reads what was typed; nothing, where it takes the value away. A record is named by its number and read elsewhere: here it is kept
    /// as typed.
    ///
    /// # Errors
    /// What has no reading, or two, with what is accepted.
    pub fn read(&self, typed: &str, today: Date) -> Result<Option<Value>, NotAccepted> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let refuse = |why: String| NotAccepted { why, accepted: self.accepted(), nearest: None };
        match self.kind {
            FieldKind::Text | FieldKind::Record(_) => Ok(Some(Value::word(typed))),
            FieldKind::List => {
                let names = typed.split(';').map(str::trim).filter(|name| !name.is_empty());
                let names: Vec<String> = names.map(str::to_owned).collect();
                if names.is_empty() {
                    Err(refuse("no name is given".to_owned()))
                } else {
                    Ok(Some(Value::Words(names)))
                }
            }
            FieldKind::Moment => moment(typed, today).map(Some).map_err(refuse),
            FieldKind::DayList => day_list(typed).map(Some).map_err(refuse),
            FieldKind::People => {
                people(typed).map(|number| Some(Value::Whole(number))).map_err(refuse)
            }
            FieldKind::States => states(typed).map(Some).map_err(refuse),
            FieldKind::PeopleByState => people_by_state(typed).map(Some).map_err(refuse),
            FieldKind::MonthsByTier => months_by_tier(typed).map(Some).map_err(refuse),
            _ => self.read_as_answer(typed, today).map(Some),
        }
    }

    fn read_as_answer(&self, typed: &str, today: Date) -> Result<Value, NotAccepted> {
        let refuse = |why: &str| NotAccepted {
            why: why.to_owned(),
            accepted: self.accepted(),
            nearest: None,
        };
        match self.answer_kind().map(|kind| kind.read(typed, today)) {
            Some(Ok(Reply::Value(value))) => Ok(value),
            Some(Ok(Reply::State(ReplyState::None))) => Ok(Value::word(NONE)),
            Some(Ok(Reply::State(_))) => Err(refuse("what is not known is left empty")),
            Some(Err(refused)) => Err(NotAccepted { accepted: self.accepted(), ..refused }),
            None => Err(refuse("it cannot be typed")),
        }
    }

    /// The kind of answer whose reading and showing it shares.
    pub fn answer_kind(&self) -> Option<AnswerKind> {
        let amount = || Amount { limits: Vec::new(), none: Outcome::Met };
        Some(match self.kind {
            FieldKind::Date(lies) => {
                AnswerKind::Date { lies, limits: Vec::new(), none: Outcome::Met }
            }
            FieldKind::Hours => AnswerKind::Hours(amount()),
            FieldKind::Days => AnswerKind::Days(amount()),
            FieldKind::Money => AnswerKind::Money(amount()),
            FieldKind::One(words) => AnswerKind::Choice {
                choices: words
                    .iter()
                    .map(|(value, label)| Choice {
                        value: (*value).to_owned(),
                        label: (*label).to_owned(),
                        outcome: Outcome::Met,
                    })
                    .collect(),
            },
            FieldKind::Many(words) => AnswerKind::Choices {
                choices: words
                    .iter()
                    .map(|(value, label)| ManyChoice {
                        value: (*value).to_owned(),
                        label: (*label).to_owned(),
                        counts: if *value == NONE { Counts::NoneOfThese } else { Counts::Wanted },
                    })
                    .collect(),
            },
            _ => return None,
        })
    }

    /// What a person may type, in one line.
    pub fn accepted(&self) -> String {
        let words = |words: &[(&str, &str)]| {
            words.iter().map(|(value, _)| *value).collect::<Vec<_>>().join(", ")
        };
        match self.kind {
            FieldKind::Text => "some words".to_owned(),
            FieldKind::List => "names joined by semicolons".to_owned(),
            FieldKind::Date(Lies::Behind) => "a past day as YYYY-MM-DD, or none".to_owned(),
            FieldKind::Date(Lies::Ahead) => "a day as YYYY-MM-DD, or none".to_owned(),
            FieldKind::Moment => {
                "a past day, with its time where it is known: YYYY-MM-DD or YYYY-MM-DD HH:MM"
                    .to_owned()
            }
            FieldKind::DayList => "days as YYYY-MM-DD, joined by commas".to_owned(),
            FieldKind::People => "a whole number of people, such as 1200".to_owned(),
            FieldKind::Hours => "a whole number of hours, such as 24 or 2 days; or none".to_owned(),
            FieldKind::Days => "a whole number of days, such as 30; or none".to_owned(),
            FieldKind::Money => {
                "an amount of US dollars, such as 5,000,000 or 5M; or none".to_owned()
            }
            FieldKind::One(choices) => words(choices),
            FieldKind::Many(choices) => format!("any of {}, joined by commas", words(choices)),
            FieldKind::States => "states by their two letters, such as TX, CA; or none".to_owned(),
            FieldKind::PeopleByState => {
                "numbers of people by state, such as TX=300, CA=700; TX=? where it is not known"
                    .to_owned()
            }
            FieldKind::MonthsByTier => {
                "numbers of months by tier, such as critical=6, untiered=12".to_owned()
            }
            FieldKind::Record(register) => {
                format!("the number of a record in {}", register.title())
            }
        }
    }

    /// A recorded value in words.
    pub fn shown(&self, value: &Value) -> String {
        match (self.kind, value) {
            // A choice of that word has words of its own, such as "Nothing yet".
            (kind, Value::Word(word)) if word == NONE && !matches!(kind, FieldKind::One(_)) => {
                "None".to_owned()
            }
            (FieldKind::People, Value::Whole(number)) => match number {
                1 => "1 person".to_owned(),
                many => format!("{many} people"),
            },
            (FieldKind::List, Value::Words(words)) => words.join("; "),
            (
                FieldKind::States | FieldKind::PeopleByState | FieldKind::DayList,
                Value::Words(words),
            ) => words.join(", "),
            (FieldKind::MonthsByTier, Value::Words(words)) => {
                format!("{} months", words.join(", ").replace('=', " "))
            }
            _ => self.with_kind(value, AnswerKind::shown),
        }
    }

    /// A recorded value as it would be typed.
    pub fn typed(&self, value: &Value) -> String {
        match (self.kind, value) {
            (FieldKind::People, Value::Whole(number)) => number.to_string(),
            (FieldKind::List, Value::Words(words)) => words.join("; "),
            (FieldKind::MonthsByTier | FieldKind::DayList, Value::Words(words)) => words.join(", "),
            _ => self.with_kind(value, AnswerKind::typed),
        }
    }

    fn with_kind(&self, value: &Value, words: fn(&AnswerKind, &Reply) -> String) -> String {
        let kind = self.answer_kind().unwrap_or(AnswerKind::Text { none: Outcome::Met });
        words(&kind, &Reply::Value(value.clone()))
    }
}

/// The value that says "there is none".
pub const NONE: &str = "none";

/// The field of that name; case, blanks and hyphens do not matter.
pub fn field_named(fields: &'static [Field], typed: &str) -> Option<&'static Field> {
    let wanted = typed.trim().to_lowercase().replace(['-', ' '], "_");
    fields.iter().find(|field| field.name == wanted)
}

fn state(typed: &str) -> Result<String, String> {
    let word = typed.trim().to_uppercase();
    if STATES.contains(&word.as_str()) {
        Ok(word)
    } else {
        Err(format!("'{}' is not a state's two letters", typed.trim()))
    }
}

fn states(typed: &str) -> Result<Value, String> {
    if typed.eq_ignore_ascii_case(NONE) {
        return Ok(Value::Words(vec![NONE.to_owned()]));
    }
    let parts = typed.split([',', ' ', ';']).filter(|part| !part.is_empty());
    let states: BTreeSet<String> = parts.map(state).collect::<Result<_, _>>()?;
    Ok(Value::Words(states.into_iter().collect()))
}

fn people_by_state(typed: &str) -> Result<Value, String> {
    let mut named = BTreeSet::new();
    let mut counts = Vec::new();
    // A comma may also group digits, and `TX=1,200` would then have two readings.
    for part in typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let (place, number) = part
            .split_once('=')
            .ok_or_else(|| format!("'{part}' is not a state and a number, such as TX=1200"))?;
        let (place, number) = (state(place)?, number.trim());
        let number = match (number, number.strip_suffix(AT_LEAST)) {
            (UNCOUNTED, _) => UNCOUNTED.to_owned(),
            (_, Some(at_least)) => format!("{}{AT_LEAST}", people(at_least)?),
            (number, None) => people(number)?.to_string(),
        };
        if !named.insert(place.clone()) {
            return Err(format!("{place} is given twice"));
        }
        counts.push(format!("{place}={number}"));
    }
    counts.sort();
    Ok(Value::Words(counts))
}

/// What stands in the place of a number of people that nobody knows yet.
pub const UNCOUNTED: &str = "?";

/// What stands behind a number of people that there are at least.
pub const AT_LEAST: &str = "+";

fn people(typed: &str) -> Result<u32, String> {
    typed.parse().map_err(|_| format!("'{typed}' is not a whole number of people"))
}

fn day_list(typed: &str) -> Result<Value, String> {
    let parts = typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let day = |part: &str| {
        let known = Value::word(part).date().map(|day| day.to_string());
        known.ok_or_else(|| format!("'{part}' is not a day as YYYY-MM-DD"))
    };
    let days: BTreeSet<String> = parts.map(day).collect::<Result<_, _>>()?;
    Ok(Value::Words(days.into_iter().collect()))
}

fn moment(typed: &str, today: Date) -> Result<Value, String> {
    let moment: Moment = typed.parse()?;
    if moment.day > today {
        return Err(format!("{moment} lies ahead, after {today}"));
    }
    Ok(Value::word(moment.to_string()))
}

/// Between a month and ten years: what is assessed more rarely is not kept at all.
const MONTHS: std::ops::RangeInclusive<u32> = 1..=120;

fn months_by_tier(typed: &str) -> Result<Value, String> {
    let mut months: Vec<(usize, String)> = Vec::new();
    let words: Vec<&str> = Tier::ALL.map(Tier::word).into_iter().chain([UNTIERED]).collect();
    for part in typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let (tier, number) = part
            .split_once('=')
            .ok_or_else(|| format!("'{part}' is not a tier and a number, such as low=24"))?;
        let (tier, number) = (tier.trim().to_lowercase(), number.trim());
        let place = words.iter().position(|word| *word == tier);
        let place = place
            .ok_or_else(|| format!("'{tier}' is not a tier; there is {}", words.join(", ")))?;
        let whole = number.parse().ok().filter(|number| MONTHS.contains(number));
        let number: u32 =
            whole.ok_or_else(|| format!("'{number}' is not a number of months from 1 to 120"))?;
        if months.iter().any(|(given, _)| *given == place) {
            return Err(format!("{tier} is given twice"));
        }
        months.push((place, format!("{tier}={number}")));
    }
    months.sort_unstable();
    Ok(Value::Words(months.into_iter().map(|(_, word)| word).collect()))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn today() -> Date {
        "2026-11-22".parse().unwrap()
    }

    fn read(kind: FieldKind, typed: &str) -> Result<Option<Value>, String> {
        Field::new("f", "F", "", kind).read(typed, today()).map_err(|refused| refused.why)
    }

    #[rstest]
    #[case(FieldKind::Text, "", None)]
    #[case(FieldKind::Date(Lies::Ahead), "none", Some(Value::word("none")))]
    #[case(FieldKind::Date(Lies::Behind), "2026-11-22", Some(Value::word("2026-11-22")))]
    #[case(FieldKind::Hours, "2 days", Some(Value::Whole(48)))]
    #[case(FieldKind::Text, "unknown", Some(Value::word("unknown")))]
    #[case(YES_NO, "unknown", Some(Value::word("unknown")))]
    #[case(FieldKind::List, "A; B", Some(Value::Words(vec!["A".into(), "B".into()])))]
    #[case(FieldKind::States, "tx, ca", Some(Value::Words(vec!["CA".into(), "TX".into()])))]
    #[case(
        FieldKind::PeopleByState,
        "TX=300, ca=700",
        Some(Value::Words(vec!["CA=700".into(), "TX=300".into()]))
    )]
    #[case(
        FieldKind::MonthsByTier,
        "Low=24, critical = 6",
        Some(Value::Words(vec!["critical=6".into(), "low=24".into()]))
    )]
    fn what_is_typed_is_read(
        #[case] kind: FieldKind,
        #[case] typed: &str,
        #[case] value: Option<Value>,
    ) {
        assert_eq!(read(kind, typed), Ok(value));
    }

    #[rstest]
    #[case(FieldKind::Date(Lies::Behind), "2026-11-23", "lies ahead")]
    #[case(FieldKind::Date(Lies::Ahead), "unknown", "left empty")]
    #[case(FieldKind::States, "TX, Texas", "'Texas'")]
    #[case(FieldKind::PeopleByState, "TX=1,200", "'200'")]
    #[case(FieldKind::PeopleByState, "TX=1, tx=2", "twice")]
    #[case(FieldKind::PeopleByState, "TX=-1", "'-1'")]
    #[case(FieldKind::Money, "5,00", "not an amount")]
    #[case(FieldKind::MonthsByTier, "12", "'12' is not a tier and a number")]
    #[case(FieldKind::MonthsByTier, "mid=12", "'mid' is not a tier")]
    #[case(FieldKind::MonthsByTier, "low=0", "from 1 to 120")]
    #[case(FieldKind::MonthsByTier, "low=12, LOW=24", "twice")]
    fn what_has_no_reading_is_refused(
        #[case] kind: FieldKind,
        #[case] typed: &str,
        #[case] why: &str,
    ) {
        let refused = read(kind, typed).unwrap_err();
        assert!(refused.contains(why), "{refused}");
    }
}
