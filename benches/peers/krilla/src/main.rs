//! Sets the rows with krilla as PDF/A-3a and PDF/UA-1, all of it tagged: `portfolio-with-krilla ROWS FONTS OUT`.
//!
//! krilla writes PDF and lays nothing out. What is laid out here is the least that the page asks for: words are measured by their
//! glyphs' advances, without kerning, and broken at spaces. So this shows what krilla's writing costs, and hardly more.

mod face;

use std::error::Error;
use std::num::NonZeroU16;
use std::path::Path;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagTree,
};
use krilla::{Document, SerializeSettings};

use self::face::{Face, color_of};

const TITLE: &str = "Portfolio of vendors";
const HEADS: [&str; 4] = ["ID", "Question", "Answer and evidence", "Status"];

// The page, in points: as in content.py.
const PAPER: (f32, f32) = (612.0, 792.0);
const MARGIN_SIDE: f32 = 63.0;
const MARGIN_TOP: f32 = 82.0;
const BOTTOM: f32 = PAPER.1 - 78.0;
const COLUMNS: [f32; 4] = [86.0, 137.0, 199.0, 64.0];
const GUTTER: f32 = 12.0;
const PADDING: f32 = 4.0;
const CELL: f32 = 8.5;
const LEADING: f32 = 11.75;
const HEADING: f32 = 13.0;
const SMALL: f32 = 7.75;
const INK: [u8; 3] = [0x1A, 0x22, 0x2C];
const QUIET: [u8; 3] = [0x55, 0x60, 0x6D];
const HAIRLINE: [u8; 3] = [0xCB, 0xD2, 0xD9];
const RULE: [u8; 3] = [0x8A, 0x95, 0xA1];

type Done<T> = Result<T, Box<dyn Error>>;

/// The two fonts of a page.
struct Faces {
    regular: Face,
    semibold: Face,
}

/// A row that is broken into lines.
struct Row<'a> {
    cells: Vec<Vec<&'a str>>,
    height: f32,
}

impl<'a> Row<'a> {
    fn of(cells: &[&'a str], face: impl Fn(usize) -> &'a Face) -> Self {
        let cells: Vec<Vec<&str>> = cells
            .iter()
            .zip(COLUMNS)
            .enumerate()
            .map(|(column, (cell, width))| {
                // The word of a standing is as wide as its column.
                let gutter = if column == 3 { 0.0 } else { GUTTER };
                face(column).lines(cell, width - gutter)
            })
            .collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(1);
        Self { cells, height: lines as f32 * LEADING + 2.0 * PADDING }
    }

    /// Draws it with its top at `top`; each cell's mark for the tree of tags, or none where the row is drawn for the eye alone.
    fn draw<'b>(
        &self,
        surface: &mut Surface<'_>,
        top: f32,
        look: impl Fn(usize) -> (&'b Face, [u8; 3]),
        tagged: bool,
    ) -> Vec<Identifier> {
        let mut left = MARGIN_SIDE;
        let mut marks = Vec::new();
        for (column, (lines, width)) in self.cells.iter().zip(COLUMNS).enumerate() {
            let (face, color) = look(column);
            marks.push(surface.start_tagged(if tagged {
                ContentTag::Span(SpanTag::empty())
            } else {
                ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))
            }));
            let mut baseline = top + PADDING + 9.0;
            for line in lines {
                face.draw(surface, (left, baseline), CELL, color, line);
                baseline += LEADING;
            }
            surface.end_tagged();
            left += width;
        }
        marks
    }
}

/// A line across the page below a row.
fn rule(surface: &mut Surface<'_>, at: f32, color: [u8; 3]) {
    let mut path = PathBuilder::new();
    path.move_to(MARGIN_SIDE, at);
    path.line_to(PAPER.0 - MARGIN_SIDE, at);
    let Some(path) = path.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: color_of(color).into(),
        width: 0.5,
        ..Stroke::default()
    }));
    surface.draw_path(&path);
    surface.end_tagged();
}

/// The document as far as it is set.
struct Book<'a> {
    document: Document,
    faces: &'a Faces,
    pages: usize,
    tags: TagTree,
    outline: Outline,
}

impl<'a> Book<'a> {
    /// Draws one page: its running head and foot, and what `draw` adds.
    fn page(&mut self, draw: impl FnOnce(&mut Surface<'_>)) -> Done<()> {
        self.pages += 1;
        let settings = PageSettings::from_wh(PAPER.0, PAPER.1).ok_or("the page has no size")?;
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        let face = &self.faces.regular;
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)));
        face.draw(&mut surface, (MARGIN_SIDE, 48.0), SMALL, QUIET, TITLE);
        surface.end_tagged();
        let foot = format!("Page {}", self.pages);
        let left = PAPER.0 - MARGIN_SIDE - face.width(&foot, SMALL);
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        face.draw(&mut surface, (left, PAPER.1 - 42.0), SMALL, QUIET, &foot);
        surface.end_tagged();
        draw(&mut surface);
        surface.finish();
        page.finish();
        Ok(())
    }

    fn title(&mut self) -> Done<()> {
        let faces = self.faces;
        let mut mark = None;
        self.page(|surface| mark = Some(heading(surface, faces, TITLE)))?;
        self.note(1, TITLE, mark);
        Ok(())
    }

    /// Puts a heading of the page set last into the tags and the outline.
    fn note(&mut self, level: u16, words: &str, mark: Option<Identifier>) {
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let mut group = TagGroup::new(Tag::Hn(level, Some(words.to_owned())));
        if let Some(mark) = mark {
            group.push(mark);
        }
        self.tags.push(group);
        let place = XyzDestination::new(self.pages - 1, Point::from_xy(MARGIN_SIDE, MARGIN_TOP));
        self.outline.push_child(OutlineNode::new(words.to_owned(), place));
    }

    /// A vendor's pages: the head is drawn on each and tagged on the first.
    fn vendor(&mut self, name: &str, lines: &[Vec<&str>]) -> Done<()> {
        let faces = self.faces;
        let head = Row::of(&HEADS, |_| &faces.semibold);
        let face = |column| if column == 3 { &faces.semibold } else { &faces.regular };
        let rows: Vec<Row<'_>> = lines.iter().map(|cells| Row::of(cells, face)).collect();
        let (mut first, mut opens) = (Vec::new(), None);
        let mut body = TagGroup::new(Tag::TBody);
        let mut left = rows.as_slice();
        while !left.is_empty() {
            let opening = opens.is_none();
            let start = MARGIN_TOP + if opening { 24.0 } else { 0.0 };
            let mut end = start + head.height;
            let fitting = left.iter().take_while(|row| {
                end += row.height;
                end <= BOTTOM
            });
            let (here, rest) = left.split_at(fitting.count().max(1));
            self.page(|surface| {
                if opening {
                    opens = Some(heading(surface, faces, name));
                }
                let marks = head.draw(surface, start, |_| (&faces.semibold, QUIET), opening);
                if opening {
                    first = marks;
                }
                let mut top = start + head.height;
                rule(surface, top, RULE);
                for row in here {
                    let marks = row.draw(surface, top, |column| (face(column), INK), true);
                    top += row.height;
                    rule(surface, top, HAIRLINE);
                    body.push(group_of(Tag::TR, marks, || Tag::TD.into()));
                }
            })?;
            if opening {
                self.note(2, name, opens);
            }
            left = rest;
        }
        let mut table = TagGroup::new(Tag::Table);
        let mut heads = TagGroup::new(Tag::THead);
        heads.push(group_of(Tag::TR, first, || Tag::TH(TableHeaderScope::Column).into()));
        table.push(heads);
        table.push(body);
        self.tags.push(table);
        Ok(())
    }

    fn finish(mut self) -> Done<Vec<u8>> {
        self.document.set_tag_tree(self.tags);
        self.document.set_outline(self.outline);
        let day = DateTime::new(2026).month(3).day(20).hour(16).minute(30).second(0);
        let day = day.utc_offset_hour(0).utc_offset_minute(0);
        let about = Metadata::new().title(TITLE.to_owned()).language("en-US".to_owned());
        self.document.set_metadata(about.creation_date(day));
        self.document.finish().map_err(|error| format!("{error:?}").into())
    }
}

fn heading(surface: &mut Surface<'_>, faces: &Faces, words: &str) -> Identifier {
    let mark = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
    faces.semibold.draw(surface, (MARGIN_SIDE, MARGIN_TOP + 13.0), HEADING, INK, words);
    surface.end_tagged();
    mark
}

fn group_of(
    tag: impl Into<krilla::tagging::TagKind>,
    marks: Vec<Identifier>,
    child: impl Fn() -> krilla::tagging::TagKind,
) -> TagGroup {
    let children = marks.into_iter().map(|mark| {
        let cell = TagGroup::with_children(child(), vec![mark.into()]);
        cell.into()
    });
    TagGroup::with_children(tag, children.collect())
}

fn main() -> Done<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [rows, fonts, out] = words.as_slice() else {
        return Err("portfolio-with-krilla ROWS FONTS OUT".into());
    };
    let fonts = Path::new(fonts);
    let faces = Faces {
        regular: Face::open(&fonts.join("IBMPlexSans-Regular.ttf"))?,
        semibold: Face::open(&fonts.join("IBMPlexSans-SemiBold.ttf"))?,
    };
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut book = Book {
        document: Document::new_with(settings),
        faces: &faces,
        pages: 0,
        tags: TagTree::new(),
        outline: Outline::new(),
    };
    book.title()?;
    let text = std::fs::read_to_string(rows)?;
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    for vendor in lines.chunk_by(|one, next| one.first() == next.first()) {
        let name = vendor.first().and_then(|row| row.first()).copied().unwrap_or_default();
        let cells: Vec<Vec<&str>> =
            vendor.iter().map(|row| row.iter().skip(1).copied().collect()).collect();
        book.vendor(name, &cells)?;
    }
    std::fs::write(out, book.finish()?)?;
    Ok(())
}
