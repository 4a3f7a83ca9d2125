//! A vendor at a glance: who it is, how it stands, what is due, what is on file, and what was recorded last. Each row leads to what it
//! is about.

mod due;
mod on_file;
mod standing;
mod who;

use super::rows::Rows;
use super::{Destination, Screen};
use crate::app::state::App;
use crate::app::words::Tone;
use crate::domain::telling::Telling;
use crate::text::cut;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Under which heading it stands.
    pub part: Part,
    /// What it says.
    pub words: String,
    /// How it is meant.
    pub tone: Tone,
    /// Where it leads.
    pub to: Destination,
}

/// A part of the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Who the vendor is.
    Who,
    /// Its readiness, with the sections.
    Readiness,
    /// Its gravest gaps.
    Gaps,
    /// What is due.
    Due,
    /// Follow-ups, incidents and inquiries that are open.
    Open,
    /// Agreements and insurance in force.
    InForce,
    /// Its exhibits.
    Exhibits,
    /// Reassessment, sign-off and legal hold.
    Course,
    /// What was recorded last.
    Last,
}

impl Part {
    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Who => "Who it is",
            Self::Readiness => "Readiness",
            Self::Gaps => "Gravest gaps",
            Self::Due => "Due",
            Self::Open => "Open: follow-ups, incidents, inquiries",
            Self::InForce => "In force: agreements, insurance",
            Self::Exhibits => "Exhibits",
            Self::Course => "Reassessment and sign-off",
            Self::Last => "Recorded last",
        }
    }

    /// Whether it stands in the left column, where there are two.
    pub const fn is_left(self) -> bool {
        matches!(self, Self::Who | Self::Readiness | Self::Gaps)
    }
}

impl Row {
    fn new(part: Part, words: impl Into<String>, to: Destination) -> Self {
        Self { part, words: words.into(), tone: Tone::Text, to }
    }

    fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}

/// How many rows of one kind are shown; the others are counted.
const MOST: usize = 4;
/// How much of an event is told, in cells; the history tells it all.
const LONGEST: usize = 80;

/// The first of several rows, and how many more there are.
fn first(rows: Vec<Row>, part: Part, to: Destination) -> impl Iterator<Item = Row> {
    let more = rows.len().saturating_sub(MOST);
    let more = (more > 0).then(|| Row::new(part, format!("{more} more"), to).toned(Tone::Quiet));
    rows.into_iter().take(MOST).chain(more)
}

impl App {
    /// The rows that are shown, in order.
    pub fn overview_rows(&self) -> Vec<Row> {
        let Some(Screen::Overview(rows)) = self.screen() else { return Vec::new() };
        let shows = rows.filter();
        let mut all = self.overview();
        all.retain(|row| shows(&format!("{} {}", row.part.title(), row.words)));
        all
    }

    /// The row under the cursor.
    pub fn overview_row_in_hand(&self) -> Option<Row> {
        let Some(Screen::Overview(Rows { at, .. })) = self.screen() else { return None };
        self.overview_rows().into_iter().nth(*at)
    }

    fn overview(&self) -> Vec<Row> {
        let (Some(store), Some(open)) = (&self.store, &self.vendor) else { return Vec::new() };
        let (dossier, id) = (&open.dossier, open.dossier.id);
        let Some(summary) = store.vendors.iter().find(|row| row.vendor == id) else {
            return Vec::new();
        };
        let mut rows = who::rows(store, dossier, summary);
        rows.extend(standing::readiness(store, dossier, summary));
        rows.extend(standing::gaps(self));
        rows.extend(due::due(store, dossier));
        rows.extend(due::follow_ups(self, dossier));
        rows.extend(due::incidents(self, store));
        rows.extend(due::inquiries(store, dossier));
        rows.extend(on_file::in_force(store, dossier));
        rows.extend(on_file::exhibits(store, dossier));
        rows.extend(on_file::course(store, summary));
        rows.extend(self.recorded_last());
        rows
    }

    fn recorded_last(&self) -> Vec<Row> {
        let told = self.told();
        let row = |one: &Telling| {
            let line = one.line().replace('\n', " ");
            let words = format!("{} {}: {}", one.when, one.who, cut(&line, LONGEST));
            Row::new(Part::Last, words, Destination::History(Box::default()))
        };
        told.iter().rev().take(MOST).map(row).collect()
    }
}
