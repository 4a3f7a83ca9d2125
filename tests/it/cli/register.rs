//! Registers: every kind of record added, changed, superseded, ended, set aside and emptied; what is listed and logged.

use proofbook::domain::field::{Field, FieldKind};
use proofbook::domain::register::{RecordNo, RegisterKind};
use serde_json::Value as Json;

use super::support::{Cli, Ran, assert_transcript};
use crate::rules::registers::typed_for;

/// The least that makes a record of each register.
const LEAST: [(RegisterKind, &str); 7] = [
    (RegisterKind::Agreements, "kind=baa effective=2025-01-02"),
    (RegisterKind::Clauses, "subject=notice \"quote=within 24 hours\""),
    (RegisterKind::Audits, "kind=site_visit on=2026-03-01"),
    (RegisterKind::Insurance, "insurer=Chubb kind=cyber from=2026-01-01 to=2028-01-01"),
    (RegisterKind::Subcontractors, "name=Acme"),
    (RegisterKind::Problems, "learned=2026-03-01 \"what=No MFA\""),
    (RegisterKind::Incidents, "what=Ransomware"),
];

fn add(cli: &Cli, register: RegisterKind, fields: &str) -> Ran {
    cli.run(&format!("register add northwind {} {fields}", register.word()))
}

/// Runs with one argument more, which may hold blanks, quotes and line feeds.
fn run_with(cli: &Cli, typed: &str, last: &str) -> Ran {
    let words = typed.split(' ').map(Into::into).chain([last.into()]);
    cli.run_words(&format!("{typed} {last}"), words.collect())
}

/// The record of that number as scripts see it.
fn record(cli: &Cli, no: &str) -> Json {
    cli.run(&format!("--json register show northwind {no}")).json()["record"].clone()
}

#[test]
fn registers_are_kept_and_told() {
    let cli = Cli::with_vendor();
    cli.document("baa.pdf", b"agreement");
    cli.document("baa-2026.pdf", b"newer agreement");
    assert_transcript!(
        cli,
        "register",
        [
            "register list northwind",
            "register list northwind audits",
            "evidence add northwind @baa.pdf --dated 2025-01-02",
            "register add northwind clause subject=notice quote=x",
            "register add northwind agreement kind=baa effective=2025-01-02 exhibit=A-01",
            "register add northwind clause subject=notice hours=24 starts=suspicion page=7 \"quote=a = b within 24 hours\"",
            "register add northwind audit kind=soc2_type2 on=2026-03-31 by=Deloitte period_to=2026-03-31",
            "register add northwind insurance insurer=Chubb kind=cyber from=2025-11-22 to=2026-11-22 per_claim=5M",
            "register none northwind subcontractors",
            "register none northwind agreements",
            "register add northwind problem learned=2026-11-01 \"what=SSN 123-45-6789 open\"",
            "register add northwind problem learned=2026-11-01 \"what=SSN 123-45-6789 open\" --patient-data-checked",
            "register add northwind agrement kind=baa",
            "register add northwind agreement kind baa",
            "register add northwind agreement knd=baa",
            "register add northwind agreement kind=baa effective=2026-01-02 exhibits=A-09",
            "evidence supersede northwind A-01 @baa-2026.pdf --dated 2026-10-01",
            "register add northwind agreement kind=baa effective=2026-12-01 supersedes=AG-01 exhibit=A-02",
            "register set northwind agreement AG-01 ends=2024-01-01",
            "register set northwind agreement 1 ends=none",
            "register set northwind agreement 1 ends=2026-11-30 title=Main",
            "register set northwind agreement AG-01 title=Main",
            "register set northwind clause AG-01 title=Main",
            "register set northwind problem PR-01 \"set_aside=another vendor's\"",
            "register list northwind",
            "register show northwind AG-01",
            "register show northwind CL-01",
            "register show northwind CL-02",
            "evidence list northwind",
            "status northwind",
            "log northwind",
            "undo northwind",
            "undo northwind",
            "redo northwind",
            "--json register list northwind clauses",
            "--json register add northwind subcontractor name=Acme",
            "register fields agreement",
        ]
    );
}

#[test]
fn every_register_is_added_changed_superseded_ended_set_aside_and_emptied() {
    for (register, least) in LEAST {
        let cli = Cli::with_vendor();
        let (kind, no) = (register.word(), |number| RecordNo { register, number });
        let before = cli.run(&format!("register list northwind {kind}"));
        assert!(before.stdout.contains("Nothing recorded."), "{before}");
        cli.run(&format!("register none northwind {kind}")).assert_code(0);
        let empty = cli.run(&format!("register list northwind {kind}"));
        assert!(
            empty.stdout.contains("There are none: recorded by Dana Whitfield, 2026-11-22 10:30"),
            "{empty}"
        );
        assert!(!empty.stdout.contains("Nothing recorded."), "{empty}");
        if register == RegisterKind::Clauses {
            add(&cli, RegisterKind::Agreements, LEAST[0].1).assert_code(0);
        }
        let added = add(&cli, register, least);
        added.assert_code(0);
        assert!(added.stdout.contains(&format!("{} recorded", no(1))), "{added}");
        assert!(added.stdout.contains("nothing on file shows it"), "{added}");
        assert_eq!(record(&cli, &no(1).to_string())["state"], "in_force");
        let again = cli.run(&format!("register none northwind {kind}"));
        again.assert_code(2);
        let superseding = add(&cli, register, &format!("{least} supersedes={}", no(1)));
        if register == RegisterKind::Incidents {
            // What was answered about it would be left behind.
            superseding.assert_code(2);
            add(&cli, register, least).assert_code(0);
        } else {
            superseding.assert_code(0);
            let old = record(&cli, &no(1).to_string());
            assert_eq!(
                (&old["state"], &old["superseded_by"]),
                (&"superseded".into(), &no(2).to_string().into())
            );
        }
        // Ended: its last day is in force, the next is not.
        let set = |rest: &str| cli.run(&format!("register set northwind {kind} {rest}"));
        set(&format!("{} ends=2026-11-22", no(2))).assert_code(0);
        assert_eq!(record(&cli, &no(2).to_string())["state"], "in_force");
        set(&format!("{} ends=2026-11-21", no(2))).assert_code(0);
        assert_eq!(record(&cli, &no(2).to_string())["state"], "ended");
        for number in [1, 2] {
            let aside = format!("{} \"set_aside=recorded by mistake\"", no(number));
            set(&aside).assert_code(0);
            assert_eq!(record(&cli, &no(number).to_string())["state"], "set_aside");
        }
        cli.run(&format!("register none northwind {kind}")).assert_code(0);
        let listed = cli.run(&format!("--json register list northwind {kind}")).json();
        let listed = &listed["registers"][0];
        assert_eq!(listed["holds"], "none", "{kind}");
        assert_eq!(listed["none"]["by"], "dana");
        assert_eq!(listed["records"].as_array().map(Vec::len), Some(2), "what was set aside stays");
    }
}

/// Typed, recorded, shown as JSON with its type, typed again as JSON shows it: the same value. All words of choices are held by the
/// rules' own test.
#[test]
fn every_field_of_every_register_comes_back_as_it_was_typed() {
    for (register, least) in LEAST {
        let cli = Cli::with_vendor();
        add(&cli, RegisterKind::Agreements, LEAST[0].1).assert_code(0);
        add(&cli, RegisterKind::Agreements, "kind=contract effective=2024-01-02").assert_code(0);
        let stands_in = if register == RegisterKind::Clauses { "agreement=AG-01 " } else { "" };
        let fields = format!("{stands_in}{least}");
        let (no, twin) = (add_no(&cli, register, &fields), add_no(&cli, register, &fields));
        let set = |no: &str, fields: Vec<String>| {
            let verb = ["register", "set", "northwind", register.word(), no];
            let words = verb.map(str::to_owned).into_iter().chain(fields);
            cli.run_words("register set", words.map(Into::into).collect()).assert_code(0);
            record(&cli, no)["fields"].clone()
        };
        for round in 0..3 {
            let typed =
                |field: &Field| format!("{}={}", field.name, typed_in(register, field, round));
            let shown = set(&no, register.fields().iter().map(typed).collect());
            let typed = |field: &Field| {
                let shown = &shown[field.name];
                assert_eq!(shown["type"], field.kind.word(), "{}", field.name);
                format!("{}={}", field.name, shown["typed"].as_str().unwrap())
            };
            let again = set(&twin, register.fields().iter().map(typed).collect());
            assert_eq!(again, shown, "{register}");
        }
        let away = register.fields().iter().filter(|one| !register.required().contains(&one.name));
        let left = set(&no, away.map(|field| format!("{}=", field.name)).collect());
        assert_eq!(left.as_object().unwrap().len(), register.required().len(), "{left}");
        cli.run("verify northwind").assert_code(0);
    }
}

/// What is typed into a field in one of several rounds.
fn typed_in(register: RegisterKind, field: &Field, round: usize) -> &'static str {
    if matches!(field.kind, FieldKind::Record(_)) {
        return ["AG-02", "ag1", "AG-2"][round];
    }
    let all = typed_for(field);
    let typed = all[round % all.len()];
    // A day that a record must have cannot be none.
    if typed == "none" && register.required().contains(&field.name) { all[0] } else { typed }
}

/// Adds a record; its number.
fn add_no(cli: &Cli, register: RegisterKind, fields: &str) -> String {
    let ran = cli.run(&format!("--json register add northwind {} {fields}", register.word()));
    ran.assert_code(0);
    ran.json()["record"].as_str().unwrap().to_owned()
}

#[test]
fn a_clause_finds_its_agreement_only_where_one_alone_is_in_force() {
    let cli = Cli::with_vendor();
    let clause = "subject=notice quote=x";
    let none = add(&cli, RegisterKind::Clauses, clause);
    none.assert_code(2);
    assert!(none.stderr.contains("no agreement with Northwind is in force"), "{none}");
    add(&cli, RegisterKind::Agreements, "kind=baa effective=2027-01-02").assert_code(0);
    add(&cli, RegisterKind::Clauses, clause).assert_code(2);
    add(&cli, RegisterKind::Agreements, "kind=baa effective=2025-01-02").assert_code(0);
    let found = add(&cli, RegisterKind::Clauses, clause);
    assert!(found.stdout.contains("It stands in AG-02, the one agreement in force."), "{found}");
    add(&cli, RegisterKind::Agreements, "kind=contract effective=2025-02-02").assert_code(0);
    let several = add(&cli, RegisterKind::Clauses, clause);
    several.assert_code(2);
    assert!(several.stderr.contains("AG-02 (") && several.stderr.contains("AG-03 ("), "{several}");
    add(&cli, RegisterKind::Clauses, &format!("{clause} agreement=AG-03")).assert_code(0);
}

#[test]
fn hostile_words_in_records_do_nothing() {
    let cli = Cli::with_vendor();
    let words = "Acme\u{202e}fdp\u{e0041}";
    run_with(&cli, "register add northwind subcontractor", &format!("name={words}")).assert_code(0);
    for verb in [
        "register list northwind",
        "register show northwind SU-01",
        "log northwind",
        "status northwind",
    ] {
        for form in ["", "--json "] {
            let ran = cli.run(&format!("{form}{verb}"));
            ran.assert_code(0);
            assert!(!ran.stdout.contains(['\u{202e}', '\u{e0041}']), "{ran}");
        }
    }
    assert_eq!(record(&cli, "SU-01")["fields"]["name"]["value"], words, "nothing is lost");
}

#[test]
fn the_help_names_every_field() {
    let cli = Cli::empty();
    let help = cli.run("register add --help").stdout;
    let fields = cli.run("register fields").stdout;
    let document = cli.run("--json register fields").json();
    for (register, listed) in
        RegisterKind::ALL.iter().zip(document["registers"].as_array().unwrap())
    {
        assert_eq!(listed["register"], register.word());
        for (field, listed) in register.fields().iter().zip(listed["fields"].as_array().unwrap()) {
            let needed = register.required().contains(&field.name);
            let name = format!("  {}{}", field.name, if needed { " *" } else { "" });
            assert!(help.contains(&format!("\n{name}:")), "{name}");
            assert!(fields.contains(&format!("\n{name}  ")), "{name}");
            assert_eq!((&listed["name"], &listed["needed"]), (&field.name.into(), &needed.into()));
        }
    }
}

/// The fields stand in the promise on disk; `UPDATE_DOCS=1` writes them anew. That names are only added is held by the rules' own test.
#[test]
fn the_format_lists_every_field_of_the_registers() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/journal-format.md");
    let kept = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let (begin, end) = ("<!-- fields of the registers -->\n", "\n<!-- end of the fields -->");
    let (head, rest) = kept.split_once(begin).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let printed =
        format!("{head}{begin}{}{end}{tail}", proofbook::cli::reference::register_fields());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::remove_file(path).unwrap();
        let mut file = std::fs::File::create_new(path).unwrap();
        std::io::Write::write_all(&mut file, printed.as_bytes()).unwrap();
    } else {
        assert!(
            kept == printed,
            "docs/journal-format.md is not current: run the tests with UPDATE_DOCS=1"
        );
    }
}
