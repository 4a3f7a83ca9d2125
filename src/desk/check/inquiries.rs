//! Inquiries: a regulator's letter, its requests and what answers them.

use jiff::civil::Date;

use super::{OnFile, doubt_patient_data, not_ahead, optional, organization, required};
use crate::domain::event::{InquirySet, RequestSet};
use crate::domain::id::{ExhibitId, InquiryId, QuestionId};
use crate::domain::inquiry::{Inquiry, InquiryNo, LetterRequest, RequestNo};
use crate::domain::request::{Answering, InquiryRequest, MapRequest, Mapping};
use crate::problem::{Doubt, Problem};
use crate::text::many;

/// The most characters of a letter's own number for a request.
const LONGEST_NUMBER: usize = 40;

impl OnFile<'_> {
    pub(super) fn open_inquiry(&self, request: &InquiryRequest) -> Result<InquirySet, Problem> {
        let from = one_line("name of who asks", &request.from)?;
        let reference = request.reference.as_deref();
        let reference = reference.map(|own| one_line("number of the matter", own)).transpose()?;
        not_ahead("on which the letter came", Some(request.received), self.today)?;
        refuse_due_before(request.received, request.due)?;
        let note = optional("note", request.note.as_deref())?;
        doubt_patient_data("note", note.as_deref(), &request.sure_of)?;
        doubt_patient_data("name of who asks", Some(&from), &request.sure_of)?;
        let letter = request.letter.map(|no| self.exhibit(no)).transpose()?;
        let same = |one: &&Inquiry| {
            one.from == from && one.received == request.received && one.reference == reference
        };
        if let Some(one) = self.dossier.inquiries.open().find(same) {
            return Err(Problem::wrong_use(format!(
                "that letter is on file already, as {}",
                one.no
            ))
            .safe("nothing was recorded")
            .next(format!("see it: proofbook inquiry show {} {}", self.dossier.slug, one.no))
            .next("if it is another letter, give the number that it names: --reference"));
        }
        Ok(InquirySet {
            inquiry: InquiryId(self.now.new_id()),
            from,
            received: request.received,
            due: request.due,
            reference,
            exhibit: letter.map(|exhibit| exhibit.id),
            closed: None,
            note,
        })
    }

    pub(super) fn extend_inquiry(
        &self,
        no: InquiryNo,
        due: Date,
        reason: &str,
        sure_of: &[Doubt],
    ) -> Result<InquirySet, Problem> {
        let inquiry = self.open_one(no)?;
        let reason = required("reason", reason)?;
        doubt_patient_data("reason", Some(&reason), sure_of)?;
        refuse_due_before(inquiry.received, due)?;
        if due == inquiry.due {
            return Err(Problem::wrong_use(format!("{no} is due on {due} already")));
        }
        if due < inquiry.due && !sure_of.contains(&Doubt::DueEarlier) {
            return Err(Problem::wrong_use(format!(
                "{due} is before {}, the day on which {no} is due as it is on file",
                inquiry.due
            ))
            .safe("nothing was recorded")
            .next("check the day, or say yes to move it to an earlier one")
            .doubt(Doubt::DueEarlier));
        }
        Ok(InquirySet { due, note: Some(reason), ..as_it_is(inquiry) })
    }

    pub(super) fn close_inquiry(
        &self,
        no: InquiryNo,
        on: Date,
        sure_of: &[Doubt],
    ) -> Result<InquirySet, Problem> {
        let inquiry = self.open_one(no)?;
        not_ahead("on which it was closed", Some(on), self.today)?;
        if on < inquiry.received {
            return Err(Problem::wrong_use(format!(
                "{on} is before {}, the day on which the letter came",
                inquiry.received
            )));
        }
        let open = inquiry.requests.iter().filter(|request| request.is_open()).count();
        if open > 0 && !sure_of.contains(&Doubt::RequestsOpen) {
            let (requests, is) = (many(open, "request"), if open == 1 { "is" } else { "are" });
            return Err(Problem::wrong_use(format!(
                "{requests} of {no} {is} neither mapped nor absent with a reason"
            ))
            .safe("it is still open")
            .next(format!("see them: proofbook inquiry show {} {no}", self.dossier.slug))
            .next("or say yes to close it all the same")
            .doubt(Doubt::RequestsOpen));
        }
        Ok(InquirySet { closed: Some(on), ..as_it_is(inquiry) })
    }

    pub(super) fn reopen_inquiry(
        &self,
        no: InquiryNo,
        reason: &str,
    ) -> Result<InquirySet, Problem> {
        let inquiry = self.inquiry(no)?;
        if inquiry.is_open() {
            return Err(Problem::wrong_use(format!("{no} is open")));
        }
        Ok(InquirySet {
            closed: None,
            note: Some(required("reason", reason)?),
            ..as_it_is(inquiry)
        })
    }

    pub(super) fn set_letter_request(
        &self,
        no: InquiryNo,
        number: &RequestNo,
        text: &str,
        sure_of: &[Doubt],
    ) -> Result<RequestSet, Problem> {
        let inquiry = self.open_one(no)?;
        let typed = one_line("number of the request", number.as_str())?;
        let length = typed.chars().count();
        if length > LONGEST_NUMBER {
            return Err(Problem::wrong_use(format!(
                "the number of the request has {length} characters; at most {LONGEST_NUMBER} are kept"
            ))
            .next("give the letter's number here, such as 2a, and its words behind it"));
        }
        let text = required("text of the request", text)?;
        doubt_patient_data("text of the request", Some(&text), sure_of)?;
        let old = inquiry.request(number);
        if old.is_some_and(|old| old.text == text && old.number.as_str() == typed) {
            return Err(Problem::wrong_use(format!(
                "nothing would change: request {typed} of {no} says that already"
            )));
        }
        Ok(RequestSet {
            inquiry: inquiry.id,
            number: typed,
            text,
            questions: old.map(|old| old.questions.clone()).unwrap_or_default(),
            exhibits: old.map(|old| old.exhibits.clone()).unwrap_or_default(),
            absence: old.and_then(|old| old.absence.clone()),
        })
    }

    pub(super) fn map_request(&self, request: &MapRequest) -> Result<RequestSet, Problem> {
        let inquiry = self.open_one(request.inquiry)?;
        let old = self.request_of(inquiry, &request.number)?;
        let mut set = RequestSet {
            inquiry: inquiry.id,
            number: old.number.as_str().to_owned(),
            text: old.text.clone(),
            questions: old.questions.clone(),
            exhibits: old.exhibits.clone(),
            absence: old.absence.clone(),
        };
        match &request.mapping {
            Mapping::Add(more) => self.add(&mut set, more, inquiry.no)?,
            Mapping::TakeAway(these) => self.take_away(&mut set, these)?,
            Mapping::Absent(reason) => {
                let reason = required("reason", reason)?;
                doubt_patient_data("reason", Some(&reason), &request.sure_of)?;
                self.refuse_absent_and_mapped(old, inquiry.no)?;
                set.absence = Some(reason);
            }
            Mapping::NotAbsent => set.absence = None,
        }
        let before = (&old.questions, &old.exhibits, &old.absence);
        if before == (&set.questions, &set.exhibits, &set.absence) {
            return Err(Problem::wrong_use(format!(
                "nothing would change: request {} of {} is {}",
                old.number,
                inquiry.no,
                self.answers(old)
            )));
        }
        Ok(set)
    }

    /// Adds to what answers a request. What is named twice counts once.
    fn add(&self, set: &mut RequestSet, more: &Answering, no: InquiryNo) -> Result<(), Problem> {
        if more.questions.is_empty() && more.exhibits.is_empty() {
            return Err(Problem::wrong_use("nothing is named that answers the request")
                .next("name questions, exhibits (--exhibit A-01), or why there is nothing (--absent REASON)"));
        }
        for id in &more.questions {
            let id = self.question_of_the_vendor(id)?;
            if !set.questions.contains(&id) {
                set.questions.push(id);
            }
        }
        for exhibit in &more.exhibits {
            let id = self.exhibit(*exhibit)?.id;
            if !set.exhibits.contains(&id) {
                set.exhibits.push(id);
            }
        }
        match &set.absence {
            None => Ok(()),
            Some(reason) => Err(Problem::wrong_use(format!(
                "request {} of {no} is recorded as absent: {}",
                set.number,
                reason.trim_end_matches('.')
            ))
            .safe("nothing was recorded")
            .next(format!(
                "take that back first: proofbook inquiry unmap {} {no} {} --absent",
                self.dossier.slug, set.number
            ))),
        }
    }

    fn take_away(&self, set: &mut RequestSet, these: &Answering) -> Result<(), Problem> {
        let not_there = |what: String, set: &RequestSet| {
            Problem::wrong_use(format!("{what} does not answer request {}", set.number))
                .safe("nothing was recorded")
                .next(self.answered_by(&set.questions, &set.exhibits))
        };
        for id in &these.questions {
            // One that the bank no longer has is taken away by the id under which it was mapped.
            let known = self.bank.question(id).map_or(id, |question| &question.id);
            let place = set.questions.iter().position(|one| one == known || one == id);
            let place = place.ok_or_else(|| not_there(id.to_string(), set))?;
            set.questions.remove(place);
        }
        for no in &these.exhibits {
            let id = self.dossier.exhibits.get(no).map(|exhibit| exhibit.id);
            let place = set.exhibits.iter().position(|one| Some(*one) == id);
            let place = place.ok_or_else(|| not_there(no.to_string(), set))?;
            set.exhibits.remove(place);
        }
        Ok(())
    }

    fn refuse_absent_and_mapped(&self, old: &LetterRequest, no: InquiryNo) -> Result<(), Problem> {
        if !old.is_mapped() {
            return Ok(());
        }
        Err(Problem::wrong_use(format!(
            "request {} of {no} is {}, so it cannot be recorded that nothing answers it",
            old.number,
            self.answers(old)
        ))
        .safe("nothing was recorded")
        .next(format!(
            "take that away first: proofbook inquiry unmap {} {no} {} --all",
            self.dossier.slug, old.number
        )))
    }

    /// What answers a request, in words.
    fn answers(&self, request: &LetterRequest) -> String {
        match &request.absence {
            Some(reason) if !request.is_mapped() => {
                format!("absent: {}", reason.trim_end_matches('.'))
            }
            _ => self.answered_by(&request.questions, &request.exhibits),
        }
    }

    fn answered_by(&self, questions: &[QuestionId], exhibits: &[ExhibitId]) -> String {
        let number = |id: &ExhibitId| {
            let found = self.dossier.exhibit(*id);
            found.map_or_else(|| "an exhibit".to_owned(), |one| one.no.to_string())
        };
        let all = questions.iter().map(ToString::to_string).chain(exhibits.iter().map(number));
        let all: Vec<String> = all.collect();
        if all.is_empty() {
            "not mapped".to_owned()
        } else {
            format!("mapped to {}", all.join(", "))
        }
    }

    /// A question that can answer about this vendor, by the id under which it is recorded.
    fn question_of_the_vendor(&self, typed: &QuestionId) -> Result<QuestionId, Problem> {
        let Some(question) = self.bank.question(typed) else {
            let known = self.bank.questions().iter().map(|question| question.id.as_str());
            return Err(Problem::wrong_use(format!("there is no question '{typed}'"))
                .did_you_mean(typed.as_str(), known)
                .next("see them all: proofbook question list"));
        };
        if question.scope != self.dossier.subject.scope() {
            return Err(organization::out_of_scope(question, self.dossier).next(
                "to answer the letter with what is on file about us, attach it here and map the exhibit",
            ));
        }
        Ok(question.id.clone())
    }

    pub(super) fn inquiry(&self, no: InquiryNo) -> Result<&Inquiry, Problem> {
        let inquiries = &self.dossier.inquiries;
        inquiries.numbered(no).ok_or_else(|| {
            let known: Vec<String> = inquiries.iter().map(|one| one.no.to_string()).collect();
            let problem = Problem::wrong_use(format!("there is no inquiry {no} here"));
            if known.is_empty() {
                problem.next(format!(
                    "open one: proofbook inquiry open {} --from WHOM --received DATE --due DATE",
                    self.dossier.slug
                ))
            } else {
                problem.next(format!("these are there: {}", known.join(", ")))
            }
        })
    }

    fn open_one(&self, no: InquiryNo) -> Result<&Inquiry, Problem> {
        let inquiry = self.inquiry(no)?;
        match inquiry.closed {
            None => Ok(inquiry),
            Some(day) => Err(Problem::wrong_use(format!("{no} was closed on {day}"))
                .safe("nothing was recorded")
                .next(format!(
                    "open it again first: proofbook inquiry reopen {} {no} --reason TEXT",
                    self.dossier.slug
                ))),
        }
    }

    fn request_of<'i>(
        &self,
        inquiry: &'i Inquiry,
        number: &RequestNo,
    ) -> Result<&'i LetterRequest, Problem> {
        inquiry.request(number).ok_or_else(|| {
            let known: Vec<&str> = inquiry.requests.iter().map(|one| one.number.as_str()).collect();
            let problem =
                Problem::wrong_use(format!("there is no request {number} in {}", inquiry.no));
            if known.is_empty() {
                problem.next(format!(
                    "record it first: proofbook inquiry request {} {} {number} \"WORDS OF THE LETTER\"",
                    self.dossier.slug, inquiry.no
                ))
            } else {
                problem.next(format!("these are there: {}", known.join(", ")))
            }
        })
    }
}

/// An inquiry as it stands, to be recorded again with something changed.
fn as_it_is(inquiry: &Inquiry) -> InquirySet {
    InquirySet {
        inquiry: inquiry.id,
        from: inquiry.from.clone(),
        received: inquiry.received,
        due: inquiry.due,
        reference: inquiry.reference.clone(),
        exhibit: inquiry.letter,
        closed: inquiry.closed,
        note: inquiry.note.clone(),
    }
}

fn refuse_due_before(received: Date, due: Date) -> Result<(), Problem> {
    if due >= received {
        return Ok(());
    }
    Err(Problem::wrong_use(format!(
        "the due day {due} is before {received}, the day on which the letter came"
    ))
    .safe("nothing was recorded"))
}

/// Words that must be there, in one line.
pub(super) fn one_line(what: &str, typed: &str) -> Result<String, Problem> {
    let words = required(what, typed)?;
    if words.contains('\n') {
        return Err(Problem::wrong_use(format!("the {what} is one line")));
    }
    Ok(words)
}
