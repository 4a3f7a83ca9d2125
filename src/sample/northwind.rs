//! Northwind Claims LLC: most papers are there, and many have gone stale.

use super::script::{LINDQVIST, NAKAMURA, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{
    Agreement, AuditReport, Insurance, PolicyDocument, Record,
};
use crate::domain::question::Role;
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Northwind Claims LLC", Tier::High, "2026-01-21 10:15")
        .then(the_agreement)
        .then(security)
        .then(the_rest)
}

fn the_agreement(script: Script) -> Script {
    script
        .on("2026-02-11 10:00")
        .interview(Role::Legal, &[OKAFOR, NAKAMURA])
        .exhibit("northwind-baa.pdf", Agreement, "Business associate agreement with Northwind")
        .dated("2024-09-16")
        .shows("baa.executed", "p. 1, sec. 9")
        .shows("baa.before_phi", "p. 1")
        .shows("baa.security_rule", "p. 1, sec. 2.1")
        .shows("baa.report_incidents", "p. 1, sec. 3.1")
        .shows("notice.contract_hours", "p. 1, sec. 3.2")
        .shows("notice.content", "p. 1, sec. 3.3")
        .shows("liab.indemnity", "p. 1, sec. 7")
        .shows("data.return_clause", "p. 1, sec. 8")
        .shows("ins.required", "p. 1, sec. 6")
        .shows("data.certificate", "p. 1, sec. 8")
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "business-associate")
        .answer("risk.agency", "independent")
        .answer("baa.executed", "yes")
        .answer("baa.before_phi", "yes")
        .note("First claims file sent on 2024-10-01.")
        .answer("baa.security_rule", "yes")
        .answer("baa.report_incidents", "yes")
        .answer("ctrl.contract_schedule", "partial")
        .note("\"Reasonable and industry-standard security\" names no control.")
        .answer("notice.contract_hours", "5 days")
        .note("Five business days; counted here as five days, which is the shortest they can be.")
        .answer("notice.trigger", "confirmed-breach")
        .own("notice.trigger", OKAFOR, "2026-12-04")
        .answer(
            "notice.content",
            "individuals, what-happened, data-types, scope, remediation, protective-steps, contact",
        )
        .answer("assur.audit_right", "no")
        .answer("assur.annual_independent", "no")
        .answer("liab.indemnity", "yes")
        .answer("data.return_clause", "yes")
        .answer("ins.required", "partial")
        .exhibit("our-ba-determinations.csv", Record, "Business associate determinations 2026")
        .dated("2026-02-10")
        .shows("risk.ba_status", "sec. row 2")
        .on("2026-02-19 09:40")
        .exhibit("our-agency-memo.pdf", Record, "Agency analysis by counsel")
        .dated("2026-02-18")
        .shows("risk.agency", "p. 1, sec. 2")
}

fn security(script: Script) -> Script {
    script
        .on("2026-02-19 13:30")
        .interview(Role::Security, &[RAMAN, "R. Osei (Northwind)"])
        .exhibit("northwind-soc2-2024.pdf", AuditReport, "SOC 2 Type II report, summary")
        .dated("2024-11-22")
        .period("2023-10-01", "2024-09-30")
        .shows("assur.soc2_status", "p. 1, sec. 1")
        .shows("ctrl.logging", "p. 1, sec. 2.1")
        .shows("ctrl.encryption", "p. 1, sec. 2.2")
        .shows("ctrl.segmentation", "p. 1, sec. 2.3")
        .says("R. Osei (Northwind)", Role::Vendor)
        .answer("assur.soc2_status", "type2-clean")
        .note("The next report is \"in its final draft\".")
        .answer("ctrl.logging", "yes")
        .answer("ctrl.encryption", "at-rest, in-transit, backups, portable")
        .answer("ctrl.segmentation", "yes")
        .answer("ctrl.mfa", "unknown")
        .note("R. Osei knows of the VPN only.")
        .follow_up("R. Osei (Northwind)", "2026-11-13")
        .answer("ctrl.risk_analysis", "2026-01-30")
        .note("Named on the telephone; the officer's letter is still to come.")
        .exhibit("northwind-wrong-policy.txt", PolicyDocument, "Northwind access policy")
        .dated("2025-05-01")
        .shows("ctrl.mfa", "")
        .exhibit("northwind-restore-report.txt", Record, "Restore test report")
        .dated("2026-02-11")
        .shows("avail.restore_test", "")
        .answer("avail.restore_test", "2026-02-11")
        .answer("ir.plan", "yes")
        .answer("sub.uses", "yes")
        .on("2026-02-20 08:50")
        .withdraw(
            "northwind-wrong-policy.txt",
            "Belongs to Northwind Freight Brokers, another company.",
        )
}

fn the_rest(script: Script) -> Script {
    script
        .on("2026-03-05 11:15")
        .says(LINDQVIST, Role::Procurement)
        .answer("ins.additional_insured", "certificate-only")
        .answer("ins.expiry", "2026-07-01")
        .exhibit("northwind-insurance-certificate.pdf", Insurance, "Certificate of cyber insurance")
        .dated("2025-07-02")
        .expires("2026-07-01")
        .shows("ins.expiry", "p. 1")
        .on("2026-06-16 14:00")
        .exhibit("our-risk-analysis-2026.pdf", Record, "Our security risk analysis 2026, summary")
        .dated("2026-06-12")
        .shows("risk.in_ce_analysis", "p. 1, sec. 2.2")
        .says(RAMAN, Role::Security)
        .answer("risk.in_ce_analysis", "2026-06-12")
        .on("2026-09-22 10:30")
        .interview(Role::VendorManager, &[NAKAMURA])
        .exhibit("northwind-subcontractors.csv", Record, "Northwind's subcontractors")
        .dated("2026-09-18")
        .shows("sub.uses", "sec. rows 1 and 2")
        .shows("sub.inventory", "sec. rows 1 and 2")
        .says(NAKAMURA, Role::VendorManager)
        .answer("risk.phi_volume", "100000-999999")
        .answer("sub.inventory", "yes")
        .answer("sub.baa_chain", "partial")
        .note("Shown for Wren Hosting. Pelican OCR's is to follow.")
        .own("sub.baa_chain", NAKAMURA, "2026-12-04")
        .answer("assur.last_assessed", "2025-06-03")
        .note("Visit to the claims floor; notes were taken and cannot be found.")
        .answer("liab.pattern_known", "no")
        .answer("data.certificate", "yes")
}
