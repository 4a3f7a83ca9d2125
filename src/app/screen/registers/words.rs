//! What each register is for, in sentences, and the fields of a record in words.

use crate::domain::field::FieldKind;
use crate::domain::register::{Record, RegisterKind, Registers, fields};

/// What a register is for, and which questions its records answer.
pub const fn purpose(register: RegisterKind) -> &'static str {
    match register {
        RegisterKind::Agreements => {
            "Contracts, business associate agreements and amendments. They answer whether an agreement is signed and in force, since when, and when somebody last read it."
        }
        RegisterKind::Clauses => {
            "What an agreement says, in its own words, with the page. Clauses answer what was promised: security controls, the hours of a breach notice, audit rights, liability, insurance, termination."
        }
        RegisterKind::Audits => {
            "What was done to check on the vendor: reports, certificates, tests, visits, questionnaires. They answer whether and when it was last checked, by whom, and what became of the findings."
        }
        RegisterKind::Insurance => {
            "The policies that the vendor carries. They answer whether cyber cover is in force, up to which limits, and whether an endorsement names us."
        }
        RegisterKind::Subcontractors => {
            "Those whom the vendor passes our data on to. They answer who they are, whether our patients' data reach them, and whether an agreement is in place with each."
        }
        RegisterKind::Problems => {
            "Weaknesses of the vendor that we learned of. They answer what we knew, since when, and what we did about it."
        }
        RegisterKind::Incidents => {
            "What happened to our data at this vendor, and who knew it when. They start the clocks: who must be told by when, under which rule. Leave empty what is not known yet."
        }
    }
}

/// What it means that a register is known to hold nothing, as it is put to a person and shown afterwards.
pub const fn known_none(register: RegisterKind) -> &'static str {
    match register {
        RegisterKind::Agreements => "There is no agreement with this vendor.",
        RegisterKind::Clauses => "No agreement with this vendor holds a clause to be recorded.",
        RegisterKind::Audits => "No audit of this vendor was performed.",
        RegisterKind::Insurance => "This vendor carries no insurance.",
        RegisterKind::Subcontractors => "This vendor uses no subcontractor.",
        RegisterKind::Problems => "We know of no problem with this vendor.",
        RegisterKind::Incidents => "We know of no incident at this vendor.",
    }
}

/// The fields of a record in words, and the titles of those that are not recorded.
pub fn facts(
    registers: &Registers,
    record: &Record,
) -> (Vec<(&'static str, String)>, Vec<&'static str>) {
    let mut known = Vec::new();
    let mut lacking = Vec::new();
    let shown = record.no.register.fields().iter().filter(|field| field.name != fields::SET_ASIDE);
    for field in shown {
        let agreement = || registers.agreement_of(record);
        let value = match (field.kind, record.value(field.name)) {
            // A record is kept by its id, which says nothing to a reader.
            (FieldKind::Record(_), Some(_)) => Some(agreement().map_or_else(
                || "not on file".to_owned(),
                |agreement| format!("{}, {}", agreement.no, agreement.label()),
            )),
            (_, value) => value.map(|value| field.shown(value)),
        };
        match value {
            Some(value) => known.push((field.title, value)),
            None => lacking.push(field.title),
        }
    }
    known.extend(record.ends.map(|last| ("Last day", last.to_string())));
    (known, lacking)
}
