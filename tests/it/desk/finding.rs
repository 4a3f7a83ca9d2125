//! Finding anything over a real desk, and the files of a folder.

use proofbook::app::effect::{Effect, Look, World};
use proofbook::app::form::picker::{Listed, What};
use proofbook::app::message::Message;
use proofbook::domain::as_of::AsOf;
use proofbook::domain::id::VendorId;
use proofbook::domain::request::Request;
use proofbook::runtime::Runtime;

use super::{Office, answer_with, from_file, give};

fn screens(office: &Office) -> Runtime {
    Runtime::open(office.seat("ann"), None, "/reports".into()).unwrap()
}

/// The kinds and heads of what is found in the records by now.
fn found(screens: &mut Runtime, typed: &str, but: Option<VendorId>) -> Vec<String> {
    let said = screens.perform(Effect::Find { typed: typed.to_owned(), but });
    let [Message::Found { rows, .. }] = said.as_slice() else { panic!("{said:?}") };
    let told = |row: &proofbook::domain::finding::Found| {
        format!("{} {} of {}", row.entry.kind.word(), row.entry.head, row.entry.name)
    };
    rows.iter().map(told).collect()
}

fn look_again(screens: &mut Runtime) -> usize {
    let said = screens.perform(Effect::Find { typed: String::new(), but: None });
    let [Message::Found { left, .. }] = said.as_slice() else { panic!("{said:?}") };
    *left
}

#[test]
fn notes_and_exhibits_of_every_vendor_are_found_and_what_is_withheld_is_not() {
    let (office, mut desk, vendor) = Office::founded();
    let other = desk.add_vendor("Bellwether Mail", None, &[]).unwrap();
    let note = |text| Request::Answer(answer_with("baa.executed", "yes", text));
    desk.record(vendor, &note("Countersigned by Rossi.")).unwrap();
    desk.record(other, &note("Rossi asked for it twice.")).unwrap();
    office.file("/Rossi letter.pdf", b"%PDF");
    super::take(&mut desk, other, from_file("/Rossi letter.pdf")).unwrap();
    let mut screens = screens(&office);
    assert_eq!(look_again(&mut screens), 0);
    let all = found(&mut screens, "rossi", None);
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all.contains(&"note baa.executed of Acme Billing".to_owned()), "{all:?}");
    assert!(
        all.contains(&"exhibit A-01 Rossi letter.pdf of Bellwether Mail".to_owned()),
        "{all:?}"
    );
    // The vendor that is open is at hand already.
    assert!(
        found(&mut screens, "rossi", Some(other)).iter().all(|row| row.ends_with("Acme Billing"))
    );
    // What is recorded meanwhile is found as soon as the records are looked at again.
    let (event, field) = (1, "note".to_owned());
    let withhold = Request::Withhold { event, field, reason: "names a patient".to_owned() };
    desk.record(vendor, &withhold).unwrap();
    look_again(&mut screens);
    let left = found(&mut screens, "rossi", None);
    assert!(left.iter().all(|row| row.ends_with("Bellwether Mail")), "{left:?}");
    assert!(found(&mut screens, "withheld", None).is_empty());
}

#[test]
fn a_past_day_is_searched_alone() {
    let (office, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "baa.executed", "yes").unwrap();
    office.at("2026-11-24T15:00:00Z");
    let note = Request::Answer(answer_with("baa.executed", "no", "It lapsed."));
    desk.record(vendor, &note).unwrap();
    let mut screens = screens(&office);
    look_again(&mut screens);
    assert_eq!(found(&mut screens, "lapsed", None).len(), 1);
    screens.perform(Effect::LookBack(Some((AsOf::read("2026-11-22").unwrap(), None))));
    look_again(&mut screens);
    assert!(found(&mut screens, "lapsed", None).is_empty());
    screens.perform(Effect::LookBack(None));
    look_again(&mut screens);
    assert_eq!(found(&mut screens, "lapsed", None).len(), 1);
}

#[test]
fn many_records_are_looked_at_a_part_at_a_time() {
    let (office, mut desk, _) = Office::founded();
    for number in 0..20 {
        let vendor = desk.add_vendor(&format!("Vendor {number}"), None, &[]).unwrap();
        let note = Request::Answer(answer_with("baa.executed", "yes", "Filed in cabinet nine."));
        desk.record(vendor, &note).unwrap();
    }
    let mut screens = screens(&office);
    let mut left = look_again(&mut screens);
    assert!(left > 0, "nobody waits for all of them");
    let mut rounds = 0;
    while left > 0 {
        let said = screens.perform(Effect::Find { typed: "cabinet".to_owned(), but: None });
        let [Message::Found { left: now, .. }] = said.as_slice() else { panic!("{said:?}") };
        assert!(*now < left);
        left = *now;
        rounds += 1;
    }
    assert!(rounds > 1);
    assert_eq!(found(&mut screens, "cabinet", None).len(), 20);
    // Nothing grew: all are known at once.
    assert_eq!(look_again(&mut screens), 0);
}

fn listed(screens: &mut Runtime, typed: &str) -> Vec<Listed> {
    let said = screens.perform(Effect::SuggestPath(typed.to_owned()));
    let [Message::Paths { fitting, .. }] = said.as_slice() else { panic!("{said:?}") };
    fitting.clone()
}

#[test]
fn a_folder_lists_folders_first_and_is_offered_again_after_a_file_was_taken_from_it() {
    let (folder, desk, vendor) = super::on_disk();
    let seat = proofbook::desk::Seat {
        folder: folder.path().join("record"),
        io: std::sync::Arc::new(proofbook::io::disk::Disk),
        now: std::sync::Arc::new(proofbook::time::FixedNow::at(
            "2026-11-22T16:00:00Z".parse().unwrap(),
        )),
        account: super::account("ann"),
    };
    drop(desk);
    let shelf = folder.path().join("shelf");
    std::fs::create_dir_all(shelf.join("Zebra")).unwrap();
    let names = ["b.pdf", "A's own file.pdf", ".hidden.pdf"];
    for name in names {
        #[expect(clippy::disallowed_methods, reason = "a test that makes its files")]
        std::fs::write(shelf.join(name), name.repeat(400)).unwrap();
    }
    let mut screens = Runtime::open(seat, None, "/reports".into()).unwrap();
    let at = |name: &str| shelf.join(name).display().to_string();
    let all = listed(&mut screens, &at(""));
    let shown: Vec<&str> = all.iter().map(Listed::name).collect();
    assert_eq!(shown, ["Zebra/", "A's own file.pdf", "b.pdf"]);
    assert_eq!(all[0].what, What::Folder(None));
    assert!(all[2].told().starts_with("2 KB, changed 20"), "{}", all[2].told());
    assert_eq!(listed(&mut screens, &at(".h")).len(), 1);
    assert_eq!(listed(&mut screens, &at("a's")).len(), 1, "however it is written");
    // As terminals write what is dropped into them.
    let own = at("A's own file.pdf");
    let quoted = format!("'{}' {}\n", own.replace('\'', "'\\''"), at("b.pdf"));
    let look = Effect::LookAtFiles { named: quoted, to: Look::Pasted };
    let said = screens.perform(look);
    let [Message::FilesSeen { files, .. }] = said.as_slice() else { panic!("{said:?}") };
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, [own.as_str(), &at("b.pdf")]);
    let before = listed(&mut screens, "");
    assert!(!before.iter().any(|one| one.path.starts_with(&at(""))), "{before:?}");
    let take = Request::Take(Box::new(from_file(&own)));
    let taken = screens.perform(Effect::Record { vendor, request: Box::new(take) });
    assert!(matches!(taken.last(), Some(Message::Recorded { .. })), "{taken:?}");
    let after = listed(&mut screens, "");
    assert_eq!(after[0].path, at(""));
    assert_eq!(after[0].told(), "files were taken from here");
}
