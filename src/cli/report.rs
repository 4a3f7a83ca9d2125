//! `report`: writes the report about a vendor, and records that it was written (rule R26).

use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;

use super::output::{Form, Output};
use super::{Ended, typed};
use crate::desk::{Desk, Kind, Wanted};
use crate::domain::event;
use crate::domain::id::{Digest, VendorId};
use crate::domain::inquiry::InquiryNo;
use crate::problem::Problem;
use crate::progress::Unwatched;
use crate::report::plain;
use crate::store::atomic::Overwrite;
use crate::text::many;

/// Width of the report as text: the same everywhere, so that two of them can be compared.
pub(super) const COLUMNS: usize = 80;

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
    /// In the order of the requests of this inquiry's letter, such as IQ-01, with what answers each of them and nothing else
    #[arg(long, value_name = "ID", value_parser = typed::inquiry, conflicts_with_all = ["questionnaire", "later"])]
    inquiry: Option<InquiryNo>,
    /// Which edition
    #[arg(long, value_name = "EDITION", default_value = "internal")]
    edition: Edition,
    /// Print the report as text instead of writing a PDF; nothing is recorded
    #[arg(long, conflicts_with_all = ["output", "overwrite"])]
    text: bool,
    /// With --as-of: add an annex with what was recorded after that day but was true on it; it is in no figure
    #[arg(long)]
    later: bool,
    /// Replace the file if it is there
    #[arg(long)]
    overwrite: bool,
}

/// A report's edition, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Edition {
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
    sha256: Digest,
    pages: usize,
}

impl Report {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let vendor = typed::vendor(desk, &self.vendor)?;
        if self.later {
            desk.add_annex()?;
        }
        let edition = event::Edition::from(self.edition);
        let kind = self.inquiry.map_or(Kind::Vendor, Kind::Inquiry);
        let wanted =
            Wanted { questionnaire: self.questionnaire, kind, ..Wanted::about(vendor, edition) };
        if self.text {
            if out.form() == Form::Json {
                return Err(Problem::wrong_use("--text does not go together with --json"));
            }
            let report = desk.report(&wanted)?;
            plain::text(&report, COLUMNS).lines().for_each(|line| out.line(line));
            return Ok(Ended::Well);
        }
        let path = match self.output {
            Some(path) => path,
            None => desk.report_name(&wanted)?.into(),
        };
        let overwrite = if self.overwrite { Overwrite::Yes } else { Overwrite::No };
        let written = desk.write_report(&wanted, &path, overwrite, &mut Unwatched)?;
        let document = Document {
            vendor,
            file: written.path.display().to_string(),
            edition,
            sha256: written.sha256,
            pages: written.pages,
        };
        out.result("report", &document, |out| {
            let pages = many(document.pages, "page");
            out.line(&format!("Wrote {} ({} edition, {pages}).", document.file, edition.word()));
            out.line(&format!("sha-256 {}", document.sha256));
        });
        for notice in &written.notices {
            out.say(notice);
        }
        Ok(Ended::Well)
    }
}
