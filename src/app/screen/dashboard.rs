//! The vendors: their order, what they are looked through by, and the one under the cursor.

pub mod figures;
pub mod filter;
pub mod map;

use self::filter::{Filter, of_tier};
use super::cycle::{is_near, reassessment};
use super::deadlines::Over;
use super::rows::Rows;
use crate::app::state::{App, Store};
use crate::app::words::{Said, Tone, heading, many, quiet, text, until};
use crate::domain::deadline::Stage;
use crate::domain::standing::Standing;
use crate::domain::summary::Summary;

/// The list of vendors.
#[derive(Clone, Debug, Default)]
pub struct Dashboard {
    /// The cursor and the search.
    pub rows: Rows,
    /// The order.
    pub order: Order,
    /// Whether retired vendors are shown.
    pub retired: ShowRetired,
    /// What they are looked through by.
    pub filter: Filter,
    /// What is seen of them.
    pub pane: Pane,
    /// The column under the cursor of the map.
    pub column: usize,
}

/// What is seen of the vendors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list.
    #[default]
    List,
    /// The map by theme.
    Map,
}

/// The order of the vendors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// The gravest tier first.
    Tier,
    /// The least ready first.
    Readiness,
    /// The most gaps first, critical ones before all.
    Gaps,
    /// The next deadline first.
    Deadline,
}

impl Order {
    /// The order after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Name => Self::Tier,
            Self::Tier => Self::Readiness,
            Self::Readiness => Self::Gaps,
            Self::Gaps => Self::Deadline,
            Self::Deadline => Self::Name,
        }
    }

    /// Its words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Tier => "tier, gravest first",
            Self::Readiness => "readiness, lowest first",
            Self::Gaps => "critical gaps, then gaps",
            Self::Deadline => "next deadline",
        }
    }
}

/// Whether retired vendors are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShowRetired {
    /// Only those on the list.
    #[default]
    No,
    /// Retired ones too.
    Yes,
}

impl Dashboard {
    /// Turns to the map, or back to the list.
    pub fn turn(&mut self) {
        self.pane = match self.pane {
            Pane::List => Pane::Map,
            Pane::Map => Pane::List,
        };
    }

    /// Ends one thing that narrows what is seen, the last first; says whether there was one.
    pub fn narrows_no_more(&mut self) -> bool {
        if self.rows.find.take().is_none() {
            if !self.filter.is_empty() {
                self.filter = Filter::default();
            } else if self.pane == Pane::Map {
                self.pane = Pane::List;
            } else {
                return false;
            }
        }
        self.rows.at = 0;
        true
    }

    /// The vendors shown, in order.
    pub fn shown<'a>(&self, store: &'a Store) -> Vec<&'a Summary> {
        let fits = self.rows.filter();
        let mut shown: Vec<&Summary> = store
            .vendors
            .iter()
            .filter(|row| !row.retired || self.retired == ShowRetired::Yes)
            .filter(|row| self.filter.is_empty() || self.filter.fits(row, store))
            .filter(|row| self.rows.find.is_none() || fits(&format!("{} {}", row.name(), row.slug)))
            .collect();
        // The store has them by name; the sorts are stable, so that names decide last.
        match self.order {
            Order::Name => {}
            Order::Tier => shown.sort_by_key(|row| (row.tier.is_none(), row.tier)),
            Order::Readiness => shown.sort_by_key(|row| {
                let percent = row.readiness.whole.percent();
                (percent.is_none(), percent)
            }),
            Order::Gaps => {
                shown.sort_by_key(|row| std::cmp::Reverse((row.critical_gaps, row.gaps)));
            }
            Order::Deadline => shown.sort_by_key(|row| {
                let day = row.next_deadline.as_ref().map(|(day, _)| *day);
                (day.is_none(), day)
            }),
        }
        shown
    }
}

impl App {
    /// The vendor that a command is about: the open one, our organization where that is open, or the one under the cursor.
    pub fn vendor_in_hand(&self) -> Option<&Summary> {
        let store = self.store.as_ref()?;
        if let super::Screen::Dashboard(dashboard) = self.screen()? {
            dashboard.shown(store).get(dashboard.rows.at).copied()
        } else {
            let id = match self.over() {
                Some(Over::All) => self.vendor_ahead()?,
                _ => self.vendor.as_ref()?.dossier.id,
            };
            std::iter::once(&store.ours).chain(&store.vendors).find(|row| row.vendor == id)
        }
    }
}

/// The percentage with both numbers, as short as it can be.
pub fn figure(row: &Summary) -> String {
    let whole = row.readiness.whole;
    match whole.percent() {
        Some(percent) => format!("{percent:>3}% {}/{}", whole.documented, whole.applicable),
        None => whole.to_string(),
    }
}

/// The words that stand beside the figure wherever it is shown (rule R20).
pub fn critical(row: &Summary) -> String {
    if row.critical_gaps > 0 { many(row.critical_gaps, "critical gap") } else { String::new() }
}

/// What stands beside the figure in a vendor's row: its critical gaps (rule R20), else how many answers wait to be confirmed, so that a
/// figure that fell when a reassessment was opened frightens nobody.
pub fn beside_the_figure(row: &Summary) -> String {
    match (row.critical_gaps, row.readiness.standing(Standing::Carried)) {
        (0, 0) => String::new(),
        (0, carried) => format!("{carried} to confirm"),
        _ => critical(row),
    }
}

/// What stands behind a vendor's row, most important first.
pub fn explained(store: &Store, row: &Summary) -> Vec<Said> {
    let readiness = &row.readiness;
    let mut said = vec![heading(format!("{} · {}", row.name(), of_tier(row.tier)))];
    said.push(text(format!("Readiness, questionnaire {}: {}", row.questionnaire, readiness.whole)));
    if row.critical_gaps > 0 {
        said.push((Tone::Unmet, critical(row)));
    }
    let counted: Vec<String> = Standing::ALL
        .into_iter()
        .filter(|standing| readiness.standing(*standing) > 0)
        .map(|standing| {
            format!("{} {} {}", standing.mark(), standing.title(), readiness.standing(standing))
        })
        .collect();
    said.push(text(counted.join("  ")));
    if let Some((day, what)) = &row.next_deadline {
        let late = Stage::of(*day, store.today).presses();
        let tone = if late { Tone::Late } else { Tone::Text };
        let when = until(store.today, *day);
        said.push((tone, format!("Next deadline {day}, {when}: {what}")));
    }
    said.extend(row.sign_off.map(|signed| text(signed.to_string())));
    said.extend(row.holds.iter().map(|matter| text(format!("Legal hold: {matter}"))));
    // One that is far off gives way to the figures.
    let (near, far): (Vec<Said>, Vec<Said>) =
        reassessment(store, row).into_iter().partition(|_| is_near(store, row));
    said.extend(near);
    said.extend(row.worst_gap.as_ref().map(|gap| text(format!("First gap: {gap}"))));
    said.push(text(format!(
        "In force {}. Good practice {}.",
        readiness.in_force, readiness.good_practice
    )));
    if row.unsettled.open > 0 {
        said.push(text(format!("{} critical not answered", row.unsettled.open)));
    }
    if row.unsettled.carried > 0 {
        said.push(text(format!("{} critical not confirmed", row.unsettled.carried)));
    }
    said.extend(far);
    said.extend(last_change(store, row).map(quiet));
    said.push(quiet(format!(
        "Does not apply {}, not asked {}, proposed {}",
        readiness.does_not_apply, readiness.not_asked, readiness.proposed
    )));
    said.push(quiet(many(row.exhibits, "exhibit")));
    said
}

fn last_change(store: &Store, row: &Summary) -> Option<String> {
    let (at, by) = row.last_change.as_ref()?;
    let organization = &store.organization;
    let (at, by) = (organization.zones.shown(*at), organization.person(by));
    Some(format!("Last change {at} by {by}"))
}
