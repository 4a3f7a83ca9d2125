//! `restore`: a record made again from an archive.

use std::path::PathBuf;

use serde::Serialize;

use super::output::Output;
use super::{Ended, verify};
use crate::desk::Seat;
use crate::keeping::restore::{Restored, restore};
use crate::problem::Problem;
use crate::text::many;

/// `restore`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Name the folder: proofbook --data DIR restore FILE. It must be empty, or not there. Everything is verified before the folder gets its \
name. Record in the original or in the restored copy, never in both: they could not be joined again.")]
pub(super) struct Restore {
    /// The archive that `backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Serialize)]
struct Document<'a> {
    data: String,
    files: usize,
    verifier_copy: bool,
    verified: bool,
    journals: Vec<verify::Line<'a>>,
}

impl Restore {
    pub(super) fn run(self, seat: &Seat, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let restored = restore(seat, &self.file, &mut out.watch())?;
        let verified = restored.journals.iter().all(|one| one.problems.is_empty());
        let document = Document {
            data: restored.folder.display().to_string(),
            files: restored.contents.files.len(),
            verifier_copy: restored.contents.verifier_copy,
            verified,
            journals: restored.journals.iter().map(verify::Line::from).collect(),
        };
        out.result("restore", &document, |out| show(&restored, &document, out));
        Ok(if verified { Ended::Well } else { Ended::Damage })
    }
}

fn show(restored: &Restored, document: &Document<'_>, out: &mut Output<'_>) {
    for one in &document.journals {
        verify::show(one, out);
    }
    out.blank();
    let files = many(document.files, "file");
    out.line(&format!("Restored {files} into {}.", document.data));
    if document.verified {
        out.line("Everything verifies, and every journal ends as it did when the backup was made.");
    } else {
        out.text(0, "It is as it was when the backup was made; even then something could not be trusted: see above.");
    }
    if restored.contents.verifier_copy {
        out.line("This copy was made for somebody who verifies the record; it opens read-only.");
    } else {
        out.text(
            0,
            "If the original is still there, record in one of the two only: what is recorded in both cannot be joined again. \
             `proofbook doctor --against DIR` says whether that has happened.",
        );
    }
}
