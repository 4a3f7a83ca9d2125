//! The vendors: their order, the search over them, and the one under the cursor.

use super::rows::Rows;
use crate::app::state::{App, Retired, Store, VendorRow};

/// The list of vendors.
#[derive(Clone, Debug, Default)]
pub struct Dashboard {
    /// The cursor and the search.
    pub rows: Rows,
    /// The order.
    pub order: Order,
    /// Whether retired vendors are shown.
    pub retired: ShowRetired,
}

/// The order of the vendors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// The gravest tier first.
    Tier,
    /// The least ready first.
    Readiness,
    /// The most gaps first, critical ones before all.
    Gaps,
    /// The next follow-up first.
    FollowUp,
}

impl Order {
    /// The order after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Name => Self::Tier,
            Self::Tier => Self::Readiness,
            Self::Readiness => Self::Gaps,
            Self::Gaps => Self::FollowUp,
            Self::FollowUp => Self::Name,
        }
    }

    /// Its words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Tier => "tier, gravest first",
            Self::Readiness => "readiness, lowest first",
            Self::Gaps => "critical gaps, then gaps",
            Self::FollowUp => "next follow-up",
        }
    }
}

/// Whether retired vendors are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShowRetired {
    /// Only those on the list.
    #[default]
    No,
    /// Retired ones too.
    Yes,
}

impl Dashboard {
    /// The vendors shown, in order.
    pub fn shown<'a>(&self, store: &'a Store) -> Vec<&'a VendorRow> {
        let mut shown: Vec<&VendorRow> = store
            .vendors
            .iter()
            .filter(|row| row.retired == Retired::No || self.retired == ShowRetired::Yes)
            .filter(|row| self.rows.shows(&format!("{} {}", row.name, row.slug)))
            .collect();
        shown.sort_by_key(|row| (crate::text::folded(&row.name), row.id));
        match self.order {
            Order::Name => {}
            Order::Tier => shown.sort_by_key(|row| (row.tier.is_none(), row.tier)),
            Order::Readiness => shown.sort_by_key(|row| {
                let percent = row.readiness.whole.percent();
                (percent.is_none(), percent)
            }),
            Order::Gaps => {
                shown.sort_by_key(|row| std::cmp::Reverse((row.critical_gaps, row.gaps)));
            }
            Order::FollowUp => shown.sort_by_key(|row| {
                let day = row.next_follow_up.as_ref().map(|(day, _)| *day);
                (day.is_none(), day)
            }),
        }
        shown
    }
}

impl App {
    /// The vendor that a command is about: the open one, or the one under the cursor.
    pub fn vendor_in_hand(&self) -> Option<&VendorRow> {
        let store = self.store.as_ref()?;
        match self.screen()? {
            super::Screen::Dashboard(dashboard) => {
                dashboard.shown(store).get(dashboard.rows.at).copied()
            }
            _ => {
                let id = self.vendor.as_ref()?.dossier.id;
                store.vendors.iter().find(|row| row.id == id)
            }
        }
    }
}
