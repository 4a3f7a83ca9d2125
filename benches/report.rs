//! What a report costs: setting its pages, and writing them as PDF. Read the two against each other and against the budget of 150 ms
//! for a report of 40 pages.

use divan::{Bencher, black_box};
use jiff::Timestamp;
use proofbook::report::model::{
    Anchor, Block, Cell, Column, Entry, Heading, Level, Mark, Report, Table, Text, Tone,
};
use proofbook::report::theme::PaperSize;
use proofbook::report::{layout, pdf, plain};

fn main() {
    let pages = layout::pages(&report(), PaperSize::Letter);
    let bytes = pdf::bytes(&pages).map_or(0, |bytes| bytes.len());
    let size = format!("{} pages, {bytes} bytes", pages.pages.len());
    say(&size);
    divan::main();
}

#[expect(clippy::print_stderr, reason = "a bench talks to the person who runs it")]
fn say(words: &str) {
    eprintln!("{words}");
}

/// About 40 pages: 80 questions with notes and exhibits, a gap register, an exhibit index.
fn report() -> Report {
    let mut report = Report::new("Evidence readiness", Timestamp::UNIX_EPOCH);
    report.push(Heading::new(Level::One, "Contents"));
    report.push(Block::Contents);
    for section in 0..8 {
        report.push(Heading::new(Level::Two, format!("Section {section}")));
        for question in 0..10 {
            let exhibit = Anchor::new(format!("exhibit-{question}"));
            let note = "Administrators use hardware keys; contractors follow the same rule since February. ".repeat(5);
            let entry = Entry::new("ctrl.contract_schedule", "Does the vendor require multi-factor authentication for every person who can reach our patients’ data?")
                .marked(Mark::new('+', "Documented", Tone::Documented))
                .fact("Answer", Text::new().strong("Yes"))
                .fact("Given by", "Dana Whitfield, Director of Security, March 3, 2026")
                .fact("Recorded by", "Priya Natarajan")
                .fact("Note", Text::note(&note))
                .fact("Exhibits", Text::new().link("A-07", exhibit).plain(", page 12, § 4.2"))
                .fact("SHA-256", Text::new().code("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
            report.push(entry);
        }
    }
    let columns = vec![
        Column::fit("No."),
        Column::share("Title", 2),
        Column::share("What is missing", 3),
        Column::fit("Dated"),
    ];
    let mut table = Table::new("Exhibits", columns, "None.");
    for number in 0..160 {
        let row = [
            Cell::from(format!("A-{number:02}")),
            Cell::from("Business associate agreement, amendment, signed by both sides"),
            Cell::from("The agreement sets no hour count for notice of a breach of unsecured PHI."),
            Cell::from("2025-01-02"),
        ];
        table.push(row);
    }
    report.push(table);
    report
}

#[divan::bench]
fn lay_out(bencher: Bencher<'_, '_>) {
    let report = report();
    bencher.bench(|| layout::pages(black_box(&report), PaperSize::Letter));
}

#[divan::bench]
fn write_pdf(bencher: Bencher<'_, '_>) {
    let pages = layout::pages(&report(), PaperSize::Letter);
    bencher.bench(|| pdf::bytes(black_box(&pages)).map(|bytes| bytes.len()).ok());
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let report = report();
    bencher.bench(|| {
        pdf::bytes(&layout::pages(black_box(&report), PaperSize::Letter))
            .map(|bytes| bytes.len())
            .ok()
    });
}

#[divan::bench]
fn plain_text(bencher: Bencher<'_, '_>) {
    let report = report();
    bencher.bench(|| plain::text(black_box(&report), 80));
}
