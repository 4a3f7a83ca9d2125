//! Strips → pages: what must stay together does, and a table that runs on takes its head along.

use std::collections::BTreeMap;

use super::strips::{Head, Keep, Landing, Start, Strip};
use super::{Artifact, Bookmark, Item, Page, Place, Role};
use crate::report::model::Anchor;
use crate::report::theme::{MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, PaperSize, Points};

/// Pages, with what leads to them.
#[derive(Default)]
pub(super) struct Flowed {
    pub(super) pages: Vec<Page>,
    pub(super) outline: Vec<Bookmark>,
    pub(super) places: BTreeMap<Anchor, Place>,
}

/// Stacks strips on pages.
pub(super) fn flow(mut strips: Vec<Strip>, heads: &[Head], paper: PaperSize) -> Flowed {
    let bottom = paper.height() - MARGIN_BOTTOM;
    let mut stack =
        Stack { flowed: Flowed::default(), heads, bottom, y: MARGIN_TOP, after: 0.0, fresh: true };
    let mut rest = strips.as_mut_slice();
    while let Some(first) = rest.first() {
        let start = first.start;
        let (group, later) = rest.split_at_mut(group_length(rest));
        rest = later;
        if start == Start::NewPage || !stack.fits(group) {
            stack.turn();
        }
        for strip in group {
            // Only a group taller than a page gets here without room: it breaks where it must.
            if !stack.fits(std::slice::from_ref(strip)) {
                stack.turn();
            }
            stack.place(std::mem::take(strip));
        }
    }
    stack.flowed
}

/// How many strips from the first on must share a page.
fn group_length(strips: &[Strip]) -> usize {
    let mut length = 1;
    for pair in strips.windows(2) {
        match pair {
            [strip, next] if strip.keep == Keep::WithNext && next.start == Start::Anywhere => {
                length += 1;
            }
            _ => break,
        }
    }
    length
}

struct Stack<'a> {
    flowed: Flowed,
    heads: &'a [Head],
    bottom: Points,
    y: Points,
    after: Points,
    /// Whether nothing stands on the page yet.
    fresh: bool,
}

impl Stack<'_> {
    /// Ends the page, unless it is empty.
    fn turn(&mut self) {
        if !self.fresh {
            (self.y, self.after, self.fresh) = (MARGIN_TOP, 0.0, true);
        }
    }

    fn fits(&self, strips: &[Strip]) -> bool {
        let (mut y, mut after, mut fresh) = (self.y, self.after, self.fresh);
        for strip in strips {
            y += if fresh {
                self.head_of(strip).map_or(0.0, |head| head.height)
            } else {
                after.max(strip.before)
            };
            y += strip.height;
            (after, fresh) = (strip.after, false);
        }
        y <= self.bottom + 0.01
    }

    fn head_of(&self, strip: &Strip) -> Option<&Head> {
        strip.head.and_then(|head| self.heads.get(head))
    }

    fn place(&mut self, strip: Strip) {
        if self.fresh {
            self.flowed.pages.push(Page::default());
            if let Some(head) = self.head_of(&strip).cloned() {
                let repeated = head
                    .items
                    .into_iter()
                    .map(|item| Item { role: Role::Artifact(Artifact::Pagination), ..item });
                self.put(repeated.collect());
                self.y += head.height;
            }
        } else {
            self.y += self.after.max(strip.before);
            self.put(strip.divider.into_iter().collect());
        }
        let place = Place { page: self.flowed.pages.len().saturating_sub(1), y: self.y };
        for landing in strip.landings {
            match landing {
                Landing::Anchor(anchor) => drop(self.flowed.places.insert(anchor, place)),
                Landing::Bookmark(level, words) => {
                    self.flowed.outline.push(Bookmark { level, words, place });
                }
            }
        }
        self.put(strip.items);
        self.y += strip.height;
        (self.after, self.fresh) = (strip.after, false);
    }

    fn put(&mut self, items: Vec<Item>) {
        let y = self.y;
        let Some(page) = self.flowed.pages.last_mut() else { return };
        page.items.extend(items.into_iter().map(|mut item| {
            item.drawing.moved(MARGIN_SIDE, y);
            item
        }));
    }
}
