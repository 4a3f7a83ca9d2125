//! Answers from registers: the rule by which records answer a question, and what they propose on a day (rules, section 11).

mod reading;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Judgment;
use super::day;
use super::dossier::Seen;
use super::event::Pinpoint;
use super::id::{ExhibitId, RecordId};
use super::organization::Organization;
use super::question::{AnswerKind, Outcome};
use super::register::{Record, RegisterKind, Registers};
use super::value::{Reply, ReplyState, Value};

/// The field that says whether a policy names one of our legal entities. Nobody records it: it is read from the entity that the
/// policy names and the names in our own profile.
pub const NAMES_US: &str = "names_us";

/// What a rule says for a day that is recorded, and for a field of which nothing is recorded.
pub const RECORDED: &str = "recorded";
/// The opposite of [`RECORDED`].
pub const NOT_RECORDED: &str = "not_recorded";

/// How the records of a register answer a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum RecordRule {
    /// The latest day in a field of the records that have begun, those that are over too.
    Latest {
        /// The register.
        register: RegisterKind,
        /// The field.
        field: String,
        /// Which records are looked at.
        #[serde(rename = "where", default, skip_serializing_if = "BTreeMap::is_empty")]
        matching: Matching,
        /// The reply where the register has records and none of them says a day; nothing is proposed where this is left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        otherwise: Option<String>,
    },
    /// A field of a record in force; where several say different things, the one that amounts to least.
    Value {
        /// The register.
        register: RegisterKind,
        /// The field.
        field: String,
        /// Which records are looked at.
        #[serde(rename = "where", default, skip_serializing_if = "BTreeMap::is_empty")]
        matching: Matching,
    },
    /// The value of the first case that some record in force fits.
    Cases {
        /// The register.
        register: RegisterKind,
        /// The day by which only the newest of the records that fit a case speaks; without it, any of them does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        newest_by: Option<String>,
        /// The cases, in the order in which they are tried.
        cases: Vec<Case>,
        /// The reply where the register has records and none of them fits; nothing is proposed where this is left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        otherwise: Option<String>,
    },
    /// Yes where every record in force that is looked at has what is asked for, partly where some have, no where none has.
    Every {
        /// The register.
        register: RegisterKind,
        /// Which records are looked at.
        #[serde(rename = "where", default, skip_serializing_if = "BTreeMap::is_empty")]
        matching: Matching,
        /// What each must have.
        has: Matching,
    },
    /// Yes where a signed record held on the day that the vendor's profile names, no where none did.
    HeldOn {
        /// The register.
        register: RegisterKind,
        /// Which records are looked at.
        #[serde(rename = "where", default, skip_serializing_if = "BTreeMap::is_empty")]
        matching: Matching,
        /// The day in the vendor's profile.
        profile: String,
    },
    /// The records in words, the newest first.
    List {
        /// The register.
        register: RegisterKind,
        /// How far back the register is read, in days.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within_days: Option<u32>,
    },
}

/// Fields with the values of which a record has one.
pub type Matching = BTreeMap<String, Vec<String>>;

/// One case of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What a record must say.
    #[serde(rename = "where")]
    pub matching: Matching,
    /// How old a day in one of its fields may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
    /// The reply; nothing is proposed where this is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// How old a day may be (rule R4: the last day included).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// The field that holds the day.
    pub field: String,
    /// So many days.
    pub days: u32,
}

/// What the records propose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The reply.
    pub reply: Reply,
    /// Why, in one sentence that names the records.
    pub reason: String,
    /// The records it rests on, in order; none where a register is known to be empty or nothing in it fits.
    pub records: Vec<RecordId>,
    /// Whether it rests on words: those of a clause, or records told one by one.
    pub is_words: bool,
}

impl Proposal {
    /// Whether a reply says otherwise. Words are for a person to read and to judge, so only a flat no contradicts them.
    pub fn is_contradicted_by(&self, reply: &Reply) -> bool {
        let flat_no = [Reply::State(ReplyState::None), Reply::Value(Value::word("no"))];
        self.reply != *reply && (!self.is_words || flat_no.contains(reply))
    }
}

/// A proposal with what it amounts to on the day it was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// What the records say.
    pub proposal: Proposal,
    /// What that amounts to.
    pub judgment: Judgment,
}

impl Proposed {
    /// Whether it is bad news, which counts without anybody's word.
    pub const fn is_bad_news(&self) -> bool {
        matches!(self.judgment.outcome, Outcome::Unmet | Outcome::Part)
    }
}

/// How little an outcome amounts to: the higher, the worse.
pub const fn worse(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Met | Outcome::NotApplicable => 0,
        Outcome::Part => 1,
        Outcome::Unknown => 2,
        Outcome::Unmet => 3,
    }
}

/// What rules read.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Our organization, for its legal names.
    pub organization: &'a Organization,
    /// The registers and the profile, as they are or as they were when somebody saw them.
    pub seen: &'a Seen,
    /// The instant whose legal names count; the last ones, where there is none.
    pub names_at: Option<Timestamp>,
    /// The day.
    pub day: Date,
}

impl RecordRule {
    /// The register that answers the question.
    pub const fn register(&self) -> RegisterKind {
        match self {
            Self::Latest { register, .. }
            | Self::Value { register, .. }
            | Self::Cases { register, .. }
            | Self::Every { register, .. }
            | Self::HeldOn { register, .. }
            | Self::List { register, .. } => *register,
        }
    }

    /// What the records propose on a day; nothing, where the register holds nothing that was recorded, or nothing that answers.
    pub fn propose(&self, kind: &AnswerKind, ground: Ground<'_>) -> Option<Proposed> {
        let proposal = self.proposal(kind, &ground)?;
        let judgment = kind.judge(&proposal.reply, ground.day)?;
        Some(Proposed { proposal, judgment })
    }

    /// The days after D on which time alone may change what is proposed, beside those of the records themselves.
    pub fn turning_days(&self, registers: &Registers, on: Date) -> Vec<Date> {
        let windows: Vec<(&str, u32)> = match self {
            Self::Cases { cases, .. } => {
                let within = cases.iter().filter_map(|case| case.within.as_ref());
                within.map(|within| (within.field.as_str(), within.days)).collect()
            }
            Self::List { register, within_days: Some(days) } => {
                register.starts_with().map(|field| (field, *days)).into_iter().collect()
            }
            _ => Vec::new(),
        };
        let turns = |record: &Record| {
            let ends = windows.iter().filter_map(|(field, days)| {
                record.date(field).map(|date| day::after(day::after(date, *days), 1))
            });
            ends.filter(|turn| *turn > on).collect::<Vec<_>>()
        };
        registers.of(self.register()).flat_map(turns).collect()
    }

    fn proposal(&self, kind: &AnswerKind, ground: &Ground<'_>) -> Option<Proposal> {
        if let Some(known_empty) = self.of_known_empty(kind, ground) {
            return Some(known_empty);
        }
        match self {
            Self::Latest { register, field, matching, otherwise } => {
                ground.latest(*register, field, matching).or_else(|| {
                    let wanted = std::iter::once(matching);
                    ground.otherwise(*register, kind, wanted, otherwise.as_deref())
                })
            }
            Self::Value { register, field, matching } => {
                ground.value(*register, kind, field, matching)
            }
            Self::Cases { register, newest_by, cases, otherwise } => ground
                .first_case(*register, kind, cases, newest_by.as_deref())
                .unwrap_or_else(|| {
                    let wanted = cases.iter().map(|case| &case.matching);
                    ground.otherwise(*register, kind, wanted, otherwise.as_deref())
                }),
            Self::Every { register, matching, has } => ground.every(*register, matching, has),
            Self::HeldOn { register, matching, profile } => {
                ground.held_on(*register, matching, profile)
            }
            Self::List { register, within_days } => ground.list(*register, *within_days),
        }
    }

    /// "There are none" is on file: none, or what stands for it where "none" is no reply.
    fn of_known_empty(&self, kind: &AnswerKind, ground: &Ground<'_>) -> Option<Proposal> {
        let register = self.register();
        let said = ground.seen.registers.known_empty(register)?;
        let reply = match self {
            Self::Cases { otherwise, .. } => Some(typed(kind, otherwise.as_deref()?, ground.day)?),
            Self::Latest { .. } | Self::Value { .. } | Self::List { .. } if kind.takes_none() => {
                Some(Reply::State(ReplyState::None))
            }
            _ => None,
        };
        let zones = &ground.organization.zones;
        let reason = format!(
            "{} recorded on {} that there are none in {}",
            ground.organization.person(&said.by),
            zones.day_of(said.at),
            register.title()
        );
        reply.map(|reply| Proposal { reply, reason, records: Vec::new(), is_words: false })
    }
}

/// The exhibits that show what these records say: their own, and for a clause without one those of its agreement.
pub fn exhibits_of(registers: &Registers, records: &[RecordId]) -> Vec<(ExhibitId, RecordId)> {
    let mut seen = BTreeSet::new();
    let mut exhibits = Vec::new();
    for record in records.iter().filter_map(|id| registers.get(*id)) {
        let (shown_by, _) = registers.rests_on(record);
        for exhibit in shown_by {
            if seen.insert(*exhibit) {
                exhibits.push((*exhibit, record.id));
            }
        }
    }
    exhibits
}

/// Where in its exhibit a record stands: for a clause its page and section, and its words.
pub fn pinpoint(record: &Record) -> Option<Pinpoint> {
    let said = |field: &str| record.word(field).map(str::to_owned);
    let (page, section, quote) = (said("page"), said("section"), said("quote"));
    (page.is_some() || section.is_some() || quote.is_some()).then_some(Pinpoint {
        page,
        section,
        quote,
    })
}

/// A reply as the bank writes it.
fn typed(kind: &AnswerKind, word: &str, day: Date) -> Option<Reply> {
    kind.read(word, day).ok()
}
