//! `report`: writes the report about a vendor, and records that it was written (rule R26).

use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;

use super::output::{Form, Output};
use super::{Ended, typed};
use crate::desk::{Desk, Exhibits, HeaderLine, Kind, PaperSize, Wanted};
use crate::domain::as_of::AsOf;
use crate::domain::comparison;
use crate::domain::event;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::{Digest, VendorId};
use crate::domain::inquiry::InquiryNo;
use crate::problem::Problem;
use crate::report::plain;
use crate::store::atomic::Overwrite;
use crate::text::many;

/// Width of the report as text: the same everywhere, so that two of them can be compared.
pub(super) const COLUMNS: usize = 80;

/// `report`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Without --inquiry, --amendment, --interview or --changes, the report is about all that is on file.

The internal edition has everything. The produced edition may leave the building: it leaves out counsel's notes, gaps, remedies and \
clause ideas, and says how many of each. The checklist of --amendment is made of these and has no produced edition; it is no legal advice.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed or not")]
pub(super) struct Report {
    /// The vendor
    vendor: String,
    /// The file to write; else the vendor's short name and the day, in the current folder
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The questionnaire; the vendor's own, where none is named
    #[arg(long, value_name = "ID")]
    questionnaire: Option<String>,
    #[command(flatten)]
    about: About,
    /// Which edition
    #[arg(long, value_name = "EDITION", default_value = "internal")]
    edition: Edition,
    /// Print the report as text instead of writing a PDF; nothing is recorded
    #[arg(long, conflicts_with_all = ["output", "overwrite"])]
    text: bool,
    /// With --as-of: add an annex with what was recorded after that day but was true on it; it is in no figure
    #[arg(long)]
    later: bool,
    /// Put the exhibits inside the PDF, up to 64 MB together; what is not inside is listed with the reason
    #[arg(long, conflicts_with_all = ["amendment", "interview", "changes"])]
    attach: bool,
    /// Leave the copy of an exhibit out, such as A-03="privileged"; it is listed with the reason. May be given several times
    #[arg(long, value_name = "EXHIBIT=REASON", value_parser = typed::left_out, requires = "attach")]
    without: Vec<(ExhibitNo, String)>,
    /// Replace the file if it is there
    #[arg(long)]
    overwrite: bool,
    /// The sheet that pages are set for
    #[arg(long, value_name = "SHEET", default_value = "letter")]
    paper: Paper,
    #[command(flatten)]
    header: Header,
}

/// Lines at the head of every page.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Header {
    /// At the head of every page: "Prepared at the direction of counsel" with the name of our counsel, which must be on file
    #[arg(long)]
    at_direction_of_counsel: bool,
    /// At the head of every page: "Confidential treatment requested"
    #[arg(long)]
    confidential: bool,
}

/// A sheet, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Paper {
    /// 8.5 by 11 inches
    Letter,
    /// 210 by 297 millimeters
    A4,
}

impl Header {
    /// The lines that were asked for.
    pub(super) fn lines(self) -> Vec<HeaderLine> {
        let asked = [
            (self.at_direction_of_counsel, HeaderLine::DirectionOfCounsel),
            (self.confidential, HeaderLine::ConfidentialTreatment),
        ];
        asked.into_iter().filter(|(asked, _)| *asked).map(|(_, line)| line).collect()
    }
}

impl From<Paper> for PaperSize {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::Letter => Self::Letter,
            Paper::A4 => Self::A4,
        }
    }
}

/// What a report is about; without any of these, all that is on file.
#[derive(Debug, clap::Args)]
struct About {
    /// In the order of the requests of this inquiry's letter, such as IQ-01, with what answers each of them and nothing else
    #[arg(long, value_name = "ID", value_parser = typed::inquiry, conflicts_with_all = ["questionnaire", "later"])]
    inquiry: Option<InquiryNo>,
    /// A checklist for amending the contract: what it says now, what falls short, and words to start from, in the order of six revisions:
    /// controls, notice, audit rights, liability, insurance, termination
    #[arg(long, conflicts_with_all = ["inquiry", "later"])]
    amendment: bool,
    /// The record of one interview: who, when, every answer in order, and what was left open; named by its event such as 12, or by its
    /// day, where there are several
    #[arg(long, value_name = "EVENT|DATE", value_parser = interview, num_args = 0..=1, default_missing_value = "",
        conflicts_with_all = ["inquiry", "amendment", "questionnaire", "later"])]
    interview: Option<Which>,
    /// What moved since this day; or event such as #12; or cycle, by its name, which stands for the moment before it was opened
    #[arg(long, value_name = "DATE|CYCLE",
        conflicts_with_all = ["inquiry", "amendment", "interview", "questionnaire", "later"])]
    changes: Option<String>,
    /// With --changes: up to this day, event or cycle; else up to now, or the day of --as-of
    #[arg(long, value_name = "DATE|CYCLE", requires = "changes")]
    until: Option<String>,
}

/// Which interview is meant: the one of an event or of a day, or the only one.
#[derive(Clone, Copy, Debug)]
struct Which(Option<AsOf>);

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

/// The event of an interview, with or without the sign before its number; or a day; or nothing.
fn interview(typed: &str) -> Result<Which, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Which(None));
    }
    let event = typed.parse().map(AsOf::Event);
    event.or_else(|_| AsOf::read(typed)).map(|which| Which(Some(which)))
}

impl About {
    /// What the report is to be about.
    fn kind(&self, desk: &mut Desk, vendor: VendorId) -> Result<Kind, Problem> {
        if let Some(no) = self.inquiry {
            return Ok(Kind::Inquiry(no));
        }
        if self.amendment {
            return Ok(Kind::Amendment);
        }
        if let Some(Which(which)) = self.interview {
            return Ok(Kind::Interview(which));
        }
        let Some(since) = &self.changes else { return Ok(Kind::Vendor) };
        let dossier = desk.dossier(vendor)?;
        let since = comparison::earlier(since, dossier)?;
        let until = self.until.as_deref();
        let until = until.map(|until| comparison::earlier(until, dossier)).transpose()?;
        Ok(Kind::Changes { since, until })
    }
}

impl Report {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let vendor = typed::vendor(desk, &self.vendor)?;
        if self.later {
            desk.add_annex()?;
        }
        let edition = event::Edition::from(self.edition);
        let kind = self.about.kind(desk, vendor)?;
        let exhibits = if self.attach { Exhibits::Attached } else { Exhibits::Listed };
        let wanted = Wanted {
            questionnaire: self.questionnaire,
            kind,
            exhibits,
            without: self.without,
            paper: self.paper.into(),
            header: self.header.lines(),
            ..Wanted::about(vendor, edition)
        };
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
        let written = desk.write_report(&wanted, &path, overwrite, &mut out.watch())?;
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
