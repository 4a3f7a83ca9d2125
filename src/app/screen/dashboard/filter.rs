//! What the list of vendors is looked through by: what is the matter with them, and their tier.

use crate::app::state::Store;
use crate::domain::deadline::Stage;
use crate::domain::sign_off::Attested;
use crate::domain::standing::Standing;
use crate::domain::summary::Summary;
use crate::domain::vendor::{Tier, UNTIERED};

/// What the list is looked through by: a vendor that is shown fits both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// What is the matter.
    pub matter: Matter,
    /// The tier.
    pub tier: OfTier,
}

/// What is the matter with a vendor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Matter {
    /// Anything, or nothing.
    #[default]
    Any,
    /// Somebody has to see to it now.
    NeedsAPerson,
    /// Nothing is answered.
    NotStarted,
    /// The sign-off stands.
    SignedOff,
    /// A legal hold stands.
    OnHold,
    /// An incident with open clocks, or an inquiry, is open.
    OpenIncidentOrInquiry,
}

/// Of which tier a vendor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OfTier {
    /// Of any, or none.
    #[default]
    Any,
    /// Of this one, or of none yet.
    Only(Option<Tier>),
}

impl Matter {
    /// Each, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Any,
        Self::NeedsAPerson,
        Self::NotStarted,
        Self::SignedOff,
        Self::OnHold,
        Self::OpenIncidentOrInquiry,
    ];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::NeedsAPerson => "needs",
            Self::NotStarted => "not-started",
            Self::SignedOff => "signed",
            Self::OnHold => "hold",
            Self::OpenIncidentOrInquiry => "open",
        }
    }

    /// Its words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Any => "all of them",
            Self::NeedsAPerson => "needs a person",
            Self::NotStarted => "not started",
            Self::SignedOff => "signed off",
            Self::OnHold => "under legal hold",
            Self::OpenIncidentOrInquiry => "open incident or inquiry",
        }
    }

    /// What it means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::NeedsAPerson => {
                "a day within the week or late, a critical gap, an answer to confirm, or a damaged record"
            }
            Self::SignedOff => "and nothing was recorded since",
            Self::OpenIncidentOrInquiry => "a clock that is not done with, or a letter to answer",
            Self::Any => "no matter how they stand",
            Self::NotStarted => "nothing is answered",
            Self::OnHold => "everything of them is kept until the hold ends",
        }
    }

    /// Whether it is the matter with a vendor.
    pub fn fits(self, row: &Summary, store: &Store) -> bool {
        match self {
            Self::Any => true,
            Self::NeedsAPerson => needs_a_person(row, store),
            Self::NotStarted => row.readiness.answered() == 0,
            Self::SignedOff => matches!(row.sign_off, Some(Attested::Signed(_))),
            Self::OnHold => !row.holds.is_empty(),
            Self::OpenIncidentOrInquiry => row.open_incidents > 0 || row.open_inquiries > 0,
        }
    }
}

/// Whether somebody has to see to a vendor now.
fn needs_a_person(row: &Summary, store: &Store) -> bool {
    let presses = |day| Stage::of(day, store.today).presses();
    row.next_deadline.as_ref().is_some_and(|(day, _)| presses(*day))
        || row.critical_gaps > 0
        || row.readiness.standing(Standing::Carried) > 0
        || row.trouble.is_some()
}

impl OfTier {
    /// Each, in the order of the form.
    pub fn all() -> impl Iterator<Item = Self> {
        let tiers = Tier::ALL.into_iter().map(Some).chain([None]);
        [Self::Any].into_iter().chain(tiers.map(Self::Only))
    }

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Only(Some(tier)) => tier.word(),
            Self::Only(None) => UNTIERED,
        }
    }

    /// Its words.
    pub fn title(self) -> String {
        match self {
            Self::Any => "all tiers".to_owned(),
            Self::Only(tier) => of_tier(tier),
        }
    }

    fn fits(self, row: &Summary) -> bool {
        match self {
            Self::Any => true,
            Self::Only(tier) => row.tier == tier,
        }
    }
}

/// A tier in words, or that there is none.
pub fn of_tier(tier: Option<Tier>) -> String {
    tier.map_or_else(|| UNTIERED.to_owned(), |tier| format!("{} tier", tier.title()))
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether a vendor is shown.
    pub fn fits(self, row: &Summary, store: &Store) -> bool {
        self.tier.fits(row) && self.matter.fits(row, store)
    }

    /// What is shown, in words; nothing where all are.
    pub fn words(self) -> Option<String> {
        let matter = Some(self.matter).filter(|one| *one != Matter::Any);
        let tier = Some(self.tier).filter(|one| *one != OfTier::Any);
        let words = matter.map(|one| one.title().to_owned()).into_iter();
        let words: Vec<String> = words.chain(tier.map(OfTier::title)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}
