//! `sample`: a made-up organization to look around in.

use serde::Serialize;

use super::Ended;
use super::output::Output;
use crate::desk::Desk;
use crate::problem::Problem;

/// `sample`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Name a folder of its own for it: proofbook --data DIR sample. It is refused where a record stands.")]
pub(super) struct Sample;

/// Makes the sample in an empty folder.
pub(super) fn run(desk: &mut Desk, out: &mut Output<'_>) -> Result<Ended, Problem> {
    #[derive(Serialize)]
    struct Document {
        data: String,
    }
    if desk.has_store() {
        return Err(Problem::wrong_use("there is a record in this folder already")
            .cause(desk.folder().display())
            .safe("it was not touched")
            .next("name another folder for the sample: proofbook --data DIR sample"));
    }
    make(desk)?;
    let document = Document { data: desk.folder().display().to_string() };
    out.result("sample", &document, |out| {
        out.line(&format!("Made a sample in {}.", document.data));
        out.line("Everything in it is made up, and its day stands still.");
    });
    Ok(Ended::Well)
}

/// The seam to the sample's contents.
fn make(_desk: &mut Desk) -> Result<(), Problem> {
    Err(Problem::wrong_use("the sample is not part of this build"))
}
