//! `followup`: what somebody is to find out, by when (rule R25).

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use super::output::{Align, Cell, Output, Table, Tint};
use super::{Ended, recorded, typed};
use crate::desk::Desk;
use crate::domain::dossier::{Dossier, FollowUpOnFile};
use crate::domain::id::{FollowUpId, VendorId};
use crate::domain::request::Request;
use crate::problem::Problem;

/// The verbs of `followup`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// List what is to be found out, the earliest day first
    List {
        /// The vendor; all of them, where none is named
        vendor: Option<String>,
        /// Those that are done, too
        #[arg(long)]
        done: bool,
    },
    /// End a follow-up with a note; answering the question ends it by itself
    Done {
        /// The vendor
        vendor: String,
        /// The question it is about, or the follow-up's id
        follow_up: String,
        /// How it ended
        #[arg(long, value_name = "TEXT")]
        note: String,
    },
}

#[derive(Serialize)]
struct Document<'a> {
    day: Date,
    follow_ups: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    vendor: VendorId,
    slug: &'a str,
    id: FollowUpId,
    question: &'a str,
    owner: &'a str,
    due: Date,
    open: bool,
    overdue: bool,
    note: Option<&'a str>,
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        match self {
            Self::List { vendor, done } => {
                desk.store()?;
                let dossiers = match vendor {
                    Some(vendor) => vec![typed::dossier(desk, &vendor)?],
                    None => typed::all_dossiers(desk)?,
                };
                list(desk, &dossiers, done, out);
            }
            Self::Done { vendor, follow_up, note } => end(desk, &vendor, &follow_up, note, out)?,
        }
        Ok(Ended::Well)
    }
}

fn list(desk: &Desk, dossiers: &[Dossier], done: bool, out: &mut Output<'_>) {
    let today = desk.today();
    let mut follow_ups: Vec<Line<'_>> = Vec::new();
    for dossier in dossiers {
        let shown = dossier.follow_ups.iter().filter(|one| done || one.is_open());
        follow_ups.extend(shown.map(|one| line(dossier, one, today)));
    }
    follow_ups.sort_by_key(|one| one.due);
    let document = Document { day: today, follow_ups };
    out.result("followup-list", &document, |out| {
        if document.follow_ups.is_empty() {
            out.line("Nothing is to be found out.");
        } else {
            out.table(&table(&document.follow_ups));
        }
    });
}

fn line<'a>(dossier: &'a Dossier, one: &'a FollowUpOnFile, today: Date) -> Line<'a> {
    Line {
        vendor: dossier.id,
        slug: &dossier.slug,
        id: one.follow_up.id,
        question: one.question.as_str(),
        owner: &one.follow_up.owner,
        due: one.follow_up.due,
        open: one.is_open(),
        overdue: one.is_overdue(today),
        note: one.ended.as_deref(),
    }
}

fn table(follow_ups: &[Line<'_>]) -> Table {
    let mut table = Table::new([
        ("Due", Align::Left),
        ("", Align::Left),
        ("Vendor", Align::Left),
        ("Question", Align::Left),
        ("Who finds out", Align::Wrapped),
    ]);
    for one in follow_ups {
        let state = if one.overdue {
            Cell::tinted(Tint::Grave, "overdue")
        } else if one.open {
            "".into()
        } else {
            "done".into()
        };
        let owner = match one.note {
            Some(note) => format!("{} ({note})", one.owner),
            None => one.owner.to_owned(),
        };
        table.row([
            one.due.to_string().into(),
            state,
            one.slug.into(),
            one.question.into(),
            owner.into(),
        ]);
    }
    table
}

fn end(
    desk: &mut Desk,
    vendor: &str,
    typed: &str,
    note: String,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    let follow_up = find(&dossier, typed)?;
    let request = Request::EndFollowUp { follow_up: follow_up.follow_up.id, note };
    let recorded = desk.record(dossier.id, &request)?;
    let says = [format!("The follow-up on {} is done.", follow_up.question)];
    let questions = [follow_up.question.clone()];
    recorded::print(desk, out, dossier.id, &recorded, &says, &questions)
}

/// The follow-up of that id, or the last one about that question.
fn find<'a>(dossier: &'a Dossier, typed: &str) -> Result<&'a FollowUpOnFile, Problem> {
    let typed = typed.trim();
    let is_meant = |one: &&FollowUpOnFile| {
        one.follow_up.id.to_string() == typed.to_lowercase() || one.question.as_str() == typed
    };
    let mut meant = dossier.follow_ups.iter().rev().filter(is_meant);
    let last = meant.next();
    // An open one goes before later ones that are done.
    let open = last.filter(|one| one.is_open()).or_else(|| meant.find(|one| one.is_open()));
    open.or(last).ok_or_else(|| {
        let known = dossier.follow_ups.iter().map(|one| one.question.as_str());
        Problem::wrong_use(format!("there is no follow-up on '{typed}'"))
            .did_you_mean(typed, known)
            .next(format!("see them: proofbook followup list {}", dossier.slug))
    })
}
