//! Kestrel Cloud Fax: taken for a mere conduit, until somebody read how long it keeps the faxes; being assessed anew.

use super::agreement;
use super::script::{LINDQVIST, NAKAMURA, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{Agreement, Insurance, Letter, Other, Record};
use crate::domain::question::Role;
use crate::domain::register::RegisterKind::{Audits, Insurance as Policies, Subcontractors};
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Kestrel Cloud Fax", Tier::Medium, "2026-02-04 15:30")
        .profile(&[
            ("services", "Receives and keeps faxes."),
            ("phi_first_disclosed", "2021-03-01"),
            ("people_by_state", "NY=4300"),
        ])
        .then(a_conduit)
        .then(the_agreement)
        .then(security)
        .then(the_wrong_name)
        .then(reassessed)
}

fn a_conduit(script: Script) -> Script {
    script
        .on("2026-02-24 10:00")
        .says(NAKAMURA, Role::VendorManager)
        .answer("risk.ba_status", "conduit")
        .note("So say Kestrel's own terms.")
        .answer("risk.phi_volume", "500-9999")
        .on("2026-04-14 09:40")
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "business-associate")
        .note("Faxes stay in the inbox for 365 days. Whoever stores PHI is no conduit.")
        .because("the terms show that faxes are stored")
        .exhibit("kestrel-terms.txt", Other, "Kestrel's online terms")
        .dated("2025-11-03")
        .shows("risk.ba_status", "sec. 4")
        .quoting("Faxes are kept in your inbox for 365 days")
        .answer("baa.executed", "no")
        .own("baa.executed", OKAFOR, "2026-05-29")
}

fn the_agreement(script: Script) -> Script {
    script
        .on("2026-05-12 11:15")
        .interview(Role::Legal, &[OKAFOR, LINDQVIST])
        .exhibit("kestrel-baa.pdf", Agreement, "Business associate agreement with Kestrel")
        .dated("2026-05-11")
        .shows("baa.executed", "p. 1, sec. 9")
        .shows("baa.security_rule", "p. 1, sec. 2.1")
        .shows("baa.report_incidents", "p. 1, sec. 3.1")
        .shows("ctrl.contract_schedule", "p. 1, sec. 2.1")
        .shows("notice.contract_hours", "p. 1, sec. 3.2")
        .shows("notice.trigger", "p. 1, sec. 3.2")
        .shows("notice.content", "p. 1, sec. 3.3")
        .shows("assur.audit_right", "p. 1, sec. 5")
        .shows("ins.required", "p. 1, sec. 6")
        .shows("liab.indemnity", "p. 1, sec. 7")
        .shows("data.return_clause", "p. 1, sec. 8")
        .shows("data.certificate", "p. 1, sec. 8")
        .then(|script| agreement::on_the_form(script, "kestrel-baa.pdf", "2026-05-11"))
        .then(agreement::told_within_a_day)
        .clause(
            ("AG-01", "controls", "2.1"),
            "Schedule A names the controls: multi-factor authentication, encryption at rest and in transit, access logs, segmentation, \
             patch times, backups and restore tests.",
            &[],
        )
        .clause(
            ("AG-01", "audit_right", "5"),
            "Covered Entity may audit once a year on 30 days' notice; after an incident Vendor offers its report instead.",
            &[],
        )
        .then(agreement::insured)
        .then(agreement::returned)
        .says(OKAFOR, Role::Legal)
        .answer("baa.executed", "yes")
        .answer("baa.before_phi", "no")
        .note("Faxes have run through Kestrel since 2021.")
        .answer("baa.security_rule", "yes")
        .answer("baa.report_incidents", "yes")
        .answer("ctrl.contract_schedule", "yes")
        .answer("notice.contract_hours", "records")
        .answer("notice.trigger", "records")
        .answer(
            "notice.content",
            "individuals, what-happened, data-types, scope, remediation, protective-steps, contact",
        )
        .answer("assur.audit_right", "partial")
        .note("Not after an incident, when it would matter most.")
        .answer("ins.required", "yes")
        .answer("ins.additional_insured", "no")
        .own("ins.additional_insured", LINDQVIST, "2026-12-12")
        .answer("liab.indemnity", "yes")
        .answer("data.return_clause", "yes")
        .answer("data.certificate", "yes")
}

fn security(script: Script) -> Script {
    script
        .on("2026-06-03 14:00")
        .interview(Role::Security, &[RAMAN])
        .exhibit("kestrel-security-overview.txt", Letter, "Kestrel's security overview")
        .dated("2026-06-02")
        .shows("ctrl.encryption", "sec. 1")
        .shows("ctrl.mfa", "sec. 2")
        .shows("ctrl.logging", "sec. 3")
        .shows("assur.soc2_status", "sec. 4")
        .shows("sub.uses", "sec. 5")
        .record(
            Audits,
            &[
                ("kind", "soc2_type1"),
                ("on", "2026-04-30"),
                ("scope", "Fax platform"),
                ("side", "independent"),
                ("result", "clean"),
            ],
        )
        .rests_on("kestrel-security-overview.txt")
        .record(
            Subcontractors,
            &[
                ("name", "Curlew Cloud"),
                ("service", "Hosting"),
                ("phi", "yes"),
                ("agreement", "yes"),
                ("country", "United States"),
            ],
        )
        .rests_on("kestrel-security-overview.txt")
        .record(
            Subcontractors,
            &[
                ("name", "Support desk, not named"),
                ("service", "Customer support"),
                ("phi", "yes"),
                ("agreement", "unknown"),
            ],
        )
        .says(RAMAN, Role::Security)
        .answer("ctrl.encryption", "at-rest, in-transit, backups")
        .note("Nothing is said of laptops.")
        .answer("ctrl.mfa", "privileged, backup")
        .answer("ctrl.logging", "yes")
        .answer("assur.soc2_status", "type1")
        .answer("sub.uses", "yes")
        .answer("sub.inventory", "partial")
        .note("The hosting company is named; who does support is not.")
        .answer("sub.baa_chain", "partial")
        .answer("risk.in_ce_analysis", "2026-06-01")
        .on("2026-06-17 09:00")
        .exhibit("our-risk-analysis-2026.pdf", Record, "Our security risk analysis 2026, summary")
        .dated("2026-06-12")
        .shows("risk.in_ce_analysis", "p. 1, sec. 2.6")
        .says(RAMAN, Role::Security)
        .answer("risk.in_ce_analysis", "2026-06-12")
        .because("the analysis was finished on June 12; June 1 was the draft")
        .answer("ctrl.segmentation", "unknown")
        .follow_up(RAMAN, "2026-12-12")
        .answer("ctrl.risk_analysis", "2026-02-15")
}

/// An endorsement that names somebody else.
fn the_wrong_name(script: Script) -> Script {
    script
        .on("2026-07-01 13:20")
        .exhibit("kestrel-endorsement.txt", Insurance, "Additional-insured endorsement no. 11")
        .dated("2026-06-22")
        .expires("2027-06-01")
        .shows("ins.additional_insured", "")
        .record(
            Policies,
            &[
                ("insurer", "Great Skua Insurance"),
                ("policy", "GSK-2026-0611"),
                ("kind", "cyber"),
                ("from", "2026-06-01"),
                ("to", "2027-06-01"),
                ("per_claim", "$3,000,000"),
                ("additional_insured", "endorsement"),
                ("endorsement", "11"),
                ("entity", "Thistledown Medical Foundation"),
            ],
        )
        .rests_on("kestrel-endorsement.txt")
}

/// Since it turned out to keep the faxes, everything is gone through anew.
fn reassessed(script: Script) -> Script {
    script
        .on("2026-11-16 09:40")
        .reassess("Fall 2026", "2026-12-18")
        .on("2026-11-17 13:10")
        .interview(Role::Legal, &[OKAFOR])
        .confirm(&["baa.security_rule", "baa.report_incidents", "liab.indemnity", "ins.required"])
}
