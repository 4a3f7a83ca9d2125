//! The list of vendors with their figures, from the cache where it still holds (rule R17).

use jiff::civil::Date;

use super::{Desk, PROGRAM};
use crate::domain::dossier::Dossier;
use crate::domain::id::VendorId;
use crate::domain::summary::Summary;
use crate::problem::Problem;
use crate::store::JournalName;
use crate::store::cache::{Basis, Summaries};

impl Desk {
    /// Every vendor with its figures, retired ones too, in the order in which they were added.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn summaries(&mut self) -> Result<Vec<Summary>, Problem> {
        let Some(store) = self.store.clone() else { return Ok(Vec::new()) };
        let mut cache: Summaries<Summary> = Summaries::load(&store);
        let organization = store.end(JournalName::Organization);
        let mut summaries = Vec::new();
        let mut computed = false;
        for vendor in store.vendor_ids()? {
            let present = store.present(vendor, organization, PROGRAM, self.today());
            if let Some(fresh) = cache.fresh(vendor, present) {
                summaries.push(fresh.clone());
                continue;
            }
            let Some((summary, next_change)) = self.summarize(vendor)? else { continue };
            let basis = Basis {
                vendor: present.vendor,
                organization,
                program: PROGRAM.to_owned(),
                day: present.today,
                next_change,
            };
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

    /// The figures of one vendor, and the day on which they change by themselves; `None` for a folder without an event.
    fn summarize(&self, vendor: VendorId) -> Result<Option<(Summary, Option<Date>)>, Problem> {
        let store = self.store()?;
        let reading = store.read(JournalName::Vendor(vendor))?;
        let trouble = reading.problem(&store.journal_folder(JournalName::Vendor(vendor)));
        let trouble = trouble.filter(|_| !reading.is_writable()).map(|problem| problem.summary);
        if reading.events.is_empty() && trouble.is_none() {
            return Ok(None);
        }
        let dossier = Dossier::fold(vendor, reading.events);
        let (summary, next_change) =
            Summary::of(&dossier, &self.organization, &self.bank, self.today());
        Ok(Some((Summary { trouble, ..summary }, next_change)))
    }
}
