//! What must be known of a long document before its first page is written: how many pages it has, where its headings and places are, and
//! which characters it uses. Its parts are set once to find that out and forgotten, and set again when they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::compositor::Compositor;
use super::setter::{Found, Listed};
use super::{
    About, Bookmark, Drawing, Face, Font, Knows, Layout, Notice, Page, Place, Set, Tree, Typecase,
    lead_nowhere, listed, running, set_opening, set_part,
};
use crate::report::model::{Anchor, Block, Level, Report};
use crate::report::theme::PaperSize;

/// What is known of a document before its pages are written.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The sheet.
    pub paper: PaperSize,
    /// What the file says of itself.
    pub about: About,
    /// How many pages there are.
    pub pages: usize,
    /// The headings, in order.
    pub outline: Vec<Bookmark>,
    /// Where links lead.
    pub places: BTreeMap<Anchor, Place>,
    /// The characters that are set.
    pub used: Used,
    /// What could not be set as asked, but for links that lead nowhere.
    pub notices: Vec<Notice>,
    /// The fonts that the pages are set in.
    pub case: Arc<Typecase>,
    contents: Vec<Listed>,
    parts: Vec<PlannedPart>,
    opening: usize,
}

/// Pages that were set together, and the logical structure of what is on them.
#[derive(Clone, Debug)]
pub struct Sheets {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// Its root is the document for the opening, a part of it for the others.
    pub tree: Tree,
    /// What links lead to and the document does not have.
    pub nowhere: Vec<Notice>,
}

#[derive(Clone, Debug)]
struct PlannedPart {
    pages: usize,
    /// How many headings of levels one and two stand before it.
    headings: usize,
}

/// A part that is to be set for the plan.
#[derive(Debug)]
pub struct Draft {
    blocks: Vec<Block>,
    paper: PaperSize,
    headings: usize,
    case: Arc<Typecase>,
}

/// What the plan needs to know of a part; its pages are forgotten.
#[derive(Debug)]
pub struct SetDraft {
    planned: PlannedPart,
    outline: Vec<Bookmark>,
    places: BTreeMap<Anchor, Place>,
    listed: Vec<Listed>,
    used: Used,
    compositor: Compositor,
}

impl Draft {
    /// Sets it.
    pub fn set(self) -> SetDraft {
        let Self { blocks, paper, headings, case } = self;
        let set = set_part(&blocks, paper, (headings, &|_| true), Compositor::new(case));
        let mut used = Used::default();
        used.see(&set.flowed.pages);
        SetDraft {
            planned: PlannedPart { pages: set.flowed.pages.len(), headings },
            outline: set.flowed.outline,
            places: set.flowed.places,
            listed: Found::within(&blocks).listed(headings).collect(),
            used,
            compositor: set.compositor,
        }
    }
}

/// Makes a [`Plan`]: sees every part once, in order, and the opening last.
#[derive(Debug)]
pub struct Planner {
    paper: PaperSize,
    parts: Vec<PlannedPart>,
    outline: Vec<Bookmark>,
    places: BTreeMap<Anchor, Place>,
    listed: Vec<Listed>,
    used: Used,
    compositor: Compositor,
    pages: usize,
    headings: usize,
}

impl Planner {
    /// A plan for the opening's headings and nothing else yet.
    pub fn new(opening: &Report, paper: PaperSize, case: &Arc<Typecase>) -> Self {
        Self {
            paper,
            parts: Vec::new(),
            outline: Vec::new(),
            places: BTreeMap::new(),
            listed: Vec::new(),
            used: Used::default(),
            compositor: Compositor::new(Arc::clone(case)),
            pages: 0,
            headings: Found::within(&opening.blocks).headings.len(),
        }
    }

    /// The next part, ready to be set. Parts come in order; setting them may be done elsewhere.
    pub fn draft(&mut self, blocks: Vec<Block>) -> Draft {
        let headings = self.headings;
        self.headings += Found::within(&blocks).headings.len();
        Draft { blocks, paper: self.paper, headings, case: self.compositor.case() }
    }

    /// Adds what was found out of the next part, in the same order.
    pub fn add(&mut self, part: SetDraft) {
        // Counted from the first page after the opening, whose length is not known yet.
        let moved = |place: Place| Place { page: place.page + self.pages, ..place };
        let bookmarks = part.outline.into_iter();
        self.outline.extend(bookmarks.map(|one| Bookmark { place: moved(one.place), ..one }));
        self.places.extend(part.places.into_iter().map(|(anchor, at)| (anchor, moved(at))));
        self.compositor.add(&part.compositor);
        self.used.add_all(part.used);
        self.listed.extend(part.listed);
        self.parts.push(part.planned.clone());
        self.pages += part.planned.pages;
    }

    /// Every part was seen.
    pub fn plan(self, opening: &Report) -> Plan {
        let Self { paper, parts, outline, mut places, listed: of_parts, mut used, .. } = self;
        let found = Found::within(&opening.blocks);
        let mut contents = listed(&found, &of_parts);
        let mut set = set_opening(opening, paper, (&contents, &|_| true), self.compositor);
        let length = set.flowed.pages.len();
        let count = length + self.pages;
        used.see(&set.flowed.pages);
        // A page of every kind, for the characters in head and foot.
        let mut blank = vec![Page::default(); 2];
        running::dress(&mut blank, opening, paper, (0, count), &mut set.compositor);
        used.see(&blank);
        used.digits();
        let moved = |place: &mut Place| place.page += length;
        places.values_mut().for_each(moved);
        let mut outline = outline;
        for bookmark in &mut outline {
            moved(&mut bookmark.place);
        }
        places.extend(set.flowed.places);
        outline.splice(0..0, set.flowed.outline);
        number(&mut contents, &outline);
        if !contents.is_empty() {
            // Once more, for the characters of the numbers in it.
            let numbered = set_opening(
                opening,
                paper,
                (&contents, &|_| true),
                Compositor::new(set.compositor.case()),
            );
            used.see(&numbered.flowed.pages);
        }
        Plan {
            paper,
            about: About::of(opening),
            pages: count,
            outline,
            places,
            used,
            notices: set.compositor.notices(),
            case: set.compositor.case(),
            contents,
            parts,
            opening: length,
        }
    }
}

impl Plan {
    /// Sets the opening.
    pub fn opening(&self, opening: &Report) -> Sheets {
        let knows = |anchor: &Anchor| self.places.contains_key(anchor);
        let around: (&[Listed], Knows<'_>) = (&self.contents, &knows);
        let set = set_opening(opening, self.paper, around, self.compositor());
        self.dressed(set, opening, 0)
    }

    /// Sets a part, from 0.
    pub fn part(&self, opening: &Report, index: usize, blocks: &[Block]) -> Sheets {
        let knows = |anchor: &Anchor| self.places.contains_key(anchor);
        let headings = self.parts.get(index).map_or(0, |part| part.headings);
        let set = set_part(blocks, self.paper, (headings, &knows), self.compositor());
        let before: usize = self.parts.iter().take(index).map(|part| part.pages).sum();
        self.dressed(set, opening, self.opening + before)
    }

    fn dressed(&self, mut set: Set, opening: &Report, first: usize) -> Sheets {
        let pages = &mut set.flowed.pages;
        running::dress(pages, opening, self.paper, (first, self.pages), &mut set.compositor);
        let nowhere = lead_nowhere(&set.nowhere).collect();
        Sheets { pages: set.flowed.pages, tree: set.tree, nowhere }
    }

    /// What it finds lacking was noticed while the plan was made.
    fn compositor(&self) -> Compositor {
        Compositor::new(Arc::clone(&self.case))
    }
}

impl From<Layout> for (Plan, Sheets) {
    fn from(layout: Layout) -> Self {
        let Layout { paper, about, pages, tree, outline, places, notices, case } = layout;
        let mut used = Used::default();
        used.see(&pages);
        let plan = Plan {
            paper,
            about,
            pages: pages.len(),
            outline,
            places,
            used,
            notices,
            case,
            contents: Vec::new(),
            parts: Vec::new(),
            opening: pages.len(),
        };
        (plan, Sheets { pages, tree, nowhere: Vec::new() })
    }
}

/// Fills in the pages of the headings that a table of contents lists.
pub(super) fn number(contents: &mut [Listed], outline: &[Bookmark]) {
    let headings = outline.iter().filter(|bookmark| bookmark.level <= Level::Two);
    let pages: Vec<usize> = headings.map(|bookmark| bookmark.place.page).collect();
    for listed in contents {
        listed.page = pages.get(listed.ordinal).copied();
    }
}

/// The characters that a document sets, by font: a bit for each.
#[derive(Clone, Debug, Default)]
pub struct Used(BTreeMap<Font, Vec<u64>>);

impl Used {
    fn see(&mut self, pages: &[Page]) {
        for item in pages.iter().flat_map(|page| &page.items) {
            if let Drawing::Words(set) = &item.drawing {
                self.add(set.face, set.words.chars());
            }
        }
    }

    /// Whether all of these are among them.
    pub fn covers(&self, font: Font, words: &str) -> bool {
        let Some(bits) = self.0.get(&font) else { return words.is_empty() };
        let is_set = |c: char| {
            bits.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
        };
        words.chars().all(is_set)
    }

    fn add_all(&mut self, other: Self) {
        for (font, more) in other.0 {
            let bits = self.0.entry(font).or_default();
            bits.resize(bits.len().max(more.len()), 0);
            bits.iter_mut().zip(more).for_each(|(bits, more)| *bits |= more);
        }
    }

    /// Numbers of pages that no page of the plan bears.
    fn digits(&mut self) {
        self.add(Font::Shipped(Face::Regular), '0'..='9');
    }

    fn add(&mut self, font: Font, characters: impl Iterator<Item = char>) {
        let bits = self.0.entry(font).or_default();
        for c in characters {
            let (word, bit) = (c as usize / 64, c as usize % 64);
            if word >= bits.len() {
                bits.resize(word + 1, 0);
            }
            if let Some(word) = bits.get_mut(word) {
                *word |= 1 << bit;
            }
        }
    }

    /// The characters of each font, in order.
    pub fn by_font(&self) -> BTreeMap<Font, BTreeSet<char>> {
        let characters = |bits: &Vec<u64>| {
            let set = (0u32..).zip(bits).flat_map(|(word, bits)| {
                (0..64u32).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
            });
            set.filter_map(char::from_u32).collect()
        };
        self.0.iter().map(|(font, bits)| (*font, characters(bits))).collect()
    }
}
