//! What may be answered to a question: its kind with the fields that only this kind has.

use super::question::{list, one_of, required_list, required_words};
use super::reader::{Object, Reader};
use crate::domain::day;
use crate::domain::question::{
    Amount, AnswerKind, Choice, Counts, FailsWhen, Lies, Limit, ManyChoice, Outcome, SetBy,
};
use crate::text;

/// Each kind with the fields that only it has.
const KINDS: [(&str, &[&str]); 9] = [
    ("yes_no_partial", &["partial"]),
    ("choice", &["choices"]),
    ("choices", &["choices"]),
    ("date", &["lies", "limits", "none"]),
    ("hours", AMOUNT),
    ("days", AMOUNT),
    ("money", AMOUNT),
    ("number", AMOUNT),
    ("text", &["none"]),
];
const AMOUNT: &[&str] = &["limits", "none"];

/// What "none" and a choice may amount to, and what "partial" may.
const REPLIES: [Outcome; 4] = [Outcome::Met, Outcome::Part, Outcome::Unmet, Outcome::Unknown];
const NONE: [Outcome; 3] = [Outcome::Met, Outcome::Part, Outcome::Unmet];
const HALF: [Outcome; 2] = [Outcome::Part, Outcome::Unmet];
const COUNTS: [(Counts, &str); 4] = [
    (Counts::Wanted, "wanted"),
    (Counts::StandsForRest, "stands_for_rest"),
    (Counts::NoneOfThese, "none_of_these"),
    (Counts::Extra, "extra"),
];

/// The limit of a number.
type OfNumber = fn(u32) -> FailsWhen;

/// The limits that are written as a word alone, and those that are written with a number.
const WORDS: [(&str, FailsWhen); 2] =
    [("past", FailsWhen::Past), ("cover_ended", FailsWhen::CoverEnded)];
const NUMBERS: [(&str, OfNumber); 3] = [
    ("older_than_days", FailsWhen::OlderThanDays),
    ("more_than", FailsWhen::MoreThan),
    ("less_than", FailsWhen::LessThan),
];

/// Reads the kind, and refuses every field that a question of this kind does not have beside `common`.
pub(super) fn kind<'a>(
    reader: &mut Reader<'a>,
    object: &Object<'a>,
    common: &[&str],
) -> Option<AnswerKind> {
    let all = KINDS.map(|(word, _)| word);
    let named = one_of(reader, object, "kind", &all, |word| word).or_else(|| {
        // The fields of a misspelled kind are read all the same, so that their problems are named too.
        let given = object.get("kind")?.trim_matches('"');
        let near = text::nearest(given, all)?;
        all.into_iter().find(|word| *word == near)
    });
    let own = KINDS.iter().filter(|(word, _)| named.is_none_or(|named| named == *word));
    let known: Vec<&str> =
        common.iter().copied().chain(own.flat_map(|(_, own)| own.iter().copied())).collect();
    let what = named
        .map_or_else(|| "a question".to_owned(), |named| format!("a question of kind {named}"));
    reader.only_of(object, &what, &known);
    match named? {
        "yes_no_partial" => one_of(reader, object, "partial", &HALF, Outcome::word)
            .map(|partial| AnswerKind::YesNoPartial { partial }),
        "choice" => required_list(reader, object, "choices", choice)
            .map(|choices| AnswerKind::Choice { choices }),
        "choices" => required_list(reader, object, "choices", many_choice)
            .map(|choices| AnswerKind::Choices { choices }),
        "date" => {
            let lies = one_of(reader, object, "lies", Lies::ALL, Lies::word);
            let Amount { limits, none } = amount(reader, object)?;
            Some(AnswerKind::Date { lies: lies?, limits, none })
        }
        "hours" => amount(reader, object).map(AnswerKind::Hours),
        "days" => amount(reader, object).map(AnswerKind::Days),
        "money" => amount(reader, object).map(AnswerKind::Money),
        "number" => amount(reader, object).map(AnswerKind::Number),
        _ => one_of(reader, object, "none", &NONE, Outcome::word)
            .map(|none| AnswerKind::Text { none }),
    }
}

fn amount<'a>(reader: &mut Reader<'a>, object: &Object<'a>) -> Option<Amount> {
    let limits = list(reader, object, "limits", limit);
    let none = one_of(reader, object, "none", &NONE, Outcome::word);
    Some(Amount { limits: limits?.unwrap_or_default(), none: none? })
}

fn choice<'a>(reader: &mut Reader<'a>, value: &'a str, _: &str) -> Option<Choice> {
    let object = reader.object(value, "a choice")?;
    reader.only(&object, &["value", "label", "outcome"]);
    let (value, label) = (choice_value(reader, &object), required_words(reader, &object, "label"));
    let outcome = one_of(reader, &object, "outcome", &REPLIES, Outcome::word);
    Some(Choice { value: value?, label: label?, outcome: outcome? })
}

fn many_choice<'a>(reader: &mut Reader<'a>, value: &'a str, _: &str) -> Option<ManyChoice> {
    let object = reader.object(value, "a choice")?;
    reader.only(&object, &["value", "label", "counts"]);
    let (value, label) = (choice_value(reader, &object), required_words(reader, &object, "label"));
    let counts = match object.get("counts") {
        None => Some((Counts::default(), "")),
        Some(counts) => reader.one_of(counts, "counts", &COUNTS, |(_, word)| word),
    };
    Some(ManyChoice { value: value?, label: label?, counts: counts?.0 })
}

/// The word of a choice, as it is typed and kept in the journal.
fn choice_value<'a>(reader: &mut Reader<'a>, object: &Object<'a>) -> Option<String> {
    let value = reader.required(object, "value")?;
    let word = reader.words(value, "value")?;
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
    if word.len() <= 64 && word.chars().all(fits) && !word.starts_with('-') {
        return Some(word);
    }
    reader.report(value, "the 'value' of a choice is 1 to 64 of a-z, 0-9, '_' and '-'");
    None
}

fn limit<'a>(reader: &mut Reader<'a>, value: &'a str, _: &str) -> Option<Limit> {
    let object = reader.object(value, "a limit")?;
    reader.only(&object, &["fails_when", "set_by"]);
    let fails_when =
        reader.required(&object, "fails_when").and_then(|value| fails_when(reader, value));
    let set_by = one_of(reader, &object, "set_by", SetBy::ALL, SetBy::word);
    Some(Limit { fails_when: fails_when?, set_by: set_by? })
}

fn fails_when<'a>(reader: &mut Reader<'a>, value: &'a str) -> Option<FailsWhen> {
    if value.starts_with('"') {
        return reader
            .one_of(value, "fails_when", &WORDS, |(word, _)| word)
            .map(|(_, limit)| limit);
    }
    let object = reader.object(value, "'fails_when'")?;
    reader.only(&object, &["older_than_days", "more_than", "less_than", "before"]);
    let [field] = object.fields.as_slice() else {
        reader.report(value, "'fails_when' holds one limit");
        return None;
    };
    if field.name == "before" {
        let typed = reader.words(field.value, "before")?;
        let day = day::read_date(&typed).map_err(|why| reader.report(field.value, why)).ok()?;
        return Some(FailsWhen::Before(day));
    }
    let (_, limit) = NUMBERS.iter().find(|(name, _)| *name == field.name)?;
    reader.whole(field.value, &field.name, 0).map(limit)
}
