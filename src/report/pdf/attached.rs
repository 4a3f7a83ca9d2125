//! Files inside the file (ISO 32000-1, 7.11.4; what each is to the document: ISO 19005-3, 6.8).

use std::io::{self, Read};

use jiff::Timestamp;
use lopdf::{Object, dictionary};
use sha2::{Digest as _, Sha256};

use super::file::File;
use super::object::{Number, name, text};
use crate::report::model::{Attached, Attachment, Relation};

/// Adds an attachment with its bytes; gives the file specification.
pub(super) fn add(
    file: &mut File<'_>,
    attachment: &Attachment,
    content: &mut dyn Read,
) -> io::Result<Number> {
    let (embedded, size) = (file.reserve(), file.reserve());
    let dictionary = dictionary! {
        "Type" => name("EmbeddedFile"),
        "Subtype" => name(&attachment.media_type),
        "Params" => Object::Dictionary(dictionary! { "ModDate" => date(attachment.modified), "Size" => size.reference() }),
    };
    let mut content = Hashed { content, hasher: Sha256::new() };
    let bytes = file.copied_stream(embedded, dictionary, &mut content)?;
    if let Attached::Stored { sha256, bytes: expected } = &attachment.content
        && (bytes != *expected || hex(&content.hasher.finalize()) != *sha256)
    {
        return Err(io::Error::other("an exhibit has other bytes than when it was taken in"));
    }
    file.put(size, &Object::Integer(i64::try_from(bytes).unwrap_or(i64::MAX)))?;
    let embedded = dictionary! { "F" => embedded.reference(), "UF" => embedded.reference() };
    let specification = dictionary! {
        "Type" => name("Filespec"),
        "F" => text(attachment.name.as_str()),
        "UF" => text(attachment.name.as_str()),
        "Desc" => text(attachment.about.as_str()),
        "AFRelationship" => name(match attachment.relation {
            Relation::Data => "Data",
            Relation::Supplement => "Supplement",
        }),
        "EF" => Object::Dictionary(embedded),
    };
    file.add(&Object::Dictionary(specification))
}

/// The names by which attachments are found, and the attachments in the order in which they came.
pub(super) fn listed(attached: &[(String, Number)]) -> Option<(Object, Vec<Object>)> {
    if attached.is_empty() {
        return None;
    }
    let mut names: Vec<(Vec<u8>, Number)> =
        attached.iter().map(|(key, number)| (key.clone().into_bytes(), *number)).collect();
    names.sort();
    let names = names.into_iter().flat_map(|(key, number)| {
        [Object::String(key, lopdf::StringFormat::Literal), number.reference()]
    });
    let tree = dictionary! { "Names" => names.collect::<Vec<_>>() };
    let files = attached.iter().map(|(_, number)| number.reference()).collect();
    Some((Object::Dictionary(tree), files))
}

/// A key that sorts as the attachments came, however many there are.
pub(super) fn key(index: usize) -> String {
    format!("{index:06}")
}

fn date(at: Timestamp) -> Object {
    Object::string_literal(at.strftime("D:%Y%m%d%H%M%SZ").to_string())
}

/// Keeps the digest of what is read through it.
struct Hashed<'a> {
    content: &'a mut dyn Read,
    hasher: Sha256,
}

impl Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(buffer)?;
        self.hasher.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
