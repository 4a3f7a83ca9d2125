//! A font: how wide its words are, where a cell's lines break, and how a line is drawn.

use std::path::Path;

use krilla::color::rgb;
use krilla::geom::Point;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::{CELL, Done};

/// A font, with the glyph and the advance of each character below U+0100: all that the rows hold.
pub(crate) struct Face {
    font: Font,
    glyphs: Vec<(GlyphId, f32)>,
}

impl Face {
    pub(crate) fn open(path: &Path) -> Done<Self> {
        let bytes = std::fs::read(path)?;
        let font = FontRef::new(&bytes)?;
        let (map, metrics) =
            (font.charmap(), font.glyph_metrics(Size::unscaled(), LocationRef::default()));
        let em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let glyphs = (0..=255_u8)
            .map(|byte| {
                let glyph = map.map(char::from(byte)).unwrap_or_default();
                let advance = metrics.advance_width(glyph).unwrap_or_default() / em;
                (GlyphId::new(glyph.to_u32()), advance)
            })
            .collect();
        let font = Font::new(bytes.into(), 0).ok_or("this is no font")?;
        Ok(Self { font, glyphs })
    }

    fn glyph(&self, letter: char) -> (GlyphId, f32) {
        self.glyphs.get(letter as usize).copied().unwrap_or((GlyphId::new(0), 0.0))
    }

    pub(crate) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|letter| self.glyph(letter).1).sum::<f32>() * size
    }

    /// The lines of a cell. A space at which a line breaks stays at its end, so that words stay apart for those who read the text.
    pub(crate) fn lines<'a>(&self, text: &'a str, room: f32) -> Vec<&'a str> {
        let (mut lines, mut start, mut end) = (Vec::new(), 0, 0);
        for word in text.split_inclusive(' ') {
            let next = end + word.len();
            if end > start && self.width(text[start..next].trim_end(), CELL) > room {
                lines.push(&text[start..end]);
                start = end;
            }
            end = next;
        }
        lines.push(&text[start..]);
        lines
    }

    pub(crate) fn draw(
        &self,
        surface: &mut Surface<'_>,
        at: (f32, f32),
        size: f32,
        color: [u8; 3],
        text: &str,
    ) {
        let glyphs: Vec<KrillaGlyph> = text
            .char_indices()
            .map(|(at, letter)| {
                let (glyph, advance) = self.glyph(letter);
                KrillaGlyph::new(glyph, advance, 0.0, 0.0, 0.0, at..at + letter.len_utf8(), None)
            })
            .collect();
        surface.set_stroke(None);
        surface.set_fill(Some(Fill { paint: color_of(color).into(), ..Fill::default() }));
        let start = Point::from_xy(at.0, at.1);
        surface.draw_glyphs(start, &glyphs, self.font.clone(), text, size, false);
    }
}

pub(crate) fn color_of([red, green, blue]: [u8; 3]) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}
