//! Gaps: which standings open them, how grave they are, in which order they are shown, and what accepting one does (rules, section 7).

mod acceptance;

use jiff::civil::Date;

use super::bank::Bank;
use super::day;
use super::dossier::{Acceptance, Dossier};
use super::event::GapOwned;
use super::id::QuestionId;
use super::organization::Organization;
use super::question::{Basis, Severity};
use super::standing::{Stand, Standing};

/// The longest time for which a gap is accepted, in days (rule R19).
pub const LONGEST_ACCEPTANCE_DAYS: u32 = 365;

/// A shortfall opened by a standing; gone when the standing changes, never closed by hand (rule R18).
#[derive(Clone, Debug)]
pub struct Gap<'s, 'a> {
    /// The question as it stands.
    pub stand: &'s Stand<'a>,
    /// How grave it is.
    pub severity: Severity,
    /// Who sees to it, by when.
    pub owner: Option<&'a GapOwned>,
    /// The acceptance that holds, if one does.
    pub accepted: Option<&'a Acceptance>,
}

/// How grave a gap is beside others: the smaller comes first (rule R21).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade(Severity, Basis, u8);

impl Gap<'_, '_> {
    /// Its place beside others, of whichever vendor.
    pub const fn grade(&self) -> Grade {
        Grade(self.severity, self.stand.question.basis, rank(self.stand.standing))
    }

    /// What is short, in words.
    pub fn wording(&self) -> String {
        let of = self.stand.incident.map_or_else(String::new, |no| format!(" ({no})"));
        format!("{}{of}: {}", short(self.stand.standing), self.stand.question.title)
    }
}

/// What kind of shortfall a standing is, in a few words.
pub const fn short(standing: Standing) -> &'static str {
    match standing {
        Standing::Unmet => "Not met",
        Standing::Unknown => "Not known",
        Standing::Part => "Met in part",
        Standing::Stale => "Evidence not current",
        Standing::Asserted => "No evidence on file",
        Standing::Documented | Standing::Carried | Standing::Open | Standing::DoesNotApply => {
            "No gap"
        }
    }
}

/// The severity of the gap that a question opens as it stands; `None` where it opens none (rule R18).
pub fn severity(stand: &Stand<'_>) -> Option<Severity> {
    if !stand.asked.is_asked() || stand.question.basis == Basis::Proposed {
        return None;
    }
    match stand.standing {
        Standing::Unknown | Standing::Unmet => Some(stand.question.severity),
        Standing::Part | Standing::Asserted | Standing::Stale => {
            Some(stand.question.severity.milder())
        }
        Standing::Documented | Standing::Carried | Standing::Open | Standing::DoesNotApply => None,
    }
}

/// The gaps among these questions, in the order of rule R21.
pub fn gaps<'s, 'a>(
    stands: &[&'s Stand<'a>],
    dossier: &'a Dossier,
    organization: &Organization,
    bank: &Bank,
    on: Date,
) -> Vec<Gap<'s, 'a>> {
    let mut gaps: Vec<Gap<'_, '_>> = stands
        .iter()
        .filter_map(|stand| {
            let severity = severity(stand)?;
            let question = stand.question;
            let ids = || std::iter::once(&question.id).chain(&question.aliases);
            let key = |id: &QuestionId| (stand.subject, id.clone());
            let accepted = ids().find_map(|id| dossier.acceptances.get(&key(id)));
            let holds = |one: &&Acceptance| one.holds(stand, dossier, organization, bank, on);
            Some(Gap {
                stand,
                severity,
                owner: ids().find_map(|id| dossier.owners.get(&key(id))),
                accepted: accepted.filter(holds),
            })
        })
        .collect();
    // The sort is stable, so the questionnaire's order decides last.
    gaps.sort_by_key(Gap::grade);
    gaps
}

const fn rank(standing: Standing) -> u8 {
    match standing {
        Standing::Unmet => 0,
        Standing::Unknown => 1,
        Standing::Part => 2,
        Standing::Stale => 3,
        _ => 4,
    }
}

/// The last day until which a gap may be accepted from this day.
pub fn last_acceptance_day(today: Date) -> Date {
    day::after(today, LONGEST_ACCEPTANCE_DAYS)
}
