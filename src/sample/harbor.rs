//! Harbor Transcription: half documented, and a gap that was accepted.

use super::agreement;
use super::script::{NAKAMURA, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{Agreement, Certificate, Letter, Record};
use crate::domain::question::Role;
use crate::domain::register::RegisterKind::{Agreements, Audits, Insurance as Policies};
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Harbor Transcription", Tier::High, "2026-01-29 14:25")
        .then(who_it_is)
        .then(the_agreement)
        .then(security)
        .then(the_order_form)
}

fn who_it_is(script: Script) -> Script {
    script.profile(&[
        ("services", "Transcribes dictation."),
        ("phi_first_disclosed", "2024-09-03"),
        ("people_by_state", "NJ=3100; NY=38700"),
    ])
}

fn the_agreement(script: Script) -> Script {
    script
        .on("2026-02-25 09:30")
        .interview(Role::Legal, &[OKAFOR])
        .exhibit("harbor-baa.pdf", Agreement, "Business associate agreement with Harbor")
        .dated("2024-08-21")
        .shows("baa.executed", "p. 1, sec. 9")
        .shows("baa.before_phi", "p. 1")
        .shows("baa.security_rule", "p. 1, sec. 2.1")
        .shows("baa.report_incidents", "p. 1, sec. 3.1")
        .shows("notice.contract_hours", "p. 1, sec. 3.2")
        .shows("notice.trigger", "p. 1, sec. 3.2")
        .shows("notice.content", "p. 1, sec. 3.3")
        .shows("assur.audit_right", "p. 1, sec. 5")
        .shows("ins.required", "p. 1, sec. 6")
        .shows("liab.indemnity", "p. 1, sec. 7")
        .shows("data.return_clause", "p. 1, sec. 8")
        .then(|script| agreement::on_the_form(script, "harbor-baa.pdf", "2024-08-21"))
        .clause(
            ("AG-01", "notice", "3.2"),
            "First notice is due within 48 hours. The clock starts with a confirmed security incident.",
            &[("hours", "48"), ("starts", "confirmed-incident")],
        )
        .clause(
            ("AG-01", "audit_right", "5"),
            "Covered Entity may audit on 30 days' notice and after an incident.",
            &[],
        )
        .clause(
            ("AG-01", "insurance", "6"),
            "Vendor carries cyber liability insurance while it holds PHI.",
            &[("amount", "none")],
        )
        .clause(
            ("AG-01", "return", "8"),
            "At termination Vendor returns or destroys all PHI and keeps no copies.",
            &[],
        )
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "business-associate")
        .answer("risk.agency", "not-analyzed")
        .note("The order form lets us set working methods; that needs a look of its own.")
        .counsel_note("If Harbor is our agent, its knowledge is ours. Settle before the renewal.")
        .answer("baa.executed", "yes")
        .answer("baa.before_phi", "yes")
        .answer("baa.security_rule", "yes")
        .answer("baa.report_incidents", "yes")
        .answer("ctrl.contract_schedule", "no")
        .answer("notice.contract_hours", "records")
        .answer("notice.trigger", "confirmed-incident")
        .answer(
            "notice.content",
            "individuals, what-happened, data-types, scope, remediation, protective-steps, contact",
        )
        .answer("assur.audit_right", "yes")
        .answer("assur.annual_independent", "no")
        .answer("ins.required", "yes")
        .answer("liab.indemnity", "yes")
        .answer("data.return_clause", "yes")
        .answer("data.certificate", "no")
        .exhibit("our-ba-determinations.csv", Record, "Business associate determinations 2026")
        .dated("2026-02-10")
        .shows("risk.ba_status", "sec. row 6")
        .accept(
            "data.certificate",
            "2026-12-31",
            "Harbor keeps dictation for 30 days only; the certificate comes with the renewal.",
        )
        .own("risk.agency", OKAFOR, "2026-12-31")
}

fn security(script: Script) -> Script {
    script
        .on("2026-05-20 11:00")
        .interview(Role::Security, &[RAMAN, NAKAMURA])
        .exhibit("harbor-iso-certificate.pdf", Certificate, "ISO/IEC 27001 certificate")
        .dated("2025-09-22")
        .expires("2028-09-21")
        .shows("ctrl.encryption", "p. 1")
        .exhibit("harbor-security-answers.txt", Letter, "Harbor's answers on security")
        .dated("2026-05-19")
        .shows("ctrl.logging", "sec. 3")
        .shows("ctrl.mfa", "sec. 4")
        .record(
            Audits,
            &[
                ("kind", "iso27001"),
                ("on", "2025-09-22"),
                ("scope", "Transcription platform and editors' workplaces"),
                ("side", "independent"),
                ("result", "clean"),
            ],
        )
        .rests_on("harbor-iso-certificate.pdf")
        .record(
            Audits,
            &[
                ("kind", "questionnaire"),
                ("on", "2026-05-20"),
                ("scope", "Answers on security, with what they leave open"),
                ("by", "Priya Raman"),
                ("side", "ours"),
                ("result", "findings"),
                ("findings", "Editors' own computers; no record of who opened which dictation."),
                ("closed", "no"),
            ],
        )
        .rests_on("harbor-security-answers.txt")
        .record(Audits, &[("kind", "risk_analysis"), ("on", "2024-10-01"), ("side", "vendor")])
        .says(RAMAN, Role::Security)
        .answer("ctrl.encryption", "at-rest, in-transit, backups, portable")
        .answer("ctrl.logging", "partial")
        .note("Log-ins are recorded; who opened which dictation is not.")
        .answer("ctrl.mfa", "privileged")
        .answer("ctrl.risk_analysis", "2024-10-01")
        .note("The last one that Harbor could name.")
        .answer("ctrl.segmentation", "no")
        .note("Editors work at home on computers of their own.")
        .own("ctrl.segmentation", RAMAN, "2027-02-28")
        .answer("avail.restore_test", "none")
        .answer("assur.soc2_status", "no-report")
        .answer("assur.annual_independent", "yes")
        .note("The certificate stands only if surveillance is passed each year; no report of it was shown.")
        .answer("assur.last_assessed", "records")
        .answer("ir.plan", "yes")
        .answer("sub.uses", "no")
        .says(NAKAMURA, Role::VendorManager)
        .answer("risk.phi_volume", "10000-99999")
        .answer("liab.pattern_known", "no")
}

/// A second paper binds too, and sets another time.
fn the_order_form(script: Script) -> Script {
    script
        .on("2026-07-14 10:20")
        .exhibit("harbor-order-form.txt", Agreement, "Harbor's order form")
        .dated("2024-09-02")
        .record(
            Agreements,
            &[
                ("kind", "contract"),
                ("title", "Order form"),
                ("effective", "2024-09-02"),
                ("signed", "2024-09-02"),
                ("expires", "none"),
                ("parties", "Thistledown Regional Health"),
            ],
        )
        .rests_on("harbor-order-form.txt")
        .clause(
            ("AG-02", "notice", "7"),
            "Harbor tells Customer of a security incident within 72 hours after it is confirmed.",
            &[("hours", "72"), ("starts", "confirmed-incident")],
        )
        .clause(
            ("AG-02", "liability_cap", "9"),
            "Harbor's liability is limited to $250,000 a year.",
            &[("amount", "$250,000")],
        )
        .record(
            Policies,
            &[
                ("insurer", "Kittiwake Mutual"),
                ("policy", "KM-CY-20155"),
                ("kind", "cyber"),
                ("from", "2026-01-01"),
                ("to", "2027-01-01"),
                ("retroactive", "2025-01-01"),
                ("per_claim", "$1,000,000"),
                ("additional_insured", "certificate"),
                ("certificate_dated", "2026-01-05"),
            ],
        )
        .says(NAKAMURA, Role::VendorManager)
        .answer("ins.additional_insured", "endorsement")
        .note("Harbor's broker says that an endorsement was issued in April; the copy is promised.")
}
