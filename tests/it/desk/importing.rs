//! Vendors from a file: nothing of a file with a fault, and after any interruption the whole file, each vendor once.

use std::collections::BTreeSet;
use std::path::Path;

use proofbook::desk::{Checked, Desk, Fate, NotImported, OnTheList};
use proofbook::domain::event::Change;
use proofbook::domain::request::{ProfileRequest, Request};
use proofbook::domain::value::Value;
use proofbook::domain::vendor::Tier;
use proofbook::io::faults::{CALLS, Harm, Unsynced};

use super::{Office, new_york, refused};

const FILE: &str = "/vendors.csv";
const SHEET: &str = "name,tier,services,web\nNorthwind,high,Claims,\nBluebird,,Video,https://b.example\nJuniper,low,,\n";

fn office(sheet: &str) -> (Office, Desk) {
    let office = Office::new();
    office.file(FILE, sheet.as_bytes());
    let mut desk = office.sit("ann");
    desk.found(&new_york()).unwrap();
    (office, desk)
}

fn check(desk: &mut Desk) -> Result<Checked, NotImported> {
    desk.check_import(Path::new(FILE), OnTheList::Refuse, &[])
}

fn import(desk: &mut Desk) -> Result<Checked, proofbook::problem::Problem> {
    let checked = check(desk).map_err(|refused| *refused.problem)?;
    desk.import_vendors(&checked)?;
    Ok(checked)
}

/// Every vendor of the file is there once, whole, and knows its row.
#[track_caller]
fn assert_whole(desk: &mut Desk) {
    let listed = desk.listed().unwrap();
    let mut origins = BTreeSet::new();
    let mut found = Vec::new();
    for one in &listed {
        let dossier = desk.dossier(one.id).unwrap();
        let Change::VendorAdded(added) = &dossier.events[0].change else { panic!() };
        let origin = added.origin.as_ref().unwrap().import.clone();
        assert!(origins.insert(origin.clone()), "{origin} twice");
        let fact = |name: &str| match dossier.profile.get(name) {
            Some(Value::Word(word)) => word.clone(),
            _ => String::new(),
        };
        let row = origin.rsplit(':').next().unwrap().to_owned();
        found.push((row, dossier.name.clone(), dossier.tier, fact("services"), fact("web")));
    }
    found.sort();
    let row = |row: &str, name: &str, tier, services: &str, web: &str| {
        (row.to_owned(), name.to_owned(), tier, services.to_owned(), web.to_owned())
    };
    assert_eq!(
        found,
        [
            row("2", "Northwind", Some(Tier::High), "Claims", ""),
            row("3", "Bluebird", None, "Video", "https://b.example"),
            row("4", "Juniper", Some(Tier::Low), "", ""),
        ]
    );
    assert!(desk.verify(None).unwrap().iter().all(|one| one.problems.is_empty()));
}

#[test]
fn a_file_is_imported_once_however_often_it_is_given() {
    let (office, mut desk) = office(SHEET);
    import(&mut desk).unwrap();
    assert_whole(&mut desk);
    let again = import(&mut office.sit("bob")).unwrap();
    assert!(again.rows.iter().all(|row| matches!(row.fate, Fate::Done(_))), "{again:?}");
    assert_whole(&mut desk);
}

/// Each call of each kind fails once, as an error and as a kill; then the program is started anew and the same file is imported again.
#[test]
fn an_import_that_was_cut_off_anywhere_is_completed_by_the_next() {
    let (mut cut, mut begun) = (0, 0);
    for harm in [Harm::Broken, Harm::KilledBefore, Harm::KilledAfter] {
        for call in CALLS {
            for nth in 1.. {
                let (office, mut desk) = office(SHEET);
                let checked = check(&mut desk).unwrap();
                office.disk.fail(call, nth, harm);
                let result = desk.import_vendors(&checked);
                if !office.disk.has_fired() {
                    result.unwrap();
                    break;
                }
                cut += usize::from(result.is_err());
                let office = Office { disk: office.disk.restart(), now: office.now.clone() };
                let mut desk = office.sit("ann");
                let checked = check(&mut desk).unwrap_or_else(|refused| {
                    panic!("{call:?} {nth} {harm:?}: {refused:?}");
                });
                begun +=
                    checked.rows.iter().filter(|row| matches!(row.fate, Fate::Begun(_))).count();
                desk.import_vendors(&checked).unwrap();
                assert_whole(&mut desk);
            }
        }
    }
    assert!(
        cut > 20 && begun > 5,
        "the test cut off {cut} imports, {begun} vendors were half done"
    );
}

#[test]
fn after_a_power_cut_the_file_is_completed_too() {
    for nth in 1.. {
        let (office, mut desk) = office(SHEET);
        let checked = check(&mut desk).unwrap();
        office.disk.fail(proofbook::io::faults::Call::Sync, nth, Harm::KilledBefore);
        let result = desk.import_vendors(&checked);
        if !office.disk.has_fired() {
            result.unwrap();
            break;
        }
        let disk = office.disk.power_cut(Unsynced::Lost);
        let office = Office { disk, now: office.now.clone() };
        office.file(FILE, SHEET.as_bytes());
        let mut desk = office.sit("ann");
        import(&mut desk).unwrap();
        assert_whole(&mut desk);
    }
}

#[test]
fn what_a_person_decided_about_a_vendor_meanwhile_stands() {
    let (office, mut desk) = office(SHEET);
    import(&mut desk).unwrap();
    office.at("2026-11-22T15:00:05Z");
    let bluebird = desk.find("bluebird").unwrap();
    let set = |field, value| Request::SetVendor(ProfileRequest::new(field, value));
    desk.record(bluebird, &set("services", "Telehealth")).unwrap();
    desk.record(bluebird, &set("web", "")).unwrap();
    let events = desk.dossier(bluebird).unwrap().events.len();
    import(&mut desk).unwrap();
    assert_eq!(desk.dossier(bluebird).unwrap().events.len(), events);
}

#[test]
fn nothing_is_recorded_of_a_file_with_a_fault_and_every_fault_is_named() {
    let (_office, mut desk) = office(
        "name,tier,phi_first_disclosed,people_by_state,services\n\
         Northwind,hihg,,,\nBluebird,,2027-01-01,,\nJuniper,,,TX=many,\nCedar,,,,SSN 123-45-6789\nAcme Billing,,,,\n",
    );
    desk.add_vendor("ACME billing", None, &[]).unwrap();
    let refusal = check(&mut desk).unwrap_err();
    let found: Vec<String> = refusal.faults.iter().map(ToString::to_string).collect();
    let expected = [
        ("row 2, column B", "'hihg' is not a tier"),
        ("row 3, column C", "lies ahead"),
        ("row 4, column D", "'many'"),
        ("row 5, column E", "Social Security"),
        ("row 6, column A", "on the list already, as 'acme-billing'"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (fault, (place, words)) in found.iter().zip(expected) {
        assert!(fault.starts_with(place) && fault.contains(words), "{fault}");
    }
    refused(Err::<(), _>(*refusal.problem), &["nothing was recorded", "--skip-listed"]);
    assert_eq!(desk.listed().unwrap().len(), 1);
}

#[test]
fn rows_of_vendors_on_the_list_are_left_out_on_request() {
    let (_office, mut desk) = office(SHEET);
    desk.add_vendor("bluebird", None, &[]).unwrap();
    let checked = desk.check_import(Path::new(FILE), OnTheList::LeaveOut, &[]).unwrap();
    desk.import_vendors(&checked).unwrap();
    assert_eq!(desk.listed().unwrap().len(), 3);
    assert_eq!(checked.rows[1].fate, Fate::LeftOut("bluebird".to_owned()));
}

#[test]
fn short_names_stay_apart_and_a_folder_is_no_file() {
    let (office, mut desk) = office("name\nAcme!\nAcme?\nAcme\n");
    import(&mut desk).unwrap();
    let mut slugs: Vec<String> = desk.listed().unwrap().into_iter().map(|one| one.slug).collect();
    slugs.sort();
    assert_eq!(slugs, ["acme", "acme-2", "acme-3"]);
    let none = desk.check_import(Path::new("/none.csv"), OnTheList::Refuse, &[]).unwrap_err();
    refused(Err::<(), _>(*none.problem), &["no such file"]);
    office.file("/large.csv", &vec![b'a'; 20 * 1024 * 1024 + 1]);
    let large = desk.check_import(Path::new("/large.csv"), OnTheList::Refuse, &[]).unwrap_err();
    refused(Err::<(), _>(*large.problem), &["20971521 bytes", "nothing was recorded"]);
}
