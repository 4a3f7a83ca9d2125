//! Keys in our own words, so that nothing above the terminal knows which library reads them.

use std::fmt;
use std::str::FromStr;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A character as typed, shift already applied.
    Char(char),
    /// Enter or return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// What is held down with a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// Nothing, or only shift.
    #[default]
    Nothing,
    /// Control.
    Ctrl,
    /// Alt, or option.
    Alt,
}

/// One press: a key and what is held with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// What is held with it.
    pub held: Held,
}

impl From<Key> for Chord {
    fn from(key: Key) -> Self {
        Self { key, held: Held::Nothing }
    }
}

impl From<char> for Chord {
    fn from(c: char) -> Self {
        Key::Char(c).into()
    }
}

/// The keys that have names, as they are written in help, in settings and in tests.
const NAMED: [(&str, Key); 15] = [
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("shift-tab", Key::BackTab),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("pgup", Key::PageUp),
    ("pgdn", Key::PageDown),
    ("space", Key::Char(' ')),
];

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.held {
            Held::Nothing => {}
            Held::Ctrl => f.write_str("ctrl-")?,
            Held::Alt => f.write_str("alt-")?,
        }
        match (NAMED.iter().find(|(_, key)| *key == self.key), self.key) {
            (Some((name, _)), _) => f.write_str(name),
            (None, Key::Char(c)) => write!(f, "{c}"),
            (None, Key::F(number)) => write!(f, "f{number}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}

impl FromStr for Chord {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (held, rest) = match text.split_once('-') {
            Some(("ctrl", rest)) => (Held::Ctrl, rest),
            Some(("alt", rest)) => (Held::Alt, rest),
            _ => (Held::Nothing, text),
        };
        let mut chars = rest.chars();
        let key = match (NAMED.iter().find(|(name, _)| *name == rest), chars.next(), chars.as_str())
        {
            (Some((_, key)), ..) => *key,
            (None, Some(c), "") => Key::Char(c),
            (None, Some('f'), number)
                if number.parse::<u8>().is_ok_and(|n| (1..=12).contains(&n)) =>
            {
                Key::F(number.parse().unwrap_or(1))
            }
            _ => return Err(format!("'{text}' is not a key")),
        };
        Ok(Self { key, held })
    }
}

/// Reads keys pressed one after the other, such as `g v`.
///
/// # Errors
/// Names the word that is not a key.
pub fn read_chords(text: &str) -> Result<Vec<Chord>, String> {
    text.split_whitespace().map(str::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read_as_it_is_written() {
        for text in
            ["g v", "ctrl-p", "-", "alt-b", "f1", "shift-tab", "space", "?", "ctrl-z", ".", "}"]
        {
            let chords = read_chords(text).unwrap();
            let shown: Vec<String> = chords.iter().map(ToString::to_string).collect();
            assert_eq!(shown.join(" "), text);
        }
        assert!(read_chords("ctrl-nothing").is_err());
        assert!(read_chords("f99").is_err());
    }
}
