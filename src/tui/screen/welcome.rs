//! Draws the first start.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::screen::welcome::Welcome;
use crate::tui::canvas::{Canvas, below};
use crate::tui::widget::field;

/// Draws the first start.
pub(super) fn draw(app: &App, welcome: &Welcome, canvas: &mut Canvas<'_>, area: Rect) {
    let mut rest = if area.height > 14 { below(area, 1) } else { area };
    canvas.put(rest.x, rest.y, rest.width, &welcome.form.title, canvas.styles.heading);
    rest = below(rest, if area.height > 14 { 2 } else { 1 });
    field::form(app, canvas, Rect { height: rest.height.saturating_sub(3), ..rest }, &welcome.form);
    let help = "Hard to read? ctrl-p, Settings; or --theme, --symbols.";
    let y = area.bottom().saturating_sub(2);
    canvas.put(area.x, y, area.width, help, canvas.styles.quiet);
    let folder = format!("The record will be kept in {}", welcome.folder);
    let y = area.bottom().saturating_sub(1);
    canvas.put(area.x, y, area.width, &folder, canvas.styles.quiet);
}
