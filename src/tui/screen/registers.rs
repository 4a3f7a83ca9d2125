//! Draws the registers: what is on file of each, the records of the one that is seen, and the record under the cursor.

pub(in crate::tui) mod form;

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::App;
use crate::app::command::CommandId;
use crate::app::pointing::{Part, Target};
use crate::app::screen::registers::{Count, Registers, explained};
use crate::app::words::{Said, Tone};
use crate::domain::register::{Record, RegisterKind};
use crate::tui::canvas::{Canvas, below, beside, cells_of, lines_of, rows};

/// How wide the list of registers is beside the records.
const SIDE: u16 = 38;

/// From this height on, every register stands above the records of the one that is seen.
const HIGH: u16 = 18;

/// Draws the registers.
pub(super) fn draw(app: &App, seen: &Registers, canvas: &mut Canvas<'_>, area: Rect) {
    let counts = app.register_counts();
    if area.width + 2 >= WIDE {
        let (left, divider, right) = beside(area, SIDE);
        canvas.divider(divider);
        canvas.hit(left, Target::In(Part::Registers, None));
        for (y, (place, (register, count))) in
            (left.y..left.bottom()).zip(counts.iter().enumerate())
        {
            canvas.hit(Rect { y, height: 1, ..left }, Target::In(Part::Registers, Some(place)));
            entry(canvas, Rect { y, height: 1, ..left }, *register, count, seen.register);
        }
        draw_records(app, seen, canvas, right);
    } else if area.height >= HIGH {
        let half = area.width / 2;
        // Two columns, the first of which is never the shorter one.
        let high = counts.len().div_ceil(2);
        for (place, (register, count)) in counts.iter().enumerate() {
            let (column, row) = (rows(place / high), rows(place % high));
            let cell = Rect { x: area.x + column * half, y: area.y + row, width: half, height: 1 };
            canvas.hit(cell, Target::In(Part::Registers, Some(place)));
            entry(canvas, cell, *register, count, seen.register);
        }
        canvas.rule_to_edges(Rect { y: area.y + rows(high), height: 1, ..area });
        draw_records(app, seen, canvas, below(area, rows(high) + 1));
    } else {
        let at = counts.iter().position(|(register, _)| *register == seen.register).unwrap_or(0);
        if let Some((register, count)) = counts.get(at) {
            let words = format!(
                "{}: {} (register {} of {})",
                register.title(),
                count.words(),
                at + 1,
                counts.len()
            );
            canvas.put(area.x, area.y, area.width, &words, canvas.styles.heading);
            let row = Rect { height: 1, ..area };
            canvas.hit(row, Target::In(Part::Registers, None));
        }
        draw_records(app, seen, canvas, below(area, 1));
    }
}

/// One register in the list, with what is on file of it.
fn entry(
    canvas: &mut Canvas<'_>,
    cell: Rect,
    register: RegisterKind,
    count: &Count<'_>,
    seen: RegisterKind,
) {
    let focused = register == seen;
    let style = if focused { canvas.styles.heading } else { canvas.styles.text };
    canvas.put(cell.x, cell.y, 2, if focused { ">" } else { " " }, style);
    let words = match count {
        Count::Records(_) => format!("{} {}", register.title(), count.words()),
        _ => format!("{}: {}", register.title(), count.words()),
    };
    canvas.put(cell.x + 2, cell.y, cell.width.saturating_sub(3), &words, style);
}

fn draw_records(app: &App, seen: &Registers, canvas: &mut Canvas<'_>, area: Rect) {
    let shown = app.shown_records();
    if shown.is_empty() && seen.rows.find.is_none() {
        canvas.say(below(area, 1), &app.register_explained());
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let mut area = area;
    if let Some(words) = app.kept_words(None) {
        area =
            below(area, canvas.wrapped(area, &format!("A new one: {words}"), canvas.styles.part));
    }
    // The list takes what it needs, up to half; the record under the cursor has the rest.
    let find = u16::from(seen.rows.find.is_some());
    let needed = rows(shown.len()).max(1).saturating_add(2 + find);
    let height = needed.min((area.height / 2).max(3));
    let list = Rect { height, ..area };
    let (no, state) = (7, 14);
    let label = list.width.saturating_sub(2 + no + state);
    let head = [(no, "No."), (label, "What"), (state, "State")];
    table(canvas, list, &head, &seen.rows, &shown, |record| cells(app, record, no, label, state));
    let under = below(area, height);
    canvas.rule_to_edges(Rect { height: 1, ..under });
    if let Some(record) = shown.get(seen.rows.at) {
        said(app, record, canvas, below(under, 1));
    }
}

fn cells(app: &App, record: &Record, no: u16, label: u16, state: u16) -> Vec<super::Cell> {
    vec![
        (no, record.no.to_string()),
        (label, app.record_label(record)),
        (state, app.record_state(record)),
    ]
}

/// The record under the cursor, a fact a row; where there are too many, several in a row; where that is too much still, the last row
/// says so.
fn said(app: &App, record: &Record, canvas: &mut Canvas<'_>, area: Rect) {
    let needed = |said: &[Said]| -> usize {
        said.iter().map(|(_, words)| lines_of(words, area.width).len()).sum()
    };
    let mut said = explained(app, record);
    if rows(needed(&said)) > area.height {
        said = packed(said, area.width);
    }
    if rows(needed(&said)) <= area.height {
        canvas.say(area, &said);
        return;
    }
    let rest = Rect { height: area.height.saturating_sub(1), ..area };
    canvas.say(rest, &said);
    let more = format!("More below: {} shows every field.", app.how(CommandId::Accept));
    let y = area.bottom().saturating_sub(1);
    canvas.put(area.x, y, cells_of(&more).min(area.width), &more, canvas.styles.heading);
}

/// Short facts that follow each other, several in a row of so many cells.
fn packed(said: Vec<Said>, cells: u16) -> Vec<Said> {
    let mut packed: Vec<Said> = Vec::new();
    for (place, (tone, words)) in said.into_iter().enumerate() {
        match packed.last_mut() {
            // The name of the record and its state keep their rows.
            Some((last, row))
                if place > 2
                    && (*last, tone) == (Tone::Text, Tone::Text)
                    && cells_of(row) + 3 + cells_of(&words) <= cells =>
            {
                row.push_str("   ");
                row.push_str(&words);
            }
            _ => packed.push((tone, words)),
        }
    }
    packed
}
