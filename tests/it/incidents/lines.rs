//! Incidents in the line mode: the same board and the same record.

use super::at_board;
use crate::line::talk;
use crate::support::clocks::press;

const OPEN: &str = "1\n:back\n:incidents\n1\n";

#[test]
fn a_board_is_read_and_a_notice_marked_in_lines() {
    let mut world = press();
    let script = format!(
        "{OPEN}1\n:sent\n2026-03-30\n\n:pane\n:what-if\n2026-03-18\n2026-03-20\n\nTX=700\n\n:skip\n:pane\n:back\n:filter\n:quit\n"
    );
    let said = talk(&mut world, &script);
    insta::assert_snapshot!("lines", said);
    assert!(!said.contains('\u{1b}'));
    assert_eq!(said.matches("Not legal advice").count(), said.matches("Clocks of IC-01").count());
}

#[test]
fn both_ways_mark_the_same_notice() {
    let mut lines = press();
    talk(&mut lines, &format!("{OPEN}1\n:sent\n2026-03-30\n\n:quit\n"));
    let mut screen = at_board(press());
    screen.keys("m ctrl-a ctrl-k").types("2026-03-30").keys("ctrl-s");
    let sent = |world: &crate::support::FakeWorld| world.dossiers[&world.first()].sent.clone();
    assert_eq!(sent(&lines), sent(&screen.world));
    assert_eq!(sent(&lines).len(), 1);
}
