//! The bank: all questions, each defined once, with the questionnaires over it and the usual ages of exhibits.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;

use super::clock::rule::Rules;
use super::event::ExhibitKind;
use super::id::{Digest, QuestionId};
use super::question::{Question, Scope};
use super::questionnaire::{INCIDENT, OURS, Questionnaire, Section, View};
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
    /// The rules of clocks; none in a bank that was adopted before there were any.
    pub clocks: Rules,
    questions: Vec<Question>,
    places: BTreeMap<QuestionId, usize>,
    /// Every question about our own organization.
    ours: Questionnaire,
    /// Every question about an incident.
    of_incidents: Questionnaire,
}

impl Bank {
    /// A bank of these questions without rules of clocks; of two with the same id or alias the first is found.
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
        let (ours, of_incidents) = (ours(&questions), of_incidents(&questions));
        let clocks = Rules::default();
        Self {
            digest,
            law_seen_on,
            questionnaires,
            usual_max_age_days,
            clocks,
            questions,
            places,
            ours,
            of_incidents,
        }
    }

    /// The same bank with these rules of clocks.
    #[must_use]
    pub fn with_clocks(self, clocks: Rules) -> Self {
        Self { clocks, ..self }
    }

    /// The question of that id or alias.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.places.get(id).and_then(|place| self.questions.get(*place))
    }

    /// Every question about an incident: what the figure of each is over (rule R6).
    pub const fn of_incidents(&self) -> &Questionnaire {
        &self.of_incidents
    }

    /// All questions in the order of the files.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The questionnaire of that id; `organization` is every question about our organization, `incident` every one about an incident.
    pub fn questionnaire(&self, id: &str) -> Option<&Questionnaire> {
        let made = [&self.ours, &self.of_incidents].into_iter().find(|made| made.id == id);
        made.or_else(|| self.questionnaires.iter().find(|one| one.id == id))
    }

    /// The questionnaire of that id as it is asked about a vendor of this tier. One that hands the vendor on to a questionnaire which
    /// is not there asks its own questions; the linter refuses such a bank.
    pub fn view(&self, id: &str, tier: Option<Tier>) -> Option<View<'_>> {
        let named = self.questionnaire(id)?;
        let asked = named.instead_for(tier).and_then(|other| self.questionnaire(other));
        Some(View::new(named, asked.unwrap_or(named), tier))
    }

    /// The digest of a questionnaire, as a sign-off or a cycle names what it asked: SHA-256 of the lines `proofbook questionnaire 1`, its
    /// id, and for each question that it asks, in order, `ID REVISION SHA-256` with the digest of the question's words. It is part of the
    /// journal's format.
    pub fn digest_of(&self, questionnaire: &View<'_>) -> Digest {
        let mut text = format!("proofbook questionnaire 1\n{}\n", questionnaire.named.id);
        for question in questionnaire.asked.questions().filter_map(|id| self.question(id)) {
            let words = Digest::of(question.text.as_bytes());
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{} {} {words}", question.id, question.revision);
        }
        Digest::of(text.as_bytes())
    }

    /// How many questions are asked only where this fact of our organization's profile says so (rule R8).
    pub fn resting_on(&self, fact: &str) -> usize {
        let reads = |question: &&Question| {
            question.asked_when.as_ref().is_some_and(|condition| condition.reads_ours(fact))
        };
        self.questions.iter().filter(reads).count()
    }
}

/// Every question about an incident, in the order of the files.
fn of_incidents(questions: &[Question]) -> Questionnaire {
    let about = questions.iter().filter(|question| question.scope == Scope::Incident);
    let questions: Vec<QuestionId> = about.map(|question| question.id.clone()).collect();
    Questionnaire {
        id: INCIDENT.to_owned(),
        title: "An incident".to_owned(),
        for_whom: "Everything that is asked about one incident.".to_owned(),
        minutes: u32::try_from(questions.len()).unwrap_or(u32::MAX).saturating_mul(2),
        leaves_out: "Every question about the vendor.".to_owned(),
        instead: Vec::new(),
        sections: vec![Section { title: "The incident".to_owned(), questions }],
    }
}

/// Every question about our organization: those that everybody is asked, then those that hang on something. Made of the questions, so that
/// no figure of ours leaves one out (rule R6).
fn ours(questions: &[Question]) -> Questionnaire {
    let about_us = |question: &&Question| question.scope == Scope::Organization;
    let (everybody, hanging): (Vec<&Question>, Vec<&Question>) =
        questions.iter().filter(about_us).partition(|question| question.asked_when.is_none());
    let minutes = u32::try_from(everybody.len() + hanging.len()).unwrap_or(u32::MAX);
    let section = |title: &str, questions: Vec<&Question>| Section {
        title: title.to_owned(),
        questions: questions.into_iter().map(|question| question.id.clone()).collect(),
    };
    Questionnaire {
        id: OURS.to_owned(),
        title: "Our own organization".to_owned(),
        for_whom:
            "Our own organization: what regulators ask of us, whichever vendor they ask about."
                .to_owned(),
        minutes,
        leaves_out: "Every question about a vendor.".to_owned(),
        instead: Vec::new(),
        sections: vec![
            section("Our own rules and records", everybody),
            section("What our sectors demand", hanging),
        ],
    }
}
