//! Where things lie in the data folder, where that folder is unless `--data` names one, and folders that another program meddles with.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::domain::id::VendorId;
use crate::io::Io;

/// The name of the file that makes a folder a store.
pub const MANIFEST: &str = "store.json";

/// The paths of one store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths(PathBuf);

impl Paths {
    /// The paths of the store in this folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self(root.into())
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.0
    }

    /// `store.json`.
    pub fn manifest(&self) -> PathBuf {
        self.0.join(MANIFEST)
    }

    /// The folder of all vendors.
    pub fn vendors(&self) -> PathBuf {
        self.0.join("vendors")
    }

    /// The folder of one vendor.
    pub fn vendor(&self, id: VendorId) -> PathBuf {
        self.vendors().join(id.to_string())
    }

    /// The folder of our organization.
    pub fn organization(&self) -> PathBuf {
        self.0.join("organization")
    }

    /// The evidence.
    pub fn vault(&self) -> PathBuf {
        self.0.join("vault")
    }

    /// What can be made again.
    pub fn cache(&self) -> PathBuf {
        self.0.join("cache")
    }

    /// Texts not yet recorded.
    pub fn drafts(&self) -> PathBuf {
        self.0.join("drafts")
    }

    /// Question files of the user's own; need not be there.
    pub fn own_questions(&self) -> PathBuf {
        self.0.join(super::own_questions::FOLDER)
    }

    /// Font files of the user's own; need not be there.
    pub fn own_fonts(&self) -> PathBuf {
        self.0.join(super::own_fonts::FOLDER)
    }

    /// The folders of a new store, each after the one it is in.
    pub fn folders(&self) -> [PathBuf; 6] {
        let vault = self.vault();
        [
            self.vendors(),
            self.organization(),
            vault.clone(),
            vault.join("tmp"),
            self.cache(),
            self.drafts(),
        ]
    }
}

/// Whether a name in a data folder is one that making a store leaves there, or may find there: question files and fonts can be
/// laid ready.
pub(super) fn is_ours(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    matches!(name, "vendors" | "organization" | "vault" | "cache" | "drafts")
        || name == super::own_questions::FOLDER
        || name == super::own_fonts::FOLDER
        || name.starts_with(".store.json.")
}

/// The folder that is used when `--data` names none: the user's own, as the system places it. `None` without a home.
pub fn default_folder() -> Option<PathBuf> {
    own_folders().map(|found| found.data_dir().to_owned())
}

/// Where the user keeps documents; their home, or the current folder, where the system names none.
pub fn documents_folder() -> PathBuf {
    let found = directories::UserDirs::new()
        .map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned());
    found.unwrap_or_else(|| PathBuf::from("."))
}

/// The user's settings file, which need not be there. `None` without a home.
pub fn settings_file() -> Option<PathBuf> {
    own_folders().map(|found| found.config_dir().join("settings.json"))
}

fn own_folders() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("", "", "proofbook")
}

/// Names a program that synchronizes this folder, by its path: such a program may bring old copies back.
pub fn cloud_notice(folder: &Path) -> Option<String> {
    let known = [
        ("OneDrive", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Mobile Documents", "iCloud"),
        ("CloudStorage", "a cloud service"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive", "Google Drive"),
    ];
    let by = folder.components().find_map(|part| {
        let part = part.as_os_str().to_str()?;
        known.iter().find(|(name, _)| part.starts_with(name)).map(|(_, service)| *service)
    })?;
    Some(format!(
        "{by} synchronizes this folder and may bring back an old copy of the record; keep it elsewhere and put backups here"
    ))
}

/// Names files beside a journal that a synchronizing program made when two computers wrote at once: each is a fork of the record.
pub(super) fn conflict_notices(io: &dyn Io, folder: &Path) -> Vec<String> {
    let told = |path: PathBuf| {
        format!(
            "{} is a copy in conflict: the record was written on two computers at once",
            path.display()
        )
    };
    conflict_copies(io, folder).into_iter().map(told).collect()
}

/// Files beside a journal that a synchronizing program made when two computers wrote at once.
pub fn conflict_copies(io: &dyn Io, folder: &Path) -> Vec<PathBuf> {
    let names = io.read_dir(folder).unwrap_or_default();
    let is_conflict = |name: &str| {
        let name = name.to_lowercase();
        name.contains("conflicted copy")
            || name.contains("-conflict")
            || name.contains(".sync-conflict")
    };
    let conflicts = names.iter().filter_map(|name| name.to_str()).filter(|name| is_conflict(name));
    conflicts.map(|name| folder.join(name)).collect()
}
