//! `backup`: the whole record in one archive.

use std::path::PathBuf;

use serde::Serialize;

use super::Ended;
use super::output::Output;
use crate::desk::Seat;
use crate::keeping::backup::{self, Copy, Written};
use crate::keeping::contents::KeptJournal;
use crate::problem::Problem;
use crate::store::atomic::Overwrite;
use crate::text::many;

/// `backup`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The archive is a plain tar that other tools open, too. It holds evidence and notes for counsel, and is not encrypted: keep it where the \
record itself may lie. `proofbook --data DIR restore FILE` makes a record of it again.")]
pub(super) struct Backup {
    /// The archive to write, outside of the data folder
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Leave out texts for counsel only and drafts, for somebody who verifies the record; it opens read-only
    #[arg(long)]
    for_verifier: bool,
    /// Replace the file if it is there
    #[arg(long)]
    overwrite: bool,
}

#[derive(Serialize)]
struct Document<'a> {
    file: String,
    bytes: u64,
    files: usize,
    verifier_copy: bool,
    sound: bool,
    journals: &'a [KeptJournal],
    lacking: Vec<String>,
    left_out: &'a [String],
    unread: &'a [String],
    counsel_texts_not_in_copy: usize,
    withheld_texts_in_lines: usize,
}

impl Backup {
    pub(super) fn run(self, seat: &Seat, out: &mut Output<'_>) -> Result<Ended, Problem> {
        let copy = if self.for_verifier { Copy::ForVerifier } else { Copy::Whole };
        let overwrite = if self.overwrite { Overwrite::Yes } else { Overwrite::No };
        let (io, folder) = (&seat.io, &seat.folder);
        let written = backup::write(io, folder, &self.file, copy, overwrite, &mut out.watch())?;
        let document = Document {
            file: written.path.display().to_string(),
            bytes: written.bytes,
            files: written.contents.files.len(),
            verifier_copy: written.contents.verifier_copy,
            sound: written.is_sound(),
            journals: &written.contents.journals,
            lacking: written.contents.lacking.iter().map(ToString::to_string).collect(),
            left_out: &written.left_out,
            unread: &written.unread,
            counsel_texts_not_in_copy: written.counsel_texts,
            withheld_texts_in_lines: written.withheld,
        };
        out.result("backup", &document, |out| show(&written, copy, out));
        Ok(if written.is_sound() { Ended::Well } else { Ended::Damage })
    }
}

fn show(written: &Written, copy: Copy, out: &mut Output<'_>) {
    let contents = &written.contents;
    let events: u64 = contents.journals.iter().map(|journal| journal.events).sum();
    let events = many(events, "event");
    out.line(&format!("Wrote {} ({} KB).", written.path.display(), written.bytes.div_ceil(1024)));
    out.line(&format!(
        "It holds {events} in {} and {} in all, each with its SHA-256.",
        many(contents.journals.len(), "journal"),
        many(contents.files.len(), "file")
    ));
    if copy == Copy::ForVerifier {
        let texts = many(written.counsel_texts, "text");
        out.line(&format!("{texts} for counsel only, drafts and question files are not in it."));
        if written.withheld > 0 {
            let withheld = many(written.withheld, "withheld text");
            out.text(0, &format!("The journals' lines still hold {withheld}: they cannot be changed without breaking their proof."));
        }
    }
    for left_out in &written.left_out {
        out.text(0, &format!("Not in it: {left_out}."));
    }
    for unread in &written.unread {
        out.text(0, &format!("Could not be read, and is not in it: {unread}"));
    }
    for lacking in &contents.lacking {
        // Unwrapped, so that a digest stays in one piece.
        out.line(&format!("Missing or damaged in the vault: {lacking}"));
    }
    if !written.is_sound() {
        out.text(
            0,
            "Not everything is in it and verifies. Run `proofbook verify`, and keep older backups.",
        );
    }
}
