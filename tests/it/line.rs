//! The line mode: whole conversations as scripts, and the same record as the screens make.

use proofbook::app::App;
use proofbook::app::message::Message;
use proofbook::domain::event::{AnswerSet, Subject};
use proofbook::domain::value::{Reply, Value};
use proofbook::line;

use crate::support::{FakeWorld, Screen};

/// A conversation: what was said, with what was typed after each prompt.
pub(crate) fn talk(world: &mut FakeWorld, script: &str) -> String {
    let first = Message::Opened(world.store());
    talk_from(world, first, script)
}

fn talk_from(world: &mut FakeWorld, first: Message, script: &str) -> String {
    let mut output = Vec::new();
    let mut input = Echo {
        lines: script.lines().map(|line| format!("{line}\n")).collect(),
        at: 0,
        said: Vec::new(),
    };
    let first = vec![world.settings_in_use(), first];
    line::run(App::new(), world, first, &mut input, &mut output).unwrap();
    let mut out = String::from_utf8(output).unwrap();
    // What was typed is put where the terminal would show it.
    for said in input.said {
        out = out.replacen("\n> ", &format!("\n>: {said}"), 1);
    }
    out
}

/// Input that remembers what was read of it.
struct Echo {
    lines: Vec<String>,
    at: usize,
    said: Vec<String>,
}

impl std::io::Read for Echo {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        unreachable!("lines are read through the buffer")
    }
}

impl std::io::BufRead for Echo {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        Ok(self.lines.get(self.at).map_or(&[], |line| line.as_bytes()))
    }

    fn consume(&mut self, amount: usize) {
        if amount > 0 {
            self.said.push(self.lines[self.at].clone());
            self.at += 1;
        }
    }
}

#[test]
fn a_whole_interview_in_lines() {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    let script = "1\nOmar Haddad\n\n\n\
        2\nNot back from them yet.\nSent in October.\n.\n\
        soon\n2026-01-05\n\n\
        3x\n2\n\n\
        1,3\n\n\
        unknown\nLee\n2026-12-04\n\
        none\n\n\
        na\n\nThey hold no data.\n\
        5M\n\n\
        no\n\n\
        :previous\n:attach\n/tmp/policy.pdf\nCyber policy\n7\n\n\n2027-05-01\n\n4\n\n\
        ?\n:why\n:gaps\n1\n:own\nlegal\n2026-12-04\n:back\n:quit\n";
    let said = talk(&mut world, script);
    insta::assert_snapshot!("interview", said);
    assert!(!said.contains('\u{1b}'), "line mode writes no escape codes");
}

#[test]
fn both_ways_make_the_same_record() {
    let mut lines = FakeWorld::with_vendor("Northwind Claims LLC");
    talk(
        &mut lines,
        "1\nOmar Haddad\n\n\n2\nNot back yet.\n.\n2026-01-05\n\n2\n\n1,3\n\nunknown\nLee\n2026-12-04\n:quit\n",
    );
    let mut screen = Screen::interview();
    screen.keys("i").types("Not back yet.").keys("esc 2 enter");
    screen.keys("e").types("2026-01-05").keys("enter enter 2 enter 1 3 enter enter");
    screen.keys("w").types("Lee").keys("enter").types("2026-12-04").keys("enter");
    let vendor = lines.first();
    assert_eq!(lines.dossiers[&vendor].events, screen.world.dossiers[&vendor].events);
    assert_eq!(lines.dossiers[&vendor].events.len(), 7);
}

#[test]
fn the_end_of_the_input_keeps_the_draft_and_leaves() {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    let said = talk(&mut world, "1\n:back\n2\nhalf a thought\n");
    assert!(said.ends_with("> \n"), "{said}");
    assert_eq!(world.dossiers[&world.first()].events.len(), 1, "nothing was recorded");
    assert_eq!(
        world.drafts[&world.first()].values().next().map(String::as_str),
        Some("half a thought")
    );
}

#[test]
fn an_unknown_command_names_the_nearest_and_nothing_is_lost() {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    let said = talk(&mut world, ":gasp\n9\n:gaps\n:vendors\n:retire\nno\n:retire\nyes\n:quit\n");
    assert!(said.contains("Did you mean :gaps?"), "{said}");
    assert!(said.contains("'9' is not a row"), "{said}");
    assert!(said.contains("Keep it: nothing was recorded."), "{said}");
    assert!(world.dossiers[&world.first()].retired.is_some());
}

#[test]
fn contradictions_are_rows_beneath_the_gaps() {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    world.bank = proofbook::questionnaires::builtin::bank().unwrap();
    let vendor = world.first();
    let hours = Reply::Value(Value::Whole(2000));
    let answer = AnswerSet::new(Subject::Vendor, "notice.contract_hours".into(), 1, hours);
    world.append(vendor, answer.into());
    let said = talk(&mut world, ":gaps\n2\n:next\n:quit\n");
    for words in [
        "Gaps of Northwind Claims LLC: 1, and 1 contradiction.",
        "2. Contradiction: Notice later than a legal clock: notice.contract_hours",
        "What collides: Notice later than a legal clock",
        "45 CFR 164.410(b)",
        "What to do:",
        "Question 1 of",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn the_first_start_in_lines() {
    let mut world = FakeWorld::default();
    let first = Message::NoStore {
        folder: "/home/dana/proofbook".to_owned(),
        zone: "America/New_York".to_owned(),
    };
    let said = talk_from(
        &mut world,
        first,
        "1\n\n\n\nRiverside Clinic\n\n\n:add\nBluebird Telehealth\n:quit\n",
    );
    insta::assert_snapshot!("first_start", said);
    assert_eq!(world.dossiers.values().filter(|one| !one.is_ours()).count(), 1);
}

#[test]
fn hostile_text_is_written_out() {
    let mut world = FakeWorld::with_vendor("evil\u{1b}[2J\u{202e}name");
    let said = talk(&mut world, "1\n:back\n1\nnote with \u{1b}]0;x\u{7}\n.\n:quit\n");
    assert!(
        !said.contains(['\u{1b}', '\u{202e}', '\u{7}']) || said.contains(">: note with"),
        "{said}"
    );
    assert!(said.contains("evil‹U+001B›[2J‹U+202E›name"));
    assert!(said.contains("cannot be recorded"));
}

/// Another questionnaire beside `core`, over one of its questions.
fn with_short(mut world: FakeWorld) -> FakeWorld {
    let mut bank = (*world.bank).clone();
    let mut short = bank.questionnaire("core").unwrap().clone();
    "short".clone_into(&mut short.id);
    "A short look".clone_into(&mut short.title);
    short.sections.truncate(1);
    bank.questionnaires.push(short);
    world.bank = std::sync::Arc::new(bank);
    world
}

#[test]
fn the_head_names_the_questionnaire_that_is_asked_and_the_role() {
    let mut world = with_short(FakeWorld::with_vendor("Northwind Claims LLC"));
    let said = talk(&mut world, "1\n\n\n2\n:quit\n");
    assert!(said.contains("Northwind Claims LLC. Questionnaire short: 0 of 2 answered."), "{said}");
    assert!(!said.contains("Questionnaire core: 0"), "{said}");
    assert!(said.contains("2. A short look. For: every vendor"), "{said}");
    let mut world = with_short(FakeWorld::with_vendor("Northwind Claims LLC"));
    let said = talk(&mut world, "1\n\n3\n1\n:quit\n");
    assert!(said.contains("Questionnaire core, security only: 0 of"), "{said}");
}

#[test]
fn an_interview_is_summed_up_at_its_end_and_goes_on_where_it_stopped() {
    let mut world = with_short(FakeWorld::with_vendor("Northwind Claims LLC"));
    let said = talk(&mut world, "1\nOmar Haddad\n\n2\n1\n\nunknown\nLee\n2026-12-04\n\n:quit\n");
    let end = said.split("Summing up the interview with Omar Haddad").nth(1).unwrap();
    assert!(end.contains("short: 2 of 2 answered."), "{end}");
    assert!(end.contains("Lee, by 2026-12-04"), "{end}");
    assert!(end.contains("Please send us, to show what was answered:"), "{end}");
    assert_eq!(said.matches("Summing up").count(), 1, "{said}");
    assert!(end.contains("\nVendors, "), "enter goes back to the vendors: {end}");
    // Left in the middle: what is open is named, and the next interview begins there.
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    let said = talk(&mut world, "1\n\n\n\n2\n\n:sum-up\n:quit\n");
    let end = said.split("Summing up the interview about").nth(1).unwrap();
    assert!(end.contains("Left open:\n- Agreement: Agreement last reviewed\n"), "{end}");
    let said = talk(&mut world, "1\n\n\n\n:quit\n");
    let begun = said.split("is open:").nth(1).unwrap();
    assert!(begun.contains("Question 2 of 2, baa.reviewed. Open."), "{begun}");
}

#[test]
fn the_next_person_begins_at_what_is_open_and_hears_who_answered_before() {
    let mut world = FakeWorld::with_vendor("Northwind Claims LLC");
    talk(&mut world, "1\nPriya Nair\nlegal\n\n1\n\n:quit\n");
    let said = talk(&mut world, "1\nLee\nprivacy\n\n:previous\n:quit\n");
    let begun = said.split("is open:").nth(1).unwrap();
    assert!(begun.contains("Open.\n"), "{begun}");
    assert!(begun.contains("Answered by Priya Nair on 2026-11-22."), "{begun}");
    // Whoever answered needs no telling.
    let said = talk(&mut world, "1\nPriya Nair\nlegal\n\n:previous\n:quit\n");
    assert!(!said.contains("Answered by"), "{said}");
}

#[test]
fn r27_signing_off_in_lines_names_everything_that_is_open() {
    let mut world = FakeWorld::with_vendor("Acme Billing");
    let vendor = world.first();
    let set = |reply| AnswerSet::new(Subject::Vendor, "baa.executed".into(), 1, reply);
    world.append(vendor, set(Reply::Value(Value::word("no"))).into());
    let said = talk(
        &mut world,
        "1\n:back\n:report\n:sign\n\nPrivacy Officer\n\nAcme\n\n\n\nAcme Billing\n:quit\n",
    );
    assert!(said.contains("Sign off on Acme Billing"), "{said}");
    assert!(said.contains("gap: baa.executed, Not met"), "{said}");
    assert!(said.contains("to sign off, type the vendor's name, 'Acme Billing'"), "{said}");
    assert_eq!(world.dossiers[&vendor].sign_offs.len(), 1, "{said}");
}
