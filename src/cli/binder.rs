//! `binder`: the folder that is handed over, with the report, the exhibits, a manifest and an index page.

use std::path::PathBuf;

use serde::Serialize;

use super::output::Output;
use super::report::{Edition, Header, Paper};
use super::{Ended, typed};
use crate::desk::{Binding, Bound, Desk, Exhibits, Kind, Wanted};
use crate::domain::event;
use crate::domain::exhibit::{ExhibitNo, HeldBack};
use crate::domain::id::{Digest, VendorId};
use crate::domain::inquiry::InquiryNo;
use crate::problem::{Doubt, Problem};
use crate::store::atomic::Overwrite;
use crate::text::many;

/// `binder`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The folder holds the report, the copy of each exhibit under its number and title, index.html and index.txt, manifest.csv, and SHA256SUMS \
for `sha256sum -c`. What is not in it is listed with the reason. A copy that is damaged or missing never goes out silently: it is \
listed, and the exit code is 1.")]
pub(super) struct Binder {
    /// The vendor
    vendor: String,
    /// The folder to make
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
    /// Only what answers this inquiry's letter, such as IQ-01, in folders by its requests
    #[arg(long, value_name = "ID", value_parser = typed::inquiry, conflicts_with = "questionnaire")]
    inquiry: Option<InquiryNo>,
    /// The questionnaire; the vendor's own, where none is named
    #[arg(long, value_name = "ID")]
    questionnaire: Option<String>,
    /// Which edition of the report
    #[arg(long, value_name = "EDITION", default_value = "produced")]
    edition: Edition,
    /// Put the exhibits inside the report's PDF, too, up to 64 MB together
    #[arg(long)]
    attach: bool,
    /// Leave the copy of an exhibit out, such as A-03="privileged"; it is listed with the reason. May be given several times
    #[arg(long, value_name = "EXHIBIT=REASON", value_parser = typed::left_out)]
    without: Vec<(ExhibitNo, String)>,
    /// The report's sheet
    #[arg(long, value_name = "SHEET", default_value = "letter")]
    paper: Paper,
    /// Make it although it is the internal edition
    #[arg(long)]
    internal_edition: bool,
    /// Replace the binder that is there; anything else is never replaced
    #[arg(long)]
    overwrite: bool,
    #[command(flatten)]
    header: Header,
}

#[derive(Serialize)]
struct Document<'a> {
    vendor: VendorId,
    folder: String,
    edition: event::Edition,
    inquiry: Option<String>,
    report: Report<'a>,
    /// The digest of manifest.csv.
    manifest_sha256: Digest,
    files: usize,
    bytes: u64,
    exhibits: Vec<Inside<'a>>,
    missing: Vec<Missing<'a>>,
    /// Exhibits in it whose title or file name speaks of counsel.
    look_at: Vec<String>,
}

#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    sha256: Digest,
    pages: usize,
}

#[derive(Serialize)]
struct Inside<'a> {
    exhibit: String,
    file: &'a str,
    sha256: Option<Digest>,
}

#[derive(Serialize)]
struct Missing<'a> {
    exhibit: String,
    title: &'a str,
    reason: &'static str,
    why: String,
}

impl Binder {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let vendor = typed::vendor(desk, &self.vendor)?;
        let edition = event::Edition::from(self.edition);
        let wanted = Wanted {
            questionnaire: self.questionnaire,
            kind: self.inquiry.map_or(Kind::Vendor, Kind::Inquiry),
            paper: self.paper.into(),
            header: self.header.lines(),
            exhibits: if self.attach { Exhibits::Attached } else { Exhibits::Listed },
            without: self.without,
            ..Wanted::about(vendor, edition)
        };
        let binding = Binding {
            wanted,
            folder: &self.output,
            overwrite: if self.overwrite { Overwrite::Yes } else { Overwrite::No },
            sure_of: if self.internal_edition { &[Doubt::InternalEdition] } else { &[] },
        };
        let bound = desk.bind(&binding, &mut out.watch())?;
        let slug = desk.dossier(vendor)?.slug.clone();
        let document = document(vendor, self.inquiry, &bound);
        out.result("binder", &document, |out| show(&document, &slug, out));
        for notice in &bound.report.notices {
            out.say(notice);
        }
        let lost = bound.binder.missing().any(|(_, why)| why.is_a_loss());
        Ok(if lost { Ended::Found } else { Ended::Well })
    }
}

fn document(vendor: VendorId, inquiry: Option<InquiryNo>, bound: &Bound) -> Document<'_> {
    let binder = &bound.binder;
    let inside = binder.inside().map(|(item, file)| Inside {
        exhibit: item.no.to_string(),
        file,
        sha256: item.taken.as_ref().map(|(_, _, sha256)| *sha256),
    });
    let missing = binder.missing().map(|(item, why): (_, &HeldBack)| Missing {
        exhibit: item.no.to_string(),
        title: &item.title,
        reason: why.word(),
        why: why.to_string(),
    });
    Document {
        vendor,
        folder: bound.folder.display().to_string(),
        edition: binder.edition,
        inquiry: inquiry.map(|no| no.to_string()),
        report: Report {
            file: &binder.report.path,
            sha256: bound.report.sha256,
            pages: bound.report.pages,
        },
        manifest_sha256: bound.manifest,
        files: bound.files,
        bytes: bound.bytes,
        exhibits: inside.collect(),
        missing: missing.collect(),
        look_at: bound.of_counsel.iter().map(ToString::to_string).collect(),
    }
}

fn show(document: &Document<'_>, slug: &str, out: &mut Output<'_>) {
    let folder = &document.folder;
    let (files, size) = (many(document.files, "file"), document.bytes.div_ceil(1024));
    out.line(&format!("Made {folder} ({files}, {size} KB)."));
    let (edition, pages) = (document.edition.word(), many(document.report.pages, "page"));
    let exhibits = many(document.exhibits.len(), "exhibit");
    out.text(
        0,
        &format!("It holds the report ({edition} edition, {pages}) and {exhibits}. Begin with index.html."),
    );
    // Unwrapped, so that a digest stays in one piece.
    out.line(&format!("sha-256 of manifest.csv {}", document.manifest_sha256));
    for missing in &document.missing {
        let (no, title) = (&missing.exhibit, missing.title);
        let why = missing.why.trim_end_matches('.');
        out.text(0, &format!("Not in it: {no} {title}: {why}."));
    }
    if let [first, ..] = document.look_at.as_slice() {
        let (all, asks) = (document.look_at.join(", "), "whether that may go out, counsel decides");
        out.text(
            0,
            &format!("Look at {all} first: the title or file name speaks of counsel; {asks}. To leave one out: --without {first}=REASON"),
        );
    }
    if document.missing.iter().any(|one| ["damaged", "not in this copy"].contains(&one.reason)) {
        out.text(0, "The vault is not whole. Run `proofbook verify`, and keep older backups.");
    }
    let inquiry = document.inquiry.as_ref().map(|no| format!(" --inquiry {no}"));
    let inquiry = inquiry.unwrap_or_default();
    out.text(0, "When it went out, write that down:");
    out.line(&format!(
        "  proofbook handover add {slug} --to WHOM --on DATE --report {folder}{inquiry}"
    ));
}
