//! Draws why a question is asked, and what this answer does.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::screen::interview::words::why;
use crate::app::screen::interview::{Interview, Pane};
use crate::domain::standing::Stand;
use crate::tui::canvas::{Canvas, lines_of};

/// Draws why the question is asked.
pub(super) fn draw(stand: &Stand<'_>, interview: &Interview, canvas: &mut Canvas<'_>, area: Rect) {
    let mut lines: Vec<(String, Style)> = Vec::new();
    for (tone, words) in why(stand) {
        let style = canvas.tone(tone);
        lines.extend(lines_of(&words, area.width).into_iter().map(|line| (line, style)));
    }
    let first = interview.why_at.min(lines.len().saturating_sub(usize::from(area.height)));
    for (y, (line, style)) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
        canvas.put(area.x, y, area.width, line, *style);
    }
    if lines.len() > first + usize::from(area.height) {
        canvas.put_right(
            area,
            area.bottom().saturating_sub(1),
            " more below",
            canvas.styles.heading,
        );
    }
    if interview.pane == Pane::Why {
        canvas.cursor_at(area.x, area.y);
    }
}
