//! Rules on records that read what no record holds, or propose what the question does not take.

use jiff::civil::Date;

use crate::domain::field::{Field, FieldKind, field_named};
use crate::domain::proposal::{Matching, NAMES_US, NOT_RECORDED, RECORDED, RecordRule};
use crate::domain::question::{AnswerKind, Scope};
use crate::domain::register::RegisterKind;
use crate::domain::vendor::PROFILE;
use crate::questionnaires::Finding;
use crate::questionnaires::parse::{Asked, Sources};

/// Checks the rule of every question that has one.
pub(super) fn check(sources: &Sources, findings: &mut Vec<Finding>) {
    for asked in &sources.questions {
        if let Some(rule) = &asked.question.records {
            for problem in problems(asked, rule) {
                findings.push(Finding::error(asked.at("records"), problem));
            }
        }
    }
}

fn problems(asked: &Asked, rule: &RecordRule) -> Vec<String> {
    let (kind, register) = (&asked.question.kind, rule.register());
    let mut problems = Vec::new();
    if asked.question.scope != Scope::Vendor {
        problems.push("only a question about the vendor is answered from its registers".to_owned());
    }
    match rule {
        RecordRule::Latest { field, matching, otherwise, .. } => {
            problems.extend(wanted(register, matching));
            problems.extend(otherwise.iter().filter_map(|word| not_taken(kind, word)));
            let is_day = held(register, field).map(|held| matches!(held.kind, FieldKind::Date(_)));
            problems.extend(must_be(is_day, register, field, "a day"));
            problems.extend(must_ask(kind, matches!(kind, AnswerKind::Date { .. }), "a day"));
        }
        RecordRule::Value { field, matching, .. } => {
            problems.extend(wanted(register, matching));
            let fits = held(register, field).map(|held| same_sort(held, kind));
            problems.extend(must_be(
                fits,
                register,
                field,
                &format!("what {} asks for", kind.word()),
            ));
        }
        RecordRule::Cases { cases, otherwise, newest_by, .. } => {
            if let Some(field) = newest_by {
                let is_day =
                    held(register, field).map(|held| matches!(held.kind, FieldKind::Date(_)));
                problems.extend(must_be(is_day, register, field, "a day"));
            }
            problems.extend(cases.iter().flat_map(|case| wanted(register, &case.matching)));
            let values = cases.iter().filter_map(|case| case.value.as_ref()).chain(otherwise);
            problems.extend(values.filter_map(|word| not_taken(kind, word)));
            for within in cases.iter().filter_map(|case| case.within.as_ref()) {
                let is_day = held(register, &within.field)
                    .map(|held| matches!(held.kind, FieldKind::Date(_)));
                problems.extend(must_be(is_day, register, &within.field, "a day"));
            }
        }
        RecordRule::Every { matching, has, .. } => {
            problems.extend(wanted(register, matching).into_iter().chain(wanted(register, has)));
            problems.extend(must_ask(kind, is_yes_no(kind), "yes or no"));
        }
        RecordRule::HeldOn { matching, profile, .. } => {
            problems.extend(wanted(register, matching));
            problems.extend(must_ask(kind, is_yes_no(kind), "yes or no"));
            let is_day = field_named(PROFILE, profile)
                .is_some_and(|field| matches!(field.kind, FieldKind::Date(_)));
            if !is_day {
                problems.push(format!("'{profile}' is no day in the vendor's profile"));
            }
        }
        RecordRule::List { .. } => {
            problems.extend(must_ask(kind, matches!(kind, AnswerKind::Text { .. }), "words"));
        }
    }
    problems
}

/// A field that a record of the register holds, by its exact name.
fn held(register: RegisterKind, name: &str) -> Option<&'static Field> {
    register.fields().iter().find(|field| field.name == name)
}

fn must_be(fits: Option<bool>, register: RegisterKind, field: &str, what: &str) -> Option<String> {
    match fits {
        Some(true) => None,
        Some(false) => Some(format!("'{field}' of {} is not {what}", register.word())),
        None => Some(format!("a record in {} has no field '{field}'", register.word())),
    }
}

fn must_ask(kind: &AnswerKind, fits: bool, what: &str) -> Option<String> {
    (!fits).then(|| {
        format!("this rule answers with {what}, and the question is of kind {}", kind.word())
    })
}

const fn is_yes_no(kind: &AnswerKind) -> bool {
    matches!(kind, AnswerKind::YesNoPartial { .. })
}

/// Whether what a field holds is a reply of this kind as it stands.
fn same_sort(field: &Field, kind: &AnswerKind) -> bool {
    match (field.kind, kind) {
        (FieldKind::Date(_), AnswerKind::Date { .. })
        | (FieldKind::Hours, AnswerKind::Hours(_))
        | (FieldKind::Days, AnswerKind::Days(_))
        | (FieldKind::Money, AnswerKind::Money(_))
        | (FieldKind::Text, AnswerKind::Text { .. }) => true,
        (FieldKind::One(words), AnswerKind::Choice { .. }) => {
            let taken = kind.choices();
            words.iter().all(|(word, _)| taken.iter().any(|(value, _)| value == word))
        }
        _ => false,
    }
}

/// What a rule asks of records and no record can say.
fn wanted(register: RegisterKind, matching: &Matching) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, words) in matching {
        let known: Vec<&str> = match held(register, name).map(|field| field.kind) {
            Some(FieldKind::One(words)) => {
                words.iter().map(|(word, _)| *word).chain([NOT_RECORDED]).collect()
            }
            Some(FieldKind::Date(_)) => vec![RECORDED, NOT_RECORDED],
            None if name == NAMES_US && register == RegisterKind::Insurance => vec!["yes", "no"],
            Some(_) => {
                problems.push(format!("'{name}' of {} is not one of a few words", register.word()));
                continue;
            }
            None => {
                problems.push(format!("a record in {} has no field '{name}'", register.word()));
                continue;
            }
        };
        let unknown = words.iter().filter(|word| !known.contains(&word.as_str()));
        problems.extend(unknown.map(|word| {
            format!(
                "'{name}' of {} is never '{word}'; it is one of {}",
                register.word(),
                known.join(", ")
            )
        }));
    }
    problems
}

/// A reply that the question does not take.
fn not_taken(kind: &AnswerKind, word: &str) -> Option<String> {
    let refused = kind.read(word, Date::MAX).err()?;
    Some(format!("the question does not take '{word}': {}", refused.why))
}
