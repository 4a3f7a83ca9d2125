//! What the file says of itself: title, dates, standards, color space, and where everything else begins.

use std::io;

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::file::{File, Packing};
use super::object::{Number, name, text};
use super::srgb;
use crate::report::layout::About;

/// The program as the file names it.
const PRODUCER: &str = concat!("Proofbook ", env!("CARGO_PKG_VERSION"));

/// What the catalog leads to.
pub(super) struct Parts {
    pub(super) pages: Number,
    pub(super) structure: Number,
    pub(super) outline: Option<Number>,
    /// The names by which attachments are found, and the attachments.
    pub(super) attached: Option<(Object, Vec<Object>)>,
}

/// Writes the catalog under its number.
pub(super) fn catalog(
    file: &mut File<'_>,
    at: Number,
    about: &About,
    parts: Parts,
) -> io::Result<()> {
    let profile = file.reserve();
    let colors = Stream::new(dictionary! { "N" => 3 }, srgb::profile());
    file.stream(profile, colors.dict, colors.content, Packing::Deflated)?;
    let metadata = file.reserve();
    let kind = dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") };
    file.stream(metadata, kind, xmp(about).into_bytes(), Packing::Plain)?;
    let intent = dictionary! {
        "Type" => name("OutputIntent"),
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile.reference(),
    };
    let mut catalog = dictionary! {
        "Type" => name("Catalog"),
        "Pages" => parts.pages.reference(),
        "Lang" => Object::string_literal(about.language.as_str()),
        "MarkInfo" => Object::Dictionary(dictionary! { "Marked" => true }),
        "StructTreeRoot" => parts.structure.reference(),
        "ViewerPreferences" => Object::Dictionary(dictionary! { "DisplayDocTitle" => true }),
        "Metadata" => metadata.reference(),
        "OutputIntents" => vec![Object::Dictionary(intent)],
    };
    if let Some(outline) = parts.outline {
        catalog.set("Outlines", outline.reference());
        catalog.set("PageMode", name("UseOutlines"));
    }
    if let Some((names, attached)) = parts.attached {
        catalog.set("Names", Object::Dictionary(dictionary! { "EmbeddedFiles" => names }));
        catalog.set("AF", attached);
    }
    file.put(at, &Object::Dictionary(catalog))
}

pub(super) fn info(about: &About) -> Dictionary {
    let date = Object::string_literal(about.created.strftime("D:%Y%m%d%H%M%SZ").to_string());
    let mut info = dictionary! {
        "Title" => text(&about.title),
        "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    let named =
        [("Author", &about.author), ("Subject", &about.subject), ("Keywords", &about.keywords)];
    for (key, words) in named {
        if !words.is_empty() {
            info.set(key, text(words));
        }
    }
    info
}

/// The metadata packet, in step with [`info`]: ISO 19005-3 part 3 level A, ISO 14289-1, and the schema that explains the latter's name.
fn xmp(about: &About) -> String {
    let date = about.created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let (title, language) = (escaped(&about.title), escaped(&about.language));
    let author = named(&about.author, |author| {
        format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>")
    });
    let subject = named(&about.subject, |subject| {
        format!(
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>"
        )
    });
    let keywords =
        named(&about.keywords, |keywords| format!("<pdf:Keywords>{keywords}</pdf:Keywords>\n"));
    format!(
        include_str!("xmp.xml"),
        date = date,
        title = title,
        language = language,
        author = author,
        subject = subject,
        keywords = keywords,
        producer = PRODUCER
    )
}

/// What is not given is not named.
fn named(words: &str, element: impl Fn(String) -> String) -> String {
    if words.is_empty() { String::new() } else { element(escaped(words)) }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
