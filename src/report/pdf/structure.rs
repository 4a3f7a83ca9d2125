//! The structure tree as objects of the file (ISO 32000-1, 14.7): parts, their content by page, and the way back from content to part.
//!
//! A long document has hundreds of thousands of parts, so their bytes are written as they come; none is kept.

use std::collections::BTreeMap;
use std::io;

use lopdf::{Object, dictionary};

use super::file::File;
use super::object::{self, Number, name, number, rectangle, text};
use super::pages::{Annotation, Sheet};
use crate::report::layout::{Bounds, Drawing, Node, NodeId, Page, Role, Sheets, Tag};

/// What of the tree is known while parts are written.
pub(super) struct Structure {
    root: Number,
    document: Number,
    /// The kids of the document.
    kids: Vec<Number>,
    /// By page: the parts of its marked pieces.
    of_pages: Vec<Number>,
    /// By annotation: its part.
    of_links: Vec<Number>,
}

/// Content of one part, in reading order.
enum Content {
    Marked { page: usize, number: usize },
    Annotation { page: usize, number: Number },
}

/// Whose content everything on some pages is.
pub(super) struct Belonging {
    /// The first of the pages, from 0.
    pub(super) first: usize,
    /// Whose content each marked piece is, page by page: the position is the piece's number (MCID).
    pub(super) marked: Vec<Vec<NodeId>>,
    pub(super) links: Vec<Annotation>,
}

impl Structure {
    pub(super) fn begin(file: &mut File<'_>) -> Self {
        let (root, document) = (file.reserve(), file.reserve());
        Self { root, document, kids: Vec::new(), of_pages: Vec::new(), of_links: Vec::new() }
    }

    /// How many links there are so far.
    pub(super) const fn links(&self) -> usize {
        self.of_links.len()
    }

    /// Adds the parts of some pages. Page `n` has the key `n` in the tree of parents, annotation `m` the key `pages + m`.
    pub(super) fn add(
        &mut self,
        file: &mut File<'_>,
        sheet: &Sheet,
        sheets: &Sheets,
        belonging: &Belonging,
    ) -> io::Result<()> {
        let nodes = sheets.tree.nodes();
        let content = content_of(nodes.len(), belonging);
        let live = live(nodes, &content);
        let numbers = self.numbered(file, nodes, &live);
        let numbered = |node: NodeId| numbers.get(node.index()).copied().flatten();
        let bounds = figure_bounds(sheets);
        let kids_of =
            |node: &Node| node.kids.iter().filter_map(|kid| numbered(*kid)).collect::<Vec<_>>();
        for (index, (node, content)) in nodes.iter().zip(&content).enumerate() {
            let Some(Some(at)) = numbers.get(index) else { continue };
            if *at == self.document {
                // Its kids are not all known yet.
                self.kids.extend(kids_of(node));
                continue;
            }
            let parent = if index == 0 { Some(self.document) } else { numbered(node.parent) };
            let part =
                Part { node, parent: parent.unwrap_or(self.root), kids: kids_of(node), content };
            file.put_by(*at, |out| part.write(out, sheet, bounds.get(&index)))?;
        }
        self.remember(file, belonging, &numbers)
    }

    /// Every part that stands in the file gets its number.
    fn numbered(
        &mut self,
        file: &mut File<'_>,
        nodes: &[Node],
        live: &[bool],
    ) -> Vec<Option<Number>> {
        let is_document = nodes.first().is_some_and(|root| root.tag == Tag::Document);
        let count = live.iter().filter(|live| **live).count() - usize::from(is_document);
        let first = file.reserve_many(count);
        let mut next = 0;
        let numbers = live.iter().enumerate().map(|(index, live)| {
            if index == 0 && is_document {
                return Some(self.document);
            }
            let number = first.plus(next);
            next += usize::from(*live);
            live.then_some(number)
        });
        let numbers: Vec<Option<Number>> = numbers.collect();
        if !is_document {
            self.kids.extend(numbers.first().copied().flatten());
        }
        numbers
    }

    /// Keeps the way back from content to part.
    fn remember(
        &mut self,
        file: &mut File<'_>,
        belonging: &Belonging,
        numbers: &[Option<Number>],
    ) -> io::Result<()> {
        let part =
            |node: &NodeId| numbers.get(node.index()).copied().flatten().unwrap_or(self.document);
        for marked in &belonging.marked {
            let at = file.reserve();
            file.put_by(at, |out| write_references(out, marked.iter().map(part)))?;
            self.of_pages.push(at);
        }
        let links = belonging.links.iter().map(|link| part(&link.part));
        self.of_links.extend(links.collect::<Vec<_>>());
        Ok(())
    }

    /// Everything was added: writes the root; gives its number.
    pub(super) fn close(self, file: &mut File<'_>) -> io::Result<Number> {
        let Self { root, document, kids, of_pages, of_links } = self;
        file.put_by(document, |out| {
            write_head(out, Tag::Document, root);
            out.extend(b"/K");
            write_references(out, kids.into_iter());
            out.extend(b">>");
        })?;
        let numbers = of_pages.iter().chain(&of_links).enumerate();
        let numbers = numbers.flat_map(|(key, at)| [number(key), at.reference()]);
        let tree = dictionary! {
            "Type" => name("StructTreeRoot"),
            "K" => vec![document.reference()],
            "ParentTreeNextKey" => number(of_pages.len() + of_links.len()),
            "ParentTree" => Object::Dictionary(dictionary! { "Nums" => numbers.collect::<Vec<_>>() }),
        };
        file.put(root, &Object::Dictionary(tree))?;
        Ok(root)
    }
}

/// One part as it is written.
struct Part<'a> {
    node: &'a Node,
    parent: Number,
    kids: Vec<Number>,
    content: &'a [Content],
}

impl Part<'_> {
    fn write(&self, out: &mut Vec<u8>, sheet: &Sheet, bounds: Option<&Bounds>) {
        write_head(out, self.node.tag, self.parent);
        let page = self.content.iter().find_map(|content| match content {
            Content::Marked { page, .. } => Some(*page),
            Content::Annotation { .. } => None,
        });
        if let Some(page) = page {
            out.extend(b"/Pg ");
            write_reference(out, sheet.page(page));
        }
        match (self.kids.as_slice(), self.content) {
            ([], []) => {}
            ([], [Content::Marked { number, .. }]) => {
                out.extend(format!("/K {number}").into_bytes());
            }
            (kids, content) => {
                out.extend(b"/K[");
                write_each(out, kids.iter().copied());
                for one in content {
                    one.write(out, sheet, page);
                }
                out.push(b']');
            }
        }
        self.describe(out, sheet, bounds);
        out.extend(b">>");
    }

    fn describe(&self, out: &mut Vec<u8>, sheet: &Sheet, bounds: Option<&Bounds>) {
        let attributes = match (self.node.tag, self.node.alternative.as_deref()) {
            (Tag::Figure, Some(words)) => {
                out.extend(b"/Alt");
                object::write(out, &text(words));
                let mut layout =
                    dictionary! { "O" => name("Layout"), "Placement" => name("Block") };
                if let Some(bounds) = bounds {
                    layout.set("BBox", rectangle(bounds, sheet.height));
                }
                layout
            }
            (Tag::Table, Some(words)) => {
                dictionary! { "O" => name("Table"), "Summary" => text(words) }
            }
            (Tag::TH, _) => return out.extend(b"/A<</O/Table/Scope/Column>>"),
            _ => return,
        };
        out.extend(b"/A");
        object::write_dictionary(out, &attributes);
    }
}

impl Content {
    /// `own` is the page that the part itself names.
    fn write(&self, out: &mut Vec<u8>, sheet: &Sheet, own: Option<usize>) {
        match self {
            Self::Marked { page, number } if own == Some(*page) => {
                out.extend(format!(" {number}").into_bytes());
            }
            Self::Marked { page, number } => {
                out.extend(b"<</Type/MCR/Pg ");
                write_reference(out, sheet.page(*page));
                out.extend(format!("/MCID {number}>>").into_bytes());
            }
            Self::Annotation { page, number } => {
                out.extend(b"<</Type/OBJR/Pg ");
                write_reference(out, sheet.page(*page));
                out.extend(b"/Obj ");
                write_reference(out, *number);
                out.extend(b">>");
            }
        }
    }
}

fn write_head(out: &mut Vec<u8>, tag: Tag, parent: Number) {
    out.extend(b"<</S/");
    out.extend(tag.name().as_bytes());
    out.extend(b"/P ");
    write_reference(out, parent);
}

fn write_reference(out: &mut Vec<u8>, Number(number): Number) {
    out.extend(number.to_string().into_bytes());
    out.extend(b" 0 R");
}

fn write_references(out: &mut Vec<u8>, numbers: impl Iterator<Item = Number>) {
    out.push(b'[');
    write_each(out, numbers);
    out.push(b']');
}

fn write_each(out: &mut Vec<u8>, numbers: impl Iterator<Item = Number>) {
    for (index, number) in numbers.enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        write_reference(out, number);
    }
}

fn content_of(count: usize, belonging: &Belonging) -> Vec<Vec<Content>> {
    let mut content: Vec<Vec<Content>> = Vec::new();
    content.resize_with(count, Vec::new);
    for (page, marked) in (belonging.first..).zip(&belonging.marked) {
        for (number, part) in marked.iter().enumerate() {
            if let Some(content) = content.get_mut(part.index()) {
                content.push(Content::Marked { page, number });
            }
        }
    }
    for link in &belonging.links {
        if let Some(content) = content.get_mut(link.part.index()) {
            content.push(Content::Annotation { page: link.page, number: link.number });
        }
    }
    content
}

/// A part without content is left out, but for cells: a row has all its cells.
fn live(nodes: &[Node], content: &[Vec<Content>]) -> Vec<bool> {
    let mut live: Vec<bool> = nodes
        .iter()
        .zip(content)
        .map(|(node, content)| {
            !content.is_empty() || matches!(node.tag, Tag::Document | Tag::Part | Tag::TD | Tag::TH)
        })
        .collect();
    // Parts come after what they are part of.
    for (index, node) in nodes.iter().enumerate().rev() {
        if live.get(index).copied().unwrap_or_default()
            && let Some(parent) = live.get_mut(node.parent.index())
        {
            *parent = true;
        }
    }
    live
}

/// The box around each figure.
fn figure_bounds(sheets: &Sheets) -> BTreeMap<usize, Bounds> {
    let mut found: BTreeMap<usize, Bounds> = BTreeMap::new();
    for item in sheets.pages.iter().flat_map(|page: &Page| &page.items) {
        let Role::Part(node) = item.role else { continue };
        if sheets.tree.get(node).is_none_or(|node| node.tag != Tag::Figure) {
            continue;
        }
        let bounds = match &item.drawing {
            Drawing::Area { bounds, .. } => *bounds,
            Drawing::Stroke { from, to, .. } => Bounds {
                x: from.0.min(to.0),
                y: from.1.min(to.1),
                width: (from.0 - to.0).abs(),
                height: (from.1 - to.1).abs(),
            },
            Drawing::Words(_) | Drawing::Link { .. } => continue,
        };
        found.entry(node.index()).and_modify(|all| *all = all.around(bounds)).or_insert(bounds);
    }
    found
}
