//! What a record of an incident holds: when who knew, whom it touched, and what could change which clocks run.
//!
//! Names are part of the journal's format. Rules of clocks read these fields ([`crate::domain::clock`]), so what a field means is said
//! with the paragraph that gives it its weight.

use super::{BEHIND, set_aside};
use crate::domain::field::{Field, FieldKind, YES_NO};

/// The kinds of data that statutes tell apart.
pub const DATA_KINDS: &[(&str, &str)] = &[
    ("name", "Names"),
    ("contact", "Addresses, phone numbers, e-mail"),
    ("birth", "Dates of birth"),
    ("ssn", "Social Security or taxpayer numbers"),
    ("id_number", "Driver's license, state ID or passport numbers"),
    ("financial", "Account or card numbers"),
    ("medical", "Medical information"),
    ("substance_use", "Substance use disorder records (42 CFR Part 2)"),
    ("health_insurance", "Health insurance numbers or claims"),
    ("biometric", "Biometric or genetic data"),
    ("credentials", "User names with passwords"),
    ("other", "Other data"),
];

const fn moment(name: &'static str, title: &'static str, help: &'static str) -> Field {
    Field::new(name, title, help, FieldKind::Moment)
}

const fn text(name: &'static str, title: &'static str, help: &'static str) -> Field {
    Field::new(name, title, help, FieldKind::Text)
}

/// An incident.
pub const INCIDENT: &[Field] = &[
    text("what", "What happened", "What happened, in a few words."),
    Field::new("occurred_from", "Occurred from", "The first day of the incident.", BEHIND),
    Field::new("occurred_to", "Occurred to", "The last day of the incident.", BEHIND),
    moment(
        "subcontractor_discovered",
        "Subcontractor discovered",
        "When the vendor's subcontractor first knew of it, where it happened there.",
    ),
    moment(
        "vendor_discovered",
        "Vendor discovered",
        "When anybody of the vendor first knew of it, or would have with reasonable diligence (45 CFR 164.410(a)(2)).",
    ),
    moment(
        "vendor_confirmed",
        "Vendor confirmed",
        "When the vendor confirmed it, where a clause counts from then.",
    ),
    moment(
        "forensics_complete",
        "Forensic work ended",
        "When the vendor's forensic work ended, where a clause counts from then.",
    ),
    moment("vendor_told_us", "Vendor told us", "When the vendor told us."),
    Field::new(
        "told_how",
        "Told how",
        "How the vendor told us.",
        FieldKind::One(&[
            ("letter", "By letter"),
            ("email", "By e-mail"),
            ("phone", "By phone"),
            ("portal", "On its portal"),
            ("meeting", "In a meeting"),
            ("other", "In another way"),
        ]),
    ),
    text("told_by", "Told by", "Who of the vendor told us, and whom."),
    moment("learned_otherwise", "Learned otherwise", "When we learned of it from somebody else."),
    Field::new(
        "learned_from",
        "Learned from",
        "From whom we learned of it otherwise. Whether a report in the press counts as our discovery is a judgment.",
        FieldKind::One(&[
            ("press", "The press"),
            ("filing", "A public filing"),
            ("regulator", "A regulator"),
            ("patient", "A patient"),
            ("customer", "Another customer of the vendor"),
            ("other", "Somebody else"),
        ]),
    ),
    moment(
        "discovered",
        "We discovered",
        "When anybody of ours first knew of it, or would have with reasonable diligence (45 CFR 164.404(a)(2)).",
    ),
    moment(
        "determined",
        "Determined",
        "When we determined that it is a breach; some states count from then.",
    ),
    moment(
        "scope_known",
        "Scope known",
        "When we knew who is affected and could say so; Maine and Rhode Island count from then.",
    ),
    text("systems", "Systems", "Systems and environments that it reached."),
    Field::new("data", "Data", "Kinds of data that it reached.", FieldKind::Many(DATA_KINDS)),
    Field::new(
        "residents",
        "People by state",
        "How many people it reached, by the state in which they live.",
        FieldKind::PeopleByState,
    ),
    Field::new(
        "people",
        "People in all",
        "How many people it reached in all, where that is more than the states add up to.",
        FieldKind::People,
    ),
    Field::new(
        "unsecured",
        "PHI unsecured",
        "Whether the data could be read: not encrypted or destroyed as HHS guidance says, or the key was taken (45 CFR 164.402).",
        YES_NO,
    ),
    Field::new(
        "agent",
        "Vendor is our agent",
        "Whether the vendor acts as our agent under the federal common law of agency; if so, it discovers for us (45 CFR 164.404(a)(2)).",
        YES_NO,
    ),
    Field::new(
        "acting_as",
        "We act as",
        "As what we hold these data: which of the two federal rules applies.",
        FieldKind::One(&[
            ("hipaa", "HIPAA covered entity or business associate"),
            ("phr", "Vendor of personal health records, outside HIPAA"),
            ("both", "Both"),
        ]),
    ),
    text(
        "risk_data",
        "Risk: the data",
        "First factor: nature and extent of the PHI, with identifiers and the chance of re-identification (45 CFR 164.402 breach (2)(i)).",
    ),
    text(
        "risk_person",
        "Risk: the person",
        "Second factor: who used the PHI or to whom it was disclosed (breach (2)(ii)).",
    ),
    text(
        "risk_acquired",
        "Risk: acquired or viewed",
        "Third factor: whether the PHI was actually acquired or viewed (breach (2)(iii)).",
    ),
    text(
        "risk_mitigated",
        "Risk: mitigated",
        "Fourth factor: how far the risk was mitigated (breach (2)(iv)).",
    ),
    Field::new(
        "risk_outcome",
        "Risk assessment",
        "What the four factors come to. Without an outcome it is presumed to be a breach (45 CFR 164.402 breach (2)).",
        FieldKind::One(&[
            ("notify", "It is a breach: notify"),
            ("low_probability", "Low probability of compromise: each factor says why"),
            ("exception", "One of the three exceptions of breach (1) applies"),
        ]),
    ),
    Field::new("risk_on", "Assessed on", "The day of the risk assessment.", BEHIND),
    Field::new(
        "delay_form",
        "Law-enforcement delay",
        "How an official asked to delay the notices (45 CFR 164.412).",
        FieldKind::One(&[
            ("none", "Nobody asked"),
            ("written", "In writing, with a period"),
            ("oral", "Orally: at most 30 days, unless it is put in writing"),
        ]),
    ),
    Field::new("delay_asked", "Delay asked on", "The day of the official's statement.", BEHIND),
    Field::new(
        "delay_until",
        "Delay until",
        "The last day of the period in the written statement.",
        super::AHEAD,
    ),
    text("delay_official", "Official", "Name and office of the official who asked."),
    Field::new(
        "deemed",
        "Relying on HIPAA",
        "States whose statute counts our HIPAA notices as enough, where counsel decided to rely on that.",
        FieldKind::States,
    ),
    Field::new("contained", "Contained on", "The day on which it was contained.", BEHIND),
    text("containment", "Containment", "What was done to contain it."),
    Field::new(
        "insurer_notified",
        "Insurer notified",
        "The day on which the insurer was told.",
        BEHIND,
    ),
    Field::new(
        "sec_registrant",
        "SEC registrant",
        "Whether the vendor, or we, file reports with the Securities and Exchange Commission.",
        FieldKind::One(&[
            ("vendor", "The vendor does"),
            ("us", "We do"),
            ("both", "Both do"),
            ("no", "Neither does"),
            ("unknown", "We do not know"),
        ]),
    ),
    Field::new(
        "material_on",
        "Found material on",
        "The day on which the registrant determined that it is material (Form 8-K, item 1.05).",
        BEHIND,
    ),
    Field::new("sec_filed", "Form 8-K filed", "The day of the filing with the SEC.", BEHIND),
    moment(
        "classified",
        "Classified major",
        "When it was classified as major, for DORA (Regulation (EU) 2022/2554, Article 19).",
    ),
    moment("ransom_paid", "Ransom paid", "When a ransom or extortion payment was made."),
    text("note", "Note", "Anything else, or how it went on."),
    set_aside(),
];

/// The groups in which the fields of an incident are asked and shown: the first field of each, with its heading.
pub const INCIDENT_GROUPS: &[(&str, &str)] = &[
    ("what", "The incident"),
    ("subcontractor_discovered", "Who knew when"),
    ("systems", "Whom and what it touched"),
    ("agent", "Whose rules apply"),
    ("risk_data", "Risk assessment (45 CFR 164.402)"),
    ("delay_form", "Law-enforcement delay (45 CFR 164.412)"),
    ("deemed", "What was decided and done"),
    ("insurer_notified", "Insurer, markets, ransom"),
    ("note", "Anything else"),
];
