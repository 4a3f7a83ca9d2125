//! Juniper Shredding: paper only, so much of what concerns systems does not apply; nearly all of the rest is documented.

use super::agreement;
use super::script::{LINDQVIST, NAKAMURA, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{Agreement, Insurance, Letter, Record};
use crate::domain::question::Role;
use crate::domain::register::RegisterKind::{
    Audits, Insurance as Policies, Problems, Subcontractors,
};
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Juniper Shredding", Tier::Low, "2026-02-02 09:00")
        .profile(&[
            ("services", "Collects and destroys paper records."),
            ("phi_first_disclosed", "2025-03-17"),
        ])
        .then(the_agreement)
        .then(the_vendor)
        .then(our_own_part)
}

fn the_agreement(script: Script) -> Script {
    script
        .on("2026-03-03 10:00")
        .interview(Role::Legal, &[OKAFOR, LINDQVIST])
        .exhibit("juniper-baa.pdf", Agreement, "Business associate agreement with Juniper")
        .dated("2025-03-10")
        .shows("baa.executed", "p. 1, sec. 9")
        .shows("baa.before_phi", "p. 1")
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
        .then(|script| agreement::on_the_form(script, "juniper-baa.pdf", "2025-03-10"))
        .then(agreement::told_within_a_day)
        .clause(
            ("AG-01", "controls", "2.1"),
            "Schedule A names the controls: locked consoles, GPS-tracked trucks, shredding on the day of collection, background checks.",
            &[],
        )
        .then(agreement::audited)
        .then(agreement::insured)
        .then(agreement::returned)
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
        .answer("ins.required", "yes")
        .answer("liab.indemnity", "yes")
        .answer("data.return_clause", "yes")
        .answer("data.certificate", "yes")
        .says(LINDQVIST, Role::Procurement)
        .exhibit("juniper-endorsement.pdf", Insurance, "Additional-insured endorsement")
        .dated("2026-03-02")
        .expires("2027-03-01")
        .shows("ins.additional_insured", "p. 1")
        .shows("ins.expiry", "p. 1")
        .record(
            Policies,
            &[
                ("insurer", "Great Skua Insurance"),
                ("policy", "GSK-2026-0302"),
                ("kind", "cyber"),
                ("from", "2026-03-01"),
                ("to", "2027-03-01"),
                ("per_claim", "$5,000,000"),
                ("additional_insured", "endorsement"),
                ("entity", "Thistledown Regional Health"),
            ],
        )
        .rests_on("juniper-endorsement.pdf")
        .answer("ins.additional_insured", "records")
        .answer("ins.expiry", "records")
        .exhibit("our-ba-determinations.csv", Record, "Business associate determinations 2026")
        .dated("2026-02-10")
        .shows("risk.ba_status", "sec. row 7")
        .exhibit("our-agency-memo.pdf", Record, "Agency analysis by counsel")
        .dated("2026-02-18")
        .shows("risk.agency", "p. 1, sec. 2")
}

fn the_vendor(script: Script) -> Script {
    script
        .on("2026-07-09 13:00")
        .interview(Role::VendorManager, &[NAKAMURA, "D. Petrov (Juniper)"])
        .exhibit("juniper-officer-letter.pdf", Letter, "Officer's letter")
        .dated("2026-07-08")
        .shows("ctrl.risk_analysis", "p. 1, sec. 1")
        .shows("risk.phi_volume", "p. 1, sec. 2")
        .shows("sub.uses", "p. 1, sec. 3")
        .shows("ir.history", "p. 1, sec. 4")
        .shows("ctrl.logging", "p. 1, sec. 5")
        .shows("ctrl.segmentation", "p. 1, sec. 6")
        .shows("ir.plan", "p. 1, sec. 7")
        .record(
            Audits,
            &[
                ("kind", "risk_analysis"),
                ("on", "2026-06-30"),
                ("scope", "Collection and destruction"),
                ("side", "vendor"),
            ],
        )
        .rests_on("juniper-officer-letter.pdf")
        .none_in(Subcontractors)
        .says("D. Petrov (Juniper)", Role::Vendor)
        .answer("ctrl.risk_analysis", "2026-06-30")
        .answer("risk.phi_volume", "100000-999999")
        .answer("sub.uses", "records")
        .answer("ir.history", "no")
        .answer("ctrl.logging", "yes")
        .answer("ctrl.segmentation", "yes")
        .answer("ir.plan", "yes")
        .says(RAMAN, Role::Security)
        .answer("ctrl.mfa", "na")
        .note("Juniper holds paper only and has no system with our PHI.")
        .answer("ctrl.encryption", "na")
        .note("Paper only: there is no electronic PHI to encrypt.")
        .answer("avail.restore_test", "na")
        .note("Nothing is kept, so there is nothing to restore.")
        .answer("assur.soc2_status", "na")
        .note("A SOC 2 report is about systems; our ride-along stands in for it.")
}

fn our_own_part(script: Script) -> Script {
    script
        .on("2026-10-05 10:10")
        .says(NAKAMURA, Role::VendorManager)
        .record(
            Audits,
            &[
                ("kind", "site_visit"),
                ("on", "2026-09-14"),
                ("scope", "Ride-along from two clinics to the plant"),
                ("by", "Grace Nakamura"),
                ("side", "ours"),
                ("result", "clean"),
            ],
        )
        .answer("assur.last_assessed", "records")
        .none_in(Problems)
        .exhibit("our-vendor-reviews-2026.csv", Record, "Vendor reviews 2026")
        .dated("2026-09-15")
        .shows("assur.last_assessed", "sec. row 4")
        .answer("assur.annual_independent", "partial")
        .note("Members of its trade association are audited; the contract does not oblige Juniper to show us the report.")
        .exhibit("juniper-destruction-log.csv", Record, "Certificates of destruction, August to October")
        .dated("2026-10-02")
        .shows("data.certificate", "sec. rows 1 to 3")
        .shows("liab.pattern_known", "sec. rows 1 to 3")
        .answer("liab.pattern_known", "no")
        .says(RAMAN, Role::Security)
        .answer("risk.in_ce_analysis", "2026-06-12")
        .exhibit("our-risk-analysis-2026.pdf", Record, "Our security risk analysis 2026, summary")
        .dated("2026-06-12")
        .shows("risk.in_ce_analysis", "p. 1, sec. 2.7")
}
