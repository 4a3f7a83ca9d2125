//! The themes that questions belong to, by the beginning of their ids, and the figures of a vendor by theme: the columns of the heat map,
//! on the screen and in the portfolio.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::readiness::Fraction;
use super::standing::{Stand, Standing, Standings};

macro_rules! themes {
    ($($(#[$doc:meta])* $theme:ident $title:literal $short:literal [$($begins:literal),*];)*) => {
        /// What questions are about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Theme {
            $($(#[$doc])* $theme,)*
        }

        impl Theme {
            /// Every theme, in the order of the columns.
            pub const ALL: [Self; COUNT] = [$(Self::$theme,)*];

            /// Its name.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$theme => $title,)* }
            }

            /// Its name over a narrow column: one of its words.
            pub const fn short(self) -> &'static str {
                match self { $(Self::$theme => $short,)* }
            }

            /// How the ids of its questions begin, which is the name of the file of the bank that they stand in.
            const fn begins(self) -> &'static [&'static str] {
                match self { $(Self::$theme => &[$($begins),*],)* }
            }
        }
    };
}

/// How many themes there are.
const COUNT: usize = 14;

themes! {
    /// The vendor itself and the risk that it is.
    Risk "Vendor and risk" "Risk" ["risk"];
    /// The business associate agreement.
    Agreement "Agreement" "Agreement" ["baa"];
    /// Safeguards.
    Controls "Security controls" "Controls" ["ctrl", "avail"];
    /// What was looked at, and by whom.
    Audits "Checks and audits" "Audits" ["assur"];
    /// How incidents are found and told of.
    Notice "Incidents and notice" "Notice" ["notice", "ir"];
    /// Those whom the vendor passes our data on to.
    Subcontractors "Subcontractors" "Subcontractors" ["sub"];
    /// Who pays.
    Insurance "Insurance, liability" "Insurance" ["ins", "liab"];
    /// What becomes of our data in the end.
    Return "Return of PHI" "Return" ["data"];
    /// Who sees to it.
    Governance "Governance" "Governance" ["gov"];
    /// Laws of states.
    States "State law" "State law" ["state"];
    /// Rules of a trade.
    Sectors "Rules of sectors" "Sectors" ["dora", "fin", "muni", "nerc", "nis2"];
    /// What happened.
    Incidents "Incidents on file" "Incidents" ["inc"];
    /// Questions that we wrote.
    Own "Our own questions" "Our own" ["own"];
    /// What no other takes, so that no question is left out.
    Other "Other" "Other" [];
}

impl Theme {
    /// The theme of a question.
    pub fn of(question: &str) -> Self {
        let begins = question.split_once('.').map_or(question, |(begins, _)| begins);
        let found = Self::ALL.into_iter().find(|theme| theme.begins().contains(&begins));
        found.unwrap_or(Self::Other)
    }

    const fn place(self) -> usize {
        self as usize
    }
}

/// Figures by theme. A list of thousands of vendors holds one for each, so it takes no memory but its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<Theme, [u32; 3]>", into = "BTreeMap<Theme, [u32; 3]>")]
pub struct ByTheme([OfTheme; COUNT]);

/// The figures of one theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfTheme {
    /// Documented over applicable.
    pub figure: Fraction,
    /// Critical gaps, of whichever questionnaire (rule R20).
    pub critical: u32,
}

impl OfTheme {
    fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

impl AddAssign for OfTheme {
    fn add_assign(&mut self, other: Self) {
        self.figure += other.figure;
        self.critical += other.critical;
    }
}

impl ByTheme {
    /// The figures of the questions that a vendor's figure is over, and its critical gaps over all questions.
    pub fn of(stands: &[&Stand<'_>], standings: &Standings<'_>) -> Self {
        let mut themes = Self::default();
        for stand in stands.iter().filter(|stand| stand.is_applicable()) {
            let documented = u32::from(stand.standing == Standing::Documented);
            let figure = Fraction { documented, applicable: 1 };
            themes.add(stand, OfTheme { figure, critical: 0 });
        }
        for stand in standings.critical_gaps() {
            themes.add(stand, OfTheme { figure: Fraction::default(), critical: 1 });
        }
        themes
    }

    fn add(&mut self, stand: &Stand<'_>, figures: OfTheme) {
        let theme = Theme::of(stand.question.id.as_str());
        if let Some(of) = self.0.get_mut(theme.place()) {
            *of += figures;
        }
    }

    /// The figures of a theme.
    pub fn get(&self, theme: Theme) -> OfTheme {
        self.0.get(theme.place()).copied().unwrap_or_default()
    }

    /// The themes of which there is something to say, in their order.
    pub fn named(&self) -> impl Iterator<Item = Theme> + '_ {
        Theme::ALL.into_iter().filter(|theme| !self.get(*theme).is_nothing())
    }
}

impl AddAssign<&Self> for ByTheme {
    fn add_assign(&mut self, other: &Self) {
        for (of, figures) in self.0.iter_mut().zip(other.0) {
            *of += figures;
        }
    }
}

impl From<BTreeMap<Theme, [u32; 3]>> for ByTheme {
    fn from(kept: BTreeMap<Theme, [u32; 3]>) -> Self {
        let mut themes = Self::default();
        for (theme, [documented, applicable, critical]) in kept {
            if let Some(of) = themes.0.get_mut(theme.place()) {
                *of = OfTheme { figure: Fraction { documented, applicable }, critical };
            }
        }
        themes
    }
}

impl From<ByTheme> for BTreeMap<Theme, [u32; 3]> {
    fn from(themes: ByTheme) -> Self {
        let kept = |theme| {
            let OfTheme { figure, critical } = themes.get(theme);
            (theme, [figure.documented, figure.applicable, critical])
        };
        themes.named().map(kept).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_has_its_own_place_and_no_question_is_left_out() {
        for (place, theme) in Theme::ALL.into_iter().enumerate() {
            assert_eq!(theme.place(), place);
            for begins in theme.begins() {
                assert_eq!(Theme::of(&format!("{begins}.one")), theme);
            }
        }
        assert_eq!(Theme::of("brand.new"), Theme::Other);
    }

    #[test]
    fn figures_that_are_kept_come_back_and_those_of_an_unknown_theme_are_none() {
        let mut themes = ByTheme::default();
        themes.0[Theme::Notice.place()] =
            OfTheme { figure: Fraction { documented: 2, applicable: 5 }, critical: 1 };
        let kept = serde_json::to_string(&themes).unwrap();
        assert_eq!(kept, r#"{"notice":[2,5,1]}"#);
        assert_eq!(serde_json::from_str::<ByTheme>(&kept).unwrap(), themes);
        assert!(serde_json::from_str::<ByTheme>(r#"{"weather":[2,5,1]}"#).is_err());
        assert!(serde_json::from_str::<ByTheme>(r#"{"notice":[2,5]}"#).is_err());
    }
}
