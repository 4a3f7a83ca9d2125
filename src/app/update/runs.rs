//! Running commands: every id of the table to what it does.

mod history;
mod leaving;
mod moving;
mod overlays;

use super::super::command::{CommandId, Context};
use super::super::effect::Effect;
use super::super::enabled::can_run;
use super::super::list::Step;
use super::super::overlay::{Overlay, Palette, Purpose};
use super::super::screen::interview::walk::Go;
use super::super::screen::{Destination, Screen};
use super::super::state::{App, Status};
use super::super::words::capital;
use crate::domain::request::Request;
use crate::domain::value::{Reply, ReplyState};

impl App {
    /// Runs a command, or says why it cannot run now.
    pub(in crate::app) fn run(&mut self, id: CommandId) -> Vec<Effect> {
        self.prefix.clear();
        if !matches!(id, CommandId::Back | CommandId::Redraw | CommandId::Suspend) {
            self.end_taking();
        }
        let stays = matches!(id, CommandId::Help | CommandId::Redraw | CommandId::Suspend);
        match id {
            CommandId::Help => return self.help(),
            CommandId::Back => return self.back(),
            CommandId::Quit => return self.quit(),
            CommandId::Redraw => return vec![Effect::Redraw],
            CommandId::Suspend => return vec![Effect::Suspend],
            CommandId::StopWork => return self.stop_work(),
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
        if id == CommandId::FindAnything {
            return self.find_anything();
        }
        // In the line mode a command may be run from within a form: what is typed there is kept.
        if id != CommandId::Help && matches!(self.overlay, Some(Overlay::Prompt(_)) | None) {
            self.keep_form();
        }
        if let Some(effects) = self.run_on_incidents(id) {
            return effects;
        }
        if let Some(effects) = self.run_in_registers(id) {
            return effects;
        }
        if let Some(step) = step(id) {
            return self.step(step);
        }
        if id == CommandId::Filter && self.screen_context() == Context::History {
            return self.open_prompt(Purpose::FilterHistory);
        }
        if id == CommandId::Filter && self.screen_context() == Context::Dashboard {
            return self.open_prompt(Purpose::FilterVendors);
        }
        if id == CommandId::AddVendor && matches!(self.screen(), Some(Screen::Cycle(_))) {
            return self.open_prompt(Purpose::OpenCycle);
        }
        if id == CommandId::OwnGap && matches!(self.screen(), Some(Screen::FollowUps(_))) {
            return self.open_prompt(Purpose::AssignFollowUp);
        }
        if let Some(purpose) = self.purpose_in_inquiries(id) {
            return self.open_prompt(purpose);
        }
        if let Some(purpose) = purpose(id) {
            return self.open_prompt(purpose);
        }
        if let Some(go) = go(id) {
            if matches!(self.screen(), Some(Screen::Cycle(_))) {
                self.go_to_section(go);
                return Vec::new();
            }
            if matches!(self.screen(), Some(Screen::Dashboard(_))) {
                self.move_over_themes(go);
                return Vec::new();
            }
            return self.walk(go);
        }
        if let (CommandId::GoInterview, Some(incident)) = (id, self.incident_under_cursor()) {
            return self.arrive(Destination::Incident(incident));
        }
        if let Some(to) = destination(id) {
            return self.go(to);
        }
        self.run_other(id)
    }

    fn run_other(&mut self, id: CommandId) -> Vec<Effect> {
        match id {
            CommandId::Accept => return self.accept(),
            CommandId::Mark if self.marks().is_some() => self.mark(),
            CommandId::MarkAlike => self.mark_alike(),
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
            CommandId::SumUp => self.sum_up(),
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
            CommandId::GoSettings => return self.go_settings(),
            CommandId::BackOrQuit if self.screens.len() <= 1 && self.looking.is_none() => {
                return self.quit();
            }
            CommandId::BackOrQuit => return self.back(),
            CommandId::Undo => self.ask_undo(),
            CommandId::Redo => self.ask_redo(),
            CommandId::Retire => self.ask_retire(),
            CommandId::CloseCycle => self.ask_close_cycle(),
            CommandId::RestoreVendor => return self.record_in_hand(Request::Restore),
            CommandId::NextPane => self.next_pane(),
            CommandId::PreviousPane => self.previous_pane(),
            CommandId::Search => {
                if let Some(rows) = self.screens.last_mut().and_then(Screen::rows_mut) {
                    rows.search();
                }
            }
            CommandId::HistoryOf => {
                let of = self.history_of().map(|filter| Destination::History(Box::new(filter)));
                return of.map(|of| self.arrive(of)).unwrap_or_default();
            }
            CommandId::Correct => return self.correct(),
            CommandId::RecordedLater => {
                return self.vendor.iter().map(|open| Effect::FindLater(open.dossier.id)).collect();
            }
            CommandId::Sort => self.sort(),
            CommandId::Filter => self.turn_over(),
            CommandId::ShowRetired => self.show_retired(),
            _ => {}
        }
        Vec::new()
    }

    /// What a command asks for on the screen of inquiries.
    fn purpose_in_inquiries(&self, id: CommandId) -> Option<Purpose> {
        if !matches!(self.screen(), Some(Screen::Inquiries(_))) {
            return None;
        }
        Some(match id {
            CommandId::AddVendor => Purpose::OpenInquiry,
            CommandId::AddClause => Purpose::LetterRequest,
            CommandId::Link => Purpose::MapRequest,
            CommandId::Unlink => Purpose::UnmapRequest,
            CommandId::ChangeExhibit => Purpose::ExtendInquiry,
            CommandId::CloseCycle => Purpose::CloseInquiry,
            CommandId::HandOver => Purpose::HandOver,
            _ => return None,
        })
    }

    fn confirm_answer(&mut self) -> Vec<Effect> {
        if let Some(row) = self.cycle_row_in_hand() {
            return self.confirm_in_cycle(&row);
        }
        let Some(id) = self.interview().map(|interview| interview.at.clone()) else {
            return Vec::new();
        };
        self.record(Request::Confirm(vec![self.asked_of(id.as_str())]))
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

fn destination(id: CommandId) -> Option<Destination> {
    Some(match id {
        CommandId::GoInterview => Destination::Interview(None),
        CommandId::GoEvidence => Destination::Evidence,
        CommandId::GoGaps => Destination::Gaps,
        CommandId::GoCycle => Destination::Cycle,
        CommandId::GoRegisters => Destination::Registers,
        CommandId::GoIncidents => Destination::Incidents,
        CommandId::GoFollowUps => Destination::FollowUps,
        CommandId::GoDeadlines => Destination::Deadlines,
        CommandId::GoInquiries => Destination::Inquiries,
        CommandId::GoProfile => Destination::Profile,
        CommandId::GoReport => Destination::Report,
        CommandId::GoOrganization => Destination::Organization,
        CommandId::GoHistory => Destination::History(Box::default()),
        CommandId::GoOverview => Destination::Overview,
        _ => return None,
    })
}

const fn purpose(id: CommandId) -> Option<Purpose> {
    Some(match id {
        CommandId::AddVendor => Purpose::AddVendor,
        CommandId::ImportList => Purpose::ImportList,
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
        CommandId::MakeBinder => Purpose::MakeBinder,
        CommandId::WritePortfolio => Purpose::WritePortfolio,
        CommandId::LookBack => Purpose::LookBack,
        CommandId::Compare => Purpose::Compare,
        CommandId::ChooseReport => Purpose::ChooseReport,
        CommandId::SignOff => Purpose::SignOff,
        _ => return None,
    })
}
