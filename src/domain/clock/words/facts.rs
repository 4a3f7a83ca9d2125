//! Facts in words: what a clock waits for, why it is not asked for, and what it assumes.

use super::{field, title_of, weekday};
use crate::domain::clock::step::{Assumed, Missing, NotRunning};
use crate::domain::organization;
use crate::domain::value::Value;

impl Missing {
    /// The fact in words that follow "waits for".
    pub fn words(&self) -> String {
        match self {
            Self::Start(start) => format!("the day on which {}", start.title()),
            Self::People => "the number of people".to_owned(),
            Self::ResidentsByState => "the number of people by state".to_owned(),
            Self::Residents(state) => format!("the number of people in {state}"),
            Self::NoticeSent(_, title) => format!("the day on which \"{title}\" is sent"),
        }
    }

    /// The fields of the incident that would say it; none, where a notice has to be sent.
    pub const fn fields(&self) -> &'static [&'static str] {
        match self {
            Self::Start(start) => start.fields(),
            Self::People => &["people", "residents"],
            Self::ResidentsByState | Self::Residents(_) => &["residents"],
            Self::NoticeSent(..) => &[],
        }
    }
}

impl NotRunning {
    /// Why, in words that follow "not asked for:".
    pub fn words(&self) -> String {
        match self {
            Self::Proposed(None) => "the rule is only proposed".to_owned(),
            Self::Proposed(Some(day)) => {
                format!(
                    "the rule is only proposed; were it in force: no later than {}",
                    weekday(*day)
                )
            }
            Self::NotYetInForce(from) => format!("the rule applies from {from} on"),
            Self::NoLongerInForce(to) => format!("the rule applied until {to}"),
            Self::People { number, at_least, below } => {
                let number = people(*number);
                match below {
                    Some(below) if *at_least == 0 => {
                        format!("{number}; it is for fewer than {below}")
                    }
                    _ => format!("{number}; it is for {at_least} or more"),
                }
            }
            Self::Residents { state, number: 0, .. } => format!("nobody in {state} is recorded"),
            Self::Residents { state, number, at_least } => {
                format!("{} in {state}; it is for {at_least} or more", people(*number))
            }
            Self::ResidentsOfAnyState { number, at_least } => format!(
                "{} at most in any one state; it is for {at_least} or more",
                people(*number)
            ),
            Self::Data => "the statute does not cover the kinds of data recorded".to_owned(),
            Self::Incident { field: name, says } => match field(name) {
                Some(field) => {
                    let says = field.shown(&Value::word(says));
                    format!("{}: {says}", field.title)
                }
                None => format!("{name}: {says}"),
            },
            Self::Organization { fact } => {
                format!("our organization's facts say otherwise ({})", organization_title(fact))
            }
            Self::Assessed(outcome) => {
                let shown = field("risk_outcome").map(|field| field.shown(&Value::word(outcome)));
                format!("risk assessment: {}", shown.unwrap_or_else(|| outcome.clone()))
            }
            Self::Deemed(state) => {
                format!("counsel relies on our HIPAA notices in {state}")
            }
            Self::NotTied => "the notice on which it hangs is not asked for".to_owned(),
        }
    }

    /// The kind of reason, under which clocks are counted: the same words for every state and number.
    pub fn group(&self) -> String {
        match self {
            Self::Proposed(_) => "the rule is only proposed".to_owned(),
            Self::NotYetInForce(_) => "the rule applies from a later day on".to_owned(),
            Self::NoLongerInForce(_) => "the rule applied until an earlier day".to_owned(),
            Self::People { .. } => "it is for more people, or for fewer".to_owned(),
            Self::Residents { number: 0, .. } => "nobody in that state is recorded".to_owned(),
            Self::Residents { .. } | Self::ResidentsOfAnyState { .. } => {
                "it is for more people in one state".to_owned()
            }
            Self::Deemed(_) => "counsel relies on our HIPAA notices there".to_owned(),
            other => other.words(),
        }
    }
}

fn people(number: u32) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}

fn organization_title(fact: &str) -> &str {
    let field = organization::PROFILE.iter().find(|field| field.name == fact);
    field.map_or(fact, |field| field.title)
}

impl Assumed {
    /// What is assumed, in words that follow "assuming".
    pub fn words(&self) -> String {
        match self {
            Self::Incident(name) => {
                format!("that the rule applies: \"{}\" is not recorded", title_of(name))
            }
            Self::Organization(fact) => format!(
                "that the rule binds us: \"{}\" of our organization is not recorded",
                organization_title(fact)
            ),
            Self::Presumed => {
                "that it is a breach, as 45 CFR 164.402 presumes: no risk assessment is recorded"
                    .to_owned()
            }
            Self::FactorsMissing => {
                "that it is a breach: a low probability needs a reason for each of the four factors"
                    .to_owned()
            }
            Self::Data => "that the data are of a kind the rule covers: not recorded".to_owned(),
            Self::Agent => {
                "that the vendor acts as our agent, so that its discovery is ours: not recorded"
                    .to_owned()
            }
            Self::Judgment => {
                "that what the press or a filing said is our discovery: a judgment for counsel"
                    .to_owned()
            }
            Self::NoTime => "that it began at 00:00: no time of day is recorded".to_owned(),
            Self::UndefinedStart => {
                "that the clause counts from the vendor's discovery: it does not say".to_owned()
            }
            Self::LastDay(title) => format!("that \"{title}\" goes out on its last day"),
            Self::NotDeemed(state) => format!(
                "that our HIPAA notices do not count as enough in {state}: counsel's reliance is not recorded"
            ),
            Self::DelayWithoutEnd => {
                "no delay by law enforcement: its day is not recorded".to_owned()
            }
            Self::DelayNotApplied => {
                "no delay by law enforcement under this law: confirm with counsel".to_owned()
            }
        }
    }
}
