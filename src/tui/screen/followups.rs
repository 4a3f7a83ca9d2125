//! Draws what is to be found out, by whom and by when.

use ratatui::layout::Rect;

use super::table;
use crate::app::App;
use crate::app::screen::rows::Rows;
use crate::app::words::until;
use crate::domain::dossier::FollowUpOnFile;
use crate::tui::canvas::{Canvas, below};

/// Draws the follow-ups.
pub(super) fn draw(app: &App, rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(store) = &app.store else { return };
    let shown = app.shown_follow_ups();
    if shown.is_empty() {
        let words = "Nothing is to be found out. Answer a question with \"we do not know\" to say who will find out by when.";
        canvas.wrapped(below(area, 1), words, canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let state = |one: &FollowUpOnFile| match &one.ended {
        Some(_) => "ended".to_owned(),
        None if one.is_open() => until(store.today, one.follow_up.due),
        None => "answered since".to_owned(),
    };
    let list = Rect { height: area.height - area.height / 3, ..area };
    let (day, when, owner) = (12, 18, 16);
    let what = area.width.saturating_sub(2 + day + when + owner);
    let head = [(day, "By"), (when, ""), (owner, "Who"), (what, "Question")];
    table(canvas, list, &head, rows, &shown, |one| {
        let title = store.bank.question(&one.question).map(|question| question.title.clone());
        vec![
            (day, one.follow_up.due.to_string()),
            (when, state(one)),
            (owner, one.follow_up.owner.clone()),
            (what, title.unwrap_or_else(|| one.question.to_string())),
        ]
    });
    let Some(one) = shown.get(rows.at) else { return };
    let mut rest = Rect { y: list.bottom(), height: area.height / 3, ..area };
    canvas.rule_to_edges(rest);
    rest = below(rest, 1);
    let question = store.bank.question(&one.question);
    let asked = question.map_or_else(String::new, |question| question.text.clone());
    rest = below(
        rest,
        canvas.wrapped(rest, &format!("{}: {asked}", one.question), canvas.styles.text),
    );
    if let Some(note) = &one.ended {
        canvas.wrapped(rest, &format!("Ended: {note}"), canvas.styles.text);
    } else if one.is_overdue(store.today) {
        canvas.wrapped(
            rest,
            "Overdue. A new answer ends it, or D with a note.",
            canvas.styles.late,
        );
    }
}
