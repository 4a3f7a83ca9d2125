//! Writing records of registers.

use std::collections::BTreeMap;

use super::{OnFile, doubt_patient_data, optional};
use crate::domain::event::{RecordSet, RegistersNone};
use crate::domain::exhibit::ExhibitNo;
use crate::domain::field::{Field, FieldKind, NONE, TAKEN_AWAY};
use crate::domain::id::{ExhibitId, RecordId};
use crate::domain::register::{Record, RecordNo, RegisterKind};
use crate::domain::request::{RecordRequest, Seen};
use crate::domain::value::Value;
use crate::problem::{Doubt, Problem};

/// Pairs of days of which the second is not before the first.
const ORDERED: [(&str, &str); 5] = [
    ("effective", "expires"),
    ("from", "to"),
    ("retroactive", "to"),
    ("period_from", "period_to"),
    ("learned", "cured"),
];

/// Days on which a record begins.
const BEGINS: [&str; 3] = ["effective", "from", "since"];

impl OnFile<'_> {
    /// A record, new or changed.
    pub(super) fn set_record(&self, request: &RecordRequest) -> Result<RecordSet, Problem> {
        let register = request.register;
        let old = request.record.map(|no| self.record_of(register, no)).transpose()?;
        if let Some(old) = old {
            refuse_if_changed(old, request.seen)?;
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
                .did_you_mean(name, known.iter().map(|field| field.name))
                .next(format!("its fields: {}", names(known))));
            };
            let value = self.read_field(field, typed, &request.sure_of)?;
            if fields.insert(field.name.to_owned(), value).is_some() {
                return Err(Problem::wrong_use(format!("'{}' is given twice", field.name)));
            }
        }
        Ok(fields)
    }

    fn read_field(&self, field: &Field, typed: &str, sure_of: &[Doubt]) -> Result<Value, Problem> {
        let words = optional(field.title, Some(typed))?;
        doubt_patient_data(field.title, words.as_deref(), sure_of)?;
        let Some(words) = words else { return Ok(Value::word(TAKEN_AWAY)) };
        if let FieldKind::Record(register) = field.kind {
            let no: RecordNo = words.parse().map_err(Problem::wrong_use)?;
            let record = self.record_of(register, no)?;
            return Ok(Value::word(record.id.to_string()));
        }
        let value = field.read(&words, self.today).map_err(|refused| {
            let problem = Problem::wrong_use(format!("{}: {}", field.title, refused.why));
            let problem = match refused.nearest {
                Some(nearest) => problem.next(format!("did you mean '{nearest}'?")),
                None => problem,
            };
            problem.next(format!("accepted: {}", refused.accepted))
        })?;
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
        let id = |no: &ExhibitNo| {
            let exhibit = self.dossier.exhibits.get(no).filter(|one| one.withdrawn.is_none());
            exhibit.map(|exhibit| exhibit.id).ok_or_else(|| {
                Problem::wrong_use(format!("there is no exhibit {no} on file of this vendor"))
                    .next("take the file first, then name its number")
            })
        };
        numbers.iter().map(id).collect()
    }

    fn superseded(
        &self,
        request: &RecordRequest,
        old: Option<&Record>,
    ) -> Result<Option<RecordId>, Problem> {
        let Some(no) = request.supersedes else { return Ok(None) };
        let superseded = self.record_of(request.register, no)?;
        if old.is_some_and(|old| old.id == superseded.id) {
            return Err(Problem::wrong_use(format!("{no} cannot supersede itself")));
        }
        let registers = &self.dossier.registers;
        let mut newer =
            registers.of(request.register).filter(|record| record.set_aside().is_none());
        let taken = newer.find(|record| {
            record.supersedes == Some(superseded.id) && old.is_none_or(|old| old.id != record.id)
        });
        if let Some(taken) = taken {
            return Err(Problem::wrong_use(format!("{no} is superseded by {} already", taken.no)));
        }
        let mut earlier = superseded.supersedes;
        while let Some(id) = earlier {
            if old.is_some_and(|old| old.id == id) {
                return Err(Problem::wrong_use(format!(
                    "{no} came after it, so it cannot supersede {no}"
                )));
            }
            earlier =
                registers.get(id).and_then(|record| record.supersedes).filter(|next| *next != id);
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
    for first in BEGINS {
        if let (Some(from), Some(last)) = (date(first), set.ends)
            && last < from
        {
            return Err(Problem::wrong_use(format!(
                "the last day, {last}, is before '{}', {from}",
                title(first)
            ))
            .safe("nothing was recorded")
            .next("look at both days again"));
        }
    }
    for (first, last) in ORDERED {
        if let (Some(from), Some(to)) = (date(first), date(last))
            && to < from
        {
            return Err(Problem::wrong_use(format!(
                "'{}' is {to}, before '{}', {from}",
                title(last),
                title(first)
            ))
            .safe("nothing was recorded")
            .next("look at both days again"));
        }
    }
    Ok(())
}

fn refuse_if_changed(old: &Record, seen: Seen) -> Result<(), Problem> {
    match seen {
        Seen::Shown(event) if event != Some(old.last.event) => Err(Problem::wrong_use(format!(
            "{} was changed by somebody else since it was shown to you",
            old.no
        ))
        .cause(format!(
            "on file now: {}",
            old.facts()
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

fn names(fields: &[Field]) -> String {
    fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ")
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
