//! Records of registers in words: what was recorded, or field by field what it was and what it is.

use super::words::Told;
use crate::domain::dossier::Dossier;
use crate::domain::event::{RecordSet, RegistersNone};
use crate::domain::field::TAKEN_AWAY;
use crate::domain::id::ExhibitId;
use crate::domain::register::fields::SET_ASIDE;
use crate::domain::register::{Record, RecordNo, RegisterKind};
use crate::domain::value::Value;

/// A record written, against what was on file before it.
pub(super) fn written(set: &RecordSet, before: &Dossier) -> Told {
    let Some(no) = before.registers.number_of(set) else {
        return Told::what(format!("Record in the register '{}'", set.register));
    };
    match before.registers.get(set.record) {
        None => recorded(no, set, before),
        Some(old) => changed(old, set, before),
    }
}

/// That a register holds nothing.
pub(super) fn none(none: &RegistersNone) -> Told {
    let title = RegisterKind::of_word(&none.register).map(RegisterKind::title);
    Told::what(format!("None in {}", title.unwrap_or(&none.register)))
}

fn recorded(no: RecordNo, set: &RecordSet, before: &Dossier) -> Told {
    let registers = &before.registers;
    let said = in_order(no.register, set).filter(|(name, value)| {
        !no.register.label_fields().contains(name) && **value != Value::word(TAKEN_AWAY)
    });
    let said = said.map(|(name, value)| {
        format!("{}: {}", title(no.register, name), registers.shown(no.register, name, value))
    });
    let label = std::iter::once(no.register.label(&set.fields));
    let rests_on =
        (!set.exhibits.is_empty()).then(|| format!("rests on {}", numbers(&set.exhibits, before)));
    let beside = set.supersedes.map(|old| format!("supersedes {}", number(before, Some(old))));
    let ends = set.ends.map(|last| format!("ends {last}"));
    let all: Vec<String> = label.chain(said).chain(beside).chain(ends).chain(rests_on).collect();
    Told::what(format!("{no} recorded")).is(all.join("; "))
}

/// One thing that changed: what it is called, what it was, what it is.
type Difference = (String, String, String);

fn changed(old: &Record, set: &RecordSet, before: &Dossier) -> Told {
    let (no, register) = (old.no, old.no.register);
    if let Some(Value::Word(reason)) = set.fields.get(SET_ASIDE)
        && set.fields.len() == 1
        && old.set_aside().is_none()
    {
        return Told::what(format!("{no} set aside")).is(reason);
    }
    let shown = |name: &str, value: Option<&Value>| match value {
        Some(value) if *value != Value::word(TAKEN_AWAY) => {
            before.registers.shown(register, name, value)
        }
        _ => "not recorded".to_owned(),
    };
    let fields = in_order(register, set).map(|(name, value)| {
        (title(register, name).to_owned(), shown(name, old.value(name)), shown(name, Some(value)))
    });
    let all: Vec<Difference> = fields.chain(beside(old, set, before)).collect();
    let mut differences = all.into_iter().filter(|(_, was, is)| was != is);
    match (differences.next(), differences.next()) {
        (None, _) => Told::what(format!("{no} recorded again, as before")),
        (Some((title, was, is)), None) => {
            Told::what(format!("{no} changed, {title}")).was(Some(was)).is(is)
        }
        (Some(first), Some(second)) => {
            let all: Vec<Difference> = [first, second].into_iter().chain(differences).collect();
            let told = |which: fn(&Difference) -> &str| {
                all.iter()
                    .map(|one| format!("{} {}", one.0, which(one)))
                    .collect::<Vec<_>>()
                    .join("; ")
            };
            Told::what(format!("{no} changed")).was(Some(told(|one| &one.1))).is(told(|one| &one.2))
        }
    }
}

/// The fields that an event sets, in the register's order; those that this program does not know come last.
fn in_order(register: RegisterKind, set: &RecordSet) -> impl Iterator<Item = (&str, &Value)> {
    let known = register.fields().iter().map(|field| field.name);
    let foreign = set.fields.keys().map(String::as_str);
    let foreign = foreign.filter(move |name| register.field(name).is_none());
    known.chain(foreign).filter_map(|name| Some((name, set.fields.get(name)?)))
}

/// What is recorded beside the fields.
fn beside(old: &Record, set: &RecordSet, before: &Dossier) -> [Difference; 3] {
    let last = |day: Option<jiff::civil::Date>| {
        day.map_or_else(|| "not recorded".to_owned(), |day| day.to_string())
    };
    [
        (
            "Supersedes".to_owned(),
            number(before, old.supersedes),
            number(before, set.supersedes.or(old.supersedes)),
        ),
        ("Ends".to_owned(), last(old.ends), last(set.ends.or(old.ends))),
        ("Exhibits".to_owned(), numbers(&old.exhibits, before), numbers(&set.exhibits, before)),
    ]
}

fn title(register: RegisterKind, name: &str) -> &str {
    register.field(name).map_or(name, |field| field.title)
}

fn number(before: &Dossier, record: Option<crate::domain::id::RecordId>) -> String {
    let found = record.and_then(|id| before.registers.get(id));
    found.map_or_else(|| "none".to_owned(), |record| record.no.to_string())
}

fn numbers(exhibits: &[ExhibitId], before: &Dossier) -> String {
    let all: Vec<String> = exhibits
        .iter()
        .map(|id| {
            before.exhibit(*id).map_or_else(|| "an exhibit".to_owned(), |one| one.no.to_string())
        })
        .collect();
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}
