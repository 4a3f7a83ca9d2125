//! Larkspur's breach: the incident of March 16, 2026 with its notices, and the letter that came of it.

use super::super::aftermath::Letter;
use super::super::script::Script;
use crate::domain::event::ExhibitKind::{Letter as Correspondence, Record};
use crate::domain::register::RegisterKind::Incidents;

/// What shows when the letters to individuals were sent.
const MAILED: &str = "larkspur-notices-mailed.txt";
/// Their letter.
const LETTER: &str = "ocr-data-request.txt";
/// What we answered first.
const FIRST_ANSWER: &str = "our-ocr-first-answer.txt";

/// Written up from the paper file.
pub(super) fn the_incident(script: Script) -> Script {
    script
        .on("2026-11-03 10:00")
        .record(
            Incidents,
            &[
                ("what", "Somebody was in one of Larkspur's six environments for about eight hours, with a valid support account."),
                ("occurred_from", "2026-03-16"),
                ("occurred_to", "2026-03-16"),
                ("vendor_discovered", "2026-03-16 09:00"),
                ("vendor_told_us", "2026-03-17 15:50"),
                ("told_how", "phone"),
                ("told_by", "Larkspur's Trust Office called Elena Castellanos; its letter is dated the same day."),
                ("discovered", "2026-03-17 15:50"),
                ("determined", "2026-04-06"),
                ("scope_known", "2026-04-06"),
                ("systems", "One of six environments: electronic health record, patient portal"),
                ("data", "name, contact, birth, medical, health_insurance"),
                ("residents", "CT=60; ME=40; NJ=150; NY=700; PA=50"),
                ("unsecured", "yes"),
                ("agent", "no"),
                ("acting_as", "hipaa"),
                ("risk_data", "Names with dates of birth, medical information and numbers of health insurance."),
                ("risk_person", "Not known; nobody who is bound to keep it in confidence."),
                ("risk_acquired", "Records were opened; whether they were copied cannot be told from the access logs."),
                ("risk_mitigated", "The account was disabled the same day; nobody has promised to destroy anything."),
                ("risk_outcome", "notify"),
                ("risk_on", "2026-04-06"),
                ("delay_form", "none"),
                ("contained", "2026-03-16"),
                ("containment", "The support account was disabled and the access closed."),
                ("sec_registrant", "vendor"),
                ("sec_filed", "2026-03-20"),
            ],
        )
        .rests_on("larkspur-incident-notice.pdf")
        .rests_on("larkspur-8k-excerpt.pdf")
}

/// One was late; the Attorneys General of Connecticut and Maine were forgotten.
pub(super) fn the_notices(script: Script) -> Script {
    script
        .on("2026-11-03 10:20")
        .exhibit(MAILED, Record, "Statement of the mailing house on the notices to individuals")
        .dated("2026-05-18")
        .sent_as_shown("2026-04-14", "us.hipaa.individuals", MAILED)
        .sent("2026-03-19", &["ny.health"])
        .sent("2026-04-13", &["nj.regulator"])
        .sent(
            "2026-04-14",
            &[
                "ny.individuals",
                "nj.individuals",
                "pa.individuals",
                "ct.individuals",
                "me.individuals",
                "us.hipaa.hhs",
                "ny.regulator",
                "ny.regulator_department_of_state",
                "ny.regulator_state_police",
            ],
        )
        .sent("2026-04-17", &["ny.regulator_hhs_copy"])
        .sent("2026-05-19", &["us.hipaa.media"])
}

/// Asked because more than 500 people were reported; three requests are mapped, one is absent, one is open.
pub(super) fn the_letter(script: Script) -> Script {
    script
        .on("2026-11-04 09:30")
        .exhibit(LETTER, Correspondence, "Data request of the Office for Civil Rights")
        .dated("2026-10-30")
        .letter(Letter {
            from: "Office for Civil Rights",
            reference: "SAMPLE-26-0417",
            received: "2026-11-03",
            due: "2026-11-24",
            file: LETTER,
        })
        .asks("1", "A copy of the business associate agreement in force on March 16, 2026.")
        .asks("2", "The risk analyses in which the systems at Larkspur are considered.")
        .asks("3", "Evidence of the notices to individuals, and of the day on which they were sent.")
        .asks("4", "Any report of an investigation into the incident that you hold.")
        .asks(
            "5",
            "The sanctions that you applied to members of your own workforce because of the incident.",
        )
        .on("2026-11-06 14:00")
        .answered_by("1", &["baa.executed"], &["larkspur-baa.pdf"])
        .answered_by("2", &["risk.in_ce_analysis"], &["our-risk-analysis-2026.pdf"])
        .answered_by("3", &[], &[MAILED])
        .absent(
            "4",
            "We hold none: the investigators' report could be read in Larkspur's trust portal, on screen only.",
        )
        .on("2026-11-10 11:00")
        .extended("2026-12-18", "Granted by telephone on 2026-11-10, at our request.")
        .on("2026-11-12 15:30")
        .exhibit(FIRST_ANSWER, Correspondence, "Our first answer to the data request")
        .dated("2026-11-12")
        .handed_over("2026-11-12", FIRST_ANSWER, &["our-risk-analysis-2026.pdf", MAILED])
}
