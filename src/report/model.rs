//! What a report says, in order, every word decided and nothing positioned.
//!
//! Whoever builds a report fills these types; layout, plain text and the preview read them. All words are [`Words`], which cannot hold a
//! character that acts, reorders or hides, so no later stage needs to look again.

mod covers;
mod figure;
mod heat;
mod manuscript;
mod setting;
mod table;
mod timeline;
mod words;

use jiff::Timestamp;

pub use covers::Covers;
pub use figure::{Bar, Gauge, Meter, Meters, Part, Step, Steps};
pub use heat::{Heat, HeatCell, HeatMap, HeatRow, Share, Shares};
pub use manuscript::{Attached, Attachment, Manuscript, Relation};
pub use setting::{HeaderLine, PaperSize, Setting};
pub use table::{Align, Cell, Column, Row, Table, Width};
pub use timeline::{Point, Timeline};
pub use words::{Anchor, Run, Text, Voice, Words};

/// A whole document, before any page exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The language of the text, as BCP 47: `en-US`.
    pub language: String,
    /// The document's title, shown by viewers and in the file's metadata.
    pub title: Words,
    /// What the document is about, for the file's metadata.
    pub subject: Words,
    /// Who issues it, for the file's metadata.
    pub author: Words,
    /// The journals that it rests on, for the file's metadata.
    pub covers: Vec<Covers>,
    /// The instant the document speaks for; the file's dates. Taken from the record, never from the clock.
    pub created: Timestamp,
    /// Lines above the head of every page, the cover too, that somebody asked for; before everything else in plain text.
    pub header: Vec<Words>,
    /// Said at the head of every page but the cover, on the left; cut where it is too long.
    pub head: Words,
    /// Said at the head of every page but the cover, on the right, and never cut for what stands on the left.
    pub head_right: Words,
    /// Whether it is a draft or signed off; said at the foot of every page, and nowhere left out.
    pub status: Words,
    /// Said at the foot of every page, before "Page x of y".
    pub foot: Words,
    /// Which past day is shown, where one is: said at the foot of every page, and before everything else in plain text.
    pub as_of: Option<Words>,
    /// Said across and at the foot of every page, such as `DRAFT` or `SAMPLE`.
    pub watermark: Option<Words>,
    /// The first page, by itself.
    pub cover: Option<Cover>,
    /// The rest, in reading order.
    pub blocks: Vec<Block>,
    /// Files that lie inside the file.
    pub attachments: Vec<Attachment>,
}

impl Report {
    /// An empty report in American English.
    pub fn new(title: impl Into<Words>, created: Timestamp) -> Self {
        let title = title.into();
        Self {
            language: "en-US".to_owned(),
            head: title.clone(),
            head_right: Words::default(),
            title,
            subject: Words::default(),
            author: Words::default(),
            covers: Vec::new(),
            created,
            header: Vec::new(),
            status: Words::default(),
            foot: Words::default(),
            as_of: None,
            watermark: None,
            cover: None,
            blocks: Vec::new(),
            attachments: Vec::new(),
        }
    }

    /// Adds a block at the end.
    pub fn push(&mut self, block: impl Into<Block>) {
        self.blocks.push(block.into());
    }
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// What kind of document this is, above the title.
    pub label: Words,
    /// The title, large: as a rule the vendor's name.
    pub title: Words,
    /// One line below the title.
    pub subtitle: Words,
    /// The headline figure, where there is one.
    pub gauge: Option<Gauge>,
    /// Names and values: prepared for, as of, edition.
    pub facts: Vec<Fact>,
    /// Small print at the foot of the cover.
    pub notes: Vec<Text>,
}

/// One piece of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; never the last thing on a page.
    Heading(Heading),
    /// A paragraph of body text.
    Paragraph(Text),
    /// A paragraph that leads a section in: larger, once.
    Lead(Text),
    /// A paragraph in small print.
    Small(Text),
    /// Words quoted exactly, such as a clause: set in, behind a line.
    Quote(Text),
    /// Items with a bullet or a number.
    List(List),
    /// Rows and columns, under a head that is repeated on every page.
    Table(Table),
    /// Names and values in two columns.
    KeyValues(Vec<Fact>),
    /// One entry of a long register: a label and a mark beside a heading, facts and text.
    Entry(Entry),
    /// A bar of counted parts, with its legend.
    Bar(Bar),
    /// One figure with the two numbers it is made of.
    Gauge(Gauge),
    /// Small bars below each other, each with its numbers.
    Meters(Meters),
    /// How a figure stood on days one after the other.
    Steps(Steps),
    /// Facts and last days along a scale of time.
    Timeline(Timeline),
    /// Numbers in rows and columns, each on a ground that repeats it.
    HeatMap(HeatMap),
    /// Bars in rows, each a part of a whole.
    Shares(Shares),
    /// A framed remark.
    Callout(Callout),
    /// Lines to write on, each with what belongs on it below.
    ToSign(Vec<Words>),
    /// The level-one and level-two headings with their pages.
    Contents,
    /// A hairline across the page.
    Rule,
    /// What follows begins a new page. At the end of blocks kept together it says nothing.
    PageBreak,
    /// Blocks that stay on one page when they fit on one at all.
    Together(Vec<Self>),
    /// Blocks that have a page to themselves: set somewhat smaller where they would not fit, and running on at full size where even that
    /// is too much.
    OnePage(Vec<Self>),
}

/// How deep a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A part of the report.
    One,
    /// A section.
    Two,
    /// A subsection.
    Three,
}

impl Level {
    /// 1, 2 or 3.
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// A heading with its place in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// How deep it stands.
    pub level: Level,
    /// Its words on the page.
    pub text: Words,
    /// Its words in the outline, where they differ.
    pub bookmark: Option<Words>,
    /// The name by which other places link here.
    pub anchor: Option<Anchor>,
}

impl Heading {
    /// A heading that is its own bookmark.
    pub fn new(level: Level, text: impl Into<Words>) -> Self {
        Self { level, text: text.into(), bookmark: None, anchor: None }
    }

    /// Makes this a place to link to.
    #[must_use]
    pub fn anchored(mut self, anchor: Anchor) -> Self {
        self.anchor = Some(anchor);
        self
    }

    /// Says it otherwise in the outline.
    #[must_use]
    pub fn bookmarked(mut self, bookmark: impl Into<Words>) -> Self {
        self.bookmark = Some(bookmark.into());
        self
    }

    /// Its words in the outline.
    pub fn outline(&self) -> &Words {
        self.bookmark.as_ref().unwrap_or(&self.text)
    }
}

/// Items with a bullet or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What stands before each item.
    pub kind: ListKind,
    /// The items, in order.
    pub items: Vec<Text>,
}

/// What stands before each item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// A bullet.
    Bulleted,
    /// 1, 2, 3.
    Numbered,
}

/// A name and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: Words,
    /// What it is for this vendor: a mark, paragraphs, or both.
    pub value: Cell,
}

impl Fact {
    /// A name and its value.
    pub fn new(name: impl Into<Words>, value: impl Into<Cell>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

/// One entry of a long register, such as a question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called for short, such as the question's id.
    pub label: Words,
    /// How it stands.
    pub mark: Option<Mark>,
    /// What it is about, such as the question's words.
    pub heading: Words,
    /// Names and values, such as "Answer", "Given by", "Exhibits".
    pub facts: Vec<Fact>,
    /// The name by which other places link here.
    pub anchor: Option<Anchor>,
}

impl Entry {
    /// An entry without facts yet.
    pub fn new(label: impl Into<Words>, heading: impl Into<Words>) -> Self {
        Self {
            label: label.into(),
            mark: None,
            heading: heading.into(),
            facts: Vec::new(),
            anchor: None,
        }
    }

    /// Adds a name and its value.
    #[must_use]
    pub fn fact(mut self, name: impl Into<Words>, value: impl Into<Cell>) -> Self {
        self.facts.push(Fact::new(name, value));
        self
    }

    /// Says how it stands.
    #[must_use]
    pub fn marked(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// Makes this a place to link to.
    #[must_use]
    pub fn anchored(mut self, anchor: Anchor) -> Self {
        self.anchor = Some(anchor);
        self
    }
}

/// A framed remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callout {
    /// Its color and the weight of its frame; the title says the same in words.
    pub tone: Tone,
    /// What it is, such as "Critical gap".
    pub title: Words,
    /// What it says.
    pub body: Vec<Text>,
}

/// A sign and a word for how something stands; color only repeats them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// One character, such as `+` or `!`.
    pub sign: char,
    /// The word, such as "Documented".
    pub word: Words,
    /// The color and pattern that repeat it.
    pub tone: Tone,
}

impl Mark {
    /// A mark. The sign is one that the typefaces have; one that would act or hide becomes a space.
    pub fn new(sign: char, word: impl Into<Words>, tone: Tone) -> Self {
        let sign = if crate::text::is_hidden(sign) { ' ' } else { sign };
        Self { sign, word: word.into(), tone }
    }
}

/// What a color and pattern stand for. Never the only bearer of a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Met, and on file.
    Documented,
    /// Met, and nothing on file.
    Asserted,
    /// Met, and what is on file is no longer current.
    Stale,
    /// Met in part.
    Part,
    /// Not met.
    Unmet,
    /// Not known.
    Unknown,
    /// From an earlier cycle, not confirmed.
    Carried,
    /// Not answered.
    Open,
    /// Does not apply, or stands beside the matter.
    Aside,
    /// Needs action first.
    Critical,
    /// No judgment.
    Neutral,
}

impl Tone {
    /// Every tone, in the order of the standings.
    pub const ALL: [Self; 11] = [
        Self::Documented,
        Self::Asserted,
        Self::Stale,
        Self::Part,
        Self::Unmet,
        Self::Unknown,
        Self::Carried,
        Self::Open,
        Self::Aside,
        Self::Critical,
        Self::Neutral,
    ];
}

macro_rules! block_from {
    ($($kind:ident),+) => {
        $(impl From<$kind> for Block {
            fn from(block: $kind) -> Self {
                Self::$kind(block)
            }
        })+
    };
}
block_from!(
    Heading, List, Table, Entry, Bar, Gauge, Meters, Steps, Timeline, HeatMap, Shares, Callout
);

impl From<Text> for Block {
    fn from(text: Text) -> Self {
        Self::Paragraph(text)
    }
}
