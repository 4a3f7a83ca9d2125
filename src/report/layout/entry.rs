//! One entry of a long register: label and mark on the left, heading and facts on the right, a hairline above.

use super::lines::{Line, Style};
use super::marks::rule;
use super::setter::Setter;
use super::strips::Landing;
use super::{Face, NodeId, Tag};
use crate::report::model::{Entry, Level};
use crate::report::theme::{self, Points};

/// An entry stands below headings of every level.
const BELOW_HEADINGS: u8 = Level::Three.number() + 1;

impl Setter<'_> {
    pub(super) fn entry(&mut self, entry: &Entry) {
        let from = theme::ENTRY_COLUMN;
        let width = self.width - from;
        let tag = self.heading_tag(BELOW_HEADINGS);
        let node = self.tree.add(NodeId::ROOT, tag);
        let [label, heading] = [(); 2].map(|()| self.tree.add(node, Tag::Span));
        let room = from - theme::ENTRY_GUTTER;
        let code = self.label_that_fits(entry.label.as_str(), room);
        let mut left = self.words(entry.label.as_str(), code, room, label);
        if let Some(line) = left.last_mut() {
            line.end_with_space();
        }
        let bold = Style { face: Face::SemiBold, ..self.body() };
        let mut right = self.words(entry.heading.as_str(), bold, width, heading);
        if let Some(mark) = &entry.mark {
            let node = self.tree.add(NodeId::ROOT, Tag::P);
            left.push(Line::room(2.0 * self.scale));
            left.extend(self.mark(mark, self.cell(), room, node));
        }
        right.push(Line::room(4.0 * self.scale));
        self.entry_facts(entry, &mut right);
        let first = self.entry_strips(left, right, from);
        let bookmark = Landing::Bookmark(Level::Three, entry.label.to_string());
        let landings = std::iter::once(bookmark).chain(entry.anchor.clone().map(Landing::Anchor));
        self.finish(first, 0.0, 9.0, landings.collect());
        if let Some(strip) = self.strips.get_mut(first) {
            strip.divider = Some(rule(0.0, 0.0, self.width, 0.5, theme::HAIRLINE));
        }
        self.keep_if_short(first);
    }

    /// A question's id stands on one line, so that a search finds it; a long one is set smaller, down to a limit.
    fn label_that_fits(&self, words: &str, width: Points) -> Style {
        let size = self.cell().size * 0.93;
        let natural = Face::Mono.width(words, size).max(1.0);
        let size = size * (width / natural).clamp(0.75, 1.0);
        Style { face: Face::Mono, size, ..self.body() }
    }

    fn entry_facts(&mut self, entry: &Entry, right: &mut Vec<Line>) {
        let (width, names) = (self.width - theme::ENTRY_COLUMN, theme::ENTRY_NAMES);
        if entry.facts.is_empty() {
            return;
        }
        let list = self.tree.add(NodeId::ROOT, Tag::L);
        for fact in &entry.facts {
            let widths = (names - theme::ENTRY_GUTTER, width - names);
            let (name, value) = self.fact(fact, list, self.cell(), widths);
            right.extend(beside(name, value, names));
            right.push(Line::room(2.0 * self.scale));
        }
    }

    /// The left column stands in the first strip; the right one runs on, line by line.
    fn entry_strips(&mut self, left: Vec<Line>, mut right: Vec<Line>, from: Points) -> usize {
        let need: Points = left.iter().map(|line| line.height).sum();
        let mut have = 0.0;
        let mut cut = 0;
        while cut < right.len() && (have < need || cut < 4) {
            have += right.get(cut).map_or(0.0, |line| line.height);
            cut += 1;
        }
        let rest = right.split_off(cut);
        let first = self.pour_columns(vec![(0.0, left), (from, right)], (8.0 * self.scale, 0.0));
        if !rest.is_empty() {
            self.keep_from(first, true);
            self.pour(rest.into_iter().map(|line| line.shifted(from)).collect(), 0.0, 0.0);
        }
        first
    }
}

/// Two columns as one, line by line; the second begins so far to the right.
fn beside(mut lines: Vec<Line>, right: Vec<Line>, offset: Points) -> Vec<Line> {
    for (index, line) in right.into_iter().enumerate() {
        let line = line.shifted(offset);
        match lines.get_mut(index) {
            Some(both) => {
                both.height = both.height.max(line.height);
                both.width = offset + line.width;
                both.items.extend(line.items);
            }
            None => lines.push(line),
        }
    }
    lines
}
