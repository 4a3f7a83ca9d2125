//! How a vendor's story is told: moments, and what was recorded at each, typed as a person would type it.
//!
//! Nothing is checked here; what is wrong in a script comes out when it is recorded, and in the tests.

use super::aftermath::After;
use crate::domain::event::ExhibitKind;
use crate::domain::question::Role;
use crate::domain::register::RegisterKind;
use crate::domain::vendor::Tier;

/// General counsel.
pub(super) const OKAFOR: &str = "Theodore Okafor";
/// IT security lead.
pub(super) const RAMAN: &str = "Priya Raman";
/// Procurement.
pub(super) const LINDQVIST: &str = "Marcus Lindqvist";
/// Manages the vendors of the clinics.
pub(super) const CASTELLANOS: &str = "Elena Castellanos";
/// Manages the vendors of the back office.
pub(super) const NAKAMURA: &str = "Grace Nakamura";

/// The story of one vendor.
#[derive(Debug)]
pub(super) struct Script {
    /// The vendor's name.
    pub name: &'static str,
    /// Its tier.
    pub tier: Tier,
    /// When it was added.
    pub added: &'static str,
    /// What was recorded, in order.
    pub steps: Vec<Step>,
    moment: &'static str,
    since: u32,
    speaker: Option<(&'static str, Role)>,
}

/// One thing that was recorded.
#[derive(Debug)]
pub(super) struct Step {
    /// The moment it belongs to, in the organization's zone.
    pub moment: &'static str,
    /// How many things were recorded at that moment before it; each took a little while.
    pub since: u32,
    /// What was recorded.
    pub act: Act,
}

/// What was recorded.
#[derive(Debug)]
pub(super) enum Act {
    /// An interview was opened.
    Interview(Role, &'static [&'static str]),
    /// A question was answered.
    Answer(Answer),
    /// An exhibit was taken.
    Take(Document),
    /// An exhibit, named by its file, was linked to a question, at a pinpoint.
    Link(&'static str, &'static str, &'static str),
    /// A field of an exhibit was changed.
    Change(&'static str, &'static str, &'static str),
    /// An exhibit was withdrawn, for a reason.
    Withdraw(&'static str, &'static str),
    /// A record of a register was written.
    Record(Record),
    /// A register is known to hold nothing.
    NoRecords(RegisterKind),
    /// A fact of the vendor's profile was set.
    Profile(&'static str, &'static str),
    /// A gap was given an owner, and a day by which it is to be mended.
    Own(&'static str, &'static str, &'static str),
    /// A gap was accepted until a day, for a reason.
    Accept(&'static str, &'static str, &'static str),
    /// The follow-up on a question was ended with a note.
    EndFollowUp(&'static str, &'static str),
    /// A reassessment was opened, and is to be done by a day.
    Cycle(&'static str, &'static str),
    /// An answer was confirmed as it stands.
    Confirm(&'static str),
    /// The record was signed off, everything open acknowledged: the statement.
    Sign(&'static str),
    /// A legal hold was set: the matter, and why.
    Hold(&'static str, &'static str),
    /// What came after an incident.
    After(After),
    /// The last change was taken back.
    Undo,
    /// The vendor was retired, for a reason.
    Retire(&'static str),
    /// The script is wrong: a detail was told of the wrong kind of thing.
    Mistake(&'static str),
}

/// An answer, as it was typed.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub question: &'static str,
    pub typed: &'static str,
    pub note: Option<&'static str>,
    pub counsel_note: Option<&'static str>,
    pub speaker: Option<(&'static str, Role)>,
    pub follow_up: Option<(&'static str, &'static str)>,
    pub reason: Option<&'static str>,
}

/// An exhibit, as it was taken.
#[derive(Debug)]
pub(super) struct Document {
    pub source: From,
    pub kind: ExhibitKind,
    pub title: &'static str,
    pub dated: Option<&'static str>,
    pub period: Option<(&'static str, &'static str)>,
    pub expires: Option<&'static str>,
    pub supersedes: Option<&'static str>,
    pub shows: Vec<Shown>,
}

/// A record of a register, as it was written.
#[derive(Debug)]
pub(super) struct Record {
    pub register: RegisterKind,
    /// The number of the record that was changed; a new one where none is named.
    pub changed: Option<&'static str>,
    pub fields: Vec<(&'static str, &'static str)>,
    /// The files of the exhibits it rests on; as before where there are none.
    pub files: Vec<&'static str>,
}

/// Where an exhibit came from.
#[derive(Clone, Copy, Debug)]
pub(super) enum From {
    /// The file of that name among the sample's documents.
    File(&'static str),
    /// It is held elsewhere: the place, who saw it, and when.
    Elsewhere(&'static str, &'static str, &'static str),
}

/// A question that an exhibit supports.
#[derive(Debug)]
pub(super) struct Shown {
    pub question: &'static str,
    /// Such as `p. 1, sec. 3.2`; empty where no place is given.
    pub place: &'static str,
    pub quote: Option<&'static str>,
}

impl Script {
    /// A vendor, and when it was added.
    pub(super) const fn of(name: &'static str, tier: Tier, added: &'static str) -> Self {
        Self { name, tier, added, steps: Vec::new(), moment: added, since: 0, speaker: None }
    }

    /// Goes on with the next part of the story.
    pub(super) fn then(self, part: fn(Self) -> Self) -> Self {
        part(self)
    }

    /// Moves on to a moment; the recorder answers by herself until somebody else says something.
    pub(super) fn on(mut self, moment: &'static str) -> Self {
        (self.moment, self.since, self.speaker) = (moment, 0, None);
        self
    }

    /// Opens an interview with those present.
    pub(super) fn interview(self, role: Role, present: &'static [&'static str]) -> Self {
        self.act(Act::Interview(role, present))
    }

    /// Who gives the answers from here on.
    pub(super) const fn says(mut self, person: &'static str, role: Role) -> Self {
        self.speaker = Some((person, role));
        self
    }

    /// Answers a question.
    pub(super) fn answer(self, question: &'static str, typed: &'static str) -> Self {
        let speaker = self.speaker;
        self.act(Act::Answer(Answer { question, typed, speaker, ..Answer::default() }))
    }

    /// Adds a note to the answer.
    pub(super) fn note(self, note: &'static str) -> Self {
        self.of_answer(|answer| answer.note = Some(note))
    }

    /// Adds a note for counsel only to the answer.
    pub(super) fn counsel_note(self, note: &'static str) -> Self {
        self.of_answer(|answer| answer.counsel_note = Some(note))
    }

    /// Says who will find out what is not known, by which day.
    pub(super) fn follow_up(self, owner: &'static str, due: &'static str) -> Self {
        self.of_answer(|answer| answer.follow_up = Some((owner, due)))
    }

    /// Makes the answer a correction.
    pub(super) fn because(self, reason: &'static str) -> Self {
        self.of_answer(|answer| answer.reason = Some(reason))
    }

    /// Takes an exhibit from the sample's documents.
    pub(super) fn exhibit(
        self,
        file: &'static str,
        kind: ExhibitKind,
        title: &'static str,
    ) -> Self {
        self.take(From::File(file), kind, title)
    }

    /// Takes an exhibit that is held elsewhere.
    pub(super) fn seen_elsewhere(
        self,
        (place, seen_by, seen_on): (&'static str, &'static str, &'static str),
        kind: ExhibitKind,
        title: &'static str,
    ) -> Self {
        self.take(From::Elsewhere(place, seen_by, seen_on), kind, title)
    }

    /// The exhibit's own date.
    pub(super) fn dated(self, day: &'static str) -> Self {
        self.of_document(|document| document.dated = Some(day))
    }

    /// The period that the exhibit covers.
    pub(super) fn period(self, first: &'static str, last: &'static str) -> Self {
        self.of_document(|document| document.period = Some((first, last)))
    }

    /// The exhibit's last day; for insurance the first day without cover.
    pub(super) fn expires(self, day: &'static str) -> Self {
        self.of_document(|document| document.expires = Some(day))
    }

    /// The file of the exhibit that it supersedes.
    pub(super) fn supersedes(self, file: &'static str) -> Self {
        self.of_document(|document| document.supersedes = Some(file))
    }

    /// A question that the exhibit supports, and the place in it.
    pub(super) fn shows(self, question: &'static str, place: &'static str) -> Self {
        self.of_document(|document| document.shows.push(Shown { question, place, quote: None }))
    }

    /// The words at that place.
    pub(super) fn quoting(self, words: &'static str) -> Self {
        self.of_document(|document| {
            if let Some(last) = document.shows.last_mut() {
                last.quote = Some(words);
            }
        })
    }

    /// Links an exhibit to one more question.
    pub(super) fn link(
        self,
        file: &'static str,
        question: &'static str,
        place: &'static str,
    ) -> Self {
        self.act(Act::Link(file, question, place))
    }

    /// Changes a field of an exhibit.
    pub(super) fn change(
        self,
        file: &'static str,
        field: &'static str,
        value: &'static str,
    ) -> Self {
        self.act(Act::Change(file, field, value))
    }

    /// Withdraws an exhibit.
    pub(super) fn withdraw(self, file: &'static str, reason: &'static str) -> Self {
        self.act(Act::Withdraw(file, reason))
    }

    /// Writes a new record of a register.
    pub(super) fn record(
        self,
        register: RegisterKind,
        fields: &[(&'static str, &'static str)],
    ) -> Self {
        let (fields, files) = (fields.to_vec(), Vec::new());
        self.act(Act::Record(Record { register, changed: None, fields, files }))
    }

    /// Writes a clause of an agreement: its subject, its place, its own words, and what it sets.
    pub(super) fn clause(
        self,
        (agreement, subject, section): (&'static str, &'static str, &'static str),
        quote: &'static str,
        sets: &[(&'static str, &'static str)],
    ) -> Self {
        let place = [("page", "1"), ("section", section)];
        let fields = [("agreement", agreement), ("subject", subject), ("quote", quote)];
        self.record(RegisterKind::Clauses, &[fields.as_slice(), &place, sets].concat())
    }

    /// An exhibit that the record rests on, by its file.
    pub(super) fn rests_on(mut self, file: &'static str) -> Self {
        match self.steps.last_mut() {
            Some(Step { act: Act::Record(record), .. }) => record.files.push(file),
            _ => return self.act(Act::Mistake("a detail of a record follows no record")),
        }
        self
    }

    /// Sets aside a record that was written by mistake.
    pub(super) fn set_aside(
        self,
        register: RegisterKind,
        number: &'static str,
        why: &'static str,
    ) -> Self {
        let (fields, files) = (vec![("set_aside", why)], Vec::new());
        self.act(Act::Record(Record { register, changed: Some(number), fields, files }))
    }

    /// Records that a register is known to hold nothing.
    pub(super) fn none_in(self, register: RegisterKind) -> Self {
        self.act(Act::NoRecords(register))
    }

    /// Sets facts of the vendor's profile.
    pub(super) fn profile(self, facts: &[(&'static str, &'static str)]) -> Self {
        facts.iter().fold(self, |script, (field, value)| script.act(Act::Profile(field, value)))
    }

    /// Gives a gap an owner, and a day by which it is to be mended.
    pub(super) fn own(self, question: &'static str, owner: &'static str, by: &'static str) -> Self {
        self.act(Act::Own(question, owner, by))
    }

    /// Accepts a gap until a day.
    pub(super) fn accept(
        self,
        question: &'static str,
        until: &'static str,
        reason: &'static str,
    ) -> Self {
        self.act(Act::Accept(question, until, reason))
    }

    /// Ends the follow-up on a question.
    pub(super) fn end_follow_up(self, question: &'static str, note: &'static str) -> Self {
        self.act(Act::EndFollowUp(question, note))
    }

    /// Opens a reassessment, to be done by a day.
    pub(super) fn reassess(self, name: &'static str, due: &'static str) -> Self {
        self.act(Act::Cycle(name, due))
    }

    /// Confirms answers as they stand, one after the other.
    pub(super) fn confirm(self, questions: &[&'static str]) -> Self {
        questions.iter().fold(self, |script, question| script.act(Act::Confirm(question)))
    }

    /// Signs off, with everything acknowledged that is open.
    pub(super) fn sign(self, statement: &'static str) -> Self {
        self.act(Act::Sign(statement))
    }

    /// Sets a legal hold.
    pub(super) fn hold(self, matter: &'static str, reason: &'static str) -> Self {
        self.act(Act::Hold(matter, reason))
    }

    /// Takes the last change back.
    pub(super) fn undo(self) -> Self {
        self.act(Act::Undo)
    }

    /// Retires the vendor.
    pub(super) fn retire(self, reason: &'static str) -> Self {
        self.act(Act::Retire(reason))
    }

    fn take(self, source: From, kind: ExhibitKind, title: &'static str) -> Self {
        self.act(Act::Take(Document {
            source,
            kind,
            title,
            dated: None,
            period: None,
            expires: None,
            supersedes: None,
            shows: Vec::new(),
        }))
    }

    /// Adds what was recorded next.
    pub(super) fn act(mut self, act: Act) -> Self {
        self.steps.push(Step { moment: self.moment, since: self.since, act });
        self.since += 1;
        self
    }

    fn of_answer(mut self, tell: impl FnOnce(&mut Answer)) -> Self {
        match self.steps.last_mut() {
            Some(Step { act: Act::Answer(answer), .. }) => tell(answer),
            _ => return self.act(Act::Mistake("a detail of an answer follows no answer")),
        }
        self
    }

    fn of_document(mut self, tell: impl FnOnce(&mut Document)) -> Self {
        match self.steps.last_mut() {
            Some(Step { act: Act::Take(document), .. }) => tell(document),
            _ => return self.act(Act::Mistake("a detail of an exhibit follows no exhibit")),
        }
        self
    }
}
