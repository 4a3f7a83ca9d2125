//! Fonts cut down to the characters that the report uses, as printpdf takes them.
//!
//! printpdf cannot subset without its HTML engine, and would name subsets from a counter: both are done here instead.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object};
use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont, PdfResources};
use sha2::{Digest as _, Sha256};
use subsetter::GlyphRemapper;

use super::Fault;
use super::file::{File, Packing};
use super::object::Number;
use crate::report::layout::{Face, Font, Typecase};

/// The fonts of one report.
pub(super) struct Fonts {
    /// The characters used, by font.
    used: BTreeMap<Font, BTreeSet<char>>,
    embedded: Vec<(FontId, PdfFont)>,
    /// The height of capitals in thousandths of the type's size, by the name of the font in the file.
    capitals: BTreeMap<String, i64>,
}

impl Fonts {
    /// The characters used, by font.
    pub(super) const fn used(&self) -> &BTreeMap<Font, BTreeSet<char>> {
        &self.used
    }

    /// Makes the fonts known to a document under their fixed names.
    pub(super) fn add_to(&self, resources: &mut PdfResources) {
        for (id, font) in &self.embedded {
            resources.fonts.map.insert(id.clone(), font.clone());
        }
    }

    /// The height of capitals in thousandths of the type's size, of the font that has this name in the file.
    fn capital_height(&self, name: &[u8]) -> Option<i64> {
        self.capitals.get(str::from_utf8(name).ok()?).copied()
    }
}

/// The fixed name of a font in the file.
pub(super) fn id(font: Font) -> FontId {
    FontId(match font {
        Font::Shipped(Face::Regular) => "R".to_owned(),
        Font::Shipped(Face::SemiBold) => "S".to_owned(),
        Font::Shipped(Face::Bold) => "B".to_owned(),
        Font::Shipped(Face::Mono) => "M".to_owned(),
        Font::Own(own) => format!("U{}-{}", own.file, own.font),
    })
}

/// Cuts every font to the characters that are used.
pub(super) fn embed(used: BTreeMap<Font, BTreeSet<char>>, case: &Typecase) -> Result<Fonts, Fault> {
    let (mut embedded, mut capitals) = (Vec::new(), BTreeMap::new());
    for (font, used) in &used {
        let cut = subset(case, *font, used)?;
        capitals.insert(cut.name, cut.capitals);
        embedded.push((id(*font), cut.font));
    }
    Ok(Fonts { used, embedded, capitals })
}

/// Writes the fonts; gives the dictionary of fonts that every page's resources name.
pub(super) fn write(file: &mut File<'_>, fonts: &Fonts) -> Result<Number, Fault> {
    let mut document = super::ops::font_document(fonts)?;
    set_capital_heights(&mut document, fonts);
    let first = file.reserve_many(document.objects.len());
    document.renumber_objects_with(first.0);
    let dictionary = document.trailer.get(b"Font").and_then(Object::as_reference);
    let dictionary = dictionary.map_err(|fault| Fault::Refused(fault.to_string()))?;
    for ((id, _), object) in document.objects {
        match object {
            Object::Stream(mut stream) => {
                stream.dict.remove(b"Length");
                file.stream(Number(id), stream.dict, stream.content, Packing::Deflated)?;
            }
            object => file.put(Number(id), &object)?,
        }
    }
    Ok(Number(dictionary.0))
}

/// printpdf gives the ascender as the height of capitals.
fn set_capital_heights(document: &mut Document, fonts: &Fonts) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(dictionary) = object else { continue };
        let Ok(font) = dictionary.get(b"FontName").and_then(Object::as_name) else { continue };
        if let Some(height) = fonts.capital_height(font) {
            dictionary.set("CapHeight", height);
        }
    }
}

/// A font cut down.
struct Cut {
    name: String,
    capitals: i64,
    font: PdfFont,
}

fn subset(case: &Typecase, font: Font, used: &BTreeSet<char>) -> Result<Cut, Fault> {
    let refused = |why| Fault::Font { name: case.name(font).to_owned(), why };
    let metrics = case.metrics(font).ok_or_else(|| refused("nothing is known of it".to_owned()))?;
    let mut remapper = GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::from([(0, 0)]);
    for c in used {
        let Some(glyph) = metrics.glyph(*c) else { continue };
        let number = remapper.remap(glyph.number);
        glyphs.insert(u32::from(*c), number);
        widths.insert(number, glyph.advance);
    }
    let (whole, index) = case.file(font).map_err(refused)?;
    let file = subsetter::subset(&whole, index, &remapper)
        .map_err(|_| refused("it is damaged".to_owned()))?;
    drop(whole);
    let name = format!("{}+{}", tag(&file), case.name(font));
    let lines = FontMetrics { ascent: metrics.ascender, descent: metrics.descender };
    let mut parsed = ParsedFont::with_glyph_data(
        file,
        0,
        Some(name.clone()),
        glyphs,
        widths,
        metrics.units_per_em,
        lines,
    );
    let [left, bottom, right, top] = metrics.bounds;
    let table = &mut parsed.pdf_font_metrics;
    (table.x_min, table.y_min, table.x_max, table.y_max) = (left, bottom, right, top);
    table.us_weight_class = metrics.weight;
    let capitals = i64::from(metrics.capitals) * 1000 / i64::from(metrics.units_per_em.max(1));
    Ok(Cut { name, capitals, font: PdfFont::new(parsed) })
}

/// Six capitals that name this subset (ISO 32000-1, 9.6.4), the same for the same bytes.
fn tag(file: &[u8]) -> String {
    Sha256::digest(file).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
