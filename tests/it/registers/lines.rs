//! The registers in the line mode: the same lists and forms as plain questions, and the same record.

use super::{VENDOR, with_agreement};
use crate::line::talk;
use crate::support::FakeWorld;

const OPEN: &str = "1\n:back\n:registers\n";

#[test]
fn a_record_is_written_and_read_in_lines() {
    let mut world = FakeWorld::with_vendor(VENDOR);
    let script = format!(
        "{OPEN}:add\n?\n1\nServices and privacy\nsoon\n2024-03-01\nback\n\nskip\n?\nnone\n:gaps\n:registers\n:add\nclear\ndone\n3\n\
        1\n:clause\nskip\n6\nwithin 24 hours\n12\n7.2\n24\ndone\n\
        clauses\n1\nsub\n:none\nno\n:none\nyes\naud\n?\n:quit\n"
    );
    let said = talk(&mut world, &script);
    insta::assert_snapshot!("registers", said);
    assert!(!said.contains('\u{1b}'));
}

#[test]
fn both_ways_write_the_same_record() {
    let mut lines = FakeWorld::with_vendor(VENDOR);
    let script =
        "1\n\n\n\n:registers\n:add\n1\nServices and privacy\n2024-03-01\n2024-02-20\ndone\n:quit\n";
    talk(&mut lines, script);
    let screen = with_agreement();
    let fields = |world: &FakeWorld| {
        let registers = &world.dossiers[&world.first()].registers;
        registers.iter().map(|record| (record.no, record.fields.clone())).collect::<Vec<_>>()
    };
    assert_eq!(fields(&lines), fields(&screen.world));
    assert_eq!(fields(&lines).len(), 1);
}

#[test]
fn what_is_typed_is_kept_when_the_input_ends() {
    let mut world = FakeWorld::with_vendor(VENDOR);
    talk(&mut world, &format!("{OPEN}:add\n1\nHalf a contract\n"));
    let drafts = &world.drafts[&world.first()];
    assert!(drafts.values().any(|text| text.contains("Half a contract")), "{drafts:?}");
    let said = talk(&mut world, &format!("{OPEN}:add\n\ndone\n:quit\n"));
    assert!(said.contains("Now: Half a contract."), "{said}");
    assert!(said.contains("Not yet: 'Effective' is needed."), "{said}");
}
