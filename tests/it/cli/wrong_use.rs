//! Wrong use: a problem with a way on, exit code 2, nothing written.

use std::sync::Arc;

use proofbook::io::faults::Faulty;
use proofbook::io::{FileSystem, Io as _};

use super::support::{Cli, assert_transcript};

#[test]
fn what_cannot_be_read_is_a_problem_with_the_nearest_name() {
    assert_transcript!(
        Cli::empty(),
        "wrong_use",
        [
            "vendr list",
            "vendor lst",
            "vendor",
            "evidence add",
            "answer northwind",
            "answer northwind baa.executed yes --nte x",
            "answer northwind baa.executed yes --note",
            "gaps --severity hihg",
            "--color sometimes status",
            "report northwind --text -o x.pdf",
            "evidence add northwind --held-at portal x.pdf",
            "gap accept northwind baa.executed --until soon --reason x",
            "--as-of 2026-01-01 status",
            "--by \"Dana Q\" status",
            "--json vendor lst",
            "status",
            "gaps",
            "followup list",
            "verify",
            "evidence verify",
            "interview northwind",
            "answer northwind baa.executed yes",
            "undo northwind",
        ]
    );
}

#[test]
fn an_empty_folder_stays_empty_when_nothing_is_recorded() {
    let cli = Cli::empty();
    for typed in
        ["status", "vendor list", "question list", "answer x baa.executed yes", "vendor add \" \""]
    {
        cli.run(typed);
        assert!(!cli.data().exists(), "{typed}");
    }
}

#[test]
fn a_run_that_fails_leaves_every_journal_as_it_was() {
    let cli = Cli::with_vendor();
    cli.document("a.pdf", b"a");
    let before = cli.journals();
    let failing = [
        "vendor add northwind",
        "vendor set northwind tier none",
        "vendor set northwind name \" \"",
        "answer northwind baa.executed maybe",
        "answer northwind baa.executed na",
        "answer northwind nothing yes",
        "answer northwind baa.executed yes --follow-up Omar --due 2026-12-01",
        "confirm northwind baa.executed",
        "evidence add northwind @missing.pdf",
        "evidence add northwind @a.pdf --supports nothing",
        "evidence add northwind @a.pdf --dated 2027-01-01",
        "evidence supersede northwind A-01 @a.pdf",
        "evidence link northwind A-01 baa.executed",
        "gap own northwind baa.executed Omar",
        "gap accept northwind baa.executed --until 2026-12-01 --reason x",
        "followup done northwind baa.executed --note x",
        "clock-fault northwind --reason x",
        "organization set zone Nowhere",
        "redo northwind",
        "report northwind -o @a.pdf",
        "vendor restore northwind",
    ];
    for typed in failing {
        for json in ["", "--json "] {
            let ran = cli.run(&format!("{json}{typed}"));
            ran.assert_code(2);
            assert_eq!(ran.stdout, "", "{ran}");
            assert_eq!(cli.journals(), before, "{ran}");
            if json.is_empty() {
                assert!(ran.stderr.starts_with("Problem: "), "{ran}");
            } else {
                let problem: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
                assert_eq!(problem["schema"], "proofbook/problem/1");
                assert_eq!(problem["kind"], "use");
            }
        }
    }
}

#[test]
fn settings_that_are_not_known_are_a_problem() {
    let mut cli = Cli::founded();
    cli.settings = Some(cli.document("settings.json", br#"{"tehme": "dark"}"#));
    let refused = cli.run("generate settings");
    refused.assert_code(2);
    assert!(refused.stderr.contains("did you mean 'theme'?"), "{refused}");
    cli.settings = Some(cli.document("good.json", br#"{"theme": "dark", "account": "omar"}"#));
    cli.environment.insert("PROOFBOOK_MOTION".to_owned(), "none".to_owned());
    assert_transcript!(
        cli,
        "settings",
        ["generate settings", "--plain --by dana --color never --json generate settings"]
    );
    cli.run("vendor add Northwind").assert_code(0);
    cli.run("answer northwind baa.executed yes --by dana").assert_code(0);
    let log = cli.run("--json log northwind").json();
    let by: Vec<&str> = log["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["by"].as_str().unwrap())
        .collect();
    assert_eq!(by, ["omar", "dana"]);
}

#[test]
fn a_network_folder_is_written_only_with_a_reason_which_is_recorded() {
    let disk = Faulty::new();
    let mut cli = Cli::empty();
    // The disk is in memory and has no temporary folder yet.
    let parents: Vec<_> = cli.data().ancestors().skip(1).map(std::path::Path::to_owned).collect();
    for folder in parents.iter().rev() {
        drop(disk.create_dir(folder));
    }
    cli.io = Arc::new(disk.clone());
    disk.pretend(FileSystem::Shared("NFS"));
    let refused = cli.run("vendor add Northwind");
    refused.assert_code(4);
    assert!(
        refused.stderr.contains("--network-reason"),
        "the flag that is named is one: {refused}"
    );
    cli.run("vendor add Northwind --network-reason \" \"").assert_code(2);
    let accepted = cli.run("vendor add Northwind --network-reason \"no other disk\"");
    accepted.assert_code(0);
    assert!(accepted.stderr.contains("NFS"), "{accepted}");
    cli.run("answer northwind baa.executed yes").assert_code(0);
    let store = disk.bytes(&cli.data().join("log.jsonl")).unwrap();
    assert!(String::from_utf8(store).unwrap().contains("no other disk"));
}
