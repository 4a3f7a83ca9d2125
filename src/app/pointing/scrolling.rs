//! What a turn of the wheel moves.

use super::Part;
use crate::app::effect::Effect;
use crate::app::list::{Step, moved};
use crate::app::overlay::Overlay;
use crate::app::screen::{Screen, clocks, history, report};
use crate::app::state::App;

/// How many rows one turn of the wheel moves by.
const TURN: usize = 3;

impl App {
    pub(super) fn scroll(&mut self, part: Part, step: Step) -> Vec<Effect> {
        match part {
            Part::Offers | Part::Registers | Part::Form | Part::Checks => {
                self.scroll_by_one(part, step)
            }
            Part::Questions => {
                let rows = self.question_rows();
                let at = self.interview().map(|interview| interview.at.clone());
                let here = rows.iter().position(|row| Some(&row.id) == at.as_ref());
                self.select(part, turned(here.unwrap_or(0), step, rows.len()))
            }
            Part::Contents => {
                let Some(Screen::Report(report)) = self.screens.last_mut() else {
                    return Vec::new();
                };
                for _ in 0..TURN {
                    report.go(if step == Step::Up { -1 } else { 1 });
                }
                Vec::new()
            }
            Part::Palette => {
                let rows = self.palette_rows().len();
                if let Some(Overlay::Palette(palette)) = &mut self.overlay {
                    palette.at = turned(palette.at, step, rows);
                }
                Vec::new()
            }
            Part::Found => {
                if let Some(Overlay::Finding(finding)) = &mut self.overlay {
                    finding.at = turned(finding.at, step, finding.rows.len());
                }
                Vec::new()
            }
            Part::Help => {
                if let Some(Overlay::Help(help)) = &mut self.overlay {
                    help.at = turned(help.at, step, help.lines(&self.keymap).len());
                }
                Vec::new()
            }
            Part::Rows => {
                let rows = self.rows_in_view();
                if let Some(list) = self.screens.last_mut().and_then(Screen::rows_mut) {
                    list.at = turned(list.at, step, rows);
                }
                Vec::new()
            }
            Part::Files => {
                if let Some(form) = self.form_mut() {
                    let at =
                        form.picker.at.map_or(0, |at| turned(at, step, form.picker.entries.len()));
                    form.point_at_file(at);
                }
                Vec::new()
            }
            Part::Text => self.scroll_text(step),
        }
    }

    /// A turn moves by one where there are few, and each of them matters.
    fn scroll_by_one(&mut self, part: Part, step: Step) -> Vec<Effect> {
        let register = self.register_in_hand();
        let (at, count) = match part {
            Part::Offers => (self.offer_row(), self.offers_seen()),
            Part::Registers => {
                let counts = self.register_counts();
                let at = counts.iter().position(|(one, _)| Some(*one) == register);
                (at.unwrap_or(0), counts.len())
            }
            Part::Checks => {
                let at = match self.screen() {
                    Some(Screen::Report(report)) => report.check,
                    _ => 0,
                };
                (at, self.sign_off_checks().len())
            }
            _ => self.form_mut().map_or((0, 0), |form| (form.focus, form.fields.len())),
        };
        self.select(part, moved(at, step, count))
    }

    /// Scrolls the text that is read; beside a list, it has the keys from then on.
    fn scroll_text(&mut self, step: Step) -> Vec<Effect> {
        match self.screens.last_mut() {
            Some(Screen::Interview(interview)) => {
                interview.why_at = turned(interview.why_at, step, 100);
                return Vec::new();
            }
            Some(Screen::History(history)) if history.pane == history::Pane::Events => {
                history.turn();
            }
            Some(Screen::Clocks(clocks)) if clocks.pane == clocks::Pane::List => {
                clocks.show(clocks::Pane::Clock);
            }
            Some(Screen::Report(report)) => report.pane = report::Pane::Text,
            _ => {}
        }
        (0..TURN).flat_map(|_| self.step(step)).collect()
    }
}

/// Where a list stands after one turn of the wheel.
fn turned(at: usize, step: Step, rows: usize) -> usize {
    (0..TURN).fold(at, |at, _| moved(at, step, rows))
}
