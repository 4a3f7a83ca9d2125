//! Makers of banks, questions, exhibits, organizations and vendors, with fixed ids and times.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use proofbook::domain::bank::Bank;
use proofbook::domain::condition::Condition;
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{
    AnswerSet, Change, ClockFault, Confirmed, ConfirmedItem, CopyState, CycleOpened, Event,
    ExhibitKind, ExhibitStateFound, ExhibitTaken, FollowUp, GapAccepted, HeldElsewhere, Link,
    Linked, OrganizationSet, Subject, Undone, Unlinked, VendorAdded, ZoneSet,
};
use proofbook::domain::gap::{self, Gap};
use proofbook::domain::id::{
    CycleId, Digest, EventId, ExhibitId, FollowUpId, QuestionId, VendorId,
};
use proofbook::domain::organization::Organization;
use proofbook::domain::proposal::RecordRule;
use proofbook::domain::question::{
    Amount, AnswerKind, Basis, FailsWhen, Lies, Limit, Outcome, Question, Scope, SetBy, Severity,
    Verified,
};
use proofbook::domain::questionnaire::{CORE, Questionnaire, Section};
use proofbook::domain::readiness::Readiness;
use proofbook::domain::standing::{Stand, Standing, Standings};
use proofbook::domain::value::{Reply, ReplyState, Value};
use uuid::Uuid;

/// The day on which most tests stand.
pub(crate) const TODAY: &str = "2026-11-22";

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A reply as the journal holds it: the words of the states, else a word.
pub(crate) fn reply(text: &str) -> Reply {
    Reply::State(match text {
        "unknown" => ReplyState::Unknown,
        "na" => ReplyState::Na,
        "none" => ReplyState::None,
        "records" => ReplyState::Records,
        "open" => ReplyState::Open,
        word => return Reply::Value(Value::word(word)),
    })
}

pub(crate) fn limit(fails_when: FailsWhen, set_by: SetBy) -> Limit {
    Limit { fails_when, set_by }
}

/// A date behind us that must keep one limit.
pub(crate) fn dated_within(fails_when: FailsWhen, set_by: SetBy) -> AnswerKind {
    let limits = vec![limit(fails_when, set_by)];
    AnswerKind::Date { lies: Lies::Behind, limits, none: Outcome::Unmet }
}

pub(crate) fn amount(limits: Vec<Limit>) -> Amount {
    Amount { limits, none: Outcome::Unmet }
}

// --- questions and banks ---

/// A yes-or-no question of the vendor, in force, of High severity, always asked.
pub(crate) fn question(id: &str) -> Asked {
    Asked(Question {
        id: id.into(),
        aliases: Vec::new(),
        revision: 1,
        scope: Scope::Vendor,
        title: id.to_owned(),
        text: format!("{id}?"),
        guidance: String::new(),
        kind: AnswerKind::YesNoPartial { partial: Outcome::Part },
        records: None,
        asked_when: None,
        ask_of: Vec::new(),
        severity: Severity::High,
        basis: Basis::InForce,
        verified: Verified::Checked,
        citations: Vec::new(),
        evidence: Vec::new(),
        evidence_max_age_days: None,
        remedy: String::new(),
        clause: None,
    })
}

/// A question being made.
#[derive(Clone)]
pub(crate) struct Asked(Question);

impl Asked {
    pub(crate) fn of_kind(mut self, kind: AnswerKind) -> Self {
        self.0.kind = kind;
        self
    }

    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }

    pub(crate) fn basis(mut self, basis: Basis) -> Self {
        self.0.basis = basis;
        self
    }

    pub(crate) fn scope(mut self, scope: Scope) -> Self {
        self.0.scope = scope;
        self
    }

    pub(crate) fn revision(mut self, revision: u32) -> Self {
        self.0.revision = revision;
        self
    }

    pub(crate) fn alias(mut self, alias: &str) -> Self {
        self.0.aliases.push(alias.into());
        self
    }

    pub(crate) fn max_age(mut self, days: u32) -> Self {
        self.0.evidence_max_age_days = Some(days);
        self
    }

    pub(crate) fn records(mut self, rule: RecordRule) -> Self {
        self.0.records = Some(rule);
        self
    }

    pub(crate) fn when(mut self, condition: Condition) -> Self {
        self.0.asked_when = Some(condition);
        self
    }
}

/// The condition that an earlier answer is this value.
pub(crate) fn answer_is(question: &str, value: &str) -> Condition {
    Condition::Answer { question: question.into(), is: vec![value.to_owned()] }
}

pub(crate) fn questionnaire(id: &str, questions: &[&str]) -> Questionnaire {
    Questionnaire {
        id: id.to_owned(),
        title: id.to_owned(),
        for_whom: String::new(),
        minutes: 30,
        leaves_out: String::new(),
        instead: Vec::new(),
        sections: vec![Section {
            title: "All".to_owned(),
            questions: questions.iter().map(|id| QuestionId::from(*id)).collect(),
        }],
    }
}

/// A bank of these questions with the usual ages of rule R11, and `core` over all of them.
pub(crate) fn bank(questions: impl IntoIterator<Item = Asked>) -> Bank {
    let questions: Vec<Question> = questions.into_iter().map(|asked| asked.0).collect();
    let ids: Vec<String> = questions.iter().map(|one| one.id.to_string()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let core = questionnaire(CORE, &ids);
    let usual = BTreeMap::from([
        (ExhibitKind::AuditReport, 365),
        (ExhibitKind::BridgeLetter, 90),
        (ExhibitKind::PenetrationTest, 365),
        (ExhibitKind::Certificate, 365),
    ]);
    Bank::new(Digest::of(b"bank"), day("2026-11-01"), questions, vec![core], usual)
}

// --- exhibits ---

/// An exhibit of a kind, a copy of which is in the vault, without a date.
pub(crate) fn exhibit(kind: ExhibitKind) -> Exhibit {
    Exhibit(ExhibitTaken {
        exhibit: ExhibitId(Uuid::nil()),
        no: 0,
        title: kind.title().to_owned(),
        kind,
        file_name: Some("file.pdf".to_owned()),
        bytes: Some(10),
        sha256: Some(Digest::of(b"file")),
        held_elsewhere: None,
        dated: None,
        from: None,
        period_from: None,
        period_to: None,
        expires: None,
        obtained: None,
        reread_on: None,
        supersedes: None,
        links: Vec::new(),
    })
}

pub(crate) fn agreement() -> Exhibit {
    exhibit(ExhibitKind::Agreement)
}

pub(crate) fn letter() -> Exhibit {
    exhibit(ExhibitKind::Letter)
}

/// An exhibit being made; its id and number are given when it is taken.
#[derive(Clone)]
pub(crate) struct Exhibit(pub(crate) ExhibitTaken);

impl Exhibit {
    pub(crate) fn dated(mut self, on: &str) -> Self {
        self.0.dated = Some(day(on));
        self
    }

    pub(crate) fn from(mut self, on: &str) -> Self {
        self.0.from = Some(day(on));
        self
    }

    pub(crate) fn period_to(mut self, on: &str) -> Self {
        self.0.period_to = Some(day(on));
        self
    }

    pub(crate) fn expires(mut self, on: &str) -> Self {
        self.0.expires = Some(day(on));
        self
    }

    pub(crate) fn reread_on(mut self, on: &str) -> Self {
        self.0.reread_on = Some(day(on));
        self
    }

    pub(crate) fn supersedes(mut self, no: u32) -> Self {
        self.0.supersedes = Some(exhibit_id(no));
        self
    }

    pub(crate) fn held_elsewhere(mut self) -> Self {
        (self.0.file_name, self.0.bytes, self.0.sha256) = (None, None, None);
        self.0.held_elsewhere = Some(HeldElsewhere {
            place: "with counsel".to_owned(),
            seen_by: "Dana Reyes".to_owned(),
            seen_on: day("2026-01-05"),
        });
        self
    }

    pub(crate) fn supports(mut self, question: &str) -> Self {
        let question = question.into();
        self.0.links.push(Link { subject: Subject::Vendor, question, pinpoint: None });
        self
    }
}

/// The id of the exhibit with this number.
pub(crate) fn exhibit_id(no: u32) -> ExhibitId {
    ExhibitId(Uuid::from_u128(0xE000 + u128::from(no)))
}

pub(crate) fn event_id(seq: u64) -> EventId {
    EventId(Uuid::from_u128(0xA000 + u128::from(seq)))
}

/// An event with the id of its place; its hashes are not looked at by the domain.
pub(crate) fn event(seq: u64, at: Timestamp, change: impl Into<Change>) -> Event {
    Event {
        seq,
        id: event_id(seq),
        at,
        by: "dana".to_owned().try_into().unwrap(),
        change: change.into(),
        prev: Digest([0; 32]),
        hash: Digest([0; 32]),
    }
}

// --- a journal being written, of a vendor or of our organization ---

/// A journal being written, one event a second from 15:00 UTC of the day it stands on (10:00 or 11:00 in New York).
#[derive(Clone)]
pub(crate) struct Journal {
    pub(crate) events: Vec<Event>,
    now: Timestamp,
    taken: u32,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = |event: &Event| format!("{} {} {:?}", event.seq, event.at, event.change);
        f.debug_list().entries(self.events.iter().map(line)).finish()
    }
}

/// A vendor added on 2026-01-02.
pub(crate) fn vendor() -> Journal {
    let added = VendorAdded {
        name: "Northwind Claims".to_owned(),
        slug: "northwind-claims".to_owned(),
        tier: None,
        origin: None,
    };
    Journal { events: Vec::new(), now: Timestamp::UNIX_EPOCH, taken: 0 }
        .on("2026-01-02")
        .recorded(added)
}

/// Our organization, in New York since 2025-01-01.
pub(crate) fn organization() -> Journal {
    Journal { events: Vec::new(), now: Timestamp::UNIX_EPOCH, taken: 0 }
        .on("2025-01-01")
        .recorded(ZoneSet { zone: "America/New_York".to_owned() })
}

impl Journal {
    /// Goes on recording on this day.
    pub(crate) fn on(self, on: &str) -> Self {
        self.at(&format!("{on}T15:00:00Z"))
    }

    /// Goes on recording at this instant.
    pub(crate) fn at(mut self, at: &str) -> Self {
        self.now = instant(at);
        self
    }

    pub(crate) fn recorded(mut self, change: impl Into<Change>) -> Self {
        self.events.push(event(self.next(), self.now, change));
        self.now += jiff::Span::new().seconds(1);
        self
    }

    /// The place of the next event.
    pub(crate) fn next(&self) -> u64 {
        self.events.len() as u64
    }

    /// The place of the last event.
    pub(crate) fn last(&self) -> u64 {
        self.next() - 1
    }

    pub(crate) fn answered(self, question: &str, said: &str) -> Self {
        self.replied(question, reply(said))
    }

    pub(crate) fn replied(self, question: &str, reply: Reply) -> Self {
        self.recorded(AnswerSet::new(Subject::Vendor, question.into(), 1, reply))
    }

    pub(crate) fn follows_up(self, question: &str, id: u128, due: &str) -> Self {
        let mut set = AnswerSet::new(Subject::Vendor, question.into(), 1, reply("unknown"));
        set.follow_up =
            Some(FollowUp { id: follow_up_id(id), owner: "Kim".to_owned(), due: day(due) });
        self.recorded(set)
    }

    /// Confirms the answer given by the event at this place.
    pub(crate) fn confirmed(self, question: &str, revision: u32, of: u64) -> Self {
        let item = ConfirmedItem {
            subject: Subject::Vendor,
            question: question.into(),
            revision,
            of: event_id(of),
        };
        self.recorded(Confirmed { items: vec![item], cycle: None })
    }

    /// Takes an exhibit with the next number.
    pub(crate) fn exhibit(mut self, exhibit: Exhibit) -> Self {
        self.taken += 1;
        let no = self.taken;
        self.recorded(ExhibitTaken { exhibit: exhibit_id(no), no, ..exhibit.0 })
    }

    pub(crate) fn linked(self, no: u32, question: &str) -> Self {
        let (exhibit, question) = (exhibit_id(no), question.into());
        self.recorded(Linked { exhibit, subject: Subject::Vendor, question, pinpoint: None })
    }

    pub(crate) fn unlinked(self, no: u32, question: &str) -> Self {
        let (exhibit, question) = (exhibit_id(no), question.into());
        self.recorded(Unlinked { exhibit, subject: Subject::Vendor, question })
    }

    pub(crate) fn found(self, no: u32, state: CopyState) -> Self {
        self.recorded(ExhibitStateFound { exhibit: exhibit_id(no), state })
    }

    pub(crate) fn accepted(self, question: &str, until: &str) -> Self {
        self.recorded(GapAccepted {
            subject: Subject::Vendor,
            question: question.into(),
            until: day(until),
            reason: "the contract ends in spring".to_owned(),
        })
    }

    pub(crate) fn cycle(self, questions: &[&str]) -> Self {
        self.recorded(CycleOpened {
            cycle: CycleId(Uuid::from_u128(1)),
            name: "2026".to_owned(),
            due: None,
            questionnaire: CORE.to_owned(),
            digest: Digest::of(b"core"),
            questions: questions.iter().map(|id| ((*id).into(), 1)).collect(),
        })
    }

    /// Takes back the event at this place.
    pub(crate) fn undone(self, of: u64) -> Self {
        self.recorded(Undone { of: event_id(of) })
    }

    /// Says that the clock had been wrong from the event at this place to the last one.
    pub(crate) fn clock_fault(self, first: u64) -> Self {
        let last = self.last();
        self.recorded(ClockFault {
            events: (event_id(first), event_id(last)),
            true_at: None,
            reason: "the clock stood a year ahead".to_owned(),
        })
    }

    pub(crate) fn fact(self, field: &str, value: &str) -> Self {
        let (field, value) = (field.to_owned(), Value::word(value));
        self.recorded(OrganizationSet { field, value })
    }

    pub(crate) fn dossier(&self) -> Dossier {
        Dossier::fold(VendorId(Uuid::from_u128(7)), self.events.clone())
    }

    pub(crate) fn organization(&self) -> Organization {
        Organization::fold(self.events.clone())
    }

    /// What was on file at the end of this day (rule R2).
    pub(crate) fn as_of(&self, on: &str) -> Self {
        let end = organization().organization().zones.end_of(day(on));
        let events = self.events.iter().filter(|event| event.at < end).cloned().collect();
        Self { events, ..self.clone() }
    }
}

pub(crate) fn follow_up_id(id: u128) -> FollowUpId {
    FollowUpId(Uuid::from_u128(id))
}

// --- what is asked of them ---

/// Everything that standings are computed from, held together.
pub(crate) struct Case {
    pub(crate) dossier: Dossier,
    pub(crate) organization: Organization,
    pub(crate) bank: Bank,
}

/// A vendor before a bank of these questions, with our organization in New York.
pub(crate) fn case(vendor: &Journal, questions: impl IntoIterator<Item = Asked>) -> Case {
    Case {
        dossier: vendor.dossier(),
        organization: organization().organization(),
        bank: bank(questions),
    }
}

impl Case {
    pub(crate) fn of_organization(mut self, journal: &Journal) -> Self {
        self.organization = journal.organization();
        self
    }

    pub(crate) fn standings(&self, on: &str) -> Standings<'_> {
        Standings::of(&self.dossier, &self.organization, &self.bank, day(on))
    }

    pub(crate) fn stand(&self, question: &str, on: &str) -> Stand<'_> {
        self.standings(on).get(&question.into()).unwrap().clone()
    }

    pub(crate) fn standing(&self, question: &str, on: &str) -> Standing {
        self.stand(question, on).standing
    }

    /// The words with which each linked exhibit says why it is not current.
    pub(crate) fn why_not(&self, question: &str, on: &str) -> Vec<String> {
        let stand = self.stand(question, on);
        stand.exhibits.iter().flat_map(|shown| &shown.why_not).map(ToString::to_string).collect()
    }

    pub(crate) fn readiness(&self, on: &str) -> Readiness {
        let standings = self.standings(on);
        Readiness::of(&standings.view(self.bank.questionnaire(CORE).unwrap()))
    }

    /// The gaps of `core` in order: question, severity, and whether an acceptance holds.
    pub(crate) fn gaps(&self, on: &str) -> Vec<(String, Severity, bool)> {
        let standings = self.standings(on);
        let view = standings.view(self.bank.questionnaire(CORE).unwrap());
        let gaps = gap::gaps(&view, &self.dossier, &self.organization, &self.bank, day(on));
        let row = |gap: &Gap<'_, '_>| {
            (gap.stand.question.id.to_string(), gap.severity, gap.accepted.is_some())
        };
        gaps.iter().map(row).collect()
    }
}
