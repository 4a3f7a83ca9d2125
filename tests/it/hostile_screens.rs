//! Hostile text in every field of a record, and in every field that is typed into: what reaches the terminal holds no character of it that acts,
//! reorders or hides. The record is the sample's, with one hostile text at a time at the end of every word that a person may write.

use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;

use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{Change, Event};
use proofbook::domain::organization::Organization;
use proofbook::domain::summary::Summary;
use proofbook::questionnaires::builtin;
use proofbook::tui;
use proofbook::tui::look::{Look, Signs, Theme};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use serde_json::Value as Json;

use crate::line::talk;
use crate::support::{FakeWorld, Screen};

/// What people and programs have put into names and notes to take a terminal over, to lie or to hide.
const HOSTILE: [&str; 44] = [
    "\u{1b}[2J",
    "\u{1b}]0;owned\u{7}",
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{1b}]8;;http://evil.example\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "\u{1b}P1$r0m\u{1b}\\",
    "\u{9b}31m",
    "\u{9d}0;owned\u{9c}",
    "at the end\u{1b}",
    "\u{1b}[?1049l",
    "\u{1b}[6n",
    "\u{7}\u{7}\u{7}",
    "back\u{8}\u{8}\u{8}\u{8}over",
    "over\rwritten",
    "up\u{b}and\u{c}down",
    "nul\u{0}in it",
    "\u{7f}",
    "\u{e}\u{f}",
    "\u{13}\u{11}",
    "invoice\u{202e}fdp.exe",
    "\u{2066}never closed",
    "\u{202a}\u{202b}\u{202d}\u{2067}\u{2068}nested",
    "zero\u{200b}width",
    "\u{feff}mark at the start",
    "tag\u{e0041}\u{e0042}\u{e007f}s",
    "line\u{2028}and\u{2029}paragraph",
    "\u{61c}\u{200e}\u{200f}",
    "soft\u{ad}hyphen \u{2060}joined",
    "\u{3164}\u{ffa0}\u{115f}filler",
    "\u{fff9}annotated\u{fffa}text\u{fffb}",
    "\u{180e}\u{206a}\u{206f}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{430}cme in Cyrillic",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}",
    "日本語の名前の会社",
    "שלום العربية",
    "\u{1b}[38;2;255;0;0mred",
    "\u{1b}[1000;1000H",
    "\u{1b}c",
    "\u{1b}[?1000h",
    "\u{1b}[200~pasted\u{1b}[201~",
    "\u{85}next\u{8d}line",
    "a\tb\u{1f}c",
    "\u{1b}_apc\u{1b}\\",
    "\u{1b}[!p",
];

/// Whether a character acts on a terminal, reorders text or hides. Written out here, not taken from the program.
fn is_hostile(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200c}'
        | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The sequences that the program writes: places, looks, and what is switched around a frame.
fn is_ours(sequence: &str) -> bool {
    let Some(body) = sequence.strip_prefix('[') else { return false };
    let (parameters, end) = body.split_at(body.len().saturating_sub(1));
    match end {
        "H" | "m" => parameters.chars().all(|c| c.is_ascii_digit() || c == ';'),
        "h" | "l" => matches!(parameters, "?25" | "?2026"),
        _ => false,
    }
}

/// What is wrong with bytes on their way to the terminal, if anything.
fn wrong(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut pieces = text.split('\u{1b}');
    let plain = pieces.next().unwrap_or_default().to_owned();
    let mut printed = plain;
    for piece in pieces {
        let end = piece.char_indices().skip(1).find(|(_, c)| matches!(c, '@'..='~'));
        let end = end.map_or(piece.len(), |(at, c)| at + c.len_utf8());
        let (sequence, rest) = piece.split_at(end);
        if !is_ours(sequence) {
            return Some(format!("a sequence that is none of the program's: {sequence:?}"));
        }
        printed.push_str(rest);
    }
    printed.chars().find(|c| is_hostile(*c)).map(|c| format!("U+{:04X}", u32::from(c)))
}

/// Bytes on their way to a terminal that is not there.
#[derive(Clone, Default)]
struct Sent(Rc<RefCell<Vec<u8>>>);

impl Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The bytes of a frame, as the terminal gets them.
fn bytes_of(screen: &Screen, (width, height): (u16, u16), signs: Signs) -> Vec<u8> {
    let sent = Sent::default();
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    let backend = CrosstermBackend::new(sent.clone());
    let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
    let look = Look::new(Theme::Dark, signs);
    terminal.draw(|frame| tui::draw(&screen.app, &look, frame)).unwrap();
    drop(terminal);
    sent.0.take()
}

/// Words that a person writes: those with a blank in them, and the members that hold names.
fn is_written(name: &str, text: &str) -> bool {
    let named = ["name", "owner", "given_by", "title", "file_name", "reference", "matter", "to"];
    text.contains(' ') || named.contains(&name)
}

fn spoil(name: &str, json: &mut Json, hostile: &str) {
    match json {
        Json::String(text) if is_written(name, text) => {
            *text = format!("{hostile} {text} {hostile}");
        }
        Json::Array(items) => items.iter_mut().for_each(|item| spoil(name, item, hostile)),
        Json::Object(members) => {
            for (name, value) in members {
                spoil(name, value, hostile);
            }
        }
        _ => {}
    }
}

/// An event with hostile text in it, as far as it can still be read.
fn spoiled(event: &Event, hostile: &str) -> Event {
    let mut json = serde_json::to_value(&event.change).unwrap();
    if let Some(payload) = json.get_mut("payload") {
        spoil("", payload, hostile);
    }
    let change = serde_json::from_value::<Change>(json).unwrap_or_else(|_| event.change.clone());
    Event { change, ..event.clone() }
}

/// The sample with hostile text wherever a person may have written it, and how many of its events hold some.
fn world(originals: &Originals, hostile: &str) -> (FakeWorld, usize) {
    let mut world = FakeWorld::default();
    world.bank = builtin::bank().unwrap();
    world.today = originals.today;
    let ours: Vec<Event> = originals.ours.iter().map(|one| spoiled(one, hostile)).collect();
    let mut organization = Organization::default();
    for event in &ours {
        organization.apply(event.clone());
    }
    world.organization = organization;
    let mut held = 0;
    world.dossiers.retain(|_, dossier| dossier.is_ours());
    for dossier in &originals.vendors {
        let events: Vec<Event> = dossier.events.iter().map(|one| spoiled(one, hostile)).collect();
        held += events.iter().zip(&dossier.events).filter(|(now, was)| now != was).count();
        world.dossiers.insert(dossier.id, Dossier::fold(dossier.id, events));
    }
    (world, held)
}

struct Originals {
    today: jiff::civil::Date,
    ours: Vec<Event>,
    vendors: Vec<Dossier>,
}

/// The two vendors of the sample with the most of everything, and our organization.
fn originals() -> Originals {
    let mut desk = crate::sample::desk();
    let all: Vec<Summary> = desk.summaries().unwrap();
    let mut vendors: Vec<Dossier> =
        all.iter().map(|row| desk.dossier(row.vendor).unwrap().clone()).collect();
    vendors.sort_by_key(|dossier| std::cmp::Reverse(dossier.events.len()));
    vendors.truncate(2);
    Originals { today: desk.today(), ours: desk.organization().events.clone(), vendors }
}

/// The ways to every screen from the list, the vendor with the most on file under the cursor.
pub(crate) const WAYS: [&str; 34] = [
    "",
    "?",
    "ctrl-p",
    "n",
    "@",
    "P",
    "enter",
    "enter ctrl-s",
    "enter ctrl-s b",
    "enter ctrl-s z",
    "enter ctrl-s i",
    "enter ctrl-s w",
    "g e",
    "g e c",
    "g e U",
    "g a",
    "g a o",
    "g a end",
    "g a space o",
    "g s",
    "g s tab",
    "g s enter",
    "g n",
    "g n enter",
    "g n enter tab",
    "g f",
    "g f f",
    "g t f",
    "g q",
    "g p",
    "g h",
    "g o",
    "g c",
    "r",
];

fn check(bytes: &[u8], hostile: &str, place: &str) {
    if let Some(why) = wrong(bytes) {
        panic!("{why} of {hostile:?} reaches the terminal at '{place}'");
    }
}

#[test]
fn nothing_in_a_record_acts_on_the_terminal_from_any_screen() {
    let originals = originals();
    for (place, hostile) in HOSTILE.iter().enumerate() {
        let (_, held) = world(&originals, hostile);
        assert!(held > 150, "only {held} events hold {hostile:?}");
        for (at, way) in WAYS.iter().enumerate() {
            let mut screen = Screen::of(world(&originals, hostile).0);
            screen.keys(way);
            // Every screen in every size comes up over all the texts.
            let size = [(60, 16), (80, 24), (120, 36), (200, 60)][(place + at) % 4];
            let signs = if (place + at) % 3 == 0 { Signs::Ascii } else { Signs::Unicode };
            check(&bytes_of(&screen, size, signs), hostile, way);
        }
    }
}

#[test]
fn nothing_that_is_pasted_acts_on_the_terminal_from_any_field() {
    let fields =
        ["ctrl-p", "/", "n", "enter", "enter ctrl-s i", "g e a", "g a o", "g s n", "g q n", "@"];
    for hostile in HOSTILE {
        for way in fields {
            let mut screen = Screen::of(FakeWorld::with_vendor("Northwind Claims LLC"));
            screen.keys(way).pastes(hostile);
            for size in [(60, 16), (120, 36)] {
                check(&bytes_of(&screen, size, Signs::Unicode), hostile, way);
            }
        }
    }
}

#[test]
fn nothing_in_a_record_acts_on_the_terminal_from_the_lines() {
    let originals = originals();
    let script = "1\n\n\n\n:why\n:evidence\n1\n:back\n:gaps\n1\n:back\n:registers\n:back\n:incidents\n1\n:back\n:back\n\
        :follow-ups\n1\n:back\n:inquiries\n1\n:back\n:profile\n1\n:back\n:history\n1\n:back\n:organization\n:back\n:report\n1\n:quit\n";
    for hostile in HOSTILE {
        let said = talk(&mut world(&originals, hostile).0, script);
        let said = said.replace('\n', " ");
        check(said.as_bytes(), hostile, "lines");
    }
}

#[test]
fn what_is_hostile_is_seen_as_such_by_these_tests() {
    for hostile in &HOSTILE[..30] {
        assert!(wrong(hostile.as_bytes()).is_some(), "{hostile:?} would pass");
    }
    assert_eq!(wrong("\u{1b}[4;1H\u{1b}[7mNorthwind\u{1b}[0m".as_bytes()), None);
}
