//! A vendor: its tier, and the facts of its own profile.

pub mod listing;
pub mod relation;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::dossier::Dossier;
use super::event::Change;
use super::field::{Field, FieldKind, TAKEN_AWAY};
use super::question::Lies;
use super::value::Value;

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

/// The facts of a vendor's profile that can be set, beside its name and tier. Names are part of the journal's format.
///
/// The contacts have the elements of the listing template that OCR sent out with its Phase 2 audits.
pub const PROFILE: &[Field] = &[
    Field::new("other_names", "Other names", "Other names it trades under.", FieldKind::List),
    Field::new("services", "Services", "What it does for us.", FieldKind::Text),
    Field::new(
        "phi_first_disclosed",
        "First disclosure of PHI",
        "The day on which it first got data of our patients.",
        FieldKind::Date(Lies::Behind),
    ),
    Field::new(
        "people_by_state",
        "People by state",
        "How many people's PHI it holds, by the state they live in.",
        FieldKind::PeopleByState,
    ),
    Field::new(
        "systems",
        "Systems",
        "Our systems and its own that hold the data.",
        FieldKind::List,
    ),
    Field::new("web", "Web address", "Its web site.", FieldKind::Text),
    contact("contact_1_title", "First contact: title"),
    contact("contact_1_first_name", "First contact: first name"),
    contact("contact_1_last_name", "First contact: last name"),
    contact("contact_1_address", "First contact: address"),
    contact("contact_1_address_2", "First contact: address, second line"),
    contact("contact_1_city", "First contact: city"),
    contact("contact_1_state", "First contact: state"),
    contact("contact_1_zip", "First contact: ZIP"),
    contact("contact_1_phone", "First contact: phone"),
    contact("contact_1_extension", "First contact: extension"),
    contact("contact_1_fax", "First contact: fax"),
    contact("contact_1_email", "First contact: e-mail"),
    contact("contact_2_title", "Second contact: title"),
    contact("contact_2_first_name", "Second contact: first name"),
    contact("contact_2_last_name", "Second contact: last name"),
    contact("contact_2_address", "Second contact: address"),
    contact("contact_2_address_2", "Second contact: address, second line"),
    contact("contact_2_city", "Second contact: city"),
    contact("contact_2_state", "Second contact: state"),
    contact("contact_2_zip", "Second contact: ZIP"),
    contact("contact_2_phone", "Second contact: phone"),
    contact("contact_2_extension", "Second contact: extension"),
    contact("contact_2_fax", "Second contact: fax"),
    contact("contact_2_email", "Second contact: e-mail"),
];

const fn contact(name: &'static str, title: &'static str) -> Field {
    Field::new(name, title, "As OCR's listing of business associates asks for it.", FieldKind::Text)
}

/// The longest name that is accepted, in characters.
pub const LONGEST_NAME: usize = 300;

/// The longest fact of a profile that is accepted, in bytes: a spreadsheet's cell holds no more, so that a listing can carry it.
pub const LONGEST_FACT: usize = 32 * 1024;

/// A fact of the profile as it stands on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<'a> {
    /// The field.
    pub field: &'static Field,
    /// Its value.
    pub value: &'a Value,
    /// The day from which it is true, where that was said.
    pub from: Option<Date>,
}

impl Fact<'_> {
    /// Its value in words.
    pub fn shown(&self) -> String {
        self.field.shown(self.value)
    }
}

/// A fact of the profile, if it is on file.
pub fn fact<'a>(dossier: &'a Dossier, field: &'static Field) -> Option<Fact<'a>> {
    let value =
        dossier.profile.get(field.name).filter(|value| **value != Value::word(TAKEN_AWAY))?;
    Some(Fact { field, value, from: true_from(dossier, field.name, value) })
}

/// The day from which a vendor's field is true, as it was said when its value was set last.
///
/// The value is looked for too, since the event that was set last may have been taken back.
pub fn true_from(dossier: &Dossier, field: &str, value: &Value) -> Option<Date> {
    let undone = super::apply::taken_back(&dossier.events);
    dossier.events.iter().rev().find_map(|event| match &event.change {
        Change::VendorSet(set) if set.field == field && !undone.contains(&event.id) => {
            Some(set.from.filter(|_| set.value == *value))
        }
        _ => None,
    })?
}

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
