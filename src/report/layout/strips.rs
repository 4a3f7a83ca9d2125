//! Strips: pieces of the page's full width that never break inside. Blocks pour into them, `flow` stacks them on pages.

use super::Item;
use super::lines::Line;
use super::setter::Setter;
use crate::report::model::{Anchor, Level};
use crate::report::theme::Points;

/// A piece of the page's full width that never breaks inside.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    /// Room above, unless it comes first on a page.
    pub(super) before: Points,
    /// Room below; of two rooms that meet the larger counts.
    pub(super) after: Points,
    pub(super) height: Points,
    /// A line that parts it from what stands above; left out where it comes first on a page.
    pub(super) divider: Option<Item>,
    pub(super) keep: Keep,
    pub(super) start: Start,
    /// Placed from the strip's top left corner.
    pub(super) items: Vec<Item>,
    /// The table head that stands above it, when it comes first on a page.
    pub(super) head: Option<usize>,
    pub(super) landings: Vec<Landing>,
}

/// Whether a page may end below a strip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Keep {
    #[default]
    Free,
    WithNext,
}

/// Where a strip may come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Start {
    #[default]
    Anywhere,
    NewPage,
}

/// What leads to a strip.
#[derive(Clone, Debug)]
pub(super) enum Landing {
    Anchor(Anchor),
    Bookmark(Level, String),
}

/// A table's head, as it is repeated.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) height: Points,
    pub(super) items: Vec<Item>,
}

impl Setter<'_> {
    /// Adds lines as strips: the first two and the last two stay together.
    pub(super) fn pour(&mut self, lines: Vec<Line>, before: Points, after: Points) {
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let first = index == 0;
            let last = index + 1 == count;
            let keep =
                if !last && (first || index + 2 == count) { Keep::WithNext } else { Keep::Free };
            self.strips.push(Strip {
                before: if first { before } else { 0.0 },
                after: if last { after } else { 0.0 },
                height: line.height,
                keep,
                items: line.items,
                ..Strip::default()
            });
        }
    }

    /// Adds columns of lines side by side as one strip, or as several where they are taller than a page.
    ///
    /// Each column comes with its distance from the left.
    pub(super) fn pour_columns(
        &mut self,
        columns: Vec<(Points, Vec<Line>)>,
        padding: (Points, Points),
    ) -> usize {
        let first = self.strips.len();
        let slices = slices(columns, self.height * 0.9);
        let last = slices.len() - 1;
        for (index, slice) in slices.into_iter().enumerate() {
            let top = if index == 0 { padding.0 } else { 0.0 };
            let mut strip = Strip { height: top, ..Strip::default() };
            for (x, lines) in slice {
                let mut y = top;
                for line in lines {
                    strip.items.extend(line.items.into_iter().map(|mut item| {
                        item.drawing.moved(x, y);
                        item
                    }));
                    y += line.height;
                }
                strip.height = strip.height.max(y);
            }
            strip.height += if index == last { padding.1 } else { 0.0 };
            self.strips.push(strip);
        }
        first
    }

    /// Gives the strips from `first` on their room and their landings.
    pub(super) fn finish(
        &mut self,
        first: usize,
        before: Points,
        after: Points,
        landings: Vec<Landing>,
    ) {
        let (before, after) = (before * self.scale, after * self.scale);
        if let Some(strip) = self.strips.get_mut(first) {
            strip.before = before;
            strip.landings = landings;
        }
        if let Some(strip) = self.strips.last_mut() {
            strip.after = after;
        }
    }

    /// Keeps the strips from `first` on with what follows; the last one only where asked.
    pub(super) fn keep_from(&mut self, first: usize, last_too: bool) {
        let count = self.strips.len();
        for (index, strip) in self.strips.iter_mut().enumerate().skip(first) {
            if last_too || index + 1 < count {
                strip.keep = Keep::WithNext;
            }
        }
    }

    /// Keeps the strips from `first` on together, unless they would not fit on half a page.
    pub(super) fn keep_if_short(&mut self, first: usize) {
        let height: Points = self.strips.iter().skip(first).map(|strip| strip.height).sum();
        if height < self.height / 2.0 {
            self.keep_from(first, false);
        }
    }

    /// The height of the strips from `first` on, on a page of their own.
    pub(super) fn height_from(&self, first: usize) -> Points {
        let strips = self.strips.get(first..).unwrap_or_default();
        let rooms = strips.windows(2).filter_map(|pair| match pair {
            [strip, next] => Some(strip.after.max(next.before)),
            _ => None,
        });
        strips.iter().map(|strip| strip.height).sum::<Points>() + rooms.sum::<Points>()
    }
}

/// A table row or an entry stays whole unless it is taller than this; then it breaks after every few lines.
fn slices(columns: Vec<(Points, Vec<Line>)>, tallest: Points) -> Vec<Vec<(Points, Vec<Line>)>> {
    const LINES: usize = 6;
    let height = |lines: &[Line]| lines.iter().map(|line| line.height).sum::<Points>();
    if columns.iter().all(|(_, lines)| height(lines) <= tallest) {
        return vec![columns];
    }
    let count = columns.iter().map(|(_, lines)| lines.len().div_ceil(LINES)).max().unwrap_or(1);
    let mut slices: Vec<Vec<(Points, Vec<Line>)>> = vec![Vec::new(); count];
    for (x, lines) in columns {
        for (slice, lines) in slices.iter_mut().zip(lines.chunks(LINES)) {
            slice.push((x, lines.to_vec()));
        }
    }
    slices
}
