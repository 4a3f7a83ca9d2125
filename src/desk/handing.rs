//! What was handed over, looked at before it is written down: its digest, and whether it is a report of this record.

use std::path::Path;

use super::Desk;
use super::verifying::Belonging;
use crate::domain::event::Edition;
use crate::domain::id::VendorId;
use crate::domain::request::{HandedWhat, Origin};
use crate::problem::Problem;

impl Desk {
    /// What a file is that was handed over for a vendor; `edition` is what a person says of it.
    ///
    /// # Errors
    /// The file or the record cannot be read; it is the report of another vendor.
    pub fn handed_file(
        &mut self,
        vendor: VendorId,
        path: &Path,
        edition: Option<Edition>,
    ) -> Result<HandedWhat, Problem> {
        let verified = self.verify_report(path)?;
        let origin = match &verified.belonging {
            Belonging::Written(written) if written.vendor != vendor => {
                return Err(Problem::wrong_use(format!(
                    "that file is the report about {}, written by event {}",
                    written.name, written.seq
                ))
                .safe("nothing was recorded")
                .next("check which file went out, or name that vendor"));
            }
            Belonging::Written(_) | Belonging::Foreign => Origin::Elsewhere,
            Belonging::NamesThisRecord => Origin::ThisRecord,
        };
        Ok(HandedWhat::File { sha256: verified.sha256, edition, origin })
    }
}
