//! The command line as it is typed: results, talk and exit code together, one transcript a verb.

mod answers;
mod as_of;
mod binary;
mod binder;
mod calendar;
mod contradictions;
mod cycles;
mod evidence;
#[cfg(unix)]
mod experts;
mod guide;
mod history;
mod hostile;
mod incident;
mod incident_questions;
mod inquiries;
mod keeping;
mod kinds;
mod ours;
mod output;
mod over_time;
mod own_fonts;
mod own_questions;
mod portfolio;
mod profile;
mod reading;
mod register;
mod signing;
mod support;
mod values;
mod vendors;
mod views;
mod wrong_use;
