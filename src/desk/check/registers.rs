//! Writing records of registers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{OnFile, doubt_patient_data, optional};
use crate::domain::event::{RecordSet, RegistersNone};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::field::{Field, FieldKind, NONE, TAKEN_AWAY};
use crate::domain::id::{ExhibitId, RecordId};
use crate::domain::register::{BESIDE, Record, RecordNo, RegisterKind, Registers};
use crate::domain::request::{RecordRequest, Seen};
use crate::domain::value::Value;
use crate::problem::{Doubt, Problem};

/// Pairs of days of which the second is not before the first.
const ORDERED: [(&str, &str); 5] = [
    ("effective", "expires"),
    ("retroactive", "to"),
    ("period_from", "period_to"),
    ("learned", "cured"),
    ("occurred_from", "occurred_to"),
];

impl OnFile<'_> {
    /// A record, new or changed.
    pub(super) fn set_record(&self, request: &RecordRequest) -> Result<RecordSet, Problem> {
        let register = request.register;
        let old = request.record.map(|no| self.record_of(register, no)).transpose()?;
        if let Some(old) = old {
            refuse_if_changed(old, request.seen, &self.dossier.registers)?;
        }
        let fields = self.read_fields(request)?;
        let set = RecordSet {
            register: register.word().to_owned(),
            record: old.map_or_else(|| RecordId(self.now.new_id()), |old| old.id),
            exhibits: self.exhibits_of(request, old)?,
            supersedes: self.superseded(request, old)?,
            ends: request.ends,
            fields,
        };
        refuse_unfit(register, old, &set)?;
        if old.is_some_and(|old| changes_nothing(old, &set)) {
            return Err(Problem::wrong_use(format!(
                "nothing would change: {} says that already",
                old.map_or_else(String::new, |old| old.no.to_string())
            )));
        }
        Ok(set)
    }

    /// A register that is known to hold nothing.
    pub(super) fn no_records(&self, register: RegisterKind) -> Result<RegistersNone, Problem> {
        let registers = &self.dossier.registers;
        let standing = registers.of(register).find(|record| record.set_aside().is_none());
        if let Some(record) = standing {
            return Err(Problem::wrong_use(format!(
                "there is a record in {}: {}, {}",
                register.title(),
                record.no,
                record.label()
            ))
            .safe("nothing was recorded")
            .next("if it was recorded by mistake, set it aside with a reason first"));
        }
        if registers.known_empty(register).is_some() {
            return Err(Problem::wrong_use(format!(
                "it is on file already that there are none in {}",
                register.title()
            )));
        }
        Ok(RegistersNone { register: register.word().to_owned() })
    }

    fn record_of(&self, register: RegisterKind, no: RecordNo) -> Result<&Record, Problem> {
        let registers = &self.dossier.registers;
        let found = registers.numbered(no).filter(|_| no.register == register);
        found.ok_or_else(|| {
            let known: Vec<String> =
                registers.of(register).map(|record| record.no.to_string()).collect();
            let problem = Problem::wrong_use(format!("there is no {no} in {}", register.title()));
            if known.is_empty() {
                problem.next(format!("nothing is recorded in {} yet", register.title()))
            } else {
                problem.next(format!("these are there: {}", known.join(", ")))
            }
        })
    }

    fn read_fields(&self, request: &RecordRequest) -> Result<BTreeMap<String, Value>, Problem> {
        let mut fields = BTreeMap::new();
        for (name, typed) in &request.fields {
            let known = request.register.fields();
            let Some(field) = request.register.field(name) else {
                return Err(Problem::wrong_use(format!(
                    "{} {} has no field '{name}'",
                    article(request.register.one()),
                    request.register.one()
                ))
                .did_you_mean(name, names(known))
                .next(format!("its fields: {}", names(known).collect::<Vec<_>>().join(", "))));
            };
            let value = self.read_field(request.register, field, typed, &request.sure_of)?;
            if fields.insert(field.name.to_owned(), value).is_some() {
                return Err(Problem::wrong_use(format!("'{}' is given twice", field.name)));
            }
        }
        Ok(fields)
    }

    fn read_field(
        &self,
        register: RegisterKind,
        field: &Field,
        typed: &str,
        sure_of: &[Doubt],
    ) -> Result<Value, Problem> {
        let what = format!("field '{}'", field.title);
        let words = optional(&what, Some(typed))?;
        doubt_patient_data(&what, words.as_deref(), sure_of)?;
        let Some(words) = words else { return Ok(Value::word(TAKEN_AWAY)) };
        if let FieldKind::Record(of) = field.kind {
            let no: RecordNo = words.parse().map_err(Problem::wrong_use)?;
            let record = self.record_of(of, no)?;
            refuse_set_aside(record)?;
            return Ok(Value::word(record.id.to_string()));
        }
        let value = field.read(&words, self.today).map_err(|refused| {
            refused.problem(field.title).next(format!("accepted: {}", refused.accepted))
        })?;
        let is_day = matches!(field.kind, FieldKind::Date(_));
        if is_day && register.required().contains(&field.name) && value == Some(Value::word(NONE)) {
            return Err(Problem::wrong_use(format!("{}: it must be a day", field.title))
                .safe("nothing was recorded")
                .next(format!("accepted: {}", register.accepted(field))));
        }
        Ok(value.unwrap_or_else(|| Value::word(TAKEN_AWAY)))
    }

    fn exhibits_of(
        &self,
        request: &RecordRequest,
        old: Option<&Record>,
    ) -> Result<Vec<ExhibitId>, Problem> {
        let Some(numbers) = &request.exhibits else {
            return Ok(old.map_or_else(Vec::new, |old| old.exhibits.clone()));
        };
        // Named twice is named once.
        let mut seen = BTreeSet::new();
        let once = numbers.iter().filter(|no| seen.insert(**no));
        once.map(|no| self.exhibit_on_file(*no)).collect()
    }

    /// The exhibit of that number, where it is not withdrawn.
    pub(super) fn exhibit_on_file(&self, no: ExhibitNo) -> Result<ExhibitId, Problem> {
        let exhibit = self.dossier.exhibits.get(&no).filter(|one| one.withdrawn.is_none());
        exhibit.map(|exhibit| exhibit.id).ok_or_else(|| {
            Problem::wrong_use(format!("there is no exhibit {no} on file of this vendor"))
                .next("take the file first, then name its number")
        })
    }

    fn superseded(
        &self,
        request: &RecordRequest,
        old: Option<&Record>,
    ) -> Result<Option<RecordId>, Problem> {
        let Some(no) = request.supersedes else { return Ok(None) };
        if request.register == RegisterKind::Incidents {
            return Err(Problem::wrong_use("an incident is changed, not superseded")
                .safe("nothing was recorded; what was answered about it stays with it")
                .next(format!(
                    "change it: proofbook register set {} incident {no} FIELD=VALUE",
                    self.dossier.slug
                ))
                .next("or set it aside, if it was recorded by mistake"));
        }
        let superseded = self.record_of(request.register, no)?;
        if old.is_some_and(|old| old.id == superseded.id) {
            return Err(Problem::wrong_use(format!("{no} cannot supersede itself")));
        }
        refuse_set_aside(superseded)?;
        let registers = &self.dossier.registers;
        let mut newer =
            registers.of(request.register).filter(|record| record.set_aside().is_none());
        let taken = newer.find(|record| {
            record.supersedes == Some(superseded.id) && old.is_none_or(|old| old.id != record.id)
        });
        if let Some(taken) = taken {
            return Err(Problem::wrong_use(format!("{no} is superseded by {} already", taken.no)));
        }
        if old.is_some_and(|old| registers.comes_after(superseded, old)) {
            return Err(Problem::wrong_use(format!(
                "{no} came after it, so it cannot supersede {no}"
            )));
        }
        Ok(Some(superseded.id))
    }
}

/// Whether the record would stand as it does.
fn changes_nothing(old: &Record, set: &RecordSet) -> bool {
    let same = |(name, value): (&String, &Value)| match old.value(name) {
        Some(now) => now == value,
        None => *value == Value::word(TAKEN_AWAY),
    };
    set.fields.iter().all(same)
        && set.exhibits == old.exhibits
        && (set.supersedes.is_none() || set.supersedes == old.supersedes)
        && (set.ends.is_none() || set.ends == old.ends)
}

/// Refuses a record without what it must say, or whose days run backwards.
fn refuse_unfit(
    register: RegisterKind,
    old: Option<&Record>,
    set: &RecordSet,
) -> Result<(), Problem> {
    let taken_away = Value::word(TAKEN_AWAY);
    let value = |name: &str| {
        let new = set.fields.get(name);
        new.or_else(|| old.and_then(|old| old.value(name))).filter(|value| **value != taken_away)
    };
    // "None" is no day: a record that needs one says nothing without it.
    let none = Value::word(NONE);
    let said = |name: &str| value(name).filter(|value| **value != none);
    let lacking: Vec<String> = register
        .required()
        .iter()
        .filter(|name| said(name).is_none())
        .filter_map(|name| register.field(name))
        .map(|field| format!("{} ({})", field.title, field.name))
        .collect();
    if !lacking.is_empty() {
        return Err(Problem::wrong_use(format!(
            "{} {} is not recorded without: {}",
            article(register.one()),
            register.one(),
            lacking.join(", ")
        ))
        .safe("nothing was recorded"));
    }
    let date = |name: &str| value(name).and_then(Value::date);
    let title = |name| register.field(name).map_or(name, |field| field.title);
    for (first, last) in ORDERED {
        if let (Some(from), Some(to)) = (date(first), date(last))
            && to < from
        {
            return Err(backwards(title(last), to, title(first), from));
        }
    }
    // A policy's `to` is the first day without cover (rule R4): one that ends on the day it begins would insure no day.
    if let (Some(from), Some(to)) = (date("from"), date("to"))
        && to <= from
    {
        return Err(if to < from {
            backwards(title("to"), to, title("from"), from)
        } else {
            Problem::wrong_use(format!(
                "'{}' is {to}, as '{}' is: the policy would cover no day",
                title("to"),
                title("from")
            ))
            .safe("nothing was recorded")
            .next("name the first day without cover")
        });
    }
    let ends = set.ends.or_else(|| old.and_then(|old| old.ends));
    if let (Some(ends), Some(start)) = (ends, register.starts_with())
        && let Some(begun) = date(start).filter(|begun| ends < *begun)
    {
        return Err(Problem::wrong_use(format!(
            "the last day, {ends}, is before '{}', {begun}",
            title(start)
        ))
        .safe("nothing was recorded")
        .next("look at both days again"));
    }
    Ok(())
}

fn backwards(later: &str, to: Date, earlier: &str, from: Date) -> Problem {
    Problem::wrong_use(format!("'{later}' is {to}, before '{earlier}', {from}"))
        .safe("nothing was recorded")
        .next("look at both days again")
}

fn refuse_set_aside(record: &Record) -> Result<(), Problem> {
    match record.set_aside() {
        Some(reason) => Err(Problem::wrong_use(format!("{} is set aside: {reason}", record.no))
            .safe("nothing was recorded")
            .next("name another, or take the reason away first, by leaving 'set_aside' empty")),
        None => Ok(()),
    }
}

fn refuse_if_changed(old: &Record, seen: Seen, registers: &Registers) -> Result<(), Problem> {
    match seen {
        Seen::Shown(event) if event != Some(old.last.event) => Err(Problem::wrong_use(format!(
            "{} was changed by somebody else since it was shown to you",
            old.no
        ))
        .cause(format!(
            "on file now: {}",
            registers
                .facts(old)
                .iter()
                .map(|(name, value)| format!("{name}: {value}"))
                .collect::<Vec<_>>()
                .join("; ")
        ))
        .safe("their record is on file; yours was not recorded and is still on the screen")
        .next("look at the record that is on file now, then change it if yours should stand")),
        _ => Ok(()),
    }
}

/// Everything that may be typed of a record.
fn names(fields: &'static [Field]) -> impl Iterator<Item = &'static str> {
    fields.iter().map(|field| field.name).chain(BESIDE.map(|(name, ..)| name))
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
