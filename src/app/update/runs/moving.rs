//! Moving about: rows, panes, orders, and from one screen to another.

use crate::app::command::CommandId;
use crate::app::effect::Effect;
use crate::app::list::{Step, moved};
use crate::app::overlay::Purpose;
use crate::app::screen::cycle::Row;
use crate::app::screen::dashboard::ShowRetired;
use crate::app::screen::dashboard::map::columns;
use crate::app::screen::deadlines::{Listed, Over, leads_to};
use crate::app::screen::interview::Pane;
use crate::app::screen::interview::walk::Go;
use crate::app::screen::ours::Fact;
use crate::app::screen::report::Pane as ReportPane;
use crate::app::screen::rows::Rows;
use crate::app::screen::settings::KINDS;
use crate::app::screen::{Destination, Screen, profile};
use crate::app::state::App;
use crate::domain::event::Edition;
use crate::domain::id::VendorId;
use crate::domain::request::Asked;

impl App {
    /// How many rows the list in view has.
    pub(in crate::app) fn rows_in_view(&self) -> usize {
        match (self.screen(), &self.store) {
            (Some(Screen::Dashboard(dashboard)), Some(store)) => dashboard.shown(store).len(),
            (Some(Screen::Evidence(_)), _) => self.shown_exhibits().len(),
            (Some(Screen::Gaps(_)), _) => self.shown_gaps().len(),
            (Some(Screen::Cycle(_)), _) => self.cycle_rows().len(),
            (Some(Screen::Registers(_)), _) => self.shown_records().len(),
            (Some(Screen::Incidents(_)), _) => self.incident_rows().len(),
            (Some(Screen::Clocks(_)), _) => self.clock_rows().len(),
            (Some(Screen::FollowUps(_)), _) => self.shown_follow_ups().len(),
            (Some(Screen::Deadlines(_)), _) => self.shown_deadlines().len(),
            (Some(Screen::Inquiries(_)), _) => self.inquiry_rows().len(),
            (Some(Screen::Profile(_)), _) => self.shown_facts().len(),
            (Some(Screen::Organization(_)), _) => Fact::all().len(),
            (Some(Screen::Report(report)), _) => report.len(),
            (Some(Screen::History(_)), _) => self.shown_events().len(),
            (Some(Screen::Listing(_)), _) => self.shown_entries().len(),
            (Some(Screen::Settings(_)), _) => KINDS.len(),
            (Some(Screen::Overview(_)), _) => self.overview_rows().len(),
            _ => 0,
        }
    }

    /// Whether what is seen is a list, and nothing stands in it.
    pub fn lists_nothing(&self) -> bool {
        let lists = !matches!(
            self.screen(),
            None | Some(Screen::Welcome(_) | Screen::Interview(_) | Screen::Report(_))
        );
        lists && self.rows_in_view() == 0
    }

    pub(in crate::app) fn step(&mut self, step: Step) -> Vec<Effect> {
        let (count, lines) = (self.rows_in_view(), self.lines_about_event());
        let of_page = self.lines_of_page();
        let checks = self.sign_off_checks().len();
        match self.screens.last_mut() {
            Some(Screen::Interview(_)) => return self.step_in_interview(step),
            Some(Screen::History(history)) => history.step(step, count, lines),
            Some(Screen::Clocks(clocks)) => clocks.step(step, count, of_page),
            Some(Screen::Report(report)) if report.pane == ReportPane::Checks => {
                report.check = moved(report.check, step, checks);
            }
            Some(Screen::Report(report)) if report.pane == ReportPane::Contents => match step {
                Step::Up => report.go(-1),
                Step::Down => report.go(1),
                other => report.rows.step(other, count),
            },
            Some(screen) => {
                if let Some(rows) = screen.rows_mut() {
                    rows.step(step, count);
                }
            }
            None => {}
        }
        Vec::new()
    }

    pub(super) fn accept(&mut self) -> Vec<Effect> {
        match self.screens.last_mut() {
            Some(Screen::Interview(_)) if self.looking.is_some() => self.walk(Go::Next),
            Some(Screen::Interview(_)) => self.accept_in_interview(),
            Some(Screen::History(_)) => self.go_to_event(),
            Some(Screen::Listing(_)) => self.go_to_entry(),
            Some(Screen::Dashboard(_)) => {
                if self.vendor_in_hand().is_some() {
                    self.go(Destination::Interview(None))
                } else {
                    let add = self.how(CommandId::AddVendor);
                    self.say(format!("No vendor is listed. {add} adds one."));
                    Vec::new()
                }
            }
            Some(Screen::Gaps(_)) => self.ask_at(self.gap_in_hand()),
            Some(Screen::Cycle(_)) => {
                let row = self.cycle_row_in_hand();
                let asked = row.and_then(|row| Some(self.asked_of(row.question()?.as_str())));
                self.ask_at(asked)
            }
            Some(Screen::FollowUps(_)) => {
                let row = self.follow_up_in_hand();
                self.open_at(row.map(|of| {
                    let asked = Asked::of(of.one.subject, of.one.question);
                    (of.vendor, Destination::Interview(Some(asked)))
                }))
            }
            Some(Screen::Deadlines(_)) => {
                let row = self.deadline_in_hand();
                self.open_at(row.map(|of| (of.vendor, leads_to(&of.one))))
            }
            Some(Screen::Inquiries(_)) => {
                self.ask_at(self.question_of_request().map(Asked::of_vendor))
            }
            Some(Screen::Profile(_)) => self.change_fact(),
            Some(Screen::Organization(_)) => self.open_prompt(Purpose::SetOwnFact),
            Some(Screen::Settings(_)) => self.open_prompt(Purpose::SetSetting),
            Some(Screen::Evidence(_)) => {
                let first = self.exhibit_in_hand().and_then(|exhibit| exhibit.links.first());
                self.ask_at(first.map(|link| Asked::of(link.subject, link.question.clone())))
            }
            Some(Screen::Report(_)) => self.accept_in_report(),
            Some(Screen::Overview(_)) => {
                let to = self.overview_row_in_hand().map(|row| row.to);
                to.map(|to| self.arrive(to)).unwrap_or_default()
            }
            Some(Screen::Incidents(_)) => self.show_clocks(),
            Some(Screen::Clocks(_)) => self.accept_on_clocks(),
            Some(Screen::Registers(_) | Screen::Welcome(_)) | None => Vec::new(),
        }
    }

    /// Goes on to the next part of the report, or to what the row of the checks is about.
    fn accept_in_report(&mut self) -> Vec<Effect> {
        if let Some(Screen::Report(report)) = self.screens.last_mut()
            && report.pane != ReportPane::Checks
        {
            report.go(1);
            return Vec::new();
        }
        let to = self.check_in_hand().map(|check| check.to);
        to.map(|to| self.arrive(to)).unwrap_or_default()
    }

    /// Opens what sets the fact under the cursor.
    fn change_fact(&mut self) -> Vec<Effect> {
        match self.fact_in_hand().map(|row| row.name) {
            Some(profile::RELATION) => self.ask_at(Some(Asked::of_vendor(profile::RELATION))),
            Some("tier") => self.open_prompt(Purpose::SetTier),
            Some(_) => self.open_prompt(Purpose::SetFact),
            None => {
                self.say("No fact is under the cursor.");
                Vec::new()
            }
        }
    }

    /// Opens what a row of a list leads to, over the screen that is seen; the list may be of several vendors.
    pub(in crate::app::update) fn open_at(
        &mut self,
        row: Option<(VendorId, Destination)>,
    ) -> Vec<Effect> {
        let Some((vendor, to)) = row else {
            self.say("Nothing is under the cursor.");
            return Vec::new();
        };
        if self.vendor.as_ref().is_some_and(|open| open.dossier.id == vendor) {
            return self.arrive(to);
        }
        self.heading_for = Some(to);
        vec![Effect::OpenVendor(vendor)]
    }

    /// Turns a list from the vendor that is open to all, or back.
    pub(super) fn turn_over(&mut self) {
        let one = self.vendor.is_some();
        if let Some(Screen::Deadlines(listed) | Screen::FollowUps(listed)) = self.screens.last_mut()
        {
            if listed.over == Over::All && !one {
                let open = self.how(CommandId::Accept);
                self.say(format!("No vendor is open yet; {open} opens the one under the cursor."));
                return;
            }
            listed.turn();
            let over = if listed.over == Over::All { "All vendors." } else { "This vendor alone." };
            self.say(over);
        }
    }

    /// Opens the interview at a question, over the screen that is seen.
    pub(super) fn ask_at(&mut self, question: Option<Asked>) -> Vec<Effect> {
        if let Some(question) = question {
            self.arrive(Destination::Interview(Some(question)))
        } else {
            self.say("No question belongs to this row.");
            Vec::new()
        }
    }

    /// Goes to the next or the previous section of what a reassessment has unchanged.
    pub(super) fn go_to_section(&mut self, go: Go) {
        let rows = self.cycle_rows();
        let Some(Screen::Cycle(list)) = self.screens.last_mut() else { return };
        let is_section = |(_, row): &(usize, &Row)| matches!(row, Row::Section { .. });
        let mut sections = rows.iter().enumerate().filter(is_section).map(|(place, _)| place);
        let to = match go {
            Go::PreviousSection => sections.rfind(|place| *place < list.at),
            _ => sections.find(|place| *place > list.at),
        };
        match to {
            Some(to) => list.at = to,
            None => self.say("There is no further section of unchanged answers."),
        }
    }

    pub(super) fn go_vendors(&mut self) -> Vec<Effect> {
        let effects = self.keep_draft();
        self.screens.truncate(1);
        effects
    }

    /// Shows the settings over what is seen, so that going back leads there again.
    pub(super) fn go_settings(&mut self) -> Vec<Effect> {
        if matches!(self.screen(), Some(Screen::Settings(_))) {
            return Vec::new();
        }
        let effects = self.keep_draft();
        self.screens.push(Screen::Settings(Rows::default()));
        effects
    }

    pub(super) fn next_pane(&mut self) {
        match self.screens.last_mut() {
            Some(Screen::Interview(interview)) => {
                interview.pane = match interview.pane {
                    Pane::Question => Pane::List,
                    Pane::List => Pane::Why,
                    Pane::Why | Pane::Closing => Pane::Question,
                };
            }
            Some(Screen::Report(report)) => {
                report.turn(1);
            }
            Some(Screen::History(history)) => history.turn(),
            Some(Screen::Clocks(clocks)) => clocks.turn(1),
            Some(Screen::Dashboard(dashboard)) => dashboard.turn(),
            _ => {}
        }
    }

    pub(super) fn show_why(&mut self) {
        if let Some(Screen::Interview(interview)) = self.screens.last_mut() {
            interview.pane = if interview.pane == Pane::Why { Pane::Question } else { Pane::Why };
        }
    }

    pub(super) fn previous_pane(&mut self) {
        if let Some(clocks) = self.clocks_mut() {
            return clocks.turn(2);
        }
        if let Some(Screen::Report(report)) = self.screens.last_mut() {
            return report.turn(2);
        }
        if let Some(Screen::Interview(interview)) = self.screens.last_mut() {
            interview.pane = match interview.pane {
                Pane::Question => Pane::Why,
                Pane::Why => Pane::List,
                Pane::List | Pane::Closing => Pane::Question,
            };
        } else {
            // The others have two panes, so both ways lead to the other one.
            self.next_pane();
        }
    }

    pub(super) fn sort(&mut self) {
        if let Some(Screen::Dashboard(dashboard)) = self.screens.last_mut() {
            dashboard.order = dashboard.order.next();
            dashboard.rows.at = 0;
            let order = dashboard.order.title();
            self.say(format!("Sorted by {order}."));
        }
    }

    /// Moves the cursor of the map by theme a column on or back.
    pub(super) fn move_over_themes(&mut self, go: Go) {
        let last = self.store.as_ref().map_or(0, |store| columns(store).len().saturating_sub(1));
        if let Some(Screen::Dashboard(dashboard)) = self.screens.last_mut() {
            let to = match go {
                Go::Previous => dashboard.column.saturating_sub(1),
                _ => dashboard.column + 1,
            };
            dashboard.column = to.min(last);
        }
    }

    pub(super) fn show_retired(&mut self) {
        if let Some(Screen::Dashboard(dashboard)) = self.screens.last_mut() {
            dashboard.retired = match dashboard.retired {
                ShowRetired::No => ShowRetired::Yes,
                ShowRetired::Yes => ShowRetired::No,
            };
            dashboard.rows.at = 0;
        }
    }

    pub(super) fn switch_edition(&mut self) -> Vec<Effect> {
        let Some(vendor) = self.vendor.as_ref().map(|vendor| vendor.dossier.id) else {
            return Vec::new();
        };
        let Some(Screen::Report(report)) = self.screens.last_mut() else { return Vec::new() };
        let other = match report.edition {
            Edition::Internal => Edition::Produced,
            Edition::Produced => Edition::Internal,
        };
        if !report.kind.has_edition(other) {
            let words = "The checklist is made of gaps and clause ideas, which stay in the building: it has no produced edition.";
            self.say(words);
            return Vec::new();
        }
        report.edition = other;
        vec![Effect::PreviewReport { vendor, kind: report.kind, edition: other }]
    }

    pub(super) fn go(&mut self, to: Destination) -> Vec<Effect> {
        if to == Destination::Deadlines && matches!(self.screen(), Some(Screen::Dashboard(_))) {
            self.screens.push(Screen::Deadlines(Listed::over_all()));
            return Vec::new();
        }
        let ours = self.store.as_ref().map(|store| store.ours.vendor);
        let in_hand = self.vendor_in_hand().map(|row| row.vendor);
        let id = if to == Destination::Organization { ours } else { in_hand };
        let Some(id) = id else { return Vec::new() };
        let mut effects = self.keep_draft();
        if self.vendor.as_ref().is_some_and(|vendor| vendor.dossier.id == id)
            && self.screens.len() > 1
        {
            self.screens.truncate(1);
            effects.extend(self.arrive(to));
        } else {
            self.heading_for = Some(to);
            effects.push(Effect::OpenVendor(id));
        }
        effects
    }
}
