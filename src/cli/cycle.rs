//! `cycle`: reassessments of vendors and of our organization, opened, closed and listed (rules R23 and R24).

pub(super) mod list;

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use super::output::Output;
use super::{Ended, typed};
use crate::desk::Desk;
use crate::domain::cycle;
use crate::domain::dossier::{Cycle, Dossier};
use crate::domain::event::CycleSummary;
use crate::domain::id::{CycleId, VendorId};
use crate::domain::request::Request;
use crate::problem::{Doubt, Problem};
use crate::text::many;

/// The verbs of `cycle`.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
In a reassessment, answers that were met or did not apply are carried: they count again once they are confirmed or given anew. Bad news \
stays as it is. 'proofbook cycle list VENDOR' shows what needs thought first; 'proofbook confirm VENDOR --section TITLE' confirms what is \
unchanged. Vendors are due 12 months after the last closing, or after they were added, if critical, high or untiered; 24 if medium, 36 if \
low; 'proofbook organization set cadence' changes that. 'organization' stands for ours, which is due yearly.")]
pub(super) enum Verb {
    /// Open a reassessment: its questions are fixed, and answers wait to be confirmed
    Open(Open),
    /// Close the open reassessment: its figures are frozen; this cannot be undone
    Close {
        /// The vendor
        vendor: String,
        /// Close it although questions are neither answered nor confirmed in it
        #[arg(long)]
        unfinished: bool,
    },
    /// List what a reassessment has left, or when the next one of each vendor is due
    List {
        /// The vendor; all of them, where none is named
        vendor: Option<String>,
    },
}

/// `cycle open`.
#[derive(Debug, clap::Args)]
pub(super) struct Open {
    /// The vendor
    #[arg(required_unless_present = "all_due")]
    vendor: Option<String>,
    /// Every vendor, and our organization, whose reassessment is due by today
    #[arg(long, conflicts_with = "vendor")]
    all_due: bool,
    /// Its name, such as 2026; with --all-due the year, if none is given
    #[arg(long, value_name = "NAME", required_unless_present = "all_due")]
    name: Option<String>,
    /// The day by which it is to be done
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    due: Option<Date>,
    /// Its questionnaire; annual-reassessment as it is asked of the vendor's tier, if none is named
    #[arg(long, value_name = "ID")]
    questionnaire: Option<String>,
}

#[derive(Serialize)]
struct Document {
    day: Date,
    opened: Vec<OpenedOne>,
    not_opened: Vec<NotOpened>,
}

#[derive(Serialize)]
struct OpenedOne {
    vendor: VendorId,
    slug: String,
    cycle: CycleId,
    name: String,
    due: Option<Date>,
    questionnaire: String,
    questions: usize,
}

#[derive(Serialize)]
struct NotOpened {
    vendor: VendorId,
    slug: String,
    why: String,
}

#[derive(Serialize)]
struct Closed<'a> {
    vendor: VendorId,
    slug: &'a str,
    cycle: CycleId,
    name: &'a str,
    summary: CycleSummary,
    next_due: Option<Date>,
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        desk.store()?;
        match self {
            Self::Open(open) if open.all_due => open.all_due(desk, out)?,
            Self::Open(open) => open.one(desk, out)?,
            Self::Close { vendor, unfinished } => close(desk, &vendor, unfinished, out)?,
            Self::List { vendor: Some(vendor) } => list::one(desk, &vendor, out)?,
            Self::List { vendor: None } => list::all(desk, out)?,
        }
        Ok(Ended::Well)
    }
}

impl Open {
    fn one(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let before = typed::dossier(desk, &self.vendor.clone().unwrap_or_default())?;
        let opened = self.open(desk, &before, self.name.clone().unwrap_or_default())?;
        print(&Document { day: desk.today(), opened: vec![opened], not_opened: Vec::new() }, out);
        Ok(())
    }

    /// Opens one of every vendor that is due, and says which are not and why.
    fn all_due(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let today = desk.today();
        let name = self.name.clone().unwrap_or_else(|| today.year().to_string());
        let mut document = Document { day: today, opened: Vec::new(), not_opened: Vec::new() };
        for dossier in typed::all_dossiers(desk)? {
            let opened = match why_not_due(desk, &dossier) {
                None => self.open(desk, &dossier, name.clone()),
                Some(why) => Err(Problem::wrong_use(why)),
            };
            match opened {
                Ok(opened) => document.opened.push(opened),
                Err(problem) if problem.kind == crate::problem::Kind::Use => {
                    let (vendor, slug) = (dossier.id, dossier.slug.clone());
                    document.not_opened.push(NotOpened { vendor, slug, why: problem.summary });
                }
                Err(problem) => return Err(problem),
            }
        }
        print(&document, out);
        Ok(())
    }

    fn open(&self, desk: &mut Desk, of: &Dossier, name: String) -> Result<OpenedOne, Problem> {
        let (due, questionnaire) = (self.due, self.questionnaire.clone());
        desk.record(of.id, &Request::OpenCycle { name, due, questionnaire })?;
        let dossier = desk.dossier(of.id)?;
        let cycle = dossier.open_cycle().ok_or_else(|| Problem::bug("no cycle was opened"))?;
        Ok(OpenedOne {
            vendor: dossier.id,
            slug: dossier.slug.clone(),
            cycle: cycle.id,
            name: cycle.name.clone(),
            due: cycle.due,
            questionnaire: cycle.questionnaire.clone(),
            questions: cycle.questions.len(),
        })
    }
}

/// Why a vendor is not due by today; nothing where it is.
fn why_not_due(desk: &Desk, dossier: &Dossier) -> Option<String> {
    if let Some(open) = dossier.open_cycle() {
        return Some(format!("'{}' is open", open.name));
    }
    match cycle::next_due(dossier, desk.organization()) {
        Some(due) if due.day > desk.today() => Some(format!("due on {}", due.day)),
        Some(_) => None,
        None => Some("nothing is due of it".to_owned()),
    }
}

fn print(document: &Document, out: &mut Output<'_>) {
    out.result("cycle-open", document, |out| {
        for one in &document.opened {
            let due = one.due.map_or_else(String::new, |due| format!(", due {due}"));
            let questions = many(one.questions, "question");
            out.line(&format!(
                "{}: '{}' is open{due}; {questions} of {}.",
                one.slug, one.name, one.questionnaire
            ));
        }
        if document.opened.is_empty() {
            out.line("No reassessment is due.");
        }
        for one in &document.not_opened {
            out.line(&format!("{}: not opened; {}.", one.slug, one.why));
        }
        if let [one] = document.opened.as_slice() {
            out.line(&format!("What needs thought first: proofbook cycle list {}", one.slug));
        }
    });
}

fn close(
    desk: &mut Desk,
    vendor: &str,
    unfinished: bool,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let id = typed::vendor(desk, vendor)?;
    let sure_of = if unfinished { vec![Doubt::CycleUnfinished] } else { Vec::new() };
    desk.record(id, &Request::CloseCycle { sure_of })?;
    let dossier = desk.dossier(id)?.clone();
    let closed = |cycle: &&Cycle| cycle.closed.is_some();
    let last = dossier.cycles.iter().rev().find(closed);
    let Some((cycle, (_, summary))) = last.and_then(|one| Some((one, one.closed?))) else {
        return Err(Problem::bug("no cycle was closed"));
    };
    let document = Closed {
        vendor: id,
        slug: &dossier.slug,
        cycle: cycle.id,
        name: &cycle.name,
        summary,
        next_due: cycle::next_due(&dossier, desk.organization()).map(|due| due.day),
    };
    out.result("cycle-close", &document, |out| {
        out.line(&format!("{}: '{}' is closed.", document.slug, document.name));
        out.line(&format!("Frozen: {}.", frozen(&summary)));
        if let Some(due) = document.next_due {
            out.line(&format!("The next reassessment is due on {due}."));
        }
    });
    Ok(())
}

/// The figures of a closed cycle in words.
fn frozen(summary: &CycleSummary) -> String {
    let CycleSummary { documented, applicable, carried, open, gaps, critical_gaps } = *summary;
    let mut words = vec![format!("{documented} of {applicable} documented"), many(gaps, "gap")];
    let more = [
        (critical_gaps, many(critical_gaps, "critical gap")),
        (carried, format!("{carried} not confirmed")),
        (open, format!("{open} not answered")),
    ];
    words.extend(more.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words));
    words.join(", ")
}
