//! Draws the report as plain lines beside its contents.

use ratatui::layout::Rect;

use super::WIDE;
use crate::app::list::first_in_view;
use crate::app::message::Preview;
use crate::app::pointing::{Part, Target};
use crate::app::screen::report::{Pane, Report};
use crate::tui::canvas::{Canvas, below, beside, cells_of};
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
    if area.width + 2 >= WIDE {
        let (contents, divider, text) = beside(area, 26);
        canvas.divider(divider);
        draw_text(report, preview, canvas, text);
        draw_contents(report, preview, canvas, contents);
    } else {
        match report.pane {
            Pane::Contents => draw_contents(report, preview, canvas, area),
            Pane::Text => draw_text(report, preview, canvas, area),
        }
    }
}

fn draw_contents(report: &Report, preview: &Preview, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.put(area.x, area.y, area.width, "Contents", canvas.styles.heading);
    let list = below(area, 1);
    canvas.hit(list, Target::In(Part::Contents, None));
    let part = report.part();
    let first = first_in_view(part, preview.contents.len(), usize::from(list.height));
    for (y, (index, (title, _))) in
        (list.y..list.bottom()).zip(preview.contents.iter().enumerate().skip(first))
    {
        canvas.put(list.x + 2, y, list.width.saturating_sub(3), title, canvas.styles.text);
        let row = Rect { y, height: 1, ..list };
        canvas.hit(row, Target::In(Part::Contents, Some(index)));
        if index == part {
            canvas.put(list.x, y, 1, ">", canvas.styles.heading);
            if report.pane == Pane::Contents && !report.rows.is_typing() {
                canvas.focus_row(list.x, y, list.width.saturating_sub(1));
            }
        }
    }
}

fn draw_text(report: &Report, preview: &Preview, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.hit(area, Target::In(Part::Text, None));
    let at = report.rows.at.min(preview.lines.len().saturating_sub(1));
    let mut rest = area;
    for line in preview.lines.iter().skip(at) {
        if rest.height == 0 {
            break;
        }
        // A line that is too long goes on below; one that fits keeps its blanks, which make the tables.
        let used = if cells_of(line) > rest.width {
            canvas.wrapped(rest, line, canvas.styles.text)
        } else {
            canvas.put(rest.x, rest.y, rest.width, line, canvas.styles.text);
            1
        };
        rest = below(rest, used);
    }
    if report.pane == Pane::Text && !report.rows.is_typing() {
        canvas.cursor_at(area.x, area.y);
    }
}
