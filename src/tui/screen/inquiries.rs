//! Draws the inquiries: each letter with its requests, and what stands behind the row under the cursor.

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::App;
use crate::app::screen::rows::Rows;
use crate::tui::canvas::{Behind, Canvas, below, beside};

/// Draws the inquiries.
pub(super) fn draw(app: &App, rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    let shown = app.inquiry_rows();
    if shown.is_empty() {
        canvas.say(below(area, 1), &app.no_inquiry());
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 46 } else { area.width });
    let under = if wide { 0 } else { area.height / 2 };
    let list = Rect { height: list.height - under, ..list };
    let (number, stands) = (9, if list.width >= 70 { 24 } else { 18 });
    let words = list.width.saturating_sub(2 + number + stands);
    let head = [(number, "No."), (stands, "Stands"), (words, "Who asks, or what is asked for")];
    table(canvas, list, &head, rows, &shown, |row| {
        let indent = if row.request.is_some() { "  " } else { "" };
        vec![
            (number, format!("{indent}{}", row.number)),
            (stands, row.stands.clone()),
            (words, row.words.clone()),
        ]
    });
    let under = Rect { y: list.bottom(), height: under, ..area };
    let behind = if wide { Behind::Beside(divider, side) } else { Behind::Beneath(under) };
    canvas.say_behind(behind, &app.inquiry_explained());
}
