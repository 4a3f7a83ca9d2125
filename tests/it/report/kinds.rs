//! The kinds of report beside the vendor's own and the letter's: the contract-amendment checklist, the record of an interview, what moved.

mod amendment;
mod changes;
mod interview;

use proofbook::desk::{Desk, Kind};
use proofbook::domain::event::{Change, Edition, ReportWritten};
use proofbook::domain::id::VendorId;
use proofbook::progress::Unwatched;
use proofbook::report::model::Report;
use proofbook::store::atomic::Overwrite;

use super::*;

fn of(kind: Kind, vendor: VendorId, edition: Edition) -> Wanted {
    Wanted { kind, ..wanted(vendor, edition) }
}

fn made(desk: &mut Desk, kind: Kind, vendor: VendorId, edition: Edition) -> Report {
    let report = desk.report(&of(kind, vendor, edition)).unwrap();
    // Every link leads somewhere, and every character has a glyph.
    assert_eq!(pages(&report).notices, []);
    report
}

/// As plain text, and as read back from the PDF.
fn both_words(report: &Report) -> [String; 2] {
    [plain_words(report), pdf_words(report)]
}

/// Writes it twice, which gives the same bytes; how it was noted.
fn written_twice(desk: &mut Desk, wanted: &Wanted, folder: &tempfile::TempDir) -> ReportWritten {
    let mut digests = Vec::new();
    for name in ["a.pdf", "b.pdf"] {
        let path = folder.path().join(name);
        let written = desk.write_report(wanted, &path, Overwrite::No, &mut Unwatched).unwrap();
        assert_eq!(std::fs::read(&path).unwrap().get(..5), Some(&b"%PDF-"[..]));
        digests.push(written.sha256);
    }
    assert_eq!(digests.first(), digests.last());
    // Read anew: another desk may have noted it.
    let mut desk = desk_in(folder);
    let events = &desk.dossier(wanted.vendor).unwrap().events;
    let Change::ReportWritten(noted) = &events.last().unwrap().change else { panic!() };
    assert_eq!(Some(&noted.sha256), digests.last());
    noted.clone()
}

/// The entries of a report: label and heading, in order.
fn entries(report: &Report) -> Vec<(String, String)> {
    let entries = flat(&report.blocks).into_iter().filter_map(|block| match block {
        Block::Entry(entry) => Some((entry.label.to_string(), entry.heading.to_string())),
        _ => None,
    });
    entries.collect()
}
