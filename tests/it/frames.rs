//! Every screen and everything that lies over one, from one table: at three sizes, in every theme and in ASCII, over records that are
//! empty, full, and full of names that are long, wide, combined, right to left or joined. A new screen is one line here.

use std::fmt::Write as _;

use proofbook::app::screen::Screen as Seen;
use proofbook::domain::event::{
    AnswerSet, Change, ExhibitKind, ExhibitTaken, FollowUp, GapOwned, InterviewOpened, Link,
    RecordSet, Subject,
};
use proofbook::domain::id::{Digest, ExhibitId, FollowUpId, RecordId};
use proofbook::domain::register::RegisterKind;
use proofbook::domain::value::{Reply, ReplyState, Value};
use proofbook::domain::vendor::Tier;
use proofbook::problem::Problem;
use proofbook::text::width;
use proofbook::tui::look::{Look, Signs, Theme};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use uuid::Uuid;

use crate::support::clocks::{PRESS, incident, rules};
use crate::support::screen::{looks, text_of};
use crate::support::{FakeWorld, Screen};

/// From the list of vendors, with the cursor on the vendor, to a screen.
type Way = fn(&mut Screen) -> &mut Screen;

/// Every screen and overlay, by its name: how it is reached.
const SCREENS: &[(&str, Way)] = &[
    ("dashboard", |s| s),
    ("dashboard_search", |s| s.keys("/").types("b")),
    ("add_vendor", |s| s.keys("n")),
    ("portfolio_form", |s| s.keys("P")),
    ("follows_g", |s| s.keys("g")),
    ("palette", |s| s.keys("ctrl-p").types("re")),
    ("help", |s| s.keys("?")),
    ("tier_form", |s| s.keys("ctrl-p").types("set the tier").keys("enter")),
    ("confirm_retire", |s| s.keys("ctrl-p").types("retire the").keys("enter")),
    ("who_answers", |s| s.keys("enter")),
    ("interview", |s| s.keys("enter ctrl-s")),
    ("interview_list", |s| s.keys("enter ctrl-s tab")),
    ("interview_why", |s| s.keys("enter ctrl-s b")),
    ("interview_note", |s| s.keys("enter ctrl-s i")),
    ("interview_typed", |s| s.keys("enter ctrl-s } } }").types("48")),
    ("interview_summed_up", |s| s.keys("enter ctrl-s z")),
    ("unknown_form", |s| s.keys("enter ctrl-s w")),
    ("not_applicable_form", |s| s.keys("enter ctrl-s -")),
    ("problem", |s| {
        s.keys("enter ctrl-s { { {");
        s.world.refuse = Some(
            Problem::world("could not record the answer to baa.executed")
                .cause("writing journal.jsonl: no space left on device")
                .safe("everything recorded before is on disk")
                .next("free some space and press the key again"),
        );
        s.keys("1 f1")
    }),
    ("evidence", |s| s.keys("g e")),
    ("attach_form", |s| s.keys("g e a")),
    ("change_exhibit_form", |s| s.keys("g e c")),
    ("link_form", |s| s.keys("g e l")),
    ("gaps", |s| s.keys("g a")),
    ("own_gap_form", |s| s.keys("g a o")),
    ("accept_gap_form", |s| s.keys("g a A")),
    ("cycle", |s| s.keys("g c")),
    ("open_cycle_form", |s| s.keys("g c n")),
    ("agreements", |s| s.keys("g s")),
    ("agreement_form", |s| s.keys("g s enter")),
    ("audits", |s| s.keys("g s tab tab")),
    ("incidents", |s| s.keys("g n")),
    ("incident_form", |s| s.keys("g n e")),
    ("clocks", |s| s.keys("g n enter")),
    ("clock", |s| s.keys("g n enter enter")),
    ("line_of_time", |s| s.keys("g n enter tab tab")),
    ("what_if", |s| s.keys("g n enter d right")),
    ("mark_sent_form", |s| s.keys("g n enter m")),
    ("follow_ups", |s| s.keys("g e g f")),
    ("follow_ups_of_all", |s| s.keys("g e g f f")),
    ("deadlines", |s| s.keys("g e g t")),
    ("deadlines_of_all", |s| s.keys("g t")),
    ("inquiries", |s| s.keys("g q")),
    ("inquiry_form", |s| s.keys("g q n")),
    ("request_form", |s| s.keys("g q C")),
    ("profile", |s| s.keys("g p")),
    ("profile_form", |s| s.keys("g p enter")),
    ("report", |s| s.keys("r")),
    ("report_contents", |s| s.keys("r tab")),
    ("report_form", |s| s.keys("r p")),
    ("other_reports", |s| s.keys("r K")),
    ("binder_form", |s| s.keys("r B")),
    ("sign_off_form", |s| s.keys("r ctrl-p").types("sign off").keys("enter")),
    ("organization", |s| s.keys("g o")),
    ("organization_form", |s| s.keys("g o enter")),
    ("history", |s| s.keys("g h")),
    ("event", |s| s.keys("g h tab")),
    ("history_filter", |s| s.keys("g h f")),
    ("as_of_form", |s| s.keys("g h @")),
    ("past", |s| s.keys("g h @ ctrl-a ctrl-k").types("2026-11-22").keys("enter")),
    ("later", |s| s.keys("g h @ ctrl-a ctrl-k").types("2026-11-22").keys("enter L")),
    ("compare_form", |s| s.keys("g h =")),
    ("comparison", |s| s.keys("g h = ctrl-a ctrl-k").types("2026-11-22").keys("ctrl-s")),
    ("settings", |s| s.keys("g , down down")),
    ("setting_form", |s| s.keys("g , enter right")),
    ("setting_account_form", |s| s.keys("g , end up up enter")),
];

/// What is read and not moved over by row: only the terminal's cursor says where one is, since nothing there can be chosen.
const READ: &[&str] = &[
    "event",
    "clock",
    "line_of_time",
    "interview_note",
    "interview_why",
    "interview_summed_up",
    "problem",
    "report",
];

/// What is a screen of its own where nothing is on file yet.
const EMPTY: &[&str] = &[
    "dashboard",
    "evidence",
    "gaps",
    "cycle",
    "agreements",
    "incidents",
    "follow_ups",
    "follow_ups_of_all",
    "deadlines",
    "inquiries",
    "organization",
    "history",
    "later",
    "comparison",
];

const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (120, 36)];

/// What a record holds.
#[derive(Clone, Copy, PartialEq)]
enum Holds<'a> {
    /// A vendor and nothing about it.
    Nothing,
    /// Something of everything, in these words.
    Everything(&'a str),
}

fn record(kind: RegisterKind, number: u128, fields: &[(&str, &str)]) -> Change {
    let read = |(name, typed): &(&str, &str)| {
        let field = kind.field(name).unwrap();
        let value = field.read(typed, "2026-11-22".parse().unwrap()).unwrap().unwrap();
        ((*name).to_owned(), value)
    };
    Change::RecordSet(RecordSet {
        register: kind.word().to_owned(),
        record: RecordId(Uuid::from_u128(0xa0_0000 + number)),
        fields: fields.iter().map(read).collect(),
        exhibits: Vec::new(),
        supersedes: None,
        ends: None,
    })
}

/// Answers with notes, of which one is to be found out.
fn answer(world: &mut FakeWorld, words: &str) {
    let vendor = world.first();
    let opened = InterviewOpened {
        incident: None,
        questionnaire: "core".to_owned(),
        present: vec![words.to_owned()],
        role: None,
    };
    world.append(vendor, opened.into());
    for (question, reply) in [
        ("baa.executed", Reply::Value(Value::word("no"))),
        ("ctrl.signin", Reply::Value(Value::word("except"))),
        ("notice.hours", Reply::State(ReplyState::Unknown)),
    ] {
        let mut set = AnswerSet::new(Subject::Vendor, question.into(), 1, reply);
        set.note = Some(words.to_owned());
        set.given_by = Some(words.to_owned());
        set.follow_up = (question == "notice.hours").then(|| FollowUp {
            id: FollowUpId(Uuid::from_u128(0xf0)),
            owner: words.to_owned(),
            due: "2026-11-27".parse().unwrap(),
        });
        world.append(vendor, Change::AnswerSet(set));
    }
    let owned = GapOwned {
        subject: Subject::Vendor,
        question: "baa.executed".into(),
        owner: words.to_owned(),
        fix_by: Some("2026-12-04".parse().unwrap()),
    };
    world.append(vendor, owned.into());
}

fn exhibit(words: &str) -> ExhibitTaken {
    ExhibitTaken {
        exhibit: ExhibitId(Uuid::from_u128(0xe0)),
        no: 1,
        title: words.to_owned(),
        kind: ExhibitKind::AuditReport,
        sha256: Some(Digest::of(b"soc2")),
        file_name: Some(words.to_owned()),
        bytes: Some(2_048),
        held_elsewhere: None,
        dated: None,
        from: None,
        period_from: None,
        period_to: Some("2026-06-30".parse().unwrap()),
        expires: Some("2026-12-31".parse().unwrap()),
        obtained: None,
        reread_on: None,
        supersedes: None,
        links: vec![Link {
            subject: Subject::Vendor,
            question: "ctrl.signin".into(),
            pinpoint: None,
        }],
    }
}

/// The list of vendors over a record, with the cursor on the vendor in question.
fn vendors(holds: Holds<'_>) -> Screen {
    let mut world = FakeWorld::default();
    let mut bank = (*world.bank).clone();
    bank.clocks = rules();
    world.bank = bank.into();
    let name = match holds {
        Holds::Nothing => "Northwind Claims LLC",
        Holds::Everything(words) => words,
    };
    let vendor = world.add(name, Some(Tier::High));
    if let Holds::Everything(words) = holds {
        world.add("Bluebird Telehealth", Some(Tier::Critical));
        world.add("Juniper Shredding", None);
        world.organization.fields.insert("name".to_owned(), Value::word(words));
        answer(&mut world, words);
        world.append(vendor, exhibit(words).into());
        let agreement = [("kind", "baa"), ("title", words), ("effective", "2025-12-01")];
        world.append(vendor, record(RegisterKind::Agreements, 1, &agreement));
        let mut told = PRESS;
        told[0].1 = words;
        world.append(vendor, incident(1, &told));
    }
    let mut screen = Screen::of(world);
    if let Holds::Everything(words) = holds {
        let at = |screen: &mut Screen| {
            let Some(Seen::Dashboard(dashboard)) = screen.app.screens.first_mut() else { return };
            let store = screen.app.store.as_ref().unwrap();
            dashboard.rows.at =
                dashboard.shown(store).iter().position(|row| row.vendor == vendor).unwrap();
        };
        at(&mut screen);
        screen.keys("g c n ctrl-s g q n").pastes(words).keys("down").types("2026-10-26");
        screen.keys("down").types("2026-11-25").keys("ctrl-s C ctrl-a ctrl-k").types("1");
        screen.keys("down ctrl-a ctrl-k").pastes(words).keys("ctrl-s g v");
        at(&mut screen);
    }
    assert!(screen.app.overlay.is_none(), "{}", screen.text());
    assert_eq!(screen.app.screens.len(), 1, "{}", screen.text());
    screen
}

/// Every screen of the table over a record, and the first start.
fn each(holds: Holds<'_>) -> impl Iterator<Item = (&'static str, Screen)> {
    let of_table = SCREENS.iter().map(move |(name, way)| {
        let mut screen = vendors(holds);
        way(&mut screen);
        (*name, screen)
    });
    let mut settings = Screen::first_start();
    settings.keys("ctrl-p").types("settings").keys("enter");
    of_table.chain([("first_start", Screen::first_start()), ("first_settings", settings)])
}

/// A short name, of which every frame is kept.
const PLAIN: &str = "Northwind Claims LLC";

/// Names that break what was not thought of.
fn hard() -> [(&'static str, String); 5] {
    [
        (
            "300 characters",
            "Consolidated Regional Imaging and Claims Partners of ".repeat(6)[..300].to_owned(),
        ),
        ("wide", "日本医療請求クラウド株式会社 東京海上日動火災".to_owned()),
        (
            "combined",
            "Clinique Sainte-The\u{301}re\u{300}se a\u{302}ge\u{301}e n\u{303}o\u{308}".to_owned(),
        ),
        ("right to left", "מרפאת הגליל شركة المطالبات".to_owned()),
        ("joined", "Care 👩\u{200d}⚕️ Team 🏥 👨\u{200d}👩\u{200d}👧 LLC".to_owned()),
    ]
}

fn look(theme: Theme, signs: Signs) -> Look {
    Look::new(theme, signs)
}

/// The three sizes of a screen, one below the other.
fn three_sizes(screen: &Screen) -> String {
    let sizes = SIZES.map(|(width, height)| {
        format!("== {width}x{height}\n{}", text_of(&screen.buffer(width, height)))
    });
    sizes.concat()
}

#[test]
fn every_screen_as_it_is_drawn() {
    for (name, screen) in each(Holds::Everything(PLAIN)) {
        let mut shown = three_sizes(&screen);
        for theme in [Theme::Mono, Theme::Dark] {
            let looks = looks(&screen.buffer_in(80, 24, look(theme, Signs::Unicode)));
            let _ = write!(shown, "== {theme:?} at 80x24\n{looks}");
        }
        insta::assert_snapshot!(name, shown);
    }
    for (name, screen) in each(Holds::Nothing).filter(|(name, _)| EMPTY.contains(name)) {
        insta::assert_snapshot!(format!("{name}_empty"), three_sizes(&screen));
    }
}

#[test]
fn every_frame_of_every_theme_says_the_same_and_shows_where_one_is() {
    let mut wrong = Vec::new();
    for holds in [Holds::Nothing, Holds::Everything(PLAIN)] {
        for (name, screen) in each(holds) {
            for (width, height) in SIZES {
                for fault in faults(name, &screen, width, height) {
                    wrong.push(format!("{name} at {width}x{height}: {fault}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_name_breaks_a_cell_of_any_frame() {
    let mut wrong = Vec::new();
    for (kind, words) in hard() {
        for (name, screen) in each(Holds::Everything(&words)) {
            for (width, height) in SIZES {
                for fault in faults(name, &screen, width, height) {
                    wrong.push(format!("{name}, {kind}, at {width}x{height}: {fault}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with the frames of a screen at a size, in every theme and in ASCII.
fn faults(name: &str, screen: &Screen, width: u16, height: u16) -> Vec<String> {
    let mono = screen.buffer(width, height);
    let mut faults = Vec::new();
    faults.extend(broken_row(&mono));
    if mono.content.iter().any(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset) {
        faults.push("mono is colored".to_owned());
    }
    let text = text_of(&mono);
    for theme in Theme::ALL {
        let shown = screen.buffer_in(width, height, look(theme, Signs::Unicode));
        if text_of(&shown) != text {
            faults.push(format!("{theme:?} says something else"));
        }
        let same_weight = |(one, other): (&ratatui::buffer::Cell, &ratatui::buffer::Cell)| {
            other.modifier.contains(one.modifier)
        };
        if !mono.content.iter().zip(&shown.content).all(same_weight) {
            faults.push(format!("{theme:?} loses weight that mono has"));
        }
        if theme == Theme::HighContrast && !is_filled(&shown) {
            faults.push("high contrast leaves a cell to the terminal".to_owned());
        }
    }
    let ascii = screen.buffer_in(width, height, look(Theme::Mono, Signs::Ascii));
    if !ascii.content.iter().all(|cell| cell.symbol().is_ascii()) {
        faults.push("ASCII has other characters".to_owned());
    }
    if !text.lines().last().is_some_and(|row| row.contains("help")) {
        faults.push("the footer does not name help".to_owned());
    }
    faults.extend(lost_focus(name, screen, &mono));
    faults
}

/// Whether every cell has both its colors; what lies behind a wide character is never written to the terminal.
fn is_filled(buffer: &Buffer) -> bool {
    let behind_wide = |place: usize| place > 0 && width(buffer.content[place - 1].symbol()) > 1;
    buffer.content.iter().enumerate().all(|(place, cell)| {
        behind_wide(place) || (cell.bg == Color::Black && cell.fg != Color::Reset)
    })
}

/// Whether a row is wider than the window, or a wide character lies over another one.
fn broken_row(buffer: &Buffer) -> Option<String> {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            let cells = u16::try_from(width(symbol)).unwrap();
            let cells = if symbol.trim().is_empty() { 1 } else { cells };
            if cells == 0 || x + cells > buffer.area.width {
                return Some(format!("cell {x} of row {y} is broken: {symbol:?}"));
            }
            if (x + 1..x + cells).any(|behind| !buffer[(behind, y)].symbol().trim().is_empty()) {
                return Some(format!("something lies over the wide {symbol:?} in row {y}"));
            }
            x += cells;
        }
    }
    None
}

/// Whether the terminal's cursor is nowhere, or on nothing that is seen to have the focus.
fn lost_focus(name: &str, screen: &Screen, mono: &Buffer) -> Option<String> {
    let Some((x, y)) = screen.cursor(mono.area.width, mono.area.height) else {
        return Some("the cursor is nowhere".to_owned());
    };
    let seen = mono[(x, y)].modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED);
    let any = |wanted: Modifier| mono.content.iter().any(|cell| cell.modifier.contains(wanted));
    let row_elsewhere = !seen && any(Modifier::REVERSED) && !READ.contains(&name);
    row_elsewhere.then(|| "the cursor is not on the row in focus".to_owned())
}
