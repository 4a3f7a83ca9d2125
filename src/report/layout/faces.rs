//! The embedded faces: which characters they cover, and how wide each is. What stands in for them is in [`super::typecase`].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::packed::unpacked;
use crate::report::theme::Points;

/// A typeface of the report, embedded in the program (SIL Open Font License 1.1, `assets/fonts`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// IBM Plex Sans.
    Regular,
    /// IBM Plex Sans `SemiBold`.
    SemiBold,
    /// IBM Plex Sans Bold.
    Bold,
    /// IBM Plex Mono.
    Mono,
}

impl Face {
    /// Every face, in the order in which they stand in for each other.
    pub const ALL: [Self; 4] = [Self::Regular, Self::SemiBold, Self::Bold, Self::Mono];

    /// The name by which a font is known in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regular => "IBMPlexSans-Regular",
            Self::SemiBold => "IBMPlexSans-SemiBold",
            Self::Bold => "IBMPlexSans-Bold",
            Self::Mono => "IBMPlexMono-Regular",
        }
    }

    /// The font's file.
    pub fn file(self) -> &'static [u8] {
        static FILES: LazyLock<[Vec<u8>; 4]> = LazyLock::new(|| {
            [
                unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/IBMPlexSans-Regular.ttf.pack"))),
                unpacked(include_bytes!(concat!(
                    env!("OUT_DIR"),
                    "/IBMPlexSans-SemiBold.ttf.pack"
                ))),
                unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/IBMPlexSans-Bold.ttf.pack"))),
                unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/IBMPlexMono-Regular.ttf.pack"))),
            ]
        });
        self.of::<Vec<u8>>(&FILES)
    }

    /// What belongs to this face of what there is for each.
    const fn of<T>(self, [regular, semi_bold, bold, mono]: &[T; 4]) -> &T {
        match self {
            Self::Regular => regular,
            Self::SemiBold => semi_bold,
            Self::Bold => bold,
            Self::Mono => mono,
        }
    }

    /// What was read from the font file.
    pub fn metrics(self) -> &'static Metrics {
        static LOADED: LazyLock<[Metrics; 4]> =
            LazyLock::new(|| Face::ALL.map(|face| Metrics::shipped(face.file())));
        self.of::<Metrics>(&LOADED)
    }

    /// Whether the face has a glyph for the character.
    pub fn covers(self, c: char) -> bool {
        self.metrics().glyph(c).is_some()
    }

    /// The program's own face in which a character is set when this one is asked for: this one, else the first that has it.
    pub fn covering(self, c: char) -> Option<Self> {
        std::iter::once(self).chain(Self::ALL).find(|face| face.covers(c))
    }

    /// The width of one character at a size; 0 where the face lacks it.
    pub fn advance(self, c: char, size: Points) -> Points {
        let metrics = self.metrics();
        metrics.glyph(c).map_or(0.0, |glyph| metrics.advance(glyph, size))
    }

    /// The width of words on one line.
    pub fn width(self, words: &str, size: Points) -> Points {
        words.chars().map(|c| self.advance(c, size)).sum()
    }
}

/// One glyph of a face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the font file; never 0, which is "no such glyph".
    pub number: u16,
    /// Its width, in font units.
    pub advance: u16,
}

/// What measuring and embedding need of a font.
#[derive(Clone, Debug)]
pub struct Metrics {
    /// Font units to the size of the type; never 0.
    pub units_per_em: u16,
    /// The height of tall letters above the baseline, in font units.
    pub ascender: i16,
    /// The depth below the baseline, in font units; negative.
    pub descender: i16,
    /// The height of capitals, in font units.
    pub capitals: i16,
    /// The box around every glyph: left, bottom, right, top, in font units.
    pub bounds: [i16; 4],
    /// How heavy it is, 100 to 900.
    pub weight: u16,
    latin: [Glyph; BLOCK],
    /// The other characters by blocks of 256; a block that the font has nothing of is empty.
    others: Vec<Option<Box<[Glyph; BLOCK]>>>,
}

/// How many characters are kept together.
const BLOCK: usize = 256;

impl Metrics {
    /// The glyph of a character, where there is one.
    pub fn glyph(&self, c: char) -> Option<Glyph> {
        let (block, index) = (c as usize / BLOCK, c as usize % BLOCK);
        let glyphs = match block.checked_sub(1) {
            None => &self.latin,
            Some(other) => self.others.get(other)?.as_deref()?,
        };
        glyphs.get(index).copied().filter(|glyph| glyph.number != 0)
    }

    /// How far a glyph of this font takes the line at a size.
    pub fn advance(&self, glyph: Glyph, size: Points) -> Points {
        f64::from(glyph.advance) * size / f64::from(self.units_per_em)
    }

    /// A font that cannot be read covers nothing, so that its words show as missing; a test holds that all are read.
    fn shipped(file: &[u8]) -> Self {
        let font = ttf_parser::Face::parse(file, 0);
        font.map_or_else(|_| Self::of_nothing(), |font| Self::of(&font, &glyphs_of(&font)))
    }

    /// What a font says of itself, in as many parts as are needed for no part to have one glyph for two characters. At least one.
    pub(super) fn layers(font: &ttf_parser::Face<'_>) -> Vec<Self> {
        /// Beyond, a character that is drawn like others has no glyph. Noto Sans CJK draws four alike.
        const MOST: usize = 4;
        let mut layers = vec![BTreeMap::new()];
        let mut times = BTreeMap::<u16, usize>::new();
        for (c, glyph) in glyphs_of(font) {
            let layer = times.entry(glyph.number).or_default();
            if layers.len() == *layer && *layer < MOST {
                layers.push(BTreeMap::new());
            }
            if let Some(glyphs) = layers.get_mut(*layer) {
                glyphs.insert(c, glyph);
            }
            *layer += 1;
        }
        layers.iter().map(|glyphs| Self::of(font, glyphs)).collect()
    }

    fn of(font: &ttf_parser::Face<'_>, glyphs: &BTreeMap<char, Glyph>) -> Self {
        let bounds = font.global_bounding_box();
        let mut metrics = Self {
            units_per_em: font.units_per_em(),
            ascender: font.ascender(),
            descender: font.descender(),
            capitals: font.capital_height().unwrap_or(font.ascender()),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
            weight: font.weight().to_number(),
            ..Self::of_nothing()
        };
        for (c, glyph) in glyphs {
            metrics.put(*c, *glyph);
        }
        metrics
    }

    const fn of_nothing() -> Self {
        Self {
            units_per_em: 1000,
            ascender: 0,
            descender: 0,
            capitals: 0,
            bounds: [0; 4],
            weight: 400,
            latin: [NOTHING; BLOCK],
            others: Vec::new(),
        }
    }

    fn put(&mut self, c: char, glyph: Glyph) {
        let (block, index) = (c as usize / BLOCK, c as usize % BLOCK);
        let glyphs = match block.checked_sub(1) {
            None => &mut self.latin,
            Some(other) => {
                if self.others.len() <= other {
                    self.others.resize_with(other + 1, || None);
                }
                let Some(glyphs) = self.others.get_mut(other) else { return };
                glyphs.get_or_insert_with(|| Box::new([NOTHING; BLOCK]))
            }
        };
        if let Some(slot) = glyphs.get_mut(index) {
            *slot = glyph;
        }
    }
}

/// The glyphs of a font, by character.
fn glyphs_of(font: &ttf_parser::Face<'_>) -> BTreeMap<char, Glyph> {
    let mut glyphs = BTreeMap::new();
    for table in font.tables().cmap.iter().flat_map(|cmap| cmap.subtables) {
        if !table.is_unicode() {
            continue;
        }
        table.codepoints(|code| {
            let (Some(c), Some(id)) = (char::from_u32(code), table.glyph_index(code)) else {
                return;
            };
            let advance = font.glyph_hor_advance(id).unwrap_or(0);
            if (1..font.number_of_glyphs()).contains(&id.0) {
                glyphs.insert(c, Glyph { number: id.0, advance });
            }
        });
    }
    glyphs
}

/// No glyph.
const NOTHING: Glyph = Glyph { number: 0, advance: 0 };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_read_and_covers_american_english_and_the_marks() {
        for face in Face::ALL {
            let letters = ('!'..='~').chain("§¶©®°±·×–—‘’“”•…‹›€™−≤≥éñüßŁž".chars());
            for c in letters {
                assert!(face.covers(c), "{face:?} lacks {c}");
            }
        }
    }

    #[test]
    fn cyrillic_is_covered_and_what_no_face_has_is_known() {
        for c in "Жёлтый Ελλ".chars() {
            assert!(Face::Regular.covering(c).is_some(), "{c}");
        }
        for c in ['日', '😀', 'ع', 'ש', 'ก'] {
            assert_eq!(Face::Regular.covering(c), None, "{c}");
        }
    }

    #[test]
    fn fixed_pitch_is_fixed() {
        let wide = Face::Mono.advance('W', 10.0);
        assert!((wide - Face::Mono.advance('i', 10.0)).abs() < 1e-9 && wide > 0.0);
        assert!(Face::Regular.advance('W', 10.0) > Face::Regular.advance('i', 10.0));
    }
}
