//! Bluebird Telehealth: well documented, with a few things left to do.

use super::script::{CASTELLANOS, LINDQVIST, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{
    Agreement, AuditReport, Insurance, Letter, PenetrationTest, Record,
};
use crate::domain::question::Role;
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Bluebird Telehealth", Tier::High, "2026-01-22 11:00")
        .then(the_agreement)
        .then(insurance)
        .then(security)
        .then(the_review)
}

fn the_agreement(script: Script) -> Script {
    script
        .on("2026-02-12 09:00")
        .interview(Role::Legal, &[OKAFOR])
        .exhibit("bluebird-baa.pdf", Agreement, "Business associate agreement with Bluebird")
        .dated("2025-06-30")
        .shows("baa.executed", "p. 1, sec. 9")
        .shows("baa.before_phi", "p. 1")
        .shows("baa.security_rule", "p. 1, sec. 2.1")
        .shows("baa.report_incidents", "p. 1, sec. 3.1")
        .shows("ctrl.contract_schedule", "p. 1, sec. 2.1")
        .shows("notice.contract_hours", "p. 1, sec. 3.2")
        .quoting("First notice is due within 24 hours")
        .shows("notice.trigger", "p. 1, sec. 3.2")
        .shows("notice.content", "p. 1, sec. 3.3")
        .shows("assur.audit_right", "p. 1, sec. 5")
        .shows("ins.required", "p. 1, sec. 6")
        .shows("liab.indemnity", "p. 1, sec. 7")
        .shows("data.return_clause", "p. 1, sec. 8")
        .shows("data.certificate", "p. 1, sec. 8")
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "business-associate")
        .answer("risk.agency", "independent")
        .answer("baa.executed", "yes")
        .answer("baa.before_phi", "yes")
        .answer("baa.security_rule", "yes")
        .answer("baa.report_incidents", "yes")
        .answer("ctrl.contract_schedule", "yes")
        .answer("notice.contract_hours", "24")
        .answer("notice.trigger", "suspicion")
        .answer(
            "notice.content",
            "individuals, what-happened, data-types, scope, remediation, protective-steps, contact",
        )
        .answer("assur.audit_right", "yes")
        .answer("assur.annual_independent", "yes")
        .answer("ins.required", "yes")
        .answer("liab.indemnity", "yes")
        .answer("data.return_clause", "yes")
        .answer("data.certificate", "yes")
        .exhibit("our-ba-determinations.csv", Record, "Business associate determinations 2026")
        .dated("2026-02-10")
        .shows("risk.ba_status", "sec. row 3")
        .on("2026-02-19 09:20")
        .exhibit("our-agency-memo.pdf", Record, "Agency analysis by counsel")
        .dated("2026-02-18")
        .shows("risk.agency", "p. 1, sec. 2")
}

fn insurance(script: Script) -> Script {
    script
        .on("2026-02-24 15:00")
        .says(LINDQVIST, Role::Procurement)
        .answer("ins.expiry", "2072-02-01")
        .undo()
        .answer("ins.expiry", "2027-02-01")
        .answer("ins.additional_insured", "endorsement")
        .exhibit("bluebird-endorsement.pdf", Insurance, "Additional-insured endorsement")
        .dated("2026-02-03")
        .expires("2027-02-01")
        .shows("ins.additional_insured", "p. 1")
        .shows("ins.expiry", "p. 1")
}

fn security(script: Script) -> Script {
    script
        .on("2026-08-13 10:30")
        .interview(Role::Vendor, &["A. Lindgren (Bluebird)", RAMAN, CASTELLANOS])
        .exhibit("bluebird-soc2-2026.pdf", AuditReport, "SOC 2 Type II report, summary")
        .dated("2026-08-06")
        .period("2025-07-01", "2026-06-30")
        .shows("assur.soc2_status", "p. 1, sec. 1")
        .shows("assur.annual_independent", "p. 1")
        .shows("ctrl.encryption", "p. 1, sec. 2.2")
        .shows("ctrl.logging", "p. 1, sec. 2.3")
        .exhibit(
            "bluebird-pentest-2026.pdf",
            PenetrationTest,
            "Penetration test, attestation letter",
        )
        .dated("2026-07-24")
        .shows("ctrl.segmentation", "p. 1")
        .exhibit("bluebird-officer-letter.pdf", Letter, "Officer's letter")
        .dated("2026-08-11")
        .shows("ctrl.risk_analysis", "p. 1, sec. 1")
        .shows("ir.history", "p. 1, sec. 3")
        .shows("risk.phi_volume", "p. 1, sec. 5")
        .shows("ir.plan", "p. 1, sec. 6")
        .exhibit("bluebird-subcontractors.csv", Record, "Bluebird's subcontractors")
        .dated("2026-08-11")
        .shows("sub.uses", "sec. rows 1 and 2")
        .shows("sub.inventory", "sec. rows 1 and 2")
        .says("A. Lindgren (Bluebird)", Role::Vendor)
        .answer("assur.soc2_status", "type2-clean")
        .answer("ctrl.encryption", "at-rest, in-transit, backups, portable")
        .answer("ctrl.logging", "yes")
        .note("Kept for 24 months.")
        .answer("ctrl.segmentation", "yes")
        .answer("ctrl.mfa", "remote, privileged, email, backup")
        .note("Patients' and clinicians' own log-ins follow in the spring release.")
        .answer("ctrl.risk_analysis", "2026-05-18")
        .answer("avail.restore_test", "2026-06-09")
        .answer("ir.plan", "yes")
        .answer("ir.history", "no")
        .answer("risk.phi_volume", "10000-99999")
        .answer("sub.uses", "yes")
        .answer("sub.inventory", "yes")
        .answer("sub.baa_chain", "yes")
        .note("Said in the officer's letter; signature pages were not shown.")
}

fn the_review(script: Script) -> Script {
    script
        .on("2026-08-21 09:20")
        .says(RAMAN, Role::Security)
        .answer("assur.last_assessed", "2026-08-20")
        .answer("liab.pattern_known", "unknown")
        .note("The complaint log of the call center has not been searched.")
        .follow_up(CASTELLANOS, "2026-11-25")
        .answer("risk.in_ce_analysis", "2026-06-12")
        .exhibit("our-risk-analysis-2026.pdf", Record, "Our security risk analysis 2026, summary")
        .dated("2026-06-12")
        .shows("risk.in_ce_analysis", "p. 1, sec. 2.3")
        .on("2026-09-16 14:40")
        .exhibit("our-vendor-reviews-2026.csv", Record, "Vendor reviews 2026")
        .dated("2026-09-15")
        .shows("assur.last_assessed", "sec. row 1")
        .own("ctrl.mfa", RAMAN, "2027-04-30")
}
