//! Lines to write on, two beside each other.

use super::lines::Line;
use super::marks::rule;
use super::setter::{Setter, capitals};
use super::strips::Strip;
use super::{NodeId, Tag};
use crate::report::model::Words;
use crate::report::theme::{self, Points};

/// Room for a hand above a line.
const ROOM: Points = 30.0;

impl Setter<'_> {
    pub(super) fn lines_to_sign(&mut self, names: &[Words]) {
        let first = self.strips.len();
        let gap = 2.0 * theme::GUTTER;
        let wide = (self.width - gap) / 2.0;
        for pair in names.chunks(2) {
            let mut columns = Vec::new();
            let mut x = 0.0;
            for name in pair {
                let node = self.tree.add(NodeId::ROOT, Tag::P);
                let mut lines = vec![Line::room(ROOM + 2.0)];
                lines.extend(self.words(&capitals(name), self.label(self.cell()), wide, node));
                columns.push((x, lines));
                x += wide + gap;
            }
            let rules = (0..columns.len()).map(|index| if index == 0 { 0.0 } else { wide + gap });
            let rules: Vec<_> = rules.map(|x| rule(x, ROOM, wide, 0.6, theme::INK)).collect();
            let at = self.pour_columns(columns, (0.0, 0.0));
            let Some(strip): Option<&mut Strip> = self.strips.get_mut(at) else { continue };
            strip.items.extend(rules);
        }
        self.finish(first, 0.0, 16.0, Vec::new());
        self.keep_from(first, false);
    }
}
