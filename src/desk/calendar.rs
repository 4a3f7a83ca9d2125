//! Writing every deadline as a calendar file.

use std::path::Path;

use super::Desk;
use super::printing::not_written;
use crate::domain::ahead::Of;
use crate::domain::deadline::Deadline;
use crate::domain::id::VendorId;
use crate::export::deadlines::{Version, deadlines};
use crate::problem::Problem;
use crate::store::atomic::{self, Overwrite};

impl Desk {
    /// Writes every deadline of one vendor, or of all, as iCalendar; how many they are. Never leaves half a file.
    ///
    /// # Errors
    /// There is no record; a journal cannot be trusted, so that the calendar might lack a deadline; the file is there already and may not
    /// be replaced; the disk refused.
    pub fn write_calendar(
        &mut self,
        vendor: Option<VendorId>,
        path: &Path,
        overwrite: Overwrite,
    ) -> Result<usize, Problem> {
        let ahead = self.ahead(vendor)?;
        if let Some(trouble) = self.troubles().next() {
            return Err(trouble.clone());
        }
        let all: Vec<(Of<Deadline>, Version)> = ahead
            .deadlines
            .into_iter()
            .filter_map(|one| self.version_of(one.vendor).map(|version| (one, version)))
            .collect();
        let text = deadlines(&all, &self.organization.zones);
        atomic::write(&*self.seat.io, path, text.as_bytes(), overwrite)
            .map_err(|error| not_written(path, &error))?;
        Ok(all.len())
    }

    /// How far a record that was read has come, with our own, from which its days are computed, too.
    fn version_of(&self, vendor: VendorId) -> Option<Version> {
        let own = self.organization.events.last();
        let last = self.open.get(&vendor)?.dossier.events.last();
        let count = |seq: u64| seq.saturating_add(1);
        let events = [last, own].into_iter().flatten();
        let total = events.clone().map(|event| count(event.seq)).fold(0, u64::saturating_add);
        let changed = events.map(|event| event.at).max()?;
        Some(Version { events: total, changed })
    }
}
