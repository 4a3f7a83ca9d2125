//! Draws what lies over a screen: help, palette, a question, a form, a problem in full.

use ratatui::layout::Rect;

use super::canvas::{Canvas, below, lines_of, rows};
use super::screen::registers;
use super::widget::field;
use crate::app::App;
use crate::app::list::first_in_view;
use crate::app::overlay::help::Line;
use crate::app::overlay::{Button, Confirm, Help, Overlay, Palette, Prompt};
use crate::app::pointing::{Part, Target};
use crate::app::words::capital;
use crate::domain::standing::Standing;
use crate::problem::Problem;

/// Draws what lies over the screen.
pub(super) fn draw(app: &App, overlay: &Overlay, canvas: &mut Canvas<'_>, body: Rect) {
    match overlay {
        Overlay::Help(help) => draw_help(app, help, canvas, body),
        Overlay::Palette(palette) => draw_palette(app, palette, canvas, body),
        Overlay::Confirm(confirm) => draw_confirm(confirm, canvas, body),
        Overlay::Prompt(prompt) => draw_prompt(app, prompt, canvas, body),
        Overlay::Problem(problem) => draw_problem(problem, canvas, body),
        Overlay::Finding(finding) => super::finding::draw(app, finding, canvas, body),
    }
}

/// A box in the middle of the body, as high as needed and no higher than there is room.
pub(super) fn middle(body: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(body.width - 2), height.min(body.height));
    Rect {
        x: body.x + (body.width - width) / 2,
        y: body.y + (body.height - height) / 2,
        width,
        height,
    }
}

fn draw_help(app: &App, help: &Help, canvas: &mut Canvas<'_>, body: Rect) {
    let area =
        canvas.boxed(middle(body, 116, body.height), &format!("Help: {}", help.context.title()));
    let used = canvas.put(area.x, area.y, area.width, "Find: ", canvas.styles.heading);
    canvas.hit(area, Target::In(Part::Help, None));
    let lines = help.lines(&app.keymap);
    let rest = below(area, 2);
    let mut marks = marks(area.width);
    if app.settings.mouse.value {
        marks.push(MOUSE.to_owned());
    }
    let rest = Rect { height: rest.height.saturating_sub(rows(marks.len())), ..rest };
    let first = help.at.min(lines.len().saturating_sub(usize::from(rest.height)));
    for (y, line) in (rest.y..rest.bottom()).zip(lines.iter().skip(first)) {
        match line {
            Line::Head(title) => {
                canvas.put(rest.x, y, rest.width, title, canvas.styles.heading);
            }
            Line::Row(id, keys, title) => {
                let keys = if keys.is_empty() { "(ctrl-p)" } else { keys };
                canvas.put(rest.x + 2, y, 16, keys, canvas.styles.text);
                let says = id.command().map_or("", |command| command.says);
                let words = if area.width >= 108 { says } else { title };
                canvas.put(
                    rest.x + 18,
                    y,
                    rest.width.saturating_sub(18),
                    words,
                    canvas.styles.text,
                );
            }
        }
    }
    for (y, line) in (rest.bottom()..area.bottom()).zip(&marks) {
        canvas.put(area.x, y, area.width, line, canvas.styles.quiet);
    }
    if lines.len() > first + usize::from(rest.height) {
        canvas.put_right(
            Rect { y: area.y, height: 1, ..area },
            area.y,
            " more below",
            canvas.styles.heading,
        );
    }
    field::line(canvas, area.x + used, area.y, area.width.saturating_sub(used + 12), &help.find);
}

/// How text on the screen is taken along although the mouse is the program's.
const MOUSE: &str = "Mouse: shift and drag marks text to copy.";

/// What the marks mean, each with its word on the same line.
fn marks(cells: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for standing in Standing::ALL {
        let mark = format!("{} {}", standing.mark(), standing.title());
        match lines.last_mut() {
            Some(line) if line.len() + 2 + mark.len() <= usize::from(cells) => {
                line.push_str("  ");
                line.push_str(&mark);
            }
            _ => lines.push(mark),
        }
    }
    lines
}

fn draw_palette(app: &App, palette: &Palette, canvas: &mut Canvas<'_>, body: Rect) {
    let area = canvas.boxed(middle(body, 66, 18), "All commands");
    let found = palette.rows(app);
    let list = Rect { height: area.height.saturating_sub(4), ..below(area, 2) };
    canvas.rule(Rect { y: area.y + 1, height: 1, ..area });
    canvas.hit(area, Target::In(Part::Palette, None));
    let first = first_in_view(palette.at, found.len(), usize::from(list.height));
    for (y, (index, row)) in (list.y..list.bottom()).zip(found.iter().enumerate().skip(first)) {
        let keys = app.keymap.short(row.command.id);
        let target = Target::In(Part::Palette, Some(index));
        canvas.hit(Rect { y, height: 1, ..list }, target);
        let used = canvas.put_right(list, y, keys, canvas.styles.text);
        let title = if row.not_now.is_some() {
            format!("{} (not now)", row.command.title)
        } else {
            row.command.title.to_owned()
        };
        canvas.put(list.x + 2, y, list.width.saturating_sub(used + 3), &title, canvas.styles.text);
        if index == palette.at {
            canvas.put(list.x, y, 1, ">", canvas.styles.heading);
            canvas.focus_row(list.x, y, list.width);
        }
    }
    if let Some(row) = found.get(palette.at) {
        let words = row.not_now.as_deref().unwrap_or(row.command.says);
        let foot = Rect { y: list.bottom(), height: 2, ..area };
        canvas.wrapped(foot, words, canvas.styles.quiet);
    } else {
        canvas.put(list.x + 2, list.y, list.width, "No command fits.", canvas.styles.text);
    }
    let used = canvas.put(area.x, area.y, 2, "> ", canvas.styles.heading);
    field::line(canvas, area.x + used, area.y, area.width.saturating_sub(used), &palette.find);
}

fn draw_confirm(confirm: &Confirm, canvas: &mut Canvas<'_>, body: Rect) {
    let width = 62.min(body.width.saturating_sub(4));
    let lines: Vec<String> =
        confirm.lines.iter().flat_map(|text| lines_of(text, width - 4)).collect();
    let area = canvas.boxed(middle(body, width, rows(lines.len()) + 5), &confirm.title);
    for (y, line) in (area.y + 1..area.bottom()).zip(&lines) {
        canvas.put(area.x, y, area.width, line, canvas.styles.text);
    }
    let y = area.bottom().saturating_sub(1);
    let mut x = area.x;
    for (button, words) in [(Button::Keep, confirm.keep), (Button::Go, confirm.go)] {
        let focused = button == confirm.focus;
        let words = if focused { format!("> {words} <") } else { format!("  {words}  ") };
        let used = canvas.put(x, y, area.right().saturating_sub(x), &words, canvas.styles.text);
        canvas.hit(Rect { x, y, width: used, height: 1 }, Target::Button(button));
        if focused {
            canvas.focus_row(x, y, used);
        }
        x += used + 2;
    }
}

fn draw_prompt(app: &App, prompt: &Prompt, canvas: &mut Canvas<'_>, body: Rect) {
    if let Some(register) = prompt.register() {
        return registers::form::draw(prompt, register, canvas, body);
    }
    let width = 76.min(body.width - 2);
    let height = field::form_height(&prompt.form, width - 4) + 2;
    let area = canvas.boxed(middle(body, width, height), &prompt.form.title);
    field::form(app, canvas, area, &prompt.form);
}

fn draw_problem(problem: &Problem, canvas: &mut Canvas<'_>, body: Rect) {
    let width = 76.min(body.width - 2);
    let mut parts = vec![capital(&problem.summary)];
    parts.extend(problem.cause.iter().map(|cause| format!("Cause: {cause}")));
    parts.extend(problem.safe.iter().map(|safe| format!("Safe: {safe}")));
    parts.extend(problem.next.iter().map(|next| format!("Next: {next}")));
    let lines: Vec<String> = parts.iter().flat_map(|text| lines_of(text, width - 4)).collect();
    let area = canvas.boxed(middle(body, width, rows(lines.len()) + 2), "What happened");
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        canvas.put(area.x, y, area.width, line, canvas.styles.text);
    }
    canvas.cursor_at(area.x, area.y);
}
