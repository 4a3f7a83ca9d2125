//! Tables whose columns are aligned by terminal cells; columns of words give way and wrap where the line is too short.

use super::Tint;
use crate::text::{visible, width, wrap};

/// Blanks between two columns.
const GAP: usize = 2;

/// The narrowest that a wrapping column becomes.
const NARROWEST: usize = 14;

/// To which side a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
    /// Words that wrap when the line is too long.
    Wrapped,
}

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    lines: Vec<String>,
    tint: Tint,
}

impl Cell {
    /// A text whose color repeats what it says.
    pub fn tinted(tint: Tint, text: impl Into<String>) -> Self {
        Self { lines: vec![visible(&text.into()).into_owned()], tint }
    }

    /// The same with a second line.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.lines.push(visible(&text.into()).into_owned());
        self
    }

    fn width(&self) -> usize {
        self.lines.iter().map(|line| width(line)).max().unwrap_or(0)
    }

    fn wrapped(&self, room: usize) -> Vec<String> {
        self.lines.iter().flat_map(|line| wrap(line, room.max(1))).collect()
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::tinted(Tint::Plain, text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::tinted(Tint::Plain, text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::tinted(Tint::Plain, text.as_str())
    }
}

/// Rows under heads.
#[derive(Clone, Debug)]
pub struct Table {
    aligns: Vec<Align>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with these heads; an empty head leaves its place blank.
    pub fn new<const N: usize>(heads: [(&str, Align); N]) -> Self {
        let cells = heads.iter().map(|(head, _)| Cell::tinted(Tint::Heading, *head)).collect();
        Self { aligns: heads.iter().map(|(_, align)| *align).collect(), rows: vec![cells] }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.rows.push(cells.into());
    }

    /// Whether it has no rows but the heads.
    pub fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }

    /// Its lines, at most `columns` cells wide where the other columns leave room.
    pub(super) fn lines(
        &self,
        columns: usize,
        tinted: impl Fn(Tint, &str) -> String,
    ) -> Vec<String> {
        let widths = self.widths(columns);
        let mut lines = Vec::new();
        for row in &self.rows {
            let wrapped: Vec<Vec<String>> =
                row.iter().zip(&widths).map(|(cell, room)| cell.wrapped(*room)).collect();
            let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
            for at in 0..height {
                let mut line = String::new();
                let mut owed = 0;
                for (((cell, parts), room), align) in
                    row.iter().zip(&wrapped).zip(&widths).zip(&self.aligns)
                {
                    let text = parts.get(at).map_or("", String::as_str);
                    let blank = room.saturating_sub(width(text));
                    let before = if *align == Align::Right { blank } else { 0 };
                    if !text.is_empty() {
                        line.push_str(&" ".repeat(owed + before));
                        line.push_str(&tinted(cell.tint, text));
                        owed = 0;
                    }
                    owed += if text.is_empty() { room + GAP } else { blank - before + GAP };
                }
                lines.push(line);
            }
        }
        lines
    }

    fn widths(&self, columns: usize) -> Vec<usize> {
        let natural =
            |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(Cell::width).max();
        let mut widths: Vec<usize> =
            (0..self.aligns.len()).map(|at| natural(at).unwrap_or(0)).collect();
        let gaps = GAP * self.aligns.len().saturating_sub(1);
        // The widest of those that wrap gives way first.
        while widths.iter().sum::<usize>() + gaps > columns {
            let wrapping = widths.iter_mut().zip(&self.aligns);
            let widest = wrapping
                .filter(|(width, align)| **align == Align::Wrapped && **width > NARROWEST)
                .max_by_key(|(width, _)| **width);
            match widest {
                Some((width, _)) => *width -= 1,
                None => break,
            }
        }
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(table: &Table, columns: usize) -> String {
        table.lines(columns, |_, text| text.to_owned()).join("\n")
    }

    #[test]
    fn columns_are_aligned_by_cells_and_one_wraps() {
        let mut table =
            Table::new([("No.", Align::Left), ("Title", Align::Wrapped), ("Gaps", Align::Right)]);
        table.row(["A-01".into(), "日本 agreement".into(), "2".into()]);
        table.row(["A-02".into(), "a rather long title of a document".into(), "14".into()]);
        assert_eq!(
            shown(&table, 30),
            "\
No.   Title               Gaps
A-01  日本 agreement         2
A-02  a rather long         14
      title of a
      document"
        );
    }

    #[test]
    fn what_is_foreign_is_visible_in_a_cell() {
        let mut table = Table::new([("Name", Align::Wrapped)]);
        table.row(["a\u{1b}[2J\nb".into()]);
        assert_eq!(shown(&table, 80), "Name\na‹U+001B›[2J b");
    }
}
