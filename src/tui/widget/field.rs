//! Text fields and forms, with the terminal's cursor where the text goes.

use ratatui::layout::Rect;

use super::picker;
use crate::app::App;
use crate::app::form::text::TextField;
use crate::app::form::{Field, FieldName, Form, Input};
use crate::app::pointing::{Part, Target};
use crate::app::words::not_yet;
use crate::text::{visible, width};
use crate::tui::canvas::{Canvas, below, cells_of, lines_of, rows};

/// Draws a field of one line: the end of the text before the cursor is always in view.
pub(crate) fn line(canvas: &mut Canvas<'_>, x: u16, y: u16, cells: u16, field: &TextField) {
    let text = field.text();
    let before: String = text.chars().take(field.cursor().1).collect();
    let before = visible(&before).into_owned();
    let room = usize::from(cells.saturating_sub(1));
    let mut start = 0;
    while width(before.get(start..).unwrap_or_default()) > room {
        start += before.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    let shown = visible(&text).into_owned();
    let blank = " ".repeat(usize::from(cells));
    canvas.put(x, y, cells, &blank, canvas.styles.field);
    canvas.put(x, y, cells, shown.get(start..).unwrap_or_default(), canvas.styles.field);
    canvas.cursor_at(x + cells_of(before.get(start..).unwrap_or_default()), y);
}

/// Draws a field of several lines, wrapped, with the cursor in view.
pub(crate) fn area(canvas: &mut Canvas<'_>, area: Rect, field: &TextField) {
    let (row, column) = field.cursor();
    let mut lines = Vec::new();
    let mut cursor = (0, 0);
    for (index, text) in field.lines().iter().enumerate() {
        if index == row {
            // A sign after the text keeps the blank at its end from being trimmed.
            let before: String = text.chars().take(column).collect();
            let wrapped = lines_of(&format!("{before}|"), area.width);
            let last = wrapped.last().map_or(0, |line| cells_of(line).saturating_sub(1));
            cursor = (rows(lines.len() + wrapped.len()).saturating_sub(1), last);
        }
        lines.extend(lines_of(text, area.width));
    }
    let first = cursor.0.saturating_sub(area.height.saturating_sub(1));
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(usize::from(first))) {
        canvas.put(area.x, y, area.width, line, canvas.styles.text);
    }
    canvas.cursor_at(area.x + cursor.1, area.y + (cursor.0 - first));
}

/// How many rows a form takes in so many cells.
pub(crate) fn form_height(form: &Form, cells: u16) -> u16 {
    let intro: usize = form.intro.iter().map(|text| lines_of(text, cells).len()).sum();
    let gap = usize::from(intro > 0);
    let completions = form.picker.entries.len().min(5);
    // The box keeps its height whichever field has the focus, and whichever choice is taken.
    let advice = form.fields.iter().flat_map(Field::advices);
    let advice = advice.map(|text| lines_of(&text, cells).len()).max().unwrap_or(0).max(2);
    rows(intro + gap + form.fields.len() + 1 + advice + completions)
}

/// Draws a form: what to know, the fields, and what is wrong or may be entered.
pub(crate) fn form(app: &App, canvas: &mut Canvas<'_>, area: Rect, form: &Form) {
    let mut rest = area;
    for text in &form.intro {
        rest = below(rest, canvas.wrapped(rest, text, canvas.styles.text));
    }
    if !form.intro.is_empty() && rest.height > rows(form.fields.len()) + 2 {
        rest = below(rest, 1);
    }
    let label = form.fields.iter().map(|field| cells_of(field.label)).max().unwrap_or(0) + 4;
    let label = label.min(area.width / 2);
    let room = rest.height.saturating_sub(2).max(1);
    let first = crate::app::list::first_in_view(form.focus, form.fields.len(), usize::from(room));
    canvas.hit(rest, Target::In(Part::Form, None));
    for (index, field) in form.fields.iter().enumerate().skip(first).take(usize::from(room)) {
        let (x, y, cells) = (rest.x + label, rest.y, rest.width.saturating_sub(label));
        let focused = index == form.focus;
        let row = Rect { height: 1, ..rest };
        canvas.hit(row, Target::In(Part::Form, Some(index)));
        let style = if focused { canvas.styles.heading } else { canvas.styles.text };
        canvas.put(rest.x, y, 2, if focused { ">" } else { " " }, style);
        canvas.put(rest.x + 2, y, label.saturating_sub(3), field.label, style);
        match (&field.input, focused) {
            (Input::Text(text), true) => line(canvas, x, y, cells, text),
            (Input::Text(_), false) => {
                let marked = form.picker.marked_words().filter(|_| field.name == FieldName::Path);
                let marked = marked.map(|words| format!("{words} marked. "));
                let shown = format!("{}{}", marked.unwrap_or_default(), field.shown());
                canvas.put(x, y, cells, &shown, canvas.styles.field);
            }
            (Input::Choice { .. }, _) => {
                let used =
                    canvas.put(x, y, cells, &format!("< {} >", field.shown()), canvas.styles.text);
                if focused {
                    canvas.focus_row(x, y, used);
                }
            }
        }
        rest = below(rest, 1);
        if focused && form.lists_files() {
            // The files take the place of the fields that follow, until one is chosen.
            return picker::draw(app, canvas, rest, form);
        }
    }
    advice(canvas, rest, form);
}

fn advice(canvas: &mut Canvas<'_>, area: Rect, form: &Form) {
    let rest = if area.height > 1 { below(area, 1) } else { area };
    match (&form.refused, form.focused()) {
        (Some(why), _) => {
            canvas.wrapped(rest, &not_yet(why), canvas.styles.unmet);
        }
        (None, Some(field)) => {
            canvas.wrapped(rest, &field.advice(), canvas.styles.quiet);
        }
        (None, None) => {}
    }
}
