//! A questionnaire: an ordered view over the bank, in sections; and what it amounts to for a vendor of one tier.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::id::QuestionId;
use super::vendor::{Tier, UNTIERED};

/// The questionnaire that a vendor is asked when no cycle says otherwise (rule R16).
pub const CORE: &str = "core";

/// The questionnaire of our own organization: every question about it that the bank has (rule R6). The bank makes it of its questions.
pub const OURS: &str = "organization";

/// Every question about one incident that the bank has (rule R6). The bank makes it of its questions.
pub const INCIDENT: &str = "incident";

/// The questionnaire that a reassessment asks when none is named, where the bank has it.
pub const REASSESSMENT: &str = "annual-reassessment";

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
    /// Which other questionnaire is asked instead of vendors of some tiers; a vendor without a tier is asked this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<Instead>,
    /// Its sections in the order of the conversation.
    pub sections: Vec<Section>,
}

/// Vendors of some tiers are asked another questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Instead {
    /// The tiers.
    pub for_tiers: Vec<Tier>,
    /// The id of the questionnaire that they are asked.
    pub ask: String,
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

    /// About how many minutes so many of its questions take, in steps of five.
    pub fn minutes_for(&self, questions: usize) -> u32 {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let all = number(self.questions().count()).max(1);
        let minutes = self.minutes.saturating_mul(number(questions)).div_ceil(all);
        minutes.max(1).next_multiple_of(5)
    }

    /// The id of the questionnaire that a vendor of this tier is asked instead, if it is another one.
    pub fn instead_for(&self, tier: Option<Tier>) -> Option<&str> {
        let tier = tier?;
        let instead = self.instead.iter().find(|one| one.for_tiers.contains(&tier))?;
        Some(&instead.ask)
    }
}

/// A questionnaire as it is asked about one vendor.
#[derive(Clone, Debug)]
pub struct View<'b> {
    /// The questionnaire that was named.
    pub named: Cow<'b, Questionnaire>,
    /// The one whose questions are asked: the named one, the one that it hands vendors of this tier on to, or what a cycle fixed of it.
    pub asked: Cow<'b, Questionnaire>,
    tier: Option<Tier>,
}

impl<'b> View<'b> {
    /// A questionnaire named for a vendor of this tier, asking the questions of another or its own.
    pub(super) const fn new(
        named: &'b Questionnaire,
        asked: &'b Questionnaire,
        tier: Option<Tier>,
    ) -> Self {
        Self { named: Cow::Borrowed(named), asked: Cow::Borrowed(asked), tier }
    }

    /// The questions of a questionnaire as they were fixed for somebody, whatever it asks by now (rule R23).
    pub(super) fn fixed(fixed: Questionnaire) -> Self {
        Self { named: Cow::Owned(fixed.clone()), asked: Cow::Owned(fixed), tier: None }
    }

    /// The questionnaire by itself, with its own questions.
    pub const fn whole(questionnaire: &'b Questionnaire) -> Self {
        Self::new(questionnaire, questionnaire, None)
    }

    /// Whether the questions asked are those of another questionnaire than the one named.
    pub fn is_handed_on(&self) -> bool {
        self.named.id != self.asked.id
    }

    /// Its name with what it asks: `core`, `annual-reassessment (Low tier: asks core)`.
    pub fn name(&self) -> String {
        self.saying(&self.named.id, &self.asked.id)
    }

    /// Its title with what it asks.
    pub fn title(&self) -> String {
        self.saying(&self.named.title, &self.asked.title)
    }

    fn saying(&self, named: &str, asked: &str) -> String {
        if self.is_handed_on() {
            let tier = self.tier.map_or(UNTIERED, Tier::title);
            format!("{named} ({tier} tier: asks {asked})")
        } else {
            named.to_owned()
        }
    }
}
