//! Draws our organization: its own figure, the facts of its profile, and of the one under the cursor what hangs on it.

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::App;
use crate::app::screen::ours::Fact;
use crate::app::screen::rows::Rows;
use crate::tui::canvas::{Behind, Canvas, below, beside};

/// Draws our organization.
pub(super) fn draw(app: &App, rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(store) = &app.store else { return };
    let mut area = area;
    for (_, words) in app.own_figure() {
        area = below(area, canvas.wrapped(area, &words, canvas.styles.text));
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 46 } else { area.width });
    let facts = Fact::all();
    let needed = crate::tui::canvas::rows(facts.len()) + 2;
    let under = if wide { 0 } else { area.height.saturating_sub(needed).max(area.height / 3) };
    let list = Rect { height: list.height.saturating_sub(under), ..list };
    let title = 21.min(list.width / 2);
    let now = list.width.saturating_sub(2 + title);
    table(canvas, list, &[(title, "About us"), (now, "Recorded")], rows, &facts, |fact| {
        vec![(title, fact.title().to_owned()), (now, fact.shown(store))]
    });
    let Some(fact) = facts.get(rows.at) else { return };
    let under = Rect { y: list.bottom(), height: under, ..area };
    let behind = if wide { Behind::Beside(divider, side) } else { Behind::Beneath(under) };
    canvas.say_behind(behind, &fact.explained(store));
}
