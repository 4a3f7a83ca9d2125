//! `cycle list`: when each vendor is to be assessed anew, and of one vendor what its reassessment has left, what needs thought first.

use jiff::civil::Date;
use serde::Serialize;

use super::frozen;
use crate::cli::output::{Align, Cell, Output, Table, Tint};
use crate::cli::typed;
use crate::desk::Desk;
use crate::domain::cycle::{self, Progress, Reassessment, ToThink};
use crate::domain::dossier::{Cycle, Dossier};
use crate::domain::event::CycleSummary;
use crate::domain::id::{CycleId, VendorId};
use crate::domain::organization::WORD;
use crate::domain::question::Severity;
use crate::domain::standing::{Stand, Standing};
use crate::domain::vendor::{Tier, UNTIERED};
use crate::problem::Problem;
use crate::text::many;

#[derive(Serialize)]
struct AllDocument {
    day: Date,
    vendors: Vec<Line>,
}

/// When a vendor is due, and how far its open reassessment is.
#[derive(Serialize)]
struct Line {
    vendor: VendorId,
    slug: String,
    tier: Option<Tier>,
    due: Option<Date>,
    overdue: bool,
    /// The open reassessment.
    open: Option<String>,
    progress: Option<Progress>,
    needs_thought: Option<usize>,
    last_closed: Option<Date>,
}

/// Every vendor that is not retired and our organization, the first due first.
pub(super) fn all(desk: &mut Desk, out: &mut Output<'_>) -> Result<(), Problem> {
    let dossiers = typed::all_dossiers(desk)?;
    let mut vendors: Vec<Line> = dossiers.iter().map(|dossier| line(desk, dossier)).collect();
    // What has no day is due last.
    vendors.sort_by_key(|line| line.due.unwrap_or(Date::MAX));
    let document = AllDocument { day: desk.today(), vendors };
    out.result("cycle-list", &document, |out| {
        let mut table = Table::new([
            ("Due", Align::Left),
            ("", Align::Left),
            ("Vendor", Align::Wrapped),
            ("Tier", Align::Left),
            ("Reassessment", Align::Wrapped),
        ]);
        for line in &document.vendors {
            let late = if line.overdue { Cell::tinted(Tint::Grave, "overdue") } else { "".into() };
            table.row([
                line.due.map_or_else(String::new, |due| due.to_string()).into(),
                late,
                line.slug.clone().into(),
                line.tier.map_or(if line.slug == WORD { "" } else { UNTIERED }, Tier::title).into(),
                told(line).into(),
            ]);
        }
        out.table(&table);
    });
    Ok(())
}

fn told(line: &Line) -> String {
    match (&line.open, line.progress) {
        (Some(name), Some(progress)) => {
            let think = line.needs_thought.unwrap_or_default();
            format!("{name}: {progress} done, {think} to think about")
        }
        _ => line.last_closed.map_or_else(
            || "none yet".to_owned(),
            |closed| format!("none open; the last was closed on {closed}"),
        ),
    }
}

fn line(desk: &Desk, dossier: &Dossier) -> Line {
    let organization = desk.organization();
    let standings = desk.standings(dossier);
    let open = Reassessment::of(dossier, organization, desk.bank(), &standings);
    let due = cycle::next_due(dossier, organization);
    let closed = dossier.cycles.iter().filter_map(|cycle| cycle.closed).map(|(at, _)| at).max();
    Line {
        vendor: dossier.id,
        slug: dossier.slug.clone(),
        tier: dossier.tier,
        due: due.map(|due| due.day),
        overdue: due.is_some_and(|due| due.is_overdue(standings.day)),
        open: open.as_ref().map(|one| one.cycle.name.clone()),
        progress: open.as_ref().map(|one| one.progress),
        needs_thought: open.as_ref().map(|one| one.to_think.len()),
        last_closed: closed.map(|at| organization.zones.day_of(at)),
    }
}

#[derive(Serialize)]
struct OneDocument<'a> {
    day: Date,
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    due: Option<Date>,
    overdue: bool,
    open: Option<Open<'a>>,
    closed: Vec<ClosedLine<'a>>,
}

#[derive(Serialize)]
struct Open<'a> {
    cycle: CycleId,
    name: &'a str,
    due: Option<Date>,
    opened_on: Date,
    questionnaire: &'a str,
    progress: Progress,
    needs_thought: Vec<Thought<'a>>,
    unchanged: Vec<Unchanged<'a>>,
}

/// A question with why it needs thought, the weightiest reason first.
#[derive(Serialize)]
struct Thought<'a> {
    question: &'a str,
    title: &'a str,
    severity: Severity,
    standing: Standing,
    answer: Option<String>,
    reasons: Vec<&'static str>,
    why: String,
}

/// What is unchanged in a section.
#[derive(Serialize)]
struct Unchanged<'a> {
    section: &'a str,
    questions: Vec<&'a str>,
}

#[derive(Serialize)]
struct ClosedLine<'a> {
    cycle: CycleId,
    name: &'a str,
    questionnaire: &'a str,
    opened_on: Date,
    closed_on: Date,
    summary: CycleSummary,
}

impl<'a> From<&ToThink<'_, 'a>> for Thought<'a> {
    fn from(one: &ToThink<'_, 'a>) -> Self {
        Self {
            question: one.stand.question.id.as_str(),
            title: &one.stand.question.title,
            severity: one.stand.question.severity,
            standing: one.stand.standing,
            answer: one.stand.reply().map(|reply| one.stand.question.kind.typed(reply)),
            reasons: one.reasons.iter().map(cycle::Reason::word).collect(),
            why: one.why(),
        }
    }
}

/// What the reassessment of one vendor has left, and its earlier ones.
pub(super) fn one(desk: &mut Desk, vendor: &str, out: &mut Output<'_>) -> Result<(), Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    let standings = desk.standings(&dossier);
    let zones = &desk.organization().zones;
    let left = Reassessment::of(&dossier, desk.organization(), desk.bank(), &standings);
    let due = cycle::next_due(&dossier, desk.organization());
    let closed = |cycle: &'_ Cycle| cycle.closed.map(|(at, summary)| (zones.day_of(at), summary));
    let document = OneDocument {
        day: standings.day,
        vendor: dossier.id,
        slug: &dossier.slug,
        name: &dossier.name,
        due: due.map(|due| due.day),
        overdue: due.is_some_and(|due| due.is_overdue(standings.day)),
        open: left.as_ref().map(|left| Open {
            cycle: left.cycle.id,
            name: &left.cycle.name,
            due: left.cycle.due,
            opened_on: zones.day_of(left.cycle.opened_at),
            questionnaire: &left.cycle.questionnaire,
            progress: left.progress,
            needs_thought: left.to_think.iter().map(Thought::from).collect(),
            unchanged: left
                .unchanged
                .iter()
                .map(|(title, stands)| unchanged(title, stands))
                .collect(),
        }),
        closed: dossier
            .cycles
            .iter()
            .filter_map(|one| {
                let (closed_on, summary) = closed(one)?;
                Some(ClosedLine {
                    cycle: one.id,
                    name: &one.name,
                    questionnaire: &one.questionnaire,
                    opened_on: zones.day_of(one.opened_at),
                    closed_on,
                    summary,
                })
            })
            .collect(),
    };
    out.result("cycle-list-vendor", &document, |out| document.show(out));
    Ok(())
}

fn unchanged<'a>(section: &'a str, stands: &[&Stand<'a>]) -> Unchanged<'a> {
    let questions = stands.iter().map(|stand| stand.question.id.as_str()).collect();
    Unchanged { section, questions }
}

impl OneDocument<'_> {
    fn show(&self, out: &mut Output<'_>) {
        out.heading(self.name);
        let late = if self.overdue { ": overdue" } else { "" };
        let due = self.due.map(|due| format!("{due}{late}")).unwrap_or_default();
        match &self.open {
            Some(open) => open.show(&due, self.slug, out),
            None if due.is_empty() => out.line("No reassessment is open."),
            None => {
                out.line(&format!("No reassessment is open. The next one is due on {due}."));
                out.line(&format!("Open it: proofbook cycle open {} --name NAME", self.slug));
            }
        }
        for (place, one) in self.closed.iter().enumerate() {
            if place == 0 {
                out.blank();
                out.line("Closed:");
            }
            out.text(
                2,
                &format!(
                    "{}, {} to {}, {}: {}",
                    one.name,
                    one.opened_on,
                    one.closed_on,
                    one.questionnaire,
                    frozen(&one.summary)
                ),
            );
        }
    }
}

impl Open<'_> {
    fn show(&self, due: &str, slug: &str, out: &mut Output<'_>) {
        let due = if self.due.is_some() { format!(", due {due}") } else { String::new() };
        out.line(&format!("'{}' is open since {}{due}.", self.name, self.opened_on));
        out.line(&format!("Questionnaire {}: {} done.", self.questionnaire, self.progress));
        out.blank();
        if !self.needs_thought.is_empty() {
            let count = self.needs_thought.len();
            out.line(&format!("To think about: {}", many(count, "question")));
            let mut table = Table::new([("Question", Align::Left), ("Why", Align::Wrapped)]);
            for one in &self.needs_thought {
                table.row([one.question.into(), Cell::from(one.title.to_owned()).and(&one.why)]);
            }
            out.table(&table);
            out.blank();
        }
        for one in &self.unchanged {
            let count = one.questions.len();
            out.line(&format!("{}: {count} unchanged", one.section));
        }
        if self.unchanged.is_empty() && self.needs_thought.is_empty() {
            out.line("Every question is answered or confirmed in it.");
            out.line(&format!("Close it: proofbook cycle close {slug}"));
        } else if !self.unchanged.is_empty() {
            out.line(&format!(
                "To confirm what is unchanged: proofbook confirm {slug} --section TITLE"
            ));
        }
    }
}
