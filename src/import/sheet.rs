//! Text to rows of cells. The `csv` crate takes the text apart; what it passes over in silence is looked for here first: a quotation
//! mark that is never closed, and text behind one that is.

use super::{Fault, MOST_ROWS};

/// One row of the file.
pub(super) struct Record {
    /// Its number, as a spreadsheet program counts: blank rows too, and a row of several lines once.
    pub(super) row: usize,
    /// Its cells.
    pub(super) cells: Vec<String>,
}

/// Takes a text apart into rows.
pub(super) fn records(text: &str, separator: u8) -> Result<Vec<Record>, Vec<Fault>> {
    let rows = look_over(text, separator)?;
    // Row 1 has the heads.
    if rows.len() > MOST_ROWS + 1 {
        let more = rows.len() - 1;
        return Err(vec![Fault::of_file(format!(
            "the file has {more} rows below the heads; at most {MOST_ROWS} are read. Split it"
        ))]);
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    for (record, row) in reader.records().zip(rows) {
        let record = record.map_err(|error| vec![Fault::of_row(row, error.to_string())])?;
        records.push(Record { row, cells: record.iter().map(str::to_owned).collect() });
    }
    Ok(records)
}

/// Where the look over a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the start of a row in which nothing stood yet.
    RowStart,
    /// At the start of a cell.
    CellStart,
    /// In a cell without quotation marks.
    Bare,
    /// Within quotation marks.
    Quoted,
    /// Behind a quotation mark that may have closed the cell.
    Closed,
}

/// The number of each row that is not blank; or where quotation marks do not fit together.
fn look_over(text: &str, separator: u8) -> Result<Vec<usize>, Vec<Fault>> {
    let mut rows = Vec::new();
    let mut faults = Vec::new();
    let (mut row, mut column, mut place) = (1, 0, Place::RowStart);
    // A line break of Windows is two signs and one break.
    let mut after_return = false;
    for byte in text.bytes() {
        let is_break = matches!(byte, b'\r' | b'\n');
        let second_half = byte == b'\n' && after_return;
        after_return = byte == b'\r' && place != Place::Quoted;
        if second_half && place == Place::RowStart {
            continue;
        }
        if place == Place::RowStart && !is_break {
            rows.push(row);
        }
        place = match (place, byte) {
            (Place::Quoted, b'"') => Place::Closed,
            (Place::RowStart | Place::CellStart | Place::Closed, b'"') | (Place::Quoted, _) => {
                Place::Quoted
            }
            (_, _) if is_break => {
                (row, column) = (row + 1, 0);
                Place::RowStart
            }
            (_, byte) if byte == separator => {
                column += 1;
                Place::CellStart
            }
            (Place::Closed, _) => {
                faults.push(Fault::of_cell(
                    row,
                    column,
                    "there is text behind a closing quotation mark; a quotation mark within a cell is written twice",
                ));
                Place::Bare
            }
            _ => Place::Bare,
        };
    }
    if place == Place::Quoted {
        faults.push(Fault::of_cell(
            row,
            column,
            "a quotation mark opens this cell and is never closed",
        ));
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}
