//! Signing off, seals, and what `verify` says of them, as typed.

use proofbook::cli::Terminal;
use proofbook::domain::id::Digest;

use super::support::Cli;

/// A vendor with an answer and an exhibit.
fn answered() -> Cli {
    let cli = Cli::with_vendor();
    cli.document("agreement.txt", b"signed on page 4");
    cli.run("evidence add northwind @agreement.txt --title Agreement --kind agreement --supports baa.executed").assert_code(0);
    cli.run("answer northwind baa.executed yes").assert_code(0);
    cli.run("answer northwind ins.required no").assert_code(0);
    cli
}

const SIGN: &str = "sign northwind --name \"Dana Reyes\" --title \"Privacy Officer\"";

fn signed() -> Cli {
    let cli = answered();
    cli.run(&format!("{SIGN} --acknowledge")).assert_code(0);
    cli
}

#[test]
fn r27_what_is_open_is_listed_and_acknowledged_first() {
    let cli = answered();
    let refused = cli.run(SIGN);
    refused.assert_code(2);
    assert!(refused.stdout.is_empty(), "{refused}");
    assert!(refused.stderr.contains("Gap: ins.required, Not met"), "{refused}");
    assert!(refused.stderr.contains("Critical, not answered: ctrl.mfa"), "{refused}");
    assert!(refused.stderr.contains("have to be acknowledged"), "{refused}");
    assert!(cli.run("seal list northwind").stdout.contains("Nobody has signed off"));
    let json = cli.run(&format!("--json {SIGN}"));
    assert!(json.stdout.is_empty() && json.stderr.contains("Gap: ins.required"), "{json}");
    let signed = cli.run(&format!("--json {SIGN} --acknowledge"));
    let document = signed.json();
    let open: Vec<&str> = document["open_items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item.as_str().unwrap())
        .collect();
    assert!(
        open.contains(
            &"Gap: ins.required, Not met: Cyber insurance required by the contract, High"
        )
    );
    for item in open {
        assert!(refused.stderr.contains(item), "{item} was not listed");
    }
}

#[test]
fn r26_r27_the_report_says_signed_until_something_is_recorded() {
    let cli = signed();
    let cover = |cli: &Cli| cli.run("report northwind --text").stdout;
    let before = cover(&cli);
    assert!(before.contains("Signed by Dana Reyes, Privacy Officer, on 2026-11-22"), "{before}");
    assert!(!before.contains("DRAFT"), "{before}");
    // A report and a seal are events of care: the same words, the same bytes.
    cli.run("report northwind -o @a.pdf").assert_code(0);
    cli.run("report northwind -o @b.pdf").assert_code(0);
    let bytes = |name: &str| std::fs::read(cli.path(name)).unwrap();
    assert_eq!(bytes("a.pdf"), bytes("b.pdf"));
    assert_eq!(cover(&cli), before);
    // Our own record supersedes nothing (rule R27).
    cli.run("organization set kind provider").assert_code(0);
    assert!(cover(&cli).contains("Signed by Dana Reyes"));
    cli.run("answer northwind ins.required yes").assert_code(0);
    let after = cover(&cli);
    assert!(after.contains("[DRAFT]") && after.contains("superseded by event"), "{after}");
    // A questionnaire that it does not cover was never signed.
    let other = cli.run("report northwind --text --questionnaire annual-reassessment").stdout;
    let words = other.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        other.contains("[DRAFT]")
            && words.contains("covers “Core questions about a vendor”, not this"),
        "{other}"
    );
}

#[test]
fn r27_the_status_of_a_vendor_says_what_became_of_its_sign_off() {
    let cli = Cli::with_vendor();
    let status = |cli: &Cli| {
        let said = cli.run("status northwind").stdout;
        said.lines().find(|line| line.contains("ign-off")).map(str::to_owned)
    };
    assert_eq!(status(&cli), None);
    let cli = signed();
    assert!(status(&cli).unwrap().contains("Signed off on 2026-11-22"));
    cli.run("answer northwind ins.required yes").assert_code(0);
    assert!(status(&cli).unwrap().contains("The sign-off of 2026-11-22 is superseded"));
}

#[test]
fn r27_what_time_moved_since_is_said_and_supersedes_nothing() {
    let cli = Cli::with_vendor();
    cli.document("agreement.txt", b"signed on page 4");
    cli.run("evidence add northwind @agreement.txt --kind agreement --expires 2026-12-31 --supports baa.executed")
        .assert_code(0);
    cli.run("answer northwind baa.executed yes").assert_code(0);
    cli.run(&format!("{SIGN} --acknowledge")).assert_code(0);
    let page = || cli.run("report northwind --text").stdout;
    assert!(!page().contains("changed since"), "{}", page());
    cli.now.set("2027-02-01T15:00:00Z".parse().unwrap());
    let later = page().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        later.contains("signed as of 2026-11-22; 1 standing changed since through time, questions or our own record"),
        "{later}"
    );
    assert!(!later.contains("DRAFT"), "{later}");
    cli.run("verify").assert_code(0);
}

#[test]
fn the_produced_edition_counts_what_it_does_not_name() {
    let cli = signed();
    let page = |edition: &str| {
        let text = cli.run(&format!("report northwind --text --edition {edition}")).stdout;
        text.split("Sign-off\n=")
            .nth(1)
            .unwrap()
            .split("Journal record\n=")
            .next()
            .unwrap()
            .to_owned()
    };
    assert!(page("internal").contains("Gap: ins.required"));
    let produced = page("produced");
    assert!(!produced.contains("ins.required") && produced.contains("Gap: 1"), "{produced}");
}

#[test]
fn the_seal_is_the_same_text_each_time_and_none_leaves_a_sample() {
    let cli = signed();
    let printed = cli.run("seal export northwind");
    cli.run("seal export northwind -o @seal.json --tsq @seal.tsq").assert_code(0);
    let (text, query) = (
        std::fs::read(cli.path("seal.json")).unwrap(),
        std::fs::read(cli.path("seal.tsq")).unwrap(),
    );
    assert_eq!(printed.stdout.as_bytes(), text);
    // 59 bytes of DER: the digest stands before the last three, which ask for the certificate.
    assert_eq!((query.len(), &query[24..56]), (59, &Digest::of(&text).0[..]));
    // Later answers, names and seals change nothing of it.
    cli.run("vendor set northwind name Northeast").assert_code(0);
    cli.run("answer northwind ins.required yes").assert_code(0);
    assert_eq!(cli.run("seal export northwind").stdout.as_bytes(), text);
    let there = cli.run("seal export northwind -o @seal.json");
    assert!(there.code == 2 && there.stderr.contains("is there already"), "{there}");
    let none = Cli::with_vendor();
    assert!(
        none.run("seal export northwind").assert_code(2).stderr.contains("nobody has signed off")
    );
    let sample = Cli::empty();
    sample.run("sample").assert_code(0);
    sample.run("sign delta --name Dana --title Officer --acknowledge").assert_code(0);
    let refused = sample.run("seal export delta");
    assert!(refused.assert_code(2).stderr.contains("no seal leaves a sample"), "{refused}");
}

#[test]
fn a_report_is_held_against_the_record() {
    let cli = signed();
    cli.run("report northwind -o @report.pdf").assert_code(0);
    let ours = cli.run("--json verify --report @report.pdf");
    let document = ours.assert_code(0).json();
    assert_eq!((&document["belonging"], &document["sound"]), (&"written".into(), &true.into()));
    assert_eq!(document["covers"].as_array().unwrap().len(), 2);
    // Other bytes, the same words about itself: no event says that they were written.
    let mut bytes = std::fs::read(cli.path("report.pdf")).unwrap();
    bytes.push(b'\n');
    cli.document("again.pdf", &bytes);
    let again = cli.run("verify --report @again.pdf");
    assert!(again.assert_code(3).stdout.contains("what its pages say is not verified"), "{again}");
    assert!(again.stdout.contains("that event is in the chain"), "{again}");
    cli.document("foreign.pdf", b"%PDF-1.7 something else");
    let foreign = cli.run("verify --report @foreign.pdf");
    assert!(foreign.assert_code(3).stdout.contains("no report of this record"), "{foreign}");
    let other = signed();
    other.document("theirs.pdf", &std::fs::read(cli.path("report.pdf")).unwrap());
    assert!(other.run("verify --report @theirs.pdf").code == 3);
    assert_eq!(cli.run("verify --report @absent.pdf").code, 4);
}

#[test]
fn the_slices_of_the_vault_are_the_whole_of_it() {
    let cli = answered();
    for number in 0..12_u8 {
        let name = format!("{number}.txt");
        cli.document(&name, &[number]);
        cli.run(&format!("evidence add northwind @{name}")).assert_code(0);
    }
    let read = |slice: &str| {
        let document =
            cli.run(&format!("--json verify northwind --slice {slice}")).assert_code(0).json();
        let count = |name: &str| -> u64 {
            document["journals"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one[name].as_u64().unwrap())
                .sum()
        };
        (count("copies_read"), count("copies"))
    };
    let parts: Vec<u64> = (1..=3).map(|part| read(&format!("{part}/3")).0).collect();
    let whole = read("1/1");
    assert_eq!((parts.iter().sum::<u64>(), whole.0), (whole.1, whole.1));
    assert!(parts.iter().all(|part| *part < whole.1), "{parts:?}");
    for wrong in ["0/3", "4/3", "3", "a/b", "1/0"] {
        cli.run(&format!("verify --slice {wrong}")).assert_code(2);
    }
    // One damaged copy is found in its part, and in no other.
    let digest = Digest::of(&[7]).to_string();
    let copy = cli.data().join("vault").join(&digest[..2]).join(&digest);
    std::fs::remove_file(&copy).unwrap();
    let found: Vec<bool> =
        (1..=3).map(|part| cli.run(&format!("verify --slice {part}/3")).code == 3).collect();
    assert_eq!(found.iter().filter(|code| **code).count(), 1, "{found:?}");
}

#[test]
fn the_lines_are_the_journal_byte_for_byte() {
    let cli = signed();
    let lines = cli.run("log northwind --lines").assert_code(0).stdout.clone();
    let ours = cli.run("log organization --lines").assert_code(0).stdout.clone();
    let journals = cli.journals();
    let is = |text: &str| journals.values().any(|bytes| bytes == text.as_bytes());
    assert!(is(&lines) && is(&ours) && lines != ours);
    cli.run("--json log northwind --lines").assert_code(2);
    cli.run("log northwind --include-withheld").assert_code(2);
    // On a terminal nothing acts or reorders; into a file the bytes are the journal's.
    cli.run("answer northwind ins.required no --note a\u{202E}b").assert_code(0);
    let piped = cli.run("log northwind --lines").stdout;
    let mut at_terminal = cli;
    at_terminal.terminal = Terminal { input: true, output: true, errors: false };
    let shown = at_terminal.run("log northwind --lines");
    assert!(piped.contains('\u{202E}') && !shown.stdout.contains('\u{202E}'), "{shown}");
    assert!(shown.stdout.contains("a‹U+202E›b"), "{shown}");
}
