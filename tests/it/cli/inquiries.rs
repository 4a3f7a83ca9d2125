//! `inquiry` and `handover` as they are typed.

use super::support::{Cli, assert_transcript};

/// A letter with four requests; one exhibit.
fn asked() -> Cli {
    let cli = Cli::with_vendor();
    cli.document("baa.pdf", b"agreement");
    for typed in [
        "answer northwind baa.executed yes",
        "evidence add northwind @baa.pdf --kind agreement --title Agreement --dated 2025-01-02 --supports baa.executed",
        "inquiry open northwind --from \"HHS Office for Civil Rights\" --received 2026-10-26 --due 2026-11-25 --reference 26-512345 --note \"by certified mail\"",
        "inquiry request northwind IQ-01 10. \"Provide the policy for ending access.\"",
        "inquiry request northwind IQ-01 2 \"Provide the agreement with the business associate.\"",
        "inquiry request northwind IQ-01 2a \"Provide every amendment to it.\"",
        "inquiry request northwind IQ-01 1 \"Describe the services.\"",
    ] {
        cli.run(typed).assert_code(0);
    }
    cli
}

#[test]
fn an_inquiry_is_opened_mapped_extended_and_closed() {
    assert_transcript!(
        asked(),
        "inquiry",
        [
            "inquiry map northwind IQ-01 2 baa.executed --exhibit A-01",
            "inquiry map northwind iq-1 2A --absent \"There is no amendment.\"",
            "inquiry map northwind IQ-01 1 baa.exected",
            "inquiry map northwind IQ-01 2a baa.executed",
            "inquiry map northwind IQ-01 3 baa.executed",
            "inquiry map northwind IQ-01 10 risk.phi_volume --absent \"None.\"",
            "inquiry map northwind IC-01 1 baa.executed",
            "inquiry extend northwind IQ-01 --due 2026-11-20 --reason x",
            "inquiry extend northwind IQ-01 --due 2026-12-15 --reason \"Granted by phone on 2026-11-20.\"",
            "inquiry list",
            "inquiry list --json",
            "inquiry show northwind IQ-01",
            "inquiry show northwind IQ-02",
            "inquiry unmap northwind IQ-01 2 --exhibit A-01",
            "inquiry unmap northwind IQ-01 2a --absent",
            "inquiry close northwind IQ-01 --on 2026-11-22",
            "inquiry close northwind IQ-01 --on 2026-11-22 --unfinished",
            "inquiry list",
            "inquiry list northwind --closed",
            "inquiry request northwind IQ-01 3 More",
            "inquiry reopen northwind IQ-01 --reason \"A second letter came.\"",
            "deadlines northwind --within 40",
            "evidence show northwind A-01",
        ]
    );
}

#[test]
fn what_was_handed_over_names_the_report_its_edition_and_its_digest() {
    let cli = asked();
    cli.document("letter.pdf", b"a letter");
    cli.run("report northwind --edition produced -o @out.pdf").assert_code(0);
    let add = |more: &str| {
        cli.run(&format!("handover add northwind --to OCR --on 2026-11-22 {more} --json"))
    };
    let number = add("--report @out.pdf --inquiry IQ-01 --exhibit A-01").assert_code(0).json();
    assert_eq!(number["record"], "HO-01");
    let refused = add("--report @letter.pdf");
    refused.assert_code(2);
    assert!(refused.stderr.contains("its edition is not known"), "{refused}");
    add("--report @letter.pdf --edition produced").assert_code(0);
    let list = cli.run("handover list northwind --json").assert_code(0).json();
    let [first, second] = list["handed_over"].as_array().unwrap().as_slice() else {
        panic!("{list}")
    };
    let log = cli.run("log northwind --json").json();
    let events = log["events"].as_array().unwrap();
    let written = events.iter().find(|event| event["kind"] == "report_written").unwrap();
    assert_eq!(first["report"], written["seq"]);
    assert_eq!((&first["edition"], &first["inquiry"]), (&"produced".into(), &"IQ-01".into()));
    assert_eq!(first["exhibits"][0], "A-01");
    assert_eq!((&second["report"], &second["entry"]), (&serde_json::Value::Null, &"HO-02".into()));
    let shown = cli.run("inquiry show northwind IQ-01");
    assert!(shown.stdout.contains("HO-01  2026-11-22, to OCR, for IQ-01"), "{shown}");
    assert!(!shown.stdout.contains("HO-02"), "{shown}");
}

#[test]
fn foreign_words_of_a_letter_are_printed_harmless() {
    let cli = asked();
    cli.run("inquiry request northwind IQ-01 11 \"a\u{202e}b\"").assert_code(0);
    let shown = cli.run("inquiry show northwind IQ-01");
    assert!(!shown.stdout.contains('\u{202e}'), "{shown}");
}
