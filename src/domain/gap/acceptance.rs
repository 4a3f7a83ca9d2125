//! Whether an accepted gap is still accepted: the history of its own question, replayed since (rule R19).

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::apply::believed_times;
use crate::domain::bank::Bank;
use crate::domain::dossier::{Acceptance, Dossier};
use crate::domain::event::{Change, Event, Subject};
use crate::domain::id::{EventId, ExhibitId, QuestionId};
use crate::domain::organization::Organization;
use crate::domain::question::Question;
use crate::domain::standing::{Stand, Standing, stand};

impl Acceptance {
    /// Whether it holds on day D: its last day has not passed, and the standing has not changed since, not even to change back.
    pub(super) fn holds(
        &self,
        now: &Stand<'_>,
        dossier: &Dossier,
        organization: &Organization,
        bank: &Bank,
        on: Date,
    ) -> bool {
        if on > self.accepted.until {
            return false;
        }
        let day_of = |event: &Event| organization.zones.day_of(event.at);
        let (before, since): (Vec<Event>, Vec<Event>) =
            own_history(now, dossier).into_iter().partition(|event| event.seq <= self.seq);
        let mut day = organization.zones.day_of(self.at);
        let mut replayed = Replayed {
            dossier: dossier.emptied().folded(before),
            question: now.question,
            subject: now.subject,
            organization,
            bank,
            accepted: now.standing,
        };
        if !replayed.stands_on(day) {
            return false;
        }
        for event in since {
            let next = day_of(&event).max(day);
            let stayed = replayed.stays(day, next);
            replayed.dossier.apply(event);
            if !stayed || !replayed.stands_on(next) {
                return false;
            }
            day = next;
        }
        replayed.stays(day, on)
    }
}

/// The dossier of one question at some moment of the past.
struct Replayed<'a> {
    dossier: Dossier,
    question: &'a Question,
    subject: Subject,
    organization: &'a Organization,
    bank: &'a Bank,
    /// How it stood when its gap was accepted, if the acceptance still holds.
    accepted: Standing,
}

impl Replayed<'_> {
    fn stand(&self, on: Date) -> Stand<'_> {
        stand(self.question, self.subject, &self.dossier, self.organization, self.bank, on)
    }

    fn stands_on(&self, on: Date) -> bool {
        self.stand(on).standing == self.accepted
    }

    /// Whether time alone leaves the standing as it is, from one day to the other.
    fn stays(&self, from: Date, to: Date) -> bool {
        let mut day = from;
        while let Some(next) = self.stand(day).next_turn(&self.dossier, self.bank, day) {
            if next > to {
                break;
            }
            if !self.stands_on(next) {
                return false;
            }
            day = next;
        }
        true
    }
}

/// The events that may have changed how this question stood, at the times that are believed: few, however long the journal.
fn own_history(now: &Stand<'_>, dossier: &Dossier) -> Vec<Event> {
    let times = believed_times(&dossier.events);
    let exhibits = ever_linked(now, dossier);
    let mut kept: BTreeSet<EventId> = BTreeSet::new();
    let mut history = Vec::new();
    for event in &dossier.events {
        let concerns = match &event.change {
            Change::Undone(undone) => kept.contains(&undone.of),
            change => concerns(change, now, &exhibits),
        };
        if concerns {
            kept.insert(event.id);
            let at = times.get(&event.id).copied().unwrap_or(event.at);
            history.push(Event { at, ..event.clone() });
        }
    }
    history
}

fn is_about(now: &Stand<'_>, subject: Subject, question: &QuestionId) -> bool {
    subject == now.subject && now.question.is_called(question.as_str())
}

fn ever_linked(now: &Stand<'_>, dossier: &Dossier) -> BTreeSet<ExhibitId> {
    let linked = |event: &Event| match &event.change {
        Change::Linked(linked) if is_about(now, linked.subject, &linked.question) => {
            vec![linked.exhibit]
        }
        Change::ExhibitTaken(taken)
            if taken.links.iter().any(|link| is_about(now, link.subject, &link.question)) =>
        {
            vec![taken.exhibit]
        }
        Change::RecordSet(set) if now.question.records.is_some() => set.exhibits.clone(),
        _ => Vec::new(),
    };
    dossier.events.iter().flat_map(linked).collect()
}

/// Whether a change that is no undo may change how the question stands. A check that found all as before never does.
fn concerns(change: &Change, now: &Stand<'_>, exhibits: &BTreeSet<ExhibitId>) -> bool {
    match change {
        Change::AnswerSet(set) => is_about(now, set.subject, &set.question),
        Change::Confirmed(confirmed) => {
            confirmed.items.iter().any(|item| is_about(now, item.subject, &item.question))
        }
        Change::CycleOpened(opened) => {
            opened.questions.iter().any(|(id, _)| now.question.is_called(id.as_str()))
        }
        Change::ExhibitTaken(taken) => {
            exhibits.contains(&taken.exhibit)
                || taken.supersedes.is_some_and(|old| exhibits.contains(&old))
        }
        Change::ExhibitChanged(changed) => exhibits.contains(&changed.exhibit),
        Change::ExhibitWithdrawn(withdrawn) => exhibits.contains(&withdrawn.exhibit),
        Change::ExhibitState(found) => exhibits.contains(&found.exhibit),
        Change::Linked(linked) => exhibits.contains(&linked.exhibit),
        Change::Unlinked(unlinked) => exhibits.contains(&unlinked.exhibit),
        // A clause hangs on its agreement, and a rule may read the profile: whatever was recorded of either concerns it.
        Change::RecordSet(_) | Change::RegistersNone(_) | Change::VendorSet(_) => {
            now.question.records.is_some()
        }
        _ => false,
    }
}
