//! Steps: a column for each day, as high as its figure, with the figure above it and the day below.

use super::lines::{Piece, Style};
use super::setter::Setter;
use super::strips::{Keep, Strip};
use super::{Bounds, Face, Item, NodeId, Role, Tag, lines};
use crate::report::chart;
use crate::report::model::{Align, Steps};
use crate::report::theme::{self, Points};

/// The height of a step of 100%.
const TALLEST: Points = 62.0;

impl Setter<'_> {
    /// The words in the picture are those of its description; each step's numbers stand in words beside it, too.
    pub(super) fn steps(&mut self, steps: &Steps) {
        self.caption(steps.caption.as_str());
        let node = self.tree.add_described(NodeId::ROOT, Tag::Figure, steps.alternative());
        let style = self.cell();
        let line = style.line.leading;
        let ground = Bounds { x: 0.0, y: 2.0 * line, width: self.width, height: TALLEST };
        let mut items: Vec<Item> = chart::steps(steps, ground)
            .into_iter()
            .map(|drawing| Item { role: Role::Part(node), drawing })
            .collect();
        let bold = Style { face: Face::SemiBold, color: theme::ACCENT, ..style };
        let small = Style { size: theme::SMALL.type_size, color: theme::QUIET, ..style };
        for (step, column) in steps.steps.iter().zip(chart::columns(steps, ground)) {
            let figure = step.figure();
            let top = ground.y + ground.height - column.height;
            self.centered(&figure, bold, (column, top - line), node, &mut items);
            let below = ground.y + ground.height + 2.0;
            self.centered(step.on.as_str(), small, (column, below), node, &mut items);
        }
        let top = Bounds { width: steps_scale(small), height: 0.0, ..ground };
        self.centered("100%", small, (top, ground.y - line), node, &mut items);
        self.strips.push(Strip {
            height: ground.y + ground.height + 2.0 + line,
            after: 8.0 * self.scale,
            keep: Keep::WithNext,
            items,
            ..Strip::default()
        });
    }

    /// One line in the middle of a column, its top so far down.
    fn centered(
        &mut self,
        words: &str,
        style: Style,
        (column, top): (Bounds, Points),
        node: NodeId,
        items: &mut Vec<Item>,
    ) {
        let piece = Piece { words, style, role: Role::Part(node), link: None };
        let set = lines::set(&[piece], column.width, Align::Left, &mut self.compositor);
        let Some(mut line) = set.into_iter().next() else { return };
        line.end_with_space();
        let x = column.x + (column.width - line.width) / 2.0;
        items.extend(line.items.into_iter().map(|mut item| {
            item.drawing.moved(x, top);
            item
        }));
    }
}

/// The width of the name of the upper line.
fn steps_scale(style: Style) -> Points {
    style.face.width("100%", style.size) + 0.5
}
