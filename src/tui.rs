//! The terminal: the only place that names ratatui and crossterm. Draws [`App`] and turns presses into its messages.

mod canvas;
mod frame;
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
use self::look::Look;
use crate::app::App;

/// The smallest window in which every screen can be drawn: cells across and down.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Columns and rows of the terminal that this run prints to, where it tells them.
pub fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}

/// Draws the program and puts the terminal's own cursor where the focus is, so that readers and magnifiers follow it.
pub fn draw(app: &App, look: &Look, frame: &mut Frame<'_>) {
    let area = frame.area();
    if let Some(cursor) = draw_into(app, look, area, frame.buffer_mut()) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws the program into a buffer; says where the focus is.
pub fn draw_into(app: &App, look: &Look, area: Rect, buffer: &mut Buffer) -> Option<Position> {
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
