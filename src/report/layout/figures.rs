//! Bars and gauges with their captions and legends.

use super::lines::{Line, Style};
use super::marks::artifact;
use super::setter::{Setter, capitals};
use super::strips::{Keep, Strip};
use super::{Bounds, Drawing, Face, Item, NodeId, Role, Tag};
use crate::report::chart;
use crate::report::model::{Bar, Gauge, Mark};
use crate::report::theme::{self, Points};

impl Setter<'_> {
    /// One column of a legend: a mark, or for a part of a bar its fill, sign, word and number.
    fn legend_item(
        &mut self,
        mark: &Mark,
        count: Option<u32>,
        list: NodeId,
        width: Points,
    ) -> Vec<Line> {
        let (label, body) = self.list_item(list);
        let style = self.cell();
        let Some(count) = count else { return self.mark(mark, style, width, label) };
        let ink = Style { face: Face::SemiBold, color: theme::ink_of(mark.tone), ..style };
        let (swatch, height) = (17.0 * self.scale, 8.5 * self.scale);
        let from = swatch + 5.0 * self.scale;
        let name = self.words(&format!("{} {}", mark.sign, mark.word), ink, width - from, label);
        let mut lines: Vec<Line> = name.into_iter().map(|line| line.shifted(from)).collect();
        let number = self.words(&count.to_string(), style, width, body);
        if let (Some(line), Some(number)) = (lines.last_mut(), number.into_iter().next()) {
            let right = from + line.width + 5.0 * self.scale;
            line.items.extend(number.shifted(right).items);
        }
        if let Some(line) = lines.first_mut() {
            let y = (line.height - height) / 2.0;
            let fill = chart::area(mark.tone, Bounds { x: 0.0, y, width: swatch, height });
            line.items.extend(fill.into_iter().map(artifact));
        }
        lines
    }

    fn legend(&mut self, marks: &[(&Mark, Option<u32>)], columns: u8, after: Points) {
        let node = self.tree.add(NodeId::ROOT, Tag::L);
        let wide = self.width / f64::from(columns);
        let rows = marks.chunks(usize::from(columns));
        let count = rows.len();
        for (index, row) in rows.enumerate() {
            let mut set = Vec::new();
            let mut x = 0.0;
            for (mark, count) in row {
                set.push((x, self.legend_item(mark, *count, node, wide - theme::GUTTER)));
                x += wide;
            }
            let first = self.pour_columns(set, (0.0, 0.0));
            let last = index + 1 == count;
            self.finish(first, 0.0, if last { after } else { 3.0 }, Vec::new());
            self.keep_from(first, !last);
        }
    }

    pub(super) fn caption(&mut self, words: &str) {
        let style = Style { face: Face::SemiBold, ..self.cell() };
        let node = self.tree.add(NodeId::ROOT, Tag::P);
        let lines = self.words(words, style, self.width, node);
        let first = self.pour_columns(vec![(0.0, lines)], (0.0, 0.0));
        self.finish(first, 6.0, 5.0, Vec::new());
        self.keep_from(first, true);
    }

    /// A strip that holds nothing but a figure.
    pub(super) fn figure(
        &mut self,
        height: Points,
        alternative: String,
        draw: impl FnOnce(Bounds) -> Vec<Drawing>,
    ) {
        let node = self.tree.add_described(NodeId::ROOT, Tag::Figure, alternative);
        let height = height * self.scale;
        let drawings = draw(Bounds { x: 0.0, y: 0.0, width: self.width, height });
        let items = drawings.into_iter().map(|drawing| Item { role: Role::Part(node), drawing });
        let strip = Strip {
            height,
            after: 8.0 * self.scale,
            keep: Keep::WithNext,
            items: items.collect(),
            ..Strip::default()
        };
        self.strips.push(strip);
    }

    pub(super) fn bar(&mut self, bar: &Bar) {
        self.caption(bar.caption.as_str());
        self.figure(16.0, bar.alternative(), |bounds| chart::bar(bar, bounds));
        let marks: Vec<_> = bar.parts.iter().map(|part| (&part.mark, Some(part.count))).collect();
        self.legend(&marks, 4, 14.0);
    }

    pub(super) fn gauge(&mut self, gauge: &Gauge) {
        let first = self.strips.len();
        let node = self.tree.add(NodeId::ROOT, Tag::P);
        let [label, figure, detail] = [(); 3].map(|()| self.tree.add(node, Tag::Span));
        let style = self.label(self.cell());
        let mut lines = self.words(&capitals(&gauge.label), style, self.width, label);
        let style = Style::new(Face::Bold, self.size(theme::DISPLAY), theme::ACCENT);
        lines.extend(self.words(gauge.figure.as_str(), style, self.width, figure));
        lines.iter_mut().for_each(Line::end_with_space);
        lines.extend(self.words(gauge.detail.as_str(), self.body(), self.width, detail));
        self.pour_columns(vec![(0.0, lines)], (0.0, 0.0));
        self.finish(first, 6.0, 6.0, Vec::new());
        self.figure(6.0, gauge.alternative(), |bounds| {
            chart::gauge(gauge.part, gauge.whole, bounds)
        });
        if gauge.beside.is_empty() {
            if let Some(strip) = self.strips.last_mut() {
                strip.keep = Keep::Free;
                strip.after = 14.0;
            }
        } else {
            let marks: Vec<_> = gauge.beside.iter().map(|mark| (mark, None)).collect();
            self.legend(&marks, 3, 14.0);
        }
        self.keep_from(first, false);
    }
}
