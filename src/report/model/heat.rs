//! A heat map: numbers in rows and columns, each on a ground that repeats how much of it is documented; and bars in rows.

use super::{Column, Row, Table, Text, Words};

/// How much of something is documented, in steps that can be told apart in gray.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heat {
    /// All of it.
    All,
    /// 75 to 99%.
    Most,
    /// 50 to 74%.
    Half,
    /// 25 to 49%.
    Some,
    /// Less than 25%.
    Few,
    /// There is nothing to document.
    Nothing,
}

impl Heat {
    /// Every step, from all to nothing.
    pub const ALL: [Self; 6] =
        [Self::All, Self::Most, Self::Half, Self::Some, Self::Few, Self::Nothing];

    /// The step of so many of so many, rounded down, so that only all is all.
    pub fn of(part: u32, whole: u32) -> Self {
        let percent = (u64::from(part) * 100).checked_div(u64::from(whole));
        match percent {
            None => Self::Nothing,
            Some(100..) => Self::All,
            Some(75..) => Self::Most,
            Some(50..) => Self::Half,
            Some(25..) => Self::Some,
            Some(_) => Self::Few,
        }
    }

    /// What it says in the key.
    pub const fn title(self) -> &'static str {
        match self {
            Self::All => "100%",
            Self::Most => "75 to 99%",
            Self::Half => "50 to 74%",
            Self::Some => "25 to 49%",
            Self::Few => "0 to 24%",
            Self::Nothing => "nothing to answer",
        }
    }

    /// Its mark on a screen: the more ink, the more is documented.
    pub const fn mark(self) -> char {
        match self {
            Self::All => '#',
            Self::Most => '*',
            Self::Half => '=',
            Self::Some => ':',
            Self::Few => '.',
            Self::Nothing => ' ',
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_rounded_down_so_that_only_all_is_all() {
        let of = |part, whole| Heat::of(part, whole);
        assert_eq!(
            [of(0, 0), of(0, 9), of(1, 4), of(1, 2)],
            [Heat::Nothing, Heat::Few, Heat::Some, Heat::Half]
        );
        assert_eq!([of(3, 4), of(999, 1000), of(7, 7)], [Heat::Most, Heat::Most, Heat::All]);
    }
}
