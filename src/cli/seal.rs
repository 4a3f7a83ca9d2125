//! `seal`: the text of a sign-off that others sign and time-stamp, and what comes back for it.

use std::path::PathBuf;

use clap::Subcommand;
use serde::Serialize;

use super::output::Output;
use super::{Ended, Terminal, typed};
use crate::desk::{Desk, Sealed};
use crate::domain::dossier::{Dossier, SignOff};
use crate::domain::id::{Digest, VendorId};
use crate::domain::sign_off::superseded_by;
use crate::problem::Problem;
use crate::seal::{NAMESPACE, time_stamp};
use crate::store::atomic::Overwrite;

/// The verbs of `seal`.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Write the text that is signed and time-stamped
    #[command(after_help = "\
The text is the same each time: one line of JSON in its canonical form (RFC 8785). Sign it with ssh-keygen, have the request of --tsq \
answered by a time-stamping service (RFC 3161), and keep what comes back: proofbook seal attach. docs/verify.md shows each step.")]
    Export {
        /// The vendor
        vendor: String,
        /// The file to write; else the text is printed
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Write the request for a time stamp (RFC 3161) to this file, too
        #[arg(long, value_name = "FILE")]
        tsq: Option<PathBuf>,
        /// The sign-off's event, where it is not the last sign-off
        #[arg(long, value_name = "NUMBER")]
        event: Option<u64>,
        /// Replace files that are there
        #[arg(long)]
        overwrite: bool,
    },
    /// Keep a signature or time stamp that came back
    Attach {
        /// The vendor
        vendor: String,
        /// The file of ssh-keygen (.sig) or of the time-stamping service (.tsr)
        file: PathBuf,
        /// The sign-off's event, where it is not the last sign-off
        #[arg(long, value_name = "NUMBER")]
        event: Option<u64>,
    },
    /// List the sign-offs with their seals and what came back for them
    List {
        /// The vendor
        vendor: String,
    },
}

impl Verb {
    pub(super) fn run(
        self,
        desk: &mut Desk,
        terminal: Terminal,
        out: &mut Output<'_>,
    ) -> Result<Ended, Problem> {
        match self {
            Self::Export { vendor, output, tsq, event, overwrite } => {
                let vendor = typed::vendor(desk, &vendor)?;
                let sealed = desk.seal(vendor, event)?;
                let overwrite = if overwrite { Overwrite::Yes } else { Overwrite::No };
                let files = [
                    (output, sealed.text.clone().into_bytes()),
                    (tsq, time_stamp::request(&sealed.text)),
                ];
                export(desk, vendor, &sealed, &files, (overwrite, terminal), out)?;
            }
            Self::Attach { vendor, file, event } => {
                let vendor = typed::vendor(desk, &vendor)?;
                let (recorded, returned) = desk.attach_seal(vendor, event, &file)?;
                let says = [
                    format!("Kept {} for the sign-off: {}.", file.display(), returned.what()),
                    "Whether it can be trusted is for tools that are not ours: docs/verify.md."
                        .to_owned(),
                ];
                super::recorded::print(desk, out, vendor, &recorded, &says, &[])?;
            }
            Self::List { vendor } => list(desk, &vendor, out)?,
        }
        Ok(Ended::Well)
    }
}

#[derive(Serialize)]
struct Exported<'a> {
    vendor: VendorId,
    event: u64,
    sha256: Digest,
    text: &'a str,
    files: Vec<String>,
}

fn export(
    desk: &Desk,
    vendor: VendorId,
    sealed: &Sealed,
    files: &[(Option<PathBuf>, Vec<u8>); 2],
    (overwrite, terminal): (Overwrite, Terminal),
    out: &mut Output<'_>,
) -> Result<(), Problem> {
    let [(named, _), _] = files;
    let is_printed = named.is_none();
    let named: Vec<_> =
        files.iter().filter_map(|(path, bytes)| Some((path.as_ref()?, bytes))).collect();
    for (path, bytes) in &named {
        desk.write_seal(path, bytes, overwrite)?;
    }
    let files: Vec<String> = named.iter().map(|(path, _)| path.display().to_string()).collect();
    let sha256 = Digest::of(sealed.text.as_bytes());
    let event = sealed.sign_off.seq;
    let document = Exported { vendor, event, sha256, text: &sealed.text, files };
    out.result("seal-export", &document, |out| {
        if is_printed {
            out.exact(&sealed.text, terminal);
        }
        // Beside the text that is printed, everything else is talk.
        let lines = document.files.iter().map(|file| format!("Wrote {file}."));
        for line in lines {
            if is_printed { out.say(&line) } else { out.line(&line) }
        }
        if !is_printed {
            out.line(&format!("sha-256 {sha256}"));
            let file = document.files.first().map_or("FILE", String::as_str);
            out.line(&format!("Sign it: ssh-keygen -Y sign -n {NAMESPACE} -f KEY {file}"));
        }
    });
    Ok(())
}

#[derive(Serialize)]
struct Listed<'a> {
    vendor: VendorId,
    sign_offs: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    event: u64,
    when: String,
    name: &'a str,
    title: &'a str,
    questionnaires: Vec<&'a str>,
    open_items: &'a [String],
    seal: Option<Digest>,
    superseded_by: Option<u64>,
    seals: Vec<Kept<'a>>,
}

#[derive(Serialize)]
struct Kept<'a> {
    file_name: &'a str,
    sha256: Digest,
    what: String,
}

fn list(desk: &mut Desk, vendor: &str, out: &mut Output<'_>) -> Result<(), Problem> {
    let dossier = typed::dossier(desk, vendor)?;
    if dossier.is_ours() {
        return Err(crate::desk::check::about_vendors());
    }
    let lines = dossier.sign_offs.iter().map(|one| line(desk, &dossier, one));
    let sign_offs = lines.collect::<Result<Vec<_>, Problem>>()?;
    let document = Listed { vendor: dossier.id, sign_offs };
    out.result("seal-list", &document, |out| {
        if document.sign_offs.is_empty() {
            out.line(&format!("Nobody has signed off on {} yet.", dossier.name));
        }
        document.sign_offs.iter().for_each(|one| show(one, out));
    });
    Ok(())
}

fn line<'a>(desk: &mut Desk, dossier: &'a Dossier, one: &'a SignOff) -> Result<Line<'a>, Problem> {
    // A sample has no seal's text, and nothing came back for one.
    let text =
        if one.seals.is_empty() { None } else { Some(desk.seal(dossier.id, Some(one.seq))?.text) };
    let mut seals = Vec::new();
    for kept in &one.seals {
        let returned = desk.returned(kept.sha256, text.as_deref().unwrap_or_default());
        let what = match returned {
            Ok(Some(returned)) => returned.what(),
            Ok(None) => "not to be found, or not one of this seal".to_owned(),
            Err(problem) => problem.summary,
        };
        seals.push(Kept { file_name: &kept.file_name, sha256: kept.sha256, what });
    }
    Ok(Line {
        event: one.seq,
        when: desk.organization().zones.shown(one.at),
        name: &one.signed.name,
        title: &one.signed.title,
        questionnaires: one.signed.questionnaires.iter().map(|one| one.id.as_str()).collect(),
        open_items: &one.signed.open_items,
        seal: one.head(dossier.id.0).map(|head| head.hash),
        superseded_by: superseded_by(dossier, one).map(|event| event.seq),
        seals,
    })
}

fn show(one: &Line<'_>, out: &mut Output<'_>) {
    let state = one
        .superseded_by
        .map_or_else(|| "stands".to_owned(), |event| format!("superseded by event {event}"));
    out.heading(&format!(
        "Event {}, {}: {}, {} ({state})",
        one.event, one.when, one.name, one.title
    ));
    out.labeled("  questionnaires", 16, &one.questionnaires.join(", "));
    if let Some(seal) = one.seal {
        out.labeled("  seal", 16, &seal.short());
        // In full and on one line, so that it can be compared with a report.
        out.line(&format!("  sha-256 {seal}"));
    }
    out.labeled("  acknowledged", 16, &one.open_items.len().to_string());
    for kept in &one.seals {
        out.labeled("  came back", 16, &format!("{}: {}", kept.file_name, kept.what));
    }
    out.blank();
}
