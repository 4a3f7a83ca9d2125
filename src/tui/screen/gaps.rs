//! Draws the gaps and beneath them the contradictions, and what stands behind the one under the cursor.

use ratatui::layout::Rect;

use super::{Cell, WIDE, table};
use crate::app::App;
use crate::app::screen::gaps::{Listed, gap_mark, listed};
use crate::app::screen::marks::sign;
use crate::app::screen::rows::Rows;
use crate::app::words::{Said, Tone};
use crate::domain::gap::Gap;
use crate::tui::canvas::{Behind, Canvas, below, beside, lines_of};

/// Rows that stay for the list above the details: its head, and one row with its neighbors.
const LEAST_LIST: u16 = 5;

/// Draws the gaps and the contradictions.
pub(super) fn draw(app: &App, rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    app.with_gaps_and_contradictions(|gaps, contradictions| {
        draw_rows(app, &listed(rows, gaps, contradictions), rows, canvas, area);
    });
}

fn draw_rows(
    app: &App,
    shown: &[Listed<'_, '_, '_>],
    rows: &Rows,
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    if shown.is_empty() && rows.find.is_none() {
        let words = "No answer opens a gap. Questions that are not answered yet are counted, and are not gaps.";
        canvas.wrapped(below(area, 1), words, canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let in_hand = shown.get(rows.at);
    let mut said = in_hand.map(|one| one.explained(app)).unwrap_or_default();
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 42 } else { area.width });
    let under = match in_hand {
        _ if wide => 0,
        // What collides takes more rows than why a gap is one, and is of no use by halves.
        Some(Listed::Contradiction(_)) => {
            let most = area.height.saturating_sub(LEAST_LIST);
            if lines(&said, area.width) >= most {
                // Where not all fits, what to do matters more than the quoted words.
                said.retain(|(tone, _)| *tone != Tone::Quiet);
            }
            (lines(&said, area.width) + 1).min(most).max(area.height / 2)
        }
        _ => area.height / 2,
    };
    let list = Rect { height: list.height - under, ..list };
    let (severity, owner, day) = if list.width >= 70 { (10, 12, 17) } else { (10, 0, 17) };
    let mark = if rows.marks.is_empty() { 0 } else { 2 };
    let what = list.width.saturating_sub(2 + mark + severity + owner + day);
    let head =
        [(mark, ""), (severity, "Severity"), (what, "Gap"), (owner, "Owner"), (day, "Fix by")];
    table(canvas, list, &head, rows, shown, |one| match one {
        Listed::Gap(gap) => {
            let marked = sign(&rows.marks, &gap_mark(gap));
            let mut all = vec![(mark, marked.to_owned())];
            all.extend(cells(gap, [severity, what, owner, day]));
            all
        }
        Listed::Contradiction(_) => {
            vec![(mark, String::new()), (severity + what + owner + day, one.wording())]
        }
    });
    if in_hand.is_none() {
        return;
    }
    let under = Rect { y: list.bottom(), height: under, ..area };
    let behind = if wide { Behind::Beside(divider, side) } else { Behind::Beneath(under) };
    canvas.say_behind(behind, &said);
}

fn cells(gap: &Gap<'_, '_>, [severity, what, owner, day]: [u16; 4]) -> Vec<Cell> {
    vec![
        (severity, gap.severity.to_string()),
        (what, gap.wording()),
        (owner, gap.owner.map_or_else(|| "nobody".to_owned(), |owned| owned.owner.clone())),
        (day, until(gap)),
    ]
}

fn lines(said: &[Said], width: u16) -> u16 {
    let lines = said.iter().map(|(_, words)| lines_of(words, width).len());
    u16::try_from(lines.sum::<usize>()).unwrap_or(u16::MAX - 1)
}

fn until(gap: &Gap<'_, '_>) -> String {
    match (gap.accepted, gap.owner.and_then(|owned| owned.fix_by)) {
        (Some(accepted), _) => format!("until {}", accepted.accepted.until),
        (None, Some(day)) => day.to_string(),
        (None, None) => String::new(),
    }
}
