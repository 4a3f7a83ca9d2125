//! What may be recorded: a request against what is on file becomes a change, or a problem that says why not.
//!
//! Pure: everything it looks at is given. The desk runs it while it holds the journal's lock, on everything that is on file by then.

mod answers;
mod clocks;
mod cycles;
mod exhibits;
mod gaps;
mod handing_over;
mod holds;
mod incidents;
mod inquiries;
mod organization;
mod profile;
mod registers;
mod signing;
mod undo;
mod withholding;

pub use self::exhibits::{FIELDS as EXHIBIT_FIELDS, guessed_kind, read_kind};
pub use self::incidents::{
    asked_about, asks_about_incidents, how_to_record, incident_numbered, refuse_several,
};
pub use self::organization::{about_vendors, check_zone, fact};
pub(super) use self::profile::typed_fact;
pub use self::undo::{next_redo, next_undo};

use jiff::civil::Date;

use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::event::{
    Change, InterviewOpened, JournalHead, Subject, VendorRestored, VendorRetired,
};
use crate::domain::id::{AccountId, Digest};
use crate::domain::organization::Organization;
use crate::domain::question::Question;
use crate::domain::questionnaire::View;
use crate::domain::request::{Asked, Request};
use crate::domain::standing::{self, Stand};
use crate::domain::vendor::LONGEST_NAME;
use crate::problem::{Doubt, Problem};
use crate::text;
use crate::time::Now;

/// The longest note, in bytes of UTF-8.
pub const LONGEST_NOTE: usize = 64 * 1024;

/// Everything that a request is checked against.
pub struct OnFile<'a> {
    /// The vendor's dossier, or our organization's, with everything that is on file.
    pub dossier: &'a Dossier,
    /// Our organization.
    pub organization: &'a Organization,
    /// The bank in force.
    pub bank: &'a Bank,
    /// Today in the organization's zone.
    pub today: Date,
    /// Who records.
    pub account: &'a AccountId,
    /// The source of new ids.
    pub now: &'a dyn Now,
}

/// The bytes that came with a request and are in the vault by now.
#[derive(Clone, Debug, Default)]
pub struct InVault {
    /// The file of an exhibit.
    pub file: Option<StoredFile>,
    /// The counsel-only note of an answer.
    pub counsel_note: Option<Digest>,
}

/// A file whose copy is in the vault.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// The name under which it was given.
    pub name: String,
    /// The title that it gives itself, where that could be read.
    pub title: Option<String>,
    /// Its size.
    pub bytes: u64,
    /// The digest of its bytes.
    pub sha256: Digest,
}

/// The changes that a request amounts to, in the order in which they are recorded; as a rule one.
///
/// # Errors
/// Whatever may not be recorded, in words for staff. Then nothing is written.
pub fn changes(
    request: &Request,
    on_file: &OnFile<'_>,
    in_vault: &InVault,
) -> Result<Vec<Change>, Problem> {
    organization::refuse_other_subject(request, on_file.dossier)?;
    if on_file.dossier.retired.is_some() && !on_file.may_be_retired(request) {
        return Err(retired(on_file.dossier));
    }
    let change = match request {
        Request::Answer(answer) => on_file.answer(answer, in_vault)?.into(),
        Request::Confirm(items) => {
            on_file.refuse_critical_together(items)?;
            return on_file.confirm(items);
        }
        Request::ConfirmListed { listed, shown } => return on_file.confirm_listed(listed, *shown),
        Request::OpenCycle { name, due, questionnaire } => {
            on_file.open_cycle(name, *due, questionnaire.as_deref())?.into()
        }
        Request::CloseCycle { sure_of } => on_file.close_cycle(sure_of)?.into(),
        Request::Undo => on_file.undo()?.into(),
        Request::Redo => on_file.redo()?.into(),
        Request::Take(take) => return on_file.take(take, in_vault),
        Request::Change(change) => on_file.change_exhibit(change)?.into(),
        Request::Withdraw { exhibit, reason } => on_file.withdraw(*exhibit, reason)?.into(),
        Request::Link { exhibit, asked, pinpoint } => {
            on_file.link(*exhibit, asked, pinpoint.as_ref())?.into()
        }
        Request::Unlink { exhibit, asked } => on_file.unlink(*exhibit, asked)?.into(),
        Request::OwnGap { asked, owner, fix_by } => on_file.own_gap(asked, owner, *fix_by)?.into(),
        Request::AcceptGap { asked, until, reason } => {
            on_file.accept_gap(asked, *until, reason)?.into()
        }
        Request::Together(requests) => return on_file.together(requests, in_vault),
        Request::AssignFollowUp { follow_up, owner, due } => {
            on_file.assign_follow_up(*follow_up, owner, *due)?.into()
        }
        Request::EndFollowUp { follow_up, note } => on_file.end_follow_up(*follow_up, note)?.into(),
        Request::SetRecord(record) => on_file.set_record(record)?.into(),
        Request::NoRecords(register) => on_file.no_records(*register)?.into(),
        Request::MarkSent(sent) => on_file.mark_sent(sent)?.into(),
        Request::SetVendor(profile) => return on_file.set_vendor(profile),
        Request::SetOrganization { field, value } => {
            organization::fact(field, value, on_file.today)?
        }
        Request::NamePerson { account, name, title } => {
            organization::name_person(account, name, title.as_deref())?.into()
        }
        Request::Retire { reason } => {
            VendorRetired { reason: optional("reason", reason.as_deref())? }.into()
        }
        Request::Restore => {
            if on_file.dossier.retired.is_none() {
                return Err(Problem::wrong_use(format!(
                    "'{}' is not retired",
                    on_file.dossier.name
                )));
            }
            VendorRestored::default().into()
        }
        Request::OpenInterview { questionnaire, present, role, incident } => {
            let view = questionnaire_named(on_file.bank, questionnaire, on_file.dossier)?;
            InterviewOpened {
                present: present
                    .iter()
                    .map(|name| required("name of who is present", name))
                    .collect::<Result<_, _>>()?,
                role: *role,
                incident: on_file.incident_of_interview(&view, *incident)?,
                questionnaire: view.named.id.clone(),
            }
            .into()
        }
        Request::SetHold { matter, reason } => on_file.set_hold(matter, reason.as_deref())?.into(),
        Request::EndHold { matter, reason } => on_file.end_hold(matter, reason.as_deref())?.into(),
        Request::Withhold { event, field, reason } => {
            on_file.withhold(*event, field, reason)?.into()
        }
        Request::OpenInquiry(inquiry) => on_file.open_inquiry(inquiry)?.into(),
        Request::ExtendInquiry { inquiry, due, reason, sure_of } => {
            on_file.extend_inquiry(*inquiry, *due, reason, sure_of)?.into()
        }
        Request::CloseInquiry { inquiry, on, sure_of } => {
            on_file.close_inquiry(*inquiry, *on, sure_of)?.into()
        }
        Request::ReopenInquiry { inquiry, reason } => {
            on_file.reopen_inquiry(*inquiry, reason)?.into()
        }
        Request::SetLetterRequest { inquiry, number, text, sure_of } => {
            on_file.set_letter_request(*inquiry, number, text, sure_of)?.into()
        }
        Request::MapRequest(map) => on_file.map_request(map)?.into(),
        Request::HandOver(handed) => on_file.hand_over(handed)?.into(),
        Request::SignOff(sign_off) => on_file.sign_off(sign_off)?.into(),
        Request::AttachSeal(seal) => on_file.attach_seal(seal)?.into(),
    };
    Ok(vec![change])
}

fn retired(dossier: &Dossier) -> Problem {
    Problem::wrong_use(format!("'{}' is retired, so nothing is recorded about it", dossier.name))
        .safe("its journal and exhibits stay on disk")
        .next(format!("bring it back first: proofbook vendor restore {}", dossier.slug))
}

/// The questionnaire of that id as it is asked about this vendor.
///
/// # Errors
/// As [`no_such_questionnaire`].
pub fn questionnaire_named<'a>(
    bank: &'a Bank,
    id: &str,
    dossier: &Dossier,
) -> Result<View<'a>, Problem> {
    dossier.view(bank, id).ok_or_else(|| no_such_questionnaire(bank, id))
}

/// Says that there is no questionnaire of that id; the nearest is named, and all that there are.
pub fn no_such_questionnaire(bank: &Bank, id: &str) -> Problem {
    let known: Vec<&str> = bank.questionnaires.iter().map(|one| one.id.as_str()).collect();
    Problem::wrong_use(format!("there is no questionnaire '{id}'"))
        .did_you_mean(id, known.iter().copied())
        .next(format!("there is {}", known.join(", ")))
}

impl OnFile<'_> {
    /// Several requests as one. They are all checked against what is on file before any of them, so two that are the same are refused.
    fn together(&self, requests: &[Request], in_vault: &InVault) -> Result<Vec<Change>, Problem> {
        if requests.is_empty() {
            return Err(Problem::wrong_use("nothing was asked for").safe("nothing was recorded"));
        }
        let mut all = Vec::new();
        for (place, request) in requests.iter().enumerate() {
            if requests.iter().take(place).any(|earlier| earlier == request) {
                return Err(
                    Problem::wrong_use("the same was asked for twice").safe("nothing was recorded")
                );
            }
            all.extend(changes(request, self, in_vault)?);
        }
        Ok(all)
    }

    /// Whether this may be recorded of a vendor that is retired: that it is none, that a seal came back, and that it was retired by
    /// mistake. What is kept for a matter, what is hidden and what a regulator asks has nothing to do with whether the vendor is in use.
    fn may_be_retired(&self, request: &Request) -> bool {
        match request {
            Request::Restore
            | Request::AttachSeal(_)
            | Request::SetHold { .. }
            | Request::EndHold { .. }
            | Request::Withhold { .. }
            | Request::OpenInquiry(_)
            | Request::ExtendInquiry { .. }
            | Request::CloseInquiry { .. }
            | Request::ReopenInquiry { .. }
            | Request::SetLetterRequest { .. }
            | Request::MapRequest(_)
            | Request::HandOver(_) => true,
            Request::Undo => next_undo(self).is_ok_and(|event| {
                matches!(
                    event.change,
                    Change::VendorRetired(_) | Change::InquirySet(_) | Change::RequestSet(_)
                )
            }),
            _ => false,
        }
    }

    /// The question that is meant, and what it is about.
    fn question(&self, asked: &Asked) -> Result<&Question, Problem> {
        let Some(question) = self.bank.question(&asked.question) else {
            let known = self.bank.questions().iter().map(|question| question.id.as_str());
            return Err(Problem::wrong_use(format!("there is no question '{}'", asked.question))
                .did_you_mean(asked.question.as_str(), known)
                .next("see them all: proofbook question list"));
        };
        match asked.subject {
            subject if question.scope != subject.scope() => {}
            Subject::Incident { incident } if !self.dossier.is_ours() => {
                incidents::refuse_uncounted(question, incident, self.dossier)?;
                return Ok(question);
            }
            subject if subject == self.dossier.subject => return Ok(question),
            _ => {}
        }
        Err(organization::out_of_scope(question, self.dossier))
    }

    /// How a question about a subject stands today.
    fn stand<'q>(&'q self, question: &'q Question, subject: Subject) -> Stand<'q> {
        standing::stand(question, subject, self.dossier, self.organization, self.bank, self.today)
    }

    /// Both journals, each up to its last event of content (rule R26).
    fn covers(&self) -> Vec<JournalHead> {
        covers(self.dossier, self.organization)
    }
}

/// The vendor's journal and the organization's, each up to its last event of content (rule R26). The organization's journal is named by
/// the nil id here; the desk knows the true one.
pub fn covers(dossier: &Dossier, organization: &Organization) -> Vec<JournalHead> {
    let vendor = dossier.last_content().map(|event| (dossier.id.0, event));
    let ours = organization.last_content().map(|event| (uuid::Uuid::nil(), event));
    let head = |(journal, event): (uuid::Uuid, &crate::domain::event::Event)| JournalHead {
        journal,
        seq: event.seq,
        hash: event.hash,
    };
    vendor.into_iter().chain(ours).map(head).collect()
}

/// A vendor's name as it may be recorded.
///
/// # Errors
/// A blank name, one of over 300 characters, or one with control characters.
pub fn vendor_name(typed: &str) -> Result<String, Problem> {
    let name = required("name", typed)?;
    let length = name.chars().count();
    if length > LONGEST_NAME {
        return Err(Problem::wrong_use(format!(
            "the name has {length} characters; at most {LONGEST_NAME} are kept"
        )));
    }
    if name.contains('\n') {
        return Err(Problem::wrong_use("a name is one line"));
    }
    Ok(name)
}

/// Words that must be there: trimmed, not blank, without control characters, at most 64 KiB.
pub(super) fn required(what: &str, typed: &str) -> Result<String, Problem> {
    // A stop alone is how somebody ends a text, and no reason.
    let says = |words: &String| words.chars().any(char::is_alphanumeric);
    optional(what, Some(typed))?.filter(says).ok_or_else(|| {
        Problem::wrong_use(format!("the {what} is blank"))
            .next(format!("say the {what} in a few words"))
    })
}

/// A day that has been, where it is given.
fn not_ahead(what: &str, day: Option<Date>, today: Date) -> Result<Option<Date>, Problem> {
    match day {
        Some(day) if day > today => {
            Err(Problem::wrong_use(format!("the day {what} is {day}, which is after today"))
                .next("name today or a day before it"))
        }
        day => Ok(day),
    }
}

/// Words that may be left out: blank counts as left out.
fn optional(what: &str, typed: Option<&str>) -> Result<Option<String>, Problem> {
    let Some(words) = typed.map(str::trim).filter(|words| !words.is_empty()) else {
        return Ok(None);
    };
    if words.len() > LONGEST_NOTE {
        return Err(Problem::wrong_use(format!(
            "the {what} has {} bytes; at most {LONGEST_NOTE} are kept",
            words.len()
        ))
        .next("attach the long text as an exhibit instead"));
    }
    if let Some(control) = text::refused_control(words) {
        return Err(Problem::wrong_use(format!(
            "the {what} holds the control character {}, which cannot be recorded",
            text::named(control)
        ))
        .next("take it out and try again"));
    }
    Ok(Some(words.to_owned()))
}

/// Asks once about words that look like a patient's number or birth date.
fn doubt_patient_data(what: &str, words: Option<&str>, sure_of: &[Doubt]) -> Result<(), Problem> {
    let Some(found) =
        words.filter(|_| !sure_of.contains(&Doubt::PatientData)).and_then(patient_data)
    else {
        return Ok(());
    };
    Err(Problem::wrong_use(format!("the {what} seems to hold {found}"))
        .safe("nothing was recorded; what is recorded stays in the journal for good")
        .next("leave it out, or say yes to record it all the same")
        .doubt(Doubt::PatientData))
}

/// What the words seem to hold of a patient's data: a Social Security number, a medical record number, a birth date.
fn patient_data(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase();
    let shaped = |word: &str| {
        let parts: Vec<&str> = word.split('-').collect();
        let digits = |text: &&str| text.chars().all(|c| c.is_ascii_digit());
        parts.iter().all(digits) && parts.iter().map(|part| part.len()).eq([3, 2, 4])
    };
    let outer = |c: char| !c.is_ascii_alphanumeric();
    let mut tokens = lower.split_whitespace().map(|word| word.trim_matches(outer));
    if tokens.clone().any(shaped) {
        return Some("a Social Security number");
    }
    let has_number = |label: &str| {
        let after = lower.split(label).nth(1)?;
        let near: String = after.chars().take(12).collect();
        near.chars().any(|c| c.is_ascii_digit()).then_some(())
    };
    if tokens.any(|token| token == "mrn") && has_number("mrn").is_some() {
        return Some("a medical record number");
    }
    let born = ["dob", "date of birth", "born on", "birth date", "birthdate"];
    born.iter().any(|label| has_number(label).is_some()).then_some("a birth date")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_like_patient_data_are_questioned_once() {
        assert_eq!(patient_data("SSN 123-45-6789."), Some("a Social Security number"));
        assert_eq!(patient_data("see MRN: 00123"), Some("a medical record number"));
        assert_eq!(patient_data("DOB 1/2/1980"), Some("a birth date"));
        assert_eq!(patient_data("ticket SEC-1182, 2026-12-15, 555-0100"), None);
        assert!(doubt_patient_data("note", Some("123-45-6789"), &[Doubt::PatientData]).is_ok());
        assert_eq!(
            doubt_patient_data("note", Some("123-45-6789"), &[]).unwrap_err().doubt,
            Some(Doubt::PatientData)
        );
    }

    #[test]
    fn blank_words_are_not_a_reason() {
        assert!(required("reason", " \n ").unwrap_err().summary.contains("blank"));
        assert!(optional("note", Some("a\u{1b}[2J")).unwrap_err().summary.contains("U+001B"));
        assert!(
            optional("note", Some(&"x".repeat(LONGEST_NOTE + 1)))
                .unwrap_err()
                .summary
                .contains("65537")
        );
    }
}
