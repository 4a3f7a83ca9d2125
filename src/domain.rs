//! The words of the trade and every rule about them: no files, no clock, no terminal, and nothing that can fail from outside.

pub mod answer;
pub mod apply;
pub mod bank;
pub mod condition;
pub mod contradiction;
pub mod day;
pub mod dossier;
pub mod event;
pub mod exhibit;
pub mod field;
pub mod gap;
pub mod id;
pub mod organization;
pub mod proposal;
pub mod question;
pub mod questionnaire;
pub mod readiness;
pub mod register;
pub mod request;
pub mod sign_off;
pub mod standing;
pub mod summary;
pub mod value;
pub mod vendor;
