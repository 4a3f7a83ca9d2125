//! Words → lines: runs of one font and one style, placed from the line's top left corner.

use super::compositor::{Atom, Compositor};
use super::{Artifact, Bounds, Drawing, Face, Item, Role, SetWords, breaks};
use crate::report::model::{Align, Anchor};
use crate::report::theme::{Color, Points, Size};

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

/// Sets pieces one after the other in lines of at most `width`.
pub(super) fn set(
    pieces: &[Piece<'_>],
    width: Points,
    align: Align,
    compositor: &mut Compositor,
) -> Vec<Line> {
    let atoms = compositor.set(pieces);
    let mut lines = Vec::new();
    breaks::each(&atoms, pieces, width, |start, end| {
        let mut line = line(atoms.get(start..end).unwrap_or_default(), pieces, width, align);
        let wrapped = end < atoms.len() && atoms.get(end - 1).is_some_and(|atom| atom.c == ' ');
        if wrapped {
            line.end_with_space();
        }
        lines.push(line);
    });
    lines
}

fn line(atoms: &[Atom], pieces: &[Piece<'_>], width: Points, align: Align) -> Line {
    let end = atoms.iter().rposition(|atom| !atom.c.is_whitespace()).map_or(0, |last| last + 1);
    let atoms = atoms.get(..end).unwrap_or_default();
    let height = pieces.iter().map(|piece| piece.style.line.leading).fold(0.0, f64::max);
    let baseline = pieces.iter().map(|piece| piece.style.baseline()).fold(0.0, f64::max);
    let used: Points = atoms.iter().map(|atom| atom.advance).sum();
    let mut x = if align == Align::Right { (width - used).max(0.0) } else { 0.0 };
    let mut items = Vec::new();
    for run in atoms.chunk_by(|a, b| a.piece == b.piece && a.font == b.font) {
        let Some(first) = run.first() else { continue };
        let Some(piece) = pieces.get(first.piece) else { continue };
        let wide: Points = run.iter().map(|atom| atom.advance).sum();
        items.push(Item {
            role: piece.role,
            drawing: Drawing::Words(SetWords {
                words: run.iter().map(|atom| atom.c).collect(),
                face: first.font,
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
    use crate::report::layout::{NodeId, Notice};
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

    fn wrapped(words: &str, face: Face, width: Points) -> (Vec<String>, Vec<Notice>) {
        let role = Role::Part(NodeId::ROOT);
        let piece = Piece { words, style: Style::new(face, BODY, INK), role, link: None };
        let mut compositor = Compositor::default();
        let lines = set(&[piece], width, Align::Left, &mut compositor);
        assert!(lines.iter().all(|line| line.width <= width + 0.01), "{words}");
        let words = lines.iter().map(|line| words_of(line).trim_end().to_owned());
        (words.collect(), compositor.notices())
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
        let (lines, notices) = wrapped("ok 😀 and 日本 😀", Face::Regular, 400.0);
        assert_eq!(lines.concat(), "ok ‹U+1F600› and ‹U+65E5›‹U+672C› ‹U+1F600›");
        let missing = [('日', 1), ('本', 1), ('😀', 2)];
        let missing =
            missing.map(|(character, times)| Notice::MissingGlyph { character, times }).to_vec();
        assert_eq!(notices, missing);
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
