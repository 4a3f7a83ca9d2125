//! Draws the incidents of a vendor, and of the one under the cursor how its clocks stand.

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::App;
use crate::app::screen::rows::Rows;
use crate::tui::canvas::{Behind, Canvas, below, beside};

/// How many rows what stands behind an incident takes below the list.
const BELOW: u16 = 7;

/// Draws the incidents.
pub(super) fn draw(app: &App, rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    let shown = app.incident_rows();
    if shown.is_empty() && rows.find.is_none() {
        canvas.say(below(area, 1), &app.no_incidents());
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 42 } else { area.width });
    let under = if wide { 0 } else { BELOW.min(area.height / 2) };
    let list = Rect { height: list.height - under, ..list };
    let (no, discovered, next) = (7, 13, 14);
    let counts = if list.width >= 70 { 18 } else { 0 };
    let what = list.width.saturating_sub(2 + no + discovered + next + counts);
    let head = [
        (no, "No."),
        (what, "What happened"),
        (discovered, "Discovered"),
        (next, "No later than"),
        (counts, "Clocks"),
    ];
    table(canvas, list, &head, rows, &shown, |row| {
        vec![
            (no, row.no.to_string()),
            (what, row.what.clone()),
            (discovered, row.discovered_words()),
            (next, row.next_words()),
            (counts, row.counts_words()),
        ]
    });
    let said = app.incident_explained();
    if said.is_empty() {
        return;
    }
    let under = Rect { y: list.bottom(), height: under, ..area };
    let behind = if wide { Behind::Beside(divider, side) } else { Behind::Beneath(under) };
    canvas.say_behind(behind, &said);
}
