//! What can go wrong with the data folder, and what staff are told of it.

use std::io;
use std::path::{Path, PathBuf};

use super::vault::MAX_NOTE;
use crate::io::Kind;
use crate::journal::JournalError;
use crate::problem::{Doubt, Problem};

/// Why something in the data folder could not be done.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A journal could not.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The file system refused.
    #[error("{doing} {}: {source}", path.display())]
    Io {
        /// What was being done, such as `reading`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no store.
    #[error("no store.json in {}", path.display())]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// There is one already.
    #[error("{} holds a store.json", path.display())]
    AlreadyThere {
        /// The folder.
        path: PathBuf,
    },
    /// The folder is used for something else.
    #[error("{} holds '{name}'", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
        /// What is in it.
        name: String,
    },
    /// It is a file.
    #[error("{} is not a folder", path.display())]
    NotAFolder {
        /// What was named.
        path: PathBuf,
    },
    /// It belongs to another user.
    #[error("{} belongs to another user", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// Others may write to it.
    #[error("{} has permissions {mode:04o}", path.display())]
    Exposed {
        /// The folder.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It lies on a file system shared over a network, where locks and flushes may not hold.
    #[error("{} lies on {name}", path.display())]
    Network {
        /// The folder.
        path: PathBuf,
        /// What the system calls it.
        name: &'static str,
    },
    /// A later version of the program made it.
    #[error("{} says layout {layout}, and this program knows layout 1", path.display())]
    NewerLayout {
        /// `store.json`.
        path: PathBuf,
        /// The layout it names.
        layout: u32,
    },
    /// It is a copy for somebody who verifies it.
    #[error("{} is a copy made for a verifier", path.display())]
    VerifierCopy {
        /// The folder.
        path: PathBuf,
    },
    /// `store.json` cannot be read.
    #[error("{}: {why}", path.display())]
    Manifest {
        /// `store.json`.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file could not be read as evidence.
    #[error("reading {}: {source}", path.display())]
    Evidence {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What was named is no file that can be taken.
    #[error("{} is {}", path.display(), named(*kind))]
    NotEvidence {
        /// What was named.
        path: PathBuf,
        /// What it is, or what its link points to.
        kind: Kind,
    },
    /// A file changed or vanished while it was read.
    #[error("{} changed while it was read", path.display())]
    Changing {
        /// The file.
        path: PathBuf,
    },
    /// A file does not fit.
    #[error("{} has {bytes} bytes, and {free} are free", path.display())]
    NoSpace {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// What is free.
        free: u64,
    },
    /// A note for counsel is too long.
    #[error("the note has {bytes} bytes; {MAX_NOTE} is the most")]
    NoteTooLong {
        /// Its size.
        bytes: usize,
    },
    /// A copy in the vault is not what it was.
    #[error("{} does not hold the bytes that were taken", path.display())]
    Damaged {
        /// The copy.
        path: PathBuf,
    },
}

impl StoreError {
    pub(super) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }
}

const fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::File => "a file",
        Kind::Folder => "a folder",
        Kind::Link => "a link to another link",
        Kind::Special => "a pipe, socket or device",
    }
}

impl From<&StoreError> for Problem {
    fn from(error: &StoreError) -> Self {
        let nothing = "nothing was written";
        let told = match error {
            StoreError::Journal(error) => return Self::from(error),
            StoreError::Io { source, .. } => file_system(source).safe("nothing that was recorded is touched"),
            StoreError::Missing { path } => Self::wrong_use("there is no record in this folder yet")
                .next("`proofbook vendor add NAME` begins one; `proofbook sample` makes one to look around in")
                .next(format!("or name another folder: `--data DIR` (this one: {})", path.display())),
            StoreError::AlreadyThere { .. } => Self::wrong_use("there is a record in this folder already")
                .safe("it was not touched")
                .next("name another folder: `--data DIR`"),
            StoreError::NotEmpty { .. } => Self::wrong_use("this folder holds other things")
                .safe(nothing)
                .next("name an empty folder, or one that does not exist yet: `--data DIR`"),
            StoreError::NotAFolder { .. } => Self::wrong_use("`--data` names a file; it takes a folder").safe(nothing),
            StoreError::Foreign { .. } => Self::world("this record belongs to another user of the computer")
                .safe(nothing)
                .next("sign in as that user, or restore a backup of it into a folder of your own"),
            StoreError::Exposed { path, .. } => Self::world("other users of this computer can change this record")
                .safe(nothing)
                .next(format!("close it to them: `chmod go-w '{}'`", path.display())),
            StoreError::Network { name, .. } => Self::world(format!(
                "this folder lies on {name}, where a save can be lost without notice; it opens read-only"
            ))
            .safe(nothing)
            .next("keep the record on this computer, and its backups there")
            .next("or take the risk, with a reason that is recorded")
            .doubt(Doubt::NetworkFolder),
            StoreError::NewerLayout { layout, .. } => {
                Self::data(format!("a later version of the program made this record (layout {layout}); it opens read-only"))
                    .safe(nothing)
                    .next(format!("use a version of the program that knows layout {layout}"))
            }
            StoreError::VerifierCopy { .. } => Self::wrong_use("this copy was made for somebody who verifies it; it opens read-only")
                .safe(nothing)
                .next("record in the folder from which it was made: `--data DIR`"),
            StoreError::Manifest { .. } => Self::data("`store.json` cannot be read, so it is not known whose record this is")
                .safe("no journal was touched")
                .next("make a copy of the folder now, then restore `store.json` from the last backup"),
            StoreError::Evidence { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                Self::wrong_use("there is no such file")
                    .safe("nothing was taken")
                    .next("check the path: its folder, its spelling, and its ending")
            }
            StoreError::Evidence { .. } => Self::world("the file could not be read").safe("nothing was taken"),
            StoreError::NotEvidence { kind, .. } => {
                Self::wrong_use(format!("this is {}; evidence is taken from files", named(*kind))).safe("nothing was taken")
            }
            StoreError::Changing { .. } => Self::world("the file changed or vanished while it was read")
                .safe("nothing was taken")
                .next("wait until it is written, and take it again"),
            StoreError::NoSpace { .. } => Self::world("the file does not fit on this disk")
                .safe("nothing was taken")
                .next("free some space, and take it again"),
            StoreError::NoteTooLong { bytes } => {
                Self::wrong_use(format!("the note has {bytes} bytes; 65,536 is the most")).safe(nothing)
            }
            StoreError::Damaged { .. } => Self::data("a copy in the vault is not what was taken")
                .safe("the journal still says what its digest was")
                .next("put the right bytes back from a backup: the file's name is their SHA-256"),
        };
        told.cause(error)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::from(&error)
    }
}

fn file_system(source: &io::Error) -> Problem {
    match source.kind() {
        io::ErrorKind::StorageFull => {
            Problem::world("the disk is full").next("free some space and try again")
        }
        io::ErrorKind::PermissionDenied => {
            Problem::world("the system does not allow it").next("check the folder's permissions")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            Problem::world("the disk is read-only").next("use another folder: `--data DIR`")
        }
        _ => Problem::world("the data folder could not be used")
            .next("check that its disk is connected"),
    }
}
