//! The one place that prints: documents, color, ends that fail, the reference.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};

use super::support::Cli;

/// An end that takes nothing.
struct Failing(ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

fn words(typed: &str) -> Vec<OsString> {
    typed.split(' ').map(OsString::from).collect()
}

#[test]
fn a_reader_that_went_away_is_no_failure_and_a_full_disk_is_one() {
    let cli = Cli::with_vendor();
    for typed in ["status", "question list", "--json question list", "--help", "generate man"] {
        let mut said = Vec::new();
        let gone = cli.run_into(words(typed), &mut Failing(ErrorKind::BrokenPipe), &mut said);
        assert_eq!(gone, 0, "{typed}");
        assert_eq!(said, b"", "{typed}");
        let full = cli.run_into(words(typed), &mut Failing(ErrorKind::StorageFull), &mut said);
        assert_eq!(full, 4, "{typed}");
        assert!(String::from_utf8(said).unwrap().contains("could not be written"));
    }
    // Nobody hears of it, and the code says it all the same.
    let deaf =
        cli.run_into(words("status x"), &mut io::sink(), &mut Failing(ErrorKind::BrokenPipe));
    assert_eq!(deaf, 2);
}

#[test]
fn color_repeats_what_words_say() {
    let mut cli = Cli::with_vendor();
    cli.run("answer northwind risk.ba_status business-associate").assert_code(0);
    cli.run("answer northwind baa.executed no").assert_code(0);
    let plain = cli.run("gaps northwind").stdout;
    assert!(!plain.contains('\u{1b}'));
    let colored = cli.run("--color always gaps northwind").stdout;
    assert!(colored.contains("\u{1b}[31mCritical\u{1b}[0m"), "{colored}");
    let stripped = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[31m", "\u{1b}[32m", "\u{1b}[33m"]
        .iter()
        .fold(colored, |text, code| text.replace(code, ""));
    assert_eq!(stripped, plain);
    cli.terminal.output = true;
    assert!(cli.run("gaps northwind").stdout.contains('\u{1b}'));
    cli.environment.insert("NO_COLOR".to_owned(), String::new());
    assert!(cli.run("gaps northwind").stdout.contains('\u{1b}'), "an empty NO_COLOR says nothing");
    cli.environment.insert("NO_COLOR".to_owned(), "1".to_owned());
    assert_eq!(cli.run("gaps northwind").stdout, plain);
    assert!(!cli.run("--color never gaps northwind").stdout.contains('\u{1b}'));
}

#[test]
fn every_listing_is_one_document_with_its_schema() {
    let cli = Cli::with_vendor();
    cli.document("a.pdf", b"a");
    cli.run("evidence add northwind @a.pdf").assert_code(0);
    let listings = [
        ("organization show", "organization-show"),
        ("organization set kind provider", "organization-show"),
        ("organization name-person dana Dana", "organization-show"),
        ("organization status", "status-vendor"),
        ("organization gaps", "gaps"),
        ("organization answer gov.retention unknown", "recorded"),
        ("vendor list", "vendor-list"),
        ("vendor show northwind", "vendor-show"),
        ("questionnaire list", "questionnaire-list"),
        ("questionnaire show core", "questionnaire-show"),
        ("question list", "question-list"),
        ("question show baa.executed", "question"),
        ("evidence list northwind", "evidence-list"),
        ("evidence verify", "evidence-verify"),
        ("status", "status"),
        ("status northwind", "status-vendor"),
        ("gaps", "gaps"),
        ("contradictions", "contradictions"),
        ("followup list", "followup-list"),
        ("cycle list", "cycle-list"),
        ("cycle list northwind", "cycle-list-vendor"),
        ("log northwind", "log"),
        ("verify", "verify"),
        ("generate settings", "settings"),
        ("vendor set northwind tier low", "recorded"),
        ("answer northwind baa.executed yes", "recorded"),
        ("undo northwind", "recorded"),
    ];
    for (typed, name) in listings {
        let ran = cli.run(&format!("--json {typed}"));
        ran.assert_code(0);
        assert_eq!(ran.json()["schema"], format!("proofbook/{name}/1"), "{ran}");
        assert_eq!(ran.stderr, "", "{ran}");
    }
}

#[test]
fn lines_stay_within_80_columns_where_there_is_no_terminal() {
    let cli = Cli::empty();
    cli.run("sample").assert_code(0);
    let vendors = [
        "status",
        "vendor list",
        "followup list",
        "gaps",
        "status northwind",
        "evidence list northwind",
    ];
    for typed in vendors.iter().copied().chain([
        "log northwind",
        "gaps cedar",
        "contradictions",
        "question show baa.executed",
    ]) {
        for line in cli.run(typed).stdout.lines() {
            assert!(proofbook::text::width(line) <= 80, "{typed}: {line}");
        }
    }
}

#[test]
fn texts_are_generated() {
    let cli = Cli::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = cli.run(&format!("generate completions {shell}"));
        script.assert_code(0);
        assert!(script.stdout.contains("questionnaire"), "{shell}");
    }
    let man = cli.run("generate man");
    assert!(man.stdout.starts_with(".ie") && man.stdout.contains("held\\-at"), "{man}");
    let schema = cli.run("generate schema").json();
    assert!(schema["questionnaire.json"]["properties"].is_object());
    assert!(cli.run("generate keys").stdout.starts_with('#'));
}

/// `UPDATE_DOCS=1 cargo test` rewrites the file.
#[test]
fn docs_cli_md_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/cli.md");
    let printed = Cli::empty().run("generate cli").stdout;
    assert_eq!(printed, proofbook::cli::reference::markdown());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        drop(std::fs::remove_file(path));
        std::fs::File::create_new(path).unwrap().write_all(printed.as_bytes()).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == printed, "docs/cli.md is not current: run the tests with UPDATE_DOCS=1");
}

#[test]
fn a_report_is_set_on_the_sheet_that_is_named_and_names_counsel_only_where_counsel_is_on_file() {
    let cli = Cli::with_vendor();
    for (flags, sheet) in [("", "0 0 612 792"), (" --paper a4", "0 0 595.28 841.89")] {
        cli.run(&format!("report northwind --overwrite -o @out.pdf{flags}")).assert_code(0);
        let document = lopdf::Document::load(cli.path("out.pdf")).unwrap();
        let (_, page) = document.get_pages().into_iter().next().unwrap();
        let page = document.get_dictionary(page).unwrap();
        let bounds = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let bounds: Vec<f32> = bounds.iter().map(|one| one.as_float().unwrap()).collect();
        let named: Vec<f32> = sheet.split(' ').map(|one| one.parse().unwrap()).collect();
        let near = bounds.iter().zip(&named).all(|(one, other)| (one - other).abs() < 0.1);
        assert!(near, "{bounds:?} {named:?}");
    }
    let asked = "report northwind --overwrite -o @counsel.pdf --at-direction-of-counsel";
    let refused = cli.run(asked);
    refused.assert_code(2);
    assert!(refused.stderr.contains("no name was on file"), "{}", refused.stderr);
    assert!(refused.stderr.contains("organization set counsel"), "{}", refused.stderr);
    assert!(!cli.path("counsel.pdf").exists());
    cli.run("organization set counsel \"R. Osei\"").assert_code(0);
    cli.run(asked).assert_code(0);
    let text = cli.run("report northwind --text --at-direction-of-counsel --confidential");
    let said = "Prepared at the direction of counsel, R. Osei\nConfidential treatment requested\n";
    assert!(text.stdout.contains(said), "{:.300}", text.stdout);
}
