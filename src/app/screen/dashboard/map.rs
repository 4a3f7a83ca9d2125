//! The map by theme: vendors down, themes across. Each number is that of the portfolio's map.

use crate::app::state::Store;
use crate::app::words::many;
use crate::domain::summary::Summary;
use crate::domain::theme::{ByTheme, OfTheme, Theme};
use crate::report::model::Heat;

/// A column of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The vendor's figure.
    Whole,
    /// That of a theme.
    Of(Theme),
}

impl Column {
    /// Its name in full.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Whole => "All themes",
            Self::Of(theme) => theme.title(),
        }
    }

    /// Its name over the column.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Whole => "All",
            Self::Of(theme) => theme.short(),
        }
    }
}

/// The columns: the whole, and the themes of which some vendor in use has something to say.
pub fn columns(store: &Store) -> Vec<Column> {
    let all = total(store.vendors.iter().filter(|row| !row.retired));
    [Column::Whole].into_iter().chain(all.themes.named().map(Column::Of)).collect()
}

/// Figures of several vendors, added up: percentages are never averaged (rule R15).
#[derive(Clone, Debug, Default)]
pub struct Total {
    themes: ByTheme,
    whole: OfTheme,
}

/// The figures of these vendors together.
pub fn total<'a>(rows: impl Iterator<Item = &'a Summary>) -> Total {
    let mut total = Total::default();
    for row in rows {
        total.themes += &row.themes;
        total.whole += whole(row);
    }
    total
}

impl Total {
    /// The figures of a column.
    pub fn of(&self, column: Column) -> OfTheme {
        match column {
            Column::Whole => self.whole,
            Column::Of(theme) => self.themes.get(theme),
        }
    }
}

/// The figures of a vendor in a column.
pub fn of(row: &Summary, column: Column) -> OfTheme {
    match column {
        Column::Whole => whole(row),
        Column::Of(theme) => row.themes.get(theme),
    }
}

fn whole(row: &Summary) -> OfTheme {
    OfTheme { figure: row.readiness.whole, critical: row.critical_gaps }
}

/// A cell: `!` where there are critical gaps, the mark of its step, and both numbers.
pub fn cell(of: OfTheme) -> String {
    let critical = if of.critical > 0 { '!' } else { ' ' };
    match Heat::of(of.figure.documented, of.figure.applicable) {
        Heat::Nothing => format!("{critical}-"),
        heat => {
            format!("{critical}{} {}/{}", heat.mark(), of.figure.documented, of.figure.applicable)
        }
    }
}

/// A cell in words.
pub fn said(of: OfTheme) -> String {
    let critical = match of.critical {
        0 => String::new(),
        gaps => format!(", {}", many(gaps, "critical gap")),
    };
    format!("{}{critical}", of.figure)
}

/// What the marks mean.
pub fn legend() -> String {
    let steps = Heat::ALL.into_iter().filter(|heat| *heat != Heat::Nothing);
    let steps: Vec<String> =
        steps.map(|heat| format!("{} {}", heat.mark(), heat.title())).collect();
    format!(
        "Documented / applicable. {}; ! critical gap; - {}",
        steps.join("  "),
        Heat::Nothing.title()
    )
}
