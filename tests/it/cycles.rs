//! A reassessment on the screens and in lines: how many presses it takes, what comes first, and what is confirmed together.

use proofbook::app::key::read_chords;
use proofbook::app::screen::cycle::Row;
use proofbook::domain::bank::Bank;
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{Change, ExhibitKind};
use proofbook::domain::question::Severity;
use proofbook::domain::questionnaire::{CORE, Questionnaire, Section};
use proofbook::domain::register::RegisterKind;
use proofbook::domain::standing::{Standing, Standings};
use proofbook::domain::vendor::Tier;

use crate::line::talk;
use crate::rules::cycles::{agreement_record, by_agreement};
use crate::rules::making::{self, Asked, Journal, exhibit, letter, vendor};
use crate::support::screen::{styled, text_of};
use crate::support::{FakeWorld, Screen};

const VENDOR: &str = "Northwind Claims LLC";
const SECTIONS: [&str; 5] =
    ["Who the vendor is", "The agreement", "Security controls", "Insurance", "When it ends"];

/// The id of the question at this place of forty.
fn id(place: usize) -> String {
    format!("q.{place:02}")
}

/// Forty questions, seven of them critical; one is answered by records.
fn forty() -> Vec<Asked> {
    let made = |place: usize| match place {
        30 => by_agreement(&id(30)),
        place if place % 5 == 0 => making::question(&id(place)).severity(Severity::Critical),
        place => making::question(&id(place)),
    };
    (0..40).map(made).collect()
}

fn bank(questions: Vec<Asked>) -> Bank {
    let mut bank = making::bank(questions);
    let section = |(place, title): (usize, &&str)| Section {
        title: (*title).to_owned(),
        questions: (place * 8..place * 8 + 8).map(|place| id(place).as_str().into()).collect(),
    };
    let sections = SECTIONS.iter().enumerate().map(section).collect();
    let core = Questionnaire { sections, ..making::questionnaire(CORE, &[]) };
    bank.questionnaires = vec![core];
    bank
}

/// Everything met and shown by exhibits that are current, a year ago.
fn met() -> Journal {
    let all = (0..40).filter(|place| *place != 30);
    let journal = all.clone().fold(vendor(), |journal, place| journal.answered(&id(place), "yes"));
    // The first exhibit is the agreement of question 30; each other question has one of its own.
    let journal = journal
        .exhibit(exhibit(ExhibitKind::Agreement).dated("2025-12-01").supports(&id(30)))
        .recorded(agreement_record(&[("kind", "baa"), ("effective", "2025-12-01")]))
        .answered(&id(30), "records");
    all.fold(journal, |journal, place| {
        journal.exhibit(letter().dated("2025-12-15").supports(&id(place)))
    })
}

/// The program over a vendor with this record and this bank.
fn program(journal: Journal, bank: Bank) -> Screen {
    let mut world = FakeWorld::default();
    world.bank = bank.into();
    let vendor = world.add(VENDOR, Some(Tier::High));
    for event in journal.events.into_iter().skip(1) {
        world.append(vendor, event.change);
    }
    Screen::of(world)
}

fn dossier(screen: &Screen) -> &Dossier {
    &screen.world.dossiers[&screen.world.first()]
}

/// Counts what is pressed.
struct Counted {
    screen: Screen,
    presses: usize,
}

impl Counted {
    fn keys(&mut self, keys: &str) -> &mut Self {
        self.presses += read_chords(keys).unwrap().len();
        self.screen.keys(keys);
        self
    }
}

#[test]
fn a_reassessment_of_forty_questions_where_nothing_changed_takes_under_sixty_presses() {
    let mut counted = Counted { screen: program(met(), bank(forty())), presses: 0 };
    counted.keys("g c n ctrl-s");
    assert!(dossier(&counted.screen).open_cycle().is_some(), "{}", counted.screen.text());
    // What needs thought is critical only: each is confirmed by itself. Then every section as it stands.
    while let Some(row) = counted.screen.app.cycle_row_in_hand() {
        match row {
            Row::Think { why, .. } => {
                assert_eq!(why, "critical");
                counted.keys("y");
            }
            Row::Section { .. } => {
                counted.keys("y enter");
            }
            Row::Same { .. } => panic!("a section stands above what is in it"),
        }
        assert!(counted.presses < 60, "{}", counted.screen.text());
    }
    counted.screen.shows("Every question is answered or confirmed in it.");
    counted.keys("F right enter");
    let presses = counted.presses;
    println!("a reassessment of 40 questions where nothing changed: {presses} presses");
    assert!(presses < 60, "{presses}");
    let dossier = dossier(&counted.screen);
    let summary = dossier.cycles[0].closed.unwrap().1;
    assert_eq!((summary.documented, summary.applicable, summary.carried), (40, 40, 0));
    // Critical answers were confirmed one by one.
    for event in &dossier.events {
        if let Change::Confirmed(confirmed) = &event.change {
            let critical = |id: &str| {
                let question = counted.screen.world.bank.question(&id.into()).unwrap();
                question.severity == Severity::Critical
            };
            let any = confirmed.items.iter().any(|item| critical(item.question.as_str()));
            assert!(!any || confirmed.items.len() == 1, "{confirmed:?}");
        }
    }
}

#[test]
fn what_changed_comes_first() {
    let mut questions = forty();
    questions[17] = making::question(&id(17)).revision(2);
    // An audit report of which a question takes at most a year.
    let report = exhibit(ExhibitKind::AuditReport).period_to("2025-06-30").supports("q.39");
    let journal = met().unlinked(40, "q.39").exhibit(report);
    let mut screen = program(journal, bank(questions));
    screen.keys("g c n ctrl-s");
    let vendor = screen.world.first();
    let changed = agreement_record(&[("title", "Amended")]);
    screen.world.append(vendor, changed.into());
    screen.keys("esc g c");
    let refreshed = Screen::of(screen.world);
    let mut screen = refreshed;
    screen.keys("g c");
    let rows = screen.app.cycle_rows();
    let thought: Vec<(String, String)> = rows
        .iter()
        .filter_map(|row| match row {
            Row::Think { question, why, .. } => Some((question.to_string(), why.clone())),
            _ => None,
        })
        .collect();
    let first: Vec<&str> = thought.iter().take(3).map(|(id, _)| id.as_str()).collect();
    assert_eq!(first, ["q.17", "q.30", "q.39"], "{thought:#?}");
    assert_eq!(thought[0].1, "the question was changed since");
    assert_eq!(thought[1].1, "changed since: AG-01");
    assert!(thought[2].1.starts_with("A-41 "), "{}", thought[2].1);
    assert!(thought[3..].iter().all(|(_, why)| why == "critical"), "{thought:#?}");
    // The interview begins with them, too, and goes from one to the next.
    screen.keys("g i esc");
    screen.shows("q.17?");
    screen.keys("]").shows("q.30?");
    screen.keys("]").shows("q.39?");
}

/// A reassessment that was just opened.
fn opened() -> Screen {
    let mut screen = program(met(), bank(forty()));
    screen.keys("g c n ctrl-s");
    screen
}

/// Goes to the first section.
fn to_section(screen: &mut Screen) {
    screen.keys("}");
    assert!(matches!(screen.app.cycle_row_in_hand(), Some(Row::Section { .. })));
}

#[test]
fn a_section_shows_its_list_and_is_confirmed_on_yes_only() {
    let mut screen = opened();
    to_section(&mut screen);
    let section = screen.app.cycle_row_in_hand().unwrap();
    assert_eq!(section.words(), "Who the vendor is: 6 unchanged");
    screen.keys("} {").keys("{").shows("There is no further section of unchanged answers.");
    screen.keys("y").shows("Confirm Who the vendor is").shows("q.01: Yes (A-03)");
    let before = dossier(&screen).events.len();
    screen.keys("left enter").shows("Leave them: nothing was recorded.");
    assert_eq!(dossier(&screen).events.len(), before);
    screen.keys("y enter").shows("q.01 and 5 others confirmed");
    let standing = |screen: &Screen, id: &str| {
        let world = &screen.world;
        let standings =
            Standings::of(dossier(screen), &world.organization, &world.bank, world.today);
        standings.get(&id.into()).unwrap().standing
    };
    assert_eq!(standing(&screen, "q.01"), Standing::Documented);
    assert_eq!(standing(&screen, "q.09"), Standing::Carried);
    // One of a section by itself.
    screen.keys("down y").shows("q.08 confirmed");
    assert_eq!(standing(&screen, "q.08"), Standing::Documented);
}

#[test]
fn what_is_not_answered_is_not_confirmed_and_leads_to_its_question() {
    let mut screen = program(vendor(), bank(forty()));
    screen.keys("g c");
    screen.keys("y").shows("Not now: no answer is under the cursor.");
    screen.keys("enter").shows("Not now: no question is under the cursor.");
    assert!(!screen.text().contains("enter question"), "what refuses is not offered");
    screen.keys("F").shows("Not now: no reassessment is open.");
    screen.keys("n ctrl-s").shows("not answered yet");
    screen.keys("y").shows("it is not answered; enter goes to the question");
    screen.keys("n").shows("Not now: a reassessment is open already.");
    screen.keys("enter").shows("q.00?").keys("1 esc");
    screen.shows("39 to think about");
}

#[test]
fn on_a_past_day_none_is_offered_to_be_opened() {
    let mut screen = program(met(), bank(forty()));
    screen.keys("g c").shows("n opens one").keys("@ ctrl-a ctrl-k").types("2026-11-22");
    screen.keys("enter").shows("AS OF 2026-11-22").shows("No reassessment was open.");
    assert!(!screen.text().contains("opens one"));
}

#[test]
fn a_reassessment_is_closed_only_after_saying_what_is_frozen() {
    let mut screen = opened();
    screen.keys("F").shows("figures of today: 0 of 40").shows("40 questions are not answered");
    screen.keys("enter").shows("Keep it open: nothing was recorded.");
    assert!(dossier(&screen).open_cycle().is_some());
    screen.keys("F right enter").shows("the reassessment closed");
    assert!(dossier(&screen).open_cycle().is_none());
}

#[test]
fn the_vendors_say_how_far_it_is_and_when_it_is_due() {
    let mut screen = program(met(), bank(forty()));
    screen.shows("Next reassessment 2027-11-22, in 365 days");
    screen.keys("g c n down").types("2026-12-31").keys("ctrl-s y esc");
    screen.shows("Reassessment 2026: 1 of 40 done, due 2026-12-31, in 39 days");
    let mut world = screen.world;
    world.today = "2027-01-02".parse().unwrap();
    Screen::of(world).shows("due 2026-12-31, 2 days overdue");
}

#[test]
fn our_own_organization_is_reassessed_like_a_vendor() {
    let mut world = FakeWorld::with_vendor(VENDOR);
    world.bank = proofbook::questionnaires::builtin::bank().unwrap();
    let mut screen = Screen::of(world);
    screen.keys("g o g c n").shows("fixed as they are asked today").keys("ctrl-s");
    screen.shows("to think about");
    let ours = screen.world.dossiers.values().find(|one| one.is_ours()).unwrap();
    assert_eq!(ours.open_cycle().unwrap().questionnaire, "organization");
    assert_eq!(RegisterKind::Agreements.word(), "agreements");
}

fn frames(name: &str, screen: &Screen) {
    for (width, height) in [(60, 16), (80, 24), (120, 36)] {
        let frame = screen.buffer(width, height);
        let shown = if width == 80 { styled(&frame) } else { text_of(&frame) };
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), shown);
    }
}

#[test]
fn what_is_left_is_drawn() {
    let mut screen = program(met(), bank(forty()));
    frames("none_open", screen.keys("g c"));
    frames("open_form", screen.keys("n"));
    frames("to_think", screen.keys("ctrl-s"));
    to_section(&mut screen);
    frames("section", &screen);
    frames("together", screen.keys("y"));
    screen.keys("left enter");
    frames("closing", screen.keys("F"));
}

#[test]
fn a_reassessment_in_lines() {
    let mut journal = vendor();
    for place in [0, 1, 2] {
        journal = journal.answered(&id(place), "yes");
    }
    for place in [0, 1, 2] {
        journal = journal.exhibit(letter().dated("2025-12-15").supports(&id(place)));
    }
    let questions = forty().into_iter().take(4).collect();
    let mut world = program(journal, bank(questions)).world;
    let script = "1\n:back\n:cycle\n:add\n2026\n2026-12-31\n\n1\n:confirm\n2\n:confirm\n?\n2\n:confirm\nyes\n:close\nyes\n:quit\n";
    let said = talk(&mut world, script);
    insta::assert_snapshot!("cycle_lines", said);
    assert!(!said.contains('\u{1b}'));
}
