//! Marked rows: what is done to several at once, and what is said when part of it is refused.

use proofbook::app::screen::marks::Mark;
use proofbook::domain::dossier::FollowUpOnFile;
use proofbook::domain::event::{AnswerSet, Change, FollowUp, GapOwned, Subject};
use proofbook::domain::id::{FollowUpId, VendorId};
use proofbook::domain::request::Request;
use proofbook::domain::value::{Reply, ReplyState, Value};
use proofbook::problem::Problem;

use crate::support::{FakeWorld, Screen};

/// A vendor with three gaps.
fn with_gaps() -> FakeWorld {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    let vendor = world.first();
    for question in ["baa.executed", "ctrl.signin"] {
        let set =
            AnswerSet::new(Subject::Vendor, question.into(), 1, Reply::Value(Value::word("no")));
        world.append(vendor, Change::AnswerSet(set));
    }
    unknown(&mut world, vendor, "notice.hours", 1, "Rosa Diaz");
    world
}

fn unknown(world: &mut FakeWorld, vendor: VendorId, question: &str, no: u128, owner: &str) {
    let reply = Reply::State(ReplyState::Unknown);
    let mut set = AnswerSet::new(Subject::Vendor, question.into(), 1, reply);
    let id = FollowUpId(uuid::Uuid::from_u128(no));
    set.follow_up =
        Some(FollowUp { id, owner: owner.to_owned(), due: "2026-12-04".parse().unwrap() });
    world.append(vendor, Change::AnswerSet(set));
}

/// Two vendors, of whom Rosa Diaz finds out two things and Omar Haddad one.
fn with_follow_ups() -> FakeWorld {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    let first = world.first();
    let second = world.add("Bluebird Telehealth", None);
    unknown(&mut world, first, "notice.hours", 1, "Rosa Diaz");
    unknown(&mut world, second, "notice.hours", 2, "rosa diaz");
    unknown(&mut world, second, "ctrl.signin", 3, "Omar Haddad");
    world
}

fn owners(screen: &Screen) -> Vec<String> {
    let all = screen.world.dossiers.values().flat_map(|dossier| dossier.follow_ups.iter());
    let mut owners: Vec<String> = all.map(|one| one.follow_up.owner.clone()).collect();
    owners.sort();
    owners
}

fn owned(screen: &Screen) -> Vec<(String, String)> {
    let changes = screen.world.dossiers[&screen.world.first()].events.iter();
    let owned = changes.filter_map(|event| match &event.change {
        Change::GapOwned(GapOwned { question, owner, .. }) => {
            Some((question.to_string(), owner.clone()))
        }
        _ => None,
    });
    owned.collect()
}

#[test]
fn several_gaps_get_one_owner_in_one_request() {
    let mut screen = Screen::of(with_gaps());
    screen.keys("g a space").shows("1 row is marked").keys("space").shows("2 rows are marked");
    screen.shows("2 marked · 3 gaps").shows("* ");
    screen.keys("o").shows("Owner of 2 gaps").types("Legal").keys("ctrl-s");
    assert_eq!(owned(&screen).len(), 2, "{:?}", owned(&screen));
    assert!(owned(&screen).iter().all(|(_, owner)| owner == "Legal"));
    assert!(matches!(screen.requests()[..], [Request::Together(_)]));
    screen.shows("and 1 more like it");
    assert_eq!(screen.app.marked(), [], "what is done is marked no longer");
}

#[test]
fn a_mark_stays_on_its_gap_whatever_is_searched_for() {
    let mut screen = Screen::of(with_gaps());
    screen.keys("g a end space");
    let marked = screen.app.marked();
    let [Mark::Gap(asked)] = &marked[..] else { panic!("{marked:?}") };
    let other = ["baa.executed", "ctrl.signin", "notice.hours"]
        .into_iter()
        .find(|id| *id != asked.question.as_str());
    screen.keys("/").types(other.unwrap()).keys("enter");
    assert_eq!(screen.app.marked(), [], "what is not in view is not worked on unseen");
    screen.keys("esc");
    assert_eq!(screen.app.marked(), marked);
    screen.keys("up space");
    assert_eq!(screen.app.marked().len(), 2);
    screen.keys("end space");
    assert_eq!(screen.app.marked().len(), 1, "a second press takes a mark away");
}

#[test]
fn without_marks_the_row_under_the_cursor_is_meant() {
    let mut screen = Screen::of(with_gaps());
    screen.keys("g a o").shows("Owner of the gap").types("Legal").keys("ctrl-s");
    assert_eq!(owned(&screen).len(), 1);
    assert!(matches!(screen.requests()[..], [Request::OwnGap { .. }]));
}

#[test]
fn an_exhibit_is_linked_to_every_marked_gap() {
    let mut screen = Screen::of(with_gaps());
    screen.keys("g e a").types("/home/dana/Documents/agreement.pdf").keys("ctrl-s esc");
    screen.keys("g a space space l").shows("Link an exhibit").keys("ctrl-s");
    let dossier = &screen.world.dossiers[&screen.world.first()];
    let links = dossier.exhibits.values().map(|one| one.links.len());
    assert_eq!(links.collect::<Vec<_>>(), [2]);
    assert_eq!(screen.app.marked(), []);
}

#[test]
fn a_leavers_follow_ups_go_to_another_over_all_vendors() {
    let mut screen = Screen::of(with_follow_ups());
    screen.keys("g f f").shows("Rosa Diaz");
    screen.keys("end").shows("Omar Haddad").keys("home");
    let rosa = screen.app.shown_follow_ups();
    let at = rosa.iter().position(|of| of.one.follow_up.owner.starts_with(['R', 'r'])).unwrap();
    screen.keys(&["down"].repeat(at).join(" "));
    screen.keys("*").shows("2 rows are marked").keys("o").shows("Hand 2 follow-ups");
    screen.types("Priya Nair").keys("ctrl-s").shows("2 follow-ups handed to Priya Nair");
    assert_eq!(owners(&screen), ["Omar Haddad", "Priya Nair", "Priya Nair"]);
    let days = screen.world.dossiers.values().flat_map(|dossier| dossier.follow_ups.iter());
    assert!(days.clone().all(|one| one.follow_up.due.to_string() == "2026-12-04"));
    assert!(days.clone().all(FollowUpOnFile::is_open), "the questions stay as they are answered");
}

#[test]
fn what_is_refused_halfway_says_what_was_done_before() {
    let mut screen = Screen::of(with_follow_ups());
    screen.keys("g f f home");
    let rosa = screen.app.shown_follow_ups();
    let at = rosa.iter().position(|of| of.one.follow_up.owner.starts_with(['R', 'r'])).unwrap();
    screen.keys(&["down"].repeat(at).join(" ")).keys("* o").types("Priya Nair");
    screen.world.granted = 1;
    screen.world.refuse = Some(Problem::world("the disk is full"));
    screen.keys("ctrl-s").shows("The disk is full").keys("f1");
    screen.shows("1 of 2 vendors were recorded before that");
    let handed = owners(&screen).iter().filter(|owner| *owner == "Priya Nair").count();
    assert_eq!(handed, 1);
}

#[test]
fn a_past_day_marks_nothing() {
    let mut screen = Screen::of(with_gaps());
    screen.keys("g a @").types("2026-11-22").keys("ctrl-s space");
    assert_eq!(screen.app.marked(), []);
}
