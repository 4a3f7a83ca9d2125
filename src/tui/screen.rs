//! Draws the screen that is seen into the body of the frame.

mod clocks;
mod cycle;
mod dashboard;
mod deadlines;
mod evidence;
mod fields;
mod followups;
mod gaps;
mod history;
mod incidents;
mod inquiries;
mod interview;
mod listing;
mod ours;
mod overview;
pub(super) mod registers;
mod report;
mod settings;
mod welcome;

use ratatui::layout::Rect;

use super::canvas::{Canvas, below};
use super::widget::field;
use crate::app::App;
use crate::app::pointing::{Part, Target};
use crate::app::screen::Screen;
use crate::app::screen::rows::Rows;

/// From this width on, a pane with details stands beside the rows.
pub(super) const WIDE: u16 = 110;

/// Draws the screen that is seen.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, body: Rect) {
    let inner = Rect { x: body.x + 1, width: body.width - 2, ..body };
    match app.screen() {
        Some(Screen::Welcome(one)) => welcome::draw(app, one, canvas, inner),
        Some(Screen::Dashboard(one)) => dashboard::draw(app, one, canvas, inner),
        Some(Screen::Interview(one)) => interview::draw(app, one, canvas, inner),
        Some(Screen::Evidence(rows)) => evidence::draw(app, rows, canvas, inner),
        Some(Screen::Gaps(rows)) => gaps::draw(app, rows, canvas, inner),
        Some(Screen::Cycle(rows)) => cycle::draw(app, rows, canvas, inner),
        Some(Screen::Registers(one)) => registers::draw(app, one, canvas, inner),
        Some(Screen::Incidents(rows)) => incidents::draw(app, rows, canvas, inner),
        Some(Screen::Clocks(one)) => clocks::draw(app, one, canvas, inner),
        Some(Screen::FollowUps(one)) => followups::draw(app, one, canvas, inner),
        Some(Screen::Inquiries(rows)) => inquiries::draw(app, rows, canvas, inner),
        Some(Screen::Deadlines(one)) => deadlines::draw(app, one, canvas, inner),
        Some(Screen::Profile(rows)) => fields::draw(&app.shown_facts(), rows, canvas, inner),
        Some(Screen::Organization(rows)) => ours::draw(app, rows, canvas, inner),
        Some(Screen::Listing(one)) => listing::draw(app, one, canvas, inner),
        Some(Screen::History(one)) => history::draw(app, one, canvas, inner),
        Some(Screen::Report(one)) => report::draw(app, one, canvas, inner),
        Some(Screen::Settings(rows)) => settings::draw(app, rows, canvas, inner),
        Some(Screen::Overview(rows)) => overview::draw(app, rows, canvas, inner),
        None => {
            canvas.put(inner.x, inner.y, inner.width, "Reading the record ...", canvas.styles.text);
        }
    }
}

/// One cell of a table's row: its width and text. A width of 0 is left out.
pub(super) type Cell = (u16, String);

/// Draws a table: a head, a rule, and the rows around the cursor. Only the cells of rows in view are made, since there may be thousands.
pub(super) fn table<T>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    head: &[(u16, &str)],
    list: &Rows,
    shown: &[T],
    cells: impl Fn(&T) -> Vec<Cell>,
) {
    canvas.hit(area, Target::In(Part::Rows, None));
    let mut area = area;
    if let Some(find) = &list.find {
        let used = canvas.put(area.x, area.y, area.width, "Find: ", canvas.styles.heading);
        let at = (area.x + used, area.y, area.width.saturating_sub(used));
        if list.is_typing() {
            field::line(canvas, at.0, at.1, at.2, &find.field);
        } else {
            canvas.put(at.0, at.1, at.2, &find.field.text(), canvas.styles.text);
        }
        area = below(area, 1);
    }
    let titles: Vec<Cell> =
        head.iter().map(|(cells, title)| (*cells, (*title).to_owned())).collect();
    row(canvas, area.x + 2, area.y, &titles);
    canvas.rule_to_edges(Rect { y: area.y + 1, height: 1, ..area });
    let area = below(area, 2);
    let first = crate::app::list::first_in_view(list.at, shown.len(), usize::from(area.height));
    let mut focused = None;
    for (y, (index, one)) in (area.y..area.bottom()).zip(shown.iter().enumerate().skip(first)) {
        row(canvas, area.x + 2, y, &cells(one));
        canvas.hit(Rect { y, height: 1, ..area }, Target::In(Part::Rows, Some(index)));
        if index == list.at {
            canvas.put(area.x, y, 1, ">", canvas.styles.heading);
            focused = Some(y);
        }
    }
    if let Some(y) = focused.filter(|_| !list.is_typing()) {
        canvas.focus_row(area.x, y, area.width);
    }
}

fn row(canvas: &mut Canvas<'_>, x: u16, y: u16, cells: &[Cell]) {
    let mut x = x;
    for (width, text) in cells.iter().filter(|(width, _)| *width > 0) {
        canvas.put(x, y, width.saturating_sub(1), text, canvas.styles.text);
        x += width;
    }
}
