//! Every screen as it is drawn: at 80x24 and 120x36 in mono, some at 60x16 and in color, and with hostile names.

use proofbook::domain::event::{AnswerSet, Change, GapOwned, Subject};
use proofbook::domain::value::{Reply, ReplyState, Value};
use proofbook::domain::vendor::Tier;
use proofbook::questionnaires::builtin;
use proofbook::tui::look::{Look, Signs, Theme};
use ratatui::style::Color;

use crate::support::screen::{styled, text_of};
use crate::support::{FakeWorld, Screen};

/// Three vendors in different states, the first of them half interviewed.
pub(crate) fn clinic() -> FakeWorld {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    let vendor = world.first();
    world.add("Bluebird Telehealth", Some(Tier::Critical));
    world.add("Juniper Shredding", None);
    let mut answer = |question: &str, reply: Reply, note: Option<&str>| {
        let mut set = AnswerSet::new(Subject::Vendor, question.into(), 1, reply);
        set.note = note.map(str::to_owned);
        world.append(vendor, Change::AnswerSet(set));
    };
    answer(
        "baa.executed",
        Reply::Value(Value::word("no")),
        Some("Sent to them in October; not back yet."),
    );
    answer("baa.reviewed", Reply::Value(Value::word("2023-06-30")), None);
    let shared = "Two lab stations at the Dayton site share the login \"frontdesk\".\nVendor says retired by 2026-12-15; ticket SEC-1182.";
    answer("ctrl.signin", Reply::Value(Value::word("except")), Some(shared));
    answer("notice.hours", Reply::State(ReplyState::Unknown), None);
    let owned = GapOwned {
        subject: Subject::Vendor,
        question: "baa.executed".into(),
        owner: "legal".to_owned(),
        fix_by: Some("2026-12-04".parse().unwrap()),
    };
    world.append(vendor, owned.into());
    world
}

fn at(keys: &str) -> Screen {
    let mut screen = Screen::of(clinic());
    screen.keys("down down").keys(keys);
    screen
}

/// The first contradiction of a vendor with several, before the shipped questions.
fn contradicted() -> Screen {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    world.bank = builtin::bank().unwrap();
    let vendor = world.first();
    for event in crate::rules::contradictions::contradicted().events.into_iter().skip(1) {
        world.append(vendor, event.change);
    }
    let mut screen = Screen::of(world);
    screen.keys("g a end").keys(&["up"; 13].join(" "));
    screen
}

/// An interview at the question on sign-ins, the form closed.
fn signin() -> Screen {
    at("enter ctrl-s } ")
}

fn with_exhibits() -> Screen {
    let mut screen = at("g e");
    screen
        .keys("a")
        .types("/home/dana/Documents/agreement.pdf")
        .keys("down")
        .types("Business associate agreement");
    screen
        .keys("down down")
        .types("2025-03-14")
        .keys("down down down")
        .types("baa.executed")
        .keys("down")
        .types("4")
        .keys("ctrl-s");
    screen
        .keys("a")
        .types("/home/dana/soc2.pdf")
        .keys("down")
        .types("SOC 2 Type II report")
        .keys("down 2")
        .keys("down down");
    screen.types("2026-06-30").keys("down down").types("ctrl.signin").keys("ctrl-s down");
    screen
}

macro_rules! frames {
    ($($name:ident: $screen:expr;)*) => {$(
        #[test]
        fn $name() {
            let screen = $screen;
            insta::assert_snapshot!(concat!(stringify!($name), "_80x24"), styled(&screen.buffer(80, 24)));
            insta::assert_snapshot!(concat!(stringify!($name), "_120x36"), styled(&screen.buffer(120, 36)));
        }
    )*};
}

frames! {
    first_start: Screen::first_start();
    no_vendor: Screen::of(FakeWorld::default());
    dashboard: at("");
    who_answers: at("enter");
    interview: signin();
    interview_list: { let mut screen = signin(); screen.keys("tab"); screen };
    interview_why: { let mut screen = signin(); screen.keys("b"); screen };
    interview_summed_up: { let mut screen = signin(); screen.keys("z"); screen };
    interview_note: { let mut screen = signin(); screen.keys("i").types(" And more."); screen };
    interview_many: { let mut screen = signin(); screen.keys("right 1 3 down"); screen };
    interview_typed: { let mut screen = signin(); screen.keys("} }").types("48"); screen };
    unknown: { let mut screen = signin(); screen.keys("w").types("Lee"); screen };
    evidence: with_exhibits();
    no_evidence: at("g e");
    attach: { let mut screen = at("g e a"); screen.types("/home/dana/Documents/a").keys("tab"); screen };
    gaps: at("g a");
    contradictions: contradicted();
    contradictions_found: { let mut screen = contradicted(); screen.keys("/").types("clause").keys("enter"); screen };
    accept_gap: at("g a A");
    follow_ups: { let mut screen = signin(); screen.keys("w").types("Lee").keys("enter").types("2026-11-20").keys("enter g f"); screen };
    follow_ups_of_all: { let mut screen = signin(); screen.keys("w").types("Lee").keys("enter").types("2026-11-20").keys("enter g f f"); screen };
    deadlines: { let mut screen = signin(); screen.keys("w").types("Lee").keys("enter").types("2026-11-20").keys("enter g t"); screen };
    deadlines_of_all: at("g t down");
    no_deadlines: { let mut screen = Screen::of(FakeWorld::with_vendor("Northwind Claims LLC")); screen.keys("g t"); screen };
    profile: { let mut screen = at("g p"); screen.keys("down down down down"); screen };
    profile_change: { let mut screen = at("g p"); screen.keys("down down down down enter").types("Claims"); screen };
    report: { let mut screen = at("r"); screen.keys("down down down"); screen };
    sign_off: { let mut screen = at("r"); screen.keys("ctrl-p").types("sign off").keys("enter"); screen };
    help: { let mut screen = signin(); screen.keys("?"); screen };
    palette: { let mut screen = signin(); screen.keys("ctrl-p").types("rep"); screen };
    confirm: { let mut screen = at("ctrl-p"); screen.types("retire the").keys("enter"); screen };
    problem: {
        let mut screen = signin();
        screen.world.refuse = Some(proofbook::problem::Problem::world("could not record the answer to ctrl.signin")
            .cause("writing journal.jsonl: no space left on device")
            .safe("411 events are on disk and verified; the text you typed is still in the field")
            .next("free some space and press the key again"));
        screen.keys("1 f1");
        screen
    };
    prefix: at("g");
}

#[test]
fn the_smallest_window_shows_every_part() {
    let at_smallest = |screen: &Screen| text_of(&screen.buffer(60, 16));
    insta::assert_snapshot!("dashboard_60x16", at_smallest(&at("")));
    insta::assert_snapshot!("interview_60x16", at_smallest(&signin()));
    insta::assert_snapshot!("interview_note_60x16", at_smallest(signin().keys("i")));
    insta::assert_snapshot!("gaps_60x16", at_smallest(&at("g a")));
    insta::assert_snapshot!("evidence_60x16", at_smallest(&with_exhibits()));
    insta::assert_snapshot!("profile_60x16", at_smallest(&at("g p")));
    insta::assert_snapshot!("attach_60x16", at_smallest(&at("g e a")));
    insta::assert_snapshot!("report_60x16", at_smallest(&at("r")));
    insta::assert_snapshot!("first_start_60x16", at_smallest(&Screen::first_start()));
    insta::assert_snapshot!("help_60x16", at_smallest(at("").keys("?")));
}

#[test]
fn a_window_that_is_too_small_says_so() {
    let screen = at("");
    insta::assert_snapshot!(text_of(&screen.buffer(40, 10)), @r"
    Make the window larger: 60 by 16 at
    least, now 40 by 10.
    ");
    for (width, height) in [(1, 1), (59, 16), (60, 15), (3, 40)] {
        screen.buffer(width, height);
    }
}

#[test]
fn color_repeats_what_the_words_say() {
    let dark = Look::new(Theme::Dark, Signs::Unicode);
    insta::assert_snapshot!("interview_dark", styled(&signin().buffer_in(80, 24, dark)));
    insta::assert_snapshot!("dashboard_dark", styled(&at("").buffer_in(80, 24, dark)));
    // Without their styles the two themes are the same text.
    for screen in [signin(), at(""), at("g a"), with_exhibits()] {
        assert_eq!(text_of(&screen.buffer(80, 24)), text_of(&screen.buffer_in(80, 24, dark)));
    }
}

#[test]
fn mono_frames_have_no_color_and_a_visible_focus() {
    let others =
        ["", "g a", "ctrl-p", "enter", "r tab", "g o", "g o enter"].map(|keys| Box::new(at(keys)));
    for screen in others.into_iter().chain([signin(), with_exhibits()].map(Box::new)) {
        let buffer = screen.buffer(80, 24);
        assert!(
            buffer.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset)
        );
        let styles = styled(&buffer);
        assert!(
            styles.contains("reverse") || styles.contains("underline"),
            "no focus in\n{styles}"
        );
        assert!(screen.cursor(80, 24).is_some(), "no cursor in\n{styles}");
    }
}

#[test]
fn in_ascii_every_cell_is_ascii() {
    let ascii = Look::new(Theme::Mono, Signs::Ascii);
    for keys in [None, Some(""), Some("ctrl-p"), Some("g a A"), Some("g o")] {
        let screen = keys.map_or_else(signin, at);
        let text = text_of(&screen.buffer_in(80, 24, ascii));
        assert!(text.is_ascii(), "{text}");
    }
    insta::assert_snapshot!("interview_ascii", text_of(&signin().buffer_in(80, 24, ascii)));
}

#[test]
fn hostile_names_are_shown_and_do_nothing() {
    let mut world = FakeWorld::default();
    let long = "A very long name ".repeat(18);
    for name in [
        "\u{1b}[2J\u{1b}]0;owned\u{7}Evil Corp",
        "invoice\u{202e}fdp.exe",
        "日本医療クラウド株式会社と長い名前の会社",
        "👩‍⚕️ Care 🏥 Cloud",
        "e\u{301}clair\u{0}",
        long.trim(),
    ] {
        world.add(name, None);
    }
    let mut screen = Screen::of(world);
    insta::assert_snapshot!("hostile_80x24", text_of(&screen.buffer(80, 24)));
    for _ in 0..6 {
        screen.keys("enter ctrl-s");
        for (width, height) in [(60, 16), (80, 24), (120, 36)] {
            let buffer = screen.buffer(width, height);
            let hidden = |c: char| proofbook::text::is_hidden(c);
            assert!(buffer.content.iter().all(|cell| !cell.symbol().chars().any(hidden)));
        }
        screen.keys("esc down");
    }
}

#[test]
fn the_sample_says_so_in_every_frame() {
    let mut world = clinic();
    world.kind = proofbook::app::state::StoreKind::Sample(world.today);
    let mut screen = Screen::of(world);
    for keys in [
        "",
        "enter",
        "ctrl-s",
        "i",
        "esc g e",
        "a",
        "esc g a",
        "A",
        "esc g f",
        "g r",
        "?",
        "esc ctrl-p",
    ] {
        screen.keys(keys);
        for (width, height) in [(60, 16), (80, 24), (120, 36)] {
            let text = text_of(&screen.buffer(width, height));
            assert!(text.contains("SAMPLE"), "after '{keys}' at {width}x{height}:\n{text}");
        }
    }
}

#[test]
fn a_contradiction_leads_to_its_answer_and_has_no_owner() {
    let mut screen = contradicted();
    screen
        .shows("What collides: PHI before an agreement")
        .keys("o")
        .shows("no gap is under the cursor");
    screen.keys("A").shows("no gap is under the cursor").keys("enter").shows("baa.before_phi");
    let mut screen = contradicted();
    screen.keys("up").shows("Why this is a gap").keys("o").shows("Owner of the gap");
    let mut screen = contradicted();
    screen.keys("end enter").shows("No question belongs to this row");
}
