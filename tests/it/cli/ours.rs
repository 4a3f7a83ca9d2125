//! Our organization as it is typed: its profile, its answers, its figure apart.

use super::support::{Cli, assert_transcript};

#[test]
fn r8_the_profile_is_set_taken_away_and_shown_with_what_hangs_on_it() {
    let cli = Cli::founded();
    assert_transcript!(
        cli,
        "organization_profile",
        [
            "organization set affiliates \"St. Mary Labs LLC; Elm Clinic, P.A.\"",
            "organization set sectors niss2",
            "organization set sectors none",
            "organization set licensed-facilities \"ny, ct\"",
            "organization set kind hospital",
            "organization set sectors \"\"",
            "organization name-person dana \"Dana Whitfield\" --title \"Privacy Officer\"",
            "organization name-person Dana Dana",
        ]
    );
}

#[test]
fn r6_questions_about_us_are_answered_once_and_stand_apart() {
    let cli = Cli::with_vendor();
    cli.document("retention.pdf", b"six years");
    assert_transcript!(
        cli,
        "organization_answers",
        [
            "organization set sectors bank",
            "organization answer gov.retention yes --note \"six years, by policy 12\"",
            "organization answer fin.bank_36h no",
            "organization answer gov.retentoin yes",
            "organization answer baa.executed yes",
            "answer northwind gov.retention yes",
            "evidence add organization @retention.pdf --supports gov.retention --dated 2026-06-01",
            "organization confirm gov.retention",
            "organization status",
            "organization gaps",
            "status",
            "gaps northwind",
            "gap own organization fin.bank_36h \"Lee Ode\" --fix-by 2026-12-31",
            "undo organization",
            "log organization",
            "vendor show organization",
            "vendor retire organization",
            "report organization",
            "verify",
        ]
    );
}

#[test]
fn r6_the_vendors_document_and_ours_hold_the_same_numbers_as_the_words() {
    let cli = Cli::with_vendor();
    let before = cli.run("--json status northwind").json();
    cli.run("organization answer gov.retention yes").assert_code(0);
    cli.run("organization answer gov.staff_trained unknown").assert_code(0);
    let all = cli.run("--json status").json();
    let ours = cli.run("--json organization status").json();
    assert_eq!(all["our_organization"]["readiness"], ours["readiness"]);
    assert_eq!(ours["readiness"]["standings"]["asserted"], 1);
    assert_eq!(ours["readiness"]["standings"]["unknown"], 1);
    assert_eq!(cli.run("--json status northwind").json(), before, "no vendor's figure moved");
    assert_eq!(all["vendors"].as_array().unwrap().len(), 1, "we are no vendor");
    assert_eq!(cli.run("--json organization gaps").json()["vendors"][0]["slug"], "organization");
}

#[test]
fn hostile_facts_are_kept_and_shown_visibly() {
    let cli = Cli::founded();
    let words = |words: &[&str]| cli.run_words("", words.iter().map(Into::into).collect());
    let name = "St. Mary\u{202e} Health";
    words(&["organization", "set", "name", name]).assert_code(0);
    words(&["organization", "set", "affiliates", "A\u{2066}b; \u{200b}c"]).assert_code(0);
    words(&["organization", "name-person", "dana", "D\u{202e}ana", "--title", "O\u{feff}"])
        .assert_code(0);
    assert_eq!(cli.run("--json organization show").json()["name"], name, "kept as typed");
    for typed in ["organization show", "--json organization show", "log organization", "status"] {
        let ran = cli.run(typed);
        let acting = ran.stdout.chars().find(|c| *c != '\n' && proofbook::text::is_hidden(*c));
        assert_eq!(acting, None, "{ran}");
    }
    for refused in ["a\u{1b}[2J", "bell\u{7}", "two\nlines"] {
        for field in ["name", "counsel", "affiliates"] {
            words(&["organization", "set", field, refused]).assert_code(2);
        }
        words(&["organization", "name-person", "dana", refused]).assert_code(2);
    }
}

#[test]
fn the_reports_cover_says_what_we_are_where_that_is_recorded() {
    let cli = Cli::with_vendor();
    let cover = |cli: &Cli| {
        let report = cli.run("report northwind --text").stdout;
        report.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(!cover(&cli).contains("St. Mary Health:"));
    cli.run("organization set kind provider").assert_code(0);
    cli.run("organization set affiliates \"Elm Clinic, P.A.\"").assert_code(0);
    let told = "St. Mary Health: Health care provider; also Elm Clinic, P.A.";
    assert!(cover(&cli).contains(told), "{}", cover(&cli));
}
