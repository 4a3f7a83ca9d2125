//! Draws the vendors: figures in the rows, and what stands behind the one under the cursor.

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::{Cell, WIDE, table};
use crate::app::App;
use crate::app::screen::dashboard::Dashboard;
use crate::app::state::{Retired, Store, VendorRow};
use crate::domain::day::days_between;
use crate::domain::readiness::Readiness;
use crate::domain::standing::Standing;
use crate::domain::vendor::{Tier, UNTIERED};
use crate::tui::canvas::{Canvas, below, beside};
use crate::tui::frame::many;
use crate::tui::widget::meter::bar;

/// Draws the vendors.
pub(super) fn draw(app: &App, dashboard: &Dashboard, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(store) = &app.store else { return };
    let shown = dashboard.shown(store);
    if store.vendors.is_empty() {
        empty(store, canvas, area);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 40 } else { area.width });
    let below_rows = if wide || area.height < 16 { 0 } else { 7 };
    let list = Rect { height: list.height - below_rows, ..list };
    let columns = Columns::of(list.width);
    let rows: Vec<Vec<Cell>> = shown.iter().map(|row| columns.row(row)).collect();
    table(canvas, list, &columns.head(), &dashboard.rows, &rows);
    let chosen = shown.get(dashboard.rows.at).copied();
    if wide {
        canvas.divider(divider);
    }
    match chosen {
        Some(row) if wide => details(row, store, canvas, side),
        Some(row) if below_rows > 0 => {
            let area = Rect { y: list.bottom(), height: below_rows, ..area };
            canvas.rule(area);
            details(row, store, canvas, below(area, 1));
        }
        Some(_) => {}
        None => {
            let words = "No vendor fits the search; esc ends it.";
            canvas.put(list.x + 2, list.y + 4, list.width - 2, words, canvas.styles.text);
        }
    }
}

fn empty(store: &Store, canvas: &mut Canvas<'_>, area: Rect) {
    let lines = [
        format!("{} has no vendor on record yet.", store.organization.shown_name()),
        "Press n to add the first one, then enter to begin the interview.".to_owned(),
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
}

impl Columns {
    fn of(width: u16) -> Self {
        let (tier, bar) = if width >= 76 { (9, 13) } else { (0, 0) };
        let (figure, critical, gaps) = (15, 17, 5);
        let name = width.saturating_sub(2 + tier + bar + figure + critical + gaps);
        Self { name, tier, bar, figure, critical, gaps }
    }

    fn head(&self) -> Vec<(u16, &'static str)> {
        vec![
            (self.name, "Vendor"),
            (self.tier, "Tier"),
            (self.bar, "Readiness"),
            (self.figure, if self.bar == 0 { "Readiness" } else { "" }),
            (self.critical, ""),
            (self.gaps, "Gaps"),
        ]
    }

    fn row(&self, row: &VendorRow) -> Vec<Cell> {
        let name = match row.retired {
            Retired::Yes => format!("(retired) {}", row.name),
            Retired::No => row.name.clone(),
        };
        vec![
            (self.name, name),
            (self.tier, row.tier.map_or(UNTIERED, Tier::title).to_owned()),
            (self.bar, bar(&row.readiness, 10)),
            (self.figure, figure(&row.readiness)),
            (self.critical, critical(row)),
            (self.gaps, row.gaps.to_string()),
        ]
    }
}

/// The percentage with both numbers.
fn figure(readiness: &Readiness) -> String {
    match readiness.whole.percent() {
        Some(percent) => {
            format!("{percent:>3}% {}/{}", readiness.whole.documented, readiness.whole.applicable)
        }
        None => readiness.whole.to_string(),
    }
}

/// The words that stand beside the figure wherever it is shown (rule R20).
fn critical(row: &VendorRow) -> String {
    if row.critical_gaps > 0 { many(row.critical_gaps, "critical gap") } else { String::new() }
}

/// How far away a day is, in words.
pub(super) fn until(today: Date, day: Date) -> String {
    match days_between(today, day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} overdue", many(usize::try_from(-days).unwrap_or(0), "day")),
    }
}

fn details(row: &VendorRow, store: &Store, canvas: &mut Canvas<'_>, area: Rect) {
    let readiness = &row.readiness;
    let mut rest = area;
    let styles = canvas.styles;
    let mut say = |words: &str, style| {
        rest = below(rest, canvas.wrapped(rest, words, style));
    };
    say(&row.name, styles.heading);
    say(&format!("{} by {}: {}", "Readiness", row.questionnaire, readiness.whole), styles.text);
    let critical = critical(row);
    if !critical.is_empty() {
        say(&critical, styles.unmet);
    }
    let counted: Vec<String> = Standing::ALL
        .into_iter()
        .filter(|standing| readiness.standing(*standing) > 0)
        .map(|standing| {
            format!("{} {} {}", standing.mark(), standing.title(), readiness.standing(standing))
        })
        .collect();
    say(&counted.join("  "), styles.text);
    if let Some((day, owner)) = &row.next_follow_up {
        let style = if *day < store.today { styles.late } else { styles.text };
        say(&format!("Next follow-up {day}, {}: {owner}", until(store.today, *day)), style);
    }
    if let Some(gap) = &row.worst_gap {
        say(&format!("First gap: {gap}"), styles.text);
    }
    say(
        &format!("In force {}. Good practice {}.", readiness.in_force, readiness.good_practice),
        styles.text,
    );
    let unsettled = row.unsettled;
    if unsettled.open > 0 {
        say(&format!("{} critical not answered", unsettled.open), styles.text);
    }
    if unsettled.carried > 0 {
        say(&format!("{} critical not confirmed", unsettled.carried), styles.text);
    }
    if let Some(change) = &row.last_change {
        say(&format!("Last change {change}"), styles.quiet);
    }
    let outside = format!(
        "Does not apply {}, not asked {}, proposed {}",
        readiness.does_not_apply, readiness.not_asked, readiness.proposed
    );
    say(&outside, styles.quiet);
    say(&many(row.exhibits, "exhibit"), styles.quiet);
}
