//! `confirm --section`: what is unchanged in a section of the open reassessment, listed first and then confirmed together (rule R23).

use serde::Serialize;

use crate::cli::output::{Align, Cell, Output, Table};
use crate::cli::{Ended, recorded};
use crate::desk::Desk;
use crate::domain::cycle::Reassessment;
use crate::domain::dossier::Dossier;
use crate::domain::id::VendorId;
use crate::domain::request::{Asked, Request};
use crate::domain::standing::Stand;
use crate::problem::Problem;
use crate::text::many;

#[derive(Serialize)]
struct Document<'a> {
    vendor: VendorId,
    slug: &'a str,
    section: &'a str,
    /// The last event on file when this was listed; `--listed-at` takes it.
    listed_at: u64,
    questions: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    question: &'a str,
    title: &'a str,
    answer: String,
    note: Option<&'a str>,
    exhibits: Vec<String>,
}

impl<'a> From<&Stand<'a>> for Line<'a> {
    fn from(stand: &Stand<'a>) -> Self {
        Self {
            question: stand.question.id.as_str(),
            title: &stand.question.title,
            answer: stand.reply_shown().unwrap_or_default(),
            note: stand.answer.and_then(|answer| answer.note.as_deref()),
            exhibits: stand.exhibits.iter().map(|shown| shown.exhibit.no.to_string()).collect(),
        }
    }
}

/// Lists what is unchanged in a section, or confirms it where the list was shown.
pub(super) fn confirm(
    desk: &mut Desk,
    dossier: &Dossier,
    title: &str,
    listed_at: Option<u64>,
    out: &mut Output<'_>,
) -> Result<Ended, Problem> {
    let standings = desk.standings(dossier);
    let Some(left) = Reassessment::of(dossier, desk.organization(), desk.bank(), &standings) else {
        return Err(Problem::wrong_use(format!(
            "no reassessment of '{}' is open, so no section waits to be confirmed",
            dossier.name
        ))
        .next(format!("open one: proofbook cycle open {} --name NAME", dossier.slug))
        .next(format!("or confirm single answers: proofbook confirm {} QUESTION", dossier.slug)));
    };
    let (section, stands) = named(&left, title, dossier)?;
    let Some(listed_at) = listed_at else {
        list(dossier, section, stands, out);
        return Ok(Ended::Well);
    };
    let asked = |stand: &&Stand<'_>| Asked::of(stand.subject, stand.question.id.as_str());
    let questions: Vec<Asked> = stands.iter().map(asked).collect();
    let request = Request::ConfirmListed {
        listed: questions.clone(),
        shown: usize::try_from(listed_at.saturating_add(1)).unwrap_or(usize::MAX),
    };
    let says = [format!("Confirmed {} of {section}.", many(questions.len(), "answer"))];
    let recorded = desk.record(dossier.id, &request)?;
    recorded::print(desk, out, dossier.id, &recorded, &says, &questions)?;
    Ok(Ended::Well)
}

/// The section of that title, or of the only one that begins so.
fn named<'l, 's, 'a>(
    left: &'l Reassessment<'s, 'a>,
    typed: &str,
    dossier: &Dossier,
) -> Result<(&'l str, &'l [&'s Stand<'a>]), Problem> {
    let wanted = crate::text::folded(typed.trim());
    let sections = || left.unchanged.iter().map(|(title, stands)| (title.as_str(), &**stands));
    let exact = sections().find(|(title, _)| crate::text::folded(title) == wanted);
    let mut begins =
        sections().filter(|(title, _)| crate::text::folded(title).starts_with(&wanted));
    if let Some(found) = exact {
        return Ok(found);
    }
    match (begins.next(), begins.next()) {
        (Some(found), None) if !wanted.is_empty() => Ok(found),
        _ => Err(Problem::wrong_use(format!(
            "no section '{}' has unchanged answers to confirm",
            typed.trim()
        ))
        .did_you_mean(typed.trim(), sections().map(|(title, _)| title))
        .next(format!("see what is left: proofbook cycle list {}", dossier.slug))),
    }
}

fn list(dossier: &Dossier, section: &str, stands: &[&Stand<'_>], out: &mut Output<'_>) {
    let document = Document {
        vendor: dossier.id,
        slug: &dossier.slug,
        section,
        listed_at: dossier.events.last().map_or(0, |event| event.seq),
        questions: stands.iter().map(|stand| Line::from(*stand)).collect(),
    };
    out.result("confirm-section", &document, |out| {
        let mut table = Table::new([
            ("Question", Align::Left),
            ("Answer", Align::Wrapped),
            ("Exhibits", Align::Wrapped),
        ]);
        for one in &document.questions {
            let answer = Cell::from(one.title.to_owned()).and(&one.answer);
            let answer = match one.note {
                Some(note) => answer.and(format!("note: {note}")),
                None => answer,
            };
            table.row([one.question.into(), answer, one.exhibits.join(", ").into()]);
        }
        out.heading(section);
        out.table(&table);
        out.blank();
        out.line("Nothing is confirmed yet. If all of this still holds:");
        out.line(&format!(
            "proofbook confirm {} --section \"{section}\" --listed-at {}",
            document.slug, document.listed_at
        ));
    });
}
