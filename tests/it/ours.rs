//! "Our organization" on screen and in lines: facts are recorded at once, choices are choices, and the questions about us share the
//! interview (rules R6 and R8).

use proofbook::app::message::Message;
use proofbook::app::{App, screen};
use proofbook::domain::event::Subject;
use proofbook::domain::request::Request;
use proofbook::line;
use proofbook::questionnaires::builtin;

use crate::support::screen::{styled, text_of};
use crate::support::{FakeWorld, Screen};

fn world() -> FakeWorld {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    world.bank = builtin::bank().unwrap();
    world
}

/// Our organization, as it is first seen.
fn ours() -> Screen {
    let mut screen = Screen::of(world());
    screen.keys("g o");
    screen
}

macro_rules! frames {
    ($($name:ident: $screen:expr;)*) => {$(
        #[test]
        fn $name() {
            let screen = $screen;
            for (width, height) in [(60, 16), (80, 24), (120, 36)] {
                let name = format!("{}_{width}x{height}", stringify!($name));
                insta::assert_snapshot!(name, styled(&screen.buffer(width, height)));
            }
        }
    )*};
}

frames! {
    profile: ours();
    profile_sectors: { let mut screen = ours(); screen.keys("down down down"); screen };
    set_kind: { let mut screen = ours(); screen.keys("down down enter right"); screen };
    set_sectors: { let mut screen = ours(); screen.keys("down down down enter down right"); screen };
    our_questions: { let mut screen = ours(); screen.keys("g i ctrl-s"); screen };
}

#[test]
fn r8_a_fact_is_recorded_at_once_and_moves_what_is_asked() {
    let mut screen = ours();
    screen.shows("not recorded: 33 questions are asked until it is");
    screen.shows("Asked of us once for all vendors: 0% (0 of 23) documented");
    screen.keys("down down down enter");
    // The last of the words is that there is none.
    screen.keys("up").keys("down down down down down down down down down down down right ctrl-s");
    let (field, value) = ("sectors".to_owned(), "none".to_owned());
    assert_eq!(screen.requests(), [&Request::SetOrganization { field, value }]);
    screen.shows("None of these").shows("0% (0 of 7) documented");
}

#[test]
fn several_sectors_are_chosen_and_those_on_file_are_still_chosen() {
    let mut screen = ours();
    screen.keys("down down down enter right down down right ctrl-s");
    assert_eq!(value_of(&screen), "nis2, glba");
    screen.keys("enter down right ctrl-s");
    assert_eq!(value_of(&screen), "nis2, dora, glba");
    screen.keys("enter left down left down left ctrl-s");
    assert_eq!(value_of(&screen), "", "nothing chosen takes it away");
    screen.shows("not recorded: 33 questions");
}

/// The value that was asked to be recorded last.
fn value_of(screen: &Screen) -> String {
    match screen.requests().last() {
        Some(Request::SetOrganization { value, .. }) => value.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_refused_stays_in_the_form_with_what_is_accepted() {
    let mut screen = ours();
    screen.keys("down down down down enter").types("Texas").keys("ctrl-s");
    screen.shows("Not yet: states: 'Texas' is not a state's two letters");
    assert!(!screen.world.organization.fields.contains_key("states"));
    // None of these, beside another.
    screen.keys("esc up enter right").keys("down ".repeat(11).trim()).keys("right ctrl-s");
    assert_eq!(value_of(&screen), "nis2, none");
    screen.shows("Not yet: sectors:");
    assert!(!screen.world.organization.fields.contains_key("sectors"));
}

#[test]
fn names_the_person_behind_the_account() {
    let mut screen = ours();
    screen.keys("end enter").keys("down").types("Privacy Officer").keys("ctrl-s");
    screen.shows("Dana Reyes, Privacy Officer");
}

#[test]
fn r6_an_answer_about_us_is_recorded_about_us() {
    let mut screen = ours();
    screen.keys("g i ctrl-s 1");
    let requests = screen.requests();
    let Some(Request::Answer(answer)) = requests.last() else { panic!("{requests:?}") };
    assert_eq!(answer.asked.subject, Subject::Organization);
    assert_eq!(answer.asked.question.as_str(), "ins.own_policy");
    screen.keys("g o").shows("1 gap");
    let rows = &screen.app.store.as_ref().unwrap().vendors;
    assert_eq!(rows.len(), 1, "our organization is not among the vendors");
    screen.keys("g a").shows("No evidence on file");
}

#[test]
fn vendor_commands_say_that_they_are_for_vendors() {
    let mut screen = ours();
    screen.keys("g r").shows("goes for vendors only");
    screen.tell(Message::Run(proofbook::app::command::CommandId::Retire));
    screen.shows("goes for vendors only");
    // On the list of vendors they are about the vendor under the cursor again.
    screen.keys("g v g i");
    assert!(screen.text().contains("Interview about Northwind"), "{}", screen.text());
}

#[test]
fn r22_undo_says_what_it_takes_back_and_passes_over_the_zone() {
    let mut screen = ours();
    screen.keys("down down enter right ctrl-s");
    screen.shows("Health care provider");
    screen.keys("end up enter ctrl-s");
    screen.shows("the time zone set to America/New_York, from tomorrow on");
    screen.keys("u");
    screen.shows("Undo: our kind set.");
}

#[test]
fn hostile_facts_are_written_out_in_frames() {
    let mut world = world();
    let value = proofbook::domain::value::Value::word("Evil\u{202e}\u{1b}[2J Clinic");
    world.organization.fields.insert("name".to_owned(), value);
    let mut screen = Screen::of(world);
    screen.keys("g o");
    let text = text_of(&screen.buffer(80, 24));
    assert!(text.contains("Evil‹U+202E›"), "{text}");
    assert!(!text.contains(['\u{202e}', '\u{1b}']), "{text}");
}

#[test]
fn our_organization_in_lines() {
    let mut world = world();
    let first = Message::Opened(world.store());
    let script = ":organization\n4\n:next\nnis2, bank\n12\n:next\n\nPrivacy Officer\n:interview\n\n\n\n1\n\n:gaps\n:quit\n";
    let mut output = Vec::new();
    line::run(App::new(), &mut world, vec![first], &mut script.as_bytes(), &mut output).unwrap();
    insta::assert_snapshot!("lines", String::from_utf8(output).unwrap());
    assert_eq!(world.organization.fact("sectors"), ["nis2", "bank"]);
}

#[test]
fn every_fact_has_its_words_in_one_place() {
    let mut names: Vec<&str> = screen::ours::Fact::all().iter().map(|fact| fact.name()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}
