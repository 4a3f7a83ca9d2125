//! The rules of the domain, each held by a test that names it; `making` makes what they speak of.

mod answering;
mod as_of;
mod asking;
mod clocks;
mod comparing;
pub(crate) mod contradictions;
mod correcting;
pub(crate) mod cycles;
mod days;
mod deadlines;
mod exhibits;
mod figures;
mod gaps;
mod histories;
mod incident_questions;
mod inquiries;
pub(crate) mod making;
mod payloads;
mod proposals;
pub(crate) mod registers;
mod retention;
mod showing;
mod sign_off;
mod speed;
mod standing;
pub(crate) mod views;
mod withholding;
