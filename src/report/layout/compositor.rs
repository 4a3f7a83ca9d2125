//! Words → characters in their fonts, each with its width; and what had to be set in another way than asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use unicode_normalization::char::is_combining_mark;

use super::lines::Piece;
use super::scripts::Unset;
use super::typecase::{Font, OwnFontId, Setting, Typecase};
use super::{Face, Notice};
use crate::report::theme::Points;

/// How many of the characters that no font has are named one by one.
const NAMED: usize = 8;

/// Sets characters from a typecase, and keeps count of what it lacks.
#[derive(Clone, Debug, Default)]
pub(super) struct Compositor {
    case: Arc<Typecase>,
    missing: BTreeMap<char, usize>,
    unset: BTreeMap<Unset, usize>,
    own: BTreeSet<OwnFontId>,
}

/// One character, set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) c: char,
    pub(super) font: Font,
    pub(super) advance: Points,
    /// The piece that it is of, by its place among the pieces.
    pub(super) piece: usize,
}

impl Compositor {
    pub(super) fn new(case: Arc<Typecase>) -> Self {
        Self { case, ..Self::default() }
    }

    /// The fonts that it sets from.
    pub(super) fn case(&self) -> Arc<Typecase> {
        Arc::clone(&self.case)
    }

    /// Counts what another one from the same fonts has counted, too.
    pub(super) fn add(&mut self, other: &Self) {
        for (character, times) in &other.missing {
            *self.missing.entry(*character).or_default() += times;
        }
        for (why, characters) in &other.unset {
            *self.unset.entry(*why).or_default() += characters;
        }
        self.own.extend(&other.own);
    }

    /// Every character of the pieces. What no font has is written out, and counted.
    pub(super) fn set(&mut self, pieces: &[Piece<'_>]) -> Vec<Atom> {
        let mut atoms = Vec::with_capacity(pieces.iter().map(|piece| piece.words.len()).sum());
        let case = Arc::clone(&self.case);
        for (index, piece) in pieces.iter().enumerate() {
            compose(&case, piece, |set| match set {
                Set::Glyph(c, font, advance) => {
                    if let Font::Own(id) = font {
                        self.own.insert(id);
                    }
                    atoms.push(Atom { c, font, advance, piece: index });
                }
                Set::Missing(c) => *self.missing.entry(c).or_default() += 1,
                Set::Unset(why) => *self.unset.entry(why).or_default() += 1,
            });
        }
        atoms
    }

    /// The width that the words would take on one line.
    pub(super) fn natural_width(&self, pieces: &[Piece<'_>]) -> Points {
        let (mut widest, mut here) = (0.0_f64, 0.0);
        for piece in pieces {
            compose(&self.case, piece, |set| {
                if let Set::Glyph(c, _, advance) = set {
                    here = if c == '\n' { 0.0 } else { here + advance };
                    widest = widest.max(here);
                }
            });
        }
        widest
    }

    /// What could not be set as asked, and in what else it was set.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let missing = self.missing.iter().take(NAMED).map(|(character, times)| {
            Notice::MissingGlyph { character: *character, times: *times }
        });
        let more = self.missing.len().saturating_sub(NAMED);
        let more = (more > 0).then_some(Notice::MoreMissing { characters: more });
        let unset = self
            .unset
            .iter()
            .map(|(why, characters)| Notice::ScriptNotSet { why: *why, characters: *characters });
        let own = self.own.iter().filter_map(|id| self.case.own_name(*id));
        let own = own
            .map(|(font, file)| Notice::OwnFont { font: font.to_owned(), file: file.to_owned() });
        let refused = self
            .case
            .refused()
            .into_iter()
            .map(|(file, why)| Notice::FontRefused { file: file.to_owned(), why: why.to_owned() });
        let place = self.case.empty_place().filter(|_| !self.missing.is_empty());
        let place = place.map(|place| Notice::NoOwnFonts { place });
        missing.chain(more).chain(place).chain(unset).chain(own).chain(refused).collect()
    }
}

/// What became of a character.
enum Set {
    /// It is drawn so, and takes the line so far.
    Glyph(char, Font, Points),
    /// No font has it: how it is written out follows.
    Missing(char),
    /// Its script is not set: how it is written out follows.
    Unset(Unset),
}

/// The characters of one piece, in order.
fn compose(case: &Typecase, piece: &Piece<'_>, mut each: impl FnMut(Set)) {
    let style = piece.style;
    let metrics = style.face.metrics();
    let asked = Font::Shipped(style.face);
    let mut characters = piece.words.chars().peekable();
    let mut cluster = Vec::new();
    while let Some(c) = characters.next() {
        let marked = characters.peek().is_some_and(|next| is_mark(*next));
        match metrics.glyph(c) {
            Some(glyph) if !marked => {
                let advance = metrics.advance(glyph, style.size) + style.tracking;
                each(Set::Glyph(c, asked, advance));
            }
            _ if c == '\n' => each(Set::Glyph(c, asked, style.tracking)),
            _ => {
                cluster.clear();
                cluster.push(c);
                while let Some(mark) = characters.next_if(|next| is_mark(*next)) {
                    cluster.push(mark);
                }
                Cluster { case, piece, asked: style.face }.set(&cluster, &mut each);
            }
        }
    }
}

/// Whether a character belongs to the one before it.
fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

/// A letter with its marks, set in one font where one has them all: a mark of another font would stand beside or above its letter.
struct Cluster<'a> {
    case: &'a Typecase,
    piece: &'a Piece<'a>,
    asked: Face,
}

impl Cluster<'_> {
    fn set(&self, characters: &[char], each: &mut impl FnMut(Set)) {
        if characters.len() > 1
            && let Setting::In(font) = self.case.setting_together(self.asked, characters)
        {
            for c in characters {
                each(self.glyph(*c, font));
            }
            return;
        }
        for c in characters {
            match self.case.setting(self.asked, *c) {
                Setting::In(font) => each(self.glyph(*c, font)),
                Setting::Missing if c.is_whitespace() => {
                    each(self.glyph(' ', Font::Shipped(self.asked)));
                }
                Setting::Missing => {
                    each(Set::Missing(*c));
                    self.write_out(*c, each);
                }
                Setting::Unset(why) => {
                    each(Set::Unset(why));
                    self.write_out(*c, each);
                }
            }
        }
    }

    fn write_out(&self, c: char, each: &mut impl FnMut(Set)) {
        for c in crate::text::named(c).chars() {
            each(self.glyph(c, Font::Shipped(self.asked)));
        }
    }

    fn glyph(&self, c: char, font: Font) -> Set {
        let style = self.piece.style;
        let metrics = self.case.metrics(font);
        let glyph = metrics.and_then(|metrics| metrics.glyph(c).map(|glyph| (metrics, glyph)));
        let advance = glyph.map_or(0.0, |(metrics, glyph)| metrics.advance(glyph, style.size));
        Set::Glyph(c, font, advance + style.tracking)
    }
}
