//! A vendor's report as a part of a larger document: its places are its own, and its headings stand below the vendor's.

use crate::report::model::{Anchor, Block, Cell, Fact, Heading, Level, Row, Table, Text, Timeline};

/// The blocks with every place renamed, so that those of two vendors differ, and every heading a level lower. A list of contents is left
/// out: it would name the headings of the whole document.
pub fn within(blocks: Vec<Block>, of: &str) -> Vec<Block> {
    blocks
        .into_iter()
        .filter(|block| !is_contents(block))
        .map(|block| block_within(block, of))
        .collect()
}

/// Whether a block is a list of contents, or a page that holds nothing else but its heading.
fn is_contents(block: &Block) -> bool {
    match block {
        Block::Contents => true,
        Block::Together(blocks) | Block::OnePage(blocks) => {
            blocks.iter().any(|one| matches!(one, Block::Contents))
        }
        _ => false,
    }
}

fn block_within(block: Block, of: &str) -> Block {
    let text = |text: Text| text_within(text, of);
    match block {
        Block::Heading(heading) => Block::Heading(Heading {
            level: lower(heading.level),
            anchor: heading.anchor.map(|anchor| renamed(&anchor, of)),
            ..heading
        }),
        Block::Paragraph(one) => Block::Paragraph(text(one)),
        Block::Lead(one) => Block::Lead(text(one)),
        Block::Small(one) => Block::Small(text(one)),
        Block::Quote(one) => Block::Quote(text(one)),
        Block::List(mut list) => {
            list.items = list.items.into_iter().map(text).collect();
            Block::List(list)
        }
        Block::Table(table) => Block::Table(table_within(table, of)),
        Block::KeyValues(facts) => Block::KeyValues(facts_within(facts, of)),
        Block::Entry(mut entry) => {
            entry.facts = facts_within(entry.facts, of);
            entry.anchor = entry.anchor.map(|anchor| renamed(&anchor, of));
            Block::Entry(entry)
        }
        Block::Timeline(timeline) => Block::Timeline(timeline_within(timeline, of)),
        Block::HeatMap(mut map) => {
            for row in &mut map.rows {
                row.name = text(std::mem::take(&mut row.name));
            }
            Block::HeatMap(map)
        }
        Block::Shares(mut shares) => {
            for row in &mut shares.rows {
                row.name = text(std::mem::take(&mut row.name));
            }
            Block::Shares(shares)
        }
        Block::Callout(mut callout) => {
            callout.body = callout.body.into_iter().map(text).collect();
            Block::Callout(callout)
        }
        Block::Together(blocks) => Block::Together(within(blocks, of)),
        Block::OnePage(blocks) => Block::OnePage(within(blocks, of)),
        same @ (Block::Bar(_)
        | Block::Gauge(_)
        | Block::Meters(_)
        | Block::Steps(_)
        | Block::ToSign(_)
        | Block::Contents
        | Block::Rule
        | Block::PageBreak) => same,
    }
}

const fn lower(level: Level) -> Level {
    match level {
        Level::One => Level::Two,
        Level::Two | Level::Three => Level::Three,
    }
}

fn renamed(anchor: &Anchor, of: &str) -> Anchor {
    Anchor::new(format!("{of}/{}", anchor.as_str()))
}

fn text_within(mut text: Text, of: &str) -> Text {
    for run in &mut text.0 {
        run.link = run.link.take().map(|anchor| renamed(&anchor, of));
    }
    text
}

fn cell_within(mut cell: Cell, of: &str) -> Cell {
    cell.text = cell.text.into_iter().map(|text| text_within(text, of)).collect();
    cell
}

fn facts_within(facts: Vec<Fact>, of: &str) -> Vec<Fact> {
    facts.into_iter().map(|fact| Fact { value: cell_within(fact.value, of), ..fact }).collect()
}

fn table_within(mut table: Table, of: &str) -> Table {
    let row = |row: Row| Row {
        cells: row.cells.into_iter().map(|cell| cell_within(cell, of)).collect(),
        anchor: row.anchor.map(|anchor| renamed(&anchor, of)),
    };
    table.rows = table.rows.into_iter().map(row).collect();
    table
}

fn timeline_within(mut timeline: Timeline, of: &str) -> Timeline {
    let points = timeline.facts.iter_mut().chain(&mut timeline.ends);
    for point in points.chain(std::iter::once(&mut timeline.today)) {
        point.text = text_within(std::mem::take(&mut point.text), of);
    }
    timeline
}
