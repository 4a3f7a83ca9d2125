//! Report → pages: everything has its place, nothing is PDF yet.
//!
//! Lengths are points (1/72 inch), measured from the sheet's top left corner, downward. Every item says which part of the document it
//! belongs to, or that it is an artifact, since the file is to be PDF/A-3a and PDF/UA-1.

mod blocks;
mod breaks;
mod compositor;
mod cover;
mod entry;
mod faces;
mod figures;
mod flow;
mod heat;
mod lines;
mod marks;
mod meters;
mod notice;
mod own_font;
mod plan;
mod running;
mod scripts;
mod setter;
mod signing;
mod steps;
mod strips;
mod table;
mod timeline;
mod tree;
mod typecase;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

pub use faces::{Face, Glyph, Metrics};
pub use plan::{Draft, Plan, Planner, SetDraft, Sheets, Used};
pub use scripts::Unset;
pub use tree::{Node, NodeId, Tag, Tree};
pub use typecase::{Font, OwnFontId, Setting, Shelf, Typecase};

use super::model::{Anchor, Block, Covers, Level, Report};
use super::theme::{Color, PaperSize, Points};
use compositor::Compositor;
pub(in crate::report) use marks::frame;
pub use notice::Notice;
use setter::{Found, Listed, Setter, Surroundings};
use strips::Start;

/// A report, set: all that is needed to write it in any page format.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The sheet.
    pub paper: PaperSize,
    /// What the file says of itself.
    pub about: About,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The logical structure that the items belong to.
    pub tree: Tree,
    /// The headings, in order.
    pub outline: Vec<Bookmark>,
    /// Where links lead.
    pub places: BTreeMap<Anchor, Place>,
    /// What could not be set as asked, for the person who wrote the report.
    pub notices: Vec<Notice>,
    /// The fonts that the pages are set in.
    pub case: Arc<Typecase>,
}

/// What a file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The language, as BCP 47.
    pub language: String,
    /// The title.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// Who issues it.
    pub author: String,
    /// Which journals it rests on.
    pub keywords: String,
    /// Its dates.
    pub created: Timestamp,
}

/// One page: what is drawn on it, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Drawn from the first to the last.
    pub items: Vec<Item>,
}

/// One thing drawn, and what it is part of.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is part of.
    pub role: Role,
    /// What is drawn.
    pub drawing: Drawing,
}

/// What an item is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A part of the document.
    Part(NodeId),
    /// Not part of the document: drawn, never read out.
    Artifact(Artifact),
}

/// Why an item is not part of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// Running head and foot, page number, a table's head repeated.
    Pagination,
    /// Rules, grounds, the frames of marks.
    Layout,
    /// The watermark.
    Background,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    /// Words on one baseline.
    Words(SetWords),
    /// A filled rectangle.
    Area {
        /// Where.
        bounds: Bounds,
        /// In which color.
        color: Color,
    },
    /// A straight line.
    Stroke {
        /// From this point.
        from: (Points, Points),
        /// To this one.
        to: (Points, Points),
        /// So thick.
        thickness: Points,
        /// In which color.
        color: Color,
    },
    /// A place that leads elsewhere when it is clicked; draws nothing.
    Link {
        /// Where.
        bounds: Bounds,
        /// Leads here.
        to: Anchor,
        /// What it leads to, in words.
        words: String,
    },
}

/// Words on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct SetWords {
    /// The words; every character has a glyph in the font.
    pub words: String,
    /// The font.
    pub face: Font,
    /// The size of the type.
    pub size: Points,
    /// The color.
    pub color: Color,
    /// Extra room after each character.
    pub tracking: Points,
    /// Where the words begin.
    pub x: Points,
    /// The baseline.
    pub y: Points,
    /// How wide they run.
    pub width: Points,
    /// The left and right edge of the column they must stay in.
    pub column: (Points, Points),
    /// Turned counterclockwise about their beginning, in degrees.
    pub turn: f64,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Left edge.
    pub x: Points,
    /// Top edge.
    pub y: Points,
    /// Width.
    pub width: Points,
    /// Height.
    pub height: Points,
}

impl Bounds {
    /// The smallest rectangle around both.
    #[must_use]
    pub fn around(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        Self { x, y, width: right - x, height: bottom - y }
    }
}

impl Drawing {
    /// The same, moved.
    fn moved(&mut self, right: Points, down: Points) {
        match self {
            Self::Words(set) => {
                set.x += right;
                set.y += down;
                set.column.0 += right;
                set.column.1 += right;
            }
            Self::Area { bounds, .. } | Self::Link { bounds, .. } => {
                bounds.x += right;
                bounds.y += down;
            }
            Self::Stroke { from, to, .. } => {
                *from = (from.0 + right, from.1 + down);
                *to = (to.0 + right, to.1 + down);
            }
        }
    }
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// How deep.
    pub level: Level,
    /// Its words.
    pub words: String,
    /// Where it stands.
    pub place: Place,
}

/// A spot in the finished document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The page, from 0.
    pub page: usize,
    /// How far down.
    pub y: Points,
}

/// Sets a report in pages, in the program's own faces.
///
/// A report with a table of contents is set twice: the second time the pages of its headings are known.
pub fn pages(report: &Report, paper: PaperSize) -> Layout {
    pages_in(report, paper, &Arc::default())
}

/// The same, with the fonts of a typecase.
pub fn pages_in(report: &Report, paper: PaperSize, case: &Arc<Typecase>) -> Layout {
    let found = Found::within(&report.blocks);
    let knows = |anchor: &Anchor| found.anchors.contains(anchor);
    let mut contents = listed(&found, &[]);
    let fresh = || Compositor::new(Arc::clone(case));
    let mut set = set_opening(report, paper, (&contents, &knows), fresh());
    if found.before_contents.is_some() {
        plan::number(&mut contents, &set.flowed.outline);
        set = set_opening(report, paper, (&contents, &knows), fresh());
    }
    let count = set.flowed.pages.len();
    running::dress(&mut set.flowed.pages, report, paper, (0, count), &mut set.compositor);
    let mut notices = set.compositor.notices();
    notices.extend(lead_nowhere(&set.nowhere));
    Layout {
        paper,
        about: About::of(report),
        notices,
        pages: set.flowed.pages,
        tree: set.tree,
        outline: set.flowed.outline,
        places: set.flowed.places,
        case: Arc::clone(case),
    }
}

impl About {
    fn of(report: &Report) -> Self {
        Self {
            language: report.language.clone(),
            title: report.title.to_string(),
            subject: report.subject.to_string(),
            author: report.author.to_string(),
            keywords: Covers::keywords(&report.covers),
            created: report.created,
        }
    }
}

/// Says whether the document has a place.
type Knows<'k> = &'k dyn Fn(&Anchor) -> bool;

/// Blocks, set and flowed; the running head and foot are not on the pages yet.
struct Set {
    flowed: flow::Flowed,
    tree: Tree,
    compositor: Compositor,
    nowhere: BTreeSet<Anchor>,
}

fn lead_nowhere(anchors: &BTreeSet<Anchor>) -> impl Iterator<Item = Notice> {
    anchors.iter().map(|anchor| Notice::NoSuchPlace { anchor: anchor.clone() })
}

/// What the table of contents lists: the headings that follow it, and those of the parts.
fn listed(opening: &Found<'_>, parts: &[Listed]) -> Vec<Listed> {
    match opening.before_contents {
        None => Vec::new(),
        Some(before) => opening.listed(0).skip(before).chain(parts.iter().cloned()).collect(),
    }
}

/// `contents` is what a table of contents lists.
fn set_opening(
    report: &Report,
    paper: PaperSize,
    (contents, knows): (&[Listed], Knows<'_>),
    compositor: Compositor,
) -> Set {
    let around = Surroundings { contents, headings: 0, under: &[], knows };
    let mut setter = Setter::new(paper, around, compositor);
    if let Some(cover) = &report.cover {
        setter.cover(cover);
    }
    let covered = setter.strips.len();
    setter.blocks(&report.blocks);
    if let Some(first) = setter.strips.get_mut(covered) {
        first.start = Start::NewPage;
    }
    flowed(setter, paper)
}

/// A part begins a new page, and no deeper than right under the title of the document. `headings` stand before it.
fn set_part(
    blocks: &[Block],
    paper: PaperSize,
    (headings, knows): (usize, Knows<'_>),
    compositor: Compositor,
) -> Set {
    let around = Surroundings { contents: &[], headings, under: &[1], knows };
    let mut setter = Setter::new(paper, around, compositor);
    setter.tree = Tree::of(Tag::Part);
    setter.blocks(blocks);
    flowed(setter, paper)
}

fn flowed(mut setter: Setter<'_>, paper: PaperSize) -> Set {
    let strips = std::mem::take(&mut setter.strips);
    Set {
        flowed: flow::flow(strips, &setter.heads, paper),
        tree: setter.tree,
        compositor: setter.compositor,
        nowhere: setter.nowhere,
    }
}
