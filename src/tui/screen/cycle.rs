//! Draws the reassessment: how far it is, what needs thought, what is unchanged, and what stands behind the row under the cursor.

use ratatui::layout::Rect;

use super::{Cell, WIDE, table};
use crate::app::App;
use crate::app::screen::cycle::Row;
use crate::app::screen::rows::Rows;
use crate::tui::canvas::{Behind, Canvas, below, beside};

/// Draws the reassessment.
pub(super) fn draw(app: &App, rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    let mut area = area;
    if let Some(head) = app.cycle_head() {
        area = canvas.say(area, &[head]);
    }
    let shown = app.cycle_rows();
    if shown.is_empty() && rows.find.is_none() {
        canvas.say(below(area, 1), &app.nothing_left());
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 42 } else { area.width });
    // In a small window the rows matter more than what stands behind one of them.
    let part = if area.height < 14 { 3 } else { 2 };
    let under = if wide { 0 } else { area.height / part };
    let list = Rect { height: list.height - under, ..list };
    let title = if list.width >= 70 { 34 } else { 24 };
    let why = list.width.saturating_sub(4 + title);
    let head = [(2, ""), (title, "Question"), (why, "Why it needs thought, or the answer")];
    table(canvas, list, &head, rows, &shown, |row| cells(row, title, why));
    let said = app.cycle_row_explained();
    if said.is_empty() {
        return;
    }
    let under = Rect { y: list.bottom(), height: under, ..area };
    let behind = if wide { Behind::Beside(divider, side) } else { Behind::Beneath(under) };
    canvas.say_behind(behind, &said);
}

fn cells(row: &Row, title: u16, why: u16) -> Vec<Cell> {
    match row {
        Row::Think { title: about, standing, why: reasons, .. } => {
            vec![(2, standing.mark().to_string()), (title, about.clone()), (why, reasons.clone())]
        }
        Row::Section { .. } => vec![(2 + title + why, row.words())],
        Row::Same { title: about, answer, .. } => {
            vec![(2, String::new()), (title, format!("  {about}")), (why, answer.clone())]
        }
    }
}
