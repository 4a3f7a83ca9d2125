//! `followup`: what somebody is to find out, by when (rule R25).

mod assign;

use std::collections::BTreeSet;

use clap::Subcommand;
use jiff::civil::Date;
use serde::Serialize;

use self::assign::{Handing, assign};
use super::about::OfIncident;
use super::output::{Align, Cell, Output, Table, Tint};
use super::{Ended, recorded, typed};
use crate::desk::Desk;
use crate::domain::bank::Bank;
use crate::domain::day::until;
use crate::domain::dossier::{Dossier, FollowUpOnFile};
use crate::domain::id::{FollowUpId, VendorId};
use crate::domain::request::{Asked, Request};
use crate::problem::Problem;
use crate::text::{folded, many};

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
        /// One list for each person, to hand out
        #[arg(long)]
        by_owner: bool,
        /// Only what this person is to find out
        #[arg(long, value_name = "NAME")]
        owner: Option<String>,
    },
    /// Hand follow-ups to somebody else: one question's, or all of somebody who leaves
    Assign {
        /// The vendor; all of them, where none is named
        vendor: Option<String>,
        /// The question it is about, or the follow-up's id; all of the vendor's, where none is named
        follow_up: Option<String>,
        #[command(flatten)]
        about: OfIncident,
        /// Only what this person is to find out
        #[arg(long, value_name = "NAME", required_unless_present = "follow_up")]
        from: Option<String>,
        /// Who finds out from now on
        #[arg(long, value_name = "NAME")]
        to: String,
        /// The last day for it from now on; each keeps its own, where none is named
        #[arg(long, value_name = "DATE", value_parser = typed::date)]
        due: Option<Date>,
    },
    /// End a follow-up with a note; answering the question ends it by itself
    Done {
        /// The vendor
        vendor: String,
        /// The question it is about, or the follow-up's id
        follow_up: String,
        #[command(flatten)]
        about: OfIncident,
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
    #[serde(rename = "name")]
    about: &'a str,
    #[serde(skip)]
    text: &'a str,
    id: FollowUpId,
    question: &'a str,
    /// The number of the incident that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
    #[serde(skip)]
    named: String,
    owner: &'a str,
    due: Date,
    open: bool,
    overdue: bool,
    note: Option<&'a str>,
}

impl Verb {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        match self {
            Self::List { vendor, done, by_owner, owner } => {
                desk.store()?;
                let dossiers = match vendor {
                    Some(vendor) => vec![typed::dossier(desk, &vendor)?],
                    None => typed::all_dossiers(desk)?,
                };
                let shown = Shown { done, by_owner: by_owner || owner.is_some(), owner };
                list(desk, &dossiers, &shown, out)?;
            }
            Self::Assign { vendor, follow_up, about, from, to, due } => {
                let dossiers = match &vendor {
                    Some(vendor) => vec![typed::dossier(desk, vendor)?],
                    None => typed::all_dossiers(desk)?,
                };
                let handing = Handing { from, to, due };
                let mut meant = Vec::new();
                for dossier in &dossiers {
                    meant.extend(match &follow_up {
                        Some(typed) => vec![(dossier, find(dossier, typed, about)?)],
                        None => handing.of(dossier),
                    });
                }
                assign(desk, &dossiers, &meant, &handing, out)?;
            }
            Self::Done { vendor, follow_up, about, note } => {
                end(desk, &vendor, (&follow_up, about), note, out)?;
            }
        }
        Ok(Ended::Well)
    }
}

/// Which follow-ups are shown, and how.
struct Shown {
    done: bool,
    by_owner: bool,
    owner: Option<String>,
}

fn list(
    desk: &Desk,
    dossiers: &[Dossier],
    shown: &Shown,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let today = desk.today();
    let wanted = shown.owner.as_deref().map(folded);
    let is_wanted = |one: &FollowUpOnFile| {
        let owner = folded(&one.follow_up.owner);
        wanted.as_ref().is_none_or(|wanted| owner == *wanted)
    };
    let mut follow_ups: Vec<Line<'_>> = Vec::new();
    for dossier in dossiers {
        let open = dossier.follow_ups.iter().filter(|one| shown.done || one.is_open());
        let open = open.filter(|one| is_wanted(one));
        follow_ups.extend(open.map(|one| line(dossier, one, desk.bank(), today)));
    }
    if let Some(owner) = shown.owner.as_ref().filter(|_| follow_ups.is_empty()) {
        let all = dossiers.iter().flat_map(|dossier| &dossier.follow_ups);
        let known: Vec<&str> = all.map(|one| one.follow_up.owner.as_str()).collect();
        return Err(Problem::wrong_use(format!("'{owner}' has nothing to find out"))
            .did_you_mean(owner, known)
            .next("see everybody who has: proofbook followup list --by-owner"));
    }
    follow_ups.sort_by_key(|one| one.due);
    if shown.by_owner {
        follow_ups.sort_by_cached_key(|one| (folded(one.owner), one.due));
    }
    let document = Document { day: today, follow_ups };
    out.result("followup-list", &document, |out| {
        if document.follow_ups.is_empty() {
            out.line("Nothing is to be found out.");
        } else if shown.by_owner {
            by_owner(&document, desk.organization().shown_name(), out);
        } else {
            out.table(&table(&document.follow_ups));
        }
    });
    Ok(())
}

/// One list for each person, in whole sentences, to print or to send.
fn by_owner(document: &Document<'_>, ours: &str, out: &mut Output<'_>) {
    let same = |one: &Line<'_>, other: &Line<'_>| folded(one.owner) == folded(other.owner);
    for (place, group) in document.follow_ups.chunk_by(same).enumerate() {
        let Some(first) = group.first() else { continue };
        if place > 0 {
            out.blank();
        }
        let questions = many(group.len(), "question");
        out.heading(&format!("{}: {questions} to find out for {ours}", first.owner));
        for one in group {
            out.blank();
            let state = match one.note {
                Some(note) => format!("ended: {note}"),
                None if one.open => until(document.day, one.due),
                None => "answered since".to_owned(),
            };
            out.line(&format!(
                "By {} ({state}), about {}:",
                one.due.strftime("%A %Y-%m-%d"),
                one.about
            ));
            out.text(2, one.text);
            out.text(2, &format!("({}, {})", one.named, one.slug));
        }
    }
}

fn line<'a>(
    dossier: &'a Dossier,
    one: &'a FollowUpOnFile,
    bank: &'a Bank,
    today: Date,
) -> Line<'a> {
    let question = bank.question(&one.question);
    Line {
        vendor: dossier.id,
        slug: &dossier.slug,
        about: &dossier.name,
        text: question.map_or("a question that is no longer asked", |question| &question.text),
        id: one.follow_up.id,
        question: one.question.as_str(),
        incident: dossier.incident_no(one.subject).map(|no| no.to_string()),
        named: dossier.question_named(one.subject, &one.question),
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
            one.named.as_str().into(),
            owner.into(),
        ]);
    }
    table
}

fn end(
    desk: &mut Desk,
    vendor: &str,
    (typed, about): (&str, OfIncident),
    note: String,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    let follow_up = find(&dossier, typed, about)?;
    let request = Request::EndFollowUp { follow_up: follow_up.follow_up.id, note };
    let recorded = desk.record(dossier.id, &request)?;
    let says = [format!(
        "The follow-up on {} is done.",
        dossier.question_named(follow_up.subject, &follow_up.question)
    )];
    let questions = [Asked::of(follow_up.subject, follow_up.question.clone())];
    recorded::print(desk, out, dossier.id, &recorded, &says, &questions)
}

/// The follow-up of that id, or the last one about that question.
fn find<'a>(
    dossier: &'a Dossier,
    typed: &str,
    about: OfIncident,
) -> Result<&'a FollowUpOnFile, Problem> {
    let typed = typed.trim();
    let no_of = |one: &FollowUpOnFile| dossier.incident_no(one.subject);
    let is_meant = |one: &&FollowUpOnFile| {
        if about.incident.is_some() && no_of(one) != about.incident {
            return false;
        }
        one.follow_up.id.to_string() == typed.to_lowercase() || one.question.as_str() == typed
    };
    let mut meant = dossier.follow_ups.iter().rev().filter(is_meant);
    let last = meant.next();
    if about.incident.is_none() {
        refuse_ambiguous(dossier, typed)?;
    }
    // An open one goes before later ones that are done.
    let open = last.filter(|one| one.is_open()).or_else(|| meant.find(|one| one.is_open()));
    open.or(last).ok_or_else(|| {
        let known = dossier.follow_ups.iter().map(|one| one.question.as_str());
        Problem::wrong_use(format!("there is no follow-up on '{typed}'"))
            .did_you_mean(typed, known)
            .next(format!("see them: proofbook followup list {}", dossier.slug))
    })
}

/// Refuses a question on which something is to be found out about more than one incident.
fn refuse_ambiguous(dossier: &Dossier, question: &str) -> Result<(), Problem> {
    let open = dossier.follow_ups.iter().filter(|one| one.is_open());
    let of_question = open.filter(|one| one.question.as_str() == question);
    let numbers: BTreeSet<String> = of_question
        .filter_map(|one| dossier.incident_no(one.subject))
        .map(|no| no.to_string())
        .collect();
    if numbers.len() < 2 {
        return Ok(());
    }
    let numbers: Vec<String> = numbers.into_iter().collect();
    Err(Problem::wrong_use(format!(
        "{question} is to be found out about several incidents: {}",
        numbers.join(", ")
    ))
    .safe("nothing was recorded")
    .next("name the one that is meant, such as --incident IC-01"))
}
