//! Answers, undo, gaps, follow-ups, the clock.

use super::support::{Cli, assert_transcript};

#[test]
fn answers_are_recorded_corrected_and_taken_back() {
    assert_transcript!(
        Cli::with_vendor(),
        "answer",
        [
            "answer northwind baa.executed yes --note \"Signed in 2025\" --given-by \"Omar Haddad\"",
            "answer northwind baa.executd yes",
            "answer northwind baa.executed maybe",
            "answer northwind baa.executed no --reason \"one signature is missing\"",
            "answer northwind notice.contract_hours 1day",
            "answer northwind notice.contract_hours promptly",
            "answer northwind assur.last_assessed 2026-02-30",
            "answer northwind assur.last_assessed 2027-01-01",
            "answer northwind assur.last_assessed never",
            "answer northwind ctrl.mfa na",
            "answer northwind ctrl.mfa na --note \"  \"",
            "answer northwind ctrl.mfa na --note \"no accounts of its own\"",
            "answer northwind ctrl.logging yes --note \"born on 1/2/1980\"",
            "answer northwind ctrl.logging yes --note \"born on 1/2/1980\" --patient-data-checked",
            "answer northwind ctrl.logging yes --note Privileged --counsel-only",
            "answer northwind ctrl.logging yes --counsel-only",
            "answer northwind ctrl.logging open",
            "answer nowhere baa.executed yes",
            "undo northwind",
            "redo northwind",
            "redo northwind",
            "--json answer northwind baa.executed partial",
            "log northwind",
        ]
    );
}

#[test]
fn answers_are_confirmed() {
    assert_transcript!(
        Cli::with_vendor(),
        "confirm",
        [
            "answer northwind baa.executed yes",
            "confirm northwind baa.executed baa.executed",
            "confirm northwind ctrl.mfa",
            "confirm northwind ctrl.mfaa",
            "confirm northwind",
        ]
    );
}

#[test]
fn r22_undo_reaches_back_over_ones_own_changes_of_today() {
    let cli = Cli::with_vendor();
    cli.run("answer northwind baa.executed yes").assert_code(0);
    cli.run("answer northwind baa.executed no").assert_code(0);
    cli.run("undo northwind --by omar").assert_code(2);
    cli.run("undo northwind").assert_code(0);
    let again = cli.run("undo northwind");
    assert!(again.stdout.contains("baa.executed stands Open"), "{again}");
    cli.run("undo northwind").assert_code(2);
}

#[test]
fn what_is_not_known_is_followed_up() {
    assert_transcript!(
        Cli::with_vendor(),
        "followup",
        [
            "followup list",
            "answer northwind ctrl.mfa unknown --follow-up \"Omar Haddad\" --due 2026-12-15",
            "answer northwind ctrl.mfa unknown --follow-up \"Omar Haddad\"",
            "answer northwind ctrl.logging unknown --follow-up Omar --due 2026-11-21",
            "answer northwind ctrl.logging yes --follow-up Omar --due 2026-12-15",
            "followup list",
            "followup done northwind ctrl.mfaa --note x",
            "followup done northwind ctrl.mfa --note \" \"",
            "followup done northwind ctrl.mfa --note \"he asked; nobody knows\"",
            "followup done northwind ctrl.mfa --note again",
            "followup list northwind",
            "followup list --done",
            "--json followup list --done",
        ]
    );
}

#[test]
fn what_somebody_who_leaves_was_to_find_out_goes_to_another() {
    assert_transcript!(
        Cli::with_vendor(),
        "followup_assign",
        [
            "vendor add Bluebird",
            "answer northwind ctrl.mfa unknown --follow-up \"Rosa Diaz\" --due 2026-12-15",
            "answer northwind ctrl.logging unknown --follow-up \"Omar Haddad\" --due 2026-12-15",
            "answer bluebird ctrl.mfa unknown --follow-up \"rosa diaz\" --due 2026-12-01",
            "followup assign --to Priya",
            "followup assign --from Rossa --to Priya",
            "followup assign --from \"Rosa Diaz\" --to \" \"",
            "followup assign --from \"Rosa Diaz\" --to \"Priya Nair\"",
            "followup assign northwind ctrl.logging --to \"Omar Haddad\"",
            "followup assign northwind ctrl.logging --to \"Omar Haddad\" --due 2026-11-21",
            "followup assign northwind ctrl.logging --to \"Omar Haddad\" --due 2026-12-31",
            "followup list --by-owner",
            "undo northwind",
            "followup list northwind",
            "log northwind",
            "status northwind",
        ]
    );
}

#[test]
fn gaps_are_listed_owned_and_accepted() {
    assert_transcript!(
        Cli::with_vendor(),
        "gaps",
        [
            "gaps",
            "answer northwind risk.ba_status business-associate",
            "answer northwind baa.executed no",
            "answer northwind ctrl.mfa unknown",
            "gaps northwind",
            "gaps --severity critical",
            "gaps --severity grave",
            "gap own northwind baa.executed \"Legal\" --fix-by 2026-12-31",
            "gap accept northwind baa.executed --until 2027-11-23 --reason \"renewal is under way\"",
            "gap accept northwind baa.executed --until 2027-11-22 --reason \" \"",
            "gap accept northwind baa.executed --until 2027-11-22 --reason \"renewal is under way\"",
            "gap accept northwind ins.required --until 2026-12-31 --reason x",
            "gaps northwind --severity critical",
            "status northwind",
            "--json gaps --severity critical",
        ]
    );
}

#[test]
fn r19_an_accepted_gap_keeps_exit_code_1_and_the_words_critical_gap() {
    let cli = Cli::with_vendor();
    cli.run("gaps").assert_code(0);
    cli.run("answer northwind risk.ba_status business-associate").assert_code(0);
    cli.run("answer northwind baa.executed no").assert_code(0);
    cli.run("gap accept northwind baa.executed --until 2026-12-01 --reason renewal").assert_code(0);
    let gaps = cli.run("gaps --severity critical");
    gaps.assert_code(1);
    assert!(gaps.stdout.contains("1 of them accepted"), "{gaps}");
    assert!(gaps.stdout.contains("1 critical gap"), "{gaps}");
}

#[test]
fn r3_a_clock_that_was_wrong_is_declared_before_anything_else_is_recorded() {
    let cli = Cli::with_vendor();
    cli.now.set("2027-11-22T15:30:00Z".parse().unwrap());
    cli.run("answer northwind baa.executed yes").assert_code(0);
    cli.now.set("2026-11-22T16:30:00Z".parse().unwrap());
    assert_transcript!(
        cli,
        "clock_fault",
        [
            "answer northwind baa.executed no",
            "clock-fault northwind --reason \" \"",
            "clock-fault northwind --reason \"the battery of the clock was empty\"",
            "clock-fault northwind --reason again",
            "answer northwind baa.executed no",
            "log northwind",
            "verify northwind",
        ]
    );
}
