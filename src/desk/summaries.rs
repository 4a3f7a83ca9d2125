//! The list of vendors with their figures, from the cache where it still holds (rule R17).

use jiff::civil::Date;

use super::{Desk, PROGRAM};
use crate::domain::dossier::Dossier;
use crate::domain::id::VendorId;
use crate::domain::summary::Summary;
use crate::problem::Problem;
use crate::store::cache::{Basis, Summaries};
use crate::store::{JournalName, Store};

impl Desk {
    /// Every vendor with its figures, retired ones too, in the order in which they were added.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn summaries(&mut self) -> Result<Vec<Summary>, Problem> {
        let Some(store) = self.store.clone() else { return Ok(Vec::new()) };
        if self.past.is_some() {
            return self.past_summaries(&store);
        }
        self.look_at_organization()?;
        let mut cache: Summaries<Summary> = Summaries::load(&store);
        // As it was when it was read: figures made of it are not kept under the head of a later one.
        let organization = self.organization_end;
        let mut summaries = Vec::new();
        let mut computed = false;
        for vendor in store.vendor_ids()? {
            let present = store.present(vendor, organization, PROGRAM, self.today());
            if let Some(fresh) = cache.fresh(vendor, present) {
                summaries.push(fresh.clone());
                continue;
            }
            let Some((summary, day, next_change)) = self.summarize(vendor)? else { continue };
            let (vendor_end, program) = (present.vendor, PROGRAM.to_owned());
            let basis = Basis { vendor: vendor_end, organization, program, day, next_change };
            // What cannot be trusted is read anew each time.
            if summary.trouble.is_none() {
                cache.put(vendor, basis, summary.clone());
                computed = true;
            }
            summaries.push(summary);
        }
        if computed && store.read_only().is_none() {
            // The cache only saves time: where it cannot be written, the next start computes again.
            drop(cache.save(&store));
        }
        Ok(summaries)
    }

    /// Every vendor that was on file on the day that is looked back to. The cache holds today's figures only.
    fn past_summaries(&self, store: &Store) -> Result<Vec<Summary>, Problem> {
        let of = |vendor| self.summarize(vendor).map(|found| found.map(|(summary, _, _)| summary));
        store.vendor_ids()?.into_iter().filter_map(|vendor| of(vendor).transpose()).collect()
    }

    /// Our organization's own figures, which are in no vendor's (rule R6).
    ///
    /// # Errors
    /// There is no store, or its record cannot be read.
    pub fn own_summary(&mut self) -> Result<Summary, Problem> {
        let ours = self.ours()?;
        let dossier = self.read(ours)?.clone();
        let day = self.day_of(&dossier);
        Ok(Summary::of(&dossier, &self.organization, &self.bank, day).0)
    }

    /// The figures of one vendor, their day, and the day on which they change by themselves; `None` for a folder without an event.
    fn summarize(
        &self,
        vendor: VendorId,
    ) -> Result<Option<(Summary, Date, Option<Date>)>, Problem> {
        let Some((dossier, trouble)) = self.read_once(vendor)? else { return Ok(None) };
        let trouble = trouble.map(|problem| problem.summary);
        let day = self.day_of(&dossier);
        let (summary, next_change) = Summary::of(&dossier, &self.organization, &self.bank, day);
        Ok(Some((Summary { trouble, ..summary }, day, next_change)))
    }

    /// A vendor's dossier on the day that this desk shows, read and not kept, so that reading all of them takes the memory of one; and
    /// why it cannot be trusted, where it cannot. `None` for a folder without an event.
    pub(super) fn read_once(
        &self,
        vendor: VendorId,
    ) -> Result<Option<(Dossier, Option<Problem>)>, Problem> {
        let store = self.store()?;
        // One journal that cannot be read does not hide the others.
        let (events, trouble) = match store.read(JournalName::Vendor(vendor)) {
            Ok(reading) => {
                let trouble = reading.problem(&store.journal_folder(JournalName::Vendor(vendor)));
                let trouble = trouble.filter(|_| !reading.is_writable());
                (reading.events, trouble)
            }
            Err(error) => (Vec::new(), Some(error.into())),
        };
        let events = self.cut(vendor, events)?;
        if events.is_empty() && (trouble.is_none() || self.past.is_some()) {
            return Ok(None);
        }
        let mut dossier =
            Dossier::empty(vendor).counting_days_in(self.organization.zones.clone()).folded(events);
        if dossier.name.is_empty() {
            dossier.name = vendor.to_string();
            dossier.slug.clone_from(&dossier.name);
        }
        Ok(Some((dossier, trouble)))
    }
}
