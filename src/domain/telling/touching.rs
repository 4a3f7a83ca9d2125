//! What an event is about: the questions, exhibits, records and people by which a history is looked through, and where it leads.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, RecordSet, Subject};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::{EventId, ExhibitId, InquiryId, QuestionId};
use crate::domain::inquiry::InquiryNo;
use crate::domain::register::{RecordNo, RegisterKind};
use crate::domain::request::Asked;

/// What an event is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touches {
    /// The questions, by the ids under which they were recorded.
    pub questions: BTreeSet<QuestionId>,
    /// The exhibits.
    pub exhibits: BTreeSet<ExhibitNo>,
    /// The records.
    pub records: BTreeSet<RecordNo>,
    /// The registers, those of the records too.
    pub registers: BTreeSet<RegisterKind>,
    /// The people beside the recorder: who answered, was present, signed, was handed something.
    pub people: BTreeSet<String>,
    /// The fact of the profile.
    pub fact: Option<String>,
    /// What it is about above all.
    pub leads_to: Option<LeadsTo>,
}

/// What an event is about above all, and so where a reader goes from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeadsTo {
    /// A question about a subject.
    Question(Asked),
    /// An exhibit.
    Exhibit(ExhibitNo),
    /// A record.
    Record(RecordNo),
    /// A register.
    Register(RegisterKind),
    /// A fact of the profile.
    Fact(String),
    /// An inquiry.
    Inquiry(InquiryNo),
}

/// The question of the follow-up that an event ends or hands over, as it is on file before.
pub(super) fn follow_up(change: &Change, before: &Dossier) -> Option<Asked> {
    let id = match change {
        Change::FollowUpDone(done) => done.id,
        Change::FollowUpAssigned(assigned) => assigned.id,
        _ => return None,
    };
    let of = before.follow_ups.iter().find(|one| one.follow_up.id == id);
    of.map(|one| Asked::of(one.subject, one.question.clone()))
}

impl Touches {
    /// What a change is about, in a dossier that holds it. An undo is about what it takes back.
    pub(super) fn of(
        change: &Change,
        after: &Dossier,
        follow_up: Option<&Asked>,
        before: &BTreeMap<EventId, Self>,
    ) -> Self {
        let mut touches = Self::default();
        match change {
            Change::Undone(undone) => return before.get(&undone.of).cloned().unwrap_or_default(),
            Change::Withheld(withheld) => {
                return before.get(&withheld.of).cloned().unwrap_or_default();
            }
            Change::AnswerSet(set) => {
                touches.question((set.subject, &set.question), after);
                touches.people.extend(set.given_by.clone());
                let interview = after.interviews.iter().find(|(id, _)| Some(*id) == set.interview);
                touches.people.extend(interview.iter().flat_map(|(_, one)| one.present.clone()));
            }
            Change::Confirmed(confirmed) => {
                for item in confirmed.items.iter().rev() {
                    touches.question((item.subject, &item.question), after);
                }
            }
            Change::GapOwned(owned) => touches.question((owned.subject, &owned.question), after),
            Change::GapAccepted(accepted) => {
                touches.question((accepted.subject, &accepted.question), after);
            }
            Change::FollowUpDone(_) | Change::FollowUpAssigned(_) => {
                if let Some(asked) = follow_up {
                    touches.question((asked.subject, &asked.question), after);
                }
            }
            Change::InterviewOpened(opened) => touches.people.extend(opened.present.clone()),
            Change::SignedOff(signed) => touches.people.extend([signed.name.clone()]),
            Change::PersonNamed(named) => touches.people.extend([named.name.clone()]),
            Change::RecordSet(set) => touches.record(set, after),
            Change::RegistersNone(none) => {
                let register = RegisterKind::of_word(&none.register);
                touches.registers.extend(register);
                touches.leads_to = register.map(LeadsTo::Register);
            }
            Change::VendorSet(set) => {
                touches.fact = Some(set.field.clone());
                touches.leads_to = Some(LeadsTo::Fact(set.field.clone()));
            }
            Change::ClockSent(sent) => {
                sent.exhibit.iter().for_each(|id| touches.exhibit(*id, after));
                let no = after.registers.get(sent.incident).map(|record| record.no);
                touches.records.extend(no);
                touches.leads_to = no.map(LeadsTo::Record);
            }
            Change::InquirySet(set) => {
                set.exhibit.iter().for_each(|id| touches.exhibit(*id, after));
                touches.inquiry(set.inquiry, after);
            }
            Change::RequestSet(set) => {
                touches.questions.extend(set.questions.iter().cloned());
                set.exhibits.iter().for_each(|id| touches.exhibit(*id, after));
                touches.inquiry(set.inquiry, after);
            }
            Change::HandedOver(handed) => {
                touches.people.extend([handed.to.clone()]);
                handed.exhibits.iter().rev().for_each(|id| touches.exhibit(*id, after));
                handed.inquiry.iter().for_each(|id| touches.inquiry(*id, after));
            }
            change => touches.exhibits(change, after),
        }
        touches
    }

    fn question(&mut self, (subject, question): (Subject, &QuestionId), after: &Dossier) {
        self.supported((subject, question), after);
        self.leads_to = Some(LeadsTo::Question(Asked::of(subject, question.clone())));
    }

    /// A question, with the incident that it is asked about.
    fn supported(&mut self, (subject, question): (Subject, &QuestionId), after: &Dossier) {
        self.questions.insert(question.clone());
        let incident = after.incident_no(subject);
        self.records.extend(incident);
        self.registers.extend(incident.map(|no| no.register));
    }

    fn inquiry(&mut self, id: InquiryId, after: &Dossier) {
        if let Some(inquiry) = after.inquiries.get(id) {
            self.leads_to = Some(LeadsTo::Inquiry(inquiry.no));
        }
    }

    fn record(&mut self, set: &RecordSet, after: &Dossier) {
        let registers = &after.registers;
        let no = registers.number_of(set);
        let older = set.supersedes.and_then(|id| registers.get(id)).map(|older| older.no);
        self.records.extend(no.into_iter().chain(older));
        self.registers.extend(no.map(|no| no.register));
        set.exhibits.iter().for_each(|id| self.exhibit(*id, after));
        self.leads_to = no.map(LeadsTo::Record);
    }

    fn exhibits(&mut self, change: &Change, after: &Dossier) {
        match change {
            Change::ExhibitTaken(taken) => {
                for link in &taken.links {
                    self.supported((link.subject, &link.question), after);
                }
                taken.supersedes.iter().for_each(|id| self.exhibit(*id, after));
                self.exhibit(taken.exhibit, after);
            }
            Change::ExhibitChanged(changed) => self.exhibit(changed.exhibit, after),
            Change::ExhibitWithdrawn(withdrawn) => self.exhibit(withdrawn.exhibit, after),
            Change::ExhibitState(found) => self.exhibit(found.exhibit, after),
            Change::ExhibitsChecked(checked) => {
                checked.same.iter().rev().for_each(|id| self.exhibit(*id, after));
            }
            Change::Linked(linked) => {
                self.supported((linked.subject, &linked.question), after);
                self.exhibit(linked.exhibit, after);
            }
            Change::Unlinked(unlinked) => {
                self.supported((unlinked.subject, &unlinked.question), after);
                self.exhibit(unlinked.exhibit, after);
            }
            _ => {}
        }
    }

    fn exhibit(&mut self, id: ExhibitId, after: &Dossier) {
        if let Some(exhibit) = after.exhibit(id) {
            self.exhibits.insert(exhibit.no);
            self.leads_to = Some(LeadsTo::Exhibit(exhibit.no));
        }
    }
}
