//! Everything with a day, of one vendor or over all: the rows, and the one under the cursor with its rule.

use std::borrow::Cow;

use jiff::civil::Date;

use super::rows::Rows;
use super::{Destination, Screen};
use crate::app::state::{App, Freshness};
use crate::app::words::{Said, Tone, heading, many, quiet, text, until};
use crate::domain::ahead::{Ahead, Of};
use crate::domain::deadline::{About, Deadline, Stage};
use crate::domain::id::VendorId;

/// A list of one vendor, or over all of them.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Its rows.
    pub rows: Rows,
    /// Over whom it goes.
    pub over: Over,
}

/// Over whom a list goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Over {
    /// The vendor that is open.
    #[default]
    One,
    /// All vendors, and our organization.
    All,
}

impl Listed {
    /// A list over all.
    pub fn over_all() -> Self {
        Self { over: Over::All, ..Self::default() }
    }

    /// Turns from one to all, or back.
    pub fn turn(&mut self) {
        self.over = match self.over {
            Over::One => Over::All,
            Over::All => Over::One,
        };
        self.rows.at = 0;
    }
}

impl App {
    /// What lies ahead, as far as the list that is seen needs it: of the open vendor as it is, of all as they were last looked at.
    pub fn ahead(&self) -> Cow<'_, Ahead> {
        let nothing = || Cow::Owned(Ahead::default());
        match self.over() {
            Some(Over::All) => self.lookout.known.as_ref().map_or_else(nothing, Cow::Borrowed),
            Some(Over::One) => {
                let (Some(store), Some(open)) = (&self.store, &self.vendor) else {
                    return nothing();
                };
                let dossier = &open.dossier;
                Cow::Owned(Ahead::of(dossier, &store.organization, &store.bank, store.today))
            }
            None => nothing(),
        }
    }

    /// Over whom the list that is seen goes, if it is one that may go over all.
    pub fn over(&self) -> Option<Over> {
        match self.screen()? {
            Screen::Deadlines(listed) | Screen::FollowUps(listed) => Some(listed.over),
            _ => None,
        }
    }

    /// Whether the list that is seen is over all, and they are yet to be looked at.
    pub fn is_to_look_ahead(&self) -> bool {
        self.over() == Some(Over::All) && self.lookout.state == Freshness::Old
    }

    /// The deadlines that are shown, in order.
    pub fn shown_deadlines(&self) -> Vec<Of<Deadline>> {
        let Some(Screen::Deadlines(listed)) = self.screen() else { return Vec::new() };
        let searched = |one: &Of<Deadline>| format!("{} {} {}", one.name, one.slug, one.one.what);
        let mut shown = self.ahead().into_owned().deadlines;
        shown.retain(|one| listed.rows.shows(&searched(one)));
        shown
    }

    /// The deadline under the cursor.
    pub fn deadline_in_hand(&self) -> Option<Of<Deadline>> {
        let Some(Screen::Deadlines(listed)) = self.screen() else { return None };
        self.shown_deadlines().into_iter().nth(listed.rows.at)
    }

    /// The vendor of the row under the cursor in a list over all.
    pub(super) fn vendor_ahead(&self) -> Option<VendorId> {
        let ahead = self.lookout.known.as_ref()?;
        match self.screen()? {
            Screen::Deadlines(_) => self.deadline_in_hand().map(|one| one.vendor),
            Screen::FollowUps(listed) => ahead.follow_ups.get(listed.rows.at).map(|one| one.vendor),
            _ => None,
        }
    }
}

/// How many are overdue and how many are near, in words.
pub fn counted(shown: &[Of<Deadline>], today: Date) -> String {
    let stage = |wanted: &[Stage]| {
        shown.iter().filter(|one| wanted.contains(&one.one.stage(today))).count()
    };
    let near = stage(&[Stage::Week, Stage::Month]);
    format!("{} overdue · {near} within 30 days", stage(&[Stage::Overdue]))
}

/// How far away a day is, for a narrow column.
pub fn away(today: Date, day: Date) -> String {
    match crate::domain::day::days_between(today, day) {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        -1 => "1 day late".to_owned(),
        days if days > 0 => format!("{days} days"),
        days => format!("{} days late", days.unsigned_abs()),
    }
}

/// What stands behind a deadline: what, whose, when, by which rule, and what hangs on it.
pub fn explained(of: &Of<Deadline>, today: Date) -> Vec<Said> {
    let one = &of.one;
    let late = one.stage(today).presses();
    // A notice is owed before its last day, so that none of them is due on it.
    let by = if matches!(one.about, About::Clock(..)) { "No later than" } else { "Due" };
    let mut said = vec![heading(format!("{} · {}", one.what, of.name))];
    said.push((
        if late { Tone::Late } else { Tone::Text },
        format!("{by} {}, {}", one.day.strftime("%A %Y-%m-%d"), until(today, one.day)),
    ));
    said.push(text(format!("Why that day: {}", one.rule)));
    if !one.questions.is_empty() {
        let ids: Vec<String> =
            one.questions.iter().map(|asked| asked.question.to_string()).collect();
        said.push(text(format!("{} on it: {}", hang(ids.len()), ids.join(", "))));
    }
    said.extend(one.owner.as_ref().map(|owner| text(format!("Seen to by {owner}"))));
    said.push(quiet(match one.stage(today) {
        Stage::Overdue => "The day named is the last good one; it is overdue from the day after.",
        Stage::Week => "At most 7 days are left.",
        Stage::Month => "At most 30 days are left.",
        Stage::Quarter => "At most 90 days are left.",
        Stage::Later => "More than 90 days are left.",
    }));
    said
}

fn hang(count: usize) -> String {
    format!("{} rest{}", many(count, "question"), if count == 1 { "s" } else { "" })
}

/// Where a deadline leads.
pub fn leads_to(one: &Deadline) -> Destination {
    match (&one.about, one.questions.first()) {
        (About::Exhibit(no), _) => Destination::Exhibit(*no),
        (About::Record(no), _) => Destination::Record(*no),
        (About::Clock(no, clock), _) => Destination::Clock(*no, clock.clone()),
        (_, Some(question)) => Destination::Interview(Some(question.clone())),
        (_, None) => Destination::Interview(None),
    }
}
