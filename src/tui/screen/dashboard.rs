//! Draws the vendors: figures in the rows, and what stands behind the one under the cursor.

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::{Cell, WIDE, table};
use crate::app::App;
use crate::app::command::CommandId;
use crate::app::screen::dashboard::{Dashboard, beside_the_figure, explained, figure};
use crate::app::screen::deadlines::away;
use crate::app::state::Store;
use crate::domain::deadline::Stage;
use crate::domain::summary::Summary;
use crate::domain::vendor::{Tier, UNTIERED};
use crate::tui::canvas::{Canvas, below, beside};
use crate::tui::widget::meter::bar;

/// Draws the vendors.
pub(super) fn draw(app: &App, dashboard: &Dashboard, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(store) = &app.store else { return };
    let shown = dashboard.shown(store);
    if store.vendors.is_empty() {
        empty(app, store, canvas, area);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 40 } else { area.width });
    let below_rows = if wide || area.height < 16 { 0 } else { 7 };
    let list = Rect { height: list.height - below_rows, ..list };
    let columns = Columns::of(list.width);
    table(canvas, list, &columns.head(), &dashboard.rows, &shown, |row| {
        columns.row(row, store.today)
    });
    let chosen = shown.get(dashboard.rows.at).copied();
    if wide {
        canvas.divider(divider);
    }
    match chosen {
        Some(row) if wide => {
            canvas.say(side, &explained(store, row));
        }
        Some(row) if below_rows > 0 => {
            let area = Rect { y: list.bottom(), height: below_rows, ..area };
            canvas.rule_to_edges(area);
            canvas.say(below(area, 1), &explained(store, row));
        }
        Some(_) => {}
        None => {
            let words = "No vendor fits the search; esc ends it.";
            canvas.put(list.x + 2, list.y + 4, list.width - 2, words, canvas.styles.text);
        }
    }
}

fn empty(app: &App, store: &Store, canvas: &mut Canvas<'_>, area: Rect) {
    let (add, begin) = (app.how(CommandId::AddVendor), app.how(CommandId::Accept));
    let lines = [
        format!("{} has no vendor on record yet.", store.organization.shown_name()),
        format!("Press {add} to add the first one, then {begin} to begin the interview."),
        "Press ctrl-p for everything that can be done here.".to_owned(),
    ];
    let mut rest = below(area, 1);
    for line in &lines {
        rest = below(rest, canvas.wrapped(rest, line, canvas.styles.text));
    }
    canvas.cursor_at(area.x, area.y + 1);
}

/// Which columns there is room for.
struct Columns {
    name: u16,
    tier: u16,
    bar: u16,
    figure: u16,
    critical: u16,
    gaps: u16,
    due: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        // The bar gives way first: its standings are counted below, and a day that is missed is worse.
        let (tier, bar) = match width {
            100.. => (9, 13),
            76.. => (6, 0),
            _ => (0, 0),
        };
        let (figure, critical, gaps, due) = (13, 17, 5, if width >= 76 { 14 } else { 0 });
        let name = width.saturating_sub(2 + tier + bar + figure + critical + gaps + due);
        Self { name, tier, bar, figure, critical, gaps, due }
    }

    fn head(&self) -> Vec<(u16, &'static str)> {
        vec![
            (self.name, "Vendor"),
            (self.tier, "Tier"),
            (self.bar, "Readiness"),
            (self.figure, if self.bar == 0 { "Readiness" } else { "" }),
            (self.critical, ""),
            (self.gaps, "Gaps"),
            (self.due, "Next deadline"),
        ]
    }

    fn row(&self, row: &Summary, today: Date) -> Vec<Cell> {
        let name =
            if row.retired { format!("(retired) {}", row.name()) } else { row.name().to_owned() };
        vec![
            (self.name, name),
            (self.tier, tier(row.tier, self.tier).to_owned()),
            (self.bar, bar(&row.readiness, usize::from(self.bar.saturating_sub(3)))),
            (self.figure, figure(row)),
            (self.critical, beside_the_figure(row)),
            (self.gaps, row.gaps.to_string()),
            (
                self.due,
                row.next_deadline.as_ref().map_or_else(String::new, |(day, _)| due(today, *day)),
            ),
        ]
    }
}

/// How far away the next deadline is, with a mark where it presses; the words stand below the list.
fn due(today: Date, day: Date) -> String {
    let mark = if Stage::of(day, today) == Stage::Week { " !" } else { "" };
    format!("{}{mark}", away(today, day))
}

/// A tier's word, or a short one where there is no room.
const fn tier(tier: Option<Tier>, cells: u16) -> &'static str {
    match tier {
        Some(Tier::Critical) if cells < 9 => "Crit.",
        Some(Tier::Medium) if cells < 9 => "Med.",
        Some(tier) => tier.title(),
        None if cells < 9 => "none",
        None => UNTIERED,
    }
}
