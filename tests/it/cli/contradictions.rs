//! `contradictions`: what collides, where it was recorded, what to do; exit code 1 when anything is found.

use proofbook::desk::Desk;
use proofbook::domain::register::RegisterKind;
use proofbook::domain::request::{RecordRequest, Request};

use super::support::{Cli, assert_transcript};

fn record(cli: &Cli, register: RegisterKind, fields: &[(&str, &str)]) {
    let mut desk = Desk::open(cli.seat()).unwrap();
    let vendor = desk.find("northwind").unwrap();
    let fields = fields.iter().map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned()));
    let record = RecordRequest::new(register, fields.collect());
    desk.record(vendor, &Request::SetRecord(record)).unwrap();
}

#[test]
fn contradictions_are_listed_with_their_facts_and_places() {
    let cli = Cli::with_vendor();
    cli.run("contradictions").assert_code(0);
    let agreement =
        [("kind", "baa"), ("effective", "2024-03-01"), ("parties", "St. Mary Hospital")];
    record(&cli, RegisterKind::Agreements, &agreement);
    let quote = "Business Associate shall notify Covered Entity of any Breach within seventy-two (72) hours after discovery.";
    let clause = [
        ("agreement", "AG-01"),
        ("subject", "notice"),
        ("quote", quote),
        ("section", "4.2"),
        ("page", "7"),
        ("hours", "72"),
    ];
    record(&cli, RegisterKind::Clauses, &clause);
    let policy = [
        ("insurer", "Harbor Mutual"),
        ("kind", "cyber"),
        ("from", "2026-01-01"),
        ("to", "2027-01-01"),
        ("additional_insured", "certificate"),
    ];
    record(&cli, RegisterKind::Insurance, &policy);
    let subcontractor = [("name", "Cloud\u{202e}Mail"), ("phi", "yes"), ("agreement", "no")];
    record(&cli, RegisterKind::Subcontractors, &subcontractor);
    cli.run("vendor add Bluebird").assert_code(0);
    assert_transcript!(
        cli,
        "contradictions",
        [
            "answer northwind notice.contract_hours 24",
            "answer northwind ins.additional_insured endorsement",
            "contradictions northwind",
            "contradictions bluebird",
            "contradictions nrothwind",
            "--json contradictions",
        ]
    );
}

#[test]
fn a_contradiction_alone_makes_no_gap_and_a_gap_alone_no_contradiction() {
    let cli = Cli::with_vendor();
    cli.run("answer northwind notice.contract_hours 2000").assert_code(0);
    let found = cli.run("contradictions");
    found.assert_code(1);
    assert!(found.stdout.contains("45 CFR 164.410(b)"), "{found}");
    cli.run("answer northwind notice.contract_hours 100").assert_code(0);
    cli.run("gaps").assert_code(1);
    let none = cli.run("contradictions");
    none.assert_code(0);
    assert!(none.stdout.contains("Northwind: 0 contradictions"), "{none}");
}
