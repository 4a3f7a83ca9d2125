//! Whether a rule asks for a notice of an incident: its conditions, one by one, and what each unknown fact does (rules, section 15).

use std::collections::BTreeMap;

use super::{Engine, Found};
use crate::domain::clock::incident::{Incident, Number};
use crate::domain::clock::rule::{ClockRule, Trigger};
use crate::domain::clock::step::{Assumed, Missing, NotRunning};
use crate::domain::field::NONE;
use crate::domain::value::Value;

/// How many people an incident reached, in all and by state.
pub(super) struct People {
    all: Number,
    of_any_state: Number,
    by_state: Option<BTreeMap<String, Number>>,
}

impl People {
    pub(super) fn of(incident: &Incident<'_>) -> Self {
        Self {
            all: incident.people(),
            of_any_state: incident.residents_of_any_state(),
            by_state: incident.residents_by_state(),
        }
    }
}

impl Engine<'_, '_> {
    /// Whether a rule asks for anything, and for which thresholds that waits.
    pub(super) fn runs(
        &self,
        rule: &ClockRule,
        found: &mut Found,
    ) -> Result<Vec<Missing>, NotRunning> {
        if let Some((start, _)) = self.incident.start(rule.start) {
            if let Some(from) = rule.valid_from.filter(|from| start.day < *from) {
                return Err(NotRunning::NotYetInForce(from));
            }
            if let Some(to) = rule.valid_to.filter(|to| start.day > *to) {
                return Err(NotRunning::NoLongerInForce(to));
            }
        }
        let mut missing = Vec::new();
        for trigger in &rule.when {
            missing.extend(self.holds(trigger, found)?);
        }
        Ok(missing)
    }

    /// Whether a condition holds: nothing is missing, or the threshold that is not known; else why not.
    fn holds(&self, trigger: &Trigger, found: &mut Found) -> Result<Option<Missing>, NotRunning> {
        let reached = |reached: Option<bool>, missing: Missing, why: NotRunning| match reached {
            Some(true) => Ok(None),
            Some(false) => Err(why),
            None => Ok(Some(missing)),
        };
        match trigger {
            Trigger::People { at_least, below } => {
                let people = self.people.all;
                let number = people.at_least;
                let why = NotRunning::People { number, at_least: *at_least, below: *below };
                let under =
                    below.map_or(Some(true), |below| people.reaches(below).map(|over| !over));
                let both = match (people.reaches(*at_least), under) {
                    (Some(false), _) | (_, Some(false)) => Some(false),
                    (Some(true), Some(true)) => Some(true),
                    _ => None,
                };
                reached(both, Missing::People, why)
            }
            Trigger::Residents { state, at_least } => match &self.people.by_state {
                None => Ok(Some(Missing::ResidentsByState)),
                Some(by_state) => {
                    let nobody = Number::exactly(0);
                    let residents = by_state.get(state).copied().unwrap_or(nobody);
                    let (state, number) = (state.clone(), residents.at_least);
                    let missing = Missing::Residents(state.clone());
                    let why = NotRunning::Residents { state, number, at_least: *at_least };
                    reached(residents.reaches(*at_least), missing, why)
                }
            },
            Trigger::ResidentsOfAnyState { at_least } => {
                // Where all of them are fewer, so are those of any state.
                let all = self.people.all.reaches(*at_least).filter(|reaches| !reaches);
                let most = self.people.of_any_state;
                let (number, at_least) = (most.at_least, *at_least);
                let why = NotRunning::ResidentsOfAnyState { number, at_least };
                reached(all.or_else(|| most.reaches(at_least)), Missing::ResidentsByState, why)
            }
            other => self.applies(other, found).map(|()| None),
        }
    }

    /// Whether a condition holds that could only free us: not recorded, it does (rules, section 15).
    fn applies(&self, trigger: &Trigger, found: &mut Found) -> Result<(), NotRunning> {
        let incident = self.incident;
        match trigger {
            Trigger::DataBeyond(not_covered) => match incident.data() {
                None => found.assume(Assumed::Data),
                Some(data) if data.iter().all(|kind| not_covered.iter().any(|one| one == kind)) => {
                    return Err(NotRunning::Data);
                }
                Some(_) => {}
            },
            Trigger::DataAny(covered) => match incident.data() {
                None => found.assume(Assumed::Data),
                Some(data) if covered.iter().any(|kind| data.contains(kind.as_str())) => {}
                Some(_) => return Err(NotRunning::Data),
            },
            Trigger::Incident { field, is } => {
                let says = match field.as_str() {
                    "acting_as" => incident.acting_as(),
                    field => incident.word(field),
                };
                match says {
                    None => found.assume(Assumed::Incident(field.clone())),
                    Some(says) if is.iter().any(|word| word == says) => {}
                    Some(says) => {
                        let (field, says) = (field.clone(), says.to_owned());
                        return Err(NotRunning::Incident { field, says });
                    }
                }
            }
            Trigger::Organization { fact, is } => match incident.organization.fields.get(fact) {
                None => found.assume(Assumed::Organization(fact.clone())),
                Some(value) if has_any(value, is) => {}
                Some(_) => return Err(NotRunning::Organization { fact: fact.clone() }),
            },
            Trigger::Presumed => match incident.assessed() {
                None if incident.word("risk_outcome").is_some() => {
                    found.assume(Assumed::FactorsMissing);
                }
                None => found.assume(Assumed::Presumed),
                Some("notify") => {}
                Some(outcome) => return Err(NotRunning::Assessed(outcome.to_owned())),
            },
            Trigger::NotDeemed { state } => {
                if incident.relies_on_hipaa_in(state) {
                    return Err(NotRunning::Deemed(state.clone()));
                }
                found.assume(Assumed::NotDeemed(state.clone()));
            }
            Trigger::People { .. }
            | Trigger::Residents { .. }
            | Trigger::ResidentsOfAnyState { .. } => {}
        }
        Ok(())
    }
}

/// Whether a fact of the profile has one of these words; where it says that there is none, it has no other.
fn has_any(value: &Value, words: &[String]) -> bool {
    match value {
        Value::Word(word) => words.contains(word),
        Value::Words(many) => many.iter().any(|word| word != NONE && words.contains(word)),
        _ => false,
    }
}
