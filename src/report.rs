//! The report: Dossier → [`build`] → [`model::Report`] → [`layout::Layout`] → bytes.
//!
//! Each arrow is a pure function. The model says everything and places nothing; the layout places everything and knows no PDF; [`pdf`]
//! alone names printpdf and lopdf. [`plain`] reads the same model, for the preview, `--text` and the tests.

pub mod build;
pub mod chart;
pub mod layout;
pub mod model;
pub mod pdf;
pub mod plain;
pub mod theme;
