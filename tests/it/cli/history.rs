//! The history on the command line: looked through by question, exhibit, person, register and day; corrections and interviews told.

use serde_json::Value;

use super::support::Cli;

/// A vendor with an interview, an answer and its correction, an exhibit, a record, and an undo.
fn lived() -> Cli {
    let cli = Cli::with_vendor();
    cli.document("a.pdf", b"a");
    for typed in [
        "answer northwind baa.executed yes --given-by \"Omar Haddad\"",
        "answer northwind baa.executed no --reason \"one signature is missing\"",
        "evidence add northwind @a.pdf --title Agreement --supports baa.executed",
        "register add northwind audit kind=questionnaire on=2026-03-02",
        "answer northwind ctrl.logging no",
        "undo northwind",
    ] {
        cli.run(typed).assert_code(0);
    }
    cli
}

/// The numbers of the events that a filter lets through.
fn fit(cli: &Cli, filter: &str) -> Vec<u64> {
    let ran = cli.run(&format!("--json log northwind {filter}"));
    let json = ran.assert_code(0).json();
    json["events"].as_array().unwrap().iter().map(|event| event["seq"].as_u64().unwrap()).collect()
}

#[test]
fn a_history_is_looked_through_by_what_an_event_is_about() {
    let cli = lived();
    let all = fit(&cli, "");
    assert_eq!(all, [0, 1, 2, 3, 4, 5, 6]);
    // The exhibit that supports a question belongs to its history, and an undo to that of what it took back.
    assert_eq!(fit(&cli, "--question baa.executed"), [1, 2, 3]);
    assert_eq!(fit(&cli, "--question ctrl.logging"), [5, 6]);
    assert_eq!(fit(&cli, "--exhibit a-01"), [3]);
    assert_eq!(fit(&cli, "--register audits"), [4]);
    assert_eq!(fit(&cli, "--register AU-01"), [4]);
    assert_eq!(fit(&cli, "--register insurance"), [0_u64; 0]);
    // Who recorded by account or by name, and who answered.
    assert_eq!(fit(&cli, "--person dana"), all);
    assert_eq!(fit(&cli, "--person whitfield"), all);
    assert_eq!(fit(&cli, "--person \"omar haddad\""), [1]);
    assert_eq!(fit(&cli, "--since 2026-11-22 --until 2026-11-22"), all);
    assert_eq!(fit(&cli, "--since 2026-11-23"), [0_u64; 0]);
    assert_eq!(fit(&cli, "--until 2026-11-21"), [0_u64; 0]);
    // Everything that is set must fit.
    assert_eq!(fit(&cli, "--question baa.executed --person omar"), [1]);
    let said = cli.run("log northwind --question baa.executed --person omar").stdout;
    assert!(
        said.contains("1 of 7 events, oldest first: question baa.executed, person omar"),
        "{said}"
    );
    assert!(cli.run("log northwind --since 2026-11-23").stdout.contains("No event fits."));
}

#[test]
fn what_is_not_there_to_look_through_by_is_named() {
    let cli = lived();
    let wrong =
        |filter: &str| cli.run(&format!("log northwind {filter}")).assert_code(2).stderr.clone();
    assert!(wrong("--question baa.execute").contains("baa.executed"));
    assert!(wrong("--exhibit A-09").contains("has no exhibit A-09"));
    assert!(wrong("--register audit-log").contains("is not a register"));
    assert!(wrong("--since March").contains("YYYY-MM-DD"));
}

#[test]
fn a_correction_says_what_it_corrects_and_why_and_an_undo_what_it_took_back() {
    let cli = lived();
    let json = cli.run("--json log northwind").json();
    let event = |seq: usize| json["events"][seq].clone();
    let correction = event(2);
    assert_eq!(correction["corrects"], 1);
    assert_eq!(correction["reason"], "one signature is missing");
    assert_eq!((&correction["was"], &correction["is"]), (&Value::from("Yes"), &Value::from("No")));
    assert_eq!(event(1)["given_by"], "Omar Haddad");
    assert_eq!(event(5)["taken_back_by"], 6);
    assert_eq!(event(6)["what"], "Undo of 5");
    // The chain can be followed by eye: every event names the one before it.
    assert_eq!(event(6)["prev"], event(5)["hash"]);
}
