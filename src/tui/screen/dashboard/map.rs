//! Draws the map by theme: as many themes as fit, the whole always first, and in words what is under the cursor.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::command::CommandId;
use crate::app::screen::dashboard::Dashboard;
use crate::app::screen::dashboard::map::{Column, cell, columns, legend, of, said, total};
use crate::app::state::Store;
use crate::domain::summary::Summary;
use crate::tui::canvas::{Canvas, below, cells_of, lines_of, rows};
use crate::tui::screen::{Cell, table};

/// How wide a column is at least: two marks and both numbers.
const LEAST: u16 = 9;

/// Draws the map.
pub(super) fn draw(
    app: &App,
    dashboard: &Dashboard,
    store: &Store,
    shown: &[&Summary],
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let all = columns(store);
    let at = dashboard.column.min(all.len().saturating_sub(1));
    let name = if area.width >= 76 { 28 } else { 22 };
    let sum = total(shown.iter().copied());
    let wide = |column: Column| {
        (cells_of(column.short()) + 3).max(cells_of(&cell(sum.of(column))) + 2).max(LEAST)
    };
    let seen = in_view(&all, at, area.width.saturating_sub(2 + name), wide);
    let legend = match all.len() - seen.len() {
        0 => legend(),
        hidden => {
            let before = app.keymap.prefers(CommandId::PreviousQuestion, "left");
            let next = app.keymap.prefers(CommandId::NextQuestion, "right");
            format!("{before}/{next}: {hidden} more. {}", legend())
        }
    };
    let under = rows(3 + lines_of(&legend, area.width).len());
    let list = Rect { height: area.height.saturating_sub(under), ..area };
    let heads: Vec<(u16, String)> = seen
        .iter()
        .map(|column| {
            let head = column.short();
            let here = all.get(at) == Some(column);
            (wide(*column), if here { format!("[{head}]") } else { format!(" {head}") })
        })
        .collect();
    let mut head = vec![(name, "Vendor")];
    head.extend(heads.iter().map(|(wide, head)| (*wide, head.as_str())));
    let cells = |words: String, figures: &dyn Fn(Column) -> String| -> Vec<Cell> {
        let of = seen.iter().map(|column| (wide(*column), figures(*column)));
        std::iter::once((name, words)).chain(of).collect()
    };
    table(canvas, list, &head, &dashboard.rows, shown, |row| {
        cells(row.name().to_owned(), &|column| cell(of(row, column)))
    });
    let mut rest = Rect { y: list.bottom(), height: under, ..area };
    canvas.rule_to_edges(rest);
    rest = below(rest, 1);
    let mut x = rest.x + 2;
    for (wide, words) in cells("All that are shown".to_owned(), &|column| cell(sum.of(column))) {
        canvas.put(x, rest.y, wide.saturating_sub(1), &words, canvas.styles.text);
        x += wide;
    }
    rest = below(rest, 1);
    if let (Some(row), Some(column)) = (shown.get(dashboard.rows.at), all.get(at)) {
        let words = format!("{}: {}", column.title(), said(of(row, *column)));
        canvas.put(rest.x, rest.y, rest.width, &words, canvas.styles.heading);
    }
    canvas.wrapped(below(rest, 1), &legend, canvas.styles.quiet);
}

/// The columns that fit, among them the one under the cursor; the whole is always the first.
fn in_view(all: &[Column], at: usize, cells: u16, wide: impl Fn(Column) -> u16) -> Vec<Column> {
    let Some((whole, themes)) = all.split_first() else { return Vec::new() };
    let room = cells.saturating_sub(wide(*whole));
    let taken = |columns: &[Column]| columns.iter().map(|column| wide(*column)).sum::<u16>();
    let mut first = 0;
    while themes.get(first..at).is_some_and(|before| before.len() > 1 && taken(before) > room) {
        first += 1;
    }
    let mut seen = vec![*whole];
    let mut used = 0;
    for column in themes.iter().skip(first) {
        used += wide(*column);
        if used > room {
            break;
        }
        seen.push(*column);
    }
    seen
}
