//! The chain of fonts: the face asked for, the program's other faces, then the user's own fonts in the order of their files.
//!
//! The system's fonts are never looked at: the same record with the same font files gives the same bytes on every computer. Nothing of the
//! user's is read until a character needs it. Then files are read in their order, each once, until one has the character; what is
//! kept of a file is what measuring needs.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use super::own_font::{self, OwnFont};
use super::scripts::{self, Unset};
use super::{Face, Metrics};
use crate::domain::id::Digest;

/// The font that a run of words is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Font {
    /// One of the program's faces.
    Shipped(Face),
    /// One of the user's; known to the [`Typecase`] that gave it.
    Own(OwnFontId),
}

/// A font of the user's: the place of its file, and its place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnFontId {
    /// The file's place in the order of the files, from 0.
    pub file: u8,
    /// The font's place among those of the file that can be used, from 0.
    pub font: u16,
}

/// Where the user's font files lie.
pub trait Shelf: Send + Sync + fmt::Debug {
    /// Where a person would put a font file, in words.
    fn place(&self) -> String;

    /// The names of the files, in the order in which they stand in for each other.
    ///
    /// # Errors
    /// They cannot be told; why, in words.
    fn names(&self) -> Result<Vec<String>, String>;

    /// The bytes of one file.
    ///
    /// # Errors
    /// It cannot be read; why, in words that follow its name.
    fn read(&self, name: &str) -> Result<Vec<u8>, String>;
}

/// All fonts that a document may be set in.
#[derive(Debug, Default)]
pub struct Typecase {
    shelf: Option<Box<dyn Shelf>>,
    files: OnceLock<(Vec<OwnFile>, Option<String>)>,
}

#[derive(Debug)]
struct OwnFile {
    name: String,
    read: OnceLock<Result<Read, String>>,
}

#[derive(Debug)]
struct Read {
    /// Of the bytes that were measured: no others are embedded.
    sha256: Digest,
    fonts: Vec<OwnFont>,
}

/// What a character is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// This font has it.
    In(Font),
    /// No font has it.
    Missing,
    /// Its script is not set at all.
    Unset(Unset),
}

/// The files of which only so many are read.
const MOST_FILES: usize = 64;

impl Typecase {
    /// The program's faces and nothing else.
    pub fn shipped() -> Self {
        Self::default()
    }

    /// The program's faces, then the fonts of these files.
    pub fn with(shelf: Box<dyn Shelf>) -> Self {
        Self { shelf: Some(shelf), files: OnceLock::new() }
    }

    /// What a character is set in where this face is asked for.
    pub fn setting(&self, asked: Face, c: char) -> Setting {
        self.setting_together(asked, &[c])
    }

    /// What characters are set in that must not be torn apart: a letter with its marks. [`Setting::Missing`] where no font has them all.
    pub fn setting_together(&self, asked: Face, characters: &[char]) -> Setting {
        let shipped =
            || std::iter::once(asked).chain(Face::ALL).find(|face| has(face.metrics(), characters));
        if let Some(unset) = characters.iter().find_map(|c| scripts::unset(*c)) {
            return Setting::Unset(unset);
        }
        shipped()
            .map(Font::Shipped)
            .or_else(|| self.own(characters))
            .map_or(Setting::Missing, Setting::In)
    }

    /// What is known of a font. A font of another typecase is nothing here.
    pub fn metrics(&self, font: Font) -> Option<&Metrics> {
        match font {
            Font::Shipped(face) => Some(face.metrics()),
            Font::Own(id) => self.own_font(id).map(|(_, _, font)| &font.metrics),
        }
    }

    /// Whether a font has a character.
    pub fn covers(&self, font: Font, c: char) -> bool {
        self.metrics(font).is_some_and(|metrics| metrics.glyph(c).is_some())
    }

    /// The name of a font as files name it.
    pub fn name(&self, font: Font) -> &str {
        match font {
            Font::Shipped(face) => face.name(),
            Font::Own(id) => self.own_font(id).map_or("Unknown", |(.., font)| &font.technical),
        }
    }

    /// The font's file, and its number in it.
    ///
    /// # Errors
    /// The user's file cannot be read any more, or has changed since it was measured; in words.
    pub fn file(&self, font: Font) -> Result<(Cow<'static, [u8]>, u32), String> {
        let id = match font {
            Font::Shipped(face) => return Ok((Cow::Borrowed(face.file()), 0)),
            Font::Own(id) => id,
        };
        let (Some((file, read, font)), Some(shelf)) = (self.own_font(id), &self.shelf) else {
            return Err("a font is asked for that was never found".to_owned());
        };
        let bytes = shelf.read(&file.name).map_err(|why| format!("{}: {why}", file.name))?;
        if Digest::of(&bytes) != read.sha256 {
            return Err(format!("{} was changed while it was in use", file.name));
        }
        Ok((Cow::Owned(bytes), font.index))
    }

    /// The name of one of the user's fonts for a person, and of its file.
    pub fn own_name(&self, id: OwnFontId) -> Option<(&str, &str)> {
        self.own_font(id).map(|(file, _, font)| (font.name.as_str(), file.name.as_str()))
    }

    /// The files that were looked at and cannot be used, each with why; without a name where the files cannot be told.
    pub fn refused(&self) -> Vec<(&str, &str)> {
        let Some((files, broken)) = self.files.get() else { return Vec::new() };
        let broken = broken.iter().map(|why| ("", why.as_str()));
        let refused = files.iter().filter_map(|file| {
            Some((file.name.as_str(), file.read.get()?.as_ref().err()?.as_str()))
        });
        broken.chain(refused).collect()
    }

    /// Where the user's fonts would lie, where a character was looked for and there are none.
    pub fn empty_place(&self) -> Option<String> {
        let (files, broken) = self.files.get()?;
        let is_empty = files.is_empty() && broken.is_none();
        self.shelf.as_ref().filter(|_| is_empty).map(|shelf| shelf.place())
    }

    /// The first font of the user's that has all of these.
    fn own(&self, characters: &[char]) -> Option<Font> {
        let shelf = self.shelf.as_deref()?;
        let found = self.files(shelf).iter().zip(0..).find_map(|(file, number)| {
            let read = file.read(shelf).as_ref().ok()?;
            let font = read.fonts.iter().zip(0..).find(|(font, _)| has(&font.metrics, characters));
            font.map(|(_, font)| OwnFontId { file: number, font })
        });
        found.map(Font::Own)
    }

    fn files(&self, shelf: &dyn Shelf) -> &[OwnFile] {
        let (files, _) = self.files.get_or_init(|| {
            let (mut names, mut broken) = match shelf.names() {
                Ok(names) => (names, None),
                Err(why) => (Vec::new(), Some(why)),
            };
            if names.len() > MOST_FILES {
                broken = Some(format!(
                    "there are more than {MOST_FILES} font files; only the first {MOST_FILES} are used"
                ));
                names.truncate(MOST_FILES);
            }
            let files = names.into_iter().map(|name| OwnFile { name, read: OnceLock::new() });
            (files.collect(), broken)
        });
        files
    }

    fn own_font(&self, id: OwnFontId) -> Option<(&OwnFile, &Read, &OwnFont)> {
        let (files, _) = self.files.get()?;
        let file = files.get(usize::from(id.file))?;
        let read = file.read.get()?.as_ref().ok()?;
        Some((file, read, read.fonts.get(usize::from(id.font))?))
    }
}

impl OwnFile {
    fn read(&self, shelf: &dyn Shelf) -> &Result<Read, String> {
        self.read.get_or_init(|| {
            let bytes = shelf.read(&self.name)?;
            Ok(Read { sha256: Digest::of(&bytes), fonts: own_font::read(&bytes)? })
        })
    }
}

fn has(metrics: &Metrics, characters: &[char]) -> bool {
    characters.iter().all(|c| metrics.glyph(*c).is_some())
}
