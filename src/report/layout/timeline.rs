//! The timeline: a row for each day, its words on the left, its place on the scale of time on the right. What happened stands above the
//! scale, last days below it, and lines lead from each place to the scale, so that no two words ever meet.

use super::lines::Style;
use super::marks::artifact;
use super::setter::Setter;
use super::{Bounds, Drawing, Face, Item, NodeId, Role, Tag};
use crate::report::model::{Align, Cell, Point, Timeline};
use crate::report::theme::{self, Color, Points};

/// The column of days: a day with its time fits.
const DAYS: Points = 86.0;
/// The part of the width in which the words of a row stand, days and all.
const WORDS: f64 = 0.56;
/// Room above and below the words of a row.
const PADDING: (Points, Points) = (1.5, 1.5);
/// The side of the square at a row's place.
const SIDE: Points = 6.0;
/// The height of the scale: a band with its ticks and their names between two lines, from which the rows' lines lead up and down.
const SCALE: Points = 15.0;
/// How long a tick is.
const TICK: Points = 4.0;
/// The scale's squares stand off its ends by half their side.
const INSET: Points = SIDE / 2.0 + 1.0;

/// On which side of the scale a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// The places along the scale, from the left edge of the page's text.
struct Scale<'t> {
    timeline: &'t Timeline,
    from: Points,
    width: Points,
}

impl Scale<'_> {
    fn place(&self, point: &Point) -> Points {
        self.from + INSET + (self.width - 2.0 * INSET) * self.timeline.place(point.on)
    }
}

impl Setter<'_> {
    pub(super) fn timeline(&mut self, timeline: &Timeline) {
        let first = self.strips.len();
        self.caption(timeline.caption.as_str());
        let words = self.width * WORDS;
        let scale = Scale {
            timeline,
            from: words + theme::GUTTER,
            width: self.width - words - theme::GUTTER,
        };
        self.rows(&timeline.facts, Side::Above, &scale);
        self.scale_of(&scale);
        let today = std::iter::once(&timeline.today);
        let below: Vec<Point> = today.chain(&timeline.ends).cloned().collect();
        self.rows(&below, Side::Below, &scale);
        if let Some(strip) = self.strips.last_mut() {
            strip.after = 14.0 * self.scale;
        }
        if self.height_from(first) <= self.height {
            self.keep_from(first, false);
        }
    }

    fn rows(&mut self, points: &[Point], side: Side, scale: &Scale<'_>) {
        if points.is_empty() {
            return;
        }
        let list = self.tree.add(NodeId::ROOT, Tag::L);
        for (index, point) in points.iter().enumerate() {
            let first = self.row_words(point, list, scale);
            let others = match side {
                Side::Above => points.get(..index),
                Side::Below => points.get(index + 1..),
            };
            self.row_lines(first, point, others.unwrap_or_default(), side, scale);
        }
    }

    fn row_words(&mut self, point: &Point, list: NodeId, scale: &Scale<'_>) -> usize {
        let (label, body) = self.list_item(list);
        let style = self.cell();
        let day =
            self.words(point.when.as_str(), Style { face: Face::SemiBold, ..style }, DAYS, label);
        let cell = Cell { mark: point.mark.clone(), text: vec![point.text.clone()] };
        let width = scale.from - theme::GUTTER - DAYS;
        let words = self.cell_lines(&cell, style, (width, Align::Left), body);
        self.pour_columns(vec![(0.0, day), (DAYS, words)], PADDING)
    }

    /// The line from a row's place to the scale, those of the rows beyond it, the day of the report, and the square.
    fn row_lines(
        &mut self,
        first: usize,
        point: &Point,
        beyond: &[Point],
        side: Side,
        scale: &Scale<'_>,
    ) {
        let middle = PADDING.0 + self.cell().line.leading / 2.0;
        let today = scale.place(&scale.timeline.today);
        let is_today = *point == scale.timeline.today;
        for (index, strip) in self.strips.iter_mut().enumerate().skip(first) {
            let (top, bottom) = (0.0, strip.height);
            let mut items: Vec<Item> = beyond
                .iter()
                .map(|other| upright(scale.place(other), (top, bottom), 0.5, theme::RULE))
                .collect();
            let own = match side {
                Side::Above if index == first => (middle, bottom),
                Side::Below if index == first => (top, middle),
                Side::Above => (top, bottom),
                // Nothing leads further from the scale than to the row's first line.
                Side::Below => (top, top),
            };
            if !is_today {
                items.push(upright(scale.place(point), own, 0.5, theme::RULE));
            }
            items.push(upright(today, (top, bottom), 1.6, theme::ACCENT));
            if index == first && !is_today {
                items.push(artifact(square(point, scale.place(point), middle)));
            }
            strip.items.extend(items);
        }
    }

    /// The scale itself: the one part of the figure that is described as a picture.
    fn scale_of(&mut self, scale: &Scale<'_>) {
        let node = self.tree.add_described(NodeId::ROOT, Tag::Figure, scale.timeline.alternative());
        let part = |drawing| Item { role: Role::Part(node), drawing };
        let (from, to) = (scale.from, scale.from + scale.width);
        let level = |y| part(stroke((from, y), (to, y), 0.8, theme::INK));
        let mut items = vec![level(0.0), level(SCALE)];
        let style = Style { size: theme::LABEL.type_size, color: theme::QUIET, ..self.cell() };
        for (day, name) in scale.timeline.ticks() {
            let x = from + INSET + (scale.width - 2.0 * INSET) * scale.timeline.place(day);
            items.push(part(stroke((x, 0.0), (x, TICK), 0.8, theme::INK)));
            let Some(words) = self.words(&name, style, scale.width, node).pop() else { continue };
            // A name begins behind its tick, and ends at the scale's end where it would run over.
            let (left, down) =
                ((x + 2.5).min(to - words.width - 1.0), (SCALE - words.height) / 2.0);
            items.extend(words.shifted(left).items.into_iter().map(|mut item| {
                item.drawing.moved(0.0, down);
                item
            }));
        }
        let today = scale.place(&scale.timeline.today);
        items.push(upright(today, (0.0, SCALE), 1.6, theme::ACCENT));
        self.strips.push(super::strips::Strip {
            height: SCALE,
            items,
            ..super::strips::Strip::default()
        });
    }
}

fn upright(x: Points, (top, bottom): (Points, Points), thickness: Points, color: Color) -> Item {
    artifact(stroke((x, top), (x, bottom), thickness, color))
}

const fn stroke(
    from: (Points, Points),
    to: (Points, Points),
    thickness: Points,
    color: Color,
) -> Drawing {
    Drawing::Stroke { from, to, thickness, color }
}

/// What happened is dark; a notice has the color of how it stands.
fn square(point: &Point, x: Points, y: Points) -> Drawing {
    let bounds = Bounds { x: x - SIDE / 2.0, y: y - SIDE / 2.0, width: SIDE, height: SIDE };
    let color = point.mark.as_ref().map_or(theme::INK, |mark| theme::ink_of(mark.tone));
    Drawing::Area { bounds, color }
}
