//! Draws the history: the events, the newest first, and what is said about the one under the cursor.

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::App;
use crate::app::command::CommandId;
use crate::app::pointing::{Part, Target};
use crate::app::screen::history::{History, Pane, explained};
use crate::tui::canvas::{Canvas, below, beside};

/// How wide what is said about an event is, beside the list.
const SIDE: u16 = 48;

/// Draws the history.
pub(super) fn draw(app: &App, history: &History, canvas: &mut Canvas<'_>, area: Rect) {
    let told = app.told();
    let shown = app.shown_events();
    let mut area = area;
    if !history.filter.is_empty() {
        let words = format!("Looked through by {}", history.filter.shown());
        area = below(area, canvas.wrapped(area, &words, canvas.styles.heading));
    }
    let in_hand = shown.get(history.rows.at).and_then(|place| told.get(*place));
    let said = in_hand.map(explained).unwrap_or_default();
    if shown.is_empty() && history.rows.find.is_none() {
        canvas.wrapped(below(area, 1), "No event fits.", canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    if history.pane == Pane::Event && !wide {
        canvas.hit(area, Target::In(Part::Text, None));
        canvas.read(area, &said, history.line);
        canvas.cursor_at(area.x, area.y);
        return;
    }
    let (list, divider, side) = beside(area, if wide { area.width - SIDE } else { area.width });
    let under = if wide { 0 } else { area.height / 2 };
    let list = Rect { height: list.height - under, ..list };
    let (no, when, who) = if list.width >= 70 { (6, 18, 14) } else { (6, 12, 0) };
    let what = list.width.saturating_sub(2 + no + when + who);
    let head = [(no, "No."), (when, "When"), (who, "Who"), (what, "What")];
    table(canvas, list, &head, &history.rows, &shown, |place| {
        let Some(one) = told.get(*place) else { return Vec::new() };
        let mark = if one.taken_back_by.is_some() { "(taken back) " } else { "" };
        vec![
            (no, one.seq.to_string()),
            // A narrow window has room for the day; the time stands below.
            (
                when,
                one.when
                    .chars()
                    .take(usize::from(when) - 1)
                    .collect::<String>()
                    .trim_end()
                    .to_owned(),
            ),
            (who, one.who.clone()),
            (what, format!("{mark}{}", one.line())),
        ]
    });
    if in_hand.is_none() {
        return;
    }
    if wide {
        canvas.divider(divider);
        let line = if history.pane == Pane::Event { history.line } else { 0 };
        canvas.hit(side, Target::In(Part::Text, None));
        canvas.read(side, &said, line);
    } else {
        let under = Rect { y: list.bottom(), height: under, ..area };
        let tab = app.how(CommandId::NextPane);
        canvas.rule_to_edges(under);
        canvas.say_or_name(below(under, 1), &said, &format!("{tab} shows all of it"));
    }
}
