//! The terminal: the only place that names ratatui and crossterm. Draws [`App`] and turns presses into its messages.

mod canvas;
mod finding;
mod frame;
pub mod hits;
pub mod input;
pub mod look;
mod overlay;
pub mod run;
mod screen;
pub mod terminal;
mod widget;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::canvas::Canvas;
use self::hits::Hits;
use self::look::Look;
use crate::app::App;

/// The smallest window in which every screen can be drawn: cells across and down.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Columns and rows of the terminal that this run prints to, where it tells them.
pub fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

/// What a frame leaves behind beside what is seen.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Where the focus is.
    pub cursor: Option<Position>,
    /// What can be pointed at.
    pub hits: Hits,
}

/// Draws the program and puts the terminal's own cursor where the focus is, so that readers and magnifiers follow it.
pub fn draw(app: &App, look: &Look, frame: &mut Frame<'_>) {
    draw_and_tell(app, look, frame);
}

/// The same; says what can be pointed at.
fn draw_and_tell(app: &App, look: &Look, frame: &mut Frame<'_>) -> Hits {
    let area = frame.area();
    let drawn = draw_into(app, look, area, frame.buffer_mut());
    if let Some(cursor) = drawn.cursor {
        frame.set_cursor_position(cursor);
    }
    drawn.hits
}

/// Draws the program into a buffer; says where the focus is, and what can be pointed at.
pub fn draw_into(app: &App, look: &Look, area: Rect, buffer: &mut Buffer) -> Drawn {
    let mut canvas = Canvas::new(buffer, look, area);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let (width, height) = SMALLEST;
        let words = format!(
            "Make the window larger: {width} by {height} at least, now {} by {}.",
            area.width, area.height
        );
        canvas.wrapped(area, &words, look.styles.text);
        return canvas.finish();
    }
    frame::draw(app, &mut canvas);
    canvas.finish()
}
