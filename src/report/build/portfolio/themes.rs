//! The themes that questions belong to: by the beginning of their ids, which names the file of the bank that they stand in.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::domain::readiness::Fraction;
use crate::domain::standing::{Stand, Standing, Standings};

/// Each theme's name, and how the ids of its questions begin. What no other takes is in the last one, so that no question is left out.
const THEMES: [(&str, &[&str]); 14] = [
    ("Vendor and risk", &["risk"]),
    ("Agreement", &["baa"]),
    ("Security controls", &["ctrl", "avail"]),
    ("Checks and audits", &["assur"]),
    ("Incidents and notice", &["notice", "ir"]),
    ("Subcontractors", &["sub"]),
    ("Insurance, liability", &["ins", "liab"]),
    ("Return of PHI", &["data"]),
    ("Governance", &["gov"]),
    ("State law", &["state"]),
    ("Rules of sectors", &["dora", "fin", "muni", "nerc", "nis2"]),
    ("Incidents on file", &["inc"]),
    ("Our own questions", &["own"]),
    ("Other", &[]),
];

/// Figures by theme, each by its place among the themes; only those of which there is something to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ByTheme(BTreeMap<usize, OfTheme>);

/// The figures of one theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct OfTheme {
    /// Documented over applicable.
    pub(super) figure: Fraction,
    /// Critical gaps, of whichever questionnaire (rule R20).
    pub(super) critical: u32,
}

impl AddAssign for OfTheme {
    fn add_assign(&mut self, other: Self) {
        self.figure += other.figure;
        self.critical += other.critical;
    }
}

impl ByTheme {
    /// The figures of the questions that a vendor's figure is over, and its critical gaps over all questions.
    pub(super) fn of(stands: &[&Stand<'_>], standings: &Standings<'_>) -> Self {
        let mut themes = Self::default();
        for stand in stands.iter().filter(|stand| stand.is_applicable()) {
            let documented = u32::from(stand.standing == Standing::Documented);
            let figure = Fraction { documented, applicable: 1 };
            *themes.at(stand) += OfTheme { figure, critical: 0 };
        }
        for stand in standings.critical_gaps() {
            *themes.at(stand) += OfTheme { figure: Fraction::default(), critical: 1 };
        }
        themes
    }

    fn at(&mut self, stand: &Stand<'_>) -> &mut OfTheme {
        let id = stand.question.id.as_str();
        let begins = id.split_once('.').map_or(id, |(begins, _)| begins);
        let place = THEMES.iter().position(|(_, ids)| ids.contains(&begins));
        self.0.entry(place.unwrap_or(THEMES.len() - 1)).or_default()
    }

    /// The figures of the theme at a place.
    pub(super) fn get(&self, place: usize) -> OfTheme {
        self.0.get(&place).copied().unwrap_or_default()
    }

    /// The themes of which there is something to say, in their order, by place and name.
    pub(super) fn named(&self) -> impl Iterator<Item = (usize, &'static str)> + '_ {
        let named = THEMES.iter().enumerate();
        named
            .filter(|(place, _)| self.0.contains_key(place))
            .map(|(place, (name, _))| (place, *name))
    }
}

impl AddAssign<&Self> for ByTheme {
    fn add_assign(&mut self, other: &Self) {
        for (place, figures) in &other.0 {
            *self.0.entry(*place).or_default() += *figures;
        }
    }
}
