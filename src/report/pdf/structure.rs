//! The structure tree as objects of the file (ISO 32000-1, 14.7): parts, their content by page, and the way back from content to part.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::finish::{name, number, rectangle, text};
use crate::report::layout::{Bounds, Drawing, Layout, Node, NodeId, Page, Role, Tag};

/// A link's annotation, which is content of its part as well.
pub(super) struct Annotation {
    pub(super) page: usize,
    pub(super) part: NodeId,
    pub(super) id: ObjectId,
}

/// Content of one part, in reading order.
enum Content {
    Marked { page: usize, number: usize },
    Annotation { page: usize, id: ObjectId },
}

/// Adds the tree; gives its root.
///
/// `marked` says whose content each marked piece is, page by page. Page `n` has the key `n` in the tree of parents, annotation `m` the
/// key `pages + m`.
pub(super) fn add(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
    marked: &[Vec<NodeId>],
    annotations: &[Annotation],
) -> ObjectId {
    let nodes = layout.tree.nodes();
    let content = content_of(nodes.len(), marked, annotations);
    let live = live(nodes, &content);
    let ids: Vec<ObjectId> = nodes.iter().map(|_| document.new_object_id()).collect();
    let root = document.new_object_id();
    let places = figure_bounds(layout);
    for (index, node) in nodes.iter().enumerate() {
        if !live.get(index).copied().unwrap_or_default() {
            continue;
        }
        let (Some(id), Some(content)) = (ids.get(index), content.get(index)) else { continue };
        let parent = if index == 0 { Some(&root) } else { ids.get(node.parent.index()) };
        let mut part = dictionary! { "Type" => name("StructElem"), "S" => name(node.tag.name()) };
        part.set("P", Object::Reference(parent.copied().unwrap_or(root)));
        let kids =
            node.kids.iter().filter(|kid| live.get(kid.index()).copied().unwrap_or_default());
        let mut kids: Vec<Object> =
            kids.filter_map(|kid| ids.get(kid.index())).map(|id| Object::Reference(*id)).collect();
        let page = content.iter().find_map(|content| match content {
            Content::Marked { page, .. } => pages.get(*page).copied(),
            Content::Annotation { .. } => None,
        });
        kids.extend(content.iter().filter_map(|content| kid(content, pages, page)));
        if let Some(page) = page {
            part.set("Pg", Object::Reference(page));
        }
        if !kids.is_empty() {
            part.set("K", kids);
        }
        describe(&mut part, node, places.get(&index), layout.paper.height());
        document.objects.insert(*id, Object::Dictionary(part));
    }
    let numbers = parents(document, marked, annotations, &ids);
    let next = number(pages.len() + annotations.len());
    let first = ids.first().copied().unwrap_or(root);
    let tree = dictionary! {
        "Type" => name("StructTreeRoot"),
        "K" => vec![Object::Reference(first)],
        "ParentTree" => Object::Dictionary(dictionary! { "Nums" => numbers }),
        "ParentTreeNextKey" => next,
    };
    document.objects.insert(root, Object::Dictionary(tree));
    root
}

fn content_of(
    count: usize,
    marked: &[Vec<NodeId>],
    annotations: &[Annotation],
) -> Vec<Vec<Content>> {
    let mut content: Vec<Vec<Content>> = Vec::new();
    content.resize_with(count, Vec::new);
    for (page, marked) in marked.iter().enumerate() {
        for (number, part) in marked.iter().enumerate() {
            if let Some(content) = content.get_mut(part.index()) {
                content.push(Content::Marked { page, number });
            }
        }
    }
    for annotation in annotations {
        if let Some(content) = content.get_mut(annotation.part.index()) {
            content.push(Content::Annotation { page: annotation.page, id: annotation.id });
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
            !content.is_empty() || matches!(node.tag, Tag::Document | Tag::TD | Tag::TH)
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

fn kid(content: &Content, pages: &[ObjectId], own: Option<ObjectId>) -> Option<Object> {
    match content {
        Content::Marked { page, number: piece } => {
            let page = pages.get(*page).copied()?;
            if own == Some(page) {
                return Some(number(*piece));
            }
            let reference = dictionary! {
                "Type" => name("MCR"), "Pg" => Object::Reference(page), "MCID" => number(*piece),
            };
            Some(Object::Dictionary(reference))
        }
        Content::Annotation { page, id } => {
            let page = pages.get(*page).copied()?;
            let reference = dictionary! {
                "Type" => name("OBJR"), "Pg" => Object::Reference(page), "Obj" => Object::Reference(*id),
            };
            Some(Object::Dictionary(reference))
        }
    }
}

fn describe(part: &mut Dictionary, node: &Node, bounds: Option<&Bounds>, sheet: f64) {
    let alternative = node.alternative.as_deref();
    match (node.tag, alternative) {
        (Tag::Figure, Some(words)) => {
            part.set("Alt", text(words));
            let mut layout = dictionary! { "O" => name("Layout"), "Placement" => name("Block") };
            if let Some(bounds) = bounds {
                layout.set("BBox", rectangle(bounds, sheet));
            }
            part.set("A", layout);
        }
        (Tag::Table, Some(words)) => {
            part.set("A", dictionary! { "O" => name("Table"), "Summary" => text(words) });
        }
        (Tag::TH, _) => {
            part.set("A", dictionary! { "O" => name("Table"), "Scope" => name("Column") });
        }
        _ => {}
    }
}

/// The way back: for every page the parts of its marked pieces, for every annotation its part.
fn parents(
    document: &mut Document,
    marked: &[Vec<NodeId>],
    annotations: &[Annotation],
    ids: &[ObjectId],
) -> Vec<Object> {
    let part =
        |node: &NodeId| ids.get(node.index()).map_or(Object::Null, |id| Object::Reference(*id));
    let mut numbers = Vec::new();
    for (page, marked) in marked.iter().enumerate() {
        let parts: Vec<Object> = marked.iter().map(part).collect();
        numbers.push(number(page));
        numbers.push(Object::Reference(document.add_object(parts)));
    }
    for (index, annotation) in annotations.iter().enumerate() {
        numbers.push(number(marked.len() + index));
        numbers.push(part(&annotation.part));
    }
    numbers
}

/// The box around each figure.
fn figure_bounds(layout: &Layout) -> BTreeMap<usize, Bounds> {
    let mut found: BTreeMap<usize, Bounds> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|page: &Page| &page.items) {
        let Role::Part(node) = item.role else { continue };
        if layout.tree.get(node).is_none_or(|node| node.tag != Tag::Figure) {
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
