//! A few made rules of clocks, and the incident of which the press reported in March 2026.

use proofbook::domain::clock::rule::{ClockRule, Jurisdiction, Rules};
use proofbook::domain::event::{Change, RecordSet};
use proofbook::domain::id::RecordId;
use proofbook::domain::register::RegisterKind;
use proofbook::domain::vendor::Tier;
use uuid::Uuid;

use super::FakeWorld;

const CLOCKS: &str = r#"[
{"id": "us.hipaa.vendor", "title": "HIPAA: vendor to us", "owes": "vendor", "recipient": "owner", "to": "us", "citation": "45 CFR 164.410(b)",
 "text": "A business associate tells the covered entity without unreasonable delay and no later than 60 calendar days after discovery.",
 "basis": "in_force", "verified": "checked", "start": "vendor_discovered", "within": {"days": 60}, "met_by": "vendor_told_us"},
{"id": "us.hipaa.individuals", "title": "HIPAA: individuals", "owes": "us", "recipient": "individuals", "to": "each individual", "citation": "45 CFR 164.404(b)",
 "text": "Tell each individual without unreasonable delay and in no case later than 60 calendar days after discovery.",
 "basis": "in_force", "verified": "checked", "start": "our_discovery", "within": {"days": 60}, "when": ["presumed"], "delay": "law_enforcement"},
{"id": "us.hipaa.hhs.500", "title": "HIPAA: HHS, 500 or more", "owes": "us", "recipient": "hhs", "to": "the Secretary", "citation": "45 CFR 164.408(b)",
 "text": "Tell the Secretary contemporaneously with the notice to individuals.", "basis": "in_force", "verified": "checked", "start": "our_discovery",
 "when": ["presumed", {"people": {"at_least": 500}}], "tied": {"kind": "with", "clocks": ["us.hipaa.individuals"]}, "delay": "law_enforcement"},
{"id": "us.hipaa.hhs.small", "title": "HIPAA: HHS, fewer than 500", "owes": "us", "recipient": "hhs", "to": "the Secretary", "citation": "45 CFR 164.408(c)",
 "text": "Log it, and tell the Secretary no later than 60 days after the end of the calendar year.", "basis": "in_force", "verified": "checked",
 "start": "our_discovery", "within": {"days_after_year": 60}, "when": ["presumed", {"people": {"at_least": 0, "below": 500}}]},
{"id": "us.hipaa.media", "title": "HIPAA: media", "owes": "us", "recipient": "media", "to": "prominent media outlets of the state", "citation": "45 CFR 164.406",
 "text": "Tell prominent media outlets where more than 500 residents of a state are affected.", "basis": "in_force", "verified": "checked",
 "start": "our_discovery", "within": {"days": 60}, "when": ["presumed", {"residents_of_any_state": {"at_least": 501}}]},
{"id": "ny.individuals", "title": "New York: individuals", "owes": "us", "recipient": "individuals", "to": "residents of New York", "citation": "N.Y. Gen. Bus. Law 899-aa(2)",
 "text": "Tell residents within 30 days after the breach was discovered.", "basis": "in_force", "verified": "checked", "start": "our_discovery",
 "within": {"days": 30}, "when": [{"residents": {"state": "NY", "at_least": 1}}]},
{"id": "tx.individuals", "title": "Texas: individuals", "owes": "us", "recipient": "individuals", "to": "residents of Texas", "citation": "Tex. Bus. & Com. Code 521.053(b)",
 "text": "Tell residents without unreasonable delay and no later than the 60th day.", "basis": "in_force", "verified": "recalled",
 "doubt": "The day from which the 60 days count was not seen in the statute's text.", "start": "our_discovery", "within": {"days": 60},
 "when": [{"residents": {"state": "TX", "at_least": 1}}]},
{"id": "tx.regulator", "title": "Texas: Attorney General", "owes": "us", "recipient": "regulator", "to": "the Attorney General of Texas", "citation": "Tex. Bus. & Com. Code 521.053(i)",
 "text": "Tell the Attorney General within 30 days where 250 residents or more are affected.", "basis": "in_force", "verified": "checked", "start": "our_discovery",
 "within": {"days": 30}, "when": [{"residents": {"state": "TX", "at_least": 250}}]},
{"id": "nj.individuals", "title": "New Jersey: individuals", "owes": "us", "recipient": "individuals", "to": "residents of New Jersey", "citation": "N.J.S.A. 56:8-163(a)",
 "text": "Tell residents in the most expedient time possible and without unreasonable delay.", "basis": "in_force", "verified": "checked", "start": "our_discovery",
 "promptly": "in the most expedient time possible and without unreasonable delay", "when": [{"residents": {"state": "NJ", "at_least": 1}}]},
{"id": "me.individuals", "title": "Maine: individuals", "owes": "us", "recipient": "individuals", "to": "residents of Maine", "citation": "10 M.R.S. 1348(1)",
 "text": "Tell residents no later than 30 days after becoming aware of the breach and identifying its scope.", "basis": "in_force", "verified": "checked",
 "start": "scope_known", "within": {"days": 30}, "when": [{"residents": {"state": "ME", "at_least": 1}}]},
{"id": "us.circia", "title": "CIRCIA: CISA", "owes": "us", "recipient": "regulator", "to": "CISA", "citation": "6 U.S.C. 681b(a)(1)",
 "text": "A covered entity would report a covered cyber incident no later than 72 hours after it reasonably believes that one occurred.",
 "basis": "proposed", "verified": "to_verify", "start": "our_discovery", "within": {"hours": 72}}
]"#;

const JURISDICTIONS: &str = r#"[{"code": "tx", "name": "Texas", "statute": "Tex. Bus. & Com. Code ch. 521", "hipaa": "not at all", "deemed": "none",
 "credit_monitoring_months": 12, "verified": "recalled", "as_of_year": 2026}]"#;

/// What is recorded of the incident: as a person types it.
pub(crate) const PRESS: [(&str, &str); 5] = [
    ("what", "Ransom note on the claims archive, one of six environments"),
    ("occurred_from", "2026-03-16"),
    ("vendor_discovered", "2026-03-16"),
    ("vendor_told_us", "2026-03-18"),
    ("residents", "NY=400, NJ=300, PA=150, CT=100, TX=50"),
];

/// The made rules.
pub(crate) fn rules() -> Rules {
    let jurisdictions: Vec<Jurisdiction> = serde_json::from_str(JURISDICTIONS).unwrap();
    let clocks: Vec<ClockRule> = serde_json::from_str(CLOCKS).unwrap();
    Rules { jurisdictions, clocks }
}

/// An incident as it is recorded.
pub(crate) fn incident(number: u128, fields: &[(&str, &str)]) -> Change {
    let read = |(name, typed): &(&str, &str)| {
        let field = RegisterKind::Incidents.field(name).unwrap();
        let value = field.read(typed, "2026-04-01".parse().unwrap()).unwrap().unwrap();
        ((*name).to_owned(), value)
    };
    Change::RecordSet(RecordSet {
        register: RegisterKind::Incidents.word().to_owned(),
        record: RecordId(Uuid::from_u128(0xface_0000 + number)),
        fields: fields.iter().map(read).collect(),
        exhibits: Vec::new(),
        supersedes: None,
        ends: None,
    })
}

/// A vendor on April 1, 2026, with the made rules in force.
pub(crate) fn spring() -> FakeWorld {
    on("2026-04-01")
}

/// A vendor that was added on a day, with the made rules in force.
pub(crate) fn on(day: &str) -> FakeWorld {
    let mut world = FakeWorld::default();
    let mut bank = (*world.bank).clone();
    bank.clocks = rules();
    world.bank = std::sync::Arc::new(bank);
    world.stand_on(day);
    world.add("Northwind Claims LLC", Some(Tier::High));
    world
}

/// The same with the incident of which the press reported.
pub(crate) fn press() -> FakeWorld {
    let mut world = spring();
    let vendor = world.first();
    world.append(vendor, incident(1, &PRESS));
    world
}
