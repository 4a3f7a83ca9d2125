//! Cedar Imaging Group: no agreement, few answers, much that is not known.

use super::script::{CASTELLANOS, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{Agreement, Letter, Record};
use crate::domain::question::Role;
use crate::domain::register::RegisterKind::{Agreements, Audits, Problems};
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Cedar Imaging Group", Tier::High, "2026-01-23 13:40")
        .profile(&[
            ("services", "Reads radiology images, and keeps our image archive."),
            ("phi_first_disclosed", "2019-04-01"),
            ("people_by_state", "NY=10240"),
        ])
        .on("2026-03-10 09:00")
        .interview(Role::Legal, &[OKAFOR, CASTELLANOS])
        .exhibit("cedar-reading-agreement.pdf", Agreement, "Reading services agreement of 2019")
        .dated("2019-03-18")
        .shows("baa.executed", "p. 1, sec. 3")
        .shows("ctrl.contract_schedule", "p. 1")
        .record(
            Agreements,
            &[
                ("kind", "contract"),
                ("title", "Reading services agreement"),
                ("effective", "2019-03-18"),
                ("signed", "2019-03-18"),
                ("parties", "Thistledown Regional Health"),
            ],
        )
        .rests_on("cedar-reading-agreement.pdf")
        .clause(
            ("AG-01", "other", "3"),
            "The parties keep each other's business information confidential.",
            &[],
        )
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "undetermined")
        .note(
            "Cedar says it only treats patients and so needs no agreement. It also keeps our image archive, which is \
             not treatment.",
        )
        .own("risk.ba_status", OKAFOR, "2026-06-30")
        .answer("baa.executed", "no")
        .note("The agreement of 2019 has a confidentiality clause about business information only.")
        .own("baa.executed", OKAFOR, "2026-11-20")
        .answer("risk.agency", "not-analyzed")
        .answer("ctrl.contract_schedule", "no")
        .answer("assur.audit_right", "no")
        .answer("assur.annual_independent", "no")
        .answer("notice.contract_hours", "none")
        .answer("notice.trigger", "undefined")
        .answer("ins.required", "no")
        .on("2026-03-19 15:45")
        .says(RAMAN, Role::Security)
        .answer("risk.in_ce_analysis", "never")
        .note("Left out of the analysis of 2025 for want of answers.")
        .none_in(Audits)
        .answer("assur.last_assessed", "records")
        .answer("ctrl.logging", "unknown")
        .follow_up(RAMAN, "2026-06-30")
        .answer("ctrl.encryption", "in-transit")
        .note("Images travel through our VPN. How they are kept is not known to us.")
        .answer("risk.phi_volume", "10000-99999")
        .exhibit("our-cedar-image-count.csv", Record, "Images sent to Cedar, by year")
        .dated("2026-03-18")
        .shows("risk.phi_volume", "sec. rows 1 to 3")
        .on("2026-07-02 10:20")
        .end_follow_up("ctrl.logging", "Asked three times; Cedar did not reply. Asked again in October.")
        .on("2026-10-06 17:05")
        .exhibit("cedar-email-2026-10-06.txt", Letter, "Cedar's answer to our letter")
        .dated("2026-10-06")
        .shows("ctrl.risk_analysis", "")
        .says(CASTELLANOS, Role::VendorManager)
        .answer("ctrl.risk_analysis", "unknown")
        .note("Cedar will not answer before December.")
        .follow_up(CASTELLANOS, "2026-12-18")
        .record(
            Problems,
            &[
                ("learned", "2026-10-06"),
                ("what", "Cedar will sign no agreement but its own, and answers no question before December."),
                ("source", "vendor"),
                ("pattern", "unknown"),
                ("action", "none"),
            ],
        )
        .rests_on("cedar-email-2026-10-06.txt")
        .answer("assur.soc2_status", "unknown")
        .follow_up(CASTELLANOS, "2026-12-18")
        .on("2026-10-12 09:15")
        .hold("Cedar agreement", "Counsel expects a dispute over the agreement that Cedar will not sign.")
}
