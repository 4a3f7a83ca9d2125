//! Draws what is to be found out, by whom and by when.

use ratatui::layout::Rect;

use super::table;
use crate::app::App;
use crate::app::command::CommandId;
use crate::app::screen::deadlines::{Listed, Over};
use crate::app::screen::marks::{Mark, sign};
use crate::app::state::Freshness;
use crate::tui::canvas::{Canvas, below};

/// Draws the follow-ups: of one vendor by day; over all owner by owner.
pub(super) fn draw(app: &App, listed: &Listed, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(store) = &app.store else { return };
    let shown = app.shown_follow_ups();
    let all = listed.over == Over::All;
    if shown.is_empty() {
        let words = if all && app.lookout.state != Freshness::Fresh {
            "Looking at every vendor's record ..."
        } else {
            "Nothing is to be found out. Answer a question with \"we do not know\" to say who will find out by when."
        };
        canvas.wrapped(below(area, 1), words, canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let list = Rect { height: area.height - area.height / 3, ..area };
    // Over all, whose it is comes first and the day itself stands below: there is no room for both. In a narrow window who finds out
    // stands below, too.
    let narrow = list.width < 70;
    let day = if all { 0 } else { 12 };
    let (when, owner, vendor) = match (all, narrow) {
        (true, true) => (15, 16, 14),
        (true, false) => (18, 20, 20),
        (false, true) => (16, 0, 0),
        (false, false) => (18, 20, 0),
    };
    let marks = &listed.rows.marks;
    let mark = if marks.is_empty() { 0 } else { 2 };
    let what = list.width.saturating_sub(2 + mark + day + when + owner + vendor);
    let mut head =
        vec![(day, "By"), (when, "State"), (owner, "Who"), (vendor, "Vendor"), (what, "Question")];
    if all {
        head.swap(1, 2);
    }
    head.insert(0, (mark, ""));
    table(canvas, list, &head, &listed.rows, &shown, |of| {
        let incident = of.one.incident.map(|no| format!(" ({no})")).unwrap_or_default();
        let title = store.bank.question(&of.one.question);
        let title = title.map(|question| format!("{}{incident}", question.title));
        let mut cells = vec![
            (day, of.one.follow_up.due.to_string()),
            (when, app.follow_up_state(&of.one)),
            (owner, of.one.follow_up.owner.clone()),
            (vendor, of.name.clone()),
            (what, title.unwrap_or_else(|| of.one.name())),
        ];
        if all {
            cells.swap(1, 2);
        }
        let of_row = Mark::FollowUp(of.vendor, of.one.follow_up.id);
        cells.insert(0, (mark, sign(marks, &of_row).to_owned()));
        cells
    });
    let Some(of) = shown.get(listed.rows.at) else { return };
    let one = &of.one;
    let mut rest = Rect { y: list.bottom(), height: area.height / 3, ..area };
    canvas.rule_to_edges(rest);
    rest = below(rest, 1);
    if all || narrow {
        let (owner, due) = (&one.follow_up.owner, one.follow_up.due.strftime("%A %Y-%m-%d"));
        let about = if all { format!(", about {}", of.name) } else { String::new() };
        let words = format!("{owner} finds out by {due}{about}");
        rest = below(rest, canvas.wrapped(rest, &words, canvas.styles.heading));
    }
    let question = store.bank.question(&one.question);
    let asked = question.map_or_else(String::new, |question| question.text.clone());
    rest =
        below(rest, canvas.wrapped(rest, &format!("{}: {asked}", one.name()), canvas.styles.text));
    if let Some(note) = &one.ended {
        canvas.wrapped(rest, &format!("Ended: {note}"), canvas.styles.text);
    } else if one.is_overdue(store.today) {
        let end = format!(" {} ends it with a note,", app.how(CommandId::EndFollowUp));
        let end = if all { String::new() } else { end };
        let hand = app.how(CommandId::OwnGap);
        let words =
            format!("Overdue. A new answer ends it,{end} or {hand} hands it to somebody else.");
        canvas.wrapped(rest, &words, canvas.styles.late);
    }
}
