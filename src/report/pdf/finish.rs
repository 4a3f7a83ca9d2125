//! What makes content a finished file: pages, links, outline, tags, metadata, color space, and an id that follows from the content.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};
use std::io::Write as _;

use super::fonts::Fonts;
use super::ops::{Content, real};
use super::structure::{self, Annotation};
use super::{Fault, srgb};
use crate::report::layout::{About, Bookmark, Bounds, Drawing, Layout, Place, Role};
use crate::report::theme::MARGIN_SIDE;

/// The program as the file names it.
const PRODUCER: &str = concat!("Proofbook ", env!("CARGO_PKG_VERSION"));

/// Puts the file together.
pub(super) fn document(
    layout: &Layout,
    content: Content,
    fonts: &Fonts,
) -> Result<Document, Fault> {
    let Content { mut document, fonts: font_dictionary, pages: streams, marked } = content;
    "1.7".clone_into(&mut document.version);
    set_capital_heights(&mut document, fonts);
    let xmp = xmp(&layout.about);
    let id = content_id(&streams, &xmp);
    let tree = document.new_object_id();
    let pages: Vec<ObjectId> = streams.iter().map(|_| document.new_object_id()).collect();
    let annotations = annotations(&mut document, layout, &pages);
    add_pages(&mut document, layout, (tree, font_dictionary), &pages, streams, &annotations);
    let structure = structure::add(&mut document, layout, &pages, &marked, &annotations);
    let outline = outline(&mut document, layout, &pages);
    let catalog = catalog(&mut document, layout, &Parts { pages: tree, structure, outline }, xmp);
    let about = document.add_object(info(&layout.about));
    document.trailer = dictionary! {
        "Root" => Object::Reference(catalog),
        "Info" => Object::Reference(about),
        "ID" => vec![id.clone(), id],
    };
    document.prune_objects();
    document.renumber_objects();
    compress(&mut document)?;
    Ok(document)
}

/// What the catalog leads to.
struct Parts {
    pages: ObjectId,
    structure: ObjectId,
    outline: Option<ObjectId>,
}

fn catalog(document: &mut Document, layout: &Layout, parts: &Parts, xmp: String) -> ObjectId {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, srgb::profile()));
    let metadata = Stream::new(
        dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") },
        xmp.into_bytes(),
    );
    // Left readable, so that tools which know no PDF find it.
    let metadata = document.add_object(metadata.with_compression(false));
    let intent = dictionary! {
        "Type" => name("OutputIntent"),
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => Object::Reference(profile),
    };
    let mut catalog = dictionary! {
        "Type" => name("Catalog"),
        "Pages" => Object::Reference(parts.pages),
        "Lang" => Object::string_literal(layout.about.language.as_str()),
        "MarkInfo" => Object::Dictionary(dictionary! { "Marked" => true }),
        "StructTreeRoot" => Object::Reference(parts.structure),
        "ViewerPreferences" => Object::Dictionary(dictionary! { "DisplayDocTitle" => true }),
        "Metadata" => Object::Reference(metadata),
        "OutputIntents" => vec![Object::Dictionary(intent)],
    };
    if let Some(outline) = parts.outline {
        catalog.set("Outlines", Object::Reference(outline));
        catalog.set("PageMode", name("UseOutlines"));
    }
    document.add_object(catalog)
}

/// printpdf gives the ascender as the height of capitals.
fn set_capital_heights(document: &mut Document, fonts: &Fonts) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(dictionary) = object else { continue };
        let Ok(font) = dictionary.get(b"FontName").and_then(Object::as_name) else { continue };
        if let Some(height) = fonts.capital_height(font) {
            dictionary.set("CapHeight", height);
        }
    }
}

fn add_pages(
    document: &mut Document,
    layout: &Layout,
    (tree, fonts): (ObjectId, ObjectId),
    pages: &[ObjectId],
    streams: Vec<Vec<u8>>,
    annotations: &[Annotation],
) {
    let resources = document.add_object(dictionary! { "Font" => Object::Reference(fonts) });
    let sheet = [0.0, 0.0, layout.paper.width(), layout.paper.height()];
    let sheet: Vec<Object> = sheet.iter().map(|value| Object::Real(real(*value))).collect();
    for (index, (id, stream)) in pages.iter().zip(streams).enumerate() {
        let stream = document.add_object(Stream::new(dictionary! {}, stream));
        let mut page = dictionary! {
            "Type" => name("Page"),
            "Parent" => Object::Reference(tree),
            "MediaBox" => sheet.clone(),
            "Resources" => Object::Reference(resources),
            "Contents" => Object::Reference(stream),
            "StructParents" => number(index),
            "Tabs" => name("S"),
        };
        // Annotations are in the order of their pages.
        let first = annotations.partition_point(|annotation| annotation.page < index);
        let links = annotations.get(first..).unwrap_or_default().iter();
        let links = links.take_while(|annotation| annotation.page == index);
        let links: Vec<Object> = links.map(|annotation| Object::Reference(annotation.id)).collect();
        if !links.is_empty() {
            page.set("Annots", links);
        }
        document.objects.insert(*id, Object::Dictionary(page));
    }
    let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(*page)).collect();
    let pages =
        dictionary! { "Type" => name("Pages"), "Count" => number(kids.len()), "Kids" => kids };
    document.objects.insert(tree, Object::Dictionary(pages));
}

/// Every link that leads somewhere, as an annotation of its own.
fn annotations(document: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Vec<Annotation> {
    let mut found = Vec::new();
    for (page, items) in layout.pages.iter().enumerate() {
        for item in &items.items {
            let (Drawing::Link { bounds, to, words }, Role::Part(part)) =
                (&item.drawing, item.role)
            else {
                continue;
            };
            let Some(place) = layout.places.get(to) else { continue };
            let annotation = dictionary! {
                "Type" => name("Annot"),
                "Subtype" => name("Link"),
                "Rect" => rectangle(bounds, layout.paper.height()),
                "Border" => vec![0.into(), 0.into(), Object::Integer(0)],
                "F" => 4,
                "Contents" => text(&format!("Go to {words}")),
                "StructParent" => number(pages.len() + found.len()),
                "Dest" => destination(*place, layout, pages),
            };
            found.push(Annotation { page, part, id: document.add_object(annotation) });
        }
    }
    found
}

fn destination(place: Place, layout: &Layout, pages: &[ObjectId]) -> Vec<Object> {
    let page = pages.get(place.page).map_or(Object::Null, |page| Object::Reference(*page));
    // A little above the place, so that it does not stick to the window's edge.
    let top = real(layout.paper.height() - place.y + 12.0);
    vec![page, name("XYZ"), Object::Real(real(MARGIN_SIDE)), Object::Real(top), Object::Null]
}

/// The headings as a nested outline: parts shown, what is under them folded away.
fn outline(document: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Option<ObjectId> {
    if layout.outline.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let top = outline_level(document, layout, pages, root, &layout.outline);
    let mut outline = dictionary! { "Type" => name("Outlines"), "Count" => number(top.len()) };
    span(&mut outline, &top);
    document.objects.insert(root, Object::Dictionary(outline));
    Some(root)
}

/// Adds the bookmarks of one parent, each with those deeper ones that follow it.
fn outline_level(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
    parent: ObjectId,
    bookmarks: &[Bookmark],
) -> Vec<ObjectId> {
    let mut groups = Vec::new();
    let mut rest = bookmarks;
    while let Some((first, later)) = rest.split_first() {
        let deeper = later.iter().take_while(|bookmark| bookmark.level > first.level).count();
        let (below, after) = later.split_at(deeper);
        groups.push((first, below));
        rest = after;
    }
    let ids: Vec<ObjectId> = groups.iter().map(|_| document.new_object_id()).collect();
    for (index, ((bookmark, below), id)) in groups.into_iter().zip(&ids).enumerate() {
        let mut entry = dictionary! {
            "Title" => text(&bookmark.words),
            "Parent" => Object::Reference(parent),
            "Dest" => destination(bookmark.place, layout, pages),
        };
        if let Some(before) = index.checked_sub(1).and_then(|before| ids.get(before)) {
            entry.set("Prev", Object::Reference(*before));
        }
        if let Some(next) = ids.get(index + 1) {
            entry.set("Next", Object::Reference(*next));
        }
        let below = outline_level(document, layout, pages, *id, below);
        if !below.is_empty() {
            entry.set("Count", -i64::try_from(below.len()).unwrap_or(0));
            span(&mut entry, &below);
        }
        document.objects.insert(*id, Object::Dictionary(entry));
    }
    ids
}

/// Says which bookmarks are the first and the last under this one.
fn span(outline: &mut Dictionary, ids: &[ObjectId]) {
    if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
        outline.set("First", Object::Reference(*first));
        outline.set("Last", Object::Reference(*last));
    }
}

fn info(about: &About) -> Dictionary {
    let date = Object::string_literal(about.created.strftime("D:%Y%m%d%H%M%SZ").to_string());
    let mut info = dictionary! {
        "Title" => text(&about.title),
        "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    let named =
        [("Author", &about.author), ("Subject", &about.subject), ("Keywords", &about.keywords)];
    for (key, words) in named {
        if !words.is_empty() {
            info.set(key, text(words));
        }
    }
    info
}

/// The metadata packet, in step with [`info`]: ISO 19005-3 part 3 level A, ISO 14289-1, and the schema that explains the latter's name.
fn xmp(about: &About) -> String {
    let date = about.created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let (title, language) = (escaped(&about.title), escaped(&about.language));
    let author = named(&about.author, |author| {
        format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>")
    });
    let subject = named(&about.subject, |subject| {
        format!(
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>"
        )
    });
    let keywords =
        named(&about.keywords, |keywords| format!("<pdf:Keywords>{keywords}</pdf:Keywords>\n"));
    format!(
        include_str!("xmp.xml"),
        date = date,
        title = title,
        language = language,
        author = author,
        subject = subject,
        keywords = keywords,
        producer = PRODUCER
    )
}

/// What is not given is not named.
fn named(words: &str, element: impl Fn(String) -> String) -> String {
    if words.is_empty() { String::new() } else { element(escaped(words)) }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The file's id: the start of the SHA-256 of what is on its pages and said about it.
fn content_id(streams: &[Vec<u8>], xmp: &str) -> Object {
    let mut hasher = Sha256::new();
    for stream in streams {
        hasher.update(stream);
    }
    hasher.update(xmp);
    let digest: Vec<u8> = hasher.finalize().iter().take(16).copied().collect();
    Object::String(digest, StringFormat::Hexadecimal)
}

/// Level 6: lopdf's own level 9 costs a quarter more time for a percent of size.
fn compress(document: &mut Document) -> Result<(), Fault> {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(&stream.content)?;
        let packed = encoder.finish()?;
        stream.dict.set("Filter", name("FlateDecode"));
        stream.set_content(packed);
    }
    Ok(())
}

pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

pub(super) fn number(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Words outside of page content: UTF-16 with its mark.
pub(super) fn text(words: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A rectangle as left, bottom, right, top, from the sheet's bottom.
pub(super) fn rectangle(bounds: &Bounds, sheet: f64) -> Vec<Object> {
    let (bottom, top) = (sheet - bounds.y - bounds.height, sheet - bounds.y);
    let corners = [bounds.x, bottom, bounds.x + bounds.width, top];
    corners.iter().map(|value| Object::Real(real(*value))).collect()
}
