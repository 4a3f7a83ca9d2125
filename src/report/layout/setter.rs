//! What setting a report carries along: the tree that grows, the strips set so far, and what could not be set as asked.
//!
//! Blocks become strips: pieces of the full width that never break inside. `flow` stacks them on pages.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Line, Piece, Style};
use super::{
    Artifact, Bounds, Drawing, Face, Item, NodeId, Notice, Role, SetWords, Tag, Tree, lines,
};
use crate::report::model::{
    Align, Anchor, Block, Heading, Level, Mark, Report, Text, Tone, Voice, Words,
};
use crate::report::theme::{self, Color, Fill, PaperSize, Points, Size};

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

pub(super) struct Setter<'a> {
    pub(super) tree: Tree,
    pub(super) strips: Vec<Strip>,
    pub(super) heads: Vec<Head>,
    pub(super) missing: BTreeMap<char, usize>,
    /// The width of the text.
    pub(super) width: Points,
    /// The height of the text on one page.
    pub(super) height: Points,
    /// All type is set at this part of its size; below 1 only to fit blocks on one page.
    pub(super) scale: f64,
    /// The headings a table of contents lists, each with its ordinal and, once it is known, its page.
    pub(super) contents: Vec<(usize, &'a Heading, Option<usize>)>,
    /// How deep the last heading stood: no level of the tree is left out, whatever the report does.
    pub(super) depth: u8,
    /// How many headings of levels one and two were set.
    pub(super) headings: usize,
    /// Whether the last thing set was an entry; the next one stands on the same level.
    pub(super) in_entries: bool,
    pub(super) too_long: Vec<String>,
    anchors: BTreeSet<&'a Anchor>,
    nowhere: BTreeSet<Anchor>,
}

/// Where setting stood.
pub(super) struct Standpoint {
    tree: Tree,
    strips: usize,
    heads: usize,
    missing: BTreeMap<char, usize>,
    depth: u8,
    headings: usize,
    in_entries: bool,
    too_long: usize,
}

impl<'a> Setter<'a> {
    /// `pages` are the pages of the headings of levels one and two, from an earlier setting of the same report.
    pub(super) fn new(report: &'a Report, paper: PaperSize, pages: &[usize]) -> Self {
        let mut found = Found::default();
        found.visit(&report.blocks);
        let pages = pages.iter().map(|page| Some(*page)).chain(std::iter::repeat(None));
        let numbered = found.headings.into_iter().zip(pages).enumerate();
        let contents = numbered
            .map(|(ordinal, (heading, page))| (ordinal, heading, page))
            .skip(found.before_contents);
        Self {
            tree: Tree::default(),
            strips: Vec::new(),
            heads: Vec::new(),
            missing: BTreeMap::new(),
            width: paper.width() - 2.0 * theme::MARGIN_SIDE,
            height: paper.height() - theme::MARGIN_TOP - theme::MARGIN_BOTTOM,
            scale: 1.0,
            contents: contents.collect(),
            depth: 0,
            headings: 0,
            in_entries: false,
            too_long: Vec::new(),
            anchors: found.anchors,
            nowhere: BTreeSet::new(),
        }
    }

    /// Where setting stands, to come back to.
    pub(super) fn bookmark(&self) -> Standpoint {
        Standpoint {
            tree: self.tree.clone(),
            strips: self.strips.len(),
            heads: self.heads.len(),
            missing: self.missing.clone(),
            depth: self.depth,
            headings: self.headings,
            in_entries: self.in_entries,
            too_long: self.too_long.len(),
        }
    }

    /// Forgets all that was set since.
    pub(super) fn return_to(&mut self, point: Standpoint) {
        self.tree = point.tree;
        self.strips.truncate(point.strips);
        self.heads.truncate(point.heads);
        self.missing = point.missing;
        (self.depth, self.headings, self.in_entries) =
            (point.depth, point.headings, point.in_entries);
        self.too_long.truncate(point.too_long);
    }

    /// What could not be set as asked, so far.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let missing = self.missing.iter().map(|(character, times)| Notice::MissingGlyph {
            character: *character,
            times: *times,
        });
        let nowhere =
            self.nowhere.iter().map(|anchor| Notice::NoSuchPlace { anchor: anchor.clone() });
        let long = self
            .too_long
            .iter()
            .map(|heading| Notice::MoreThanOnePage { heading: heading.clone() });
        missing.chain(nowhere).chain(long).collect()
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
        lines::set(&pieces, width, align, &mut self.missing)
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
        lines::set(&[piece], width, Align::Left, &mut self.missing)
    }

    fn pieces<'t>(&mut self, text: &'t Text, style: Style, node: NodeId) -> Vec<Piece<'t>> {
        let linked = text.0.iter().any(|run| run.link.is_some());
        let mut pieces = Vec::with_capacity(text.0.len());
        for run in &text.0 {
            let known = run.link.as_ref().filter(|anchor| self.anchors.contains(anchor));
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
        if let Some(sign) = sign.pop() {
            let right = (side - sign.width) / 2.0;
            items.extend(sign.shifted(right).items);
        }
        items.append(&mut first.items);
        first.items = items;
        first.width += offset;
        word
    }

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

pub(super) fn voiced(style: Style, voice: Voice) -> Style {
    match voice {
        Voice::Plain => style,
        Voice::Strong if style.face == Face::SemiBold => Style { face: Face::Bold, ..style },
        Voice::Strong => Style { face: Face::SemiBold, ..style },
        Voice::Quiet => Style { color: theme::QUIET, ..style },
        Voice::Code => Style { face: Face::Mono, size: style.size * theme::CODE_SCALE, ..style },
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

/// Words on one line, cut with an ellipsis where they would not fit.
pub(super) fn one_line(
    words: &str,
    style: Style,
    at: (Points, Points),
    width: Points,
    role: Role,
    missing: &mut BTreeMap<char, usize>,
) -> Option<SetWords> {
    fn piece(words: &str, style: Style, role: Role) -> [Piece<'_>; 1] {
        [Piece { words, style, role, link: None }]
    }
    let mut kept: Vec<char> = words.trim().chars().collect();
    let mut shown: String = kept.iter().collect();
    while lines::natural_width(&piece(&shown, style, role)) > width && kept.pop().is_some() {
        shown = kept.iter().collect::<String>().trim_end().to_owned() + "…";
    }
    let line =
        lines::set(&piece(&shown, style, role), width, Align::Left, missing).into_iter().next()?;
    let Drawing::Words(mut set) = line.items.into_iter().next()?.drawing else { return None };
    (set.x, set.y, set.column) = (at.0, at.1, (at.0, at.0 + width));
    Some(set)
}

/// What a report's blocks hold that must be known before they are set.
#[derive(Default)]
struct Found<'a> {
    anchors: BTreeSet<&'a Anchor>,
    headings: Vec<&'a Heading>,
    /// How many headings stand before the table of contents, its own among them: it does not list them.
    before_contents: usize,
}

impl<'a> Found<'a> {
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
                    self.anchors.extend(table.rows.iter().flat_map(|row| &row.anchor))
                }
                Block::Together(blocks) | Block::OnePage(blocks) => self.visit(blocks),
                Block::Contents => self.before_contents = self.headings.len(),
                _ => {}
            }
        }
    }
}

/// The place of the n-th heading in the contents, apart from every name that a report may use.
pub(super) fn heading_anchor(ordinal: usize) -> Anchor {
    Anchor::new(format!("\u{0}heading-{ordinal}"))
}

/// The tone's ink, for words that repeat it.
pub(super) const fn tone_ink(tone: Tone) -> Color {
    theme::ink_of(tone)
}

/// Capitals for a label; the model keeps the words as they were.
pub(super) fn capitals(words: &Words) -> String {
    words.as_str().to_uppercase()
}
