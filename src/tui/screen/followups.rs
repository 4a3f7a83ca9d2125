//! Draws what is to be found out, by whom and by when.

use ratatui::layout::Rect;

use super::dashboard::until;
use super::{Cell, table};
use crate::app::App;
use crate::app::screen::rows::Rows;
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
        Some(note) => format!("ended: {note}"),
        None if one.is_open() => until(store.today, one.follow_up.due),
        None => "answered since".to_owned(),
    };
    let (day, when, owner) = (12, 18, 16);
    let what = area.width.saturating_sub(2 + day + when + owner);
    let head = [(day, "By"), (when, ""), (owner, "Who"), (what, "Question")];
    let made: Vec<Vec<Cell>> = shown
        .iter()
        .map(|one| {
            let title = store.bank.question(&one.question).map(|question| question.title.clone());
            vec![
                (day, one.follow_up.due.to_string()),
                (when, state(one)),
                (owner, one.follow_up.owner.clone()),
                (what, title.unwrap_or_else(|| one.question.to_string())),
            ]
        })
        .collect();
    table(canvas, area, &head, rows, &made);
}
