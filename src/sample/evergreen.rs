//! Evergreen Backup: a newer test superseded the older one and left a question behind; the insurance ran out.

use super::agreement;
use super::script::{LINDQVIST, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{Agreement, Insurance, Letter, PenetrationTest, Record};
use crate::domain::question::Role;
use crate::domain::register::RegisterKind::{
    Audits, Clauses, Insurance as Policies, Subcontractors,
};
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Evergreen Backup", Tier::Medium, "2026-01-27 10:05")
        .then(who_it_is)
        .then(the_agreement)
        .then(security)
        .then(fall)
}

fn who_it_is(script: Script) -> Script {
    script.profile(&[
        ("services", "Keeps encrypted backups of all our systems."),
        ("phi_first_disclosed", "2024-12-09"),
        ("people_by_state", "NJ=14200; NY=188400; PA=8100"),
        ("systems", "All of ours, as encrypted copies"),
    ])
}

fn the_agreement(script: Script) -> Script {
    script
        .on("2026-02-18 13:00")
        .interview(Role::Legal, &[OKAFOR, LINDQVIST])
        .exhibit("evergreen-baa.pdf", Agreement, "Business associate agreement with Evergreen")
        .dated("2024-11-25")
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
        .then(|script| agreement::on_the_form(script, "evergreen-baa.pdf", "2024-11-25"))
        .clause(
            ("AG-01", "notice", "3.2"),
            "First notice is due within 48 hours. The clock starts when any worker of Vendor first suspects an incident.",
            &[("hours", "48"), ("starts", "suspicion")],
        )
        .then(agreement::audited)
        .clause(
            ("AG-01", "insurance", "6"),
            "Vendor carries cyber liability insurance of at least $2,000,000 while it holds PHI.",
            &[("amount", "$2,000,000")],
        )
        .then(agreement::returned)
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "business-associate")
        .note("Holds encrypted copies and no key, and is a business associate all the same.")
        .answer("risk.agency", "independent")
        .answer("baa.executed", "yes")
        .answer("baa.before_phi", "yes")
        .answer("baa.security_rule", "yes")
        .answer("baa.report_incidents", "yes")
        .answer("ctrl.contract_schedule", "yes")
        .answer("notice.contract_hours", "48")
        .answer("notice.trigger", "suspicion")
        .answer(
            "notice.content",
            "individuals, what-happened, data-types, scope, remediation, protective-steps, contact",
        )
        .answer("assur.audit_right", "yes")
        .answer("assur.annual_independent", "yes")
        .answer("liab.indemnity", "yes")
        .answer("data.return_clause", "yes")
        .answer("data.certificate", "yes")
        .says(LINDQVIST, Role::Procurement)
        .answer("ins.required", "yes")
        .exhibit("evergreen-insurance-policy.pdf", Insurance, "Cyber policy, declarations")
        .dated("2025-12-01")
        .expires("2026-10-15")
        .shows("ins.expiry", "p. 1")
        .shows("ins.additional_insured", "p. 1, sec. Endorsement 2")
        .record(
            Policies,
            &[
                ("insurer", "Gannet Specialty"),
                ("policy", "GS-88-4410"),
                ("kind", "cyber"),
                ("from", "2025-10-15"),
                ("to", "2026-10-15"),
                ("per_claim", "$2,000,000"),
                ("additional_insured", "endorsement"),
                ("endorsement", "2"),
                ("entity", "Thistledown Regional Health"),
            ],
        )
        .rests_on("evergreen-insurance-policy.pdf")
        .answer("ins.expiry", "records")
        .answer("ins.additional_insured", "records")
        .exhibit("our-ba-determinations.csv", Record, "Business associate determinations 2026")
        .dated("2026-02-10")
        .shows("risk.ba_status", "sec. row 5")
        .exhibit("our-agency-memo.pdf", Record, "Agency analysis by counsel")
        .dated("2026-02-18")
        .shows("risk.agency", "p. 1, sec. 2")
}

fn security(script: Script) -> Script {
    script
        .on("2026-03-12 10:00")
        .says(RAMAN, Role::Security)
        .exhibit("evergreen-pentest-2025.pdf", PenetrationTest, "Penetration test 2025, letter")
        .dated("2025-09-01")
        .shows("ctrl.segmentation", "p. 1")
        .shows("ctrl.mfa", "p. 1")
        .answer("ctrl.segmentation", "yes")
        .answer("ctrl.mfa", "remote, privileged, end-user, email, backup")
        .answer("avail.restore_test", "2025-06-21")
        .on("2026-07-08 09:30")
        .exhibit("evergreen-restore-report.pdf", Record, "Restore test report")
        .dated("2026-07-01")
        .shows("avail.restore_test", "p. 1")
        .answer("avail.restore_test", "2026-06-27")
        .on("2026-07-21 14:15")
        .exhibit("evergreen-officer-letter.txt", Letter, "Officer's letter")
        .dated("2026-07-20")
        .shows("ctrl.risk_analysis", "sec. 1")
        .shows("ctrl.encryption", "sec. 2")
        .shows("ctrl.logging", "sec. 3")
        .shows("sub.uses", "sec. 4")
        .shows("ir.history", "sec. 5")
        .shows("ir.plan", "sec. 6")
        .record(Audits, &[("kind", "risk_analysis"), ("on", "2026-03-06"), ("side", "vendor")])
        .rests_on("evergreen-officer-letter.txt")
        .record(
            Audits,
            &[
                ("kind", "restore_test"),
                ("on", "2026-06-27"),
                ("scope", "The whole Thistledown backup set, to an isolated host"),
                ("side", "vendor"),
                ("result", "clean"),
            ],
        )
        .rests_on("evergreen-restore-report.pdf")
        .none_in(Subcontractors)
        .says("N. Brandt (Evergreen)", Role::Vendor)
        .answer("ctrl.risk_analysis", "2026-03-06")
        .answer("ctrl.encryption", "at-rest, in-transit, backups, alternative")
        .note("No portable medium holds our data; that is written down as the alternative.")
        .answer("ctrl.logging", "yes")
        .answer("sub.uses", "no")
        .answer("ir.history", "no")
        .answer("ir.plan", "yes")
        .says(RAMAN, Role::Security)
        .answer("risk.phi_volume", "100000-999999")
        .note("All that our own systems hold; no count was made.")
        .answer("risk.in_ce_analysis", "2026-06-12")
        .exhibit("our-risk-analysis-2026.pdf", Record, "Our security risk analysis 2026, summary")
        .dated("2026-06-12")
        .shows("risk.in_ce_analysis", "p. 1, sec. 2.5")
}

fn fall(script: Script) -> Script {
    script
        .on("2026-09-08 10:45")
        .exhibit("evergreen-pentest-2026.pdf", PenetrationTest, "Penetration test 2026, letter")
        .dated("2026-08-28")
        .supersedes("evergreen-pentest-2025.pdf")
        .shows("ctrl.mfa", "p. 1")
        .record(
            Audits,
            &[
                ("kind", "penetration_test"),
                ("on", "2026-08-28"),
                ("period_from", "2026-08-10"),
                ("period_to", "2026-08-14"),
                ("scope", "Customer portal and consoles; not the separation of networks"),
                ("by", "Sandpiper Security Testing"),
                ("side", "independent"),
                ("result", "clean"),
            ],
        )
        .rests_on("evergreen-pentest-2026.pdf")
        .on("2026-09-10 15:20")
        .record(
            Audits,
            &[
                ("kind", "document_review"),
                ("on", "2026-09-10"),
                ("scope", "Penetration test letter and restore report"),
                ("by", "Priya Raman"),
                ("side", "ours"),
                ("result", "findings"),
                ("findings", "Insurance to be renewed."),
                ("closed", "no"),
            ],
        )
        .set_aside(Clauses, "CL-07", "The subject is wrong: these words promise a report, not test results.")
        .says(RAMAN, Role::Security)
        .answer("assur.soc2_status", "na")
        .note("Evergreen is too small for a SOC 2 report; the yearly penetration test and our own review stand in for it.")
        .answer("assur.last_assessed", "2026-09-10")
        .answer("liab.pattern_known", "no")
        .on("2026-09-16 15:00")
        .exhibit("our-vendor-reviews-2026.csv", Record, "Vendor reviews 2026")
        .dated("2026-09-15")
        .shows("assur.last_assessed", "sec. row 3")
        .on("2026-10-19 11:10")
        .own("ins.expiry", LINDQVIST, "2026-11-30")
        .own("ctrl.segmentation", RAMAN, "2027-01-15")
}
