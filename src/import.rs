//! Vendors from a CSV file: the file is read whole, and everything that is wrong with it is named with its row and column.
//!
//! What a cell may hold is decided where it is recorded, in [`crate::desk`]; here it is decided whether the file is a sheet of vendors
//! that has one reading.

mod decode;
mod heads;
mod marks;
pub mod pdf_title;
mod sheet;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use self::heads::{Heads, Meaning};
use self::sheet::Record;
use crate::domain::id::Digest;
use crate::text::{cell, folded, is_hidden, many, refused_control};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;
/// The most rows of vendors that are read.
pub const MOST_ROWS: usize = 20_000;
/// The most columns that are read.
pub const MOST_COLUMNS: usize = 256;
/// The longest cell that is read, in bytes of UTF-8.
pub const LONGEST_CELL: usize = 32 * 1024;
/// How many faults are listed before the rest is only counted: a file of another kind would have one in every cell.
const MOST_FAULTS: usize = 200;

/// A sheet of vendors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The digest of the file, by which an import that was cut off is known again.
    pub digest: Digest,
    /// The vendors, in the order of the file.
    pub rows: Vec<Row>,
    /// What a person should know of how the file was read.
    pub remarks: Vec<String>,
    /// What is wrong with it; nothing of the sheet may be recorded while there is anything.
    pub faults: Vec<Fault>,
}

/// One vendor of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its row, as a spreadsheet program numbers it; the heads stand in row 1.
    pub number: usize,
    /// Its name.
    pub name: Cell,
    /// Its facts that are not blank, in the order of the columns; `tier` may be among them.
    pub facts: Vec<Cell>,
}

/// One cell that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its column, from 0.
    pub column: usize,
    /// The fact it gives: `name`, `tier` or a field of the profile.
    pub fact: &'static str,
    /// What stands in it.
    pub text: String,
}

/// Something that is wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The row, as a spreadsheet program numbers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// The column, by its letters in a spreadsheet program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What is wrong, and what to do.
    pub what: String,
}

impl Fault {
    /// A fault of the file as a whole.
    pub fn of_file(what: impl Into<String>) -> Self {
        Self { row: None, column: None, what: what.into() }
    }

    /// A fault of a row.
    pub fn of_row(row: usize, what: impl Into<String>) -> Self {
        Self { row: Some(row), ..Self::of_file(what) }
    }

    /// A fault of a cell; the column counts from 0.
    pub fn of_cell(row: usize, column: usize, what: impl Into<String>) -> Self {
        Self { column: Some(letters(column)), ..Self::of_row(row, what) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.row, &self.column) {
            (Some(row), Some(column)) => write!(f, "row {row}, column {column}: {}", self.what),
            (Some(row), None) => write!(f, "row {row}: {}", self.what),
            (None, _) => f.write_str(&self.what),
        }
    }
}

/// A column's letters, as spreadsheet programs give them: A, B, ... Z, AA.
fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Reads a sheet of vendors.
///
/// # Errors
/// The file cannot be taken apart into rows of vendors.
pub fn read(bytes: &[u8]) -> Result<Sheet, Vec<Fault>> {
    let text = decode::text(bytes).map_err(|fault| vec![fault])?;
    let separator = heads::separator(text);
    let mut records = sheet::records(text, separator)?.into_iter();
    let Some(first) = records.next() else {
        return Err(vec![Fault::of_file(format!("the file has no rows; {}", heads::WANTED))]);
    };
    let (heads, faults) = Heads::read(&first)?;
    let mut reading = Reading { heads, rows: Vec::new(), faults, marked: 0 };
    records.for_each(|record| reading.take(record));
    reading.refuse_twins();
    if reading.rows.is_empty() && reading.faults.is_empty() {
        reading.faults.push(Fault::of_file("the file has heads and no vendor below them"));
    }
    let mut remarks: Vec<String> = heads::said(separator).into_iter().collect();
    remarks.extend(reading.said());
    let Reading { rows, faults, .. } = reading;
    Ok(Sheet { digest: Digest::of(bytes), rows, remarks, faults })
}

/// The first faults in full, in the order of the rows, and how many there are beside them.
pub fn limited(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by_key(|fault| fault.row);
    let more = faults.len().saturating_sub(MOST_FAULTS);
    faults.truncate(MOST_FAULTS);
    if more > 0 {
        faults.push(Fault::of_file(format!("and {more} more")));
    }
    faults
}

/// The rows as they are read.
struct Reading {
    heads: Heads,
    rows: Vec<Row>,
    faults: Vec<Fault>,
    /// Cells whose leading apostrophe marked them as text.
    marked: usize,
}

impl Reading {
    fn take(&mut self, record: Record) {
        let number = record.row;
        if record.cells.iter().all(|text| text.trim().is_empty()) {
            return;
        }
        if record.cells.len() != self.heads.len() {
            self.faults.push(Fault::of_row(
                number,
                format!(
                    "it has {} cells where row 1 has {}; a cell with the separator in it needs quotation marks around it",
                    record.cells.len(),
                    self.heads.len()
                ),
            ));
            return;
        }
        let mut facts: Vec<Cell> = Vec::new();
        let cells = record.cells.into_iter().enumerate();
        for (column, text) in cells.filter(|(_, text)| !text.trim().is_empty()) {
            match (self.heads.meaning(column), unfit(&text)) {
                (Meaning::Wrong, _) => {}
                (_, Some(what)) => self.faults.push(Fault::of_cell(number, column, what)),
                (Meaning::Nameless, None) => self.faults.push(Fault::of_cell(
                    number,
                    column,
                    "there is something in it, and row 1 does not say what it is",
                )),
                (Meaning::Fact(fact), None) => {
                    let text = self.unmarked(&text);
                    facts.push(Cell { column, fact, text });
                }
            }
        }
        match facts.iter().position(|cell| cell.fact == "name") {
            Some(place) => {
                let name = facts.remove(place);
                self.rows.push(Row { number, name, facts });
            }
            None => self.faults.push(Fault::of_cell(
                number,
                self.heads.name,
                "the vendor has no name here, and the row has something in it",
            )),
        }
    }

    /// What a cell says: without the mark of text, and with line breaks as they are recorded.
    fn unmarked(&mut self, text: &str) -> String {
        let bare = cell::unguarded(text);
        self.marked += usize::from(bare.is_some());
        bare.unwrap_or(text).replace("\r\n", "\n")
    }

    /// Two rows of one name, compared after composition and in lower case.
    fn refuse_twins(&mut self) {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for row in &self.rows {
            let name = folded(&row.name.text);
            if let Some(earlier) = first.get(&name) {
                let what = format!("'{}' stands in row {earlier} already", row.name.text.trim());
                self.faults.push(Fault::of_cell(row.number, row.name.column, what));
            } else {
                first.insert(name, row.number);
            }
        }
    }

    /// What a person should look at again.
    fn said(&self) -> Vec<String> {
        let mut said = Vec::new();
        for row in &self.rows {
            let name = row.name.text.trim();
            let what = if name.chars().any(is_hidden) {
                "holds characters that do not show"
            } else if marks::is_mixed(name) {
                "mixes letters of several scripts that look alike"
            } else {
                continue;
            };
            said.push(format!(
                "row {}: the name '{name}' {what}; is it what it seems?",
                row.number
            ));
        }
        if self.marked > 0 {
            said.push(format!(
                "{} began with an apostrophe that marks text before a sign such as = or -; it was taken as that mark",
                many(self.marked, "cell")
            ));
        }
        said
    }
}

/// Why a cell cannot be taken at all, whatever it is about.
fn unfit(text: &str) -> Option<String> {
    if text.len() > LONGEST_CELL {
        return Some(format!("it has {} bytes; at most {LONGEST_CELL} are read", text.len()));
    }
    // A spreadsheet on Windows breaks a line within a cell with both signs.
    refused_control(&text.replace("\r\n", "\n")).map(|control| {
        format!(
            "it holds the control character {}, which cannot be recorded",
            crate::text::named(control)
        )
    })
}
