//! How a rule reads the records of a register on a day.

use jiff::civil::Date;

use super::{Case, Ground, Matching, NAMES_US, NOT_RECORDED, Proposal, RECORDED, typed, worse};
use crate::domain::day;
use crate::domain::field::NONE;
use crate::domain::question::AnswerKind;
use crate::domain::register::{Record, RegisterKind};
use crate::domain::value::{Reply, ReplyState, Value};
use crate::text::{many, same_name};

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

    /// Whether a record fits in all that it says, and does not say the rest.
    fn may_fit(&self, record: &Record, wanted: &Matching) -> bool {
        wanted.iter().all(|(field, words)| {
            let one = Matching::from([(field.clone(), words.clone())]);
            (*field != NAMES_US && record.value(field).is_none()) || self.fits(record, &one)
        })
    }

    /// What stands where the register has records and none of them answers. One that does not say enough may: then nothing stands.
    pub(super) fn otherwise<'m>(
        &self,
        register: RegisterKind,
        kind: &AnswerKind,
        mut wanted: impl Iterator<Item = &'m Matching>,
        otherwise: Option<&str>,
    ) -> Option<Proposal> {
        let reply = typed(kind, otherwise?, self.day)?;
        let may_fit =
            |matching: &Matching| self.in_force(register).any(|one| self.may_fit(one, matching));
        if wanted.any(may_fit) {
            return None;
        }
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
    pub(super) fn first_case(
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

    pub(super) fn every(
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

    /// The latest day in a field of the records that have begun.
    pub(super) fn latest(
        &self,
        register: RegisterKind,
        field: &str,
        matching: &Matching,
    ) -> Option<Proposal> {
        let begun = self.begun(register).filter(|record| self.fits(record, matching));
        let dated = begun.filter_map(|record| Some((day_in(record, field)?, record)));
        let (date, record) = dated.max_by_key(|(date, _)| *date)?;
        Some(Proposal {
            reply: Reply::Value(Value::word(date.to_string())),
            reason: said(record, field),
            records: vec![record.id],
            is_words: false,
        })
    }

    /// A field of a record in force; of several, the one that amounts to least, and then the one recorded last.
    pub(super) fn value(
        &self,
        register: RegisterKind,
        kind: &AnswerKind,
        field: &str,
        matching: &Matching,
    ) -> Option<Proposal> {
        let fitting = self.in_force(register).filter(|record| self.fits(record, matching));
        let valued = fitting.filter_map(|record| {
            let reply = as_reply(record.value(field)?);
            let outcome = kind.judge(&reply, self.day)?.outcome;
            Some((worse(outcome), reply, record))
        });
        let (_, reply, record) =
            valued.max_by_key(|(worse, _, record)| (*worse, record.last.seq))?;
        let reason = said(record, field);
        Some(Proposal { reply, reason, records: vec![record.id], is_words: false })
    }

    pub(super) fn held_on(
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

    pub(super) fn list(
        &self,
        register: RegisterKind,
        within_days: Option<u32>,
    ) -> Option<Proposal> {
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
            reason: format!("{} in {}", many(records.len(), "record"), register.title()),
            records: records.iter().map(|record| record.id).collect(),
            is_words: true,
        })
    }
}

/// The day in a field; the end of a policy that was ended before its time is the earlier one.
fn day_in(record: &Record, field: &str) -> Option<Date> {
    let said = record.date(field)?;
    let is_end = record.no.register == RegisterKind::Insurance && field == "to";
    Some(record.over().filter(|_| is_end).map_or(said, |over| over.min(said)))
}

/// A recorded field as a reply.
fn as_reply(value: &Value) -> Reply {
    if *value == Value::word(NONE) {
        Reply::State(ReplyState::None)
    } else {
        Reply::Value(value.clone())
    }
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
