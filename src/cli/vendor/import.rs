//! `vendor import`: adds the vendors of a CSV file.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::Ended;
use crate::cli::output::Output;
use crate::desk::{Checked, Desk, Fate, OnTheList};
use crate::import::Fault;
use crate::problem::{Doubt, Problem};
use crate::text::many;

/// What the verb explains below its arguments.
pub(super) const HELP: &str = "\
The first row names the facts: name, tier and the fields of `vendor set`, or the column heads of OCR's listing of business associates. \
UTF-8, cells separated by commas, semicolons or tabs. If anything is wrong, every fault is listed with its row and column and nothing \
is recorded. An import that was cut off goes on when the same file is imported again.";

/// `vendor import`.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Import {
    /// The file
    file: PathBuf,
    /// Only look at the file; nothing is recorded
    #[arg(long)]
    check: bool,
    /// Leave out the rows whose vendor is on the list already
    #[arg(long)]
    skip_listed: bool,
    /// Record what looks like a patient's number or birth date all the same
    #[arg(long)]
    patient_data_checked: bool,
}

/// What became of the file.
#[derive(Default, Serialize)]
struct Document<'a> {
    recorded: bool,
    added: Vec<Line<'a>>,
    completed: Vec<Line<'a>>,
    there_before: Vec<Line<'a>>,
    left_out: Vec<Line<'a>>,
    remarks: &'a [String],
    faults: &'a [Fault],
}

#[derive(Serialize)]
struct Line<'a> {
    row: usize,
    name: &'a str,
}

impl Import {
    pub(super) fn run(self, desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let known = if self.skip_listed { OnTheList::LeaveOut } else { OnTheList::Refuse };
        let sure: &[Doubt] = if self.patient_data_checked { &[Doubt::PatientData] } else { &[] };
        let checked = match desk.check_import(&self.file, known, sure) {
            Ok(checked) => checked,
            Err(refused) if self.check && !refused.faults.is_empty() => {
                let faults = refused.faults;
                let document = Document { faults: &faults, ..Document::default() };
                out.result("vendor-import", &document, |out| {
                    for fault in &faults {
                        out.line(&fault.to_string());
                    }
                });
                for next in &refused.problem.next {
                    out.say(next);
                }
                return Ok(Ended::Found);
            }
            Err(refused) => {
                for fault in &refused.faults {
                    out.say(&fault.to_string());
                }
                return Err(*refused.problem);
            }
        };
        if !self.check {
            desk.import_vendors(&checked)?;
        }
        told(&checked, !self.check, out);
        Ok(Ended::Well)
    }
}

fn told(checked: &Checked, recorded: bool, out: &mut Output<'_>) {
    let lines = |wanted: fn(&Fate) -> bool| {
        let rows = checked.rows.iter().filter(move |row| wanted(&row.fate));
        rows.map(|row| Line { row: row.number, name: &row.name }).collect::<Vec<_>>()
    };
    let document = Document {
        recorded,
        added: lines(|fate| matches!(fate, Fate::New)),
        completed: lines(|fate| matches!(fate, Fate::Begun(_))),
        there_before: lines(|fate| matches!(fate, Fate::Done(_))),
        left_out: lines(|fate| matches!(fate, Fate::LeftOut(_))),
        remarks: &checked.remarks,
        faults: &[],
    };
    out.result("vendor-import", &document, |out| {
        let vendors = |lines: &[Line<'_>]| many(lines.len(), "vendor");
        let (added, completed) = (vendors(&document.added), vendors(&document.completed));
        if recorded {
            out.line(&format!("Added {added}."));
        } else {
            out.line(&format!("Nothing is wrong with the file; it would add {added}."));
        }
        if !document.completed.is_empty() {
            let done = if recorded { "Completed" } else { "It would complete" };
            out.line(&format!("{done} {completed} that an import of this file had begun."));
        }
        if !document.there_before.is_empty() {
            let before = vendors(&document.there_before);
            out.line(&format!("Passed over {before} that an import of this file had added."));
        }
        for line in &document.left_out {
            out.line(&format!(
                "Left out row {}: '{}' is on the list already.",
                line.row, line.name
            ));
        }
    });
    for remark in &checked.remarks {
        out.say(remark);
    }
}
