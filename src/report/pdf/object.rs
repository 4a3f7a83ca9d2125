//! The bytes of single objects (ISO 32000-1, 7.3).

use lopdf::{Dictionary, Object, StringFormat};

use super::ops::real;
use crate::report::layout::Bounds;

/// The number of an object in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Number(pub(super) u32);

impl Number {
    /// A reference to it.
    pub(super) const fn reference(self) -> Object {
        Object::Reference((self.0, 0))
    }

    /// The number `by` after it.
    pub(super) fn plus(self, by: usize) -> Self {
        Self(self.0.saturating_add(u32::try_from(by).unwrap_or(u32::MAX)))
    }
}

pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

pub(super) fn number(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Words outside of page content: UTF-16 with its mark.
pub(super) fn text(words: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A rectangle as left, bottom, right, top, from the sheet's bottom.
pub(super) fn rectangle(bounds: &Bounds, sheet: f64) -> Vec<Object> {
    let (bottom, top) = (sheet - bounds.y - bounds.height, sheet - bounds.y);
    let corners = [bounds.x, bottom, bounds.x + bounds.width, top];
    corners.iter().map(|value| Object::Real(real(*value))).collect()
}

/// Writes an object that is no stream; a stream has its dictionary written alone.
pub(super) fn write(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => out.extend(if *value { &b"true"[..] } else { b"false" }),
        Object::Integer(value) => out.extend(value.to_string().into_bytes()),
        Object::Real(value) => out.extend(value.to_string().into_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, _) => write_string(out, bytes),
        Object::Array(objects) => {
            out.push(b'[');
            for (index, object) in objects.iter().enumerate() {
                if index > 0 && !delimits_itself(object) {
                    out.push(b' ');
                }
                write(out, object);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Stream(stream) => write_dictionary(out, &stream.dict),
        Object::Reference((number, _)) => out.extend(format!("{number} 0 R").into_bytes()),
    }
}

pub(super) fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend(b"<<");
    for (key, value) in dictionary {
        write_name(out, key);
        if !delimits_itself(value) {
            out.push(b' ');
        }
        write(out, value);
    }
    out.extend(b">>");
}

/// Whether an object begins with a delimiter, so that nothing needs to stand before it.
const fn delimits_itself(object: &Object) -> bool {
    matches!(
        object,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    )
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            write_hex(out, b"#", *byte);
        }
    }
}

fn write_string(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'<');
    for byte in bytes {
        write_hex(out, b"", *byte);
    }
    out.push(b'>');
}

fn write_hex(out: &mut Vec<u8>, before: &[u8], byte: u8) {
    out.extend(before);
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0').to_ascii_uppercase();
    out.extend([byte >> 4, byte & 15].map(|half| digit(half) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn objects_read_back_as_they_were() {
        let object = Object::Dictionary(dictionary! {
            "Na me#" => name("text/csv"),
            "Numbers" => vec![1.into(), Object::Real(-0.25), Object::Null, Object::Boolean(true), Number(7).reference()],
            "Words" => text("é(日)"),
            "Inside" => Object::Dictionary(dictionary! { "K" => vec![name("a"), name("b"), 3.into()] }),
        });
        let mut bytes = b"%PDF-1.7\n1 0 obj\n".to_vec();
        write(&mut bytes, &object);
        let at = bytes.len() + 8;
        bytes.extend(b"\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n");
        bytes.extend(at.to_string().into_bytes());
        bytes.extend(b"\n%%EOF\n");
        let read = lopdf::Document::load_mem(&bytes).unwrap();
        assert_eq!(read.get_object((1, 0)).unwrap(), &object);
    }
}
