//! The history on the screens and in lines, looking back to a past day, and corrections with a reason.

mod compared;
mod frames;
mod lines;
mod looking_back;

use proofbook::domain::event::{
    AnswerSet, Change, ExhibitKind, ExhibitTaken, InterviewOpened, Link, Linked, Subject, Undone,
};
use proofbook::domain::id::{Digest, ExhibitId};
use proofbook::domain::request::{Request, Seen};
use proofbook::domain::value::{Reply, Value};
use proofbook::problem::Problem;

use crate::support::{FakeWorld, Screen};

/// A vendor with two days of history: an interview and its answers in March, a correction, an exhibit and an undo in November.
fn lived() -> FakeWorld {
    let mut world = FakeWorld::default();
    world.now = "2026-03-02T15:00:00Z".parse().unwrap();
    let vendor = world.add("Northwind Claims LLC", Some(proofbook::domain::vendor::Tier::High));
    let opened = InterviewOpened {
        incident: None,
        questionnaire: "core".to_owned(),
        present: vec!["Omar Haddad".to_owned(), "Lee Chen".to_owned()],
        role: None,
    };
    let interview = world.append(vendor, opened.into()).id;
    let word = |word: &str| Reply::Value(Value::word(word));
    let mut yes = AnswerSet::new(Subject::Vendor, "baa.executed".into(), 1, word("yes"));
    yes.given_by = Some("Omar Haddad".to_owned());
    yes.interview = Some(interview);
    let first = world.append(vendor, Change::AnswerSet(yes)).id;
    let signin = AnswerSet::new(Subject::Vendor, "ctrl.signin".into(), 1, word("yes"));
    world.append(vendor, Change::AnswerSet(signin));
    world.now = "2026-11-22T15:42:00Z".parse().unwrap();
    let mut no = AnswerSet::new(Subject::Vendor, "baa.executed".into(), 1, word("no"));
    no.replaces = Some(first);
    no.reason = Some("one signature is missing".to_owned());
    world.append(vendor, Change::AnswerSet(no));
    world
}

/// The same with an exhibit, a link of it, and the undo of that link.
fn long() -> FakeWorld {
    let mut world = lived();
    let vendor = world.first();
    let exhibit = ExhibitId(uuid::Uuid::from_u128(0xA01));
    let taken = ExhibitTaken {
        exhibit,
        no: 1,
        title: "Signed agreement".to_owned(),
        kind: ExhibitKind::Agreement,
        sha256: Some(Digest::of(b"agreement")),
        file_name: Some("agreement.pdf".to_owned()),
        bytes: Some(9),
        held_elsewhere: None,
        dated: None,
        from: None,
        period_from: None,
        period_to: None,
        expires: None,
        obtained: None,
        reread_on: None,
        supersedes: None,
        links: vec![Link {
            subject: Subject::Vendor,
            question: "baa.executed".into(),
            pinpoint: None,
        }],
    };
    world.append(vendor, taken.into());
    let linked = Linked {
        exhibit,
        subject: Subject::Vendor,
        question: "ctrl.signin".into(),
        pinpoint: None,
    };
    let of = world.append(vendor, Change::Linked(linked)).id;
    world.append(vendor, Undone { of }.into());
    world
}

fn history() -> Screen {
    let mut screen = Screen::of(long());
    screen.keys("g h");
    screen
}

#[test]
fn the_newest_stands_first_and_each_event_says_what_was_and_is() {
    let mut screen = history();
    screen.shows("Vendors › Northwind Claims LLC › History").shows("8 events");
    let text = screen.text();
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in\n{text}"));
    assert!(place("Undo of 6") < place("(taken back) A-01 linked"));
    assert!(place("(taken back) A-01 linked") < place("baa.executed: Yes → No"));
    screen.keys("down down down");
    let told = screen.app.event_in_hand().unwrap();
    assert_eq!((told.seq, told.corrects), (4, Some(2)));
}

#[test]
fn what_is_said_about_an_event_names_its_people_its_reason_and_its_place_in_the_chain() {
    let mut screen = history();
    screen.keys("down down down tab");
    let event = screen.app.event_in_hand().unwrap();
    screen.shows("Before Yes").shows("After No").shows("Reason one signature is missing");
    screen.shows("Corrects 2").shows("Recorded 2026-11-22 10:42 by Dana Reyes");
    let (hash, before) = (event.hash.to_string(), event.prev.to_string());
    let seen = screen.text().replace(' ', "");
    assert!(seen.contains(&format!("Hash{hash}")), "{seen}");
    assert!(seen.contains(&format!("Follows3\nofhash{before}")), "{seen}");
    screen.keys("esc").shows("Undo of 6");
    screen.keys("down down tab").shows("Given by Omar Haddad");
    screen.shows("Present Omar Haddad, Lee Chen");
}

#[test]
fn it_is_looked_through_by_a_form_and_searched_by_words() {
    let mut screen = history();
    screen.keys("f").shows("Look through the history").types("ctrl.signin").keys("ctrl-s");
    // The link and its undo are about the question too.
    screen.shows("3 of 8 events").shows("Looked through by question ctrl.signin");
    screen.keys("f ctrl-a ctrl-k").types("ctrl.signim").keys("ctrl-s");
    screen
        .shows("did you mean ctrl.signin?")
        .keys("ctrl-a ctrl-k down down")
        .types("lee")
        .keys("ctrl-s");
    screen.shows("2 of 8 events").shows("person lee").shows("Interview with Omar Haddad, Lee Chen");
    screen.keys("f").keys("down down ctrl-a ctrl-k down down").types("2026-11-23").keys("ctrl-s");
    screen.shows("No event fits.").keys("f down down down down ctrl-a ctrl-k ctrl-s");
    screen
        .shows("8 events")
        .keys("/")
        .types("signature missing")
        .keys("enter")
        .shows("1 of 8 events");
    assert!(screen.requests().is_empty(), "looking records nothing");
}

#[test]
fn enter_leads_to_the_question_the_exhibit_and_back() {
    let mut screen = history();
    screen.keys("down down down enter").shows("Is a business associate agreement signed");
    screen.keys("H").shows("Looked through by question baa.executed").shows("3 of 8 events");
    screen.keys("esc esc").shows("8 events");
    screen.keys("up enter").shows("Signed agreement").shows("Northwind Claims LLC › Evidence");
    screen.keys("H").shows("Looked through by exhibit A-01");
    screen.keys("esc esc end").keys("enter").shows("Event 0 is about no question");
}

#[test]
fn a_correction_is_a_new_event_with_its_reason() {
    let mut screen = history();
    screen.keys("down down down R").shows("Correct baa.executed").shows("On file: No, recorded");
    screen.keys("ctrl-a ctrl-k").types("yes").keys("ctrl-s").shows("a correction needs a reason");
    screen
        .types("the page with both signatures was found")
        .keys("down")
        .types("Omar Haddad")
        .keys("ctrl-s");
    let Some(Request::Answer(answer)) = screen.requests().pop() else { panic!("an answer") };
    assert_eq!(answer.reason.as_deref(), Some("the page with both signatures was found"));
    assert_eq!(answer.given_by.as_deref(), Some("Omar Haddad"));
    assert!(matches!(answer.seen, Seen::Shown(Some(_))));
    screen.shows("saved").shows("9 events").keys("home tab");
    screen.shows("Corrects 4").shows("Reason the page with both signatures was found");
    screen.shows("Before No").shows("After Yes");
}

#[test]
fn a_correction_of_what_was_not_seen_is_not_recorded_and_can_be_tried_again() {
    let mut screen = Screen::of(lived());
    screen.keys("enter ctrl-s R").shows("Correct baa.executed");
    // Somebody else answers while the form is open.
    let vendor = screen.world.first();
    let theirs =
        AnswerSet::new(Subject::Vendor, "baa.executed".into(), 1, Reply::Value(Value::word("yes")));
    screen.world.append(vendor, Change::AnswerSet(theirs));
    screen
        .keys("down")
        .types("found it")
        .keys("ctrl-s")
        .shows("the question changed since it was shown");
    let events = screen.world.dossiers[&vendor].events.len();
    screen.keys("ctrl-s").shows("saved");
    assert_eq!(screen.world.dossiers[&vendor].events.len(), events + 1);
    // An open question has nothing to correct.
    screen.keys("right R").shows("there is no answer to correct");
}

#[test]
fn a_refused_correction_keeps_what_was_typed() {
    let mut screen = history();
    screen.keys("down down down R down").types("found it");
    screen.world.refuse = Some(Problem::world("the disk is full").safe("8 events are on disk"));
    screen.keys("ctrl-s").shows("the disk is full").shows("found it");
    screen.keys("ctrl-s").shows("saved");
}

#[test]
fn r22_undo_says_what_corrects_an_older_answer() {
    let mut world = lived();
    world.account = proofbook::domain::id::AccountId::from_user_name("lee");
    let mut screen = Screen::of(world);
    screen.keys("g h u").shows("You have recorded nothing today that can be taken back");
    screen.shows("R corrects an older answer, with a reason");
}
