//! Choosing files in a form: what lies in the folder that is typed, and what was marked of it.

use jiff::civil::Date;

use super::text::TextField;
use crate::app::key::{Chord, Held, Key};
use crate::app::list::{Step, moved};
use crate::text::{many, size};

/// Something that lies in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its path, as it would be typed; a folder's ends in a separator.
    pub path: String,
    /// What it is.
    pub what: What,
}

/// What lies at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A folder, and why it is offered where nothing was typed.
    Folder(Option<&'static str>),
    /// A file.
    File {
        /// Its bytes.
        bytes: u64,
        /// The day on which it was last changed, where that is known.
        changed: Option<Date>,
    },
    /// Nothing that could be looked at.
    Nothing,
}

impl Listed {
    /// Its name: of something that was offered before anything was typed, its whole path.
    pub fn name(&self) -> &str {
        if matches!(self.what, What::Folder(Some(_))) {
            return &self.path;
        }
        let bare = self.path.trim_end_matches(is_separator);
        let start = bare.rfind(is_separator).map_or(0, |at| at + 1);
        self.path.get(start..).unwrap_or(&self.path)
    }

    /// What it is, in words.
    pub fn told(&self) -> String {
        match &self.what {
            What::Folder(why) => why.unwrap_or("folder").to_owned(),
            What::File { bytes, changed: Some(day) } => format!("{}, changed {day}", size(*bytes)),
            What::File { bytes, changed: None } => size(*bytes),
            What::Nothing => "not there".to_owned(),
        }
    }

    /// Its bytes, where it is a file.
    pub const fn bytes(&self) -> Option<u64> {
        match self.what {
            What::File { bytes, .. } => Some(bytes),
            What::Folder(_) | What::Nothing => None,
        }
    }
}

/// Whether files are chosen in a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picks {
    /// No: a path is typed and completed.
    #[default]
    Nothing,
    /// One file.
    One,
    /// One file, or several that are marked.
    Several,
}

/// The files from which is chosen.
#[derive(Clone, Debug, Default)]
pub struct Picker {
    /// Whether files are chosen at all.
    pub picks: Picks,
    /// What fits what is typed.
    pub entries: Vec<Listed>,
    /// The one under the cursor; none while the cursor is in the field.
    pub at: Option<usize>,
    /// What was marked.
    pub marked: Vec<Listed>,
    /// Whether what is common to all that fits was asked for.
    pub completing: bool,
}

/// What a press did among the files.
pub(super) enum Picked {
    /// The cursor moved, or a mark was set.
    Taken,
    /// This is typed now; what fits it is to be listed.
    Typed(String),
    /// This file was chosen.
    File(String),
}

impl Picker {
    /// The entry under the cursor.
    pub fn in_hand(&self) -> Option<&Listed> {
        self.entries.get(self.at?)
    }

    /// Whether it is marked.
    pub fn is_marked(&self, entry: &Listed) -> bool {
        self.marked.iter().any(|one| one.path == entry.path)
    }

    /// What is marked, in words; nothing where nothing is.
    pub fn marked_words(&self) -> Option<String> {
        (!self.marked.is_empty()).then(|| told_together(&self.marked))
    }

    /// Takes one press, where it means something among the files; `field` is that of the path.
    pub(super) fn press(&mut self, chord: Chord, field: &TextField) -> Option<Picked> {
        if self.picks == Picks::Nothing || chord.held != Held::Nothing {
            return None;
        }
        let typed = field.text();
        let is_behind = field.cursor().1 == typed.chars().count();
        let goes_up = self.at.is_none() && is_behind && typed.ends_with(is_separator);
        if chord.key == Key::Backspace && goes_up {
            return Some(Picked::Typed(above(&typed).to_owned()));
        }
        let rows = self.entries.len();
        match (chord.key, self.at) {
            (Key::Down | Key::PageDown, None) if rows > 0 => self.at = Some(0),
            (Key::Up, Some(0)) => self.at = None,
            (Key::Up, Some(at)) => self.at = Some(moved(at, Step::Up, rows)),
            (Key::Down, Some(at)) => self.at = Some(moved(at, Step::Down, rows)),
            (Key::PageUp, Some(at)) => self.at = Some(moved(at, Step::PageUp, rows)),
            (Key::PageDown, Some(at)) => self.at = Some(moved(at, Step::PageDown, rows)),
            (Key::Char(' '), Some(at)) if self.picks == Picks::Several => self.mark(at),
            (Key::Enter, Some(_)) => {
                let entry = self.in_hand()?.clone();
                self.at = None;
                return Some(match entry.what {
                    What::Folder(_) => Picked::Typed(entry.path),
                    What::File { .. } | What::Nothing => Picked::File(entry.path),
                });
            }
            _ => return None,
        }
        Some(Picked::Taken)
    }

    /// Marks a file or takes its mark away, and goes on to the next.
    fn mark(&mut self, at: usize) {
        let Some(entry) = self.entries.get(at).filter(|one| one.bytes().is_some()).cloned() else {
            return;
        };
        match self.marked.iter().position(|one| one.path == entry.path) {
            Some(place) => drop(self.marked.remove(place)),
            None => self.marked.push(entry),
        }
        self.at = Some(moved(at, Step::Down, self.entries.len()));
    }

    /// Marks what is not marked yet.
    pub(crate) fn mark_all(&mut self, files: impl IntoIterator<Item = Listed>) {
        for file in files {
            if !self.is_marked(&file) {
                self.marked.push(file);
            }
        }
    }
}

/// Files together: how many, and how much they hold.
pub fn told_together(files: &[Listed]) -> String {
    let bytes = files.iter().filter_map(Listed::bytes).fold(0, u64::saturating_add);
    format!("{}, {}", many(files.len(), "file"), size(bytes))
}

/// Whether a sign stands between folders.
pub const fn is_separator(c: char) -> bool {
    c == '/' || c == std::path::MAIN_SEPARATOR
}

/// The folder above one whose path ends in a separator.
fn above(folder: &str) -> &str {
    let bare = folder.trim_end_matches(is_separator);
    let end = bare.rfind(is_separator).map_or(0, |at| at + 1);
    folder.get(..end).unwrap_or("")
}
