//! What programs that are not ours make of the PDFs: veraPDF, qpdf and poppler read every kind of document that the program writes.
//!
//! A machine without one of them passes, and says what was skipped; with `PROOFBOOK_VALIDATORS=required`, as in CI, it fails.
#![cfg(test)]

mod attached;
mod documents;
mod hostile;
mod same_bytes;
mod soundness;
mod standards;
mod structure;
mod tools;
mod words;
