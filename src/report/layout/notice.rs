//! What a person is told of how a report could be set.

use std::fmt;

use super::Unset;
use crate::report::model::Anchor;
use crate::text::{many, named};

/// What could not be set as asked. Nothing was dropped: each says what is on the page instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// No font has the character; it stands as `‹U+XXXX›`.
    MissingGlyph {
        /// The character.
        character: char,
        /// How often it stands in the report.
        times: usize,
    },
    /// No font has these characters either; each stands as `‹U+XXXX›`.
    MoreMissing {
        /// How many different ones.
        characters: usize,
    },
    /// Characters are missing, and there are no fonts of the user's that could have them.
    NoOwnFonts {
        /// Where they would lie.
        place: String,
    },
    /// Characters of scripts that are not set at all; they stand as `‹U+XXXX›`.
    ScriptNotSet {
        /// Why not.
        why: Unset,
        /// How many of them stand in the report.
        characters: usize,
    },
    /// Characters stand in a font of the user's.
    OwnFont {
        /// The font's name.
        font: String,
        /// Its file.
        file: String,
    },
    /// A font file of the user's was looked at and is not used.
    FontRefused {
        /// Its name; empty where the files cannot be told.
        file: String,
        /// Why not.
        why: String,
    },
    /// A link to a place that the report does not have; its words stand without a link.
    NoSuchPlace {
        /// The name of the place.
        anchor: Anchor,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingGlyph { character, times } => {
                let shown = named(*character);
                write!(
                    f,
                    "The report's typefaces have no {shown}; it is written out so, {}",
                    if *times == 1 { "once".to_owned() } else { format!("{times} times") }
                )
            }
            Self::MoreMissing { characters } => {
                let many = many(*characters, "other character");
                write!(f, "Nor do they have {many}, each written out")
            }
            Self::NoOwnFonts { place } => {
                write!(f, "To see them as they are, put a font that has them into {place}")
            }
            Self::ScriptNotSet { why, characters } => {
                let script = match why {
                    Unset::RightToLeft => "Letters that run from right to left",
                    Unset::Shaped => "Letters that join, stack or change places",
                };
                let many = many(*characters, "character");
                write!(
                    f,
                    "{script} cannot be set in order; each is written out by its number, {many}"
                )
            }
            Self::OwnFont { font, file } => write!(
                f,
                "Characters that the program's own typefaces lack are set in {font}, from {file}"
            ),
            Self::FontRefused { file, why } if file.is_empty() => {
                write!(f, "Your own fonts are not all used: {why}")
            }
            Self::FontRefused { file, why } => write!(f, "The font {file} is not used: {why}"),
            Self::NoSuchPlace { anchor } => {
                write!(
                    f,
                    "The report has no place “{}”; words that would lead there do not",
                    anchor.as_str()
                )
            }
        }
    }
}
