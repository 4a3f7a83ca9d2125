//! Vendors, our organization, the sample.

use super::support::{Cli, assert_transcript};

#[test]
fn a_new_user_adds_vendors() {
    assert_transcript!(
        Cli::empty(),
        "vendor",
        [
            "vendor list",
            "vendor add \"Northwind Claims LLC\" --tier high",
            "vendor add Northwind",
            "vendor add \"northwind claims llc\"",
            "vendor add \"northwind claims llc\" --same-name",
            "vendor add \"  \"",
            "vendor list",
            "vendor show northwind-claims-llc",
            "vendor set northwind-claims-llc tier medium",
            "vendor set northwind-claims-llc tier medum",
            "vendor set northwind-claims-llc name \"Northwind Group\"",
            "vendor set northwind-claims-llc slug x",
            "vendor show \"northwind group\"",
            "vendor retire northwind-claims-llc --reason \"bought by another\"",
            "vendor list",
            "vendor list --retired",
            "answer northwind-claims-llc baa.executed yes",
            "vendor restore northwind-claims-llc",
            "vendor restore northwind-claims-llc",
            "vendor show northw",
            "vendor show nrothwind",
            "--json vendor list",
        ]
    );
}

#[test]
fn our_organization_is_shown_and_set() {
    assert_transcript!(
        Cli::founded(),
        "organization",
        [
            "organization show",
            "organization set name \"St. Mary Health System\"",
            "organization set zone America/New_Yrok",
            "organization set zone America/Chicago",
            "organization set nmae x",
            "--json organization show",
        ]
    );
}

#[test]
fn the_sample_is_made_once_and_never_beside_a_record() {
    let cli = Cli::empty();
    cli.run("sample").assert_code(0);
    let before = cli.journals();
    cli.run("sample").assert_code(2);
    assert_eq!(cli.journals(), before);
    let status = cli.run("status");
    assert!(status.stdout.contains("made up"), "{status}");
    let founded = Cli::founded();
    let before = founded.journals();
    founded.run("sample").assert_code(2);
    assert_eq!(founded.journals(), before);
}

#[test]
fn names_are_compared_after_composition_and_case() {
    let cli = Cli::founded();
    cli.run("vendor add \"Cl\u{ed}nica\"").assert_code(0);
    let same = cli.run("vendor add \"CLI\u{301}NICA\"");
    same.assert_code(2);
    assert!(same.stderr.contains("--same-name"), "{same}");
    let second = cli.run("vendor add \"cli\u{301}nica\" --same-name");
    assert!(second.stdout.contains("'clinica-2'"), "a slug clash gets a number: {second}");
    cli.run("vendor show \"cli\u{301}nica\"").assert_code(2);
    cli.run("vendor show clinica").assert_code(0);
}

#[test]
fn an_id_goes_before_a_name_that_is_equal_to_it() {
    let cli = Cli::with_vendor();
    let id = cli.run("--json vendor show northwind").json()["vendor"].as_str().unwrap().to_owned();
    cli.run(&format!("vendor add {id} --same-name")).assert_code(0);
    let shown = cli.run(&format!("--json vendor show {id}")).json();
    assert_eq!(shown["name"], "Northwind");
}

#[test]
fn a_name_of_more_than_300_characters_is_refused() {
    let cli = Cli::founded();
    let refused = cli.run(&format!("vendor add {}", "x".repeat(301)));
    refused.assert_code(2);
    assert!(refused.stderr.contains("301"), "{refused}");
    cli.run(&format!("vendor add {}", "x".repeat(300))).assert_code(0);
}
