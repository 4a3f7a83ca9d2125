//! The only place where a dossier changes: one event at a time, in the order of the journal.
//!
//! No order of events makes it fail: what an event names and the dossier does not have is passed over here, and `verify` names it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::dossier::{Acceptance, Answered, Cycle, Dossier, FollowUpOnFile, Hold, Sent, SignOff};
use super::event::{
    AnswerSet, Change, DateField, Event, ExhibitChanged, ExhibitDates, ExhibitTaken, FieldSet,
    HeldElsewhere, Link, Linked,
};
use super::exhibit::{Exhibit, ExhibitLink, ExhibitNo, Holding};
use super::field::TAKEN_AWAY;
use super::id::{EventId, ExhibitId, VendorId};
use super::organization::{NAME, UNNAMED};
use super::value::{Reply, ReplyState, Value};
use super::vendor::Tier;
use super::withholding;

impl Dossier {
    /// Folds a vendor's journal, or a prefix of it. Days are those of UTC; see [`Dossier::counting_days_in`].
    pub fn fold(id: VendorId, events: Vec<Event>) -> Self {
        Self::empty(id).folded(events)
    }

    /// Folds our organization's journal, or a prefix of it; `id` is the journal's.
    pub fn fold_ours(id: VendorId, events: Vec<Event>) -> Self {
        Self::of_organization(id).folded(events)
    }

    /// Folds these events into a dossier of which nothing is recorded yet.
    ///
    /// Texts that are withheld anywhere among them are replaced first (rule R28).
    #[must_use]
    pub fn folded(mut self, events: Vec<Event>) -> Self {
        let events = withholding::hidden(events, &self.zones);
        let undone = taken_back(&events);
        let times = believed_times(&events);
        for event in events {
            let at = times.get(&event.id).copied().unwrap_or(event.at);
            if undone.contains(&event.id) {
                self.pass_over(event, at);
            } else {
                self.apply_at(event, at);
            }
        }
        self
    }

    /// Adds one event that was just recorded. Undo, clock faults and withholdings reach back, so they fold anew.
    pub fn apply(&mut self, event: Event) {
        if event.change.reaches_back() {
            let mut events = std::mem::take(&mut self.events);
            events.push(event);
            *self = self.emptied().folded(events);
        } else {
            let at = event.at;
            self.apply_at(event, at);
        }
    }

    /// Keeps an event that was taken back in the list; an exhibit stays, withdrawn, so that its number says what became of it.
    fn pass_over(&mut self, event: Event, at: Timestamp) {
        if let Change::ExhibitTaken(taken) = &event.change {
            self.take(
                &ExhibitTaken { supersedes: None, links: Vec::new(), ..taken.clone() },
                &event,
                at,
            );
            self.on_exhibit(taken.exhibit, event.id, |exhibit| {
                exhibit.withdrawn = Some("taken back by whoever took it".to_owned());
            });
        }
        if let Change::RecordSet(set) = &event.change {
            Arc::make_mut(&mut self.registers).pass_over(set);
        }
        if let Change::InquirySet(set) = &event.change {
            self.inquiries.pass_over(set);
        }
        self.keep(event);
    }

    fn apply_at(&mut self, event: Event, at: Timestamp) {
        self.begun_at.get_or_insert(at);
        match &event.change {
            Change::VendorAdded(added) => {
                self.name.clone_from(&added.name);
                self.slug.clone_from(&added.slug);
                self.tier = added.tier;
            }
            Change::VendorSet(set) => self.set_field(set),
            // The rest of our profile is in the organization itself; a dossier needs to know only how it is called.
            Change::OrganizationSet(set) if set.field == NAME => {
                self.name = match &set.value {
                    Value::Word(name) if name != TAKEN_AWAY => name.clone(),
                    _ => UNNAMED.to_owned(),
                };
            }
            Change::VendorRetired(retired) => {
                self.retired = Some(retired.reason.clone().unwrap_or_default());
            }
            Change::VendorRestored(_) => self.retired = None,
            Change::AnswerSet(set) => self.answer(set, &event, at),
            Change::Confirmed(confirmed) => {
                let seen = self.records();
                self.answers.confirm(confirmed, &event, at, &seen);
            }
            Change::RecordSet(set) => Arc::make_mut(&mut self.registers).set(set, &event, at),
            Change::RegistersNone(none) => {
                Arc::make_mut(&mut self.registers).set_none(&none.register, &event, at);
            }
            Change::ExhibitTaken(taken) => self.take(taken, &event, at),
            Change::GapOwned(owned) => {
                self.owners.insert((owned.subject, owned.question.clone()), owned.clone());
            }
            Change::GapAccepted(accepted) => {
                let acceptance = Acceptance {
                    accepted: accepted.clone(),
                    by: event.by.clone(),
                    at,
                    seq: event.seq,
                };
                self.acceptances.insert((accepted.subject, accepted.question.clone()), acceptance);
            }
            Change::FollowUpDone(done) => {
                if let Some(one) =
                    self.follow_ups.iter_mut().find(|one| one.follow_up.id == done.id)
                {
                    one.ended = Some(done.note.clone());
                }
            }
            Change::FollowUpAssigned(assigned) => {
                if let Some(one) =
                    self.follow_ups.iter_mut().find(|one| one.follow_up.id == assigned.id)
                {
                    one.follow_up.owner.clone_from(&assigned.owner);
                    one.follow_up.due = assigned.due.unwrap_or(one.follow_up.due);
                }
            }
            change => self.take_note(change, &event, at),
        }
        self.keep(event);
    }

    /// What is recorded around the answers: cycles, interviews, reports, sign-offs, holds, inquiries.
    fn take_note(&mut self, change: &Change, event: &Event, at: Timestamp) {
        match change {
            Change::CycleOpened(opened) => self.cycles.push(Cycle {
                id: opened.cycle,
                name: opened.name.clone(),
                due: opened.due,
                questionnaire: opened.questionnaire.clone(),
                questions: opened.questions.iter().cloned().collect(),
                opened_seq: event.seq,
                opened_at: at,
                closed: None,
            }),
            Change::CycleClosed(closed) => {
                if let Some(cycle) = self.cycles.iter_mut().find(|cycle| cycle.id == closed.cycle) {
                    cycle.closed = Some((at, closed.summary));
                }
            }
            Change::InterviewOpened(opened) => self.interviews.push((event.id, opened.clone())),
            Change::ReportWritten(written) => self.reports.push(written.clone()),
            Change::SignedOff(signed) => self.sign_offs.push(SignOff {
                signed: signed.clone(),
                by: event.by.clone(),
                at,
                event: event.id,
                seq: event.seq,
                seals: Vec::new(),
            }),
            Change::SealAttached(seal) => {
                if let Some(one) = self.sign_offs.iter_mut().find(|one| one.event == seal.of) {
                    one.seals.push(seal.clone());
                }
            }
            Change::HoldSet(set) => self.holds.push(Hold {
                matter: set.matter.clone(),
                reason: set.reason.clone(),
                set_at: at,
                ended_at: None,
            }),
            Change::ClockSent(sent) => self.sent.push(Sent {
                incident: sent.incident,
                clock: sent.clock.clone(),
                on: sent.on,
                exhibit: sent.exhibit,
                by: event.by.clone(),
                at,
                event: event.id,
            }),
            Change::HoldEnded(ended) => {
                let held =
                    |hold: &&mut Hold| hold.matter == ended.matter && hold.ended_at.is_none();
                if let Some(hold) = self.holds.iter_mut().find(held) {
                    hold.ended_at = Some(at);
                }
            }
            Change::InquirySet(set) => self.inquiries.set(set, event, at),
            Change::RequestSet(set) => self.inquiries.set_request(set, event, at),
            Change::HandedOver(handed) => self.handed_over.add(handed, event, at),
            change => self.change_exhibits(change, event.id, at),
        }
    }

    /// Lists an event, and notes which answers it touched: an undo touches what the first event of its chain touched.
    fn keep(&mut self, event: Event) {
        let mut of = &event.change;
        if let Change::Undone(undone) = of {
            let root = self.undo_roots.get(&undone.of).copied().unwrap_or(undone.of);
            self.undo_roots.insert(event.id, root);
            if let Some(first) = self.events.iter().find(|event| event.id == root) {
                of = &first.change;
            }
        }
        for key in of.answered() {
            self.touches.insert(key, event.id);
        }
        self.events.push(event);
    }

    fn change_exhibits(&mut self, change: &Change, event: EventId, at: Timestamp) {
        match change {
            Change::ExhibitChanged(changed) => {
                self.on_exhibit(changed.exhibit, event, |exhibit| exhibit.change(changed));
            }
            Change::ExhibitWithdrawn(withdrawn) => {
                self.on_exhibit(withdrawn.exhibit, event, |exhibit| {
                    exhibit.withdrawn = Some(withdrawn.reason.clone());
                });
            }
            Change::Linked(linked) => {
                self.on_exhibit(linked.exhibit, event, |exhibit| exhibit.link_to(linked, event));
            }
            Change::Unlinked(unlinked) => self.on_exhibit(unlinked.exhibit, event, |exhibit| {
                exhibit.links.retain(|link| {
                    link.subject != unlinked.subject || link.question != unlinked.question
                });
            }),
            Change::ExhibitState(found) => {
                self.on_exhibit(found.exhibit, event, |exhibit| {
                    exhibit.last_check = Some((found.state, at));
                });
            }
            Change::ExhibitsChecked(checked) => {
                for id in &checked.same {
                    let number = self.exhibit_numbers.get(id);
                    // A check that found all as before says when, and changes nothing else.
                    if let Some(exhibit) = number.and_then(|no| self.exhibits.get_mut(no)) {
                        let state = exhibit
                            .last_check
                            .map_or(super::event::CopyState::Same, |(state, _)| state);
                        exhibit.last_check = Some((state, at));
                    }
                }
            }
            _ => {}
        }
    }

    fn on_exhibit(&mut self, id: ExhibitId, event: EventId, change: impl FnOnce(&mut Exhibit)) {
        let number = self.exhibit_numbers.get(&id);
        if let Some(exhibit) = number.and_then(|no| self.exhibits.get_mut(no)) {
            change(exhibit);
            exhibit.last_event = event;
        }
    }

    fn set_field(&mut self, set: &FieldSet) {
        match (set.field.as_str(), &set.value) {
            ("name", Value::Word(name)) => {
                let former = std::mem::replace(&mut self.name, name.clone());
                self.former_names.push(former);
            }
            ("tier", Value::Word(word)) => self.tier = Tier::of_word(word),
            (field, value) if *value == Value::word(TAKEN_AWAY) => {
                Arc::make_mut(&mut self.profile).remove(field);
            }
            (field, value) => {
                Arc::make_mut(&mut self.profile).insert(field.to_owned(), value.clone());
            }
        }
    }

    fn answer(&mut self, set: &AnswerSet, event: &Event, at: Timestamp) {
        let before =
            self.answers.get(set.subject, &set.question).map(|answer| answer.reply.clone());
        let seen = self.records();
        self.answers.set(set, event, at, &seen);
        // Said again, or set back to not answered: no other outcome, so still to be found out.
        let unknown = ReplyState::Unknown;
        let still_unknown = set.reply().is_none_or(|reply| {
            matches!(reply, Reply::State(state) if state == unknown || state == ReplyState::Open)
                || before == Some(reply)
        });
        for one in &mut self.follow_ups {
            let same = one.subject == set.subject && one.question == set.question;
            if same && (!still_unknown || set.follow_up.is_some()) {
                one.answered = Answered::Since;
            }
        }
        if let Some(follow_up) = &set.follow_up {
            self.follow_ups.push(FollowUpOnFile {
                follow_up: follow_up.clone(),
                subject: set.subject,
                incident: self.incident_no(set.subject),
                question: set.question.clone(),
                opened_by: event.id,
                ended: None,
                answered: Answered::NotYet,
            });
        }
    }

    fn take(&mut self, taken: &ExhibitTaken, event: &Event, at: Timestamp) {
        // A number given twice would hide the first exhibit; no program of ours writes that, and the second gets the next one.
        let no = match self.exhibits.get(&ExhibitNo(taken.no)) {
            Some(held) if held.id != taken.exhibit => self.next_exhibit_no(),
            _ => ExhibitNo(taken.no),
        };
        self.last_number = self.last_number.max(no.0);
        if let Some(old) = taken.supersedes.and_then(|id| self.exhibit_numbers.get(&id))
            && let Some(old) = self.exhibits.get_mut(old)
        {
            old.superseded_by = Some(no);
            old.last_event = event.id;
        }
        self.exhibit_numbers.insert(taken.exhibit, no);
        self.exhibits.insert(no, Exhibit::of(taken, no, event, at));
    }
}

impl Exhibit {
    fn of(taken: &ExhibitTaken, no: ExhibitNo, event: &Event, at: Timestamp) -> Self {
        let holding = match (&taken.held_elsewhere, taken.sha256) {
            (None, Some(sha256)) => Holding::Vault {
                file_name: taken.file_name.clone().unwrap_or_default(),
                bytes: taken.bytes.unwrap_or_default(),
                sha256,
            },
            (Some(held), _) => Holding::Elsewhere(held.clone()),
            // Neither is there only in a line that no program of ours wrote: then there is no copy to show.
            (None, None) => Holding::Elsewhere(HeldElsewhere {
                place: "not recorded".to_owned(),
                seen_by: "not recorded".to_owned(),
                seen_on: taken.obtained.unwrap_or_default(),
            }),
        };
        let link = |link: &Link| ExhibitLink {
            subject: link.subject,
            question: link.question.clone(),
            pinpoint: link.pinpoint.clone(),
            event: event.id,
        };
        Self {
            id: taken.exhibit,
            no,
            title: taken.title.clone(),
            kind: taken.kind,
            holding,
            dates: ExhibitDates {
                dated: taken.dated,
                from: taken.from,
                period_from: taken.period_from,
                period_to: taken.period_to,
                expires: taken.expires,
                obtained: taken.obtained,
                reread_on: taken.reread_on,
            },
            supersedes: taken.supersedes,
            superseded_by: None,
            withdrawn: None,
            last_check: None,
            links: taken.links.iter().map(link).collect(),
            taken: event.id,
            taken_at: at,
            taken_by: event.by.clone(),
            last_event: event.id,
        }
    }

    fn change(&mut self, changed: &ExhibitChanged) {
        let set = |date: &mut Option<jiff::civil::Date>, field: Option<DateField>| {
            if let Some(field) = field {
                *date = field.date();
            }
        };
        if let Some(title) = &changed.title {
            self.title.clone_from(title);
        }
        self.kind = changed.kind.unwrap_or(self.kind);
        set(&mut self.dates.dated, changed.dated);
        set(&mut self.dates.from, changed.from);
        set(&mut self.dates.period_from, changed.period_from);
        set(&mut self.dates.period_to, changed.period_to);
        set(&mut self.dates.expires, changed.expires);
        set(&mut self.dates.obtained, changed.obtained);
        set(&mut self.dates.reread_on, changed.reread_on);
    }

    fn link_to(&mut self, linked: &Linked, event: EventId) {
        let link = ExhibitLink {
            subject: linked.subject,
            question: linked.question.clone(),
            pinpoint: linked.pinpoint.clone(),
            event,
        };
        let same =
            |old: &&mut ExhibitLink| old.subject == link.subject && old.question == link.question;
        match self.links.iter_mut().find(same) {
            Some(old) => *old = link,
            None => self.links.push(link),
        }
    }
}

/// The events that are taken back: an undo that is itself taken back takes nothing back (rule R22).
///
/// Only an event before the undo can be, and only of a kind that can be.
pub fn taken_back(events: &[Event]) -> BTreeSet<EventId> {
    if !events.iter().any(|event| matches!(event.change, Change::Undone(_))) {
        return BTreeSet::new();
    }
    let places: BTreeMap<EventId, usize> =
        events.iter().enumerate().rev().map(|(place, event)| (event.id, place)).collect();
    let can_be = |of: &EventId, place: usize| {
        let earlier = places.get(of).filter(|earlier| **earlier < place);
        earlier.and_then(|earlier| events.get(*earlier)).is_some_and(|of| of.change.can_be_undone())
    };
    let mut back = BTreeSet::new();
    for (place, event) in events.iter().enumerate().rev() {
        if let Change::Undone(undone) = &event.change
            && !back.contains(&event.id)
            && can_be(&undone.of, place)
        {
            back.insert(undone.of);
        }
    }
    back
}

/// The events whose own `at` is not believed, with the instant that counts instead: a clock fault names one unbroken run of events
/// ending just before itself, and they count as recorded when it was (rule R3).
///
/// A fault whose run does not begin in this journal names nothing. Where a later fault names an earlier one, it speaks for its run too.
pub fn believed_times(events: &[Event]) -> BTreeMap<EventId, Timestamp> {
    let mut times = BTreeMap::new();
    for (place, event) in events.iter().enumerate().rev() {
        if let Change::ClockFault(fault) = &event.change {
            let earlier = events.iter().take(place);
            let Some(first) = earlier.clone().position(|one| one.id == fault.events.0) else {
                continue;
            };
            let at = times.get(&event.id).copied().unwrap_or(event.at);
            for false_one in earlier.skip(first) {
                times.entry(false_one.id).or_insert(at);
            }
        }
    }
    times
}
