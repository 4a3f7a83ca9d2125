//! The mouse: what was drawn where is what is pointed at, on every kind of screen and in every size.

use std::time::{Duration, Instant};

use proofbook::app::command::Context;
use proofbook::app::message::Message;
use proofbook::app::overlay::{Button, Overlay};
use proofbook::app::pointing::Pointing;
use proofbook::app::screen::Screen as Seen;
use proofbook::tui::hits::Mouse;
use proofbook::tui::input::{Click, Heard};
use proofbook::tui::look::{Look, Signs, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::support::{FakeWorld, Screen};

const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (120, 36)];

/// A frame: what is where, and what can be pointed at.
fn frame(screen: &Screen, (width, height): (u16, u16)) -> (Buffer, proofbook::tui::hits::Hits) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let area = buffer.area;
    let look = Look::new(Theme::Mono, Signs::Unicode);
    let hits = proofbook::tui::draw_into(&screen.app, &look, area, &mut buffer).hits;
    (buffer, hits)
}

/// Where these words begin.
fn place_of(buffer: &Buffer, words: &str) -> Position {
    let area = buffer.area;
    let wanted: Vec<String> = words.chars().map(String::from).collect();
    let begins = |x: u16, y: u16| {
        let row: Vec<&str> = (x..area.right()).map(|x| buffer[(x, y)].symbol()).collect();
        row.len() >= wanted.len() && wanted.iter().zip(&row).all(|(one, other)| one == other)
    };
    let places = (0..area.height).flat_map(|y| (0..area.width).map(move |x| (x, y)));
    let found = places.into_iter().find(|(x, y)| begins(*x, *y));
    let (x, y) = found.unwrap_or_else(|| {
        panic!("'{words}' is not in\n{}", crate::support::screen::text_of(buffer))
    });
    Position::new(x, y)
}

/// Does something with the mouse where these words are.
fn point(screen: &mut Screen, size: (u16, u16), words: &str, how: Pointing) {
    let (buffer, hits) = frame(screen, size);
    let target = hits.at(place_of(&buffer, words)).cloned();
    if let Some(target) = target {
        screen.tell(Message::PointAt(target, how));
    }
}

fn three_vendors() -> Screen {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    world.add("Bluebird Telehealth", None);
    world.add("Cedar Imaging", None);
    Screen::of(world)
}

fn row(screen: &mut Screen) -> usize {
    screen.app.screens.last_mut().and_then(Seen::rows_mut).unwrap().at
}

#[test]
fn a_click_selects_a_row_and_a_second_one_opens_it_in_every_size() {
    for size in SIZES {
        let mut screen = three_vendors();
        point(&mut screen, size, "Northwind", Pointing::Select);
        assert_eq!((row(&mut screen), screen.app.context()), (2, Context::Dashboard));
        point(&mut screen, size, "Cedar", Pointing::Select);
        assert_eq!(row(&mut screen), 1);
        point(&mut screen, size, "> Cedar", Pointing::Open);
        screen.shows("Who answers");
    }
}

#[test]
fn the_wheel_moves_the_cursor_by_three_and_stops_at_the_ends() {
    let mut world = FakeWorld::with_vendor("Vendor 00");
    for number in 1..20 {
        world.add(&format!("Vendor {number:02}"), None);
    }
    let mut screen = Screen::of(world);
    for (how, at) in [(Pointing::Down, 3), (Pointing::Down, 6), (Pointing::Up, 3)] {
        point(&mut screen, (60, 16), "Vendor 03", how);
        assert_eq!(row(&mut screen), at);
    }
    for _ in 0..9 {
        point(&mut screen, (80, 24), "Readiness", Pointing::Down);
    }
    assert_eq!(row(&mut screen), 19);
}

#[test]
fn a_click_on_a_choice_moves_the_cursor_and_answers_nothing() {
    for size in SIZES {
        let mut screen = Screen::interview();
        let before = screen.requests().len();
        point(&mut screen, size, "We do not know yet", Pointing::Select);
        point(&mut screen, size, "2 ( )", Pointing::Select);
        assert_eq!(screen.requests().len(), before, "a click recorded something");
        assert_eq!(screen.app.offer_row(), 1);
        point(&mut screen, size, "2 ( )", Pointing::Open);
        assert_eq!(screen.requests().len(), before + 1);
        screen.shows("2 (•)");
    }
}

#[test]
fn while_something_is_typed_a_click_elsewhere_loses_nothing() {
    let mut screen = Screen::interview();
    screen.keys("i").types("half a thought");
    point(&mut screen, (80, 24), "1 ( )", Pointing::Open);
    screen.shows("half a thought").shows("Record or close what you are typing first.");
    point(&mut screen, (80, 24), "ctrl-s keep the note", Pointing::Select);
    screen.shows("It is recorded when you answer");
}

#[test]
fn footer_and_head_are_commands() {
    for size in SIZES {
        let mut screen = Screen::interview();
        point(&mut screen, size, "i note", Pointing::Select);
        screen.shows("Note, being written");
        point(&mut screen, size, "esc keep as draft", Pointing::Select);
        screen.keys("g a");
        point(&mut screen, size, "Northwind", Pointing::Select);
        assert_eq!(screen.app.screen_context(), Context::Overview);
        screen.keys("g i esc");
        point(&mut screen, size, "Vendors", Pointing::Select);
        assert_eq!(screen.app.context(), Context::Dashboard);
        point(&mut screen, size, "? help", Pointing::Select);
        screen.shows("Help: Vendors").shows("shift and drag marks text to copy");
        point(&mut screen, size, "esc close", Pointing::Select);
        // The second of two clicks on a word runs nothing again.
        point(&mut screen, size, "n new vendor", Pointing::Open);
        assert!(screen.app.overlay.is_none());
    }
}

#[test]
fn what_lies_over_a_screen_hides_it() {
    let mut screen = three_vendors();
    screen.keys("ctrl-p");
    point(&mut screen, (80, 24), "Vendors", Pointing::Select);
    let (_, hits) = frame(&screen, (80, 24));
    for y in 0..24 {
        for x in 0..80 {
            let Some(target) = hits.at(Position::new(x, y)).cloned() else { continue };
            if y < 22 {
                screen.tell(Message::PointAt(target, Pointing::Select));
            }
        }
    }
    assert_eq!(row(&mut screen), 0);
    assert!(matches!(screen.app.overlay, Some(Overlay::Palette(_))));
}

#[test]
fn the_palette_the_help_and_forms_are_pointed_at() {
    for size in SIZES {
        let mut screen = three_vendors();
        screen.keys("ctrl-p").types("deadlines");
        point(&mut screen, size, "Deadlines", Pointing::Open);
        assert_eq!(screen.app.context(), Context::Deadlines);
        screen.keys("esc f1");
        point(&mut screen, size, "Find:", Pointing::Down);
        let Some(Overlay::Help(help)) = &screen.app.overlay else { panic!("help") };
        assert_eq!(help.at, 3);
        screen.keys("esc n");
        point(&mut screen, size, "< ", Pointing::Select);
        let Some(Overlay::Prompt(prompt)) = &screen.app.overlay else { panic!("form") };
        assert_eq!(prompt.form.focused().unwrap().label, "Tier");
        point(&mut screen, size, "< ", Pointing::Up);
        screen.types("Delta Billing");
        point(&mut screen, size, "ctrl-s accept", Pointing::Select);
        screen.shows("Delta Billing").shows("4 vendors");
    }
}

#[test]
fn a_button_is_chosen_by_the_second_click_only() {
    for size in SIZES {
        let mut screen = Screen::interview();
        screen.keys("1 u");
        point(&mut screen, size, "Keep it", Pointing::Select);
        let Some(Overlay::Confirm(confirm)) = &screen.app.overlay else { panic!("question") };
        assert_eq!(confirm.focus, Button::Keep);
        point(&mut screen, size, "enter choose", Pointing::Select);
        assert!(screen.app.overlay.is_some());
        point(&mut screen, size, "Keep it", Pointing::Open);
        screen.shows("nothing was recorded");
    }
}

#[test]
fn lists_beside_the_screen_and_texts_are_pointed_at() {
    let mut screen = Screen::interview();
    let first = screen.app.interview().unwrap().at.clone();
    let (buffer, hits) = frame(&screen, (120, 36));
    let list = Position::new(4, place_of(&buffer, "> ").y + 1);
    screen.tell(Message::PointAt(hits.at(list).unwrap().clone(), Pointing::Select));
    assert_ne!(screen.app.interview().unwrap().at, first);
    screen.keys("tab tab");
    point(&mut screen, (80, 24), "Why", Pointing::Down);
    assert_eq!(screen.app.interview().unwrap().why_at, 3);
    for size in [(80, 24), (120, 36)] {
        screen.keys("g s");
        point(&mut screen, size, "Insurance", Pointing::Select);
        let Some(Seen::Registers(registers)) = screen.app.screen() else { panic!("registers") };
        assert_eq!(registers.register.title(), "Insurance");
    }
}

#[test]
fn the_rows_of_the_overview_and_of_the_checks_are_pointed_at() {
    for size in SIZES {
        let mut screen = Screen::interview();
        screen.keys("g d");
        point(&mut screen, size, "Business associate", Pointing::Down);
        assert_eq!(row(&mut screen), 3);
        point(&mut screen, size, "Business associate", Pointing::Select);
        let words = screen.app.overview_row_in_hand().unwrap().words;
        assert!(words.starts_with("Business associate"), "{words}");
        point(&mut screen, size, "Business associate", Pointing::Open);
        assert_eq!(screen.app.screen_context(), Context::Profile);
    }
    let mut screen = Screen::interview();
    screen.keys("g r");
    point(&mut screen, (120, 36), "no critical gap", Pointing::Select);
    assert!(screen.app.check_in_hand().unwrap().words.contains("critical gap"));
    point(&mut screen, (120, 36), "no critical gap", Pointing::Open);
    assert_eq!(screen.app.screen_context(), Context::Gaps);
}

#[test]
fn files_are_chosen_by_pointing() {
    for size in SIZES {
        let mut screen = Screen::interview();
        screen.keys("1 a");
        point(&mut screen, size, "/home/dana/Documents/", Pointing::Select);
        screen.shows("/home/dana/Documents/");
        point(&mut screen, size, "/home/dana/Documents/", Pointing::Open);
        screen.shows("agreement.pdf");
        point(&mut screen, size, "audit.pdf", Pointing::Select);
        let Some(Overlay::Prompt(prompt)) = &screen.app.overlay else { panic!("form") };
        assert!(prompt.form.picker.in_hand().unwrap().path.ends_with("audit.pdf"));
        point(&mut screen, size, "audit.pdf", Pointing::Open);
        let Some(Overlay::Prompt(prompt)) = &screen.app.overlay else { panic!("form") };
        assert_eq!(prompt.form.fields[0].value(), "/home/dana/Documents/audit.pdf");
        assert!(prompt.form.picker.entries.is_empty(), "the list is gone");
    }
}

#[test]
fn keys_that_may_follow_a_prefix_are_commands() {
    let mut screen = three_vendors();
    screen.keys("g");
    point(&mut screen, (80, 24), "t    Deadlines", Pointing::Select);
    assert_eq!(screen.app.context(), Context::Deadlines);
    assert!(screen.app.prefix.is_empty());
}

#[test]
fn two_clicks_within_a_moment_open_what_the_first_one_selected() {
    let screen = three_vendors();
    let (buffer, hits) = frame(&screen, (80, 24));
    let (cedar, bluebird) = (place_of(&buffer, "Cedar"), place_of(&buffer, "Bluebird"));
    let start = Instant::now();
    let mut mouse = Mouse::default();
    let mut how = |place, after| {
        mouse.sees(hits.clone());
        let heard = Heard::Mouse(place, Click::Button);
        match mouse.message(heard, start + Duration::from_millis(after)) {
            Some(Message::PointAt(_, how)) => how,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(how(cedar, 0), Pointing::Select);
    assert_eq!(how(cedar, 300), Pointing::Open);
    assert_eq!(how(cedar, 500), Pointing::Select, "a third click is a first one");
    assert_eq!(how(bluebird, 600), Pointing::Select);
    assert_eq!(how(bluebird, 1100), Pointing::Select, "too late");
    // Where the frame changed between them, the first one counts.
    let mut mouse = Mouse::default();
    mouse.sees(hits);
    let first = mouse.message(Heard::Mouse(cedar, Click::Button), start);
    mouse.sees(proofbook::tui::hits::Hits::default());
    let second = mouse.message(Heard::Mouse(cedar, Click::Button), start);
    match (first, second) {
        (Some(Message::PointAt(one, _)), Some(Message::PointAt(other, Pointing::Open))) => {
            assert_eq!(one, other);
        }
        other => panic!("{other:?}"),
    }
}
