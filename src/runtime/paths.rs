//! Paths as people type them: `~` for their home, and what may follow.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

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
pub(super) fn fitting(typed: &str) -> Vec<String> {
    let cut = typed.rfind(['/', MAIN_SEPARATOR]).map_or(0, |at| at + 1);
    let (folder, start) = typed.split_at(cut);
    let place = of_home(Path::new(if folder.is_empty() { "." } else { folder }));
    let mut found: Vec<String> = crate::io::names(&place)
        .into_iter()
        .filter(|(name, _)| name.starts_with(start) && (start.starts_with('.') || !name.starts_with('.')))
        .map(|(name, is_folder)| {
            let end = if is_folder { MAIN_SEPARATOR.to_string() } else { String::new() };
            format!("{folder}{name}{end}")
        })
        .collect();
    found.sort();
    found.truncate(MOST);
    found
}
