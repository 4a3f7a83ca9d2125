//! When a question is asked, given earlier answers and the facts of profiles (rules R7 and R8).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id::QuestionId;

/// The facts of a vendor's profile that a condition may read, with their values (rule R8).
pub const VENDOR_FACTS: &[(&str, &[&str])] =
    &[("tier", &["critical", "high", "medium", "low", "untiered"])];

/// The facts of our organization's profile that a condition may read, with their values (rule R8).
///
/// States are named by the two letters of the postal service, in `states` and in `licensed_facilities`, which holds the states in
/// which we run a licensed facility.
pub const ORGANIZATION_FACTS: &[(&str, &[&str])] =
    &[("kind", KINDS), ("sectors", SECTORS), ("states", STATES), ("licensed_facilities", STATES)];

const KINDS: &[&str] =
    &["provider", "health_plan", "clearinghouse", "hybrid", "business_associate"];

const SECTORS: &[&str] = &[
    "nis2",
    "dora",
    "glba",
    "bank",
    "sec-firm",
    "nydfs",
    "nerc",
    "circia",
    "cjis",
    "government-cloud",
    "municipality",
];

/// The states, with the District of Columbia and the territories that have a breach law of their own.
#[rustfmt::skip]
pub const STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "GU", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
    "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA",
    "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "VI", "WA", "WV", "WI", "WY",
];

/// When a question is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, deny_unknown_fields)]
pub enum Condition {
    /// Every one of these.
    All {
        /// The conditions.
        all: Vec<Self>,
    },
    /// At least one of these.
    Any {
        /// The conditions.
        any: Vec<Self>,
    },
    /// An earlier answer is one of these values; of several choices, at least one is.
    Answer {
        /// The earlier question.
        question: QuestionId,
        /// The values.
        is: Vec<String>,
    },
    /// A fact of the vendor's profile is one of these.
    Vendor {
        /// The fact: `tier`.
        vendor: String,
        /// The values.
        is: Vec<String>,
    },
    /// A fact of our organization's profile is one of these.
    Organization {
        /// The fact.
        organization: String,
        /// The values.
        is: Vec<String>,
    },
}

/// Whether a condition holds; "undecided" while what it reads is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not.
    False,
    /// Not known yet: the question is asked, and counted.
    Undecided,
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

/// What a condition reads.
pub trait Facts {
    /// Whether the earlier answer is one of these values (rule R7).
    fn answer_is(&self, question: &QuestionId, is: &[String]) -> Truth;

    /// The value of a fact of the vendor's profile, if recorded.
    fn vendor(&self, fact: &str) -> Option<String>;

    /// The values of a fact of our organization's profile; empty if not recorded.
    fn organization(&self, fact: &str) -> Vec<String>;
}

impl Condition {
    /// Whether it holds. "And": one false is false, else one undecided is undecided; "or" likewise with true.
    pub fn holds(&self, facts: &impl Facts) -> Truth {
        match self {
            Self::All { all } => {
                all_of(all.iter().map(|one| one.holds(facts)), Truth::False, Truth::True)
            }
            Self::Any { any } => {
                all_of(any.iter().map(|one| one.holds(facts)), Truth::True, Truth::False)
            }
            Self::Answer { question, is } => facts.answer_is(question, is),
            Self::Vendor { vendor, is } => {
                facts.vendor(vendor).map_or(Truth::Undecided, |fact| is.contains(&fact).into())
            }
            Self::Organization { organization, is } => {
                let recorded = facts.organization(organization);
                if recorded.is_empty() {
                    return Truth::Undecided;
                }
                recorded.iter().any(|fact| is.contains(fact)).into()
            }
        }
    }

    /// Whether it reads this fact of our organization's profile.
    pub fn reads_ours(&self, fact: &str) -> bool {
        match self {
            Self::All { all: many } | Self::Any { any: many } => {
                many.iter().any(|one| one.reads_ours(fact))
            }
            Self::Organization { organization, .. } => organization == fact,
            Self::Answer { .. } | Self::Vendor { .. } => false,
        }
    }

    /// Every question that it reads.
    pub fn questions(&self) -> Vec<&QuestionId> {
        match self {
            Self::All { all: many } | Self::Any { any: many } => {
                many.iter().flat_map(Self::questions).collect()
            }
            Self::Answer { question, .. } => vec![question],
            Self::Vendor { .. } | Self::Organization { .. } => Vec::new(),
        }
    }
}

/// `decisive` if any is, else undecided if any is, else `otherwise`.
fn all_of(parts: impl Iterator<Item = Truth>, decisive: Truth, otherwise: Truth) -> Truth {
    let mut seen = otherwise;
    for part in parts {
        if part == decisive {
            return decisive;
        }
        if part == Truth::Undecided {
            seen = Truth::Undecided;
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// Reads the truth of a question from its id.
    struct Said;

    impl Facts for Said {
        fn answer_is(&self, question: &QuestionId, _: &[String]) -> Truth {
            match question.as_str() {
                "t" => Truth::True,
                "f" => Truth::False,
                _ => Truth::Undecided,
            }
        }

        fn vendor(&self, _: &str) -> Option<String> {
            None
        }

        fn organization(&self, fact: &str) -> Vec<String> {
            if fact == "sectors" { vec!["health".to_owned()] } else { Vec::new() }
        }
    }

    fn on(question: &str) -> Condition {
        Condition::Answer { question: question.into(), is: vec![] }
    }

    #[rstest]
    #[case("tt", Truth::True, Truth::True)]
    #[case("tf", Truth::False, Truth::True)]
    #[case("fu", Truth::False, Truth::Undecided)]
    #[case("tu", Truth::Undecided, Truth::True)]
    #[case("ff", Truth::False, Truth::False)]
    #[case("uu", Truth::Undecided, Truth::Undecided)]
    fn r7_and_or_with_three_values(#[case] parts: &str, #[case] and: Truth, #[case] or: Truth) {
        let parts: Vec<Condition> = parts.split("").filter(|p| !p.is_empty()).map(on).collect();
        assert_eq!(Condition::All { all: parts.clone() }.holds(&Said), and);
        assert_eq!(Condition::Any { any: parts }.holds(&Said), or);
    }

    #[test]
    fn r8_a_fact_that_is_not_recorded_is_undecided() {
        let tier = Condition::Vendor { vendor: "tier".to_owned(), is: vec!["high".to_owned()] };
        assert_eq!(tier.holds(&Said), Truth::Undecided);
        let sector = |is: &str| Condition::Organization {
            organization: "sectors".to_owned(),
            is: vec![is.to_owned()],
        };
        assert_eq!(sector("health").holds(&Said), Truth::True);
        assert_eq!(sector("energy").holds(&Said), Truth::False);
    }
}
