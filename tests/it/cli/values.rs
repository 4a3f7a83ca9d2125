//! Every answer goes in by the command line or the desk and comes out of the journal and of JSON as it went in.

use std::collections::BTreeMap;

use proofbook::domain::event::{Change, Subject};
use proofbook::domain::id::QuestionId;
use proofbook::domain::question::{Question, Scope};
use proofbook::domain::request::{AnswerRequest, Asked, Request};
use proofbook::domain::value::{Reply, ReplyState};
use proofbook::questionnaires::builtin;

use super::support::Cli;
use crate::rules::views::said_to;

fn questions() -> Vec<Question> {
    let bank = builtin::bank().unwrap();
    bank.questions().iter().filter(|one| one.scope == Scope::Vendor).cloned().collect()
}

#[test]
fn every_value_of_every_question_is_read_back_from_the_journal_as_it_was_recorded() {
    let cli = Cli::with_vendor();
    let mut desk = cli.desk();
    let vendor = desk.find("northwind").unwrap();
    let mut recorded: Vec<(QuestionId, Reply)> = Vec::new();
    for question in questions() {
        for said in said_to(&question.kind) {
            let reply = question.kind.read(&said, desk.today()).unwrap();
            let mut request =
                AnswerRequest::new(Asked::of_vendor(question.id.as_str()), reply.clone());
            request.note = Some("for the reason given".to_owned());
            desk.record(vendor, &Request::Answer(request)).unwrap();
            recorded.push((question.id.clone(), reply));
        }
    }
    assert!(recorded.len() > 800, "{}", recorded.len());
    // Another run of the program reads the same from disk.
    let mut again = cli.desk();
    let dossier = again.dossier(vendor).unwrap();
    let read: Vec<(QuestionId, Reply)> = dossier
        .events
        .iter()
        .filter_map(|event| match &event.change {
            Change::AnswerSet(set) => Some((set.question.clone(), set.reply().unwrap())),
            _ => None,
        })
        .collect();
    assert_eq!(read, recorded);
    let last: BTreeMap<QuestionId, Reply> = recorded.into_iter().collect();
    for (id, reply) in &last {
        let answer = dossier.answers.get(Subject::Vendor, id).unwrap();
        assert_eq!(&answer.reply, reply, "{id}");
        assert_eq!(answer.reply, Reply::State(ReplyState::Na), "na is said last");
    }
    // And all of it stands in JSON, questionnaire by questionnaire.
    let bank = builtin::bank().unwrap();
    for questionnaire in &bank.questionnaires {
        let ran = cli.run(&format!("--json status northwind --questionnaire {}", questionnaire.id));
        let json = ran.assert_code(0).json();
        let through = if json["through"].is_null() { &json } else { &json["through"] };
        for line in through["questions"].as_array().unwrap() {
            assert_eq!(line["answer"], "na", "{line}");
        }
    }
}

#[test]
fn every_kind_of_answer_typed_on_the_command_line_is_shown_by_json() {
    let cli = Cli::with_vendor();
    let mut kinds: BTreeMap<&str, Question> = BTreeMap::new();
    let core = builtin::bank().unwrap();
    let asked = |view: &str, id: &QuestionId| {
        core.questionnaire(view).unwrap().questions().any(|one| one == id)
    };
    for question in questions() {
        if asked("annual-reassessment", &question.id) {
            kinds.entry(question.kind.word()).or_insert(question);
        }
    }
    assert!(kinds.len() >= 7, "{:?}", kinds.keys());
    for question in kinds.values() {
        for said in said_to(&question.kind).iter().filter(|said| !said.contains('"')) {
            let id = &question.id;
            let note = if said == "na" { " --note \"not in use here\"" } else { "" };
            let typed = format!("answer northwind {id} \"{said}\"{note}");
            let reply = question.kind.read(said, "2026-11-22".parse().unwrap()).unwrap();
            cli.run(&typed).assert_code(0);
            let ran = cli.run("--json status northwind --questionnaire annual-reassessment");
            let json = ran.assert_code(0).json();
            let lines = json["through"]["questions"].as_array().unwrap().clone();
            let line = lines.iter().find(|line| line["question"] == id.as_str()).unwrap();
            let shown = line["answer"].as_str().unwrap();
            assert_eq!(
                question.kind.read(shown, "2026-11-22".parse().unwrap()).unwrap(),
                reply,
                "{typed}: {shown}"
            );
        }
    }
}
