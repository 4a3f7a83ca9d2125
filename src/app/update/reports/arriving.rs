//! Where a command leads, now that the vendor is open.

use crate::app::effect::Effect;
use crate::app::overlay::Purpose;
use crate::app::screen::clocks::Clocks;
use crate::app::screen::deadlines::Listed;
use crate::app::screen::history::History;
use crate::app::screen::inquiries;
use crate::app::screen::interview::Interview;
use crate::app::screen::interview::walk::Row;
use crate::app::screen::registers::Registers;
use crate::app::screen::report::Report;
use crate::app::screen::rows::Rows;
use crate::app::screen::{Destination, Screen};
use crate::app::state::App;
use crate::domain::event::{Edition, Subject};
use crate::domain::id::RecordId;
use crate::domain::questionnaire::{INCIDENT, View};
use crate::domain::request::Asked;
use crate::domain::standing::Standing;

impl App {
    /// Goes where a command wanted to, now that the vendor is open.
    pub(in super::super) fn arrive(&mut self, to: Destination) -> Vec<Effect> {
        let Some(vendor) = self.vendor.as_ref().map(|vendor| vendor.dossier.id) else {
            return Vec::new();
        };
        match to {
            Destination::FirstInterview => {
                return self.arrive_at_interview(None).unwrap_or_default();
            }
            Destination::Interview(Some(question)) => {
                return self.arrive_at_interview(Some(&question)).unwrap_or_default();
            }
            Destination::Interview(None) => {
                let arrived = self.arrive_at_interview(None);
                if arrived.is_some() && self.looking.is_none() {
                    self.open_prompt(Purpose::OpenInterview);
                }
                return arrived.unwrap_or_default();
            }
            Destination::Incident(incident) => return self.arrive_at_incident(incident),
            Destination::Opened(request) => {
                let Some(mut effects) = self.arrive_at_interview(None) else { return Vec::new() };
                effects.push(Effect::Record { vendor, request });
                return effects;
            }
            Destination::History(filter) => {
                self.screens.push(Screen::History(History::through(*filter)));
            }
            Destination::Evidence => self.screens.push(Screen::Evidence(Rows::default())),
            Destination::Exhibit(no) => {
                let dossier = self.vendor.as_ref().map(|open| &open.dossier);
                let at =
                    dossier.and_then(|dossier| dossier.exhibits.keys().position(|one| *one == no));
                let rows = Rows { at: at.unwrap_or(0), ..Rows::default() };
                self.screens.push(Screen::Evidence(rows));
            }
            Destination::Record(no) => {
                let mut registers = Registers::default();
                registers.show(no.register);
                self.screens.push(Screen::Registers(registers));
                let at = self.shown_records().iter().position(|one| one.no == no);
                if let Some(Screen::Registers(registers)) = self.screens.last_mut() {
                    registers.rows.at = at.unwrap_or(0);
                }
            }
            Destination::Gaps => self.screens.push(Screen::Gaps(Rows::default())),
            Destination::Cycle => self.screens.push(Screen::Cycle(Rows::default())),
            Destination::Organization => self.screens.push(Screen::Organization(Rows::default())),
            Destination::Registers => self.screens.push(Screen::Registers(Registers::default())),
            Destination::Incidents => self.screens.push(Screen::Incidents(Rows::default())),
            Destination::IncidentOnList(no) => {
                self.screens.push(Screen::Incidents(Rows::default()));
                let at = self.incident_rows().iter().position(|row| row.no == no);
                if let Some(Screen::Incidents(rows)) = self.screens.last_mut() {
                    rows.at = at.unwrap_or(0);
                }
            }
            Destination::Clock(incident, clock) => {
                self.screens.push(Screen::Clocks(Clocks::of(incident)));
                self.show_clock(&clock);
            }
            Destination::FollowUps => self.screens.push(Screen::FollowUps(Listed::default())),
            Destination::Deadlines => self.screens.push(Screen::Deadlines(Listed::default())),
            Destination::Inquiries => self.screens.push(Screen::Inquiries(Rows::default())),
            Destination::Inquiry(no) => {
                let first = |row: &inquiries::Row| row.inquiry == no && row.request.is_none();
                let at = self.inquiry_rows().iter().position(first).unwrap_or(0);
                self.screens.push(Screen::Inquiries(Rows { at, ..Rows::default() }));
            }
            Destination::Overview => self.screens.push(Screen::Overview(Rows::default())),
            Destination::Profile => self.screens.push(Screen::Profile(Rows::default())),
            Destination::Report => {
                let edition = Edition::Internal;
                let report = Report::new(edition);
                let kind = report.kind;
                self.screens.push(Screen::Report(report));
                return vec![Effect::PreviewReport { vendor, kind, edition }];
            }
        }
        Vec::new()
    }

    /// Shows the questions about an incident, at the first that is open.
    fn arrive_at_incident(&mut self, incident: RecordId) -> Vec<Effect> {
        let Some(store) = &self.store else { return Vec::new() };
        let first = store.bank.of_incidents().questions().next().cloned();
        let mut interview = Interview::new(INCIDENT.to_owned(), "".into());
        interview.incident = Some(incident);
        self.screens.push(Screen::Interview(interview));
        let rows = self.question_rows();
        let is_open = |row: &&Row| row.left_out.is_none() && row.standing == Standing::Open;
        let open = rows.iter().find(is_open).map(|row| row.id.clone());
        if let Some(at) = open.or(first) {
            return self.show_question(at);
        }
        self.screens.pop();
        self.say("There is no questionnaire to ask from.");
        Vec::new()
    }

    /// Shows the interview at this question, or where it stopped; `None` where nothing can be asked.
    fn arrive_at_interview(&mut self, asked: Option<&Asked>) -> Option<Vec<Effect>> {
        let question = asked.map(|asked| &asked.question);
        let vendor = self.vendor.as_ref()?;
        let last = vendor.dossier.interviews.last();
        let questionnaire = vendor.dossier.questionnaire_of_record().to_owned();
        let place = question.cloned().or_else(|| vendor.place.clone());
        // A question reached from a list is answered in the interview that is open, or in none.
        let mut interview =
            self.interview().cloned().unwrap_or_else(|| Interview::new(questionnaire, "".into()));
        interview.editing = None;
        interview.held = None;
        if let (None, Some((event, opened))) =
            (interview.event, last.filter(|_| question.is_some()))
        {
            interview.event = Some(*event);
            interview.present.clone_from(&opened.present);
        }
        if let Some(Subject::Incident { incident }) = asked.map(|asked| asked.subject) {
            interview.incident = Some(incident);
            let asks = |view: View<'_>| view.asked.questions().any(|id| Some(id) == question);
            let view = self.store.as_ref().and_then(|store| {
                self.vendor.as_ref()?.dossier.view(&store.bank, &interview.questionnaire)
            });
            if !view.is_some_and(asks) {
                // Asked about the incident alone, where no questionnaire that is open asks it.
                INCIDENT.clone_into(&mut interview.questionnaire);
            }
        }
        self.screens.push(Screen::Interview(interview));
        let rows = self.question_rows();
        let known = place.filter(|place| rows.iter().any(|row| row.id == *place));
        // In a reassessment the interview begins with what needs thought; without a question of its own it has nothing to go back to.
        let known = if question.is_some() { known } else { self.first_to_think().or(known) };
        let first = || {
            rows.iter()
                .find(|row| row.left_out.is_none())
                .or(rows.first())
                .map(|row| row.id.clone())
        };
        let Some(at) = known.or_else(first) else {
            self.screens.pop();
            self.say("There is no questionnaire to ask from.");
            return None;
        };
        Some(self.show_question(at))
    }
}
