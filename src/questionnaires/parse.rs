//! One question file to what it holds, reporting every problem with its place, never the first only.
//!
//! Each field of each question is read by itself from a slice of the file, so that one mistake hides no other. Four sorts of file
//! are told apart by what they hold: a theme (`questions`), a questionnaire (`sections`), the bank's own facts (`law_seen_on`), and rules of
//! clocks (`clocks`).

mod clocks;
mod kind;
mod question;
mod questionnaire;
mod reader;
mod rule;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use self::reader::Reader;
use super::{Finding, Place};
use crate::domain::bank::Bank;
use crate::domain::clock::rule::{ClockId, ClockRule, Jurisdiction, Rules};
use crate::domain::condition::Condition;
use crate::domain::event::ExhibitKind;
use crate::domain::id::{Digest, QuestionId};
use crate::domain::question::Question;
use crate::domain::questionnaire::{CORE, Questionnaire};

/// What `bank.json` holds: facts about the bank as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Facts {
    /// The day on which the law was last seen for these questions.
    #[schemars(with = "String")]
    pub law_seen_on: Date,
    /// The usual maximum age of exhibits by kind, in days; kinds that are not here have none (rule R11).
    pub usual_max_age_days: BTreeMap<ExhibitKind, u32>,
}

/// What a file of `bank/` holds: the questions on one theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Theme {
    /// The theme's word, such as `baa`.
    pub theme: String,
    /// Its title.
    pub title: String,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A question with the places of its fields.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// Where it begins.
    pub place: Place,
    /// Where each of its fields stands.
    pub fields: BTreeMap<String, Place>,
}

impl Asked {
    /// Where a field stands, or the question where the field is not given.
    pub fn at(&self, field: &str) -> Place {
        self.fields.get(field).unwrap_or(&self.place).clone()
    }
}

/// A questionnaire with the places of its parts.
#[derive(Clone, Debug)]
pub struct Ordered {
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// Where it begins.
    pub place: Place,
    /// Where its id stands.
    pub id: Place,
    /// Where each question stands, in the questionnaire's order.
    pub entries: Vec<(QuestionId, Place)>,
    /// Where each entry of `instead` stands.
    pub handed_on: Vec<Place>,
}

/// A rule of a clock, or a jurisdiction, with the places of its fields.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// What was read.
    pub of: T,
    /// Where it begins.
    pub place: Place,
    /// Where each field stands that is given.
    pub fields: Vec<(&'static str, Place)>,
}

impl<T> Placed<T> {
    /// Where a field stands, or the whole where the field is not given.
    pub fn at(&self, field: &str) -> Place {
        let place = self.fields.iter().find(|(name, _)| *name == field).map(|(_, place)| place);
        place.unwrap_or(&self.place).clone()
    }
}

/// Everything read from the files of one bank.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The bank's own facts, with their places.
    pub facts: Vec<(Facts, Place)>,
    /// The questions that could be read.
    pub questions: Vec<Asked>,
    /// The questionnaires that could be read.
    pub questionnaires: Vec<Ordered>,
    /// The ids of questions that are there and could not be read: nobody is told that they are missing.
    pub broken: BTreeSet<QuestionId>,
    /// The jurisdictions of clocks that could be read.
    pub jurisdictions: Vec<Placed<Jurisdiction>>,
    /// The rules of clocks that could be read.
    pub clocks: Vec<Placed<ClockRule>>,
    /// The ids of clocks that are there and could not be read: nobody is told that they are missing.
    pub broken_clocks: BTreeSet<ClockId>,
    /// Where each file of clocks holds them.
    pub clock_files: Vec<Place>,
}

impl Sources {
    /// The question of that id or alias.
    pub fn question(&self, id: &QuestionId) -> Option<&Asked> {
        self.questions.iter().find(|asked| asked.question.is_called(id.as_str()))
    }

    /// The bank of these sources; `None` where its own facts are missing. Aliases in conditions and questionnaires become ids.
    pub fn into_bank(self, digest: Digest) -> Option<Bank> {
        let names: BTreeMap<QuestionId, QuestionId> = self
            .questions
            .iter()
            .flat_map(|asked| {
                let id = &asked.question.id;
                asked.question.aliases.iter().map(move |alias| (alias.clone(), id.clone()))
            })
            .collect();
        let (facts, _) = self.facts.into_iter().next()?;
        let mut questions: Vec<Question> =
            self.questions.into_iter().map(|asked| asked.question).collect();
        for condition in questions.iter_mut().filter_map(|question| question.asked_when.as_mut()) {
            name_by_id(condition, &names);
        }
        let mut questionnaires: Vec<Questionnaire> =
            self.questionnaires.into_iter().map(|ordered| ordered.questionnaire).collect();
        for id in questionnaires
            .iter_mut()
            .flat_map(|one| &mut one.sections)
            .flat_map(|section| &mut section.questions)
        {
            if let Some(name) = names.get(id) {
                *id = name.clone();
            }
        }
        questionnaires.sort_by_key(|one| one.id != CORE);
        let ages = facts.usual_max_age_days;
        let bank = Bank::new(digest, facts.law_seen_on, questions, questionnaires, ages);
        let rules = Rules {
            jurisdictions: self.jurisdictions.into_iter().map(|one| one.of).collect(),
            clocks: self.clocks.into_iter().map(|one| one.of).collect(),
        };
        Some(bank.with_clocks(rules))
    }
}

fn name_by_id(condition: &mut Condition, names: &BTreeMap<QuestionId, QuestionId>) {
    match condition {
        Condition::All { all: many } | Condition::Any { any: many } => {
            for one in many {
                name_by_id(one, names);
            }
        }
        Condition::Answer { question, .. } => {
            if let Some(id) = names.get(question) {
                *question = id.clone();
            }
        }
        Condition::Vendor { .. } | Condition::Organization { .. } => {}
    }
}

/// Reads one file into the sources; returns every problem of the file, from top to bottom.
pub fn parse(file: &str, bytes: &[u8], into: &mut Sources) -> Vec<Finding> {
    let mut reader = match Reader::open(file, bytes) {
        Ok(reader) => reader,
        Err(finding) => return vec![finding],
    };
    if let Some(root) = reader.root() {
        let holds = |field: &str| root.fields.iter().any(|one| one.name == field);
        if holds("questions") {
            question::theme(&mut reader, &root, into);
        } else if holds("clocks") {
            clocks::clocks(&mut reader, &root, into);
        } else if holds("sections") {
            questionnaire::questionnaire(&mut reader, &root, into);
        } else if holds("law_seen_on") || holds("usual_max_age_days") {
            questionnaire::facts(&mut reader, &root, into);
        } else {
            reader.report(
                root.text,
                "this is no question file: a theme has 'questions', a questionnaire has 'sections', \
                 a file of clocks has 'clocks', bank.json has 'law_seen_on'",
            );
        }
    }
    reader.findings.sort_by(Finding::order);
    reader.findings
}
