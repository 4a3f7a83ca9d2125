//! `portfolio`: writes the report over all vendors, and records in our own journal that it was written (rule R26).

use std::path::PathBuf;

use serde::Serialize;

use super::output::{Form, Output};
use super::report::{COLUMNS, Edition, Header, Paper};
use super::{Ended, typed};
use crate::desk::{Desk, WantedPortfolio};
use crate::domain::event;
use crate::domain::id::Digest;
use crate::domain::vendor::Tier;
use crate::problem::Problem;
use crate::progress::Unwatched;
use crate::report::build::portfolio::Detail;
use crate::report::plain;
use crate::store::atomic::Overwrite;
use crate::text::many;

/// `portfolio`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The first pages sum up all vendors: figures, a map of vendors by theme, the gravest gaps, what is due. Then each vendor has a page. The \
internal edition has everything. The produced edition may leave the building: it leaves out gaps, contradictions and follow-ups, and says \
how many of each. Retired vendors are in no figure.")]
pub(super) struct Portfolio {
    /// The file to write; else portfolio and the day, in the current folder
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which edition
    #[arg(long, value_name = "EDITION", default_value = "internal")]
    edition: Edition,
    /// Only vendors of this tier; may be given again
    #[arg(long, value_name = "TIER", value_parser = typed::tier)]
    tier: Vec<Tier>,
    /// After each vendor's page its whole report
    #[arg(long)]
    full: bool,
    /// The sheet
    #[arg(long, value_name = "SHEET", default_value = "letter")]
    paper: Paper,
    /// Print the report as text instead of writing a PDF; nothing is recorded
    #[arg(long, conflicts_with_all = ["output", "overwrite"])]
    text: bool,
    /// Replace the file if it is there
    #[arg(long)]
    overwrite: bool,
    #[command(flatten)]
    header: Header,
}

#[derive(Serialize)]
struct Document {
    file: String,
    edition: event::Edition,
    vendors: usize,
    sha256: Digest,
    pages: usize,
}

impl Portfolio {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        desk.store()?;
        let wanted = WantedPortfolio {
            edition: self.edition.into(),
            tiers: self.tier,
            detail: if self.full { Detail::Full } else { Detail::Pages },
            paper: self.paper.into(),
            header: self.header.lines(),
        };
        if self.text {
            if out.form() == Form::Json {
                return Err(Problem::wrong_use("--text does not go together with --json"));
            }
            desk.portfolio(&wanted, &mut Unwatched, |part| {
                plain::text(part, COLUMNS).lines().for_each(|line| out.line(line));
                out.blank();
            })?;
            return Ok(Ended::Well);
        }
        let path = self.output.unwrap_or_else(|| desk.portfolio_name(wanted.edition).into());
        let overwrite = if self.overwrite { Overwrite::Yes } else { Overwrite::No };
        let (written, vendors) =
            desk.write_portfolio(&wanted, &path, overwrite, &mut out.watch())?;
        let document = Document {
            file: written.path.display().to_string(),
            edition: wanted.edition,
            vendors,
            sha256: written.sha256,
            pages: written.pages,
        };
        out.result("portfolio", &document, |out| {
            let (vendors, pages) = (many(vendors, "vendor"), many(document.pages, "page"));
            let edition = wanted.edition.word();
            out.line(&format!("Wrote {} ({edition} edition, {vendors}, {pages}).", document.file));
            out.line(&format!("sha-256 {}", document.sha256));
        });
        for notice in &written.notices {
            out.say(notice);
        }
        Ok(Ended::Well)
    }
}
