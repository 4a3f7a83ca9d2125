//! Draws the search over everything that is on file.

use ratatui::layout::Rect;

use super::canvas::{Canvas, below};
use super::overlay::middle;
use super::widget::field;
use crate::app::App;
use crate::app::list::first_in_view;
use crate::app::overlay::Finding;
use crate::app::overlay::finding::Row;
use crate::app::pointing::{Part, Target};

/// How wide the word of a kind and the name of a vendor are.
const KIND: u16 = 10;
const NAME: u16 = 18;

pub(super) fn draw(app: &App, finding: &Finding, canvas: &mut Canvas<'_>, body: Rect) {
    let area = canvas.boxed(middle(body, 110, body.height.min(24)), "Find anything");
    canvas.rule(Rect { y: area.y + 1, height: 1, ..area });
    let list = Rect { height: area.height.saturating_sub(5), ..below(area, 2) };
    let rows = &finding.rows;
    let first = first_in_view(finding.at, rows.len(), usize::from(list.height));
    canvas.hit(area, Target::In(Part::Found, None));
    for (y, (place, row)) in (list.y..list.bottom()).zip(rows.iter().enumerate().skip(first)) {
        canvas.hit(Rect { y, height: 1, ..list }, Target::In(Part::Found, Some(place)));
        draw_row(canvas, list, y, row);
        if place == finding.at {
            canvas.put(list.x, y, 1, ">", canvas.styles.heading);
            canvas.focus_row(list.x, y, list.width);
        }
    }
    let state = finding.state().unwrap_or_default();
    if rows.is_empty() {
        canvas.wrapped(list, &state, canvas.styles.text);
    }
    // What enter does has two rows; while records are still looked at, that is said with it.
    let foot = Rect { y: list.bottom(), height: 2, ..area };
    if let Some(row) = finding.in_hand() {
        let words = format!("{} {state}", row.explained(app));
        canvas.wrapped(foot, words.trim(), canvas.styles.quiet);
    }
    canvas.put(area.x, foot.bottom(), area.width, &Finding::signs(), canvas.styles.quiet);
    let used = canvas.put(area.x, area.y, 6, "Find: ", canvas.styles.heading);
    field::line(canvas, area.x + used, area.y, area.width.saturating_sub(used), &finding.find);
}

/// What it is, of whom, and its text around what fits.
fn draw_row(canvas: &mut Canvas<'_>, list: Rect, y: u16, row: &Row) {
    let mut x = list.x + 2;
    let right = list.right();
    canvas.put(x, y, KIND, row.entry.kind.word(), canvas.styles.quiet);
    x += KIND;
    let mark = row.standing.map(|standing| format!("{} ", standing.mark())).unwrap_or_default();
    let is_vendor = row.entry.kind == crate::domain::finding::Kind::Vendor;
    if !row.entry.name.is_empty() && !is_vendor {
        canvas.put(x, y, NAME - 1, &row.entry.name, canvas.styles.text);
        x += NAME;
    }
    let text = format!("{mark}{}", row.text);
    canvas.put(x, y, right.saturating_sub(x), &text, canvas.styles.text);
}
