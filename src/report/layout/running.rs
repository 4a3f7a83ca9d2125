//! What every page carries: running head and foot, "Page x of y", the watermark. All of it artifacts.

use std::collections::BTreeMap;

use super::lines::Style;
use super::setter::{one_line, rule};
use super::{Artifact, Drawing, Face, Item, Page, Role};
use crate::report::model::Report;
use crate::report::theme::{self, PaperSize, Points};

/// The watermark's angle from the baseline, in degrees.
const WATERMARK_TURN: f64 = 52.0;

/// Adds head, foot and watermark to every page; the cover has no head.
pub(super) fn dress(
    pages: &mut [Page],
    report: &Report,
    paper: PaperSize,
    missing: &mut BTreeMap<char, usize>,
) {
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        // Counted once, not once a page.
        let mut uncounted = BTreeMap::new();
        let missing = if index == 0 { &mut *missing } else { &mut uncounted };
        if let Some(item) = watermark(report, paper, missing) {
            page.items.insert(0, item);
        }
        let is_cover = index == 0 && report.cover.is_some();
        if !is_cover {
            page.items.extend(head(report, paper, missing));
        }
        page.items.extend(foot(report, paper, index + 1, count, missing));
    }
}

fn quiet(face: Face) -> Style {
    Style::new(face, theme::RUNNING, theme::QUIET)
}

fn pagination(set: Option<super::SetWords>) -> Option<Item> {
    set.map(|set| Item { role: Role::Artifact(Artifact::Pagination), drawing: Drawing::Words(set) })
}

fn head(report: &Report, paper: PaperSize, missing: &mut BTreeMap<char, usize>) -> Vec<Item> {
    let (left, width) = text_span(paper);
    let role = Role::Artifact(Artifact::Pagination);
    let at = (left, theme::HEAD_BASELINE);
    let mut items = vec![rule(left, theme::HEAD_BASELINE + 7.0, width, 0.5, theme::HAIRLINE)];
    items.extend(pagination(one_line(
        report.head.as_str(),
        quiet(Face::SemiBold),
        at,
        width,
        role,
        missing,
    )));
    items
}

fn foot(
    report: &Report,
    paper: PaperSize,
    page: usize,
    pages: usize,
    missing: &mut BTreeMap<char, usize>,
) -> Vec<Item> {
    let (left, width) = text_span(paper);
    let role = Role::Artifact(Artifact::Pagination);
    let y = paper.height() - theme::FOOT_BASELINE;
    let number = format!("Page {page} of {pages}");
    let number_width = Face::Regular.width(&number, theme::RUNNING.type_size) + 0.1;
    let words: Vec<&str> =
        report.watermark.iter().chain([&report.foot]).map(|words| words.as_str()).collect();
    let words = words
        .into_iter()
        .filter(|words| !words.trim().is_empty())
        .collect::<Vec<_>>()
        .join("  ·  ");
    let words_width = width - number_width - theme::GUTTER * 2.0;
    let mut items = Vec::new();
    items.extend(pagination(one_line(
        &words,
        quiet(Face::Regular),
        (left, y),
        words_width,
        role,
        missing,
    )));
    let at = (left + width - number_width, y);
    items.extend(pagination(one_line(
        &number,
        quiet(Face::Regular),
        at,
        number_width,
        role,
        missing,
    )));
    items
}

fn text_span(paper: PaperSize) -> (Points, Points) {
    (theme::MARGIN_SIDE, paper.width() - 2.0 * theme::MARGIN_SIDE)
}

/// Large, pale and turned, centered behind everything else.
fn watermark(
    report: &Report,
    paper: PaperSize,
    missing: &mut BTreeMap<char, usize>,
) -> Option<Item> {
    let words = report.watermark.as_ref().filter(|words| !words.is_empty())?;
    let role = Role::Artifact(Artifact::Background);
    let diagonal = (paper.width().powi(2) + paper.height().powi(2)).sqrt() * 0.5;
    let natural = Face::SemiBold.width(words.as_str(), 100.0).max(1.0);
    let size = (diagonal / natural * 100.0).min(112.0);
    let line = theme::Size { type_size: size, leading: size };
    let style = Style::new(Face::SemiBold, line, theme::WATERMARK);
    let mut set = one_line(words.as_str(), style, (0.0, 0.0), diagonal + size, role, missing)?;
    let (sin, cos) = WATERMARK_TURN.to_radians().sin_cos();
    let rise = 0.35 * size;
    set.turn = WATERMARK_TURN;
    set.x = paper.width() / 2.0 - cos * set.width / 2.0 + sin * rise;
    set.y = paper.height() / 2.0 + sin * set.width / 2.0 + cos * rise;
    set.column = (0.0, paper.width());
    Some(Item { role, drawing: Drawing::Words(set) })
}
