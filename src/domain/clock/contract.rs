//! Clocks of the vendor's own promises: notice clauses of its agreements, and the notice that a policy asks of those it insures.
//!
//! They are rules like those of the bank, made of records. Their ids name the record: `contract.CL-02`, `insurer.IN-01`.

use super::incident::Incident;
use super::rule::{ClockId, ClockRule, Count, Delay, Owes, Recipient, Start, Weekend};
use crate::domain::question::{Basis, Verified};
use crate::domain::register::{Record, RegisterKind};

const CONTRACT: &str = "contract.";
const INSURER: &str = "insurer.";

/// Whether a clock rests on a contract or policy, and on no law.
pub(super) fn is_own(id: &ClockId) -> bool {
    id.as_str().starts_with(CONTRACT) || id.as_str().starts_with(INSURER)
}

/// The rules of the clauses and policies that held when the vendor discovered the incident; where that is not known, when it began, or
/// that are on file at all.
pub(super) fn rules(incident: &Incident<'_>) -> Vec<ClockRule> {
    let registers = &incident.dossier.registers;
    let known = ["vendor_discovered", "discovered", "vendor_told_us", "occurred_from"];
    let on = known.iter().find_map(|field| incident.moment(field)).map(|moment| moment.day);
    let held = |record: &&Record| match on {
        Some(on) => registers.holds(record, on),
        None => record.set_aside().is_none(),
    };
    let clauses = registers.of(RegisterKind::Clauses).filter(held).filter_map(clause);
    let policies = registers.of(RegisterKind::Insurance).filter(held).filter_map(policy);
    clauses
        .map(|(record, rule)| {
            let agreement = registers.agreement_of(record);
            let place = record.pinpoint().map(|place| format!(", {place}")).unwrap_or_default();
            let of = agreement.map(|one| format!(" of {}{place}", one.no)).unwrap_or_default();
            let (shown_by, _) = registers.rests_on(record);
            let doubt =
                shown_by.is_empty().then(|| "No exhibit on file shows the clause.".to_owned());
            ClockRule { citation: format!("{}{of}", record.no), doubt, ..rule }
        })
        .chain(policies)
        .collect()
}

/// Whether a contract's clock counts from the vendor's discovery because the clause does not say what starts it.
pub(super) fn has_undefined_start(incident: &Incident<'_>, id: &ClockId) -> bool {
    let Some(no) = id.as_str().strip_prefix(CONTRACT).and_then(|no| no.parse().ok()) else {
        return false;
    };
    let clause = incident.dossier.registers.numbered(no);
    clause.is_some_and(|clause| matches!(clause.word("starts"), None | Some("undefined")))
}

fn clause(record: &Record) -> Option<(&Record, ClockRule)> {
    let (what, met_by) = match record.word("subject")? {
        "notice" => ("breach notice", Some("vendor_told_us".to_owned())),
        "full_report" => ("full breach report", None),
        _ => return None,
    };
    let within = record.whole("hours").map(Count::Hours).or(record.whole("days").map(Count::Days));
    let start = match record.word("starts") {
        Some("confirmed-incident" | "confirmed-breach") => Start::VendorConfirmed,
        Some("forensics-complete") => Start::ForensicsComplete,
        _ => Start::VendorDiscovered,
    };
    let rule = ClockRule {
        title: format!("Contract: {what}"),
        owes: Owes::Vendor,
        recipient: Recipient::Owner,
        to: "us".to_owned(),
        text: record.word("quote").unwrap_or_default().to_owned(),
        start,
        within,
        met_by,
        ..own(format!("{CONTRACT}{}", record.no))
    };
    Some((record, rule))
}

fn policy(record: &Record) -> Option<ClockRule> {
    // What a policy asks for is known only where somebody has read it.
    record.value("notice_hours").or_else(|| record.value("notice_words"))?;
    Some(ClockRule {
        title: "Insurer: notice of the incident".to_owned(),
        owes: Owes::Us,
        recipient: Recipient::Insurer,
        to: record.shown("insurer").unwrap_or_default(),
        text: record.word("notice_words").unwrap_or_default().to_owned(),
        citation: record.no.to_string(),
        start: Start::OurDiscovery,
        within: record.whole("notice_hours").map(Count::Hours),
        met_by: Some("insurer_notified".to_owned()),
        ..own(format!("{INSURER}{}", record.no))
    })
}

/// What all of them share: nobody's law, and in force because it was agreed.
fn own(id: String) -> ClockRule {
    ClockRule {
        id: ClockId(id),
        title: String::new(),
        owes: Owes::Us,
        recipient: Recipient::Owner,
        to: String::new(),
        text: String::new(),
        citation: String::new(),
        basis: Basis::GoodPractice,
        verified: Verified::Checked,
        doubt: None,
        source: None,
        valid_from: None,
        valid_to: None,
        start: Start::VendorDiscovered,
        when: Vec::new(),
        within: None,
        cap: None,
        tied: None,
        promptly: Some("as the contract says".to_owned()),
        weekend: Weekend::Stays,
        holidays: None,
        delay: Delay::None,
        met_by: None,
    }
}
