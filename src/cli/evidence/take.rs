//! `evidence add` and `evidence supersede`: copies into the vault.
#![expect(
    clippy::doc_markdown,
    reason = "some comments are printed as help, where backticks would show"
)]

use std::path::PathBuf;

use jiff::civil::Date;

use super::Place;
use crate::cli::about::OfIncident;
use crate::cli::output::Output;
use crate::cli::{recorded, typed};
use crate::desk::{Desk, Recorded};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, ExhibitDates, ExhibitKind, HeldElsewhere, Link, Pinpoint};
use crate::domain::exhibit::{Exhibit, ExhibitNo, Holding};
use crate::domain::id::VendorId;
use crate::domain::question::Question;
use crate::domain::request::{Asked, Request, Source, TakeRequest};
use crate::problem::{Doubt, Problem};

/// `evidence add`.
#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// The vendor
    vendor: String,
    /// The files; one symbolic link is followed
    #[arg(value_name = "FILE", required_unless_present = "held_at", conflicts_with = "held_at")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    about: About,
    /// It is held elsewhere and no copy is taken: where, such as a vendor's portal
    #[arg(
        long,
        value_name = "PLACE",
        requires = "seen_by",
        requires = "seen_on",
        requires = "title"
    )]
    held_at: Option<String>,
    /// Who saw it there
    #[arg(long, value_name = "NAME", requires = "held_at")]
    seen_by: Option<String>,
    /// The day on which they saw it
    #[arg(long, value_name = "DATE", value_parser = typed::date, requires = "held_at")]
    seen_on: Option<Date>,
}

/// `evidence supersede`.
#[derive(Debug, clap::Args)]
pub(crate) struct Supersede {
    /// The vendor
    vendor: String,
    /// The exhibit that is superseded, such as A-07
    #[arg(value_parser = typed::exhibit)]
    exhibit: ExhibitNo,
    /// The newer file
    file: PathBuf,
    #[command(flatten)]
    about: About,
    /// The newer one supports every question that the older one did; pages are not carried over
    #[arg(long)]
    carry_links: bool,
}

/// What is said about an exhibit when it is taken.
#[derive(Clone, Debug, clap::Args)]
struct About {
    /// What it is called; else the title that a PDF gives itself, else the file's name
    #[arg(long)]
    title: Option<String>,
    /// audit_report, bridge_letter, penetration_test, certificate, agreement, insurance, policy_document, letter, record or other; else
    /// guessed from the title
    #[arg(long, value_parser = typed::kind)]
    kind: Option<ExhibitKind>,
    /// The document's own date
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    dated: Option<Date>,
    /// In force from
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    from: Option<Date>,
    /// First day of the period that it covers
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    period_from: Option<Date>,
    /// Last day of the period that it covers; from here the age of an audit report is counted
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    period_end: Option<Date>,
    /// Last day in force; of an insurance policy the first day without cover
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    expires: Option<Date>,
    /// The day on which we got it
    #[arg(long, value_name = "DATE", value_parser = typed::date)]
    obtained: Option<Date>,
    /// A question that it supports; may be given several times
    #[arg(long, value_name = "QUESTION", value_delimiter = ',')]
    supports: Vec<String>,
    #[command(flatten)]
    about: OfIncident,
    #[command(flatten)]
    place: Place,
    /// Take it although the file is empty
    #[arg(long)]
    empty: bool,
    /// Take it although it is dated after today
    #[arg(long)]
    future: bool,
}

impl About {
    fn take(&self, desk: &Desk, dossier: &Dossier, source: Source) -> Result<TakeRequest, Problem> {
        let pinpoint: Option<Pinpoint> = self.place.clone().into();
        if pinpoint.is_some() && self.supports.is_empty() {
            return Err(Problem::wrong_use(
                "a page, section or quote says where a question is supported, and none is named",
            )
            .next("name it: --supports QUESTION"));
        }
        let mut supports: Vec<(Asked, Option<Pinpoint>)> = Vec::new();
        let supported = self.supports.iter().map(|typed| typed::question(desk.bank(), typed));
        let supported: Vec<&Question> = supported.collect::<Result<_, _>>()?;
        for asked in self.about.asked_all(&supported, dossier)? {
            if !supports.iter().any(|(other, _)| *other == asked) {
                supports.push((asked, pinpoint.clone()));
            }
        }
        let doubts = [(self.empty, Doubt::EmptyFile), (self.future, Doubt::DatedAhead)];
        Ok(TakeRequest {
            source,
            title: self.title.clone(),
            kind: self.kind,
            dates: ExhibitDates {
                dated: self.dated,
                from: self.from,
                period_from: self.period_from,
                period_to: self.period_end,
                expires: self.expires,
                obtained: self.obtained,
                reread_on: None,
            },
            supersedes: None,
            supports,
            sure_of: doubts.into_iter().filter(|(yes, _)| *yes).map(|(_, doubt)| doubt).collect(),
        })
    }
}

impl Add {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let dossier = typed::dossier(desk, &self.vendor)?;
        let vendor = dossier.id;
        if self.files.len() > 1 && self.about.title.is_some() {
            return Err(Problem::wrong_use("one title does not go with several files").next(
                "take them one by one, or leave --title out: each is called by its file's name",
            ));
        }
        let held = self.held_at.clone().zip(self.seen_by.clone()).zip(self.seen_on);
        let sources: Vec<Source> = match held {
            Some(((place, seen_by), seen_on)) => {
                vec![Source::Elsewhere(HeldElsewhere { place, seen_by, seen_on })]
            }
            None => self.files.iter().cloned().map(Source::File).collect(),
        };
        let mut requests = Vec::new();
        for source in sources {
            requests.push(Request::Take(Box::new(self.about.take(desk, &dossier, source)?)));
        }
        if let [_, _, ..] = requests.as_slice() {
            // All or none: what one file is refused for is told before any is taken.
            desk.check_all(vendor, &requests)?;
        }
        let mut all = Recorded { seen: Vec::new(), events: Vec::new() };
        for request in &requests {
            let recorded = desk.record(vendor, request)?;
            all.seen.extend(recorded.seen);
            all.events.extend(recorded.events);
        }
        print(desk, vendor, &all, out)
    }
}

impl Supersede {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
        let dossier = typed::dossier(desk, &self.vendor)?;
        let old = dossier.exhibits.get(&self.exhibit);
        let mut take = self.about.take(desk, &dossier, Source::File(self.file.clone()))?;
        take.supersedes = Some(self.exhibit);
        take.kind = take.kind.or_else(|| old.map(|old| old.kind));
        take.title = take.title.or_else(|| old.and_then(own_title));
        let links = old.map_or(&[][..], |old| old.links.as_slice());
        let left: Vec<Asked> = links
            .iter()
            .map(|link| Asked::of(link.subject, link.question.clone()))
            .filter(|old| !take.supports.iter().any(|(asked, _)| asked == old))
            .collect();
        if self.carry_links {
            take.supports.extend(left.iter().cloned().map(|asked| (asked, None)));
        }
        let recorded = desk.record(dossier.id, &Request::Take(Box::new(take)))?;
        print(desk, dossier.id, &recorded, out)?;
        if !left.is_empty() && !self.carry_links {
            let named = |asked: &Asked| dossier.question_named(asked.subject, &asked.question);
            let ids: Vec<String> = left.iter().map(named).collect();
            let no = desk.dossier(dossier.id)?.exhibits.keys().last().copied();
            out.say(&format!(
                "{} still supports {} in your record, and is not current any more. Link the new one: proofbook evidence link {} {} QUESTION",
                self.exhibit,
                ids.join(", "),
                dossier.slug,
                no.unwrap_or(self.exhibit)
            ));
        }
        Ok(())
    }
}

/// The title that was given to an exhibit; none, where it is called by its file's name.
fn own_title(exhibit: &Exhibit) -> Option<String> {
    let by_file = |name: &String| *name == exhibit.title;
    let called_by_file = match &exhibit.holding {
        Holding::Vault { file_name, .. } => by_file(file_name),
        Holding::Elsewhere(_) => false,
    };
    (!called_by_file).then(|| exhibit.title.clone())
}

/// Says what was taken or linked, and how the questions that it supports stand.
fn print(
    desk: &mut Desk,
    vendor: VendorId,
    recorded: &Recorded,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let dossier = desk.dossier(vendor)?.clone();
    let mut says = Vec::new();
    let mut questions: Vec<Asked> = Vec::new();
    for event in &recorded.events {
        says.push(told(&event.change, &dossier));
        match &event.change {
            Change::ExhibitTaken(taken) => {
                let asked = |link: &Link| Asked::of(link.subject, link.question.clone());
                questions.extend(taken.links.iter().map(asked));
            }
            Change::Linked(linked) => {
                questions.push(Asked::of(linked.subject, linked.question.clone()));
            }
            _ => {}
        }
    }
    questions.sort();
    questions.dedup();
    recorded::print(desk, out, vendor, recorded, &says, &questions)
}

fn told(change: &Change, dossier: &Dossier) -> String {
    match change {
        Change::ExhibitTaken(taken) => {
            let no = ExhibitNo(taken.no);
            let held = if taken.held_elsewhere.is_some() {
                "; held elsewhere: we have no copy, so it is never current"
            } else {
                ""
            };
            format!("Taken as {no}: {} ({}){held}", taken.title, taken.kind.title())
        }
        Change::Linked(linked) => {
            let no = dossier.exhibit(linked.exhibit).map(|one| one.no.to_string());
            format!(
                "These bytes are on file already as {}, which now supports {}.",
                no.unwrap_or_default(),
                dossier.question_named(linked.subject, &linked.question)
            )
        }
        _ => String::new(),
    }
}
