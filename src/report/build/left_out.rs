//! What the produced edition says of what stays in the building: how much of each kind it leaves out (rules, section 16).

use crate::report::model::{Block, Cell, Column, Heading, Level, Table, Text};

/// What is left out with how much of each; `these` is the sentence before it, such as "These are not in it, over 6 vendors".
pub(super) fn section<'w>(
    these: &str,
    counts: impl IntoIterator<Item = (&'w str, usize)>,
) -> Vec<Block> {
    let title = "Left out of this edition";
    let columns = vec![Column::share("Left out", 1), Column::fit("How many").right()];
    let mut table = Table::new(title, columns, "");
    for (what, count) in counts {
        table.push([Cell::from(what), Cell::from(count.to_string())]);
    }
    vec![Block::Together(vec![
        Heading::new(Level::One, title).into(),
        Text::from(format!("The produced edition holds facts and exhibits. {these}:")).into(),
        table.into(),
    ])]
}
