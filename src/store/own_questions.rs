//! The user's own question files in the data folder, read within limits: anything may lie there, and nothing of it may hang or crash us.
//!
//! What the files say is left to [`crate::questionnaires::own`], and when they come into force to the desk.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;

use crate::domain::id::Digest;
use crate::io::{self, Io, Kind, Links, Open};
use crate::questionnaires::{self, Finding, Place, Weight};

/// The folder below the data folder. Files of questions lie in its `bank`, questionnaires beside that, as they do in the program.
pub const FOLDER: &str = questionnaires::own::FOLDER;

/// The folders that are read, below the data folder.
const FOLDERS: [&str; 2] = [FOLDER, "questionnaires/bank"];

/// How large one file may be, in bytes: six times the largest file of questions that is shipped.
pub const LARGEST_FILE: u64 = 256 * 1024;
/// How large all files together may be, in bytes.
const LARGEST_ALL: usize = 1024 * 1024;
/// How many files there may be.
const MOST_FILES: usize = 64;
/// How long a file's name may be, in characters.
const LONGEST_NAME: usize = 80;

/// Names that Windows keeps for devices, whatever follows after a period.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// What lies in the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnFiles {
    /// The files in the order of their names: path below the data folder with `/`, such as `questionnaires/bank/x.json`, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// What cannot be read as a question file, and notes on what is passed over.
    pub findings: Vec<Finding>,
}

impl OwnFiles {
    /// Reads what lies in the data folder; nothing, where it has no such folder.
    pub fn read(io: &dyn Io, root: &Path) -> Self {
        let mut own = Self::default();
        for folder in FOLDERS {
            own.read_folder(io, root, folder);
        }
        own.files.sort();
        let bytes: usize = own.files.iter().map(|(_, bytes)| bytes.len()).sum();
        if own.files.len() > MOST_FILES {
            let problem = format!("there are more than {MOST_FILES} question files; join some");
            own.refuse(FOLDER, problem);
        } else if bytes > LARGEST_ALL {
            let problem = format!("the question files have more than {LARGEST_ALL} bytes together");
            own.refuse(FOLDER, problem);
        }
        own
    }

    /// Whether all that lies there can be read.
    pub fn is_readable(&self) -> bool {
        self.findings.iter().all(|finding| finding.weight == Weight::Note)
    }

    /// Tells whether anything there has changed.
    pub fn digest(&self) -> Digest {
        let files = self.files.iter().map(|(name, bytes)| (name.as_str(), Digest::of(bytes)));
        let findings = Digest::of(questionnaires::list(&self.findings).as_bytes());
        questionnaires::digest(files.chain([("", findings)]))
    }

    fn read_folder(&mut self, io: &dyn Io, root: &Path, folder: &str) {
        let path = root.join(folder);
        let names = match io.metadata(&path, Links::Keep) {
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return;
            }
            Ok(found) if found.kind != Kind::Folder => {
                return self.refuse(folder, "this is no folder; put a folder of that name here");
            }
            Ok(_) => io.read_dir(&path),
            Err(error) => Err(error),
        };
        let names = match names {
            Ok(names) => names,
            Err(error) => return self.refuse(folder, format!("this cannot be read: {error}")),
        };
        let mut taken = BTreeSet::new();
        // One beyond the limit is enough to know that there are too many.
        for name in names.iter().filter(|name| !is_hidden(name)) {
            if self.files.len() > MOST_FILES {
                return;
            }
            self.read_name(io, root, folder, name, &mut taken);
        }
    }

    fn read_name(
        &mut self,
        io: &dyn Io,
        root: &Path,
        folder: &str,
        name: &OsStr,
        taken: &mut BTreeSet<String>,
    ) {
        let shown = format!("{folder}/{}", name.to_string_lossy());
        let path = root.join(folder).join(name);
        let kind = io.metadata(&path, Links::Keep).map(|found| found.kind);
        if matches!(kind, Ok(Kind::Folder)) {
            if !FOLDERS.contains(&shown.as_str()) {
                self.pass_over(&shown, "this folder is not read; only 'bank' is");
            }
            return;
        }
        let lower = name.to_string_lossy().to_ascii_lowercase();
        if Path::new(&lower).extension() != Some("json".as_ref()) {
            return self
                .pass_over(&shown, "this is not read, since its name does not end in .json");
        }
        if let Some(problem) = wrong_name(&lower) {
            return self.refuse(&shown, problem);
        }
        if !taken.insert(lower) {
            let problem = "another name differs only in capitals, which Windows takes for the same";
            return self.refuse(&shown, problem);
        }
        if matches!(kind, Ok(Kind::Link)) {
            return self.refuse(&shown, "this is a link to a file; put the file itself here");
        }
        match read_file(io, &path) {
            Ok(Ok(bytes)) => self.files.push((shown, bytes)),
            Ok(Err(problem)) => self.refuse(&shown, problem),
            Err(error) => self.refuse(&shown, format!("this cannot be read: {error}")),
        }
    }

    fn refuse(&mut self, name: &str, problem: impl Into<String>) {
        self.findings.push(Finding::error(start_of(name), problem));
    }

    fn pass_over(&mut self, name: &str, problem: &str) {
        self.findings.push(Finding::note(start_of(name), problem));
    }
}

/// The bytes of one question file, or why it cannot be one. Waits for no pipe, and holds no more than a question file may have.
///
/// # Errors
/// There is no such file, or it may not be read.
pub fn read_file(io: &dyn Io, path: &Path) -> std::io::Result<Result<Vec<u8>, String>> {
    let file = io.open(path, Open::Foreign)?;
    let found = file.metadata()?;
    if found.kind != Kind::File {
        return Ok(Err("this is no file".to_owned()));
    }
    if found.len > LARGEST_FILE {
        let problem = format!("a question file has {LARGEST_FILE} bytes at most; share it out");
        return Ok(Err(problem));
    }
    io::read_from(&*file, 0).map(Ok)
}

fn start_of(name: &str) -> Place {
    Place { file: name.into(), line: 1, column: 1 }
}

/// What editors and systems put beside files.
fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a file of this name is read as a question file.
pub fn is_file_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_json = Path::new(&lower).extension() == Some("json".as_ref());
    is_json && !is_hidden(OsStr::new(name)) && wrong_name(&lower).is_none()
}

/// Why a name cannot be kept on every system, so that the folder could be carried to another computer and be the same there.
pub(super) fn wrong_name(lower: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || " ._-".contains(c);
    let first = lower.split('.').next().unwrap_or_default().trim_end();
    if lower.len() > LONGEST_NAME || !lower.chars().all(fits) {
        return Some(format!(
            "rename the file: {LONGEST_NAME} characters at most, of letters a to z, digits, blanks, '.', '_' and '-'"
        ));
    }
    DEVICES
        .contains(&first)
        .then(|| format!("rename the file: '{first}' is the name of a device on Windows"))
}
