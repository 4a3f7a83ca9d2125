//! How a story goes on after an incident: the notices that were sent, a regulator's letter, and what was handed over.
//!
//! Each vendor of the sample has at most one incident and one inquiry, so neither is named.

use super::files;
use super::recording::{Recording, day};
use super::script::{Act, Script};
use crate::domain::clock::rule::ClockId;
use crate::domain::event::Edition;
use crate::domain::exhibit::ExhibitNo;
use crate::domain::id::{Digest, QuestionId, VendorId};
use crate::domain::inquiry::{InquiryNo, RequestNo};
use crate::domain::register::{RecordNo, RegisterKind};
use crate::domain::request::{
    Answering, HandOverRequest, HandedWhat, InquiryRequest, MapRequest, Mapping, Origin, Request,
    SentRequest,
};
use crate::problem::Problem;

/// The incident.
const INCIDENT: RecordNo = RecordNo { register: RegisterKind::Incidents, number: 1 };
/// The inquiry.
const INQUIRY: InquiryNo = InquiryNo(1);

/// What was recorded after an incident; exhibits are named by their files.
#[derive(Debug)]
pub(super) enum After {
    /// The notice of a clock was sent on a day; what shows it.
    Sent(&'static str, &'static str, Option<&'static str>),
    /// A regulator's letter came.
    Letter(Letter),
    /// The day by which it is answered was moved, for a reason.
    Extended(&'static str, &'static str),
    /// A numbered request of the letter, in its words.
    Asks(&'static str, &'static str),
    /// Questions and exhibits answer a request.
    Answered(&'static str, &'static [&'static str], &'static [&'static str]),
    /// Nothing answers a request, for a reason.
    Absent(&'static str, &'static str),
    /// A file was handed over on a day, with exhibits.
    HandedOver(&'static str, &'static str, &'static [&'static str]),
}

/// A regulator's letter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub from: &'static str,
    pub reference: &'static str,
    pub received: &'static str,
    pub due: &'static str,
    pub file: &'static str,
}

impl Script {
    /// Marks notices as sent on a day.
    pub(super) fn sent(self, on: &'static str, clocks: &[&'static str]) -> Self {
        clocks.iter().fold(self, |script, clock| script.after(After::Sent(clock, on, None)))
    }

    /// Marks a notice as sent on a day, with the exhibit that shows it.
    pub(super) fn sent_as_shown(
        self,
        on: &'static str,
        clock: &'static str,
        file: &'static str,
    ) -> Self {
        self.after(After::Sent(clock, on, Some(file)))
    }

    /// Opens an inquiry.
    pub(super) fn letter(self, letter: Letter) -> Self {
        self.after(After::Letter(letter))
    }

    /// Moves the day by which the inquiry is to be answered.
    pub(super) fn extended(self, due: &'static str, reason: &'static str) -> Self {
        self.after(After::Extended(due, reason))
    }

    /// Writes a request of the letter.
    pub(super) fn asks(self, number: &'static str, text: &'static str) -> Self {
        self.after(After::Asks(number, text))
    }

    /// Says what answers a request.
    pub(super) fn answered_by(
        self,
        number: &'static str,
        questions: &'static [&'static str],
        files: &'static [&'static str],
    ) -> Self {
        self.after(After::Answered(number, questions, files))
    }

    /// Says why nothing answers a request.
    pub(super) fn absent(self, number: &'static str, reason: &'static str) -> Self {
        self.after(After::Absent(number, reason))
    }

    /// Writes down that a file was handed to who asks, with exhibits.
    pub(super) fn handed_over(
        self,
        on: &'static str,
        file: &'static str,
        with: &'static [&'static str],
    ) -> Self {
        self.after(After::HandedOver(on, file, with))
    }

    fn after(self, after: After) -> Self {
        self.act(Act::After(after))
    }
}

impl Recording<'_> {
    /// The request that records it.
    pub(super) fn after(&mut self, vendor: VendorId, after: &After) -> Result<Request, Problem> {
        Ok(match after {
            After::Sent(clock, on, shown) => Request::MarkSent(SentRequest {
                incident: INCIDENT,
                clock: ClockId::from(*clock),
                on: day(on)?,
                exhibit: shown.map(|file| self.exhibit(vendor, file)).transpose()?,
                sure_of: Vec::new(),
            }),
            After::Letter(letter) => Request::OpenInquiry(InquiryRequest {
                from: letter.from.to_owned(),
                received: day(letter.received)?,
                due: day(letter.due)?,
                reference: Some(letter.reference.to_owned()),
                letter: Some(self.exhibit(vendor, letter.file)?),
                note: None,
                sure_of: Vec::new(),
            }),
            After::Extended(due, reason) => Request::ExtendInquiry {
                inquiry: INQUIRY,
                due: day(due)?,
                reason: (*reason).to_owned(),
                sure_of: Vec::new(),
            },
            After::Asks(number, text) => Request::SetLetterRequest {
                inquiry: INQUIRY,
                number: RequestNo::new(number),
                text: (*text).to_owned(),
                sure_of: Vec::new(),
            },
            After::Answered(number, questions, files) => {
                let questions = questions.iter().copied().map(QuestionId::from).collect();
                let exhibits = self.exhibits(vendor, files)?;
                mapped(number, Mapping::Add(Answering { questions, exhibits }))
            }
            After::Absent(number, reason) => mapped(number, Mapping::Absent((*reason).to_owned())),
            After::HandedOver(on, file, with) => self.handed_over(vendor, (on, file), with)?,
        })
    }

    fn handed_over(
        &mut self,
        vendor: VendorId,
        (on, file): (&str, &str),
        with: &[&str],
    ) -> Result<Request, Problem> {
        let inquiries = &self.desk.dossier(vendor)?.inquiries;
        let inquiry = inquiries.numbered(INQUIRY).ok_or_else(|| Problem::bug("no letter came"))?;
        Ok(Request::HandOver(HandOverRequest {
            to: inquiry.from.clone(),
            on: day(on)?,
            inquiry: Some(INQUIRY),
            what: HandedWhat::File {
                sha256: Digest::of(files::bytes(file)?),
                edition: Some(Edition::Produced),
                origin: Origin::Elsewhere,
            },
            exhibits: self.exhibits(vendor, with)?,
            sure_of: Vec::new(),
        }))
    }

    fn exhibits(&mut self, vendor: VendorId, files: &[&str]) -> Result<Vec<ExhibitNo>, Problem> {
        files.iter().map(|file| self.exhibit(vendor, file)).collect()
    }
}

fn mapped(number: &str, mapping: Mapping) -> Request {
    Request::MapRequest(MapRequest {
        inquiry: INQUIRY,
        number: RequestNo::new(number),
        mapping,
        sure_of: Vec::new(),
    })
}
