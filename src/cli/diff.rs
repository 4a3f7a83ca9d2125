//! `diff`: one vendor as it stood on two days, held side by side: what moved, what matters most first, and why.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::output::{Align, Output, Table, Tint};
use super::{Ended, recorded, typed};
use crate::desk::Desk;
use crate::domain::as_of::AsOf;
use crate::domain::bank::Bank;
use crate::domain::comparison::{Comparison, Figures, GapNews, Move, News, Side, Stood};
use crate::domain::dossier::Dossier;
use crate::domain::id::VendorId;
use crate::domain::organization::Organization;
use crate::problem::Problem;
use crate::text::folded;

/// `diff`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A cycle stands for the moment before it was opened, so that what it left to confirm is listed too. Days are compared by what was on file \
at their end. Every move says why: by which events, through time, through the questions, or through our own record.")]
pub(super) struct Diff {
    /// The vendor
    vendor: String,
    /// The earlier day; or an event such as #12; or a cycle, by its name
    #[arg(long, value_name = "DATE|CYCLE")]
    since: String,
    /// The later day, or event; else now, or the day of --as-of
    #[arg(long, value_name = "DATE", value_parser = AsOf::read)]
    until: Option<AsOf>,
}

/// One side of the comparison, held.
struct Looked {
    dossier: Dossier,
    organization: Organization,
    bank: Arc<Bank>,
    day: Date,
}

impl Looked {
    /// A vendor as a desk sees it; an empty record, where nothing was on file yet.
    fn at(desk: &mut Desk, vendor: VendorId) -> Result<Self, Problem> {
        let read = desk.dossier(vendor).cloned();
        let dossier = match read {
            Ok(dossier) => dossier,
            Err(_) if desk.nothing_on_file_about().is_some() => Dossier::empty(vendor),
            Err(problem) => return Err(problem),
        };
        let (organization, bank) = (desk.organization().clone(), desk.bank().clone());
        Ok(Self { dossier, organization, bank, day: desk.today_of(vendor) })
    }

    fn side(&self) -> Side<'_> {
        let Self { dossier, organization, bank, day } = self;
        Side { dossier, organization, bank, day: *day }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    since: &'a str,
    #[serde(flatten)]
    comparison: Comparison,
}

impl Diff {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let vendor = typed::vendor(desk, &self.vendor)?;
        let now = match (self.until, desk.as_of()) {
            (Some(_), Some(_)) => {
                return Err(Problem::wrong_use("--until does not go together with --as-of")
                    .next("name the later day once"));
            }
            (Some(until), None) => Looked::at(&mut desk.past(until)?, vendor)?,
            (None, _) => Looked::at(desk, vendor)?,
        };
        let since = since(&self.since, &now.dossier)?;
        let then = Looked::at(&mut desk.past(since)?, vendor)?;
        if then.dossier.events.len() > now.dossier.events.len() || then.day > now.day {
            return Err(Problem::wrong_use(format!(
                "{} is after the day that it is compared with, {}",
                self.since, now.day
            ))
            .next("name the earlier day with --since"));
        }
        let document = Document {
            vendor,
            slug: &now.dossier.slug,
            name: &now.dossier.name,
            since: &self.since,
            comparison: Comparison::of(then.side(), now.side()),
        };
        out.result("diff", &document, |out| show(&document, out));
        Ok(Ended::Well)
    }
}

/// The earlier side: a day, an event, or the moment before a cycle was opened.
fn since(typed: &str, now: &Dossier) -> Result<AsOf, Problem> {
    let refused = match AsOf::read(typed) {
        Ok(as_of) => return Ok(as_of),
        Err(refused) => refused,
    };
    let wanted = folded(typed);
    let cycle = now.cycles.iter().rev().find(|cycle| folded(&cycle.name) == wanted);
    cycle.map(|cycle| AsOf::Event(cycle.opened_seq.saturating_sub(1))).ok_or_else(|| {
        let names = now.cycles.iter().map(|cycle| cycle.name.as_str());
        Problem::wrong_use(format!(
            "'{typed}' is neither a day, an event nor a cycle of {}",
            now.name
        ))
        .did_you_mean(typed, names)
        .next(refused)
    })
}

fn show(document: &Document<'_>, out: &mut Output<'_>) {
    let Document { name, comparison, .. } = document;
    let Comparison { then, now, moves, exhibits, records, recorded } = comparison;
    out.heading(&format!("{name}: {} and {}", then.day, now.day));
    out.blank();
    out.table(&figures(then, now));
    out.blank();
    let count = u32::try_from(moves.len()).unwrap_or(u32::MAX);
    out.heading(&format!("What moved: {}", recorded::counted(count, "question")));
    if moves.is_empty() {
        out.line("No question stands otherwise.");
    }
    let (unanswered, told): (Vec<&Move>, Vec<&Move>) =
        moves.iter().partition(|moved| moved.is_of_unanswered());
    for moved in told {
        show_move(moved, out);
    }
    show_unanswered(&unanswered, out);
    let things = exhibits.iter().map(|one| {
        let news: Vec<String> =
            one.news.iter().map(crate::domain::comparison::ExhibitNews::words).collect();
        (&one.exhibit, &one.title, news.join(", "), &one.recorded)
    });
    let records =
        records.iter().map(|one| (&one.record, &one.label, one.news.words(), &one.recorded));
    let mut table = Table::new([
        ("No.", Align::Left),
        ("What", Align::Wrapped),
        ("What became of it", Align::Wrapped),
        ("Events", Align::Wrapped),
    ]);
    for (no, title, news, events) in things.chain(records) {
        table.row([no.into(), title.into(), news.into(), numbers(events).into()]);
    }
    if !table.is_empty() {
        out.blank();
        out.heading("Exhibits and records");
        out.table(&table);
    }
    out.blank();
    out.text(
        0,
        &match recorded.as_slice() {
            [] => "Nothing was recorded between the two.".to_owned(),
            [one] => format!("One event was recorded between the two, No. {one}."),
            [first, .., last] => {
                format!(
                    "{} events were recorded between the two, No. {first} to {last}.",
                    recorded.len()
                )
            }
        },
    );
}

fn figures(then: &Figures, now: &Figures) -> Table {
    let mut table = Table::new([
        ("", Align::Left),
        (&then.day.to_string(), Align::Wrapped),
        (&now.day.to_string(), Align::Wrapped),
    ]);
    let mut row = |label: &str, of: fn(&Figures) -> String| {
        table.row([label.into(), of(then).into(), of(now).into()]);
    };
    row("Readiness", |one| one.readiness.whole.to_string());
    row("Critical gaps", |one| one.critical_gaps.to_string());
    row("Gaps", |one| one.gaps.to_string());
    row("Exhibits", |one| one.exhibits.to_string());
    row("Questionnaire", |one| one.questionnaire.clone());
    table
}

fn show_move(moved: &Move, out: &mut Output<'_>) {
    let tint = match (moved.gap, moved.news) {
        (GapNews::Opened | GapNews::Graver, _) => Tint::Short,
        (GapNews::Closed, news) if news != News::NotAsked => Tint::Good,
        _ => Tint::Plain,
    };
    let (news, id, title) = (moved.news.title(), &moved.question, &moved.title);
    out.tinted_text(tint, &format!("{news}: {id} {title}"));
    let side = |stood: Option<&Stood>| match stood {
        None => "Not among the questions".to_owned(),
        Some(stood) => match &stood.reply {
            Some(reply) if stood.asked => format!("{reply}, {}", stood.words()),
            _ => stood.words().to_owned(),
        },
    };
    let (was, is) = (side(moved.then.as_ref()), side(moved.now.as_ref()));
    let moves = if was == is { was } else { format!("{was} → {is}") };
    let gap = match moved.gap_words() {
        "" => String::new(),
        words => format!("; {words}"),
    };
    out.text(2, &format!("{moves}{gap}; {}", why(moved)));
}

/// Questions that are asked now, or not any more, and that nobody answered: together, by what is new and why.
fn show_unanswered(moves: &[&Move], out: &mut Output<'_>) {
    let mut groups: Vec<(&Move, Vec<&str>)> = Vec::new();
    for moved in moves {
        let id = moved.question.as_str();
        let same = |(first, _): &&mut (&Move, Vec<&str>)| {
            first.news == moved.news && first.why == moved.why
        };
        match groups.iter_mut().find(same) {
            Some((_, ids)) => ids.push(id),
            None => groups.push((moved, vec![id])),
        }
    }
    for (first, ids) in groups {
        out.text(0, &format!("{}, and never answered: {}", first.news.title(), ids.join(", ")));
        out.text(2, &why(first));
    }
}

fn why(moved: &Move) -> String {
    let why: Vec<String> = moved.why.iter().map(ToString::to_string).collect();
    why.join("; ")
}

fn numbers(events: &[u64]) -> String {
    events.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}
