//! What can be found in a record.

use std::sync::Arc;

use super::{Entry, Kind, Place};
use crate::domain::bank::Bank;
use crate::domain::dossier::Dossier;
use crate::domain::event::Subject;
use crate::domain::exhibit::{Exhibit, Holding};
use crate::domain::id::VendorId;
use crate::domain::inquiry::Inquiry;
use crate::domain::question::{Question, Scope};
use crate::domain::register::{Record, RegisterKind};
use crate::domain::request::Asked;
use crate::domain::summary::Summary;
use crate::domain::withholding;

/// A vendor, by its names and its short name.
pub fn of_vendor(row: &Summary) -> Entry {
    let name: Arc<str> = row.name().into();
    let former = row.names.iter().skip(1).map(String::as_str);
    let words: Vec<&str> = std::iter::once(row.slug.as_str()).chain(former).collect();
    let of = Some((row.vendor, &name));
    Entry::new(Kind::Vendor, of, row.name(), words.join(", "), Place::Vendor)
}

/// The questions, as they are asked about a vendor, and those about us as they are asked of us.
pub fn of_questions(
    bank: &Bank,
    vendor: Option<&Summary>,
    ours: &Summary,
    asked: impl Fn(&Question) -> Asked,
) -> Vec<Entry> {
    let name = |row: &Summary| -> (VendorId, Arc<str>) { (row.vendor, row.name().into()) };
    let (vendor, ours) = (vendor.map(name), name(ours));
    let entry = |question: &Question| {
        let about_us = question.scope == Scope::Organization;
        let of = if about_us { Some(&ours) } else { vendor.as_ref() };
        let asked = if about_us {
            Asked::of(Subject::Organization, question.id.clone())
        } else {
            asked(question)
        };
        let words = format!("{}. {}", question.title, question.text);
        let of = of.map(|(vendor, name)| (*vendor, name));
        Entry::new(Kind::Question, of, question.id.as_str(), words, Place::Question(asked))
    };
    bank.questions().iter().map(entry).collect()
}

/// Everything else that can be found in a record: exhibits, notes, follow-ups, records and inquiries.
pub fn of_dossier(dossier: &Dossier) -> Vec<Entry> {
    let name: Arc<str> = dossier.name.as_str().into();
    let of = (dossier.id, &name);
    let mut entries: Vec<Entry> =
        dossier.exhibits.values().map(|exhibit| of_exhibit(of, exhibit)).collect();
    for (subject, question, answer) in dossier.answers.iter() {
        let Some(note) = answer.note.as_deref().filter(|note| is_told(note)) else { continue };
        let named = dossier.question_named(subject, question);
        let place = Place::Question(Asked::of(subject, question.clone()));
        entries.push(Entry::new(Kind::Note, Some(of), named, note, place));
    }
    for follow_up in dossier.follow_ups.iter().filter(|one| one.is_open()) {
        let one = &follow_up.follow_up;
        let head = format!("{} finds out {} by {}", one.owner, follow_up.name(), one.due);
        let asked = Asked::of(follow_up.subject, follow_up.question.clone());
        entries.push(Entry::new(Kind::FollowUp, Some(of), head, "", Place::Question(asked)));
    }
    entries.extend(dossier.registers.iter().map(|record| of_record(of, dossier, record)));
    entries.extend(dossier.inquiries.iter().flat_map(|inquiry| of_inquiry(of, inquiry)));
    entries
}

/// A text in whose place the day of its withholding stands is not searched for that day.
fn is_told(text: &str) -> bool {
    !text.trim().is_empty() && !withholding::is_in_place(text)
}

fn of_exhibit(of: (VendorId, &Arc<str>), exhibit: &Exhibit) -> Entry {
    let file = match &exhibit.holding {
        Holding::Vault { file_name, .. } => file_name.as_str(),
        Holding::Elsewhere(held) => held.place.as_str(),
    };
    let head = format!("{} {}", exhibit.no, exhibit.title);
    let place = Place::Exhibit(exhibit.no);
    Entry::new(
        Kind::Exhibit,
        Some(of),
        head,
        Some(file).filter(|file| is_told(file)).unwrap_or_default(),
        place,
    )
}

fn of_record(of: (VendorId, &Arc<str>), dossier: &Dossier, record: &Record) -> Entry {
    let incident = record.no.register == RegisterKind::Incidents;
    let kind = if incident { Kind::Incident } else { Kind::Record };
    let facts = dossier.registers.facts(record);
    let facts: Vec<&str> =
        facts.iter().map(|(_, shown)| shown.as_str()).filter(|shown| is_told(shown)).collect();
    let head = format!("{} {} {}", record.no, record.no.register.one(), record.label());
    Entry::new(kind, Some(of), head, facts.join("; "), Place::Record(record.no))
}

fn of_inquiry<'a>(
    of: (VendorId, &'a Arc<str>),
    inquiry: &'a Inquiry,
) -> impl Iterator<Item = Entry> + 'a {
    let head = format!("{} {}", inquiry.no, inquiry.label());
    let note = inquiry.note.as_deref().filter(|note| is_told(note)).unwrap_or_default();
    let whole = Entry::new(Kind::Inquiry, Some(of), head, note, Place::Inquiry(inquiry.no));
    let requests = inquiry.requests.iter().filter(|request| is_told(&request.text));
    let requests = requests.map(move |request| {
        let head = format!("{} request {}", inquiry.no, request.number);
        let place = Place::Inquiry(inquiry.no);
        Entry::new(Kind::Inquiry, Some(of), head, request.text.as_str(), place)
    });
    std::iter::once(whole).chain(requests)
}
