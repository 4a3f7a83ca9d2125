//! Work beside the screens over a real desk: a thread records as another program would, and whatever stops it leaves nothing half done.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use proofbook::app::effect::{Effect, Mailbox, Overwrite, World};
use proofbook::app::message::Message;
use proofbook::app::working::{Work, WorkId};
use proofbook::domain::event::{Change, Edition};
use proofbook::domain::id::VendorId;
use proofbook::domain::reporting::Kind;
use proofbook::problem::{Doubt, Kind as Sort};
use proofbook::report::model::Setting;
use proofbook::runtime::Runtime;

use super::Office;

/// What comes of the work, in order.
struct Letters(Sender<Message>);

impl Mailbox for Letters {
    fn put(&self, message: Message) {
        self.0.send(message).ok();
    }
}

/// The screens' world, which works beside them.
fn screens(office: &Office) -> (Runtime, Receiver<Message>) {
    let mut screens = Runtime::open(office.seat("ann"), None, "/reports".into()).unwrap();
    let (sender, letters) = channel();
    screens.work_beside(Arc::new(Letters(sender)));
    (screens, letters)
}

/// What the next piece of work that ends comes to; how far it was is passed over.
fn end(letters: &Receiver<Message>) -> (WorkId, Vec<Message>) {
    loop {
        match letters.recv_timeout(Duration::from_mins(2)).unwrap() {
            Message::Work(Work::Ended { id, results }) => return (id, results),
            Message::Work(Work::Reached { .. }) => {}
            other => panic!("{other:?}"),
        }
    }
}

fn write(vendor: VendorId, path: &str) -> Effect {
    Effect::WriteReport {
        vendor,
        kind: Kind::Vendor,
        edition: Edition::Internal,
        path: path.into(),
        overwrite: Overwrite::Ask,
        setting: Setting::default(),
    }
}

fn list(office: &Office, rows: usize) {
    let rows: Vec<String> = (1..=rows).map(|row| format!("Vendor {row},high\n")).collect();
    let rows = rows.concat();
    office.file("/list.csv", format!("name,tier\n{rows}").as_bytes());
}

fn check() -> Effect {
    Effect::CheckList { path: "/list.csv".into(), sure_of: Vec::new() }
}

fn checked(results: &[Message]) -> (Vec<String>, Effect) {
    match results {
        [Message::ListChecked { lines, then }] => (lines.clone(), (**then).clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_report_is_written_beside_and_noted_as_another_program_would() {
    let (office, _, vendor) = Office::founded();
    let (mut screens, letters) = screens(&office);
    screens.perform(Effect::OpenVendor(vendor));
    let taken = screens.perform(write(vendor, "/acme.pdf"));
    assert!(
        matches!(
            taken[..],
            [Message::Work(Work::Taken { id: WorkId(1), what: "writing the report" })]
        ),
        "{taken:?}"
    );
    let (id, results) = end(&letters);
    assert_eq!(id, WorkId(1));
    let [Message::ReportWritten { path }] = &results[..] else { panic!("{results:?}") };
    assert_eq!(path, Path::new("/acme.pdf"));
    assert!(office.disk.bytes(path).unwrap().starts_with(b"%PDF"));
    let seen = screens.perform(Effect::Refresh);
    let [Message::ChangedElsewhere { events, .. }, Message::Opened(_)] = &seen[..] else {
        panic!("{seen:?}")
    };
    assert!(matches!(events[..], [ref one] if matches!(one.change, Change::ReportWritten(_))));
}

#[test]
fn what_is_asked_for_meanwhile_is_done_in_order_and_one_can_be_stopped_before_it_begins() {
    let (office, _, vendor) = Office::founded();
    let (mut screens, letters) = screens(&office);
    screens.perform(Effect::StopWork(WorkId(2)));
    for path in ["/one.pdf", "/two.pdf", "/three.pdf"] {
        screens.perform(write(vendor, path));
    }
    let ends: Vec<_> = (0..3).map(|_| end(&letters)).collect();
    let made = |place: usize| matches!(&ends[place].1[..], [Message::ReportWritten { .. }]);
    assert_eq!(ends.iter().map(|one| one.0.0).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(made(0) && made(2), "{ends:?}");
    let [Message::Refused(stopped)] = &ends[1].1[..] else { panic!("{ends:?}") };
    assert_eq!(stopped.kind, Sort::Canceled);
    assert_eq!(office.disk.bytes(Path::new("/two.pdf")), None);
}

#[test]
fn leaving_stops_what_is_under_way_and_says_only_what_is_so() {
    let (office, _, vendor) = Office::founded();
    let before = office.vendor_journal(vendor);
    let (mut screens, _letters) = screens(&office);
    screens.perform(write(vendor, "/acme.pdf"));
    screens.perform(write(vendor, "/second.pdf"));
    let said = screens.leave().join(" ");
    let (whole, noted) =
        (office.disk.bytes(Path::new("/acme.pdf")), office.vendor_journal(vendor) != before);
    assert_eq!(whole.is_some(), noted);
    assert_eq!(whole.is_some(), said.contains("The report is in /acme.pdf."), "{said}");
    assert_eq!(office.disk.bytes(Path::new("/second.pdf")), None);
    let stopped = "Stopped on leaving: writing the report; nothing of it was left, and everything is as it was before.";
    assert!(said.contains(stopped), "{said}");
    let begun = office.disk.log().into_iter().filter(|(_, path)| path.ends_with(".tmp")).count();
    assert_eq!(begun, 0);
}

#[test]
fn what_lies_ahead_is_looked_for_beside() {
    let (office, ..) = Office::founded();
    let (mut screens, letters) = screens(&office);
    assert!(screens.perform(Effect::LookAhead).is_empty());
    assert!(matches!(end(&letters).1[..], [Message::LookedAhead(_)]));
}

#[test]
fn a_list_is_told_before_it_is_recorded_and_recorded_as_it_was_told() {
    let (office, ..) = Office::founded();
    let (mut screens, letters) = screens(&office);
    office.file("/list.csv", b"name,tier\nAcme Billing,high\nHarbor Imaging,low\n");
    screens.perform(check());
    let (lines, import) = checked(&end(&letters).1);
    assert_eq!(
        lines[..3],
        [
            "/list.csv adds 1 vendor.",
            "New: Harbor Imaging (low).",
            "1 is on the list already and left out: 'Acme Billing' (row 2)."
        ]
    );
    // Somebody changes the file before the yes.
    list(&office, 3);
    screens.perform(import);
    let results = end(&letters).1;
    let [Message::Refused(changed)] = &results[..] else { panic!("{results:?}") };
    assert!(changed.summary.contains("was changed since it was looked at"), "{changed}");
    assert_eq!(office.sit("ann").listed().unwrap().len(), 1);
    screens.perform(check());
    let import = checked(&end(&letters).1).1;
    screens.perform(import);
    assert!(matches!(end(&letters).1[..], [Message::Imported { added: 3, completed: 0 }]));
    assert_eq!(office.sit("ann").listed().unwrap().len(), 4);
    screens.perform(check());
    let results = end(&letters).1;
    let [Message::Refused(nothing)] = &results[..] else { panic!("{results:?}") };
    assert_eq!(nothing.summary, "no vendor in /list.csv is new");
}

#[test]
fn the_first_six_of_a_list_are_named_with_their_tiers() {
    let (office, ..) = Office::founded();
    let (mut screens, letters) = screens(&office);
    list(&office, 8);
    screens.perform(check());
    let named: Vec<String> = (1..=6).map(|row| format!("Vendor {row} (high)")).collect();
    let expected = format!("New: {}, and 2 more.", named.join(", "));
    assert_eq!(checked(&end(&letters).1).0[1], expected);
    office.file("/list.csv", b"name,tier\nHarbor Imaging,\nCedar,low\n");
    screens.perform(check());
    assert_eq!(checked(&end(&letters).1).0[1], "New: Harbor Imaging (no tier), Cedar (low).");
}

#[test]
fn what_is_wrong_with_a_list_is_named_with_its_rows_and_a_doubt_is_asked_about() {
    let (office, ..) = Office::founded();
    let (mut screens, letters) = screens(&office);
    office.file("/list.csv", b"name,tier\nHarbor Imaging,huge\nCedar,low\n");
    screens.perform(check());
    let results = end(&letters).1;
    let [Message::Refused(wrong)] = &results[..] else { panic!("{results:?}") };
    assert!(
        wrong.summary.starts_with("one thing is wrong with /list.csv: row 2, column B:"),
        "{wrong}"
    );
    assert_eq!(wrong.safe.as_deref(), Some("nothing was recorded"));
    office.file("/list.csv", b"name,services\nHarbor Imaging,MRN 12345678 of a patient\n");
    screens.perform(check());
    let results = end(&letters).1;
    let [Message::Doubted { then, .. }] = &results[..] else { panic!("{results:?}") };
    let Effect::CheckList { sure_of, .. } = &**then else { panic!("{then:?}") };
    assert_eq!(sure_of[..], [Doubt::PatientData]);
    screens.perform((**then).clone());
    checked(&end(&letters).1);
}

#[test]
fn without_a_mailbox_everything_is_done_in_place() {
    let (office, ..) = Office::founded();
    list(&office, 2);
    let mut screens = Runtime::open(office.seat("ann"), None, "/reports".into()).unwrap();
    let import = checked(&screens.perform(check())).1;
    let done = screens.perform(import);
    assert!(
        matches!(done[..], [Message::Opened(_), Message::Imported { added: 2, .. }]),
        "{done:?}"
    );
    assert_eq!(screens.leave(), Vec::<String>::new());
}
