//! `report` in its other kinds: what each option takes, which go together, and past days, whose text stays as it was.

use rstest::rstest;

use super::support::Cli;

fn at(cli: &Cli, instant: &str) {
    cli.now.set(instant.parse().unwrap());
}

fn ok(cli: &Cli, typed: &str) -> String {
    cli.run(typed).assert_code(0).stdout.clone()
}

/// An answer on March 2, a worse one on April 20, and today.
fn corrected() -> Cli {
    let cli = Cli::empty();
    at(&cli, "2026-02-02T15:00:00Z");
    ok(&cli, "vendor add Northwind --tier high");
    at(&cli, "2026-03-02T15:00:00Z");
    ok(&cli, "answer northwind assur.audit_right partly");
    at(&cli, "2026-04-20T14:00:00Z");
    ok(&cli, "answer northwind assur.audit_right no --reason \"it was struck out\"");
    at(&cli, "2026-11-22T15:30:00Z");
    cli
}

#[test]
fn what_moved_is_told_between_two_days_two_events_and_two_cycles() {
    let cli = corrected();
    for typed in [
        "--changes 2026-03-15 --until 2026-04-30",
        "--changes #1 --until #2",
        "--changes 2026-03-15",
        "--changes 2026-03-15 --as-of 2026-04-30",
    ] {
        let text = ok(&cli, &format!("report northwind {typed} --text"));
        let (was, is) = (text.find("Partly, Part"), text.find("No, Unmet"));
        assert!(was.is_some() && was < is, "{typed}: {text}");
    }
    ok(&cli, "cycle open northwind --name 2026");
    ok(&cli, "answer northwind assur.audit_right yes");
    ok(&cli, "cycle close northwind --unfinished");
    ok(&cli, "cycle open northwind --name 2027");
    let text = ok(&cli, "report northwind --changes 2026 --until 2027 --text");
    assert!(
        text.contains("before the reassessment 2026 was opened, event 2 of 2026-04-20"),
        "{text}"
    );
    assert!(text.contains("Yes, Asserted"), "{text}");
}

#[rstest]
#[case("--amendment")]
#[case("--changes 2026-02-03")]
fn a_past_day_says_what_was_on_file_then_whatever_is_recorded_later(#[case] kind: &str) {
    let cli = corrected();
    let typed = format!("report northwind {kind} --text --as-of 2026-03-15");
    let then = ok(&cli, &typed);
    assert!(then.contains("As of the end of 2026-03-15"), "{then}");
    assert!(then.contains("Partly") && !then.contains("struck out"), "{then}");
    ok(&cli, "answer northwind assur.audit_right yes");
    assert_eq!(ok(&cli, &typed), then);
}

#[rstest]
#[case("--amendment --edition produced", "has no produced edition")]
#[case("--interview", "no interview about Northwind is on file")]
#[case("--interview yesterday", "or name an event by its number")]
#[case("--changes 2025", "neither a day, an event nor a cycle of Northwind")]
#[case("--changes 2026-03-15 --until 2026-03-01", "is after the day that it is compared with")]
#[case("--changes 2026-03-15 --until 2026-04-01 --as-of 2026-05-01", "named twice")]
#[case("--until 2026-04-01", "--changes")]
#[case("--amendment --interview", "--amendment")]
#[case("--amendment --changes 2026-03-15", "--amendment")]
#[case("--inquiry IQ-01 --interview", "--in")]
fn what_does_not_go_is_refused_and_nothing_is_written(#[case] typed: &str, #[case] words: &str) {
    let cli = corrected();
    let before = cli.journals();
    let ran = cli.run(&format!("report northwind {typed}"));
    assert!(ran.assert_code(2).stderr.contains(words), "{ran}");
    assert_eq!(cli.journals(), before);
}

#[test]
fn each_kind_is_noted_under_its_own_name() {
    let cli = corrected();
    ok(&cli, "report northwind --amendment -o @a.pdf");
    ok(&cli, "report northwind --changes 2026-03-15 -o @c.pdf");
    let log = ok(&cli, "log northwind --json");
    for told in ["Contract-amendment checklist written", "Change report written"] {
        assert!(log.contains(told), "{told}: {log}");
    }
}
