//! `evidence`: exhibits taken, described, linked, superseded, withdrawn and verified.

mod list;
mod show;
mod take;
mod verify;

use clap::Subcommand;

use super::about::OfIncident;
use super::output::Output;
use super::{Ended, later, recorded, typed};
use crate::desk::Desk;
use crate::desk::check::EXHIBIT_FIELDS;
use crate::domain::event::Pinpoint;
use crate::domain::exhibit::{ExhibitLink, ExhibitNo};
use crate::domain::request::{Asked, ChangeRequest, Request};
use crate::problem::Problem;

/// The verbs of `evidence`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Take copies of files as exhibits, or note one that is held elsewhere
    Add(Box<take::Add>),
    /// Change what is said about an exhibit; its bytes never change
    Set {
        /// The vendor
        vendor: String,
        /// The exhibit, such as A-07
        #[arg(value_parser = typed::exhibit)]
        exhibit: ExhibitNo,
        /// title, kind, dated, from, period-from, period-end, expires, obtained or reread
        field: String,
        /// What it is from now on; 'none' takes a date away
        value: String,
    },
    /// List the exhibits of a vendor, and whether they are current
    List {
        /// The vendor
        vendor: String,
        #[command(flatten)]
        later: later::Ask,
    },
    /// Show one exhibit with everything that is on file of it, and until when it is to be kept
    Show {
        /// The vendor
        vendor: String,
        /// The exhibit, such as A-07
        #[arg(value_parser = typed::exhibit)]
        exhibit: ExhibitNo,
    },
    /// Link an exhibit to a question that it supports, or move the place that is named
    Link {
        /// The vendor
        vendor: String,
        /// The exhibit, such as A-07
        #[arg(value_parser = typed::exhibit)]
        exhibit: ExhibitNo,
        /// The question
        question: String,
        #[command(flatten)]
        about: OfIncident,
        #[command(flatten)]
        place: Place,
    },
    /// Take a link away
    Unlink {
        /// The vendor
        vendor: String,
        /// The exhibit, such as A-07
        #[arg(value_parser = typed::exhibit)]
        exhibit: ExhibitNo,
        /// The question
        question: String,
        #[command(flatten)]
        about: OfIncident,
    },
    /// Take a newer file in place of an exhibit
    Supersede(Box<take::Supersede>),
    /// Withdraw an exhibit; its number is not used again
    Withdraw {
        /// The vendor
        vendor: String,
        /// The exhibit, such as A-07
        #[arg(value_parser = typed::exhibit)]
        exhibit: ExhibitNo,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Look at the copies in the vault and record what was found; exit code 3 if one is damaged or missing
    Verify {
        /// The vendor; all of them, where none is named
        vendor: Option<String>,
    },
}

/// Where in an exhibit.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Place {
    /// The page that shows it
    #[arg(long)]
    page: Option<String>,
    /// The section or clause that shows it
    #[arg(long)]
    section: Option<String>,
    /// Words quoted from it
    #[arg(long, value_name = "WORDS")]
    quote: Option<String>,
}

impl From<Place> for Option<Pinpoint> {
    fn from(place: Place) -> Self {
        let pinpoint = Pinpoint { page: place.page, section: place.section, quote: place.quote };
        Some(pinpoint).filter(|pinpoint| *pinpoint != Pinpoint::default())
    }
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        match self {
            Self::Add(add) => add.run(desk, out)?,
            Self::Supersede(supersede) => supersede.run(desk, out)?,
            Self::List { vendor, later } => list::run(desk, &vendor, later, out)?,
            Self::Show { vendor, exhibit } => show::run(desk, &vendor, exhibit, out)?,
            Self::Verify { vendor } => return verify::run(desk, vendor.as_deref(), out),
            Self::Set { vendor, exhibit, field, value } => {
                let field = read_field(&field);
                let request = ChangeRequest { exhibit, field, value };
                record(desk, &vendor, &Request::Change(request), exhibit, out)?;
            }
            Self::Withdraw { vendor, exhibit, reason } => {
                record(desk, &vendor, &Request::Withdraw { exhibit, reason }, exhibit, out)?;
            }
            Self::Link { vendor, exhibit, question, about, place } => {
                let asked = asked(desk, &vendor, &question, about)?;
                let request = Request::Link { exhibit, asked, pinpoint: place.into() };
                record(desk, &vendor, &request, exhibit, out)?;
            }
            Self::Unlink { vendor, exhibit, question, about } => {
                let asked = asked(desk, &vendor, &question, about)?;
                record(desk, &vendor, &Request::Unlink { exhibit, asked }, exhibit, out)?;
            }
        }
        Ok(Ended::Well)
    }
}

/// A field as it is typed, also with the flags' dashes in front.
fn read_field(typed: &str) -> String {
    let plain = typed.trim().trim_start_matches('-').to_lowercase().replace('_', "-");
    let known = EXHIBIT_FIELDS.contains(&plain.as_str());
    if known { plain } else { typed.to_owned() }
}

fn asked(
    desk: &mut Desk,
    vendor: &str,
    question: &str,
    about: OfIncident,
) -> Result<Asked, Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    about.asked(typed::question(desk.bank(), question)?, &dossier)
}

/// Records what changes about one exhibit, and prints how the questions that it supports stand.
fn record(
    desk: &mut Desk,
    vendor: &str,
    request: &Request,
    exhibit: ExhibitNo,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let before = typed::dossier(desk, vendor)?;
    let supported = |dossier: &crate::domain::dossier::Dossier| -> Vec<Asked> {
        let links = dossier.exhibits.get(&exhibit).map(|one| one.links.as_slice());
        let asked = |link: &ExhibitLink| Asked::of(link.subject, link.question.clone());
        links.unwrap_or_default().iter().map(asked).collect()
    };
    let named = |asked: &Asked| before.question_named(asked.subject, &asked.question);
    let recorded = desk.record(before.id, request)?;
    let says = match request {
        Request::Withdraw { .. } => {
            format!(
                "{exhibit} is withdrawn; its copy stays in the vault, its number is not used again."
            )
        }
        Request::Link { asked, pinpoint, .. } => {
            let place = if pinpoint.is_some() { "" } else { "; no page given" };
            format!("{exhibit} supports {}{place}.", named(asked))
        }
        Request::Unlink { asked, .. } => {
            format!("{exhibit} no longer supports {}.", named(asked))
        }
        _ => format!("{exhibit} is changed."),
    };
    let mut questions = match request {
        Request::Link { asked, .. } | Request::Unlink { asked, .. } => vec![asked.clone()],
        _ => supported(&before),
    };
    questions.dedup();
    recorded::print(desk, out, before.id, &recorded, &[says], &questions)
}
