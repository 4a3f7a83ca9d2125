//! Report → pages: everything has its place, nothing is PDF yet.
//!
//! Lengths are points (1/72 inch), measured from the sheet's top left corner, downward. Every item says which part of the document it
//! belongs to, or that it is an artifact, since the file is to be PDF/A-3a and PDF/UA-1.

mod blocks;
mod cover;
mod entry;
mod faces;
mod figures;
mod flow;
mod heat;
mod lines;
mod marks;
mod running;
mod setter;
mod strips;
mod table;
mod timeline;
mod tree;

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;

pub use faces::{Face, Glyph, Metrics};
pub use tree::{Node, NodeId, Tag, Tree};

use super::model::{Anchor, Block, Covers, Level, Report};
use super::theme::{Color, PaperSize, Points};
pub(in crate::report) use marks::frame;
use setter::Setter;
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
    /// The words; every character has a glyph in the face.
    pub words: String,
    /// The face.
    pub face: Face,
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

/// What could not be set as asked. Nothing was dropped: each says what is on the page instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// No embedded face has the character; it stands as `‹U+XXXX›`.
    MissingGlyph {
        /// The character.
        character: char,
        /// How often it stands in the report.
        times: usize,
    },
    /// A link to a place that the report does not have; its words stand without a link.
    NoSuchPlace {
        /// The name of the place.
        anchor: Anchor,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingGlyph { character, times } => {
                let shown = crate::text::named(*character);
                write!(
                    f,
                    "The report's typefaces have no {shown}; it is written out so, {times} times"
                )
            }
            Self::NoSuchPlace { anchor } => {
                write!(
                    f,
                    "The report has no place “{}”; words that would lead there do not",
                    anchor.as_str()
                )
            }
        }
    }
}

/// Sets a report in pages.
///
/// A report with a table of contents is set twice: the second time the pages of its headings are known.
pub fn pages(report: &Report, paper: PaperSize) -> Layout {
    let layout = set(report, paper, &[]);
    if !has_contents(&report.blocks) {
        return layout;
    }
    let headings = layout.outline.iter().filter(|bookmark| bookmark.level <= Level::Two);
    let numbers: Vec<usize> = headings.map(|bookmark| bookmark.place.page).collect();
    set(report, paper, &numbers)
}

fn has_contents(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Contents => true,
        Block::Together(blocks) | Block::OnePage(blocks) => has_contents(blocks),
        _ => false,
    })
}

fn set(report: &Report, paper: PaperSize, numbers: &[usize]) -> Layout {
    let mut setter = Setter::new(report, paper, numbers);
    if let Some(cover) = &report.cover {
        setter.cover(cover);
    }
    let covered = setter.strips.len();
    setter.blocks(&report.blocks);
    if let Some(first) = setter.strips.get_mut(covered) {
        first.start = Start::NewPage;
    }
    let strips = std::mem::take(&mut setter.strips);
    let mut flowed = flow::flow(strips, &setter.heads, paper);
    running::dress(&mut flowed.pages, report, paper, &mut setter.missing);
    Layout {
        paper,
        about: About {
            language: report.language.clone(),
            title: report.title.to_string(),
            subject: report.subject.to_string(),
            author: report.author.to_string(),
            keywords: Covers::keywords(&report.covers),
            created: report.created,
        },
        notices: setter.notices(),
        pages: flowed.pages,
        tree: setter.tree,
        outline: flowed.outline,
        places: flowed.places,
    }
}
