//! The first row: which fact of a vendor stands in which column.

use std::collections::BTreeMap;

use super::sheet::Record;
use super::{Fault, MOST_COLUMNS, letters};
use crate::domain::vendor::PROFILE;
use crate::domain::vendor::listing::COLUMNS;
use crate::text::nearest;

/// What a sheet needs.
pub(super) const WANTED: &str = "the first row names the facts, such as name, tier, services, contact_1_email; the name is needed";

/// The separators that are known, the usual one first.
const SEPARATORS: [(u8, &str); 3] = [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs")];

/// The fact of each column.
pub(super) struct Heads {
    facts: Vec<Option<&'static str>>,
    /// The column of the name.
    pub(super) name: usize,
}

/// Every word that may stand over a column, with the fact that it means.
fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
    let words =
        PROFILE.iter().flat_map(|field| [(field.name, field.name), (field.title, field.name)]);
    let listed = COLUMNS.iter().map(|column| (column.head, column.fact));
    let own = [("name", "name"), ("vendor", "name"), ("vendor name", "name"), ("tier", "tier")];
    own.into_iter().chain(words).chain(listed)
}

/// Words over columns are compared by their letters and digits alone.
fn plain(head: &str) -> String {
    head.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn fact_of(head: &str) -> Option<&'static str> {
    let wanted = plain(head);
    known().find(|(word, _)| plain(word) == wanted).map(|(_, fact)| fact)
}

/// The separator under which most of the first row is known; the comma, where none is better.
pub(super) fn separator(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let known = |separator: u8| {
        let cells = line.split(char::from(separator));
        cells.filter(|cell| fact_of(cell.trim_matches('"')).is_some()).count()
    };
    let mut best = b',';
    for (separator, _) in SEPARATORS {
        if known(separator) > known(best) {
            best = separator;
        }
    }
    best
}

/// What is said of a separator that is not the usual one.
pub(super) fn said(separator: u8) -> Option<String> {
    let (_, words) = SEPARATORS.iter().skip(1).find(|(known, _)| *known == separator)?;
    Some(format!("the cells are separated by {words}, and were read so"))
}

impl Heads {
    /// Reads the first row.
    pub(super) fn read(record: &Record) -> Result<Self, Vec<Fault>> {
        if record.cells.len() > MOST_COLUMNS {
            return Err(vec![Fault::of_row(
                record.row,
                format!("it has {} columns; at most {MOST_COLUMNS} are read", record.cells.len()),
            )]);
        }
        let mut facts = Vec::new();
        let mut faults = Vec::new();
        let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
        for (column, head) in record.cells.iter().enumerate() {
            let fact = fact_of(head);
            if let Some(fact) = fact {
                if let Some(earlier) = columns.get(fact) {
                    let what = format!(
                        "'{}' is the same fact as column {}",
                        head.trim(),
                        letters(*earlier)
                    );
                    faults.push(Fault::of_cell(record.row, column, what));
                } else {
                    columns.insert(fact, column);
                }
            } else if !head.trim().is_empty() {
                faults.push(Fault::of_cell(record.row, column, unknown(head.trim())));
            }
            facts.push(fact);
        }
        let name = columns.get("name").copied();
        if name.is_none() {
            faults.push(Fault::of_row(record.row, format!("no column is called 'name'; {WANTED}")));
        }
        match name {
            Some(name) if faults.is_empty() => Ok(Self { facts, name }),
            _ => Err(faults),
        }
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.facts.len()
    }

    /// The fact of a column, where its head names one.
    pub(super) fn fact(&self, column: usize) -> Option<&'static str> {
        self.facts.get(column).copied().flatten()
    }
}

fn unknown(head: &str) -> String {
    match nearest(head, known().map(|(word, _)| word)) {
        Some(near) => format!("'{head}' is no fact of a vendor; did you mean '{near}'?"),
        None => format!("'{head}' is no fact of a vendor; rename the column or take it out"),
    }
}
