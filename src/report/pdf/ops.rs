//! Items → page content: what is drawn, in marked pieces that the structure tree points to.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId};
use printpdf::{
    Color, DictItem, Line, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem, TextMatrix,
};

use super::Fault;
use super::compact::literal;
use super::fonts::{self, Fonts};
use crate::report::layout::{Artifact, Drawing, NodeId, Page, Role, SetWords};
use crate::report::theme::{self, PaperSize};

/// A document of nothing but fonts, which its trailer names, made of one page that uses every character: printpdf writes widths and text maps for what it sees used.
pub(super) fn font_document(fonts: &Fonts) -> Result<lopdf::Document, Fault> {
    let mut ops = vec![Op::StartTextSection];
    for (face, used) in fonts.used() {
        ops.push(set_font(fonts::id(*face), 1.0));
        ops.push(Op::ShowText { items: vec![TextItem::Text(used.iter().collect())] });
    }
    ops.push(Op::EndTextSection);
    let mut document = serialized(vec![PdfPage::new(Mm(1.0), Mm(1.0), ops)], fonts)?;
    let found = document.get_pages().values().next().copied().and_then(|page| {
        let page = document.get_dictionary(page).ok()?;
        let resources =
            document.get_dictionary(page.get(b"Resources").ok()?.as_reference().ok()?).ok()?;
        resources.get(b"Font").ok()?.as_reference().ok()
    });
    let dictionary =
        found.ok_or_else(|| Fault::Refused("no fonts in the page's resources".to_owned()))?;
    // Nothing but the fonts is worth keeping.
    document.trailer = lopdf::dictionary! { "Font" => Object::Reference(dictionary) };
    document.prune_objects();
    Ok(document)
}

fn serialized(pages: Vec<PdfPage>, fonts: &Fonts) -> Result<lopdf::Document, Fault> {
    let mut document = PdfDocument::new("");
    fonts.add_to(&mut document.resources);
    document.with_pages(pages);
    let mut warnings = Vec::new();
    let document = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    match warnings.first() {
        Some(warning) => Err(Fault::Refused(format!("{warning:?}"))),
        None => Ok(document),
    }
}

fn streams(mut document: lopdf::Document) -> Result<Vec<Vec<u8>>, Fault> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let stream = |id| {
        let content =
            document.get_dictionary(id).ok()?.get(b"Contents").ok()?.as_reference().ok()?;
        match document.objects.remove(&content)? {
            Object::Stream(stream) => Some(literal(&stream.content)),
            _ => None,
        }
    };
    let found: Option<Vec<Vec<u8>>> = pages.into_iter().map(stream).collect();
    found.ok_or_else(|| Fault::Refused("a page without content".to_owned()))
}

/// Draws one page: its operations, and whose content each marked piece is (the position is the piece's number, MCID).
pub(super) fn draw(page: &Page, paper: PaperSize) -> (PdfPage, Vec<NodeId>) {
    let (ops, marked) = Pen::new(paper.height()).draw(page);
    (PdfPage::new(Mm(1.0), Mm(1.0), ops), marked)
}

/// The content of drawn pages, not packed yet.
pub(super) fn contents(drawn: Vec<PdfPage>, fonts: &Fonts) -> Result<Vec<Vec<u8>>, Fault> {
    streams(serialized(drawn, fonts)?)
}

/// Draws one page; keeps what is set, so that nothing is set twice.
struct Pen {
    ops: Vec<Op>,
    marked: Vec<NodeId>,
    /// The sheet's height: PDF measures from the bottom.
    sheet: f64,
    in_text: bool,
    /// Where the words before began, in hundredths of a point; `None` where they were turned.
    cursor: Option<(f64, f64)>,
    font: Option<(crate::report::layout::Font, f64)>,
    fill: Option<theme::Color>,
    stroke: Option<(theme::Color, f64)>,
    tracking: f64,
}

impl Pen {
    fn new(sheet: f64) -> Self {
        Self {
            ops: Vec::new(),
            marked: Vec::new(),
            sheet,
            in_text: false,
            cursor: None,
            font: None,
            fill: None,
            stroke: None,
            tracking: 0.0,
        }
    }

    fn draw(mut self, page: &Page) -> (Vec<Op>, Vec<NodeId>) {
        let drawn = |drawing: &Drawing| !matches!(drawing, Drawing::Link { .. });
        let mut items: Vec<_> = page.items.iter().filter(|item| drawn(&item.drawing)).collect();
        // Rules and grounds lie under the words anyway. Together they take a tenth of the room that they take one by one.
        items.sort_by_key(|item| match item.role {
            Role::Artifact(Artifact::Background) => 0,
            Role::Artifact(Artifact::Layout) => 1,
            Role::Part(_) | Role::Artifact(Artifact::Pagination) => 2,
        });
        for piece in items.chunk_by(|a, b| a.role == b.role) {
            let Some(first) = piece.first() else { continue };
            self.begin(first.role);
            for item in piece {
                match &item.drawing {
                    Drawing::Words(set) => self.words(set),
                    Drawing::Area { bounds, color } => {
                        self.end_text();
                        self.set_fill(*color);
                        let y = self.sheet - bounds.y - bounds.height;
                        self.ops.push(rectangle(bounds.x, y, bounds.width, bounds.height));
                    }
                    Drawing::Stroke { from, to, thickness, color } => {
                        self.stroke(*from, *to, *thickness, *color);
                    }
                    Drawing::Link { .. } => {}
                }
            }
            self.end_text();
            self.ops.push(Op::EndMarkedContent);
        }
        (self.ops, self.marked)
    }

    fn begin(&mut self, role: Role) {
        let (tag, key, value) = match role {
            Role::Part(node) => {
                let number = i64::try_from(self.marked.len()).unwrap_or(i64::MAX);
                self.marked.push(node);
                ("P", "MCID", DictItem::Int(number))
            }
            Role::Artifact(artifact) => {
                ("Artifact", "Type", DictItem::Name(artifact_type(artifact).to_vec()))
            }
        };
        let properties = DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    fn words(&mut self, set: &SetWords) {
        self.set_fill(set.color);
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
            self.cursor = Some((0.0, 0.0));
        }
        if self.font != Some((set.face, set.size)) {
            self.ops.push(set_font(fonts::id(set.face), set.size));
            self.font = Some((set.face, set.size));
        }
        if (self.tracking - set.tracking).abs() > 1e-9 {
            self.ops.push(Op::SetCharacterSpacing { multiplier: real(set.tracking) });
            self.tracking = set.tracking;
        }
        self.place(set);
        self.ops.push(Op::ShowText { items: vec![TextItem::Text(set.words.clone())] });
    }

    /// Moves to where words begin: by the way from the words before, which is short to write, unless they are turned.
    fn place(&mut self, set: &SetWords) {
        let (x, y) = (hundredths(set.x), hundredths(self.sheet - set.y));
        if let (Some((from_x, from_y)), true) = (self.cursor, set.turn.abs() < f64::EPSILON) {
            let way = |to: f64, from: f64| Pt(narrowed((to - from) / 100.0));
            let pos = Point { x: way(x, from_x), y: way(y, from_y) };
            self.ops.push(Op::SetTextCursor { pos });
            self.cursor = Some((x, y));
            return;
        }
        let (sin, cos) = set.turn.to_radians().sin_cos();
        let matrix = TextMatrix::Raw([
            fine(cos),
            fine(sin),
            fine(-sin),
            fine(cos),
            real(set.x),
            real(self.sheet - set.y),
        ]);
        self.ops.push(Op::SetTextMatrix { matrix });
        self.cursor = None;
    }

    fn stroke(&mut self, from: (f64, f64), to: (f64, f64), thickness: f64, color: theme::Color) {
        self.end_text();
        if self.stroke != Some((color, thickness)) {
            self.ops.push(Op::SetOutlineColor { col: rgb(color) });
            self.ops.push(Op::SetOutlineThickness { pt: Pt(real(thickness)) });
            self.stroke = Some((color, thickness));
        }
        let point = |(x, y): (f64, f64)| LinePoint {
            p: Point { x: Pt(real(x)), y: Pt(real(self.sheet - y)) },
            bezier: false,
        };
        let line = Line { points: vec![point(from), point(to)], is_closed: false };
        self.ops.push(Op::DrawLine { line });
    }

    fn set_fill(&mut self, color: theme::Color) {
        if self.fill != Some(color) {
            self.ops.push(Op::SetFillColor { col: rgb(color) });
            self.fill = Some(color);
        }
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }
}

const fn artifact_type(artifact: Artifact) -> &'static [u8] {
    match artifact {
        Artifact::Pagination => b"Pagination",
        Artifact::Layout => b"Layout",
        Artifact::Background => b"Background",
    }
}

fn set_font(font: printpdf::FontId, size: f64) -> Op {
    Op::SetFont { font: PdfFontHandle::External(font), size: Pt(real(size)) }
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> Op {
    let rectangle = Rect {
        x: Pt(real(x)),
        y: Pt(real(y)),
        width: Pt(real(width)),
        height: Pt(real(height)),
        mode: Some(PaintMode::Fill),
        winding_order: None,
    };
    Op::DrawRectangle { rectangle }
}

fn rgb(color: theme::Color) -> Color {
    let part = |value: u8| fine(f64::from(value) / 255.0);
    Color::Rgb(Rgb {
        r: part(color.red),
        g: part(color.green),
        b: part(color.blue),
        icc_profile: None,
    })
}

/// A hundredth of a point: finer than any printer, and short in the file.
pub(super) fn real(value: f64) -> f32 {
    narrowed(hundredths(value) / 100.0)
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round()
}

/// For factors, which are multiplied.
fn fine(value: f64) -> f32 {
    narrowed((value * 10_000.0).round() / 10_000.0)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "lengths on a page are far inside what f32 holds"
)]
fn narrowed(value: f64) -> f32 {
    value as f32
}
