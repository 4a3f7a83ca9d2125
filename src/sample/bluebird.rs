//! Bluebird Telehealth: well documented, with a few things left to do.

use super::agreement;
use super::script::{CASTELLANOS, LINDQVIST, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{
    Agreement, AuditReport, Insurance, Letter, PenetrationTest, Record,
};
use crate::domain::question::Role;
use crate::domain::register::RegisterKind::{Audits, Insurance as Policies, Subcontractors};
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Bluebird Telehealth", Tier::High, "2026-01-22 11:00")
        .then(who_it_is)
        .then(the_agreement)
        .then(insurance)
        .then(security)
        .then(the_review)
}

fn who_it_is(script: Script) -> Script {
    script.profile(&[
        ("services", "Video visits, and the notes of them."),
        ("phi_first_disclosed", "2025-07-14"),
        ("people_by_state", "NJ=2400; NY=15600"),
        ("systems", "Electronic health record; Bluebird visit platform"),
        ("contact_1_title", "Compliance Officer"),
        ("contact_1_first_name", "Astrid"),
        ("contact_1_last_name", "Lindgren"),
        ("contact_1_city", "Duluth"),
        ("contact_1_state", "MN"),
        ("contact_1_phone", "555-0100"),
    ])
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
        .shows("notice.content", "p. 1, sec. 3.3")
        .shows("assur.audit_right", "p. 1, sec. 5")
        .shows("ins.required", "p. 1, sec. 6")
        .shows("liab.indemnity", "p. 1, sec. 7")
        .shows("data.return_clause", "p. 1, sec. 8")
        .shows("data.certificate", "p. 1, sec. 8")
        .then(|script| agreement::on_the_form(script, "bluebird-baa.pdf", "2025-06-30"))
        .then(agreement::told_within_a_day)
        .then(agreement::long_version)
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "business-associate")
        .answer("risk.agency", "independent")
        .answer("baa.executed", "yes")
        .answer("baa.before_phi", "yes")
        .answer("baa.security_rule", "yes")
        .answer("baa.report_incidents", "yes")
        .answer("ctrl.contract_schedule", "yes")
        .answer("notice.contract_hours", "records")
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
        .exhibit("bluebird-endorsement.pdf", Insurance, "Additional-insured endorsement")
        .dated("2026-02-03")
        .expires("2027-02-01")
        .shows("ins.expiry", "p. 1")
        .record(
            Policies,
            &[
                ("insurer", "Kittiwake Mutual"),
                ("policy", "KM-CY-19442"),
                ("kind", "cyber"),
                ("from", "2026-02-01"),
                ("to", "2027-02-01"),
                ("retroactive", "2023-02-01"),
                ("per_claim", "$5,000,000"),
                ("aggregate", "$10,000,000"),
                ("retention", "$100,000"),
                ("additional_insured", "endorsement"),
                ("endorsement", "4"),
                ("entity", "Thistledown Regional Health"),
            ],
        )
        .rests_on("bluebird-endorsement.pdf")
        .answer("ins.additional_insured", "records")
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
        .then(what_was_checked)
        .record(
            Subcontractors,
            &[
                ("name", "Curlew Cloud"),
                ("service", "Hosting"),
                ("phi", "yes"),
                ("agreement", "yes"),
                ("agreement_dated", "2023-02-14"),
                ("country", "United States"),
            ],
        )
        .rests_on("bluebird-subcontractors.csv")
        .record(
            Subcontractors,
            &[
                ("name", "Dipper Captioning"),
                ("service", "Live captions"),
                ("phi", "yes"),
                ("agreement", "yes"),
                ("agreement_dated", "2025-10-01"),
                ("country", "United States"),
            ],
        )
        .rests_on("bluebird-subcontractors.csv")
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

fn what_was_checked(script: Script) -> Script {
    script
        .record(
            Audits,
            &[
                ("kind", "soc2_type2"),
                ("on", "2026-08-06"),
                ("period_from", "2025-07-01"),
                ("period_to", "2026-06-30"),
                ("scope", "Video-visit platform; hosting carved out"),
                ("side", "independent"),
                ("result", "clean"),
            ],
        )
        .rests_on("bluebird-soc2-2026.pdf")
        .record(
            Audits,
            &[
                ("kind", "penetration_test"),
                ("on", "2026-07-24"),
                ("period_from", "2026-07-13"),
                ("period_to", "2026-07-17"),
                ("scope", "The video-visit platform and its interfaces"),
                ("by", "Sandpiper Security Testing"),
                ("side", "independent"),
                ("result", "findings"),
                ("findings", "One medium finding."),
                ("closed", "yes"),
            ],
        )
        .rests_on("bluebird-pentest-2026.pdf")
        .record(Audits, &[("kind", "risk_analysis"), ("on", "2026-05-18"), ("side", "vendor")])
        .rests_on("bluebird-officer-letter.pdf")
}

fn the_review(script: Script) -> Script {
    script
        .on("2026-08-21 09:20")
        .says(RAMAN, Role::Security)
        .record(
            Audits,
            &[
                ("kind", "document_review"),
                ("on", "2026-08-20"),
                ("scope", "SOC 2 report and penetration test letter"),
                ("by", "Priya Raman"),
                ("side", "ours"),
                ("result", "findings"),
                ("findings", "Two minor points."),
                ("closed", "unknown"),
            ],
        )
        .answer("assur.last_assessed", "records")
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
