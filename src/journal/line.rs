//! One event and one line of JSON: the outer members of format 1 in their fixed order, and the change inside.
//!
//! The chain hashes the bytes as written, so an outer member in another order or form is not read leniently but refused.

use jiff::Timestamp;
use serde::Deserialize as _;
use serde::de::{self, IntoDeserializer as _};

use super::chain::{self, Fault, Link};
use super::replay::Newer;
use crate::domain::event::{Change, Class, Event, FORMAT};
use crate::domain::id::{AccountId, Digest, EventId};

/// An event before it is written: its hash is not known yet.
#[derive(Debug)]
pub struct Draft<'a> {
    /// Its place in the journal.
    pub seq: u64,
    /// Its id.
    pub id: EventId,
    /// When it is recorded.
    pub at: Timestamp,
    /// Who keys it.
    pub by: &'a AccountId,
    /// What is recorded.
    pub change: &'a Change,
    /// The hash of the line before.
    pub prev: Digest,
}

/// Why a line that is in its place is not read as an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is not as format 1 writes it.
    Fault(Fault),
    /// A later version of the program wrote it.
    Newer(Newer),
}

/// The line of an event, its line feed included, and the line's hash.
pub fn write(draft: &Draft<'_>) -> serde_json::Result<(Vec<u8>, Digest)> {
    let change = serde_json::to_string(draft.change)?;
    // The change is written as an object of its two members, which here are members of the line.
    let change =
        change.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or_default();
    let class = class_name(draft.change.class());
    let Draft { seq, id, at, by, prev, .. } = draft;
    let body = format!(
        "{{\"v\":{FORMAT},\"seq\":{seq},\"id\":\"{id}\",\"at\":\"{at:.3}\",\"class\":\"{class}\",\"by\":\"{by}\",{change},\"prev\":\"{prev}\""
    );
    let (mut line, hash) = chain::close(body.into_bytes());
    line.push(b'\n');
    Ok((line, hash))
}

/// Reads the event of a line that verifies in its place.
pub fn read(link: &Link<'_>, seq: u64, prev: &Digest) -> Result<Event, Unread> {
    match link.version {
        FORMAT => {}
        0 => return Err(Unread::Fault(Fault::Member("v"))),
        version => return Err(Unread::Newer(Newer::Format(version))),
    }
    // Once for the whole line: that is several times quicker than string by string.
    let middle = std::str::from_utf8(link.middle).map_err(|_| Fault::Member("payload"))?;
    let mut members = Members(middle);
    let id = event_id(members.text("id")?).ok_or(Fault::Member("id"))?;
    let at = instant(members.text("at")?).ok_or(Fault::Member("at"))?;
    let class = members.text("class")?;
    let by =
        AccountId::try_from(members.text("by")?.to_owned()).map_err(|_| Fault::Member("by"))?;
    let kind = members.text("kind")?;
    let payload = members.rest("payload")?;
    if !Change::KINDS.contains(&kind) {
        let name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let newer = !kind.is_empty() && kind.bytes().all(name) && is_object(payload);
        let newer = newer.then(|| Unread::Newer(Newer::Kind(kind.to_owned())));
        return Err(newer.unwrap_or(Unread::Fault(Fault::Member("kind"))));
    }
    let change =
        Change::deserialize(Tagged { kind, payload, step: Step::Kind }).map_err(|error| {
            if error.is_data() {
                Unread::Newer(Newer::Payload { kind: kind.to_owned(), why: error.to_string() })
            } else {
                Unread::Fault(Fault::Member("payload"))
            }
        })?;
    if class != class_name(change.class()) {
        return Err(Fault::Member("class").into());
    }
    Ok(Event { seq, id, at, by, change, prev: *prev, hash: link.hash })
}

impl From<Fault> for Unread {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

const fn class_name(class: Class) -> &'static str {
    match class {
        Class::Content => "content",
        Class::Care => "care",
    }
}

/// The members still to be read, each with the comma before it.
struct Members<'a>(&'a str);

impl<'a> Members<'a> {
    /// A member whose value is a string without escapes, as all outer ones are.
    fn text(&mut self, name: &'static str) -> Result<&'a str, Fault> {
        let value = self.after(name)?.strip_prefix('"').ok_or(Fault::Member(name))?;
        let (value, rest) = value.split_once('"').ok_or(Fault::Member(name))?;
        self.0 = rest;
        Ok(value)
    }

    /// The last member: everything that is left.
    fn rest(&mut self, name: &'static str) -> Result<&'a str, Fault> {
        let value = self.after(name)?;
        if value.starts_with('{') { Ok(value) } else { Err(Fault::Member(name)) }
    }

    fn after(&self, name: &'static str) -> Result<&'a str, Fault> {
        let rest = self.0.strip_prefix(",\"").and_then(|rest| rest.strip_prefix(name));
        rest.and_then(|rest| rest.strip_prefix("\":")).ok_or(Fault::Member(name))
    }
}

fn is_object(payload: &str) -> bool {
    serde_json::from_str::<&serde_json::value::RawValue>(payload)
        .is_ok_and(|raw| raw.get().starts_with('{'))
}

/// A UUID as format 1 writes it: hyphenated, lower case.
fn event_id(text: &str) -> Option<EventId> {
    let shaped = text.len() == 36 && !text.bytes().any(|byte| byte.is_ascii_uppercase());
    shaped.then(|| text.parse().ok())?
}

/// An instant as format 1 writes it: UTC, milliseconds, `Z`, no leap second.
fn instant(text: &str) -> Option<Timestamp> {
    let shape = b"0000-00-00T00:00:00.000Z";
    let fits = |(found, wanted): (u8, &u8)| {
        if *wanted == b'0' { found.is_ascii_digit() } else { found == *wanted }
    };
    let shaped = text.len() == shape.len() && text.bytes().zip(shape).all(fits);
    (shaped && text.as_bytes().get(17..19) != Some(b"60")).then(|| text.parse().ok())?
}

/// Presents kind and payload to serde as the two members of an object, so that the payload is read once and typed.
struct Tagged<'a> {
    kind: &'a str,
    payload: &'a str,
    step: Step,
}

#[derive(PartialEq)]
enum Step {
    Kind,
    Payload,
    Done,
}

impl<'de> de::Deserializer<'de> for Tagged<'de> {
    type Error = serde_json::Error;

    fn deserialize_any<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_map(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> de::MapAccess<'de> for Tagged<'de> {
    type Error = serde_json::Error;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Self::Error> {
        let name = match self.step {
            Step::Kind => "kind",
            Step::Payload => "payload",
            Step::Done => return Ok(None),
        };
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: de::DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Self::Error> {
        if self.step == Step::Kind {
            self.step = Step::Payload;
            return seed.deserialize(self.kind.into_deserializer());
        }
        self.step = Step::Done;
        let mut json = serde_json::Deserializer::from_str(self.payload);
        let value = seed.deserialize(&mut json)?;
        json.end()?;
        Ok(value)
    }
}
