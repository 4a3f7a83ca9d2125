//! Proofbook gets a healthcare organization ready for the day a regulator asks about one of its vendors.
//!
//! Data flows one way: journal → dossier → standings → report or screen. Folders are the layers, and
//! `tests/it/architecture.rs` holds the walls between them:
//!
//! - [`domain`]: the words of the trade and every rule about them; no files, no clock, no terminal.
//! - [`questionnaires`]: the question files, read, judged and shipped.
//! - [`problem`], [`text`], [`time`], [`io`]: what an error says, how foreign text is shown, and the only seams to the clock
//!   and the file system.

pub mod app;
pub mod cli;
pub mod desk;
pub mod domain;
pub mod io;
pub mod journal;
pub mod line;
pub mod problem;
pub mod questionnaires;
pub mod report;
pub mod runtime;
pub mod sample;
pub mod settings;
pub mod store;
pub mod text;
pub mod time;
pub mod tui;
