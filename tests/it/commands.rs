//! The command table: one meaning a key, everything reachable, and the printed keys current.

use std::collections::{BTreeMap, BTreeSet};

use proofbook::app::command::{COMMANDS, Command, CommandId, Context, keys_markdown, shown_keys};
use proofbook::app::key::{Chord, Key, read_chords};
use proofbook::app::message::Message;
use proofbook::app::overlay::Help;
use proofbook::app::overlay::help::Line;
use proptest::prelude::*;

use crate::support::Screen;
use crate::support::screen::text_of;

/// Contexts whose letters are keys; while typing, only chords that type nothing act.
const SCREENS: [Context; 18] = [
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
            let lines = Help::new(*context).lines();
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

/// A press that a user could make: letters, digits, movement, and chords of the table.
fn press() -> impl Strategy<Value = Chord> {
    let bound: Vec<Chord> = COMMANDS
        .iter()
        .flat_map(|command| command.chords().flatten().collect::<Vec<_>>())
        .collect();
    let keys = vec![
        Key::Backspace,
        Key::Delete,
        Key::Left,
        Key::Right,
        Key::Tab,
        Key::BackTab,
        Key::Enter,
        Key::Char('é'),
        Key::Char('7'),
    ];
    prop_oneof![
        6 => proptest::sample::select(bound),
        2 => proptest::sample::select(keys).prop_map(Chord::from),
        1 => any::<char>().prop_filter("typed", |c| !c.is_control()).prop_map(Chord::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_are_survived_and_esc_leads_home(start in 0usize..9, chords in proptest::collection::vec(press(), 500)) {
        let mut world = crate::support::clocks::press();
        world.add("\u{202e}evil 日本 👩‍⚕️", None);
        let mut screen = Screen::of(world);
        screen.keys(["", "enter ctrl-s", "g e", "g a", "g s", "g f", "r", "g n enter", "g n enter d right"][start]);
        for (place, chord) in chords.into_iter().enumerate() {
            let recorded = screen.world.dossiers.values().map(|dossier| dossier.events.len()).sum::<usize>();
            screen.tell(Message::Press(chord));
            let now = screen.world.dossiers.values().map(|dossier| dossier.events.len()).sum::<usize>();
            prop_assert!(now >= recorded, "an event was lost");
            if place % 7 == 0 {
                let (width, height) = [(60, 16), (80, 24), (120, 36), (20, 5)][place % 4];
                let text = text_of(&screen.buffer(width, height));
                prop_assert!(width < 60 || text.contains("help"), "no help in\n{}", text);
            }
        }
        screen.keys("esc esc esc esc esc esc esc esc esc esc");
        prop_assert_eq!(screen.app.context(), Context::Dashboard);
        prop_assert!(screen.app.overlay.is_none());
    }
}
