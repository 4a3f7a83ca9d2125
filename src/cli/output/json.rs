//! JSON whose strings carry no character that could act on a terminal: such characters are written as escapes, so nothing is lost.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::text::is_hidden;

/// A document over several lines.
pub(super) fn pretty<T: Serialize>(value: &T) -> serde_json::Result<String> {
    written(value, PrettyFormatter::new())
}

/// A document on one line.
pub(super) fn line<T: Serialize>(value: &T) -> serde_json::Result<String> {
    written(value, CompactFormatter)
}

fn written<T: Serialize, F: Formatter>(value: &T, inner: F) -> serde_json::Result<String> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, Escaping(inner)))?;
    String::from_utf8(bytes).map_err(serde::ser::Error::custom)
}

/// Writes hidden characters as `\uXXXX` (RFC 8259, section 7), and leaves all else to the inner form.
struct Escaping<F>(F);

macro_rules! passed_on {
    ($($name:ident($($argument:ident: $kind:ty),*);)*) => {$(
        fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $argument: $kind)*) -> io::Result<()> {
            self.0.$name(writer $(, $argument)*)
        }
    )*};
}

impl<F: Formatter> Formatter for Escaping<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, hidden)) = rest.char_indices().find(|(_, c)| is_hidden(*c)) {
            let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.0.write_string_fragment(writer, before)?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = after.get(hidden.len_utf8()..).unwrap_or_default();
        }
        self.0.write_string_fragment(writer, rest)
    }

    passed_on! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_come_back() {
        let text = "a\u{1b}[2J fdp\u{202e}exe \u{9b} tag\u{e0041} “é” 日本";
        let json = line(&text).unwrap();
        assert_eq!(json, r#""a\u001b[2J fdp\u202eexe \u009b tag\udb40\udc41 “é” 日本""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        assert_eq!(pretty(&[1, 2]).unwrap(), "[\n  1,\n  2\n]");
    }
}
