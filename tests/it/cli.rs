//! The command line as it is typed: results, talk and exit code together, one transcript a verb.

mod answers;
mod binary;
mod evidence;
mod hostile;
mod ours;
mod output;
mod reading;
mod support;
mod vendors;
mod wrong_use;
