//! `sample`: a made-up organization to look around in.

use jiff::civil::Date;
use serde::Serialize;

use super::Ended;
use super::output::Output;
use crate::desk::Seat;
use crate::problem::Problem;
use crate::sample;

/// `sample`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Name a folder of its own for it: proofbook --data DIR sample. It is refused where a record stands.")]
pub(super) struct Sample;

/// Makes the sample in an empty folder.
pub(super) fn run(seat: &Seat, out: &mut Output<'_>) -> Result<Ended, Problem> {
    #[derive(Serialize)]
    struct Document {
        data: String,
        day: Date,
    }
    sample::load(seat)?;
    let document = Document { data: seat.folder.display().to_string(), day: sample::TODAY };
    out.result("sample", &document, |out| {
        out.line(&format!("Made a sample in {}.", document.data));
        out.line(&format!("Everything in it is made up; in it, today is {}.", document.day));
        out.line(&format!("Next: proofbook --data {} status", document.data));
    });
    Ok(Ended::Well)
}
