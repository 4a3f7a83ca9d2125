//! Draws why a question is asked: guidance, basis, citations with their marks, good evidence, and what this answer does.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::consequence;
use crate::app::screen::interview::{Interview, Pane};
use crate::domain::question::{Citation, Question, Role, Verified};
use crate::domain::standing::{Confirming, Stand};
use crate::tui::canvas::{Canvas, lines_of};

/// Draws why the question is asked.
pub(super) fn draw(stand: &Stand<'_>, interview: &Interview, canvas: &mut Canvas<'_>, area: Rect) {
    let parts = parts(stand, canvas);
    let mut lines: Vec<(String, Style)> = Vec::new();
    for (words, style) in parts {
        lines.extend(lines_of(&words, area.width).into_iter().map(|line| (line, style)));
    }
    let first = interview.why_at.min(lines.len().saturating_sub(usize::from(area.height)));
    for (y, (line, style)) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
        canvas.put(area.x, y, area.width, line, *style);
    }
    if lines.len() > first + usize::from(area.height) {
        canvas.put_right(
            area,
            area.bottom().saturating_sub(1),
            " more below",
            canvas.styles.heading,
        );
    }
    if interview.pane == Pane::Why {
        canvas.cursor_at(area.x, area.y);
    }
}

fn parts(stand: &Stand<'_>, canvas: &Canvas<'_>) -> Vec<(String, Style)> {
    let styles = canvas.styles;
    let question = stand.question;
    let mut parts = vec![("This answer".to_owned(), styles.heading)];
    parts.push((format!("{} {}", stand.standing.mark(), stand.standing), styles.text));
    parts.push((consequence(stand).trim_start_matches("This answer: ").to_owned(), styles.text));
    if let Some(failed) = stand.judgment.as_ref().and_then(|judgment| judgment.failed.as_ref()) {
        parts.push((format!("It is {}: {}.", failed.fails_when, failed.set_by), styles.part));
    }
    match stand.confirming {
        Confirming::Settled => {}
        Confirming::CycleOpened => parts.push((
            "Not confirmed in this cycle; y confirms it as it stands.".to_owned(),
            styles.part,
        )),
        Confirming::QuestionRevised => parts.push((
            "The question was reworded since; y confirms the answer.".to_owned(),
            styles.part,
        )),
    }
    parts.push((String::new(), styles.text));
    parts.push(("Why it is asked".to_owned(), styles.heading));
    parts.push((question.guidance.clone(), styles.text));
    parts.push((String::new(), styles.text));
    parts.push((format!("Basis: {}", question.basis), styles.heading));
    parts.extend(question.citations.iter().map(|cited| (citation(cited, question), styles.text)));
    if question.verified != Verified::Checked {
        parts.push((format!("This question: {}.", question.verified), styles.part));
    }
    if !question.evidence.is_empty() {
        parts.push((String::new(), styles.text));
        parts.push(("Good evidence".to_owned(), styles.heading));
        parts.extend(question.evidence.iter().map(|one| (format!("- {one}"), styles.text)));
    }
    if let Some(days) = question.evidence_max_age_days {
        parts.push((format!("At most {days} days old."), styles.text));
    }
    parts.push((String::new(), styles.text));
    let roles: Vec<&str> = question.ask_of.iter().map(|role: &Role| role.title()).collect();
    parts.push((
        format!("Severity: {}. Asked of: {}.", question.severity, roles.join(", ")),
        styles.quiet,
    ));
    parts
}

/// A citation with its own basis where that differs, and its mark where it is not verified.
fn citation(cited: &Citation, question: &Question) -> String {
    let basis =
        if cited.basis == question.basis { String::new() } else { format!(" ({})", cited.basis) };
    let mark = if cited.verified == Verified::Checked {
        String::new()
    } else {
        format!(" [{}]", cited.verified)
    };
    format!("{}{basis}{mark}", cited.text)
}
