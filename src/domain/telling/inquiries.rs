//! Inquiries, their requests and what was handed over, in words.

use super::words::Told;
use crate::domain::dossier::Dossier;
use crate::domain::event::{HandedOver, InquirySet, RequestSet};
use crate::domain::id::{ExhibitId, QuestionId};
use crate::domain::inquiry::{Inquiry, RequestNo};

/// An inquiry opened or changed, against what was on file before it.
pub(super) fn inquiry(set: &InquirySet, before: &Dossier) -> Told {
    let no = before.inquiries.number_of(set.inquiry);
    let Some(old) = before.inquiries.get(set.inquiry) else {
        let reference = set.reference.iter().map(|own| format!("their number {own}"));
        let days = format!("received {}, due {}", set.received, set.due);
        let letter = set.exhibit.map(|id| format!("letter {}", number(id, before)));
        let words = std::iter::once(set.from.clone()).chain(reference).chain([days]).chain(letter);
        let words: Vec<String> = words.chain(set.note.clone()).collect();
        return Told::what(format!("{no} opened")).is(words.join("; "));
    };
    match (old.closed, set.closed) {
        (None, Some(day)) => return Told::what(format!("{no} closed")).is(format!("on {day}")),
        (Some(day), None) => {
            let was = Some(format!("closed on {day}"));
            return Told { was, is: set.note.clone(), ..Told::what(format!("{no} opened again")) };
        }
        _ => {}
    }
    if old.due != set.due {
        let why = set.note.as_ref().map_or_else(String::new, |note| format!("; {note}"));
        let what = format!("{no} due day moved");
        return Told::what(what).was(Some(old.due.to_string())).is(format!("{}{why}", set.due));
    }
    changed(old, set, before)
}

fn changed(old: &Inquiry, set: &InquirySet, before: &Dossier) -> Told {
    let said = |words: Option<&String>| words.map_or("not recorded", |words| words).to_owned();
    let paper = |id: Option<ExhibitId>| id.map_or_else(|| said(None), |id| number(id, before));
    let all = [
        ("from", old.from.clone(), set.from.clone()),
        ("received", old.received.to_string(), set.received.to_string()),
        ("their number", said(old.reference.as_ref()), said(set.reference.as_ref())),
        ("letter", paper(old.letter), paper(set.exhibit)),
        ("note", said(old.note.as_ref()), said(set.note.as_ref())),
    ];
    let differ: Vec<_> = all.into_iter().filter(|(_, was, is)| was != is).collect();
    if differ.is_empty() {
        return Told::what(format!("{} recorded again, as before", old.no));
    }
    let words = |which: fn(&(&str, String, String)) -> String| {
        let all: Vec<String> =
            differ.iter().map(|one| format!("{} {}", one.0, which(one))).collect();
        all.join("; ")
    };
    Told::what(format!("{} changed", old.no))
        .was(Some(words(|one| one.1.clone())))
        .is(words(|one| one.2.clone()))
}

/// A request of a letter written or mapped, against what was on file before it.
pub(super) fn request(set: &RequestSet, before: &Dossier) -> Told {
    let no = before.inquiries.number_of(set.inquiry);
    let number = RequestNo::new(&set.number);
    let what = format!("{no}, request {number}");
    let is = answered_by(&set.questions, &set.exhibits, set.absence.as_deref(), before);
    let old = before.inquiries.get(set.inquiry).and_then(|inquiry| inquiry.request(&number));
    let Some(old) = old else {
        let more = is.map_or_else(String::new, |is| format!("; {is}"));
        return Told::what(what).is(format!("{}{more}", set.text));
    };
    if old.text != set.text {
        return Told::what(format!("{what}, its words")).was(Some(old.text.clone())).is(&set.text);
    }
    let was = answered_by(&old.questions, &old.exhibits, old.absence.as_deref(), before);
    let open = || "not mapped".to_owned();
    Told::what(what).was(Some(was.unwrap_or_else(open))).is(is.unwrap_or_else(open))
}

/// What answers a request, in words; nothing where that is not said.
fn answered_by(
    questions: &[QuestionId],
    exhibits: &[ExhibitId],
    absence: Option<&str>,
    dossier: &Dossier,
) -> Option<String> {
    let questions = questions.iter().map(ToString::to_string);
    let all: Vec<String> =
        questions.chain(exhibits.iter().map(|id| number(*id, dossier))).collect();
    let mapped = (!all.is_empty()).then(|| format!("mapped to {}", all.join(", ")));
    mapped.or_else(|| absence.map(|reason| format!("absent: {reason}")))
}

/// Something handed over, against what was on file before it.
pub(super) fn handed_over(handed: &HandedOver, before: &Dossier) -> Told {
    let no = before.handed_over.next_no();
    let report = handed.report.and_then(|id| before.event(id));
    let report = report.map(|event| format!("the report of event {}", event.seq));
    let inquiry = handed.inquiry.map(|id| format!("for {}", before.inquiries.number_of(id)));
    let with: Vec<String> = handed.exhibits.iter().map(|id| number(*id, before)).collect();
    let with = (!with.is_empty()).then(|| format!("with {}", with.join(", ")));
    let first = format!("{} edition, sha-256 {}", handed.edition, handed.sha256.short());
    let all: Vec<String> =
        std::iter::once(first).chain(report).chain(inquiry).chain(with).collect();
    Told::what(format!("{no} handed to {} on {}", handed.to, handed.on)).is(all.join("; "))
}

fn number(id: ExhibitId, dossier: &Dossier) -> String {
    dossier.exhibit(id).map_or_else(|| "an exhibit".to_owned(), |one| one.no.to_string())
}
