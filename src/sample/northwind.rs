//! Northwind Claims LLC: most papers are there, and many have gone stale.

use super::agreement;
use super::script::{LINDQVIST, NAKAMURA, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{
    Agreement, AuditReport, Insurance, PolicyDocument, Record,
};
use crate::domain::question::Role;
use crate::domain::register::RegisterKind::{Audits, Insurance as Policies, Subcontractors};
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Northwind Claims LLC", Tier::High, "2026-01-21 10:15")
        .then(who_it_is)
        .then(the_agreement)
        .then(security)
        .then(the_rest)
}

fn who_it_is(script: Script) -> Script {
    script.profile(&[
        ("other_names", "Northwind Billing"),
        ("services", "Prepares and submits claims."),
        ("phi_first_disclosed", "2024-10-01"),
        ("people_by_state", "NJ=9800; NY=141000; PA=5200"),
        ("systems", "Billing; Northwind claims platform"),
    ])
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
        .then(|script| agreement::on_the_form(script, "northwind-baa.pdf", "2024-09-16"))
        .clause(
            ("AG-01", "notice", "3.2"),
            "First notice is due within five business days. The clock starts when Vendor has confirmed a breach of PHI.",
            &[("hours", "5 days"), ("starts", "confirmed-breach")],
        )
        .clause(
            ("AG-01", "insurance", "6"),
            "Vendor carries cyber liability insurance during the term.",
            &[("amount", "none")],
        )
        .then(agreement::returned)
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
        .answer("notice.contract_hours", "records")
        .note("Five business days; counted here as five days, which is the shortest they can be.")
        .answer("notice.trigger", "records")
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
        .note("Only during the term, and no sum is named.")
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
        .record(
            Audits,
            &[
                ("kind", "soc2_type2"),
                ("on", "2024-11-22"),
                ("period_from", "2023-10-01"),
                ("period_to", "2024-09-30"),
                ("scope", "Claims platform"),
                ("side", "independent"),
                ("result", "clean"),
            ],
        )
        .rests_on("northwind-soc2-2024.pdf")
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
        .exhibit("northwind-insurance-certificate.pdf", Insurance, "Certificate of cyber insurance")
        .dated("2025-07-02")
        .expires("2026-07-01")
        .shows("ins.expiry", "p. 1")
        .record(
            Policies,
            &[
                ("insurer", "Gannet Specialty"),
                ("policy", "GS-71-0933"),
                ("kind", "cyber"),
                ("from", "2025-07-01"),
                ("to", "2026-07-01"),
                ("per_claim", "$3,000,000"),
                ("additional_insured", "certificate"),
                ("certificate_dated", "2025-07-02"),
            ],
        )
        .rests_on("northwind-insurance-certificate.pdf")
        .answer("ins.additional_insured", "records")
        .answer("ins.expiry", "records")
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
        .then(what_the_visit_brought)
        .says(LINDQVIST, Role::Procurement)
        .answer("ins.expiry", "records")
        .note("Renewed; the certificate of the new policy is still to come.")
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

fn what_the_visit_brought(script: Script) -> Script {
    script
        .record(
            Subcontractors,
            &[
                ("name", "Pelican OCR"),
                ("service", "Scanning of paper claims"),
                ("phi", "yes"),
                ("agreement", "unknown"),
                ("country", "United States"),
            ],
        )
        .rests_on("northwind-subcontractors.csv")
        .record(
            Subcontractors,
            &[
                ("name", "Wren Hosting"),
                ("service", "Servers"),
                ("phi", "yes"),
                ("agreement", "yes"),
                ("agreement_dated", "2022-11-08"),
                ("country", "United States"),
            ],
        )
        .rests_on("northwind-subcontractors.csv")
        .record(
            Audits,
            &[
                ("kind", "site_visit"),
                ("on", "2025-06-03"),
                ("scope", "The claims floor"),
                ("by", "Grace Nakamura"),
                ("side", "ours"),
            ],
        )
        // The policy that followed began three weeks after the last one had ended.
        .record(
            Policies,
            &[
                ("insurer", "Gannet Specialty"),
                ("policy", "GS-71-1207"),
                ("kind", "cyber"),
                ("from", "2026-07-22"),
                ("to", "2027-07-22"),
                ("per_claim", "$3,000,000"),
                ("additional_insured", "certificate"),
                ("certificate_dated", "2026-07-24"),
            ],
        )
}
