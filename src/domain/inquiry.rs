//! Inquiries: a regulator's letter with its day, its numbered requests and what answers each of them; and the register of what was handed
//! to whom.
//!
//! An inquiry is folded from its events. How far it is, is asked for a day ([`progress`]): nothing computed is stored.

mod exhibits;
mod handed;
mod number;
pub mod progress;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

pub use self::handed::{HandOver, HandedOverRegister};
pub use self::number::{HandOverNo, InquiryNo, RequestNo};
use super::event::{Event, InquirySet, RequestSet};
use super::id::{EventId, ExhibitId, InquiryId, QuestionId};
use super::register::Written;

/// One inquiry of a regulator, as it stands on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inquiry {
    /// Its id, the same wherever a copy goes.
    pub id: InquiryId,
    /// Its number.
    pub no: InquiryNo,
    /// Who asks.
    pub from: String,
    /// The day on which the letter came.
    pub received: Date,
    /// The day by which they want the answer, as last extended.
    pub due: Date,
    /// Their own number for the matter.
    pub reference: Option<String>,
    /// The letter.
    pub letter: Option<ExhibitId>,
    /// The day on which the matter was closed.
    pub closed: Option<Date>,
    /// What was noted; why a due day was moved stands with that extension.
    pub note: Option<String>,
    /// Every due day that was moved, oldest first.
    pub extensions: Vec<Extension>,
    /// Its requests, in the order of the letter's numbers.
    pub requests: Vec<LetterRequest>,
    /// The event that first wrote it.
    pub first: Written,
    /// The event that last wrote it; its requests have their own.
    pub last: Written,
}

/// A due day that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The day as it was before.
    pub was: Date,
    /// The day from then on.
    pub due: Date,
    /// The event that moved it.
    pub event: EventId,
    /// When that was recorded.
    pub at: Timestamp,
    /// Why.
    pub note: Option<String>,
}

/// One numbered request of a letter, with what answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRequest {
    /// The letter's own number for it.
    pub number: RequestNo,
    /// What is asked for, in the letter's words.
    pub text: String,
    /// The questions that answer it, in the order in which they were mapped.
    pub questions: Vec<QuestionId>,
    /// The exhibits that answer it themselves.
    pub exhibits: Vec<ExhibitId>,
    /// Why nothing answers it.
    pub absence: Option<String>,
    /// The event that last wrote it.
    pub last: Written,
}

impl LetterRequest {
    /// Whether questions or exhibits answer it.
    pub fn is_mapped(&self) -> bool {
        !self.questions.is_empty() || !self.exhibits.is_empty()
    }

    /// Whether nothing says what answers it, nor why nothing does.
    pub fn is_open(&self) -> bool {
        !self.is_mapped() && self.absence.is_none()
    }
}

impl Inquiry {
    /// Whether it is not closed.
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// The request of that number, however it was typed.
    pub fn request(&self, number: &RequestNo) -> Option<&LetterRequest> {
        self.requests.iter().find(|request| request.number == *number)
    }

    /// What it is called in a list: who asks, and their number for it.
    pub fn label(&self) -> String {
        match &self.reference {
            Some(reference) => format!("{}, {reference}", self.from),
            None => self.from.clone(),
        }
    }
}

/// The inquiries about one vendor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inquiries {
    inquiries: Vec<Inquiry>,
    /// The number of every inquiry that was ever written, those taken back too.
    numbers: BTreeMap<InquiryId, InquiryNo>,
}

impl Inquiries {
    /// Every inquiry, in the order in which they were first written, closed ones too.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Inquiry> {
        self.inquiries.iter()
    }

    /// Those that are not closed.
    pub fn open(&self) -> impl Iterator<Item = &Inquiry> {
        self.inquiries.iter().filter(|inquiry| inquiry.is_open())
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.inquiries.is_empty()
    }

    /// The inquiry of that number.
    pub fn numbered(&self, no: InquiryNo) -> Option<&Inquiry> {
        self.inquiries.iter().find(|inquiry| inquiry.no == no)
    }

    /// The inquiry of that id.
    pub fn get(&self, id: InquiryId) -> Option<&Inquiry> {
        self.inquiries.iter().find(|inquiry| inquiry.id == id)
    }

    /// The number of the inquiry that an event is about: its own, or the next one where it is the first about it.
    pub fn number_of(&self, id: InquiryId) -> InquiryNo {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.numbers.get(&id).copied().unwrap_or(InquiryNo(next))
    }

    pub(super) fn set(&mut self, set: &InquirySet, event: &Event, at: Timestamp) {
        let written = written(event, at);
        let no = self.number(set.inquiry);
        let Some(old) = self.inquiries.iter_mut().find(|one| one.id == set.inquiry) else {
            self.inquiries.push(Inquiry {
                id: set.inquiry,
                no,
                from: set.from.clone(),
                received: set.received,
                due: set.due,
                reference: set.reference.clone(),
                letter: set.exhibit,
                closed: set.closed,
                note: set.note.clone(),
                extensions: Vec::new(),
                requests: Vec::new(),
                first: written.clone(),
                last: written,
            });
            return;
        };
        old.from.clone_from(&set.from);
        old.received = set.received;
        old.reference.clone_from(&set.reference);
        old.letter = set.exhibit;
        let reopened = old.closed.is_some() && set.closed.is_none();
        old.closed = set.closed;
        if old.due == set.due {
            // Why it was opened again stands in the history.
            if !reopened {
                old.note.clone_from(&set.note);
            }
        } else {
            let was = std::mem::replace(&mut old.due, set.due);
            old.extensions.push(Extension {
                was,
                due: set.due,
                event: event.id,
                at,
                note: set.note.clone(),
            });
        }
        old.last = written;
    }

    /// A request of an inquiry that is not on file is passed over.
    pub(super) fn set_request(&mut self, set: &RequestSet, event: &Event, at: Timestamp) {
        let Some(inquiry) = self.inquiries.iter_mut().find(|one| one.id == set.inquiry) else {
            return;
        };
        let request = LetterRequest {
            number: RequestNo::new(&set.number),
            text: set.text.clone(),
            questions: set.questions.clone(),
            exhibits: set.exhibits.clone(),
            absence: set.absence.clone(),
            last: written(event, at),
        };
        match inquiry.requests.binary_search_by(|old| old.number.cmp(&request.number)) {
            Ok(place) => {
                if let Some(old) = inquiry.requests.get_mut(place) {
                    *old = request;
                }
            }
            Err(place) => inquiry.requests.insert(place, request),
        }
    }

    /// The number of an inquiry is not used again, even where every event about it was taken back (rule R22).
    pub(super) fn pass_over(&mut self, set: &InquirySet) {
        self.number(set.inquiry);
    }

    fn number(&mut self, id: InquiryId) -> InquiryNo {
        let no = self.number_of(id);
        *self.numbers.entry(id).or_insert(no)
    }
}

fn written(event: &Event, at: Timestamp) -> Written {
    Written { event: event.id, seq: event.seq, at, by: event.by.clone() }
}
