//! How records answer a question: the rule with the fields that only it has.

use std::collections::BTreeMap;

use super::question::{one_of, optional, required_list, required_words};
use super::reader::{Object, Reader};
use crate::domain::proposal::{Case, Matching, RecordRule, Within};
use crate::domain::register::RegisterKind;

/// Each rule with the fields that only it has.
const RULES: [(&str, &[&str]); 6] = [
    ("latest", &["field", "where", "otherwise"]),
    ("value", &["field", "where"]),
    ("cases", &["newest_by", "cases", "otherwise"]),
    ("every", &["where", "has"]),
    ("held_on", &["where", "profile"]),
    ("list", &["within_days"]),
];

/// Reads a rule.
pub(super) fn rule<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<RecordRule> {
    let object = reader.object(value, "a rule on records")?;
    let named = one_of(reader, &object, "rule", &RULES.map(|(word, _)| word), |word| word)?;
    let (_, own) = RULES.into_iter().find(|(word, _)| *word == named)?;
    let known: Vec<&str> = ["rule", "register"].into_iter().chain(own.iter().copied()).collect();
    reader.only_of(&object, &format!("the rule '{named}'"), &known);
    let register = one_of(reader, &object, "register", RegisterKind::ALL, RegisterKind::word);
    let field = |reader: &mut Reader<'a>| required_words(reader, &object, "field");
    let matching = |reader: &mut Reader<'a>| {
        optional(reader, &object, "where", |reader, value, _| matching(reader, value))
            .map(Option::unwrap_or_default)
    };
    let otherwise = |reader: &mut Reader<'a>| optional(reader, &object, "otherwise", Reader::words);
    match named {
        "latest" => {
            let (field, matching) = (field(reader), matching(reader));
            let otherwise = otherwise(reader)?;
            Some(RecordRule::Latest {
                register: register?,
                field: field?,
                matching: matching?,
                otherwise,
            })
        }
        "value" => {
            let (field, matching) = (field(reader), matching(reader));
            Some(RecordRule::Value { register: register?, field: field?, matching: matching? })
        }
        "cases" => {
            let cases =
                required_list(reader, &object, "cases", |reader, value, _| case(reader, value));
            let newest_by = optional(reader, &object, "newest_by", Reader::words)?;
            let otherwise = otherwise(reader)?;
            Some(RecordRule::Cases { register: register?, newest_by, cases: cases?, otherwise })
        }
        "every" => {
            let matching = matching(reader);
            let has = reader.required(&object, "has");
            let has = has.and_then(|value| self::matching(reader, value));
            Some(RecordRule::Every { register: register?, matching: matching?, has: has? })
        }
        "held_on" => {
            let matching = matching(reader);
            let profile = required_words(reader, &object, "profile");
            Some(RecordRule::HeldOn { register: register?, matching: matching?, profile: profile? })
        }
        _ => {
            let within_days = optional(reader, &object, "within_days", |reader, value, name| {
                reader.whole(value, name, 1)
            })?;
            Some(RecordRule::List { register: register?, within_days })
        }
    }
}

/// Fields with the words of which a record has one.
fn matching<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<Matching> {
    let object = reader.object(value, "what a record must say")?;
    let mut wanted: BTreeMap<String, Option<Vec<String>>> = BTreeMap::new();
    for field in &object.fields {
        let words = required_list(reader, &object, &field.name, Reader::words);
        wanted.insert(field.name.clone(), words);
    }
    wanted.into_iter().map(|(field, words)| Some((field, words?))).collect()
}

fn case<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<Case> {
    let object = reader.object(value, "a case")?;
    reader.only(&object, &["where", "within", "value"]);
    let wanted = reader.required(&object, "where");
    let wanted = wanted.and_then(|value| matching(reader, value));
    let within = optional(reader, &object, "within", |reader, value, _| within(reader, value));
    let value = optional(reader, &object, "value", Reader::words);
    Some(Case { matching: wanted?, within: within?, value: value? })
}

fn within<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<Within> {
    let object: Object<'a> = reader.object(value, "how old a day may be")?;
    reader.only(&object, &["field", "days"]);
    let field = required_words(reader, &object, "field");
    let days = reader.required(&object, "days").and_then(|value| reader.whole(value, "days", 1));
    Some(Within { field: field?, days: days? })
}
