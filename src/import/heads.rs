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

/// The meaning of each column.
pub(super) struct Heads {
    columns: Vec<Meaning>,
    /// The column of the name.
    pub(super) name: usize,
}

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This fact of a vendor.
    Fact(&'static str),
    /// Nothing stands over it.
    Nameless,
    /// What stands over it is wrong, and was said to be; its cells are passed over.
    Wrong,
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
    /// Reads the first row, and what is wrong with it.
    ///
    /// # Errors
    /// No row can be read by it: there are too many columns, or none has the name.
    pub(super) fn read(record: &Record) -> Result<(Self, Vec<Fault>), Vec<Fault>> {
        let count = record.cells.len();
        if count > MOST_COLUMNS {
            let what = format!("it has {count} columns; at most {MOST_COLUMNS} are read");
            return Err(vec![Fault::of_row(record.row, what)]);
        }
        let mut columns = Vec::new();
        let mut faults = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for (column, head) in record.cells.iter().map(|head| head.trim()).enumerate() {
            let meaning = match fact_of(head).map(|fact| (fact, known.get(fact).copied())) {
                Some((fact, None)) => {
                    known.insert(fact, column);
                    Ok(Meaning::Fact(fact))
                }
                Some((_, Some(earlier))) => {
                    Err(format!("'{head}' is the same fact as column {}", letters(earlier)))
                }
                None if head.is_empty() => Ok(Meaning::Nameless),
                None => Err(unknown(head)),
            };
            columns.push(meaning.unwrap_or_else(|what| {
                faults.push(Fault::of_cell(record.row, column, what));
                Meaning::Wrong
            }));
        }
        let Some(name) = known.get("name").copied() else {
            let what = format!("no column is called 'name'; {WANTED}");
            faults.push(Fault::of_row(record.row, what));
            return Err(faults);
        };
        Ok((Self { columns, name }, faults))
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// What stands in a column.
    pub(super) fn meaning(&self, column: usize) -> Meaning {
        self.columns.get(column).copied().unwrap_or(Meaning::Nameless)
    }
}

fn unknown(head: &str) -> String {
    match nearest(head, known().map(|(word, _)| word)) {
        Some(near) => format!("'{head}' is no fact of a vendor; did you mean '{near}'?"),
        None => format!("'{head}' is no fact of a vendor; rename the column or take it out"),
    }
}
