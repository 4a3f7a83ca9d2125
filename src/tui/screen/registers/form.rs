//! Draws the form of a record: one row a field, and below them what the field in focus means, what may be chosen, or its whole text.

use std::fmt::Write as _;

use ratatui::layout::Rect;

use crate::app::form::{Field, FieldName, Form, Input};
use crate::app::list::first_in_view;
use crate::app::overlay::Prompt;
use crate::app::pointing::{Part, Target};
use crate::app::words::not_yet;
use crate::domain::register::RegisterKind;
use crate::tui::canvas::{Canvas, below, cells_of, lines_of, rows};
use crate::tui::widget::field::line;

/// How many rows stay for what the field in focus means, however many fields there are.
const ADVICE: u16 = 4;

/// How many rows it has where there is room: the longest list of choices takes these.
const ROOM: u16 = 8;

/// How wide it is at most: from there on a line of text is hard to follow.
const WIDEST: u16 = 100;

/// Draws the form of a record over the whole body.
pub(in crate::tui) fn draw(
    prompt: &Prompt,
    register: RegisterKind,
    canvas: &mut Canvas<'_>,
    body: Rect,
) {
    let width = WIDEST.min(body.width.saturating_sub(2));
    let form = &prompt.form;
    let intro: usize = form.intro.iter().map(|text| lines_of(text, width - 4).len()).sum();
    let lines = lines(form, register);
    let height = (rows(intro + lines.len()) + 1 + ROOM + 2).min(body.height);
    let area = Rect {
        x: body.x + (body.width - width) / 2,
        y: body.y + (body.height - height) / 2,
        width,
        height,
    };
    let mut rest = canvas.boxed(area, &form.title);
    for text in &form.intro {
        rest = below(rest, canvas.wrapped(rest, text, canvas.styles.text));
    }
    let count = rows(lines.len());
    let height = count.min(rest.height.saturating_sub(ADVICE + 1)).max(1);
    fields(canvas, Rect { height, ..rest }, form, register, &lines);
    let under = below(rest, height);
    canvas.rule(Rect { height: 1, ..under });
    if count > height {
        let group = form.focused().and_then(|field| register.group_of(field.name.of_record()?));
        let group = group.map(|group| format!("{group}, ")).unwrap_or_default();
        let place = format!(" {group}{} of {} ", form.focus + 1, form.fields.len());
        canvas.put_right(under, under.y, &place, canvas.styles.heading);
    }
    advice(canvas, below(under, 1), form);
}

/// One row of a form.
enum Line<'a> {
    /// What the fields below are about.
    Heading(&'static str),
    /// A field, with its place in the form.
    Field(usize, &'a Field),
}

/// The rows of a form: its fields, below headings where they stand in groups.
fn lines(form: &Form, register: RegisterKind) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (place, field) in form.fields.iter().enumerate() {
        let heading = field.name.of_record().and_then(|name| register.heading_before(name));
        lines.extend(heading.map(Line::Heading));
        lines.push(Line::Field(place, field));
    }
    lines
}

fn fields(
    canvas: &mut Canvas<'_>,
    area: Rect,
    form: &Form,
    register: RegisterKind,
    lines: &[Line<'_>],
) {
    let widest = form.fields.iter().map(|field| cells_of(&label_of(field, register))).max();
    let label = (widest.unwrap_or(0) + 4).min(area.width / 2);
    let in_focus = |line: &Line<'_>| matches!(line, Line::Field(place, _) if *place == form.focus);
    let at = lines.iter().position(in_focus).unwrap_or(0);
    let first = first_in_view(at, lines.len(), usize::from(area.height));
    canvas.hit(area, Target::In(Part::Form, None));
    for (y, line_of_form) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
        let (index, field) = match line_of_form {
            Line::Heading(words) => {
                canvas.put(area.x, y, area.width, words, canvas.styles.quiet);
                continue;
            }
            Line::Field(index, field) => (*index, *field),
        };
        let (x, cells) = (area.x + label, area.width.saturating_sub(label));
        let focused = index == form.focus;
        canvas.hit(Rect { y, height: 1, ..area }, Target::In(Part::Form, Some(index)));
        let style = if focused { canvas.styles.heading } else { canvas.styles.text };
        canvas.put(area.x, y, 2, if focused { ">" } else { " " }, style);
        canvas.put(area.x + 2, y, label.saturating_sub(3), &label_of(field, register), style);
        match (&field.input, focused) {
            (Input::Text(text), true) => line(canvas, x, y, cells, text),
            (Input::Text(_), false) => {
                canvas.put(x, y, cells, &field.shown(), canvas.styles.field);
            }
            (Input::Choice { .. }, _) => {
                let words = format!("< {} >", field.shown());
                let used = canvas.put(x, y, cells, &words, canvas.styles.text);
                if focused {
                    canvas.focus_row(x, y, used);
                }
            }
        }
    }
}

/// The words before a field; those without which nothing is recorded say so.
fn label_of(field: &Field, register: RegisterKind) -> String {
    match field.name {
        FieldName::Of(name) if register.required().contains(&name) => {
            format!("{} (needed)", field.label)
        }
        _ => field.label.to_owned(),
    }
}

fn advice(canvas: &mut Canvas<'_>, area: Rect, form: &Form) {
    if let Some(why) = &form.refused {
        let words = not_yet(why);
        canvas.wrapped(area, &words, canvas.styles.unmet);
        return;
    }
    let Some(field) = form.focused() else { return };
    let rest = below(area, canvas.wrapped(area, &field.hint, canvas.styles.quiet));
    match &field.input {
        Input::Choice { options, at } => choices(canvas, rest, options, *at),
        // The field shows one line of what was typed; here the whole of it can be read.
        Input::Text(text) => {
            let whole = text.text();
            if lines_of(&whole, rest.width.saturating_sub(30)).len() > 1 {
                canvas.wrapped(rest, &whole, canvas.styles.text);
            }
        }
    }
}

/// What may be chosen, with the digit where one takes it; where not all fits, the part around the one that is taken.
fn choices(canvas: &mut Canvas<'_>, area: Rect, options: &[(String, String)], at: usize) {
    let mut words = "Left and right, or a first letter, choose: ".to_owned();
    let mut row = 0;
    for (place, (_, label)) in options.iter().enumerate() {
        if place > 0 {
            words.push_str(" · ");
        }
        if place < 9 {
            // A digit stays on the line of what it takes.
            let _ = write!(words, "{}\u{a0}", place + 1);
        }
        words.push_str(label);
        if place == at {
            row = lines_of(&words, area.width).len().saturating_sub(1);
        }
    }
    let lines = lines_of(&words, area.width);
    let first = first_in_view(row, lines.len(), usize::from(area.height));
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
        canvas.put(area.x, y, area.width, line, canvas.styles.text);
    }
}
