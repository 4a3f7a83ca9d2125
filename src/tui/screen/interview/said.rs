//! Draws a part that is only read and scrolled: why a question is asked, or the interview summed up.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::pointing::{Part, Target};
use crate::app::screen::interview::{Interview, Pane};
use crate::app::words::Said;
use crate::tui::canvas::{Canvas, cells_of, lines_of};

/// Draws what is said, from the line to which it was scrolled.
pub(super) fn draw(said: &[Said], interview: &Interview, canvas: &mut Canvas<'_>, area: Rect) {
    let mut lines: Vec<(String, Style)> = Vec::new();
    for (tone, words) in said {
        let style = canvas.tone(*tone);
        // What belongs to a dash is set in below it.
        let (dash, words) =
            words.strip_prefix("- ").map_or(("", words.as_str()), |rest| ("- ", rest));
        let width = area.width.saturating_sub(cells_of(dash));
        for (place, line) in lines_of(words, width).into_iter().enumerate() {
            let head = if place == 0 { dash } else { "  " };
            lines.push((if dash.is_empty() { line } else { format!("{head}{line}") }, style));
        }
    }
    canvas.hit(area, Target::In(Part::Text, None));
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
    if matches!(interview.pane, Pane::Why | Pane::Closing) {
        canvas.cursor_at(area.x, area.y);
    }
}
