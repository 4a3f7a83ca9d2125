//! A small bank with one question of every kind, a condition, a proposed question and one that is not verified.

use std::collections::BTreeMap;

use proofbook::domain::bank::Bank;
use proofbook::domain::condition::Condition;
use proofbook::domain::event::ExhibitKind;
use proofbook::domain::id::{Digest, QuestionId};
use proofbook::domain::question::{
    Amount, AnswerKind, Basis, Choice, Citation, Counts, FailsWhen, Lies, Limit, ManyChoice,
    Outcome, Question, Role, Scope, SetBy, Severity, Verified,
};
use proofbook::domain::questionnaire::{Questionnaire, Section};

fn question(id: &str, title: &str, text: &str, kind: AnswerKind, severity: Severity) -> Question {
    Question {
        id: id.into(),
        aliases: Vec::new(),
        revision: 1,
        scope: Scope::Vendor,
        title: title.to_owned(),
        text: text.to_owned(),
        guidance: "Regulators ask for the paper, not for the promise. Look at who signed, when, and what it covers.".to_owned(),
        kind,
        records: None,
            asked_when: None,
        ask_of: vec![Role::Privacy, Role::Legal],
        severity,
        basis: Basis::InForce,
        verified: Verified::Checked,
        citations: vec![cited("45 CFR 164.504(e)(1)", Verified::Checked)],
        evidence: vec!["the signed agreement with every amendment".to_owned()],
        evidence_max_age_days: None,
        remedy: "Sign it, and attach the signed copy with its date.".to_owned(),
        clause: None,
    }
}

fn cited(text: &str, verified: Verified) -> Citation {
    Citation { text: text.to_owned(), basis: Basis::InForce, verified }
}

fn choice(value: &str, label: &str, outcome: Outcome) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), outcome }
}

fn many(value: &str, label: &str, counts: Counts) -> ManyChoice {
    ManyChoice { value: value.to_owned(), label: label.to_owned(), counts }
}

/// The made bank.
#[expect(clippy::too_many_lines, reason = "a list of made questions, one after the other")]
pub(crate) fn bank() -> Bank {
    let partly = || AnswerKind::YesNoPartial { partial: Outcome::Unmet };
    let baa = question(
        "baa.executed",
        "Signed agreement",
        "Is a business associate agreement signed by both sides on file for every service of this vendor that touches protected health information?",
        partly(),
        Severity::Critical,
    );
    let dated = question(
        "baa.reviewed",
        "Agreement last reviewed",
        "When was the agreement last reviewed against what the vendor does today?",
        AnswerKind::Date {
            lies: Lies::Behind,
            limits: vec![Limit {
                fails_when: FailsWhen::OlderThanDays(730),
                set_by: SetBy::WorkingStandard,
            }],
            none: Outcome::Unmet,
        },
        Severity::Medium,
    );
    let signin = Question {
        ask_of: vec![Role::Security],
        citations: vec![
            cited("45 CFR 164.312(a)(2)(i)", Verified::Checked),
            cited("45 CFR 164.312(d)", Verified::Recalled),
        ],
        evidence_max_age_days: Some(365),
        ..question(
            "ctrl.signin",
            "Own sign-ins",
            "Does every workforce member of the vendor who can reach your patient data sign in under a name of their own, with no shared or generic accounts?",
            AnswerKind::Choice {
                choices: vec![
                    choice("everywhere", "Yes, everywhere", Outcome::Met),
                    choice("except", "Yes, except the cases in the note", Outcome::Part),
                    choice("no", "No", Outcome::Unmet),
                ],
            },
            Severity::High,
        )
    };
    let safeguards = Question {
        ask_of: vec![Role::Security],
        ..question(
            "ctrl.safeguards",
            "Safeguards in the contract",
            "Which of these safeguards does the contract demand?",
            AnswerKind::Choices {
                choices: [
                    ("mfa", "A second factor for every remote sign-in"),
                    ("encryption", "Encryption at rest and in transit"),
                    ("backup", "Backups that are tested"),
                    ("logging", "Logs of who looked at what"),
                    ("patching", "Patches within a set time"),
                    ("training", "Training every year"),
                    ("screening", "Screening before hire"),
                    ("segregation", "Our data kept apart from others'"),
                    ("return", "Return or destruction at the end"),
                    ("inventory", "An inventory of systems with our data"),
                    ("pentest", "A penetration test every year"),
                ]
                .map(|(value, label)| many(value, label, Counts::Wanted))
                .into_iter()
                .chain([many("nothing", "None of these", Counts::NoneOfThese)])
                .collect(),
            },
            Severity::High,
        )
    };
    let subcontractors = question(
        "sub.any",
        "Subcontractors",
        "Does the vendor pass protected health information to subcontractors?",
        AnswerKind::Choice {
            choices: vec![
                choice("yes", "Yes", Outcome::Met),
                choice("no", "No", Outcome::Met),
                choice("unsure", "The vendor is not sure", Outcome::Unknown),
            ],
        },
        Severity::High,
    );
    let listed = Question {
        asked_when: Some(Condition::Answer {
            question: "sub.any".into(),
            is: vec!["yes".to_owned()],
        }),
        ..question(
            "sub.list",
            "List of subcontractors",
            "Name the subcontractors and what each does.",
            AnswerKind::Text { none: Outcome::Unmet },
            Severity::Medium,
        )
    };
    let hours = Question {
        basis: Basis::GoodPractice,
        ..question(
            "notice.hours",
            "Hours to tell us",
            "Within how many hours of discovering a breach must the vendor tell us, by contract?",
            AnswerKind::Hours(Amount {
                limits: vec![Limit {
                    fails_when: FailsWhen::MoreThan(72),
                    set_by: SetBy::WorkingStandard,
                }],
                none: Outcome::Unmet,
            }),
            Severity::Critical,
        )
    };
    let limit = Question {
        basis: Basis::GoodPractice,
        verified: Verified::Recalled,
        ..question(
            "ins.limit",
            "Cyber insurance limit",
            "What is the limit per claim of the vendor's cyber insurance?",
            AnswerKind::Money(Amount {
                limits: vec![Limit {
                    fails_when: FailsWhen::LessThan(1_000_000),
                    set_by: SetBy::WorkingStandard,
                }],
                none: Outcome::Unmet,
            }),
            Severity::High,
        )
    };
    let inventory = Question {
        basis: Basis::Proposed,
        ..question(
            "prop.inventory",
            "Asset inventory",
            "Does the vendor keep a written inventory of its technology assets?",
            partly(),
            Severity::Medium,
        )
    };
    let questions =
        vec![baa, dated, signin, safeguards, subcontractors, listed, hours, limit, inventory];
    Bank::new(
        Digest::of(b"a made bank"),
        "2026-11-01".parse().unwrap(),
        questions,
        vec![core()],
        BTreeMap::from([(ExhibitKind::AuditReport, 365)]),
    )
}

fn core() -> Questionnaire {
    let section = |title: &str, ids: &[&str]| Section {
        title: title.to_owned(),
        questions: ids.iter().map(|id| QuestionId::from(*id)).collect(),
    };
    Questionnaire {
        id: "core".to_owned(),
        title: "Core questions".to_owned(),
        for_whom: "every vendor".to_owned(),
        minutes: 20,
        leaves_out: String::new(),
        instead: Vec::new(),
        sections: vec![
            section("Agreement", &["baa.executed", "baa.reviewed"]),
            section("Controls", &["ctrl.signin", "ctrl.safeguards"]),
            section("Subcontractors", &["sub.any", "sub.list"]),
            section("Notice and insurance", &["notice.hours", "ins.limit", "prop.inventory"]),
        ],
    }
}
