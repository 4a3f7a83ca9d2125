//! Proofbook gets a healthcare organization ready for the day a regulator asks about one of its vendors.
//!
//! Data flows one way: journal → dossier → standings → report or screen. Folders are the layers, and
//! `tests/it/architecture.rs` holds the walls between them:
//!
//! - [`domain`]: the words of the trade and every rule about them; no files, no clock, no terminal.
//! - [`questionnaires`]: the question files, read, judged and shipped.
//! - [`journal`], [`store`]: the record on disk: chained lines, and the folder they lie in.
//! - [`desk`]: the one place where anything is recorded; what may be is decided in [`desk::check`].
//! - [`keeping`]: backup, restore, and what a doctor looks at.
//! - [`import`], [`export`]: spreadsheets of vendors, read and written as CSV.
//! - [`report`]: what the report says, where it stands on the page, and the PDF.
//! - [`seal`]: what of a sign-off is signed and time-stamped outside, and what comes back.
//! - [`app`]: the terminal program as a state machine; [`tui`] draws it, [`mod@line`] speaks it, [`runtime`] carries out what it asks.
//! - [`cli`], [`settings`]: the verbs, and how the program is set up. [`sample`]: a record to look around in.
//! - [`problem`], [`progress`], [`text`], [`time`], [`io`]: what an error says, how far a long task is, how foreign text is shown, and the
//!   only seams to the clock and the file system.

pub mod app;
pub mod cli;
pub mod desk;
pub mod domain;
pub mod export;
pub mod import;
pub mod io;
pub mod journal;
pub mod keeping;
pub mod line;
mod packed;
pub mod problem;
pub mod progress;
pub mod questionnaires;
pub mod report;
pub mod runtime;
pub mod sample;
pub mod seal;
pub mod settings;
pub mod store;
pub mod text;
pub mod time;
pub mod tui;
