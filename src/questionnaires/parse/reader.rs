//! JSON read piece by piece, each piece a slice of the file, so that every problem has its line and column.
//!
//! Knows JSON and words, and nothing of questions.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize as _;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::questionnaires::{Finding, Place};
use crate::text;

/// A file being read, and what was found wrong with it so far.
pub(super) struct Reader<'a> {
    file: Arc<str>,
    text: &'a str,
    /// Where each line starts, in bytes. Lines end with LF, CR LF or CR.
    lines: Vec<usize>,
    /// What was found wrong.
    pub(super) findings: Vec<Finding>,
}

/// One field of an object: slices of the file.
pub(super) struct Field<'a> {
    /// Its name.
    pub(super) name: String,
    /// Its name as it stands in the file.
    key: &'a str,
    /// Its value as it stands in the file.
    pub(super) value: &'a str,
}

/// An object with its fields in order.
pub(super) struct Object<'a> {
    /// The whole as it stands in the file.
    pub(super) text: &'a str,
    /// Its fields.
    pub(super) fields: Vec<Field<'a>>,
    /// What it is, with its article: `a question`.
    what: &'static str,
}

impl<'a> Object<'a> {
    /// The value of a field.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.fields.iter().find(|field| field.name == name).map(|field| field.value)
    }
}

impl<'a> Reader<'a> {
    /// Opens a file; what is not text at all is refused whole.
    pub(super) fn open(file: &str, bytes: &'a [u8]) -> Result<Self, Finding> {
        let file: Arc<str> = file.into();
        let (text, wrong) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
                (std::str::from_utf8(good).unwrap_or_default(), bytes.get(good.len()))
            }
        };
        let mut reader =
            Reader { file, text, lines: line_starts(text.as_bytes()), findings: Vec::new() };
        if let Some(byte) = wrong {
            let place = reader.place_of(text.len());
            let problem = format!("byte {byte:#04X} is not UTF-8 text; save the file as UTF-8");
            return Err(Finding::error(place, problem));
        }
        if let Some(rest) = text.strip_prefix('\u{FEFF}') {
            let problem = "the file starts with a byte order mark (U+FEFF); save it without one";
            reader.findings.push(Finding::fault(reader.place_of(0), problem));
            reader.text = rest;
            reader.lines = line_starts(rest.as_bytes());
        }
        Ok(reader)
    }

    /// The file's one object; a mistake of syntax is the one problem after which nothing more can be read.
    pub(super) fn root(&mut self) -> Option<Object<'a>> {
        // Read once where nothing is wrong, since every start of the program reads all files; what is wrong is told by the reading below.
        let start = self.text.trim_start_matches([' ', '\t', '\n', '\r']);
        let mut whole = serde_json::Deserializer::from_str(start);
        if let Ok(pairs) = whole.deserialize_map(Pairs)
            && whole.end().is_ok()
        {
            return Some(self.with_fields(start, pairs, "the file"));
        }
        match serde_json::from_str::<&RawValue>(self.text) {
            Ok(raw) => self.object(raw.get(), "the file"),
            Err(error) => {
                let start = nth_line_start(self.text, error.line());
                let offset = (start + error.column().saturating_sub(1)).min(self.text.len());
                let problem = if self.text.trim().is_empty() {
                    "the file is empty".to_owned()
                } else {
                    let why = in_plain_words(&error);
                    format!("not readable as JSON: {why}; nothing after this place was read")
                };
                self.findings.push(Finding::error(self.place_of(offset), problem));
                None
            }
        }
    }

    /// Where a slice of the file starts.
    pub(super) fn place(&self, slice: &str) -> Place {
        let offset = slice.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        self.place_of(offset)
    }

    fn place_of(&self, offset: usize) -> Place {
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        Place { file: Arc::clone(&self.file), line, column: before.chars().count() + 1 }
    }

    /// Reports an error at a slice of the file.
    pub(super) fn report(&mut self, at: &str, problem: impl Into<String>) {
        let place = self.place(at);
        self.findings.push(Finding::error(place, problem));
    }

    fn report_name<'n>(
        &mut self,
        at: &str,
        problem: String,
        given: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let place = self.place(at);
        self.findings.push(Finding::error(place, problem).nearest(given, known));
    }

    /// An object with its fields; a repeated field is refused, and the first one kept.
    pub(super) fn object(&mut self, value: &'a str, what: &'static str) -> Option<Object<'a>> {
        if !value.starts_with('{') {
            self.wrong_type(value, what, "fields in braces");
            return None;
        }
        let pairs = match serde_json::Deserializer::from_str(value).deserialize_map(Pairs) {
            Ok(pairs) => pairs,
            Err(error) => {
                self.report(value, format!("{what} cannot be read: {error}"));
                return None;
            }
        };
        Some(self.with_fields(value, pairs, what))
    }

    /// An object of these fields; of those given twice the first.
    fn with_fields(
        &mut self,
        text: &'a str,
        pairs: Vec<(&'a RawValue, &'a RawValue)>,
        what: &'static str,
    ) -> Object<'a> {
        let mut fields: Vec<Field<'a>> = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let Some(name) = self.decoded(key.get()) else { continue };
            if fields.iter().any(|field| field.name == name) {
                self.report(key.get(), format!("'{name}' is given twice in {what}"));
            } else {
                let name = name.into_owned();
                fields.push(Field { name, key: key.get(), value: value.get() });
            }
        }
        Object { text, fields, what }
    }

    /// Refuses every field that is not one of these.
    pub(super) fn only(&mut self, object: &Object<'a>, known: &[&str]) {
        self.only_of(object, object.what, known);
    }

    /// Refuses every field that is not one of these; `what` says more closely what the object is.
    pub(super) fn only_of(&mut self, object: &Object<'a>, what: &str, known: &[&str]) {
        for field in &object.fields {
            if !known.contains(&field.name.as_str()) {
                let problem = format!("{what} has no field '{}'", field.name);
                self.report_name(field.key, problem, &field.name, known.iter().copied());
            }
        }
    }

    /// The value of a field that must be there; all that are missing from one object are named together.
    pub(super) fn required(&mut self, object: &Object<'a>, name: &str) -> Option<&'a str> {
        let found = object.get(name);
        if found.is_none() {
            let place = self.place(object.text);
            let (one, many) = (
                format!(" is missing from {}", object.what),
                format!(" are missing from {}", object.what),
            );
            let before = self.findings.iter_mut().find_map(|finding| {
                let problem = &mut finding.problem;
                let names = problem.strip_suffix(&one).or_else(|| problem.strip_suffix(&many));
                let names = names.filter(|_| finding.place == place)?.to_owned();
                Some((problem, names))
            });
            match before {
                Some((problem, names)) => *problem = format!("{names}, '{name}'{many}"),
                None => self.report(object.text, format!("'{name}'{one}")),
            }
        }
        found
    }

    /// The items of a list.
    pub(super) fn items(&mut self, value: &'a str, name: &str) -> Option<Vec<&'a str>> {
        if !value.starts_with('[') {
            self.wrong_type(value, &format!("'{name}'"), "a list in brackets");
            return None;
        }
        match Vec::<&RawValue>::deserialize(&mut serde_json::Deserializer::from_str(value)) {
            Ok(items) => Some(items.into_iter().map(RawValue::get).collect()),
            Err(error) => {
                self.report(value, format!("'{name}' cannot be read: {error}"));
                None
            }
        }
    }

    /// A text that is not blank and holds no control character.
    pub(super) fn words(&mut self, value: &'a str, name: &str) -> Option<String> {
        if !value.starts_with('"') {
            self.wrong_type(value, &format!("'{name}'"), "text in quotes");
            return None;
        }
        let text = self.decoded(value)?;
        if text.trim().is_empty() {
            self.report(value, format!("'{name}' is blank"));
            return None;
        }
        if let Some(control) = text::refused_control(&text) {
            let problem = format!("'{name}' holds the character {}", text::named(control));
            self.report(value, problem);
            return None;
        }
        Some(text.into_owned())
    }

    /// A whole number from `least` up to what 32 bits hold.
    pub(super) fn whole(&mut self, value: &'a str, name: &str, least: u32) -> Option<u32> {
        let number = value.parse().ok().filter(|number| *number >= least);
        if number.is_none() {
            let given = shortened(value);
            let accepted = format!("a whole number from {least} to {}", u32::MAX);
            self.report(value, format!("'{name}' takes {accepted}, and {given} is none"));
        }
        number
    }

    /// One of a few words.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        value: &'a str,
        name: &str,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let given = self.words(value, name)?;
        let found = all.iter().copied().find(|one| word(*one) == given);
        if found.is_none() {
            let known: Vec<&str> = all.iter().map(|one| word(*one)).collect();
            let accepted = known.join(", ");
            let problem = format!("'{name}' takes one of {accepted}, and '{given}' was given");
            self.report_name(value, problem, &given, known);
        }
        found
    }

    /// Says what a field takes, where another type was given.
    pub(super) fn wrong_type(&mut self, value: &str, name: &str, accepted: &str) {
        let given = match value.as_bytes().first() {
            Some(b'"') => "text",
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b't' | b'f') => "true or false",
            Some(b'n') => "null",
            _ => "a number",
        };
        self.report(value, format!("{name} takes {accepted}, and {given} was given"));
    }

    /// A string without its quotes and escapes; an escape that stands for no character is refused.
    fn decoded(&mut self, quoted: &'a str) -> Option<Cow<'a, str>> {
        match serde_json::from_str::<Borrowed<'a>>(quoted) {
            Ok(Borrowed(text)) => Some(text),
            Err(error) => {
                // A text stands on one line, so that the error's column is a byte of it.
                let at = quoted.get(error.column().saturating_sub(1)..).unwrap_or(quoted);
                self.report(at, format!("this text cannot be read: {}", in_plain_words(&error)));
                None
            }
        }
    }
}

/// A text borrowed from the file where it holds no escape.
#[derive(serde::Deserialize)]
struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);

/// The fields of an object in order, repeated ones included.
struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}

fn line_starts(bytes: &[u8]) -> Vec<usize> {
    let ends_line = |(index, byte): &(usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(index + 1) != Some(&b'\n'),
        _ => false,
    };
    let after = bytes.iter().enumerate().filter(ends_line).map(|(index, _)| index + 1);
    std::iter::once(0).chain(after).collect()
}

/// Where the n-th line starts as the JSON reader counts, which knows LF only.
fn nth_line_start(text: &str, line: usize) -> usize {
    let before = line.saturating_sub(2);
    match text.match_indices('\n').nth(before) {
        Some((index, _)) if line > 1 => index + 1,
        _ => 0,
    }
}

/// What the JSON reader says, for people who do not write programs.
fn in_plain_words(error: &serde_json::Error) -> String {
    const PLAIN: [(&str, &str); 7] = [
        ("EOF while parsing", "the file ends too early; a bracket, brace or quote is not closed"),
        ("key must be a string", "a field's name in quotes is wanted here, or a comma is too many"),
        ("trailing comma", "a comma is too many"),
        ("trailing characters", "something follows after the end"),
        ("control character", "a line break or tab stands inside a text; write \\n"),
        ("surrogate", "an escape stands for half a character (a lone surrogate)"),
        (
            "unexpected end of hex escape",
            "an escape stands for half a character (a lone surrogate)",
        ),
    ];
    let message = error.to_string();
    let plain = PLAIN.iter().find(|(known, _)| message.contains(known));
    let own = message.split(" at line ").next().unwrap_or_default();
    plain.map_or(own, |(_, plain)| plain).to_owned()
}

/// A value short enough to be said.
fn shortened(value: &str) -> String {
    let first = value.lines().next().unwrap_or_default();
    text::cut(first, 24).into_owned()
}
