//! The profile, OCR's listing and the import of vendors, as they are typed.

use super::support::{Cli, assert_transcript};

#[test]
fn the_profile_is_set_shown_told_and_undone() {
    assert_transcript!(
        Cli::with_vendor(),
        "profile",
        [
            "vendor set northwind services \"Claims processing\" contact_1_last_name Lindqvist contact_1_phone \"-555 0100\"",
            "vendor set --from 2025-03-01 northwind other_names \"Northwind LLC; NW Claims\"",
            "vendor set northwind phi_first_disclosed 2024-05-06",
            "vendor set northwind phi_first_disclosed 2024-05-06",
            "vendor set northwind phi_first_disclosed 2027-01-01",
            "vendor set northwind web",
            "vendor set northwind web a systems",
            "vendor set northwind web a systems b --from 2026-01-01",
            "vendor set northwind web https://northwind.example",
            "vendor set northwind web \"\"",
            "vendor set northwind tier \"\"",
            "answer northwind risk.ba_status subcontractor",
            "vendor show northwind",
            "undo northwind",
            "undo northwind",
            "log northwind",
            "--json vendor show northwind",
        ]
    );
}

#[test]
fn the_listing_names_who_is_on_it_who_is_not_and_what_lacks() {
    let cli = Cli::with_vendor();
    cli.run("vendor add \"Bluebird, Inc.\"").assert_code(0);
    cli.run("vendor add Cedar").assert_code(0);
    cli.run("vendor add Delta").assert_code(0);
    cli.run("answer northwind risk.ba_status business-associate").assert_code(0);
    cli.run("answer cedar risk.ba_status not-ba").assert_code(0);
    cli.run("vendor retire delta").assert_code(0);
    cli.run("vendor set northwind services \"=1+1\" contact_1_phone \"-555 0100\" web \"say \"")
        .assert_code(0);
    assert_transcript!(
        cli,
        "listing",
        [
            "vendor list --ocr-csv -o @listing.csv",
            "vendor list --ocr-csv -o @listing.csv",
            "--json vendor list --ocr-csv -o @listing.csv --overwrite",
            "vendor list -o @listing.csv",
        ]
    );
    let bytes = std::fs::read(cli.path("listing.csv")).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines.len(), 4, "heads, two vendors, and the end of the last line");
    assert!(lines[0].starts_with(
        "\u{feff}\"Business associate name\",\"Type of service\",\"First contact: title\""
    ));
    assert!(lines[0].ends_with(",\"Web site URL\""));
    assert!(lines[1].starts_with("\"Bluebird, Inc.\","));
    assert!(lines[2].starts_with("\"Northwind\",\"'=1+1\","));
    for line in &lines[..3] {
        assert_eq!(line.matches("\",\"").count(), 26, "27 cells, all quoted: {line}");
    }
}

/// What a spreadsheet might run leaves as text and comes back as it was.
#[test]
fn a_listing_is_read_back_with_the_same_facts() {
    let cli = Cli::with_vendor();
    let hostile = [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "\u{ff1d}1+1",
        "''=2",
        "-555 0100",
        "a \u{201c}b\u{201d}, c",
    ];
    let fields = [
        "services",
        "web",
        "contact_1_title",
        "contact_1_city",
        "contact_1_fax",
        "contact_2_zip",
        "contact_1_phone",
        "contact_2_address",
    ];
    for (field, value) in fields.iter().zip(hostile) {
        let words = ["vendor", "set", "northwind", field, value];
        cli.run_words(field, words.map(Into::into).into()).assert_code(0);
    }
    let profile = |cli: &Cli| cli.run("--json vendor show northwind").json()["profile"].clone();
    let before = profile(&cli);
    cli.run("vendor list --ocr-csv -o @listing.csv").assert_code(0);
    let other = Cli::founded();
    other.document("listing.csv", &std::fs::read(cli.path("listing.csv")).unwrap());
    other.run("vendor import @listing.csv").assert_code(0);
    assert_eq!(profile(&other), before);
    assert_eq!(before.as_object().unwrap().len(), fields.len());
    other.run("vendor list --ocr-csv -o @again.csv").assert_code(0);
    let bytes = |cli: &Cli, name: &str| std::fs::read(cli.path(name)).unwrap();
    assert_eq!(bytes(&other, "again.csv"), bytes(&cli, "listing.csv"));
}

#[test]
fn a_file_of_vendors_is_checked_imported_and_passed_over() {
    let cli = Cli::founded();
    cli.document("bad.csv", b"name,tier,servces\nA,hihg,x\n,low,\n");
    cli.document("worse.csv", b"name,tier\nA,hihg\nA,low\nNorthwind,low\nB,\"x\n");
    cli.document(
        "good.csv",
        "name;tier;Systems\nEx\u{430}mple;high;\"a; b\"\nBluebird;;\n".as_bytes(),
    );
    cli.document("latin.csv", b"name\nCaf\xE9\n");
    assert_transcript!(
        cli,
        "import",
        [
            "vendor import @bad.csv --check",
            "vendor import @bad.csv",
            "vendor import @worse.csv",
            "vendor import @latin.csv",
            "vendor import @good.csv --check",
            "vendor import @good.csv",
            "vendor import @good.csv",
            "--json vendor import @good.csv",
            "--json vendor import @bad.csv --check",
            "vendor list",
            "log bluebird",
        ]
    );
}

#[test]
fn a_file_with_a_fault_records_nothing_not_even_a_new_record() {
    let cli = Cli::empty();
    cli.document("bad.csv", b"name\nA\nA\n");
    cli.run("vendor import @bad.csv").assert_code(2);
    cli.run("vendor import @bad.csv --check").assert_code(1);
    cli.document("good.csv", b"name\nA\nB\n");
    cli.run("vendor import @good.csv --check").assert_code(0);
    assert!(cli.journals().is_empty());
    cli.run("vendor import @good.csv").assert_code(0);
    assert!(!cli.journals().is_empty());
}

#[test]
fn the_example_that_comes_with_the_program_is_imported() {
    let cli = Cli::founded();
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/vendors.csv");
    let words = ["--json", "vendor", "import", example];
    let imported = cli.run_words("vendor import", words.map(Into::into).into());
    imported.assert_code(0);
    let document = imported.json();
    assert_eq!(document["added"].as_array().unwrap().len(), 3);
    assert_eq!(document["remarks"].as_array().unwrap().len(), 0);
    let shown = cli.run("--json vendor show bluebird-telehealth").json();
    assert_eq!(shown["profile"]["contact_1_phone"]["value"], "+1 555 0142");
}
