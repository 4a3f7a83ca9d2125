//! The vendors in lines: the list, the map by theme, a vendor at a glance, and what is looked at before signing off.

use jiff::civil::Date;

use super::Talk;
use crate::app::command::CommandId;
use crate::app::message::Message;
use crate::app::screen::Screen;
use crate::app::screen::dashboard::map::{Column, columns, of, said};
use crate::app::screen::dashboard::{Dashboard, Pane, critical};
use crate::app::screen::report;
use crate::app::state::Store;
use crate::app::words::{many, until};
use crate::domain::summary::Summary;
use crate::domain::vendor::{Tier, UNTIERED};

/// What is due first of a vendor, behind its other figures.
fn next_deadline(row: &Summary, today: Date) -> String {
    let next = row.next_deadline.as_ref();
    next.map_or_else(String::new, |(day, what)| {
        format!("; next deadline {day}, {}: {what}", until(today, *day))
    })
}

/// A vendor of the list, in one line.
fn listed(row: &Summary, today: Date) -> String {
    let critical =
        if row.critical_gaps > 0 { format!(", {}", critical(row)) } else { String::new() };
    let tier = row.tier.map_or(UNTIERED, Tier::title);
    format!(
        "{}, {tier}: readiness {}{critical}, {}{}",
        row.name(),
        row.readiness.whole,
        many(row.gaps, "gap"),
        next_deadline(row, today)
    )
}

/// A vendor of the map, in one line: only themes of which there is something to say.
fn mapped(row: &Summary, columns: &[Column]) -> String {
    let of_column = |column: &Column| {
        let figures = of(row, *column);
        let is_said = figures.figure.applicable > 0 || figures.critical > 0;
        is_said.then(|| format!("{} {}", column.title(), said(figures)))
    };
    let all: Vec<String> = columns.iter().filter_map(of_column).collect();
    format!("{}: {}", row.name(), all.join("; "))
}

/// The vendors that are shown, in the list or in the map.
pub(super) fn vendor_rows(dashboard: &Dashboard, store: &Store) -> (String, Vec<String>) {
    let shown = dashboard.shown(store);
    let only = dashboard.filter.words();
    let only = only.map_or_else(String::new, |words| format!(" Only: {words}."));
    let (day, count) = (store.today, many(shown.len(), "vendor"));
    match dashboard.pane {
        Pane::List => {
            let rows = shown.iter().map(|row| listed(row, store.today));
            (format!("Vendors, {day}: {count}.{only}"), rows.collect())
        }
        Pane::Map => {
            let columns = columns(store);
            let rows = shown.iter().map(|row| mapped(row, &columns));
            (format!("Vendors by theme, {day}: {count}.{only}"), rows.collect())
        }
    }
}

impl Talk<'_> {
    pub(super) fn overview_rows_said(&self, name: &str) -> (String, Vec<String>) {
        let rows = self.app.overview_rows();
        let mut part = None;
        let said = rows.iter().map(|row| {
            let heading = match part.replace(row.part) {
                Some(before) if before == row.part => String::new(),
                _ => format!("{}. ", row.part.title()),
            };
            format!("{heading}{}", row.words)
        });
        let said = said.collect();
        (format!("{name} at a glance. A number goes to what a line is about."), said)
    }

    pub(super) fn checks_said(&self, name: &str) -> (String, Vec<String>) {
        let checks = self.app.sign_off_checks();
        let said = checks.iter().map(|check| check.said().to_owned()).collect();
        (format!("Before sign-off on {name}. A number goes to what a line is about."), said)
    }

    /// Whether a number goes to what the row is about, and does not only read it out.
    pub(super) fn goes_to_row(&self) -> bool {
        match self.app.screen() {
            Some(Screen::Dashboard(_) | Screen::Incidents(_) | Screen::Overview(_)) => true,
            Some(Screen::Report(report)) => report.pane == report::Pane::Checks,
            _ => false,
        }
    }

    /// Turns between list and map, or between the parts of the report and what is looked at before signing off; says whether it did.
    pub(super) fn turns(&mut self) -> bool {
        let turns = matches!(self.app.screen(), Some(Screen::Dashboard(_) | Screen::Report(_)));
        if turns {
            self.tell(Message::Run(CommandId::NextPane));
        }
        // In lines the contents are how the text is read.
        if let Some(Screen::Report(report)) = self.app.screen()
            && report.pane == report::Pane::Contents
        {
            self.tell(Message::Run(CommandId::NextPane));
        }
        turns
    }
}
