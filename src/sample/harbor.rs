//! Harbor Transcription: half documented, and a gap that was accepted.

use super::script::{NAKAMURA, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{Agreement, Certificate, Letter, Record};
use crate::domain::question::Role;
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Harbor Transcription", Tier::High, "2026-01-29 14:25")
        .then(the_agreement)
        .then(security)
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
        .answer("notice.contract_hours", "48")
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
        .answer("assur.last_assessed", "2026-05-20")
        .answer("ir.plan", "yes")
        .answer("sub.uses", "no")
        .says(NAKAMURA, Role::VendorManager)
        .answer("risk.phi_volume", "10000-99999")
        .answer("liab.pattern_known", "no")
}
