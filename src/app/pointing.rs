//! Pointing: what a mouse may select, open and scroll, as places of the program and not of the window. Nothing is recorded and nothing is
//! answered by selecting; opening does what enter does.

mod scrolling;
mod selecting;

use super::command::CommandId;
use super::effect::Effect;
use super::form::Form;
use super::key::Chord;
use super::list::Step;
use super::overlay::{Button, Overlay};
use super::screen::Screen;
use super::state::App;

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
}
