//! A document that is made part by part, so that a long one is never in memory as a whole.

use super::{Block, Report};
use crate::problem::Problem;

/// What is set and written: an opening, and parts that are made when they are needed.
///
/// Each part begins a new page. A part is asked for more than once (first to count pages, then to write them) and must be the same each
/// time; links may lead from any part to any other.
pub trait Manuscript {
    /// What the file says of itself, its cover, its head and foot, and its first blocks.
    fn opening(&self) -> &Report;

    /// How many parts follow the opening.
    fn parts(&self) -> usize {
        0
    }

    /// The blocks of one part, from 0.
    ///
    /// # Errors
    /// What it is made of cannot be read.
    fn part(&mut self, index: usize) -> Result<Vec<Block>, Problem> {
        let _ = index;
        Ok(Vec::new())
    }
}

impl Manuscript for Report {
    fn opening(&self) -> &Report {
        self
    }
}

/// A file that lies inside the PDF (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its file name, without a folder.
    pub name: super::Words,
    /// What it is, in words.
    pub about: super::Words,
    /// Its type, such as `text/csv`.
    pub media_type: String,
    /// What it is to the document.
    pub relation: Relation,
    /// When it was last changed, as the record says.
    pub modified: jiff::Timestamp,
    /// Its bytes, or where they are.
    pub content: Attached,
}

/// What an attachment is to the document, by the names of ISO 19005-3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// What the document, or a table in it, was made from.
    Data,
    /// Beside the document: an exhibit.
    Supplement,
}

/// The bytes of an attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attached {
    /// Here.
    Bytes(Vec<u8>),
    /// In the vault, where they are read when they are written.
    Stored {
        /// Their SHA-256, in hex.
        sha256: String,
        /// How many there are.
        bytes: u64,
    },
}
