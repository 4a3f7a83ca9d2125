//! Incidents and their clocks in the report: every fact and clock once, in order, and nothing that is not so.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, date};
use proofbook::desk::{Desk, Founding, Seat};
use proofbook::domain::clock::rule::ClockId;
use proofbook::domain::event::Edition;
use proofbook::domain::exhibit::ExhibitNo;
use proofbook::domain::id::VendorId;
use proofbook::domain::register::RegisterKind;
use proofbook::domain::request::{RecordRequest, Request, SentRequest, Source, TakeRequest};
use proofbook::report::model::Report;
use proofbook::report::theme::PaperSize;
use proofbook::report::{layout, pdf};
use proofbook::time::FixedNow;

use super::{EDITIONS, Reading, pages, pdf_words, plain_words, wanted};

struct Made {
    desk: Desk,
    vendor: VendorId,
    _folder: tempfile::TempDir,
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
    Made { desk, vendor, _folder: folder }
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
        let path = self._folder.path().join(format!("{title}.txt"));
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

#[test]
#[ignore = "writes the pages for people to look at"]
#[expect(clippy::disallowed_methods, reason = "for people to look at")]
fn draw() {
    let folder = std::env::var("DRAW").unwrap();
    let mut made = press(date(2026, 4, 27));
    for edition in EDITIONS {
        for (paper, name) in [(PaperSize::Letter, "letter"), (PaperSize::A4, "a4")] {
            let report = made.report(edition);
            let bytes = pdf::bytes(&layout::pages(&report, paper)).unwrap();
            let file = format!("{folder}/{}-{name}.pdf", edition.word());
            std::fs::write(file, bytes).unwrap();
            let text = proofbook::report::plain::text(&report, 100);
            std::fs::write(format!("{folder}/{}.txt", edition.word()), text).unwrap();
        }
    }
}

#[test]
fn every_clock_is_there() {
    let mut made = press(date(2026, 4, 27));
    let report = made.report(Edition::Produced);
    for text in [plain_words(&report), pdf_words(&report)] {
        let mut reading = Reading::of("press", &text);
        reading.go_to_last("Incidents and their clocks");
        reading.find("IC-01");
    }
    assert!(pages(&report).notices.is_empty());
}
