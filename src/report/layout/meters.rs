//! Small bars below each other: a name on the left, the bar, and its numbers on the right.

use super::lines::{Piece, Style};
use super::setter::Setter;
use super::strips::Keep;
use super::{Bounds, Face, Item, Role, Tag, lines};
use crate::report::chart;
use crate::report::model::{Align, Meter, Meters};
use crate::report::theme::{self, Points};

/// The part of the width in which names stand.
const NAMES: f64 = 0.34;
/// The column of the percentage, and that of the two numbers.
const FIGURE: Points = 36.0;
const DETAIL: Points = 52.0;
/// The height of a bar.
const HEIGHT: Points = 9.0;

impl Setter<'_> {
    pub(super) fn meters(&mut self, meters: &Meters) {
        self.caption(meters.caption.as_str());
        let list = self.tree.add(super::NodeId::ROOT, Tag::L);
        let count = meters.rows.len();
        for (index, row) in meters.rows.iter().enumerate() {
            let last = index + 1 == count;
            let first = self.meter(row, list);
            self.finish(first, 0.0, if last { 14.0 } else { 0.0 }, Vec::new());
            self.keep_from(first, !last);
        }
    }

    fn meter(&mut self, row: &Meter, list: super::NodeId) -> usize {
        let (label, body) = self.list_item(list);
        let style = self.cell();
        let names = self.width * NAMES;
        let bar_from = names + theme::GUTTER;
        let numbers = FIGURE + DETAIL;
        let bar_width = self.width - bar_from - theme::GUTTER - numbers;
        let name = self.words(row.bar.caption.as_str(), style, names, label);
        let picture = self.tree.add_described(body, Tag::Figure, row.alternative());
        let bold = Style { face: Face::SemiBold, ..style };
        let mut right = |words: &str, style, width| {
            let piece = Piece { words, style, role: Role::Part(body), link: None };
            lines::set(&[piece], width, Align::Right, &mut self.compositor)
        };
        let mut figure = right(row.figure.as_str(), bold, FIGURE);
        let detail = right(row.detail.as_str(), style, DETAIL);
        figure.iter_mut().for_each(super::lines::Line::end_with_space);
        let from = self.width - numbers;
        let columns = vec![(0.0, name), (from, figure), (from + FIGURE, detail)];
        let first = self.pour_columns(columns, (2.0, 2.0));
        if let Some(strip) = self.strips.get_mut(first) {
            let y = 2.0 + (style.line.leading - HEIGHT) / 2.0;
            let bounds = Bounds { x: bar_from, y, width: bar_width, height: HEIGHT };
            let drawn = chart::bar(&row.bar, bounds).into_iter();
            strip.items.extend(drawn.map(|drawing| Item { role: Role::Part(picture), drawing }));
            strip.keep = Keep::WithNext;
        }
        first
    }
}
