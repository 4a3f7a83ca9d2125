//! The index pages of a binder, `index.html` and `index.txt`: where everything is, what is missing and why, and how to check it.

use super::page::{Cell, Page, Section};
use super::{Binder, Item, sums};
use crate::domain::event::Edition;
use crate::domain::exhibit::ExhibitNo;
use crate::text::{capitalized, many};

/// The page for a browser.
pub const HTML: &str = "index.html";

/// The page as text.
pub const TEXT: &str = "index.txt";

/// Both pages, each with its name.
pub fn pages(binder: &Binder) -> [(&'static str, String); 2] {
    let page = page(binder);
    [(HTML, page.html()), (TEXT, page.text())]
}

fn page(binder: &Binder) -> Page {
    let mut facts = vec![("Vendor", binder.vendor.clone())];
    facts.extend(binder.letter.clone().map(|letter| ("In answer to", letter)));
    let edition = match binder.edition {
        Edition::Produced => "produced: facts and exhibits",
        Edition::Internal => "internal: with notes for counsel; not for handing over",
    };
    facts.extend([
        ("Prepared for", binder.organization.clone()),
        ("As of", binder.as_of.clone()),
        ("Edition", edition.to_owned()),
        ("Status", binder.status.clone()),
    ]);
    let mut sections = vec![what_is_here(binder)];
    sections.extend(requests(binder));
    sections.extend(exhibits(binder));
    sections.extend(missing(binder));
    sections.push(how_to_check());
    Page { title: binder.title(), facts, warning: binder.warning.clone(), sections }
}

fn what_is_here(binder: &Binder) -> Section {
    let (inside, missing) = (binder.inside().count(), binder.missing().count());
    let here = format!("The report and {} are in this folder.", many(inside, "exhibit"));
    let words = match missing {
        0 => format!("{here} No exhibit that belongs to it is missing."),
        1 => format!("{here} One exhibit is not; it is listed below with the reason."),
        _ => format!(
            "{here} {missing} exhibits are not; they are listed below, each with the reason."
        ),
    };
    let row = |file: &str, what: &str| vec![Cell::link(file, file), Cell::words(what)];
    Section {
        heading: "What is here".to_owned(),
        words: vec![words],
        columns: vec!["File", "What it is"],
        rows: vec![
            row(
                &binder.report.path,
                &format!("The report, {} edition, as PDF", binder.edition.word()),
            ),
            row(
                super::manifest::FILE,
                "Every file and every missing one, as a table for spreadsheet programs",
            ),
            row(sums::FILE, "The SHA-256 of every file, for checking"),
            row(TEXT, "This page as plain text"),
        ],
        ..Section::default()
    }
}

fn requests(binder: &Binder) -> Option<Section> {
    binder.letter.as_ref()?;
    let rows = binder.requests.iter().map(|request| {
        let mut files: Vec<_> = request.exhibits.iter().map(|no| file_line(binder, *no)).collect();
        files.extend(request.absence.as_ref().map(|why| (format!("Nothing: {why}"), None)));
        if files.is_empty() {
            let none = match request.state.as_str() {
                "" => "No exhibit".to_owned(),
                state => format!("No exhibit; the report says how it stands: {state}"),
            };
            files.push((none, None));
        }
        let name = Cell::words(format!("Request {}", request.number));
        vec![name, Cell::words(&request.text), Cell::words(&request.state), Cell(files)]
    });
    Some(Section {
        heading: "The letter's requests".to_owned(),
        words: vec![
            "Each request stands under the letter's own number. An exhibit that answers several requests lies in the folder of the first."
                .to_owned(),
        ],
        columns: vec!["Request", "In the letter's words", "Stands", "Exhibits"],
        rows: rows.collect(),
        ..Section::default()
    })
}

/// An exhibit in a list of files: a link, or that it is not there.
fn file_line(binder: &Binder, no: ExhibitNo) -> (String, Option<String>) {
    let Some(item) = binder.items.iter().find(|item| item.no == no) else {
        return (no.to_string(), None);
    };
    let named = format!("{no} {}", item.title);
    match &item.place {
        Ok(place) => (named, Some(place.clone())),
        Err(why) => (format!("{named}: not here, {}", why.word()), None),
    }
}

fn exhibits(binder: &Binder) -> Option<Section> {
    let rows = binder.inside().map(|(item, place)| {
        let mut row = vec![Cell::words(item.no.to_string()), Cell::link(&item.title, place)];
        row.extend(about(item));
        let size = item.taken.as_ref().map(|(_, bytes, _)| format!("{bytes} bytes"));
        row.push(Cell::words(size.unwrap_or_default()));
        row
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| Section {
        heading: "Exhibits in this binder".to_owned(),
        columns: vec!["No.", "File", "Kind and dates", "Answers", "Size"],
        rows,
        ..Section::default()
    })
}

/// Kind and dates; what it answers.
fn about(item: &Item) -> [Cell; 2] {
    let mut kind = vec![(item.kind.to_owned(), None)];
    kind.extend(Some(item.dated()).filter(|dated| !dated.is_empty()).map(|dated| (dated, None)));
    kind.extend(item.superseded_by.map(|newer| (format!("Superseded by {newer}"), None)));
    let requests = item.requests.iter().map(|number| format!("request {number}"));
    let answers: Vec<String> = requests.chain(item.questions.iter().cloned()).collect();
    [Cell(kind), Cell::words(answers.join(", "))]
}

fn missing(binder: &Binder) -> Option<Section> {
    let items = binder.missing().map(|(item, why)| {
        let [kind, _] = about(item);
        let name = Cell::words(item.no.to_string());
        vec![name, Cell::words(&item.title), kind, Cell::words(sentence(&why.to_string()))]
    });
    let left_out = binder.left_out.iter().map(|(what, why)| {
        let what = Cell::words(what);
        vec![Cell::words("Left out"), what, Cell::default(), Cell::words(sentence(why))]
    });
    let rows: Vec<_> = items.chain(left_out).collect();
    (!rows.is_empty()).then(|| Section {
        heading: "Not in this binder".to_owned(),
        words: vec!["Each thing that is not here, with the reason.".to_owned()],
        columns: vec!["No.", "What", "Kind and dates", "Why"],
        rows,
        ..Section::default()
    })
}

fn how_to_check() -> Section {
    Section {
        heading: "How to check that nothing was changed".to_owned(),
        words: vec![
            "Open a terminal in this folder and type the first line on Linux, the second on macOS. On Windows the third line, with the name \
             of a file in the place of FILE, prints its SHA-256, which must be the one in SHA256SUMS. This shows that the files are those \
             that were listed; it does not show who listed them."
                .to_owned(),
        ],
        typed: vec![
            "sha256sum -c SHA256SUMS",
            "shasum -a 256 -c SHA256SUMS",
            "certutil -hashfile \"FILE\" SHA256",
        ],
        ..Section::default()
    }
}

/// A reason as a sentence of its own.
fn sentence(words: &str) -> String {
    format!("{}.", capitalized(words.trim_end_matches('.')))
}
