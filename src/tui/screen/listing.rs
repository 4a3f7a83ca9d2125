//! Draws a list made for reading: what moved between two days, or what was recorded later, with what stands behind a row.

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::App;
use crate::app::screen::listing::{Kind, Listing};
use crate::tui::canvas::{Canvas, below, beside, lines_of, rows};

/// How wide what stands behind a row is, beside the list.
const SIDE: u16 = 46;

/// Draws the list.
pub(super) fn draw(app: &App, listing: &Listing, canvas: &mut Canvas<'_>, area: Rect) {
    let mut area = area;
    for line in &listing.head {
        area = below(area, canvas.wrapped(area, line, canvas.styles.text));
    }
    if listing.entries.is_empty() {
        canvas.cursor_at(area.x, area.y);
        return;
    }
    let shown = app.shown_entries();
    let in_hand = shown.get(listing.rows.at);
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - SIDE } else { area.width });
    let said = in_hand.map(|one| one.said.as_slice()).unwrap_or_default();
    let needed: usize = said.iter().map(|(_, words)| lines_of(words, area.width).len()).sum();
    // The list keeps its head and a row or two.
    let under = rows(needed + 1).min(area.height.saturating_sub(4));
    let list = Rect { height: if wide { list.height } else { list.height - under }, ..list };
    let (mark, head) = match listing.kind {
        Kind::Later => (12, ["Recorded", "What"]),
        Kind::Comparison => (18, ["What is new", "Where"]),
    };
    let what = list.width.saturating_sub(2 + mark);
    table(canvas, list, &[(mark, head[0]), (what, head[1])], &listing.rows, &shown, |one| {
        vec![(mark, one.mark.clone()), (what, one.words.clone())]
    });
    if in_hand.is_none() {
        return;
    }
    if wide {
        canvas.divider(divider);
        canvas.say(side, said);
    } else {
        let under = Rect { y: list.bottom(), height: under, ..area };
        canvas.rule_to_edges(under);
        canvas.say(below(under, 1), said);
    }
}
