//! The figure: documented over applicable, always with both numbers, and what stands beside it (rules, section 6).

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::question::Basis;
use super::standing::{Stand, Standing};

/// Documented over applicable questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fraction {
    /// Questions that stand Documented.
    pub documented: u32,
    /// Questions that are asked and apply.
    pub applicable: u32,
}

impl Fraction {
    /// floor(100 x documented / applicable), so that 100 means all; `None` where nothing applies (rule R14).
    pub fn percent(self) -> Option<u32> {
        let percent = u64::from(self.documented) * 100;
        percent
            .checked_div(u64::from(self.applicable))
            .and_then(|percent| u32::try_from(percent).ok())
    }
}

impl AddAssign for Fraction {
    /// Section, tier and portfolio figures add the numbers up; percentages are never averaged (rule R15).
    fn add_assign(&mut self, other: Self) {
        self.documented += other.documented;
        self.applicable += other.applicable;
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.percent() {
            Some(percent) => write!(f, "{percent}% ({} of {})", self.documented, self.applicable),
            None => f.write_str("nothing to answer"),
        }
    }
}

/// The figure over a set of questions, with everything that stands beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// In force and good practice together: the headline figure.
    pub whole: Fraction,
    /// Questions that a rule in force demands.
    pub in_force: Fraction,
    /// Contractual good practice.
    pub good_practice: Fraction,
    /// How many of the applicable questions stand how: the bar.
    pub standings: BTreeMap<Standing, u32>,
    /// Questions that do not apply; in neither number.
    pub does_not_apply: u32,
    /// Questions that are not asked; in neither number.
    pub not_asked: u32,
    /// Proposed questions that are asked; in no figure and no gap.
    pub proposed: u32,
}

impl Readiness {
    /// The figure over these questions.
    pub fn of(stands: &[&Stand<'_>]) -> Self {
        let mut readiness = Self::default();
        for stand in stands {
            readiness.count(stand);
        }
        readiness
    }

    fn count(&mut self, stand: &Stand<'_>) {
        if !stand.asked.is_asked() {
            self.not_asked += 1;
        } else if stand.question.basis == Basis::Proposed {
            self.proposed += 1;
        } else if stand.standing == Standing::DoesNotApply {
            self.does_not_apply += 1;
        } else {
            *self.standings.entry(stand.standing).or_default() += 1;
            let one = Fraction {
                documented: u32::from(stand.standing == Standing::Documented),
                applicable: 1,
            };
            self.whole += one;
            match stand.question.basis {
                Basis::InForce => self.in_force += one,
                _ => self.good_practice += one,
            }
        }
    }

    /// How many of the applicable questions stand so.
    pub fn standing(&self, standing: Standing) -> u32 {
        self.standings.get(&standing).copied().unwrap_or(0)
    }

    /// Applicable questions that have an answer.
    pub fn answered(&self) -> u32 {
        self.whole.applicable - self.standing(Standing::Open)
    }
}

impl AddAssign<&Self> for Readiness {
    fn add_assign(&mut self, other: &Self) {
        self.whole += other.whole;
        self.in_force += other.in_force;
        self.good_practice += other.good_practice;
        for (standing, count) in &other.standings {
            *self.standings.entry(*standing).or_default() += count;
        }
        self.does_not_apply += other.does_not_apply;
        self.not_asked += other.not_asked;
        self.proposed += other.proposed;
    }
}
