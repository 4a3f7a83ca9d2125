//! The settings screen, by keys and in lines: each setting with its value and where that comes from, and what a change does.

use proofbook::app::effect::Effect;
use proofbook::app::screen::settings::{KINDS, Takes};
use proofbook::problem::Problem;
use proofbook::settings::{FIELDS, Origin, Settings, Theme};

use crate::line::talk;
use crate::support::{FakeWorld, Screen};

fn settings() -> Screen {
    let mut screen = Screen::of(FakeWorld::with_vendor("Northwind Claims LLC"));
    screen.keys("g ,");
    screen
}

/// What was asked to be written.
fn written(screen: &Screen) -> Vec<(&'static str, Option<String>)> {
    let set = screen.world.effects.iter().filter_map(|effect| match effect {
        Effect::SetSetting { field, value } => Some((*field, value.clone())),
        _ => None,
    });
    set.collect()
}

#[test]
fn every_setting_is_on_the_screen_and_takes_its_own_words() {
    let named: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    // A map of keys is written in the file itself.
    for field in FIELDS.into_iter().filter(|field| *field != "keys") {
        assert!(named.contains(&field), "{field} is not among the settings of the screen");
    }
    for kind in KINDS {
        let Takes::Words(words) = kind.takes else { continue };
        for (word, label) in words {
            let set = Settings::default().set(kind.name, word, Origin::File);
            assert!(set.is_ok(), "{} does not take {word}", kind.name);
            assert!(!label.is_empty());
        }
        let many = match kind.name {
            "theme" => Theme::WORDS.len(),
            "symbols" => proofbook::settings::Symbols::WORDS.len(),
            _ => 2,
        };
        assert_eq!(words.len(), many, "{} leaves a word out", kind.name);
    }
}

#[test]
fn a_choice_is_written_and_in_use_at_once() {
    let mut screen = settings();
    screen.shows("Colors auto nobody set it").shows("A change shows at once.");
    screen.keys("enter right right ctrl-s");
    assert_eq!(written(&screen), [("theme", Some("light".to_owned()))]);
    assert_eq!(screen.app.settings.theme.value, Theme::Light);
    screen.shows("Colors: light, saved").shows("light from the settings file");
    screen.keys("down down down enter right ctrl-s").shows("Mouse: no, saved");
    assert!(!screen.app.settings.mouse.value);
    screen.keys("esc");
    assert!(!screen.text().contains("Settings"), "{}", screen.text());
}

#[test]
fn what_counts_from_the_next_start_says_so_and_what_is_wrong_stays_in_the_form() {
    let mut screen = settings();
    screen.keys("down down down down down enter").types("Dana Reyes").keys("ctrl-s");
    screen.shows("Not yet: an account is 1 to 63 of a-z").shows("Dana Reyes");
    screen.keys("ctrl-a ctrl-k").types("dana.reyes").keys("ctrl-s");
    screen.shows("Account: saved, and in use from the next start");
    screen.keys("end enter ctrl-a ctrl-k").types("records").keys("ctrl-s");
    screen.shows("Not yet: write the whole path of the folder");
    assert_eq!(written(&screen), [("account", Some("dana.reyes".to_owned()))]);
}

#[test]
fn a_setting_of_a_flag_or_the_environment_says_that_a_change_will_not_show() {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    world.settings.set("theme", "mono", Origin::Flag).unwrap();
    world.settings.set("symbols", "ascii", Origin::Environment).unwrap();
    let mut screen = Screen::of(world);
    screen.keys("g ,").shows("mono from a flag of this run");
    screen.shows("does not show while the flag is given");
    screen.keys("enter").shows("does not show while the flag is given").keys("right ctrl-s");
    screen.shows("Colors: saved for later");
    assert_eq!(screen.app.settings.theme.value, Theme::Mono);
    screen.keys("down").shows("The environment variable PROOFBOOK_SYMBOLS says so");
}

#[test]
fn what_could_not_be_written_is_said_and_nothing_is_changed() {
    let mut screen = settings();
    screen.world.refuse = Some(Problem::world("the settings file could not be written"));
    screen.keys("enter right ctrl-s").shows("Not yet: the settings file could not be written");
    assert_eq!(screen.app.settings, Settings::default());
    screen.keys("ctrl-s").shows("Colors: dark, saved");
}

#[test]
fn settings_are_there_before_there_is_a_record_and_while_a_past_day_is_looked_at() {
    let mut screen = Screen::first_start();
    screen.shows("--theme").types("x").keys("ctrl-p").types("settings").keys("enter");
    screen.shows("First start › Settings").shows("/home/dana/.local/share/proofbook");
    screen.keys("down enter right right ctrl-s").shows("Lines and boxes: ascii, saved");
    screen.keys("q").shows("Welcome to Proofbook");
    let mut screen = settings();
    screen.keys("esc enter ctrl-s @ ctrl-a ctrl-k").types("2026-11-22").keys("enter g ,");
    screen.shows("AS OF 2026-11-22").keys("enter right ctrl-s").shows("Colors: dark, saved");
}

#[test]
fn the_settings_in_lines() {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    let said = talk(&mut world, ":settings\n1\n:next\n4\n6\n:next\nDana\n\ndana\n:back\n:quit\n");
    insta::assert_snapshot!("lines", said);
    assert_eq!(world.settings.theme.value, Theme::HighContrast);
}
