//! What setting a report carries along: the tree that grows, the strips set so far, and what could not be set as asked.
//!
//! Blocks become strips: pieces of the full width that never break inside. `flow` stacks them on pages.

use std::collections::BTreeSet;

use super::compositor::Compositor;
use super::lines::{Line, Piece, Style};
use super::strips::{Head, Strip};
use super::{Artifact, Drawing, Face, NodeId, Role, SetWords, Tag, Tree, lines};
use crate::report::model::{Align, Anchor, Block, Heading, Level, Text, Voice, Words};
use crate::report::theme::{self, PaperSize, Points, Size};

pub(super) struct Setter<'a> {
    pub(super) tree: Tree,
    pub(super) strips: Vec<Strip>,
    pub(super) heads: Vec<Head>,
    pub(super) compositor: Compositor,
    /// The width of the text.
    pub(super) width: Points,
    /// The height of the text on one page.
    pub(super) height: Points,
    /// All type is set at this part of its size; below 1 only to fit blocks on one page.
    pub(super) scale: f64,
    /// What a table of contents lists.
    pub(super) contents: &'a [Listed],
    /// The levels of the headings under which the next block stands, from the outermost.
    pub(super) under: Vec<u8>,
    /// How many headings of levels one and two were set.
    pub(super) headings: usize,
    knows: &'a dyn Fn(&Anchor) -> bool,
    /// What links lead to and the document does not have.
    pub(super) nowhere: BTreeSet<Anchor>,
}

/// A heading as the table of contents lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) level: Level,
    pub(super) words: String,
    /// How many headings of levels one and two stand before it in the document.
    pub(super) ordinal: usize,
    /// Its page, from 0, once that is known.
    pub(super) page: Option<usize>,
}

/// What setting must know of the rest of the document.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) contents: &'a [Listed],
    /// How many headings of levels one and two stand before.
    pub(super) headings: usize,
    /// The levels of the headings under which it stands.
    pub(super) under: &'a [u8],
    /// Whether the document has a place of this name.
    pub(super) knows: &'a dyn Fn(&Anchor) -> bool,
}

/// Where setting stood.
#[derive(Clone)]
pub(super) struct Standpoint {
    nodes: usize,
    strips: usize,
    heads: usize,
    compositor: Compositor,
    under: Vec<u8>,
    headings: usize,
}

impl<'a> Setter<'a> {
    pub(super) fn new(paper: PaperSize, around: Surroundings<'a>, compositor: Compositor) -> Self {
        Self {
            tree: Tree::default(),
            strips: Vec::new(),
            heads: Vec::new(),
            compositor,
            width: paper.width() - 2.0 * theme::MARGIN_SIDE,
            height: paper.height() - theme::MARGIN_TOP - theme::MARGIN_BOTTOM,
            scale: 1.0,
            contents: around.contents,
            under: around.under.to_vec(),
            headings: around.headings,
            knows: around.knows,
            nowhere: BTreeSet::new(),
        }
    }

    /// Where setting stands, to come back to.
    pub(super) fn standpoint(&self) -> Standpoint {
        Standpoint {
            nodes: self.tree.nodes().len(),
            strips: self.strips.len(),
            heads: self.heads.len(),
            compositor: self.compositor.clone(),
            under: self.under.clone(),
            headings: self.headings,
        }
    }

    /// Forgets all that was set since.
    pub(super) fn return_to(&mut self, point: Standpoint) {
        self.tree.truncate(point.nodes);
        self.strips.truncate(point.strips);
        self.heads.truncate(point.heads);
        self.compositor = point.compositor;
        (self.under, self.headings) = (point.under, point.headings);
    }

    pub(super) fn size(&self, size: Size) -> Size {
        Size { type_size: size.type_size * self.scale, leading: size.leading * self.scale }
    }

    pub(super) fn body(&self) -> Style {
        Style::new(Face::Regular, self.size(theme::BODY), theme::INK)
    }

    pub(super) fn cell(&self) -> Style {
        Style::new(Face::Regular, self.size(theme::CELL), theme::INK)
    }

    /// Tracked capitals, standing level with the words beside them.
    pub(super) fn label(&self, beside: Style) -> Style {
        let size = theme::LABEL.type_size * self.scale;
        let tracking = size * theme::LABEL_TRACKING;
        Style { face: Face::SemiBold, size, line: beside.line, color: theme::QUIET, tracking }
    }

    /// Sets a text as content of `node`. Where it has links, its runs become parts of their own.
    pub(super) fn text(
        &mut self,
        text: &Text,
        style: Style,
        width: Points,
        align: Align,
        node: NodeId,
    ) -> Vec<Line> {
        let pieces = self.pieces(text, style, node);
        lines::set(&pieces, width, align, &mut self.compositor)
    }

    /// Sets words as content of `node`.
    pub(super) fn words(
        &mut self,
        words: &str,
        style: Style,
        width: Points,
        node: NodeId,
    ) -> Vec<Line> {
        let piece = Piece { words, style, role: Role::Part(node), link: None };
        lines::set(&[piece], width, Align::Left, &mut self.compositor)
    }

    fn pieces<'t>(&mut self, text: &'t Text, style: Style, node: NodeId) -> Vec<Piece<'t>> {
        let linked = text.0.iter().any(|run| run.link.is_some());
        let mut pieces = Vec::with_capacity(text.0.len());
        for run in &text.0 {
            let known = run.link.as_ref().filter(|anchor| (self.knows)(anchor));
            if known.is_none() {
                self.nowhere.extend(run.link.clone());
            }
            let part = match (linked, known) {
                (false, _) => node,
                (true, None) => self.tree.add(node, Tag::Span),
                (true, Some(_)) => self.tree.add(node, Tag::Link),
            };
            let mut style = voiced(style, run.voice);
            if known.is_some() {
                style.color = theme::ACCENT;
            }
            pieces.push(Piece {
                words: run.words.as_str(),
                style,
                role: Role::Part(part),
                link: known,
            });
        }
        pieces
    }
}

pub(super) fn voiced(style: Style, voice: Voice) -> Style {
    match voice {
        Voice::Plain => style,
        Voice::Strong if style.face == Face::SemiBold => Style { face: Face::Bold, ..style },
        Voice::Strong => Style { face: Face::SemiBold, ..style },
        Voice::Quiet => Style { color: theme::QUIET, ..style },
        Voice::Code => Style { face: Face::Mono, size: style.size * theme::CODE_SCALE, ..style },
    }
}

/// Words on one line from a point on, cut with an ellipsis where they would not fit.
pub(super) fn one_line(
    words: &str,
    style: Style,
    at: (Points, Points),
    width: Points,
    compositor: &mut Compositor,
) -> Vec<SetWords> {
    let role = Role::Artifact(Artifact::Pagination);
    let natural =
        |words: &str| compositor.natural_width(&[Piece { words, style, role, link: None }]);
    let whole: Vec<char> = words.trim().chars().collect();
    let cut = |kept: usize| whole.iter().take(kept).collect::<String>().trim_end().to_owned() + "…";
    let mut shown = words.trim().to_owned();
    if natural(&shown) > width {
        // Halved, since a long name is cut on every page.
        let kept: Vec<usize> = (1..whole.len()).collect();
        shown = cut(kept.partition_point(|kept| natural(&cut(*kept)) <= width));
    }
    let piece = Piece { words: &shown, style, role, link: None };
    let line = lines::set(&[piece], width, Align::Left, compositor).into_iter().next();
    let sets = line.into_iter().flat_map(|line| line.items).filter_map(|item| match item.drawing {
        Drawing::Words(set) => {
            let column = (at.0, at.0 + width);
            Some(SetWords { x: at.0 + set.x, y: at.1, column, ..set })
        }
        _ => None,
    });
    sets.collect()
}

/// What blocks hold that must be known before any of the document is set.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub(super) anchors: BTreeSet<&'a Anchor>,
    /// The headings of levels one and two.
    pub(super) headings: Vec<&'a Heading>,
    /// How many headings stand before the table of contents, its own among them: it does not list them. `None` where there is no table.
    pub(super) before_contents: Option<usize>,
}

impl<'a> Found<'a> {
    pub(super) fn within(blocks: &'a [Block]) -> Self {
        let mut found = Self::default();
        found.visit(blocks);
        found
    }

    fn visit(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    self.anchors.extend(&heading.anchor);
                    if heading.level <= Level::Two {
                        self.headings.push(heading);
                    }
                }
                Block::Entry(entry) => self.anchors.extend(&entry.anchor),
                Block::Table(table) => {
                    self.anchors.extend(table.rows.iter().flat_map(|row| &row.anchor));
                }
                Block::Together(blocks) | Block::OnePage(blocks) => self.visit(blocks),
                Block::Contents => self.before_contents = Some(self.headings.len()),
                _ => {}
            }
        }
    }

    /// The headings as a table of contents lists them, those before it too; `before` stand before these blocks.
    pub(super) fn listed(&self, before: usize) -> impl Iterator<Item = Listed> {
        self.headings.iter().enumerate().map(move |(index, heading)| Listed {
            level: heading.level,
            words: heading.text.to_string(),
            ordinal: before + index,
            page: None,
        })
    }
}

/// The place of the n-th heading in the contents, apart from every name that a report may use.
pub(super) fn heading_anchor(ordinal: usize) -> Anchor {
    Anchor::new(format!("\u{0}heading-{ordinal}"))
}

/// Capitals for a label; the model keeps the words as they were. One character is a sign, and stays the one that it is elsewhere.
pub(super) fn capitals(words: &Words) -> String {
    if words.as_str().chars().count() == 1 {
        return words.to_string();
    }
    words.as_str().to_uppercase()
}
