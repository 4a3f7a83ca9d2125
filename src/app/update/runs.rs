//! Running commands: every id of the table to what it does.

use super::super::command::{CommandId, Context};
use super::super::effect::Effect;
use super::super::enabled::can_run;
use super::super::list::Step;
use super::super::overlay::{Button, Confirm, Help, Overlay, Palette, Purpose, palette};
use super::super::screen::interview::{Pane, walk::Go};
use super::super::screen::report::Pane as ReportPane;
use super::super::screen::{Destination, Screen};
use super::super::state::{App, Status};
use super::super::words::capital;
use crate::domain::event::Edition;
use crate::domain::id::{QuestionId, VendorId};
use crate::domain::request::{Asked, Request};
use crate::domain::value::{Reply, ReplyState};

impl App {
    /// Runs a command, or says why it cannot run now.
    pub(super) fn run(&mut self, id: CommandId) -> Vec<Effect> {
        self.prefix.clear();
        let stays = matches!(id, CommandId::Help | CommandId::Redraw | CommandId::Suspend);
        match id {
            CommandId::Help => return self.help(),
            CommandId::Back => return self.back(),
            CommandId::Quit => return self.quit(),
            CommandId::Redraw => return vec![Effect::Redraw],
            CommandId::Suspend => return vec![Effect::Suspend],
            CommandId::Palette => {
                self.keep_form();
                self.overlay = Some(Overlay::Palette(Palette::default()));
                return Vec::new();
            }
            _ => {}
        }
        if let Err(why) = can_run(self, id) {
            self.say(capital(&why));
            return Vec::new();
        }
        if !stays {
            self.status = Status::Quiet;
        }
        // In the line mode a command may be run from within a form: what is typed there is kept.
        if matches!(self.overlay, Some(Overlay::Prompt(_))) {
            self.keep_form();
        }
        if let Some(effects) = self.run_in_registers(id) {
            return effects;
        }
        if let Some(step) = step(id) {
            return self.step(step);
        }
        if let Some(purpose) = purpose(id) {
            return self.open_prompt(purpose);
        }
        if let Some(go) = go(id) {
            return self.walk(go);
        }
        if let Some(to) = destination(id) {
            return self.go(to);
        }
        self.run_other(id)
    }

    fn run_other(&mut self, id: CommandId) -> Vec<Effect> {
        match id {
            CommandId::Accept => return self.accept(),
            CommandId::Choose | CommandId::Mark => return self.take_offer(self.offer_row()),
            CommandId::TypeAnswer => return self.type_answer(None),
            CommandId::AnswerNone => return self.answer_none(),
            CommandId::SetOpen => return self.answer(Reply::State(ReplyState::Open)),
            CommandId::ConfirmAnswer => return self.confirm_answer(),
            CommandId::Note => return self.write_note(),
            CommandId::NoteInEditor => {
                let text = self.draft().or(self.recorded_note()).unwrap_or_default().to_owned();
                return vec![Effect::OpenEditor(text)];
            }
            CommandId::Why => self.show_why(),
            CommandId::DropDraft => return self.drop_draft(),
            CommandId::KeepText => return self.keep_text(),
            CommandId::Verify => {
                return self
                    .vendor
                    .iter()
                    .map(|vendor| Effect::VerifyExhibits(vendor.dossier.id))
                    .collect();
            }
            CommandId::SwitchEdition => return self.switch_edition(),
            CommandId::GoVendors => return self.go_vendors(),
            CommandId::BackOrQuit if self.screens.len() <= 1 => return self.quit(),
            CommandId::BackOrQuit => return self.back(),
            CommandId::Undo => self.ask_undo(),
            CommandId::Redo => self.ask_redo(),
            CommandId::Retire => self.ask_retire(),
            CommandId::RestoreVendor => return self.record_in_hand(Request::Restore),
            CommandId::NextPane => self.next_pane(),
            CommandId::Search => {
                if let Some(rows) = self.screens.last_mut().and_then(Screen::rows_mut) {
                    rows.search();
                }
            }
            CommandId::Sort => self.sort(),
            CommandId::ShowRetired => self.show_retired(),
            _ => {}
        }
        Vec::new()
    }

    fn help(&mut self) -> Vec<Effect> {
        if let Status::Problem(problem) = self.status.clone() {
            self.keep_form();
            self.overlay = Some(Overlay::Problem(problem));
        } else {
            self.keep_form();
            self.overlay = Some(Overlay::Help(Help::new(self.screen_context())));
        }
        Vec::new()
    }

    /// Closes what is open, or goes back; nothing typed is lost.
    fn back(&mut self) -> Vec<Effect> {
        if !self.prefix.is_empty() {
            self.prefix.clear();
            return Vec::new();
        }
        if let Some(overlay) = self.overlay.take() {
            if let Overlay::Prompt(prompt) = overlay {
                self.closed(*prompt);
            }
            return Vec::new();
        }
        if self.context() == Context::Typing && self.screen_context() != Context::Welcome {
            return self.leave_typing();
        }
        if self.screens.len() > 1 {
            self.status = Status::Quiet;
            let effects = self.keep_draft();
            self.screens.pop();
            return effects;
        }
        if let Some(Screen::Dashboard(dashboard)) = self.screens.last_mut() {
            dashboard.rows.find = None;
        }
        Vec::new()
    }

    /// Keeps a form that is closed with something typed in it.
    fn closed(&mut self, prompt: super::super::overlay::Prompt) {
        use super::super::form::{Field, Input};
        let has_text =
            |field: &Field| matches!(&field.input, Input::Text(text) if !text.is_blank());
        // The fields of a record may be full as they were recorded; a draft that was undone is yet to be dropped.
        let typed = if prompt.purpose.is_of_record() {
            prompt.draft_kept.is_some() || prompt.form.fields.iter().any(Field::is_changed)
        } else {
            prompt.form.fields.iter().any(has_text)
        };
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
        } else if typed {
            self.kept.push(prompt);
        }
    }

    fn keep_form(&mut self) {
        if let Some(Overlay::Prompt(prompt)) = self.overlay.take() {
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

    fn quit(&mut self) -> Vec<Effect> {
        self.keep_form();
        let mut effects = self.keep_draft();
        effects.extend(self.keep_form_drafts());
        effects.push(Effect::Quit);
        effects
    }

    pub(super) fn confirmed(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Confirm(confirm)) if confirm.focus == Button::Go => vec![confirm.then],
            Some(Overlay::Confirm(confirm)) => {
                self.then = None;
                self.submitted = None;
                self.say(format!("{}: nothing was recorded.", confirm.keep));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn palette_rows(&self) -> Vec<palette::Row> {
        match &self.overlay {
            Some(Overlay::Palette(palette)) => palette.rows(self),
            _ => Vec::new(),
        }
    }

    pub(super) fn set_palette(&mut self, at: usize) {
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.at = at;
        }
    }

    pub(super) fn run_from_palette(&mut self) -> Vec<Effect> {
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

    /// How many rows the list in view has.
    pub(super) fn rows_in_view(&self) -> usize {
        match (self.screen(), &self.store) {
            (Some(Screen::Dashboard(dashboard)), Some(store)) => dashboard.shown(store).len(),
            (Some(Screen::Evidence(_)), _) => self.shown_exhibits().len(),
            (Some(Screen::Gaps(_)), _) => self.shown_gaps().len(),
            (Some(Screen::Registers(_)), _) => self.shown_records().len(),
            (Some(Screen::FollowUps(_)), _) => self.shown_follow_ups().len(),
            (Some(Screen::Report(report)), _) => report.len(),
            _ => 0,
        }
    }

    fn step(&mut self, step: Step) -> Vec<Effect> {
        let count = self.rows_in_view();
        match self.screens.last_mut() {
            Some(Screen::Interview(_)) => return self.step_in_interview(step),
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

    fn accept(&mut self) -> Vec<Effect> {
        match self.screens.last_mut() {
            Some(Screen::Interview(_)) => self.accept_in_interview(),
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
            Some(Screen::FollowUps(_)) => {
                self.ask_at(self.follow_up_in_hand().map(|one| one.question.clone()))
            }
            Some(Screen::Evidence(_)) => {
                let first = self.exhibit_in_hand().and_then(|exhibit| exhibit.links.first());
                self.ask_at(first.map(|link| link.question.clone()))
            }
            Some(Screen::Report(report)) => {
                report.go(1);
                Vec::new()
            }
            Some(Screen::Registers(_) | Screen::Welcome(_)) | None => Vec::new(),
        }
    }

    /// Opens the interview at a question, over the screen that is seen.
    fn ask_at(&mut self, question: Option<QuestionId>) -> Vec<Effect> {
        if let Some(question) = question {
            self.arrive(Destination::Interview(Some(question)))
        } else {
            self.say("No question belongs to this row.");
            Vec::new()
        }
    }

    fn go(&mut self, to: Destination) -> Vec<Effect> {
        let Some(id) = self.vendor_in_hand().map(|row| row.id) else { return Vec::new() };
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

    fn go_vendors(&mut self) -> Vec<Effect> {
        let effects = self.keep_draft();
        self.screens.truncate(1);
        effects
    }

    fn next_pane(&mut self) {
        match self.screens.last_mut() {
            Some(Screen::Interview(interview)) => {
                interview.pane = match interview.pane {
                    Pane::Question => Pane::List,
                    Pane::List => Pane::Why,
                    Pane::Why => Pane::Question,
                };
            }
            Some(Screen::Report(report)) => {
                report.pane = match report.pane {
                    ReportPane::Contents => ReportPane::Text,
                    ReportPane::Text => ReportPane::Contents,
                };
            }
            _ => {}
        }
    }

    fn show_why(&mut self) {
        if let Some(Screen::Interview(interview)) = self.screens.last_mut() {
            interview.pane = if interview.pane == Pane::Why { Pane::Question } else { Pane::Why };
        }
    }

    fn sort(&mut self) {
        if let Some(Screen::Dashboard(dashboard)) = self.screens.last_mut() {
            dashboard.order = dashboard.order.next();
            dashboard.rows.at = 0;
            let order = dashboard.order.title();
            self.say(format!("Sorted by {order}."));
        }
    }

    fn show_retired(&mut self) {
        use super::super::screen::dashboard::ShowRetired;
        if let Some(Screen::Dashboard(dashboard)) = self.screens.last_mut() {
            dashboard.retired = match dashboard.retired {
                ShowRetired::No => ShowRetired::Yes,
                ShowRetired::Yes => ShowRetired::No,
            };
            dashboard.rows.at = 0;
        }
    }

    fn switch_edition(&mut self) -> Vec<Effect> {
        let Some(vendor) = self.vendor.as_ref().map(|vendor| vendor.dossier.id) else {
            return Vec::new();
        };
        let Some(Screen::Report(report)) = self.screens.last_mut() else { return Vec::new() };
        report.edition = match report.edition {
            Edition::Internal => Edition::Produced,
            Edition::Produced => Edition::Internal,
        };
        vec![Effect::PreviewReport { vendor, edition: report.edition }]
    }

    fn confirm_answer(&mut self) -> Vec<Effect> {
        let Some(id) = self.interview().map(|interview| interview.at.clone()) else {
            return Vec::new();
        };
        self.record(Request::Confirm(vec![Asked::of_vendor(id.as_str())]))
    }

    fn record_in_hand(&mut self, request: Request) -> Vec<Effect> {
        let vendor: Option<VendorId> = self.vendor_in_hand().map(|row| row.id);
        vendor
            .map(|vendor| Effect::Record { vendor, request: Box::new(request) })
            .into_iter()
            .collect()
    }

    pub(super) fn ask(
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

    fn ask_undo(&mut self) {
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

    fn ask_redo(&mut self) {
        if let Ok(what) = self.redo_would() {
            let lines =
                vec![format!("Redo: {what}."), "It counts again as it was recorded.".to_owned()];
            self.ask("Redo", lines, ("Leave it", "Redo"), Request::Redo);
            if let Some(Overlay::Confirm(confirm)) = &mut self.overlay {
                confirm.focus = Button::Go;
            }
        }
    }

    fn ask_retire(&mut self) {
        let name = self.vendor_in_hand().map(|row| row.name.clone()).unwrap_or_default();
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
}

const fn step(id: CommandId) -> Option<Step> {
    Some(match id {
        CommandId::Up => Step::Up,
        CommandId::Down => Step::Down,
        CommandId::PageUp => Step::PageUp,
        CommandId::PageDown => Step::PageDown,
        CommandId::First => Step::First,
        CommandId::Last => Step::Last,
        _ => return None,
    })
}

const fn go(id: CommandId) -> Option<Go> {
    Some(match id {
        CommandId::NextQuestion => Go::Next,
        CommandId::PreviousQuestion => Go::Previous,
        CommandId::NextOpen => Go::NextOpen,
        CommandId::PreviousOpen => Go::PreviousOpen,
        CommandId::NextSection => Go::NextSection,
        CommandId::PreviousSection => Go::PreviousSection,
        _ => return None,
    })
}

const fn destination(id: CommandId) -> Option<Destination> {
    Some(match id {
        CommandId::GoInterview => Destination::Interview(None),
        CommandId::GoEvidence => Destination::Evidence,
        CommandId::GoGaps => Destination::Gaps,
        CommandId::GoRegisters => Destination::Registers,
        CommandId::GoFollowUps => Destination::FollowUps,
        CommandId::GoReport => Destination::Report,
        _ => return None,
    })
}

const fn purpose(id: CommandId) -> Option<Purpose> {
    Some(match id {
        CommandId::AddVendor => Purpose::AddVendor,
        CommandId::SetTier => Purpose::SetTier,
        CommandId::WhoAnswers => Purpose::OpenInterview,
        CommandId::AnswerUnknown => Purpose::Unknown,
        CommandId::AnswerNotApplicable => Purpose::NotApplicable,
        CommandId::Attach => Purpose::Attach,
        CommandId::Supersede => Purpose::Supersede,
        CommandId::Link => Purpose::Link,
        CommandId::Unlink => Purpose::Unlink,
        CommandId::ChangeExhibit => Purpose::ChangeExhibit,
        CommandId::Withdraw => Purpose::Withdraw,
        CommandId::OwnGap => Purpose::OwnGap,
        CommandId::AcceptGap => Purpose::AcceptGap,
        CommandId::EndFollowUp => Purpose::EndFollowUp,
        CommandId::WriteReport => Purpose::WriteReport,
        _ => return None,
    })
}
