//! A theme's file: its questions, field by field.

use super::kind;
use super::reader::{Object, Reader};
use super::rule;
use super::{Asked, Sources};
use crate::domain::condition::Condition;
use crate::domain::id::QuestionId;
use crate::domain::question::{Basis, Citation, Question, Role, Scope, Severity, Verified};

/// The fields of a question of any kind, in the order in which they are written.
const FIELDS: [&str; 19] = [
    "id",
    "aliases",
    "revision",
    "scope",
    "title",
    "question",
    "guidance",
    "kind",
    "records",
    "asked_when",
    "ask_of",
    "severity",
    "basis",
    "verified",
    "citations",
    "evidence",
    "evidence_max_age_days",
    "remedy",
    "clause",
];

/// How deep conditions may be nested: more than anybody can read aloud.
const DEEPEST: usize = 8;

/// Reads a theme with its questions.
pub(super) fn theme<'a>(reader: &mut Reader<'a>, root: &Object<'a>, into: &mut Sources) {
    reader.only(root, &["$schema", "theme", "title", "questions"]);
    required_id(reader, root, "theme");
    required_words(reader, root, "title");
    let Some(value) = root.get("questions") else { return };
    for item in reader.items(value, "questions").unwrap_or_default() {
        let before = reader.findings.len();
        let Some(object) = reader.object(item, "a question") else { continue };
        let id = required_id(reader, &object, "id");
        let fields = object
            .fields
            .iter()
            .map(|field| (field.name.clone(), reader.place(field.value)))
            .collect();
        let read = question(reader, &object, id.clone());
        match read.filter(|_| reader.findings.len() == before) {
            Some(question) => {
                let place = reader.place(item);
                into.questions.push(Asked { question, place, fields });
            }
            None => into.broken.extend(id),
        }
    }
}

/// Reads every field before giving up, so that each one's problem is named.
fn question<'a>(
    reader: &mut Reader<'a>,
    object: &Object<'a>,
    id: Option<QuestionId>,
) -> Option<Question> {
    let aliases = list(reader, object, "aliases", self::id);
    let revision =
        reader.required(object, "revision").and_then(|value| reader.whole(value, "revision", 1));
    let scope = one_of(reader, object, "scope", Scope::ALL, Scope::word);
    let title = required_words(reader, object, "title");
    let text = required_words(reader, object, "question");
    let guidance = required_words(reader, object, "guidance");
    let kind = kind::kind(reader, object, &FIELDS);
    let records = optional(reader, object, "records", |reader, value, _| rule::rule(reader, value));
    let asked_when =
        optional(reader, object, "asked_when", |reader, value, _| condition(reader, value, 0));
    let ask_of = required_list(reader, object, "ask_of", |reader, value, name| {
        reader.one_of(value, name, Role::ALL, Role::word)
    });
    let severity = one_of(reader, object, "severity", Severity::ALL, Severity::word);
    let basis = one_of(reader, object, "basis", Basis::ALL, Basis::word);
    let verified = one_of(reader, object, "verified", Verified::ALL, Verified::word);
    let citations = required_list(reader, object, "citations", citation);
    let evidence = required_list(reader, object, "evidence", Reader::words);
    let evidence_max_age_days =
        optional(reader, object, "evidence_max_age_days", |reader, value, name| {
            reader.whole(value, name, 1)
        });
    let remedy = required_words(reader, object, "remedy");
    let clause = optional(reader, object, "clause", Reader::words);
    Some(Question {
        id: id?,
        aliases: aliases?.unwrap_or_default(),
        revision: revision?,
        scope: scope?,
        title: title?,
        text: text?,
        guidance: guidance?,
        kind: kind?,
        records: records?,
        asked_when: asked_when?,
        ask_of: ask_of?,
        severity: severity?,
        basis: basis?,
        verified: verified?,
        citations: citations?,
        evidence: evidence?,
        evidence_max_age_days: evidence_max_age_days?,
        remedy: remedy?,
        clause: clause?,
    })
}

fn citation<'a>(reader: &mut Reader<'a>, value: &'a str, _: &str) -> Option<Citation> {
    let object = reader.object(value, "a citation")?;
    reader.only(&object, &["text", "basis", "verified"]);
    let text = required_words(reader, &object, "text");
    let basis = one_of(reader, &object, "basis", Basis::ALL, Basis::word);
    let verified = one_of(reader, &object, "verified", Verified::ALL, Verified::word);
    Some(Citation { text: text?, basis: basis?, verified: verified? })
}

fn condition<'a>(reader: &mut Reader<'a>, value: &'a str, depth: usize) -> Option<Condition> {
    if depth == DEEPEST {
        reader.report(value, format!("a condition may be nested {DEEPEST} deep at most"));
        return None;
    }
    let object = reader.object(value, "a condition")?;
    let many = |reader: &mut Reader<'a>, name: &str| {
        reader.only(&object, &[name]);
        required_list(reader, &object, name, |reader, value, _| condition(reader, value, depth + 1))
    };
    let is = |reader: &mut Reader<'a>, name: &str| {
        reader.only(&object, &[name, "is"]);
        required_list(reader, &object, "is", Reader::words)
    };
    let holds = |name: &str| object.get(name).is_some();
    if holds("all") {
        return many(reader, "all").map(|all| Condition::All { all });
    }
    if holds("any") {
        return many(reader, "any").map(|any| Condition::Any { any });
    }
    if holds("vendor") {
        let (vendor, is) = (required_words(reader, &object, "vendor"), is(reader, "vendor"));
        return Some(Condition::Vendor { vendor: vendor?, is: is? });
    }
    if holds("organization") {
        let organization = required_words(reader, &object, "organization");
        let is = is(reader, "organization");
        return Some(Condition::Organization { organization: organization?, is: is? });
    }
    if holds("question") {
        let (question, is) = (required_id(reader, &object, "question"), is(reader, "question"));
        return Some(Condition::Answer { question: question?, is: is? });
    }
    let before = reader.findings.len();
    reader.only(&object, &["all", "any", "question", "vendor", "organization", "is"]);
    if reader.findings.len() == before {
        reader.report(
            value,
            "a condition has 'all', 'any', or one of 'question', 'vendor', 'organization' with 'is'",
        );
    }
    None
}

/// An id: letters, digits, `.`, `_` and `-`, 1 to 64 of them.
pub(super) fn id<'a>(reader: &mut Reader<'a>, value: &'a str, name: &str) -> Option<QuestionId> {
    let text = reader.words(value, name)?;
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if text.len() <= 64 && text.chars().all(fits) {
        return Some(QuestionId(text));
    }
    reader.report(value, "an id is 1 to 64 letters, digits, '.', '_' and '-'");
    None
}

/// An id in a field that must be there.
pub(super) fn required_id<'a>(
    reader: &mut Reader<'a>,
    object: &Object<'a>,
    name: &str,
) -> Option<QuestionId> {
    reader.required(object, name).and_then(|value| id(reader, value, name))
}

/// Words in a field that must be there.
pub(super) fn required_words<'a>(
    reader: &mut Reader<'a>,
    object: &Object<'a>,
    name: &str,
) -> Option<String> {
    reader.required(object, name).and_then(|value| reader.words(value, name))
}

/// One of a few words in a field that must be there.
pub(super) fn one_of<'a, T: Copy>(
    reader: &mut Reader<'a>,
    object: &Object<'a>,
    name: &str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Option<T> {
    reader.required(object, name).and_then(|value| reader.one_of(value, name, all, word))
}

/// A field that may be missing: the outer `None` is a problem, the inner one a missing field.
#[expect(clippy::option_option, reason = "a missing field and an unreadable one differ")]
pub(super) fn optional<'a, T>(
    reader: &mut Reader<'a>,
    object: &Object<'a>,
    name: &str,
    read: impl Fn(&mut Reader<'a>, &'a str, &str) -> Option<T>,
) -> Option<Option<T>> {
    match object.get(name) {
        None => Some(None),
        Some(value) => read(reader, value, name).map(Some),
    }
}

/// A list that may be missing, with every item's problem named.
#[expect(clippy::option_option, reason = "a missing field and an unreadable one differ")]
pub(super) fn list<'a, T>(
    reader: &mut Reader<'a>,
    object: &Object<'a>,
    name: &str,
    read: impl Fn(&mut Reader<'a>, &'a str, &str) -> Option<T>,
) -> Option<Option<Vec<T>>> {
    optional(reader, object, name, |reader, value, name| {
        let items = reader.items(value, name)?;
        let read: Vec<Option<T>> = items.into_iter().map(|item| read(reader, item, name)).collect();
        read.into_iter().collect()
    })
}

/// A list that must be there.
pub(super) fn required_list<'a, T>(
    reader: &mut Reader<'a>,
    object: &Object<'a>,
    name: &str,
    read: impl Fn(&mut Reader<'a>, &'a str, &str) -> Option<T>,
) -> Option<Vec<T>> {
    reader.required(object, name)?;
    list(reader, object, name, read)?
}
