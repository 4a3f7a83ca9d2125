//! Setting the facts about a vendor: its name, its tier, the fields of its profile.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{OnFile, doubt_patient_data, not_ahead, optional, vendor_name};
use crate::domain::event::{Change, FieldSet};
use crate::domain::field::{Field, TAKEN_AWAY, field_named};
use crate::domain::request::ProfileRequest;
use crate::domain::value::Value;
use crate::domain::vendor::{LONGEST_FACT, PROFILE, Tier, true_from};
use crate::problem::{Doubt, Problem};

/// The name of what is set, as it stands in the journal, and its value.
type Set = (&'static str, Value);

impl OnFile<'_> {
    /// The facts that are new; at least one is.
    pub(super) fn set_vendor(&self, request: &ProfileRequest) -> Result<Vec<Change>, Problem> {
        let from = not_ahead("from which it is true", request.from, self.today)?;
        let mut named = BTreeSet::new();
        let mut changes = Vec::new();
        let mut standing = Vec::new();
        for (field, typed) in &request.fields {
            let (field, value) = typed_fact(field, typed, self.today, &request.sure_of)?;
            if !named.insert(field) {
                return Err(Problem::wrong_use(format!("'{field}' is given twice")));
            }
            if self.stands(field, &value, from) {
                standing.push(title(field));
            } else {
                changes.push(FieldSet { field: field.to_owned(), value, from }.into());
            }
        }
        if changes.is_empty() {
            return Err(Problem::wrong_use(format!(
                "nothing would change: {} on file as you typed {}",
                match standing.as_slice() {
                    [one] => format!("'{one}' is"),
                    several => format!("'{}' are", several.join("', '")),
                },
                if standing.len() == 1 { "it" } else { "them" }
            ))
            .safe("nothing was recorded"));
        }
        Ok(changes)
    }

    /// Whether that value is on file already. A day from which it is true that was not said before, or was another, is news.
    fn stands(&self, field: &str, value: &Value, from: Option<Date>) -> bool {
        let dossier = self.dossier;
        let now = match field {
            "name" => Value::word(&dossier.name),
            "tier" => Value::word(dossier.tier.map_or(TAKEN_AWAY, Tier::word)),
            field => dossier.profile.get(field).cloned().unwrap_or_else(|| Value::word(TAKEN_AWAY)),
        };
        let same_day = || from.is_none() || from == true_from(dossier, field, value);
        now == *value && same_day()
    }
}

/// Reads one fact about a vendor as it was typed.
///
/// # Errors
/// There is no such fact; what was typed has no reading, holds what may not be recorded, or seems to hold a patient's data and nobody
/// said that it does not.
pub(in crate::desk) fn typed_fact(
    field: &str,
    typed: &str,
    today: Date,
    sure_of: &[Doubt],
) -> Result<Set, Problem> {
    match field.trim().to_lowercase().as_str() {
        "name" => Ok(("name", Value::Word(vendor_name(typed)?))),
        "tier" => Ok(("tier", tier(typed)?)),
        _ => {
            let field = field_named(PROFILE, field).ok_or_else(|| no_such_field(field))?;
            Ok((field.name, fact(field, typed, today, sure_of)?))
        }
    }
}

fn tier(typed: &str) -> Result<Value, Problem> {
    if typed.trim().is_empty() {
        return Ok(Value::word(TAKEN_AWAY));
    }
    let tier = Tier::of_word(typed).ok_or_else(|| {
        Problem::wrong_use(format!("'{typed}' is not a tier"))
            .did_you_mean(typed, Tier::ALL.map(Tier::word))
            .next("use critical, high, medium or low; nothing makes it untiered")
    })?;
    Ok(Value::word(tier.word()))
}

fn fact(field: &Field, typed: &str, today: Date, sure_of: &[Doubt]) -> Result<Value, Problem> {
    let words = optional(field.title, Some(typed))?;
    doubt_patient_data(field.title, words.as_deref(), sure_of)?;
    let Some(words) = words else { return Ok(Value::word(TAKEN_AWAY)) };
    if words.len() > LONGEST_FACT {
        return Err(Problem::wrong_use(format!(
            "{} has {} bytes; at most {LONGEST_FACT} are kept",
            field.title,
            words.len()
        ))
        .next("say it in fewer words, and attach the long text as an exhibit"));
    }
    let value = field.read(&words, today).map_err(|refused| {
        refused.problem(field.title).next(format!("accepted: {}", refused.accepted))
    })?;
    Ok(value.unwrap_or_else(|| Value::word(TAKEN_AWAY)))
}

fn no_such_field(typed: &str) -> Problem {
    let names = || ["name", "tier"].into_iter().chain(PROFILE.iter().map(|field| field.name));
    Problem::wrong_use(format!("a vendor has no field '{typed}' that can be set"))
        .did_you_mean(typed, names())
        .next(format!("the fields are {}", names().collect::<Vec<_>>().join(", ")))
}

fn title(field: &str) -> &str {
    PROFILE.iter().find(|known| known.name == field).map_or(field, |known| known.title)
}
