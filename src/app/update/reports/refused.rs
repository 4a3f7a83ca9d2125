//! What could not be done, and what is asked because of it: nothing that was typed is lost.

use crate::app::effect::{Effect, Overwrite};
use crate::app::form::FieldName;
use crate::app::overlay::{Confirm, Overlay, Prompt, Purpose};
use crate::app::screen::Screen;
use crate::app::state::{App, Asked, Freshness, Named, Status};
use crate::app::words::capital;
use crate::problem::Problem;
use crate::report::model::Setting;

impl App {
    /// Nothing was recorded: what was typed stays where it is, which is said where it can be seen.
    pub(super) fn refused(&mut self, problem: Problem) -> Vec<Effect> {
        if self.is_taking() {
            return self.not_taken(&problem);
        }
        self.find_no_more();
        let problem = match self.named {
            Named::ByKey if self.holds_text() => {
                problem.also_safe("what you typed is still in the field")
            }
            Named::ByKey | Named::ByWord => problem,
        };
        let problem = self.end_in_turn(problem);
        self.then = None;
        self.heading_for = None;
        self.submitted = None;
        if self.lookout.state == Freshness::Asked {
            // Asked again with the next look, and not in a circle.
            self.lookout.state = Freshness::Fresh;
        }
        let summary = self.refused_words(&problem);
        match (&mut self.overlay, self.screens.last_mut()) {
            (Some(Overlay::Prompt(prompt)), _) => {
                // What the world refuses of a form with a path is the path.
                prompt.form.focus_on(FieldName::Path);
                prompt.form.refused = Some(summary);
            }
            (None, Some(Screen::Welcome(welcome))) => welcome.form.refused = Some(summary),
            _ => {}
        }
        self.status = Status::Problem(problem);
        // A choice that was refused is not left under the cursor, where enter would take it unasked.
        if let Some(interview) =
            self.interview_mut().filter(|interview| interview.editing.is_none())
        {
            interview.cursor = None;
        }
        self.show_seen();
        // Somebody else may have recorded meanwhile: what stands on file is read again and shown beside the refusal.
        let open = self.vendor.as_ref().map(|vendor| Effect::OpenVendor(vendor.dossier.id));
        match std::mem::take(&mut self.asked) {
            Asked::ToRecord => open.into_iter().chain([Effect::Refresh]).collect(),
            Asked::Nothing => Vec::new(),
        }
    }

    /// Whether text stands in a field that is seen.
    fn holds_text(&self) -> bool {
        match (&self.overlay, self.screen()) {
            (Some(Overlay::Prompt(prompt)), _) => prompt.form.has_text(),
            (None, Some(Screen::Welcome(welcome))) => welcome.form.has_text(),
            (None, Some(Screen::Interview(interview))) => {
                interview.field().is_some_and(|field| !field.is_blank())
            }
            _ => false,
        }
    }

    pub(super) fn close_form(&mut self) {
        let mut done = self.submitted.take();
        if let Some(Overlay::Prompt(prompt)) = &self.overlay {
            done = Some((prompt.purpose, prompt.about.clone()));
            self.overlay = None;
        }
        if let Some((purpose, about)) = done {
            self.kept.retain(|kept| kept.purpose != purpose || kept.about != about);
        }
    }

    /// The report that was chosen is here: the form that asked which is done.
    pub(super) fn close_chooser(&mut self) {
        let chosen = |prompt: &Prompt| prompt.purpose == Purpose::ChooseReport;
        if matches!(&self.overlay, Some(Overlay::Prompt(prompt)) if chosen(prompt)) {
            self.close_form();
        }
    }

    /// Asks once about what the desk doubts; a yes does the same again.
    pub(super) fn doubted(&mut self, problem: Problem, then: Effect) {
        self.put_question(doubt(problem, then));
    }

    /// Puts a question over the screen; a form that was open is kept beneath it.
    pub(in crate::app::update) fn put_question(&mut self, confirm: Confirm) {
        if let Some(Overlay::Prompt(prompt)) = self.overlay.take() {
            self.kept.push(*prompt);
        }
        self.overlay = Some(Overlay::Confirm(confirm));
    }

    pub(super) fn ask_to_replace(&mut self, path: &std::path::Path, setting: Setting) {
        let overwrite = Overwrite::Agreed;
        let then = match (self.screens.last(), &self.vendor) {
            (Some(Screen::Report(report)), Some(vendor)) => Effect::WriteReport {
                vendor: vendor.dossier.id,
                kind: report.kind,
                edition: report.edition,
                path: path.to_owned(),
                overwrite,
                setting,
            },
            (Some(Screen::Dashboard(_)), _) => {
                Effect::WritePortfolio { path: path.to_owned(), overwrite }
            }
            _ => return,
        };
        let lines = vec![
            format!("{} is there already.", path.display()),
            "Replacing it loses what it holds; the record itself is not touched.".to_owned(),
        ];
        self.put_question(Confirm::new(
            "Replace the file?",
            lines,
            "Keep the file",
            "Replace it",
            then,
        ));
    }
}

/// The question about a doubt.
pub(super) fn doubt(problem: Problem, then: Effect) -> Confirm {
    let mut lines = vec![format!("{}.", capital(&problem.summary))];
    lines.extend(problem.safe.map(|safe| format!("{}.", capital(&safe))));
    Confirm::new("Are you sure?", lines, "Go back", "Record it as it is", then)
}
