//! `--as-of`, `--later` and `diff`: a past day keeps its bytes whatever is recorded later, and says that it is a past day.

use std::collections::BTreeMap;
use std::path::PathBuf;

use proptest::prelude::*;
use rstest::rstest;

use super::support::{Cli, assert_transcript};

/// Puts the clock to an instant.
fn at(cli: &Cli, instant: &str) {
    cli.now.set(instant.parse().unwrap());
}

fn ok(cli: &Cli, typed: &str) {
    cli.run(typed).assert_code(0);
}

/// The worked example of the rules: an answer, an agreement recorded at 22:30 of March 20 in New York, a correction.
fn worked_example() -> Cli {
    worked_example_with(&[])
}

/// The same, with more that was recorded on March 2.
fn worked_example_with(more: &[&str]) -> Cli {
    let cli = Cli::empty();
    at(&cli, "2026-02-02T15:00:00Z");
    ok(&cli, "vendor add Northwind --tier high");
    ok(&cli, "organization set zone America/New_York");
    cli.document("baa.pdf", b"agreement");
    at(&cli, "2026-03-02T15:00:00Z");
    ok(&cli, "answer northwind baa.executed yes");
    for typed in more {
        ok(&cli, typed);
    }
    at(&cli, "2026-03-21T02:30:00Z");
    ok(
        &cli,
        "evidence add northwind @baa.pdf --kind agreement --title Agreement --dated 2025-01-02 --supports baa.executed",
    );
    at(&cli, "2026-04-20T14:00:00Z");
    ok(&cli, "answer northwind baa.executed no --reason \"one signature is missing\"");
    at(&cli, "2026-11-22T15:30:00Z");
    cli
}

fn standing(cli: &Cli, as_of: &str) -> String {
    let shown = cli.run(&format!("status northwind --json{as_of}"));
    let questions = shown.assert_code(0).json()["questions"].clone();
    let one = questions.as_array().unwrap().iter().find(|one| one["question"] == "baa.executed");
    one.unwrap()["standing"].as_str().unwrap().to_owned()
}

#[rstest]
#[case(" --as-of 2026-03-01", "open")]
#[case(" --as-of 2026-03-15", "asserted")]
#[case(" --as-of 2026-03-19", "asserted")]
#[case(" --as-of 2026-03-20", "documented")]
#[case(" --as-of 2026-04-19", "documented")]
#[case(" --as-of #1", "asserted")]
#[case(" --as-of #2", "documented")]
#[case(" --as-of #3", "unmet")]
#[case("", "unmet")]
fn s8_the_worked_example_on_the_command_line(#[case] as_of: &str, #[case] expected: &str) {
    assert_eq!(standing(&worked_example(), as_of), expected);
}

#[test]
fn s8_deadlines_of_an_event_are_told_from_its_day() {
    let cli = worked_example();
    let told = cli.run("deadlines northwind --within 4000 --as-of #1 --json");
    let told = told.assert_code(1).json();
    assert_eq!(told["day"], "2026-03-02");
    let next = &told["deadlines"][0];
    assert_eq!((&next["day"], &next["days_left"]), (&"2027-02-02".into(), &337.into()), "{told}");
}

#[test]
fn a_past_day_is_said_in_every_list_and_what_came_later_stands_apart() {
    assert_transcript!(
        worked_example(),
        "as_of",
        [
            "status northwind --as-of 2026-03-15 --later",
            "evidence list northwind --as-of 2026-03-15 --later",
            "register list northwind agreements --as-of 2026-03-15 --later",
            "log northwind --as-of 2026-03-15 --later",
            "log northwind --as-of 2026-03-15 --later --json",
            "gaps northwind --severity critical --as-of 2026-03-20",
            "vendor list --as-of #1",
            "status northwind --as-of #1 --json --questionnaire baa-contract",
            "status northwind --as-of 2026-02-01",
            "status northwind --as-of 2026-02-01 --json",
            "diff northwind --since 2026-03-15",
            "diff northwind --since 2026-03-15 --until 2026-03-20 --json",
            "diff northwind --since #1 --until #1",
        ]
    );
}

/// Every verb that lists something, with the exit codes that mean that it did.
const LISTS: [&str; 27] = [
    "status",
    "status northwind",
    "status organization",
    "gaps",
    "gaps northwind",
    "contradictions northwind",
    "evidence list northwind",
    "register list northwind",
    "log northwind",
    "followup list",
    "vendor list",
    "vendor show northwind",
    "organization show",
    "question list",
    "questionnaire list",
    "questionnaire show core",
    "deadlines northwind",
    "incident list northwind",
    "incident rules",
    "cycle list northwind",
    "hold list northwind",
    "inquiry list",
    "inquiry list northwind",
    "inquiry show northwind IQ-01",
    "handover list northwind",
    "seal list northwind",
    "diff northwind --since 2026-03-02",
];

#[test]
fn every_list_says_its_past_day_in_words_and_in_json() {
    let letter = "inquiry open northwind --from OCR --received 2026-03-01 --due 2026-05-01";
    let cli = worked_example_with(&[letter]);
    for typed in LISTS {
        let words = cli.run(&format!("{typed} --as-of 2026-03-20"));
        let first = words.stdout.lines().next().unwrap_or_default();
        let said = "As of the end of 2026-03-20 (America/New_York), from what was on file then.";
        assert_eq!(first, said, "{words}");
        assert!(words.code < 2 && !words.stderr.contains("2026-03-20"), "{words}");
        let json = cli.run(&format!("{typed} --json --as-of 2026-03-20"));
        assert_eq!(json.json()["as_of"], "2026-03-20", "{json}");
        // Without a past day nothing is said of one.
        assert_eq!(cli.run(&format!("{typed} --json")).json().get("as_of"), None, "{typed}");
        assert!(!cli.run(typed).stdout.contains("As of"), "{typed}");
    }
}

/// Everything that records, or has nothing to do with a day.
const REFUSED: [&str; 54] = [
    "answer northwind baa.executed yes",
    "confirm northwind baa.executed",
    "undo northwind",
    "redo northwind",
    "evidence add northwind @baa.pdf",
    "evidence set northwind A-01 title x",
    "evidence link northwind A-01 baa.executed",
    "evidence unlink northwind A-01 baa.executed",
    "evidence supersede northwind A-01 @baa.pdf",
    "evidence withdraw northwind A-01 --reason x",
    "evidence verify northwind",
    "register add northwind agreement kind=baa effective=2025-01-02",
    "register set northwind agreement AG-01 title=x",
    "register none northwind audits",
    "register fields agreements",
    "incident add northwind --what x --discovered 2026-03-18",
    "incident set northwind IC-01 note=x",
    "incident sent northwind IC-01 us.hipaa.individuals --on 2026-03-18",
    "vendor add Southwind",
    "vendor set northwind tier low",
    "vendor retire northwind",
    "vendor restore northwind",
    "vendor import @baa.pdf",
    "organization set name x",
    "organization name-person dana Dana",
    "organization answer gov.sanctions yes",
    "organization confirm gov.sanctions",
    "gap own northwind baa.executed Kim",
    "gap accept northwind baa.executed --until 2026-12-31 --reason x",
    "followup done northwind baa.executed --note x",
    "followup assign northwind baa.executed --to x",
    "clock-fault northwind --reason x",
    "interview northwind",
    "questionnaire adopt",
    "cycle open northwind --name 2026",
    "cycle close northwind",
    "hold set northwind --matter x",
    "hold end northwind --matter x",
    "inquiry open northwind --from OCR --received 2026-03-01 --due 2026-05-01",
    "inquiry extend northwind IQ-01 --due 2026-06-01 --reason x",
    "inquiry close northwind IQ-01 --on 2026-03-15",
    "inquiry reopen northwind IQ-01 --reason x",
    "inquiry request northwind IQ-01 1 x",
    "inquiry map northwind IQ-01 1 baa.executed",
    "inquiry unmap northwind IQ-01 1 --all",
    "handover add northwind --to OCR --on 2026-03-15 --report 1",
    "withhold northwind 1 note --reason x",
    "sign northwind --name Dana --title Officer",
    "seal attach northwind @baa.pdf",
    "seal export northwind",
    "log northwind --lines",
    "sample",
    "verify",
    "generate keys",
];

#[test]
fn what_records_or_has_no_day_is_refused_and_nothing_is_written() {
    let cli = worked_example();
    let before = cli.journals();
    for typed in REFUSED {
        for as_of in ["2026-03-15", "#1", "2026-01-01"] {
            let ran = cli.run(&format!("{typed} --as-of {as_of}"));
            ran.assert_code(2);
            assert!(ran.stdout.is_empty(), "{ran}");
            let said = ["nothing can be recorded as of", "--as-of has no meaning here"];
            assert!(said.iter().any(|said| ran.stderr.contains(said)), "{ran}");
        }
    }
    assert_eq!(cli.journals(), before);
}

#[test]
fn wrong_days_events_and_cycles_are_named() {
    assert_transcript!(
        worked_example(),
        "as_of_wrong_use",
        [
            "status --as-of 2026-11-23",
            "status --as-of tomorrow",
            "status northwind --as-of #4",
            "status --as-of #1",
            "question list --as-of #1",
            "answer northwind baa.executed yes --as-of 2026-03-15",
            "verify --as-of 2026-03-15",
            "--as-of 2026-03-15",
            "status --later",
            "status northwind --later",
            "report northwind --later",
            "diff northwind --since 2025",
            "diff northwind --since 2026-04-01 --until 2026-03-01",
            "diff northwind --since 2026-03-01 --until 2026-03-02 --as-of 2026-03-03",
        ]
    );
}

#[test]
fn a_report_of_a_past_day_is_noted_today_and_named_after_its_day() {
    let cli = worked_example();
    let file = cli.path("past.pdf");
    let before = cli.run("log northwind --json").json()["events"].as_array().unwrap().len();
    ok(&cli, "report northwind --as-of 2026-03-15 -o @past.pdf");
    let log = cli.run("log northwind --json").json();
    let events = log["events"].as_array().unwrap();
    assert_eq!(events.len(), before + 1);
    let noted = events.last().unwrap();
    assert_eq!((&noted["kind"], &noted["class"]), (&"report_written".into(), &"care".into()));
    assert!(noted["when"].as_str().unwrap().starts_with("2026-11-22"), "{noted}");
    let line = cli.journals().into_values().map(|bytes| String::from_utf8(bytes).unwrap());
    let line = line.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let line = line.into_iter().find(|line| line.contains("report_written")).unwrap();
    assert!(line.contains(r#""as_of":"2026-03-15""#), "{line}");
    assert!(std::fs::metadata(file).unwrap().len() > 1_000);
    // The note is not on file on the day, and changes no byte of the report.
    ok(&cli, "report northwind --as-of 2026-03-15 -o @again.pdf");
    let read = |name: &str| std::fs::read(cli.path(name)).unwrap();
    assert!(read("past.pdf") == read("again.pdf"));
    let mut desk = cli.desk();
    let vendor = desk.find("northwind").unwrap();
    desk.look_back("2026-03-15".parse().map(proofbook::domain::as_of::AsOf::Day).unwrap()).unwrap();
    let edition = proofbook::domain::event::Edition::Internal;
    let wanted = proofbook::desk::Wanted::about(vendor, edition);
    assert_eq!(desk.report_name(&wanted).unwrap(), "northwind-2026-03-15-internal.pdf");
}

// --- nothing recorded later changes a byte ---

/// What is done one after another, with the days that pass before it.
const DONE: [&str; 20] = [
    "answer northwind baa.executed yes --note \"seen\"",
    "answer northwind baa.executed no --reason \"it was not signed\"",
    "answer northwind notice.contract_hours 24h",
    "answer northwind ir.history unknown --follow-up Kim --due 2027-01-05",
    "answer northwind sub.uses na --note \"no subcontractors\"",
    "answer northwind ctrl.mfa remote,privileged --note \"counsel: weak\" --counsel-only",
    "evidence add northwind @one.pdf --kind agreement --dated 2025-01-02 --supports baa.executed --title One",
    "evidence add northwind @two.pdf --kind letter --dated 2026-01-15 --from 2026-01-20 --supports ir.history",
    "evidence link northwind A-01 notice.contract_hours --page 2",
    "evidence set northwind A-01 dated 2024-12-31",
    "evidence withdraw northwind A-01 --reason \"the wrong file\"",
    "register add northwind agreement kind=baa effective=2025-01-02 signed=2025-01-02 parties=\"St. Mary\"",
    "register add northwind audit kind=soc2_type2 on=2025-12-01",
    "register none northwind subcontractors",
    "gap accept northwind baa.executed --until 2026-12-31 --reason \"it ends soon\"",
    "undo northwind",
    "vendor set northwind services \"Claims\" --from 2025-05-01",
    "organization set sectors none",
    "organization set zone Pacific/Honolulu",
    "evidence verify northwind",
];

/// A vendor of which nothing is recorded yet, on 2026-02-02.
fn started() -> Cli {
    let cli = Cli::empty();
    at(&cli, "2026-02-02T15:00:00Z");
    ok(&cli, "vendor add Northwind --tier high");
    ok(&cli, "organization set zone America/New_York");
    cli.document("one.pdf", b"one");
    cli.document("two.pdf", b"two");
    cli
}

/// Does it, on the day that so many days after the last one are; what is refused (an exhibit that is not there yet) changes nothing.
fn doing(cli: &Cli, day: &mut u32, (wait, which): (u32, usize)) {
    *day += wait;
    let start: jiff::Timestamp = "2026-02-03T02:30:00Z".parse().unwrap();
    let hours = jiff::SignedDuration::from_hours(i64::from(*day) * 24 + i64::from(*day % 5) * 6);
    cli.now.set(start.checked_add(hours).unwrap());
    let ran = cli.run(DONE[which]);
    assert!(ran.code <= 2, "{ran}");
}

/// Everything that is said of a past day, byte for byte.
fn all_of(cli: &Cli, day: &str) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    for typed in LISTS.into_iter().filter(|typed| !typed.starts_with("diff")) {
        for form in ["", " --json"] {
            let typed = format!("{typed}{form} --as-of {day}");
            let ran = cli.run(&typed);
            said.insert(typed, format!("{}{}{}", ran.stdout, ran.stderr, ran.code));
        }
    }
    said
}

fn pdf_of(cli: &Cli, day: &str, name: &str) -> Option<Vec<u8>> {
    let path: PathBuf = cli.path(name);
    let ran = cli.run(&format!("report northwind --as-of {day} -o @{name}"));
    assert!(ran.code == 0, "{ran}");
    std::fs::read(path).ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn r2_no_byte_of_a_past_day_changes_through_what_is_recorded_later(
        before in prop::collection::vec((0_u32..12, 0..DONE.len()), 3..14),
        later in prop::collection::vec((1_u32..12, 0..DONE.len()), 1..8),
        back in 0_u32..30,
    ) {
        let cli = started();
        let mut day = 0;
        for done in before {
            doing(&cli, &mut day, done);
        }
        // A day that is over in every zone when the later events are recorded.
        day += 2;
        let start: jiff::civil::Date = "2026-02-02".parse().unwrap();
        let on = proofbook::domain::day::after(start, day.saturating_sub(2).saturating_sub(back)).to_string();
        doing(&cli, &mut day, (1, 15));
        let first = all_of(&cli, &on);
        let pdf = pdf_of(&cli, &on, "first.pdf");
        for done in later {
            doing(&cli, &mut day, done);
        }
        let then = all_of(&cli, &on);
        for (typed, said) in &first {
            prop_assert_eq!(said, &then[typed], "{}", typed);
        }
        prop_assert!(pdf == pdf_of(&cli, &on, "then.pdf"), "the report of {} changed", on);
    }
}

#[test]
fn what_the_random_histories_do_is_possible() {
    let cli = started();
    let mut refused = Vec::new();
    for (place, typed) in DONE.iter().enumerate() {
        at(&cli, &format!("2026-03-02T15:{place:02}:00Z"));
        if cli.run(typed).code > 1 {
            refused.push(*typed);
        }
    }
    assert_eq!(refused, Vec::<&str>::new());
}

#[test]
fn r28_a_text_that_is_withheld_today_is_hidden_on_past_days_and_nothing_else_changes() {
    let cli = worked_example();
    let all = |cli: &Cli| {
        ["status northwind", "log northwind", "evidence list northwind", "gaps northwind"]
            .map(|typed| cli.run(&format!("{typed} --json --as-of 2026-04-20")).stdout)
    };
    let before = all(&cli).concat();
    ok(&cli, "withhold northwind 2 title --reason \"it names a patient\"");
    let after = all(&cli).concat();
    assert_eq!(before.lines().count(), after.lines().count());
    // The day of withholding stands in the place of the text, and the texts are counted.
    let mut hidden = 0;
    for (was, is) in before.lines().zip(after.lines()).filter(|(was, is)| was != is) {
        let replaced = was.replace("Agreement", "[withheld 2026-11-22]");
        let counted = was.replace("\"texts_withheld\": 0", "\"texts_withheld\": 1");
        assert!(is == replaced || is == counted, "{was}\n{is}");
        hidden += usize::from(is == replaced);
    }
    assert!(hidden > 1, "{after}");
}

#[test]
fn r3_a_clock_fault_changes_an_earlier_day_and_the_view_says_so() {
    let cli = worked_example();
    at(&cli, "2026-11-23T15:00:00Z");
    ok(&cli, "answer northwind ir.plan yes");
    let log = |day: &str| cli.run(&format!("log northwind --as-of {day}")).stdout;
    let (march, yesterday) = (log("2026-03-20"), log("2026-11-22"));
    assert!(!yesterday.contains("ir.plan"), "{yesterday}");
    // The clock had been a day ahead: what it recorded counts from when that was said.
    at(&cli, "2026-11-22T16:00:00Z");
    ok(&cli, "clock-fault northwind --reason \"the clock stood a day ahead\"");
    assert_eq!(log("2026-03-20"), march);
    let now = log("2026-11-22");
    assert!(now.contains("ir.plan: Yes (the clock was wrong; counts from"), "{now}");
}
