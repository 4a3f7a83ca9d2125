//! Draws the report as plain lines beside its contents and what is looked at before signing off.

use ratatui::layout::Rect;

use super::WIDE;
use crate::app::App;
use crate::app::list::first_in_view;
use crate::app::message::Preview;
use crate::app::pointing::{Part, Target};
use crate::app::screen::report::{Pane, Report};
use crate::app::words::Tone;
use crate::tui::canvas::{Canvas, below, beside, cells_of, lines_of, rows};
use crate::tui::widget::field;

/// Draws the report.
pub(super) fn draw(app: &App, report: &Report, canvas: &mut Canvas<'_>, area: Rect) {
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
        let needed = checks_lines(app, contents.width).len() + 1;
        let under = rows(needed).min(contents.height / 2);
        let upper = Rect { height: contents.height - under, ..contents };
        draw_contents(report, preview, canvas, upper);
        let under = Rect { y: upper.bottom(), height: under, ..contents };
        draw_checks(app, report, canvas, under);
    } else {
        match report.pane {
            Pane::Contents => draw_contents(report, preview, canvas, area),
            Pane::Text => draw_text(report, preview, canvas, area),
            Pane::Checks => draw_checks(app, report, canvas, area),
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

/// The lines of what is looked at before signing off, each with the place of its row and its tone.
fn checks_lines(app: &App, cells: u16) -> Vec<(usize, Tone, String)> {
    let checks = app.sign_off_checks().into_iter().enumerate();
    let lines = checks.flat_map(|(place, check)| {
        let lines = lines_of(&check.words, cells.saturating_sub(3));
        lines.into_iter().map(move |line| (place, check.tone, line))
    });
    lines.collect()
}

fn draw_checks(app: &App, report: &Report, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.put(area.x, area.y, area.width, "Before sign-off", canvas.styles.heading);
    let list = below(area, 1);
    canvas.hit(list, Target::In(Part::Checks, None));
    let lines = checks_lines(app, list.width);
    let at = lines.iter().position(|(place, ..)| *place == report.check).unwrap_or(0);
    let first = first_in_view(at, lines.len(), usize::from(list.height));
    let has_focus = report.pane == Pane::Checks;
    for (y, (index, (place, tone, line))) in
        (list.y..list.bottom()).zip(lines.iter().enumerate().skip(first))
    {
        let target = Target::In(Part::Checks, Some(*place));
        canvas.hit(Rect { y, height: 1, ..list }, target);
        canvas.put(list.x + 2, y, list.width.saturating_sub(3), line, canvas.tone(*tone));
        if has_focus && *place == report.check && index == at {
            canvas.put(list.x, y, 1, ">", canvas.styles.heading);
            canvas.focus_row(list.x, y, list.width.saturating_sub(1));
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
