//! What the sample's business associate agreements have in common: most were made on the same form.

use super::script::Script;
use crate::domain::register::RegisterKind::Agreements;

/// Who our party is.
const OURS: &str = "Thistledown Regional Health";

/// Records an agreement on the form, with the clauses that every one of them has.
pub(super) fn on_the_form(script: Script, file: &'static str, day: &'static str) -> Script {
    the_agreement(script, file, day)
        .clause(
            ("AG-01", "permitted_uses", "1"),
            "Vendor uses PHI only for the services in the order form and as required by law.",
            &[],
        )
        .clause(
            ("AG-01", "security_rule", "2.1"),
            "Vendor uses appropriate safeguards and complies with Subpart C of 45 CFR Part 164 for electronic PHI.",
            &[],
        )
        .clause(
            ("AG-01", "subcontractors", "4"),
            "Each subcontractor that handles PHI agrees in writing to the same restrictions before it receives any.",
            &[],
        )
        .clause(
            ("AG-01", "indemnity", "7"),
            "Vendor defends and indemnifies the Covered Entity against losses from any breach of PHI in its control or that of its \
             subcontractors.",
            &[],
        )
}

/// Records the agreement alone.
pub(super) fn the_agreement(script: Script, file: &'static str, day: &'static str) -> Script {
    script
        .record(
            Agreements,
            &[
                ("kind", "baa"),
                ("title", "Business Associate Agreement"),
                ("effective", day),
                ("signed", day),
                ("expires", "none"),
                ("parties", OURS),
            ],
        )
        .rests_on(file)
}

/// The clauses of the form's long version: controls by name, an audit right, cover that names us, all PHI returned.
pub(super) fn long_version(script: Script) -> Script {
    script
        .clause(
            ("AG-01", "controls", "2.1"),
            "Schedule A names the controls: multi-factor authentication, encryption at rest and in transit, access logs, segmentation, \
             patch times, backups and restore tests.",
            &[],
        )
        .then(audited)
        .then(insured)
        .then(returned)
}

/// The right to audit, and to the yearly assessment.
pub(super) fn audited(script: Script) -> Script {
    script
        .clause(
            ("AG-01", "audit_right", "5"),
            "Covered Entity may audit once a year on 30 days' notice and at any time after an incident.",
            &[],
        )
        .clause(
            ("AG-01", "test_results", "5"),
            "Vendor obtains an independent assessment every 12 months and delivers the full report within 30 days.",
            &[],
        )
}

/// Cover that names us by an endorsement.
pub(super) fn insured(script: Script) -> Script {
    script
        .clause(
            ("AG-01", "insurance", "6"),
            "Vendor carries cyber liability insurance of at least $5,000,000 while it holds PHI",
            &[("amount", "$5,000,000")],
        )
        .clause(
            ("AG-01", "additional_insured", "6"),
            "names the Covered Entity as additional insured by endorsement",
            &[],
        )
}

/// Return or destruction, copies of subcontractors included.
pub(super) fn returned(script: Script) -> Script {
    script.clause(
        ("AG-01", "return", "8"),
        "At termination Vendor returns or destroys all PHI, copies of subcontractors included, and keeps none.",
        &[("days", "none")],
    )
}

/// Notice within 24 hours, counted from the first suspicion.
pub(super) fn told_within_a_day(script: Script) -> Script {
    script.clause(
        ("AG-01", "notice", "3.2"),
        "First notice is due within 24 hours. The clock starts when any worker of Vendor first suspects an incident.",
        &[("hours", "24"), ("starts", "suspicion")],
    )
}
