//! Draws the exhibits, and of the one under the cursor what it supports and whether it is current there.

use ratatui::layout::Rect;

use super::{Cell, WIDE, table};
use crate::app::App;
use crate::app::screen::evidence::{copy_state, dates, is_bad};
use crate::app::screen::rows::Rows;
use crate::domain::exhibit::{Exhibit, ExhibitLink, Holding};
use crate::tui::canvas::{Canvas, below, beside};

/// Draws the exhibits.
pub(super) fn draw(app: &App, rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    let shown = app.shown_exhibits();
    if shown.is_empty() && rows.find.is_none() {
        let words = "No exhibit is on file. Press a to attach a file: a copy is taken, and links to the questions it supports.";
        canvas.wrapped(below(area, 1), words, canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 50 } else { area.width });
    let under = if wide { 0 } else { area.height / 2 };
    let list = Rect { height: list.height - under, ..list };
    let (no, dated, supports, copy) = (6, 12, 10, 10);
    let title = list.width.saturating_sub(2 + no + dated + supports + copy);
    let head =
        [(no, "No."), (title, "Title"), (dated, "Dated"), (supports, "Supports"), (copy, "Copy")];
    let made: Vec<Vec<Cell>> = shown
        .iter()
        .map(|one| {
            vec![
                (no, one.no.to_string()),
                (title, one.title.clone()),
                (dated, one.dates.dated.map_or_else(String::new, |day| day.to_string())),
                (supports, supported(one)),
                (copy, mark(one)),
            ]
        })
        .collect();
    table(canvas, list, &head, rows, &made);
    let Some(one) = shown.get(rows.at) else { return };
    if wide {
        canvas.divider(divider);
        details(app, one, canvas, side);
    } else {
        let under = Rect { y: list.bottom(), height: under, ..area };
        canvas.rule(under);
        details(app, one, canvas, below(under, 1));
    }
}

fn supported(one: &Exhibit) -> String {
    match one.links.as_slice() {
        [] => "nothing".to_owned(),
        [link] => link.question.to_string(),
        links => format!("{} asked", links.len()),
    }
}

fn mark(one: &Exhibit) -> String {
    if one.withdrawn.is_some() {
        "withdrawn".to_owned()
    } else if is_bad(one) {
        format!("{} !", copy_state(one))
    } else {
        copy_state(one).to_owned()
    }
}

fn details(app: &App, one: &Exhibit, canvas: &mut Canvas<'_>, area: Rect) {
    let styles = canvas.styles;
    let mut rest = area;
    let mut say = |words: &str, style| {
        rest = below(rest, canvas.wrapped(rest, words, style));
    };
    say(&format!("{}  {}", one.no, one.title), styles.heading);
    let file = match &one.holding {
        Holding::Vault { file_name, bytes, sha256 } => {
            format!("File  {file_name}, {bytes} bytes, SHA-256 {}", sha256.short())
        }
        Holding::Elsewhere(held) => {
            format!(
                "Held elsewhere: {}, seen by {} on {}. We have no copy, so it is never current.",
                held.place, held.seen_by, held.seen_on
            )
        }
    };
    say(&format!("Kind  {}, {}", one.kind.title(), dates(&one.dates)), styles.text);
    say(&file, styles.quiet);
    if let Some(reason) = &one.withdrawn {
        say(&format!("Withdrawn: {reason}"), styles.unmet);
    }
    if let Some(newer) = one.superseded_by {
        say(&format!("Superseded by {newer}"), styles.part);
    }
    if let (Some((state, at)), Some(store)) = (&one.last_check, &app.store) {
        let style = if is_bad(one) { styles.unmet } else { styles.text };
        say(&format!("Checked {}: {}", store.organization.zones.shown(*at), state.word()), style);
    }
    if one.links.is_empty() {
        say("It supports no question yet; l links it.", styles.text);
    }
    for link in &one.links {
        say(&linked(app, one, link), styles.text);
    }
}

/// One link: the question, the place, and current or why not.
fn linked(app: &App, one: &Exhibit, link: &ExhibitLink) -> String {
    let place = link.pinpoint.as_ref().map_or_else(String::new, |at| {
        let page = at.page.as_ref().map(|page| format!(", page {page}")).unwrap_or_default();
        let section =
            at.section.as_ref().map(|section| format!(", section {section}")).unwrap_or_default();
        format!("{page}{section}")
    });
    let place = if place.is_empty() { ", no page given".to_owned() } else { place };
    let question =
        app.store.as_ref().and_then(|store| Some((store, store.bank.question(&link.question)?)));
    let why = question.map(|(store, question)| one.not_current(question, &store.bank, store.today));
    let current = match why {
        Some(why) if why.is_empty() => "current".to_owned(),
        Some(why) => {
            let why: Vec<String> = why.iter().map(ToString::to_string).collect();
            format!("not current: {}", why.join("; "))
        }
        None => "the bank no longer has this question".to_owned(),
    };
    format!("- {}{place}: {current}", link.question)
}
