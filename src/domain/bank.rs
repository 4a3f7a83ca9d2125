//! The bank: all questions, each defined once, with the questionnaires over it and the usual ages of exhibits.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::event::ExhibitKind;
use super::id::{Digest, QuestionId};
use super::question::Question;
use super::questionnaire::{Questionnaire, View};
use super::vendor::Tier;

/// How every id of a question or questionnaire of the user's own begins. No shipped id ever does, so that no version of the program
/// can take one away or give it another meaning.
pub const OWN: &str = "own.";

/// Who wrote a question or questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// It came with the program.
    Shipped,
    /// It is the organization's own, from its data folder.
    Own,
}

impl Source {
    /// Whose the question or questionnaire of this id is.
    pub fn of(id: &str) -> Self {
        if id.starts_with(OWN) { Self::Own } else { Self::Shipped }
    }
}

/// All questions in force together, as adopted by one event (rule R5).
#[derive(Clone, Debug)]
pub struct Bank {
    /// The digest over all of its files.
    pub digest: Digest,
    /// The day on which the law was last seen for it.
    pub law_seen_on: Date,
    /// The questionnaires, in the order in which they are offered.
    pub questionnaires: Vec<Questionnaire>,
    /// The usual maximum age of exhibits by kind, in days (rule R11).
    pub usual_max_age_days: BTreeMap<ExhibitKind, u32>,
    questions: Vec<Question>,
    places: BTreeMap<QuestionId, usize>,
}

impl Bank {
    /// A bank of these questions; of two with the same id or alias the first is found.
    pub fn new(
        digest: Digest,
        law_seen_on: Date,
        questions: Vec<Question>,
        questionnaires: Vec<Questionnaire>,
        usual_max_age_days: BTreeMap<ExhibitKind, u32>,
    ) -> Self {
        let mut places = BTreeMap::new();
        for (place, question) in questions.iter().enumerate() {
            for id in std::iter::once(&question.id).chain(&question.aliases) {
                places.entry(id.clone()).or_insert(place);
            }
        }
        Self { digest, law_seen_on, questionnaires, usual_max_age_days, questions, places }
    }

    /// The question of that id or alias.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.places.get(id).and_then(|place| self.questions.get(*place))
    }

    /// All questions in the order of the files.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The questionnaire of that id.
    pub fn questionnaire(&self, id: &str) -> Option<&Questionnaire> {
        self.questionnaires.iter().find(|one| one.id == id)
    }

    /// The questionnaire of that id as it is asked about a vendor of this tier. One that hands the vendor on to a questionnaire which
    /// is not there asks its own questions; the linter refuses such a bank.
    pub fn view(&self, id: &str, tier: Option<Tier>) -> Option<View<'_>> {
        let named = self.questionnaire(id)?;
        let asked = named.instead_for(tier).and_then(|other| self.questionnaire(other));
        Some(View::new(named, asked.unwrap_or(named), tier))
    }
}
