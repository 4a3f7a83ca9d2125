//! Registers on the screens and in lines: forms, lists, what is kept, and what is never mixed up.

mod frames;
mod lines;

use proofbook::app::effect::Effect;
use proofbook::app::message::Message;
use proofbook::domain::event::{Change, RecordSet};
use proofbook::domain::register::{RecordNo, RegisterKind};
use proofbook::domain::request::Request;
use proofbook::domain::value::{Reply, Value};
use proofbook::problem::Problem;

use crate::support::{FakeWorld, Screen};

const VENDOR: &str = "Northwind Claims LLC";

/// The registers of the only vendor, empty.
fn empty() -> Screen {
    let mut screen = Screen::of(FakeWorld::with_vendor(VENDOR));
    screen.keys("g s");
    screen
}

/// With one agreement, written by keys.
fn with_agreement() -> Screen {
    let mut screen = empty();
    screen.keys("n 1 down").types("Services and privacy").keys("down");
    screen.types("2024-03-01").keys("down").types("2024-02-20").keys("ctrl-s");
    screen
}

fn record(screen: &Screen, no: &str) -> proofbook::domain::register::Record {
    let vendor = screen.world.first();
    let no: RecordNo = no.parse().unwrap();
    screen.world.dossiers[&vendor].registers.numbered(no).unwrap().clone()
}

fn records(screen: &Screen) -> usize {
    let dossier = &screen.world.dossiers[&screen.world.first()];
    dossier.events.iter().filter(|event| matches!(event.change, Change::RecordSet(_))).count()
}

#[test]
fn a_form_records_all_at_once_in_one_event() {
    let mut screen = with_agreement();
    screen.shows("saved 10:42: AG-01 recorded").shows("Agreements 1").shows("in force");
    assert_eq!(records(&screen), 1);
    let on_file = record(&screen, "AG-01");
    assert_eq!(on_file.word("kind"), Some("baa"));
    assert_eq!(on_file.word("title"), Some("Services and privacy"));
    assert_eq!(on_file.date("signed"), Some("2024-02-20".parse().unwrap()));
    // Changing sends only what was changed.
    screen.keys("enter").shows("Change AG-01").shows("Services and privacy");
    screen.keys("end up up up").keys("down down down").keys("ctrl-a ctrl-k").types("2024-02-21");
    screen.keys("ctrl-s").shows("AG-01 changed");
    let Some(Request::SetRecord(request)) = screen.requests().pop() else { panic!("a record") };
    assert_eq!(request.fields, [("signed".to_owned(), "2024-02-21".to_owned())]);
    assert_eq!(records(&screen), 2);
}

#[test]
fn what_is_refused_stays_in_its_field_with_the_focus() {
    let mut screen = empty();
    screen.keys("n").shows("Kind (needed)").shows("not chosen yet");
    screen.keys("ctrl-s").shows("Not yet: 'Kind' is needed: choose one.");
    screen.keys("1 down down").types("none").keys("ctrl-s");
    screen
        .shows("Effective: it must be a day")
        .keys("ctrl-a ctrl-k")
        .types("7 March")
        .keys("ctrl-s");
    screen.shows("'Effective': ").shows("write it as YYYY-MM-DD").shows("7 March");
    assert_eq!(screen.requests().len(), 1, "only 'none' had a reading and was sent");
    screen.keys("ctrl-a ctrl-k").types("2024-03-01").keys("down down").types("2023-01-01");
    screen.keys("ctrl-s").shows("'Expires' is 2023-01-01, before 'Effective', 2024-03-01");
    screen.shows("Look at both days again");
    screen.world.refuse = Some(Problem::world("the disk is full").safe("411 events are on disk"));
    screen.keys("ctrl-a ctrl-k ctrl-s").shows("Not yet: the disk is full. 411 events are on disk");
    // Help with the problem does not cost the form.
    screen.keys("f1").shows("What happened").keys("esc").shows("New agreement");
    // Nor does help itself, though a list lies behind the form: what is typed next goes into the field.
    screen.keys("f1 f1").keys("esc").shows("2024-03-01");
    screen.keys("ctrl-s").shows("AG-01 recorded");
    assert_eq!(records(&screen), 1);
    // What was recorded is not offered again as typed and not recorded.
    screen.keys("n").shows("not chosen yet");
}

#[test]
fn what_is_typed_outlives_esc_and_a_crash_and_goes_when_it_is_recorded() {
    let mut screen = empty();
    screen.keys("n 2 down").types("Half a contract").keys("esc");
    screen.shows("Typed and not recorded yet: n goes on with it.");
    assert!(screen.app.wait() <= std::time::Duration::from_secs(2), "it is kept soon");
    screen.tell(Message::Tick);
    assert!(screen.app.wait() > std::time::Duration::from_secs(2));
    // The program dies; another one opens the same store.
    let mut screen = Screen::of(screen.world);
    screen.keys("g s").shows("Typed and not recorded yet");
    screen.keys("n").shows("Half a contract").shows("< Contract >");
    screen.shows("What you typed here before is still in the form.");
    screen.keys("down down").types("2024-03-01").keys("ctrl-s").shows("AG-01 recorded");
    assert!(screen.world.drafts[&screen.world.first()].is_empty());
    // Opened and closed without a change, a form keeps nothing.
    screen.keys("enter esc");
    assert!(screen.app.kept.is_empty());
    assert!(!screen.text().contains("Typed and not recorded"));
    // What was typed can be thrown away.
    screen.keys("enter down").types(" II").keys("esc").shows("enter goes on with it");
    screen.tell(Message::Tick);
    screen.keys("ctrl-p").types("Drop the draft").keys("enter").shows("The draft is dropped.");
    assert!(screen.world.drafts[&screen.world.first()].is_empty());
    assert!(screen.world.effects.iter().any(|effect| matches!(effect, Effect::DropDraft { .. })));
    assert!(screen.app.kept.is_empty());
}

#[test]
fn a_record_changed_elsewhere_is_never_overwritten_unseen() {
    let mut screen = with_agreement();
    screen.keys("enter down").types(", signed twice");
    // Somebody else changes another field meanwhile.
    let on_file = record(&screen, "AG-01");
    let set = RecordSet {
        register: "agreements".to_owned(),
        record: on_file.id,
        fields: [("parties".to_owned(), Value::word("Riverside East"))].into(),
        exhibits: Vec::new(),
        supersedes: None,
        ends: None,
    };
    let vendor = screen.world.first();
    screen.world.append(vendor, set.into());
    screen.keys("ctrl-s").shows("AG-01 was changed by somebody else since it was shown to you");
    assert_eq!(record(&screen, "AG-01").word("title"), Some("Services and privacy"));
    // Their change is shown, the typed text is still there, and what is sent now is only what was typed.
    screen.shows("Fields that you did not type into show what is on file now.");
    screen.shows("Riverside East").shows("Services and privacy, signed twice");
    screen.keys("ctrl-s").shows("AG-01 changed");
    let on_file = record(&screen, "AG-01");
    assert_eq!(on_file.word("title"), Some("Services and privacy, signed twice"));
    assert_eq!(on_file.word("parties"), Some("Riverside East"));
}

#[test]
fn nothing_recorded_and_known_to_be_none_never_look_alike() {
    let mut screen = empty();
    screen.keys("{ { {").shows("> Subcontractors: nothing recorded");
    screen.shows("Nothing is recorded in Subcontractors.");
    screen.keys("x").shows("Subcontractors: none?").shows("> Leave it empty <");
    screen.keys("enter").shows("Nothing is recorded in Subcontractors.");
    screen.keys("x tab enter").shows("> Subcontractors: known to be none");
    screen.shows("Known to be none: This vendor uses no subcontractor.").shows("by Dana Reyes");
    screen.keys("x").shows("Not now: that is on file already.");
    screen.keys("n").types("Pelican OCR").keys("ctrl-s").shows("> Subcontractors 1");
    screen.keys("x").shows("Not now: SU-01 is on file in Subcontractors.");
    screen.keys("W").types("wrong vendor").keys("enter").shows("> Subcontractors: 0, 1 set aside");
    screen.shows("Set aside, so it counts nowhere: wrong vendor.");
}

#[test]
fn every_group_of_fields_begins_with_a_field_and_none_is_outside() {
    for kind in RegisterKind::ALL {
        for (first, _) in kind.groups() {
            assert!(kind.fields().iter().any(|field| field.name == *first), "{first}");
        }
        let grouped = kind.fields().iter().filter(|field| kind.group_of(field.name).is_some());
        let wanted = if kind.groups().is_empty() { 0 } else { kind.fields().len() };
        assert_eq!(grouped.count(), wanted, "{}", kind.word());
    }
    assert_eq!(RegisterKind::Incidents.group_of("told_by"), Some("Who knew when"));
}

#[test]
fn clauses_belong_to_an_agreement_and_go_with_it() {
    let mut screen = empty();
    screen.keys("tab n").shows("a clause stands in an agreement, and none is recorded yet");
    let mut screen = with_agreement();
    screen.keys("C").shows("New clause of AG-01").shows("< AG-01, Business associate agreement");
    // Of many choices the arrows, a digit or a first letter take one.
    screen.keys("down c").shows("< Cap on liability >").keys("m").shows("< Multi-factor").keys("6");
    screen.keys("down").types("within 24 hours of discovery").keys("down down down");
    screen.types("24").keys("down 1 ctrl-s").shows("CL-01 recorded");
    screen.shows("Clauses: CL-01 Breach notice");
    screen.keys("tab").shows("Breach notice").shows("in force").shows("Hours: 24 hours");
    screen.shows("Agreement: AG-01, Business associate agreement effective 2024-03-01");
    screen.keys("{ S").shows("New agreement in the place of AG-01");
    screen.keys("down down").types("2026-12-01").keys("ctrl-s").shows("AG-02 recorded");
    // Until the new one begins, the old one holds.
    screen.shows("AG-02 stands in its place from 2026-12-01 on.").shows("not begun");
    screen.keys("down enter down down").keys("ctrl-a ctrl-k").types("2026-11-01").keys("ctrl-s up");
    screen.shows("superseded").shows("Agreements 2");
    screen.keys("S").shows("Not now: AG-01 is superseded by AG-02 already.");
    screen.keys("tab").shows("Not in force, as AG-01 is not.");
    let superseding = screen.requests().into_iter().filter(|request| {
        let no = "AG-01".parse().ok();
        matches!(request, Request::SetRecord(request) if request.supersedes == no)
    });
    assert_eq!(superseding.count(), 1);
}

#[test]
fn s11_an_answer_against_the_records_is_recorded_with_the_words_that_say_why() {
    let mut world = FakeWorld::with_vendor(VENDOR);
    world.bank = proofbook::questionnaires::builtin::bank().unwrap();
    let mut screen = Screen::of(world);
    screen.keys("enter ctrl-s 1").shows("answered");
    screen.keys("g s n 1 down down").types("2024-03-01").keys("down").types("2024-03-01");
    screen.keys("ctrl-s").shows("AG-01 recorded");
    screen.keys("g i ctrl-s } ").shows("baa.executed").shows("Records say: Yes");
    let before = screen.requests().len();
    screen.keys("2").shows("The records say otherwise: Yes. Say why your answer stands");
    assert_eq!(screen.requests().len(), before, "nothing is sent without the words");
    screen.keys("esc").shows("Not answered: the records stand");
    screen.keys("2 ctrl-s").shows("Not answered: the records stand");
    screen.keys("2").types("It was never countersigned.").keys("ctrl-s");
    let requests = screen.requests();
    let Some(Request::Answer(answer)) = requests.last() else { panic!("{requests:?}") };
    assert_eq!(answer.reply, Reply::Value(Value::word("no")));
    assert_eq!(answer.note.as_deref(), Some("It was never countersigned."));
    screen.shows("The records say otherwise: Yes;");
}

#[test]
fn r4_the_last_day_is_still_in_force() {
    let mut screen = with_agreement();
    screen.keys("X").types("2024-02-29").keys("enter");
    screen.shows("Not yet: the last day, 2024-02-29, is before 'Effective', 2024-03-01.");
    screen.keys("ctrl-a ctrl-k").types("2026-11-22").keys("enter").shows("in force");
    screen.keys("X ctrl-a ctrl-k").types("2026-11-21").keys("enter");
    screen.shows("Ended: 2026-11-21 was its last day.");
    screen.keys("tab tab n 1 down").types("2026-05-01").keys("ctrl-s").shows("Audits performed 1");
    screen.keys("X").shows("only agreements, clauses, insurance and subcontractors end");
}

#[test]
fn exhibits_are_attached_linked_and_unlinked() {
    let mut screen = with_agreement();
    screen.shows("none linked; a attaches a file, l links one");
    screen.keys("l").shows("Not now: no other exhibit is on file; a attaches one.");
    screen.keys("a").shows("Attach a file to AG-01").types("/home/dana/agreement.pdf");
    screen.keys("down").types("Signed agreement").keys("ctrl-s");
    screen.shows("AG-01 changed").shows("Exhibit: A-01 Signed agreement, as taken");
    assert_eq!(record(&screen, "AG-01").exhibits.len(), 1);
    // Changing a field keeps the link.
    screen.keys("enter down").types("!").keys("ctrl-s").shows("A-01 Signed agreement");
    screen.keys("U enter").shows("none linked");
    assert!(record(&screen, "AG-01").exhibits.is_empty());
    screen.keys("l").shows("A-01  Signed agreement").keys("enter").shows("Exhibit: A-01");
    // A file that cannot be taken links nothing, then or later.
    screen.keys("a").types("/home/dana/gone.pdf").keys("ctrl-s").shows("there is no file");
    screen.keys("esc enter down").types("?").keys("ctrl-s").shows("AG-01 changed");
    assert_eq!(record(&screen, "AG-01").exhibits.len(), 1);
}

#[test]
fn every_register_can_be_written_with_what_it_needs_alone() {
    for (place, register) in RegisterKind::ALL.iter().enumerate() {
        let mut screen = with_agreement();
        for _ in 0..place {
            screen.keys("tab");
        }
        screen.keys("n");
        for field in register.fields().iter().filter(|field| field.name != "set_aside") {
            if register.required().contains(&field.name) {
                let typed = match field.name {
                    "kind" | "subject" | "agreement" => "1",
                    "effective" | "on" | "from" | "learned" => "2026-01-05",
                    "to" => "2027-01-05",
                    _ => "words",
                };
                screen.types(typed);
            }
            screen.keys("tab");
        }
        screen.keys("ctrl-s").shows(&format!("{}-0", register.letters())).shows("recorded");
        let dossier = &screen.world.dossiers[&screen.world.first()];
        let expected = if *register == RegisterKind::Agreements { 2 } else { 1 };
        assert_eq!(dossier.registers.of(*register).count(), expected, "{register:?}");
    }
}

#[test]
fn undo_takes_a_record_back_and_says_which_register() {
    let mut screen = with_agreement();
    screen.keys("u").shows("Undo: AG-01, Business associate agreement").keys("enter");
    screen.shows("Agreements: nothing recorded");
}
