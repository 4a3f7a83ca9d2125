//! The forms of an inquiry: a letter that came, its requests, what answers them, its due day, its end, and what was handed over.

use super::submit::{known_question, needed};
use super::{About, Purpose};
use crate::app::form::{Field, FieldName, Form, Input};
use crate::app::state::App;
use crate::domain::dossier::Dossier;
use crate::domain::event::{Change, ReportWritten};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::inquiry::{InquiryNo, RequestNo};
use crate::domain::reporting::Kind;
use crate::domain::request::{
    Answering, HandOverRequest, HandedWhat, InquiryRequest, MapRequest, Mapping, Request,
};

const DAY: &str = "a day as YYYY-MM-DD";
/// What stands for the reason of absence among what can be taken away.
const ABSENCE: &str = "absence";

impl Purpose {
    /// Whether it is about an inquiry.
    pub(super) const fn is_of_inquiry(self) -> bool {
        matches!(
            self,
            Self::OpenInquiry
                | Self::LetterRequest
                | Self::MapRequest
                | Self::UnmapRequest
                | Self::ExtendInquiry
                | Self::CloseInquiry
                | Self::HandOver
        )
    }
}

impl App {
    /// The reports that were written of the open vendor: the number of the event and what a person can tell them apart by, the last first.
    pub(crate) fn reports_written(&self) -> Vec<(String, String)> {
        let (Some(open), Some(store)) = (&self.vendor, &self.store) else { return Vec::new() };
        let written = open.dossier.events.iter().rev().filter_map(|event| {
            let Change::ReportWritten(written) = &event.change else { return None };
            let at = store.organization.zones.shown(event.at);
            Some((event.seq.to_string(), told_apart(&open.dossier, written, &at)))
        });
        written.collect()
    }
}

/// What it is about, when it was written, in which edition; the beginning of its digest last.
fn told_apart(dossier: &Dossier, written: &ReportWritten, at: &str) -> String {
    let letters: Vec<InquiryNo> = dossier.inquiries.iter().map(|one| one.no).collect();
    let about = match (written.report.as_str(), letters.as_slice()) {
        ("vendor", _) => "the whole vendor".to_owned(),
        // The record says that it was about a letter, not which: where there is one, that is the one.
        ("inquiry", [only]) => format!("the letter {only}"),
        ("inquiry", _) => "a letter".to_owned(),
        (other, _) => Kind::title_of(other).to_lowercase(),
    };
    let past = written.as_of.map(|day| format!(", as of {day}")).unwrap_or_default();
    let digest = written.sha256.short();
    let begins = digest.split(' ').next().unwrap_or_default();
    format!("{about}, {at}{past}, {}, {begins}", written.edition.word())
}

/// The form for a purpose.
pub(super) fn form(app: &App, purpose: Purpose, about: &About) -> Form {
    let no = about.inquiry.as_ref().map(ToString::to_string).unwrap_or_default();
    let number = about.request.as_ref().map(ToString::to_string).unwrap_or_default();
    let today = app.store.as_ref().map(|store| store.today.to_string()).unwrap_or_default();
    match purpose {
        Purpose::OpenInquiry => open_form(),
        Purpose::LetterRequest => Form::new(
            format!("A request of the letter, {no}"),
            vec!["In the letter's words and under its own number; a number that is there is corrected.".to_owned()],
            vec![
                Field::text(FieldName::Name, "Number", "the letter's own, such as 2a", &number),
                Field::text(FieldName::Value, "Asks for", "the letter's words", &words(app)),
            ],
        ),
        Purpose::MapRequest => Form::new(
            format!("What answers request {number} of {no}"),
            vec!["It is added to what answers the request; or say why nothing does.".to_owned()],
            vec![
                Field::text(FieldName::Question, "Questions", "ids joined by commas, or nothing", ""),
                Field::text(FieldName::Exhibit, "Exhibits", "numbers such as A-01, A-02; or nothing", ""),
                Field::text(FieldName::Reason, "Or absent", "why nothing answers it; or nothing", ""),
            ],
        ),
        Purpose::UnmapRequest => Form::new(
            format!("Take away what answers request {number} of {no}"),
            vec!["Questions, answers and exhibits stay as they are.".to_owned()],
            vec![Field::choice(FieldName::Which, "Take away", mapped(app), "")],
        ),
        Purpose::ExtendInquiry => {
            let due = app.inquiry_in_hand().map(|one| one.due.to_string()).unwrap_or_default();
            Form::new(
                format!("Move the due day of {no}"),
                vec![format!("It is due on {due}; that day stays on file with the reason.")],
                vec![
                    Field::text(FieldName::Day, "Due", DAY, ""),
                    Field::text(FieldName::Reason, "Reason", "such as who granted it and when", ""),
                ],
            )
        }
        Purpose::CloseInquiry => Form::new(
            format!("Close {no}"),
            vec!["Nothing more is mapped then; the command line can open it again.".to_owned()],
            vec![Field::text(FieldName::Day, "Closed on", DAY, &today)],
        ),
        _ => hand_over_form(app, &no, &today),
    }
}

fn open_form() -> Form {
    Form::new(
        "A letter came",
        vec!["Its requests are written down one by one afterwards.".to_owned()],
        vec![
            Field::text(
                FieldName::Name,
                "From",
                "who asks, such as HHS Office for Civil Rights",
                "",
            ),
            Field::text(FieldName::Obtained, "Received", DAY, ""),
            Field::text(FieldName::Day, "Due", DAY, ""),
            Field::text(
                FieldName::Title,
                "Their number",
                "the number of the matter, or nothing",
                "",
            ),
            Field::text(FieldName::Exhibit, "Letter", "its exhibit such as A-01, or nothing", ""),
            Field::text(FieldName::Reason, "Note", "anything else, or nothing", ""),
        ],
    )
}

fn hand_over_form(app: &App, no: &str, today: &str) -> Form {
    let from = app.inquiry_in_hand().map(|one| one.from.clone()).unwrap_or_default();
    Form::new(
        format!("Handed over, for {no}"),
        vec![
            "An entry stays for good: it says to whom, when, which edition, with its digest."
                .to_owned(),
        ],
        vec![
            Field::text(FieldName::Name, "To", "who received it", &from),
            Field::text(FieldName::Day, "On", DAY, today),
            Field::choice(FieldName::Which, "Report", app.reports_written(), ""),
            Field::text(FieldName::Exhibit, "With", "exhibits such as A-01, A-02; or nothing", ""),
        ],
    )
}

/// Offers in a form that was kept the reports that are written by now, in today's words; one that was chosen stays chosen.
pub(super) fn renew_reports(app: &App, form: &mut Form) {
    let choice = form.fields.iter_mut().find(|field| field.name == FieldName::Which);
    let Some(field) = choice else { return };
    let chosen = field.is_changed().then(|| field.value());
    let options = app.reports_written();
    let at = options.iter().position(|(word, _)| Some(word) == chosen.as_ref()).unwrap_or(0);
    if chosen.is_none() {
        field.was = options.first().map(|(word, _)| word.clone()).unwrap_or_default();
    }
    field.input = Input::Choice { options, at };
}

/// The words of the request under the cursor, to be corrected.
fn words(app: &App) -> String {
    let request = app.letter_request_in_hand();
    request.map(|request| request.text.replace('\n', " ")).unwrap_or_default()
}

/// What answers the request under the cursor, as choices.
fn mapped(app: &App) -> Vec<(String, String)> {
    let Some(request) = app.letter_request_in_hand() else { return Vec::new() };
    let questions = request.questions.iter().map(|id| (id.to_string(), id.to_string()));
    let dossier = app.vendor.as_ref().map(|open| &open.dossier);
    let exhibits = request.exhibits.iter().filter_map(|id| dossier?.exhibit(*id));
    let exhibits = exhibits.map(|one| (one.no.to_string(), format!("{} {}", one.no, one.title)));
    let absence = (ABSENCE.to_owned(), "that nothing answers it".to_owned());
    let absence = request.absence.as_ref().map(|_| absence);
    questions.chain(exhibits).chain(absence).collect()
}

/// What is asked to be recorded when the form is filled in.
pub(super) fn request(
    app: &App,
    purpose: Purpose,
    form: &mut Form,
    about: &About,
) -> Result<Request, String> {
    if purpose == Purpose::OpenInquiry {
        return Ok(Request::OpenInquiry(InquiryRequest {
            from: needed(form, FieldName::Name, "who asks?")?,
            received: day(form, FieldName::Obtained, "on which day did the letter come?")?,
            due: day(form, FieldName::Day, "by which day do they want the answer?")?,
            reference: form.filled(FieldName::Title),
            letter: exhibits(form)?.first().copied(),
            note: form.filled(FieldName::Reason),
            sure_of: Vec::new(),
        }));
    }
    let inquiry = about.inquiry.ok_or("no inquiry is under the cursor")?;
    let sure_of = Vec::new();
    Ok(match purpose {
        Purpose::LetterRequest => Request::SetLetterRequest {
            inquiry,
            number: RequestNo::new(&needed(form, FieldName::Name, "which number does it have?")?),
            text: needed(form, FieldName::Value, "what does it ask for?")?,
            sure_of,
        },
        Purpose::MapRequest => map(app, inquiry, form, about)?,
        Purpose::UnmapRequest => unmap(inquiry, form, about)?,
        Purpose::ExtendInquiry => Request::ExtendInquiry {
            inquiry,
            due: day(form, FieldName::Day, "until which day?")?,
            reason: needed(form, FieldName::Reason, "moving the day needs a reason")?,
            sure_of,
        },
        Purpose::CloseInquiry => Request::CloseInquiry {
            inquiry,
            on: day(form, FieldName::Day, "on which day was it closed?")?,
            sure_of,
        },
        _ => Request::HandOver(HandOverRequest {
            to: needed(form, FieldName::Name, "who received it?")?,
            on: day(form, FieldName::Day, "on which day?")?,
            inquiry: Some(inquiry),
            what: HandedWhat::Report(
                form.value(FieldName::Which).parse().map_err(|_| "no report was written yet")?,
            ),
            exhibits: exhibits(form)?,
            sure_of,
        }),
    })
}

fn day(form: &mut Form, name: FieldName, why: &str) -> Result<jiff::civil::Date, String> {
    form.day(name)?.ok_or_else(|| form.wrong(name, why))
}

/// The numbers of exhibits, as typed.
fn exhibits(form: &mut Form) -> Result<Vec<ExhibitNo>, String> {
    let typed = form.value(FieldName::Exhibit);
    let words: Vec<&str> = typed.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
    let mut numbers = Vec::new();
    for word in words {
        let Some(no) = ExhibitNo::read(word) else {
            let why = format!("'{word}' is not the number of an exhibit, such as A-07");
            return Err(form.wrong(FieldName::Exhibit, why));
        };
        numbers.push(no);
    }
    Ok(numbers)
}

fn map(app: &App, inquiry: InquiryNo, form: &mut Form, about: &About) -> Result<Request, String> {
    let number = about.request.clone().ok_or("no request is under the cursor")?;
    let exhibits = exhibits(form)?;
    let typed = form.value(FieldName::Question);
    let mut questions = Vec::new();
    for id in typed.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        questions.push(known_question(app, form, id)?.question);
    }
    let mapping = match form.filled(FieldName::Reason) {
        None => Mapping::Add(Answering { questions, exhibits }),
        Some(reason) if questions.is_empty() && exhibits.is_empty() => Mapping::Absent(reason),
        Some(_) => {
            let why = "either something answers it, or nothing does; empty one of them";
            return Err(form.wrong(FieldName::Reason, why));
        }
    };
    Ok(Request::MapRequest(MapRequest { inquiry, number, mapping, sure_of: Vec::new() }))
}

fn unmap(inquiry: InquiryNo, form: &Form, about: &About) -> Result<Request, String> {
    let number = about.request.clone().ok_or("no request is under the cursor")?;
    let which = form.value(FieldName::Which);
    let mapping = match (which.as_str(), ExhibitNo::read(&which)) {
        ("", _) => return Err("nothing answers this request yet".to_owned()),
        (ABSENCE, _) => Mapping::NotAbsent,
        (_, Some(no)) => {
            Mapping::TakeAway(Answering { exhibits: vec![no], ..Answering::default() })
        }
        (id, None) => {
            let questions = vec![id.into()];
            Mapping::TakeAway(Answering { questions, ..Answering::default() })
        }
    };
    Ok(Request::MapRequest(MapRequest { inquiry, number, mapping, sure_of: Vec::new() }))
}
