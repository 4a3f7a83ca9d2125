//! Looking back: every screen over the record as it was on file on a past day. What stood on the screens of today waits beside it, as it
//! was left, and nothing can be recorded meanwhile (rules, section 8).

use super::command::{Command, CommandId};
use super::effect::Effect;
use super::screen::Screen;
use super::screen::clocks::Clocks;
use super::screen::interview::{Interview, Pane, Unsaved};
use super::state::{App, OpenVendor, Store};
use crate::domain::as_of::AsOf;
use crate::domain::id::VendorId;
use crate::domain::reporting::Kind;

/// A past day that is looked at, with today's screens as they were left.
#[derive(Clone, Debug)]
pub struct LookingBack {
    /// The day or event.
    pub as_of: AsOf,
    /// How many screens lay one above the other when it began: from there, esc leads back to today.
    floor: usize,
    vendor: Option<OpenVendor>,
    screens: Vec<Screen>,
}

impl App {
    /// The past day or event that is looked at, as every frame says it; nothing where today is.
    pub fn as_of(&self) -> Option<String> {
        let looking = self.looking.as_ref()?;
        Some(match (looking.as_of, &self.store) {
            (AsOf::Event(number), Some(store)) => format!("#{number} of {}", store.today),
            (as_of, _) => as_of.to_string(),
        })
    }

    /// Whether esc leads back to today, and not only one screen back.
    pub fn is_at_the_top_of_the_past(&self) -> bool {
        self.looking.as_ref().is_some_and(|looking| self.screens.len() <= looking.floor)
    }

    /// Why a command cannot run while a past day is looked at.
    ///
    /// # Errors
    /// It may lead to something being recorded.
    pub(super) fn refuse_in_the_past(&self, command: &Command) -> Result<(), String> {
        match self.as_of() {
            Some(as_of) if command.records() || self.would_change(command.id) => {
                Err(self.only_to_read(&as_of))
            }
            _ => Ok(()),
        }
    }

    /// The one sentence that says why nothing can be recorded now, and how to return.
    pub(crate) fn only_to_read(&self, as_of: &str) -> String {
        let back = self.how(if self.is_at_the_top_of_the_past() {
            CommandId::Back
        } else {
            CommandId::LookBack
        });
        format!("not now: this is the record as of {as_of}; {back} returns to today")
    }

    /// Whether going on in what is seen would change it.
    fn would_change(&self, id: CommandId) -> bool {
        let changes = matches!(
            self.screen(),
            Some(Screen::Registers(_) | Screen::Profile(_) | Screen::Organization(_))
        );
        id == CommandId::Accept && self.overlay.is_none() && changes
    }

    /// What is asked of the world to look back, or to return to today: the vendor that is seen comes along.
    pub(crate) fn look_back(&mut self, as_of: Option<AsOf>) -> Vec<Effect> {
        let Some(as_of) = as_of else {
            return self.looking.iter().map(|_| Effect::LookBack(None)).collect();
        };
        let in_hand = self.vendor_in_hand().map(|row| row.vendor);
        let open = self.vendor.as_ref().map(|open| open.dossier.id);
        let vendor = match (self.screen(), as_of) {
            // From the list of vendors a day is that of all of them; an event is one of the vendor under the cursor.
            (Some(Screen::Dashboard(_)), AsOf::Day(_)) => None,
            (Some(Screen::Dashboard(_)), AsOf::Event(_)) => in_hand,
            _ => open,
        };
        // Whatever was typed is safe before today's screens are put aside.
        let mut effects = self.keep_draft();
        effects.extend(self.keep_form_drafts());
        effects.push(Effect::LookBack(Some((as_of, vendor))));
        effects
    }

    /// The record as it was is here: today's screens are put aside as they are, and the same ones shown over it.
    pub(super) fn looked_back(
        &mut self,
        as_of: AsOf,
        vendor: Option<VendorId>,
        store: Store,
    ) -> Vec<Effect> {
        let before = self.looking.take();
        let vendor_of_today = self.vendor.take();
        self.store = Some(store);
        let screens = std::mem::take(&mut self.screens);
        // What was found for another day is none of this one.
        let of_this_day = |screen: &&Screen| !matches!(screen, Screen::Listing(_));
        self.screens = screens.iter().filter(of_this_day).map(as_it_was).collect();
        self.looking = Some(Box::new(match before {
            // Another day is looked at: today still waits as it was left.
            Some(looking) => LookingBack { as_of, floor: self.screens.len(), ..*looking },
            None => {
                LookingBack { as_of, floor: self.screens.len(), vendor: vendor_of_today, screens }
            }
        }));
        let on_report = match self.screens.last() {
            Some(Screen::Report(report)) => Some((report.kind, report.edition)),
            _ => None,
        };
        let open = vendor.map(Effect::OpenVendor);
        let preview = vendor.zip(on_report);
        let preview = preview.map(|(vendor, (kind, edition))| Effect::PreviewReport {
            vendor,
            kind,
            edition,
        });
        open.into_iter().chain(preview).collect()
    }

    /// Today is back: its screens stand as they were left, and what was recorded meanwhile is read.
    pub(super) fn returned(&mut self, store: Store) -> Vec<Effect> {
        let Some(looking) = self.looking.take() else { return Vec::new() };
        self.store = Some(store);
        self.vendor = looking.vendor;
        self.screens = looking.screens;
        self.vendor.iter().map(|open| Effect::OpenVendor(open.dossier.id)).collect()
    }

    /// Puts cursors and questions onto what is there: less may have been on file on that day.
    pub(super) fn settle_screens(&mut self) -> Vec<Effect> {
        let rows = self.rows_in_view();
        if let Some(list) = self.screens.last_mut().and_then(Screen::rows_mut) {
            list.at = list.at.min(rows.saturating_sub(1));
        }
        let Some(Screen::Interview(interview)) = self.screen() else { return Vec::new() };
        let at = interview.at.clone();
        let rows = self.question_rows();
        if rows.iter().any(|row| row.id == at) {
            return Vec::new();
        }
        rows.first().map(|row| self.show_question(row.id.clone())).unwrap_or_default()
    }
}

/// A screen without what was being typed, checked or read on it: that belongs to today.
fn as_it_was(screen: &Screen) -> Screen {
    let mut screen = screen.clone();
    match &mut screen {
        Screen::Interview(interview) => {
            let pane =
                if interview.pane == Pane::Closing { Pane::Question } else { interview.pane };
            *interview = Interview {
                pane,
                editing: None,
                picked: None,
                held: None,
                cursor: None,
                unsaved: Unsaved::Nothing,
                ..interview.clone()
            };
        }
        Screen::Report(report) => {
            report.preview = None;
            // The letter, the interview or the later side may not have been on file on that day.
            if report.kind != Kind::Amendment {
                report.kind = Kind::Vendor;
            }
        }
        Screen::History(history) => history.rows.at = 0,
        Screen::Clocks(clocks) => *clocks = Clocks::of(clocks.incident),
        _ => {}
    }
    screen
}
