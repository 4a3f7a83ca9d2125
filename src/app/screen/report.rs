//! The report before it is written: its plain lines, its contents, the part in view, and what is looked at before signing off.

pub mod checks;

use super::rows::Rows;
use crate::app::message::Preview;
use crate::domain::event::Edition;
use crate::domain::reporting::Kind;

/// The report before it is written.
#[derive(Clone, Debug)]
pub struct Report {
    /// The first line in view, and the search.
    pub rows: Rows,
    /// What it is about.
    pub kind: Kind,
    /// The edition that is shown.
    pub edition: Edition,
    /// The text, once it has been built.
    pub preview: Option<Preview>,
    /// Which part has the focus.
    pub pane: Pane,
    /// The row under the cursor of what is looked at before signing off.
    pub check: usize,
}

/// The parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The contents.
    Contents,
    /// The text.
    Text,
    /// What is looked at before signing off.
    Checks,
}

impl Report {
    /// The screen while the report is being built.
    pub fn new(edition: Edition) -> Self {
        let (rows, kind) = (Rows::default(), Kind::Vendor);
        Self { rows, kind, edition, preview: None, pane: Pane::Text, check: 0 }
    }

    /// Turns so many parts of the screen on.
    pub fn turn(&mut self, parts: usize) {
        for _ in 0..parts {
            self.pane = match self.pane {
                Pane::Text => Pane::Contents,
                Pane::Contents => Pane::Checks,
                Pane::Checks => Pane::Text,
            };
        }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.preview.as_ref().map_or(0, |preview| preview.lines.len())
    }

    /// Whether there is nothing to read yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place in the contents of the part in view.
    pub fn part(&self) -> usize {
        let contents = self.preview.as_ref().map(|preview| preview.contents.as_slice());
        let before = contents.unwrap_or_default().iter().filter(|(_, line)| *line <= self.rows.at);
        before.count().saturating_sub(1)
    }

    /// Goes to a part so many further on.
    pub fn go(&mut self, parts: isize) {
        let Some(preview) = &self.preview else { return };
        let to = self.part().saturating_add_signed(parts);
        if let Some((_, line)) = preview.contents.get(to) {
            self.rows.at = *line;
        }
    }

    /// Goes to the next line, after the cursor, that holds the words searched for.
    pub fn find_next(&mut self) {
        let Some(preview) = &self.preview else { return };
        let holds = |(_, line): &(usize, &String)| self.rows.shows(line);
        let mut places = preview.lines.iter().enumerate();
        let after = places.clone().skip(self.rows.at + 1).find(holds);
        if let Some((place, _)) = after.or_else(|| places.find(holds)) {
            self.rows.at = place;
        }
    }
}
