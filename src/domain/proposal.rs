//! Answers from registers: the rule by which records answer a question, and what they propose on a day (rules, section 11).

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Judgment;
use super::day;
use super::dossier::Seen;
use super::event::Pinpoint;
use super::field::NONE;
use super::id::{ExhibitId, RecordId};
use super::organization::Organization;
use super::question::{AnswerKind, Outcome};
use super::register::{Record, RegisterKind, Registers};
use super::value::{Reply, ReplyState, Value};
use crate::text::same_name;

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
                let begun = ground.begun(*register).filter(|record| ground.fits(record, matching));
                let dated =
                    begun.filter_map(|record| Some((ground.day_in(record, field)?, record)));
                let latest = dated.max_by_key(|(date, _)| *date);
                match latest {
                    Some((date, record)) => Some(Proposal {
                        reply: Reply::Value(Value::word(date.to_string())),
                        reason: said(record, field),
                        records: vec![record.id],
                        is_words: false,
                    }),
                    None => ground.otherwise(*register, kind, otherwise.as_deref()),
                }
            }
            Self::Value { register, field, matching } => {
                let fitting =
                    ground.in_force(*register).filter(|record| ground.fits(record, matching));
                let valued = fitting.filter_map(|record| {
                    let reply = as_reply(record.value(field)?);
                    let outcome = kind.judge(&reply, ground.day)?.outcome;
                    Some((worse(outcome), reply, record))
                });
                // Of several that amount to as little, the one recorded last.
                let (_, reply, record) =
                    valued.max_by_key(|(worse, _, record)| (*worse, record.last.seq))?;
                Some(Proposal {
                    reply,
                    reason: said(record, field),
                    records: vec![record.id],
                    is_words: false,
                })
            }
            Self::Cases { register, newest_by, cases, otherwise } => ground
                .first_case(*register, kind, cases, newest_by.as_deref())
                .unwrap_or_else(|| ground.otherwise(*register, kind, otherwise.as_deref())),
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

impl<'a> Ground<'a> {
    fn in_force(&self, register: RegisterKind) -> impl Iterator<Item = &'a Record> {
        self.seen.registers.in_force(register, self.day)
    }

    /// The records that have begun and were not set aside, those that are over too.
    fn begun(&self, register: RegisterKind) -> impl Iterator<Item = &'a Record> {
        let day = self.day;
        self.seen.registers.of(register).filter(move |record| {
            let start = self.seen.registers.start_of(record);
            record.set_aside().is_none() && start.is_none_or(|start| start <= day)
        })
    }

    /// Whether a record says one of the wanted words in every field that is asked for.
    fn fits(&self, record: &Record, wanted: &Matching) -> bool {
        wanted.iter().all(|(field, words)| {
            let said = match field.as_str() {
                NAMES_US => self.names_us(record),
                // An amendment that took the place of a business associate agreement is one.
                "kind" if self.seen.registers.is_business_associate_agreement(record) => {
                    Some("baa")
                }
                _ if record.value(field).is_none() => Some(NOT_RECORDED),
                _ if record.date(field).is_some() => Some(RECORDED),
                _ => record.word(field),
            };
            said.is_some_and(|said| words.iter().any(|word| word == said))
        })
    }

    /// Whether a policy names one of our legal entities; not known while no name of ours, or no entity, is recorded.
    fn names_us(&self, record: &Record) -> Option<&'static str> {
        let entity = record.word("entity")?;
        let ours = match self.names_at {
            Some(at) => self.organization.legal_names_at(at),
            None => self.organization.legal_names(),
        };
        if ours.is_empty() {
            return None;
        }
        Some(if ours.iter().any(|name| same_name(name, entity)) { "yes" } else { "no" })
    }

    /// What stands where the register has records and none of them answers.
    fn otherwise(
        &self,
        register: RegisterKind,
        kind: &AnswerKind,
        otherwise: Option<&str>,
    ) -> Option<Proposal> {
        let reply = typed(kind, otherwise?, self.day)?;
        let count =
            self.seen.registers.of(register).filter(|one| one.set_aside().is_none()).count();
        (count > 0).then(|| Proposal {
            reply,
            reason: match count {
                1 => format!("the one record in {} does not show it", register.title()),
                _ => format!("none of the {count} records in {} shows it today", register.title()),
            },
            records: Vec::new(),
            is_words: false,
        })
    }

    /// The proposal of the first case that fits; the inner `None` where that case proposes nothing.
    #[expect(clippy::option_option, reason = "no case, and a case that proposes nothing, differ")]
    fn first_case(
        &self,
        register: RegisterKind,
        kind: &AnswerKind,
        cases: &[Case],
        newest_by: Option<&str>,
    ) -> Option<Option<Proposal>> {
        let says = |record: &&Record| cases.iter().any(|case| self.fits(record, &case.matching));
        let newest = newest_by.map(|field| {
            self.in_force(register)
                .filter(says)
                .max_by_key(|record| (record.date(field), record.no))
        });
        let speaks = |record: &&Record| {
            newest.is_none_or(|newest| newest.is_some_and(|newest| newest.id == record.id))
        };
        let (case, record) = cases.iter().find_map(|case| {
            let fits = |record: &&Record| {
                let fresh = case.within.as_ref().is_none_or(|within| {
                    let date = record.date(&within.field);
                    date.is_some_and(|date| self.day <= day::after(date, within.days))
                });
                fresh && speaks(record) && self.fits(record, &case.matching)
            };
            let record = self.in_force(register).filter(fits).max_by_key(|one| one.last.seq)?;
            Some((case, record))
        })?;
        let Some(reply) = case.value.as_deref().and_then(|word| typed(kind, word, self.day)) else {
            return Some(None);
        };
        let facts: Vec<String> = case
            .matching
            .keys()
            .filter_map(|field| {
                Some(format!("{}: {}", titled(record, field), record.shown(field)?))
            })
            .collect();
        let reason = format!("{} {}, {}", record.no, record.label(), facts.join(", "));
        let is_words = register == RegisterKind::Clauses;
        Some(Some(Proposal { reply, reason, records: vec![record.id], is_words }))
    }

    fn every(
        &self,
        register: RegisterKind,
        matching: &Matching,
        has: &Matching,
    ) -> Option<Proposal> {
        let of: Vec<&Record> =
            self.in_force(register).filter(|record| self.fits(record, matching)).collect();
        let (have, lack): (Vec<&Record>, Vec<&Record>) =
            of.iter().partition(|record| self.fits(record, has));
        let word = match (have.is_empty(), lack.is_empty()) {
            (true, true) => return None,
            (false, true) => "yes",
            (false, false) => "partial",
            (true, false) => "no",
        };
        let asked: Vec<String> = has
            .keys()
            .filter_map(|field| register.field(field))
            .map(|field| field.title.to_lowercase())
            .collect();
        let named: Vec<String> =
            lack.iter().map(|record| format!("{} {}", record.no, record.label())).collect();
        let reason = if lack.is_empty() {
            format!(
                "{} on record for each of {} in {}",
                asked.join(", "),
                of.len(),
                register.title()
            )
        } else {
            format!("{} not on record for {}", asked.join(", "), named.join("; "))
        };
        let records = of.iter().map(|record| record.id).collect();
        Some(Proposal { reply: Reply::Value(Value::word(word)), reason, records, is_words: false })
    }

    /// The day in a field; the end of a policy that was ended before its time is the earlier one.
    fn day_in(&self, record: &Record, field: &str) -> Option<Date> {
        let said = record.date(field)?;
        let is_end = record.no.register == RegisterKind::Insurance && field == "to";
        Some(record.over().filter(|_| is_end).map_or(said, |over| over.min(said)))
    }

    fn held_on(
        &self,
        register: RegisterKind,
        matching: &Matching,
        profile: &str,
    ) -> Option<Proposal> {
        let by = self.seen.profile.get(profile).and_then(Value::date)?;
        let fitting = || self.begun(register).filter(|record| self.fits(record, matching));
        let held = fitting().find(|record| self.seen.registers.held_signed(record, by));
        let (word, record) = match held {
            Some(record) => ("yes", record),
            None => ("no", fitting().min_by_key(|record| record.start())?),
        };
        let start = record.shown(register.starts_with()?).unwrap_or_default();
        let held = if word == "yes" { "held then" } else { "none signed held then" };
        Some(Proposal {
            reply: Reply::Value(Value::word(word)),
            reason: format!(
                "{} is from {start}; the vendor first got PHI on {by}, and {held}",
                record.no
            ),
            records: vec![record.id],
            is_words: false,
        })
    }

    fn list(&self, register: RegisterKind, within_days: Option<u32>) -> Option<Proposal> {
        let recent = |record: &&Record| match (within_days, record.start()) {
            (Some(days), Some(start)) => self.day <= day::after(start, days),
            _ => true,
        };
        let mut records: Vec<&Record> = self.begun(register).filter(recent).collect();
        records.sort_by_key(|record| std::cmp::Reverse((record.start(), record.no)));
        if records.is_empty() {
            return None;
        }
        let lines: Vec<String> =
            records.iter().map(|record| format!("{} {}", record.no, record.label())).collect();
        Some(Proposal {
            reply: Reply::Value(Value::word(lines.join("\n"))),
            reason: format!("{} in {}", counted(records.len()), register.title()),
            records: records.iter().map(|record| record.id).collect(),
            is_words: true,
        })
    }
}

fn counted(records: usize) -> String {
    if records == 1 { "1 record".to_owned() } else { format!("{records} records") }
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

/// A recorded field as a reply.
fn as_reply(value: &Value) -> Reply {
    if *value == Value::word(NONE) {
        Reply::State(ReplyState::None)
    } else {
        Reply::Value(value.clone())
    }
}

/// A reply as the bank writes it.
fn typed(kind: &AnswerKind, word: &str, day: Date) -> Option<Reply> {
    kind.read(word, day).ok()
}

fn titled(record: &Record, field: &str) -> &'static str {
    record.no.register.field(field).map_or("", |field| field.title)
}

fn said(record: &Record, field: &str) -> String {
    let value = record.shown(field).unwrap_or_default();
    let place = record.pinpoint().map_or_else(String::new, |place| format!(" ({place})"));
    format!(
        "{} {}{place}, {}: {value}",
        record.no,
        record.label(),
        titled(record, field).to_lowercase()
    )
}
