//! The list of vendors and what belongs to it: the filter, the map by theme, what is due, a vendor at a glance, the first steps, and what
//! is looked at before signing off.

use proofbook::app::command::Context;
use proofbook::app::screen::Screen as Seen;
use proofbook::app::screen::dashboard::Pane;
use proofbook::app::screen::dashboard::map::{Column, columns, of};
use proofbook::domain::id::QuestionId;
use proofbook::domain::readiness::Fraction;
use proofbook::domain::value::{Reply, Value};
use proofbook::questionnaires::builtin;

use crate::line::talk;
use crate::screens::clinic;
use crate::support::screen::text_of;
use crate::support::{FakeWorld, Screen};

const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (120, 36)];

fn frames(name: &str, screen: &Screen) {
    for (width, height) in SIZES {
        insta::assert_snapshot!(
            format!("{name}_{width}x{height}"),
            text_of(&screen.buffer(width, height))
        );
    }
}

fn at(keys: &str) -> Screen {
    let mut screen = Screen::of(clinic());
    screen.keys(keys);
    screen
}

fn names(screen: &Screen) -> Vec<String> {
    let Some(Seen::Dashboard(dashboard)) = screen.app.screen() else { panic!("no list") };
    let store = screen.app.store.as_ref().unwrap();
    dashboard.shown(store).iter().map(|row| row.name().to_owned()).collect()
}

#[test]
fn a_filter_shows_what_fits_says_so_and_ends_with_esc() {
    let mut screen = at("");
    assert_eq!(names(&screen).len(), 3);
    screen.keys("f 2 ctrl-s").shows("1 of 3 vendors shown");
    assert_eq!(names(&screen), ["Northwind Claims LLC"]);
    screen.shows("Only vendors: needs a person. esc shows all, f changes it.").shows("1 vendor");
    frames("filtered", &screen);
    screen.keys("f 3 ctrl-s");
    assert_eq!(names(&screen), ["Bluebird Telehealth", "Juniper Shredding"]);
    screen.keys("f down 6 ctrl-s").shows("Only vendors: not started, untiered.");
    assert_eq!(names(&screen), ["Juniper Shredding"]);
    screen.keys("f up 4 ctrl-s").shows("No vendor fits; esc shows all again.");
    screen.keys("esc");
    assert_eq!(names(&screen).len(), 3);
    assert!(!screen.text().contains("Only vendors"));
}

#[test]
fn the_form_of_the_filter_says_what_each_choice_means() {
    let mut screen = at("f 2");
    screen.shows("a day within the week or late, a critical gap");
    frames("filter_form", &screen);
}

#[test]
fn a_cell_of_the_map_is_the_figure_of_the_questions_of_its_theme() {
    let screen = at("");
    let store = screen.app.store.as_ref().unwrap();
    let columns = columns(store);
    let row = store.vendors.iter().find(|row| row.name() == "Northwind Claims LLC").unwrap();
    let sum = columns.iter().skip(1).fold((Fraction::default(), 0), |(mut sum, critical), one| {
        sum += of(row, *one).figure;
        (sum, critical + of(row, *one).critical)
    });
    assert_eq!(columns[0], Column::Whole);
    assert_eq!(sum, (row.readiness.whole, row.critical_gaps));
    assert!(row.critical_gaps > 0);
}

#[test]
fn the_map_moves_over_themes_and_says_the_cell_under_the_cursor_in_words() {
    let mut screen = at("right");
    screen.shows("Not now: this moves over themes; tab shows them.");
    screen.keys("down down tab").shows("All themes: ");
    frames("map", &screen);
    screen.keys("right").shows("Agreement: ").shows("critical gap");
    for _ in 0..20 {
        screen.keys("right");
    }
    let text = text_of(&screen.buffer(60, 16));
    assert!(text.contains('[') && text.contains("left/right"), "{text}");
    frames("map_at_the_end", &screen);
    screen.keys("f 2 ctrl-s").shows("Only vendors: needs a person.").keys("esc");
    let Some(Seen::Dashboard(dashboard)) = screen.app.screen() else { panic!("no list") };
    assert_eq!(dashboard.pane, Pane::Map);
    screen.keys("esc").shows("Next deadline");
}

#[test]
fn beneath_the_list_stand_the_figures_by_tier_and_the_first_days() {
    let screen = at("down down");
    let text = text_of(&screen.buffer(120, 36));
    assert!(text.contains("Readiness by tier") && text.contains("Critical tier"), "{text}");
    assert!(text.contains("Due: 0 overdue, 0 within 7 days, 1 within 30 days"), "{text}");
    assert!(text.contains("Fri 2026-12-04"), "{text}");
}

#[test]
fn the_overview_says_who_the_vendor_is_and_each_row_leads_to_what_it_is_about() {
    let mut screen = at("down down g d");
    assert_eq!(screen.app.screen_context(), Context::Overview);
    frames("overview", &screen);
    let rows = screen.app.overview_rows();
    for (place, row) in rows.iter().enumerate() {
        let mut screen = at("down down g d");
        for _ in 0..place {
            screen.keys("down");
        }
        assert_eq!(screen.app.overview_row_in_hand().as_ref(), Some(row));
        screen.keys("enter");
        assert_ne!(screen.app.screen_context(), Context::Overview, "{row:?}");
    }
    let gap = rows.iter().position(|row| row.words.contains("Not met: Signed agreement")).unwrap();
    for _ in 0..gap {
        screen.keys("down");
    }
    screen.keys("enter").shows("Is a business associate agreement signed").keys("esc");
    assert_eq!(screen.app.screen_context(), Context::Overview);
    screen.keys("/").types("nobody has signed").keys("enter");
    assert_eq!(screen.app.overview_rows().len(), 1);
}

#[test]
fn from_the_start_to_the_first_saved_answer_in_less_than_twenty_five_keys_beyond_names() {
    let mut screen = Screen::first_start();
    let mut pressed = 0;
    let mut press = |screen: &mut Screen, keys: &str| {
        pressed += keys.split_whitespace().count();
        screen.keys(keys);
    };
    press(&mut screen, "enter");
    screen.types("Riverside Clinic");
    press(&mut screen, "enter");
    screen.types("Dana Reyes");
    press(&mut screen, "enter enter");
    screen.shows("1 of 3 Press n and type the name of your first vendor");
    frames("first_steps", &screen);
    press(&mut screen, "n");
    screen.shows("The name is enough").types("Northwind Claims LLC");
    press(&mut screen, "enter");
    screen.shows("First steps, 2 of 3: press the number of the answer");
    frames("first_question", &screen);
    press(&mut screen, "1");
    screen.shows("saved 10:42: baa.executed answered \"Yes\". First steps, 3 of 3: that is how it goes. i note, a attach");
    frames("first_answer", &screen);
    assert!(pressed < 25, "{pressed} keys");
    assert_eq!(pressed, 7);
    screen.keys("esc");
    assert!(!screen.text().contains("First steps"));
    assert_eq!(screen.app.first_step_words(), None);
}

#[test]
fn the_first_steps_can_be_left_and_are_not_shown_in_a_sample_or_once_something_is_answered() {
    let mut world = FakeWorld::default();
    world.bank = builtin::bank().unwrap();
    let mut screen = Screen::of(world);
    screen.shows("First steps").keys("esc").shows("You left the first steps.");
    screen.shows("Press n to add the first one, then enter to begin the interview.");
    screen.keys("n").shows("Tier").keys("esc");
    let screen = at("");
    assert_eq!(screen.app.first_step_words(), None);
    let mut world = FakeWorld::default();
    world.kind = proofbook::app::state::StoreKind::Sample(world.today);
    assert_eq!(Screen::of(world).app.first_step_words(), None);
    // A vendor without an answer leads on where the program was left.
    let mut screen = Screen::of(FakeWorld::with_vendor("Northwind Claims LLC"));
    screen.shows("First steps, 2 of 3: press enter to open the interview");
    screen.keys("enter esc").shows("Answers are kept as given by Dana Reyes").keys("down up");
    screen.shows("First steps, 2 of 3: press the number of the answer");
}

#[test]
fn the_first_steps_are_said_in_lines() {
    let mut world = FakeWorld::default();
    let said = talk(&mut world, ":add\nNorthwind Claims LLC\n1\n.\n:quit\n");
    assert!(said.contains("First steps, 1 of 3: type :add"), "{said}");
    assert!(said.contains("First steps, 2 of 3: type the number of the answer."), "{said}");
    assert!(said.contains("First steps, 3 of 3: that is how it"), "{said}");
    assert_eq!(said.matches("First steps, 2 of 3").count(), 1, "{said}");
}

#[test]
fn the_map_and_the_overview_and_the_checks_are_read_out_in_lines() {
    let mut world = clinic();
    let said = talk(&mut world, ":pane\n:pane\n:filter\n2\n1\n:back\n:overview\n:back\n:quit\n");
    assert!(said.contains("Vendors by theme, 2026-11-22: 3 vendors."), "{said}");
    assert!(said.contains("Agreement 0% (0 of"), "{said}");
    assert!(said.contains("Only: needs a person."), "{said}");
    assert!(said.contains("at a glance. A number goes to what a line is about."), "{said}");
    assert!(said.contains("Readiness. "), "{said}");
    let mut world = clinic();
    let said = talk(&mut world, ":filter\n2\n\n:report\n:pane\n1\n:quit\n");
    assert!(said.contains("Before sign-off on Northwind Claims LLC."), "{said}");
    assert!(said.contains("1 critical gap"), "{said}");
    assert!(said.contains("Gaps of Northwind Claims LLC"), "{said}");
}

#[test]
fn before_sign_off_stands_what_is_open_and_each_row_leads_there() {
    let mut screen = at("down down r tab tab");
    screen.shows("Before sign-off").shows("critical gap").shows("No report was written yet");
    frames("checks", &screen);
    let checks = screen.app.sign_off_checks();
    let open = checks.iter().position(|one| one.words.contains("not answered")).unwrap();
    screen.keys(&["down"; 1].repeat(open).join(" ")).keys("enter");
    assert_eq!(screen.app.screen_context(), Context::Interview);
    screen.keys("esc").shows("Before sign-off");
    let before = count(&screen, "not answered");
    let vendor = screen.app.vendor.as_ref().unwrap().dossier.id;
    assert!(before > 0);
    // What is answered is open no more.
    screen.keys("enter");
    let at: QuestionId = screen.app.interview().unwrap().at.clone();
    screen.keys("- ").types("Not for us.").keys("ctrl-s esc");
    let reply = |screen: &Screen| {
        let dossier = &screen.world.dossiers[&vendor];
        dossier.answers.iter().find(|(_, id, _)| **id == at).map(|(_, _, one)| one.reply.clone())
    };
    assert!(reply(&screen).is_some_and(|reply| reply != Reply::Value(Value::word("yes"))));
    while screen.app.screen_context() != Context::Report {
        screen.keys("esc");
    }
    assert_eq!(count(&screen, "not answered"), before - 1);
}

fn count(screen: &Screen, what: &str) -> usize {
    let checks = screen.app.sign_off_checks();
    let found = checks.iter().find(|one| one.words.contains(what)).unwrap();
    found.said().split(' ').next().unwrap().parse().unwrap()
}
