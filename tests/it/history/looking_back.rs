//! Looking back on the screens: every frame says so, nothing is recorded, and today waits as it was left.

use std::collections::BTreeSet;

use proofbook::app::command::{COMMANDS, Command, CommandId, Context, Group};
use proofbook::app::effect::Effect;
use proofbook::app::message::Message;
use proofbook::app::overlay::Overlay;

use super::{history, lived, long};
use crate::support::Screen;
use crate::support::screen::text_of;

/// The screens of the vendor as of the second of March, from its history.
fn past() -> Screen {
    let mut screen = history();
    screen.keys("@ ctrl-a ctrl-k").types("2026-03-02").keys("enter");
    screen
}

/// The same day with an incident on file.
fn past_with_incident() -> Screen {
    let mut world = crate::support::clocks::on("2026-03-02");
    let vendor = world.first();
    let fields = [("what", "Ransom note"), ("vendor_discovered", "2026-02-20")];
    world.append(vendor, crate::support::clocks::incident(1, &fields));
    world.stand_on("2026-11-22");
    let mut screen = Screen::of(world);
    screen.keys("g h @ ctrl-a ctrl-k").types("2026-03-02").keys("enter");
    screen
}

/// The past with what the keys lead to on file.
fn past_for(keys: &str) -> Screen {
    if keys.starts_with("g n") { past_with_incident() } else { past() }
}

/// How many events are on file of everything.
fn recorded(screen: &Screen) -> usize {
    screen.world.dossiers.values().map(|dossier| dossier.events.len()).sum()
}

#[test]
fn every_frame_says_which_day_it_shows_and_how_to_return() {
    let mut screen = past();
    screen.shows("AS OF 2026-03-02").shows("4 events").shows("esc back to today");
    for keys in [
        "g i",
        "g e",
        "g a",
        "g s",
        "g f",
        "g p",
        "r",
        "g o",
        "g v",
        "g t",
        "g c",
        "g n",
        "g n enter",
        "L",
        "=",
        "?",
        "ctrl-p",
        "g",
        "g h f",
    ] {
        let mut screen = past_for(keys);
        screen.keys(keys);
        for (width, height) in [(60, 16), (80, 24), (120, 36)] {
            let text = text_of(&screen.buffer(width, height));
            let first = text.lines().next().unwrap();
            assert!(first.contains("AS OF 2026-03-02"), "{keys} at {width}x{height}:\n{text}");
            if screen.app.overlay.is_none() {
                assert!(text.contains("today"), "{keys} at {width}x{height}:\n{text}");
            }
        }
    }
    screen.keys("g i").shows("1 (•) Yes");
    screen.keys("esc").shows("This is today again, 2026-11-22.").shows("8 events");
    screen.keys("down down down enter").shows("2 (•) No");
}

#[test]
fn no_command_records_anything_while_a_past_day_is_looked_at() {
    // Wherever it could be run, with every form that might open filled in and accepted: the made world fails at any effect that writes.
    let places = [
        "",
        "g v",
        "g i",
        "g e",
        "g a",
        "g s",
        "g f",
        "g p",
        "r",
        "g o",
        "g t",
        "g c",
        "g q",
        "L",
        "g n",
        "g n enter",
    ];
    let leaves = [CommandId::Quit, CommandId::LookBack];
    let mut tried = BTreeSet::new();
    for keys in places {
        for command in COMMANDS.iter().filter(|command| !leaves.contains(&command.id)) {
            let mut screen = past_for(keys);
            screen.keys(keys);
            if !command.is_in(screen.app.context()) {
                continue;
            }
            let (before, context) = (recorded(&screen), screen.app.context());
            screen.tell(Message::Run(command.id));
            if command.records() {
                assert!(screen.app.overlay.is_none(), "{} opened a form", command.title);
                screen.shows("Not now: this is the record as of 2026-03-02");
                tried.insert(command.id);
            }
            if !matches!(command.id, CommandId::WriteReport | CommandId::WritePortfolio) {
                screen.types("x").keys("ctrl-s enter enter tab enter");
            }
            assert_eq!(recorded(&screen), before, "{} in {context:?}", command.title);
        }
    }
    let missed: Vec<&str> = COMMANDS
        .iter()
        .filter(|command| command.records() && !tried.contains(&command.id))
        .filter(|command| command.contexts != [Context::Typing])
        .map(|command| command.title)
        .collect();
    assert!(missed.is_empty(), "never tried: {missed:?}");
}

/// A command is taken to record until somebody has thought about it, so whoever adds one that only looks says so here too.
#[test]
fn the_commands_that_only_look_are_known_by_name() {
    let moves = |command: &&Command| matches!(command.group, Group::Move | Group::GoTo);
    let looks = COMMANDS.iter().filter(|command| !moves(command) && !command.records());
    let words: BTreeSet<&str> = looks.map(|command| command.word).collect();
    let known = [
        "why",
        "sum-up",
        "sort",
        "what-if",
        "show-retired",
        "write",
        "portfolio",
        "edition",
        "kind",
        "filter",
        "find",
        "keep",
        "palette",
        "back",
        "leave",
        "quit",
        "redraw",
        "suspend",
        "help",
        "find-anything",
        "stop",
    ];
    assert_eq!(words, known.into());
}

#[test]
fn digits_pastes_and_typed_answers_change_nothing_either() {
    let mut screen = past();
    screen.keys("g i");
    let before = recorded(&screen);
    screen.keys("2").shows("Not now: this is the record as of 2026-03-02").keys("space e i");
    screen.pastes("not a note").tell(Message::Enter("no".to_owned()));
    screen.shows("Not now: this is the record as of 2026-03-02");
    assert_eq!(recorded(&screen), before);
    assert!(screen.world.places.is_empty(), "where today's interview stopped is left alone");
    // Going on is no answer.
    screen.keys("down enter").shows("When was the agreement last reviewed");
}

#[test]
fn what_was_typed_and_not_recorded_waits() {
    let mut screen = Screen::of(lived());
    // A note half written, a form half filled in, and choices checked and not recorded.
    screen.keys("enter ctrl-s A").keys("i").types("Half a no");
    screen.keys("ctrl-p").types("as of a day").keys("enter").types("2026-03-02").keys("enter");
    screen.shows("AS OF 2026-03-02").shows("1 (•) Yes");
    let typed = screen.world.drafts[&screen.world.first()].clone();
    assert_eq!(
        typed.values().next().map(String::as_str),
        Some("Half a no"),
        "safe before today is left"
    );
    assert!(!screen.text().contains("Half a no"), "a draft of today is none of that day");
    screen.tell(Message::Tick).keys("g a esc").shows("Half a no");
    screen.types("te").shows("Half a note");
    assert_eq!(screen.world.drafts[&screen.world.first()], typed);

    let mut screen = Screen::interview();
    screen.keys("} right").shows("Which of these safeguards").keys("1 3");
    screen.keys("@").types("#0").keys("enter").shows("AS OF #0 of 2026-11-22");
    screen.keys("esc").shows("[x]").keys("enter").shows("saved");

    let mut screen = Screen::of(lived());
    screen.keys("g s n 2 down").types("Half a contract").keys("esc");
    screen.keys("@").types("2026-03-02").keys("enter");
    assert!(!screen.text().contains("goes on with it"));
    screen
        .keys("n")
        .shows("Not now: this is the record as of")
        .keys("esc n")
        .shows("Half a contract");
}

#[test]
fn enter_in_the_palette_runs_nothing_else_in_place_of_what_was_named() {
    let mut screen = past();
    screen.keys("ctrl-p").types("tier").keys("enter").shows("Not now: ");
    screen.keys("esc").shows("AS OF 2026-03-02");
}

#[test]
fn today_is_named_while_it_is_shown_and_the_form_says_so() {
    let mut screen = history();
    screen.keys("@ ctrl-a ctrl-k").types("today").keys("enter");
    screen.shows("today is what is shown already");
    screen.keys("esc").shows("8 events");
}

#[test]
fn another_day_an_event_and_today_are_named_in_the_same_field() {
    let mut screen = history();
    // The event under the cursor is offered.
    screen.keys("down down down down @").shows("As of #3").keys("enter");
    screen.shows("AS OF #3 of 2026-03-02").shows("4 events");
    screen.keys("@ ctrl-a ctrl-k").types("2026-11-22").keys("enter").shows("AS OF 2026-11-22");
    screen.shows("8 events").keys("@ ctrl-a ctrl-k enter").shows("This is today again");
    screen
        .keys("@ ctrl-a ctrl-k")
        .types("March")
        .keys("enter")
        .shows("or name an event by its number");
    screen
        .keys("ctrl-a ctrl-k")
        .types("2026-01-01")
        .keys("enter")
        .shows("nothing was on file then");
    assert!(screen.app.looking.is_none());
    assert!(matches!(screen.app.overlay, Some(Overlay::Prompt(_))), "the day can be typed again");
    screen.keys("ctrl-a ctrl-k").types("today").keys("enter");
}

#[test]
fn from_the_vendors_all_are_seen_as_they_were() {
    let mut world = long();
    world.add("Bluebird Telehealth", None);
    let mut screen = Screen::of(world);
    screen.keys("@").types("2026-03-02").keys("enter").shows("AS OF 2026-03-02");
    assert!(!screen.text().contains("Bluebird"), "{}", screen.text());
    screen.shows("Northwind Claims LLC").keys("enter").shows("AS OF").shows("1 (•) Yes");
    screen.keys("esc").shows("esc back to today").keys("esc").shows("Bluebird Telehealth");
    screen.keys("q");
    assert!(screen.quit);
    // q leads back to today before it leads out.
    let mut screen = past();
    screen.keys("g v q").shows("This is today again");
    assert!(!screen.quit);
}

#[test]
fn a_report_of_that_day_is_read_and_written() {
    let mut screen = past();
    screen.keys("r").shows("AS OF 2026-03-02").keys("p").shows("Write the report");
    assert!(screen.world.effects.iter().any(|one| matches!(one, Effect::PreviewReport { .. })));
}
