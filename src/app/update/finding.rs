//! Finding anything: what was typed to what is found, and from there to where it is.

use super::step_of;
use crate::app::command::CommandId;
use crate::app::effect::Effect;
use crate::app::enabled::can_run;
use crate::app::key::{Chord, Key};
use crate::app::overlay::finding::Row;
use crate::app::overlay::{Finding, Overlay};
use crate::app::screen::interview::{Editing, Interview};
use crate::app::screen::{Destination, Screen};
use crate::app::state::App;
use crate::app::words::capital;
use crate::domain::finding::{Found, Place};
use crate::domain::id::VendorId;
use crate::domain::register::RegisterKind;

/// How many letters are typed before the other records are looked through: a single one is in every text.
const FEW_LETTERS: usize = 2;

impl App {
    /// Opens the search over everything. A form that was open lies beneath it.
    pub(super) fn find_anything(&mut self) -> Vec<Effect> {
        let finding = Finding::of(self);
        let over = Overlay::Finding(Box::new(finding));
        match self.overlay.replace(over) {
            Some(Overlay::Prompt(prompt)) => self.beneath = Some(prompt),
            Some(Overlay::Confirm(_)) => {
                self.then = None;
                self.submitted = None;
            }
            _ => {}
        }
        // Every record may have grown since it was looked at.
        vec![self.find_elsewhere(String::new())]
    }

    fn find_elsewhere(&self, typed: String) -> Effect {
        Effect::Find { typed, but: self.vendor.as_ref().map(|open| open.dossier.id) }
    }

    pub(super) fn press_while_finding(&mut self, chord: Chord) -> Vec<Effect> {
        let Some(Overlay::Finding(finding)) = &mut self.overlay else { return Vec::new() };
        if let Some(step) = step_of(chord) {
            finding.at = crate::app::list::moved(finding.at, step, finding.rows.len());
            return Vec::new();
        }
        if chord.key == Key::Enter {
            return self.go_to_found();
        }
        let pressed = finding.find.press(chord);
        self.say_refused(pressed);
        self.sought_anew()
    }

    /// Looks for what is typed now, where that is something else than before.
    pub(super) fn sought_anew(&mut self) -> Vec<Effect> {
        let typed = match &self.overlay {
            Some(Overlay::Finding(finding)) if finding.find.text() != finding.sought => {
                finding.find.text()
            }
            _ => return Vec::new(),
        };
        self.with_finding(|app, finding| finding.look(app));
        if typed.trim().chars().count() < FEW_LETTERS {
            return Vec::new();
        }
        vec![self.find_elsewhere(typed)]
    }

    /// Whether not every record was looked at yet.
    pub(in crate::app) fn is_finding_more(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Finding(finding)) if finding.left > 0)
    }

    /// Has some more records looked at.
    pub(super) fn find_more(&mut self) -> Vec<Effect> {
        let Some(Overlay::Finding(finding)) = &self.overlay else { return Vec::new() };
        // Nothing typed would mean to look at every record anew.
        let typed = Some(finding.sought.clone()).filter(|typed| !typed.is_empty());
        vec![self.find_elsewhere(typed.unwrap_or_else(|| " ".to_owned()))]
    }

    /// Looking at the records was refused: what is not looked at yet is not asked for again and again.
    pub(super) fn find_no_more(&mut self) {
        if let Some(Overlay::Finding(finding)) = &mut self.overlay {
            finding.left = 0;
        }
    }

    pub(super) fn take_found(&mut self, typed: &str, rows: Vec<Found>, left: usize) {
        self.with_finding(|app, finding| finding.take(app, typed, rows, left));
    }

    fn with_finding(&mut self, change: impl FnOnce(&Self, &mut Finding)) {
        if let Some(Overlay::Finding(mut finding)) =
            self.overlay.take_if(|overlay| matches!(overlay, Overlay::Finding(_)))
        {
            change(self, &mut finding);
            self.overlay = Some(Overlay::Finding(finding));
        }
    }

    /// Goes to what is under the cursor; the vendor is opened first where it is not open.
    pub(in crate::app) fn go_to_found(&mut self) -> Vec<Effect> {
        let Some(Overlay::Finding(finding)) = &self.overlay else { return Vec::new() };
        let Some(row) = finding.in_hand().cloned() else {
            let close = self.how(CommandId::Back);
            self.say(format!(
                "Nothing is under the cursor. Type something else, or close this with {close}."
            ));
            return Vec::new();
        };
        if finding.into.is_some_and(|into| into.fits(&row.entry)) {
            return self.put_into_field(&row);
        }
        if let Place::Command(word) = row.entry.place {
            return self.run_found(word);
        }
        let Some(vendor) = row.entry.vendor else {
            self.say(row.explained(self));
            return Vec::new();
        };
        self.overlay = None;
        self.keep_form();
        // A note that is being typed is closed as by esc; an answer stays in its field, to which esc leads back.
        let note = |one: &Interview| matches!(one.editing, Some(Editing::Note(_)));
        let mut effects =
            if self.interview().is_some_and(note) { self.leave_field() } else { self.keep_draft() };
        let ours = self.store.as_ref().map(|store| store.ours.vendor);
        let to = match leads_to(&row) {
            Destination::Interview(None) if Some(vendor) == ours => Destination::Organization,
            to => to,
        };
        if self.vendor.as_ref().is_none_or(|open| open.dossier.id != vendor) {
            // The screens of another vendor make no way back from this one's.
            self.screens.truncate(1);
        }
        effects.extend(self.open_found(vendor, to));
        effects
    }

    fn open_found(&mut self, vendor: VendorId, to: Destination) -> Vec<Effect> {
        let effects = self.open_at(Some((vendor, to)));
        self.settle_on_found();
        effects
    }

    fn run_found(&mut self, word: &str) -> Vec<Effect> {
        let Some(id) = CommandId::of_word(word) else { return Vec::new() };
        if let Err(why) = can_run(self, id) {
            self.say(capital(&why));
            return Vec::new();
        }
        self.overlay = None;
        self.keep_form();
        self.run(id)
    }

    /// A search that is typed in a list is over when something found elsewhere is gone to.
    fn settle_on_found(&mut self) {
        for screen in &mut self.screens {
            if let Some(rows) = Screen::rows_mut(screen).filter(|rows| rows.is_typing()) {
                rows.end_typing();
            }
        }
    }
}

fn leads_to(row: &Row) -> Destination {
    match &row.entry.place {
        Place::Question(asked) => Destination::Interview(Some(asked.clone())),
        Place::Exhibit(no) => Destination::Exhibit(*no),
        Place::Record(no) if no.register == RegisterKind::Incidents => {
            Destination::IncidentOnList(*no)
        }
        Place::Record(no) => Destination::Record(*no),
        Place::Inquiry(no) => Destination::Inquiry(*no),
        Place::Vendor | Place::Command(_) => Destination::Interview(None),
    }
}
