//! The user's own font files in the data folder, read within limits. They lie with the record, so that whoever opens or restores it prints
//! the same bytes. What they are is left to [`crate::report`], since nothing of them is recorded.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;

use super::own_questions::wrong_name;
use crate::io::{self, Io, Kind, Links, Open};

/// The folder below the data folder.
pub const FOLDER: &str = "fonts";

/// How large one file may be, in bytes: three times the largest collection of Chinese, Japanese and Korean that is common.
pub const LARGEST_FILE: u64 = 64 << 20;

/// How a font file's name ends.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// Whether a file of this name is read as a font.
pub fn is_file_name(name: &str) -> bool {
    is_meant(name) && wrong_name(&name.to_ascii_lowercase()).is_none()
}

/// Whether somebody who put a file of this name there meant a font.
fn is_meant(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    !name.starts_with('.') && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// The names of the font files, sorted, such as `NotoSansCJK-Regular.ttc`; none, where the data folder has no such folder.
///
/// # Errors
/// The folder cannot be read; why, in words.
pub fn names(io: &dyn Io, root: &Path) -> Result<Vec<String>, String> {
    match io.read_dir(&root.join(FOLDER)) {
        Ok(names) => {
            let names = names.iter().map(|name| name.to_string_lossy().into_owned());
            Ok(names.filter(|name| is_meant(name)).collect())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => {
            Err(format!("the folder {FOLDER} of the data folder cannot be read: {error}"))
        }
    }
}

/// The bytes of one font file. Waits for no pipe, and holds no more than a font file may have.
///
/// # Errors
/// It is no file, is too large or may not be read; why, in words that follow its name.
pub fn read(io: &dyn Io, root: &Path, name: &str) -> Result<Vec<u8>, String> {
    if let Some(problem) = wrong_name(&name.to_ascii_lowercase()) {
        return Err(problem);
    }
    let path = root.join(FOLDER).join(name);
    let unread = |error: std::io::Error| format!("it cannot be read: {error}");
    match io.metadata(&path, Links::Keep).map_err(unread)?.kind {
        Kind::File => {}
        Kind::Link => return Err("it is a link to a file; put the file itself there".to_owned()),
        Kind::Folder | Kind::Special => return Err("it is no file".to_owned()),
    }
    let file = io.open(&path, Open::Foreign).map_err(unread)?;
    let found = file.metadata().map_err(unread)?;
    if found.kind != Kind::File {
        return Err("it is no file".to_owned());
    }
    if found.len > LARGEST_FILE {
        return Err(format!("it is larger than {} MB", LARGEST_FILE >> 20));
    }
    io::read_from(&*file, 0).map_err(unread)
}
