//! Any keys at all, from every screen: nothing panics, nothing recorded is lost, `esc` leads home, help is always named, and no key by itself
//! destroys anything.

use proofbook::app::command::{COMMANDS, Context};
use proofbook::app::effect::Effect;
use proofbook::app::key::{Chord, Key};
use proofbook::app::message::Message;
use proofbook::app::overlay::Overlay;
use proofbook::domain::request::Request;
use proptest::prelude::*;

use crate::hostile_screens::WAYS;
use crate::support::screen::text_of;
use crate::support::{FakeWorld, Screen};

/// A vendor with an incident, clocks and records, and one whose name is hostile.
fn world() -> FakeWorld {
    let mut world = crate::support::clocks::press();
    world.add("\u{202e}evil \u{65e5}\u{672c} \u{1f469}\u{200d}\u{2695}\u{fe0f}", None);
    world
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

fn recorded(screen: &Screen) -> usize {
    screen.world.dossiers.values().map(|dossier| dossier.events.len()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_thousand_keys_are_survived_and_esc_leads_home(
        way in proptest::sample::select(WAYS.to_vec()),
        chords in proptest::collection::vec(press(), 2_000),
    ) {
        let mut screen = Screen::of(world());
        screen.keys(way);
        for (place, chord) in chords.into_iter().enumerate() {
            let before = recorded(&screen);
            screen.tell(Message::Press(chord));
            prop_assert!(recorded(&screen) >= before, "an event was lost");
            if place % 11 == 0 {
                let (width, height) = [(60, 16), (80, 24), (120, 36), (20, 5)][place / 11 % 4];
                let text = text_of(&screen.buffer(width, height));
                prop_assert!(width < 60 || text.contains("help"), "no help in\n{}", text);
            }
        }
        screen.keys("esc esc esc esc esc esc esc esc esc esc");
        prop_assert_eq!(screen.app.context(), Context::Dashboard);
        prop_assert!(screen.app.overlay.is_none());
    }
}

/// Whether a request takes something away, ends it or attests it.
fn ends_something(request: &Request) -> bool {
    match request {
        Request::Together(requests) => requests.iter().any(ends_something),
        Request::SetRecord(record) => record.ends.is_some(),
        request => matches!(
            request,
            Request::Retire { .. }
                | Request::Withdraw { .. }
                | Request::Unlink { .. }
                | Request::CloseCycle { .. }
                | Request::CloseInquiry { .. }
                | Request::EndFollowUp { .. }
                | Request::EndHold { .. }
                | Request::SignOff(_)
                | Request::Withhold { .. }
                | Request::Undo
                | Request::Redo
        ),
    }
}

/// The effects of a world so far that end or lose something.
fn ended(screen: &Screen) -> usize {
    let ends = |effect: &&Effect| match effect {
        Effect::Record { request, .. } => ends_something(request),
        Effect::DropDraft { .. } => true,
        _ => false,
    };
    screen.world.effects.iter().filter(ends).count()
}

#[test]
fn no_key_by_itself_ends_or_destroys_anything() {
    let mut asked = 0;
    for way in WAYS {
        for command in COMMANDS.iter().filter(|command| !command.keys.is_empty()) {
            let mut screen = Screen::of(world());
            screen.keys(way);
            let before = ended(&screen);
            let waits = matches!(screen.app.overlay, Some(Overlay::Confirm(_)));
            for chord in command.chords().next().unwrap() {
                screen.tell(Message::Press(chord));
            }
            assert_eq!(ended(&screen), before, "{} at '{way}' asked nothing", command.title);
            if !waits && matches!(screen.app.overlay, Some(Overlay::Confirm(_))) {
                asked += 1;
            }
        }
    }
    assert!(asked > 0, "nothing was ever asked, so nothing was tried");
}
