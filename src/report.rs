//! The report: Dossier → [`build`] → [`model::Report`] → [`layout::Layout`] → bytes.
//!
//! Each arrow is a pure function. The model says everything and places nothing; the layout places everything and knows no PDF; [`pdf`]
//! alone names printpdf and lopdf. [`plain`] reads the same model, for the preview, `--text` and the tests.
//!
//! ```
//! use proofbook::report::model::{Anchor, Block, Cell, Column, Entry, Heading, Level, Mark, Report, Row, Table, Text, Tone};
//! use proofbook::report::{layout, pdf, plain, theme::PaperSize};
//!
//! let mut report = Report::new("Evidence readiness", "2026-03-20T16:30:00Z".parse()?);
//! let exhibit = Anchor::new("A-01");
//! report.push(Heading::new(Level::One, "Answers"));
//! report.push(
//!     Entry::new("baa.executed", "Is a business associate agreement in force?")
//!         .marked(Mark::new('+', "Documented", Tone::Documented))
//!         .fact("Answer", "Yes")
//!         .fact("Exhibits", Text::new().link("A-01", exhibit.clone()).plain(", page 3")),
//! );
//! let columns = vec![Column::fit("No."), Column::share("Title", 1), Column::fit("Bytes").right()];
//! let mut table = Table::new("Exhibits on file", columns, "No exhibit is on file.");
//! table.push(Row::new(["A-01", "Agreement, signed", "104,729"].map(Cell::from)).anchored(exhibit));
//! report.push(table);
//!
//! let pages = layout::pages(&report, PaperSize::Letter);
//! assert!(pages.notices.is_empty());
//! assert!(pdf::bytes(&pages)?.starts_with(b"%PDF-1.7"));
//! assert!(plain::text(&report, 80).contains("+ Documented"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod ahead;
pub mod build;
pub mod chart;
pub mod layout;
pub mod model;
pub mod pdf;
pub mod plain;
pub mod press;
pub mod theme;
