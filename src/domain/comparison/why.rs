//! Why a question moved: by what was recorded of the vendor, through time, through the questions, or through our own record.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::{Key, Move, News, Side, Stood, between, meant, stood};
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Class, Event, Subject};
use crate::domain::id::{ExhibitId, QuestionId, RecordId};
use crate::domain::question::Question;
use crate::domain::register::RegisterKind;

/// Why a question moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "through", rename_all = "snake_case")]
pub enum Cause {
    /// By what was recorded of the vendor.
    Events {
        /// The numbers of the events, oldest first; never empty.
        numbers: Vec<u64>,
    },
    /// By nothing but the days that passed.
    Time,
    /// By what was recorded of our organization.
    OurRecord {
        /// The numbers of the events in our organization's journal, oldest first.
        numbers: Vec<u64>,
    },
    /// By other questions that came into force.
    Questions,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Events { numbers } => write!(f, "recorded: {}", listed(numbers)),
            Self::Time => f.write_str("through time"),
            Self::OurRecord { numbers } => {
                write!(f, "through our own record: {}", listed(numbers))
            }
            Self::Questions => f.write_str("through the questions"),
        }
    }
}

fn listed(numbers: &[u64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    format!("No. {}", numbers.join(", "))
}

/// What differs between two sides beside how questions stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Factor {
    Events,
    Time,
    OurRecord,
    Questions,
}

impl Factor {
    fn differs(self, then: Side<'_>, now: Side<'_>) -> bool {
        match self {
            Self::Events => then.dossier.events.len() != now.dossier.events.len(),
            Self::Time => then.day != now.day,
            // Of our own dossier, our record is what is compared.
            Self::OurRecord => {
                !now.dossier.is_ours()
                    && then.organization.events.len() != now.organization.events.len()
            }
            Self::Questions => then.bank.digest != now.bank.digest,
        }
    }

    /// One side with this of the other one.
    fn taken_from<'a>(self, now: Side<'a>, side: Side<'a>) -> Side<'a> {
        match self {
            Self::Events if now.dossier.is_ours() => {
                Side { dossier: now.dossier, organization: now.organization, ..side }
            }
            Self::Events => Side { dossier: now.dossier, ..side },
            Self::Time => Side { day: now.day, ..side },
            Self::OurRecord => Side { organization: now.organization, ..side },
            Self::Questions => Side { bank: now.bank, ..side },
        }
    }
}

type All = BTreeMap<Key, Stood>;

/// What is needed to say why questions moved between two sides.
pub(super) struct Reasons<'a> {
    then: Side<'a>,
    now: Side<'a>,
    /// Each factor that differs, with how everything would stand if nothing else did.
    alone: Vec<(Factor, All)>,
    /// How everything stood at first, and after the same factors one after another.
    start: All,
    path: Vec<(Factor, All)>,
    /// How everything stood after so many events, as far as that was asked.
    after: RefCell<BTreeMap<usize, All>>,
    /// How everything that is on file now stood on a day, as far as that was asked.
    on: RefCell<BTreeMap<Date, All>>,
    /// The records by which questions are answered on either side.
    records: BTreeMap<QuestionId, BTreeSet<RecordId>>,
}

impl<'a> Reasons<'a> {
    pub(super) fn between(then: Side<'a>, now: Side<'a>) -> Self {
        let differs = |factor: &Factor| factor.differs(then, now);
        let stood = |side| stood(side, now.bank);
        let factors = [Factor::Events, Factor::Time, Factor::OurRecord, Factor::Questions];
        let factors: Vec<Factor> = factors.into_iter().filter(differs).collect();
        let alone = match factors.as_slice() {
            // The only thing that differs is why.
            [one] => vec![(*one, stood(now))],
            several => several.iter().map(|one| (*one, stood(one.taken_from(now, then)))).collect(),
        };
        // Events come last, so that they are named only for what they moved after time had.
        let (events, others): (Vec<Factor>, Vec<Factor>) =
            factors.iter().partition(|factor| **factor == Factor::Events);
        let mut side = then;
        let mut path = Vec::new();
        for factor in others.into_iter().chain(events) {
            side = factor.taken_from(now, side);
            path.push((factor, stood(side)));
        }
        let mut records: BTreeMap<QuestionId, BTreeSet<RecordId>> = BTreeMap::new();
        for stand in [then, now].iter().flat_map(answering) {
            records.entry(stand.0).or_default().extend(stand.1);
        }
        let (after, on) = (RefCell::default(), RefCell::default());
        Self { then, now, alone, start: stood(then), path, after, on, records }
    }

    /// Why a question moved; never empty.
    pub(super) fn of(&self, moved: &Move) -> Vec<Cause> {
        let key = &moved.key();
        let alone = self.alone.iter().find(|(_, all)| all.get(key) == moved.now.as_ref());
        let factors: Vec<Factor> = match alone {
            Some((factor, _)) => vec![*factor],
            None => self.steps(key),
        };
        let mut causes: Vec<Cause> =
            factors.into_iter().map(|factor| self.cause(factor, moved)).collect();
        causes.sort_by_key(|cause| !matches!(cause, Cause::Events { .. }));
        if let Some(Cause::Events { numbers }) = causes.first()
            && self.is_settled_by(numbers, moved)
        {
            causes.retain(|cause| *cause != Cause::Time);
        }
        causes
    }

    /// Whether a question stood on the day of the last of these events as it stands now: what time did before them is past.
    fn is_settled_by(&self, numbers: &[u64], moved: &Move) -> bool {
        let last = numbers.last();
        let event = self.now.dossier.events.iter().find(|event| Some(&event.seq) == last);
        let Some(event) = event else { return false };
        let day = self.now.organization.zones.day_of(event.at).min(self.now.day);
        let mut known = self.on.borrow_mut();
        let all =
            known.entry(day).or_insert_with(|| stood(Side { day, ..self.now }, self.now.bank));
        all.get(&moved.key()) == moved.now.as_ref()
    }

    /// The factors that moved a question where it took several.
    fn steps(&self, key: &Key) -> Vec<Factor> {
        let mut before = self.start.get(key);
        let mut steps = Vec::new();
        for (factor, all) in &self.path {
            let after = all.get(key);
            if std::mem::replace(&mut before, after) != after {
                steps.push(*factor);
            }
        }
        steps
    }

    fn cause(&self, factor: Factor, moved: &Move) -> Cause {
        match factor {
            Factor::Events => Cause::Events { numbers: self.events(moved) },
            Factor::Time => Cause::Time,
            Factor::Questions => Cause::Questions,
            Factor::OurRecord => {
                let ours = self.now.organization.events.iter();
                let content = ours
                    .skip(self.then.organization.events.len())
                    .filter(|event| event.change.class() == Class::Content);
                Cause::OurRecord { numbers: content.map(|event| event.seq).collect() }
            }
        }
    }

    /// The events that are about a question and what shows it; else the one after which it stood as it stands.
    fn events(&self, moved: &Move) -> Vec<u64> {
        let question = self.now.bank.question(&moved.question);
        let asked_otherwise = matches!(moved.news, News::Asked | News::NotAsked);
        let about = question.filter(|_| !asked_otherwise).map(|question| {
            let records = self.records.get(&moved.question).cloned().unwrap_or_default();
            let about = About::new((moved.subject, question), self.now.dossier, records);
            let events = between(self.then.dossier, self.now.dossier);
            let about = events.filter(|event| about.is_touched_by(meant(event, self.now.dossier)));
            about.map(|event| event.seq).collect::<Vec<_>>()
        });
        match about {
            Some(numbers) if !numbers.is_empty() => numbers,
            _ => self.deciding(moved).into_iter().collect(),
        }
    }

    /// The number of an event before which the question stood otherwise than now, and after which it stands as now.
    fn deciding(&self, moved: &Move) -> Option<u64> {
        let events = &self.now.dossier.events;
        let (mut before, mut after) = (self.then.dossier.events.len(), events.len());
        while after.saturating_sub(before) > 1 {
            let middle = before.midpoint(after);
            if self.stood_after(middle, &moved.key()) == moved.now {
                after = middle;
            } else {
                before = middle;
            }
        }
        events.get(after.checked_sub(1)?).map(|event| event.seq)
    }

    fn stood_after(&self, count: usize, key: &Key) -> Option<Stood> {
        let mut known = self.after.borrow_mut();
        let all = known.entry(count).or_insert_with(|| {
            let events: Vec<Event> = self.now.dossier.events.iter().take(count).cloned().collect();
            let dossier = self.now.dossier.emptied().folded(events);
            stood(Side { dossier: &dossier, ..self.now }, self.now.bank)
        });
        all.get(key).cloned()
    }
}

/// What an event must be about to have moved one question.
struct About<'a> {
    subject: Subject,
    question: &'a Question,
    exhibits: BTreeSet<ExhibitId>,
    registers: BTreeSet<&'static str>,
    /// The records that answer it; where none does, any of the registers might.
    records: BTreeSet<RecordId>,
}

/// The questions that records answer on a side, each with the records.
fn answering(side: &Side<'_>) -> Vec<(QuestionId, Vec<RecordId>)> {
    let standings = side.standings();
    let proposed = standings.iter().filter_map(|stand| {
        let records = &stand.proposed.as_ref()?.proposal.records;
        Some((stand.question.id.clone(), records.clone()))
    });
    proposed.collect()
}

impl<'a> About<'a> {
    fn new(
        (subject, question): (Subject, &'a Question),
        dossier: &Dossier,
        records: BTreeSet<RecordId>,
    ) -> Self {
        let meant =
            |about: Subject, id: &QuestionId| about == subject && question.is_called(id.as_str());
        let linked = |event: &Event, found: &mut BTreeSet<ExhibitId>| match &event.change {
            Change::ExhibitTaken(taken) => {
                let links = taken.links.iter();
                if links.clone().any(|link| meant(link.subject, &link.question)) {
                    found.insert(taken.exhibit);
                }
            }
            Change::Linked(link) if meant(link.subject, &link.question) => {
                found.insert(link.exhibit);
            }
            _ => {}
        };
        let mut exhibits = BTreeSet::new();
        dossier.events.iter().for_each(|event| linked(event, &mut exhibits));
        let register = question.records.as_ref().map(crate::domain::proposal::RecordRule::register);
        let mut registers: BTreeSet<&str> = register.into_iter().map(RegisterKind::word).collect();
        if register == Some(RegisterKind::Clauses) {
            registers.insert(RegisterKind::Agreements.word());
        }
        Self { subject, question, exhibits, registers, records }
    }

    fn is_touched_by(&self, change: &Change) -> bool {
        let called = |id: &QuestionId| self.question.is_called(id.as_str());
        let meant = |about: Subject, id: &QuestionId| about == self.subject && called(id);
        let shows = |exhibit: &ExhibitId| self.exhibits.contains(exhibit);
        match change {
            Change::AnswerSet(set) => meant(set.subject, &set.question),
            Change::Confirmed(confirmed) => {
                confirmed.items.iter().any(|one| meant(one.subject, &one.question))
            }
            Change::ExhibitTaken(taken) => {
                shows(&taken.exhibit) || taken.supersedes.as_ref().is_some_and(shows)
            }
            Change::ExhibitChanged(changed) => shows(&changed.exhibit),
            Change::ExhibitWithdrawn(withdrawn) => shows(&withdrawn.exhibit),
            Change::ExhibitState(found) => shows(&found.exhibit),
            Change::Linked(linked) => meant(linked.subject, &linked.question),
            Change::Unlinked(unlinked) => meant(unlinked.subject, &unlinked.question),
            Change::RecordSet(set) => {
                self.records.contains(&set.record)
                    || (self.records.is_empty() && self.registers.contains(set.register.as_str()))
            }
            Change::RegistersNone(none) => self.registers.contains(none.register.as_str()),
            Change::CycleOpened(opened) => opened.questions.iter().any(|(id, _)| called(id)),
            _ => false,
        }
    }
}
