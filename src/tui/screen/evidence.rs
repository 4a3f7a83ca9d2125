//! Draws the exhibits, and of the one under the cursor what it supports and whether it is current there.

use ratatui::layout::Rect;

use super::{WIDE, table};
use crate::app::App;
use crate::app::command::CommandId;
use crate::app::screen::evidence::{explained, mark};
use crate::app::screen::rows::Rows;
use crate::app::words::many;
use crate::domain::deadline::Stage;
use crate::domain::exhibit::Exhibit;
use crate::tui::canvas::{Canvas, below, beside};

/// Draws the exhibits.
pub(super) fn draw(app: &App, rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    let shown = app.shown_exhibits();
    if shown.is_empty() && rows.find.is_none() {
        let attach = app.how(CommandId::Attach);
        let words = format!(
            "No exhibit is on file. Press {attach} to attach a file: a copy is taken, and links to the questions it supports."
        );
        canvas.wrapped(below(area, 1), &words, canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 46 } else { area.width });
    let under = if wide { 0 } else { area.height / 2 };
    let list = Rect { height: list.height - under, ..list };
    // A narrow window needs the room for the titles: what an exhibit supports stands below.
    let supports = if list.width >= 70 { 18 } else { 0 };
    let (no, until, copy) = (6, 17, 11);
    let title = list.width.saturating_sub(2 + no + until + supports + copy);
    let head = [
        (no, "No."),
        (title, "Title"),
        (until, "Current until"),
        (supports, "Supports"),
        (copy, "Copy"),
    ];
    table(canvas, list, &head, rows, &shown, |one| {
        vec![
            (no, one.no.to_string()),
            (title, one.title.clone()),
            (until, current(app, one)),
            (supports, supported(app, one)),
            (copy, mark(one)),
        ]
    });
    let Some(one) = shown.get(rows.at) else { return };
    if wide {
        canvas.divider(divider);
        canvas.say(side, &explained(app, one));
    } else {
        let under = Rect { y: list.bottom(), height: under, ..area };
        canvas.rule_to_edges(under);
        canvas.say(below(under, 1), &explained(app, one));
    }
}

fn supported(app: &App, one: &Exhibit) -> String {
    match one.links.as_slice() {
        [] => match app.records_resting_on(one).as_slice() {
            [] => "nothing".to_owned(),
            [record] => record.to_string(),
            records => many(records.len(), "record"),
        },
        [link] => app.named(link.subject, &link.question),
        links => format!("{} asked", links.len()),
    }
}

/// Until when it is current, with a mark in its last 30 days; its dates stand below.
fn current(app: &App, one: &Exhibit) -> String {
    let Some(store) = app.store.as_ref().filter(|_| one.withdrawn.is_none()) else {
        return String::new();
    };
    if let Some(last) = app.current_until(one) {
        let near = Stage::of(last, store.today) <= Stage::Month;
        return format!("{last}{}", if near { " soon" } else { "" });
    }
    let questions = one.links.iter().filter_map(|link| store.bank.question(&link.question));
    let mut current =
        questions.map(|question| one.not_current(question, &store.bank, store.today).is_empty());
    match (one.links.is_empty(), current.any(|current| current)) {
        (true, _) => String::new(),
        (false, true) => "no end".to_owned(),
        (false, false) => "not current".to_owned(),
    }
}
