//! Payloads about registers, incidents and inquiries.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::id::{Digest, EventId, ExhibitId, InquiryId, QuestionId, RecordId};
use crate::domain::value::Value;

/// A record of a register, or an incident, was written: a field that is there replaces the old one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordSet {
    /// The register: `agreements`, `clauses`, `audits`, `insurance`, `subcontractors`, `incidents`, `problems`.
    pub register: String,
    /// The record.
    pub record: RecordId,
    /// Its fields by name.
    #[serde(deserialize_with = "named_once")]
    pub fields: BTreeMap<String, Value>,
    /// The exhibits it rests on.
    #[serde(default)]
    pub exhibits: Vec<ExhibitId>,
    /// The record that it supersedes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<RecordId>,
    /// The day on which it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Date>,
}

/// A register is known to hold nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistersNone {
    /// The register.
    pub register: String,
}

/// A notice was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockSent {
    /// The incident.
    pub incident: RecordId,
    /// The clock's id.
    pub clock: String,
    /// The day of sending.
    pub on: Date,
    /// The proof.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<ExhibitId>,
}

/// A regulator's inquiry was opened or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InquirySet {
    /// The inquiry.
    pub inquiry: InquiryId,
    /// Who asks.
    pub from: String,
    /// The day on which the letter came.
    pub received: Date,
    /// The day by which they want the answer.
    pub due: Date,
    /// Their own number for the matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<ExhibitId>,
    /// The day on which the matter was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Date>,
    /// Why the due day was moved, or anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One numbered request of an inquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestSet {
    /// The inquiry.
    pub inquiry: InquiryId,
    /// The letter's own number for the request.
    pub number: String,
    /// What is asked for.
    pub text: String,
    /// The questions that answer it.
    #[serde(default)]
    pub questions: Vec<QuestionId>,
    /// The exhibits that answer it.
    #[serde(default)]
    pub exhibits: Vec<ExhibitId>,
    /// Why nothing answers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absence: Option<String>,
}

/// Something was handed to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    /// The inquiry, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inquiry: Option<InquiryId>,
    /// To whom.
    pub to: String,
    /// The day.
    pub on: Date,
    /// The edition: `produced` or `internal`.
    pub edition: String,
    /// The digest of what was handed over.
    pub sha256: Digest,
    /// The event of the report that was handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<EventId>,
    /// The exhibits that went with it.
    #[serde(default)]
    pub exhibits: Vec<ExhibitId>,
}

/// Reads fields of which none is named twice: two readers could else read two records from one line.
fn named_once<'de, D: Deserializer<'de>>(line: D) -> Result<BTreeMap<String, Value>, D::Error> {
    struct Fields;

    impl<'de> serde::de::Visitor<'de> for Fields {
        type Value = BTreeMap<String, Value>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("fields by name")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(
            self,
            mut map: A,
        ) -> Result<Self::Value, A::Error> {
            let mut fields = BTreeMap::new();
            while let Some((name, value)) = map.next_entry::<String, Value>()? {
                if fields.contains_key(&name) {
                    return Err(serde::de::Error::custom(format!("duplicate field `{name}`")));
                }
                fields.insert(name, value);
            }
            Ok(fields)
        }
    }

    line.deserialize_map(Fields)
}
