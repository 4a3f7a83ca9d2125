//! The record over time: deadlines, retention, holds, withheld texts, and what somebody is to find out.

use std::fmt::Write as _;

use proofbook::domain::event::Edition;
use proofbook::runtime::Runtime;

use super::support::{Cli, assert_transcript};
use crate::report_engine::reader::Reader;

#[test]
fn deadlines_are_named_with_their_rule_and_found_by_the_exit_code() {
    let cli = Cli::with_vendor();
    cli.document("soc2.pdf", b"report");
    cli.document("baa.pdf", b"agreement");
    assert_transcript!(
        cli,
        "deadlines",
        [
            "deadlines",
            "evidence add northwind @soc2.pdf --title \"SOC 2 report\" --dated 2026-02-01 --period-end 2025-12-31 --supports ctrl.logging",
            "answer northwind ctrl.logging yes",
            "answer northwind ctrl.encryption unknown --follow-up Omar --due 2026-11-30",
            "register add northwind insurance insurer=Chubb kind=cyber from=2026-01-01 to=2027-01-01",
            "deadlines",
            "deadlines northwind --within 7d",
            "deadlines northwind --within soon",
            "--json deadlines northwind --within 400",
            "vendor list",
            "status northwind",
            "followup list --by-owner",
            "followup list --owner omar",
            "followup list --owner Omr",
        ]
    );
}

#[test]
fn holds_stand_until_they_are_ended_and_no_day_is_named_meanwhile() {
    let cli = Cli::with_vendor();
    cli.document("letter.pdf", b"letter");
    assert_transcript!(
        cli,
        "holds",
        [
            "hold list",
            "evidence add northwind @letter.pdf --dated 2020-01-01 --supports baa.executed --page 3 --section 4.2 --quote \"shall notify\"",
            "evidence show northwind A-01",
            "evidence show northwind A-02",
            "register add northwind agreement kind=baa effective=2019-02-01 expires=2026-03-16",
            "register show northwind AG-01",
            "hold set northwind --matter \"Smith v. St. Mary\" --reason \"letter of counsel\"",
            "hold set northwind --matter \"smith v. st. mary\"",
            "hold set northwind --matter \"  \"",
            "evidence show northwind A-01",
            "evidence list northwind",
            "register show northwind AG-01",
            "vendor show northwind",
            "vendor retire northwind",
            "hold list",
            "hold end northwind --matter \"Smith v St Mary\"",
            "hold end northwind --matter \"Smith v. St. Mary\" --reason settled",
            "hold list",
            "hold list --ended",
            "--json hold list northwind --ended",
            "evidence show northwind A-01",
            "log northwind",
        ]
    );
}

const SECRET: &str = "Jane Roe";

/// A vendor in whose record the name of a patient stands wherever words can stand.
fn with_secrets() -> Cli {
    let cli = Cli::with_vendor();
    cli.document("Jane Roe scan.pdf", b"letter");
    for typed in [
        "answer northwind baa.executed no --note \"chart of Jane Roe\" --given-by \"Jane Roe\"",
        "answer northwind ctrl.logging unknown --follow-up \"Jane Roe\" --due 2026-11-30",
        "answer northwind ctrl.mfa none --counsel-only --note \"Jane Roe may sue\"",
        "evidence add northwind \"@Jane Roe scan.pdf\" --supports baa.executed --quote \"we saw Jane Roe\" --section \"Jane Roe\"",
        "register add northwind problem learned=2026-10-01 \"what=told by Jane Roe\"",
        "vendor set northwind services \"billing for Jane Roe\"",
        "gap own northwind baa.executed \"Jane Roe\"",
        "evidence set northwind A-01 title \"Scan of Jane Roe\"",
    ] {
        cli.run(typed).assert_code(0);
    }
    cli
}

/// Everything that can be read of a record.
fn outputs(cli: &Cli) -> String {
    let mut all = String::new();
    for typed in [
        "status",
        "status northwind",
        "vendor list",
        "vendor show northwind",
        "log northwind",
        "evidence list northwind",
        "evidence show northwind A-01",
        "register list northwind",
        "register show northwind PR-01",
        "gaps northwind",
        "deadlines northwind",
        "followup list --by-owner",
        "contradictions northwind",
        "hold list",
        "verify",
        "report northwind --text",
        "report northwind --text --edition produced",
    ] {
        for typed in [typed.to_owned(), format!("--json {typed}")] {
            all.push_str(&cli.run(&typed).to_string());
        }
    }
    for edition in [Edition::Internal, Edition::Produced] {
        let file = cli.path(&format!("{}.pdf", edition.word()));
        let typed = format!(
            "report northwind --overwrite -o {} --edition {}",
            file.display(),
            edition.word()
        );
        cli.run(&typed).assert_code(0);
        let reader = Reader::new(&std::fs::read(file).unwrap());
        all.extend(reader.parts().into_iter().map(|(_, _, words)| words + "\n"));
    }
    let mut desk = cli.desk();
    let vendor = desk.find("northwind").unwrap();
    // Screens and line mode show nothing but what is in the dossier and in the list.
    let _ = write!(all, "{:?}", desk.summaries().unwrap());
    let _ = write!(all, "{:?}", desk.dossier(vendor).unwrap());
    let mut runtime = Runtime::open(cli.seat(), None, cli.path("")).unwrap();
    let _ = write!(all, "{:?}", runtime.first().unwrap());
    all
}

#[test]
fn r28_a_withheld_text_is_in_no_output_and_is_counted() {
    let cli = with_secrets();
    let before = outputs(&cli);
    assert!(before.contains(SECRET) && before.matches(SECRET).count() > 40);
    let log = cli.run("--json log northwind").json();
    let seq = |kind: &str, nth: usize| {
        let events = log["events"].as_array().unwrap();
        let of_kind = events.iter().filter(|event| event["kind"] == kind);
        of_kind.map(|event| event["seq"].as_u64().unwrap()).nth(nth).unwrap()
    };
    let secrets = [
        (seq("answer_set", 0), "note"),
        (seq("answer_set", 0), "given-by"),
        (seq("answer_set", 1), "owner"),
        (seq("answer_set", 2), "counsel_note"),
        (seq("exhibit_taken", 0), "title"),
        (seq("exhibit_taken", 0), "file_name"),
        (seq("exhibit_taken", 0), "quote"),
        (seq("exhibit_taken", 0), "section"),
        (seq("record_set", 0), "what"),
        (seq("vendor_set", 0), "value"),
        (seq("gap_owned", 0), "owner"),
        (seq("exhibit_changed", 0), "title"),
    ];
    for (event, field) in secrets {
        cli.run(&format!("withhold northwind {event} {field} --reason \"names a patient\""))
            .assert_code(0);
    }
    let after = outputs(&cli);
    assert!(
        !after.contains(SECRET),
        "{}",
        after.lines().find(|line| line.contains(SECRET)).unwrap()
    );
    assert!(after.contains("[withheld 2026-11-22]"));
    let counted = |typed: &str, words: &str| {
        let ran = cli.run(typed);
        assert!(ran.stdout.contains(words), "{ran}");
    };
    counted("status", "Texts withheld");
    counted("status northwind", "12");
    counted("verify northwind", "12 texts withheld");
    counted("report northwind --text", "12 texts of this record are withheld");
    counted("report northwind --text --edition produced", "12 texts of this record are withheld");
    // The journal verifies, and keeps the bytes.
    cli.run("verify").assert_code(0);
    let bytes: Vec<u8> = cli.journals().into_values().flatten().collect();
    assert!(String::from_utf8_lossy(&bytes).contains(SECRET));
}

#[test]
fn what_cannot_be_withheld_is_refused_and_nothing_brings_a_text_back() {
    let cli = Cli::with_vendor();
    cli.run("answer northwind baa.executed no --note \"chart of Jane Roe\"").assert_code(0);
    cli.run("answer northwind baa.executed no --note \"chart of Jane Roe, again\"").assert_code(0);
    let before = cli.journals();
    assert_transcript!(
        cli,
        "withhold",
        [
            "withhold northwind 9 note --reason \"names a patient\"",
            "withhold northwind 1 value --reason \"names a patient\"",
            "withhold northwind 1 nte --reason \"names a patient\"",
            "withhold northwind 0 name --reason \"names a patient\"",
            "withhold northwind 1 note --reason \" \"",
            "withhold northwind 1 note --reason \"it says chart of jane roe\"",
            "withhold northwind 1 note --reason \"names a patient\"",
            "withhold northwind 1 note --reason \"names a patient\"",
            "withhold northwind 2 note --reason \"names a patient\"",
            "undo northwind",
            "log northwind",
        ]
    );
    assert_ne!(cli.journals(), before);
    assert!(!cli.run("log northwind").stdout.contains(SECRET));
}

#[test]
fn a_pdf_is_called_by_its_own_title_where_nobody_names_it() {
    let cli = Cli::with_vendor();
    let pdf = |title: &str| {
        format!("%PDF-1.4\n7 0 obj\n<< /Title ({title}) >>\nendobj\ntrailer << /Info 7 0 R >>")
    };
    cli.document("scan0001.pdf", pdf("Independent audit report 2026").as_bytes());
    cli.document("pentest.pdf", pdf("Findings").as_bytes());
    cli.document("named.pdf", pdf("Something else").as_bytes());
    let mut large = pdf("Large agreement").into_bytes();
    large.splice(9..9, std::iter::repeat_n(b' ', 3 << 20));
    cli.document("large.pdf", &large);
    let took = cli.run("evidence add northwind @scan0001.pdf");
    assert!(took.stdout.contains("A-01: Independent audit report 2026 (audit report)"), "{took}");
    let took = cli.run("evidence add northwind @pentest.pdf");
    assert!(took.stdout.contains("A-02: Findings (penetration test)"), "{took}");
    let took = cli.run("evidence add northwind @named.pdf --title Ours");
    assert!(took.stdout.contains("A-03: Ours (other)"), "{took}");
    let took = cli.run("evidence add northwind @large.pdf");
    assert!(took.stdout.contains("A-04: Large agreement (agreement)"), "{took}");
}
