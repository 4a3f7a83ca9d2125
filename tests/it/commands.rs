//! The command table: one meaning a key, everything reachable, and the printed keys current.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::Screen;
use proofbook::app::command::{COMMANDS, Command, CommandId, Context, keys_markdown, shown_keys};
use proofbook::app::key::{Chord, Key, read_chords};
use proofbook::app::keymap::Keymap;
use proofbook::app::overlay::Help;
use proofbook::app::overlay::help::Line;

/// Contexts whose letters are keys; while typing, only chords that type nothing act.
const SCREENS: [Context; 19] = [
    Context::Dashboard,
    Context::Interview,
    Context::Evidence,
    Context::Gaps,
    Context::Cycle,
    Context::Registers,
    Context::Incidents,
    Context::Clocks,
    Context::FollowUps,
    Context::Deadlines,
    Context::Inquiries,
    Context::Profile,
    Context::Report,
    Context::Organization,
    Context::History,
    Context::Later,
    Context::Comparison,
    Context::Settings,
    Context::Overview,
];

#[test]
fn every_command_has_an_id_a_word_a_title_and_a_sentence_that_fit() {
    let ids: BTreeSet<CommandId> = COMMANDS.iter().map(|command| command.id).collect();
    let words: BTreeSet<&str> = COMMANDS.iter().map(|command| command.word).collect();
    assert_eq!((ids.len(), words.len()), (COMMANDS.len(), COMMANDS.len()));
    for command in COMMANDS {
        assert!(!command.title.is_empty() && command.title.len() <= 34, "{}", command.title);
        assert!(command.says.ends_with('.') && command.says.len() <= 100, "{}", command.says);
        assert!(!command.contexts.is_empty(), "{} has no home", command.title);
        assert!(
            command.word.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{}",
            command.word
        );
        for keys in command.keys {
            assert!(read_chords(keys).is_ok(), "{keys} of {}", command.title);
        }
    }
}

#[test]
fn a_chord_has_one_meaning_on_all_screens_and_begins_no_other() {
    // Screens follow each other within one enter or esc, so a chord that meant two things on two of them would be misread.
    let on_a_screen =
        |command: &&Command| command.contexts.iter().any(|context| SCREENS.contains(context));
    let mut meanings: BTreeMap<Vec<Chord>, CommandId> = BTreeMap::new();
    for command in COMMANDS.iter().filter(on_a_screen) {
        for chords in command.chords() {
            let other = meanings.insert(chords.clone(), command.id);
            assert_eq!(other, None, "{chords:?} means {:?} too", command.id);
        }
    }
    for longer in meanings.keys() {
        for shorter in meanings.keys().filter(|shorter| *shorter != longer) {
            assert!(!longer.starts_with(shorter), "{shorter:?} begins {longer:?}");
        }
    }
}

#[test]
fn while_typing_no_key_that_types_is_a_command() {
    for command in COMMANDS.iter().filter(|command| command.contexts == [Context::Typing]) {
        for chords in command.chords() {
            assert!(!matches!(
                chords[..],
                [Chord { key: Key::Char(_), held: proofbook::app::key::Held::Nothing }]
            ));
        }
    }
}

#[test]
fn every_bound_command_is_in_the_help_of_its_screens() {
    for command in COMMANDS.iter().filter(|command| !command.keys.is_empty()) {
        for context in command.contexts {
            let lines = Help::new(*context).lines(&Keymap::default());
            let found = lines.iter().any(|line| matches!(line, Line::Row(id, keys, _) if *id == command.id && *keys == shown_keys(command)));
            assert!(found, "{} is not in the help of {}", command.title, context.title());
        }
    }
}

#[test]
fn every_command_is_reached_from_the_palette() {
    for command in COMMANDS {
        let mut screen = Screen::interview();
        screen.keys("ctrl-p").types(command.title);
        let proofbook::app::overlay::Overlay::Palette(palette) =
            screen.app.overlay.as_ref().unwrap()
        else {
            panic!("palette")
        };
        let rows = palette.rows(&screen.app);
        assert!(rows.iter().any(|row| row.command.id == command.id), "{}", command.title);
    }
    let mut screen = Screen::interview();
    screen
        .keys("ctrl-p")
        .types("Write the report")
        .shows("(not now)")
        .keys("enter")
        .shows("Not now: it belongs to Report");
}

#[test]
fn the_printed_keys_are_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test that rewrites its document")]
        std::fs::write(path, keys_markdown()).unwrap();
    }
    let on_disk = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        on_disk == keys_markdown(),
        "docs/keys.md is out of date; run the tests with UPDATE_DOCS=1"
    );
}
