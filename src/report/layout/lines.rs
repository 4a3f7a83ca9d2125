//! Words → lines: faces that stand in for each other, missing glyphs shown, and breaks where UAX 14 allows them.

use std::collections::BTreeMap;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::{Artifact, Bounds, Drawing, Face, Item, Role, SetWords};
use crate::report::model::{Align, Anchor};
use crate::report::theme::{Color, Points, Size};

/// Hexadecimal digits in fixed pitch from this length on are a digest; it breaks after every [`DIGEST_GROUP`] characters.
const DIGEST_LENGTH: usize = 24;
/// The broken pieces of a SHA-256 stay even when cut by eights.
const DIGEST_GROUP: usize = 8;

/// How a run is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: Points,
    /// Decides line height and baseline, so that words of several sizes stand level.
    pub(super) line: Size,
    pub(super) color: Color,
    pub(super) tracking: Points,
}

impl Style {
    pub(super) const fn new(face: Face, line: Size, color: Color) -> Self {
        Self { face, size: line.type_size, line, color, tracking: 0.0 }
    }

    /// From the top of the line to the baseline: capitals stand in the middle.
    pub(super) fn baseline(&self) -> Points {
        self.line.leading / 2.0 + 0.35 * self.line.type_size
    }
}

/// Words to be set, and what they are part of.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) words: &'a str,
    pub(super) style: Style,
    pub(super) role: Role,
    pub(super) link: Option<&'a Anchor>,
}

/// One line: items placed from its top left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) height: Points,
    /// How far its words run.
    pub(super) width: Points,
    pub(super) items: Vec<Item>,
}

impl Line {
    /// Empty room.
    pub(super) const fn room(height: Points) -> Self {
        Self { height, width: 0.0, items: Vec::new() }
    }

    /// Says that a new word follows, so that a reader or a search does not join two words.
    pub(super) fn end_with_space(&mut self) {
        let words = self.items.iter_mut().rev().find_map(|item| match &mut item.drawing {
            Drawing::Words(set) => Some(&mut set.words),
            _ => None,
        });
        if let Some(words) = words {
            words.push(' ');
        }
    }

    /// Moves everything on the line to the right.
    pub(super) fn shifted(mut self, right: Points) -> Self {
        for item in &mut self.items {
            item.drawing.moved(right, 0.0);
        }
        self
    }
}

struct Atom {
    c: char,
    face: Face,
    advance: Points,
    piece: usize,
}

/// Sets pieces one after the other in lines of at most `width`. Characters without a glyph are counted in `missing`.
pub(super) fn set(
    pieces: &[Piece<'_>],
    width: Points,
    align: Align,
    missing: &mut BTreeMap<char, usize>,
) -> Vec<Line> {
    let atoms = atoms(pieces, missing);
    let mut lines = Vec::new();
    for (start, end) in breaks(&atoms, pieces, width) {
        let mut line = line(atoms.get(start..end).unwrap_or_default(), pieces, width, align);
        let wrapped = end < atoms.len() && atoms.get(end - 1).is_some_and(|atom| atom.c == ' ');
        if wrapped {
            line.end_with_space();
        }
        lines.push(line);
    }
    lines
}

/// The width that the words would take on one line.
pub(super) fn natural_width(pieces: &[Piece<'_>]) -> Points {
    let mut uncounted = BTreeMap::new();
    let (mut widest, mut here) = (0.0_f64, 0.0);
    for atom in atoms(pieces, &mut uncounted) {
        here = if atom.c == '\n' { 0.0 } else { here + atom.advance };
        widest = widest.max(here);
    }
    widest
}

fn atoms(pieces: &[Piece<'_>], missing: &mut BTreeMap<char, usize>) -> Vec<Atom> {
    let mut atoms = Vec::with_capacity(pieces.iter().map(|piece| piece.words.len()).sum());
    for (index, piece) in pieces.iter().enumerate() {
        let mut add = |c: char, face: Face| {
            let advance = face.advance(c, piece.style.size) + piece.style.tracking;
            atoms.push(Atom { c, face, advance, piece: index });
        };
        for c in piece.words.chars() {
            match piece.style.face.covering(c) {
                Some(face) => add(c, face),
                None if c == '\n' => add(c, piece.style.face),
                None if c.is_whitespace() => add(' ', piece.style.face),
                None => {
                    *missing.entry(c).or_default() += 1;
                    for c in crate::text::named(c).chars() {
                        add(c, piece.style.face);
                    }
                }
            }
        }
    }
    atoms
}

/// Before which atoms a line may, or must, break.
fn opportunities(atoms: &[Atom], pieces: &[Piece<'_>]) -> Vec<Option<BreakOpportunity>> {
    let text: String = atoms.iter().map(|atom| atom.c).collect();
    let mut at_byte: BTreeMap<usize, BreakOpportunity> = linebreaks(&text).collect();
    let mut found = Vec::with_capacity(atoms.len());
    let mut digits = 0;
    for (index, ((byte, _), atom)) in text.char_indices().zip(atoms).enumerate() {
        let mut here = at_byte.remove(&byte).filter(|_| !inside_a_citation(atoms, index));
        let code = pieces.get(atom.piece).is_some_and(|piece| piece.style.face == Face::Mono);
        if code && here.is_none() {
            let before =
                index.checked_sub(1).and_then(|before| atoms.get(before)).map(|atom| atom.c);
            let after_sign =
                matches!(before, Some('.' | '_' | '/' | '\\')) && atom.c.is_alphanumeric();
            let after_group =
                digits > 0 && digits % DIGEST_GROUP == 0 && is_digest(atoms, index, digits);
            here = (after_sign || after_group).then_some(BreakOpportunity::Allowed);
        }
        digits = if code && atom.c.is_ascii_hexdigit() { digits + 1 } else { 0 };
        found.push(here);
    }
    found
}

/// Whether a break here would cut a paragraph's number, such as `164.314(a)(2)`: a search for it would fail.
fn inside_a_citation(atoms: &[Atom], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| atoms.get(before)).map(|atom| atom.c);
    let here = atoms.get(index).map(|atom| atom.c);
    here == Some('(') && before.is_some_and(|before| before == ')' || before.is_ascii_digit())
}

/// Whether the hexadecimal digits around this atom are as many as a digest has.
fn is_digest(atoms: &[Atom], index: usize, before: usize) -> bool {
    let rest = atoms.get(index..).unwrap_or_default();
    let after =
        rest.iter().take(DIGEST_LENGTH).take_while(|atom| atom.c.is_ascii_hexdigit()).count();
    before + after >= DIGEST_LENGTH
}

/// Fills line after line; a word wider than a line breaks wherever it must.
fn breaks(atoms: &[Atom], pieces: &[Piece<'_>], width: Points) -> Vec<(usize, usize)> {
    let opportunities = opportunities(atoms, pieces);
    let mut found = Vec::new();
    let (mut start, mut used, mut last) = (0, 0.0, None);
    for (index, (atom, opportunity)) in atoms.iter().zip(&opportunities).enumerate() {
        match opportunity {
            Some(BreakOpportunity::Mandatory) if index > start => {
                found.push((start, index));
                (start, used, last) = (index, 0.0, None);
            }
            Some(_) => last = Some(index).filter(|index| *index > start),
            None => {}
        }
        let hangs = atom.c.is_whitespace() || atom.advance <= 0.0;
        // Twice where the rest of the broken line is itself too wide to take this character.
        while !hangs && used + atom.advance > width + 0.01 && index > start {
            let at = last.take().unwrap_or(index);
            found.push((start, at));
            start = at;
            used = atoms.get(at..index).unwrap_or_default().iter().map(|atom| atom.advance).sum();
        }
        used += atom.advance;
    }
    if start < atoms.len() || found.is_empty() {
        found.push((start, atoms.len()));
    }
    found
}

fn line(atoms: &[Atom], pieces: &[Piece<'_>], width: Points, align: Align) -> Line {
    let end = atoms.iter().rposition(|atom| !atom.c.is_whitespace()).map_or(0, |last| last + 1);
    let atoms = atoms.get(..end).unwrap_or_default();
    let height = pieces.iter().map(|piece| piece.style.line.leading).fold(0.0, f64::max);
    let baseline = pieces.iter().map(|piece| piece.style.baseline()).fold(0.0, f64::max);
    let used: Points = atoms.iter().map(|atom| atom.advance).sum();
    let mut x = if align == Align::Right { (width - used).max(0.0) } else { 0.0 };
    let mut items = Vec::new();
    for run in atoms.chunk_by(|a, b| a.piece == b.piece && a.face == b.face) {
        let Some(piece) = run.first().and_then(|atom| pieces.get(atom.piece)) else { continue };
        let face = run.first().map_or(piece.style.face, |atom| atom.face);
        let wide: Points = run.iter().map(|atom| atom.advance).sum();
        items.push(Item {
            role: piece.role,
            drawing: Drawing::Words(SetWords {
                words: run.iter().map(|atom| atom.c).collect(),
                face,
                size: piece.style.size,
                color: piece.style.color,
                tracking: piece.style.tracking,
                x,
                y: baseline,
                width: wide - piece.style.tracking,
                column: (0.0, width),
                turn: 0.0,
            }),
        });
        if let Some(to) = piece.link {
            items.extend(link(piece, to, x, wide, baseline));
        }
        x += wide;
    }
    Line { height, width: used, items }
}

fn link(piece: &Piece<'_>, to: &Anchor, x: Points, width: Points, baseline: Points) -> [Item; 2] {
    let (size, below) = (piece.style.size, baseline + 1.6);
    let bounds = Bounds { x, y: baseline - size, width, height: size * 1.3 };
    [
        Item {
            role: Role::Artifact(Artifact::Layout),
            drawing: Drawing::Stroke {
                from: (x, below),
                to: (x + width, below),
                thickness: 0.4,
                color: piece.style.color,
            },
        },
        Item {
            role: piece.role,
            drawing: Drawing::Link { bounds, to: to.clone(), words: piece.words.trim().to_owned() },
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::layout::NodeId;
    use crate::report::theme::{BODY, INK};

    fn words_of(line: &Line) -> String {
        line.items
            .iter()
            .filter_map(|item| match &item.drawing {
                Drawing::Words(set) => Some(set.words.as_str()),
                _ => None,
            })
            .collect()
    }

    fn wrapped(words: &str, face: Face, width: Points) -> (Vec<String>, BTreeMap<char, usize>) {
        let role = Role::Part(NodeId::ROOT);
        let piece = Piece { words, style: Style::new(face, BODY, INK), role, link: None };
        let mut missing = BTreeMap::new();
        let lines = set(&[piece], width, Align::Left, &mut missing);
        assert!(lines.iter().all(|line| line.width <= width + 0.01), "{words}");
        (lines.iter().map(|line| words_of(line).trim_end().to_owned()).collect(), missing)
    }

    #[test]
    fn lines_break_at_spaces_and_line_feeds_and_keep_empty_lines() {
        let (lines, _) = wrapped("one two three\n\nfour", Face::Regular, 45.0);
        assert_eq!(lines, ["one two", "three", "", "four"]);
    }

    #[test]
    fn a_digest_breaks_by_eights_and_a_long_word_anywhere() {
        let digest = "0123456789abcdef".repeat(4);
        let (lines, _) = wrapped(&digest, Face::Mono, 150.0);
        assert_eq!(lines.concat(), digest);
        assert!(lines.len() > 1 && lines.iter().all(|line| line.len() % 8 == 0), "{lines:?}");
        let (lines, _) = wrapped(&"m".repeat(60), Face::Regular, 100.0);
        assert_eq!(lines.concat(), "m".repeat(60));
        let (lines, _) = wrapped("assur.annual_independent", Face::Mono, 100.0);
        assert_eq!(lines, ["assur.annual_", "independent"]);
    }

    #[test]
    fn a_missing_glyph_is_written_out_and_counted() {
        let (lines, missing) = wrapped("ok 😀 and 日本 😀", Face::Regular, 400.0);
        assert_eq!(lines.concat(), "ok ‹U+1F600› and ‹U+65E5›‹U+672C› ‹U+1F600›");
        assert_eq!(missing, BTreeMap::from([('😀', 2), ('日', 1), ('本', 1)]));
    }

    #[test]
    fn what_is_left_of_a_broken_line_may_itself_be_too_wide() {
        let letter = Face::Regular.advance('m', BODY.type_size);
        let (lines, _) = wrapped(&format!("-{}", "m".repeat(24)), Face::Regular, letter * 10.5);
        assert_eq!(lines.concat(), format!("-{}", "m".repeat(24)));
    }

    #[test]
    fn a_narrow_column_still_holds_every_character() {
        let (lines, _) = wrapped("wide words", Face::Bold, 10.0);
        assert_eq!(lines.concat().replace(' ', ""), "widewords");
    }
}
