//! What a record of each register holds. Names are part of the journal's format: they are never changed, only added.

mod incident;

pub use self::incident::*;
use super::RegisterKind;
use crate::domain::field::{Field, FieldKind, YES_NO};
use crate::domain::question::Lies;

/// The field of every register that says why a record was set aside.
pub const SET_ASIDE: &str = "set_aside";

const fn set_aside() -> Field {
    Field::new(
        SET_ASIDE,
        "Set aside",
        "Why the record does not count: it was recorded by mistake. It stays on file.",
        FieldKind::Text,
    )
}

const BEHIND: FieldKind = FieldKind::Date(Lies::Behind);
const AHEAD: FieldKind = FieldKind::Date(Lies::Ahead);

/// An agreement.
pub const AGREEMENT: &[Field] = &[
    Field::new(
        "kind",
        "Kind",
        "What the paper is.",
        FieldKind::One(&[
            ("baa", "Business associate agreement"),
            ("contract", "Contract"),
            ("amendment", "Amendment"),
            ("other", "Other agreement"),
        ]),
    ),
    Field::new("title", "Title", "What it is called on its first page.", FieldKind::Text),
    Field::new("effective", "Effective", "The first day on which it binds.", AHEAD),
    Field::new("signed", "Signed", "The day of the last signature.", BEHIND),
    Field::new(
        "expires",
        "Expires",
        "The last day in force; none, where it runs until somebody ends it.",
        AHEAD,
    ),
    Field::new(
        "parties",
        "Our entity",
        "Which of our legal entities it names as the party.",
        FieldKind::Text,
    ),
    Field::new("reread", "Last read", "The day on which somebody last read it through.", BEHIND),
    set_aside(),
];

/// The subjects of clauses: what regulators look for in an agreement.
pub const SUBJECTS: &[(&str, &str)] = &[
    ("controls", "Security controls"),
    ("mfa", "Multi-factor authentication"),
    ("encryption", "Encryption"),
    ("audit_right", "Right to audit"),
    ("test_results", "Right to test results"),
    ("notice", "Breach notice"),
    ("full_report", "Full breach report"),
    ("updates", "Updates on an incident"),
    ("indemnity", "Indemnity"),
    ("liability_cap", "Cap on liability"),
    ("liquidated_damages", "Liquidated damages"),
    ("insurance", "Insurance required"),
    ("additional_insured", "Naming us as additional insured"),
    ("termination", "Termination for breach"),
    ("cure", "Time to cure"),
    ("subcontractors", "Passing terms to subcontractors"),
    ("return", "Return or destruction"),
    ("transition", "Help after notice"),
    ("permitted_uses", "Permitted uses"),
    ("security_rule", "Security Rule"),
    ("cooperation", "Help with regulators"),
    ("other", "Another subject"),
];

/// What starts the time of a notice clause.
pub const STARTS: &[(&str, &str)] = &[
    ("suspicion", "Reasonable suspicion or awareness"),
    ("confirmed-incident", "Confirmed security incident"),
    ("confirmed-breach", "Confirmed breach of PHI"),
    ("forensics-complete", "End of forensic work"),
    ("undefined", "Not defined"),
];

/// A clause.
pub const CLAUSE: &[Field] = &[
    Field::new(
        "agreement",
        "Agreement",
        "The agreement it stands in.",
        FieldKind::Record(RegisterKind::Agreements),
    ),
    Field::new("subject", "Subject", "What it is about.", FieldKind::One(SUBJECTS)),
    Field::new("quote", "Words", "Its own words, quoted exactly.", FieldKind::Text),
    Field::new("page", "Page", "The page it stands on.", FieldKind::Text),
    Field::new("section", "Section", "Its number in the agreement.", FieldKind::Text),
    Field::new(
        "hours",
        "Hours",
        "The time it sets in hours; none, where it sets none.",
        FieldKind::Hours,
    ),
    Field::new("starts", "Starts with", "What starts that time.", FieldKind::One(STARTS)),
    Field::new(
        "days",
        "Days",
        "The time it sets in days; none, where it sets none.",
        FieldKind::Days,
    ),
    Field::new("amount", "Amount", "The sum it sets; none, where it sets none.", FieldKind::Money),
    set_aside(),
];

/// The kinds of audits.
pub const AUDIT_KINDS: &[(&str, &str)] = &[
    ("soc2_type2", "SOC 2 Type II report"),
    ("soc2_type1", "SOC 2 Type I report"),
    ("iso27001", "ISO/IEC 27001 certificate"),
    ("hitrust", "HITRUST certification"),
    ("penetration_test", "Penetration test"),
    ("vulnerability_scan", "Vulnerability scan"),
    ("risk_analysis", "Risk analysis"),
    ("questionnaire", "Questionnaire answered"),
    ("document_review", "Review of documents"),
    ("site_visit", "Site visit"),
    ("restore_test", "Restore test"),
    ("other", "Another check"),
];

/// An audit performed.
pub const AUDIT: &[Field] = &[
    Field::new("kind", "Kind", "What was done.", FieldKind::One(AUDIT_KINDS)),
    Field::new("on", "Done on", "The day on which it was done, or its report was dated.", BEHIND),
    Field::new("period_from", "Period from", "The first day of the period covered.", BEHIND),
    Field::new("period_to", "Period to", "The last day of the period covered.", BEHIND),
    Field::new("scope", "Scope", "Which services and systems it covers.", FieldKind::Text),
    Field::new("by", "Carried out by", "Who did it: our own staff, or a firm.", FieldKind::Text),
    Field::new(
        "side",
        "On whose side",
        "Whether we checked, somebody independent did, or the vendor itself.",
        FieldKind::One(&[
            ("ours", "We did, or somebody for us"),
            ("independent", "Somebody independent of the vendor"),
            ("vendor", "The vendor itself"),
        ]),
    ),
    Field::new(
        "result",
        "Result",
        "What it found.",
        FieldKind::One(&[
            ("clean", "Nothing to mend"),
            ("findings", "Findings"),
            ("failed", "Failed, or a qualified opinion"),
        ]),
    ),
    Field::new("findings", "Findings", "What is to be mended, in a few words.", FieldKind::Text),
    Field::new(
        "closed",
        "Findings closed",
        "Whether every finding was mended.",
        FieldKind::One(&[
            ("yes", "All"),
            ("partial", "Some"),
            ("no", "None"),
            ("unknown", "We do not know"),
        ]),
    ),
    set_aside(),
];

/// An insurance policy.
pub const INSURANCE: &[Field] = &[
    Field::new("insurer", "Insurer", "Who carries the risk.", FieldKind::Text),
    Field::new("policy", "Policy number", "Its number.", FieldKind::Text),
    Field::new(
        "kind",
        "Kind",
        "What it insures.",
        FieldKind::One(&[
            ("cyber", "Cyber"),
            ("technology", "Technology errors and omissions, with cyber"),
            ("professional", "Professional liability"),
            ("general", "General liability"),
            ("other", "Another kind"),
        ]),
    ),
    Field::new("from", "From", "The first day of cover.", AHEAD),
    Field::new("to", "To", "The day on which cover ends: the first day without it.", AHEAD),
    Field::new(
        "retroactive",
        "Retroactive date",
        "Earlier acts are not covered; none, where all are.",
        BEHIND,
    ),
    Field::new(
        "per_claim",
        "Limit per claim",
        "The most that is paid for one claim.",
        FieldKind::Money,
    ),
    Field::new(
        "aggregate",
        "Aggregate limit",
        "The most that is paid in the whole period.",
        FieldKind::Money,
    ),
    Field::new(
        "cyber_sublimit",
        "Cyber sublimit",
        "The most of it that is paid for cyber losses; none, where it is the whole.",
        FieldKind::Money,
    ),
    Field::new("retention", "Retention", "What the vendor must bear itself.", FieldKind::Money),
    Field::new(
        "additional_insured",
        "We are named",
        "How the policy names us as additional insured.",
        FieldKind::One(&[
            ("endorsement", "By an endorsement"),
            ("certificate", "On a certificate only"),
            ("no", "Not at all"),
            ("unknown", "We do not know"),
        ]),
    ),
    Field::new(
        "endorsement",
        "Endorsement number",
        "The number of the endorsement that names us.",
        FieldKind::Text,
    ),
    Field::new("entity", "Entity named", "The name of the entity that it names.", FieldKind::Text),
    Field::new(
        "certificate_dated",
        "Certificate dated",
        "The day of the latest certificate.",
        BEHIND,
    ),
    Field::new(
        "notice_hours",
        "Notice to insurer",
        "The time in which it wants to be told of an incident; none, where it sets none.",
        FieldKind::Hours,
    ),
    Field::new(
        "notice_words",
        "Notice clause",
        "The words of its notice clause, quoted exactly.",
        FieldKind::Text,
    ),
    set_aside(),
];

/// A subcontractor.
pub const SUBCONTRACTOR: &[Field] = &[
    Field::new("name", "Name", "Its name.", FieldKind::Text),
    Field::new("service", "Service", "What it does for the vendor.", FieldKind::Text),
    Field::new("phi", "Handles our PHI", "Whether our patients' data reach it.", YES_NO),
    Field::new(
        "agreement",
        "Agreement in place",
        "Whether the vendor holds a signed business associate agreement with it.",
        YES_NO,
    ),
    Field::new("agreement_dated", "Agreement dated", "The day of that agreement.", BEHIND),
    Field::new("since", "Since", "The day from which the vendor uses it.", AHEAD),
    Field::new("assessed", "Last checked", "The day on which the vendor last checked it.", BEHIND),
    Field::new("country", "Country", "Where it works with the data.", FieldKind::Text),
    set_aside(),
];

/// A known problem.
pub const PROBLEM: &[Field] = &[
    Field::new("learned", "Learned on", "The day on which we learned of it.", BEHIND),
    Field::new("what", "What", "What we learned, in a few words.", FieldKind::Text),
    Field::new(
        "source",
        "From",
        "How we learned of it.",
        FieldKind::One(&[
            ("vendor", "The vendor told us"),
            ("audit", "An audit of ours"),
            ("alert", "A monitoring alert"),
            ("press", "The press, or another customer"),
            ("regulator", "A regulator"),
            ("other", "In another way"),
        ]),
    ),
    Field::new(
        "pattern",
        "Pattern of violations",
        "Whether it is a pattern of activity that breaks the agreement (45 CFR 164.504(e)(1)(ii)).",
        YES_NO,
    ),
    Field::new(
        "action",
        "What we did",
        "What we did about it.",
        FieldKind::One(&[
            ("none", "Nothing yet"),
            ("cure", "Steps to cure it"),
            ("terminated", "Ended the agreement"),
            ("accepted", "Accepted it, with a reason"),
        ]),
    ),
    Field::new("acted", "Acted on", "The day on which we acted.", BEHIND),
    Field::new(
        "cured",
        "Cured on",
        "The day on which it was cured; none, while it is not.",
        BEHIND,
    ),
    Field::new("note", "Note", "The reason, or how it went on.", FieldKind::Text),
    set_aside(),
];
