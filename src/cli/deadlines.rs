//! `deadlines`: everything with a day, over all vendors or of one, each with its rule in words; or all of them as a calendar file.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Serialize;

use super::output::{Output, Tint};
use super::{Ended, typed};
use crate::desk::Desk;
use crate::domain::ahead::Of;
use crate::domain::clock::rule::{ClockId, ClockRule};
use crate::domain::clock::words::NOT_LEGAL_ADVICE;
use crate::domain::day;
use crate::domain::deadline::{About, Deadline, Stage};
use crate::domain::id::VendorId;
use crate::domain::question::Verified;
use crate::domain::request::Asked;
use crate::problem::Problem;
use crate::store::atomic::Overwrite;
use crate::text::many;

/// How far ahead is looked where nothing else is said: the earliest warning.
const USUAL_DAYS: u32 = 90;

/// `deadlines`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
--ics writes every deadline, however far ahead, as a file that calendar programs import. A deadline keeps its id when its day moves, so \
importing a newer file moves the event in place of adding one. What is done by now is in no newer file, and a program keeps what it has: \
import into a calendar of its own, so that it can be emptied first.")]
pub(super) struct Deadlines {
    /// The vendor; all of them and our organization, where none is named
    vendor: Option<String>,
    /// How far to look ahead, such as 30d
    #[arg(long, value_name = "DAYS", default_value = "90d", value_parser = days)]
    within: u32,
    /// Write them all as a calendar (iCalendar) to this file instead
    #[arg(long, value_name = "FILE", conflicts_with = "within")]
    ics: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "ics")]
    overwrite: bool,
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
    /// Whether they are all of one vendor, which is named in no line then.
    #[serde(skip)]
    of_one: bool,
}

#[derive(Serialize)]
struct Line {
    vendor: VendorId,
    slug: String,
    name: String,
    day: Date,
    days_left: i64,
    overdue: bool,
    stage: Stage,
    kind: &'static str,
    /// The number of the exhibit or record that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// The clock of an incident that it is the last day of.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<ClockLine>,
    what: String,
    rule: String,
    questions: Vec<String>,
    owner: Option<String>,
}

#[derive(Serialize)]
struct ClockLine {
    incident: String,
    id: ClockId,
    /// The time on the last day, of a clock that is counted in hours.
    time: Option<String>,
    /// How sure we are of its rule; a clause or policy is on file.
    verified: Verified,
}

#[derive(Serialize)]
struct Written {
    file: String,
    deadlines: usize,
}

impl Deadlines {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        desk.store()?;
        let vendor = self.vendor.as_ref().map(|vendor| typed::vendor(desk, vendor)).transpose()?;
        if let Some(path) = &self.ics {
            return self.write(desk, vendor, path, out);
        }
        let ahead = desk.ahead(vendor)?;
        // The day of an event that is looked back to is known once its vendor was read.
        let today = desk.today();
        let rules = &desk.bank().clocks;
        let rule = |id: &ClockId| rules.clock(id);
        let all: Vec<Line> =
            ahead.deadlines.into_iter().map(|one| line(one, today, rule)).collect();
        let until = day::after(today, self.within);
        let (near, later): (Vec<Line>, Vec<Line>) =
            all.into_iter().partition(|line| line.day <= until);
        let document = Document {
            day: today,
            within_days: self.within,
            later: later.len(),
            deadlines: near,
            of_one: self.vendor.is_some(),
        };
        out.result("deadlines", &document, |out| show(&document, out));
        Ok(if document.deadlines.is_empty() { Ended::Well } else { Ended::Found })
    }

    fn write(
        &self,
        desk: &mut Desk,
        vendor: Option<VendorId>,
        path: &Path,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        let overwrite = if self.overwrite { Overwrite::Yes } else { Overwrite::No };
        let deadlines = desk.write_calendar(vendor, path, overwrite)?;
        let document = Written { file: path.display().to_string(), deadlines };
        out.result("deadlines-calendar", &document, |out| {
            out.line(&format!("Wrote {} ({}).", document.file, many(deadlines, "deadline")));
        });
        out.say(
            "Importing a newer file moves what has moved. What is done by now is not in it: a calendar program keeps what it has from an earlier one.",
        );
        Ok(Ended::Well)
    }
}

fn line<'r>(
    Of { vendor, slug, name, one }: Of<Deadline>,
    today: Date,
    rule: impl Fn(&ClockId) -> Option<&'r ClockRule>,
) -> Line {
    let clock = match &one.about {
        About::Clock(no, id) => Some(ClockLine {
            incident: no.to_string(),
            id: id.clone(),
            time: one.time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute())),
            verified: rule(id).map_or(Verified::Checked, |rule| rule.verified),
        }),
        _ => None,
    };
    Line {
        clock,
        vendor,
        slug,
        name,
        day: one.day,
        days_left: one.days_left(today),
        overdue: one.stage(today) == Stage::Overdue,
        stage: one.stage(today),
        kind: one.about.word(),
        about: one.about.number(),
        what: one.what,
        rule: one.rule,
        questions: named(&one.questions),
        owner: one.owner,
    }
}

fn show(document: &Document, out: &mut Output<'_>) {
    let (day, within) = (document.day, document.within_days);
    if document.deadlines.is_empty() {
        out.line(&format!("Nothing is overdue on {day}, and nothing is due within {within} days."));
    } else {
        out.line(&format!("{day}, and {within} days ahead. A day named is the last good one."));
    }
    for line in &document.deadlines {
        out.blank();
        print(line, document, out);
    }
    if document.later > 0 {
        out.blank();
        out.line(&format!("{} later; --within names a longer time.", document.later));
    }
    if document.deadlines.iter().any(|line| line.clock.is_some()) {
        out.blank();
        out.line(&format!(
            "Notices for which the law names no number of days are not here: proofbook incident list. {NOT_LEGAL_ADVICE}"
        ));
    }
}

fn print(line: &Line, document: &Document, out: &mut Output<'_>) {
    let tint = match line.stage {
        Stage::Overdue => Tint::Grave,
        Stage::Week | Stage::Month => Tint::Short,
        Stage::Quarter | Stage::Later => Tint::Plain,
    };
    let of_whom = if document.of_one { String::new() } else { format!(", {}", line.name) };
    let due = line.day.strftime("%a %Y-%m-%d");
    out.tinted_text(tint, &format!("{due}, {}{of_whom}", day::until(document.day, line.day)));
    out.text(2, &line.what);
    out.text(2, &format!("Why that day: {}", line.rule));
    if line.kind == "exhibit" {
        out.text(2, &format!("Questions that rest on it: {}", line.questions.join(", ")));
    }
    if let Some(ClockLine { incident, id, .. }) = &line.clock {
        let slug = &line.slug;
        out.text(2, &format!("More: proofbook incident show {slug} {incident} --clock {id}"));
    }
}

/// The ids of questions, each once, whichever incident it is asked about.
fn named(questions: &[Asked]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for asked in questions {
        let id = asked.question.to_string();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}
