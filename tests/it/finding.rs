//! Finding anything, as its users do: by keys and in plain lines.

use proofbook::app::effect::Effect;
use proofbook::app::message::Message;
use proofbook::app::overlay::{Finding, Overlay};
use proofbook::problem::Problem;
use proptest::prelude::*;

use crate::line::talk;
use crate::support::screen::text_of;
use crate::support::{FakeWorld, Screen};

/// Two vendors, with a note and an exhibit of the one that is open.
fn two() -> Screen {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    world.add("Bellwether Mail", None);
    let mut screen = Screen::of(world);
    // The list is in the order of names.
    screen.keys("down enter").types("Omar Haddad").keys("ctrl-s");
    screen.keys("i").types("Countersigned by Rossi in spring.").keys("esc 1");
    screen.keys("a").types("/home/dana/Documents/agreement.pdf").keys("ctrl-s");
    screen
}

fn finding(screen: &Screen) -> &Finding {
    match screen.app.overlay.as_ref() {
        Some(Overlay::Finding(finding)) => finding,
        other => panic!("{other:?}"),
    }
}

fn kinds(screen: &Screen) -> Vec<&'static str> {
    finding(screen).rows.iter().map(|row| row.entry.kind.word()).collect()
}

#[test]
fn where_looking_is_refused_it_is_not_asked_for_in_a_circle() {
    let mut screen = two();
    screen.keys("ctrl-f").types("rossi");
    screen.tell(Message::Found { typed: "rossi".to_owned(), rows: Vec::new(), left: 3 });
    let soon = screen.app.wait();
    screen.tell(Message::Refused(Problem::world("the folder cannot be read")));
    assert!(screen.app.wait() > soon, "it would ask again at once");
    assert_eq!(finding(&screen).left, 0);
}

#[test]
fn a_note_of_another_vendor_is_found_and_gone_to() {
    let mut screen = two();
    screen.keys("g v up").keys("enter").types("Ann").keys("ctrl-s").shows("Bellwether");
    screen.keys("ctrl-f").shows("Find anything").shows("Type a few letters");
    screen.types("rossi").shows("note").shows("Countersigned by Rossi");
    screen.shows("Opens the note to baa.executed of Northwind Claims LLC.");
    screen.keys("enter").shows("Northwind Claims LLC").shows("Countersigned by Rossi");
}

#[test]
fn vendors_questions_exhibits_and_commands_are_found_from_within_text() {
    let mut screen = two();
    screen.keys("i").types("half a thought").keys("ctrl-f");
    screen.types("@bell").shows("vendor").shows("Opens the interview about Bellwether Mail.");
    screen.keys("ctrl-a ctrl-k").types("+agree").shows("exhibit").keys("enter");
    screen.shows("Evidence").shows("A-01");
    screen.keys("ctrl-f").types("#baa.exec").shows("question");
    assert_eq!(finding(&screen).rows[0].entry.head, "baa.executed");
    screen.shows("Documented").keys("enter").shows("baa.executed");
    screen.keys("ctrl-f").types(">write the report").shows("Not now").keys("esc");
    screen.keys("ctrl-f").types(">gaps").keys("enter").shows("› Gaps");
    // What was half typed is still there.
    screen.keys("g i esc i").shows("half a thought");
}

#[test]
fn a_form_over_which_it_was_opened_is_there_again() {
    let mut screen = two();
    screen.keys("w").types("Lee").keys("ctrl-f").types("zzz").shows("Nothing on file has these");
    screen.keys("enter").shows("Nothing is under the cursor").keys("esc").shows("Lee");
}

#[test]
fn the_open_vendor_comes_first_at_an_equal_fit_and_an_exact_word_before_scattered_letters() {
    let mut screen = two();
    let vendor = screen.app.vendor.as_ref().unwrap().dossier.id;
    screen.keys("ctrl-f").types("rossi");
    assert_eq!(finding(&screen).rows[0].entry.vendor, Some(vendor));
    screen.keys("ctrl-a ctrl-k").types("north");
    assert_eq!(kinds(&screen)[0], "vendor");
    screen.keys("ctrl-a ctrl-k").types("bllwthr");
    assert_eq!(finding(&screen).rows[0].text, "Bellwether Mail");
}

#[test]
fn letters_strewn_in_a_text_find_nothing() {
    let mut screen = two();
    // "Countersigned by Rossi in spring." has these letters in this order, and so has the title of the file.
    screen.keys("ctrl-f").types("\"cntrsgnd").shows("Nothing on file has these words.");
    screen.keys("ctrl-a ctrl-k").types("+agrmnt").shows("Nothing on file has these words.");
    screen.keys("ctrl-a ctrl-k").types("+reement").shows("agreement.pdf");
    screen.keys("ctrl-a ctrl-k").types("#baaexec").shows("baa.executed");
}

#[test]
fn an_answer_that_comes_late_is_dropped_and_records_to_come_are_told() {
    let mut screen = two();
    screen.keys("ctrl-f").types("rossi");
    let rows = finding(&screen).rows.len();
    screen.tell(Message::Found { typed: "ross".to_owned(), rows: Vec::new(), left: 0 });
    assert_eq!(finding(&screen).rows.len(), rows);
    screen.tell(Message::Found { typed: "rossi".to_owned(), rows: Vec::new(), left: 3 });
    screen.shows("3 records still to be looked at.");
    screen.world.effects.clear();
    screen.tell(Message::Tick);
    assert!(
        matches!(screen.world.effects[..], [Effect::Find { .. }]),
        "{:?}",
        screen.world.effects
    );
}

#[test]
fn it_fits_every_window_and_shows_hostile_text_harmlessly() {
    let mut screen = two();
    screen.keys("g i esc i ctrl-a ctrl-k").types("Rossi").pastes(" \u{202E}gnp.exe").keys("esc 2");
    screen.keys("ctrl-f").types("rossi");
    for (width, height) in [(60, 16), (80, 24), (120, 36)] {
        let text = text_of(&screen.buffer(width, height));
        for words in ["Find: rossi", "note", "> commands", "enter go there"] {
            assert!(text.contains(words), "{words} at {width}:\n{text}");
        }
        assert!(!text.contains('\u{202E}'), "{text}");
    }
}

#[test]
fn in_lines_a_number_goes_there() {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    world.add("Bellwether Mail", None);
    let said = talk(&mut world, ":find-anything bellwether\n1\nAnn\n\n\n:quit\n");
    assert!(said.contains("1. vendor: Bellwether Mail"), "{said}");
    assert!(said.contains("Type a number to go there"), "{said}");
    assert!(said.contains("Interview about Bellwether Mail"), "{said}");
    let said = talk(&mut world, ":find-anything\n@north\n\n:quit\n");
    assert!(said.contains("1. vendor: Northwind Claims LLC"), "{said}");
}

#[test]
fn while_a_past_day_is_looked_at_only_that_day_is_searched() {
    let mut screen = two();
    screen.keys("g h @ ctrl-a ctrl-k").types("2026-11-21").keys("enter");
    // Nothing was on file then; today's words are found nowhere.
    if screen.app.looking.is_some() {
        screen.keys("ctrl-f").types("rossi").shows("Nothing on file has these words.");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_that_is_typed_breaks_it(typed in "[\\PC]{0,12}") {
        let mut screen = two();
        screen.keys("ctrl-f").pastes(&typed);
        let _ = screen.text();
        screen.keys("down up enter");
        let _ = screen.text();
    }
}
