//! Draws one question: what is asked, what may be replied, the note, the evidence, and what this answer does before it is left.

mod list;
mod said;

use ratatui::layout::Rect;

use super::WIDE;
use crate::app::App;
use crate::app::command::CommandId;
use crate::app::form::text::TextField;
use crate::app::pointing::{Part, Target};
use crate::app::screen::interview::walk::Row;
use crate::app::screen::interview::words::{
    self, basis_line, consequence, evidence_lines, given_by, records_say, reply_words,
};
use crate::app::screen::interview::{Editing, Interview, Offer, Pane, offers};
use crate::app::words::many;
use crate::domain::question::Question;
use crate::domain::standing::{Asked, Stand};
use crate::tui::canvas::{Canvas, below, beside, lines_of, rows};
use crate::tui::widget::field;

/// Draws the interview.
pub(super) fn draw(app: &App, interview: &Interview, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(standings) = app.asked_standings() else { return };
    let Some(stand) = standings.get(&interview.at) else {
        canvas.put(
            area.x,
            area.y,
            area.width,
            "The bank no longer has this question.",
            canvas.styles.text,
        );
        return;
    };
    let all = app.rows_of(&standings);
    if area.width + 2 >= WIDE {
        let (left, divider, rest) = beside(area, 30);
        let (middle, other, right) = beside(rest, rest.width - 34);
        // What is written does not touch the dividers.
        let apart = |pane: Rect| Rect { width: pane.width.saturating_sub(1), ..pane };
        let (left, middle) = (apart(left), apart(middle));
        canvas.divider(divider);
        canvas.divider(other);
        let why =
            |canvas: &mut Canvas<'_>, area| said::draw(&words::why(stand), interview, canvas, area);
        // The part in focus is drawn last, so that the terminal's cursor is its own.
        let list = |canvas: &mut Canvas<'_>| list::draw(interview, &all, canvas, left);
        match interview.pane {
            Pane::List => {
                question(app, interview, (stand, &all), canvas, middle);
                why(canvas, right);
                list(canvas);
            }
            Pane::Question | Pane::Why => {
                list(canvas);
                why(canvas, right);
                question(app, interview, (stand, &all), canvas, middle);
            }
            Pane::Closing => {
                list(canvas);
                why(canvas, right);
                said::draw(&app.closing(), interview, canvas, middle);
            }
        }
        return;
    }
    match interview.pane {
        Pane::Question => question(app, interview, (stand, &all), canvas, area),
        Pane::List => list::draw(interview, &all, canvas, area),
        Pane::Why => said::draw(&words::why(stand), interview, canvas, area),
        Pane::Closing => said::draw(&app.closing(), interview, canvas, area),
    }
}

/// Rows shared out among the parts of the question.
struct Shares {
    question: u16,
    offers: u16,
    note: u16,
    evidence: u16,
    records: u16,
    /// Blank rows between the parts, where there is room.
    air: u16,
}

impl Shares {
    /// The question comes first, then what may be replied; while a note is written, it comes before the replies.
    fn of(
        height: u16,
        records: u16,
        question: u16,
        offers: u16,
        note: u16,
        evidence: u16,
        writing: Writing,
    ) -> Self {
        // Above: section and id. Between: what this answer does, and what the records say; a small window cuts that, and `b` shows it whole.
        let records = records.min(height / 5);
        let left = height.saturating_sub(2 + 1 + records);
        let (note_least, offers_least) = match writing {
            Writing::Note => (5, 2),
            Writing::Nothing => (1, 3),
        };
        let question = question.min(left.saturating_sub(note_least + offers_least + 1)).max(1);
        let left = left.saturating_sub(question);
        let offers = offers.min(left.saturating_sub(note_least + 1)).max(1);
        let left = left.saturating_sub(offers);
        let evidence = evidence.max(1).min(left.saturating_sub(note_least)).max(1);
        let left = left.saturating_sub(evidence);
        let wanted = if matches!(writing, Writing::Note) { note.max(6) } else { note.max(1) };
        let note = wanted.min(left).max(1);
        Self {
            question,
            offers,
            note,
            evidence,
            records,
            air: u16::from(left.saturating_sub(note) >= 4),
        }
    }
}

/// How many rows a note takes with its head; a note of one line stands beside it.
fn note_rows(note: &str, cells: u16) -> u16 {
    match lines_of(note, cells.saturating_sub(8)).len() {
        1 => 1,
        _ => rows(lines_of(note, cells.saturating_sub(2)).len()) + 1,
    }
}

/// Whether a note is being written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    Note,
    Nothing,
}

fn question(
    app: &App,
    interview: &Interview,
    (stand, all): (&Stand<'_>, &[Row]),
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let asked = stand.question;
    let writing = match interview.editing {
        Some(Editing::Note(_)) => Writing::Note,
        _ => Writing::Nothing,
    };
    let note = note_text(app);
    let evidence = evidence_lines(stand);
    let says = records_say(stand, &format!("{} confirms it.", app.how(CommandId::ConfirmAnswer)));
    let records = says.as_ref().map_or(0, |says| rows(lines_of(says, area.width).len()));
    let shares = Shares::of(
        area.height,
        records,
        rows(lines_of(&asked.text, area.width).len()),
        rows(offers(&asked.kind).len()),
        note_rows(&note, area.width),
        rows(evidence.len()),
        writing,
    );
    let mut rest = head(stand, all, canvas, area);
    rest = below(rest, shares.air);
    let used = canvas.wrapped(
        Rect { height: shares.question, ..rest },
        &asked.text,
        canvas.styles.heading,
    );
    rest = below(rest, used + shares.air);
    replies(app, interview, asked, canvas, Rect { height: shares.offers, ..rest });
    rest = below(rest, shares.offers);
    let given_by = given_by(app, stand).map(|words| format!(" {words}")).unwrap_or_default();
    let consequence = format!("{}{given_by}", consequence(stand));
    canvas.put(rest.x, rest.y, rest.width, &consequence, canvas.styles.text);
    rest = below(rest, 1);
    if let Some(says) = &says {
        let part = Rect { height: shares.records, ..rest };
        canvas.wrapped(part, says, canvas.styles.heading);
        rest = below(rest, shares.records);
    }
    rest = below(rest, shares.air);
    note_part(app, interview, &note, canvas, Rect { height: shares.note, ..rest });
    rest = below(rest, shares.note + shares.air);
    let evidence = if stand.exhibits.is_empty() {
        let how = match app.looking {
            Some(_) => String::new(),
            None => format!("; {} attaches a file", app.how(CommandId::Attach)),
        };
        vec![format!("Evidence: nothing on file{how}")]
    } else {
        evidence
    };
    for (y, line) in (rest.y..rest.bottom()).zip(&evidence).take(usize::from(shares.evidence)) {
        canvas.put(rest.x, y, rest.width, line, canvas.styles.text);
    }
    if writing == Writing::Nothing && canvas.area.width < WIDE {
        guidance(app, asked, canvas, below(rest, shares.evidence));
    }
    if let Some(Editing::Note(text)) = &interview.editing {
        note_field(canvas, area, shares.note, rest, shares.air, text);
    }
}

/// Why it is asked, where there is room below: who interviews says it with the question. A wide window has a part of its own for it.
fn guidance(app: &App, asked: &Question, canvas: &mut Canvas<'_>, area: Rect) {
    let mut lines = lines_of(&asked.guidance, area.width);
    let room = usize::from(area.height.saturating_sub(1));
    if room < lines.len().min(2) {
        return;
    }
    if lines.len() > room {
        lines.truncate(room.saturating_sub(1));
        lines.push(format!("({} shows all of it)", app.how(CommandId::Why)));
    }
    for (y, line) in (area.y + 1..area.bottom()).zip(&lines) {
        canvas.put(area.x, y, area.width, line, canvas.styles.quiet);
    }
}

/// The note's field, drawn last so that the terminal's cursor is its own.
fn note_field(
    canvas: &mut Canvas<'_>,
    area: Rect,
    height: u16,
    after: Rect,
    air: u16,
    text: &TextField,
) {
    let y = after.y.saturating_sub(height + air);
    let part = Rect {
        x: area.x + 2,
        y: y + 1,
        width: area.width.saturating_sub(2),
        height: height.saturating_sub(1).max(1),
    };
    field::area(canvas, part, text);
}

/// Section and place, id, basis and first citation.
fn head(stand: &Stand<'_>, all: &[Row], canvas: &mut Canvas<'_>, area: Rect) -> Rect {
    let question = stand.question;
    let here = all.iter().find(|row| row.id == question.id);
    let section = here.map_or(0, |row| row.section);
    let in_section: Vec<_> =
        all.iter().filter(|row| row.section == section && row.left_out.is_none()).collect();
    let place = in_section.iter().position(|row| row.id == question.id);
    let title = here.map_or("", |row| row.heading.as_str());
    let at = match (&stand.asked, place) {
        (Asked::No(_), _) => "not asked".to_owned(),
        (_, Some(place)) => format!("{} of {}", place + 1, in_section.len()),
        (_, None) => "for another role".to_owned(),
    };
    let standing = format!("{} {}", stand.standing.mark(), stand.standing);
    let used = canvas.put_right(area, area.y, &standing, canvas.styles.heading);
    canvas.put(
        area.x,
        area.y,
        area.width.saturating_sub(used + 1),
        &format!("{title}, {at}"),
        canvas.styles.text,
    );
    let line = match &stand.asked {
        Asked::No(why) => format!(
            "{}: not asked, because {why}. An answer is kept and counts nothing.",
            stand.name()
        ),
        _ => format!("{}, {}", stand.name(), basis_line(question)),
    };
    canvas.put(area.x, area.y + 1, area.width, &line, canvas.styles.quiet);
    below(area, 2)
}

fn note_text(app: &App) -> String {
    app.draft().or(app.recorded_note()).unwrap_or("").to_owned()
}

fn note_part(app: &App, interview: &Interview, note: &str, canvas: &mut Canvas<'_>, area: Rect) {
    let writing = matches!(interview.editing, Some(Editing::Note(_)));
    let head = match (writing, app.draft()) {
        (true, _) => "Note, being written:",
        (false, Some(_)) => "Note, typed and not recorded yet:",
        (false, None) => "Note:",
    };
    let used = canvas.put(area.x, area.y, area.width, head, canvas.styles.heading);
    if writing {
        return;
    }
    let lines = lines_of(note, area.width.saturating_sub(2));
    let empty = note.trim().is_empty();
    if empty || note_rows(note, area.width) == 1 {
        let words = match (empty, &app.looking) {
            (false, _) => note.to_owned(),
            (true, None) => format!("none; {} writes one", app.how(CommandId::Note)),
            (true, Some(_)) => "none".to_owned(),
        };
        canvas.put(
            area.x + used + 1,
            area.y,
            area.width.saturating_sub(used + 1),
            &words,
            canvas.styles.text,
        );
        return;
    }
    let room = usize::from(area.height.saturating_sub(1));
    if room == 0 {
        let rest = format!(
            "{} ({} lines; {} shows it)",
            lines.first().map_or("", String::as_str),
            lines.len(),
            app.how(CommandId::Note)
        );
        canvas.put(
            area.x + used + 1,
            area.y,
            area.width.saturating_sub(used + 1),
            &rest,
            canvas.styles.text,
        );
    }
    for (y, line) in (area.y + 1..area.bottom()).zip(&lines) {
        canvas.put(area.x + 2, y, area.width.saturating_sub(2), line, canvas.styles.text);
    }
    if lines.len() > room && room > 0 {
        let note = app.how(CommandId::Note);
        let more = format!("{} below; {note} shows the whole", many(lines.len() - room, "line"));
        canvas.put_right(area, area.y, &more, canvas.styles.quiet);
    }
}

fn replies(
    app: &App,
    interview: &Interview,
    question: &Question,
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let offers = offers(&question.kind);
    let (at, taken) = (app.offer_row(), app.rows_taken());
    let first = crate::app::list::first_in_view(at, offers.len(), usize::from(area.height));
    let mut focused = None;
    canvas.hit(area, Target::In(Part::Offers, None));
    for (y, (row, offer)) in (area.y..area.bottom()).zip(offers.iter().enumerate().skip(first)) {
        let mark = match (
            taken.contains(&row),
            question.kind.takes_several() && matches!(offer, Offer::Choice(..)),
        ) {
            (true, true) => "[x]",
            (false, true) => "[ ]",
            (true, false) => "(•)",
            (false, false) => "( )",
        };
        let (key, words) = reply_words(app, question, row, offer);
        let line = format!("  {key:>2} {mark} {words}");
        canvas.put(area.x, y, area.width, &line, canvas.styles.text);
        canvas.hit(Rect { y, height: 1, ..area }, Target::In(Part::Offers, Some(row)));
        if row == at {
            canvas.put(area.x, y, 1, ">", canvas.styles.heading);
            focused = Some((y, *offer == Offer::Field));
        }
    }
    if offers.len() > first + usize::from(area.height) {
        canvas.put_right(area, area.bottom() - 1, " … more below", canvas.styles.heading);
    }
    if interview.pane != Pane::Question {
        return;
    }
    match (&interview.editing, focused) {
        (Some(Editing::Answer(text)), Some((y, true))) => {
            let head = format!("  {:>2} ( ) Answer: ", app.keymap.key(CommandId::TypeAnswer));
            let used = canvas.put(area.x, y, area.width, &head, canvas.styles.heading);
            field::line(canvas, area.x + used, y, area.width.saturating_sub(used), text);
        }
        (None, Some((y, _))) => canvas.focus_row(area.x, y, area.width),
        _ => {}
    }
}
