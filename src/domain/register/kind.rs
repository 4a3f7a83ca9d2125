//! Which registers there are: their words, what a record of each holds and is called, and how it is numbered.

use std::collections::BTreeMap;
use std::fmt;

use super::fields;
use crate::domain::field::{Field, FieldKind, field_named};
use crate::domain::question::words;
use crate::domain::value::Value;

words! {
    /// A register.
    RegisterKind {
        /// Contracts, business associate agreements and their amendments.
        Agreements "agreements" "Agreements",
        /// What an agreement says, in its own words.
        Clauses "clauses" "Clauses",
        /// What was done to check on the vendor.
        Audits "audits" "Audits performed",
        /// The vendor's policies, and whether they name us.
        Insurance "insurance" "Insurance",
        /// Those whom the vendor passes our data on to.
        Subcontractors "subcontractors" "Subcontractors",
        /// Weaknesses that we learned of, and what we did.
        Problems "problems" "Known problems",
        /// What happened to our data there, and when who knew.
        Incidents "incidents" "Incidents",
    }
}

impl RegisterKind {
    /// The two letters before the number of a record.
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Agreements => "AG",
            Self::Clauses => "CL",
            Self::Audits => "AU",
            Self::Insurance => "IN",
            Self::Subcontractors => "SU",
            Self::Problems => "PR",
            Self::Incidents => "IC",
        }
    }

    /// One record of it, in words.
    pub const fn one(self) -> &'static str {
        match self {
            Self::Agreements => "agreement",
            Self::Clauses => "clause",
            Self::Audits => "audit",
            Self::Insurance => "insurance policy",
            Self::Subcontractors => "subcontractor",
            Self::Problems => "known problem",
            Self::Incidents => "incident",
        }
    }

    /// What a record of it holds.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Agreements => fields::AGREEMENT,
            Self::Clauses => fields::CLAUSE,
            Self::Audits => fields::AUDIT,
            Self::Insurance => fields::INSURANCE,
            Self::Subcontractors => fields::SUBCONTRACTOR,
            Self::Problems => fields::PROBLEM,
            Self::Incidents => fields::INCIDENT,
        }
    }

    /// Where its fields are too many to be read at one glance: the first field of each group, with what the group is about.
    pub const fn groups(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Incidents => fields::INCIDENT_GROUPS,
            _ => &[],
        }
    }

    /// The heading that stands before a field, where a group begins with it.
    pub fn heading_before(self, field: &str) -> Option<&'static str> {
        self.groups().iter().find(|(first, _)| *first == field).map(|(_, heading)| *heading)
    }

    /// The heading of the group in which a field stands.
    pub fn group_of(self, field: &str) -> Option<&'static str> {
        let upto = self.fields().iter().position(|one| one.name == field)?;
        let mut earlier = self.fields().iter().take(upto + 1).rev();
        earlier.find_map(|one| self.heading_before(one.name))
    }

    /// The fields without which a record says nothing.
    pub const fn required(self) -> &'static [&'static str] {
        match self {
            Self::Agreements => &["kind", "effective"],
            Self::Clauses => &["agreement", "subject", "quote"],
            Self::Audits => &["kind", "on"],
            Self::Insurance => &["insurer", "kind", "from", "to"],
            Self::Subcontractors => &["name"],
            Self::Problems => &["learned", "what"],
            Self::Incidents => &["what"],
        }
    }

    /// The field of that name.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        field_named(self.fields(), name)
    }

    /// The fields that its label is made of.
    pub const fn label_fields(self) -> &'static [&'static str] {
        match self {
            Self::Agreements => &["kind", "effective"],
            Self::Clauses => &["subject"],
            Self::Audits => &["kind", "on"],
            Self::Insurance => &["insurer", "from", "to"],
            Self::Subcontractors => &["name"],
            Self::Problems => &["learned", "what"],
            Self::Incidents => &["what"],
        }
    }

    /// What a record with these fields is called in a list: the one line that tells it from the others.
    pub fn label(self, fields: &BTreeMap<String, Value>) -> String {
        let said = |name: &str| {
            let known = self.field(name).zip(fields.get(name));
            known.map_or_else(|| "?".to_owned(), |(field, value)| field.shown(value))
        };
        let said: Vec<String> = self.label_fields().iter().map(|name| said(name)).collect();
        let label = match (self, said.as_slice()) {
            (Self::Agreements, [kind, effective]) => format!("{kind} effective {effective}"),
            (Self::Insurance, [insurer, from, to]) => format!("{insurer}, {from} to {to}"),
            (Self::Problems, [learned, what]) => format!("{learned}: {what}"),
            (_, said) => said.join(", "),
        };
        label.lines().next().unwrap_or_default().to_owned()
    }

    /// What a person may type into a field of it, in one line; a day that it must have cannot be none.
    pub fn accepted(self, field: &Field) -> String {
        let accepted = field.accepted();
        match (field.kind, accepted.strip_suffix(", or none")) {
            (FieldKind::Date(_), Some(day)) if self.required().contains(&field.name) => {
                day.to_owned()
            }
            _ => accepted,
        }
    }

    /// The register that is meant, by its word, its title, or what one record of it is called.
    pub fn named(typed: &str) -> Option<Self> {
        let wanted = plain(typed);
        let is_called = |kind: &&Self| {
            let last = kind.one().split(' ').next_back().unwrap_or_default();
            [kind.word(), kind.title(), kind.one(), last].map(plain).contains(&wanted)
                || plain(kind.word()).strip_suffix('s') == Some(&wanted)
        };
        Self::ALL.iter().find(is_called).copied()
    }

    /// The field that says from which day on a record of it holds.
    pub const fn starts_with(self) -> Option<&'static str> {
        match self {
            Self::Agreements => Some("effective"),
            Self::Audits => Some("on"),
            Self::Insurance => Some("from"),
            Self::Subcontractors => Some("since"),
            Self::Problems => Some("learned"),
            Self::Incidents => Some("occurred_from"),
            // A clause begins with its agreement.
            Self::Clauses => None,
        }
    }
}

/// Without case, blanks, hyphens and underscores.
fn plain(words: &str) -> String {
    words.to_lowercase().replace([' ', '-', '_'], "")
}

/// What is recorded of a record beside its fields, by the names under which it is typed, each with what it means and what it takes.
pub const BESIDE: [(&str, &str, &str); 3] = [
    ("exhibit", "The exhibits it rests on, all of them.", "numbers such as A-01,A-02; or none"),
    (
        "supersedes",
        "The record that it takes the place of, from the day on which it begins itself.",
        "a number such as AG-01",
    ),
    (
        "ends",
        "The last day in force, where it ended before its time.",
        "a day as YYYY-MM-DD, which may be moved later but not taken away",
    ),
];

/// The number of a record within its register, such as `AG-01`; never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordNo {
    /// The register.
    pub register: RegisterKind,
    /// Its place in the order in which records were first written.
    pub number: u32,
}

impl fmt::Display for RecordNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{:02}", self.register.letters(), self.number))
    }
}

impl std::str::FromStr for RecordNo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("'{text}' is not the number of a record, such as AG-01");
        let digits = |c: char| c.is_ascii_digit();
        let typed = text.trim();
        let (letters, number) = typed.split_at(typed.find(digits).unwrap_or(typed.len()));
        let letters = letters.strip_suffix('-').unwrap_or(letters);
        let mut kinds = RegisterKind::ALL.iter();
        let register = kinds.find(|kind| kind.letters().eq_ignore_ascii_case(letters));
        let number = Some(number).filter(|number| number.chars().all(digits));
        let number = number.and_then(|number| number.parse().ok()).filter(|number| *number > 0);
        register.zip(number).map(|(&register, number)| Self { register, number }).ok_or_else(wrong)
    }
}
