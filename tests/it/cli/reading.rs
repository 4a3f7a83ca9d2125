//! Status, log, verify, questions, reports: what reads, also from a damaged record.

use std::path::PathBuf;

use super::support::{Cli, assert_transcript};

#[test]
fn r14_r20_status_shows_both_numbers_every_standing_and_the_words_critical_gap() {
    let cli = Cli::with_vendor();
    cli.document("a.pdf", b"a");
    assert_transcript!(
        cli,
        "status",
        [
            "status",
            "answer northwind risk.ba_status business-associate",
            "answer northwind baa.executed no",
            "evidence add northwind @a.pdf --dated 2026-06-01 --supports risk.ba_status",
            "answer northwind ctrl.mfa na --note \"no accounts\"",
            "status northwind",
            "status",
            "--json status",
        ]
    );
}

#[test]
fn questions_and_questionnaires_are_shown() {
    assert_transcript!(
        Cli::empty(),
        "questions",
        [
            "question show baa.executed",
            "question show baa.executd",
            "questionnaire list",
            "questionnaire show core --role procurement",
            "questionnaire show core --role procurment",
            "questionnaire show coer",
        ]
    );
}

#[test]
fn json_of_questions_has_the_fields_that_scripts_rely_on() {
    let cli = Cli::empty();
    let fields =
        ["id", "kind", "question", "citations", "remedy", "severity", "basis", "scope", "revision"];
    let has_all =
        |question: &serde_json::Value| fields.iter().all(|field| question.get(field).is_some());
    let list = cli.run("--json question list").json();
    let questions = list["questions"].as_array().unwrap();
    assert!(questions.len() > 30 && questions.iter().all(has_all));
    assert!(questions.iter().all(|question| question["schema"] == "proofbook/question/1"));
    let shown = cli.run("--json questionnaire show core").json();
    let section = &shown["sections"][0]["questions"][0];
    assert!(has_all(section), "whole questions are embedded");
    assert!(has_all(&cli.run("--json question show baa.executed").json()));
}

#[test]
fn own_question_files_are_checked_beside_the_shipped_ones() {
    let cli = Cli::empty();
    let good =
        include_str!("../../../questionnaires/core.json").replace("\"core\"", "\"own.core\"");
    cli.document("own.json", good.as_bytes());
    cli.document("wrong.json", good.replace("baa.executed", "baa.executd").as_bytes());
    cli.run("questionnaire check @own.json").assert_code(0);
    let wrong = cli.run("questionnaire check @wrong.json");
    wrong.assert_code(1);
    assert!(wrong.stdout.contains("did you mean 'baa.executed'?"), "{wrong}");
    cli.run("questionnaire check @missing.json").assert_code(2);
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/questionnaires/core.json");
    cli.run(&format!("questionnaire check {shipped}")).assert_code(0);
}

#[test]
fn verify_prints_every_head_in_full() {
    let cli = Cli::with_vendor();
    assert_transcript!(cli, "verify", ["verify", "verify northwind", "--json verify northwind"]);
    let verified = cli.run("--json verify").json();
    for journal in verified["journals"].as_array().unwrap() {
        let head = journal["head"].as_str().unwrap();
        assert_eq!(head.len(), 64);
        assert!(cli.run("verify").stdout.contains(&format!("head     {head}\n")));
    }
}

/// The vendor's journal with one byte of its second line changed.
fn damaged() -> Cli {
    let cli = Cli::with_vendor();
    cli.run("answer northwind baa.executed yes").assert_code(0);
    cli.run("answer northwind ctrl.logging yes").assert_code(0);
    let (path, bytes) = vendor_journal(&cli);
    let text = String::from_utf8(bytes).unwrap();
    std::fs::remove_file(&path).unwrap();
    std::io::Write::write_all(
        &mut std::fs::File::create_new(&path).unwrap(),
        text.replacen("\"yes\"", "\"yea\"", 1).as_bytes(),
    )
    .unwrap();
    cli
}

fn vendor_journal(cli: &Cli) -> (PathBuf, Vec<u8>) {
    let of_vendor = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "vendors");
    cli.journals().into_iter().find(|(path, _)| of_vendor(path)).unwrap()
}

#[test]
fn a_damaged_record_is_shown_up_to_the_damage_and_ends_with_code_3() {
    let cli = damaged();
    assert_transcript!(
        cli,
        "damaged",
        [
            "log northwind",
            "answer northwind ctrl.logging yes",
            "verify northwind",
            "--json log northwind"
        ]
    );
    for typed in
        ["status northwind", "gaps northwind", "evidence list northwind", "vendor show northwind"]
    {
        let ran = cli.run(typed);
        ran.assert_code(3);
        assert!(ran.stderr.contains("damaged"), "{ran}");
        let json = cli.run(&format!("--json {typed}"));
        json.assert_code(3);
        assert_eq!(json.stdout, "", "{json}");
    }
}

#[test]
fn reports_are_written_once_and_never_over_a_file() {
    let cli = Cli::with_vendor();
    let written = cli.run("report northwind -o @r.pdf");
    written.assert_code(0);
    let bytes = std::fs::read(cli.path("r.pdf")).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    let digest = proofbook::domain::id::Digest::of(&bytes).to_string();
    assert!(written.stdout.contains(&digest), "{written}");
    let before = cli.journals();
    cli.run("report northwind -o @r.pdf").assert_code(2);
    cli.run("report northwind -o @nowhere/r.pdf").assert_code(4);
    cli.run("report northwind --text").assert_code(0);
    assert_eq!(cli.journals(), before, "nothing was written, so nothing is recorded");
    cli.run("report northwind -o @r.pdf --overwrite").assert_code(0);
    let again = std::fs::read(cli.path("r.pdf")).unwrap();
    assert_eq!(again, bytes, "R26: writing it twice gives the same bytes");
    let produced = cli.run("--json report northwind -o @p.pdf --edition produced").json();
    assert_eq!(produced["edition"], "produced");
    assert_eq!(produced["schema"], "proofbook/report/1");
    cli.run("report northwind -o @p.pdf --text").assert_code(2);
    cli.run("report northwind --edition public").assert_code(2);
    cli.run("report northwind --questionnaire coer --text").assert_code(2);
}
