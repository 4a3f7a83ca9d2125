//! What stands beneath the list: the figures of all vendors by tier, and the first days over all of them.

use jiff::civil::Date;

use super::filter::of_tier;
use crate::app::screen::deadlines::away;
use crate::app::state::Store;
use crate::app::words::{Said, Tone, begun, heading, many, quiet, text};
use crate::domain::deadline::Stage;
use crate::domain::readiness::Fraction;
use crate::domain::summary::{MOST_SOON, Summary};
use crate::domain::vendor::Tier;

/// Vendors of a tier with their figures added up (rule R15).
#[derive(Clone, Copy, Debug, Default)]
struct Together {
    vendors: usize,
    figure: Fraction,
    critical: u32,
    gaps: u32,
}

impl Together {
    fn of<'a>(rows: impl Iterator<Item = &'a Summary>) -> Self {
        let mut all = Self::default();
        for row in rows {
            all.vendors += 1;
            all.figure += row.readiness.whole;
            all.critical += row.critical_gaps;
            all.gaps += row.gaps;
        }
        all
    }

    fn said(&self, name: &str) -> String {
        let critical = match self.critical {
            0 => String::new(),
            gaps => format!(", {}", many(gaps, "critical gap")),
        };
        format!(
            "{:<14}{:<13}{:<20}{}{critical}",
            begun(name),
            many(self.vendors, "vendor"),
            self.figure.to_string(),
            many(self.gaps, "gap")
        )
    }
}

/// The figures of the vendors in use by tier, the gravest first, and of all; those of our organization are in none (rule R6).
pub fn by_tier(store: &Store) -> Vec<Said> {
    let in_use = || store.vendors.iter().filter(|row| !row.retired);
    let tiers = Tier::ALL.into_iter().map(Some).chain([None]);
    let of = |tier| (tier, Together::of(in_use().filter(|row| row.tier == tier)));
    let tiers: Vec<_> = tiers.map(of).filter(|(_, all)| all.vendors > 0).collect();
    let mut said = vec![heading("Readiness by tier")];
    said.extend(tiers.iter().map(|(tier, all)| text(all.said(&of_tier(*tier)))));
    if tiers.len() > 1 {
        said.push(text(Together::of(in_use()).said("all vendors")));
    }
    said
}

/// The first days over all vendors and our organization, and how many there are; so many rows at most, with the heading.
///
/// They are kept with each vendor's figures: looking through thousands of records would take seconds.
pub fn due_soon(store: &Store, most: usize, all_of_them: &str) -> Vec<Said> {
    let rows = || store.vendors.iter().chain([&store.ours]);
    let count = |of: fn(&Summary) -> u32| rows().map(of).sum::<u32>();
    let overdue = count(|row| row.soon.overdue);
    let week = count(|row| row.soon.week);
    let month = week + count(|row| row.soon.month);
    if overdue + month == 0 {
        return vec![
            heading("Due"),
            text("Nothing is overdue, and nothing is due within 30 days."),
        ];
    }
    let mut said = vec![heading(format!(
        "Due: {overdue} overdue, {week} within 7 days, {month} within 30 days"
    ))];
    let all = usize::try_from(overdue + month).unwrap_or(usize::MAX);
    let room = most.saturating_sub(1);
    // A row that says how many there are more takes the place of one of them.
    let listed = if all > room { room.saturating_sub(1) } else { room }.min(MOST_SOON);
    let first = first_days(rows(), listed);
    for (day, row, what) in &first {
        let (late, name) = (Stage::of(*day, store.today).presses(), row.name());
        let mark = if late { " !" } else { "" };
        let when = format!("{}{mark}", away(store.today, *day));
        let day = day.strftime("%a %Y-%m-%d").to_string();
        let tone = if late { Tone::Late } else { Tone::Text };
        said.push((tone, format!("{day}  {when:<15} {name}: {what}")));
    }
    if all > first.len() && room > 0 {
        said.push(quiet(format!("{} more; {all_of_them} lists every one", all - first.len())));
    }
    said
}

/// The first days of several vendors, so many at most. Exact, since of each vendor as many are kept.
fn first_days<'a>(
    rows: impl Iterator<Item = &'a Summary>,
    most: usize,
) -> Vec<(Date, &'a Summary, &'a str)> {
    let mut first: Vec<(Date, &Summary, &str)> = Vec::new();
    for row in rows {
        for (day, what) in &row.soon.first {
            let place = first.partition_point(|(other, ..)| other <= day);
            if place >= most {
                break;
            }
            first.insert(place, (*day, row, what));
            first.truncate(most);
        }
    }
    first
}
