//! Where lines end: where UAX 14 allows it, and in codes and digests where they can be put together again.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::Face;
use super::compositor::Atom;
use super::lines::Piece;
use crate::report::theme::Points;

/// Hexadecimal digits in fixed pitch from this length on are a digest; it breaks after every [`DIGEST_GROUP`] characters.
const DIGEST_LENGTH: usize = 24;
/// The broken pieces of a SHA-256 stay even when cut by eights.
const DIGEST_GROUP: usize = 8;
/// How much wider than its room a line may be, for sums that come out differently in their last digit.
const SLACK: Points = 0.01;

/// Fills line after line, and says where each begins and ends; a word wider than a line breaks wherever it must.
pub(super) fn each(
    atoms: &[Atom],
    pieces: &[Piece<'_>],
    width: Points,
    mut line: impl FnMut(usize, usize),
) {
    if is_one_line(atoms, width) {
        return line(0, atoms.len());
    }
    let text: String = atoms.iter().map(|atom| atom.c).collect();
    let mut allowed = linebreaks(&text).peekable();
    let (mut byte, mut digits, mut written_out) = (0, 0, false);
    let (mut start, mut used, mut last, mut any) = (0, 0.0, None, false);
    for (index, atom) in atoms.iter().enumerate() {
        let code = pieces.get(atom.piece).is_some_and(|piece| piece.style.face == Face::Mono);
        let here = allowed.next_if(|(at, _)| *at == byte).map(|(_, opportunity)| opportunity);
        let here = here.filter(|_| !inside_a_citation(atoms, index)).or_else(|| {
            let may_break = code && may_break_code(atoms, index, digits)
                || is_written_out(atoms, index) && follows_written_out(atoms, index);
            may_break.then_some(BreakOpportunity::Allowed)
        });
        let here = here.filter(|_| !written_out);
        written_out = if written_out { atom.c != '›' } else { is_written_out(atoms, index) };
        byte += atom.c.len_utf8();
        digits = if code && atom.c.is_ascii_hexdigit() { digits + 1 } else { 0 };
        match here {
            Some(BreakOpportunity::Mandatory) if index > start => {
                line(start, index);
                (start, used, last, any) = (index, 0.0, None, true);
            }
            Some(_) => last = Some(index).filter(|index| *index > start),
            None => {}
        }
        let hangs = atom.c.is_whitespace() || atom.advance <= 0.0;
        // Twice where the rest of the broken line is itself too wide to take this character.
        while !hangs && used + atom.advance > width + SLACK && index > start {
            let at = last.take().unwrap_or(index);
            line(start, at);
            (start, any) = (at, true);
            used = atoms.get(at..index).unwrap_or_default().iter().map(|atom| atom.advance).sum();
        }
        used += atom.advance;
    }
    if start < atoms.len() || !any {
        line(start, atoms.len());
    }
}

/// Most cells of a table are: then no opportunity needs to be looked for.
fn is_one_line(atoms: &[Atom], width: Points) -> bool {
    let mut used = 0.0;
    atoms.iter().all(|atom| {
        used += atom.advance;
        atom.c != '\n' && used <= width + SLACK
    })
}

/// Whether `‹U+XXXX›` begins here: it stays whole, so that a search finds it. It may be parted from another.
fn is_written_out(atoms: &[Atom], index: usize) -> bool {
    /// `‹U+`, six digits and `›`.
    const LONGEST: usize = 10;
    let mut rest = atoms.get(index..).unwrap_or_default().iter().map(|atom| atom.c).take(LONGEST);
    "‹U+".chars().all(|c| rest.next() == Some(c))
        && rest.find(|c| !c.is_ascii_hexdigit()) == Some('›')
}

fn follows_written_out(atoms: &[Atom], index: usize) -> bool {
    index.checked_sub(1).and_then(|before| atoms.get(before)).is_some_and(|atom| atom.c == '›')
}

fn may_break_code(atoms: &[Atom], index: usize, digits: usize) -> bool {
    let character = |index: usize| atoms.get(index).map(|atom| atom.c);
    let before = index.checked_sub(1).and_then(character);
    let after_sign = matches!(before, Some('.' | '_' | '/' | '\\'))
        && character(index).is_some_and(char::is_alphanumeric);
    let after_group =
        digits > 0 && digits.is_multiple_of(DIGEST_GROUP) && is_digest(atoms, index, digits);
    after_sign || after_group
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
