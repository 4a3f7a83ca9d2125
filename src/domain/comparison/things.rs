//! What became of exhibits and of records of registers between two sides of one vendor.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Side, between, meant};
use crate::domain::event::{Change, CopyState};
use crate::domain::exhibit::Exhibit;
use crate::domain::id::{ExhibitId, RecordId};
use crate::domain::register::{Record, RegisterKind};

/// What became of one exhibit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExhibitMove {
    /// Its number, such as `A-07`.
    pub exhibit: String,
    /// What it is called.
    pub title: String,
    /// What became of it; never empty.
    pub news: Vec<ExhibitNews>,
    /// The numbers of the events about it.
    pub recorded: Vec<u64>,
}

/// Something that became of an exhibit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExhibitNews {
    /// It was taken.
    Taken,
    /// This one superseded it.
    Superseded(String),
    /// It was withdrawn, for this reason.
    Withdrawn(String),
    /// A check found its copy so.
    Copy(CopyState),
    /// What is said about it, or which questions it shows, was changed.
    Changed,
}

impl ExhibitNews {
    /// The words on screens and in lists.
    pub fn words(&self) -> String {
        match self {
            Self::Taken => "taken".to_owned(),
            Self::Superseded(by) => format!("superseded by {by}"),
            Self::Withdrawn(why) if why.trim().is_empty() => "withdrawn".to_owned(),
            Self::Withdrawn(why) => format!("withdrawn: {why}"),
            Self::Copy(state) => format!("its copy was found {}", state.word().to_lowercase()),
            Self::Changed => "changed".to_owned(),
        }
    }

    fn between(was: Option<&Exhibit>, is: &Exhibit) -> Vec<Self> {
        let mut news = Vec::new();
        if was.is_none() {
            news.push(Self::Taken);
        }
        let superseded = is
            .superseded_by
            .filter(|by| was.and_then(|was| was.superseded_by).is_none_or(|before| before != *by));
        news.extend(superseded.map(|by| Self::Superseded(by.to_string())));
        if was.is_none_or(|was| was.withdrawn != is.withdrawn) {
            news.extend(is.withdrawn.clone().map(Self::Withdrawn));
        }
        let state = |exhibit: &Exhibit| exhibit.last_check.map(|(state, _)| state);
        let usual = |state: &CopyState| *state == CopyState::Same;
        let found = state(is).filter(|now| match was.and_then(state) {
            Some(before) => before != *now,
            None => !usual(now),
        });
        news.extend(found.map(Self::Copy));
        let said =
            |one: &Exhibit| (one.title.clone(), one.kind, one.dates.clone(), one.links.clone());
        if was.is_some_and(|was| said(was) != said(is)) {
            news.push(Self::Changed);
        }
        news
    }
}

/// What became of exhibits, by their numbers.
pub(super) fn exhibits(then: Side<'_>, now: Side<'_>) -> Vec<ExhibitMove> {
    let about = numbers_by(then, now, exhibits_of);
    let moved = |is: &Exhibit| {
        let was = then.dossier.exhibit(is.id);
        let news = ExhibitNews::between(was, is);
        (!news.is_empty()).then(|| ExhibitMove {
            exhibit: is.no.to_string(),
            title: is.title.clone(),
            news,
            recorded: about.get(&is.id).cloned().unwrap_or_default(),
        })
    };
    now.dossier.exhibits.values().filter_map(moved).collect()
}

/// The exhibits that a change is about.
fn exhibits_of(change: &Change) -> Vec<ExhibitId> {
    match change {
        Change::ExhibitTaken(taken) => {
            std::iter::once(taken.exhibit).chain(taken.supersedes).collect()
        }
        Change::ExhibitChanged(changed) => vec![changed.exhibit],
        Change::ExhibitWithdrawn(withdrawn) => vec![withdrawn.exhibit],
        Change::ExhibitState(found) => vec![found.exhibit],
        Change::Linked(linked) => vec![linked.exhibit],
        Change::Unlinked(unlinked) => vec![unlinked.exhibit],
        _ => Vec::new(),
    }
}

/// What became of one record of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordMove {
    /// Its number, such as `AG-01`.
    pub record: String,
    /// Its register.
    pub register: RegisterKind,
    /// What it is called.
    pub label: String,
    /// What became of it.
    pub news: RecordNews,
    /// The numbers of the events about it.
    pub recorded: Vec<u64>,
}

/// Something that became of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordNews {
    /// It was written.
    Written,
    /// It was changed.
    Changed,
    /// It was set aside as recorded by mistake, for this reason.
    SetAside(String),
    /// It was taken back.
    TakenBack,
}

impl RecordNews {
    /// The words on screens and in lists.
    pub fn words(&self) -> String {
        match self {
            Self::Written => "written".to_owned(),
            Self::Changed => "changed".to_owned(),
            Self::SetAside(why) => format!("set aside: {why}"),
            Self::TakenBack => "taken back".to_owned(),
        }
    }

    fn between(was: Option<&Record>, is: Option<&Record>) -> Option<Self> {
        match (was, is) {
            (None, None) => None,
            (Some(_), None) => Some(Self::TakenBack),
            (was, Some(is)) => {
                let aside =
                    is.set_aside().filter(|_| was.is_none_or(|was| was.set_aside().is_none()));
                let said = |one: &Record| {
                    (one.fields.clone(), one.exhibits.clone(), one.supersedes, one.ends)
                };
                match (was, aside) {
                    (_, Some(why)) => Some(Self::SetAside(why.to_owned())),
                    (None, None) => Some(Self::Written),
                    (Some(was), None) => (said(was) != said(is)).then_some(Self::Changed),
                }
            }
        }
    }
}

/// What became of records, by their numbers.
pub(super) fn records(then: Side<'_>, now: Side<'_>) -> Vec<RecordMove> {
    let about = numbers_by(then, now, |change| match change {
        Change::RecordSet(set) => vec![set.record],
        _ => Vec::new(),
    });
    let (before, after) = (&then.dossier.registers, &now.dossier.registers);
    let gone = before.iter().filter(|was| after.get(was.id).is_none());
    let move_of = |record: &Record, id: RecordId| {
        let news = RecordNews::between(before.get(id), after.get(id))?;
        Some(RecordMove {
            record: record.no.to_string(),
            register: record.no.register,
            label: record.label(),
            news,
            recorded: about.get(&id).cloned().unwrap_or_default(),
        })
    };
    let mut moved: Vec<(_, RecordMove)> = after
        .iter()
        .chain(gone)
        .filter_map(|record| Some((record.no, move_of(record, record.id)?)))
        .collect();
    moved.sort_by_key(|(no, _)| *no);
    moved.into_iter().map(|(_, moved)| moved).collect()
}

/// The numbers of the events between two sides, by the things that they are about.
fn numbers_by<Id: Ord>(
    then: Side<'_>,
    now: Side<'_>,
    about: impl Fn(&Change) -> Vec<Id>,
) -> BTreeMap<Id, Vec<u64>> {
    let mut numbers: BTreeMap<Id, Vec<u64>> = BTreeMap::new();
    for event in between(then.dossier, now.dossier) {
        for id in about(meant(event, now.dossier)) {
            numbers.entry(id).or_default().push(event.seq);
        }
    }
    numbers
}
