//! Asking: a form field by field, a question before something is done, a question of the questionnaire, a row of a list.

use std::io;

use super::Talk;
use crate::app::command::CommandId;
use crate::app::form::{Form, Input};
use crate::app::key::Key;
use crate::app::message::Message;
use crate::app::overlay::{Confirm, Overlay};
use crate::app::screen::Screen;
use crate::app::screen::interview::{Offer, Pane, offers};
use crate::app::words::not_yet;
use crate::domain::value::{Reply, ReplyState};

impl Talk<'_> {
    fn form(&self) -> Option<&Form> {
        match (&self.app.overlay, self.app.screen()) {
            (Some(Overlay::Prompt(prompt)), _) => Some(&prompt.form),
            (None, Some(Screen::Welcome(welcome))) => Some(&welcome.form),
            _ => None,
        }
    }

    /// Fills in a form from its field in focus on; what is refused is asked again.
    pub(super) fn fill_in(&mut self) -> io::Result<()> {
        if self.fill_in_record()? {
            return Ok(());
        }
        let Some(form) = self.form().cloned() else { return Ok(()) };
        match (&form.refused, form.focus) {
            (Some(why), _) => self.say(&not_yet(why))?,
            (None, 0) => {
                self.say(&form.title)?;
                for line in &form.intro {
                    self.say(line)?;
                }
                if let Some(Screen::Welcome(welcome)) = self.app.screen() {
                    let folder = format!("The record will be kept in {}", welcome.folder);
                    self.say(&folder)?;
                }
                self.say("Enter keeps what stands in a field; :back closes the form.")?;
            }
            (None, _) => {}
        }
        let Some(field) = form.focused() else {
            self.tell(Message::Run(CommandId::Back));
            return Ok(());
        };
        let now = match field.shown() {
            none if none.trim().is_empty() => String::new(),
            shown => format!(" Now: {shown}."),
        };
        match &field.input {
            Input::Text(_) => self.say(&format!("{} ({}).{now}", field.label, field.hint))?,
            Input::Choice { options, .. } => {
                self.say(&format!("{}, 1 to {}.{now}", field.label, options.len()))?;
                for (place, (_, label)) in options.iter().enumerate() {
                    let meaning = field.meanings.get(place);
                    let meaning = meaning.map(|one| format!(". {one}")).unwrap_or_default();
                    self.say_in(&format!("  {:>2}. ", place + 1), &format!("{label}{meaning}"))?;
                }
            }
        }
        let Some(line) = self.hear()? else { return Ok(()) };
        if self.command(&line)? {
            return Ok(());
        }
        if !line.is_empty() {
            self.tell(Message::Enter(line));
            // A field that refused what was typed has said why; it is asked again.
            if !matches!(self.app.status, crate::app::state::Status::Quiet) {
                return Ok(());
            }
        }
        self.press(Key::Enter);
        Ok(())
    }

    /// Asks before something is done: only `yes` does it.
    pub(super) fn confirm(&mut self, confirm: &Confirm) -> io::Result<()> {
        self.say(&confirm.title)?;
        for line in &confirm.lines {
            self.say(line)?;
        }
        self.say(&format!("Type yes: {}. Anything else: {}.", confirm.go, confirm.keep))?;
        let Some(line) = self.hear()? else { return Ok(()) };
        let wants = line.trim().eq_ignore_ascii_case("yes");
        let on_go = confirm.focus == crate::app::overlay::Button::Go;
        if wants != on_go {
            self.press(Key::Tab);
        }
        self.press(Key::Enter);
        Ok(())
    }

    /// Asks the question that is seen: the reply, then the note, then on to the next.
    pub(super) fn interview(&mut self) -> io::Result<()> {
        self.refresh();
        self.say_status()?;
        if self.app.interview().is_some_and(|interview| interview.pane == Pane::Closing) {
            return self.close();
        }
        self.summed_up = None;
        let at = self.app.interview().map(|interview| interview.at.clone());
        let asked = at.clone().map(|at| (at, self.recorded()));
        if asked == self.asked {
            self.say_ask()?;
        } else {
            self.say_question()?;
            self.asked = asked;
        }
        let Some(line) = self.hear()? else { return Ok(()) };
        if self.command(&line)? {
            return Ok(());
        }
        let Some(question) = self.app.question().cloned() else { return Ok(()) };
        if line.trim().is_empty() {
            // Without an answer there is nothing to keep: the question stays open.
            self.tell(Message::Run(CommandId::NextQuestion));
            return Ok(());
        }
        let reply = self.reply_of(&line);
        let today = self.app.store.as_ref().map(|store| store.today).unwrap_or_default();
        let has_form = match question.kind.read(&reply, today) {
            // The core says what is accepted, and asks again.
            Err(_) => {
                self.tell(Message::Enter(reply));
                return Ok(());
            }
            Ok(read) => matches!(read, Reply::State(ReplyState::Na | ReplyState::Unknown)),
        };
        if self.app.looking.is_some() {
            // The core says why nothing is recorded.
            self.tell(Message::Enter(reply));
            return Ok(());
        }
        if !has_form {
            self.ask_note()?;
        }
        if self.going == super::Going::Out {
            return Ok(());
        }
        let before = self.recorded();
        self.tell(Message::Enter(reply));
        while matches!(self.app.overlay, Some(Overlay::Prompt(_) | Overlay::Confirm(_)))
            && self.going == super::Going::On
        {
            self.say_status()?;
            self.turn()?;
        }
        let same = self.app.interview().map(|interview| interview.at.clone()) == at;
        if self.recorded() > before && same {
            self.say_status()?;
            self.say_consequence()?;
            self.tell(Message::Run(CommandId::NextQuestion));
        }
        Ok(())
    }

    /// Sums the interview up, once, and asks where to go from there.
    fn close(&mut self) -> io::Result<()> {
        let recorded = Some(self.recorded());
        if self.summed_up != recorded {
            writeln!(self.output)?;
            let said = self.app.closing();
            self.say_all(&said)?;
            self.summed_up = recorded;
            self.asked = None;
        }
        self.say("Enter goes back to the vendors. Type ? for commands.")?;
        let Some(line) = self.hear()? else { return Ok(()) };
        if line.trim().is_empty() {
            self.tell(Message::Run(CommandId::Back));
        } else if !self.command(&line)? {
            self.say("The interview is at its end. :previous goes back to a question.")?;
        }
        Ok(())
    }

    /// How many events the open vendor's record has.
    fn recorded(&self) -> usize {
        self.app.vendor.as_ref().map_or(0, |vendor| vendor.dossier.events.len())
    }

    /// The reply meant by a line: numbers stand for the choices.
    fn reply_of(&self, line: &str) -> String {
        let Some(question) = self.app.question() else { return line.to_owned() };
        let offers = offers(&question.kind);
        let word = |part: &str| {
            let number = part.trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            match number.and_then(|n| offers.get(n)) {
                Some(Offer::Choice(word, _)) => word.clone(),
                _ => part.trim().to_owned(),
            }
        };
        match offers.first() {
            Some(Offer::Choice(..)) if question.kind.takes_several() => {
                line.split(',').map(word).collect::<Vec<_>>().join(", ")
            }
            Some(Offer::Choice(..)) => word(line),
            _ => line.to_owned(),
        }
    }

    /// Asks for the note that goes with the answer; it is a draft until the answer is recorded.
    fn ask_note(&mut self) -> io::Result<()> {
        let note = self.app.draft().or(self.app.recorded_note()).unwrap_or_default().to_owned();
        if !note.is_empty() {
            self.say_in("Note: ", &note)?;
        }
        self.say("Note: a period alone on a line ends it. Enter keeps the current note.")?;
        if let Some(text) = self.hear_note()? {
            self.tell(Message::Run(CommandId::Note));
            self.app.status = crate::app::state::Status::Quiet;
            self.tell(Message::Enter(text));
            self.say_status()?;
            self.press(Key::Esc);
            self.app.status = crate::app::state::Status::Quiet;
        }
        Ok(())
    }

    /// Writes the note and records it with the answer on file.
    pub(super) fn write_note(&mut self) -> io::Result<()> {
        self.ask_note()?;
        if self.app.draft().is_some() {
            self.tell(Message::Run(CommandId::Note));
            self.tell(Message::Run(CommandId::KeepText));
        }
        Ok(())
    }

    /// The lines of a note; nothing where the current one is kept.
    fn hear_note(&mut self) -> io::Result<Option<String>> {
        let mut lines: Vec<String> = Vec::new();
        while let Some(line) = self.hear()? {
            if line.trim() == "." || (lines.is_empty() && line.trim().is_empty()) {
                break;
            }
            lines.push(line);
        }
        Ok((!lines.is_empty()).then(|| lines.join("\n")))
    }

    /// Asks what to do with the rows of a list.
    pub(super) fn list(&mut self) -> io::Result<()> {
        self.refresh();
        self.say_status()?;
        let rows = self.say_rows_in_view()?;
        let Some(line) = self.hear()? else { return Ok(()) };
        if line.trim().is_empty() || self.command(&line)? {
            return Ok(());
        }
        match line.trim().parse::<usize>() {
            Ok(number) if (1..=rows).contains(&number) => {
                self.tell(Message::Run(CommandId::First));
                for _ in 1..number {
                    self.tell(Message::Run(CommandId::Down));
                }
                if self.goes_to_row() {
                    self.tell(Message::Run(CommandId::Accept));
                } else {
                    self.say_row()?;
                }
                Ok(())
            }
            _ if self.app.register_in_hand().is_some() => {
                self.tell(Message::Enter(line));
                Ok(())
            }
            _ => self
                .say(&format!("'{}' is not a row. Type a number, or ? for commands.", line.trim())),
        }
    }
}
