//! A heat map: numbers in rows and columns, each on a ground that repeats how much of it is documented; and bars in rows.

pub use crate::domain::theme::Heat;

use super::{Column, Row, Table, Text, Words};

/// Rows and columns of numbers under a head that is repeated on every page. To whoever listens it is a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatMap {
    /// What it shows, for those who cannot see it.
    pub summary: Words,
    /// What the key says before its steps.
    pub key: Words,
    /// What the rows are.
    pub corner: Words,
    /// The columns, from the left; set upright.
    pub columns: Vec<Words>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<HeatRow>,
    /// Said in place of rows where there are none.
    pub empty: Words,
}

/// One row of a heat map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatRow {
    /// What the row is.
    pub name: Text,
    /// The cells, from the left.
    pub cells: Vec<HeatCell>,
}

/// One cell of a heat map: its number in words, and the step that its ground repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatCell {
    /// Its number, such as "3 of 5".
    pub words: Words,
    /// The step.
    pub heat: Heat,
}

impl HeatMap {
    /// The same as a table, for plain text.
    pub fn table(&self) -> Table {
        let heads = self.columns.iter().map(|head| Column::fit(head.clone()).right());
        let columns = std::iter::once(Column::share(self.corner.clone(), 1)).chain(heads).collect();
        let mut table = Table::new(self.summary.clone(), columns, self.empty.clone());
        for row in &self.rows {
            let cells = row.cells.iter().map(|cell| Text::from(cell.words.clone()));
            let cells = std::iter::once(row.name.clone()).chain(cells);
            table.push(Row::new(cells.map(super::Cell::from)));
        }
        table
    }
}

/// Bars in rows, each with its name and its numbers in words. To whoever listens it is a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// What they show, for those who cannot see them.
    pub summary: Words,
    /// What the rows are.
    pub corner: Words,
    /// What is measured.
    pub measured: Words,
    /// The rows.
    pub rows: Vec<Share>,
}

/// One bar of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// What it is.
    pub name: Text,
    /// How many.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
    /// Both in words, such as "3 of 5, 60%".
    pub said: Words,
}

impl Shares {
    /// The same as a table, for plain text.
    pub fn table(&self) -> Table {
        let columns =
            vec![Column::share(self.corner.clone(), 1), Column::fit(self.measured.clone()).right()];
        let mut table = Table::new(self.summary.clone(), columns, "");
        for row in &self.rows {
            table.push(Row::new([row.name.clone(), Text::from(row.said.clone())].map(Into::into)));
        }
        table
    }
}
