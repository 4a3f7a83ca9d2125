//! Question files: the shipped ones hold together, and every problem of a broken one is named at its place.

mod clocks;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use proofbook::domain::bank::Bank;
use proofbook::domain::id::{Digest, QuestionId};
use proofbook::domain::question::{AnswerKind, Basis, Outcome, Question, Role, Scope, Severity};
use proofbook::problem::{Kind, Problem};
use proofbook::questionnaires::{self, Finding, Place, Weight, builtin, lint, parse, schema};
use proptest::prelude::*;
use rstest::rstest;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn named(folder: &str, name: &str) -> (String, Vec<u8>) {
    (name.to_owned(), std::fs::read(root("tests/questionnaires").join(folder).join(name)).unwrap())
}

/// The JSON files of a folder, as paths below it, sorted.
fn names_in(folder: &Path, below: &str) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder.join(below)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            names.extend(names_in(folder, &format!("{name}/")));
        } else if Path::new(&name).extension().is_some_and(|extension| extension == "json") {
            names.push(name);
        }
    }
    names.sort();
    names
}

/// What is said of a broken file that stands beside two good ones.
fn said_of(broken: &str) -> Vec<Finding> {
    let files =
        [named("valid", "bank.json"), named("valid", "theme.json"), named("broken", broken)];
    questionnaires::check(&files)
}

fn shipped() -> Arc<Bank> {
    builtin::bank().unwrap()
}

fn question(id: &str) -> Question {
    shipped().question(&id.into()).unwrap_or_else(|| panic!("no question {id}")).clone()
}

fn outcome(id: &str, typed: &str, on: &str) -> Outcome {
    let on: Date = on.parse().unwrap();
    let kind = &question(id).kind;
    kind.judge(&kind.read(typed, on).unwrap(), on).unwrap().outcome
}

mod broken_files {
    use super::*;

    /// `expected.txt` holds each file's name, and below it, indented, every line that is said of it.
    #[test]
    fn each_broken_file_is_told_its_one_cause_with_line_and_column() {
        let folder = root("tests/questionnaires/broken");
        let expected = std::fs::read_to_string(folder.join("expected.txt")).unwrap();
        let mut said = String::new();
        for name in &names_in(&folder, "") {
            let findings = said_of(name);
            assert!(!findings.is_empty(), "nothing is said of {name}");
            writeln!(said, "{name}").unwrap();
            for finding in findings {
                writeln!(said, "    {finding}").unwrap();
            }
        }
        for (said, expected) in said.lines().zip(expected.lines()) {
            assert_eq!(said, expected);
        }
        assert_eq!(said.lines().count(), expected.lines().count());
    }

    /// The place that is said is where an editor finds these words.
    #[rstest]
    #[case("unknown-field.json", "\"sevrity\"")]
    #[case("repeated-field.json", "\"scope\": \"incident\"")]
    #[case("wide-characters.json", "\"titel\": 1")]
    #[case("crlf.json", "\"hihg\"")]
    #[case("huge-number.json", "9999")]
    #[case("no-outcome.json", "{\"value\": \"no\"")]
    #[case("bad-day.json", "\"2026-02-30\"")]
    #[case("condition-unknown-question.json", "{\"question\": \"v.sigend\"")]
    #[case("order-unknown.json", "\"v.sigend\"")]
    #[case("british.json", "\"Have the organisation")]
    fn the_place_said_is_where_the_words_stand(#[case] name: &str, #[case] words: &str) {
        let text = String::from_utf8(named("broken", name).1).unwrap();
        let place = &said_of(name)[0].place;
        let line = text.lines().nth(place.line - 1).unwrap();
        let rest: String = line.chars().skip(place.column - 1).collect();
        assert!(rest.starts_with(words), "{place} is at: {rest}");
    }

    #[test]
    fn a_badly_broken_file_is_told_all_its_problems_at_once() {
        let files =
            [named("valid", "bank.json"), named("valid", "theme.json"), named("", "many.json")];
        let findings = questionnaires::check(&files);
        insta::with_settings!({ snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(questionnaires::list(&findings));
        });
    }

    #[test]
    fn good_files_are_told_nothing() {
        let files = ["bank.json", "theme.json", "questionnaire.json", "windows.json"];
        let found = questionnaires::check(&files.map(|name| named("valid", name)));
        assert_eq!(
            questionnaires::list(&found),
            "windows.json:5:13: note: no questionnaire asks 'v.windows'\n"
        );
    }

    #[test]
    fn a_bank_that_only_falls_short_can_be_read_and_a_broken_one_cannot() {
        let with = |broken: &str| {
            let good = [named("valid", "bank.json"), named("valid", "theme.json")];
            questionnaires::read(&[good.as_slice(), &[named("broken", broken)]].concat())
        };
        assert_eq!(with("british.json").unwrap().questions().len(), 5);
        for broken in ["condition-circle.json", "duplicate-id.json", "huge-number.json"] {
            let findings = with(broken).unwrap_err();
            assert!(findings.iter().all(|finding| finding.weight == Weight::Error));
            assert_eq!(findings.len(), 1, "{broken}");
        }
        let findings = questionnaires::read(&[named("valid", "theme.json")]).unwrap_err();
        assert!(findings[0].problem.contains("law_seen_on"), "{findings:?}");
    }

    #[test]
    fn findings_become_problems_with_the_nearest_name() {
        let problem = Problem::from(&said_of("unknown-field.json")[0]);
        assert_eq!(problem.kind, Kind::Use);
        assert_eq!(problem.next, ["did you mean 'severity'?"]);
        assert!(problem.summary.starts_with("unknown-field.json:20:7: "));
        let whole = questionnaires::problem(&said_of("bad-choice-value.json"));
        assert_eq!(whole.kind, Kind::Data);
        assert_eq!(whole.summary, "the question files have 1 problem");
        let json = serde_json::to_value(&said_of("unknown-field.json")[0]).unwrap();
        assert_eq!((json["line"].as_u64(), json["column"].as_u64()), (Some(20), Some(7)));
    }

    #[test]
    fn aliases_in_conditions_and_questionnaires_are_read_as_ids() {
        let files = ["bank.json", "theme.json", "questionnaire.json"];
        let bank = questionnaires::read(&files.map(|name| named("valid", name))).unwrap();
        let asked: Vec<&str> =
            bank.questionnaire("short").unwrap().questions().map(QuestionId::as_str).collect();
        assert_eq!(asked, ["v.signed", "v.uses", "v.last", "v.breach"]);
        assert_eq!(bank.question(&"AG-01".into()).unwrap().id.as_str(), "v.signed");
    }
}

mod no_bytes_panic {
    use super::*;

    fn places(bytes: &[u8]) -> Vec<Place> {
        let files = [named("valid", "bank.json"), ("any.json".to_owned(), bytes.to_vec())];
        questionnaires::check(&files).into_iter().map(|finding| finding.place).collect()
    }

    proptest! {
        #[test]
        fn whatever_they_are(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(!places(&bytes).is_empty());
        }

        #[test]
        fn nor_text_that_looks_like_json(text in r#"[\[\]{}:,"a-c\\u0dD8\r\n 1e.\-é日]{0,80}"#) {
            prop_assert!(!places(text.as_bytes()).is_empty());
        }

        /// One byte of a good file replaced by another: every place that is said lies in the file.
        #[test]
        fn nor_a_good_file_with_one_byte_changed(at in any::<prop::sample::Index>(), byte: u8) {
            let (_, mut bytes) = named("valid", "theme.json");
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).count();
            for place in places(&bytes) {
                prop_assert!((1..=lines).contains(&place.line) && place.column >= 1, "{}", place);
            }
        }
    }

    #[test]
    fn nor_a_good_file_cut_off_anywhere() {
        let (_, bytes) = named("valid", "questionnaire.json");
        for end in 0..bytes.len() - 2 {
            assert!(!places(&bytes[..end]).is_empty(), "cut at {end}");
        }
    }

    #[test]
    fn nor_a_hundred_thousand_brackets() {
        for text in ["[", "{\"questions\":[", "{\"questions\":[{\"asked_when\":"] {
            let deep = format!("{text}{}", "[".repeat(100_000));
            assert!(!places(deep.as_bytes()).is_empty());
            let closed = format!("{deep}{}", "]".repeat(100_000));
            assert!(!places(closed.as_bytes()).is_empty());
        }
        let conditions = format!("{}{}", "{\"all\":[".repeat(50_000), "]}".repeat(50_000));
        let file = format!("{{\"questions\":[{{\"id\":\"x\",\"asked_when\":{conditions}}}]}}");
        let findings = questionnaires::check(&[("deep.json".to_owned(), file.into_bytes())]);
        assert!(questionnaires::list(&findings).contains("nested 8 deep at most"));
    }
}

/// A chain of conditions as long as somebody likes exhausts neither the stack nor the reader's patience.
#[test]
fn a_chain_of_conditions_may_be_32_long() {
    let (_, theme) = named("valid", "windows.json");
    let link = |index: usize| {
        let mut theme: serde_json::Value = serde_json::from_slice(&theme).unwrap();
        let question = &mut theme["questions"][0];
        question["id"] = format!("q{index}").into();
        question["question"] = format!("Number{index}?").into();
        if index > 0 {
            let before = format!("q{}", index - 1);
            question["asked_when"] = serde_json::json!({ "question": before, "is": ["yes"] });
        }
        (format!("{index:04}.json"), theme.to_string().into_bytes())
    };
    let said = |count: usize| questionnaires::check(&(0..count).map(link).collect::<Vec<_>>());
    assert_eq!(said(33).len(), 0);
    let findings = said(100);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].problem.contains("'q33' rests on a chain of more than 32 questions"));
}

mod shipped_questions {
    use super::*;

    #[test]
    fn they_have_no_problem_not_even_a_note() {
        assert_eq!(questionnaires::list(&questionnaires::check(&builtin::owned())), "");
    }

    #[test]
    fn every_file_is_embedded_and_the_digest_is_over_all_of_them() {
        let in_folder: Vec<String> = names_in(&root("questionnaires"), "")
            .into_iter()
            .filter(|name| !name.starts_with("schema/"))
            .collect();
        let embedded: Vec<&str> = builtin::files().iter().map(|(name, _)| *name).collect();
        assert_eq!(embedded, in_folder);

        let mut lines = String::new();
        for name in in_folder {
            let bytes = std::fs::read(root("questionnaires").join(&name)).unwrap();
            writeln!(lines, "{name} {}", Digest::of(&bytes)).unwrap();
        }
        assert_eq!(builtin::digest(), Digest::of(lines.as_bytes()));
        assert_eq!(shipped().digest, builtin::digest());
    }

    /// All critical questions of the federal fact base but the two about incidents, and what the four questions to expect rest on.
    const REQUIRED: [&str; 24] = [
        "risk.ba_status",
        "risk.in_ce_analysis",
        "baa.executed",
        "baa.security_rule",
        "baa.report_incidents",
        "ctrl.contract_schedule",
        "ctrl.risk_analysis",
        "ctrl.mfa",
        "ctrl.encryption",
        "ctrl.logging",
        "assur.last_assessed",
        "notice.contract_hours",
        "notice.trigger",
        "sub.uses",
        "sub.baa_chain",
        "liab.pattern_known",
        "liab.known_breach_action",
        "data.return_clause",
        "assur.audit_right",
        "assur.annual_independent",
        "ins.required",
        "ins.additional_insured",
        "ins.expiry",
        "ir.plan",
    ];

    #[test]
    fn core_asks_what_it_must_in_thirty_to_forty_questions() {
        let bank = shipped();
        let core = bank.questionnaire("core").unwrap();
        let asked: Vec<&str> = core.questions().map(QuestionId::as_str).collect();
        for id in REQUIRED {
            assert!(asked.contains(&id), "core does not ask {id}");
        }
        assert!((30..=40).contains(&asked.len()), "{} questions", asked.len());
        let critical = asked.iter().filter(|id| question(id).severity == Severity::Critical);
        assert_eq!(critical.count(), 16);
        for id in asked {
            let question = question(id);
            assert_eq!((question.scope, question.revision), (Scope::Vendor, 1), "{id}");
        }
    }

    #[test]
    fn every_role_has_something_to_answer() {
        let asked: BTreeSet<Role> =
            shipped().questions().iter().flat_map(|question| question.ask_of.clone()).collect();
        assert_eq!(asked.into_iter().collect::<Vec<_>>(), Role::ALL);
    }

    #[rstest]
    #[case("baa.executed", "partial", Outcome::Unmet)]
    #[case("baa.security_rule", "partial", Outcome::Unmet)]
    #[case("sub.baa_chain", "partial", Outcome::Part)]
    #[case("risk.ba_status", "undetermined", Outcome::Unmet)]
    #[case("ctrl.mfa", "none", Outcome::Unmet)]
    #[case("ctrl.mfa", "remote, privileged", Outcome::Part)]
    #[case("ctrl.encryption", "in-transit, alternative", Outcome::Met)]
    #[case("ctrl.encryption", "alternative", Outcome::Met)]
    #[case("ctrl.encryption", "in-transit, at-rest", Outcome::Part)]
    #[case("notice.contract_hours", "24h", Outcome::Met)]
    #[case("notice.contract_hours", "72", Outcome::Part)]
    #[case("notice.contract_hours", "60 days", Outcome::Part)]
    #[case("notice.contract_hours", "61 days", Outcome::Unmet)]
    #[case("notice.contract_hours", "none", Outcome::Unmet)]
    #[case("ctrl.risk_analysis", "2025-11-22", Outcome::Met)]
    #[case("ctrl.risk_analysis", "2025-11-21", Outcome::Part)]
    #[case("risk.in_ce_analysis", "never", Outcome::Unmet)]
    #[case("ins.expiry", "2026-11-23", Outcome::Met)]
    #[case("ins.expiry", "2026-11-22", Outcome::Unmet)]
    #[case("liab.pattern_known", "yes", Outcome::Met)]
    #[case("liab.pattern_known", "unknown", Outcome::Unknown)]
    #[case("sub.uses", "no", Outcome::Met)]
    fn r10_what_replies_amount_to(#[case] id: &str, #[case] typed: &str, #[case] is: Outcome) {
        assert_eq!(outcome(id, typed, "2026-11-22"), is);
    }

    #[test]
    fn logging_carries_no_time_that_the_rule_lacks() {
        let logging = question("ctrl.logging");
        let words = [&logging.text, &logging.guidance, &logging.remedy];
        let clause = logging.clause.iter();
        for text in words.into_iter().chain(clause) {
            assert!(!text.contains("month") && !text.contains(char::is_numeric), "{text}");
        }
    }

    /// Rule R10: 60 days of 45 CFR 164.410(b), 4 hours of Regulation (EU) 2022/2554 Art. 19, 72 hours of 17 CFR 248.30; no other figure is law.
    #[test]
    fn r10_only_four_limits_are_said_to_be_law() {
        let by_law: Vec<String> = shipped()
            .questions()
            .iter()
            .flat_map(|question| {
                let limits = question.kind.limits().iter();
                let law = limits.filter(|limit| limit.set_by.word() == "law");
                law.map(move |limit| format!("{}: {}", question.id, limit.fails_when))
            })
            .collect();
        let known = [
            "dora.first_notice: more than 4",
            "fin.sec_hours: more than 72",
            "notice.contract_hours: more than 1440",
            "notice.full_report_days: more than 60",
        ];
        assert_eq!(by_law, known);
    }

    /// What stands in no law book, however often it is cited.
    const NO_LAW: [&str; 13] = [
        "NIST ",
        "HICP ",
        "HPH CPG ",
        "OCR ",
        "AICPA ",
        "ISO/IEC ",
        "MITRE ",
        "HHS Guidance ",
        "CMS ",
        "GovRAMP ",
        "88 Fed. Reg. 37920",
        "No HIPAA rule ",
        "No statute",
    ];

    /// What is only proposed, or binds only once a rule is final.
    const PROPOSED: [&str; 3] = ["90 FR 898", "89 Fed. Reg. 23644", "6 U.S.C. 681b"];

    #[test]
    fn what_the_fact_base_does_not_vouch_for_keeps_its_mark() {
        for question in shipped().questions() {
            for citation in &question.citations {
                let text = citation.text.as_str();
                let starts = |with: &[&str]| with.iter().any(|start| text.starts_with(start));
                let word = citation.verified.word();
                if starts(&["HPH CPG (Enhanced)"]) || text.contains("TO VERIFY") {
                    assert_eq!(word, "to_verify", "{}: {text}", question.id);
                }
                // Which statute that is, somebody must still find out.
                if text.contains("of each state concerned") {
                    assert_eq!(word, "to_verify", "{}: {text}", question.id);
                }
                if text.contains("§5.1.9") || starts(&["No HIPAA rule"]) {
                    assert_eq!(word, "recalled", "{}: {text}", question.id);
                }
                let basis = match text {
                    _ if starts(&PROPOSED) => Basis::Proposed,
                    _ if starts(&NO_LAW) => Basis::GoodPractice,
                    _ => Basis::InForce,
                };
                assert_eq!(citation.basis, basis, "{}: {text}", question.id);
            }
        }
    }

    /// The form in which a question is printed as JSON is the form in which it is read.
    #[test]
    fn a_question_printed_as_json_is_a_question_of_a_file() {
        let theme = serde_json::json!({
            "theme": "all", "title": "All of them", "questions": shipped().questions(),
        });
        let mut sources = parse::Sources::default();
        let findings = parse::parse("all.json", theme.to_string().as_bytes(), &mut sources);
        assert_eq!(questionnaires::list(&findings), "");
        let read: Vec<Question> =
            sources.questions.into_iter().map(|asked| asked.question).collect();
        assert_eq!(read, shipped().questions());
    }

    #[test]
    fn every_typed_kind_takes_none_and_every_choice_has_an_outcome() {
        for question in shipped().questions() {
            for (value, _) in question.kind.choices() {
                let on = "2026-11-22".parse().unwrap();
                let reply = question.kind.read(value, on).unwrap();
                assert!(question.kind.judge(&reply, on).is_some(), "{} {value}", question.id);
            }
            if let AnswerKind::Date { none, .. } = question.kind {
                assert_eq!(none, Outcome::Unmet, "{}", question.id);
            }
        }
    }
}

#[test]
fn likeness_tells_one_question_asked_twice_from_two() {
    let same = lint::likeness(
        "Is there a written business associate agreement with this vendor, signed by both sides?",
        "Produce the business associate agreement in force on the incident date, signed by both sides.",
    );
    let different = lint::likeness(
        "When did the vendor last complete its own HIPAA risk analysis covering the systems that hold your ePHI?",
        "Is there a risk analysis of your own that covers this vendor and the data it holds?",
    );
    assert!(different < lint::DUPLICATE && lint::DUPLICATE < same, "{different} {same}");
    assert!(lint::likeness("", "the") < lint::DUPLICATE);
}

/// `UPDATE_DOCS=1` writes the shipped copies anew.
#[test]
fn the_shipped_schemas_are_current() {
    let folder = root("questionnaires/schema");
    for (name, text) in schema::files() {
        let path = folder.join(name);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::io::Write::write_all(
                &mut std::fs::OpenOptions::new()
                    .write(true)
                    .create(true)
                    .truncate(true)
                    .open(&path)
                    .unwrap(),
                text.as_bytes(),
            )
            .unwrap();
        }
        let shipped = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(shipped, text, "{name} is not current: run the tests with UPDATE_DOCS=1");
    }
    let names: Vec<String> = schema::files().iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names_in(&folder, ""), names);
}
