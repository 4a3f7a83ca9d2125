//! Delta Print & Mail: every answer rests on a current exhibit, and the record is signed off.

use super::agreement;
use super::script::{LINDQVIST, NAKAMURA, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{Agreement, AuditReport, Insurance, Letter, Record};
use crate::domain::question::Role;
use crate::domain::register::RegisterKind::{
    Audits, Insurance as Policies, Problems, Subcontractors,
};
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Delta Print & Mail", Tier::Medium, "2026-01-26 09:10")
        .then(who_it_is)
        .then(the_agreement)
        .then(the_vendor)
        .then(our_own_part)
}

fn who_it_is(script: Script) -> Script {
    script.profile(&[
        ("services", "Prints and mails patients' statements."),
        ("phi_first_disclosed", "2025-06-02"),
        ("people_by_state", "NJ=6100; NY=35200; PA=700"),
        ("systems", "Billing; Delta statement archive"),
        ("contact_1_title", "General Manager"),
        ("contact_1_first_name", "Comfort"),
        ("contact_1_last_name", "Abara"),
        ("contact_1_address", "12 Sample Street"),
        ("contact_1_city", "Utica"),
        ("contact_1_state", "NY"),
        ("contact_1_zip", "13501"),
        ("contact_1_phone", "555-0100"),
    ])
}

fn the_agreement(script: Script) -> Script {
    script
        .on("2026-02-17 10:00")
        .interview(Role::Legal, &[OKAFOR, LINDQVIST])
        .exhibit("delta-baa.pdf", Agreement, "Business associate agreement with Delta")
        .dated("2025-05-12")
        .shows("baa.executed", "p. 1, sec. 9")
        .shows("baa.before_phi", "p. 1")
        .shows("baa.security_rule", "p. 1, sec. 2.1")
        .shows("baa.report_incidents", "p. 1, sec. 3.1")
        .shows("ctrl.contract_schedule", "p. 1, sec. 2.1")
        .shows("notice.content", "p. 1, sec. 3.3")
        .shows("assur.audit_right", "p. 1, sec. 5")
        .shows("assur.annual_independent", "p. 1, sec. 5")
        .shows("ins.required", "p. 1, sec. 6")
        .shows("liab.indemnity", "p. 1, sec. 7")
        .shows("data.return_clause", "p. 1, sec. 8")
        .shows("data.certificate", "p. 1, sec. 8")
        .then(|script| agreement::on_the_form(script, "delta-baa.pdf", "2025-05-12"))
        .then(agreement::told_within_a_day)
        .then(agreement::long_version)
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "business-associate")
        .answer("risk.agency", "independent")
        .answer("baa.executed", "yes")
        .answer("baa.before_phi", "yes")
        .note("First statement run on 2025-06-02.")
        .answer("baa.security_rule", "yes")
        .answer("baa.report_incidents", "yes")
        .answer("ctrl.contract_schedule", "yes")
        .answer("notice.contract_hours", "records")
        .answer("notice.trigger", "records")
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
        .shows("risk.ba_status", "sec. row 4")
        .on("2026-02-19 09:05")
        .exhibit("our-agency-memo.pdf", Record, "Agency analysis by counsel")
        .dated("2026-02-18")
        .shows("risk.agency", "p. 1, sec. 2")
}

fn the_vendor(script: Script) -> Script {
    script
        .on("2026-06-04 11:00")
        .says(LINDQVIST, Role::Procurement)
        .exhibit("delta-endorsement.pdf", Insurance, "Additional-insured endorsement")
        .dated("2026-06-01")
        .expires("2027-06-01")
        .record(
            Policies,
            &[
                ("insurer", "Kittiwake Mutual"),
                ("policy", "KM-CY-20718"),
                ("kind", "cyber"),
                ("from", "2026-06-01"),
                ("to", "2027-06-01"),
                ("retroactive", "none"),
                ("per_claim", "$5,000,000"),
                ("aggregate", "$5,000,000"),
                ("retention", "$50,000"),
                ("additional_insured", "endorsement"),
                ("endorsement", "3"),
                ("entity", "Thistledown Regional Health"),
            ],
        )
        .rests_on("delta-endorsement.pdf")
        .answer("ins.additional_insured", "records")
        .answer("ins.expiry", "records")
        .on("2026-09-03 09:30")
        .interview(Role::Vendor, &["C. Abara (Delta)", RAMAN])
        .exhibit("delta-soc2-2026.pdf", AuditReport, "SOC 2 Type II report, summary")
        .dated("2026-09-02")
        .period("2025-08-01", "2026-07-31")
        .shows("assur.soc2_status", "p. 1, sec. 1")
        .shows("ctrl.mfa", "p. 1, sec. 2.1")
        .shows("ctrl.encryption", "p. 1, sec. 2.2")
        .shows("ctrl.logging", "p. 1, sec. 2.3")
        .shows("ctrl.segmentation", "p. 1, sec. 2.4")
        .exhibit("delta-officer-letter.pdf", Letter, "Officer's letter")
        .dated("2026-08-31")
        .shows("ctrl.risk_analysis", "p. 1, sec. 1")
        .shows("sub.uses", "p. 1, sec. 2")
        .shows("ir.history", "p. 1, sec. 3")
        .shows("risk.phi_volume", "p. 1, sec. 4")
        .shows("ir.plan", "p. 1, sec. 5")
        .exhibit("delta-restore-test.txt", Record, "Restore test report")
        .dated("2026-08-14")
        .shows("avail.restore_test", "")
        .record(
            Audits,
            &[
                ("kind", "soc2_type2"),
                ("on", "2026-09-02"),
                ("period_from", "2025-08-01"),
                ("period_to", "2026-07-31"),
                ("scope", "Statement printing, its archive and the print network"),
                ("side", "independent"),
                ("result", "clean"),
            ],
        )
        .rests_on("delta-soc2-2026.pdf")
        .record(
            Audits,
            &[
                ("kind", "risk_analysis"),
                ("on", "2026-04-22"),
                ("by", "Delta's own compliance staff"),
                ("side", "vendor"),
            ],
        )
        .rests_on("delta-officer-letter.pdf")
        .record(
            Audits,
            &[
                ("kind", "restore_test"),
                ("on", "2026-08-14"),
                ("scope", "Statement archive and job database, full"),
                ("side", "vendor"),
                ("result", "clean"),
            ],
        )
        .rests_on("delta-restore-test.txt")
        .none_in(Subcontractors)
        .says("C. Abara (Delta)", Role::Vendor)
        .answer("assur.soc2_status", "type2-clean")
        .answer("ctrl.mfa", "remote, privileged, end-user, email, backup")
        .answer("ctrl.encryption", "at-rest, in-transit, backups, portable")
        .answer("ctrl.logging", "yes")
        .answer("ctrl.segmentation", "yes")
        .answer("ctrl.risk_analysis", "2026-04-22")
        .answer("sub.uses", "records")
        .answer("ir.history", "no")
        .answer("risk.phi_volume", "10000-99999")
        .answer("ir.plan", "yes")
        .answer("avail.restore_test", "2026-08-14")
}

fn our_own_part(script: Script) -> Script {
    script
        .on("2026-09-15 16:10")
        .interview(Role::Security, &[RAMAN, NAKAMURA])
        .says(RAMAN, Role::Security)
        .answer("risk.in_ce_analysis", "2026-06-12")
        .exhibit("our-risk-analysis-2026.pdf", Record, "Our security risk analysis 2026, summary")
        .dated("2026-06-12")
        .shows("risk.in_ce_analysis", "p. 1, sec. 2.4")
        .exhibit("our-vendor-reviews-2026.csv", Record, "Vendor reviews 2026")
        .dated("2026-09-15")
        .record(
            Audits,
            &[
                ("kind", "site_visit"),
                ("on", "2026-09-03"),
                ("scope", "SOC 2 report read; visit to the print floor"),
                ("by", "Priya Raman"),
                ("side", "ours"),
                ("result", "clean"),
            ],
        )
        .rests_on("our-vendor-reviews-2026.csv")
        .answer("assur.last_assessed", "records")
        .says(NAKAMURA, Role::VendorManager)
        .none_in(Problems)
        .answer("liab.pattern_known", "no")
        .exhibit("delta-pattern-review.txt", Record, "Review of incidents and complaints")
        .dated("2026-09-03")
        .shows("liab.pattern_known", "")
        .on("2026-09-16 08:45")
        .change("delta-baa.pdf", "reread", "2026-09-15")
        .on("2026-09-18 16:30")
        .sign("I went through every answer with those who gave it. Each rests on what is on file.")
}
