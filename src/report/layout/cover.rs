//! The first page, set by itself: what it is, of whom, the headline figure, the facts, the small print.

use super::lines::{Line, Style};
use super::setter::{Setter, capitals, ground};
use super::{Bounds, Face, NodeId, Page, Tag};
use crate::report::model::{Align, Cover};
use crate::report::theme::{self, MARGIN_BOTTOM, MARGIN_SIDE, PaperSize, Points};

/// The top of the title block.
const TITLE_TOP: Points = 168.0;

/// Sets the cover. It never breaks: what is too long runs up into the room above the small print.
pub(super) fn set(setter: &mut Setter<'_>, cover: &Cover, paper: PaperSize) -> Page {
    let mut page = Page::default();
    let mut y = TITLE_TOP;
    page.items.push(ground(
        Bounds { x: MARGIN_SIDE, y: y - 16.0, width: 44.0, height: 3.0 },
        theme::ACCENT,
    ));
    let label = Style { color: theme::ACCENT, size: 8.5, ..setter.label(setter.body()) };
    let label = Style { tracking: 8.5 * theme::LABEL_TRACKING, ..label };
    let lines = line_of(setter, &capitals(&cover.label), label);
    put(&mut page, lines, &mut y, 8.0);
    let title = Style::new(Face::Bold, theme::TITLE, theme::INK);
    let tag = setter.heading_tag(1);
    let node = setter.tree.add(NodeId::ROOT, tag);
    let lines = setter.words(cover.title.as_str(), title, setter.width, node);
    put(&mut page, lines, &mut y, 6.0);
    let subtitle = Style::new(Face::Regular, theme::SUBTITLE, theme::QUIET);
    let lines = line_of(setter, cover.subtitle.as_str(), subtitle);
    put(&mut page, lines, &mut y, 40.0);
    if let Some(gauge) = &cover.gauge {
        setter.gauge(gauge);
    }
    setter.key_values(&cover.facts);
    place_strips(setter, &mut page, &mut y);
    notes(setter, cover, paper, &mut page, y);
    page
}

fn line_of(setter: &mut Setter<'_>, words: &str, style: Style) -> Vec<Line> {
    if words.trim().is_empty() {
        return Vec::new();
    }
    let node = setter.tree.add(NodeId::ROOT, Tag::P);
    setter.words(words, style, setter.width, node)
}

fn put(page: &mut Page, lines: Vec<Line>, y: &mut Points, after: Points) {
    for line in lines {
        let top = *y;
        page.items.extend(line.items.into_iter().map(|mut item| {
            item.drawing.moved(MARGIN_SIDE, top);
            item
        }));
        *y += line.height;
    }
    *y += after;
}

/// Puts the strips that the cover's figure and facts were set in on the cover itself.
fn place_strips(setter: &mut Setter<'_>, page: &mut Page, y: &mut Points) {
    for strip in setter.strips.drain(..) {
        let line = Line { height: strip.height, width: 0.0, items: strip.items };
        put(page, vec![line], y, strip.after);
    }
}

/// Small print stands on the bottom margin, or below the facts where they reach further.
fn notes(setter: &mut Setter<'_>, cover: &Cover, paper: PaperSize, page: &mut Page, y: Points) {
    let style = Style::new(Face::Regular, theme::SMALL, theme::QUIET);
    let width = setter.width.min(theme::MEASURE);
    let mut lines = Vec::new();
    for note in &cover.notes {
        let node = setter.tree.add(NodeId::ROOT, Tag::P);
        lines.extend(setter.text(note, style, width, Align::Left, node));
        lines.push(Line::room(4.0));
    }
    let height: Points = lines.iter().map(|line| line.height).sum();
    let mut top = (paper.height() - MARGIN_BOTTOM - height).max(y + 8.0);
    put(page, lines, &mut top, 0.0);
}
