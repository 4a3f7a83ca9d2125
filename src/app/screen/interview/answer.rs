//! Answering: from a press or typed words to what is asked to be recorded. Nothing changes until it is on disk.

use std::collections::BTreeSet;

use super::{Editing, Offer, Unsaved, offers};
use crate::app::command::CommandId;
use crate::app::effect::Effect;
use crate::app::enabled::can_run;
use crate::app::form::text::{Lines, TextField};
use crate::app::overlay::Purpose;
use crate::app::screen::Then;
use crate::app::screen::interview::walk::Go;
use crate::app::state::App;
use crate::app::words::capital;
use crate::domain::request::{AnswerRequest, Request, Seen};
use crate::domain::value::{Reply, ReplyState};

impl App {
    /// A reply to the question that is seen, with the note that was typed for it, by whom it was given, and what was seen.
    pub(crate) fn answer_request(&self, reply: Reply) -> Option<AnswerRequest> {
        let interview = self.interview()?;
        let question = self.question()?;
        let note =
            self.draft().or(self.recorded_note()).map(str::trim).filter(|note| !note.is_empty());
        Some(AnswerRequest {
            note: note.map(str::to_owned),
            given_by: interview.present.first().cloned(),
            role: interview.role,
            interview: interview.event,
            seen: Seen::Shown(interview.seen),
            ..AnswerRequest::new(self.asked_of(question.id.as_str()), reply)
        })
    }

    /// Asks for a reply to be recorded. One that says otherwise than the records waits for the words that say why (rules, section 11).
    pub(crate) fn answer(&mut self, reply: Reply) -> Vec<Effect> {
        if let Some(records) = self.overruled_without_words(&reply) {
            let effects = self.write_note();
            if let Some(interview) = self.interview_mut() {
                interview.held = Some(reply);
            }
            self.say(format!(
                "The records say otherwise: {records}. Say why your answer stands; it is recorded with the note."
            ));
            return effects;
        }
        let request = self.answer_request(reply);
        request.map(|request| self.record(Request::Answer(request))).unwrap_or_default()
    }

    /// What the records say against a reply for which no note is written.
    fn overruled_without_words(&self, reply: &Reply) -> Option<String> {
        let noted =
            self.draft().or(self.recorded_note()).is_some_and(|note| !note.trim().is_empty());
        let own = matches!(reply, Reply::Value(_) | Reply::State(ReplyState::None));
        if noted || !own {
            return None;
        }
        let question = self.question()?;
        question.records.as_ref()?;
        let standings = self.asked_standings()?;
        let proposed = standings.get(&question.id)?.proposed.as_ref()?;
        let against = proposed.proposal.is_contradicted_by(reply);
        against.then(|| question.kind.shown(&proposed.proposal.reply))
    }

    /// Takes a row of what may be replied; of several choices, checks it.
    pub(crate) fn take_offer(&mut self, row: usize) -> Vec<Effect> {
        let Some(kind) = self.question().map(|question| question.kind.clone()) else {
            return Vec::new();
        };
        match offers(&kind).get(row) {
            Some(Offer::Choice(..)) if kind.takes_several() => {
                self.check(row);
                Vec::new()
            }
            Some(Offer::Choice(word, _)) => self.answer_typed(word),
            Some(Offer::Field) => self.type_answer(None),
            Some(Offer::None) => self.answer_none(),
            Some(Offer::Unknown) => self.open_prompt(Purpose::Unknown),
            Some(Offer::NotApplicable) => self.open_prompt(Purpose::NotApplicable),
            None => {
                self.say("There is no such choice.");
                Vec::new()
            }
        }
    }

    /// Takes the choice of a digit; in a typed answer the digit is typed.
    pub(crate) fn choose(&mut self, digit: usize) -> Vec<Effect> {
        if let Err(why) = can_run(self, CommandId::Choose) {
            self.say(capital(&why));
            return Vec::new();
        }
        let typed = self.question().is_some_and(|question| question.kind.choices().is_empty());
        if typed {
            return self.type_answer(Some(&digit.to_string()));
        }
        let choices = self.question().map_or(0, |question| question.kind.choices().len());
        if digit > choices {
            let (unknown, none) =
                (self.how(CommandId::AnswerUnknown), self.how(CommandId::AnswerNotApplicable));
            self.say(format!("There are {choices} choices; {unknown} means that we do not know, {none} that it does not apply."));
            return Vec::new();
        }
        if let Some(interview) = self.interview_mut() {
            interview.cursor = Some(digit.saturating_sub(1));
        }
        self.take_offer(digit.saturating_sub(1))
    }

    /// Checks a choice of several, or takes the check away.
    fn check(&mut self, row: usize) {
        let choices = self.question().map_or(0, |question| question.kind.choices().len());
        let mut picked: BTreeSet<usize> =
            self.rows_taken().into_iter().filter(|row| *row < choices).collect();
        if !picked.remove(&row) {
            picked.insert(row);
        }
        if let Some(interview) = self.interview_mut() {
            interview.picked = Some(picked);
            interview.cursor = Some(row);
        }
        let accept = self.how(CommandId::Accept);
        self.say(format!("Checked, not recorded yet. {accept} records what is checked."));
    }

    /// Opens the field for a typed answer.
    pub(crate) fn type_answer(&mut self, begin: Option<&str>) -> Vec<Effect> {
        let typed = match (begin, self.question(), self.reply()) {
            (Some(begin), ..) => begin.to_owned(),
            (None, Some(question), Some(reply)) => question.kind.typed(reply),
            _ => String::new(),
        };
        if let Some(interview) = self.interview_mut() {
            interview.cursor = Some(0);
            interview.editing = Some(Editing::Answer(TextField::new(&typed, Lines::One)));
        }
        Vec::new()
    }

    /// Reads a typed reply as the question's kind reads it, and asks for it to be recorded.
    pub(crate) fn answer_typed(&mut self, typed: &str) -> Vec<Effect> {
        let (Some(question), Some(store)) = (self.question(), &self.store) else {
            return Vec::new();
        };
        match question.kind.read(typed, store.today) {
            Ok(Reply::State(ReplyState::Na)) => self.open_prompt(Purpose::NotApplicable),
            Ok(Reply::State(ReplyState::Unknown)) => self.open_prompt(Purpose::Unknown),
            Ok(reply) => self.answer(reply),
            Err(not) => {
                let near =
                    not.nearest.map(|near| format!(" Did you mean {near}?")).unwrap_or_default();
                self.say(format!("Not recorded: {}.{near} Accepted: {}.", not.why, not.accepted));
                Vec::new()
            }
        }
    }

    /// Records that there is none.
    pub(crate) fn answer_none(&mut self) -> Vec<Effect> {
        self.answer_typed("none")
    }

    /// What `enter` does: accepts what is typed, checked or under the cursor, and else goes on to the next question.
    pub(crate) fn accept_in_interview(&mut self) -> Vec<Effect> {
        let Some(interview) = self.interview() else { return Vec::new() };
        if let Some(Editing::Answer(field)) = &interview.editing {
            let typed = field.text();
            return self.answer_typed(&typed);
        }
        let (cursor, picked) = (interview.cursor, interview.picked.clone());
        if interview.pane != super::Pane::Question {
            if let Some(interview) = self.interview_mut() {
                interview.pane = super::Pane::Question;
            }
            return Vec::new();
        }
        if let Some(picked) = picked {
            return self.answer_checked(&picked);
        }
        let several = self.question().is_some_and(|question| question.kind.takes_several());
        let on_choice = cursor.filter(|row| !self.rows_taken().contains(row));
        if let Some(row) = on_choice {
            let effects = self.take_offer(row);
            let checked = self.interview().and_then(|interview| interview.picked.clone());
            return match checked.filter(|_| several) {
                Some(picked) => self.answer_checked(&picked),
                None => effects,
            };
        }
        match self.reply().cloned() {
            Some(reply) if self.draft().is_some() => {
                self.then = Some(Then::NextQuestion);
                self.answer(reply)
            }
            None if self.question().is_some_and(|question| question.kind.choices().is_empty()) => {
                self.type_answer(None)
            }
            _ => self.walk(Go::Next),
        }
    }

    /// Asks for the checked choices to be recorded.
    fn answer_checked(&mut self, picked: &BTreeSet<usize>) -> Vec<Effect> {
        let Some(kind) = self.question().map(|question| question.kind.clone()) else {
            return Vec::new();
        };
        let words: Vec<String> = offers(&kind)
            .into_iter()
            .enumerate()
            .filter(|(row, _)| picked.contains(row))
            .filter_map(|(_, offer)| match offer {
                Offer::Choice(word, _) => Some(word),
                _ => None,
            })
            .collect();
        self.answer_typed(&words.join(", "))
    }

    /// Opens the note.
    pub(crate) fn write_note(&mut self) -> Vec<Effect> {
        let text = self.draft().or(self.recorded_note()).unwrap_or_default().to_owned();
        if let Some(interview) = self.interview_mut() {
            interview.editing = Some(Editing::Note(TextField::new(&text, Lines::Many)));
        }
        self.say("What is recorded cannot be forgotten: name no patient.");
        Vec::new()
    }

    /// Keeps what is typed as a draft, safe from a crash.
    pub(crate) fn keep_draft(&mut self) -> Vec<Effect> {
        let recorded = self.recorded_note().unwrap_or_default().to_owned();
        let place = self.interview().map(|interview| self.note_place(&interview.at));
        let (Some(interview), Some(question)) = (self.interview_mut(), place) else {
            return Vec::new();
        };
        interview.unsaved = Unsaved::Nothing;
        let Some(Editing::Note(field)) = &interview.editing else { return Vec::new() };
        let text = field.text();
        let Some(vendor) = &mut self.vendor else { return Vec::new() };
        let id = vendor.dossier.id;
        if text.trim() == recorded.trim() {
            let had = vendor.drafts.remove(&question).is_some();
            return had.then_some(Effect::DropDraft { vendor: id, question }).into_iter().collect();
        }
        if vendor.drafts.get(&question) == Some(&text) {
            return Vec::new();
        }
        vendor.drafts.insert(question.clone(), text.clone());
        vec![Effect::SaveDraft { vendor: id, question, text }]
    }

    /// Leaves the field: a note stays as the draft.
    pub(crate) fn leave_field(&mut self) -> Vec<Effect> {
        let note =
            matches!(self.interview().and_then(|one| one.editing.as_ref()), Some(Editing::Note(_)));
        let effects = self.keep_draft();
        if let Some(interview) = self.interview_mut() {
            interview.editing = None;
        }
        let held = self.interview_mut().and_then(|interview| interview.held.take());
        if note && held.is_some() {
            self.say("Not answered: the records stand until a note says why not. The note is kept as a draft.");
        } else if note && self.draft().is_some() {
            self.say("The note is kept as a draft; it is recorded with the answer.");
        } else {
            self.status = crate::app::state::Status::Quiet;
        }
        effects
    }

    /// Records the note with the answer on file; without one it waits for the answer.
    pub(crate) fn keep_text(&mut self) -> Vec<Effect> {
        match self.interview().and_then(|interview| interview.editing.as_ref()) {
            Some(Editing::Answer(_)) => self.accept_in_interview(),
            Some(Editing::Note(_)) => {
                let held = self.interview_mut().and_then(|interview| interview.held.take());
                let mut effects = self.leave_field();
                if held.is_some() && self.draft().is_none() {
                    self.say("Not answered: the records stand until a note says why not.");
                    return effects;
                }
                match held.or_else(|| self.reply().cloned()) {
                    Some(reply) if self.draft().is_some() => effects.extend(self.answer(reply)),
                    None => {
                        self.say("The note is kept as a draft. It is recorded when you answer.");
                    }
                    Some(_) => self.say("The note is as it was recorded."),
                }
                effects
            }
            None => Vec::new(),
        }
    }

    /// Throws the draft away.
    pub(crate) fn drop_draft(&mut self) -> Vec<Effect> {
        let place = self.interview().map(|interview| self.note_place(&interview.at));
        let Some(question) = place else {
            return Vec::new();
        };
        if let Some(interview) = self.interview_mut() {
            interview.editing = None;
        }
        let Some(vendor) = &mut self.vendor else { return Vec::new() };
        let had = vendor.drafts.remove(&question).is_some();
        let id = vendor.dossier.id;
        self.say(if had { "The draft is dropped." } else { "There is no draft here." });
        had.then_some(Effect::DropDraft { vendor: id, question }).into_iter().collect()
    }

    /// Asks for something about the open vendor to be recorded.
    pub(crate) fn record(&mut self, request: Request) -> Vec<Effect> {
        let vendor = self.vendor.as_ref().map(|vendor| vendor.dossier.id);
        let effect = |vendor| Effect::Record { vendor, request: Box::new(request) };
        vendor.map(effect).into_iter().collect()
    }
}
