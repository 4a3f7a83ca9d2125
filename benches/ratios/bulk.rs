//! A long document that looks like a portfolio: vendors with sixty rows each. Here and with the peers the content is the same.

use std::fmt::Write as _;

use proofbook::problem::Problem;
use proofbook::report::model::{
    Block, Cell, Column, Heading, Level, Manuscript, Mark, Report, Row, Table, Tone,
};

/// The rows of one vendor.
pub(crate) const ROWS: usize = 60;

/// The heads of the columns.
pub(crate) const HEADS: [&str; 4] = ["ID", "Question", "Answer and evidence", "Status"];

const WORDS: [&str; 48] = [
    "access",
    "agreement",
    "annual",
    "answered",
    "assessment",
    "audit",
    "backup",
    "breach",
    "business",
    "clause",
    "confirmed",
    "contract",
    "control",
    "counsel",
    "covered",
    "data",
    "dated",
    "disaster",
    "document",
    "encryption",
    "evidence",
    "exhibit",
    "health",
    "incident",
    "information",
    "insurance",
    "log",
    "month",
    "notice",
    "officer",
    "patient",
    "plan",
    "policy",
    "privacy",
    "protected",
    "record",
    "recovery",
    "report",
    "restore",
    "review",
    "risk",
    "safeguard",
    "security",
    "signed",
    "subcontractor",
    "test",
    "training",
    "vendor",
];

const STANDINGS: [(char, &str, Tone); 5] = [
    ('+', "Documented", Tone::Documented),
    ('~', "Asserted", Tone::Asserted),
    ('-', "Part", Tone::Part),
    ('!', "Unmet", Tone::Unmet),
    ('?', "Open", Tone::Open),
];

/// The document.
pub(crate) struct Bulk {
    opening: Report,
    vendors: usize,
}

impl Bulk {
    pub(crate) fn of(vendors: usize) -> Self {
        let at = "2026-03-20T16:30:00Z".parse().unwrap_or_default();
        let mut opening = Report::new("Portfolio of vendors", at);
        opening.push(Heading::new(Level::One, "Portfolio of vendors"));
        Self { opening, vendors }
    }

    /// All rows as lines: vendor and cells, with a tab between them.
    pub(crate) fn lines(&self) -> String {
        let mut lines = String::new();
        for vendor in 0..self.vendors {
            for row in 0..ROWS {
                let [id, question, answer, standing] = cells(vendor, row);
                let name = name(vendor);
                let _ = writeln!(lines, "{name}\t{id}\t{question}\t{answer}\t{standing}");
            }
        }
        lines
    }
}

impl Manuscript for Bulk {
    fn opening(&self) -> &Report {
        &self.opening
    }

    fn parts(&self) -> usize {
        self.vendors
    }

    fn part(&mut self, vendor: usize) -> Result<Vec<Block>, Problem> {
        let [id, question, answer, standing] = HEADS;
        let columns = vec![
            Column::fit(id),
            Column::share(question, 2),
            Column::share(answer, 3),
            Column::fit(standing),
        ];
        let name = name(vendor);
        let mut table = Table::new(format!("Answers of {name}"), columns, "Nothing is on file.");
        for row in 0..ROWS {
            let [id, question, answer, word] = cells(vendor, row);
            let mark = STANDINGS.iter().find(|standing| standing.1 == word);
            let (sign, word, tone) = *mark.unwrap_or(&STANDINGS[0]);
            let standing = Cell::from(Mark::new(sign, word, tone));
            table.push(Row::new([id.into(), question.into(), answer.into(), standing]));
        }
        Ok(vec![Heading::new(Level::Two, name).into(), table.into()])
    }
}

fn name(vendor: usize) -> String {
    format!("{} {} Services {:04}", word(vendor, 3), word(vendor, 7), vendor + 1)
}

/// The cells of a row; the standing as its word.
fn cells(vendor: usize, row: usize) -> [String; 4] {
    let seed = vendor * ROWS + row;
    let words = |salt: usize, count: usize| {
        (0..count).map(|at| word(seed, salt + at)).collect::<Vec<_>>().join(" ")
    };
    [
        format!("q.{:02}.{}", row + 1, word(row, 1)),
        format!("Is the {} in force and current?", words(11, 5)),
        format!("Yes, by A-{:02}, page {}: {}.", row % 30 + 1, seed % 40 + 1, words(31, 8)),
        around(&STANDINGS, seed * 7 + row).map_or("", |one| one.1).to_owned(),
    ]
}

/// The one at a place, counted round and round.
fn around<T>(all: &[T], place: usize) -> Option<&T> {
    all.get(place.checked_rem(all.len())?)
}

/// Always the same word for the same numbers, with no pattern that packs better than prose.
fn word(seed: usize, salt: usize) -> &'static str {
    let mixed = (seed as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (salt as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    around(&WORDS, (mixed >> 40) as usize).copied().unwrap_or_default()
}
