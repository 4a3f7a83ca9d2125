//! One font file of the user's: read, judged, and reduced to what measuring needs. Its bytes are not kept.

use subsetter::GlyphRemapper;
use ttf_parser::name::Name;
use ttf_parser::{Permissions, PlatformId, name_id};

use super::Metrics;
use crate::text::visible;

/// How many fonts of one collection are looked at; Noto Sans CJK has ten.
const MOST_FONTS: u32 = 32;
/// How long the name of a font may be in a file (ISO 32000-1, annex C: a name has 127 bytes).
const LONGEST_NAME: usize = 63;

/// A font that can be embedded, or a part of one.
///
/// Where a font draws several characters alike, such as the radical ⼀ and the word 一, a file could give back only one of them to whoever
/// searches or copies. So such a font is several here: in each, every character has a glyph of its own.
#[derive(Clone, Debug)]
pub(super) struct OwnFont {
    /// Its number in the file; 0 unless the file is a collection.
    pub(super) index: u32,
    /// Its name for a person.
    pub(super) name: String,
    /// Its name for a program: letters, digits and hyphens.
    pub(super) technical: String,
    pub(super) metrics: Metrics,
}

/// The fonts of a file that may be and can be embedded.
///
/// # Errors
/// There is none; why, in words for whoever put the file there.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<OwnFont>, String> {
    let collected = ttf_parser::fonts_in_collection(bytes);
    let count = collected.unwrap_or(1);
    // The table of a collection's fonts has four bytes for each.
    if collected.is_some_and(|count| bytes.len() / 4 < count as usize) {
        return Err(
            "it is damaged: it says that it holds more fonts than it has room for".to_owned()
        );
    }
    let fonts = (0..count.min(MOST_FONTS)).map(|index| read_one(bytes, index));
    let (mut found, mut refused) = (Vec::new(), None);
    for font in fonts {
        match font {
            Ok(font) => found.extend(font),
            Err(why) => refused = refused.or(Some(why)),
        }
    }
    match refused {
        _ if !found.is_empty() => Ok(found),
        why => Err(why.unwrap_or("it holds no font").to_owned()),
    }
}

fn read_one(bytes: &[u8], index: u32) -> Result<Vec<OwnFont>, &'static str> {
    let font = ttf_parser::Face::parse(bytes, index)
        .map_err(|_| "it is damaged, or no TrueType or OpenType font")?;
    judge(&font)?;
    // What will be done to it for the file is done once here, where it can still be left aside.
    let mut glyphs = GlyphRemapper::new();
    glyphs.remap(font.number_of_glyphs().saturating_sub(1));
    subsetter::subset(bytes, index, &glyphs)
        .map_err(|_| "it is damaged: no part of it can be cut out")?;
    let technical = technical(&font);
    let name = said(&font, name_id::FULL_NAME).unwrap_or_else(|| technical.clone());
    let layers = Metrics::layers(&font).into_iter();
    Ok(layers
        .map(|metrics| OwnFont { index, name: name.clone(), technical: technical.clone(), metrics })
        .collect())
}

/// Whether a font may be and can be embedded (OpenType 1.9, OS/2 `fsType`). One that says nothing of its license forbids nothing.
fn judge(font: &ttf_parser::Face<'_>) -> Result<(), &'static str> {
    let tables = font.tables();
    if font.is_variable() {
        return Err("it is a variable font; use the font of one weight");
    }
    if tables.glyf.is_none() && tables.cff.is_none() {
        return Err("it has no outlines that can be embedded, only pictures or nothing");
    }
    if let Some(license) = tables.os2 {
        if matches!(license.permissions(), None | Some(Permissions::Restricted)) {
            return Err("its license does not let it be embedded");
        }
        if !license.is_subsetting_allowed() {
            return Err("its license does not let a part of it be embedded");
        }
        if !license.is_outline_embedding_allowed() {
            return Err("its license lets only pictures of it be embedded");
        }
    }
    if tables.cmap.is_none() {
        return Err("it does not say which characters it has");
    }
    Ok(())
}

/// A name that the font gives itself; in English where it can be.
fn said(font: &ttf_parser::Face<'_>, id: u16) -> Option<String> {
    /// American English in the names of Windows.
    const ENGLISH: u16 = 0x0409;
    let named = |name: &Name<'_>| name.name_id == id && name.is_unicode();
    let is_english =
        |name: &Name<'_>| name.platform_id == PlatformId::Windows && name.language_id == ENGLISH;
    let names = || font.names().into_iter().filter(named);
    let name = names().find(is_english).or_else(|| names().next())?;
    let words = visible(&name.to_string()?).trim().to_owned();
    Some(words.chars().take(LONGEST_NAME).collect()).filter(|words: &String| !words.is_empty())
}

fn technical(font: &ttf_parser::Face<'_>) -> String {
    let name = said(font, name_id::POST_SCRIPT_NAME).unwrap_or_default();
    let fits = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let name: String = name.chars().filter(fits).take(LONGEST_NAME).collect();
    if name.is_empty() { "Unnamed".to_owned() } else { name }
}
