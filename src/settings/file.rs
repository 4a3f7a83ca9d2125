//! The settings file with one field changed: every other field stays as it is written, in its place.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Origin, Settings};
use crate::problem::Problem;

/// The fields of a settings file in their order, each value as it is written.
struct Fields(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of settings")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        from.deserialize_map(InOrder)
    }
}

/// The text of a settings file in which one field is set, or taken away. Nothing of the text that was there is changed beside it; an
/// empty text is a file that is not there yet.
///
/// # Errors
/// The text is no object: it is for a person to mend, and not to be written over.
pub fn with_field(
    path: &str,
    was: &[u8],
    field: &str,
    value: Option<&str>,
) -> Result<String, Problem> {
    let broken = |error: serde_json::Error| {
        Problem::wrong_use("the settings file cannot be read, so nothing was written into it")
            .cause(format!("{path}: {error}"))
            .safe("the file is as it was, and no record was touched")
            .next("mend the file, or move it away: everything has a default")
    };
    let mut fields = match was {
        b"" => Vec::new(),
        was => serde_json::from_slice::<Fields>(was).map_err(broken)?.0,
    };
    let written = value.map(|value| written(field, value)).transpose().map_err(broken)?;
    let place = fields.iter().position(|(name, _)| name == field);
    // A field that is there twice counts once: the last one did, and is the one that is changed.
    fields.retain(|(name, _)| name != field);
    if let Some(written) = written {
        let place = place.unwrap_or(fields.len()).min(fields.len());
        fields.insert(place, (field.to_owned(), written));
    }
    let lines: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("  {}: {}", serde_json::Value::from(name.as_str()), value))
        .collect();
    Ok(match lines.as_slice() {
        [] => "{}\n".to_owned(),
        lines => format!("{{\n{}\n}}\n", lines.join(",\n")),
    })
}

/// A value as the file has it: yes and no as such, everything else as text.
fn written(field: &str, value: &str) -> Result<Box<RawValue>, serde_json::Error> {
    let is_switch = matches!(field, "mouse" | "plain") && matches!(value, "true" | "false");
    let text =
        if is_switch { value.to_owned() } else { serde_json::Value::from(value).to_string() };
    RawValue::from_string(text)
}

impl Settings {
    /// Takes a field as it now is in the settings file; the text `None` takes the file's own away. What comes from the environment or a
    /// flag goes on going before it; says where the value in use comes from.
    ///
    /// # Errors
    /// A field that is not known, or a value that it does not take.
    pub fn settle_field(&mut self, field: &str, text: Option<&str>) -> Result<Origin, Problem> {
        let origin = self.list().into_iter().find(|(name, ..)| *name == field);
        let origin = origin.map_or(Origin::Default, |(.., origin)| origin);
        // A value that is not taken is refused even where it would not show.
        let mut tried = self.clone();
        match text {
            Some(text) => tried.set(field, text, Origin::File)?,
            None => tried.forget(field),
        }
        if origin > Origin::File {
            return Ok(origin);
        }
        *self = tried;
        Ok(if text.is_some() { Origin::File } else { Origin::Default })
    }

    fn forget(&mut self, field: &str) {
        let Self { theme, symbols, motion, mouse, plain, account, name, data, .. } =
            Self::default();
        match field {
            "theme" => self.theme = theme,
            "symbols" => self.symbols = symbols,
            "motion" => self.motion = motion,
            "mouse" => self.mouse = mouse,
            "plain" => self.plain = plain,
            "account" => self.account = account,
            "name" => self.name = name,
            "data" => self.data = data,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_fields_and_their_order_stay_as_they_are_written() {
        let was = br#"{"symbols":"ascii", "keys": {"z": ["g a"],  "a": 1},
            "theme": "dark", "later": [1, 2.50]}"#;
        let now = with_field("s.json", was, "theme", Some("light")).unwrap();
        let wanted = "{\n  \"symbols\": \"ascii\",\n  \"keys\": {\"z\": [\"g a\"],  \"a\": 1},\n  \"theme\": \"light\",\n  \"later\": [1, 2.50]\n}\n";
        assert_eq!(now, wanted);
        let again = with_field("s.json", now.as_bytes(), "mouse", Some("false")).unwrap();
        assert!(again.ends_with("\"later\": [1, 2.50],\n  \"mouse\": false\n}\n"), "{again}");
        let gone = with_field("s.json", b"{\"theme\": \"dark\"}", "theme", None).unwrap();
        assert_eq!(gone, "{}\n");
        assert_eq!(
            with_field("s.json", b"", "name", Some("a \"b\"")).unwrap(),
            "{\n  \"name\": \"a \\\"b\\\"\"\n}\n"
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_written_over() {
        for broken in ["{\"theme\": \"dark\",}", "[]", "theme = dark", " "] {
            let problem = with_field("s.json", broken.as_bytes(), "theme", Some("light"));
            assert!(problem.is_err(), "{broken}");
        }
    }

    #[test]
    fn what_a_flag_says_goes_on_going_before_the_file() {
        let mut settings = Settings::default();
        assert_eq!(settings.settle_field("theme", Some("light")).unwrap(), Origin::File);
        settings.set("theme", "mono", Origin::Flag).unwrap();
        assert_eq!(settings.settle_field("theme", Some("dark")).unwrap(), Origin::Flag);
        assert_eq!(settings.theme.value.word(), "mono");
        assert!(settings.settle_field("theme", Some("pink")).is_err());
        settings.settle_field("name", Some("Dana")).unwrap();
        assert_eq!(settings.settle_field("name", None).unwrap(), Origin::Default);
        assert_eq!(settings.name.value, None);
    }
}
