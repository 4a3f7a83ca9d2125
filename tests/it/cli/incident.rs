//! `incident`: the press-reported case as a user enters it, its board in words and in JSON, what moves, what was sent.

use rstest::rstest;
use serde_json::Value as Json;

use super::support::{Cli, assert_transcript};

/// What was reported in the press, entered as a user would: 1,000 people in five states.
const PRESS: &str = "incident add northwind --what \"Network disruption, one of six EHR environments, eight hours\" --residents NY=400,NJ=300,PA=150,CT=100,TX=50 people=1000 vendor_discovered=2026-03-16 contained=2026-03-16 vendor_told_us=2026-03-18";

/// A provider outside the other sectors, with one vendor that promised to tell us within 24 hours.
fn with_clause() -> Cli {
    let cli = Cli::with_vendor();
    cli.document("letter.pdf", b"letter");
    for typed in [
        "organization set kind provider",
        "organization set sectors none",
        "organization set licensed_facilities none",
        "register add northwind agreement kind=baa effective=2025-01-02",
        "register add northwind clause subject=notice hours=24 page=7 \"quote=within 24 hours\"",
    ] {
        cli.run(typed).assert_code(0);
    }
    cli
}

fn press() -> Cli {
    let cli = with_clause();
    cli.run(PRESS).assert_code(0);
    cli
}

fn show(cli: &Cli, more: &str) -> String {
    let ran = cli.run(&format!("incident show northwind IC-01{more}"));
    ran.assert_code(0).stdout.clone()
}

fn board(cli: &Cli) -> Json {
    cli.run("--json incident show northwind IC-01").assert_code(0).json()
}

fn clock(cli: &Cli, id: &str) -> Json {
    let board = board(cli);
    let clocks = board["clocks"].as_array().unwrap();
    clocks.iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("{id}")).clone()
}

#[test]
fn an_incident_is_recorded_shown_supposed_otherwise_and_its_notices_marked_as_sent() {
    assert_transcript!(
        with_clause(),
        "incident",
        [
            "incident list",
            "incident show northwind IC-01",
            "incident add northwind --discovered 2026-03-18",
            "incident add northwind what=x --what y",
            "incident add northwind --what x --discovered 2026-13-18",
            "incident add northwind --what x --residents TX=300,XX=700",
            PRESS,
            "incident list",
            "incident show northwind IC-01",
            "incident show northwind 1 --clock us.hipaa.individuals",
            "incident show northwind IC-01 --clock us.hipaa.individual",
            "incident show northwind AG-01",
            "incident what-if northwind IC-01 agent=no",
            "incident what-if northwind IC-01 agent=yes",
            "incident what-if northwind IC-01 residents=NY=400,NJ=301,TX=250 discovered=",
            "incident what-if northwind IC-01 agnt=no",
            "incident what-if northwind IC-01 discovered=tomorrow",
            "evidence add northwind @letter.pdf --title Letters",
            "incident sent northwind IC-01 us.hipaa.individuals --on 2026-03-01",
            "incident sent northwind IC-01 us.hipaa.individuals --on 2026-05-04",
            "incident sent northwind IC-01 us.hipaa.individuals --on 2026-05-04 --exhibit A-01",
            "incident sent northwind IC-01 us.hipaa.individuals --on 2026-05-04",
            "incident sent northwind IC-01 us.hipaa.hhs --on 2026-05-18",
            "incident sent northwind IC-01 us.hipaa --on 2026-05-18",
            "incident sent northwind IC-02 us.hipaa.hhs --on 2026-05-18",
            "incident set northwind IC-01 agent=no",
            "incident list northwind",
            "deadlines northwind",
            "undo northwind",
            "incident set northwind IC-01 set_aside=twice",
            "incident list northwind",
            "incident show northwind IC-01",
            "deadlines northwind",
        ]
    );
}

#[test]
fn the_rules_in_force_are_a_reference() {
    assert_transcript!(
        Cli::founded(),
        "incident_rules",
        [
            "incident rules tx",
            "incident rules us.hipaa.individuals",
            "incident rules us.hipaa.individual",
            "--json incident rules us.hipaa.hhs_small",
        ]
    );
    let all = Cli::founded().run("incident rules").assert_code(0).stdout.clone();
    // Its 54 jurisdictions, the Union and the nation, under heads and over the two closing lines.
    assert!(all.lines().count() > 58, "{all}");
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
}

#[test]
fn a_clock_carries_everything_that_its_words_say_in_json() {
    let cli = press();
    let individuals = clock(&cli, "us.hipaa.individuals");
    for (name, value) in [
        ("state", "late"),
        ("due", "2026-05-15"),
        ("citation", "45 CFR 164.404(b)"),
        ("basis", "in_force"),
        ("verified", "checked"),
        ("owes", "us"),
        ("by_when", "no later than Friday 2026-05-15"),
    ] {
        assert_eq!(individuals[name], value, "{individuals:#}");
    }
    assert_eq!(individuals["days_left"], -191);
    assert_eq!(individuals["steps"][0]["field"], "vendor_discovered", "{individuals:#}");
    assert_eq!(individuals["steps"][1]["count"]["days"], 60);
    assert_eq!(individuals["steps"][1]["gives"], "2026-05-15");
    let assumed = individuals["assuming"].as_array().unwrap();
    assert!(assumed.iter().any(|one| one["kind"] == "agent"), "{individuals:#}");
    let contract = clock(&cli, "contract.CL-01");
    assert_eq!((&contract["state"], &contract["time"]), (&"sent_late".into(), &"00:00".into()));
    assert_eq!(contract["at"], "2026-03-17T04:00:00Z", "midnight in New York");
    assert_eq!(contract["leaves"]["days"], 28, "{contract:#}");
    let texas = clock(&cli, "tx.individuals");
    assert_eq!(texas["missing"][0]["fields"][0], "determined", "{texas:#}");
    let listed = cli.run("--json deadlines northwind").json()["deadlines"].clone();
    let listed = listed.as_array().unwrap().iter().map(|one| one["clock"].clone());
    let of_ny = listed.filter(|clock| clock["id"] == "ny.individuals").collect::<Vec<_>>();
    assert_eq!(
        (&of_ny[0]["incident"], &of_ny[0]["verified"]),
        (&"IC-01".into(), &"checked".into())
    );
    // A mark that is not "checked" comes with its clock.
    assert_ne!(clock(&cli, "nj.individuals")["verified"], "checked");
}

#[test]
fn r15_the_vendors_own_word_meets_no_clock_of_a_state_in_which_nobody_lives() {
    let cli = press();
    let alaska = clock(&cli, "ak.vendor");
    assert_eq!((&alaska["state"], &alaska["sent"]), (&"not_running".into(), &Json::Null));
    let subcontractor = clock(&cli, "us.hipaa.subcontractor");
    assert_eq!(subcontractor["state"], "waiting", "{subcontractor:#}");
    assert_eq!(clock(&cli, "us.hipaa.vendor")["state"], "sent");
}

#[test]
fn r15_where_no_residents_are_recorded_the_states_wait_together_in_one_line() {
    let cli = with_clause();
    cli.run("incident add northwind --what Outage --discovered 2026-03-18").assert_code(0);
    let shown = show(&cli, "");
    assert!(shown.contains("The number of people by state:"), "{shown}");
    assert!(!shown.contains("Alabama"), "{shown}");
    assert!(shown.lines().count() < 90, "{shown}");
    let all = show(&cli, " --all");
    assert!(all.contains("al.individuals") && all.contains("wy.individuals"), "{all}");
    // Nobody knows how many, so nobody is late towards any of them.
    let waiting = board(&cli)["waiting_for"].clone();
    let states = waiting.as_array().unwrap().iter().find(|one| one["fields"][0] == "residents");
    assert!(states.unwrap()["clocks"].as_array().unwrap().len() > 100, "{waiting:#}");
}

#[test]
fn every_board_says_once_that_it_is_no_legal_advice() {
    let cli = press();
    for typed in [
        "incident show northwind IC-01",
        "incident show northwind IC-01 --all",
        "incident show northwind IC-01 --clock ny.individuals",
        "incident list",
        "incident what-if northwind IC-01 agent=no",
        "incident rules",
        "incident rules ny",
        "incident rules us.hipaa.individuals",
    ] {
        let ran = cli.run(typed);
        let said = ran.assert_code(0).stdout.matches("Not legal advice").count();
        assert_eq!(said, 1, "{ran}");
        let json = cli.run(&format!("--json {typed}")).json();
        assert_eq!(json["caution"], "Not legal advice; confirm with counsel.", "{typed}");
        assert!(!ran.stdout.to_lowercase().contains("compliant"), "{ran}");
        assert!(ran.stdout.lines().all(|line| line.chars().count() <= 80), "{ran}");
    }
}

#[test]
fn s15_a_rule_that_is_only_proposed_or_was_not_checked_says_so_beside_its_paragraph() {
    let cli = Cli::founded();
    let cited = |id| {
        let ran = cli.run(&format!("incident rules {id}"));
        let words: Vec<&str> = ran.assert_code(0).stdout.split_whitespace().collect();
        let said = words.join(" ");
        let (_, cited) = said.split_once(" Citation ").unwrap();
        cited.split_once(" Basis ").unwrap().0.to_owned()
    };
    assert!(cited("us.circia.incident").contains("(proposed"), "{}", cited("us.circia.incident"));
    let recalled =
        "Ark. Code Ann. §§ 4-110-101 to -108 (not verified against the rule; confirm with counsel)";
    assert_eq!(cited("ar.regulator"), recalled);
    assert_eq!(cited("us.hipaa.individuals"), "45 CFR 164.404(b)");
}

#[test]
fn s15_no_notice_was_sent_on_a_day_to_come() {
    let cli = press();
    let typed = "incident sent northwind IC-01 us.hipaa.individuals --on";
    let ahead = cli.run(&format!("{typed} 2026-11-23"));
    assert!(ahead.assert_code(2).stderr.contains("after today"), "{ahead}");
    assert_eq!(clock(&cli, "us.hipaa.individuals")["state"], "late");
    cli.run(&format!("{typed} 2026-11-22")).assert_code(0);
    assert_eq!(clock(&cli, "us.hipaa.individuals")["state"], "sent_late");
}

#[rstest]
#[case("agent=no", "us.hipaa.individuals", "2026-05-15", "2026-05-17")]
#[case("vendor_discovered=2026-03-10", "us.hipaa.individuals", "2026-05-15", "2026-05-09")]
#[case("residents=NY=501", "us.hipaa.media", "", "2026-05-15")]
#[case("residents=NY=400,CA=600", "ct.individuals", "2026-05-15", "")]
fn what_if_says_what_would_move_and_records_nothing(
    #[case] supposed: &str,
    #[case] id: &str,
    #[case] now: &str,
    #[case] then: &str,
) {
    let cli = press();
    let before = cli.journals();
    let ran = cli.run(&format!("--json incident what-if northwind IC-01 {supposed}"));
    let told = ran.assert_code(0).json();
    let moves = told["moves"].as_array().unwrap();
    let one = moves.iter().find(|one| one["clock"] == id).unwrap_or_else(|| panic!("{ran}"));
    let due = |side: &str| one[side]["due"].as_str().unwrap_or_default().to_owned();
    assert_eq!((due("now"), due("then")), (now.to_owned(), then.to_owned()));
    assert_eq!(told["recorded"], false);
    assert_eq!(cli.journals(), before);
    // What is supposed, once recorded, stands as it was told.
    cli.run(&format!("incident set northwind IC-01 {supposed}")).assert_code(0);
    assert_eq!(clock(&cli, id)["due"].as_str().unwrap_or_default(), then);
}

#[test]
fn what_moves_nothing_says_so() {
    let cli = press();
    let ran = cli.run("incident what-if northwind IC-01 note=x");
    assert!(ran.assert_code(0).stdout.contains("No clock would move."), "{ran}");
}

#[test]
fn s8_a_past_day_shows_the_clocks_as_they_stood() {
    let cli = with_clause();
    cli.now.set("2026-11-23T15:30:00Z".parse().unwrap());
    cli.run(PRESS).assert_code(0);
    cli.now.set("2026-11-25T15:30:00Z".parse().unwrap());
    cli.run("incident sent northwind IC-01 us.hipaa.individuals --on 2026-11-24").assert_code(0);
    let state = |as_of: &str| {
        let shown = cli.run(&format!("--json incident show northwind IC-01{as_of}"));
        let shown = shown.assert_code(0).json();
        let clocks = shown["clocks"].as_array().unwrap().clone();
        clocks.into_iter().find(|one| one["id"] == "us.hipaa.individuals").unwrap()["state"].clone()
    };
    assert_eq!(state(" --as-of 2026-11-24"), "late");
    assert_eq!(state(" --as-of #3"), "late");
    assert_eq!(state(""), "sent_late");
    let before = cli.run("incident list northwind --as-of 2026-11-22");
    assert!(before.assert_code(0).stdout.contains("0 incidents"), "{before}");
    cli.run("incident show northwind IC-01 --as-of 2026-11-22").assert_code(2);
}
