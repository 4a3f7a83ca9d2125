//! `deadlines`: everything with a day, over all vendors or of one, each with its rule in words.

use jiff::civil::Date;
use serde::Serialize;

use super::output::{Align, Cell, Output, Table, Tint};
use super::{Ended, typed};
use crate::desk::Desk;
use crate::domain::day;
use crate::domain::deadline::{self, Deadline, Stage};
use crate::domain::dossier::Dossier;
use crate::domain::id::VendorId;
use crate::problem::Problem;

/// How far ahead is looked where nothing else is said: the earliest warning.
const USUAL_DAYS: u32 = 90;

/// `deadlines`.
#[derive(Debug, clap::Args)]
pub(super) struct Deadlines {
    /// The vendor; all of them and our organization, where none is named
    vendor: Option<String>,
    /// How far to look ahead, such as 30d
    #[arg(long, value_name = "DAYS", default_value = "90d", value_parser = days)]
    within: u32,
}

/// A number of days, with or without the letter behind it.
fn days(typed: &str) -> Result<u32, String> {
    let number = typed.trim().trim_end_matches(['d', 'D']);
    number
        .parse()
        .map_err(|_| format!("'{typed}' is not a number of days; write it as {USUAL_DAYS}d or 30"))
}

#[derive(Serialize)]
struct Document {
    day: Date,
    within_days: u32,
    deadlines: Vec<Line>,
    /// How many lie further ahead.
    later: usize,
}

#[derive(Serialize)]
struct Line {
    vendor: VendorId,
    slug: String,
    day: Date,
    days_left: i64,
    overdue: bool,
    stage: Stage,
    kind: &'static str,
    /// The number of the exhibit or record that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    what: String,
    rule: String,
    questions: Vec<String>,
    owner: Option<String>,
}

impl Deadlines {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        desk.store()?;
        let today = desk.today();
        let mut all = Vec::new();
        match &self.vendor {
            Some(vendor) => {
                let dossier = typed::dossier(desk, vendor)?;
                all.extend(of(desk, &dossier));
            }
            None => {
                for dossier in typed::all_dossiers(desk)? {
                    all.extend(of(desk, &dossier));
                }
            }
        }
        all.sort_by_key(|line| line.day);
        let until = day::after(today, self.within);
        let (near, later): (Vec<Line>, Vec<Line>) =
            all.into_iter().partition(|line| line.day <= until);
        let document =
            Document { day: today, within_days: self.within, later: later.len(), deadlines: near };
        let one = self.vendor.is_some();
        out.result("deadlines", &document, |out| show(&document, one, out));
        Ok(if document.deadlines.is_empty() { Ended::Well } else { Ended::Found })
    }
}

/// The deadlines of one dossier, on its own today.
fn of(desk: &Desk, dossier: &Dossier) -> Vec<Line> {
    let standings = desk.standings(dossier);
    let today = standings.day;
    let all = deadline::deadlines(dossier, desk.organization(), desk.bank(), &standings);
    all.into_iter().map(|one| line(dossier, one, today)).collect()
}

fn line(dossier: &Dossier, one: Deadline, today: Date) -> Line {
    Line {
        vendor: dossier.id,
        slug: dossier.slug.clone(),
        day: one.day,
        days_left: one.days_left(today),
        overdue: one.stage(today) == Stage::Overdue,
        stage: one.stage(today),
        kind: one.about.word(),
        about: one.about.number(),
        what: one.what,
        rule: one.rule,
        questions: one.questions.iter().map(ToString::to_string).collect(),
        owner: one.owner,
    }
}

fn show(document: &Document, one: bool, out: &mut Output<'_>) {
    let (day, within) = (document.day, document.within_days);
    if document.deadlines.is_empty() {
        out.line(&format!("Nothing is overdue on {day}, and nothing is due within {within} days."));
    } else {
        out.line(&format!("On {day}, {within} days ahead; a day is the last good one."));
        out.blank();
        out.table(&table(document, one));
    }
    if document.later > 0 {
        out.line(&format!("{} later; --within names a longer time.", document.later));
    }
}

fn table(document: &Document, one: bool) -> Table {
    let (due, when) = (("Due", Align::Left), ("", Align::Left));
    let what = ("What, and why on that day", Align::Wrapped);
    let mut table = if one {
        Table::new([due, when, what])
    } else {
        Table::new([due, when, ("Vendor", Align::Left), what])
    };
    for line in &document.deadlines {
        let tint = match line.stage {
            Stage::Overdue => Tint::Grave,
            Stage::Week | Stage::Month => Tint::Short,
            Stage::Quarter | Stage::Later => Tint::Plain,
        };
        let questions = match line.questions.as_slice() {
            [] => String::new(),
            [only] => format!(" Shows {only}."),
            several => format!(" Shows {}.", several.join(", ")),
        };
        let questions = if line.kind == "exhibit" { questions } else { String::new() };
        let due = Cell::from(line.day.strftime("%a %Y-%m-%d").to_string());
        let when = Cell::tinted(tint, day::until(document.day, line.day));
        let what = Cell::from(&line.what).and(format!("{}.{questions}", sentence(&line.rule)));
        if one {
            table.row([due, when, what]);
        } else {
            table.row([due, when, (&line.slug).into(), what]);
        }
    }
    table
}

/// Words with a large first letter.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
