//! `inquiry list` and `inquiry show`.

use jiff::civil::Date;
use serde::Serialize;

use crate::cli::handover::{self, HandedLine};
use crate::cli::output::{Align, Cell, Output, Table, Tint};
use crate::cli::typed;
use crate::desk::Desk;
use crate::domain::day;
use crate::domain::dossier::Dossier;
use crate::domain::id::{InquiryId, VendorId};
use crate::domain::inquiry::progress::{Progress, RequestState};
use crate::domain::inquiry::{Extension, Inquiry, InquiryNo, LetterRequest};
use crate::domain::standing::{Standing, Standings};
use crate::problem::Problem;

/// The width of the labels in front.
const LABELS: usize = 12;

#[derive(Serialize)]
struct List<'a> {
    day: Date,
    inquiries: Vec<Head<'a>>,
}

/// An inquiry as scripts see it, without its requests.
#[derive(Serialize)]
struct Head<'a> {
    vendor: VendorId,
    slug: &'a str,
    name: &'a str,
    inquiry: String,
    id: InquiryId,
    from: &'a str,
    reference: Option<&'a str>,
    received: Date,
    due: Date,
    days_left: i64,
    overdue: bool,
    closed: Option<Date>,
    progress: Progress,
}

#[derive(Serialize)]
struct One<'a> {
    day: Date,
    #[serde(flatten)]
    head: Head<'a>,
    letter: Option<String>,
    note: Option<&'a str>,
    extensions: Vec<ExtensionLine<'a>>,
    requests: Vec<RequestLine<'a>>,
    handed_over: Vec<HandedLine<'a>>,
}

#[derive(Serialize)]
struct ExtensionLine<'a> {
    was: Date,
    due: Date,
    recorded: jiff::Timestamp,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct RequestLine<'a> {
    number: &'a str,
    text: &'a str,
    state: RequestState,
    questions: Vec<QuestionLine<'a>>,
    exhibits: Vec<ExhibitLine<'a>>,
    absence: Option<&'a str>,
}

#[derive(Serialize)]
struct QuestionLine<'a> {
    question: &'a str,
    /// How it stands; none where the bank has no such question any more.
    standing: Option<Standing>,
    #[serde(skip)]
    title: &'a str,
}

#[derive(Serialize)]
struct ExhibitLine<'a> {
    exhibit: String,
    title: &'a str,
    withdrawn: bool,
}

/// Lists the inquiries of one vendor or of all, the earliest due day first.
pub(super) fn list(
    desk: &mut Desk,
    vendor: Option<&str>,
    closed: bool,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let dossiers = match vendor {
        Some(vendor) => vec![typed::dossier(desk, vendor)?],
        None => typed::every_dossier(desk)?,
    };
    let today = desk.today();
    let mut inquiries: Vec<Head<'_>> = Vec::new();
    let mut closed_ones = 0;
    for dossier in dossiers.iter().filter(|dossier| !dossier.inquiries.is_empty()) {
        let standings = desk.standings(dossier);
        for inquiry in dossier.inquiries.iter() {
            if closed || inquiry.is_open() {
                inquiries.push(head(dossier, inquiry, &standings, today));
            } else {
                closed_ones += 1;
            }
        }
    }
    inquiries.sort_by_key(|one| (one.closed.is_some(), one.due));
    let document = List { day: today, inquiries };
    out.result("inquiry-list", &document, |out| {
        if document.inquiries.is_empty() {
            out.line("No inquiry is open.");
        } else {
            out.table(&table(&document));
        }
        if closed_ones > 0 {
            out.line(&format!("{closed_ones} closed; --closed lists them too."));
        }
    });
    Ok(())
}

fn table(document: &List<'_>) -> Table {
    let mut table = Table::new([
        ("Vendor", Align::Left),
        ("No.", Align::Left),
        ("From", Align::Wrapped),
        ("Due", Align::Left),
        ("Requests", Align::Wrapped),
    ]);
    for one in &document.inquiries {
        let from = one
            .reference
            .map_or_else(|| one.from.to_owned(), |reference| format!("{}, {reference}", one.from));
        let due = match one.closed {
            Some(day) => Cell::from(one.due.to_string()).and(format!("closed {day}")),
            None => Cell::tinted(
                if one.overdue { Tint::Grave } else { Tint::Plain },
                one.due.to_string(),
            )
            .and(day::until(document.day, one.due)),
        };
        let progress = one.progress.words();
        table.row([
            one.slug.into(),
            one.inquiry.as_str().into(),
            from.into(),
            due,
            progress.into(),
        ]);
    }
    table
}

fn head<'a>(
    dossier: &'a Dossier,
    inquiry: &'a Inquiry,
    standings: &Standings<'_>,
    today: Date,
) -> Head<'a> {
    let days_left = day::days_between(today, inquiry.due);
    Head {
        vendor: dossier.id,
        slug: &dossier.slug,
        name: &dossier.name,
        inquiry: inquiry.no.to_string(),
        id: inquiry.id,
        from: &inquiry.from,
        reference: inquiry.reference.as_deref(),
        received: inquiry.received,
        due: inquiry.due,
        days_left,
        overdue: inquiry.is_open() && days_left < 0,
        closed: inquiry.closed,
        progress: Progress::of(inquiry, standings),
    }
}

/// Shows one inquiry with every request and what answers it.
pub(super) fn one(
    desk: &mut Desk,
    vendor: &str,
    no: InquiryNo,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    let Some(inquiry) = dossier.inquiries.numbered(no) else {
        let known: Vec<String> = dossier.inquiries.iter().map(|one| one.no.to_string()).collect();
        let has = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(Problem::wrong_use(format!("there is no inquiry {no} about {}", dossier.name))
            .next(format!("on file: {has}")));
    };
    let standings = desk.standings(&dossier);
    let number = |id| dossier.exhibit(id).map(|exhibit| exhibit.no.to_string());
    let handed = dossier.handed_over.iter().filter(|one| one.handed.inquiry == Some(inquiry.id));
    let document = One {
        day: desk.today(),
        head: head(&dossier, inquiry, &standings, desk.today()),
        letter: inquiry.letter.and_then(number),
        note: inquiry.note.as_deref(),
        extensions: inquiry.extensions.iter().map(extension).collect(),
        requests: inquiry
            .requests
            .iter()
            .map(|request| line(request, &dossier, &standings))
            .collect(),
        handed_over: handed.map(|one| HandedLine::of(one, &dossier)).collect(),
    };
    let zones = &desk.organization().zones;
    out.result("inquiry", &document, |out| {
        out.heading(&format!("{no}  {}", inquiry.label()));
        out.labeled("Vendor", LABELS, &dossier.name);
        out.labeled("Received", LABELS, &inquiry.received.to_string());
        out.labeled("Due", LABELS, &due_words(inquiry, document.day));
        for one in &inquiry.extensions {
            let why = one.note.as_ref().map_or_else(String::new, |note| format!(": {note}"));
            let said = format!("from {} to {}, {}{why}", one.was, one.due, zones.shown(one.at));
            out.labeled("Moved", LABELS, &said);
        }
        if let Some(letter) = &document.letter {
            out.labeled("Letter", LABELS, letter);
        }
        if let Some(note) = &inquiry.note {
            out.labeled("Note", LABELS, note);
        }
        out.labeled("Progress", LABELS, &document.head.progress.words());
        document.requests.iter().for_each(|request| print(request, out));
        if !document.handed_over.is_empty() {
            out.blank();
            out.heading("Handed over");
            document.handed_over.iter().for_each(|one| handover::print(one, out));
        }
    });
    Ok(())
}

fn due_words(inquiry: &Inquiry, today: Date) -> String {
    match inquiry.closed {
        Some(day) => format!("{}; closed on {day}", inquiry.due),
        None => format!("{}, {}", inquiry.due, day::until(today, inquiry.due)),
    }
}

fn extension(one: &Extension) -> ExtensionLine<'_> {
    ExtensionLine { was: one.was, due: one.due, recorded: one.at, reason: one.note.as_deref() }
}

fn line<'a>(
    request: &'a LetterRequest,
    dossier: &'a Dossier,
    standings: &Standings<'a>,
) -> RequestLine<'a> {
    let questions = request.questions.iter().map(|id| {
        let stand = standings.get(id);
        QuestionLine {
            question: id.as_str(),
            standing: stand.map(|stand| stand.standing),
            title: stand.map_or("no longer among the questions", |stand| &stand.question.title),
        }
    });
    let exhibits = request.exhibits.iter().filter_map(|id| dossier.exhibit(*id));
    RequestLine {
        number: request.number.as_str(),
        text: &request.text,
        state: RequestState::of(request, standings),
        questions: questions.collect(),
        exhibits: exhibits
            .map(|exhibit| ExhibitLine {
                exhibit: exhibit.no.to_string(),
                title: &exhibit.title,
                withdrawn: exhibit.withdrawn.is_some(),
            })
            .collect(),
        absence: request.absence.as_deref(),
    }
}

fn print(request: &RequestLine<'_>, out: &mut Output<'_>) {
    let tint = match request.state {
        RequestState::Documented => Tint::Good,
        RequestState::Mapped => Tint::Short,
        RequestState::Absent => Tint::Plain,
        RequestState::NotMapped => Tint::Grave,
    };
    out.blank();
    let state = request.state;
    out.tinted_text(tint, &format!("{}  {} {}", request.number, state.mark(), state.title()));
    out.text(2, request.text);
    for one in &request.questions {
        let standing = one.standing.map_or("Not asked", Standing::title);
        out.text(4, &format!("{}: {standing}; {}", one.question, one.title));
    }
    for one in &request.exhibits {
        let withdrawn = if one.withdrawn { ", withdrawn since" } else { "" };
        out.text(4, &format!("{} {}{withdrawn}", one.exhibit, one.title));
    }
    if let Some(reason) = request.absence {
        out.text(4, &format!("Why nothing answers it: {reason}"));
    }
}

/// What answers a request, in one line.
pub(super) fn answered_by(request: &LetterRequest, dossier: &Dossier) -> String {
    let exhibits = request.exhibits.iter().filter_map(|id| dossier.exhibit(*id));
    let exhibits = exhibits.map(|exhibit| exhibit.no.to_string());
    let all: Vec<String> =
        request.questions.iter().map(ToString::to_string).chain(exhibits).collect();
    match &request.absence {
        _ if !all.is_empty() => format!("mapped to {}", all.join(", ")),
        Some(reason) => format!("absent: {reason}"),
        None => "not mapped".to_owned(),
    }
}
