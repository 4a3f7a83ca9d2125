//! What was found by holding two days side by side, as a list: what moved between them, or what was recorded after a day and was true on it.

use super::Screen;
use super::rows::Rows;
use crate::app::state::App;
use crate::app::words::{Said, Tone, heading, many, quiet, text};
use crate::domain::comparison::{Comparison, ExhibitNews, GapNews, Move};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::later::{Later, What};
use crate::domain::request::Asked;
use crate::domain::telling::LeadsTo;

/// A list that was made for reading.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What it lists.
    pub kind: Kind,
    /// Its rows.
    pub rows: Rows,
    /// What is said above the rows.
    pub head: Vec<String>,
    /// The rows.
    pub entries: Vec<Entry>,
}

/// What a list lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What was recorded after a day and was true on it.
    Later,
    /// What moved between two days.
    Comparison,
}

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is new of it, or when it was recorded.
    pub mark: String,
    /// What it is, in one line.
    pub words: String,
    /// What stands behind it.
    pub said: Vec<Said>,
    /// Where it leads.
    pub leads_to: Option<LeadsTo>,
}

impl Listing {
    fn of(kind: Kind, head: Vec<String>, entries: Vec<Entry>) -> Self {
        Self { kind, rows: Rows::default(), head, entries }
    }

    /// What was recorded later. `who` names accounts.
    pub fn later(later: &[Later], who: impl Fn(&Later) -> String) -> Self {
        let head = match later.len() {
            0 => "Nothing that was true on this day was recorded after it.".to_owned(),
            _ => "True on this day by its own dates, or a correction, and recorded after it: as told here not on file then, and in no figure.".to_owned(),
        };
        let entries = later.iter().map(|one| later_entry(one, &who(one))).collect();
        Self::of(Kind::Later, vec![head], entries)
    }

    /// What moved between two days.
    pub fn compared(comparison: &Comparison) -> Self {
        let Comparison { then, now, moves, exhibits, records, recorded } = comparison;
        let many_recorded = many(recorded.len(), "event");
        let head = vec![
            format!(
                "{} → {}: readiness {} → {}; gaps {} → {}, critical {} → {}.",
                then.day,
                now.day,
                then.readiness.whole,
                now.readiness.whole,
                then.gaps,
                now.gaps,
                then.critical_gaps,
                now.critical_gaps
            ),
            format!("{} moved; {many_recorded} recorded between.", many(moves.len(), "question")),
        ];
        let exhibits = exhibits.iter().map(|one| {
            let news: Vec<String> = one.news.iter().map(ExhibitNews::words).collect();
            let leads_to = ExhibitNo::read(&one.exhibit).map(LeadsTo::Exhibit);
            thing(&one.exhibit, &one.title, &news.join(", "), &one.recorded, leads_to)
        });
        let records = records.iter().map(|one| {
            let leads_to = one.record.parse().ok().map(LeadsTo::Record);
            thing(&one.record, &one.label, &one.news.words(), &one.recorded, leads_to)
        });
        let entries = moves.iter().map(moved).chain(exhibits).chain(records).collect();
        Self::of(Kind::Comparison, head, entries)
    }
}

fn later_entry(one: &Later, who: &str) -> Entry {
    let mut said = vec![heading(one.words())];
    said.push(text(format!("Recorded on {} by {who}, event {}", one.recorded_on, one.seq)));
    let leads_to = match &one.what {
        What::Correction { question, subject, title, corrects, .. } => {
            said.push(text(title.as_str()));
            said.push(text(format!(
                "It corrects event {corrects}, which was on file on this day."
            )));
            Some(LeadsTo::Question(Asked::of(*subject, question.clone())))
        }
        // It is not on file on the day that is looked at.
        What::Exhibit { .. } | What::Record { .. } | What::Fact { .. } => None,
    };
    said.push(quiet("As told here it was not on file on this day, and is in no figure of it."));
    Entry { mark: one.recorded_on.to_string(), words: one.words(), said, leads_to }
}

fn moved(one: &Move) -> Entry {
    let (was, is) = one.sides();
    let way = if was == is { is.clone() } else { format!("{was} → {is}") };
    let mut said = vec![heading(format!("{}: {}", one.name(), one.news.title()))];
    said.push(text(one.title.as_str()));
    if !one.in_figures {
        said.push(quiet("The questionnaire of the figures does not ask it."));
    }
    said.push(text(format!("Before   {was}")));
    said.push(text(format!("After    {is}")));
    let gap = one.gap_words();
    if !gap.is_empty() {
        let tone = match one.gap {
            GapNews::Opened | GapNews::Graver => Tone::Unmet,
            _ => Tone::Text,
        };
        said.push((tone, format!("Gap      {gap}")));
    }
    let why: Vec<String> = one.why.iter().map(ToString::to_string).collect();
    said.push(text(format!("Why      {}", why.join("; "))));
    let gap = if gap.is_empty() { String::new() } else { format!("; {gap}") };
    Entry {
        mark: one.news.title().to_owned(),
        words: format!("{} {way}{gap}", one.name()),
        said,
        leads_to: Some(LeadsTo::Question(Asked::of(one.subject, one.question.clone()))),
    }
}

fn thing(no: &str, title: &str, news: &str, recorded: &[u64], leads_to: Option<LeadsTo>) -> Entry {
    let events: Vec<String> = recorded.iter().map(u64::to_string).collect();
    let said = vec![
        heading(format!("{no}  {title}")),
        text(news),
        text(format!("Recorded: No. {}", events.join(", "))),
    ];
    Entry { mark: no.to_owned(), words: format!("{title}: {news}"), said, leads_to }
}

impl App {
    /// The rows of the list that are shown, in order.
    pub fn shown_entries(&self) -> Vec<&Entry> {
        let Some(Screen::Listing(listing)) = self.screen() else { return Vec::new() };
        let shows = |one: &&Entry| listing.rows.shows(&format!("{} {}", one.mark, one.words));
        listing.entries.iter().filter(shows).collect()
    }

    /// The row under the cursor.
    pub fn entry_in_hand(&self) -> Option<&Entry> {
        let Some(Screen::Listing(listing)) = self.screen() else { return None };
        self.shown_entries().get(listing.rows.at).copied()
    }
}
