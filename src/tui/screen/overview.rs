//! Draws a vendor at a glance: parts under their headings, in two columns where the window is wide.

use ratatui::layout::Rect;

use super::WIDE;
use crate::app::App;
use crate::app::list::first_in_view;
use crate::app::pointing::{self, Target};
use crate::app::screen::overview::{Part, Row};
use crate::app::screen::rows::Rows;
use crate::tui::canvas::{Canvas, below, beside, lines_of};
use crate::tui::widget::field;

/// Draws the overview.
pub(super) fn draw(app: &App, list: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    let mut area = area;
    if let Some(find) = &list.find {
        let used = canvas.put(area.x, area.y, area.width, "Find: ", canvas.styles.heading);
        field::line(canvas, area.x + used, area.y, area.width.saturating_sub(used), &find.field);
        area = below(area, 1);
    }
    let shown = app.overview_rows();
    if shown.is_empty() {
        canvas.put(area.x, area.y, area.width, "Nothing fits; esc shows all.", canvas.styles.text);
        return;
    }
    let split = shown.iter().position(|row| !row.part.is_left()).unwrap_or(shown.len());
    if area.width + 2 < WIDE {
        column(list, &shown, 0, canvas, area);
        return;
    }
    let (left, divider, right) = beside(area, area.width / 2 - 1);
    canvas.divider(divider);
    let (first, second) = shown.split_at(split);
    column(list, first, 0, canvas, Rect { width: left.width.saturating_sub(1), ..left });
    column(list, second, split, canvas, right);
}

/// One line of a column: a heading, or part of a row by its place.
enum Line {
    Heading(Part),
    Of(usize, String),
}

/// Draws rows under their headings; the first of them has this place among all.
fn column(list: &Rows, rows: &[Row], from: usize, canvas: &mut Canvas<'_>, area: Rect) {
    let mut lines = Vec::new();
    let mut part = None;
    for (place, row) in rows.iter().enumerate() {
        if part != Some(row.part) {
            part = Some(row.part);
            lines.push(Line::Heading(row.part));
        }
        let words = lines_of(&row.words, area.width.saturating_sub(2));
        lines.extend(words.into_iter().map(|line| Line::Of(place, line)));
    }
    let here = list.at.checked_sub(from).filter(|at| *at < rows.len());
    let is_here = |line: &Line| matches!(line, Line::Of(place, _) if Some(*place) == here);
    let at = lines.iter().position(is_here).unwrap_or(0);
    let first = first_in_view(at, lines.len(), usize::from(area.height));
    canvas.hit(area, Target::In(pointing::Part::Rows, None));
    let mut focused = None;
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
        match line {
            Line::Heading(part) => {
                canvas.put(area.x, y, area.width, part.title(), canvas.styles.heading);
            }
            Line::Of(place, words) => {
                let target = Target::In(pointing::Part::Rows, Some(from + place));
                canvas.hit(Rect { y, height: 1, ..area }, target);
                let tone = rows.get(*place).map_or(canvas.styles.text, |row| canvas.tone(row.tone));
                canvas.put(area.x + 2, y, area.width.saturating_sub(2), words, tone);
                if Some(*place) == here && focused.is_none() {
                    focused = Some(y);
                }
            }
        }
    }
    if let Some(y) = focused {
        canvas.put(area.x, y, 1, ">", canvas.styles.heading);
        if !list.is_typing() {
            canvas.focus_row(area.x, y, area.width);
        }
    }
}
