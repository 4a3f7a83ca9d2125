//! What the portfolio report says: all vendors on a few pages, one page a vendor, and by option each vendor's whole report.
//!
//! Figures are gathered from one vendor after the other, so that no two dossiers are needed at once; they are those of the list
//! ([`Summary`](crate::domain::summary::Summary)). Pure, like every report.

mod due;
mod figures;
mod glance;
mod grid;
mod opening;
mod page;
mod vendors;
mod within;
mod worst;

use jiff::civil::Date;

pub use self::figures::{Gathered, VendorFigures};
pub use self::opening::opening;
pub use self::page::page;
pub use self::within::within;
use crate::domain::as_of::AsOf;
use crate::domain::bank::Bank;
use crate::domain::event::Edition;
use crate::domain::id::VendorId;
use crate::domain::organization::Organization;
use crate::domain::vendor::Tier;
use crate::report::model::{Anchor, HeaderLine, Level};

/// What all parts of a portfolio have in common.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Our organization, folded up to the day.
    pub organization: &'a Organization,
    /// The questions in force on the day.
    pub bank: &'a Bank,
    /// The day.
    pub day: Date,
    /// The past day that is looked back to, if one is.
    pub past: Option<AsOf>,
    /// Which edition is written.
    pub edition: Edition,
    /// Lines at the head of every page that somebody asked for.
    pub header: &'a [HeaderLine],
    /// The day of a sample; `None` for a record.
    pub sample: Option<Date>,
    /// The id of the organization's journal.
    pub organization_journal: uuid::Uuid,
    /// The tiers that are shown; all vendors, where none is named.
    pub tiers: &'a [Tier],
    /// How much is said of each vendor.
    pub detail: Detail,
}

/// How much is said of each vendor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// One page.
    #[default]
    Pages,
    /// One page, and its whole report.
    Full,
}

impl Frame<'_> {
    fn is_internal(&self) -> bool {
        self.edition == Edition::Internal
    }

    fn wants(&self, tier: Option<Tier>) -> bool {
        self.tiers.is_empty() || tier.is_some_and(|tier| self.tiers.contains(&tier))
    }

    /// Vendors stand below the list of them; with whole reports below each, every vendor is a part of its own.
    const fn level(&self) -> Level {
        match self.detail {
            Detail::Pages => Level::Two,
            Detail::Full => Level::One,
        }
    }
}

/// The place of a vendor's page.
fn vendor_anchor(vendor: VendorId) -> Anchor {
    Anchor::new(format!("vendor-{vendor}"))
}

/// The list of all vendors.
fn list_anchor() -> Anchor {
    Anchor::new("vendors")
}

/// The heat map.
fn grid_anchor() -> Anchor {
    Anchor::new("themes")
}

/// The gravest gaps.
fn worst_anchor() -> Anchor {
    Anchor::new("gravest-gaps")
}

/// What is due soon.
fn due_anchor() -> Anchor {
    Anchor::new("due-soon")
}
