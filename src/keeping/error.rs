//! What can go wrong with a backup or with making a record again from one, and what staff are told of it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::problem::Problem;
use crate::progress::Canceled;
use crate::store::StoreError;

/// Why a backup was not written, or a record not restored.
#[derive(Debug, thiserror::Error)]
pub enum KeepingError {
    /// The data folder could not be read, or not made.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The record could not be opened.
    #[error("{0}")]
    Told(Box<Problem>),
    /// Somebody canceled it.
    #[error(transparent)]
    Canceled(#[from] Canceled),
    /// The file system refused.
    #[error("{doing} {}: {source}", path.display())]
    Io {
        /// What was being done, such as `writing`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of that name is there.
    #[error("{} is there already", .0.display())]
    FileThere(PathBuf),
    /// The archive would lie in the folder that it is to save.
    #[error("{} lies in the data folder", .0.display())]
    Inside(PathBuf),
    /// A file changed while it was copied, and not at its end.
    #[error("{} changed while it was copied", .0.display())]
    Changing(PathBuf),
    /// It does not fit.
    #[error("{bytes} bytes are needed, and {free} are free at {}", path.display())]
    NoSpace {
        /// Where.
        path: PathBuf,
        /// What is needed.
        bytes: u64,
        /// What is free.
        free: u64,
    },
    /// The file is no archive of this program.
    #[error("{0}")]
    NotABackup(String),
    /// A later version of the program wrote the archive.
    #[error("the archive is of version {0}, and this program reads version 1")]
    Newer(u32),
    /// The archive does not hold what its manifest says.
    #[error("{0}")]
    Spoilt(String),
    /// The folder to restore into is used.
    #[error("{} holds '{name}'", path.display())]
    FolderUsed {
        /// The folder.
        path: PathBuf,
        /// What is in it.
        name: String,
    },
    /// What was named to restore into is a file, or a link.
    #[error("{} is no folder", .0.display())]
    NoFolder(PathBuf),
}

impl KeepingError {
    pub(super) fn io(doing: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }
}

impl From<Problem> for KeepingError {
    fn from(problem: Problem) -> Self {
        Self::Told(Box::new(problem))
    }
}

impl From<KeepingError> for Problem {
    fn from(error: KeepingError) -> Self {
        let cause = error.to_string();
        let told = match error {
            KeepingError::Store(error) => return error.into(),
            KeepingError::Told(problem) => return *problem,
            KeepingError::Canceled(canceled) => return Self::canceled(canceled),
            KeepingError::Io { source, .. } => file_system(&source),
            KeepingError::FileThere(_) => Self::wrong_use("a file of that name is there already")
                .next("name another file, or replace it: --overwrite"),
            KeepingError::Inside(_) => {
                Self::wrong_use("a backup inside the data folder is lost together with it")
                    .next("name a file on another disk, or at least in another folder")
            }
            KeepingError::Changing(_) => Self::world("a file changed while it was copied")
                .next("try again; if it happens again, run `proofbook verify`"),
            KeepingError::NoSpace { .. } => Self::world("there is not enough space on that disk")
                .next("free some space, or name a place on another disk"),
            KeepingError::NotABackup(_) => {
                Self::data("this file is no backup of this program, or was cut off")
                    .next("name the file that `proofbook backup` wrote")
            }
            KeepingError::Newer(_) => {
                Self::data("a later version of the program wrote this backup")
                    .next("use that version of the program, or a later one")
            }
            KeepingError::Spoilt(_) => {
                Self::data("this backup does not hold what it says it holds")
                    .next("use another backup, or another copy of this one")
            }
            KeepingError::FolderUsed { .. } => {
                Self::wrong_use("the folder to restore into is not empty")
                    .next("name an empty folder, or one that is not there: --data DIR")
            }
            KeepingError::NoFolder(_) => Self::wrong_use("what was named is no folder")
                .next("name an empty folder, or one that is not there: --data DIR"),
        };
        told.cause(cause).safe("the record is as it was; nothing half-made was left behind")
    }
}

fn file_system(source: &std::io::Error) -> Problem {
    match source.kind() {
        ErrorKind::StorageFull => {
            Problem::world("the disk is full").next("free some space and try again")
        }
        ErrorKind::PermissionDenied => {
            Problem::world("the system does not allow it").next("check the folder's permissions")
        }
        ErrorKind::NotFound => {
            Problem::wrong_use("there is no such file or folder").next("check the path")
        }
        _ => Problem::world("a file could not be read or written")
            .next("check that its disk is connected"),
    }
}
