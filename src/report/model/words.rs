//! Words fit for a page: cleaned once, where they enter the model.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use crate::text::{visible, visible_lines};

/// Text in which nothing acts, reorders or hides: such characters are written out as `‹U+XXXX›` when it is made.
///
/// `Words::from` gives one line; [`Words::lines`] keeps line feeds. Composed (NFC), so that accents find their glyph.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words(String);

impl Words {
    /// Words over several lines, such as a note.
    pub fn lines(text: &str) -> Self {
        Self(visible_lines(text).nfc().collect())
    }

    /// The words as they will be shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(visible(text).nfc().collect())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&String> for Words {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a place that others link to, such as `exhibit-A-07`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(String);

impl Anchor {
    /// A place by its name; the same name is the same place.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How a run of words is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// As the text around it.
    Plain,
    /// Heavier.
    Strong,
    /// Lighter in color: said, but beside the matter.
    Quiet,
    /// Fixed pitch; long ones, such as a SHA-256, break anywhere.
    Code,
}

/// Words set in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub words: Words,
    /// How they are set.
    pub voice: Voice,
    /// Where they lead, within the document.
    pub link: Option<Anchor>,
}

/// A paragraph's worth of runs.
///
/// ```
/// use proofbook::report::model::{Anchor, Text};
/// let text = Text::from("See ").link("A-07", Anchor::new("exhibit-A-07")).plain(", page 12.");
/// assert_eq!(text.to_string(), "See A-07, page 12.");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Run>);

impl Text {
    /// No words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A note as it was typed, line feeds kept.
    pub fn note(text: &str) -> Self {
        Self::new().with(Words::lines(text), Voice::Plain, None)
    }

    /// Adds words as they are.
    #[must_use]
    pub fn plain(self, words: impl Into<Words>) -> Self {
        self.with(words.into(), Voice::Plain, None)
    }

    /// Adds heavier words.
    #[must_use]
    pub fn strong(self, words: impl Into<Words>) -> Self {
        self.with(words.into(), Voice::Strong, None)
    }

    /// Adds lighter words.
    #[must_use]
    pub fn quiet(self, words: impl Into<Words>) -> Self {
        self.with(words.into(), Voice::Quiet, None)
    }

    /// Adds words in fixed pitch, such as an id or a digest.
    #[must_use]
    pub fn code(self, words: impl Into<Words>) -> Self {
        self.with(words.into(), Voice::Code, None)
    }

    /// Adds words that lead to another place in the document.
    #[must_use]
    pub fn link(self, words: impl Into<Words>, to: Anchor) -> Self {
        self.with(words.into(), Voice::Plain, Some(to))
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| run.words.is_empty())
    }

    fn with(mut self, words: Words, voice: Voice, link: Option<Anchor>) -> Self {
        self.0.push(Run { words, voice, link });
        self
    }
}

impl<T: Into<Words>> From<T> for Text {
    fn from(words: T) -> Self {
        Self::new().plain(words)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|run| f.write_str(run.words.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_reorders_or_hides_enters_the_model() {
        assert_eq!(Words::from("a\u{1b}[2J\u{202E}b\nc").as_str(), "a‹U+001B›[2J‹U+202E›b c");
        assert_eq!(Words::lines("a\nb\u{200B}").as_str(), "a\nb‹U+200B›");
        assert_eq!(Text::note("one\ntwo").to_string(), "one\ntwo");
        assert_eq!(Mark::new('\u{202E}', "Word", Tone::Neutral).sign, ' ');
    }

    use super::super::{Mark, Tone};

    #[test]
    fn accents_typed_apart_are_composed() {
        assert_eq!(Words::from("Cafe\u{301}").as_str(), "Café");
    }
}
