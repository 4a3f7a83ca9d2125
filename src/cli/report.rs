//! `report`: writes the report about a vendor, and records that it was written (rule R26).

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::output::{Form, Output};
use super::{Ended, typed};
use crate::desk::Desk;
use crate::domain::dossier::Dossier;
use crate::domain::event;
use crate::domain::id::{Digest, VendorId};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::request::Request;
use crate::io::Io;
use crate::problem::Problem;
use crate::store::atomic::{self, Overwrite};

/// `report`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The internal edition has everything. The produced edition may leave the building: it leaves out counsel's notes, gaps, remedies and \
clause ideas, and says how many of each.")]
pub(super) struct Report {
    /// The vendor
    vendor: String,
    /// The file to write; else the vendor's short name and the day, in the current folder
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The questionnaire; the vendor's own, where none is named
    #[arg(long, value_name = "ID")]
    questionnaire: Option<String>,
    /// Which edition
    #[arg(long, value_name = "EDITION", default_value = "internal")]
    edition: Edition,
    /// Print the report as text instead of writing a PDF; nothing is recorded
    #[arg(long, conflicts_with_all = ["output", "overwrite"])]
    text: bool,
    /// Replace the file if it is there
    #[arg(long)]
    overwrite: bool,
}

/// A report's edition, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Edition {
    /// Everything; stays in the building
    Internal,
    /// Facts and exhibits; may be handed over
    Produced,
}

impl From<Edition> for event::Edition {
    fn from(edition: Edition) -> Self {
        match edition {
            Edition::Internal => Self::Internal,
            Edition::Produced => Self::Produced,
        }
    }
}

#[derive(Serialize)]
struct Document {
    vendor: VendorId,
    file: String,
    edition: event::Edition,
    questionnaire: String,
    sha256: Digest,
    bytes: usize,
}

/// What is to be written.
struct Wanted<'a> {
    dossier: &'a Dossier,
    questionnaire: &'a Questionnaire,
    edition: event::Edition,
}

impl Report {
    pub(super) fn run(
        self,
        desk: &mut Desk,
        io: &dyn Io,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        let dossier = typed::dossier(desk, &self.vendor)?;
        let bank = desk.bank().clone();
        let of_record = dossier.questionnaire_of_record();
        let questionnaire =
            typed::questionnaire(&bank, self.questionnaire.as_deref().unwrap_or(of_record))?;
        let edition = event::Edition::from(self.edition);
        let wanted = Wanted { dossier: &dossier, questionnaire, edition };
        if self.text {
            if out.form() == Form::Json {
                return Err(Problem::wrong_use("--text does not go together with --json"));
            }
            let text = plain(desk, &wanted)?;
            out.verbatim(&text);
            return Ok(Ended::Well);
        }
        let default = || PathBuf::from(format!("{}-{}-{}.pdf", dossier.slug, edition.word(), desk.today()));
        let path = self.output.clone().unwrap_or_else(default);
        let overwrite = if self.overwrite { Overwrite::Yes } else { Overwrite::No };
        refuse_if_there(io, &path, overwrite)?;
        let bytes = pdf(desk, &wanted)?;
        atomic::write(io, &path, &bytes, overwrite).map_err(|error| not_written(&path, &error))?;
        let sha256 = Digest::of(&bytes);
        let questionnaire = questionnaire.id.clone();
        let request =
            Request::ReportWritten { edition, questionnaire: questionnaire.clone(), sha256 };
        desk.record(dossier.id, &request).map_err(|problem| {
            let path = path.display();
            problem.safe(format!("the report is in {path}, but that it was written is not recorded"))
        })?;
        let document = Document {
            vendor: dossier.id,
            file: path.display().to_string(),
            edition,
            questionnaire,
            sha256,
            bytes: bytes.len(),
        };
        out.result("report", &document, |out| {
            out.line(&format!("Wrote {} ({} edition).", document.file, edition.word()));
            out.line(&format!("sha-256 {sha256}"));
        });
        Ok(Ended::Well)
    }
}

/// Tells before the work is done, rather than after it.
fn refuse_if_there(io: &dyn Io, path: &Path, overwrite: Overwrite) -> Result<(), Problem> {
    let there = io.metadata(path, crate::io::Links::Keep).is_ok();
    if there && overwrite == Overwrite::No {
        return Err(not_written(path, &ErrorKind::AlreadyExists.into()));
    }
    Ok(())
}

fn not_written(path: &Path, error: &std::io::Error) -> Problem {
    let path = path.display();
    match error.kind() {
        ErrorKind::AlreadyExists => Problem::wrong_use(format!("{path} is there already"))
            .safe("it was not touched, and nothing was recorded")
            .next("name another file with -o FILE, or replace it with --overwrite"),
        _ => Problem::world(format!("{path} could not be written"))
            .cause(error)
            .safe("nothing was recorded")
            .next("check that the folder exists and may be written to, or name another with -o FILE"),
    }
}

/// The seam to the PDF.
fn pdf(desk: &Desk, wanted: &Wanted<'_>) -> Result<Vec<u8>, Problem> {
    plain(desk, wanted).map(String::into_bytes)
}

/// The seam to the report as text.
fn plain(_desk: &Desk, wanted: &Wanted<'_>) -> Result<String, Problem> {
    let Wanted { dossier, questionnaire, edition } = wanted;
    let what = format!("{} edition, {}, {}", edition.word(), questionnaire.id, dossier.slug);
    Err(Problem::wrong_use("reports are not part of this build").cause(what))
}
