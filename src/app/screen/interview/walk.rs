//! Walking through the questions: which come next, which are left out, and why.

use super::{Pane, Unsaved};
use crate::app::command::CommandId;
use crate::app::effect::Effect;
use crate::app::list::{Step, moved};
use crate::app::state::App;
use crate::domain::id::QuestionId;
use crate::domain::standing::{Asked, Standing, Standings};

/// One question in the list beside the interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The place of its section among those that are shown.
    pub section: usize,
    /// The title of its section.
    pub heading: String,
    /// The question.
    pub id: QuestionId,
    /// A few words on what it is about.
    pub title: String,
    /// How it stands.
    pub standing: Standing,
    /// Why it is not walked through, if it is not.
    pub left_out: Option<LeftOut>,
}

/// Why a question is not walked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Its condition is false, because of this.
    NotAsked(String),
    /// Somebody else can answer it.
    OtherRole,
}

/// Where to go from the question that is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// To the next one.
    Next,
    /// To the one before.
    Previous,
    /// To the next one that is open or carried.
    NextOpen,
    /// To the one before that is open or carried.
    PreviousOpen,
    /// To the first of the next section.
    NextSection,
    /// To the first of this section, or of the one before.
    PreviousSection,
}

impl App {
    /// Every question of the questionnaire as it stands, in order.
    pub fn question_rows(&self) -> Vec<Row> {
        self.asked_standings().map_or_else(Vec::new, |standings| self.rows_of(&standings))
    }

    /// The same, where the standings are at hand: they are what a frame of the interview spends its time on.
    pub fn rows_of(&self, standings: &Standings<'_>) -> Vec<Row> {
        let Some(view) = self.questionnaire() else { return Vec::new() };
        let role = self.interview().and_then(|interview| interview.role);
        let sections = standings.sections(&view.asked).into_iter().enumerate();
        sections
            .flat_map(|(section, (heading, stands))| {
                stands.into_iter().map(move |stand| (section, heading, stand))
            })
            .map(|(section, heading, stand)| Row {
                section,
                heading: heading.to_owned(),
                id: stand.question.id.clone(),
                title: stand.question.title.clone(),
                standing: stand.standing,
                left_out: match (&stand.asked, role) {
                    (Asked::No(why), _) => Some(LeftOut::NotAsked(why.clone())),
                    (_, Some(role)) if !stand.question.ask_of.contains(&role) => {
                        Some(LeftOut::OtherRole)
                    }
                    _ => None,
                },
            })
            .collect()
    }

    /// Shows a question: its draft is offered, and the place is kept.
    pub(crate) fn show_question(&mut self, id: QuestionId) -> Vec<Effect> {
        let mut effects = self.keep_draft();
        let Some(vendor) = &self.vendor else { return effects };
        let seen = self.last_touch(&id);
        let draft = vendor.drafts.contains_key(&self.note_place(&id));
        let vendor_id = vendor.dossier.id;
        let Some(interview) = self.interview_mut() else { return effects };
        interview.at = id.clone();
        interview.seen = seen;
        interview.cursor = None;
        interview.picked = None;
        interview.editing = None;
        interview.why_at = 0;
        if interview.pane == Pane::Closing {
            interview.pane = Pane::Question;
        }
        interview.unsaved = Unsaved::Nothing;
        if draft {
            let note = self.how(CommandId::Note);
            self.say(format!("A note that you typed here was not recorded yet. Answer to record it; {note} goes on writing."));
        }
        if let Some(vendor) = &mut self.vendor {
            vendor.place = Some(id.clone());
        }
        effects.push(Effect::SavePlace { vendor: vendor_id, question: id });
        effects
    }

    /// Goes on from the question that is seen.
    pub(crate) fn walk(&mut self, go: Go) -> Vec<Effect> {
        let rows = self.question_rows();
        let Some(at) = self.interview().map(|interview| interview.at.clone()) else {
            return Vec::new();
        };
        if let Some(next) = self.next_left(&at).filter(|_| go == Go::NextOpen) {
            return self.show_question(next);
        }
        let here = rows.iter().position(|row| row.id == at).unwrap_or(0);
        let section = rows.get(here).map_or(0, |row| row.section);
        let walked = |row: &&Row| row.left_out.is_none();
        let open = |row: &&Row| matches!(row.standing, Standing::Open | Standing::Carried);
        let after = || rows.iter().skip(here + 1).filter(walked);
        let before = || rows.iter().take(here).rev().filter(walked);
        let found = match go {
            Go::Next => after().next(),
            Go::Previous => before().next(),
            Go::NextOpen => after().find(open).or_else(|| before().rfind(open)),
            Go::PreviousOpen => before().find(open).or_else(|| after().rfind(open)),
            Go::NextSection => after().find(|row| row.section > section),
            Go::PreviousSection => {
                let first_of =
                    |section: usize| rows.iter().filter(walked).find(|row| row.section == section);
                match first_of(section).filter(|first| first.id != at) {
                    Some(first) => Some(first),
                    None => before()
                        .find(|row| row.section < section)
                        .and_then(|row| first_of(row.section)),
                }
            }
        };
        if let Some(id) = found.map(|row| row.id.clone()) {
            self.show_question(id)
        } else {
            let words = self.nowhere(go, &rows);
            self.say(words);
            if go == Go::Next {
                self.sum_up();
            }
            Vec::new()
        }
    }

    /// Shows the interview summed up.
    pub(crate) fn sum_up(&mut self) {
        if let Some(interview) = self.interview_mut() {
            interview.pane = Pane::Closing;
            interview.why_at = 0;
        }
    }

    /// Moves the cursor over the choices, or over the list of questions.
    pub(crate) fn step_in_interview(&mut self, step: Step) -> Vec<Effect> {
        if self.interview().is_some_and(|interview| interview.pane == Pane::List) {
            let rows = self.question_rows();
            let at = self.interview().map(|interview| interview.at.clone());
            let here = rows.iter().position(|row| Some(&row.id) == at.as_ref()).unwrap_or(0);
            let to = rows.get(moved(here, step, rows.len())).map(|row| row.id.clone());
            return to
                .filter(|to| Some(to) != at.as_ref())
                .map(|to| self.show_question(to))
                .unwrap_or_default();
        }
        if let Some(interview) =
            self.interview_mut().filter(|one| matches!(one.pane, Pane::Why | Pane::Closing))
        {
            // The view ends where its text does; a hundred lines are more than any question says.
            interview.why_at = moved(interview.why_at, step, 100);
            return Vec::new();
        }
        let offers = self.question().map_or(0, |question| super::offers(&question.kind).len());
        let to = moved(self.offer_row(), step, offers);
        if let Some(interview) = self.interview_mut() {
            interview.cursor = Some(to);
        }
        Vec::new()
    }

    /// What to say where there is nothing to go to.
    fn nowhere(&self, go: Go, rows: &[Row]) -> String {
        let is_open = |row: &&Row| row.left_out.is_none() && row.standing == Standing::Open;
        let open = rows.iter().filter(is_open).count();
        let how = |id| self.how(id);
        match go {
            Go::NextOpen | Go::PreviousOpen => "No other question is open.".to_owned(),
            Go::Next if open == 0 => "That was the last question, and none is open.".to_owned(),
            Go::Next => format!(
                "That was the last question; {open} not answered. {} goes to the next open one.",
                how(CommandId::NextOpen)
            ),
            Go::NextSection => "This is the last section.".to_owned(),
            Go::Previous | Go::PreviousSection => "This is the first question.".to_owned(),
        }
    }
}
