//! The report engine: model → pages → PDF and plain text.

#[path = "report_engine/fixture.rs"]
mod fixture;

use proofbook::report::layout;
use proofbook::report::pdf;
use proofbook::report::theme::PaperSize;

/// Left in `target/tmp` for people to look at.
#[test]
#[expect(clippy::disallowed_methods, reason = "a file for people to look at, not a record")]
fn the_sample_can_be_looked_at() {
    for (paper, name) in [(PaperSize::Letter, "letter"), (PaperSize::A4, "a4")] {
        let bytes = pdf::bytes(&layout::pages(&fixture::report(), paper)).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        let path = format!("{}/report-{name}.pdf", env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(path, bytes).unwrap();
    }
}
