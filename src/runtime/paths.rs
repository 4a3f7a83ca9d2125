//! Paths as people type them: `~` for their home, and what may follow.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use crate::io::{Io, Kind, Links};

/// How many paths are offered at most.
const MOST: usize = 50;

/// The path with a leading `~` replaced by the home folder.
pub(super) fn of_home(path: &Path) -> PathBuf {
    let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// The paths that begin as typed, sorted; folders end in a separator. Hidden ones only where a dot was typed.
pub(super) fn fitting(io: &dyn Io, typed: &str) -> Vec<String> {
    let cut = typed.rfind(['/', MAIN_SEPARATOR]).map_or(0, |at| at + 1);
    let (folder, start) = typed.split_at(cut);
    let place = of_home(Path::new(if folder.is_empty() { "." } else { folder }));
    let names = io.read_dir(&place).unwrap_or_default();
    let fits =
        |name: &&str| name.starts_with(start) && (start.starts_with('.') || !name.starts_with('.'));
    let shown = |name: &str| {
        let stands = io.metadata(&place.join(name), Links::Follow);
        let is_folder = stands.is_ok_and(|stands| stands.kind == Kind::Folder);
        let end = if is_folder { MAIN_SEPARATOR.to_string() } else { String::new() };
        format!("{folder}{name}{end}")
    };
    let mut found: Vec<String> =
        names.iter().filter_map(|name| name.to_str()).filter(fits).map(shown).collect();
    found.sort();
    found.truncate(MOST);
    found
}
