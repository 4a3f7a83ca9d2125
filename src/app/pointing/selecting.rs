//! What is selected by pointing at it, and opened as enter does.

use super::Part;
use crate::app::command::CommandId;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::overlay::Overlay;
use crate::app::screen::interview::{Pane, offers};
use crate::app::screen::{Screen, clocks, history, report};
use crate::app::state::{App, Status};

impl App {
    pub(super) fn select(&mut self, part: Part, place: usize) -> Vec<Effect> {
        match part {
            Part::Questions => return self.select_question(place),
            Part::Rows => self.select_row(place),
            Part::Offers => self.select_offer(place),
            Part::Registers => self.select_register(place),
            Part::Contents => self.select_part_of_report(place),
            Part::Checks => self.select_check(place),
            Part::Palette => {
                let last = self.palette_rows().len().saturating_sub(1);
                self.set_palette(place.min(last));
            }
            Part::Found => {
                if let Some(Overlay::Finding(finding)) = &mut self.overlay {
                    finding.at = place.min(finding.rows.len().saturating_sub(1));
                }
            }
            Part::Form => {
                if let Some(form) = self.form_mut()
                    && place < form.fields.len()
                {
                    form.focus = place;
                }
            }
            Part::Files => {
                if let Some(form) = self.form_mut() {
                    form.point_at_file(place);
                }
            }
            Part::Text | Part::Help => {}
        }
        Vec::new()
    }

    fn select_offer(&mut self, place: usize) {
        let offers = self.offers_seen();
        if let Some(interview) = self.interview_mut().filter(|_| place < offers) {
            interview.pane = Pane::Question;
            interview.cursor = Some(place);
        }
    }

    fn select_question(&mut self, place: usize) -> Vec<Effect> {
        let id = self.question_rows().into_iter().nth(place).map(|row| row.id);
        let at = self.interview().map(|interview| interview.at.clone());
        let other = id.filter(|id| Some(id) != at.as_ref());
        other.map(|id| self.show_question(id)).unwrap_or_default()
    }

    fn select_register(&mut self, place: usize) {
        let register = self.register_counts().get(place).map(|(register, _)| *register);
        if let (Some(register), Some(Screen::Registers(seen))) = (register, self.screens.last_mut())
            && seen.register != register
        {
            seen.show(register);
        }
    }

    fn select_part_of_report(&mut self, place: usize) {
        let Some(Screen::Report(report)) = self.screens.last_mut() else { return };
        let contents = report.preview.as_ref().map(|preview| &preview.contents);
        let line = contents.and_then(|all| all.get(place)).map(|(_, line)| *line);
        report.rows.at = line.unwrap_or(report.rows.at);
        if report.pane == report::Pane::Checks {
            report.pane = report::Pane::Contents;
        }
    }

    fn select_check(&mut self, place: usize) {
        let last = self.sign_off_checks().len().saturating_sub(1);
        if let Some(Screen::Report(report)) = self.screens.last_mut() {
            report.pane = report::Pane::Checks;
            report.check = place.min(last);
        }
    }

    /// How many rows there are of what may be replied.
    pub(super) fn offers_seen(&self) -> usize {
        self.question().map_or(0, |question| offers(&question.kind).len())
    }

    fn select_row(&mut self, place: usize) {
        let last = self.rows_in_view().saturating_sub(1);
        self.status = Status::Quiet;
        match self.screens.last_mut() {
            Some(Screen::History(history)) if history.pane == history::Pane::Event => {
                history.turn();
            }
            Some(Screen::Clocks(clocks)) => clocks.show(clocks::Pane::List),
            _ => {}
        }
        if let Some(rows) = self.screens.last_mut().and_then(Screen::rows_mut) {
            rows.at = place.min(last);
            if rows.is_typing() {
                rows.end_typing();
            }
        }
    }

    /// Does with what was selected what enter does; of several choices one is checked, or its check taken away.
    pub(super) fn open_selected(&mut self, part: Part) -> Vec<Effect> {
        match part {
            Part::Rows | Part::Checks => self.run(CommandId::Accept),
            Part::Files => self.take_pointed_file(),
            Part::Offers => self.run(CommandId::Mark),
            Part::Questions => {
                if let Some(interview) = self.interview_mut() {
                    interview.pane = Pane::Question;
                }
                Vec::new()
            }
            Part::Palette => self.run_from_palette(),
            Part::Found => self.go_to_found(),
            Part::Registers | Part::Contents | Part::Text | Part::Form | Part::Help => Vec::new(),
        }
    }

    /// Takes the file under the cursor, where one is, or looks into the folder.
    fn take_pointed_file(&mut self) -> Vec<Effect> {
        let is_chosen = self.form_mut().is_some_and(|form| form.picker.in_hand().is_some());
        if is_chosen { self.press_in_text(Key::Enter.into()) } else { Vec::new() }
    }
}
