//! Everything recorded of one vendor, folded from its journal.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::day::Zones;
use super::event::{
    AnswerSet, Change, Class, Confirmed, CounselNote, CycleSummary, Event, FollowUp, GapAccepted,
    GapOwned, InterviewOpened, ReportWritten, SealAttached, SignedOff, Subject,
};
use super::exhibit::{Exhibit, ExhibitNo};
use super::id::{AccountId, CycleId, EventId, ExhibitId, QuestionId, RecordId, VendorId};
use super::inquiry::{HandedOverRegister, Inquiries};
use super::organization;
use super::question::Role;
use super::questionnaire::{CORE, OURS};
use super::register::{Record, RecordNo, RegisterKind, Registers};
use super::value::{Reply, Value};
use super::vendor::Tier;

/// An answer as it stands on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was replied.
    pub reply: Reply,
    /// The revision of the question that was answered.
    pub revision: u32,
    /// What was said beside it; the reason, where it does not apply.
    pub note: Option<String>,
    /// The counsel-only note.
    pub counsel_note: Option<CounselNote>,
    /// Who answered, where it was not the recorder.
    pub given_by: Option<String>,
    /// The role in which they answered.
    pub role: Option<Role>,
    /// Who keyed it.
    pub recorded_by: AccountId,
    /// When it was recorded.
    pub at: Timestamp,
    /// The event that gave it.
    pub event: EventId,
    /// Its place in the journal.
    pub seq: u64,
    /// The last confirmation, if it was confirmed since.
    pub confirmed: Option<Confirmation>,
    /// What the records said when it was given or last confirmed (rules, section 11).
    pub seen: Seen,
}

/// What rules on records read of a vendor: as it is on file, or as it was when somebody saw it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The registers.
    pub registers: Arc<Registers>,
    /// The vendor's profile.
    pub profile: Arc<BTreeMap<String, Value>>,
}

/// An answer confirmed as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The revision of the question that was confirmed.
    pub revision: u32,
    /// Who confirmed.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// The event.
    pub event: EventId,
    /// Its place in the journal.
    pub seq: u64,
}

impl Answer {
    /// The revision that was last given or confirmed.
    pub fn seen_revision(&self) -> u32 {
        self.confirmed.as_ref().map_or(self.revision, |confirmed| confirmed.revision)
    }

    /// The place in the journal of the event that last gave or confirmed it.
    pub fn last_seq(&self) -> u64 {
        self.confirmed.as_ref().map_or(self.seq, |confirmed| confirmed.seq)
    }

    /// When it was last given or confirmed.
    pub fn last_at(&self) -> Timestamp {
        self.confirmed.as_ref().map_or(self.at, |confirmed| confirmed.at)
    }

    /// The event that last gave or confirmed it.
    pub fn last_event(&self) -> EventId {
        self.confirmed.as_ref().map_or(self.event, |confirmed| confirmed.event)
    }
}

/// Answers by subject and question: one for each, however many questionnaires ask it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    by_question: BTreeMap<(Subject, QuestionId), Answer>,
}

impl Answers {
    /// The answer to a question about a subject.
    pub fn get(&self, subject: Subject, question: &QuestionId) -> Option<&Answer> {
        self.by_question.get(&(subject, question.clone()))
    }

    /// All answers.
    pub fn iter(&self) -> impl Iterator<Item = (Subject, &QuestionId, &Answer)> {
        self.by_question.iter().map(|((subject, question), answer)| (*subject, question, answer))
    }

    pub(super) fn set(&mut self, set: &AnswerSet, event: &Event, at: Timestamp, seen: &Seen) {
        let Some(reply) = set.reply() else { return };
        let answer = Answer {
            reply,
            revision: set.revision,
            note: set.note.clone(),
            counsel_note: set.counsel_note,
            given_by: set.given_by.clone(),
            role: set.role,
            recorded_by: event.by.clone(),
            at,
            event: event.id,
            seq: event.seq,
            confirmed: None,
            seen: seen.clone(),
        };
        self.by_question.insert((set.subject, set.question.clone()), answer);
    }

    pub(super) fn confirm(
        &mut self,
        confirmed: &Confirmed,
        event: &Event,
        at: Timestamp,
        seen: &Seen,
    ) {
        for item in &confirmed.items {
            let key = (item.subject, item.question.clone());
            if let Some(answer) =
                self.by_question.get_mut(&key).filter(|answer| answer.event == item.of)
            {
                answer.confirmed = Some(Confirmation {
                    revision: item.revision,
                    by: event.by.clone(),
                    at,
                    event: event.id,
                    seq: event.seq,
                });
                answer.seen = seen.clone();
            }
        }
    }
}

/// A follow-up as it stands on file (rule R25).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpOnFile {
    /// What is to be found out, by whom, by when.
    pub follow_up: FollowUp,
    /// What the question is about.
    pub subject: Subject,
    /// The number of the incident that it is about, where it is about one.
    pub incident: Option<RecordNo>,
    /// The question.
    pub question: QuestionId,
    /// The answer that opened it.
    pub opened_by: EventId,
    /// The note with which it was ended by hand.
    pub ended: Option<String>,
    /// Whether the question has another outcome since.
    pub answered: Answered,
}

/// Whether a follow-up's question got another answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Still unknown.
    NotYet,
    /// Answered since.
    Since,
}

impl FollowUpOnFile {
    /// Its question's id; of a question about an incident with the incident's number.
    pub fn name(&self) -> String {
        match self.incident {
            Some(no) => format!("{} of {no}", self.question),
            None => self.question.to_string(),
        }
    }

    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.ended.is_none() && self.answered == Answered::NotYet
    }

    /// Whether its day has passed (rule R25: overdue from the day after).
    pub fn is_overdue(&self, on: Date) -> bool {
        self.is_open() && on > self.follow_up.due
    }
}

/// A cycle as it stands on file (rules R23 and R24).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// Its id.
    pub id: CycleId,
    /// Its name.
    pub name: String,
    /// Its due day.
    pub due: Option<Date>,
    /// Its questionnaire.
    pub questionnaire: String,
    /// Its questions with their revisions.
    pub questions: BTreeMap<QuestionId, u32>,
    /// The place in the journal of its opening.
    pub opened_seq: u64,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed, and its figures as they were then (rule R24).
    pub closed: Option<(Timestamp, CycleSummary)>,
}

/// A sign-off as it stands on file (rule R27).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// What was attested, by whom.
    pub signed: SignedOff,
    /// Who recorded it.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// The event.
    pub event: EventId,
    /// Its place in the journal.
    pub seq: u64,
    /// The signatures and time stamps that came back for it, oldest first.
    pub seals: Vec<SealAttached>,
}

/// A legal hold as it stands on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The matter for which everything is kept.
    pub matter: String,
    /// Why.
    pub reason: Option<String>,
    /// When it was set.
    pub set_at: Timestamp,
    /// When it was ended, if it was.
    pub ended_at: Option<Timestamp>,
}

/// A notice that was marked as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The incident.
    pub incident: RecordId,
    /// The clock that it meets.
    pub clock: String,
    /// The day of sending.
    pub on: Date,
    /// The proof.
    pub exhibit: Option<ExhibitId>,
    /// Who recorded it.
    pub by: AccountId,
    /// When that was recorded.
    pub at: Timestamp,
    /// The event.
    pub event: EventId,
}

/// An acceptance of a gap, with its place in the journal (rule R19).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// What was accepted, until when and why.
    pub accepted: GapAccepted,
    /// Who accepted it.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// Its place in the journal.
    pub seq: u64,
}

/// Everything recorded of one vendor. What is recorded of our organization is a dossier too, so that answers, exhibits, standings and gaps
/// are the same thing there.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The vendor; also the journal's id. Our organization's dossier bears the id of its journal.
    pub id: VendorId,
    /// What its answers are about where nothing else is said: the vendor, or our organization.
    pub subject: Subject,
    /// Its name as last set.
    pub name: String,
    /// Names it had before, oldest first.
    pub former_names: Vec<String>,
    /// Its short name; it never changes.
    pub slug: String,
    /// Its tier.
    pub tier: Option<Tier>,
    /// The other fields of its profile as last set.
    pub profile: Arc<BTreeMap<String, Value>>,
    /// Why it was retired, if it is; the text may be empty.
    pub retired: Option<String>,
    /// When its record was begun: when the vendor was added.
    pub begun_at: Option<Timestamp>,
    /// The answers.
    pub answers: Answers,
    /// The exhibits by number.
    pub exhibits: BTreeMap<ExhibitNo, Exhibit>,
    /// The registers.
    pub registers: Arc<Registers>,
    /// Who owns which gap.
    pub owners: BTreeMap<(Subject, QuestionId), GapOwned>,
    /// The last acceptance of each gap.
    pub acceptances: BTreeMap<(Subject, QuestionId), Acceptance>,
    /// The follow-ups, oldest first.
    pub follow_ups: Vec<FollowUpOnFile>,
    /// The cycles, oldest first.
    pub cycles: Vec<Cycle>,
    /// The interviews, oldest first, each with the event that opened it.
    pub interviews: Vec<(EventId, InterviewOpened)>,
    /// The reports written, oldest first.
    pub reports: Vec<ReportWritten>,
    /// The sign-offs, oldest first.
    pub sign_offs: Vec<SignOff>,
    /// The legal holds, oldest first, ended ones too.
    pub holds: Vec<Hold>,
    /// The notices marked as sent, in the order of recording.
    pub sent: Vec<Sent>,
    /// The inquiries.
    pub inquiries: Inquiries,
    /// What was handed to whom.
    pub handed_over: HandedOverRegister,
    /// Every event, in order, those taken back too; texts that are withheld are replaced in them (rule R28).
    pub events: Vec<Event>,
    /// The zones in which the day of a withholding is counted (rule R1).
    pub(super) zones: Zones,
    pub(super) exhibit_numbers: BTreeMap<ExhibitId, ExhibitNo>,
    pub(super) last_number: u32,
    /// The last event that touched each answer.
    pub(super) touches: BTreeMap<(Subject, QuestionId), EventId>,
    /// For each undo the event at the root of its chain: an undo of an undo touches what the first event touched.
    pub(super) undo_roots: BTreeMap<EventId, EventId>,
}

impl Dossier {
    /// A dossier of which nothing is recorded yet.
    pub fn empty(id: VendorId) -> Self {
        Self {
            id,
            subject: Subject::Vendor,
            name: String::new(),
            former_names: Vec::new(),
            slug: String::new(),
            tier: None,
            profile: Arc::default(),
            retired: None,
            begun_at: None,
            answers: Answers::default(),
            exhibits: BTreeMap::new(),
            registers: Arc::default(),
            owners: BTreeMap::new(),
            acceptances: BTreeMap::new(),
            follow_ups: Vec::new(),
            cycles: Vec::new(),
            interviews: Vec::new(),
            reports: Vec::new(),
            sign_offs: Vec::new(),
            holds: Vec::new(),
            sent: Vec::new(),
            inquiries: Inquiries::default(),
            handed_over: HandedOverRegister::default(),
            events: Vec::new(),
            zones: Zones::default(),
            exhibit_numbers: BTreeMap::new(),
            last_number: 0,
            touches: BTreeMap::new(),
            undo_roots: BTreeMap::new(),
        }
    }

    /// A dossier of our organization of which nothing is recorded yet; `id` is its journal's.
    pub fn of_organization(id: VendorId) -> Self {
        Self {
            subject: Subject::Organization,
            name: organization::UNNAMED.to_owned(),
            slug: organization::WORD.to_owned(),
            ..Self::empty(id)
        }
    }

    /// A dossier of the same vendor, or of our organization, of which nothing is recorded yet.
    #[must_use]
    pub fn emptied(&self) -> Self {
        let empty = match self.subject {
            Subject::Organization => Self::of_organization(self.id),
            Subject::Vendor | Subject::Incident { .. } => Self::empty(self.id),
        };
        empty.counting_days_in(self.zones.clone())
    }

    /// The same, with the day of a withholding counted in these zones.
    #[must_use]
    pub fn counting_days_in(self, zones: Zones) -> Self {
        Self { zones, ..self }
    }

    /// Whether it is our organization's.
    pub const fn is_ours(&self) -> bool {
        matches!(self.subject, Subject::Organization)
    }

    /// What rules on records read of it now.
    pub fn records(&self) -> Seen {
        Seen { registers: self.registers.clone(), profile: self.profile.clone() }
    }

    /// The exhibit of that id.
    pub fn exhibit(&self, id: ExhibitId) -> Option<&Exhibit> {
        self.exhibit_numbers.get(&id).and_then(|no| self.exhibits.get(no))
    }

    /// The number that the next exhibit gets; numbers of withdrawn or undone exhibits are not used again (rule R22).
    pub const fn next_exhibit_no(&self) -> ExhibitNo {
        ExhibitNo(self.last_number.saturating_add(1))
    }

    /// The exhibits linked to a question, withdrawn ones left out.
    pub fn linked(
        &self,
        subject: Subject,
        question: &QuestionId,
    ) -> impl Iterator<Item = &Exhibit> {
        self.exhibits.values().filter(move |exhibit| {
            exhibit.withdrawn.is_none() && exhibit.link(subject, question).is_some()
        })
    }

    /// The cycle that is open, if one is.
    pub fn open_cycle(&self) -> Option<&Cycle> {
        self.cycles.iter().rev().find(|cycle| cycle.closed.is_none())
    }

    /// The legal holds that stand.
    pub fn standing_holds(&self) -> impl Iterator<Item = &Hold> {
        self.holds.iter().filter(|hold| hold.ended_at.is_none())
    }

    /// The questionnaire of record: the open cycle's, else the last closed cycle's, else `core` (rule R16); our organization's is every
    /// question about us.
    pub fn questionnaire_of_record(&self) -> &str {
        let cycle = self.open_cycle().or_else(|| self.cycles.last());
        let usual = if self.is_ours() { OURS } else { CORE };
        cycle.map_or(usual, |cycle| &cycle.questionnaire)
    }

    /// The last event of content: what a report of this dossier covers (rule R26).
    pub fn last_content(&self) -> Option<&Event> {
        self.events.iter().rev().find(|event| event.change.class() == Class::Content)
    }

    /// The vendor's incidents that count, by number: one that was recorded by mistake does not.
    pub fn incidents(&self) -> impl Iterator<Item = &Record> {
        let all = self.registers.of(RegisterKind::Incidents);
        all.filter(|record| record.set_aside().is_none())
    }

    /// The number of the incident that something is about, where it is about one that is on file.
    pub fn incident_no(&self, subject: Subject) -> Option<RecordNo> {
        match subject {
            Subject::Incident { incident } => self.registers.get(incident).map(|one| one.no),
            Subject::Vendor | Subject::Organization => None,
        }
    }

    /// A question's id; of one about an incident with the incident's number: `inc.timeline of IC-01`.
    pub fn question_named(&self, subject: Subject, question: &QuestionId) -> String {
        match (subject, self.incident_no(subject)) {
            (_, Some(no)) => format!("{question} of {no}"),
            (Subject::Incident { .. }, None) => format!("{question} of an incident not on file"),
            _ => question.to_string(),
        }
    }

    /// The last event that changed the answer to a question, an undo among them; what a person has seen when it was shown.
    pub fn last_touch(&self, subject: Subject, question: &QuestionId) -> Option<EventId> {
        self.touches.get(&(subject, question.clone())).copied()
    }

    /// The event of that id.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.iter().find(|event| event.id == id)
    }
}

impl Change {
    /// Whether this sets or confirms the answer to a question about a subject.
    pub fn answers(&self, subject: Subject, question: &QuestionId) -> bool {
        self.answered().any(|key| key.0 == subject && key.1 == *question)
    }

    /// The answers that this sets or confirms.
    pub(super) fn answered(&self) -> impl Iterator<Item = (Subject, QuestionId)> {
        let set = match self {
            Self::AnswerSet(set) => Some((set.subject, set.question.clone())),
            _ => None,
        };
        let confirmed = match self {
            Self::Confirmed(confirmed) => confirmed.items.as_slice(),
            _ => &[],
        };
        set.into_iter().chain(confirmed.iter().map(|item| (item.subject, item.question.clone())))
    }

    /// Whether it can be taken back: sign-offs, closed cycles and written reports cannot (rule R22), nor can what only looks after the
    /// record, the beginning of a vendor, and what decides how other events and days are read or shown.
    pub const fn can_be_undone(&self) -> bool {
        matches!(self.class(), Class::Content)
            && !matches!(
                self,
                Self::CycleClosed(_)
                    | Self::VendorAdded(_)
                    | Self::ZoneSet(_)
                    | Self::BankAdopted(_)
                    | Self::ClockFault(_)
                    | Self::Withheld(_)
            )
    }

    /// Whether it changes how earlier events are read, so that everything is folded anew.
    pub const fn reaches_back(&self) -> bool {
        matches!(self, Self::Undone(_) | Self::ClockFault(_) | Self::Withheld(_))
    }
}
