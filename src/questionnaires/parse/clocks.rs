//! A file of clocks: its jurisdictions and their rules, field by field.

use jiff::civil::Date;

use super::question::{id, list, one_of, optional, required_list, required_words};
use super::reader::{Object, Reader};
use super::{Placed, Sources};
use crate::domain::clock::rule::{
    Cap, ClockId, ClockRule, Count, Deemed, Delay, Holidays, Jurisdiction, Owes, Recipient, Start,
    Tie, TieKind, Trigger, Weekend,
};
use crate::domain::day;
use crate::domain::question::{Basis, Verified};

/// The fields of a clock, in the order in which they are written.
const FIELDS: [&str; 23] = [
    "id",
    "title",
    "owes",
    "recipient",
    "to",
    "text",
    "citation",
    "basis",
    "verified",
    "doubt",
    "source",
    "valid_from",
    "valid_to",
    "start",
    "when",
    "within",
    "cap",
    "tied",
    "promptly",
    "weekend",
    "holidays",
    "delay",
    "met_by",
];

/// The fields of a jurisdiction, in the order in which they are written.
const OF_JURISDICTION: [&str; 12] = [
    "code",
    "name",
    "statute",
    "hipaa",
    "deemed",
    "credit_monitoring_months",
    "health_rule",
    "doubt",
    "verified",
    "covers",
    "as_of_year",
    "source",
];

/// How long a number makes a clock run.
type OfNumber = fn(u32) -> Count;

const COUNTS: [(&str, OfNumber); 5] = [
    ("hours", Count::Hours),
    ("days", Count::Days),
    ("business_days", Count::BusinessDays),
    ("months", Count::Months),
    ("days_after_year", Count::DaysAfterYear),
];

/// What a trigger that is written as an object may be.
const TRIGGERS: [&str; 8] = [
    "people",
    "residents",
    "residents_of_any_state",
    "data_beyond",
    "data_any",
    "incident",
    "organization",
    "not_deemed",
];

/// The trigger that is written as a word alone.
const PRESUMED: [&str; 1] = ["presumed"];

/// Reads a file of clocks.
pub(super) fn clocks<'a>(reader: &mut Reader<'a>, root: &Object<'a>, into: &mut Sources) {
    reader.only(root, &["$schema", "jurisdictions", "clocks"]);
    for item in items(reader, root, "jurisdictions") {
        let Some(object) = reader.object(item, "a jurisdiction") else { continue };
        let read = whole(reader, &object, &OF_JURISDICTION, jurisdiction);
        into.jurisdictions.extend(read);
    }
    for item in items(reader, root, "clocks") {
        let Some(object) = reader.object(item, "a clock") else { continue };
        if let Some(clock) = whole(reader, &object, &FIELDS, clock) {
            into.clocks.push(clock);
        } else {
            let id = object.get("id").map(|id| id.trim_matches('"'));
            into.broken_clocks.extend(id.map(ClockId::from));
        }
    }
    let place = reader.place(root.get("clocks").unwrap_or(root.text));
    into.clock_files.push(place);
}

fn items<'a>(reader: &mut Reader<'a>, root: &Object<'a>, name: &str) -> Vec<&'a str> {
    let value = reader.required(root, name);
    value.and_then(|value| reader.items(value, name)).unwrap_or_default()
}

/// What an object holds, with the places of its fields, where nothing is wrong with it.
fn whole<'a, T>(
    reader: &mut Reader<'a>,
    object: &Object<'a>,
    names: &[&'static str],
    read: impl Fn(&mut Reader<'a>, &Object<'a>) -> Option<T>,
) -> Option<Placed<T>> {
    let before = reader.findings.len();
    reader.only(object, names);
    let of = read(reader, object).filter(|_| reader.findings.len() == before)?;
    let named = |name: &&'static str| Some((*name, reader.place(object.get(name)?)));
    let fields = names.iter().filter_map(named).collect();
    Some(Placed { of, place: reader.place(object.text), fields })
}

fn jurisdiction<'a>(reader: &mut Reader<'a>, object: &Object<'a>) -> Option<Jurisdiction> {
    let words = |reader: &mut Reader<'a>, name: &str| optional(reader, object, name, Reader::words);
    let number = |reader: &mut Reader<'a>, name: &str| {
        optional(reader, object, name, |reader, value, name| reader.whole(value, name, 1))
    };
    let code = required_words(reader, object, "code");
    let name = required_words(reader, object, "name");
    let statute = required_words(reader, object, "statute");
    let hipaa = words(reader, "hipaa");
    let deemed = optional(reader, object, "deemed", |reader, value, name| {
        reader.one_of(value, name, Deemed::ALL, Deemed::word)
    });
    let credit_monitoring_months = number(reader, "credit_monitoring_months");
    let health_rule = words(reader, "health_rule");
    let doubt = words(reader, "doubt");
    let verified = one_of(reader, object, "verified", Verified::ALL, Verified::word);
    let covers = words(reader, "covers");
    let as_of_year = number(reader, "as_of_year");
    let source = words(reader, "source");
    Some(Jurisdiction {
        code: code?,
        name: name?,
        statute: statute?,
        hipaa: hipaa?,
        deemed: deemed?,
        credit_monitoring_months: credit_monitoring_months?,
        health_rule: health_rule?,
        doubt: doubt?,
        verified: verified?,
        covers: covers?,
        as_of_year: as_of_year?,
        source: source?,
    })
}

/// Reads every field before giving up, so that each one's problem is named.
fn clock<'a>(reader: &mut Reader<'a>, object: &Object<'a>) -> Option<ClockRule> {
    let words = |reader: &mut Reader<'a>, name: &str| optional(reader, object, name, Reader::words);
    let id = reader.required(object, "id").and_then(|value| clock_id(reader, value, "id"));
    let title = required_words(reader, object, "title");
    let owes = one_of(reader, object, "owes", Owes::ALL, Owes::word);
    let recipient = one_of(reader, object, "recipient", Recipient::ALL, Recipient::word);
    let to = required_words(reader, object, "to");
    let text = required_words(reader, object, "text");
    let citation = required_words(reader, object, "citation");
    let basis = one_of(reader, object, "basis", Basis::ALL, Basis::word);
    let verified = one_of(reader, object, "verified", Verified::ALL, Verified::word);
    let doubt = words(reader, "doubt");
    let source = words(reader, "source");
    let valid_from = optional(reader, object, "valid_from", date);
    let valid_to = optional(reader, object, "valid_to", date);
    let start = one_of(reader, object, "start", Start::ALL, Start::word);
    let when = list(reader, object, "when", |reader, value, _| trigger(reader, value));
    let within = optional(reader, object, "within", |reader, value, _| count(reader, value));
    let cap = optional(reader, object, "cap", |reader, value, _| cap(reader, value));
    let tied = optional(reader, object, "tied", |reader, value, _| tie(reader, value));
    let promptly = words(reader, "promptly");
    let weekend = optional(reader, object, "weekend", |reader, value, name| {
        reader.one_of(value, name, Weekend::ALL, Weekend::word)
    });
    let holidays = optional(reader, object, "holidays", |reader, value, name| {
        reader.one_of(value, name, Holidays::ALL, Holidays::word)
    });
    let delay = optional(reader, object, "delay", |reader, value, name| {
        reader.one_of(value, name, Delay::ALL, Delay::word)
    });
    let met_by = words(reader, "met_by");
    Some(ClockRule {
        id: id?,
        title: title?,
        owes: owes?,
        recipient: recipient?,
        to: to?,
        text: text?,
        citation: citation?,
        basis: basis?,
        verified: verified?,
        doubt: doubt?,
        source: source?,
        valid_from: valid_from?,
        valid_to: valid_to?,
        start: start?,
        when: when?.unwrap_or_default(),
        within: within?,
        cap: cap?,
        tied: tied?,
        promptly: promptly?,
        weekend: weekend?.unwrap_or(Weekend::Stays),
        holidays: holidays?,
        delay: delay?.unwrap_or(Delay::None),
        met_by: met_by?,
    })
}

fn clock_id<'a>(reader: &mut Reader<'a>, value: &'a str, name: &str) -> Option<ClockId> {
    id(reader, value, name).map(|id| ClockId(id.0))
}

fn date<'a>(reader: &mut Reader<'a>, value: &'a str, name: &str) -> Option<Date> {
    let typed = reader.words(value, name)?;
    day::read_date(&typed).map_err(|why| reader.report(value, why)).ok()
}

/// How long a clock runs: one number under the name of what is counted.
fn count<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<Count> {
    let object = reader.object(value, "a count")?;
    reader.only(&object, &COUNTS.map(|(name, _)| name));
    let [field] = object.fields.as_slice() else {
        reader.report(value, "a count holds one number, such as { \"days\": 60 }");
        return None;
    };
    let (_, of_number) = COUNTS.iter().find(|(name, _)| *name == field.name)?;
    reader.whole(field.value, &field.name, 1).map(of_number)
}

fn cap<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<Cap> {
    let object = reader.object(value, "a cap")?;
    reader.only(&object, &["start", "within"]);
    let start = one_of(reader, &object, "start", Start::ALL, Start::word);
    let within = reader.required(&object, "within").and_then(|value| count(reader, value));
    Some(Cap { start: start?, within: within? })
}

fn tie<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<Tie> {
    let object = reader.object(value, "a tie")?;
    reader.only(&object, &["kind", "clocks", "by"]);
    let kind = one_of(reader, &object, "kind", TieKind::ALL, TieKind::word);
    let clocks = required_list(reader, &object, "clocks", clock_id);
    let by = optional(reader, &object, "by", |reader, value, _| count(reader, value));
    Some(Tie { kind: kind?, clocks: clocks?, by: by? })
}

fn trigger<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<Trigger> {
    if value.starts_with('"') {
        return reader.one_of(value, "when", &PRESUMED, |word| word).map(|_| Trigger::Presumed);
    }
    let object = reader.object(value, "a trigger")?;
    reader.only(&object, &TRIGGERS);
    let [field] = object.fields.as_slice() else {
        reader.report(value, "a trigger holds one condition");
        return None;
    };
    let (name, value) = (field.name.as_str(), field.value);
    match name {
        "data_beyond" | "data_any" => {
            let kinds = required_list(reader, &object, name, Reader::words)?;
            Some(if name == "data_any" {
                Trigger::DataAny(kinds)
            } else {
                Trigger::DataBeyond(kinds)
            })
        }
        "people" => people(reader, value),
        "residents" => {
            let object = reader.object(value, "'residents'")?;
            reader.only(&object, &["state", "at_least"]);
            let state = required_words(reader, &object, "state");
            let at_least = at_least(reader, &object);
            Some(Trigger::Residents { state: state?, at_least: at_least? })
        }
        "residents_of_any_state" => {
            let object = reader.object(value, "'residents_of_any_state'")?;
            reader.only(&object, &["at_least"]);
            at_least(reader, &object).map(|at_least| Trigger::ResidentsOfAnyState { at_least })
        }
        "incident" => {
            let (field, is) = fact(reader, value, "'incident'", "field")?;
            Some(Trigger::Incident { field, is })
        }
        "organization" => {
            let (fact, is) = fact(reader, value, "'organization'", "fact")?;
            Some(Trigger::Organization { fact, is })
        }
        "not_deemed" => {
            let object = reader.object(value, "'not_deemed'")?;
            reader.only(&object, &["state"]);
            required_words(reader, &object, "state").map(|state| Trigger::NotDeemed { state })
        }
        // Refused above as a field that no trigger has.
        _ => None,
    }
}

fn people<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<Trigger> {
    let object = reader.object(value, "'people'")?;
    reader.only(&object, &["at_least", "below"]);
    if object.fields.is_empty() {
        reader.report(value, "'people' needs 'at_least' or 'below'");
    }
    let number = |reader: &mut Reader<'a>, name: &str| {
        optional(reader, &object, name, |reader, value, name| reader.whole(value, name, 1))
    };
    let (at_least, below) = (number(reader, "at_least"), number(reader, "below"));
    Some(Trigger::People { at_least: at_least?.unwrap_or(0), below: below? })
}

fn at_least<'a>(reader: &mut Reader<'a>, object: &Object<'a>) -> Option<u32> {
    let value = reader.required(object, "at_least")?;
    reader.whole(value, "at_least", 1)
}

/// What a field of the incident or a fact of our profile must say.
fn fact<'a>(
    reader: &mut Reader<'a>,
    value: &'a str,
    what: &'static str,
    name: &str,
) -> Option<(String, Vec<String>)> {
    let object = reader.object(value, what)?;
    reader.only(&object, &[name, "is"]);
    let fact = required_words(reader, &object, name);
    let is = required_list(reader, &object, "is", Reader::words);
    Some((fact?, is?))
}
