//! Rows and columns.

use super::{Anchor, Mark, Text, Words};

/// Rows under a head that is repeated on every page the table runs over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the table shows, for those who cannot see it; also its name in plain text.
    pub summary: Words,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns, missing ones are empty.
    pub rows: Vec<Row>,
    /// Said in place of rows where there are none.
    pub empty: Words,
}

impl Table {
    /// A table without rows yet. `empty` is what it says if none come.
    pub fn new(summary: impl Into<Words>, columns: Vec<Column>, empty: impl Into<Words>) -> Self {
        Self { summary: summary.into(), columns, rows: Vec::new(), empty: empty.into() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: impl Into<Row>) {
        self.rows.push(row.into());
    }
}

/// A column: its head, width and side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands at its head.
    pub head: Words,
    /// How wide it wants to be.
    pub width: Width,
    /// To which side its cells are set.
    pub align: Align,
}

impl Column {
    /// As wide as its widest cell, within reason.
    pub fn fit(head: impl Into<Words>) -> Self {
        Self { head: head.into(), width: Width::Fit, align: Align::Left }
    }

    /// A share of what the fitted columns leave.
    pub fn share(head: impl Into<Words>, parts: u8) -> Self {
        Self { head: head.into(), width: Width::Share(parts.max(1)), align: Align::Left }
    }

    /// Set to the right, as numbers are.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }
}

/// How wide a column wants to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As wide as its widest cell, within reason.
    Fit,
    /// So many parts of what the fitted columns leave.
    Share(u8),
}

/// To which side words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Even on the left.
    Left,
    /// Even on the right.
    Right,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The cells, from the left.
    pub cells: Vec<Cell>,
    /// The name by which other places link here.
    pub anchor: Option<Anchor>,
}

impl Row {
    /// A row of cells; `Row::new([Cell::from("A-07"), Cell::from(mark)])`.
    pub fn new(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { cells: cells.into_iter().collect(), anchor: None }
    }

    /// Makes this a place to link to.
    #[must_use]
    pub fn anchored(mut self, anchor: Anchor) -> Self {
        self.anchor = Some(anchor);
        self
    }
}

impl<const N: usize> From<[Cell; N]> for Row {
    fn from(cells: [Cell; N]) -> Self {
        Self::new(cells)
    }
}

/// What stands in one cell: a mark, paragraphs, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How it stands: sign and word, before the text.
    pub mark: Option<Mark>,
    /// The paragraphs.
    pub text: Vec<Text>,
}

impl Cell {
    /// A cell of several paragraphs.
    pub fn paragraphs(text: impl IntoIterator<Item = Text>) -> Self {
        Self { mark: None, text: text.into_iter().collect() }
    }

    /// Adds a paragraph; `Cell::from(mark).and("since March 3, 2026")`.
    #[must_use]
    pub fn and(mut self, text: impl Into<Text>) -> Self {
        self.text.push(text.into());
        self
    }
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { mark: None, text: vec![text.into()] }
    }
}

impl From<Mark> for Cell {
    fn from(mark: Mark) -> Self {
        Self { mark: Some(mark), text: Vec::new() }
    }
}
