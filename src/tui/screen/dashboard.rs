//! Draws the vendors: figures in the rows, what stands behind the one under the cursor, and beneath them what goes for all.

mod map;

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::{Cell, WIDE, table};
use crate::app::App;
use crate::app::command::CommandId;
use crate::app::screen::dashboard::figures::{by_tier, due_soon};
use crate::app::screen::dashboard::{Dashboard, Pane, beside_the_figure, explained, figure};
use crate::app::screen::deadlines::away;
use crate::app::state::Store;
use crate::app::words::text;
use crate::domain::deadline::Stage;
use crate::domain::summary::{MOST_SOON, Summary};
use crate::domain::vendor::{Tier, UNTIERED};
use crate::tui::canvas::{Canvas, below, beside, rows};
use crate::tui::widget::meter::bar;

/// How many rows of the list stay, at least, where something stands beneath it.
const ROWS: u16 = 12;

/// Draws the vendors.
pub(super) fn draw(app: &App, dashboard: &Dashboard, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(store) = &app.store else { return };
    let shown = dashboard.shown(store);
    if store.vendors.is_empty() {
        empty(app, store, canvas, area);
        return;
    }
    let mut area = area;
    if let Some(words) = dashboard.filter.words() {
        let how = (app.how(CommandId::Back), app.how(CommandId::Filter));
        let words = format!("Only vendors: {words}. {} shows all, {} changes it.", how.0, how.1);
        area = below(area, canvas.wrapped(area, &words, canvas.styles.heading));
    }
    if dashboard.pane == Pane::Map {
        map::draw(app, dashboard, store, &shown, canvas, area);
    } else {
        list(app, dashboard, store, &shown, canvas, area);
    }
    if shown.is_empty() {
        let words = format!("No vendor fits; {} shows all again.", app.how(CommandId::Back));
        canvas.put(area.x + 2, area.y + 4, area.width - 2, &words, canvas.styles.text);
    }
}

fn list(
    app: &App,
    dashboard: &Dashboard,
    store: &Store,
    shown: &[&Summary],
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 40 } else { area.width });
    let below_rows = if wide || area.height < 16 { 0 } else { 7 };
    let list = Rect { height: list.height.saturating_sub(below_rows), ..list };
    let taken = for_all(app, store, rows(shown.len()), canvas, list);
    let list = Rect { height: list.height - taken, ..list };
    let columns = Columns::of(list.width);
    table(canvas, list, &columns.head(), &dashboard.rows, shown, |row| {
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
            let area = Rect { y: list.bottom() + taken, height: below_rows, ..area };
            canvas.rule_to_edges(area);
            canvas.say(below(area, 1), &explained(store, row));
        }
        _ => {}
    }
}

/// Draws what goes for all vendors at the foot of the list, where the list leaves room for it; says how many rows it took.
fn for_all(app: &App, store: &Store, vendors: u16, canvas: &mut Canvas<'_>, list: Rect) -> u16 {
    let free = list.height.saturating_sub(2 + vendors.min(ROWS));
    let mut said = Vec::new();
    let tiers = by_tier(store);
    let room = usize::from(free.saturating_sub(1));
    let both = room >= tiers.len() + 4;
    if both {
        said.extend(tiers);
        said.push(text(""));
    }
    let left = room.saturating_sub(said.len()).min(MOST_SOON + 2);
    if left >= 2 {
        said.extend(due_soon(store, left, &app.how(CommandId::GoDeadlines)));
    }
    if said.is_empty() || store.vendors.len() < 2 {
        return 0;
    }
    let height = rows(said.len()) + 1;
    let area = Rect { y: list.bottom() - height, height, ..list };
    canvas.rule_to_edges(area);
    for (y, (tone, words)) in (area.y + 1..area.bottom()).zip(&said) {
        canvas.put(area.x, y, area.width.saturating_sub(1), words, canvas.tone(*tone));
    }
    height
}

/// The first steps, where there is no vendor yet.
fn empty(app: &App, store: &Store, canvas: &mut Canvas<'_>, area: Rect) {
    let none = format!("{} has no vendor on record yet.", store.organization.shown_name());
    let mut said = vec![text(none)];
    said.extend(app.no_vendor_yet());
    canvas.say(below(area, 1), &said);
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
