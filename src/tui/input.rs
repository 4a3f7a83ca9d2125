//! What the terminal reports, in the program's own words.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;

use crate::app::key::{Chord, Held, Key};
use crate::app::message::Message;

/// What the terminal reported.
#[derive(Clone, Debug)]
pub enum Heard {
    /// A message for the program.
    Message(Message),
    /// The window has another size, or had one in between: what it shows may be cut.
    Resized,
    /// The mouse, at a place of the window.
    Mouse(Position, Click),
}

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Click {
    /// Its first button was pressed.
    Button,
    /// Its wheel was turned away.
    Up,
    /// Its wheel was turned near.
    Down,
}

/// What an event is to the program, if it is anything.
pub fn heard(event: Event) -> Option<Heard> {
    match event {
        // On Windows a key is reported when it is let go, too.
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            chord(key).map(Message::Press).map(Heard::Message)
        }
        Event::Paste(text) => Some(Heard::Message(Message::Paste(text))),
        Event::FocusGained => Some(Heard::Message(Message::Returned)),
        Event::Mouse(mouse) => click(mouse),
        Event::Resize(..) => Some(Heard::Resized),
        _ => None,
    }
}

/// With shift, the mouse belongs to the terminal: some report it all the same.
fn click(mouse: MouseEvent) -> Option<Heard> {
    let click = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Click::Button,
        MouseEventKind::ScrollUp => Click::Up,
        MouseEventKind::ScrollDown => Click::Down,
        _ => return None,
    };
    let ours = !mouse.modifiers.contains(KeyModifiers::SHIFT);
    ours.then_some(Heard::Mouse(Position::new(mouse.column, mouse.row), click))
}

fn chord(event: KeyEvent) -> Option<Chord> {
    let key = match event.code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    // AltGr is reported as both: what it types is a character like any other.
    let held = match (ctrl, alt) {
        (true, false) => Held::Ctrl,
        (false, true) => Held::Alt,
        _ => Held::Nothing,
    };
    Some(Chord { key, held })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> String {
        chord(KeyEvent::new(code, modifiers)).map(|chord| chord.to_string()).unwrap_or_default()
    }

    #[test]
    fn keys_are_what_people_call_them() {
        assert_eq!(pressed(KeyCode::Char('p'), KeyModifiers::CONTROL), "ctrl-p");
        assert_eq!(pressed(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(pressed(KeyCode::Tab, KeyModifiers::SHIFT), "shift-tab");
        assert_eq!(pressed(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT), "@");
    }

    #[test]
    fn letting_go_of_a_key_is_nothing() {
        let mut event = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert!(heard(Event::Key(event)).is_none());
    }
}
