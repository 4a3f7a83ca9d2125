//! Writing OCR's listing of business associates.

use std::path::Path;

use super::Desk;
use super::printing::not_written;
use crate::domain::dossier::Dossier;
use crate::export::listing::{Listing, listing};
use crate::problem::Problem;
use crate::store::atomic::{self, Overwrite};
use crate::text::folded;

impl Desk {
    /// Writes the listing of all vendors that are business associates, by name. Never leaves half a file.
    ///
    /// # Errors
    /// There is no record; a vendor's journal cannot be trusted, so that a listing might lack it; the file is there already and may not be
    /// replaced; the disk refused.
    pub fn write_listing(&mut self, path: &Path, overwrite: Overwrite) -> Result<Listing, Problem> {
        self.store()?;
        let mut dossiers: Vec<Dossier> = Vec::new();
        for listed in self.listed()? {
            dossiers.push(self.read(listed.id)?.clone());
            if let Some(trouble) = self.trouble(listed.id) {
                return Err(trouble.clone());
            }
        }
        dossiers.sort_by_cached_key(|dossier| (folded(&dossier.name), dossier.id));
        let listing = listing(&dossiers).map_err(|fault| {
            Problem::bug("the listing could not be written as CSV").cause(fault)
        })?;
        atomic::write(&*self.seat.io, path, &listing.csv, overwrite)
            .map_err(|error| not_written(path, &error))?;
        Ok(listing)
    }
}
