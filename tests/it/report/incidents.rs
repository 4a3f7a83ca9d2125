//! Incidents and their clocks in the report: every fact and clock once, in order, and nothing that is not so.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, date};
use proofbook::desk::{Desk, Founding, Seat};
use proofbook::domain::clock::rule::ClockId;
use proofbook::domain::clock::step::NotRunning;
use proofbook::domain::clock::{Board, Clock, Incident, Limit, State};
use proofbook::domain::event::Edition;
use proofbook::domain::exhibit::ExhibitNo;
use proofbook::domain::id::VendorId;
use proofbook::domain::question::Basis;
use proofbook::domain::register::RegisterKind;
use proofbook::domain::request::{RecordRequest, Request, SentRequest, Source, TakeRequest};
use proofbook::report::layout::{self, Drawing};
use proofbook::report::model::Report;
use proofbook::report::plain;
use proofbook::report::theme::PaperSize;
use proofbook::time::FixedNow;

use super::{EDITIONS, Reading, pages, pdf_words, plain_words, wanted};
use crate::report_engine::folded;

struct Made {
    desk: Desk,
    vendor: VendorId,
    folder: tempfile::TempDir,
}

fn seat(folder: &Path, on: Date) -> Seat {
    let at = on.at(15, 0, 0, 0).in_tz("America/New_York").unwrap().timestamp();
    Seat { now: Arc::new(FixedNow::at(at)), ..super::seat(folder) }
}

/// A record of our own with one vendor, seen on a day.
fn made(on: Date) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(seat(&folder.path().join("store"), on)).unwrap();
    desk.found(&Founding {
        name: Some("Riverbend Health".to_owned()),
        zone: Some("America/New_York".to_owned()),
        person: None,
        sample: None,
    })
    .unwrap();
    let vendor = desk.add_vendor("Larkspur Health Records", None, &[]).unwrap();
    Made { desk, vendor, folder }
}

impl Made {
    fn record(&mut self, register: RegisterKind, fields: &[(&str, &str)]) {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let record = RecordRequest::new(register, fields.collect());
        self.desk.record(self.vendor, &Request::SetRecord(record)).unwrap();
    }

    fn sent(&mut self, clock: &str, on: Date, exhibit: Option<u32>) {
        let sent = SentRequest {
            incident: "IC-01".parse().unwrap(),
            clock: ClockId::from(clock),
            on,
            exhibit: exhibit.map(ExhibitNo),
            sure_of: Vec::new(),
        };
        self.desk.record(self.vendor, &Request::MarkSent(sent)).unwrap();
    }

    fn take(&mut self, title: &str) {
        let path = self.folder.path().join(format!("{title}.txt"));
        write(&path, title);
        let take = TakeRequest {
            source: Source::File(path),
            title: Some(title.to_owned()),
            kind: None,
            dates: proofbook::domain::event::ExhibitDates::default(),
            supersedes: None,
            supports: Vec::new(),
            sure_of: Vec::new(),
        };
        self.desk.record(self.vendor, &Request::Take(Box::new(take))).unwrap();
    }

    fn report(&mut self, edition: Edition) -> Report {
        self.desk.report(&wanted(self.vendor, edition)).unwrap()
    }
}

#[expect(clippy::disallowed_methods, reason = "a file that a person chose, not a record")]
fn write(path: &Path, words: &str) {
    std::fs::write(path, words).unwrap();
}

/// The incident that the press reported: discovered on March 16, told on March 18, one of six environments, eight hours.
const PRESS: [(&str, &str); 12] = [
    ("what", "Somebody unauthorized was in one of six EHR environments for eight hours"),
    ("occurred_from", "2026-03-16"),
    ("occurred_to", "2026-03-16"),
    ("vendor_discovered", "2026-03-16 09:30"),
    ("vendor_told_us", "2026-03-18 14:00"),
    ("told_how", "email"),
    ("systems", "EHR, environment 4 of 6"),
    ("data", "name, birth, medical, health_insurance"),
    ("residents", "NY=400, NJ=300, PA=150, CT=100, TX=50"),
    ("people", "1000"),
    ("unsecured", "yes"),
    ("contained", "2026-03-16"),
];

fn press(on: Date) -> Made {
    let mut made = made(on);
    let ours = made.desk.ours().unwrap();
    for (field, value) in
        [("kind", "provider"), ("sectors", "none"), ("licensed_facilities", "NY"), ("states", "NY")]
    {
        let (field, value) = (field.to_owned(), value.to_owned());
        made.desk.record(ours, &Request::SetOrganization { field, value }).unwrap();
    }
    made.record(RegisterKind::Agreements, &[("kind", "baa"), ("effective", "2025-01-02")]);
    made.record(
        RegisterKind::Clauses,
        &[
            ("agreement", "AG-01"),
            ("subject", "notice"),
            ("quote", "Vendor shall notify Customer within five (5) days of any Breach."),
            ("page", "12"),
            ("days", "5"),
        ],
    );
    made.record(RegisterKind::Incidents, &PRESS);
    made.take("Letters to individuals, as mailed");
    made.take("Submission to the New York Attorney General");
    made.sent("us.hipaa.individuals", date(2026, 4, 10), Some(1));
    made.sent("ny.regulator", date(2026, 4, 20), Some(2));
    made.sent("us.hipaa.hhs", date(2026, 4, 10), None);
    made
}

/// The section about incidents, folded, as plain text and as read back from the PDF.
fn section(report: &Report) -> [String; 2] {
    [plain_words(report), pdf_words(report)].map(|text| {
        let (_, section) = text.rsplit_once("incidentsandtheirclocks").unwrap();
        let ends =
            ["gapregister", "leftoutofthisedition"].into_iter().filter_map(|end| section.find(end));
        section.get(..ends.min().unwrap()).unwrap().to_owned()
    })
}

/// Looks at the board of the first incident as it is on the desk.
fn with_board(made: &mut Made, look: impl FnOnce(&Board<'_>)) {
    let (bank, today) = (made.desk.bank().clone(), made.desk.today());
    let dossier = made.desk.dossier(made.vendor).unwrap().clone();
    let record = dossier.registers.of(RegisterKind::Incidents).next().unwrap();
    let incident = Incident::of(record, &dossier, made.desk.organization());
    look(&Board::of(incident, &bank.clocks, today));
}

const SEEN: Date = date(2026, 4, 27);

#[test]
fn every_fact_is_said_and_what_is_not_recorded_is_named() {
    let mut made = press(SEEN);
    for edition in EDITIONS {
        let report = made.report(edition);
        assert!(pages(&report).notices.is_empty());
        for text in section(&report) {
            let mut reading = Reading::of(edition.word(), &text);
            let shown = [
                ("What happened", PRESS[0].1),
                ("Occurred from", "2026-03-16"),
                ("Vendor discovered", "2026-03-16 09:30"),
                ("Vendor told us", "2026-03-18 14:00"),
                ("Told how", "By e-mail"),
                ("Data", "Names; Dates of birth; Medical information"),
                ("People by state", "CT=100, NJ=300, NY=400, PA=150, TX=50"),
                ("PHI unsecured", "Yes"),
                ("Contained on", "2026-03-16"),
            ];
            for (title, value) in shown {
                reading.find(title);
                reading.find(value);
            }
            reading.find("Not recorded: Subcontractor discovered; Vendor confirmed;");
            reading.find("We discovered; Determined; Scope known;");
            reading.find("risk assessment in four factors");
            for factor in ["The data", "The person", "Acquired or viewed", "Mitigated"] {
                reading.find(factor);
                reading.find("Not recorded");
            }
            reading.find("presumed to be a breach (45 CFR 164.402 breach (2))");
        }
    }
}

#[test]
fn every_clock_stands_under_its_state_with_its_rule_and_its_derivation() {
    let mut made = press(SEEN);
    let texts: Vec<[String; 2]> = EDITIONS.map(|edition| section(&made.report(edition))).to_vec();
    let mut states = BTreeSet::new();
    with_board(&mut made, |board| {
        for text in texts.iter().flatten() {
            for clock in &board.clocks {
                let rule = &clock.rule;
                let title = folded(&rule.title);
                if matches!(clock.state, State::NotRunning) {
                    continue;
                }
                states.insert(clock.state);
                let (rows, derived) = text.split_once("howeachdaywasfound").unwrap();
                assert!(rows.contains(&title), "{}", rule.title);
                assert!(rows.contains(&folded(&rule.citation)), "{}", rule.citation);
                if clock.state == State::Waiting {
                    continue;
                }
                let mut reading = Reading::of(rule.id.as_str(), derived);
                // In plain text the mark stands between a clock's id and its title.
                let (mark, state) = (clock.state.mark(), clock.state.title());
                let plain = folded(&format!("{}{mark}{state}{}", rule.id, rule.title));
                let pdf = folded(&format!("{}{}{mark}{state}", rule.id, rule.title));
                reading.find(if derived.contains(&plain) { &plain } else { &pdf });
                let own = reading.until("It asks").len();
                let own = &reading.rest[..own];
                assert!(own.contains(&folded(&clock.by_when())), "{}: {own}", rule.id);
                for step in clock.derivation() {
                    assert!(own.contains(&folded(&step)), "{}: {step}", rule.id);
                }
                reading.find(&rule.text);
                reading.find(&rule.citation);
                clock.mark().iter().for_each(|mark| reading.find(mark));
                if rule.basis == Basis::GoodPractice {
                    reading.find("Contractual good practice");
                }
                rule.doubt.iter().for_each(|doubt| reading.find(doubt));
            }
        }
    });
    let all = State::ALL.into_iter().filter(|state| *state != State::NotRunning);
    assert_eq!(states, all.collect::<BTreeSet<State>>(), "the case has every state");
}

#[test]
fn the_rows_say_how_late_how_long_and_what_shows_that_it_was_sent() {
    let mut made = press(SEEN);
    let [plain, _] = section(&made.report(Edition::Produced));
    for said in [
        "No later than Wednesday 2026-04-15 / Sent late N.Y. Gen. Bus. Law § 899-aa",
        "sent 2026-04-20, 5 days late, shown by A-02",
        "sent 2026-04-10, shown by A-01",
        "sent 2026-04-10, no exhibit shows it",
        "sent 2026-03-18 14:00, by “Vendor told us”",
        "by 12 days",
        "18 days left",
        "not marked as sent",
        "Late means that no notice is marked as sent.",
        "10 NYCRR 405.46 (to verify)",
        "The day on which we determined that it is a breach Texas: individuals",
    ] {
        assert!(plain.contains(&folded(said)), "{said}");
    }
    // Each open row names what its day assumes, apart from the entry that derives it.
    let (rows, derived) = plain.split_once(&folded("how each day was found")).unwrap();
    assert!(rows.matches("assuming").count() >= 8, "{rows}");
    assert!(derived.contains("ofthelistabove"), "{derived}");
    for never in ["due on", "isdue", "overdue"] {
        assert!(!plain.contains(&folded(never)), "{never}");
    }
    let once = folded("Not legal advice; confirm with counsel.");
    assert_eq!(plain.matches(&once).count(), 1);
}

#[test]
fn what_is_not_asked_for_is_summed_up_by_reason_and_what_is_proposed_is_late_for_nobody() {
    let mut made = press(SEEN);
    let [plain, pdf] = section(&made.report(Edition::Produced));
    let mut without = 0;
    with_board(&mut made, |board| {
        let nobody = |clock: &&Clock<'_>| {
            matches!(clock.limit, Limit::NotRunning(NotRunning::Residents { number: 0, .. }))
        };
        without = board.clocks.iter().filter(nobody).count();
    });
    assert!(without > 100);
    let words = format!(
        "Nobody who lives there is recorded: {without} notices under the laws of 49 jurisdictions."
    );
    for text in [&plain, &pdf] {
        assert!(text.contains(&folded(&words)), "{words}");
        assert!(
            text.contains(&folded(
                "50 people in TX; it is for 250 or more: Texas: Attorney General."
            ))
        );
        assert!(!text.contains("alaska"), "a state without residents is counted, not named");
    }
    // Of a proposed rule, whatever our sectors are.
    let mut made = self::made(SEEN);
    made.record(RegisterKind::Incidents, &PRESS);
    let [plain, _] = section(&made.report(Edition::Produced));
    let mut reading = Reading::of("proposed", &plain);
    reading.find("Proposed, not in force: binds nobody");
    reading.find("CIRCIA (proposed): covered incident: were it in force, no later than Thursday 2026-03-19 09:30");
    let late = plain.split_once(&folded("Late: ")).unwrap().1;
    let late = late.split_once(&folded("Not asked for, and why")).unwrap().0;
    assert!(late.contains("nis2") && !late.contains("circia"), "{late}");
}

#[test]
fn laws_that_wait_for_where_people_live_are_one_line() {
    let mut made = made(SEEN);
    made.record(RegisterKind::Incidents, &[("what", "A call"), ("vendor_told_us", "2026-03-18")]);
    let [plain, _] = section(&made.report(Edition::Produced));
    let mut reading = Reading::of("waiting", &plain);
    reading.find("IC-01: A call");
    reading.find("Waiting for a fact");
    reading.find("The number of people HIPAA: HHS, 500 people or more");
    reading.find("The number of people by state");
    reading.find("notices under the laws of 54 jurisdictions");
    assert!(!plain.contains("wyoming"));
    assert!(!plain.contains(&folded("the laws of the states where people live")));
}

#[test]
fn the_vendors_clause_and_its_notice_are_held_against_the_shortest_law() {
    let mut made = press(SEEN);
    let [plain, pdf] = section(&made.report(Edition::Produced));
    for text in [plain, pdf] {
        let mut reading = Reading::of("leaves", &text);
        reading.find("What the vendor's notice leaves us");
        reading.find("The vendor's notice came on 2026-03-18 14:00: 1 day before the shortest last day that binds us, Thursday 2026-03-19");
        reading.find("Contract: breach notice (CL-01 of AG-01, page 12) would have allowed it until Saturday 2026-03-21: 2 days after the shortest");
        reading.find("contract.CL-01");
        reading.find("Saturday 2026-03-21 is no business day; the rule moves no day. Next business day: Monday 2026-03-23");
    }
}

#[test]
fn the_states_where_people_live_say_what_their_laws_ask_beside_their_clocks() {
    let mut made = press(SEEN);
    for text in section(&made.report(Edition::Produced)) {
        let mut reading = Reading::of("states", &text);
        reading.go_to_last("the laws of the states where people live");
        for (state, people) in [
            ("Connecticut", "100"),
            ("New Jersey", "300"),
            ("New York", "400"),
            ("Pennsylvania", "150"),
            ("Texas", "50"),
        ] {
            reading.find(state);
            reading.find(people);
        }
        assert!(text.contains(&folded("24 months of credit monitoring or identity services.")));
        assert!(text.contains(&folded("That counsel relies on it is not recorded.")));
    }
}

#[test]
fn an_incident_set_aside_is_named_with_its_reason_and_has_no_clocks() {
    let mut made = made(SEEN);
    made.record(
        RegisterKind::Incidents,
        &[("what", "Recorded twice"), ("set_aside", "it is IC-02")],
    );
    let report = made.report(Edition::Produced);
    for text in section(&report) {
        let mut reading = Reading::of("set aside", &text);
        reading
            .find("IC-01 Recorded twice: set aside, as it was recorded by mistake: it is IC-02.");
        assert!(!text.contains(&folded("IC-01: who has to be told")), "{text}");
    }
    assert!(pages(&report).notices.is_empty());
}

#[test]
fn the_second_page_tells_no_incident_recorded_from_known_to_be_none() {
    let said = |made: &mut Made| plain_words(&made.report(Edition::Produced));
    let mut made = made(SEEN);
    let nothing = said(&mut made);
    assert!(
        nothing
            .contains(&folded("No incident is recorded. That does not say that there was none."))
    );
    assert!(!nothing.contains(&folded("Incidents and their clocks")));
    made.desk.record(made.vendor, &Request::NoRecords(RegisterKind::Incidents)).unwrap();
    let none = said(&mut made);
    assert!(
        none.contains(&folded("It is known that there was no incident: recorded 2026-04-27 15:00"))
    );
    assert!(!none.contains(&folded("No incident is recorded.")));
    let press = said(&mut press(SEEN));
    assert!(press.contains(&folded("Notices of IC-01: 5 late, 2 running, 3 without a day in the law, 4 wait for a fact, 1 sent late, 5 sent in time")));
}

/// The day on which a report is made changes how far away its days are, and nothing else, until a clock runs out.
#[test]
fn two_days_without_an_event_differ_in_days_left_only() {
    let mut made = press(date(2026, 4, 28));
    let mut lines = |on: Date, long: &str| {
        let store = made.folder.path().join("store");
        made.desk = Desk::open(seat(&store, on)).unwrap();
        let lines = plain::plain(&made.report(Edition::Produced), 4000).lines;
        let words = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let without_day = lines.into_iter().map(words).map(|line| {
            let seen = [
                format!("of {on}"),
                format!("End of {long}"),
                format!("{on} The day of this"),
                format!("On {on}"),
            ];
            seen.iter().fold(line, |line, seen| line.replace(seen, "DAY"))
        });
        without_day.collect::<Vec<String>>()
    };
    let then = lines(date(2026, 4, 28), "April 28, 2026");
    let now = lines(date(2026, 4, 29), "April 29, 2026");
    assert_eq!(then.len(), now.len());
    let differing: Vec<(&String, &String)> =
        then.iter().zip(&now).filter(|(one, other)| one != other).collect();
    // Five clocks are late, two are running.
    assert_eq!(differing.len(), 7, "{differing:#?}");
    for (one, other) in differing {
        let late = one.contains("by 13 days") && other.contains("by 14 days")
            || one.contains("by 40 days") && other.contains("by 41 days")
            || one.contains("by 11 days") && other.contains("by 12 days");
        let left = one.contains("17 days left") && other.contains("16 days left");
        assert!(late || left, "{one}\n{other}");
    }
}

#[test]
fn the_longest_texts_and_foreign_letters_stay_in_their_columns_and_are_whole() {
    let mut made = made(SEEN);
    let long = "Somebody\u{202E}ydobemos wrote \u{65E5}\u{672C} and nothing else ".repeat(120)
        + "until the end.";
    let texts = [
        "what",
        "told_by",
        "systems",
        "risk_data",
        "risk_person",
        "risk_acquired",
        "risk_mitigated",
        "containment",
        "delay_official",
        "note",
    ];
    let fields: Vec<(&str, &str)> = texts
        .iter()
        .map(|name| (*name, long.as_str()))
        .chain(PRESS.into_iter().skip(1).filter(|(name, _)| *name != "systems"))
        .collect();
    made.record(RegisterKind::Incidents, &fields);
    for edition in EDITIONS {
        let report = made.report(edition);
        for paper in [PaperSize::Letter, PaperSize::A4] {
            let layout = layout::pages(&report, paper);
            for item in layout.pages.iter().flat_map(|page| &page.items) {
                if let Drawing::Words(set) = &item.drawing {
                    assert!(set.turn != 0.0 || set.x + set.width <= set.column.1 + 0.1, "{set:?}");
                }
            }
        }
        for text in section(&report) {
            assert_eq!(
                text.matches(&folded(&long.replace('\u{202E}', "‹U+202E›"))).count(),
                texts.len()
            );
        }
    }
}
