//! `verify`: every journal's chain and witness, and every object of the vault that a journal names.

use serde::Serialize;

use super::output::Output;
use super::{Ended, recorded, typed};
use crate::desk::{Desk, Verified};
use crate::problem::Problem;

/// `verify`.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// The vendor; the whole record, where none is named
    vendor: Option<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    verified: bool,
    journals: Vec<Line<'a>>,
}

#[derive(Serialize)]
pub(super) struct Line<'a> {
    about: &'a str,
    journal: uuid::Uuid,
    events: u64,
    head: Option<String>,
    counsel_texts_not_in_copy: u32,
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
            problems: &one.problems,
        }
    }
}

impl Verify {
    /// Whether the whole record is meant.
    pub(super) const fn is_of_all(&self) -> bool {
        self.vendor.is_none()
    }

    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let vendor = self.vendor.map(|vendor| typed::vendor(desk, &vendor)).transpose()?;
        let journals = desk.verify(vendor)?;
        let damaged = journals.iter().any(|one| !one.problems.is_empty());
        let document =
            Document { verified: !damaged, journals: journals.iter().map(Line::from).collect() };
        out.result("verify", &document, |out| {
            for one in &document.journals {
                show(one, out);
            }
            out.blank();
            out.line(if damaged {
                "Something cannot be trusted: see above."
            } else {
                "Everything verifies."
            });
        });
        Ok(if damaged { Ended::Damage } else { Ended::Well })
    }
}

pub(super) fn show(one: &Line<'_>, out: &mut Output<'_>) {
    let events = u32::try_from(one.events).unwrap_or(u32::MAX);
    let state = if one.problems.is_empty() { "verified" } else { "NOT verified" };
    out.heading(&format!("{}: {}, {state}", one.about, recorded::counted(events, "event")));
    out.labeled("  journal", 9, &one.journal.to_string());
    // In full and on one line, so that it can be compared with a report.
    out.line(&format!("  head     {}", one.head.as_deref().unwrap_or("none")));
    if one.counsel_texts_not_in_copy > 0 {
        let texts = recorded::counted(one.counsel_texts_not_in_copy, "counsel-only text");
        out.line(&format!("  {texts} not in this copy"));
    }
    for problem in one.problems {
        // Unwrapped, so that a digest stays in one piece.
        problem.to_string().lines().for_each(|line| out.line(&format!("  {line}")));
    }
}
