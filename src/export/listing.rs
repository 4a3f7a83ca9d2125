//! OCR's listing of business associates as CSV: one row a vendor, the columns of [`crate::domain::vendor::listing`].
//!
//! RFC 4180 with every cell quoted, in UTF-8 with the mark by which Excel knows it.

use crate::domain::dossier::Dossier;
use crate::domain::vendor::listing::{COLUMNS, Place, place};
use crate::text::{cell, named, refused_control};

/// A listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The file's bytes.
    pub csv: Vec<u8>,
    /// The vendors on it, in the order of the rows.
    pub listed: Vec<Listed>,
    /// The vendors that are not on it, each with the reason.
    pub left_out: Vec<(String, &'static str)>,
}

/// A vendor on the listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Whether it is on it only because nobody has determined yet what it is.
    pub unsettled: Unsettled,
    /// The columns that are expected and empty.
    pub lacks: Vec<&'static str>,
    /// The columns whose text was marked as text, so that no spreadsheet program runs it.
    pub marked: Vec<&'static str>,
}

/// Whether it is settled that a vendor is a business associate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsettled {
    /// It is.
    No,
    /// It is not.
    Yes,
}

/// The listing of these vendors.
///
/// # Errors
/// The text could not be put together; nothing that a vendor's record holds brings that about.
pub fn listing(dossiers: &[Dossier]) -> Result<Listing, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(COLUMNS.map(|column| column.head))?;
    let (mut listed, mut left_out) = (Vec::new(), Vec::new());
    for dossier in dossiers {
        let unsettled = match place(dossier) {
            Place::Listed => Unsettled::No,
            Place::ListedUnsettled => Unsettled::Yes,
            Place::LeftOut(why) => {
                left_out.push((dossier.name.clone(), why));
                continue;
            }
        };
        let (one, cells) = row(dossier, unsettled);
        writer.write_record(cells)?;
        listed.push(one);
    }
    let csv = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(Listing { csv, listed, left_out })
}

fn row(dossier: &Dossier, unsettled: Unsettled) -> (Listed, Vec<String>) {
    let name = dossier.name.clone();
    let mut listed = Listed { name, unsettled, lacks: Vec::new(), marked: Vec::new() };
    let mut cells = Vec::new();
    for column in COLUMNS {
        let text = column.of(dossier).map(|text| harmless(&text)).unwrap_or_default();
        if text.is_empty() && column.is_expected() {
            listed.lacks.push(column.head);
        }
        let guarded = cell::guarded(&text);
        if guarded.is_some() {
            listed.marked.push(column.head);
        }
        cells.push(guarded.unwrap_or(text));
    }
    (listed, cells)
}

/// Control characters are refused when they are typed. A journal that another program wrote may hold one; it leaves written out.
fn harmless(text: &str) -> String {
    match refused_control(text) {
        None => text.to_owned(),
        Some(_) => text
            .chars()
            .map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { named(c) } else { c.into() })
            .collect(),
    }
}
