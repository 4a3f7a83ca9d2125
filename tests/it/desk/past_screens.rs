//! Looking back on the screens over a real desk: a second desk reads, nothing is written, and today is read anew on return.

use proofbook::app::effect::{Effect, World};
use proofbook::app::message::Message;
use proofbook::domain::as_of::AsOf;
use proofbook::domain::comparison::News;
use proofbook::domain::dossier::FollowUpOnFile;
use proofbook::domain::event::Edition;
use proofbook::domain::id::VendorId;
use proofbook::domain::reporting::Kind;
use proofbook::domain::request::{AnswerRequest, Request};
use proofbook::runtime::Runtime;

use super::{Office, answer, give};

/// One answer on one day, its correction two days later.
fn two_days() -> (Office, VendorId) {
    let (office, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "baa.executed", "yes").unwrap();
    office.at("2026-11-24T15:00:00Z");
    give(&mut desk, vendor, "baa.executed", "no").unwrap();
    (office, vendor)
}

fn screens(office: &Office) -> Runtime {
    Runtime::open(office.seat("ann"), None, "/reports".into()).unwrap()
}

/// How many events the screens are told of the vendor.
fn events(screens: &mut Runtime, vendor: VendorId) -> usize {
    match screens.perform(Effect::OpenVendor(vendor)).as_slice() {
        [Message::VendorOpened { dossier, .. }] => dossier.events.len(),
        other => panic!("{other:?}"),
    }
}

fn back(as_of: &str, vendor: VendorId) -> Effect {
    Effect::LookBack(Some((AsOf::read(as_of).unwrap(), Some(vendor))))
}

#[test]
fn the_past_is_read_by_a_desk_that_records_nothing() {
    let (office, vendor) = two_days();
    let before = office.vendor_journal(vendor);
    let mut screens = screens(&office);
    let today = events(&mut screens, vendor);
    let looked = screens.perform(back("2026-11-22", vendor));
    let [Message::LookedBack { as_of: Some(_), store }] = looked.as_slice() else {
        panic!("{looked:?}")
    };
    assert_eq!(store.today, "2026-11-22".parse().unwrap());
    assert_eq!(events(&mut screens, vendor), today - 1);
    assert!(screens.perform(Effect::Refresh).is_empty());
    let recording = [
        Effect::Record {
            vendor,
            request: Box::new(Request::Answer(answer("baa.executed", "yes"))),
        },
        Effect::SaveDraft { vendor, question: "baa.executed".into(), text: "x".to_owned() },
        Effect::SavePlace { vendor, question: "baa.executed".into() },
        Effect::VerifyExhibits(vendor),
        Effect::AddVendor { name: "Other".to_owned(), tier: None, sure_of: Vec::new() },
    ];
    for effect in recording {
        assert!(effect.writes());
        let said = screens.perform(effect);
        let [Message::Refused(problem)] = said.as_slice() else { panic!("{said:?}") };
        assert!(problem.summary.contains("as of 2026-11-22"), "{problem}");
    }
    assert_eq!(office.vendor_journal(vendor), before, "byte for byte");
    let preview = screens.perform(Effect::PreviewReport {
        vendor,
        kind: Kind::Vendor,
        edition: Edition::Internal,
    });
    let [Message::Preview(preview)] = preview.as_slice() else { panic!("{preview:?}") };
    assert!(preview.lines.iter().any(|line| line.contains("2026-11-22")));
    let now = screens.perform(Effect::LookBack(None));
    assert!(matches!(now.as_slice(), [Message::LookedBack { as_of: None, .. }]), "{now:?}");
    assert_eq!(events(&mut screens, vendor), today);
}

#[test]
fn what_was_not_on_file_or_is_to_come_is_refused_and_today_stays() {
    let (office, vendor) = two_days();
    let mut screens = screens(&office);
    let today = events(&mut screens, vendor);
    for (as_of, words) in [
        ("2020-01-01", "nothing was on file about"),
        ("2099-01-01", "is after today"),
        ("#999", "there is no event #999"),
    ] {
        let said = screens.perform(back(as_of, vendor));
        let [Message::Refused(problem)] = said.as_slice() else { panic!("{said:?}") };
        assert!(problem.summary.contains(words), "{problem}");
        assert_eq!(events(&mut screens, vendor), today);
    }
    let of_nobody = Effect::LookBack(Some((AsOf::Event(1), None)));
    let said = screens.perform(of_nobody);
    assert!(matches!(said.as_slice(), [Message::Refused(_)]), "{said:?}");
    // An event is one of its vendor, and the list of vendors holds that one alone.
    let looked = screens.perform(back("#1", vendor));
    let [Message::LookedBack { store, .. }] = looked.as_slice() else { panic!("{looked:?}") };
    assert_eq!(store.vendors.iter().map(|row| row.vendor).collect::<Vec<_>>(), [vendor]);
    assert_eq!(events(&mut screens, vendor), 2);
}

#[test]
fn later_and_two_days_are_found_over_the_same_record() {
    let (office, vendor) = two_days();
    let mut screens = screens(&office);
    let since = AsOf::read("2026-11-22").unwrap();
    let said = screens.perform(Effect::Compare { vendor, since, until: None });
    let [Message::Compared(comparison)] = said.as_slice() else { panic!("{said:?}") };
    let moved = comparison.of_question(&"baa.executed".into()).unwrap();
    assert_eq!(moved.news, News::Changed);
    assert_eq!(comparison.recorded.len(), 1);
    let wrong =
        Effect::Compare { vendor, since: AsOf::read("2026-11-24").unwrap(), until: Some(since) };
    let said = screens.perform(wrong);
    let [Message::Refused(problem)] = said.as_slice() else { panic!("{said:?}") };
    assert!(problem.summary.contains("is after the day that it is compared with"), "{problem}");
    screens.perform(back("2026-11-22", vendor));
    let said = screens.perform(Effect::FindLater(vendor));
    assert!(
        matches!(said.as_slice(), [Message::RecordedLater(later)] if later.is_empty()),
        "no correction was named: {said:?}"
    );
}

/// What lies ahead, as the screens are told of it: every follow-up with its day.
fn ahead(screens: &mut Runtime) -> Vec<(String, jiff::civil::Date)> {
    let said = screens.perform(Effect::LookAhead);
    let [Message::LookedAhead(ahead)] = said.as_slice() else { panic!("{said:?}") };
    let owner = |one: &FollowUpOnFile| (one.follow_up.owner.clone(), one.follow_up.due);
    ahead.follow_ups.iter().map(|of| owner(&of.one)).collect()
}

#[test]
fn what_lies_ahead_of_a_past_day_was_on_file_then() {
    let (office, vendor) = two_days();
    let mut desk = office.sit("ann");
    desk.dossier(vendor).unwrap();
    let due = "2026-12-24".parse().unwrap();
    let unknown = AnswerRequest {
        follow_up: Some(("Priya Raman".to_owned(), due)),
        ..answer("baa.executed", "unknown")
    };
    desk.record(vendor, &Request::Answer(unknown)).unwrap();
    // An event of one vendor says nothing of another.
    desk.add_vendor("Zenith Print", None, &[]).unwrap();
    let mut screens = screens(&office);
    assert_eq!(ahead(&mut screens), [("Priya Raman".to_owned(), due)]);
    for as_of in ["2026-11-22", "#1"] {
        screens.perform(back(as_of, vendor));
        assert_eq!(events(&mut screens, vendor), 2, "{as_of}");
        assert_eq!(ahead(&mut screens), [], "{as_of}");
        // Also where no record was opened today: the event was named over the list of vendors.
        let mut screens = Runtime::open(office.seat("ann"), None, "/reports".into()).unwrap();
        screens.perform(back(as_of, vendor));
        assert_eq!(ahead(&mut screens), [], "{as_of}");
    }
    screens.perform(Effect::LookBack(None));
    assert_eq!(ahead(&mut screens).len(), 1);
}
