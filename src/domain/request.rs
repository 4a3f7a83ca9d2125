//! What a person asks to have recorded, as the screens and the command line put it; the desk checks it and makes the change of it.

use jiff::civil::Date;

use super::clock::rule::ClockId;
use super::event::{Edition, ExhibitDates, ExhibitKind, HeldElsewhere, Pinpoint, Subject};
use super::exhibit::ExhibitNo;
use super::id::{AccountId, Digest, EventId, FollowUpId, QuestionId};
use super::inquiry::{InquiryNo, RequestNo};
use super::question::Role;
use super::register::{RecordNo, RegisterKind};
use super::value::Reply;
use crate::problem::Doubt;

/// One thing to be recorded about a vendor, or about our organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Answer a question, or correct an answer.
    Answer(AnswerRequest),
    /// Confirm answers as they stand.
    Confirm(Vec<Asked>),
    /// Confirm together what was listed as unchanged in the open cycle (rule R23).
    ConfirmListed {
        /// The questions on the list.
        listed: Vec<Asked>,
        /// How many events were on file when it was listed.
        shown: usize,
    },
    /// Open a reassessment (rule R23).
    OpenCycle {
        /// Its name.
        name: String,
        /// The day by which it is to be done.
        due: Option<Date>,
        /// Its questionnaire; the usual one, where none is named.
        questionnaire: Option<String>,
    },
    /// Close the open reassessment (rule R24).
    CloseCycle {
        /// The doubts to which the person said yes.
        sure_of: Vec<Doubt>,
    },
    /// Take back the last change of the same person (rule R22).
    Undo,
    /// Take back the last undo.
    Redo,
    /// Take an exhibit.
    Take(Box<TakeRequest>),
    /// Change what is said about an exhibit.
    Change(ChangeRequest),
    /// Withdraw an exhibit.
    Withdraw {
        /// The exhibit.
        exhibit: ExhibitNo,
        /// Why.
        reason: String,
    },
    /// Link an exhibit to a question, or move its pinpoint.
    Link {
        /// The exhibit.
        exhibit: ExhibitNo,
        /// The question.
        asked: Asked,
        /// Where in the exhibit.
        pinpoint: Option<Pinpoint>,
    },
    /// Take a link away.
    Unlink {
        /// The exhibit.
        exhibit: ExhibitNo,
        /// The question.
        asked: Asked,
    },
    /// Give a gap an owner.
    OwnGap {
        /// The question whose standing opens it.
        asked: Asked,
        /// Who sees to it.
        owner: String,
        /// The day by which.
        fix_by: Option<Date>,
    },
    /// Accept a gap until a day (rule R19).
    AcceptGap {
        /// The question whose standing opens it.
        asked: Asked,
        /// The last day on which the acceptance holds.
        until: Date,
        /// Why.
        reason: String,
    },
    /// Several requests as one: each is checked before any is recorded. None of them may take bytes into the vault, or be doubted.
    Together(Vec<Self>),
    /// Hand a follow-up to somebody else; the question stays as it is answered (rule R25).
    AssignFollowUp {
        /// The follow-up.
        follow_up: FollowUpId,
        /// Who finds out from now on.
        owner: String,
        /// The last day for it from now on; as before, where none is named, even if it has passed.
        due: Option<Date>,
    },
    /// End a follow-up with a note.
    EndFollowUp {
        /// The follow-up.
        follow_up: FollowUpId,
        /// How it ended.
        note: String,
    },
    /// Write a record of a register.
    SetRecord(RecordRequest),
    /// Note that a register is known to hold nothing.
    NoRecords(RegisterKind),
    /// Mark the notice of a clock as sent.
    MarkSent(SentRequest),
    /// Set the vendor's name, its tier or fields of its profile.
    SetVendor(ProfileRequest),
    /// Set a fact of our organization's profile, or its time zone.
    SetOrganization {
        /// The fact.
        field: String,
        /// Its value as typed; an empty one takes it away.
        value: String,
    },
    /// Say who is behind an account.
    NamePerson {
        /// The account.
        account: AccountId,
        /// Their name.
        name: String,
        /// Their title.
        title: Option<String>,
    },
    /// Take the vendor off the list.
    Retire {
        /// Why.
        reason: Option<String>,
    },
    /// Put the vendor back on the list.
    Restore,
    /// Open an interview.
    OpenInterview {
        /// The questionnaire.
        questionnaire: String,
        /// Who is present beside the recorder.
        present: Vec<String>,
        /// The role to which the questions are filtered.
        role: Option<Role>,
        /// The incident about which the questions about one are asked; where none is named, the vendor's only one.
        incident: Option<RecordNo>,
    },
    /// Set a legal hold: everything about this record is kept for a matter.
    SetHold {
        /// The matter.
        matter: String,
        /// Why.
        reason: Option<String>,
    },
    /// End a legal hold.
    EndHold {
        /// The matter.
        matter: String,
        /// Why.
        reason: Option<String>,
    },
    /// Hide a text from every output, on every day (rule R28).
    Withhold {
        /// The number of the event that holds it.
        event: u64,
        /// Its field.
        field: String,
        /// Why.
        reason: String,
    },
    /// Open an inquiry: a regulator's letter came.
    OpenInquiry(InquiryRequest),
    /// Move the due day of an inquiry.
    ExtendInquiry {
        /// The inquiry.
        inquiry: InquiryNo,
        /// The due day from now on.
        due: Date,
        /// Why, such as who granted it and when.
        reason: String,
        /// The doubts to which the person said yes.
        sure_of: Vec<Doubt>,
    },
    /// Close an inquiry.
    CloseInquiry {
        /// The inquiry.
        inquiry: InquiryNo,
        /// The day on which the matter was closed.
        on: Date,
        /// The doubts to which the person said yes.
        sure_of: Vec<Doubt>,
    },
    /// Open an inquiry again that was closed.
    ReopenInquiry {
        /// The inquiry.
        inquiry: InquiryNo,
        /// Why.
        reason: String,
    },
    /// Write one numbered request of a letter, or correct its words; what answers it stays.
    SetLetterRequest {
        /// The inquiry.
        inquiry: InquiryNo,
        /// The letter's own number for it.
        number: RequestNo,
        /// What is asked for, in the letter's words.
        text: String,
        /// The doubts to which the person said yes.
        sure_of: Vec<Doubt>,
    },
    /// Say what answers a request of a letter, or why nothing does.
    MapRequest(MapRequest),
    /// Write down what was handed to whom.
    HandOver(HandOverRequest),
    /// Attest the record (rule R27).
    SignOff(SignOffRequest),
    /// Keep a signature or time stamp that came back for a sign-off.
    AttachSeal(SealRequest),
}

impl Request {
    /// Several requests as one; one alone stays what it is.
    pub fn together(mut requests: Vec<Self>) -> Self {
        match requests.pop() {
            Some(only) if requests.is_empty() => only,
            last => Self::Together(requests.into_iter().chain(last).collect()),
        }
    }

    /// The doubts to which the person said yes; `None` where nothing about it can be doubted.
    pub fn sure_of(&mut self) -> Option<&mut Vec<Doubt>> {
        match self {
            Self::Answer(answer) => Some(&mut answer.sure_of),
            Self::Take(take) => Some(&mut take.sure_of),
            Self::SetRecord(record) => Some(&mut record.sure_of),
            Self::MarkSent(sent) => Some(&mut sent.sure_of),
            Self::SetVendor(profile) => Some(&mut profile.sure_of),
            Self::SignOff(sign_off) => Some(&mut sign_off.sure_of),
            Self::OpenInquiry(inquiry) => Some(&mut inquiry.sure_of),
            Self::CloseCycle { sure_of }
            | Self::ExtendInquiry { sure_of, .. }
            | Self::CloseInquiry { sure_of, .. }
            | Self::SetLetterRequest { sure_of, .. } => Some(sure_of),
            Self::MapRequest(map) => Some(&mut map.sure_of),
            Self::HandOver(handed) => Some(&mut handed.sure_of),
            _ => None,
        }
    }
}

/// A question about a subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// What it is about.
    pub subject: Subject,
    /// The question, by id or alias.
    pub question: QuestionId,
}

impl Asked {
    /// A question about a subject.
    pub fn of(subject: Subject, question: impl Into<QuestionId>) -> Self {
        Self { subject, question: question.into() }
    }

    /// A question about the vendor as a whole.
    pub fn of_vendor(question: impl Into<QuestionId>) -> Self {
        Self::of(Subject::Vendor, question)
    }
}

/// An answer to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRequest {
    /// The question.
    pub asked: Asked,
    /// The reply.
    pub reply: Reply,
    /// The note that the answer carries from now on, the whole of it.
    pub note: Option<String>,
    /// A counsel-only note, if one is added.
    pub counsel_note: Option<String>,
    /// Who answered, where it was not the recorder.
    pub given_by: Option<String>,
    /// The role in which they answered.
    pub role: Option<Role>,
    /// The interview in which it was given.
    pub interview: Option<EventId>,
    /// Who will find out, by when; goes with an unknown reply.
    pub follow_up: Option<(String, Date)>,
    /// What the person saw when they answered.
    pub seen: Seen,
    /// Why an older answer is corrected, if it is.
    pub reason: Option<String>,
    /// The doubts to which the person said yes.
    pub sure_of: Vec<Doubt>,
}

impl AnswerRequest {
    /// A bare reply to what is on file now.
    pub fn new(asked: Asked, reply: Reply) -> Self {
        Self {
            asked,
            reply,
            note: None,
            counsel_note: None,
            given_by: None,
            role: None,
            interview: None,
            follow_up: None,
            seen: Seen::Latest,
            reason: None,
            sure_of: Vec::new(),
        }
    }
}

/// What a person saw of a question when they answered it. If it changed since, nothing is written (rules, section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The last event that touched it, as it was shown; `None` where there was none.
    Shown(Option<EventId>),
    /// Whatever is on file.
    Latest,
}

/// An exhibit to be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeRequest {
    /// Where its bytes come from.
    pub source: Source,
    /// What it is called; the file's name where none is given.
    pub title: Option<String>,
    /// Its kind; guessed from the name where none is given.
    pub kind: Option<ExhibitKind>,
    /// Its dates.
    pub dates: ExhibitDates,
    /// The exhibit that it supersedes.
    pub supersedes: Option<ExhibitNo>,
    /// The questions that it supports, each with its pinpoint.
    pub supports: Vec<(Asked, Option<Pinpoint>)>,
    /// The doubts to which the person said yes.
    pub sure_of: Vec<Doubt>,
}

/// Where an exhibit's bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file, whose copy goes into the vault.
    File(std::path::PathBuf),
    /// A document that the program brings along, for its sample.
    Held {
        /// The name under which it is taken.
        file_name: &'static str,
        /// Its bytes.
        bytes: &'static [u8],
    },
    /// It is held elsewhere; no copy is taken.
    Elsewhere(HeldElsewhere),
}

/// What is said about an exhibit, changed: only the fields that are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRequest {
    /// The exhibit.
    pub exhibit: ExhibitNo,
    /// The field: `title`, `kind`, `dated`, `from`, `period-from`, `period-end`, `expires`, `obtained`, `reread`.
    pub field: String,
    /// Its value as typed; `none` takes a date away.
    pub value: String,
}

/// A record of a register, new or changed: only what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRequest {
    /// The register.
    pub register: RegisterKind,
    /// The record to change; a new one where none is named.
    pub record: Option<RecordNo>,
    /// Its fields with their values as typed; an empty one takes the value away.
    pub fields: Vec<(String, String)>,
    /// The exhibits it rests on, all of them; as before where nothing is said.
    pub exhibits: Option<Vec<ExhibitNo>>,
    /// The record that it supersedes.
    pub supersedes: Option<RecordNo>,
    /// The day on which it ended before its time: the last day in force.
    pub ends: Option<Date>,
    /// The last event of the record that the person saw.
    pub seen: Seen,
    /// The doubts to which the person said yes.
    pub sure_of: Vec<Doubt>,
}

impl RecordRequest {
    /// A new record with these fields.
    pub fn new(register: RegisterKind, fields: Vec<(String, String)>) -> Self {
        Self {
            register,
            record: None,
            fields,
            exhibits: None,
            supersedes: None,
            ends: None,
            seen: Seen::Latest,
            sure_of: Vec::new(),
        }
    }
}

/// A notice that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentRequest {
    /// The incident.
    pub incident: RecordNo,
    /// The clock that it meets.
    pub clock: ClockId,
    /// The day of sending.
    pub on: Date,
    /// What shows it.
    pub exhibit: Option<ExhibitNo>,
    /// The doubts to which the person said yes.
    pub sure_of: Vec<Doubt>,
}

/// Facts about a vendor to be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileRequest {
    /// `name`, `tier` or fields of the profile, each with its value as typed; an empty one takes the value away.
    pub fields: Vec<(String, String)>,
    /// The day from which they are true, where that is not today.
    pub from: Option<Date>,
    /// The doubts to which the person said yes.
    pub sure_of: Vec<Doubt>,
}

impl ProfileRequest {
    /// One fact, true from today on.
    pub fn new(field: impl Into<String>, value: impl Into<String>) -> Self {
        Self { fields: vec![(field.into(), value.into())], from: None, sure_of: Vec::new() }
    }
}

/// A named person attests the record (rule R27).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOffRequest {
    /// Who signs.
    pub name: String,
    /// Their title.
    pub title: String,
    /// What they attest, in their own words.
    pub statement: Option<String>,
    /// The questionnaires; that of record, where none is named (rule R16).
    pub questionnaires: Vec<String>,
    /// The open items that were listed and acknowledged, as they were listed.
    pub acknowledged: Vec<String>,
    /// The doubts to which the person said yes.
    pub sure_of: Vec<Doubt>,
}

/// A signature or time stamp that came back for a sign-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealRequest {
    /// The sign-off.
    pub of: EventId,
    /// The file's name.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A regulator's letter that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InquiryRequest {
    /// Who asks.
    pub from: String,
    /// The day on which the letter came.
    pub received: Date,
    /// The day by which they want the answer.
    pub due: Date,
    /// Their own number for the matter.
    pub reference: Option<String>,
    /// The letter.
    pub letter: Option<ExhibitNo>,
    /// Anything else.
    pub note: Option<String>,
    /// The doubts to which the person said yes.
    pub sure_of: Vec<Doubt>,
}

/// What answers a request of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapRequest {
    /// The inquiry.
    pub inquiry: InquiryNo,
    /// The letter's own number for the request.
    pub number: RequestNo,
    /// What becomes of these answers.
    pub mapping: Mapping,
    /// The doubts to which the person said yes.
    pub sure_of: Vec<Doubt>,
}

/// What becomes of the answers to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mapping {
    /// These are added to what answers it.
    Add(Answering),
    /// These no longer answer it.
    TakeAway(Answering),
    /// Nothing answers it, for this reason.
    Absent(String),
    /// It is no longer said that nothing answers it.
    NotAbsent,
}

/// Questions and exhibits that answer a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answering {
    /// The questions, by id or alias.
    pub questions: Vec<QuestionId>,
    /// The exhibits.
    pub exhibits: Vec<ExhibitNo>,
}

/// Something that was handed to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOverRequest {
    /// To whom.
    pub to: String,
    /// The day.
    pub on: Date,
    /// The inquiry, where there is one.
    pub inquiry: Option<InquiryNo>,
    /// What was handed over.
    pub what: HandedWhat,
    /// The exhibits that went with it.
    pub exhibits: Vec<ExhibitNo>,
    /// The doubts to which the person said yes.
    pub sure_of: Vec<Doubt>,
}

/// What was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandedWhat {
    /// The report that the event of this number wrote.
    Report(u64),
    /// A file with this digest; the record names its edition where it wrote it.
    File {
        /// The digest of its bytes.
        sha256: Digest,
        /// Its edition, where the record does not know the file.
        edition: Option<Edition>,
        /// What the file says of itself.
        origin: Origin,
    },
}

/// What a file says of where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nothing that this record knows.
    Elsewhere,
    /// It names journals of this record, as a report of ours does.
    ThisRecord,
}
