//! Draws the list of questions beside the interview: how each stands, and why some are left out.

use ratatui::layout::Rect;

use crate::app::pointing::{Part, Target};
use crate::app::screen::interview::walk::{LeftOut, Row};
use crate::app::screen::interview::{Interview, Pane};
use crate::domain::standing::Standing;
use crate::tui::canvas::{Canvas, below};

/// One line of the list.
enum Line<'a> {
    Section(&'a str, String),
    /// With its place among all of them.
    Question(usize, &'a Row),
}

/// Draws the list.
pub(super) fn draw(interview: &Interview, rows: &[Row], canvas: &mut Canvas<'_>, area: Rect) {
    let current = rows.iter().find(|row| row.id == interview.at).map_or(0, |row| row.section);
    let narrow = area.width < 40;
    let mut lines = Vec::new();
    let mut before = 0;
    for section in rows.chunk_by(|one, next| one.section == next.section) {
        let Some(first) = section.first() else { continue };
        let (place, own) = (first.section, || section.iter());
        let walked = own().filter(|row| row.left_out.is_none()).count();
        let open =
            own().filter(|row| row.left_out.is_none() && row.standing == Standing::Open).count();
        lines.push(Line::Section(&first.heading, format!("{}/{walked}", walked - open)));
        // Beside the question only its own section is unfolded; the whole list has the room for all.
        if !narrow || place == current || interview.pane == Pane::List {
            let places = own().enumerate();
            lines.extend(places.map(|(place, row)| Line::Question(before + place, row)));
        }
        before += section.len();
    }
    let at = lines
        .iter()
        .position(|line| matches!(line, Line::Question(_, row) if row.id == interview.at))
        .unwrap_or(0);
    canvas.put(area.x, area.y, area.width, "Sections", canvas.styles.heading);
    let body = below(area, 1);
    canvas.hit(body, Target::In(Part::Questions, None));
    let first = crate::app::list::first_in_view(at, lines.len(), usize::from(body.height));
    for (y, (index, line)) in (body.y..body.bottom()).zip(lines.iter().enumerate().skip(first)) {
        match line {
            Line::Section(title, count) => {
                let used = canvas.put_right(body, y, &format!(" {count}"), canvas.styles.text);
                canvas.put(
                    body.x,
                    y,
                    body.width.saturating_sub(used),
                    title,
                    canvas.styles.heading,
                );
            }
            Line::Question(place, row) => {
                let target = Target::In(Part::Questions, Some(*place));
                canvas.hit(Rect { y, height: 1, ..body }, target);
                canvas.put(
                    body.x + 2,
                    y,
                    body.width.saturating_sub(2),
                    &words(row),
                    canvas.styles.text,
                );
            }
        }
        if index == at {
            canvas.put(body.x, y, 1, ">", canvas.styles.heading);
            if interview.pane == Pane::List {
                canvas.focus_row(body.x, y, body.width);
            }
        }
    }
}

fn words(row: &Row) -> String {
    match &row.left_out {
        Some(LeftOut::NotAsked(why)) => format!("  {} (not asked: {why})", row.title),
        Some(LeftOut::OtherRole) => format!("  {} (another role)", row.title),
        None => format!("{} {}", row.standing.mark(), row.title),
    }
}
