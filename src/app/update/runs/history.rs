//! From an event of the history to what it is about: to look at it, or to correct it.

use crate::app::effect::Effect;
use crate::app::overlay::Purpose;
use crate::app::screen::registers::Registers;
use crate::app::screen::rows::Rows;
use crate::app::screen::{Destination, Screen};
use crate::app::state::App;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::register::{RecordNo, RegisterKind};
use crate::domain::telling::LeadsTo;

impl App {
    /// Goes to the question, exhibit, record or fact that the event under the cursor is about.
    pub(super) fn go_to_event(&mut self) -> Vec<Effect> {
        let Some(event) = self.event_in_hand() else {
            self.say("No event is under the cursor.");
            return Vec::new();
        };
        let nowhere = format!("Event {} is about no question, exhibit or record.", event.seq);
        self.go_to(event.touches.leads_to, nowhere)
    }

    /// Goes to what the row of a list is about.
    pub(super) fn go_to_entry(&mut self) -> Vec<Effect> {
        let leads_to = self.entry_in_hand().and_then(|one| one.leads_to.clone());
        let nowhere = match self.looking {
            Some(_) => "It was not on file on this day; today's screens show it.",
            None => "This row leads nowhere.",
        };
        self.go_to(leads_to, nowhere.to_owned())
    }

    fn go_to(&mut self, leads_to: Option<LeadsTo>, nowhere: String) -> Vec<Effect> {
        match leads_to {
            Some(LeadsTo::Question(question)) => return self.ask_at(Some(question)),
            Some(LeadsTo::Exhibit(no)) => self.show_exhibit(no),
            Some(LeadsTo::Record(no)) => self.show_record(no),
            Some(LeadsTo::Register(register)) => self.show_records(register, 0),
            Some(LeadsTo::Fact(fact)) => self.show_fact(&fact),
            Some(LeadsTo::Inquiry(no)) => return self.arrive(Destination::Inquiry(no)),
            None => self.say(nowhere),
        }
        Vec::new()
    }

    /// Opens what corrects the answer that is seen, or what the event under the cursor is about. What is said of an exhibit or a record is
    /// corrected where it is changed.
    pub(super) fn correct(&mut self) -> Vec<Effect> {
        let leads_to = self.event_in_hand().and_then(|event| event.touches.leads_to);
        match leads_to {
            Some(LeadsTo::Exhibit(no)) => {
                self.show_exhibit(no);
                self.open_prompt(Purpose::ChangeExhibit)
            }
            Some(LeadsTo::Record(no)) => {
                self.show_record(no);
                match self.record_under_cursor() {
                    Some(_) => self.open_prompt(Purpose::ChangeRecord),
                    None => Vec::new(),
                }
            }
            Some(LeadsTo::Fact(fact)) => {
                self.show_fact(&fact);
                self.accept()
            }
            _ => self.open_prompt(Purpose::Correct),
        }
    }

    fn show_exhibit(&mut self, no: ExhibitNo) {
        let mut exhibits = self.vendor.iter().flat_map(|open| open.dossier.exhibits.keys());
        let at = exhibits.position(|one| *one == no).unwrap_or(0);
        self.screens.push(Screen::Evidence(Rows { at, ..Rows::default() }));
    }

    fn show_record(&mut self, no: RecordNo) {
        let mut records =
            self.vendor.iter().flat_map(|open| open.dossier.registers.of(no.register));
        let place = records.position(|record| record.no == no);
        drop(records);
        if place.is_none() {
            self.say(format!("{no} was taken back and is not on file any more."));
        }
        self.show_records(no.register, place.unwrap_or(0));
    }

    fn show_records(&mut self, register: RegisterKind, at: usize) {
        let rows = Rows { at, ..Rows::default() };
        self.screens.push(Screen::Registers(Registers { register, rows }));
    }

    fn show_fact(&mut self, fact: &str) {
        self.screens.push(Screen::Profile(Rows::default()));
        let at = self.shown_facts().iter().position(|row| row.name == fact).unwrap_or(0);
        if let Some(rows) = self.screens.last_mut().and_then(Screen::rows_mut) {
            rows.at = at;
        }
    }
}
