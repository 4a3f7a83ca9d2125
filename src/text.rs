//! Foreign text made visible and harmless, and text cut and wrapped by terminal cells.
//!
//! The one place every vendor name, note, file name and imported word passes before it is shown anywhere: screen, line mode, command
//! output, error, report.

pub mod cell;
pub mod naming;

use std::borrow::Cow;
use std::fmt::Display;

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Shows text on one line: every character that could act on a terminal, reorder text or hide is written out as `‹U+XXXX›`.
///
/// Line feeds and tabs become a space. Text without such characters is returned as it is.
pub fn visible(text: &str) -> Cow<'_, str> {
    clean(text, Lines::Joined)
}

/// A count with its noun: `1 gap`, `2 gaps`, `3 copies`.
pub fn many<N: Copy + Display + PartialEq + From<u8>>(count: N, noun: &str) -> String {
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        _ if count == N::from(1) => format!("1 {noun}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {noun}s"),
    }
}

/// A number with its thousands set apart: `1,204`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The words with a capital letter in front, as they begin a sentence.
pub fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Like [`visible`], but keeps line feeds, for notes shown over several lines.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    clean(text, Lines::Kept)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    Kept,
    Joined,
}

fn clean(text: &str, lines: Lines) -> Cow<'_, str> {
    let stays = |c: char| match c {
        '\n' => lines == Lines::Kept,
        '\t' => false,
        _ => !is_hidden(c),
    };
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            c if stays(c) => out.push(c),
            '\n' | '\t' => out.push(' '),
            c => out.push_str(&named(c)),
        }
    }
    Cow::Owned(out)
}

/// The written-out form of a hidden character, such as `‹U+202E›`.
pub fn named(c: char) -> String {
    format!("‹U+{:04X}›", u32::from(c))
}

/// Whether a character controls, reorders or hides instead of showing.
///
/// Control characters, bidirectional controls, zero-width and filler characters, separators, interlinear marks, tags, private use and
/// noncharacters. ZWJ and ZWNJ are among them: a joined emoji is shown in its parts, which no reader can misread.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFEFF | 0xFFA0
            | 0xFFF0..=0xFFFB | 0x1D173..=0x1D17A | 0xE000..=0xF8FF | 0xFDD0..=0xFDEF
            | 0xE0000..=0xE0FFF | 0xF0000..=0x0010_FFFF)
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The first control character in text that was typed or pasted and may not be recorded: all but line feed and tab.
///
/// Other hidden characters are recorded as typed and shown visibly.
pub fn refused_control(text: &str) -> Option<char> {
    text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'))
}

/// How many terminal cells the text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Cuts text to at most `cells`, ending in `…` where something was left out. Never splits a grapheme.
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used + wide + 1 > cells {
            break;
        }
        used += wide;
        out.push_str(grapheme);
    }
    if cells > 0 {
        out.push('…');
    }
    Cow::Owned(out)
}

/// Wraps text into lines of at most `cells`, at spaces where it can, inside a word where it must. Line feeds end lines.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in unbroken(paragraph) {
            let wide = width(word.trim_end());
            if used + wide > cells && used > 0 {
                lines.push(line.trim_end().to_owned());
                line.clear();
                used = 0;
            }
            if wide <= cells {
                line.push_str(word);
                used += width(word);
                continue;
            }
            for grapheme in word.graphemes(true) {
                let wide = width(grapheme);
                if used + wide > cells && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(grapheme);
                used += wide;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The parts of a text between which a line may end (Unicode Standard Annex 14); the blanks after a word belong to it.
///
/// Between narrow characters only a blank ends a line: `45 CFR 164.314(a)(2)(i)(C)` and `America/New_York` stay whole.
fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    unicode_linebreak::linebreaks(text).filter_map(move |(end, _)| {
        let (part, rest) = (text.get(start..end)?, text.get(end..)?);
        let is_wide = |c: Option<char>| c.is_some_and(|c| width(c.encode_utf8(&mut [0; 4])) > 1);
        let (last, next) = (part.chars().next_back(), rest.chars().next());
        let ends = next.is_none()
            || last.is_none_or(char::is_whitespace)
            || is_wide(last)
            || is_wide(next);
        if !ends {
            return None;
        }
        start = end;
        Some(part).filter(|part| !part.is_empty())
    })
}

/// Whether two legal names are one, however they are punctuated and spaced: "River Clinic, Inc." is "RIVER CLINIC INC".
pub fn same_name(one: &str, other: &str) -> bool {
    let key = |name: &str| {
        let plain: String = name.chars().filter(|c| !matches!(c, '.' | ',')).collect();
        folded(&plain.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    key(one) == key(other)
}

/// How much a file holds, in words: "2.1 MB".
pub fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return many(bytes, "byte"),
        1_000..1_000_000 => (1_000, "KB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let tenths = bytes / (unit / 10);
    match (tenths / 10, tenths % 10) {
        (whole @ 0..100, tenth @ 1..) => format!("{whole}.{tenth} {name}"),
        (whole, _) => format!("{whole} {name}"),
    }
}

/// The form in which names are compared: NFC, lower case, outer blanks gone.
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        // The same, several times quicker: most names, of which a list has thousands.
        return name.trim().to_ascii_lowercase();
    }
    name.trim().nfc().collect::<String>().to_lowercase().nfc().collect()
}

/// The known name nearest to the one given, if near enough to be meant.
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = folded(given);
    let limit = (given.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (name, folded(name)))
        // At least as many edits as the lengths differ: so a pasted page is not compared letter by letter.
        .filter(|(_, name)| name.chars().count().abs_diff(given.chars().count()) <= limit)
        .map(|(name, known)| (distance(&given, &known), name))
        .filter(|(far, _)| *far <= limit)
        .min_by_key(|(far, _)| *far)
        .map(|(_, name)| name)
}

/// Edits (insert, remove, replace, swap neighbors) from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    let mut last = None;
    for (i, a) in from.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for (j, b) in to.iter().enumerate() {
            let at =
                |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut cost =
                (at(&row, j) + usize::from(a != *b)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = j > 0 && last == Some(*b) && to.get(j - 1) == Some(&a);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(a);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_act_on_a_terminal_is_written_out() {
        assert_eq!(visible("a\u{1b}[2Jb"), "a‹U+001B›[2Jb");
        assert_eq!(visible("fdp\u{202E}exe"), "fdp‹U+202E›exe");
        assert_eq!(visible("zero\u{200B}width \u{E0041}tag"), "zero‹U+200B›width ‹U+E0041›tag");
        assert_eq!(visible("two\nlines\tand tab"), "two lines and tab");
        assert_eq!(visible_lines("two\nlines\r"), "two\nlines‹U+000D›");
        assert!(matches!(visible("Ünïcode § “quotes” 日本"), Cow::Borrowed(_)));
    }

    #[test]
    fn cutting_and_wrapping_count_cells() {
        assert_eq!(cut("日本語テスト", 5), "日本…");
        assert_eq!(cut("short", 5), "short");
        assert_eq!(wrap("the quick brown fox", 10), ["the quick", "brown fox"]);
        assert_eq!(wrap("aaaaaaaaaaaa", 5), ["aaaaa", "aaaaa", "aa"]);
        assert_eq!(wrap("one\n\ntwo", 10), ["one", "", "two"]);
        assert_eq!(wrap("what it covers.", 14), ["what it", "covers."]);
        assert_eq!(wrap("see 164.314(a)(2)(i)", 18), ["see", "164.314(a)(2)(i)"]);
        assert_eq!(wrap("in (America/New_York)", 12), ["in", "(America/New", "_York)"]);
        assert_eq!(wrap("contract (good practice)", 11), ["contract", "(good", "practice)"]);
        assert_eq!(wrap("the login \"desk\"", 12), ["the login", "\"desk\""]);
        for line in wrap("日本語 wide and narrow 漢字漢字漢字", 7) {
            assert!(width(&line) <= 7, "{line}");
        }
    }

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        assert_eq!(nearest("ctrl.mfaa", ["ctrl.mfa", "ctrl.logging"]), Some("ctrl.mfa"));
        assert_eq!(nearest("tiemr", ["timer"]), Some("timer"));
        assert_eq!(nearest("insurance", ["ctrl.mfa"]), None);
    }
}
