//! Foreign text on its way through the command line: nothing of it acts on a terminal, nothing of it is lost.

use super::support::{Cli, Ran};

/// Characters that are recorded and shown visibly.
const SHOWN: [&str; 9] = [
    "fdp\u{202e}exe",
    "a\u{2066}b",
    "zero\u{200b}width",
    "\u{feff}start",
    "tag\u{e0041}\u{e0042}",
    "line\u{2028}separator",
    "r\u{e9}sum\u{e9} \u{200d} joined",
    "=cmd|' /C calc'!A0",
    "quote\" and \\ backslash\\",
];

/// Characters that may not be recorded at all.
const REFUSED: [&str; 12] = [
    "a\u{1b}[2J",
    "\u{1b}]0;x\u{7}",
    "\u{1b}]52;c;eA==\u{7}",
    "csi\u{9b}2J",
    "osc\u{9d}0;x",
    "lone\u{1b}",
    "bell\u{7}\u{7}",
    "back\u{8}space",
    "car\rriage",
    "ver\u{b}tical\u{c}",
    "del\u{7f}",
    "shift\u{e}\u{f}\u{13}",
];

fn is_harmless(ran: &Ran) {
    for text in [&ran.stdout, &ran.stderr] {
        let acting = text.chars().find(|c| *c != '\n' && proofbook::text::is_hidden(*c));
        assert_eq!(acting, None, "{ran:?}");
    }
}

impl std::fmt::Debug for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.stdout, self.stderr)
    }
}

#[test]
fn names_and_notes_that_hide_something_are_kept_and_shown_visibly() {
    for (at, text) in SHOWN.iter().enumerate() {
        let cli = Cli::founded();
        let words = |words: &[&str]| cli.run_words("", words.iter().map(Into::into).collect());
        is_harmless(words(&["vendor", "add", text]).assert_code(0));
        let list = cli.run("--json vendor list");
        is_harmless(&list);
        assert_eq!(list.json()["vendors"][0]["name"], *text, "{at}: kept as typed");
        let slug = list.json()["vendors"][0]["slug"].as_str().unwrap().to_owned();
        let note = ["answer", &slug, "baa.executed", "yes", "--note", text, "--given-by", text];
        is_harmless(words(&note).assert_code(0));
        words(&[
            "answer",
            &slug,
            "ctrl.mfa",
            "unknown",
            "--follow-up",
            text,
            "--due",
            "2026-12-01",
        ])
        .assert_code(0);
        words(&["gap", "own", &slug, "ctrl.mfa", text]).assert_code(0);
        for verb in ["vendor list", "status", "gaps", "followup list", "verify"] {
            is_harmless(&cli.run(verb));
            is_harmless(&cli.run(&format!("--json {verb}")));
        }
        for verb in ["log", "status", "vendor show"] {
            is_harmless(&cli.run(&format!("{verb} {slug}")));
            is_harmless(&cli.run(&format!("--json {verb} {slug}")));
        }
        is_harmless(&cli.run(&format!("report {slug} --text")));
        is_harmless(&cli.run(&format!("answer {slug} baa.executed no")));
    }
}

#[test]
fn control_characters_are_refused_and_never_reach_the_terminal() {
    let cli = Cli::with_vendor();
    let before = cli.journals();
    for text in REFUSED {
        let words = |words: &[&str]| cli.run_words("", words.iter().map(Into::into).collect());
        let refused = [
            words(&["vendor", "add", text]),
            words(&["answer", "northwind", "baa.executed", "yes", "--note", text]),
            words(&["answer", "northwind", "baa.executed", "yes", "--given-by", text]),
            words(&["answer", "northwind", text, "yes"]),
            words(&["answer", "northwind", "baa.executed", text]),
            words(&["status", text]),
            words(&["vendor", "retire", "northwind", "--reason", text]),
            words(&["organization", "set", "name", text]),
            words(&["organization", "set", "zone", text]),
            words(&["--by", text, "vendor", "retire", "northwind"]),
            words(&["evidence", "add", "northwind", text]),
            words(&["gaps", "--severity", text]),
            words(&[text]),
        ];
        for ran in &refused {
            is_harmless(ran);
            assert_eq!(ran.code, 2, "{ran:?}");
        }
        assert_eq!(cli.journals(), before, "{text:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_name_with_control_characters_is_shown_visibly() {
    let cli = Cli::with_vendor();
    let path = cli.document("e\u{1b}[2J\nsc.pdf", b"x");
    let words = ["evidence", "add", "northwind"].map(std::ffi::OsString::from);
    let ran = cli.run_words("", words.into_iter().chain([path.into()]).collect());
    is_harmless(&ran);
    is_harmless(&cli.run("evidence list northwind"));
    is_harmless(&cli.run("log northwind"));
}
