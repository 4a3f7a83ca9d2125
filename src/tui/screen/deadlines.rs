//! Draws everything with a day, and of the one under the cursor why it is due then.

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::App;
use crate::app::screen::deadlines::{Listed, Over, away, explained};
use crate::app::state::Freshness;
use crate::domain::deadline::Stage;
use crate::tui::canvas::{Behind, Canvas, below, beside};

/// How many rows what stands behind a deadline takes below the list.
const BELOW: u16 = 8;

/// Draws the deadlines.
pub(super) fn draw(app: &App, listed: &Listed, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(store) = &app.store else { return };
    let shown = app.shown_deadlines();
    if shown.is_empty() && listed.rows.find.is_none() {
        let looking = listed.over == Over::All && app.lookout.state != Freshness::Fresh;
        let words = if looking {
            "Looking at every vendor's record ..."
        } else {
            "Nothing has a day: no exhibit that stops being current, no agreement or policy that ends, no follow-up, no gap to be closed by a day."
        };
        canvas.wrapped(below(area, 1), words, canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 40 } else { area.width });
    let under = if wide { 0 } else { BELOW.min(area.height / 2) };
    let list = Rect { height: list.height - under, ..list };
    let all = listed.over == Over::All;
    // There is no room for everything in a narrow window: over all, the day itself stands below.
    let day = if all && list.width < 70 { 0 } else { 15 };
    let (when, vendor) = (14, if all { 20 } else { 0 });
    let what = list.width.saturating_sub(2 + day + when + vendor);
    let head = [(day, "Last day"), (when, "In"), (vendor, "Vendor"), (what, "What")];
    let today = store.today;
    table(canvas, list, &head, &listed.rows, &shown, |of| {
        let mark = if of.one.stage(today) == Stage::Week { " !" } else { "" };
        vec![
            (day, of.one.day.strftime("%a %Y-%m-%d").to_string()),
            (when, format!("{}{mark}", away(today, of.one.day))),
            (vendor, of.name.clone()),
            (what, of.one.what.clone()),
        ]
    });
    let Some(one) = shown.get(listed.rows.at) else { return };
    let under = Rect { y: list.bottom(), height: under, ..area };
    let behind = if wide { Behind::Beside(divider, side) } else { Behind::Beneath(under) };
    canvas.say_behind(behind, &explained(one, today));
}
