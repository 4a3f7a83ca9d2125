//! A document to a file of its own: written beside and put in place whole, with its digest.

use std::cell::RefCell;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{Desk, own_fonts};
use crate::domain::id::Digest;
use crate::io as files;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::report::ahead::Workers;
use crate::report::model::{Attached, Attachment, Manuscript};
use crate::report::pdf;
use crate::report::press::{self, Fault, Run};
use crate::report::theme::PaperSize;
use crate::store::atomic::{self, Overwrite};

/// What is safe after a document was not written.
pub(super) const NO_HALF_FILE: &str = "no half file was left, and a file of that name is as it was";

/// How many bytes go to the disk at once.
const CHUNK: usize = 128 * 1024;

/// A document that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where.
    pub path: PathBuf,
    /// The digest of the file.
    pub sha256: Digest,
    /// How many pages it has.
    pub pages: usize,
    /// What a reader should know of it: characters without a glyph, a page that did not fit.
    pub notices: Vec<String>,
}

/// Where a document goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'a> {
    /// The file.
    pub(super) path: &'a Path,
    /// Whether a file of that name may be replaced.
    pub(super) overwrite: Overwrite,
    /// The sheet.
    pub(super) paper: PaperSize,
}

impl Desk {
    /// Writes a document as PDF. Never leaves half a file, also when it is canceled.
    ///
    /// # Errors
    /// A part cannot be made; the file is there already and may not be replaced; the disk refused; it was canceled.
    pub(super) fn print(
        &self,
        manuscript: &mut dyn Manuscript,
        target: Target<'_>,
        progress: &mut dyn Progress,
    ) -> Result<Written, Problem> {
        let vault = self.store()?.vault();
        let open = |attachment: &Attachment| -> io::Result<Box<dyn Read>> {
            let Attached::Stored { sha256, .. } = &attachment.content else {
                return Err(io::ErrorKind::InvalidInput.into());
            };
            let digest = sha256.parse().map_err(|_| io::ErrorKind::InvalidInput)?;
            let file = vault.open(digest).map_err(io::Error::other)?;
            Ok(Box::new(files::Forward::new(file)))
        };
        let run = Run {
            paper: target.paper,
            case: Arc::new(own_fonts::typecase(&self.seat)),
            workers: Workers::of_this_machine(),
        };
        // What went wrong in the making is told as it is, and not as a disk that refused.
        let outcome = RefCell::new(None);
        let placed = atomic::write_by(&*self.seat.io, target.path, target.overwrite, |file| {
            let mut out = Hashed {
                out: BufWriter::with_capacity(CHUNK, files::Forward::new(file)),
                hasher: Sha256::new(),
            };
            match press::print(manuscript, &run, &open, progress, &mut out) {
                Ok(printed) => {
                    let sha256 = Digest(out.hasher.finalize().into());
                    *outcome.borrow_mut() = Some(Ok((printed, sha256)));
                    Ok(())
                }
                Err(Fault::Pdf(pdf::Fault::Write(error))) => Err(error),
                Err(fault) => {
                    *outcome.borrow_mut() = Some(Err(fault));
                    Err(io::ErrorKind::Other.into())
                }
            }
        });
        match (outcome.into_inner(), placed) {
            (Some(Err(fault)), _) => Err(not_made(fault)),
            (Some(Ok((printed, sha256))), Ok(())) => Ok(Written {
                path: target.path.to_owned(),
                sha256,
                pages: printed.pages,
                notices: printed.notices.iter().map(ToString::to_string).collect(),
            }),
            (_, Err(error)) => Err(not_written(target.path, &error)),
            (None, Ok(())) => {
                Err(Problem::bug("a file was put in place that nothing was written to"))
            }
        }
    }
}

fn not_made(fault: Fault) -> Problem {
    match fault {
        Fault::Made(problem) => problem,
        Fault::Canceled(canceled) => Problem::canceled(canceled),
        Fault::Pdf(pdf::Fault::Font { name, why }) => {
            Problem::world(format!("the font {name} could not be embedded"))
                .cause(why)
                .safe(NO_HALF_FILE)
                .next("write it again; if that fails too, take the font's file out of the folder 'fonts' of the data folder")
        }
        Fault::Pdf(fault) => {
            Problem::bug("the report could not be written as PDF").cause(fault).safe(NO_HALF_FILE)
        }
    }
}

/// Says that a file was not written, by what the system says, and what else could be done.
pub(super) fn not_written(path: &Path, error: &io::Error) -> Problem {
    use std::io::ErrorKind;
    let shown = path.display();
    let problem = match error.kind() {
        ErrorKind::AlreadyExists => {
            return Problem::wrong_use(format!("{shown} is there already"))
                .safe("it was not touched")
                .next("choose another name, or say that it may be replaced (--overwrite)");
        }
        ErrorKind::NotFound => Problem::world(format!("the folder of {shown} is not there")),
        ErrorKind::StorageFull => {
            Problem::world(format!("{shown} was not written: the disk is full"))
        }
        ErrorKind::PermissionDenied => {
            Problem::world(format!("{shown} was not written: you may not write there"))
        }
        ErrorKind::Unsupported => {
            Problem::wrong_use(format!("{shown} is a pipe or a device, and no file"))
        }
        ErrorKind::IsADirectory => Problem::wrong_use(format!("{shown} is a folder")),
        _ => Problem::world(format!("{shown} was not written")),
    };
    problem.cause(error).safe(NO_HALF_FILE).next("choose another place")
}

/// Writes on, and keeps the digest of what went through.
struct Hashed<W> {
    out: W,
    hasher: Sha256,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
