//! The history of a vendor, the newest event first: what is shown of it, the event under the cursor, and where it leads.

use std::rc::Rc;

use super::Screen;
use super::rows::Rows;
use crate::app::list::{Step, moved};
use crate::app::state::App;
use crate::app::words::{Said, Tone, heading, quiet, text};
use crate::domain::id::Digest;
use crate::domain::request::Asked;
use crate::domain::telling::{Filter, InRegister, LeadsTo, Telling, tellings};
use crate::text::wrap;

/// The narrowest width in which an event is read, in cells.
const NARROWEST: usize = 46;

/// The history of a vendor.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Its rows, and the words that are searched for.
    pub rows: Rows,
    /// What it is looked through by.
    pub filter: Filter,
    /// Which part has the keys.
    pub pane: Pane,
    /// The first line in view of what is said about the event.
    pub line: usize,
}

/// The parts of the screen; a small one shows all that is said about an event in the place of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The events.
    #[default]
    Events,
    /// What is said about the one under the cursor.
    Event,
}

impl History {
    /// The history, looked through so.
    pub fn through(filter: Filter) -> Self {
        Self { filter, ..Self::default() }
    }

    /// Moves over so many events, or over the lines of what is said about one.
    pub fn step(&mut self, step: Step, events: usize, lines: usize) {
        match self.pane {
            Pane::Events => {
                self.rows.step(step, events);
                self.line = 0;
            }
            Pane::Event => self.line = moved(self.line, step, lines),
        }
    }

    /// Turns to the other part.
    pub const fn turn(&mut self) {
        self.line = 0;
        self.pane = match self.pane {
            Pane::Events => Pane::Event,
            Pane::Event => Pane::Events,
        };
    }
}

/// Everything that is said about an event: when and by whom, before and after, why, who was there, and its place in the chain.
pub fn explained(told: &Telling) -> Vec<Said> {
    let mut said = vec![heading(format!("{}  {}", told.seq, told.what))];
    let by = if told.who == told.by.as_str() {
        told.who.clone()
    } else {
        format!("{} ({})", told.who, told.by)
    };
    said.push(text(format!("Recorded {} by {by}", told.when)));
    if let Some(from) = &told.counts_from {
        said.push((Tone::Part, format!("The clock was wrong: it counts as recorded from {from}.")));
    }
    if let Some(by) = told.taken_back_by {
        said.push((Tone::Unmet, format!("Taken back by {by}.")));
    }
    said.extend(told.was.as_ref().map(|was| text(format!("Before   {was}"))));
    said.extend(told.is.as_ref().map(|is| text(format!("After    {is}"))));
    said.extend(told.given_by.as_ref().map(|by| text(format!("Given by {by}"))));
    if !told.present.is_empty() {
        said.push(text(format!("Present  {}", told.present.join(", "))));
    }
    said.extend(told.corrects.map(|seq| text(format!("Corrects {seq}"))));
    said.extend(told.reason.as_ref().map(|why| text(format!("Reason   {why}"))));
    said.push(quiet(format!("Hash     {}", in_groups(told.hash))));
    let before = told.seq.checked_sub(1);
    let before =
        before.map_or_else(|| "nothing: the chain begins here".to_owned(), |seq| seq.to_string());
    said.push(quiet(format!("Follows  {before}")));
    said.push(quiet(format!("of hash  {}", in_groups(told.prev))));
    said
}

/// A hash in groups of sixteen digits, so that it is compared by eye and no window breaks it anywhere.
fn in_groups(hash: Digest) -> String {
    let hex = hash.to_string();
    let groups: Vec<&str> = (0..64).step_by(16).filter_map(|at| hex.get(at..at + 16)).collect();
    groups.join(" ")
}

impl App {
    /// Every event of the open vendor as it is told, oldest first. It is replayed once a record, and not once a frame.
    pub fn told(&self) -> Rc<[Telling]> {
        let (Some(store), Some(open)) = (&self.store, &self.vendor) else { return Rc::new([]) };
        let (ours, theirs) = (&store.organization.events, &open.dossier.events);
        let of = (open.dossier.id, theirs.len(), ours.len(), store.bank.digest, store.today);
        if let Some((known, told)) = &*self.telling.borrow()
            && *known == of
        {
            return told.clone();
        }
        let told: Rc<[Telling]> = tellings(&open.dossier, &store.organization, &store.bank).into();
        *self.telling.borrow_mut() = Some((of, told.clone()));
        told
    }

    /// The events that are shown, as places among all that are told, the newest first.
    pub fn shown_events(&self) -> Vec<usize> {
        let (Some(store), Some(Screen::History(history))) = (&self.store, self.screen()) else {
            return Vec::new();
        };
        let words = Some(history.rows.words()).filter(|words| !words.is_empty());
        let search = Filter { words, ..Filter::default() };
        let told = self.told();
        let fits = |told: &Telling| {
            history.filter.fits(told, &store.bank) && search.fits(told, &store.bank)
        };
        let fitting = told.iter().enumerate().rev().filter(|(_, told)| fits(told));
        fitting.map(|(place, _)| place).collect()
    }

    /// How many lines what is said about the event under the cursor takes at most.
    pub(in crate::app) fn lines_about_event(&self) -> usize {
        let said = self.event_in_hand().map(|told| explained(&told)).unwrap_or_default();
        said.iter().map(|(_, words)| wrap(words, NARROWEST).len()).sum()
    }

    /// The event under the cursor.
    pub fn event_in_hand(&self) -> Option<Telling> {
        let Some(Screen::History(history)) = self.screen() else { return None };
        let place = *self.shown_events().get(history.rows.at)?;
        self.told().get(place).cloned()
    }

    /// The question that the event under the cursor is about above all.
    pub fn event_question(&self) -> Option<Asked> {
        match self.event_in_hand()?.touches.leads_to? {
            LeadsTo::Question(asked) => Some(asked),
            _ => None,
        }
    }

    /// What is under the cursor of another screen, as a way to look through the history.
    pub fn history_of(&self) -> Option<Filter> {
        let none = Filter::default;
        match self.screen()? {
            Screen::Interview(interview) => {
                Some(Filter { question: Some(interview.at.clone()), ..none() })
            }
            Screen::Gaps(_) => {
                Some(Filter { question: Some(self.gap_in_hand()?.question), ..none() })
            }
            Screen::Evidence(_) => {
                Some(Filter { exhibit: Some(self.exhibit_no_in_hand()?), ..none() })
            }
            Screen::Registers(_) => {
                let no = self.record_under_cursor()?.no;
                Some(Filter { register: Some(InRegister::Record(no)), ..none() })
            }
            Screen::Incidents(_) | Screen::Clocks(_) => {
                let no = self.incident_in_hand()?;
                Some(Filter { register: Some(InRegister::Record(no)), ..none() })
            }
            _ => None,
        }
    }
}
