//! `deadlines --ics`: a calendar that a library which is not ours reads, whose events keep their ids when their days move.

use std::collections::{BTreeMap, BTreeSet};

use icalendar::parser::{Component, read_calendar, unfold};
use proofbook::export::calendar::{Before, Entry, When, calendar};
use proptest::prelude::*;
use uuid::Uuid;

use super::support::{Cli, Ran};

/// What a calendar program knows of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Event {
    sequence: u64,
    start: String,
    summary: String,
    description: String,
    alarms: Vec<String>,
}

fn text(component: &Component<'_>, name: &str) -> String {
    let property = component.properties.iter().find(|one| one.name == name);
    property.unwrap_or_else(|| panic!("no {name}")).val.as_str().to_owned()
}

/// The events by their ids, read by a library that is not ours; the bytes keep to the form.
fn read(bytes: &[u8]) -> BTreeMap<String, Event> {
    let text_of = std::str::from_utf8(bytes).unwrap();
    assert!(text_of.ends_with("END:VCALENDAR\r\n"));
    for line in text_of.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "a line feed alone: {line:?}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    let unfolded = unfold(text_of);
    let whole = read_calendar(&unfolded).unwrap();
    let named = |name: &str| whole.properties.iter().find(|one| one.name == name).is_some();
    assert!(named("PRODID") && named("VERSION") && !named("METHOD"));
    let mut events = BTreeMap::new();
    for event in &whole.components {
        assert_eq!(event.name, "VEVENT");
        let once: BTreeSet<&str> = event.properties.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(once.len(), event.properties.len(), "a property stands twice");
        assert!(once.contains("DTSTAMP") && once.contains("LAST-MODIFIED"));
        assert_eq!(text(event, "TRANSP"), "TRANSPARENT");
        let alarms = event.components.iter().map(|alarm| {
            assert_eq!(
                (alarm.name.as_str(), text(alarm, "ACTION").as_str()),
                ("VALARM", "DISPLAY")
            );
            text(alarm, "TRIGGER")
        });
        let read = Event {
            sequence: text(event, "SEQUENCE").parse().unwrap(),
            start: text(event, "DTSTART"),
            summary: text(event, "SUMMARY"),
            description: text(event, "DESCRIPTION"),
            alarms: alarms.collect(),
        };
        let other = events.insert(text(event, "UID"), read);
        assert_eq!(other, None, "an id stands twice");
    }
    events
}

/// A vendor with an incident, a clause in hours, a policy, and something to find out.
fn with_deadlines() -> Cli {
    let cli = Cli::founded();
    for typed in [
        "vendor add \"Smith, Jones; and \\n Söhne 日本語日本語日本語日本語 LLC\" --tier high",
        "organization set kind provider",
        "organization set sectors none",
        "register add smith agreement kind=baa effective=2025-01-02",
        "register add smith clause subject=full_report hours=96 \"quote=within 96 hours\"",
        "register add smith insurance insurer=Chubb kind=cyber from=2026-01-01 to=2027-01-01",
        "answer smith ctrl.encryption unknown --follow-up Omar --due 2026-11-30",
        "incident add smith --what Outage vendor_discovered=\"2026-11-20 09:00\" --residents NY=700",
    ] {
        cli.run(typed).assert_code(0);
    }
    cli
}

fn write(cli: &Cli, more: &str) -> (Ran, Vec<u8>) {
    let ran = cli.run(&format!("deadlines --ics @deadlines.ics{more}"));
    let bytes = std::fs::read(cli.path("deadlines.ics")).unwrap_or_default();
    (ran, bytes)
}

fn one_of<'e>(events: &'e BTreeMap<String, Event>, holds: &str) -> (&'e String, &'e Event) {
    let mut found = events.iter().filter(|(_, event)| event.summary.contains(holds));
    let one = found.next().unwrap_or_else(|| panic!("{holds}: {events:#?}"));
    assert_eq!(found.next(), None, "{holds} stands twice");
    one
}

#[test]
fn every_deadline_is_an_event_that_another_library_reads() {
    let cli = with_deadlines();
    let (ran, bytes) = write(&cli, "");
    ran.assert_code(0);
    let events = read(&bytes);
    let listed = cli.run("--json deadlines --within 99999").json();
    let listed = listed["deadlines"].as_array().unwrap().clone();
    assert_eq!(events.len(), listed.len(), "{ran}");
    for line in &listed {
        let (name, what) = (line["name"].as_str().unwrap(), line["what"].as_str().unwrap());
        let (_, event) = one_of(&events, &format!("{name}: {what}"));
        let day = line["day"].as_str().unwrap().replace('-', "");
        if line["clock"]["time"].is_null() {
            assert_eq!(event.start, day);
            assert_eq!(event.alarms, ["-P7D", "-P1D"]);
        }
        assert!(event.description.contains(line["rule"].as_str().unwrap()), "{event:?}");
    }
    // 96 hours from nine o'clock in New York; the clocks there were put back weeks before.
    let (_, hours) = one_of(&events, "Contract: full breach report");
    assert_eq!((hours.start.as_str(), hours.alarms.len()), ("20261124T140000Z", 3));
    let (_, hhs) = one_of(&events, "\"HIPAA: individuals\"");
    assert!(hhs.summary.contains("no later than"), "{hhs:?}");
    assert!(hhs.description.contains("2026-11-20 09:00 + 60 calendar days = 2027-01-19, Tuesday"));
    assert_eq!(hhs.description.matches("Not legal advice").count(), 1);
    let unsure = events.values().find(|event| event.description.contains("confirm with counsel)"));
    assert!(unsure.is_some(), "no event shows the mark of a rule that was not checked");
}

#[test]
fn importing_again_updates_and_duplicates_nothing() {
    let cli = with_deadlines();
    let (_, first) = write(&cli, "");
    let (again, bytes) = write(&cli, " --overwrite");
    again.assert_code(0);
    assert_eq!(bytes, first, "the same record gives the same bytes");
    let before = read(&first);
    for typed in [
        "incident set smith IC-01 vendor_discovered=\"2026-11-18 08:00\"",
        "register set smith insurance IN-01 to=2027-06-01",
    ] {
        cli.run(typed).assert_code(0);
    }
    let (_, bytes) = write(&cli, " --overwrite");
    let after = read(&bytes);
    let ids = |events: &BTreeMap<String, Event>| events.keys().cloned().collect::<Vec<_>>();
    assert_eq!(ids(&after), ids(&before), "a day that moves keeps its id");
    let mut moved = 0;
    for (id, event) in &after {
        let old = &before[id];
        if event.start != old.start {
            assert!(event.sequence > old.sequence, "{event:?} {old:?}");
            moved += 1;
        }
        assert!(event.sequence >= old.sequence);
    }
    assert!(moved > 8, "{moved} moved");
    assert_eq!(one_of(&after, "\"HIPAA: individuals\"").1.start, "20270117");
    assert_eq!(one_of(&after, "IN-01").1.start, "20270531");
    // What was recorded of us moves days, too.
    cli.run("organization set cadence high=3").assert_code(0);
    let (_, bytes) = write(&cli, " --overwrite");
    let (id, next) = one_of(&after, "LLC: The next reassessment");
    let later = &read(&bytes)[id];
    assert!(later.start != next.start && later.sequence > next.sequence, "{later:?} {next:?}");
}

#[test]
fn what_was_sent_is_no_longer_in_the_file_and_one_vendor_is_written_alone() {
    let cli = with_deadlines();
    cli.run("vendor add Other").assert_code(0);
    let (_, bytes) = write(&cli, "");
    let before = read(&bytes);
    let (id, _) = one_of(&before, "\"HIPAA: individuals\"");
    cli.run("incident sent smith IC-01 us.hipaa.individuals --on 2026-11-21").assert_code(0);
    let (said, bytes) = write(&cli, " --overwrite");
    assert!(!read(&bytes).contains_key(id));
    assert!(said.stderr.contains("What is done by now is not in it"), "{said}");
    cli.run("deadlines other --ics @other.ics").assert_code(0);
    let other = read(&std::fs::read(cli.path("other.ics")).unwrap());
    assert!(!other.is_empty() && other.values().all(|event| event.summary.starts_with("Other: ")));
}

#[test]
fn a_file_that_is_there_stays_unless_it_may_be_replaced() {
    let cli = with_deadlines();
    cli.document("deadlines.ics", b"mine");
    let (ran, bytes) = write(&cli, "");
    ran.assert_code(2);
    assert_eq!(bytes, b"mine");
    assert!(ran.stderr.contains("--overwrite"), "{ran}");
    let (ran, bytes) = write(&cli, " --overwrite");
    ran.assert_code(0);
    assert!(!read(&bytes).is_empty());
    cli.run("deadlines --ics @no/such/folder.ics").assert_code(4);
    cli.run("deadlines --within 7d --ics @x.ics").assert_code(2);
    cli.run("deadlines --overwrite").assert_code(2);
    let ran = cli.run("--json deadlines --ics @json.ics");
    assert_eq!(ran.assert_code(0).json()["schema"], "proofbook/deadlines-calendar/1");
}

fn entry(summary: &str, description: &str) -> Entry {
    Entry {
        uid: Uuid::from_u128(7),
        sequence: 3,
        changed: "2026-11-22T15:30:00.5Z".parse().unwrap(),
        when: When::Day("2026-12-31".parse().unwrap()),
        summary: summary.to_owned(),
        description: description.to_owned(),
        alarms: vec![Before::Days(7)],
    }
}

#[test]
fn a_text_cannot_end_its_event_or_begin_another() {
    let hostile = "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:x\u{85}\u{2028}\u{202e}\u{1b}[2J\u{0}";
    let events = read(calendar("x\r\nMETHOD:CANCEL", &[entry(hostile, hostile)]).as_bytes());
    assert_eq!(events.len(), 1, "{events:?}");
    let event = &events[&Uuid::from_u128(7).to_string()];
    assert!(event.summary.starts_with("a\u{2039}U+000D\u{203a} END:VEVENT"), "{event:?}");
}

#[test]
fn what_parts_texts_in_the_format_is_escaped_and_a_day_ends_with_the_next_one() {
    // RFC 5545, section 3.3.11; readers forgive an unescaped comma, and calendar programs cut the text there.
    let file = calendar("A, B; C", &[entry("a, b; c\\d", "e, f;\ng")]);
    for line in [
        "X-WR-CALNAME:A\\, B\\; C\r\n",
        "SUMMARY:a\\, b\\; c\\\\d\r\n",
        "DESCRIPTION:e\\, f\\;\\ng\r\n",
        "DTSTART;VALUE=DATE:20261231\r\n",
        "DTEND;VALUE=DATE:20270101\r\n",
    ] {
        assert!(file.contains(line), "{line} {file}");
    }
}

proptest! {
    #[test]
    fn any_text_is_folded_between_characters_and_comes_back(
        summary in "\\PC{0,120}", description in "(\\PC|\n){0,300}",
    ) {
        let events = read(calendar("Any", &[entry(&summary, &description)]).as_bytes());
        let event = &events[&Uuid::from_u128(7).to_string()];
        prop_assert_eq!(&event.summary, &proofbook::text::visible(&summary));
        prop_assert_eq!(&event.description, &proofbook::text::visible_lines(&description));
    }
}
