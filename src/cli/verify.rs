//! `verify`: every journal's chain and witness, every copy in the vault, what sign-offs attest; and whether a PDF is a report of ours.

mod report;

use std::path::PathBuf;

use serde::Serialize;

use super::output::Output;
use super::{Ended, typed};
use crate::desk::{Desk, Slice, Verified};
use crate::problem::Problem;
use crate::text::many;

/// `verify`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A report belongs to this record when its journal says that exactly these bytes were written. A PDF that was saved again by another program \
has other bytes: then the journals that it names itself are looked up, which shows what it claims to rest on and no more. Exit code 3 \
unless everything verifies. How others verify the record without this program: docs/verify.md.")]
pub(super) struct Verify {
    /// The vendor; the whole record, where none is named
    vendor: Option<String>,
    /// Read only this part of the vault again, such as 2/7; chains and sign-offs are always verified whole
    #[arg(long, value_name = "N/T", value_parser = slice)]
    slice: Option<Slice>,
    /// Say whether this PDF is a report of this record, and up to which events
    #[arg(long, value_name = "FILE", conflicts_with_all = ["vendor", "slice"])]
    report: Option<PathBuf>,
}

fn slice(typed: &str) -> Result<Slice, String> {
    Slice::read(typed).ok_or_else(|| format!("'{typed}' is no part of a whole, such as 2/7"))
}

#[derive(Serialize)]
struct Document<'a> {
    verified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    slice: Option<String>,
    journals: Vec<Line<'a>>,
}

#[derive(Serialize)]
pub(super) struct Line<'a> {
    about: &'a str,
    journal: uuid::Uuid,
    events: u64,
    head: Option<String>,
    counsel_texts_not_in_copy: u32,
    texts_withheld: usize,
    copies: u32,
    copies_read: u32,
    sign_offs: u32,
    notes: &'a [String],
    problems: &'a [Problem],
}

impl<'a> From<&'a Verified> for Line<'a> {
    fn from(one: &'a Verified) -> Self {
        Self {
            about: &one.about,
            journal: one.journal,
            events: one.events,
            head: one.head.map(|head| head.hash.to_string()),
            counsel_texts_not_in_copy: one.texts_absent,
            texts_withheld: one.texts_withheld,
            copies: one.copies,
            copies_read: one.copies_read,
            sign_offs: one.sign_offs,
            notes: &one.notes,
            problems: &one.problems,
        }
    }
}

impl Verify {
    /// Whether the whole record is meant.
    pub(super) const fn is_of_all(&self) -> bool {
        self.vendor.is_none() && self.report.is_none()
    }

    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        if let Some(path) = self.report {
            let found = desk.verify_report(&path)?;
            return Ok(report::print(&found, desk, out));
        }
        let vendor = self.vendor.map(|vendor| typed::vendor(desk, &vendor)).transpose()?;
        let journals = desk.verify_slice(vendor, self.slice, &mut out.watch())?;
        let damaged = journals.iter().any(|one| !one.problems.is_empty());
        let document = Document {
            verified: !damaged,
            slice: self.slice.map(|slice| slice.to_string()),
            journals: journals.iter().map(Line::from).collect(),
        };
        out.result("verify", &document, |out| {
            for one in &document.journals {
                show(one, out);
            }
            out.blank();
            out.line(match (damaged, self.slice) {
                (true, _) => "Something cannot be trusted: see above.",
                (false, None) => "Everything verifies.",
                (false, Some(_)) => "Everything that was read verifies.",
            });
            if let Some(slice) = &document.slice {
                let all: u32 = journals.iter().map(|one| one.copies).sum();
                let read: u32 = journals.iter().map(|one| one.copies_read).sum();
                out.line(&format!(
                    "Of the vault part {slice} was read again: {read} of {all} copies."
                ));
            }
        });
        Ok(if damaged { Ended::Damage } else { Ended::Well })
    }
}

pub(super) fn show(one: &Line<'_>, out: &mut Output<'_>) {
    let events = one.events;
    let state = if one.problems.is_empty() { "verified" } else { "NOT verified" };
    out.heading(&format!("{}: {}, {state}", one.about, many(events, "event")));
    out.labeled("  journal", 9, &one.journal.to_string());
    // In full and on one line, so that it can be compared with a report.
    out.line(&format!("  head     {}", one.head.as_deref().unwrap_or("none")));
    if one.counsel_texts_not_in_copy > 0 {
        let texts = many(one.counsel_texts_not_in_copy, "counsel-only text");
        out.line(&format!("  {texts} not in this copy"));
    }
    if one.texts_withheld > 0 {
        let withheld = one.texts_withheld;
        let texts = many(withheld, "text");
        out.line(&format!("  {texts} withheld: hidden from every output, in the journal's bytes"));
    }
    if one.sign_offs > 0 {
        let sign_offs = many(one.sign_offs, "sign-off");
        out.line(&format!("  {sign_offs} looked up"));
    }
    for note in one.notes {
        out.text(2, note);
    }
    for problem in one.problems {
        // Unwrapped, so that a digest stays in one piece.
        problem.to_string().lines().for_each(|line| out.line(&format!("  {line}")));
    }
}
