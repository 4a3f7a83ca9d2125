//! `manifest.csv`: one line a file, and one for each thing that is not in the binder, with the reason.
//!
//! RFC 4180 with every cell quoted, in UTF-8 with the mark by which Excel knows it. A cell that a spreadsheet program would run is marked
//! as text; what acts or hides is written out.

use super::{Binder, Whole};
use crate::domain::exhibit::ExhibitNo;
use crate::problem::Problem;
use crate::text::{cell, visible};

/// Its name in the binder.
pub const FILE: &str = "manifest.csv";

/// The most bytes of a manifest that are read again.
pub const MOST_BYTES: u64 = 16 << 20;

/// What its columns are called; also the sign by which a binder of this program is known.
const COLUMNS: [&str; 19] = [
    "Item",
    "File in this binder",
    "Title",
    "Original file name",
    "Bytes",
    "SHA-256",
    "Answers questions",
    "Answers requests",
    "Kind",
    "Dated",
    "In force from",
    "Period from",
    "Period to",
    "Expires",
    "Obtained",
    "Read again",
    "Superseded by",
    "Not in this binder",
    "Why",
];

const MARK: &[u8] = b"\xEF\xBB\xBF";
const REPORT: &str = "Report";
const INDEX: &str = "Index";
const LEFT_OUT: &str = "Left out";

/// The manifest's bytes; `pages` are the index pages.
///
/// # Errors
/// The text could not be put together; nothing that a record holds brings that about.
pub fn bytes(binder: &Binder, pages: &[Whole]) -> Result<Vec<u8>, Problem> {
    write(binder, pages).map_err(|error| Problem::bug("the manifest was not written").cause(error))
}

fn write(binder: &Binder, pages: &[Whole]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    writer.write_record(COLUMNS)?;
    let title = format!("Report, {} edition", binder.edition.word());
    writer.write_record(row(REPORT, &title, &binder.report))?;
    for item in &binder.items {
        writer.write_record(of_item(item))?;
    }
    for page in pages {
        writer.write_record(row(INDEX, "Index of this binder", page))?;
    }
    for (what, why) in &binder.left_out {
        let mut cells = empty();
        let [item, _, title, .., missing, reason] = &mut cells;
        (*item, *title) = (LEFT_OUT.to_owned(), shown(what));
        (*missing, *reason) = ("left out".to_owned(), shown(why));
        writer.write_record(cells)?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn empty() -> [String; 19] {
    std::array::from_fn(|_| String::new())
}

fn row(item: &str, title: &str, file: &Whole) -> [String; 19] {
    let mut cells = empty();
    let [first, path, titled, _, bytes, sha256, ..] = &mut cells;
    (*first, *path, *titled) = (item.to_owned(), shown(&file.path), shown(title));
    (*bytes, *sha256) = (file.bytes.to_string(), file.sha256.to_string());
    cells
}

fn of_item(item: &super::Item) -> [String; 19] {
    let (original, bytes, sha256) = item.taken.as_ref().map_or_else(Default::default, |taken| {
        (shown(&taken.0), taken.1.to_string(), taken.2.to_string())
    });
    let (path, missing, why) = match &item.place {
        Ok(path) => (shown(path), String::new(), String::new()),
        Err(why) => (String::new(), why.word().to_owned(), shown(&why.to_string())),
    };
    let [dated, from, period_from, period_to, expires, obtained, read_again] =
        item.dates.named().map(|(_, day)| day.map(|day| day.to_string()).unwrap_or_default());
    [
        item.no.to_string(),
        path,
        shown(&item.title),
        original,
        bytes,
        sha256,
        shown(&item.questions.join("; ")),
        shown(&item.requests.join("; ")),
        item.kind.to_owned(),
        dated,
        from,
        period_from,
        period_to,
        expires,
        obtained,
        read_again,
        item.superseded_by.map(|no| no.to_string()).unwrap_or_default(),
        missing,
        why,
    ]
}

fn shown(text: &str) -> String {
    let text = visible(text);
    cell::guarded(&text).unwrap_or_else(|| text.into_owned())
}

/// What a manifest says of its binder, as far as this program asks it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The place of the report.
    pub report: String,
    /// The exhibits that are in the binder.
    pub exhibits: Vec<ExhibitNo>,
}

/// Reads a manifest of this program; `None` where it is none. Whoever wrote it is not trusted: a place that leads out of the folder is none.
pub fn read(bytes: &[u8]) -> Option<Known> {
    let text = bytes.strip_prefix(MARK)?;
    let mut reader = csv::Reader::from_reader(text);
    if reader.headers().ok()?.iter().ne(COLUMNS) {
        return None;
    }
    let mut known = Known { report: String::new(), exhibits: Vec::new() };
    for record in reader.records() {
        let record = record.ok()?;
        let cell = |place| record.get(place).map(|text| cell::unguarded(text).unwrap_or(text));
        let (item, path) = (cell(0)?, cell(1)?);
        match item {
            REPORT if stays_below(path) => path.clone_into(&mut known.report),
            _ if path.is_empty() => {}
            _ => known.exhibits.extend(ExhibitNo::read(item)),
        }
    }
    (!known.report.is_empty()).then_some(known)
}

/// Whether a place leads to a file below its folder: only plain names between the strokes.
pub fn stays_below(place: &str) -> bool {
    place.split('/').all(|name| !name.is_empty() && ![".", ".."].contains(&name))
        && !place.contains(['\\', ':'])
}
