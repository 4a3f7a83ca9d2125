//! Draws the clock board of an incident: the clocks, the one under the cursor whole, or the line of time.

use ratatui::layout::Rect;

use super::{Cell, WIDE, table};
use crate::app::App;
use crate::app::command::CommandId;
use crate::app::pointing::{Part, Target};
use crate::app::screen::clocks::words::{explained, head, owed_by};
use crate::app::screen::clocks::{ClockRow, Clocks, Pane, Row};
use crate::domain::clock::Board;
use crate::domain::register::Record;
use crate::tui::canvas::{Canvas, below, beside};
use crate::tui::widget::timeline;

/// How wide the clock under the cursor is, beside the list.
const SIDE: u16 = 46;

/// From this height on, a few rows about the clock under the cursor stand below the list.
const HIGH: u16 = 16;

/// How many rows they are, with their rule.
const BELOW: u16 = 6;

/// Draws the clocks of an incident.
pub(super) fn draw(app: &App, clocks: &Clocks, canvas: &mut Canvas<'_>, area: Rect) {
    let drawn = app.with_board(|board| draw_board(app, clocks, board, canvas, area));
    if drawn.is_none() {
        let words = format!("{} is not on file.", clocks.incident);
        canvas.wrapped(below(area, 1), &words, canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
    }
}

fn draw_board(app: &App, clocks: &Clocks, board: &Board<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let no = board.incident.no;
    let what = app.record_numbered(no).map(Record::label);
    let title = format!("{no}  {}", what.unwrap_or_default());
    canvas.put(area.x, area.y, area.width, &title, canvas.styles.heading);
    let area = canvas.say(below(area, 1), &head(app, board));
    let shown = app.clock_rows();
    let said = shown.get(clocks.rows.at).map(|row| explained(app, board, row)).unwrap_or_default();
    let wide = area.width + 2 >= WIDE;
    match clocks.pane {
        Pane::Time => {
            canvas.rule_to_edges(Rect { height: 1, ..area });
            let page = below(area, 1);
            canvas.hit(page, Target::In(Part::Text, None));
            canvas.read(page, &timeline::drawn(&board.timeline(), page.width), clocks.line);
            canvas.cursor_at(page.x, page.y);
            return;
        }
        Pane::Clock if !wide => {
            canvas.rule_to_edges(Rect { height: 1, ..area });
            let page = below(area, 1);
            canvas.hit(page, Target::In(Part::Text, None));
            canvas.read(page, &said, clocks.line);
            canvas.cursor_at(page.x, page.y);
            return;
        }
        Pane::List | Pane::Clock => {}
    }
    if shown.is_empty() && clocks.rows.find.is_none() {
        canvas.wrapped(below(area, 1), "There is no clock.", canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let (list, divider, side) = beside(area, if wide { area.width - SIDE } else { area.width });
    let under = if wide || area.height < HIGH { 0 } else { BELOW };
    let list = Rect { height: list.height.saturating_sub(under), ..list };
    if app.is_supposing() {
        supposed(canvas, list, clocks, &shown);
    } else {
        listed(canvas, list, clocks, &shown);
    }
    if wide {
        canvas.divider(divider);
        let line = if clocks.pane == Pane::Clock { clocks.line } else { 0 };
        canvas.hit(side, Target::In(Part::Text, None));
        canvas.read(side, &said, line);
        if clocks.pane == Pane::Clock {
            canvas.cursor_at(side.x, side.y);
        }
    } else if under > 0 {
        let under = Rect { y: list.bottom(), height: under, ..area };
        let enter = app.how(CommandId::Accept);
        canvas.rule_to_edges(under);
        canvas.say_or_name(below(under, 1), &said, &format!("{enter} shows all of it"));
    }
}

/// How wide the column is that says how a clock stands.
const STANDING: u16 = 16;

/// The clocks as they stand.
fn listed(canvas: &mut Canvas<'_>, list: Rect, clocks: &Clocks, shown: &[Row]) {
    let timed = |row: &Row| row.clock().and_then(|row| row.at).is_some_and(|at| at.time.is_some());
    let roomy = list.width >= 70;
    let at = match (shown.iter().any(timed), roomy) {
        (true, _) => 17,
        (false, true) => 15,
        (false, false) => 14,
    };
    let owes = if roomy || list.width >= 62 { 8 } else { 0 };
    let what = list.width.saturating_sub(2 + STANDING + at + owes);
    let head = [(STANDING, "State"), (at, "No later than"), (owes, "Owed by"), (what, "Notice")];
    table(canvas, list, &head, &clocks.rows, shown, |row| match row {
        Row::Clock(one) => vec![
            (STANDING, one.standing.clone()),
            (at, day_of(one, at)),
            (owes, owed_by(one.owes).to_owned()),
            (what, one.named()),
        ],
        row => counted(row, at + owes + what),
    });
}

fn counted(row: &Row, rest: u16) -> Vec<Cell> {
    vec![(STANDING, row.standing().to_owned()), (rest, row.what())]
}

/// Its last day; with the weekday where there is room.
fn day_of(row: &ClockRow, cells: u16) -> String {
    match row.at {
        None => String::new(),
        Some(at) if at.time.is_some() || cells < 15 => at.to_string(),
        Some(at) => at.day.strftime("%a %Y-%m-%d").to_string(),
    }
}

/// The clocks as they would stand, those that move first.
fn supposed(canvas: &mut Canvas<'_>, list: Rect, clocks: &Clocks, shown: &[Row]) {
    let rest = list.width.saturating_sub(2 + STANDING);
    // Two days with their arrow fit in it, whatever gives way.
    let moves = rest.saturating_sub(30).max(24);
    let what = rest.saturating_sub(moves);
    let head = [(STANDING, "State"), (what, "Notice"), (moves, "What moves")];
    table(canvas, list, &head, &clocks.rows, shown, |row| match row {
        Row::Clock(one) => vec![
            (STANDING, one.standing.clone()),
            (what, one.named()),
            (moves, moves_or_stays(one)),
        ],
        row => counted(row, what + moves),
    });
}

fn moves_or_stays(row: &ClockRow) -> String {
    match &row.moved {
        Some((_, short)) => short.clone(),
        None => format!("stays: {}", row.by_when),
    }
}
