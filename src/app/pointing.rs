//! Pointing: what a mouse may select, open and scroll, as places of the program and not of the window. Nothing is recorded and nothing is
//! answered by selecting; opening does what enter does.

use super::command::CommandId;
use super::effect::Effect;
use super::form::Form;
use super::key::{Chord, Key};
use super::list::{Step, moved};
use super::overlay::{Button, Overlay};
use super::screen::Screen;
use super::screen::interview::{Pane, offers};
use super::screen::{clocks, history, report};
use super::state::{App, Status};

/// What can be pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A part that lists or reads, and the place of what is under the pointer in it.
    In(Part, Option<usize>),
    /// A button of a question that is asked before something is done.
    Button(Button),
    /// A command that is named where it can be run.
    Command(CommandId),
    /// A screen above the one that is seen, and the command that leads there.
    Trail(CommandId),
    /// A key that is named where it can be pressed.
    Key(Chord),
    /// Nothing; what lies beneath is not meant.
    Nothing,
}

/// The parts that list or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The list of a screen.
    Rows,
    /// What may be replied to the question.
    Offers,
    /// The questions beside the interview.
    Questions,
    /// The registers above or beside their records.
    Registers,
    /// The contents of the report.
    Contents,
    /// A text that is only read.
    Text,
    /// The commands of the palette.
    Palette,
    /// What was found of everything.
    Found,
    /// The fields of a form.
    Form,
    /// The keys in the help.
    Help,
    /// The files from which is chosen in a form.
    Files,
    /// What is looked at before signing off.
    Checks,
}

/// What is done with what is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointing {
    /// It is selected; a command runs.
    Select,
    /// It is opened, as enter does.
    Open,
    /// The part is scrolled up.
    Up,
    /// The part is scrolled down.
    Down,
}

/// How many rows one turn of the wheel moves by.
const TURN: usize = 3;

impl App {
    /// Does what pointing means.
    pub(super) fn point(&mut self, target: Target, how: Pointing) -> Vec<Effect> {
        match (target, how) {
            (Target::Command(id), Pointing::Select) => self.run(id),
            (Target::Trail(id), Pointing::Select) if self.overlay.is_none() => self.run(id),
            (Target::Key(chord), Pointing::Select) => self.press_in_text(chord),
            (Target::Button(button), Pointing::Select | Pointing::Open) => {
                let Some(Overlay::Confirm(confirm)) = &mut self.overlay else { return Vec::new() };
                confirm.focus = button;
                if how == Pointing::Open { self.confirmed() } else { Vec::new() }
            }
            (Target::In(part, place), _) if self.is_seen(part) => match (how, place) {
                (Pointing::Up, _) => self.scroll(part, Step::Up),
                (Pointing::Down, _) => self.scroll(part, Step::Down),
                (_, None) => Vec::new(),
                (Pointing::Select, Some(place)) => self.select(part, place),
                (Pointing::Open, Some(place)) => {
                    let mut effects = self.select(part, place);
                    effects.extend(self.open_selected(part));
                    effects
                }
            },
            _ => Vec::new(),
        }
    }

    /// Whether a part can be pointed at: what lies over the screen hides the screen, and what is being typed is closed first.
    fn is_seen(&mut self, part: Part) -> bool {
        let seen = match &self.overlay {
            Some(Overlay::Palette(_)) => part == Part::Palette,
            Some(Overlay::Finding(_)) => part == Part::Found,
            Some(Overlay::Help(_)) => part == Part::Help,
            Some(Overlay::Prompt(_)) => matches!(part, Part::Form | Part::Files),
            Some(Overlay::Confirm(_) | Overlay::Problem(_)) => false,
            None => !matches!(part, Part::Palette | Part::Found | Part::Help | Part::Files),
        };
        let typing = matches!(self.screen(), Some(Screen::Interview(one)) if one.editing.is_some());
        if seen && typing && self.overlay.is_none() {
            self.say("Record or close what you are typing first.");
            return false;
        }
        seen
    }

    /// The form that is seen.
    fn form_mut(&mut self) -> Option<&mut Form> {
        match (&mut self.overlay, self.screens.last_mut()) {
            (Some(Overlay::Prompt(prompt)), _) => Some(&mut prompt.form),
            (None, Some(Screen::Welcome(welcome))) => Some(&mut welcome.form),
            _ => None,
        }
    }

    fn select(&mut self, part: Part, place: usize) -> Vec<Effect> {
        match part {
            Part::Rows => self.select_row(place),
            Part::Offers => {
                let offers = self.offers_seen();
                if let Some(interview) = self.interview_mut().filter(|_| place < offers) {
                    interview.pane = Pane::Question;
                    interview.cursor = Some(place);
                }
            }
            Part::Questions => {
                let id = self.question_rows().into_iter().nth(place).map(|row| row.id);
                let at = self.interview().map(|interview| interview.at.clone());
                let other = id.filter(|id| Some(id) != at.as_ref());
                return other.map(|id| self.show_question(id)).unwrap_or_default();
            }
            Part::Registers => {
                let register = self.register_counts().get(place).map(|(register, _)| *register);
                if let (Some(register), Some(Screen::Registers(seen))) =
                    (register, self.screens.last_mut())
                    && seen.register != register
                {
                    seen.show(register);
                }
            }
            Part::Contents => {
                if let Some(Screen::Report(report)) = self.screens.last_mut() {
                    let contents = report.preview.as_ref().map(|preview| &preview.contents);
                    let line = contents.and_then(|all| all.get(place)).map(|(_, line)| *line);
                    report.rows.at = line.unwrap_or(report.rows.at);
                    if report.pane == report::Pane::Checks {
                        report.pane = report::Pane::Contents;
                    }
                }
            }
            Part::Checks => {
                let last = self.sign_off_checks().len().saturating_sub(1);
                if let Some(Screen::Report(report)) = self.screens.last_mut() {
                    report.pane = report::Pane::Checks;
                    report.check = place.min(last);
                }
            }
            Part::Files => {
                if let Some(form) = self.form_mut() {
                    form.point_at_file(place);
                }
            }
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
            Part::Text | Part::Help => {}
        }
        Vec::new()
    }

    /// How many rows there are of what may be replied.
    fn offers_seen(&self) -> usize {
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
    fn open_selected(&mut self, part: Part) -> Vec<Effect> {
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

    fn scroll(&mut self, part: Part, step: Step) -> Vec<Effect> {
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
