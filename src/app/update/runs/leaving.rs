//! Closing what is open, going back and leaving; nothing typed is lost on the way.

use crate::app::command::{CommandId, Context};
use crate::app::effect::Effect;
use crate::app::form::Field;
use crate::app::overlay::{Overlay, Prompt, Purpose};
use crate::app::screen::Screen;
use crate::app::screen::history::Pane;
use crate::app::screen::interview;
use crate::app::state::{App, Status};

impl App {
    /// Closes what is open, or goes back; nothing typed is lost.
    pub(super) fn back(&mut self) -> Vec<Effect> {
        if !self.prefix.is_empty() {
            self.prefix.clear();
            return Vec::new();
        }
        match self.overlay.take() {
            Some(Overlay::Prompt(prompt)) => {
                self.closed(*prompt);
                return Vec::new();
            }
            Some(Overlay::Confirm(_)) if self.taking.is_some() => return self.leave_out(),
            Some(_) => {
                self.show_beneath();
                return Vec::new();
            }
            None => {}
        }
        if let Some(Screen::History(history)) = self.screens.last_mut()
            && history.pane == Pane::Event
            && !history.rows.is_typing()
        {
            history.turn();
            return Vec::new();
        }
        if let Some(Screen::Interview(interview)) = self.screens.last_mut()
            && interview.pane == interview::Pane::Why
        {
            interview.pane = interview::Pane::Question;
            return Vec::new();
        }
        if let Some(left) = self.leave_page_or_what_if() {
            return left;
        }
        if self.context() == Context::Typing && self.screen_context() != Context::Welcome {
            return self.leave_typing();
        }
        if self.is_at_the_top_of_the_past() {
            return self.look_back(None);
        }
        // A search ends before the list that it is in is left: all of the list is what was there before it.
        if let Some(rows) = self.screens.last_mut().and_then(Screen::rows_mut)
            && rows.find.take().is_some()
        {
            return Vec::new();
        }
        if self.screens.len() > 1 {
            self.status = Status::Quiet;
            let effects = self.keep_draft();
            self.screens.pop();
            return effects;
        }
        let narrowed = match self.screens.last_mut() {
            Some(Screen::Dashboard(dashboard)) => dashboard.narrows_no_more(),
            _ => false,
        };
        if !narrowed {
            self.leave_first_steps();
        }
        Vec::new()
    }

    /// Keeps a form that is closed with something typed in it.
    fn closed(&mut self, prompt: Prompt) {
        if prompt.purpose.only_looks() {
            return;
        }
        if prompt.purpose == Purpose::OpenInterview {
            let by = self
                .store
                .as_ref()
                .map(|store| store.organization.person(&store.account).to_owned());
            self.say(format!(
                "Answers are kept as given by {}. {} says who else answers.",
                by.unwrap_or_default(),
                self.how(CommandId::WhoAnswers)
            ));
            return;
        }
        // The fields of a record may be full as they were recorded; a draft that was undone is yet to be dropped.
        let typed = if prompt.purpose.is_of_record() {
            prompt.draft_kept.is_some() || prompt.form.fields.iter().any(Field::is_changed)
        } else {
            prompt.form.has_text()
        };
        if typed {
            self.kept.push(prompt);
        }
    }

    /// Closes what lies over the screen; the form over which it was opened is there again.
    pub(in crate::app::update) fn show_beneath(&mut self) {
        self.overlay = self.beneath.take().map(Overlay::Prompt);
    }

    /// Keeps the form that is open, or lies beneath help that was opened over it.
    pub(in crate::app::update) fn keep_form(&mut self) {
        if let Some(prompt) = self.beneath.take() {
            self.closed(*prompt);
        }
        if let Some(Overlay::Prompt(prompt)) =
            self.overlay.take_if(|overlay| matches!(overlay, Overlay::Prompt(_)))
        {
            self.closed(*prompt);
        }
    }

    fn leave_typing(&mut self) -> Vec<Effect> {
        match self.screens.last_mut() {
            Some(Screen::Interview(_)) => return self.leave_field(),
            Some(screen) => {
                if let Some(rows) = screen.rows_mut() {
                    rows.find = None;
                }
            }
            None => {}
        }
        Vec::new()
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        self.keep_form();
        let mut effects = self.keep_draft();
        effects.extend(self.keep_form_drafts());
        effects.push(Effect::Quit);
        effects
    }
}
