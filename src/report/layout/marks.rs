//! Marks and the plain shapes around words: rules, grounds, frames.

use super::lines::{Line, Style};
use super::setter::Setter;
use super::{Artifact, Bounds, Drawing, Face, Item, NodeId, Role};
use crate::report::model::Mark;
use crate::report::theme::{self, Color, Fill, Points};

impl Setter<'_> {
    /// A mark on one line: its sign in a small square, then its word. Both are content of `node`; the square is not.
    pub(super) fn mark(
        &mut self,
        mark: &Mark,
        style: Style,
        width: Points,
        node: NodeId,
    ) -> Vec<Line> {
        let (side, ink) = (style.line.type_size, theme::ink_of(mark.tone));
        let hollow = theme::fill_of(mark.tone) == Fill::Hollow;
        let offset = side + 4.0 * self.scale;
        let top = style.baseline() - 0.35 * style.line.type_size - side / 2.0;
        let sign_color = if hollow { ink } else { theme::PAPER };
        let sign_style =
            Style { face: Face::Bold, size: style.size * 0.85, color: sign_color, ..style };
        let mut sign = self.words(&mark.sign.to_string(), sign_style, side, node);
        let word_style = Style { face: Face::SemiBold, color: ink, ..style };
        let mut word = self.words(mark.word.as_str(), word_style, (width - offset).max(1.0), node);
        word = word.into_iter().map(|line| line.shifted(offset)).collect();
        let Some(first) = word.first_mut() else { return word };
        let mut items = square(Bounds { x: 0.0, y: top, width: side, height: side }, ink, hollow);
        if let Some(mut sign) = sign.pop() {
            sign.end_with_space();
            let right = (side - sign.width) / 2.0;
            items.extend(sign.shifted(right).items);
        }
        items.append(&mut first.items);
        first.items = items;
        first.width += offset;
        word
    }
}

fn square(bounds: Bounds, color: Color, hollow: bool) -> Vec<Item> {
    let role = Role::Artifact(Artifact::Layout);
    if !hollow {
        return vec![Item { role, drawing: Drawing::Area { bounds, color } }];
    }
    frame(bounds, color, 0.6).into_iter().map(|drawing| Item { role, drawing }).collect()
}

/// The outline of a rectangle, drawn inside its bounds.
pub(in crate::report) fn frame(bounds: Bounds, color: Color, thickness: Points) -> [Drawing; 4] {
    let half = thickness / 2.0;
    let (left, right) = (bounds.x + half, bounds.x + bounds.width - half);
    let (top, bottom) = (bounds.y + half, bounds.y + bounds.height - half);
    let (out_left, out_right) = (bounds.x, bounds.x + bounds.width);
    [
        Drawing::Stroke { from: (out_left, top), to: (out_right, top), thickness, color },
        Drawing::Stroke { from: (out_left, bottom), to: (out_right, bottom), thickness, color },
        Drawing::Stroke { from: (left, top), to: (left, bottom), thickness, color },
        Drawing::Stroke { from: (right, top), to: (right, bottom), thickness, color },
    ]
}

/// A level line that is not part of the document.
pub(super) fn rule(x: Points, y: Points, width: Points, thickness: Points, color: Color) -> Item {
    Item {
        role: Role::Artifact(Artifact::Layout),
        drawing: Drawing::Stroke { from: (x, y), to: (x + width, y), thickness, color },
    }
}

/// A filled rectangle that is not part of the document.
pub(super) fn ground(bounds: Bounds, color: Color) -> Item {
    Item { role: Role::Artifact(Artifact::Layout), drawing: Drawing::Area { bounds, color } }
}

/// A drawing that is not part of the document.
pub(super) fn artifact(drawing: Drawing) -> Item {
    Item { role: Role::Artifact(Artifact::Layout), drawing }
}
