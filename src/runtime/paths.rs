//! Paths as people type them: `~` for their home, and what may follow.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use jiff::Timestamp;

use super::Runtime;
use crate::app::form::pasted;
use crate::app::form::picker::{Listed, What, is_separator};
use crate::domain::event::Subject;
use crate::domain::request::{Request, Source};
use crate::io::{Kind, Links};
use crate::store::JournalName;
use crate::store::drafts::Place;
use crate::text::folded;

/// How many paths are offered at most.
const MOST: usize = 200;

/// How many folders from which files were taken are kept.
const MOST_FOLDERS: usize = 5;

/// The path with a leading `~` replaced by the home folder.
pub(super) fn of_home(path: &Path) -> PathBuf {
    let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// The request with the path of a file that is taken in full.
pub(super) fn in_full(mut request: Request) -> Request {
    if let Request::Take(take) = &mut request
        && let Source::File(path) = &mut take.source
    {
        *path = of_home(path);
    }
    request
}

impl Runtime {
    /// What lies in the folder that is typed and begins as typed, folders first; where nothing is typed, folders in which there may be
    /// files to take. Hidden ones only where a dot was typed.
    pub(super) fn fitting(&self, typed: &str) -> Vec<Listed> {
        if typed.is_empty() {
            return self.folders();
        }
        let cut = typed.rfind(is_separator).map_or(0, |at| at + 1);
        let (folder, start) = typed.split_at(cut);
        let place = of_home(Path::new(if folder.is_empty() { "." } else { folder }));
        let names = self.seat.io.read_dir(&place).unwrap_or_default();
        let shown = |name: &&str| start.starts_with('.') || !name.starts_with('.');
        let names: Vec<&str> =
            names.iter().filter_map(|name| name.to_str()).filter(shown).collect();
        let mut fits: Vec<&str> =
            names.iter().copied().filter(|name| name.starts_with(start)).collect();
        if fits.is_empty() {
            let start = folded(start);
            fits = names.into_iter().filter(|name| folded(name).starts_with(&start)).collect();
        }
        fits.truncate(MOST);
        let mut found: Vec<Listed> =
            fits.into_iter().map(|name| self.look_at(format!("{folder}{name}"))).collect();
        let is_file = |one: &Listed| !matches!(one.what, What::Folder(_));
        found.sort_by_cached_key(|one| (is_file(one), folded(&one.path)));
        found
    }

    /// The files that are named as terminals paste them.
    pub(super) fn files(&self, named: &str) -> Vec<Listed> {
        let exists = |path: &str| {
            let found = self.seat.io.metadata(&of_home(Path::new(path)), Links::Follow);
            !path.is_empty() && found.is_ok()
        };
        pasted::paths(named, &exists).into_iter().map(|path| self.look_at(path)).collect()
    }

    fn look_at(&self, path: String) -> Listed {
        let found = self.seat.io.metadata(&of_home(Path::new(&path)), Links::Follow);
        let what = match found {
            Ok(found) if found.kind == Kind::Folder => {
                let path = format!("{}{MAIN_SEPARATOR}", path.trim_end_matches(is_separator));
                return Listed { path, what: What::Folder(None) };
            }
            Ok(found) => {
                let changed = found.modified.and_then(|at| Timestamp::try_from(at).ok());
                let zones = &self.desk.organization().zones;
                let changed = changed.map(|at| zones.day_of(at));
                What::File { bytes: found.len, changed }
            }
            Err(_) => What::Nothing,
        };
        Listed { path, what }
    }

    /// The folders from which files were taken lately, then those in which files usually lie.
    fn folders(&self) -> Vec<Listed> {
        let dirs = directories::UserDirs::new();
        let recent = self.recent_folders();
        let usual = dirs.iter().flat_map(|dirs| {
            let documents = dirs.document_dir().map(|path| (path, "Documents"));
            let downloads = dirs.download_dir().map(|path| (path, "Downloads"));
            documents.into_iter().chain(downloads).chain([(dirs.home_dir(), "home folder")])
        });
        let recent = recent.iter().map(|path| (Path::new(path), "files were taken from here"));
        let mut found: Vec<Listed> = Vec::new();
        for (path, why) in recent.chain(usual) {
            let Some(path) = path.to_str() else { continue };
            let path = format!("{}{MAIN_SEPARATOR}", path.trim_end_matches(is_separator));
            let is_there = self.seat.io.metadata(Path::new(&path), Links::Follow).is_ok();
            if is_there && !found.iter().any(|one| one.path == path) {
                found.push(Listed { path, what: What::Folder(Some(why)) });
            }
        }
        found
    }

    fn recent_folders(&self) -> Vec<String> {
        let kept = self.desk.drafts().ok().and_then(|drafts| drafts.of(&folders_place()));
        kept.map(|kept| kept.text.lines().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// Keeps the folder from which a file was taken, to be offered next time. Where it cannot be kept, it is not offered.
    pub(super) fn remember_folder(&self, request: &Request) {
        let Request::Take(take) = request else { return };
        let Source::File(path) = &take.source else { return };
        let full = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let Some(folder) = full.parent().and_then(Path::to_str) else { return };
        let mut folders = self.recent_folders();
        if folders.first().is_some_and(|first| first == folder) {
            return;
        }
        folders.retain(|one| one != folder);
        folders.insert(0, folder.to_owned());
        folders.truncate(MOST_FOLDERS);
        if let Ok(drafts) = self.desk.drafts() {
            drop(drafts.keep(folders_place(), self.seat.now.now(), &folders.join("\n")));
        }
    }
}

/// Where the folders from which files were taken are kept among the drafts.
fn folders_place() -> Place {
    Place::new(JournalName::Store, Subject::Organization, "evidence.folders".into(), "folders")
}
