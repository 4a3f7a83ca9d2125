//! The first page: what the report is, of whom, the headline figure, the facts, the small print.

use super::lines::Style;
use super::marks::ground;
use super::setter::{Setter, capitals};
use super::strips::Strip;
use super::{Bounds, Face, NodeId, Tag};
use crate::report::model::Cover;
use crate::report::theme::{self, Points, Size};

/// From the top of the text to the title block.
const DROP: Points = 70.0;
/// Sizes of the title, tried until it takes no more lines than [`TITLE_LINES`].
const TITLES: [Size; 3] = [
    theme::TITLE,
    Size { type_size: 22.0, leading: 28.0 },
    Size { type_size: 15.0, leading: 20.0 },
];
const TITLE_LINES: usize = 3;

impl<'a> Setter<'a> {
    /// Sets the cover. Its small print stands at the foot of the page, where there is room.
    pub(super) fn cover(&mut self, cover: &'a Cover) {
        self.title_block(cover);
        if let Some(gauge) = &cover.gauge {
            self.gauge(gauge);
        }
        self.key_values(&cover.facts);
        let first = self.strips.len();
        for note in &cover.notes {
            self.small(note);
        }
        let left = self.height - self.height_from(0);
        if let Some(strip) = self.strips.get_mut(first) {
            strip.before += left.max(0.0);
        }
    }

    fn title_block(&mut self, cover: &Cover) {
        let bar = Bounds { x: 0.0, y: DROP, width: 44.0, height: 3.0 };
        let items = vec![ground(bar, theme::ACCENT)];
        self.strips.push(Strip { height: DROP + 3.0, after: 13.0, items, ..Strip::default() });
        let label = self.label(self.body());
        let (size, tracking) = (8.5, 8.5 * theme::LABEL_TRACKING);
        let label = Style { color: theme::ACCENT, size, tracking, ..label };
        self.cover_line(&capitals(&cover.label), label, 8.0);
        self.cover_title(cover.title.as_str());
        let subtitle = Style::new(Face::Regular, theme::SUBTITLE, theme::QUIET);
        self.cover_line(cover.subtitle.as_str(), subtitle, 40.0);
    }

    fn cover_line(&mut self, words: &str, style: Style, after: Points) {
        if words.trim().is_empty() {
            return;
        }
        let node = self.tree.add(NodeId::ROOT, Tag::P);
        let lines = self.words(words, style, self.width, node);
        self.pour(lines, 0.0, after);
    }

    fn cover_title(&mut self, words: &str) {
        let tag = self.heading_tag(1);
        let node = self.tree.add(NodeId::ROOT, tag);
        let mut lines = Vec::new();
        let counted = self.compositor.clone();
        for size in TITLES {
            self.compositor.clone_from(&counted);
            let style = Style::new(Face::Bold, size, theme::INK);
            lines = self.words(words, style, self.width, node);
            if lines.len() <= TITLE_LINES {
                break;
            }
        }
        self.pour(lines, 0.0, 6.0);
    }
}
