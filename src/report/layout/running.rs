//! What every page carries: running head and foot, "Page x of y", the watermark. All of it artifacts.

use super::compositor::Compositor;
use super::lines::Style;
use super::marks::rule;
use super::setter::one_line;
use super::{Artifact, Drawing, Face, Item, Page, Role, SetWords};
use crate::report::model::{Report, Words};
use crate::report::theme::{self, PaperSize, Points};

/// The watermark's angle from the baseline, in degrees.
const WATERMARK_TURN: f64 = 52.0;

/// Adds head, foot and watermark to pages, of which the first is `first` (from 0) of `count`; the cover has no head.
pub(super) fn dress(
    pages: &mut [Page],
    report: &Report,
    paper: PaperSize,
    (first, count): (usize, usize),
    compositor: &mut Compositor,
) {
    if first == 0 {
        // Counted once, not once a page.
        watermark(report, paper, compositor);
        asked_for(report, paper, compositor);
        head(report, paper, compositor);
        foot(report, paper, (1, 1), compositor);
    }
    let mut counted = compositor.clone();
    for (index, page) in (first..).zip(pages) {
        page.items.splice(0..0, watermark(report, paper, &mut counted));
        page.items.extend(asked_for(report, paper, &mut counted));
        let is_cover = index == 0 && report.cover.is_some();
        if !is_cover {
            page.items.extend(head(report, paper, &mut counted));
        }
        page.items.extend(foot(report, paper, (index + 1, count), &mut counted));
    }
}

fn quiet(face: Face) -> Style {
    Style::new(face, theme::RUNNING, theme::QUIET)
}

fn items(sets: Vec<SetWords>, artifact: Artifact) -> impl Iterator<Item = Item> {
    let role = Role::Artifact(artifact);
    sets.into_iter().map(move |set| Item { role, drawing: Drawing::Words(set) })
}

/// The lines that somebody asked for, above the running head, the last one next to it.
fn asked_for(report: &Report, paper: PaperSize, compositor: &mut Compositor) -> Vec<Item> {
    let (left, width) = text_span(paper);
    let mut y = theme::HEAD_BASELINE - theme::HEADER_GAP;
    let mut sets = Vec::new();
    for line in report.header.iter().rev() {
        let style = Style { color: theme::INK, ..quiet(Face::SemiBold) };
        sets.splice(0..0, one_line(line.as_str(), style, (left, y), width, compositor));
        y -= theme::RUNNING.leading;
    }
    items(sets, Artifact::Pagination).collect()
}

fn head(report: &Report, paper: PaperSize, compositor: &mut Compositor) -> Vec<Item> {
    let (left, width) = text_span(paper);
    let at = (left, theme::HEAD_BASELINE);
    let right = report.head_right.as_str();
    let right_width = Face::Regular.width(right, theme::RUNNING.type_size) + 0.1;
    let gutter = if right.is_empty() { 0.0 } else { theme::GUTTER };
    let words_width = (width - right_width - gutter).max(0.0);
    let mut sets =
        one_line(report.head.as_str(), quiet(Face::SemiBold), at, words_width, compositor);
    let at = ((left + width - right_width).max(left), theme::HEAD_BASELINE);
    sets.extend(one_line(right, quiet(Face::Regular), at, right_width.min(width), compositor));
    let line = rule(left, theme::HEAD_BASELINE + 7.0, width, 0.5, theme::HAIRLINE);
    std::iter::once(line).chain(items(sets, Artifact::Pagination)).collect()
}

fn foot(
    report: &Report,
    paper: PaperSize,
    (page, pages): (usize, usize),
    compositor: &mut Compositor,
) -> Vec<Item> {
    let (left, width) = text_span(paper);
    let y = paper.height() - theme::FOOT_BASELINE;
    let style = quiet(Face::Regular);
    let number = format!("Page {page} of {pages}");
    let number_width = Face::Regular.width(&number, theme::RUNNING.type_size) + 0.1;
    let said = report.watermark.iter().chain(&report.as_of).chain([&report.status, &report.foot]);
    let words = said.filter(|words| !words.is_empty());
    let words_width = width - number_width - theme::GUTTER * 2.0;
    let mut sets = Vec::new();
    let mut baseline = y;
    for line in foot_lines(words.map(Words::as_str), words_width) {
        sets.extend(one_line(&line, style, (left, baseline), words_width, compositor));
        baseline += theme::RUNNING.leading;
    }
    sets.extend(one_line(
        &number,
        style,
        (left + width - number_width, y),
        number_width,
        compositor,
    ));
    items(sets, Artifact::Pagination).collect()
}

/// What the foot says on one line, or on two where one line would cut it: which edition it is, whether it is signed and which day it
/// shows belong on every page.
fn foot_lines<'w>(said: impl Iterator<Item = &'w str>, width: Points) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for words in said {
        let is_last = lines.len() == 2;
        let fits =
            |line: &str| is_last || Face::Regular.width(line, theme::RUNNING.type_size) <= width;
        let longer = lines.last().map(|line| format!("{line}  ·  {words}"));
        match (longer.filter(|line| fits(line)), lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(words.to_owned()),
        }
    }
    lines
}

fn text_span(paper: PaperSize) -> (Points, Points) {
    (theme::MARGIN_SIDE, paper.width() - 2.0 * theme::MARGIN_SIDE)
}

/// Large, pale and turned, centered behind everything else.
fn watermark(report: &Report, paper: PaperSize, compositor: &mut Compositor) -> Vec<Item> {
    let Some(words) = report.watermark.as_ref().filter(|words| !words.is_empty()) else {
        return Vec::new();
    };
    let longest = paper.width().hypot(paper.height()) * 0.5;
    let natural = Face::SemiBold.width(words.as_str(), 100.0).max(1.0);
    let size = (longest / natural * 100.0).min(112.0);
    let line = theme::Size { type_size: size, leading: size };
    let style = Style::new(Face::SemiBold, line, theme::WATERMARK);
    let mut sets = one_line(words.as_str(), style, (0.0, 0.0), longest + size, compositor);
    let half = sets.last().map_or(0.0, |last| last.x + last.width) / 2.0;
    let (sin, cos) = WATERMARK_TURN.to_radians().sin_cos();
    // Half the height of capitals, so that the words' middle lies on the sheet's.
    let drop = 0.35 * size;
    for set in &mut sets {
        let along = set.x - half;
        set.x = paper.width() / 2.0 + cos * along + sin * drop;
        set.y = paper.height() / 2.0 - sin * along + cos * drop;
        (set.turn, set.column) = (WATERMARK_TURN, (0.0, paper.width()));
    }
    items(sets, Artifact::Background).collect()
}
