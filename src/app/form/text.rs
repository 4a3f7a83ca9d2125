//! A text field: ratatui-textarea as the model of what is typed, with our own keys. The one place outside the terminal layer that
//! names that library.

use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea};

use crate::app::key::{Chord, Held, Key};

/// Whether a field takes one line or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// One line.
    One,
    /// Several lines.
    Many,
}

/// The longest text a field takes, in bytes; a note over 64 KiB is refused.
pub const LONGEST_TEXT: usize = 64 * 1024;

/// A text being typed.
#[derive(Clone, Debug)]
pub struct TextField {
    area: TextArea<'static>,
    lines: Lines,
}

/// Why a text was not taken into a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It holds a control character that cannot be recorded.
    Control(char),
    /// The text would be longer than [`LONGEST_TEXT`]: this many bytes.
    TooLong(usize),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Control(c) => {
                write!(f, "nothing was inserted: {} cannot be recorded", crate::text::named(*c))
            }
            Self::TooLong(bytes) => write!(
                f,
                "nothing was inserted: the text would be {bytes} bytes, and at most {LONGEST_TEXT} are kept"
            ),
        }
    }
}

impl TextField {
    /// A field that holds this text, the cursor at its end.
    pub fn new(text: &str, lines: Lines) -> Self {
        let text = match lines {
            Lines::One => text.replace('\n', " "),
            Lines::Many => text.to_owned(),
        };
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, lines }
    }

    /// An empty field of one line.
    pub fn line() -> Self {
        Self::new("", Lines::One)
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether nothing but blanks was typed.
    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// The lines as typed.
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// The cursor: line and character within it.
    pub fn cursor(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// Inserts typed or pasted text as one change; carriage returns become line feeds.
    ///
    /// # Errors
    /// Nothing is inserted when the text holds a control character or would become too long.
    pub fn insert(&mut self, text: &str) -> Result<(), Refused> {
        let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
        if let Some(c) = crate::text::refused_control(&text) {
            return Err(Refused::Control(c));
        }
        if self.lines == Lines::One {
            text = text.trim_end_matches('\n').replace('\n', " ");
        }
        let bytes = self.text().len() + text.len();
        if bytes > LONGEST_TEXT {
            return Err(Refused::TooLong(bytes));
        }
        self.area.insert_str(text);
        Ok(())
    }

    /// Replaces the whole text.
    pub fn set(&mut self, text: &str) {
        *self = Self::new(text, self.lines);
    }

    /// Takes one press; says whether it meant anything here. Undo, redo and the clipboard are not among a field's keys.
    ///
    /// # Errors
    /// A text that would become too long is refused.
    pub fn press(&mut self, chord: Chord) -> Result<bool, Refused> {
        let many = self.lines == Lines::Many;
        match (chord.held, chord.key) {
            (Held::Nothing, Key::Char(c)) => {
                return self.insert(c.encode_utf8(&mut [0; 4])).map(|()| true);
            }
            (Held::Nothing, Key::Enter) if many => return self.insert("\n").map(|()| true),
            (Held::Nothing, Key::Backspace) => {
                self.area.delete_char();
            }
            (Held::Nothing, Key::Delete) => {
                self.area.delete_next_char();
            }
            (Held::Ctrl, Key::Char('w')) => {
                self.area.delete_word();
            }
            (Held::Ctrl, Key::Char('u')) => {
                self.area.delete_line_by_head();
                if !many {
                    self.area.delete_line_by_end();
                }
            }
            (Held::Ctrl, Key::Char('k')) => {
                self.area.delete_line_by_end();
            }
            (Held::Nothing, Key::Up | Key::Down) if !many => return Ok(false),
            _ => match movement(chord) {
                Some(to) => self.area.move_cursor(to),
                None if matches!(chord.key, Key::Left | Key::Right) => {
                    self.area.input_without_shortcuts(arrow(chord));
                }
                None => return Ok(false),
            },
        }
        Ok(true)
    }
}

/// The terminal's usual movements.
fn movement(chord: Chord) -> Option<CursorMove> {
    Some(match (chord.held, chord.key) {
        (Held::Nothing, Key::Left) => CursorMove::Back,
        (Held::Nothing, Key::Right) => CursorMove::Forward,
        (Held::Nothing, Key::Up) => CursorMove::Up,
        (Held::Nothing, Key::Down) => CursorMove::Down,
        (Held::Nothing, Key::Home) | (Held::Ctrl, Key::Char('a')) => CursorMove::Head,
        (Held::Nothing, Key::End) | (Held::Ctrl, Key::Char('e')) => CursorMove::End,
        (Held::Alt, Key::Char('b')) => CursorMove::WordBack,
        (Held::Alt, Key::Char('f')) => CursorMove::WordForward,
        _ => return None,
    })
}

fn arrow(chord: Chord) -> Input {
    let key = if chord.key == Key::Left { AreaKey::Left } else { AreaKey::Right };
    Input { key, ctrl: chord.held == Held::Ctrl, alt: chord.held == Held::Alt, shift: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_one_change_and_control_characters_are_refused() {
        let mut field = TextField::new("ab", Lines::Many);
        field.insert("c\r\nd").unwrap();
        assert_eq!(field.text(), "abc\nd");
        assert_eq!(field.insert("x\u{1b}[2J"), Err(Refused::Control('\u{1b}')));
        assert_eq!(field.text(), "abc\nd");
        let long = "x".repeat(LONGEST_TEXT);
        assert!(matches!(field.insert(&long), Err(Refused::TooLong(_))));
        assert_eq!(field.text(), "abc\nd");
    }

    #[test]
    fn one_line_stays_one_line() {
        let mut field = TextField::line();
        field.insert("two\nlines\n").unwrap();
        assert_eq!(field.text(), "two lines");
        assert_eq!(field.press(Key::Enter.into()), Ok(false));
        assert_eq!(field.press("ctrl-p".parse().unwrap()), Ok(false));
        field.press("ctrl-w".parse().unwrap()).unwrap();
        assert_eq!(field.text(), "two ");
    }
}
