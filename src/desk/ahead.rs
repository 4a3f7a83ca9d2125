//! What lies ahead over all records: deadlines and follow-ups.

use super::Desk;
use crate::domain::ahead::Ahead;
use crate::domain::id::VendorId;
use crate::domain::summary::Summary;
use crate::problem::Problem;

impl Desk {
    /// What lies ahead of one vendor, or of all that are not retired and of our organization; of the one whose event was named, where this
    /// desk looks back to an event.
    ///
    /// # Errors
    /// There is no store, or a record cannot be read.
    pub fn ahead(&mut self, vendor: Option<VendorId>) -> Result<Ahead, Problem> {
        let ours = self.ours()?;
        let all: Vec<VendorId> = if let Some(vendor) = vendor.or_else(|| self.only_vendor()) {
            vec![vendor]
        } else {
            // Of a vendor that is retired only what a regulator asks is due.
            let due = |one: &Summary| !one.retired || one.next_deadline.is_some();
            let vendors = self.summaries()?.into_iter().filter(due);
            vendors.map(|one| one.vendor).chain([ours]).collect()
        };
        let mut ahead = Ahead::default();
        for id in all {
            self.read(id)?;
            let Some(open) = self.open.get(&id) else { continue };
            let day = self.day_of(&open.dossier);
            ahead = ahead.and(Ahead::of(&open.dossier, &self.organization, &self.bank, day));
        }
        Ok(ahead.sorted())
    }
}
