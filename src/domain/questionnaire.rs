//! A questionnaire: an ordered view over the bank, in sections.

use serde::{Deserialize, Serialize};

use super::id::QuestionId;

/// The questionnaire that a vendor is asked when no cycle says otherwise (rule R16).
pub const CORE: &str = "core";

/// The questionnaire of our own organization: every question about it that the bank has (rule R6). The bank makes it of its questions.
pub const OURS: &str = "organization";

/// An ordered view over the bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// Its id, such as `core`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// For whom it is.
    pub for_whom: String,
    /// About how many minutes it takes.
    pub minutes: u32,
    /// What it leaves out.
    pub leaves_out: String,
    /// Its sections in the order of the conversation.
    pub sections: Vec<Section>,
}

/// A titled run of questions on one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its questions, by id or alias.
    pub questions: Vec<QuestionId>,
}

impl Questionnaire {
    /// Every question in order.
    pub fn questions(&self) -> impl Iterator<Item = &QuestionId> {
        self.sections.iter().flat_map(|section| &section.questions)
    }
}
