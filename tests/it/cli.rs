//! The command line as it is typed: results, talk and exit code together, one transcript a verb.

mod answers;
mod binary;
mod contradictions;
mod evidence;
mod guide;
mod hostile;
mod keeping;
mod ours;
mod output;
mod own_questions;
mod profile;
mod reading;
mod register;
mod support;
mod values;
mod vendors;
mod views;
mod wrong_use;
