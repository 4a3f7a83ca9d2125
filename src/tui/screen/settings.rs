//! Draws the settings: each with its value and where that comes from, and of the one under the cursor what it does and takes.

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::App;
use crate::app::screen::rows::Rows;
use crate::tui::canvas::{Behind, Canvas, beside};

/// How wide what stands behind a setting is, beside the list.
const SIDE: u16 = 46;

/// From this height on, everything is said.
const ROOMY: u16 = 26;

/// The rows that the words about a setting take beneath the list, with the rule above them.
const UNDER: u16 = 9;

/// Draws the settings.
pub(super) fn draw(app: &App, list: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    let wide = area.width + 2 >= WIDE;
    let shown = app.setting_rows();
    let mut area = area;
    // In a lower window the settings themselves need the room: the place of the file goes first.
    let about = app.about_settings();
    let about = match area.height {
        ROOMY.. => about.as_slice(),
        15.. => about.get(1..).unwrap_or_default(),
        _ => &[],
    };
    area = canvas.say(area, about);
    let (rows, divider, side) = beside(area, if wide { area.width - SIDE } else { area.width });
    let under = if wide { 0 } else { UNDER.min(area.height / 2) };
    let rows = Rect { height: rows.height.saturating_sub(under), ..rows };
    let (title, from) = (18, 24);
    let value = rows.width.saturating_sub(2 + title + from);
    let head = [(title, "Setting"), (value, "In use"), (from, "Where it comes from")];
    table(canvas, rows, &head, list, &shown, |row| {
        let from = (from, crate::app::screen::settings::origin(row.origin).to_owned());
        vec![(title, row.kind.title.to_owned()), (value, row.shown.clone()), from]
    });
    let Some(row) = shown.get(list.at) else { return };
    let under = Rect { y: rows.bottom(), height: under, ..area };
    let behind = if wide { Behind::Beside(divider, side) } else { Behind::Beneath(under) };
    canvas.say_behind(behind, &row.explained());
}
