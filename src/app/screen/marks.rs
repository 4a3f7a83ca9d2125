//! Marked rows: what a command works on together. A mark stands for what it is on and not for a place in the list, so that a search or another
//! person's change never moves it to a row that nobody meant.

use std::collections::BTreeSet;

use crate::app::command::CommandId;
use crate::app::list::Step;
use crate::app::screen::Screen;
use crate::app::screen::gaps::InHand;
use crate::app::state::App;
use crate::app::words::many;
use crate::domain::id::{FollowUpId, VendorId};
use crate::domain::request::Asked;
use crate::text::folded;

/// What a mark is on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The gap that the standing of this question opens.
    Gap(Asked),
    /// A follow-up of a vendor.
    FollowUp(VendorId, FollowUpId),
}

/// The marks of a list.
pub type Marks = BTreeSet<Mark>;

/// What stands before a row that is marked; nothing before another one.
pub fn sign(marks: &Marks, mark: &Mark) -> &'static str {
    if marks.contains(mark) { "*" } else { "" }
}

impl App {
    /// The marks of the list that is seen.
    pub fn marks(&self) -> Option<&Marks> {
        match self.screen()? {
            Screen::Gaps(rows) => Some(&rows.marks),
            Screen::FollowUps(listed) => Some(&listed.rows.marks),
            _ => None,
        }
    }

    /// What each row of the list that is seen can be marked as, and who owns it; nothing for a row that cannot be.
    fn markable(&self) -> Vec<Option<(Mark, String)>> {
        match self.screen() {
            Some(Screen::Gaps(_)) => {
                let owners = self.vendor.as_ref().map(|open| &open.dossier.owners);
                let mark = |one| {
                    let InHand::Gap(asked) = one else { return None };
                    let key = (asked.subject, asked.question.clone());
                    let owned = owners.and_then(|owners| owners.get(&key));
                    Some((Mark::Gap(asked), owned.map_or("", |owned| &owned.owner).to_owned()))
                };
                self.shown_gaps().iter().cloned().map(mark).collect()
            }
            Some(Screen::FollowUps(_)) => {
                let rows = self.shown_follow_ups().into_iter();
                rows.map(|of| {
                    let is_open = of.one.is_open();
                    let follow_up = of.one.follow_up;
                    is_open.then_some((Mark::FollowUp(of.vendor, follow_up.id), follow_up.owner))
                })
                .collect()
            }
            _ => Vec::new(),
        }
    }

    fn under_cursor(&self) -> Option<(Mark, String)> {
        let at = match self.screen()? {
            Screen::Gaps(rows) => rows.at,
            Screen::FollowUps(listed) => listed.rows.at,
            _ => return None,
        };
        self.markable().into_iter().nth(at).flatten()
    }

    /// What a command works on: the marked rows that are still there, in their order, else the row under the cursor.
    pub fn chosen(&self) -> Vec<Mark> {
        let marked: Vec<Mark> = self.marked();
        if marked.is_empty() {
            return self.under_cursor().map(|(mark, _)| mark).into_iter().collect();
        }
        marked
    }

    /// The marked rows that are still there, in their order.
    pub fn marked(&self) -> Vec<Mark> {
        let Some(marks) = self.marks().filter(|marks| !marks.is_empty()) else { return Vec::new() };
        let rows = self.markable().into_iter().flatten().map(|(mark, _)| mark);
        rows.filter(|mark| marks.contains(mark)).collect()
    }

    /// Marks the row under the cursor and goes on to the next one, or takes its mark away.
    pub(crate) fn mark(&mut self) {
        let Some((mark, _)) = self.under_cursor() else { return };
        self.turn_marks(vec![mark]);
        let count = self.rows_in_view();
        if let Some(rows) = self.screens.last_mut().and_then(Screen::rows_mut) {
            rows.step(Step::Down, count);
        }
        self.say_marks();
    }

    /// Marks every row of the same owner as the one under the cursor, or takes these marks away.
    pub(crate) fn mark_alike(&mut self) {
        let Some((_, owner)) = self.under_cursor() else { return };
        let owner = folded(&owner);
        let rows = self.markable().into_iter().flatten();
        let alike =
            rows.filter(|(_, other)| folded(other) == owner).map(|(mark, _)| mark).collect();
        self.turn_marks(alike);
        self.say_marks();
    }

    /// Takes the marks away where all of these have one, else gives each of them one.
    fn turn_marks(&mut self, of: Vec<Mark>) {
        let Some(rows) = self.screens.last_mut().and_then(Screen::rows_mut) else { return };
        if of.iter().all(|mark| rows.marks.contains(mark)) {
            rows.marks.retain(|mark| !of.contains(mark));
        } else {
            rows.marks.extend(of);
        }
    }

    fn say_marks(&mut self) {
        let marked = self.marked().len();
        let own = self.how(CommandId::OwnGap);
        let link = match self.screen() {
            Some(Screen::Gaps(_)) => {
                format!(", {} links an exhibit to them", self.how(CommandId::Link))
            }
            _ => String::new(),
        };
        self.say(match marked {
            0 => "No row is marked.".to_owned(),
            1 => format!("1 row is marked. {own} gives it to a person{link}."),
            _ => format!("{} are marked. {own} gives them to a person{link}.", many(marked, "row")),
        });
    }

    /// What was marked is done.
    pub(crate) fn clear_marks(&mut self) {
        if let Some(rows) = self.screens.last_mut().and_then(Screen::rows_mut) {
            rows.marks.clear();
        }
    }
}
