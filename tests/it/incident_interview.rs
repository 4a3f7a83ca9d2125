//! An interview about one incident, on the screens and in lines: which one is chosen, where it is named, and that both make the same record.

use proofbook::domain::event::{Change, Subject};
use proofbook::questionnaires::builtin;

use crate::line::talk;
use crate::support::screen::text_of;
use crate::support::{FakeWorld, Screen};

const VENDOR: &str = "Northwind Claims LLC";

fn world() -> FakeWorld {
    let mut world = FakeWorld::with_vendor(VENDOR);
    world.bank = builtin::bank().unwrap();
    world
}

/// The registers of the only vendor, with two incidents.
fn two() -> Screen {
    let mut screen = Screen::of(world());
    screen.keys("g s {").shows("> Incidents: nothing recorded");
    screen.keys("n").types("Ransomware").keys("ctrl-s").shows("IC-01 recorded");
    screen.keys("n").types("Phishing").keys("ctrl-s").shows("IC-02 recorded");
    screen
}

/// What was answered, by the incident's number.
fn answered(world: &FakeWorld) -> Vec<(String, Option<String>)> {
    let dossier = &world.dossiers[&world.first()];
    let answers = dossier.events.iter().filter_map(|event| match &event.change {
        Change::AnswerSet(set) => Some((
            set.question.to_string(),
            dossier.incident_no(set.subject).map(|no| no.to_string()),
        )),
        _ => None,
    });
    answers.collect()
}

/// Chooses the questionnaire for a breach at a vendor in the form of an interview.
fn choose_vendor_breach(screen: &mut Screen) {
    screen.keys("down down");
    for _ in 0..20 {
        if screen.text().contains("First 72 hours") {
            return;
        }
        screen.keys("right");
    }
    panic!("{}", screen.text());
}

fn frames(name: &str, screen: &Screen) {
    for (width, height) in [(60, 16), (80, 24), (120, 36)] {
        let frame = text_of(&screen.buffer(width, height));
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), frame);
    }
}

#[test]
fn from_the_record_of_an_incident_its_questions_are_asked() {
    let mut screen = two();
    screen.shows("Questions about it: 0 of 29 answered, 0 documented; g i asks them");
    screen.keys("down g i").shows("incident, IC-02: 0 of").shows("inc.first_word of IC-02");
    frames("about_one", &screen);
    screen.keys("1").shows("inc.first_word of IC-02 answered");
    assert_eq!(answered(&screen.world), [("inc.first_word".to_owned(), Some("IC-02".to_owned()))]);
    screen.keys("esc").shows("Questions about it: 1 of 29 answered");
    // Of the other one nothing was answered.
    screen.keys("up").shows("Questions about it: 0 of 29 answered");
}

#[test]
fn the_form_of_an_interview_chooses_the_incident_and_gaps_name_it() {
    let mut screen = two();
    screen.keys("esc enter").shows("Interview about Northwind Claims LLC").shows("Incident");
    choose_vendor_breach(&mut screen);
    screen.keys("down").shows("< IC-02 Phishing >").keys("left").shows("< IC-01 Ransomware >");
    frames("choose", &screen);
    screen.keys("ctrl-s").shows("vendor-breach, IC-01: 0 of");
    let opened = screen.world.dossiers[&screen.world.first()].interviews.last().cloned();
    let incident = opened.and_then(|(_, opened)| opened.incident);
    assert!(incident.is_some());
    // Questions about the vendor and about the incident are asked in one walk.
    let mut seen = 0;
    while !screen.text().contains("inc.timeline of IC-01") {
        screen.keys("]");
        seen += 1;
        assert!(seen < 12, "{}", screen.text());
    }
}

#[test]
fn a_gap_of_an_incident_leads_to_its_question() {
    let mut screen = two();
    screen.keys("down g i").shows("inc.first_word of IC-02").keys("w ctrl-s");
    screen.shows("inc.first_word of IC-02 answered");
    screen.keys("g a").shows("(IC-02)").shows("Why this is a gap: inc.first_word of IC-02");
    screen.keys("o").types("Kim").keys("ctrl-s").shows("Kim");
    let dossier = &screen.world.dossiers[&screen.world.first()];
    let (subject, _) = dossier.owners.keys().next().unwrap();
    assert!(matches!(subject, Subject::Incident { .. }));
    screen.keys("enter").shows("inc.first_word of IC-02");
}

#[test]
fn a_questionnaire_without_an_incident_says_how_to_record_one() {
    let mut screen = Screen::of(world());
    screen.keys("enter");
    choose_vendor_breach(&mut screen);
    screen.keys("ctrl-s").shows("no incident is on file");
    assert!(!screen.text().contains("inc.timeline"));
}

#[test]
fn a_note_is_kept_for_its_incident_only() {
    let mut screen = two();
    screen.keys("down g i i").types("Only of the second.").keys("esc");
    screen.shows("kept as a draft");
    screen.keys("esc up g i").shows("inc.first_word of IC-01");
    assert!(!screen.text().contains("Only of the second."), "{}", screen.text());
    screen.keys("esc down g i").shows("Only of the second.");
}

#[test]
fn lines_make_the_same_record() {
    let mut lines = world();
    let script = "1\n:back\n:registers\ninc\n:add\nRansomware\ndone\n:add\nPhishing\ndone\n2\n:interview\n1\n\n:quit\n";
    let said = talk(&mut lines, script);
    assert!(said.contains("inc.first_word of IC-02"), "{said}");
    let mut screen = two();
    screen.keys("down g i 1");
    let vendor = lines.first();
    assert_eq!(answered(&lines), answered(&screen.world));
    assert_eq!(lines.dossiers[&vendor].events, screen.world.dossiers[&vendor].events);
}
