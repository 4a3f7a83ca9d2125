//! Questions about incidents on the command line: which one is meant, where each is named, and what is kept of one set aside.

use super::support::{Cli, Ran};

fn says(ran: &Ran, words: &[&str]) {
    let all = format!("{}\n{}", ran.stdout, ran.stderr).replace('\n', " ");
    let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        assert!(all.contains(word), "'{word}' is not said:\n{}\n{}", ran.stdout, ran.stderr);
    }
}

/// A vendor with two incidents.
fn with_two() -> Cli {
    let cli = Cli::with_vendor();
    cli.run("register add northwind incident what=Ransomware").assert_code(0);
    cli.run("register add northwind incident what=Phishing").assert_code(0);
    cli
}

#[test]
fn r6_the_only_incident_is_meant_and_said_of_several_one_is_named() {
    let cli = Cli::with_vendor();
    let none = cli.run("answer northwind inc.hold yes");
    assert_eq!(none.code, 2);
    says(&none, &["none of 'Northwind' is on file", "register add northwind incident what="]);
    says(&cli.run("gaps northwind"), &["Northwind: 0 gaps"]);

    cli.run("register add northwind incident what=Ransomware").assert_code(0);
    let only = cli.run("answer northwind inc.hold yes");
    only.assert_code(0);
    says(
        &only,
        &[
            "About IC-01, the only incident on file: Ransomware",
            "inc.hold of IC-01 stands Asserted",
        ],
    );

    cli.run("register add northwind incident what=Phishing").assert_code(0);
    let several = cli.run("answer northwind inc.hold no");
    assert_eq!(several.code, 2);
    says(&several, &["has several", "IC-01 Ransomware; IC-02 Phishing", "--incident IC-01"]);
    let named = cli.run("--json answer northwind inc.hold no --incident IC-02").json();
    assert_eq!(named["standings"][0]["incident"], "IC-02");
    assert_eq!(named["standings"][0]["standing"], "unmet");
    says(
        &cli.run("answer northwind inc.hold no --incident IC-09"),
        &["there is no incident IC-09", "IC-01 Ransomware; IC-02 Phishing"],
    );
    says(
        &cli.run("answer northwind baa.executed yes --incident IC-01"),
        &["not about one incident", "leave the incident out"],
    );
    says(&cli.run("organization answer inc.hold yes"), &["--incident IC-01"]);
}

#[test]
fn every_list_names_the_incident_beside_the_question() {
    let cli = with_two();
    cli.document("log.pdf", b"log");
    for typed in [
        "answer northwind inc.hold no --incident IC-01",
        "answer northwind inc.timeline unknown --incident IC-02 --follow-up Lee --due 2026-12-04",
        "gap own northwind inc.hold Kim --fix-by 2026-12-10 --incident IC-01",
        "gap accept northwind inc.hold --until 2026-12-20 --reason busy --incident IC-01",
        "evidence add northwind @log.pdf --supports inc.hold,baa.executed --incident IC-02",
        "evidence link northwind A-01 inc.access --incident IC-01",
        "confirm northwind inc.hold --incident IC-01",
    ] {
        cli.run(typed).assert_code(0);
    }
    says(
        &cli.run("gaps northwind"),
        &["inc.hold of IC-01", "inc.timeline of IC-02", "Kim", "1 critical gap"],
    );
    says(&cli.run("deadlines northwind"), &["(IC-01)", "(IC-02)"]);
    says(&cli.run("followup list northwind"), &["inc.timeline of IC-02"]);
    says(
        &cli.run("log northwind"),
        &[
            "inc.hold of IC-01",
            "Owner of the gap inc.hold of IC-01",
            "A-01 linked to inc.access of IC-01",
            "inc.hold of IC-02, baa.executed",
        ],
    );
    let of_record = cli.run("log northwind --register IC-02");
    says(&of_record, &["inc.timeline of IC-02"]);
    assert!(!of_record.stdout.contains("inc.hold of IC-01"), "{}", of_record.stdout);
    says(
        &cli.run("status northwind"),
        &[
            "Incident IC-01: Ransomware",
            "Incident IC-02: Phishing",
            "critical gap: inc.timeline of IC-02",
        ],
    );
    says(&cli.run("diff northwind --since 2026-11-21"), &["inc.hold of IC-01"]);
    cli.run("followup done northwind inc.timeline --note found --incident IC-02").assert_code(0);
    says(&cli.run("undo northwind"), &["Follow-up on inc.timeline of IC-02"]);
}

#[test]
fn an_incident_set_aside_is_asked_no_more_and_its_answers_are_kept() {
    let cli = with_two();
    cli.run("answer northwind inc.timeline unknown --incident IC-01").assert_code(0);
    assert_eq!(
        cli.run("--json status northwind").json()["critical_gaps"][0],
        "inc.timeline of IC-01"
    );
    cli.run("register set northwind incident IC-01 set_aside=mistaken").assert_code(0);
    let status = cli.run("status northwind");
    says(&status, &["since the incident was set aside", "inc.timeline of IC-01"]);
    assert!(!status.stdout.contains("critical gap"), "{}", status.stdout);
    // One incident is left, so it is the one that is meant.
    says(&cli.run("answer northwind inc.hold yes"), &["About IC-02"]);
    says(&cli.run("answer northwind inc.hold yes --incident IC-01"), &["IC-01 was set aside"]);
}

#[test]
fn an_incident_that_was_answered_about_is_not_undone_nor_superseded() {
    let cli = Cli::with_vendor();
    cli.run("register add northwind incident what=Ransomware").assert_code(0);
    cli.run("answer northwind inc.hold yes").assert_code(0);
    says(
        &cli.run("register add northwind incident what=Phishing supersedes=IC-01"),
        &["an incident is changed, not superseded"],
    );
    cli.run("undo northwind").assert_code(0);
    cli.run("undo northwind").assert_code(0);
    cli.run("redo northwind").assert_code(0);
    cli.run("answer northwind inc.hold yes").assert_code(0);
    let other = cli.run("--by lee undo northwind");
    assert_eq!(other.code, 2, "{}", other.stderr);
}

#[test]
fn a_questionnaire_without_an_incident_says_how_to_record_one() {
    let cli = Cli::with_vendor();
    let how = "register add northwind incident what=WORDS";
    says(&cli.run("status northwind --questionnaire vendor-breach"), &["left out", how]);
    says(&cli.run("questionnaire show vendor-breach --vendor northwind"), &["left out", how]);
    cli.run("register add northwind incident what=Ransomware").assert_code(0);
    let shown = cli.run("questionnaire show vendor-breach --vendor northwind");
    says(&shown, &["inc.timeline"]);
}

#[test]
fn the_report_has_a_part_for_each_incident_with_its_own_figure() {
    let cli = with_two();
    cli.run("answer northwind inc.hold yes --incident IC-02").assert_code(0);
    let ran = cli.run("report northwind --text");
    ran.assert_code(0);
    says(
        &ran,
        &[
            "Questions about IC-01: Ransomware",
            "Questions about IC-02: Phishing",
            "inc.hold of IC-02",
            "These questions are in no figure of the vendor.",
        ],
    );
}
