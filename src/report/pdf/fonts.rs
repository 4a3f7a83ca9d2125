//! Faces cut down to the characters that the report uses, as printpdf takes them.
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
use crate::report::layout::Face;

/// The faces of one report.
pub(super) struct Fonts {
    /// The characters used, by face.
    used: BTreeMap<Face, BTreeSet<char>>,
    embedded: Vec<(FontId, PdfFont)>,
}

impl Fonts {
    /// The characters used, by face.
    pub(super) const fn used(&self) -> &BTreeMap<Face, BTreeSet<char>> {
        &self.used
    }

    /// Makes the faces known to a document under their fixed names.
    pub(super) fn add_to(&self, resources: &mut PdfResources) {
        for (id, font) in &self.embedded {
            resources.fonts.map.insert(id.clone(), font.clone());
        }
    }
}

/// The fixed name of a face in the file.
pub(super) fn id(face: Face) -> FontId {
    let name = match face {
        Face::Regular => "R",
        Face::SemiBold => "S",
        Face::Bold => "B",
        Face::Mono => "M",
    };
    FontId(name.to_owned())
}

/// Cuts every face to the characters that are used.
pub(super) fn embed(used: BTreeMap<Face, BTreeSet<char>>) -> Result<Fonts, Fault> {
    let embedded = used.iter().map(|(face, used)| Ok((id(*face), subset(*face, used)?)));
    Ok(Fonts { embedded: embedded.collect::<Result<_, Fault>>()?, used })
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
        let face = fonts.used.keys().find(|face: &&Face| font.ends_with(face.name().as_bytes()));
        if let Some(metrics) = face.map(|face| face.metrics()) {
            let height =
                i64::from(metrics.capitals) * 1000 / i64::from(metrics.units_per_em.max(1));
            dictionary.set("CapHeight", height);
        }
    }
}

fn subset(face: Face, used: &BTreeSet<char>) -> Result<PdfFont, Fault> {
    let metrics = face.metrics();
    let mut remapper = GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::from([(0, 0)]);
    for c in used {
        let Some(glyph) = metrics.glyph(*c) else { continue };
        let number = remapper.remap(glyph.number);
        glyphs.insert(u32::from(*c), number);
        widths.insert(number, glyph.advance);
    }
    let file =
        subsetter::subset(face.file(), 0, &remapper).map_err(|_| Fault::Font(face.name()))?;
    let name = format!("{}+{}", tag(&file), face.name());
    let lines = FontMetrics { ascent: metrics.ascender, descent: metrics.descender };
    let mut font = ParsedFont::with_glyph_data(
        file,
        0,
        Some(name),
        glyphs,
        widths,
        metrics.units_per_em,
        lines,
    );
    let [left, bottom, right, top] = metrics.bounds;
    let table = &mut font.pdf_font_metrics;
    (table.x_min, table.y_min, table.x_max, table.y_max) = (left, bottom, right, top);
    table.us_weight_class = metrics.weight;
    Ok(PdfFont::new(font))
}

/// Six capitals that name this subset (ISO 32000-1, 9.6.4), the same for the same bytes.
fn tag(file: &[u8]) -> String {
    Sha256::digest(file).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
