//! Pages → PDF/A-3a and PDF/UA-1 (ISO 19005-3, ISO 14289-1). With its parts the only place that names printpdf and lopdf.
//!
//! printpdf writes the page content and embeds the fonts; all that makes the file tagged, dated and repeatable is done in `finish`. The
//! same layout gives the same bytes, in any process and order: nothing here reads a clock, a random source or a counter of the library.

mod finish;
mod fonts;
mod ops;
mod srgb;
mod structure;

use std::io::{self, Write};

use super::layout::Layout;

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A font could not be embedded: a fault of the program, or a file of the user's that has changed since it was measured.
    #[error("the font {name} could not be embedded: {why}")]
    Font {
        /// Its name.
        name: String,
        /// Why not, in words.
        why: String,
    },
    /// The page writer refused something: a fault of the program.
    #[error("the page writer refused: {0}")]
    Refused(String),
    /// The bytes could not be written out.
    #[error("the report could not be written out")]
    Write(#[from] io::Error),
}

/// The report as a PDF file's bytes.
pub fn bytes(layout: &Layout) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    write(layout, &mut out)?;
    Ok(out)
}

/// Writes the report as a PDF file.
pub fn write(layout: &Layout, out: &mut dyn Write) -> Result<(), Fault> {
    let fonts = fonts::embed(layout)?;
    let content = ops::content(layout, &fonts)?;
    let mut document = finish::document(layout, content, &fonts)?;
    // lopdf writes number by number, and wants a sized writer.
    let mut out = io::BufWriter::new(out);
    document.save_modern(&mut out)?;
    out.flush()?;
    Ok(())
}
