//! Larkspur Health Records, the EHR vendor: assurances before the incident of March 16, 2026, and what the papers showed after it.

mod breach;

use super::agreement;
use super::script::{CASTELLANOS, LINDQVIST, OKAFOR, RAMAN, Script};
use crate::domain::event::ExhibitKind::{
    Agreement, AuditReport, Insurance, Letter, Other, PolicyDocument, Record,
};
use crate::domain::question::Role;
use crate::domain::register::RegisterKind::{
    Agreements, Audits, Insurance as Policies, Problems, Subcontractors,
};
use crate::domain::vendor::Tier;

pub(super) fn script() -> Script {
    Script::of("Larkspur Health Records", Tier::Critical, "2026-01-20 09:40")
        .then(who_it_is)
        .then(what_was_said_before)
        .then(the_first_days)
        .then(the_agreement_turns_up)
        .then(the_vendor_answers)
        .then(a_signature_is_missing)
        .then(spring)
        .then(summer_and_fall)
        .then(breach::the_incident)
        .then(breach::the_notices)
        .then(breach::the_letter)
}

fn who_it_is(script: Script) -> Script {
    script.profile(&[
        ("other_names", "Larkspur Health Records Holdings, Inc."),
        ("services", "Hosts the electronic health record of all four clinics."),
        ("phi_first_disclosed", "2025-02-10"),
        ("people_by_state", "NJ=14000; NY=188000; PA=8000"),
        ("systems", "Electronic health record; patient portal"),
        ("contact_1_title", "Account Director"),
        ("contact_1_first_name", "Jonas"),
        ("contact_1_last_name", "Halvorsen"),
        ("contact_1_address", "400 Sample Plaza"),
        ("contact_1_city", "Columbus"),
        ("contact_1_state", "OH"),
        ("contact_1_zip", "43004"),
        ("contact_1_phone", "555-0100"),
        ("contact_2_title", "Trust Office"),
        ("contact_2_phone", "555-0100"),
    ])
}

fn what_was_said_before(script: Script) -> Script {
    script
        .on("2026-03-02 09:50")
        .interview(Role::Legal, &[OKAFOR])
        .says(OKAFOR, Role::Legal)
        .answer("risk.ba_status", "business-associate")
        .note("Hosts the electronic health record of all four clinics.")
        .answer("risk.agency", "independent")
        .on("2026-03-02 10:00")
        .says(OKAFOR, Role::Legal)
        .answer("baa.executed", "yes")
        .note("Counsel recalls signing in January 2025. The copy is being looked for.")
        .answer("baa.before_phi", "yes")
        .note("The clinics went live on 2025-02-10.")
        .answer("baa.security_rule", "yes")
        .answer("baa.report_incidents", "yes")
        .answer("data.return_clause", "yes")
        .on("2026-03-04 14:00")
        .interview(Role::Security, &[RAMAN, "J. Halvorsen (Larkspur)"])
        .says(RAMAN, Role::Security)
        .answer("risk.phi_volume", "100000-999999")
        .note("About 210,000 patients.")
        .answer("risk.in_ce_analysis", "2025-02-28")
        .answer("assur.last_assessed", "2024-11-05")
        .note("The SOC 2 report of that year was read before the contract was signed.")
        .says("J. Halvorsen (Larkspur)", Role::Vendor)
        .answer("ctrl.risk_analysis", "2025-04-30")
        .answer("ctrl.mfa", "remote, privileged, end-user, email, backup")
        .answer("ctrl.encryption", "at-rest, in-transit, backups, portable")
        .answer("ctrl.logging", "yes")
        .answer("ctrl.segmentation", "yes")
        .note("\"Six environments, each an island of its own.\"")
        .answer("assur.soc2_status", "type2-clean")
        .answer("ir.plan", "yes")
        .answer("ir.history", "no")
        .note("Said in the meeting; the written confirmation was promised for the end of March.")
        .answer("sub.uses", "yes")
}

fn the_first_days(script: Script) -> Script {
    script
        .on("2026-03-17 16:20")
        .says(CASTELLANOS, Role::VendorManager)
        .answer("ir.history", "unknown")
        .note(
            "Larkspur called at 15:50: somebody was in one of its six environments for about eight hours on March 16; \
             closed the same day. Whether our records were in it is not known yet.",
        )
        .counsel_note(
            "Treat as a possible breach of our own from today. The day of this call may count as our day of discovery. \
             Outside counsel engaged at 16:05.",
        )
        .follow_up(CASTELLANOS, "2026-03-24")
        .on("2026-03-18 09:15")
        .says(RAMAN, Role::Security)
        .answer("ctrl.segmentation", "unknown")
        .note("What was said on March 4 can no longer be relied on.")
        .follow_up(RAMAN, "2026-04-15")
}

fn the_agreement_turns_up(script: Script) -> Script {
    script
        .on("2026-03-20 22:30")
        .exhibit("larkspur-baa.pdf", Agreement, "Business associate agreement with Larkspur")
        .dated("2025-01-02")
        .shows("baa.executed", "p. 1, sec. 7")
        .shows("baa.before_phi", "p. 1")
        .shows("baa.security_rule", "p. 1, sec. 2.1")
        .shows("baa.report_incidents", "p. 1, sec. 3.1")
        .shows("data.return_clause", "p. 1, sec. 6")
        .on("2026-03-20 22:40")
        .exhibit("larkspur-services-contract.pdf", Agreement, "Master services contract, excerpt")
        .dated("2025-01-02")
        .expires("2027-03-31")
        .shows("assur.audit_right", "p. 1, sec. 9")
        .shows("notice.contract_hours", "p. 1, sec. 11.1")
        .quoting("within 72 hours of confirming a security incident")
        .shows("notice.trigger", "p. 1, sec. 11.1")
        .shows("notice.content", "p. 1, sec. 11.2")
        .shows("ins.required", "p. 1, sec. 12")
        .shows("liab.indemnity", "p. 1, sec. 13")
        .shows("data.certificate", "p. 1, sec. 14")
        .then(what_the_papers_say)
        .says(OKAFOR, Role::Legal)
        .answer("notice.contract_hours", "records")
        .note("Counted from confirming, not from discovery.")
        .answer("notice.trigger", "records")
        .answer(
            "notice.content",
            "individuals, what-happened, data-types, scope, remediation, protective-steps, contact",
        )
        .answer("ctrl.contract_schedule", "no")
        .note("Neither the agreement nor the services contract names a control.")
        .answer("assur.audit_right", "partial")
        .note("We may read reports in the trust portal; no other audit takes place.")
        .answer("assur.annual_independent", "partial")
        .note("Reports are made; the contract does not oblige Larkspur to give them to us.")
        .answer("ins.required", "partial")
        .note("Only during the term, though our records stay with Larkspur for a while after it.")
        .answer("liab.indemnity", "no")
        .answer("data.certificate", "yes")
}

fn what_the_papers_say(script: Script) -> Script {
    script
        .then(|script| agreement::the_agreement(script, "larkspur-baa.pdf", "2025-01-02"))
        .clause(
            ("AG-01", "security_rule", "2.1"),
            "Vendor uses appropriate safeguards and complies with Subpart C of 45 CFR Part 164 for electronic PHI.",
            &[],
        )
        .clause(
            ("AG-01", "return", "6"),
            "At termination Vendor returns or destroys all PHI, copies of subcontractors included, and keeps none.",
            &[],
        )
        .record(
            Agreements,
            &[
                ("kind", "contract"),
                ("title", "Master services contract"),
                ("effective", "2025-01-02"),
                ("signed", "2025-01-02"),
                ("expires", "2027-03-31"),
                ("parties", "Thistledown Regional Health"),
            ],
        )
        .rests_on("larkspur-services-contract.pdf")
        .clause(
            ("AG-02", "audit_right", "9"),
            "Customer may read Vendor's current audit reports in its trust portal. No other audit takes place.",
            &[],
        )
        .clause(
            ("AG-02", "notice", "11.1"),
            "Vendor gives first notice within 72 hours of confirming a security incident.",
            &[("hours", "72"), ("starts", "confirmed-incident")],
        )
        .clause(
            ("AG-02", "insurance", "12"),
            "Vendor carries cyber liability insurance of at least $10,000,000 during the term.",
            &[("amount", "$10,000,000")],
        )
        .clause(
            ("AG-02", "liability_cap", "13"),
            "Each party bears its own losses up to the cap in the order form.",
            &[],
        )
}

fn the_vendor_answers(script: Script) -> Script {
    script
        .on("2026-03-23 10:10")
        .exhibit("larkspur-incident-notice.pdf", Letter, "Larkspur's notice of the incident")
        .dated("2026-03-17")
        .shows("ir.history", "p. 1, sec. 1")
        .quoting("one of the six environments in which we host customer records")
        .exhibit("larkspur-8k-excerpt.pdf", Record, "Form 8-K, Item 1.05, as filed with the SEC")
        .dated("2026-03-20")
        .shows("ir.history", "p. 1")
        .quoting("contained the same day")
        .says(CASTELLANOS, Role::VendorManager)
        .answer("ir.history", "yes")
        .note(
            "March 16, 2026: one of six environments reached for about eight hours, contained the same day, reported to \
             the SEC. Our records were in that environment. Which were viewed is not known yet.",
        )
        .on("2026-03-25 11:00")
        .exhibit("larkspur-soc2-2025.pdf", AuditReport, "SOC 2 Type II report, summary")
        .dated("2025-08-15")
        .period("2024-07-01", "2025-06-30")
        .shows("assur.soc2_status", "p. 1, sec. 1")
        .shows("ctrl.encryption", "p. 1, sec. 2.2")
        .record(
            Audits,
            &[
                ("kind", "soc2_type2"),
                ("on", "2025-08-15"),
                ("period_from", "2024-07-01"),
                ("period_to", "2025-06-30"),
                ("scope", "Security, availability, confidentiality; support accounts are outside the scope"),
                ("side", "independent"),
                ("result", "clean"),
            ],
        )
        .rests_on("larkspur-soc2-2025.pdf")
        .record(
            Problems,
            &[
                ("learned", "2026-03-17"),
                ("what", "Somebody was in one of six environments for about eight hours on March 16, with a valid support account."),
                ("source", "vendor"),
                ("pattern", "no"),
                ("action", "cure"),
                ("acted", "2026-03-17"),
                ("cured", "none"),
            ],
        )
        .rests_on("larkspur-incident-notice.pdf")
        .exhibit("our-ba-determinations.csv", Record, "Business associate determinations 2026")
        .dated("2026-02-10")
        .shows("risk.ba_status", "sec. row 1")
        .exhibit("our-agency-memo.pdf", Record, "Agency analysis by counsel")
        .dated("2026-02-18")
        .shows("risk.agency", "p. 1, sec. 2")
}

fn a_signature_is_missing(script: Script) -> Script {
    script
        .on("2026-04-20 10:00")
        .says(OKAFOR, Role::Legal)
        .answer("baa.executed", "no")
        .note("Larkspur signed on 2025-01-02. The line for our own signature is blank.")
        .because("one signature is missing")
        .counsel_note("Do not have it signed with an old date. A new agreement, dated the day it is signed.")
        .set_aside(
            Agreements,
            "AG-01",
            "The line for our own signature is blank: by its section 5 it never came into force.",
        )
        .own("baa.executed", OKAFOR, "2026-12-15")
        .on("2026-04-28 15:30")
        .interview(Role::Vendor, &["J. Halvorsen (Larkspur)", RAMAN])
        .exhibit("larkspur-subcontractors.csv", Record, "Larkspur's subcontractors")
        .dated("2026-04-28")
        .shows("sub.uses", "sec. rows 1 to 3")
        .shows("sub.inventory", "sec. rows 1 to 3")
        .then(whom_it_uses)
        .says("J. Halvorsen (Larkspur)", Role::Vendor)
        .answer("sub.inventory", "yes")
        .answer("sub.baa_chain", "no")
        .note("No agreement with Plover Support Desk could be shown; the account used on March 16 was one of its accounts.")
        .own("sub.baa_chain", CASTELLANOS, "2026-11-30")
        .seen_elsewhere(
            ("Larkspur trust portal, room 3, read on screen only", RAMAN, "2026-04-28"),
            Other,
            "Investigators' report on the incident of March 16, 2026",
        )
        .dated("2026-04-24")
        .shows("assur.last_assessed", "p. 4, sec. 2")
        .shows("ctrl.segmentation", "p. 11, sec. 4.1")
        .link("larkspur-incident-notice.pdf", "ctrl.segmentation", "p. 1, sec. 2")
        .says(RAMAN, Role::Security)
        .answer("ctrl.segmentation", "partial")
        .note("Five of the six environments held. Inside the one that was reached nothing kept customers apart.")
        .record(
            Audits,
            &[
                ("kind", "document_review"),
                ("on", "2026-04-28"),
                ("scope", "Investigators' report on the incident of March 16, 2026"),
                ("by", "Priya Raman"),
                ("side", "ours"),
                ("result", "findings"),
                ("findings", "Inside the environment that was reached nothing kept customers apart."),
                ("closed", "unknown"),
            ],
        )
        .answer("assur.last_assessed", "records")
        .note("Read the investigators' report in the trust portal; no copy was given.")
}

fn whom_it_uses(script: Script) -> Script {
    script
        .record(
            Subcontractors,
            &[
                ("name", "Halyard Hosting"),
                ("service", "Data center"),
                ("phi", "yes"),
                ("agreement", "yes"),
                ("agreement_dated", "2023-04-01"),
                ("country", "United States"),
            ],
        )
        .rests_on("larkspur-subcontractors.csv")
        .record(
            Subcontractors,
            &[
                ("name", "Plover Support Desk"),
                ("service", "Second-line support"),
                ("phi", "yes"),
                ("agreement", "no"),
                ("country", "Canada"),
            ],
        )
        .rests_on("larkspur-subcontractors.csv")
        .record(
            Subcontractors,
            &[
                ("name", "Tern Analytics"),
                ("service", "Usage statistics"),
                ("phi", "no"),
                ("agreement", "yes"),
                ("agreement_dated", "2024-09-12"),
                ("country", "United States"),
            ],
        )
        .rests_on("larkspur-subcontractors.csv")
}

fn spring(script: Script) -> Script {
    script
        .on("2026-05-06 09:30")
        .exhibit(
            "larkspur-access-policy.pdf",
            PolicyDocument,
            "Larkspur's access policy, version 7",
        )
        .dated("2026-05-04")
        .shows("ctrl.mfa", "p. 1, sec. 2")
        .shows("ctrl.logging", "p. 1, sec. 3")
        .says(RAMAN, Role::Security)
        .answer("ctrl.mfa", "remote, privileged, email, backup")
        .note("Off by default for our own users; to be switched on by us.")
        .exhibit("larkspur-insurance-certificate.pdf", Insurance, "Certificate of cyber insurance")
        .dated("2026-04-03")
        .expires("2027-04-01")
        .shows("ins.expiry", "p. 1")
        .shows("ins.additional_insured", "p. 1, sec. 2")
        .record(
            Policies,
            &[
                ("insurer", "Great Skua Insurance"),
                ("policy", "GSK-2026-0417"),
                ("kind", "technology"),
                ("from", "2026-04-01"),
                ("to", "2027-04-01"),
                ("per_claim", "$10,000,000"),
                ("aggregate", "$10,000,000"),
                ("additional_insured", "certificate"),
                ("certificate_dated", "2026-04-03"),
            ],
        )
        .rests_on("larkspur-insurance-certificate.pdf")
        .says(LINDQVIST, Role::Procurement)
        .answer("ins.expiry", "records")
        .answer("ins.additional_insured", "records")
        .note("The certificate says itself that it confers no rights.")
        .own("ins.additional_insured", LINDQVIST, "2027-01-31")
        .on("2026-06-02 13:10")
        .exhibit(
            "larkspur-risk-analysis-letter.pdf",
            Letter,
            "Officer's letter on the risk analysis",
        )
        .dated("2026-05-29")
        .shows("ctrl.risk_analysis", "p. 1")
        .record(Audits, &[("kind", "risk_analysis"), ("on", "2026-05-22"), ("side", "vendor")])
        .rests_on("larkspur-risk-analysis-letter.pdf")
        .answer("ctrl.risk_analysis", "2026-05-22")
}

fn summer_and_fall(script: Script) -> Script {
    script
        .on("2026-06-15 10:00")
        .exhibit("our-risk-analysis-2026.pdf", Record, "Our security risk analysis 2026, summary")
        .dated("2026-06-12")
        .shows("risk.in_ce_analysis", "p. 1, sec. 2.1")
        .says(RAMAN, Role::Security)
        .answer("risk.in_ce_analysis", "2026-06-12")
        .on("2026-07-22 11:30")
        .record(
            Problems,
            &[
                ("learned", "2026-06-30"),
                ("what", "Promised extracts of access logs came late or not at all, three times."),
                ("source", "other"),
                ("pattern", "yes"),
                ("action", "cure"),
                ("acted", "2026-07-20"),
                ("cured", "none"),
                ("note", "Our letter asks for a plan by August 14."),
            ],
        )
        .says(CASTELLANOS, Role::VendorManager)
        .answer("liab.pattern_known", "yes")
        .note("Three promised extracts of access logs came late or not at all: April 10, May 15, June 30.")
        .says(OKAFOR, Role::Legal)
        .answer("liab.known_breach_action", "partial")
        .note("Letter of July 20 asks for a plan by August 14; it came on August 19. The third extract is still owed.")
        .on("2026-09-08 09:45")
        .says(RAMAN, Role::Security)
        .answer("avail.restore_test", "unknown")
        .note("Larkspur says \"every quarter\" and has shown no report.")
        .follow_up(CASTELLANOS, "2026-10-30")
        .on("2026-09-09 16:00")
        .accept(
            "liab.indemnity",
            "2027-03-31",
            "The contract ends on 2027-03-31; an indemnity is asked for in the renewal.",
        )
        .own("ctrl.contract_schedule", OKAFOR, "2027-03-31")
        .on("2026-11-02 09:15")
        .own("avail.restore_test", CASTELLANOS, "2026-12-01")
}
