//! Types into the program and reads its frames, over a made world.

use std::fmt::Write as _;

use proofbook::app::effect::{Effect, World};
use proofbook::app::key::read_chords;
use proofbook::app::message::Message;
use proofbook::app::{App, update};
use proofbook::domain::request::Request;
use proofbook::tui::look::{Look, Signs, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::FakeWorld;

/// The program over a made world.
pub(crate) struct Screen {
    pub app: App,
    pub world: FakeWorld,
    pub quit: bool,
}

impl Screen {
    /// The program as it starts on a store.
    pub(crate) fn of(world: FakeWorld) -> Self {
        let first = Message::Opened(world.store());
        let mut screen = Self { app: App::new(), world, quit: false };
        let settings = screen.world.settings_in_use();
        screen.tell(settings).tell(first);
        screen
    }

    /// The program as it starts where there is no store.
    pub(crate) fn first_start() -> Self {
        let mut screen = Self { app: App::new(), world: FakeWorld::default(), quit: false };
        let folder = "/home/dana/.local/share/proofbook".to_owned();
        let settings = screen.world.settings_in_use();
        screen.tell(settings);
        screen.tell(Message::NoStore { folder, zone: "America/New_York".to_owned() });
        screen
    }

    /// The interview about the only vendor, answered by Omar.
    pub(crate) fn interview() -> Self {
        let mut screen = Self::of(FakeWorld::with_vendor("Northwind Claims LLC"));
        screen.keys("enter").types("Omar Haddad").keys("ctrl-s");
        screen
    }

    /// Takes in one message and everything that comes of it.
    pub(crate) fn tell(&mut self, message: Message) -> &mut Self {
        let mut pending = vec![message];
        while !pending.is_empty() {
            let effects = update(&mut self.app, pending.remove(0));
            let mut reports = Vec::new();
            for effect in effects {
                match effect {
                    Effect::Quit => self.quit = true,
                    effect => reports.extend(self.world.perform(effect)),
                }
            }
            pending.splice(0..0, reports);
        }
        self
    }

    /// Presses keys, written as in help.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for chord in read_chords(keys).unwrap() {
            self.tell(Message::Press(chord));
        }
        self
    }

    /// Types text, a character at a time.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.tell(Message::Press(c.into()));
        }
        self
    }

    /// Pastes text.
    pub(crate) fn pastes(&mut self, text: &str) -> &mut Self {
        self.tell(Message::Paste(text.to_owned()))
    }

    /// The requests that were asked to be recorded.
    pub(crate) fn requests(&self) -> Vec<&Request> {
        let requests = self.world.effects.iter().filter_map(|effect| match effect {
            Effect::Record { request, .. } => Some(request.as_ref()),
            _ => None,
        });
        requests.collect()
    }

    /// The frame at a size, in mono.
    pub(crate) fn buffer(&self, width: u16, height: u16) -> Buffer {
        self.buffer_in(width, height, Look::new(Theme::Mono, Signs::Unicode))
    }

    /// The frame at a size, in a look.
    pub(crate) fn buffer_in(&self, width: u16, height: u16, look: Look) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| proofbook::tui::draw(&self.app, &look, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// Where the terminal's own cursor is.
    pub(crate) fn cursor(&self, width: u16, height: u16) -> Option<(u16, u16)> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let look = Look::new(Theme::Mono, Signs::Unicode);
        let area = buffer.area;
        proofbook::tui::draw_into(&self.app, &look, area, &mut buffer).cursor.map(|at| (at.x, at.y))
    }

    /// The text of the frame at 80x24.
    pub(crate) fn text(&self) -> String {
        text_of(&self.buffer(80, 24))
    }

    /// The last message in the status line and everything else that is seen holds these words.
    pub(crate) fn shows(&mut self, words: &str) -> &mut Self {
        let text = self.text();
        let bare = text.replace(['│', '─', '┌', '┐', '└', '┘'], " ");
        let joined: Vec<&str> = bare.split_whitespace().collect();
        let wanted: Vec<&str> = words.split_whitespace().collect();
        assert!(joined.join(" ").contains(&wanted.join(" ")), "'{words}' is not in\n{text}");
        self
    }
}

/// The text of a frame, blanks at the ends of rows cut.
pub(crate) fn text_of(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip > 0 {
                skip -= 1;
                continue;
            }
            skip = proofbook::text::width(symbol).saturating_sub(1);
            row.push_str(symbol);
        }
        let _ = writeln!(out, "{}", row.trim_end());
    }
    out
}

/// The text of a frame, and under it every run of cells that is styled.
pub(crate) fn styled(buffer: &Buffer) -> String {
    text_of(buffer) + &looks(buffer)
}

/// Every run of cells of a frame that is styled.
pub(crate) fn looks(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let name = style_name(buffer, x, y);
            let start = x;
            while x < buffer.area.width && style_name(buffer, x, y) == name {
                x += 1;
            }
            if !name.is_empty() {
                let _ = writeln!(out, "{y} {start}..{x} {name}");
            }
        }
    }
    out
}

fn style_name(buffer: &Buffer, x: u16, y: u16) -> String {
    let cell = &buffer[(x, y)];
    let mut names = Vec::new();
    if cell.fg != Color::Reset {
        names.push(format!("{:?}", cell.fg).to_lowercase());
    }
    if cell.bg != Color::Reset {
        names.push(format!("on {:?}", cell.bg).to_lowercase());
    }
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::REVERSED, "reverse"),
        (Modifier::UNDERLINED, "underline"),
    ] {
        if cell.modifier.contains(modifier) {
            names.push(name.to_owned());
        }
    }
    names.join(" ")
}
