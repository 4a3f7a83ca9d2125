//! Founding a record: its zone first, no name needed, nothing left of a founding that was refused.

use std::path::Path;

use jiff::civil::date;
use proofbook::desk::{Desk, Founding};
use proofbook::domain::event::Change;
use proofbook::io::Io as _;
use proofbook::io::Links;
use proofbook::io::faults::{Call, Harm};
use proofbook::store::JournalName;

use super::{FOLDER, Office, new_york, refused};

fn kinds(office: &Office) -> Vec<&'static str> {
    let reading = office.store().read(JournalName::Organization).unwrap();
    reading.events.iter().map(|event| event.change.kind()).collect()
}

#[test]
fn r1_r5_the_zone_and_the_questions_come_first() {
    let office = Office::new();
    let mut desk = office.sit("ann");
    assert!(!desk.has_store());
    let founding = Founding {
        name: Some(" Lakeside Clinic ".to_owned()),
        person: Some("Ann Lee".to_owned()),
        ..new_york()
    };
    desk.found(&founding).unwrap();
    assert_eq!(kinds(&office), ["zone_set", "bank_adopted", "organization_set", "person_named"]);
    assert_eq!(desk.organization().name(), Some("Lakeside Clinic"));
    assert_eq!(desk.organization().person(desk.account()), "Ann Lee");
    assert_eq!(desk.organization().zones.name(), "America/New_York");
    assert_eq!(desk.said(), Vec::<String>::new());
}

#[test]
fn the_first_verb_that_records_makes_the_store_and_says_so() {
    let office = Office::new();
    let mut desk = office.sit("ann");
    desk.add_vendor("Acme", None, &[]).unwrap();
    let said = desk.said();
    assert_eq!(said.len(), 1);
    let zone = desk.organization().zones.name().to_owned();
    for words in [FOLDER, &zone, "no organization name is set"] {
        assert!(said[0].contains(words), "'{words}' is not in: {said:?}");
    }
    assert_eq!(desk.organization().shown_name(), "our organization");
    assert_eq!(desk.said(), Vec::<String>::new(), "said once");
}

#[test]
fn refused_twice() {
    let (office, mut desk, _) = Office::founded();
    let before = office.journal(JournalName::Organization);
    refused(desk.found(&new_york()), &["already", "not touched"]);
    refused(office.sit("bob").found(&new_york()), &["already"]);
    assert_eq!(office.journal(JournalName::Organization), before);
    desk.add_vendor("Other", None, &[]).unwrap();
}

#[rstest::rstest]
#[case(Founding { zone: Some("America/New_Yorck".to_owned()), ..Founding::default() }, "America/New_York")]
#[case(Founding { name: Some("a\u{1b}[2Jb".to_owned()), ..new_york() }, "U+001B")]
#[case(Founding { name: Some("n".repeat(301)), ..new_york() }, "301")]
#[case(Founding { person: Some("A\nB".to_owned()), ..new_york() }, "one line")]
fn what_is_refused_leaves_no_store(#[case] founding: Founding, #[case] words: &str) {
    let office = Office::new();
    let mut desk = office.sit("ann");
    refused(desk.found(&founding), &[words]);
    assert!(!desk.has_store());
    assert!(office.disk.metadata(Path::new(FOLDER), Links::Keep).is_err(), "a folder was left");
}

#[rstest::rstest]
#[case("namee", "x", "did you mean 'name'")]
#[case("name", "  ", "blank")]
#[case("zone", "Mars/Olympus", "not a time zone")]
fn a_field_that_is_refused_makes_no_store(
    #[case] field: &str,
    #[case] value: &str,
    #[case] words: &str,
) {
    let office = Office::new();
    let mut desk = office.sit("ann");
    refused(desk.set_organization(field, value), &[words]);
    assert!(!desk.has_store());
}

/// Whatever call fails while the store is made: trying again, or starting again, ends with a whole record in the zone that was wanted.
#[test]
fn r1_a_founding_that_was_cut_off_is_finished_later() {
    let mut fired = 0;
    for call in [Call::Write, Call::Sync, Call::Open, Call::Link] {
        for nth in (1..40).step_by(2) {
            let office = Office::new();
            let mut desk = office.sit("ann");
            office.disk.fail(call, nth, Harm::NoSpace);
            if desk.found(&new_york()).is_ok() && !office.disk.has_fired() {
                break;
            }
            fired += 1;
            let office = Office { disk: office.disk.restart(), now: office.now.clone() };
            let mut again = office.sit("ann");
            if !again.has_store() || again.organization().events.is_empty() {
                again.found(&new_york()).unwrap();
            }
            again.add_vendor("Acme", None, &[]).unwrap();
            let zones: Vec<&str> =
                kinds(&office).into_iter().filter(|kind| *kind == "zone_set").collect();
            assert_eq!(zones.len(), 1, "{call:?} {nth}: {:?}", kinds(&office));
            assert!(kinds(&office).contains(&"bank_adopted"), "{call:?} {nth}");
        }
    }
    assert!(fired > 20, "{fired}");
}

#[test]
fn r2_today_is_the_day_of_the_organizations_zone() {
    let (office, mut desk, vendor) = Office::founded();
    office.at("2026-11-23T04:59:59Z");
    assert_eq!(desk.today(), date(2026, 11, 22));
    office.at("2026-11-23T05:00:00Z");
    assert_eq!(desk.today(), date(2026, 11, 23));
    super::give(&mut desk, vendor, "ins.required", "yes").unwrap();
    // A clock that is set back a little across midnight moves no day back: what is on file stays on file.
    office.at("2026-11-23T04:58:00Z");
    super::give(&mut desk, vendor, "ins.required", "no").unwrap();
    assert_eq!(
        desk.dossier(vendor).unwrap().events.last().unwrap().at.to_string(),
        "2026-11-23T05:00:00Z"
    );
    let today = desk.today_of(vendor);
    assert_eq!(today, date(2026, 11, 23));
}

#[test]
fn a_folder_without_a_record_says_how_to_begin() {
    let office = Office::new();
    let mut desk = office.sit("ann");
    refused(desk.store(), &["no record", "proofbook vendor add", "--data"]);
    assert_eq!(desk.summaries().unwrap(), Vec::new());
    refused(desk.find("acme"), &["no vendor 'acme'"]);
}

#[test]
fn a_record_of_a_person_is_ours_too() {
    let (office, desk, _) = Office::founded();
    drop(desk);
    let reading = office.store().read(JournalName::Organization).unwrap();
    assert!(
        matches!(&reading.events[0].change, Change::ZoneSet(zone) if zone.zone == "America/New_York")
    );
    assert!(Desk::open(office.seat("bob")).unwrap().has_store());
}
