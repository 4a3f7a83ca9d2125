//! What was handed over, looked at before it is written down: its digest, and whether it is a report of this record.

use std::path::{Path, PathBuf};

use super::Desk;
use super::binding::known;
use super::verifying::Belonging;
use crate::domain::event::Edition;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::VendorId;
use crate::domain::request::{HandedWhat, Origin};
use crate::export::binder::manifest;
use crate::io::{Kind, Links};
use crate::problem::Problem;

/// A binder as whoever handed it over names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedBinder {
    /// The report in it.
    pub report: PathBuf,
    /// The exhibits in it, as its manifest says.
    pub exhibits: Vec<ExhibitNo>,
}

impl Desk {
    /// The binder that a path leads to: its folder, or its manifest. `None` where it is another file.
    ///
    /// # Errors
    /// It is a folder and no binder of this program.
    pub fn handed_binder(&self, path: &Path) -> Result<Option<HandedBinder>, Problem> {
        let io = &*self.seat.io;
        let found = io.metadata(path, Links::Follow).ok();
        let is_folder = found.is_some_and(|found| found.kind == Kind::Folder);
        let folder = match path.parent() {
            _ if is_folder => path,
            Some(folder) if path.file_name().is_some_and(|name| name == manifest::FILE) => folder,
            _ => return Ok(None),
        };
        match known(io, folder) {
            Some(known) => {
                let report = folder.join(known.report);
                Ok(Some(HandedBinder { report, exhibits: known.exhibits }))
            }
            None if is_folder => Err(Problem::wrong_use(format!(
                "{} is a folder, and no binder of this program",
                path.display()
            ))
            .safe("nothing was recorded")
            .next("name the file that went out")),
            None => Ok(None),
        }
    }

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
