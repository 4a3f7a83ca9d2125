//! `cycle` and `confirm --section`: a reassessment from the day it is due to its closing.

use super::support::Cli;

/// A vendor with two answers of core that an exhibit shows, one of them critical.
fn answered() -> Cli {
    let cli = Cli::with_vendor();
    cli.document("a.pdf", b"a");
    for id in ["ins.required", "baa.executed"] {
        cli.run(&format!("answer northwind {id} yes --note \"as signed\"")).assert_code(0);
    }
    cli.run("evidence add northwind @a.pdf --kind letter --dated 2026-06-01 --supports ins.required --supports baa.executed").assert_code(0);
    cli
}

#[test]
fn a_reassessment_from_opening_to_closing() {
    let cli = answered();
    let due = cli.run("cycle list");
    due.assert_code(0);
    assert!(due.stdout.contains("2027-11-22") && due.stdout.contains("none yet"), "{due}");
    let opened = cli.run("cycle open northwind --name 2026 --due 2026-12-31 --questionnaire core");
    opened.assert_code(0);
    assert!(
        opened.stdout.contains("northwind: '2026' is open, due 2026-12-31; 35 questions of core."),
        "{opened}"
    );
    let list = cli.run("cycle list northwind");
    list.assert_code(0);
    assert!(list.stdout.contains("Questionnaire core: 0 of "), "{list}");
    assert!(list.stdout.contains("Insurance and liability: 1 unchanged"), "{list}");
    assert!(list.stdout.contains("baa.executed"), "{list}");
    // Nothing counts before it is confirmed.
    let json = cli.run("--json status northwind").json();
    assert_eq!(json["readiness"]["whole"]["documented"], 0, "{json}");
    let listed = cli.run("confirm northwind --section insurance");
    listed.assert_code(0);
    assert!(
        listed.stdout.contains("ins.required") && listed.stdout.contains("note: as signed"),
        "{listed}"
    );
    assert!(!listed.stdout.contains("baa.executed"), "{listed}");
    let event = listed.stdout.rsplit("--listed-at ").next().unwrap().trim().to_owned();
    let confirmed = cli.run(&format!("confirm northwind --section insurance --listed-at {event}"));
    confirmed.assert_code(0);
    assert!(
        confirmed.stdout.contains("Confirmed 1 answer of Insurance and liability."),
        "{confirmed}"
    );
    assert!(confirmed.stdout.contains("ins.required stands Documented"), "{confirmed}");
    let again = cli.run(&format!("confirm northwind --section insurance --listed-at {event}"));
    again.assert_code(2);
    let unfinished = cli.run("cycle close northwind");
    unfinished.assert_code(2);
    assert!(unfinished.stderr.contains("--unfinished"), "{unfinished}");
    let closed = cli.run("cycle close northwind --unfinished");
    closed.assert_code(0);
    assert!(closed.stdout.contains("'2026' is closed."), "{closed}");
    assert!(
        closed.stdout.contains("1 not confirmed") && closed.stdout.contains("due on 2027-11-22"),
        "{closed}"
    );
    let after = cli.run("cycle list northwind");
    assert!(
        after.stdout.contains("Closed:")
            && after.stdout.contains("2026, 2026-11-22 to 2026-11-22, core"),
        "{after}"
    );
}

#[test]
fn a_list_that_changed_since_it_was_shown_is_refused() {
    let cli = answered();
    cli.run("cycle open northwind --name 2026 --questionnaire core").assert_code(0);
    let listed = cli.run("--json confirm northwind --section insurance").json();
    let event = listed["listed_at"].as_u64().unwrap();
    assert_eq!(listed["questions"][0]["question"], "ins.required", "{listed}");
    cli.run("answer northwind ins.required no").assert_code(0);
    let refused = cli.run(&format!("confirm northwind --section insurance --listed-at {event}"));
    refused.assert_code(2);
    assert!(refused.stderr.contains("no section 'insurance' has unchanged answers"), "{refused}");
}

#[test]
fn r24_every_vendor_that_is_due_is_opened_and_the_others_say_why_not() {
    let cli = Cli::with_vendor();
    cli.run("vendor add Foxglove --tier low").assert_code(0);
    cli.run("vendor add Harbor --tier critical").assert_code(0);
    cli.run("cycle open harbor --name early").assert_code(0);
    cli.now.set("2027-11-23T15:30:00Z".parse().unwrap());
    let ran = cli.run("--json cycle open --all-due --due 2027-12-31");
    ran.assert_code(0);
    let json = ran.json();
    let slugs = |key: &str| -> Vec<String> {
        let all = json[key].as_array().unwrap().iter();
        let mut slugs: Vec<_> = all.map(|one| one["slug"].as_str().unwrap().to_owned()).collect();
        slugs.sort();
        slugs
    };
    assert_eq!(slugs("opened"), ["northwind", "organization"], "{json}");
    assert_eq!(json["opened"][0]["name"], "2027");
    assert_eq!(json["opened"][0]["questionnaire"], "annual-reassessment");
    assert_eq!(json["opened"][1]["questionnaire"], "organization");
    assert_eq!(slugs("not_opened"), ["foxglove", "harbor"]);
    let why = |slug: &str| {
        let all = json["not_opened"].as_array().unwrap();
        all.iter().find(|one| one["slug"] == slug).unwrap()["why"].clone()
    };
    assert_eq!(why("foxglove"), "due on 2029-11-22");
    assert_eq!(why("harbor"), "'early' is open");
    let list = cli.run("--json cycle list").json();
    let northwind =
        list["vendors"].as_array().unwrap().iter().find(|one| one["slug"] == "northwind");
    assert_eq!(northwind.unwrap()["due"], "2027-12-31", "{list}");
    cli.now.set("2028-01-01T15:30:00Z".parse().unwrap());
    let list = cli.run("cycle list");
    assert!(list.stdout.contains("2027-12-31  overdue"), "{list}");
}

#[test]
fn r24_the_months_are_a_fact_of_our_organization() {
    let cli = Cli::with_vendor();
    cli.run("organization set cadence \"high=6, low=24\"").assert_code(0);
    let show = cli.run("organization show");
    assert!(show.stdout.contains("high 6, low 24 months"), "{show}");
    let due = cli.run("--json cycle list northwind").json();
    assert_eq!(due["due"], "2027-05-22", "{due}");
    let refused = cli.run("organization set cadence \"mid=6\"");
    refused.assert_code(2);
    assert!(refused.stderr.contains("'mid' is not a tier"), "{refused}");
}

#[test]
fn what_cannot_be_done_says_what_to_do() {
    let cli = Cli::with_vendor();
    for (typed, says) in [
        ("cycle open northwind", "--name"),
        ("cycle close northwind", "no reassessment of 'Northwind' is open"),
        ("confirm northwind --section Insurance", "no reassessment of 'Northwind' is open"),
        ("confirm northwind --listed-at 3", "--section"),
        ("cycle open northwind --all-due", "does not go together"),
        ("cycle open northwind --name x --due 2026-01-01", "has passed"),
    ] {
        let ran = cli.run(typed);
        ran.assert_code(2);
        assert!(ran.stderr.contains(says), "{typed}: {ran}");
    }
}
