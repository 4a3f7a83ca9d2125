//! The history and the past in lines.

use super::long;
use crate::line::talk;

#[test]
fn the_history_is_read_looked_through_and_looked_back_to_in_lines() {
    let mut world = long();
    let said = talk(
        &mut world,
        ":history\n4\n:filter\nctrl.signin\n\n\n\n\n\n\n:as-of\n2026-03-02\n:interview\nno\n:note\n:as-of\ntoday\n:quit\n",
    );
    insta::assert_snapshot!(said);
    assert!(said.contains("AS OF 2026-03-02. "), "{said}");
    assert!(said.contains("Not now: this is the record as of 2026-03-02"), "{said}");
}

#[test]
fn a_correction_is_asked_for_field_by_field() {
    let mut world = long();
    let vendor = world.first();
    let before = world.dossiers[&vendor].events.len();
    let said = talk(&mut world, ":history\n4\n:correct\nyes\nfound it\n\n:quit\n");
    assert!(said.contains("Correct baa.executed"), "{said}");
    assert_eq!(world.dossiers[&vendor].events.len(), before + 1, "{said}");
}
