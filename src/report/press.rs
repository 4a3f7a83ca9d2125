//! Manuscript → file: sets it part by part and writes what was set, so that memory grows with a part and not with the document.

use std::io::{self, Read, Write};
use std::sync::Arc;

use super::layout::Typecase;
use super::model::{Attachment, Block, Manuscript};
use super::theme::PaperSize;
use super::{layout, pdf};
use crate::problem::Problem;
use crate::progress::{Canceled, Progress, Step};

/// Why a document was not written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A part could not be made.
    #[error("{0}")]
    Made(Problem),
    /// Somebody canceled it.
    #[error(transparent)]
    Canceled(#[from] Canceled),
    /// It could not be written as PDF.
    #[error(transparent)]
    Pdf(#[from] pdf::Fault),
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// How many pages.
    pub pages: usize,
    /// What could not be set as asked, for the person who wrote it.
    pub notices: Vec<layout::Notice>,
}

/// Reads the bytes of an attachment that lies in the vault.
pub type Open<'a> = &'a dyn Fn(&Attachment) -> io::Result<Box<dyn Read + 'a>>;

/// Sets a manuscript in the fonts of a typecase and writes it as PDF.
pub fn print(
    manuscript: &mut dyn Manuscript,
    paper: PaperSize,
    case: &Arc<Typecase>,
    _open: Open<'_>,
    progress: &mut dyn Progress,
    out: &mut dyn Write,
) -> Result<Printed, Fault> {
    let mut report = manuscript.opening().clone();
    let parts = manuscript.parts();
    for index in 0..parts {
        progress.reached(Step { doing: "Setting pages", done: index, of: parts })?;
        report.push(Block::PageBreak);
        report.blocks.extend(manuscript.part(index).map_err(Fault::Made)?);
    }
    let layout = layout::pages_in(&report, paper, case);
    pdf::write(&layout, out)?;
    Ok(Printed { pages: layout.pages.len(), notices: layout.notices })
}
