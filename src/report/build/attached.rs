//! Files that lie inside a report: always its index of exhibits for programs; the exhibits themselves where that is asked for.

use super::Matter;
use super::phrases::{bytes, counted, exhibit_anchor};
use crate::domain::event::ExhibitDates;
use crate::domain::exhibit::{Exhibit, HeldBack, Holding};
use crate::report::model::{
    Attached, Attachment, Block, Cell, Column, Heading, Level, Relation, Report, Table, Text,
};
use crate::text::{cell, naming, visible};

/// The most bytes of exhibits inside one report: 64 MiB. More is too large for what most offices can mail or open.
pub const MOST_ATTACHED: u64 = 64 << 20;

/// The name of the index for programs.
const INDEX: &str = "exhibits.csv";

/// What the columns before the dates are called.
const COLUMNS: [&str; 6] = ["Exhibit", "Title", "Kind", "File name", "Bytes", "SHA-256"];

/// An exhibit that a report lists, and what keeps its copy from going out, if anything does.
pub type Copied<'a> = (&'a Exhibit, Option<HeldBack>);

/// An exhibit that is not inside the report although exhibits are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAttached {
    /// Its number and title.
    pub exhibit: String,
    /// Why.
    pub why: HeldBack,
}

impl Matter<'_, '_> {
    /// The index of exhibits as a table for programs: what the report lists, with the SHA-256 of each. RFC 4180, every cell quoted.
    pub(super) fn index_of_exhibits(&self) -> Attachment {
        let mut text = String::new();
        let dates = ExhibitDates::default().named().map(|(name, _)| name);
        let last = ["Supports", "Superseded by", "Withdrawn"];
        push_row(&mut text, COLUMNS.into_iter().chain(dates).chain(last));
        for exhibit in &self.exhibits {
            let (file_name, size, sha256) = match &exhibit.holding {
                Holding::Vault { file_name, bytes, sha256 } => {
                    (file_name.clone(), bytes.to_string(), sha256.to_string())
                }
                Holding::Elsewhere(_) => Default::default(),
            };
            let supports = exhibit
                .links
                .iter()
                .map(|link| self.source.dossier.question_named(link.subject, &link.question));
            let supports = supports.collect::<Vec<_>>().join("; ");
            let superseded = exhibit.superseded_by.map(|no| no.to_string()).unwrap_or_default();
            let withdrawn = exhibit.withdrawn.as_ref().map(|_| "yes").unwrap_or_default();
            let no = exhibit.no.to_string();
            let first = [&no, &exhibit.title, exhibit.kind.title(), &file_name, &size, &sha256];
            let dates = exhibit.dates.named();
            let dates = dates.map(|(_, day)| day.map(|day| day.to_string()).unwrap_or_default());
            let dates = dates.iter().map(String::as_str);
            let last = [supports.as_str(), &superseded, withdrawn];
            push_row(&mut text, first.into_iter().chain(dates).chain(last));
        }
        Attachment {
            name: INDEX.into(),
            about: "The exhibits that this report lists, with the SHA-256 of each".into(),
            media_type: "text/csv".to_owned(),
            relation: Relation::Data,
            modified: self.speaks_for(),
            content: Attached::Bytes(text.into_bytes()),
        }
    }
}

/// Adds a row. A cell that a spreadsheet program would run is marked as text; one that hides or acts is written out.
fn push_row<'c>(text: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (place, words) in cells.enumerate() {
        let words = visible(words);
        let words = cell::guarded(&words).unwrap_or_else(|| words.into_owned());
        text.push_str(if place == 0 { "\"" } else { ",\"" });
        text.push_str(&words.replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// Puts exhibits inside a report, in this order, and says at its end which are and why the others are not.
pub fn attach(report: &mut Report, exhibits: &[Copied<'_>]) -> Vec<NotAttached> {
    let (mut sum, mut outside) = (0_u64, Vec::new());
    let columns = vec![
        Column::fit("No."),
        Column::share("Title", 2),
        Column::fit("Bytes").right(),
        Column::share("Inside this document", 2),
    ];
    let mut table = Table::new("Exhibits inside this document", columns, "No exhibit is listed.");
    for (exhibit, held_back) in exhibits {
        let fits = |bytes: u64| sum.checked_add(bytes).filter(|sum| *sum <= MOST_ATTACHED);
        let place = match (&exhibit.holding, held_back) {
            (_, Some(why)) => Err(why.clone()),
            (Holding::Elsewhere(held), None) => Err(HeldBack::Elsewhere(held.place.clone())),
            (Holding::Vault { bytes, .. }, None) => {
                fits(*bytes).ok_or(HeldBack::NoRoom(MOST_ATTACHED >> 20))
            }
        };
        let told = match place {
            Ok(so_far) => {
                sum = so_far;
                let attachment = inside(exhibit);
                let told = Cell::from(
                    attachment
                        .iter()
                        .fold(Text::from("as "), |text, one| text.plain(one.name.clone())),
                );
                report.attachments.extend(attachment);
                told
            }
            Err(why) => {
                let told = Cell::from(format!("No: {why}"));
                outside.push(NotAttached {
                    exhibit: format!("{} {}", exhibit.no, exhibit.title),
                    why,
                });
                told
            }
        };
        table.push([
            Cell::from(Text::new().link(exhibit.no.to_string(), exhibit_anchor(exhibit.no))),
            Cell::from(exhibit.title.as_str()),
            Cell::from(bytes(&exhibit.holding)),
            told,
        ]);
    }
    let count = exhibits.len() - outside.len();
    let says = format!(
        "{} {} inside this document as attachments; a PDF reader lists them, as a rule under a paper clip. The file \u{201C}{INDEX}\u{201D} \
         beside them names every exhibit with its SHA-256.",
        counted(count, "exhibit", "exhibits"),
        if count == 1 { "lies" } else { "lie" }
    );
    let heading = Heading::new(Level::One, "Exhibits inside this document").into();
    report.push(Block::Together(vec![heading, Text::from(says).into()]));
    report.push(table);
    outside
}

fn inside(exhibit: &Exhibit) -> Option<Attachment> {
    let Holding::Vault { file_name, bytes, sha256 } = &exhibit.holding else { return None };
    let name = naming::file_name(&exhibit.no.to_string(), &exhibit.title, file_name);
    Some(Attachment {
        media_type: media_type(&name).to_owned(),
        name: name.into(),
        about: format!("Exhibit {}: {}", exhibit.no, exhibit.title).into(),
        relation: Relation::Supplement,
        modified: exhibit.taken_at,
        content: Attached::Stored { sha256: sha256.to_string(), bytes: *bytes },
    })
}

/// The type that a name's extension stands for, of those that offices send; what is not known is bytes.
fn media_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, last)| last.to_ascii_lowercase());
    match extension.as_deref() {
        Some("pdf") => "application/pdf",
        Some("txt" | "log") => "text/plain",
        Some("csv") => "text/csv",
        Some("eml") => "message/rfc822",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("tif" | "tiff") => "image/tiff",
        Some("zip") => "application/zip",
        Some("json") => "application/json",
        Some("doc") => "application/msword",
        Some("xls") => "application/vnd.ms-excel",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("pptx") => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    }
}
