//! Work beside the screens, as the screens show it: nothing takes a form, a place or a letter away from whoever types meanwhile.

use proofbook::app::effect::Effect;
use proofbook::app::message::Message;
use proofbook::app::working::{Pace, Work, WorkId};
use proofbook::domain::event::{AnswerSet, Subject};
use proofbook::domain::value::{Reply, Value};
use proofbook::problem::{Doubt, Problem};
use proofbook::progress::Canceled;

use crate::support::screen::text_of;
use crate::support::{FakeWorld, Screen};

/// An interview whose report is being written beside it.
fn writing() -> Screen {
    let mut screen = Screen::interview();
    screen.world.beside = Some(0);
    screen.keys("r p ctrl-s");
    screen
}

fn reached(done: usize, of: usize) -> Message {
    let doing = "Writing pages".to_owned();
    Message::Work(Work::Reached { id: WorkId(1), doing, done, of })
}

fn ended(results: Vec<Message>) -> Message {
    Message::Work(Work::Ended { id: WorkId(1), results })
}

fn written() -> Message {
    ended(vec![Message::ReportWritten { path: "/home/dana/report.pdf".into() }])
}

fn stops(screen: &Screen) -> Vec<&Effect> {
    let stops = screen.world.effects.iter().filter(|one| matches!(one, Effect::StopWork(_)));
    stops.collect()
}

#[test]
fn what_is_written_is_said_in_words_and_the_form_gives_way_at_once() {
    let mut screen = writing();
    screen.shows("writing · internal edition").shows("Writing the report. ctrl-x stops it.");
    assert!(screen.app.overlay.is_none());
    screen.tell(reached(12, 58));
    screen.shows("Writing the report: writing pages, 12 of 58. ctrl-x stops it.");
    screen.tell(written()).shows("The report is in /home/dana/report.pdf");
    assert!(!screen.text().contains("writing · internal"), "{}", screen.text());
    // The path that was typed was used, so it is not offered as something left over.
    screen.keys("p");
    assert!(!screen.text().contains("What you typed here before"), "{}", screen.text());
}

#[test]
fn the_words_fit_the_smallest_window() {
    let mut screen = writing();
    screen.tell(reached(1_200, 5_800));
    for (width, height) in [(60, 16), (80, 24), (120, 36)] {
        let text = text_of(&screen.buffer(width, height));
        let said: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '─').collect();
        let said = said.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        assert!(said.contains("writing pages, 1,200 of 5,800. ctrl-x stops it."), "{text}");
        assert!(text.lines().next().unwrap().contains("writing"), "{text}");
    }
}

#[test]
fn without_motion_the_words_stand_still() {
    let mut screen = Screen::interview();
    screen.app.working.pace = Pace::Still;
    screen.world.beside = Some(0);
    screen.keys("r p ctrl-s").shows("Writing the report. ctrl-x stops it.");
    let before = screen.text();
    screen.tell(reached(12, 58));
    assert_eq!(screen.text(), before);
}

#[test]
fn whoever_types_meanwhile_keeps_their_field_and_every_letter() {
    let mut screen = writing();
    screen.keys("g i esc i").types("Decided by ");
    screen.tell(reached(1, 2)).types("legal ");
    screen.tell(written()).types("in March.");
    screen.shows("Decided by legal in March.").shows("The report is in");
    screen.keys("ctrl-s").shows("Note, typed and not recorded yet: Decided by legal in March.");
    // A form that is not the one of the work stays open, too.
    let mut screen = writing();
    screen.keys("g i esc w").types("Omar");
    screen.tell(written()).types(" Haddad").shows("Who finds out Omar Haddad");
}

#[test]
fn what_was_not_written_says_what_to_do_and_keeps_the_path() {
    let mut screen = writing();
    let full = Problem::world("the report was not written: the disk is full")
        .safe("no half file was left")
        .next("choose another place");
    screen.keys("g i esc i").types("x");
    screen.tell(ended(vec![Message::Refused(full)])).types("y");
    screen.shows("The report was not written: the disk is full. f1 says what to do.").shows("xy");
    screen.keys("f1").shows("Safe: no half file was left").shows("choose another place");
    screen.keys("esc ctrl-s g r p").shows("What you typed here before is still in the form.");
}

#[test]
fn ctrl_x_stops_it_from_within_a_field_and_esc_does_not() {
    let mut screen = writing();
    screen.keys("g i esc i").types("typed");
    assert_eq!(stops(&screen), [] as [&Effect; 0]);
    screen.keys("ctrl-x").types(" on").shows("typed on").shows("Stopping: writing the report.");
    assert_eq!(stops(&screen), [&Effect::StopWork(WorkId(1))]);
    let stopped = Problem::canceled(Canceled);
    screen.tell(ended(vec![Message::Refused(stopped)])).shows(
        "Stopped: writing the report. Nothing of it was left, and everything is as it was before.",
    );
    screen.keys("ctrl-x").shows("Nothing is written, verified or imported now.").shows("typed on");
    assert_eq!(stops(&screen).len(), 1);
}

#[test]
fn stopped_a_moment_too_late_it_still_says_where_the_file_is() {
    let mut screen = writing();
    screen.tell(written()).keys("ctrl-x").shows("The report is in /home/dana/report.pdf");
}

#[test]
fn what_is_asked_for_meanwhile_follows_and_says_so() {
    let mut screen = writing();
    let follows = "Writing the report is still under way; writing the report follows it.";
    screen.keys("p ctrl-s").shows(follows).keys("p ctrl-s").shows(follows);
    screen.keys("j").shows("Writing the report. 2 more after it. ctrl-x stops it.");
    screen.tell(written());
    screen.keys("j").shows("Writing the report. 1 more after it. ctrl-x stops it.");
}

#[test]
fn a_question_that_comes_of_it_waits_until_nothing_is_typed() {
    let mut screen = Screen::of(FakeWorld::with_vendor("Northwind Claims LLC"));
    screen.world.beside = Some(0);
    screen.keys("ctrl-p").types("Import a list").keys("enter").types("/tmp/list.csv");
    screen.keys("ctrl-s").shows("Reading the list of vendors.");
    screen.keys("n").types("Harbor");
    let sure_of = vec![Doubt::PatientData];
    let then = Effect::CheckList { path: "/tmp/list.csv".into(), sure_of };
    let problem = Problem::wrong_use("row 3 looks like a patient's number");
    let doubted = Message::Doubted { problem, then: Box::new(then.clone()) };
    screen.tell(ended(vec![doubted])).types(" Imaging");
    screen.shows("Reading the list of vendors: there is a question.").shows("Harbor Imaging");
    screen.keys("esc").shows("Are you sure?").shows("Row 3 looks like a patient's number.");
    // The safe button has the focus, so that a stray enter records nothing.
    screen.keys("tab enter");
    assert_eq!(screen.world.effects.last(), Some(&then));
    screen.keys("n").shows("Harbor Imaging");
}

#[test]
fn a_list_is_imported_after_its_rows_were_told_and_a_yes() {
    let mut screen = Screen::of(FakeWorld::with_vendor("Northwind Claims LLC"));
    screen.keys("ctrl-p").types("Import a list").keys("enter").shows("Nothing is recorded without");
    screen.types("/tmp/list.csv").keys("ctrl-s");
    screen.shows("Import the list?").shows("/tmp/list.csv adds 2 vendors.");
    screen.keys("tab enter").shows("saved: 2 vendors added from the list").shows("Harbor Imaging");
}

#[test]
fn what_others_recorded_is_said_in_words_and_the_question_stays_where_it_is() {
    let mut screen = Screen::interview();
    let vendor = screen.world.first();
    let no = Reply::Value(Value::word("no"));
    let set = AnswerSet::new(Subject::Vendor, "baa.executed".into(), 1, no);
    let mut event = screen.world.append(vendor, set.into());
    event.by = proofbook::domain::id::AccountId::from_user_name("omar");
    let at = screen.app.interview().unwrap().at.clone();
    screen.tell(Message::ChangedElsewhere { vendor, events: vec![event] });
    screen.shows("omar, meanwhile: baa.executed answered");
    assert_eq!(screen.app.interview().unwrap().at, at);
}

#[test]
fn coming_back_looks_for_what_others_recorded_unless_a_past_day_is_seen() {
    let mut screen = Screen::interview();
    let looks = |screen: &Screen| {
        screen.world.effects.iter().filter(|one| **one == Effect::Refresh).count()
    };
    let before = looks(&screen);
    screen.tell(Message::Returned);
    assert_eq!(looks(&screen), before + 1);
}
