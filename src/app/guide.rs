//! The first steps: from an empty store to the first answer. Which step it is follows from the record; nothing of it is stored.

use super::command::CommandId;
use super::screen::Screen;
use super::screen::interview::Pane;
use super::state::{App, Named, Status, StoreKind};
use super::words::{Said, heading, quiet, text};
use crate::domain::summary::Summary;

/// Whether the first steps are shown while they are not done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstSteps {
    /// They are.
    #[default]
    Shown,
    /// Somebody left them.
    Left,
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// There is no vendor yet.
    AddVendor,
    /// The vendor is there, and its interview is not open.
    OpenInterview,
    /// Nothing is answered yet.
    Answer,
}

impl App {
    /// The step that comes next, until the first question is answered.
    pub fn first_step(&self) -> Option<Step> {
        let store = self.store.as_ref()?;
        let leads = self.first_steps == FirstSteps::Shown && self.looking.is_none();
        if !leads || store.kind != StoreKind::Own || store.vendors.len() > 1 {
            return None;
        }
        let is_new = |row: &Summary| {
            row.readiness.answered() == 0 && row.exhibits == 0 && row.open_incidents == 0
        };
        match (store.vendors.first(), self.screen()?) {
            (None, Screen::Dashboard(_)) => Some(Step::AddVendor),
            (Some(row), _) if !is_new(row) => None,
            (Some(_), Screen::Dashboard(_)) => Some(Step::OpenInterview),
            (Some(row), Screen::Interview(interview))
                if interview.pane == Pane::Question
                    && interview.incident.is_none()
                    && self.is_open(row) =>
            {
                Some(Step::Answer)
            }
            _ => None,
        }
    }

    fn is_open(&self, row: &Summary) -> bool {
        let open = self.vendor.as_ref().map(|open| &open.dossier);
        open.is_some_and(|dossier| {
            dossier.id == row.vendor && dossier.answers.iter().next().is_none()
        })
    }

    /// The step that comes next in one sentence.
    pub fn first_step_words(&self) -> Option<String> {
        let (number, words) = match self.first_step()? {
            Step::AddVendor => {
                let add = self.how(CommandId::AddVendor);
                (1, format!("{}, then type the name of your first vendor", self.pressed(&add)))
            }
            Step::OpenInterview if self.named == Named::ByKey => {
                let open = self.how(CommandId::Accept);
                (2, format!("{} to open the interview", self.pressed(&open)))
            }
            Step::OpenInterview => (2, "type 1 to open the interview".to_owned()),
            Step::Answer => (2, self.how_to_answer()?),
        };
        Some(format!("First steps, {number} of 3: {words}"))
    }

    fn how_to_answer(&self) -> Option<String> {
        let choices = self.question()?.kind.choices().len();
        Some(match (choices, self.named) {
            (0, Named::ByKey) => {
                format!("{} and the answer", self.pressed(&self.how(CommandId::TypeAnswer)))
            }
            (0, Named::ByWord) => "type the answer".to_owned(),
            _ => self.pressed("the number of the answer"),
        })
    }

    /// What is done with a key, or with words.
    fn pressed(&self, how: &str) -> String {
        let does = match self.named {
            Named::ByKey => "press",
            Named::ByWord => "type",
        };
        format!("{does} {how}")
    }

    /// What is said when the first answer is on disk.
    pub(super) fn say_first_steps_done(&mut self) {
        let how = |id, word| match self.named {
            Named::ByKey => format!("{} {word}", self.how(id)),
            Named::ByWord => self.how(id),
        };
        let keys = [
            how(CommandId::Note, "note"),
            how(CommandId::Attach, "attach"),
            how(CommandId::NextOpen, "next open"),
            how(CommandId::Help, "help"),
            how(CommandId::Back, "back"),
        ];
        let done = format!("First steps, 3 of 3: that is how it goes. {}", keys.join(", "));
        if let Status::Saved(saved) = &self.status {
            self.status = Status::Saved(format!("{saved}. {done}"));
        }
    }

    /// What the list says where there is no vendor: all the steps, and which comes now.
    pub fn no_vendor_yet(&self) -> Vec<Said> {
        let add = self.how(CommandId::AddVendor);
        let all = self.how(CommandId::Palette);
        if self.first_step().is_none() {
            let open = self.how(CommandId::Accept);
            return vec![
                text(format!(
                    "Press {add} to add the first one, then {open} to begin the interview."
                )),
                text(format!("Press {all} for everything that can be done here.")),
            ];
        }
        let leave = self.how(CommandId::Back);
        vec![
            text(""),
            heading("First steps"),
            heading(format!("> 1 of 3  Press {add} and type the name of your first vendor.")),
            text("  2 of 3  The interview opens: press the answer's number."),
            text("  3 of 3  It is saved at once, and so it goes on."),
            text(""),
            quiet(format!("{leave} leaves these steps; {all} lists all there is.")),
        ]
    }

    /// Leaves the first steps until the program is started again; says whether there were any.
    pub(super) fn leave_first_steps(&mut self) -> bool {
        let leads = self.first_step().is_some();
        if leads {
            self.first_steps = FirstSteps::Left;
            let help = self.how(CommandId::Help);
            self.say(format!("You left the first steps. {help} lists the keys."));
        }
        leads
    }
}
