//! Sentences with their tone, said alike by the screens and by the line mode.

pub use crate::domain::day::until;
pub use crate::text::many;

/// How something said is meant; the screens choose a style by it, and the words say it without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A heading.
    Heading,
    /// Plain.
    Text,
    /// Matters less.
    Quiet,
    /// Met in part, or not shown.
    Part,
    /// Unmet, or wrong.
    Unmet,
    /// Late.
    Late,
}

/// Something said, with its tone.
pub type Said = (Tone, String);

/// Something said plainly.
pub fn text(words: impl Into<String>) -> Said {
    (Tone::Text, words.into())
}

/// A heading.
pub fn heading(words: impl Into<String>) -> Said {
    (Tone::Heading, words.into())
}

/// Something that matters less.
pub fn quiet(words: impl Into<String>) -> Said {
    (Tone::Quiet, words.into())
}

/// The words as they stand at the beginning of a sentence.
pub fn begun(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}

/// Why a form is not accepted yet, as a sentence.
pub fn not_yet(why: &str) -> String {
    let end = if why.ends_with(['.', '?']) { "" } else { "." };
    format!("Not yet: {why}{end}")
}

/// A sentence of these words: its first letter large unless it begins with an id, and a period at its end where it has none.
pub fn capital(text: &str) -> String {
    let is_id = text.split(' ').next().is_some_and(|word| word.contains(['.', '_', '/']));
    let words = if is_id { text.to_owned() } else { begun(text) };
    let end = if text.ends_with(['.', '?']) { "" } else { "." };
    format!("{words}{end}")
}
