//! A vendor: its tier, and the facts of its own profile.

use serde::{Deserialize, Serialize};

/// How much harm a failure of this vendor could do. A vendor without one is untiered.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Care stops or very many people are harmed.
    Critical,
    /// Many people are harmed.
    High,
    /// Some harm.
    Medium,
    /// Little harm.
    Low,
}

impl Tier {
    /// All tiers, gravest first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];

    /// The word on screens and in reports.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Critical => "Critical",
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Low => "Low",
        }
    }

    /// The word on the command line and in the journal.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }

    /// The tier of that word, in any case.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// The word for a vendor without a tier.
pub const UNTIERED: &str = "untiered";

/// The longest name that is accepted, in characters.
pub const LONGEST_NAME: usize = 300;

/// The short name under which a vendor is found on the command line: ASCII letters and digits of its name, joined by `-`.
pub fn slug_of(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let plain: String = name
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' })
        .collect();
    let slug: Vec<&str> = plain.split_whitespace().collect();
    let mut slug = slug.join("-");
    slug.truncate(40);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "vendor".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_ascii() {
        assert_eq!(slug_of("Northwind Claims, LLC"), "northwind-claims-llc");
        assert_eq!(slug_of("Über Clínica"), "uber-clinica");
        assert_eq!(slug_of("日本"), "vendor");
    }
}
