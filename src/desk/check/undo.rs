//! Undo and redo, as new events (rule R22).

use std::collections::BTreeSet;

use super::OnFile;
use crate::domain::apply::taken_back;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, Event, Subject, Undone};
use crate::domain::id::{
    AccountId, CycleId, ExhibitId, FollowUpId, InquiryId, QuestionId, RecordId,
};
use crate::domain::inquiry::RequestNo;
use crate::domain::value::{ReplyState, Value};
use crate::problem::Problem;

/// What a change touches or leans on: an undo is refused once something later touched the same.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Touched {
    Question(Subject, QuestionId),
    Gap(Subject, QuestionId),
    Exhibit(ExhibitId),
    Record(RecordId),
    Notice(RecordId, String),
    FollowUp(FollowUpId),
    Cycle(CycleId),
    Field(String),
    Person(AccountId),
    Matter(String),
    Inquiry(InquiryId),
    LetterRequest(InquiryId, RequestNo),
}

impl OnFile<'_> {
    /// The last change that the same person recorded today and has not undone.
    pub(super) fn undo(&self) -> Result<Undone, Problem> {
        let event = next_undo(self)?;
        Ok(Undone { of: event.id })
    }

    /// The last undo of the same person today, while they recorded nothing since.
    pub(super) fn redo(&self) -> Result<Undone, Problem> {
        let event = next_redo(self)?;
        Ok(Undone { of: event.id })
    }
}

/// The event that an undo would take back now.
///
/// # Errors
/// Nothing to undo, or something later touched the same.
pub fn next_undo<'a>(on_file: &OnFile<'a>) -> Result<&'a Event, Problem> {
    let back = taken_back(&on_file.dossier.events);
    let mut own = own_events_today(on_file).filter(|event| !back.contains(&event.id));
    let Some(event) = own.find(|event| is_persons(&event.change)) else {
        return Err(Problem::wrong_use(format!(
            "there is nothing to undo: {} has recorded nothing on this vendor today that can be taken back",
            on_file.organization.person(on_file.account)
        ))
        .next("correct an older answer by answering it anew, with a reason"));
    };
    refuse_if_touched_since(on_file, event, &back)?;
    Ok(event)
}

/// The undo that a redo would take back now.
///
/// # Errors
/// Nothing to redo, or something later touched the same.
pub fn next_redo<'a>(on_file: &OnFile<'a>) -> Result<&'a Event, Problem> {
    let events = &on_file.dossier.events;
    let back = taken_back(events);
    let nothing = || {
        Problem::wrong_use("there is nothing to redo").next("redo brings back what was just undone")
    };
    for event in own_events_today(on_file).filter(|event| !back.contains(&event.id)) {
        let Change::Undone(undone) = &event.change else {
            if is_persons(&event.change) {
                return Err(nothing());
            }
            continue;
        };
        let Some(of) = on_file.dossier.event(undone.of) else { continue };
        if matches!(of.change, Change::Undone(_)) {
            continue;
        }
        refuse_if_touched_since(on_file, of, &back)?;
        return Ok(event);
    }
    Err(nothing())
}

fn own_events_today<'a>(on_file: &OnFile<'a>) -> impl Iterator<Item = &'a Event> {
    let dossier: &'a Dossier = on_file.dossier;
    let (account, today) = (on_file.account.clone(), on_file.today);
    let zones = on_file.organization.zones.clone();
    dossier
        .events
        .iter()
        .rev()
        .take_while(move |event| zones.day_of(event.at) >= today)
        .filter(move |event| event.by == account)
}

fn refuse_if_touched_since(
    on_file: &OnFile<'_>,
    event: &Event,
    back: &BTreeSet<crate::domain::id::EventId>,
) -> Result<(), Problem> {
    let touched = touched(&event.change);
    let since = on_file
        .dossier
        .events
        .iter()
        .filter(|later| later.seq > event.seq && !back.contains(&later.id));
    let Some(later) = since.into_iter().find(|later| {
        answers_from(&later.change, event)
            || leans_on(&later.change).iter().any(|one| touched.contains(one))
    }) else {
        return Ok(());
    };
    Err(Problem::wrong_use(format!(
        "the last change cannot be undone: {} changed the same again at {}",
        on_file.organization.person(&later.by),
        on_file.organization.zones.shown(later.at)
    ))
    .safe("nothing was changed")
    .next("record a correction instead: answer anew, with a reason"))
}

/// Whether a person recorded it and may take it back. An undo is taken back by redo only; what a look at a copy found is no person's.
const fn is_persons(change: &Change) -> bool {
    change.can_be_undone() && !matches!(change, Change::Undone(_) | Change::ExhibitState(_))
}

/// What a change touches, and what must still be there for it to mean what it says: a record leans on its exhibits, on the agreement it
/// stands in and on the record that it supersedes; a letter's request on its inquiry; what was answered or confirmed in a cycle leans on its opening.
fn leans_on(change: &Change) -> Vec<Touched> {
    let mut leans_on = touched(change);
    if let Change::RecordSet(set) = change {
        let named = set.fields.values().filter_map(|value| match value {
            Value::Word(word) => word.parse().ok().map(RecordId),
            _ => None,
        });
        leans_on.extend(named.chain(set.supersedes).map(Touched::Record));
        leans_on.extend(set.exhibits.iter().copied().map(Touched::Exhibit));
    }
    // What is said about an incident leans on its record.
    leans_on.extend(subjects(change).into_iter().filter_map(|subject| match subject {
        Subject::Incident { incident } => Some(Touched::Record(incident)),
        Subject::Vendor | Subject::Organization => None,
    }));
    let cycle = match change {
        Change::AnswerSet(set) => set.cycle,
        Change::Confirmed(confirmed) => confirmed.cycle,
        _ => None,
    };
    leans_on.extend(cycle.map(Touched::Cycle));
    match change {
        Change::InquirySet(set) => leans_on.extend(set.exhibit.map(Touched::Exhibit)),
        Change::RequestSet(set) => {
            leans_on.push(Touched::Inquiry(set.inquiry));
            leans_on.extend(set.exhibits.iter().copied().map(Touched::Exhibit));
        }
        Change::HandedOver(handed) => {
            leans_on.extend(handed.inquiry.map(Touched::Inquiry));
            leans_on.extend(handed.exhibits.iter().copied().map(Touched::Exhibit));
        }
        _ => {}
    }
    leans_on
}

/// What the answers, links and gaps of a change are about.
fn subjects(change: &Change) -> Vec<Subject> {
    match change {
        Change::AnswerSet(set) => vec![set.subject],
        Change::Confirmed(confirmed) => confirmed.items.iter().map(|item| item.subject).collect(),
        Change::ExhibitTaken(taken) => taken.links.iter().map(|link| link.subject).collect(),
        Change::Linked(linked) => vec![linked.subject],
        Change::Unlinked(unlinked) => vec![unlinked.subject],
        Change::GapOwned(owned) => vec![owned.subject],
        Change::GapAccepted(accepted) => vec![accepted.subject],
        _ => Vec::new(),
    }
}

/// Whether an answer follows what this event wrote: somebody confirmed that the record answers the question.
fn answers_from(change: &Change, event: &Event) -> bool {
    match change {
        Change::AnswerSet(set) if set.state == Some(ReplyState::Records) => {
            set.records_seen.as_ref().is_some_and(|seen| seen.contains(&event.id))
        }
        _ => false,
    }
}

fn touched(change: &Change) -> Vec<Touched> {
    match change {
        Change::AnswerSet(set) => {
            let question = Touched::Question(set.subject, set.question.clone());
            let follow_up = set.follow_up.as_ref().map(|one| Touched::FollowUp(one.id));
            std::iter::once(question).chain(follow_up).collect()
        }
        Change::Confirmed(confirmed) => confirmed
            .items
            .iter()
            .map(|item| Touched::Question(item.subject, item.question.clone()))
            .collect(),
        Change::ExhibitTaken(taken) => {
            std::iter::once(taken.exhibit).chain(taken.supersedes).map(Touched::Exhibit).collect()
        }
        Change::ExhibitChanged(changed) => vec![Touched::Exhibit(changed.exhibit)],
        Change::ExhibitWithdrawn(withdrawn) => vec![Touched::Exhibit(withdrawn.exhibit)],
        Change::Linked(linked) => vec![Touched::Exhibit(linked.exhibit)],
        Change::Unlinked(unlinked) => vec![Touched::Exhibit(unlinked.exhibit)],
        Change::RecordSet(set) => vec![Touched::Record(set.record)],
        Change::ClockSent(sent) => vec![Touched::Notice(sent.incident, sent.clock.clone())],
        Change::GapOwned(owned) => vec![Touched::Gap(owned.subject, owned.question.clone())],
        Change::GapAccepted(accepted) => {
            vec![Touched::Gap(accepted.subject, accepted.question.clone())]
        }
        Change::FollowUpDone(done) => vec![Touched::FollowUp(done.id)],
        Change::FollowUpAssigned(assigned) => vec![Touched::FollowUp(assigned.id)],
        Change::CycleOpened(opened) => vec![Touched::Cycle(opened.cycle)],
        Change::CycleClosed(closed) => vec![Touched::Cycle(closed.cycle)],
        Change::VendorSet(set) => vec![Touched::Field(set.field.clone())],
        Change::OrganizationSet(set) => vec![Touched::Field(set.field.clone())],
        Change::PersonNamed(named) => vec![Touched::Person(named.account.clone())],
        Change::InquirySet(set) => vec![Touched::Inquiry(set.inquiry)],
        Change::RequestSet(set) => {
            vec![Touched::LetterRequest(set.inquiry, RequestNo::new(&set.number))]
        }
        Change::HoldSet(set) => vec![Touched::Matter(set.matter.clone())],
        Change::HoldEnded(ended) => vec![Touched::Matter(ended.matter.clone())],
        Change::VendorRetired(_) | Change::VendorRestored(_) => {
            vec![Touched::Field("retired".to_owned())]
        }
        _ => Vec::new(),
    }
}
