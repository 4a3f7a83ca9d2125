//! Draws the report as plain lines beside its contents.

use ratatui::layout::Rect;

use crate::app::screen::report::{Pane, Report};
use crate::tui::canvas::{Canvas, below, beside};
use crate::tui::widget::field;

/// Draws the report.
pub(super) fn draw(report: &Report, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(preview) = &report.preview else {
        canvas.put(area.x, area.y + 1, area.width, "Building the report ...", canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    };
    let mut area = area;
    if let Some(find) = &report.rows.find {
        let used = canvas.put(area.x, area.y, area.width, "Find: ", canvas.styles.heading);
        field::line(canvas, area.x + used, area.y, area.width.saturating_sub(used), &find.field);
        area = below(area, 1);
    }
    let left = if area.width >= 76 { 24 } else { 16 };
    let (contents, divider, text) = beside(area, left);
    canvas.divider(divider);
    canvas.put(contents.x, contents.y, contents.width, "Contents", canvas.styles.heading);
    let list = below(contents, 1);
    let part = report.part();
    let first =
        crate::app::list::first_in_view(part, preview.contents.len(), usize::from(list.height));
    for (y, (index, (title, _))) in
        (list.y..list.bottom()).zip(preview.contents.iter().enumerate().skip(first))
    {
        canvas.put(list.x + 2, y, list.width.saturating_sub(3), title, canvas.styles.text);
        if index == part {
            canvas.put(list.x, y, 1, ">", canvas.styles.heading);
            if report.pane == Pane::Contents && !report.rows.is_typing() {
                canvas.focus_row(list.x, y, list.width.saturating_sub(1));
            }
        }
    }
    let at = report.rows.at.min(preview.lines.len().saturating_sub(1));
    for (y, line) in (text.y..text.bottom()).zip(preview.lines.iter().skip(at)) {
        canvas.put(text.x, y, text.width, line, canvas.styles.text);
    }
    if report.pane == Pane::Text && !report.rows.is_typing() {
        canvas.cursor_at(text.x, text.y);
    }
}
