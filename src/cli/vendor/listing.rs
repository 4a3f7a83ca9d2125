//! `vendor list --ocr-csv`: OCR's listing of business associates, written to a file.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::output::Output;
use crate::desk::Desk;
use crate::domain::vendor::listing::COLUMNS;
use crate::export::listing::{Listed, Unsettled};
use crate::problem::Problem;
use crate::store::atomic::Overwrite;
use crate::text::many;

/// What is known of the template, and what is not.
const TEMPLATE: &str = "The 27 columns are those of the template of OCR's Phase 2 audits (2016). Columns 1 to 14 were checked against a \
published copy; the order of columns 15 to 27 is inferred. Compare it with the template that came with your letter.";

#[derive(Serialize)]
struct Document<'a> {
    file: String,
    vendors: Vec<Row<'a>>,
    left_out: Vec<LeftOut<'a>>,
    template: &'a str,
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    undetermined: bool,
    lacks: &'a [&'static str],
    marked_as_text: &'a [&'static str],
}

#[derive(Serialize)]
struct LeftOut<'a> {
    name: &'a str,
    because: &'a str,
}

impl<'a> From<&'a Listed> for Row<'a> {
    fn from(listed: &'a Listed) -> Self {
        Self {
            name: &listed.name,
            undetermined: listed.unsettled == Unsettled::Yes,
            lacks: &listed.lacks,
            marked_as_text: &listed.marked,
        }
    }
}

pub(super) fn write(
    desk: &mut Desk,
    output: Option<PathBuf>,
    overwrite: bool,
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let day = desk.today();
    let path = output.unwrap_or_else(|| format!("business-associates-{day}.csv").into());
    let overwrite = if overwrite { Overwrite::Yes } else { Overwrite::No };
    let listing = desk.write_listing(&path, overwrite)?;
    let document = Document {
        file: path.display().to_string(),
        vendors: listing.listed.iter().map(Row::from).collect(),
        left_out: listing
            .left_out
            .iter()
            .map(|(name, because)| LeftOut { name, because })
            .collect(),
        template: TEMPLATE,
    };
    out.result("vendor-listing", &document, |out| {
        let count = many(document.vendors.len(), "vendor");
        out.line(&format!("Wrote {} ({count}, {} columns).", document.file, COLUMNS.len()));
    });
    for row in &document.vendors {
        say(row, out);
    }
    for one in &document.left_out {
        out.say(&format!("Left out: {}, because {}.", one.name, one.because));
    }
    out.say(TEMPLATE);
    Ok(())
}

fn say(row: &Row<'_>, out: &mut Output<'_>) {
    let name = row.name;
    if row.undetermined {
        out.say(&format!(
            "{name} is on it, but whether it is a business associate is not determined (question risk.ba_status)."
        ));
    }
    if !row.lacks.is_empty() {
        let nothing = row.lacks.len() == COLUMNS.iter().filter(|one| one.is_expected()).count() - 1;
        let lacks =
            if nothing { "everything but its name".to_owned() } else { row.lacks.join("; ") };
        out.say(&format!("{name} lacks: {lacks}."));
    }
    for column in row.marked_as_text {
        out.say(&format!(
            "{name}, '{column}': an apostrophe was put in front, so that no spreadsheet takes the text for a formula."
        ));
    }
}
