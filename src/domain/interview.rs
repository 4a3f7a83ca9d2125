//! One interview as its record tells it: who, when, what was answered and confirmed in it, and what became of each since.
//!
//! An answer names the interview in which it was given. A confirmation does not: those count as given in it that the same person recorded
//! after it was opened, on its days, and before the next interview about the vendor was.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::apply::{believed_times, taken_back};
use super::bank::Bank;
use super::dossier::Dossier;
use super::event::{AnswerSet, Change, Event, InterviewOpened, Subject};
use super::id::{EventId, QuestionId};
use super::organization::Organization;

/// One interview of a vendor.
#[derive(Clone, Debug)]
pub struct Interview<'a> {
    /// The event that opened it.
    pub event: &'a Event,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// What was recorded when it was opened.
    pub opened: &'a InterviewOpened,
    /// What was answered and confirmed in it, in order.
    pub said: Vec<Said<'a>>,
}

/// One answer given in an interview, or one confirmed.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    /// The event that recorded it.
    pub event: &'a Event,
    /// When it was recorded.
    pub at: Timestamp,
    /// What it is about.
    pub subject: Subject,
    /// The question.
    pub question: &'a QuestionId,
    /// The answer; the one that stood, where it was confirmed.
    pub answer: &'a AnswerSet,
    /// Whether it was given or confirmed.
    pub how: How<'a>,
    /// What became of it since.
    pub since: Option<Since<'a>>,
}

/// How something was said in an interview.
#[derive(Clone, Copy, Debug)]
pub enum How<'a> {
    /// It was answered.
    Given,
    /// An answer that stood was confirmed: the event that had given it.
    Confirmed(&'a Event),
}

/// What became of an answer after it was given.
#[derive(Clone, Copy, Debug)]
pub struct Since<'a> {
    /// What happened.
    pub what: Became,
    /// The event.
    pub event: &'a Event,
    /// When it was recorded.
    pub at: Timestamp,
    /// The reason, where a correction gives one.
    pub reason: Option<&'a str>,
}

/// What happened to an answer after it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// It was corrected, with a reason.
    Corrected,
    /// The question was answered again.
    AnsweredAgain,
    /// It was taken back.
    TakenBack,
}

impl Became {
    /// The words in the record of the interview.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Corrected => "Corrected",
            Self::AnsweredAgain => "Answered again",
            Self::TakenBack => "Taken back",
        }
    }
}

impl<'a> Interview<'a> {
    /// Every interview about a vendor in which something was answered or confirmed, oldest first. One that was opened and left has no
    /// record: nothing but the program's own care recorded it (rule R26).
    pub fn all(dossier: &'a Dossier, organization: &Organization, bank: &Bank) -> Vec<Self> {
        let reading = Reading::of(dossier, organization, bank);
        let opened = dossier.events.iter().filter_map(|event| match &event.change {
            Change::InterviewOpened(opened) => Some((event, opened)),
            _ => None,
        });
        let interviews = opened.map(|(event, opened)| reading.interview(event, opened));
        interviews.filter(|one| !one.said.is_empty()).collect()
    }

    /// When the last thing was said in it.
    pub fn last_at(&self) -> Timestamp {
        self.last().at
    }

    /// The event that recorded the last thing said in it.
    pub fn last(&self) -> &'a Event {
        self.said.last().map_or(self.event, |said| said.event)
    }
}

/// A record that is read for its interviews.
struct Reading<'a, 'r> {
    dossier: &'a Dossier,
    organization: &'r Organization,
    bank: &'r Bank,
    times: BTreeMap<EventId, Timestamp>,
    back: BTreeSet<EventId>,
}

impl<'a, 'r> Reading<'a, 'r> {
    fn of(dossier: &'a Dossier, organization: &'r Organization, bank: &'r Bank) -> Self {
        let (times, back) = (believed_times(&dossier.events), taken_back(&dossier.events));
        Self { dossier, organization, bank, times, back }
    }

    fn at(&self, event: &Event) -> Timestamp {
        self.times.get(&event.id).copied().unwrap_or(event.at)
    }

    fn interview(&self, event: &'a Event, opened: &'a InterviewOpened) -> Interview<'a> {
        let after = || self.dossier.events.iter().filter(|one| one.seq > event.seq);
        let given: Vec<&Event> = after().filter(|one| given_in(one, event.id).is_some()).collect();
        let day = |event: &Event| self.organization.zones.day_of(self.at(event));
        let last_day = given.last().map_or_else(|| day(event), |last| day(last));
        let next = after().find(|one| matches!(one.change, Change::InterviewOpened(_)));
        let next = next.map_or(u64::MAX, |one| one.seq);
        let in_it = |one: &Event| one.seq < next && one.by == event.by && day(one) <= last_day;
        let mut said = Vec::new();
        for one in after() {
            if let Some(set) = given_in(one, event.id) {
                said.push(self.said(one, (set.subject, &set.question), set, How::Given));
            } else if let Change::Confirmed(confirmed) = &one.change
                && in_it(one)
            {
                for item in &confirmed.items {
                    let of = self.dossier.event(item.of);
                    if let Some((of, Change::AnswerSet(set))) = of.map(|of| (of, &of.change)) {
                        let about = (item.subject, &item.question);
                        said.push(self.said(one, about, set, How::Confirmed(of)));
                    }
                }
            }
        }
        Interview { event, opened_at: self.at(event), opened, said }
    }

    fn said(
        &self,
        event: &'a Event,
        (subject, question): (Subject, &'a QuestionId),
        answer: &'a AnswerSet,
        how: How<'a>,
    ) -> Said<'a> {
        let at = self.at(event);
        let since = self.since(event, subject, question);
        Said { event, at, subject, question, answer, how, since }
    }

    /// What became of it: that it was taken back, else the first answer to the same question after it.
    fn since(&self, of: &Event, subject: Subject, question: &QuestionId) -> Option<Since<'a>> {
        let mut later = self.dossier.events.iter().filter(|one| one.seq > of.seq);
        if self.back.contains(&of.id) {
            let event = later.rfind(|one| {
                matches!(&one.change, Change::Undone(undone) if undone.of == of.id)
                    && !self.back.contains(&one.id)
            })?;
            let (what, at) = (Became::TakenBack, self.at(event));
            return Some(Since { what, event, at, reason: None });
        }
        later.filter(|one| !self.back.contains(&one.id)).find_map(|event| {
            let Change::AnswerSet(set) = &event.change else { return None };
            if set.subject != subject || self.called(&set.question) != self.called(question) {
                return None;
            }
            let what =
                if set.replaces.is_some() { Became::Corrected } else { Became::AnsweredAgain };
            Some(Since { what, event, at: self.at(event), reason: set.reason.as_deref() })
        })
    }

    /// The id by which the questions in force call a question (rule R10).
    fn called<'q>(&self, id: &'q QuestionId) -> &'q QuestionId
    where
        'r: 'q,
    {
        self.bank.question(id).map_or(id, |question| &question.id)
    }
}

fn given_in(event: &Event, interview: EventId) -> Option<&AnswerSet> {
    match &event.change {
        Change::AnswerSet(set) if set.interview == Some(interview) => Some(set),
        _ => None,
    }
}
