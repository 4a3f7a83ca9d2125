//! Draws the gaps, and of the one under the cursor why it is one and what would close it.

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::App;
use crate::app::screen::gaps::{explained, searched};
use crate::app::screen::rows::Rows;
use crate::domain::gap::Gap;
use crate::tui::canvas::{Canvas, below, beside};

/// Draws the gaps.
pub(super) fn draw(app: &App, rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    app.with_gaps(|gaps| {
        let shown: Vec<&Gap<'_, '_>> =
            gaps.iter().filter(|gap| rows.shows(&searched(gap))).collect();
        draw_gaps(app, &shown, rows, canvas, area);
    });
}

fn draw_gaps(app: &App, shown: &[&Gap<'_, '_>], rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    if shown.is_empty() && rows.find.is_none() {
        let words = "No answer opens a gap. Questions that are not answered yet are counted, and are not gaps.";
        canvas.wrapped(below(area, 1), words, canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 42 } else { area.width });
    let under = if wide { 0 } else { area.height / 2 };
    let list = Rect { height: list.height - under, ..list };
    let (severity, owner, day) = if list.width >= 70 { (10, 12, 17) } else { (10, 0, 17) };
    let what = list.width.saturating_sub(2 + severity + owner + day);
    let head = [(severity, "Severity"), (what, "Gap"), (owner, "Owner"), (day, "Fix by")];
    table(canvas, list, &head, rows, shown, |gap| {
        vec![
            (severity, gap.severity.to_string()),
            (what, gap.wording()),
            (owner, gap.owner.map_or_else(|| "nobody".to_owned(), |owned| owned.owner.clone())),
            (day, until(gap)),
        ]
    });
    let Some(gap) = shown.get(rows.at) else { return };
    if wide {
        canvas.divider(divider);
        canvas.say(side, &explained(app, gap));
    } else {
        let under = Rect { y: list.bottom(), height: under, ..area };
        canvas.rule_to_edges(under);
        canvas.say(below(under, 1), &explained(app, gap));
    }
}

fn until(gap: &Gap<'_, '_>) -> String {
    match (gap.accepted, gap.owner.and_then(|owned| owned.fix_by)) {
        (Some(accepted), _) => format!("until {}", accepted.accepted.until),
        (None, Some(day)) => day.to_string(),
        (None, None) => String::new(),
    }
}
