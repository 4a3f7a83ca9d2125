//! Three short stories: a vendor that gets no PHI, one that was retired, and one not started.

use super::script::{LINDQVIST, NAKAMURA, OKAFOR, Script};
use crate::domain::event::ExhibitKind::{Agreement, Record};
use crate::domain::question::Role;
use crate::domain::register::RegisterKind::Agreements;
use crate::domain::vendor::Tier;

/// No business associate: most questions are not asked, and several of the rest do not apply.
pub(super) fn lantern() -> Script {
    const NO_PHI: &str =
        "Lantern gets no PHI by its task; the clause would have nothing to act on.";
    Script::of("Lantern Facility Services", Tier::Low, "2026-02-09 10:30")
        .profile(&[("services", "Cleans offices and clinics after hours.")])
        .on("2026-02-26 16:00")
        .interview(Role::Legal, &[OKAFOR, NAKAMURA])
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "not-ba")
        .note("Cleans after hours. Staff may see a record by chance, which makes no business associate.")
        .exhibit("our-ba-determinations.csv", Record, "Business associate determinations 2026")
        .dated("2026-02-10")
        .shows("risk.ba_status", "sec. row 8")
        .exhibit("lantern-agreement.pdf", Agreement, "Cleaning services agreement")
        .dated("2025-10-01")
        .shows("ctrl.contract_schedule", "p. 1, sec. 2")
        .shows("ins.required", "p. 1")
        .record(
            Agreements,
            &[
                ("kind", "contract"),
                ("title", "Cleaning services agreement"),
                ("effective", "2025-10-01"),
                ("signed", "2025-10-01"),
            ],
        )
        .rests_on("lantern-agreement.pdf")
        .clause(
            ("AG-01", "other", "2"),
            "Staff look at no paper, screen or record, and report open cabinets to the shift lead.",
            &[],
        )
        .answer("ctrl.contract_schedule", "partial")
        .note("Confidentiality and the duty to report open cabinets.")
        .answer("assur.audit_right", "na")
        .note(NO_PHI)
        .answer("assur.annual_independent", "na")
        .note(NO_PHI)
        .answer("assur.soc2_status", "na")
        .note(NO_PHI)
        .answer("notice.contract_hours", "na")
        .note(NO_PHI)
        .answer("notice.trigger", "na")
        .note(NO_PHI)
        .answer("notice.content", "na")
        .note(NO_PHI)
        .says(LINDQVIST, Role::Procurement)
        .answer("ins.required", "no")
        .accept("ins.required", "2027-02-26", "General liability cover is enough for cleaning.")
        .answer("ins.additional_insured", "na")
        .note("No cyber policy is asked for.")
        .says(NAKAMURA, Role::VendorManager)
        .answer("assur.last_assessed", "2026-02-20")
        .note("Walked through with the shift lead.")
}

/// Replaced, and retired after its copies were destroyed.
pub(super) fn magnolia() -> Script {
    Script::of("Magnolia Answering Service", Tier::Medium, "2026-02-10 11:20")
        .on("2026-03-06 09:30")
        .interview(Role::Legal, &[OKAFOR])
        .exhibit("magnolia-baa.pdf", Agreement, "Business associate agreement with Magnolia")
        .dated("2022-02-14")
        .shows("baa.executed", "p. 1, sec. 9")
        .shows("baa.security_rule", "p. 1, sec. 2.1")
        .shows("data.return_clause", "p. 1, sec. 8")
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "business-associate")
        .answer("baa.executed", "yes")
        .answer("baa.security_rule", "yes")
        .answer("baa.report_incidents", "yes")
        .answer("data.return_clause", "yes")
        .answer("notice.contract_hours", "10 days")
        .note("Another service is being looked for.")
        .on("2026-05-28 10:00")
        .exhibit("magnolia-destruction-certificate.pdf", Record, "Certificate of destruction")
        .dated("2026-05-27")
        .shows("data.certificate", "p. 1")
        .answer("data.certificate", "yes")
        .on("2026-05-29 09:00")
        .retire("Contract ended on 2026-05-15; all copies destroyed on 2026-05-26.")
}

/// Added, and nothing asked yet.
pub(super) fn foxglove() -> Script {
    Script::of("Foxglove Analytics", Tier::Medium, "2026-11-16 16:45")
}
