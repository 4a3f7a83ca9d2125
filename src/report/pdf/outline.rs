//! The headings as a nested outline (ISO 32000-1, 12.3.3).

use std::io;

use lopdf::{Dictionary, Object, dictionary};

use super::file::File;
use super::object::{Number, name, number, text};
use super::pages::Sheet;
use crate::report::layout::Bookmark;

/// Adds the outline: parts shown, what is under them folded away. `None` where there are no headings.
pub(super) fn add(
    file: &mut File<'_>,
    sheet: &Sheet,
    bookmarks: &[Bookmark],
) -> io::Result<Option<Number>> {
    if bookmarks.is_empty() {
        return Ok(None);
    }
    let root = file.reserve();
    let top = level(file, sheet, root, bookmarks)?;
    let mut outline = dictionary! { "Type" => name("Outlines"), "Count" => number(top.len()) };
    span(&mut outline, &top);
    file.put(root, &Object::Dictionary(outline))?;
    Ok(Some(root))
}

/// Adds the bookmarks of one parent, each with those deeper ones that follow it.
fn level(
    file: &mut File<'_>,
    sheet: &Sheet,
    parent: Number,
    bookmarks: &[Bookmark],
) -> io::Result<Vec<Number>> {
    let mut groups = Vec::new();
    let mut rest = bookmarks;
    while let Some((first, later)) = rest.split_first() {
        let deeper = later.iter().take_while(|bookmark| bookmark.level > first.level).count();
        let (below, after) = later.split_at(deeper);
        groups.push((first, below));
        rest = after;
    }
    let first = file.reserve_many(groups.len());
    let numbers: Vec<Number> = (0..groups.len()).map(|index| first.plus(index)).collect();
    for (index, ((bookmark, below), at)) in groups.into_iter().zip(&numbers).enumerate() {
        let mut entry = dictionary! {
            "Title" => text(&bookmark.words),
            "Parent" => parent.reference(),
            "Dest" => sheet.destination(bookmark.place),
        };
        if let Some(before) = index.checked_sub(1).and_then(|before| numbers.get(before)) {
            entry.set("Prev", before.reference());
        }
        if let Some(next) = numbers.get(index + 1) {
            entry.set("Next", next.reference());
        }
        let below = level(file, sheet, *at, below)?;
        if !below.is_empty() {
            entry.set("Count", -i64::try_from(below.len()).unwrap_or(0));
            span(&mut entry, &below);
        }
        file.put(*at, &Object::Dictionary(entry))?;
    }
    Ok(numbers)
}

/// Says which bookmarks are the first and the last under this one.
fn span(outline: &mut Dictionary, numbers: &[Number]) {
    if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
        outline.set("First", first.reference());
        outline.set("Last", last.reference());
    }
}
