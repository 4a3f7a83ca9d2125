//! Two days of one vendor give two reports that differ in what was recorded between, and in nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use proofbook::desk::Desk;
use proofbook::domain::as_of::{AsOf, on_file_before};
use proofbook::domain::bank::Bank;
use proofbook::domain::comparison::{Cause, Comparison, Side};
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::{Change, Class, Edition, Event};
use proofbook::domain::id::QuestionId;
use proofbook::domain::organization::Organization;
use proofbook::domain::question::Question;
use proofbook::domain::register::RegisterKind;
use proofbook::report::build::{self, Source};
use proofbook::report::model::Level;
use proofbook::report::pdf;
use proofbook::report::plain::{self, Plain};
use proofbook::store::JournalName;

use super::{EDITIONS, desk, pages, wanted};
use crate::report_engine::folded;
use crate::report_engine::reader::Reader;

/// The EHR vendor of the sample.
const EHR: &str = "larkspur-health-records";
/// The day before its incident.
const BEFORE: &str = "2026-03-15";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The record as it was on file on a day, cut here and not by the desk.
struct Cut {
    dossier: Dossier,
    organization: Organization,
    bank: Arc<Bank>,
    on: Date,
}

/// The whole record of the vendor, from which days are cut.
struct Whole {
    desk: Desk,
    dossier: Dossier,
    organization: Organization,
}

impl Whole {
    fn of(slug: &str) -> Self {
        let mut desk = desk();
        let vendor = desk.find(slug).unwrap();
        let dossier = desk.dossier(vendor).unwrap().clone();
        let organization = desk.organization().clone();
        Self { desk, dossier, organization }
    }

    fn day_of(&self, event: &Event) -> Date {
        self.organization.zones.day_of(event.at)
    }

    fn cut(&self, on: Date) -> Cut {
        let end = self.organization.zones.end_of(on);
        let of = |events: &[Event]| on_file_before(events.to_vec(), end);
        Cut {
            dossier: Dossier::fold(self.dossier.id, of(&self.dossier.events)),
            organization: Organization::fold(of(&self.organization.events)),
            bank: self.desk.bank().clone(),
            on,
        }
    }
}

impl Cut {
    fn side(&self) -> Side<'_> {
        let Self { dossier, organization, bank, on } = self;
        Side { dossier, organization, bank, day: *on }
    }

    /// What the report of the day says, unwrapped.
    fn report(&self, whole: &Whole) -> Plain {
        let questionnaire = self.bank.view("core", self.dossier.tier).unwrap();
        let report = build::build(Source {
            dossier: &self.dossier,
            organization: &self.organization,
            bank: &self.bank,
            questionnaire: &questionnaire,
            day: self.on,
            past: Some(AsOf::Day(self.on)),
            later: None,
            edition: Edition::Produced,
            header: &[],
            moved_since_signed: 0,
            sample: whole.desk.sample(),
            organization_journal: whole.desk.store().unwrap().journal_id(JournalName::Organization),
            counsel_notes: &BTreeMap::new(),
        });
        plain::plain(&report, 4000)
    }
}

/// The lines of a report under the headings that they stand below, without the words that say which day it is.
fn placed(plain: &Plain, on: Date) -> BTreeMap<Vec<String>, Vec<String>> {
    let mut placed: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    let mut path: Vec<(Level, String)> = Vec::new();
    for (number, line) in plain.lines.iter().enumerate() {
        for listed in plain.contents.iter().filter(|listed| listed.line == number) {
            path.retain(|(level, _)| *level < listed.level);
            path.push((listed.level, listed.words.clone()));
        }
        let key = path.iter().map(|(_, words)| words.clone()).collect();
        let line = without_day(line, on).split_whitespace().collect::<Vec<_>>().join(" ");
        if line.trim_matches(['-', ' ', '=']).is_empty() {
            continue;
        }
        placed.entry(key).or_default().push(line);
    }
    placed
}

fn without_day(line: &str, on: Date) -> String {
    let long = on.strftime("End of %B %-d, %Y").to_string();
    let said = [format!("the end of {on}"), format!("as of {on}"), format!("On {on}"), long];
    said.iter().fold(line.to_owned(), |line, said| line.replace(said, "DAY"))
}

type Line = (Vec<String>, String);

/// The lines that stand in one report and not at the same place of the other.
fn differing(one: &Plain, other: &Plain, days: (Date, Date)) -> Vec<Line> {
    let (one, other) = (placed(one, days.0), placed(other, days.1));
    let places: BTreeSet<&Vec<String>> = one.keys().chain(other.keys()).collect();
    let mut differing = Vec::new();
    let none = Vec::new();
    for place in places {
        let lines =
            |of: &BTreeMap<Vec<String>, Vec<String>>| of.get(place).unwrap_or(&none).clone();
        let (mut left, mut right) = (lines(&one), lines(&other));
        for line in lines(&one) {
            if let Some(at) = right.iter().position(|other| *other == line) {
                right.remove(at);
                left.remove(left.iter().position(|own| *own == line).unwrap());
            }
        }
        differing.extend(left.into_iter().chain(right).map(|line| (place.clone(), line)));
    }
    differing
}

/// What the events between two days, and the moves through time, are about, as a report names it.
fn subjects(
    comparison: &Comparison,
    between: &[Event],
    bank: &Bank,
    ticking: &Dossier,
) -> BTreeSet<String> {
    // What records propose is said beside a question before anybody confirms it.
    let reading = |register: &str| {
        let reads = |question: &&Question| {
            question.records.as_ref().is_some_and(|rule| rule.register().word() == register)
        };
        bank.questions().iter().filter(reads).map(|one| one.id.to_string()).collect::<Vec<_>>()
    };
    let questions = comparison.moves.iter().map(|one| one.question.to_string());
    let exhibits = comparison.exhibits.iter().map(|one| one.exhibit.clone());
    let records = comparison.records.iter().map(|one| one.record.clone());
    let answered = between.iter().flat_map(|event| match &event.change {
        Change::AnswerSet(set) => vec![set.question.to_string()],
        Change::Linked(linked) => vec![linked.question.to_string()],
        Change::ExhibitTaken(taken) => {
            taken.links.iter().map(|one| one.question.to_string()).collect()
        }
        Change::GapAccepted(accepted) => vec![accepted.question.to_string()],
        Change::GapOwned(owned) => vec![owned.question.to_string()],
        Change::FollowUpDone(_) | Change::FollowUpAssigned(_) => {
            vec!["Open follow-ups".to_owned()]
        }
        Change::RecordSet(set) => reading(&set.register),
        Change::RegistersNone(none) => reading(&none.register),
        Change::VendorSet(_) => vec!["The vendor's profile".to_owned()],
        _ => Vec::new(),
    });
    let index = (!comparison.exhibits.is_empty()).then(|| "Exhibit index".to_owned());
    let registers = comparison.records.iter().map(|one| one.register.title().to_owned());
    // The days that clocks have left, or are late by, move through time alone.
    let ticking = ticking.registers.of(RegisterKind::Incidents).map(|one| one.no.to_string());
    let exhibits = exhibits.chain(ticking);
    questions.chain(exhibits).chain(records).chain(registers).chain(index).chain(answered).collect()
}

/// Whether a line is one of an incident that a day changes by itself: how far away its last days are, and how many have passed.
fn ticks(line: &Line) -> bool {
    if is_over_time(line) {
        return true;
    }
    let (place, line) = line;
    let of_an_incident = place.iter().any(|words| words.starts_with("IC-"));
    of_an_incident || line.starts_with("Notices of IC-") || line.starts_with("IC-")
}

/// Whether a line is one of the earlier days beside the figure: each day has itself as its last one, and quarters end by themselves.
fn is_over_time((place, line): &Line) -> bool {
    line == OVER_TIME || place.iter().any(|words| words == OVER_TIME)
}

/// The heading of the earlier days; in the contents, once the first quarter has ended.
const OVER_TIME: &str = "Over time";

/// Parts that only add up, or quote, what stands in the others. That they do not differ by themselves is a test of its own.
const ADDED_UP: [&str; 7] = [
    "",
    "Contents",
    "Four questions to expect",
    "Readiness",
    "Left out of this edition",
    "Sign-off",
    "Journal record",
];

/// The lines that differ between the reports of two days and that nothing explains: no event between, and no move through time.
fn unexplained(whole: &Whole, then: &Cut, now: &Cut) -> (Vec<Line>, Vec<Line>) {
    let comparison = Comparison::of(then.side(), now.side());
    let between = &now.dossier.events[then.dossier.events.len()..];
    let subjects = subjects(&comparison, between, &now.bank, &now.dossier);
    let differing = differing(&then.report(whole), &now.report(whole), (then.on, now.on));
    let explained = |one: &Line| {
        let (place, line) = one;
        let said = format!("{} {line}", place.join(" "));
        let first = place.first().map_or("", String::as_str);
        let anything = !comparison.is_empty();
        let added_up = anything && ADDED_UP.contains(&first);
        added_up || is_over_time(one) || subjects.iter().any(|one| said.contains(one))
    };
    let unexplained = differing.iter().filter(|line| !explained(line)).cloned().collect();
    (differing, unexplained)
}

#[test]
fn the_report_of_the_day_before_and_todays_differ_in_exactly_what_was_recorded_between() {
    let mut whole = Whole::of(EHR);
    let (then, now) = (whole.cut(day(BEFORE)), whole.cut(whole.desk.today()));
    let (differing, unexplained) = unexplained(&whole, &then, &now);
    assert_eq!(unexplained, Vec::<Line>::new());
    // And all of it: each question, exhibit and record that moved is in a line that differs.
    let comparison = Comparison::of(then.side(), now.side());
    assert!(comparison.moves.len() > 20 && comparison.exhibits.len() > 10);
    assert!(comparison.records.len() > 10 && comparison.recorded.len() > 50);
    let said: Vec<String> =
        differing.iter().map(|(place, line)| format!("{place:?} {line}")).collect();
    let said = said.join("\n");
    let core = now.bank.view("core", now.dossier.tier).unwrap().asked;
    let shown = |id: &QuestionId| core.questions().any(|one| one == id);
    let moved = comparison.moves.iter().filter(|one| shown(&one.question));
    let moved = moved.map(|one| one.question.to_string());
    let exhibits = comparison.exhibits.iter().map(|one| one.exhibit.clone());
    let records = comparison.records.iter().map(|one| one.record.clone());
    for one in moved.chain(exhibits).chain(records) {
        assert!(said.contains(&one), "{one} moved, and no line differs");
    }
    // What the desk says of both days is what was compared here.
    for cut in [&then, &now] {
        let mut past = whole.desk.past(AsOf::Day(cut.on)).unwrap();
        let report = past.report(&wanted(cut.dossier.id, Edition::Produced)).unwrap();
        assert_eq!(plain::plain(&report, 4000), cut.report(&whole), "{}", cut.on);
    }
    let vendor = whole.desk.find(EHR).unwrap();
    let today = whole.desk.report(&wanted(vendor, Edition::Produced)).unwrap();
    let differing =
        super::as_of::differing(&plain::plain(&today, 4000), &now.report(&whole), (now.on, now.on));
    let only_said: Vec<&str> = differing.iter().map(|(_, line)| line.as_str()).collect();
    assert_eq!(
        only_said,
        [
            "As of: DAY (America/New_York)",
            "As of DAY",
            "As of: DAY (America/New_York), from what was on file then"
        ],
        "as of today is today"
    );
}

#[test]
fn each_day_differs_from_the_day_before_in_what_was_recorded_on_it() {
    let whole = Whole::of(EHR);
    let days: BTreeSet<Date> = whole.dossier.events.iter().map(|one| whole.day_of(one)).collect();
    assert!(days.len() > 12);
    let mut last: Option<Cut> = None;
    for on in days {
        let (eve, cut) = (whole.cut(on.yesterday().unwrap()), whole.cut(on));
        // Where nothing was recorded and nothing moved, no line differs.
        if let Some(last) = last.take() {
            let quiet = Comparison::of(last.side(), eve.side());
            assert_eq!(quiet.recorded, Vec::<u64>::new());
            let (differing, unexplained) = unexplained(&whole, &last, &eve);
            assert_eq!(unexplained, Vec::<Line>::new(), "{} to {}", last.on, eve.on);
            assert!(quiet.moves.iter().all(|one| one.why == [Cause::Time]), "{quiet:#?}");
            let by_clocks = differing.iter().all(ticks);
            assert!(!quiet.moves.is_empty() || by_clocks, "{}: {differing:#?}", eve.on);
        }
        let (differing, unexplained) = unexplained(&whole, &eve, &cut);
        assert_eq!(unexplained, Vec::<Line>::new(), "{on}");
        let content = cut.dossier.events[eve.dossier.events.len()..]
            .iter()
            .any(|event| event.change.class() == Class::Content);
        assert!(differing.iter().all(ticks) != content, "{on}: {differing:#?}");
        last = Some(cut);
    }
}

#[test]
fn every_page_says_which_past_day_it_shows_and_the_annex_is_apart() {
    let whole = Whole::of(EHR);
    let mut past = whole.desk.past(AsOf::Day(day(BEFORE))).unwrap();
    for edition in EDITIONS {
        let report = past.report(&wanted(whole.dossier.id, edition)).unwrap();
        let layout = pages(&report);
        assert!(layout.notices.is_empty(), "{:?}", layout.notices);
        let said = "As of the end of 2026-03-15";
        let reader = Reader::new(&pdf::bytes(&layout).unwrap());
        assert!(reader.artifacts.len() > 5);
        for (number, words) in reader.artifacts.iter().enumerate() {
            assert!(folded(words).contains(&folded(said)), "page {}: {words}", number + 1);
        }
        assert!(plain::text(&report, 80).starts_with(&format!("[SAMPLE]\n{said}\n")));
        assert_eq!(report.created, "2026-03-04T19:15:00Z".parse().unwrap());
    }
    // Nothing that was recorded later is in it; with the annex that stands behind everything else.
    let internal = wanted(whole.dossier.id, Edition::Internal);
    let plain_report = plain::text(&past.report(&internal).unwrap(), 4000);
    past.add_annex().unwrap();
    let with_annex = plain::text(&past.report(&internal).unwrap(), 4000);
    assert!(!plain_report.contains("larkspur-baa") && !plain_report.contains("A-01"));
    let (before, annex) = with_annex.split_once("Annex: recorded after this day\n===").unwrap();
    assert!(annex.contains("A-01 Business associate agreement with Larkspur"));
    assert!(annex.contains("baa.executed corrected: Yes → No (one signature is missing)"));
    assert!(!annex.contains("A-04"), "the notice of the incident was dated after the day");
    let contents =
        |text: &str| text.replace("Annex: recorded after this day", "").replace("  \n", "");
    let lines = |text: &str| {
        contents(text)
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(before), lines(&plain_report));
}
