//! `diff`: one vendor as it stood on two days, held side by side: what moved, what matters most first, and why.

use serde::Serialize;

use super::output::{Align, Output, Table, Tint};
use super::{Ended, typed};
use crate::desk::Desk;
use crate::domain::as_of::AsOf;
use crate::domain::comparison::{self, Comparison, Figures, GapNews, Move, News};
use crate::domain::id::VendorId;
use crate::problem::Problem;
use crate::text::many;

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
            (Some(until), None) => desk.past(until)?.look_at(vendor)?,
            (None, _) => desk.look_at(vendor)?,
        };
        let since = comparison::earlier(&self.since, &now.dossier)?;
        let then = desk.past(since)?.look_at(vendor)?;
        let document = Document {
            vendor,
            slug: &now.dossier.slug,
            name: &now.dossier.name,
            since: &self.since,
            comparison: now.since(&then, &self.since)?,
        };
        out.result("diff", &document, |out| show(&document, out));
        Ok(Ended::Well)
    }
}

fn show(document: &Document<'_>, out: &mut Output<'_>) {
    let Document { name, comparison: compared, .. } = document;
    let Comparison { then, now, moves, exhibits, records, recorded } = compared;
    out.heading(&format!("{name}: {} and {}", then.day, now.day));
    out.blank();
    out.table(&figures(then, now));
    out.blank();
    out.heading(&format!("What moved: {}", many(moves.len(), "question")));
    if moves.is_empty() {
        out.line("No question stands otherwise.");
    }
    let (told, unanswered) = comparison::ungrouped_and_grouped(moves);
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
    let (news, id, title) = (moved.news.title(), moved.name(), &moved.title);
    let beside = if moved.in_figures { "" } else { " (in no figure above)" };
    out.tinted_text(tint, &format!("{news}: {id} {title}{beside}"));
    let (was, is) = moved.sides();
    let moves = if was == is { was } else { format!("{was} → {is}") };
    let gap = match moved.gap_words() {
        "" => String::new(),
        words => format!("; {words}"),
    };
    out.text(2, &format!("{moves}{gap}; {}", why(moved)));
}

/// Questions that are asked now, or not any more, and that nobody answered: together, by what is new and why.
fn show_unanswered(groups: &[(&Move, Vec<String>)], out: &mut Output<'_>) {
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
