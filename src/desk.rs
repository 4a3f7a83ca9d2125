//! The desk.
pub mod check;
