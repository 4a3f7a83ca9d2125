//! Draws a list of named facts with what is on file of each, and what the one under the cursor means.

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::screen::fields::FieldRow;
use crate::app::screen::rows::Rows;
use crate::tui::canvas::{Canvas, below, beside};

/// The rows that the explanation under the list takes on a narrow window: a rule, the title, and a few lines of text.
const UNDER: u16 = 7;

/// Draws the facts.
pub(super) fn draw(shown: &[FieldRow], rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 42 } else { area.width });
    let under = if wide { 0 } else { UNDER.min(area.height / 2) };
    let list = Rect { height: list.height - under, ..list };
    let title = if list.width >= 70 { 38 } else { 28 };
    let value = list.width.saturating_sub(2 + title);
    let head = [(title, "Fact"), (value, "On file")];
    table(canvas, list, &head, rows, shown, |row| {
        vec![(title, row.title.to_owned()), (value, row.value().to_owned())]
    });
    let Some(row) = shown.get(rows.at) else { return };
    if wide {
        canvas.divider(divider);
        canvas.say(side, &row.explained());
    } else {
        let under = Rect { y: list.bottom(), height: under, ..area };
        canvas.rule_to_edges(under);
        canvas.say(below(under, 1), &row.explained());
    }
}
