//! Exhibits: taken, described, linked, superseded, withdrawn, verified.

use std::ffi::OsString;

use super::support::{Cli, assert_transcript};

#[test]
fn exhibits_are_taken_and_described() {
    let cli = Cli::with_vendor();
    cli.document("baa-signed.pdf", b"agreement");
    cli.document("baa-2026.pdf", b"newer agreement");
    cli.document("SOC 2 report.pdf", b"report");
    cli.document("empty.txt", b"");
    assert_transcript!(
        cli,
        "evidence",
        [
            "evidence list northwind",
            "answer northwind baa.executed yes",
            "evidence add northwind @baa-signed.pdf --dated 2025-03-14 --supports baa.executed --page 12",
            "evidence add northwind @baa-signed.pdf",
            "evidence add northwind @baa-signed.pdf --supports baa.security_rule",
            "evidence add northwind \"@SOC 2 report.pdf\" --supports ctrl.mfaa",
            "evidence add northwind \"@SOC 2 report.pdf\" --kind agrement",
            "evidence add northwind \"@SOC 2 report.pdf\" --dated 26-03-16",
            "evidence add northwind \"@SOC 2 report.pdf\" --dated 2026-12-01",
            "evidence add northwind \"@SOC 2 report.pdf\" --dated 2026-12-01 --future --supports ctrl.mfa",
            "evidence add northwind \"@SOC 2 report.pdf\" --page 3",
            "evidence add northwind @empty.txt",
            "evidence add northwind @empty.txt --empty",
            "evidence add northwind --held-at \"vendor portal\" --seen-by Omar --seen-on 2026-11-01",
            "evidence add northwind --held-at \"vendor portal\" --seen-by Omar --seen-on 2026-11-01 --title \"Pen test\"",
            "evidence set northwind a2 period-end 2026-06-30",
            "evidence set northwind A-02 peroid-end 2026-06-30",
            "evidence set northwind A-02 dated none",
            "evidence set northwind A-09 title x",
            "evidence set northwind seven title x",
            "evidence link northwind A-02 ctrl.logging --page 7",
            "evidence link northwind A-02 ctrl.logging --page 7",
            "evidence unlink northwind A-02 ctrl.logging",
            "evidence unlink northwind A-02 ctrl.logging",
            "evidence supersede northwind A-01 @baa-2026.pdf --dated 2026-01-02",
            "evidence link northwind A-05 baa.executed",
            "evidence withdraw northwind A-03 --reason \"the wrong file\"",
            "evidence withdraw northwind A-03 --reason again",
            "evidence list northwind",
            "evidence verify",
            "--json evidence list northwind",
            "log northwind",
        ]
    );
}

#[test]
fn links_are_carried_over_in_the_same_event_when_asked() {
    let cli = Cli::with_vendor();
    cli.document("old.pdf", b"old");
    cli.document("new.pdf", b"new");
    cli.run("answer northwind baa.executed yes").assert_code(0);
    cli.run("evidence add northwind @old.pdf --supports baa.executed --title Agreement")
        .assert_code(0);
    let superseded = cli.run("evidence supersede northwind A-01 @new.pdf --carry-links");
    assert!(superseded.stdout.contains("baa.executed stands Documented"), "{superseded}");
    assert!(superseded.stdout.contains("Taken as A-02: Agreement (agreement)"), "{superseded}");
    assert_eq!(superseded.stdout.lines().count(), 2, "{superseded}");
}

#[test]
fn of_several_files_all_are_taken_or_none() {
    let cli = Cli::with_vendor();
    cli.document("a.pdf", b"a");
    cli.document("b.pdf", b"b");
    cli.document("same.pdf", b"a");
    cli.document("empty.pdf", b"");
    std::fs::create_dir(cli.path("folder")).unwrap();
    let before = cli.journals();
    for last in ["@missing.pdf", "@folder", "@empty.pdf", "@same.pdf"] {
        let refused = cli.run(&format!("evidence add northwind @a.pdf @b.pdf {last}"));
        refused.assert_code(2);
        let name = last.trim_start_matches('@');
        assert!(refused.stderr.contains(name), "the file is named: {refused}");
        assert_eq!(cli.journals(), before, "{refused}");
    }
    let titled = cli.run("evidence add northwind @a.pdf @b.pdf --title Both");
    titled.assert_code(2);
    let taken = cli.run("evidence add northwind @a.pdf @b.pdf --supports baa.executed");
    assert!(
        taken.stdout.contains("A-01: a.pdf") && taken.stdout.contains("A-02: b.pdf"),
        "{taken}"
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_said_and_pipes_are_refused() {
    use std::os::unix::ffi::OsStringExt as _;

    let cli = Cli::with_vendor();
    cli.document("a.pdf", b"a");
    std::os::unix::fs::symlink(cli.path("a.pdf"), cli.path("one.pdf")).unwrap();
    std::os::unix::fs::symlink(cli.path("one.pdf"), cli.path("two.pdf")).unwrap();
    let pipe = cli.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let one = cli.run("evidence add northwind @one.pdf");
    one.assert_code(0);
    assert!(one.stderr.contains("one.pdf is a link"), "{one}");
    cli.run("evidence add northwind @two.pdf").assert_code(2);
    cli.run("evidence add northwind @pipe").assert_code(2);
    // A name that is not UTF-8 is shown as well as can be.
    let name = OsString::from_vec(b"bad\xff.pdf".to_vec());
    let path = cli.path("").join(&name);
    std::io::Write::write_all(&mut std::fs::File::create_new(&path).unwrap(), b"x").unwrap();
    let words = ["evidence", "add", "northwind"].map(OsString::from);
    let ran = cli.run_words("…", words.into_iter().chain([path.into()]).collect());
    ran.assert_code(0);
    assert!(ran.stdout.contains("bad\u{fffd}.pdf"), "{ran}");
}

#[test]
fn a_copy_that_changed_is_found_and_ends_with_code_3() {
    let cli = Cli::with_vendor();
    cli.document("a.pdf", b"the agreement");
    cli.run("answer northwind baa.executed yes").assert_code(0);
    cli.run("evidence add northwind @a.pdf --supports baa.executed").assert_code(0);
    cli.run("evidence verify northwind").assert_code(0);
    let digest = cli.run("--json evidence list northwind").json()["exhibits"][0]["sha256"].clone();
    let digest = digest.as_str().unwrap();
    let copy = cli.data().join("vault").join(&digest[..2]).join(digest);
    std::fs::remove_file(&copy).unwrap();
    assert_transcript!(
        cli,
        "evidence_verify",
        [
            "evidence verify northwind",
            "status northwind",
            "evidence list northwind",
            "verify northwind",
            "--json evidence verify",
        ]
    );
}
