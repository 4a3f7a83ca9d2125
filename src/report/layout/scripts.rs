//! Scripts that this engine does not set, whatever fonts there are: it puts one glyph after the other from left to right.
//!
//! Setting them so would print words that read backward or fall apart. What is written out as code points says less, but nothing wrong.

/// Why characters of a script are written out though a font may have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unset {
    /// They run from right to left, such as Hebrew and Arabic (UAX 9).
    RightToLeft,
    /// They join, stack or change places, such as Devanagari, Thai and Tibetan, or are parts of Korean syllables.
    Shaped,
}

/// Whether this engine cannot set a character, and why.
pub(super) fn unset(c: char) -> Option<Unset> {
    // Everything in front of Hebrew is set as it stands.
    if c < '\u{590}' {
        return None;
    }
    let is_in = |ranges: &[(u32, u32)]| {
        let after = ranges.partition_point(|(first, _)| *first <= u32::from(c));
        let range = after.checked_sub(1).and_then(|index| ranges.get(index));
        range.is_some_and(|(_, last)| u32::from(c) <= *last)
    };
    if is_in(RIGHT_TO_LEFT) {
        Some(Unset::RightToLeft)
    } else {
        is_in(SHAPED).then_some(Unset::Shaped)
    }
}

/// The blocks whose characters run from right to left unless they are given another class (UAX 44, `DerivedBidiClass`).
const RIGHT_TO_LEFT: &[(u32, u32)] = &[
    (0x0590, 0x08FF),
    (0xFB1D, 0xFDCF),
    (0xFDF0, 0xFDFF),
    (0xFE70, 0xFEFE),
    (0x1_0800, 0x1_0FFF),
    (0x1_E800, 0x1_EFFF),
];

/// The blocks of scripts that need shaping, in the order of the Unicode Standard.
const SHAPED: &[(u32, u32)] = &[
    // Devanagari to Myanmar.
    (0x0900, 0x109F),
    // Conjoining Hangul; what composes was composed.
    (0x1100, 0x11FF),
    // Tagalog to Mongolian.
    (0x1700, 0x18AF),
    // Limbu to Tai Tham.
    (0x1900, 0x1AAF),
    // Balinese to Lepcha.
    (0x1B00, 0x1C4F),
    // Sundanese Supplement and Vedic signs.
    (0x1CC0, 0x1CFF),
    // Syloti Nagri to Javanese, Myanmar and Cham to Meetei Mayek, with Hangul Jamo Extended-A.
    (0xA800, 0xAAFF),
    (0xABC0, 0xABFF),
    // Hangul Jamo Extended-B.
    (0xD7B0, 0xD7FF),
    // Brahmi to Makasar.
    (0x1_1000, 0x1_1FFF),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_that_run_the_other_way_or_join_are_not_set() {
        for c in ['ש', 'ع', '\u{FE8E}', '\u{1E900}'] {
            assert_eq!(unset(c), Some(Unset::RightToLeft), "{c}");
        }
        for c in ['क', 'ก', 'ཀ', 'က', 'ᠠ', '\u{1100}', 'ꦏ', '\u{11005}'] {
            assert_eq!(unset(c), Some(Unset::Shaped), "{c}");
        }
    }

    #[test]
    fn scripts_whose_letters_stand_side_by_side_are_set() {
        for c in "aЖΩ日本한の😀Աა፩ᎠᐁḀⲀⴰ🇩\u{301}\u{20E3}\u{FFFD}".chars() {
            assert_eq!(unset(c), None, "{c}");
        }
    }

    #[test]
    fn the_blocks_are_in_order() {
        for blocks in [RIGHT_TO_LEFT, SHAPED] {
            assert!(blocks.is_sorted() && blocks.iter().all(|(first, last)| first < last));
        }
    }
}
