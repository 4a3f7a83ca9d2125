//! What lies ahead over several records: every deadline and every open follow-up, each with whose it is.

use jiff::civil::Date;

use super::bank::Bank;
use super::deadline::{Deadline, deadlines};
use super::dossier::{Dossier, FollowUpOnFile};
use super::id::VendorId;
use super::organization::Organization;
use super::standing::Standings;
use crate::text::folded;

/// What lies ahead, of one record or of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ahead {
    /// Everything with a day, the earliest first.
    pub deadlines: Vec<Of<Deadline>>,
    /// What is to be found out, by whom: owner by owner, the earliest day first.
    pub follow_ups: Vec<Of<FollowUpOnFile>>,
}

/// Something, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Of<T> {
    /// The vendor, or our organization.
    pub vendor: VendorId,
    /// Its short name.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it has.
    pub one: T,
}

impl Ahead {
    /// What lies ahead of one record on a day.
    pub fn of(dossier: &Dossier, organization: &Organization, bank: &Bank, day: Date) -> Self {
        let standings = Standings::of(dossier, organization, bank, day);
        let mut ahead = Self::default();
        let all = deadlines(dossier, organization, bank, &standings);
        ahead.deadlines.extend(all.into_iter().map(|one| of(dossier, one)));
        let in_use = dossier.retired.is_none();
        let open = dossier.follow_ups.iter().filter(|one| in_use && one.is_open());
        ahead.follow_ups.extend(open.map(|one| of(dossier, one.clone())));
        ahead.sorted()
    }

    /// Both, in order.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.deadlines.extend(other.deadlines);
        self.follow_ups.extend(other.follow_ups);
        self
    }

    /// The same in order.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.deadlines.sort_by_key(|one| one.one.day);
        self.follow_ups.sort_by_cached_key(|one| {
            let follow_up = &one.one.follow_up;
            (folded(&follow_up.owner), follow_up.due, folded(&one.name))
        });
        self
    }
}

fn of<T>(dossier: &Dossier, one: T) -> Of<T> {
    Of { vendor: dossier.id, slug: dossier.slug.clone(), name: dossier.name.clone(), one }
}
