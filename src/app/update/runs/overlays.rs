//! What commands lay over the screen: help, the palette, and questions before something is recorded.

use crate::app::command::Context;
use crate::app::effect::Effect;
use crate::app::overlay::{Button, Confirm, Help, Overlay, palette};
use crate::app::screen::cycle::Row;
use crate::app::state::{App, Status};
use crate::app::words::capital;
use crate::domain::id::VendorId;
use crate::domain::request::Request;
use crate::domain::summary::Summary;
use crate::problem::Doubt;

impl App {
    pub(super) fn help(&mut self) -> Vec<Effect> {
        // In a form the keys of the screen beneath do nothing.
        let context = match &self.overlay {
            Some(Overlay::Prompt(_)) => Context::Typing,
            _ => self.screen_context(),
        };
        let over = match self.status.clone() {
            Status::Problem(problem) => Overlay::Problem(problem),
            _ => Overlay::Help(Help::new(context)),
        };
        if let Some(Overlay::Prompt(prompt)) = self.overlay.replace(over) {
            self.beneath = Some(prompt);
        }
        Vec::new()
    }

    pub(in crate::app) fn confirmed(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Confirm(confirm)) if confirm.focus == Button::Go => {
                self.begin_taking();
                vec![confirm.then]
            }
            Some(Overlay::Confirm(confirm)) => {
                if self.taking.is_some() {
                    return self.leave_out();
                }
                self.then = None;
                self.submitted = None;
                self.say(format!("{}: nothing was recorded.", confirm.keep));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    pub(in crate::app) fn palette_rows(&self) -> Vec<palette::Row> {
        match &self.overlay {
            Some(Overlay::Palette(palette)) => palette.rows(self),
            _ => Vec::new(),
        }
    }

    pub(in crate::app) fn set_palette(&mut self, at: usize) {
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.at = at;
        }
    }

    pub(in crate::app) fn run_from_palette(&mut self) -> Vec<Effect> {
        let rows = self.palette_rows();
        let Some(Overlay::Palette(palette)) = &self.overlay else { return Vec::new() };
        let Some(row) = rows.into_iter().nth(palette.at) else { return Vec::new() };
        if let Some(why) = row.not_now {
            self.say(capital(&why));
            Vec::new()
        } else {
            self.overlay = None;
            self.run(row.command.id)
        }
    }

    pub(super) fn ask_undo(&mut self) {
        if let Ok(what) = self.undo_would() {
            let lines = vec![
                format!("Undo: {what}."),
                "The undo is recorded too; redo takes it back.".to_owned(),
            ];
            self.ask("Undo", lines, ("Keep it", "Undo"), Request::Undo);
            // Undo can itself be taken back, so its own button may have the focus.
            if let Some(Overlay::Confirm(confirm)) = &mut self.overlay {
                confirm.focus = Button::Go;
            }
        }
    }

    pub(super) fn ask_redo(&mut self) {
        if let Ok(what) = self.redo_would() {
            let lines =
                vec![format!("Redo: {what}."), "It counts again as it was recorded.".to_owned()];
            self.ask("Redo", lines, ("Leave it", "Redo"), Request::Redo);
            if let Some(Overlay::Confirm(confirm)) = &mut self.overlay {
                confirm.focus = Button::Go;
            }
        }
    }

    pub(super) fn ask_retire(&mut self) {
        let name = self.vendor_in_hand().map_or("", Summary::name);
        let lines = vec![
            format!("{name} leaves the list."),
            "Its record and exhibits stay on disk, and it can be brought back.".to_owned(),
        ];
        self.ask(
            "Retire the vendor",
            lines,
            ("Keep it", "Retire"),
            Request::Retire { reason: None },
        );
    }

    /// Confirms the answer under the cursor, or asks about the list of a section.
    pub(super) fn confirm_in_cycle(&mut self, row: &Row) -> Vec<Effect> {
        if let Some(together) = self.together() {
            let title = format!("Confirm {}", together.title);
            self.ask(&title, together.lines, ("Leave them", "Confirm all"), together.request);
            // The list was read and a confirmation can be undone, so its own button may have the focus.
            if let Some(Overlay::Confirm(confirm)) = &mut self.overlay {
                confirm.focus = Button::Go;
            }
            return Vec::new();
        }
        let asked = row.question().map(|question| self.asked_of(question.as_str()));
        asked.map(|asked| self.record(Request::Confirm(vec![asked]))).unwrap_or_default()
    }

    pub(super) fn ask_close_cycle(&mut self) {
        if let Some(lines) = self.closing_would_freeze() {
            let request = Request::CloseCycle { sure_of: vec![Doubt::CycleUnfinished] };
            self.ask("Close the reassessment", lines, ("Keep it open", "Close it"), request);
        }
    }

    pub(in crate::app::update) fn ask(
        &mut self,
        title: &str,
        lines: Vec<String>,
        buttons: (&'static str, &'static str),
        request: Request,
    ) {
        if let Some(then) = self.record_in_hand(request).pop() {
            self.overlay =
                Some(Overlay::Confirm(Confirm::new(title, lines, buttons.0, buttons.1, then)));
        }
    }

    pub(super) fn record_in_hand(&mut self, request: Request) -> Vec<Effect> {
        let vendor: Option<VendorId> = self.vendor_in_hand().map(|row| row.vendor);
        vendor
            .map(|vendor| Effect::Record { vendor, request: Box::new(request) })
            .into_iter()
            .collect()
    }
}
