//! One question a screen: which one, what may be replied, what is being typed, and where to go next.

pub mod answer;
pub mod closing;
pub mod walk;
pub mod words;

use std::collections::BTreeSet;

use crate::app::form::text::TextField;
use crate::app::state::App;
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::id::{EventId, QuestionId, RecordId};
use crate::domain::question::{AnswerKind, Counts, Question, Role, Scope};
use crate::domain::register::RecordNo;
use crate::domain::value::{Reply, ReplyState, Value};

/// An interview.
#[derive(Clone, Debug)]
pub struct Interview {
    /// The questionnaire that is asked.
    pub questionnaire: String,
    /// The incident about which the questions about one are asked.
    pub incident: Option<RecordId>,
    /// The question that is seen.
    pub at: QuestionId,
    /// Only questions that this role can answer are walked through.
    pub role: Option<Role>,
    /// Who is present beside the recorder; the first is who answers.
    pub present: Vec<String>,
    /// The event that opened it, once it is recorded.
    pub event: Option<EventId>,
    /// The row of the choices under the cursor, once it was moved.
    pub cursor: Option<usize>,
    /// The choices that are checked and not recorded yet, of several.
    pub picked: Option<BTreeSet<usize>>,
    /// What is being typed.
    pub editing: Option<Editing>,
    /// A reply that waits for its note: it says otherwise than the records, and is recorded with the words that say why.
    pub held: Option<Reply>,
    /// Whether something was typed since the draft was last kept.
    pub unsaved: Unsaved,
    /// Which part has the focus.
    pub pane: Pane,
    /// The first line in view of why it is asked.
    pub why_at: usize,
    /// The last event that touched the question when it was shown.
    pub seen: Option<EventId>,
}

/// What is being typed in an interview.
#[derive(Clone, Debug)]
pub enum Editing {
    /// The note.
    Note(TextField),
    /// A typed answer.
    Answer(TextField),
}

/// Whether something was typed since the draft was last kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// Nothing.
    Nothing,
    /// A note.
    Note,
}

/// The parts of the screen; a narrow one shows one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The question.
    Question,
    /// The list of questions.
    List,
    /// Why it is asked, and what this answer does.
    Why,
    /// The interview summed up.
    Closing,
}

/// One row of what may be replied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A choice of the question: its word and its label.
    Choice(String, String),
    /// The field for a typed answer.
    Field,
    /// "We do not know."
    Unknown,
    /// "There is none."
    None,
    /// "Does not apply."
    NotApplicable,
}

/// The rows of what may be replied to a question.
pub fn offers(kind: &AnswerKind) -> Vec<Offer> {
    let choices = kind.choices();
    let mut offers: Vec<Offer> = choices
        .iter()
        .map(|(word, label)| Offer::Choice((*word).to_owned(), (*label).to_owned()))
        .collect();
    if choices.is_empty() {
        offers.push(Offer::Field);
    }
    // Several choices may have one that says "none of these" itself.
    let says_none = matches!(kind, AnswerKind::Choices { choices } if choices.iter().any(|one| one.counts == Counts::NoneOfThese));
    if kind.takes_none() && !says_none {
        offers.push(Offer::None);
    }
    offers.extend([Offer::Unknown, Offer::NotApplicable]);
    offers
}

/// The rows that a recorded reply takes.
pub fn taken(kind: &AnswerKind, reply: &Reply) -> BTreeSet<usize> {
    let is_taken = |offer: &Offer| match (offer, reply) {
        (Offer::Choice(word, _), Reply::Value(Value::Word(value))) => word == value,
        (Offer::Choice(word, _), Reply::Value(Value::Words(values))) => values.contains(word),
        (Offer::Field, Reply::Value(_))
        | (Offer::Unknown, Reply::State(ReplyState::Unknown))
        | (Offer::None, Reply::State(ReplyState::None))
        | (Offer::NotApplicable, Reply::State(ReplyState::Na)) => true,
        _ => false,
    };
    let offers = offers(kind);
    offers.iter().enumerate().filter(|(_, offer)| is_taken(offer)).map(|(row, _)| row).collect()
}

/// Where the note to a question is kept from crashes; one about an incident under the incident's number.
pub fn note_place(question: &QuestionId, incident: Option<RecordNo>) -> QuestionId {
    incident.map_or_else(|| question.clone(), |no| QuestionId(format!("{no}.{question}")))
}

/// Every place under which a note may be kept from crashes.
pub fn note_places(dossier: &Dossier, bank: &Bank) -> Vec<QuestionId> {
    let questions = bank.questions().iter();
    let (of_incidents, others): (Vec<&Question>, Vec<&Question>) =
        questions.partition(|question| question.scope == Scope::Incident);
    let each = dossier.incidents().flat_map(|incident| {
        let no = Some(incident.no);
        of_incidents.iter().map(move |question| note_place(&question.id, no))
    });
    others.iter().map(|question| question.id.clone()).chain(each).collect()
}

impl Interview {
    /// An interview at a question.
    pub fn new(questionnaire: String, at: QuestionId) -> Self {
        Self {
            questionnaire,
            incident: None,
            at,
            role: None,
            present: Vec::new(),
            event: None,
            cursor: None,
            picked: None,
            editing: None,
            held: None,
            unsaved: Unsaved::Nothing,
            pane: Pane::Question,
            why_at: 0,
            seen: None,
        }
    }

    /// Whether something typed is not kept as a draft yet.
    pub fn has_unsaved_text(&self) -> bool {
        self.unsaved == Unsaved::Note
    }

    /// The text that is being typed, if any is.
    pub const fn field(&self) -> Option<&TextField> {
        match &self.editing {
            Some(Editing::Note(field) | Editing::Answer(field)) => Some(field),
            None => None,
        }
    }

    /// The text that is being typed, if any is, to be changed.
    pub fn field_mut(&mut self) -> Option<&mut TextField> {
        match &mut self.editing {
            Some(Editing::Note(field) | Editing::Answer(field)) => Some(field),
            None => None,
        }
    }
}

impl App {
    /// The question that is seen.
    pub fn question(&self) -> Option<&Question> {
        self.store.as_ref()?.bank.question(&self.interview()?.at)
    }

    /// The reply on file to the question that is seen.
    pub fn reply(&self) -> Option<&Reply> {
        let question = self.question()?;
        let answer = self.answer_to(&question.id)?;
        Some(&answer.reply).filter(|reply| **reply != Reply::State(ReplyState::Open))
    }

    /// The reply that stands to the question that is seen: the one on file, or what the records say in its place.
    pub fn standing_reply(&self) -> Option<Reply> {
        let question = self.question()?;
        if question.records.is_none() {
            return self.reply().cloned();
        }
        let standings = self.asked_standings()?;
        let reply = standings.get(&question.id)?.reply()?;
        Some(reply.clone()).filter(|reply| *reply != Reply::State(ReplyState::Open))
    }

    /// The rows taken: checked and not recorded, or else as what stands.
    pub fn rows_taken(&self) -> BTreeSet<usize> {
        let recorded = || match (self.question(), self.standing_reply()) {
            (Some(question), Some(reply)) => taken(&question.kind, &reply),
            _ => BTreeSet::new(),
        };
        self.interview().and_then(|one| one.picked.clone()).unwrap_or_else(recorded)
    }

    /// The row under the cursor: where it was moved, or what is taken.
    pub fn offer_row(&self) -> usize {
        let moved = self.interview().and_then(|interview| interview.cursor);
        moved.or_else(|| self.rows_taken().first().copied()).unwrap_or(0)
    }

    /// The note on file for the question that is seen.
    pub fn recorded_note(&self) -> Option<&str> {
        let question = self.question()?;
        let answer = self.answer_to(&question.id)?;
        answer.note.as_deref()
    }

    /// The draft of a note for the question that is seen.
    pub fn draft(&self) -> Option<&str> {
        let at = &self.interview()?.at;
        self.vendor.as_ref()?.drafts.get(&self.note_place(at)).map(String::as_str)
    }

    pub(crate) fn interview_mut(&mut self) -> Option<&mut Interview> {
        self.screens.iter_mut().rev().find_map(|screen| match screen {
            super::Screen::Interview(interview) => Some(interview),
            _ => None,
        })
    }
}
