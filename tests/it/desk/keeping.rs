//! Looking after the record: copies checked, journals verified, figures kept only while they hold (rule R17).

use std::path::Path;

use proofbook::desk::{Desk, Finding};
use proofbook::domain::event::CopyState;
use proofbook::domain::id::{Digest, VendorId};
use proofbook::domain::request::{AnswerRequest, Request, TakeRequest};
use proofbook::domain::standing::Standing;
use proofbook::domain::summary::Summary;
use proofbook::io::{FileSystem, Io as _};
use proofbook::problem::Kind;
use proofbook::store::JournalName;

use super::{FOLDER, Office, answer, asked, elsewhere, give, held_bytes, no, standing, take};

fn kinds(office: &Office, vendor: VendorId) -> Vec<&'static str> {
    let events = office.store().read(JournalName::Vendor(vendor)).unwrap().events;
    events.iter().map(|event| event.change.kind()).collect()
}

fn documented() -> (Office, Desk, VendorId, Digest) {
    let (office, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    let dates = proofbook::domain::event::ExhibitDates {
        dated: Some("2026-06-01".parse().unwrap()),
        ..Default::default()
    };
    let supports = vec![(asked("ins.required"), None)];
    let copy = TakeRequest { dates, supports, ..held_bytes("a.txt", b"contract") };
    take(&mut desk, vendor, copy).unwrap();
    (office, desk, vendor, Digest::of(b"contract"))
}

#[test]
fn r26_a_check_that_found_all_as_before_is_an_event_of_care() {
    let (office, mut desk, vendor, digest) = documented();
    take(&mut desk, vendor, elsewhere("2026-11-20")).unwrap();
    let content = desk.dossier(vendor).unwrap().last_content().unwrap().seq;
    let checked = desk.check_exhibits(vendor).unwrap();
    let found: Vec<Finding> = checked.iter().map(|one| one.finding).collect();
    assert_eq!(found, [Finding::Copy(CopyState::Same), Finding::HeldElsewhere]);
    assert_eq!(kinds(&office, vendor).last(), Some(&"exhibits_checked"));
    assert_eq!(desk.dossier(vendor).unwrap().last_content().unwrap().seq, content);

    let path = office.store().vault().path(digest);
    office.disk.plant(&path, b"contracT").unwrap();
    assert_eq!(desk.check_exhibits(vendor).unwrap()[0].finding, Finding::Copy(CopyState::Damaged));
    assert_eq!(kinds(&office, vendor).last(), Some(&"exhibit_state"));
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Stale);
    // Damaged as it was: care again, and still not current.
    desk.check_exhibits(vendor).unwrap();
    assert_eq!(kinds(&office, vendor).last(), Some(&"exhibits_checked"));
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Stale);
    office.disk.remove(&path).unwrap();
    assert_eq!(desk.check_exhibits(vendor).unwrap()[0].finding, Finding::Copy(CopyState::Missing));
    office.disk.plant(&path, b"contract").unwrap();
    assert_eq!(desk.check_exhibits(vendor).unwrap()[0].finding, Finding::Copy(CopyState::Same));
    assert_eq!(kinds(&office, vendor).last(), Some(&"exhibit_state"));
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Documented);
}

#[test]
fn a_check_with_nothing_to_look_at_writes_nothing() {
    let (office, mut desk, vendor) = Office::founded();
    assert_eq!(desk.check_exhibits(vendor).unwrap(), []);
    assert_eq!(kinds(&office, vendor), ["vendor_added"]);
    take(&mut desk, vendor, held_bytes("a", b"a")).unwrap();
    desk.record(vendor, &Request::Withdraw { exhibit: no(1), reason: "x".into() }).unwrap();
    assert_eq!(desk.check_exhibits(vendor).unwrap(), [], "withdrawn ones are left alone");
}

#[test]
fn verify_names_what_is_damaged() {
    let (office, mut desk, vendor, digest) = documented();
    assert!(desk.verify(None).unwrap().iter().all(|one| one.problems.is_empty()));
    office.disk.plant(&office.store().vault().path(digest), b"else").unwrap();
    let found = desk.verify(Some(vendor)).unwrap();
    let about: Vec<&str> = found.iter().map(|one| one.about.as_str()).collect();
    assert_eq!(about, ["our organization", "Acme Billing"]);
    let [problem] = found[1].problems.as_slice() else { panic!("{found:?}") };
    assert_eq!(problem.kind, Kind::Data);
    for words in ["the copy of A-01 is damaged", &digest.to_string()] {
        assert!(problem.to_string().contains(words), "'{words}' is not in: {problem}");
    }
    // A byte of the journal itself.
    let folder = office.store().journal_folder(JournalName::Vendor(vendor));
    let journal = office.vendor_journal(vendor).replacen("\"yes\"", "\"yes \"", 1);
    office.disk.plant(&folder.join("journal.jsonl"), journal.as_bytes()).unwrap();
    let mut later = office.sit("bob");
    let found = later.verify(None).unwrap();
    let about: Vec<&str> = found.iter().map(|one| one.about.as_str()).collect();
    assert_eq!(about, ["the data folder", "our organization", "Acme Billing"]);
    assert_eq!((found[2].events, found[2].problems.len()), (1, 1), "{found:?}");
    assert!(found[2].problems[0].to_string().contains("line 2"), "{}", found[2].problems[0]);
    // Nothing is recorded on top of it, and the list says so.
    let problem = give(&mut later, vendor, "ins.required", "no").unwrap_err();
    assert_eq!(problem.kind, Kind::Data);
    assert!(later.trouble(vendor).is_some());
    assert!(later.summaries().unwrap()[0].trouble.is_some());
    assert_eq!(office.vendor_journal(vendor), journal);
}

#[test]
fn section_16_a_verifiers_copy_may_lack_texts_for_counsel() {
    let (office, mut desk, vendor) = Office::founded();
    let counsel =
        AnswerRequest { counsel_note: Some("ask Dana".into()), ..answer("ins.required", "no") };
    desk.record(vendor, &Request::Answer(counsel)).unwrap();
    // The same text with a later answer is still one text.
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    let dossier = desk.dossier(vendor).unwrap().clone();
    let note = dossier.answers.iter().next().unwrap().2.counsel_note.unwrap();
    office.disk.remove(&office.store().vault().path(note.sha256)).unwrap();
    let found = desk.verify(Some(vendor)).unwrap().remove(1);
    assert_eq!((found.problems.len(), found.texts_absent), (1, 0), "damage in our own store");
    assert!(found.problems[0].summary.contains("counsel-only note is missing"), "{found:?}");
    let manifest = Path::new(FOLDER).join("store.json");
    let text = String::from_utf8(office.disk.bytes(&manifest).unwrap()).unwrap();
    let copy = text.trim_end().strip_suffix('}').unwrap().to_owned() + ",\"verifier_copy\":true}\n";
    office.disk.plant(&manifest, copy.as_bytes()).unwrap();
    let found = office.sit("bob").verify(Some(vendor)).unwrap().remove(1);
    assert_eq!((found.problems.len(), found.texts_absent), (0, 1), "{found:?}");
}

#[test]
fn verify_goes_on_where_one_thing_cannot_be_read() {
    use proofbook::io::faults::{Call, Harm};
    let (office, mut desk, _, _) = documented();
    let mut troubled = 0;
    for nth in 1..60 {
        office.disk.fail(Call::Read, nth, Harm::Broken);
        let Ok(found) = desk.verify(None) else { continue };
        if !office.disk.has_fired() {
            break;
        }
        assert_eq!(found.len(), 3);
        troubled += usize::from(found.iter().any(|one| !one.problems.is_empty()));
    }
    assert!(troubled > 5, "{troubled}");
}

fn cache() -> std::path::PathBuf {
    Path::new(FOLDER).join("cache/summary.jsonl")
}

/// What the list says, and what it says when it is computed anew.
#[track_caller]
fn list(office: &Office) -> Vec<Summary> {
    let cached = office.sit("bob").summaries().unwrap();
    if office.disk.bytes(&cache()).is_some() {
        office.disk.remove(&cache()).unwrap();
    }
    let anew = office.sit("bob").summaries().unwrap();
    assert_eq!(cached, anew, "the cache differs from what is on file");
    assert!(office.disk.bytes(&cache()).is_some());
    anew
}

fn documented_count(office: &Office) -> u32 {
    list(office)[0].readiness.standing(Standing::Documented)
}

#[test]
fn r17_figures_turn_by_themselves_on_a_later_day_and_back() {
    let (office, _, _, _) = documented();
    assert_eq!(documented_count(&office), 1);
    office.at("2029-06-01T12:00:00Z"); // 1,095 days after 2026-06-01 is 2029-05-31.
    assert_eq!(documented_count(&office), 0);
    office.at("2029-05-31T12:00:00Z");
    assert_eq!(documented_count(&office), 1);
}

#[test]
fn r17_figures_change_with_either_journal() {
    let (office, mut desk, vendor, _) = documented();
    assert_eq!(documented_count(&office), 1);
    desk.record(vendor, &Request::Withdraw { exhibit: no(1), reason: "x".into() }).unwrap();
    assert_eq!(documented_count(&office), 0);
    desk.record(vendor, &Request::Undo).unwrap();
    assert_eq!(documented_count(&office), 1);
    office.at("2029-06-01T03:30:00Z"); // Still May 31 in New York.
    assert_eq!(documented_count(&office), 1);
    desk.set_organization("zone", "Asia/Tokyo").unwrap();
    office.at("2029-06-01T15:30:00Z");
    assert_eq!(documented_count(&office), 0);
}

/// A desk that is open while the other changes our organization does not keep old figures under the new head.
#[test]
fn r17_a_desk_that_is_open_caches_nothing_stale() {
    let (office, mut ann, _, _) = documented();
    ann.summaries().unwrap();
    office.at("2029-05-31T22:00:00Z");
    office.sit("bob").set_organization("zone", "Asia/Tokyo").unwrap();
    office.at("2029-06-01T15:30:00Z"); // June 2 in Tokyo, June 1 in New York.
    office.disk.remove(&cache()).unwrap();
    let anns = ann.summaries().unwrap();
    assert_eq!(ann.today(), jiff::civil::date(2029, 6, 2));
    assert_eq!(anns, list(&office));
}

#[rstest::rstest]
#[case(b"not json\n".as_slice())]
#[case(b"".as_slice())]
fn r17_a_cache_that_is_broken_is_made_again(#[case] bytes: &[u8]) {
    let (office, mut desk, _, _) = documented();
    let before = desk.summaries().unwrap();
    office.disk.plant(&cache(), bytes).unwrap();
    assert_eq!(office.sit("bob").summaries().unwrap(), before);
    assert!(office.disk.bytes(&cache()).unwrap().len() > 100, "written again");
    // One digit of a figure changed on disk is not believed.
    let text = String::from_utf8(office.disk.bytes(&cache()).unwrap()).unwrap();
    let forged = text.replacen("\"exhibits\":1", "\"exhibits\":7", 1);
    assert_ne!(text, forged);
    office.disk.plant(&cache(), forged.as_bytes()).unwrap();
    assert_eq!(office.sit("bob").summaries().unwrap(), before);
}

#[test]
fn a_store_that_is_only_read_is_listed_all_the_same() {
    let (office, _, vendor, _) = documented();
    let expected = list(&office);
    office.disk.remove(&cache()).unwrap();
    office.disk.pretend(FileSystem::Shared("NFS"));
    let mut desk = office.sit("bob");
    assert_eq!(desk.summaries().unwrap(), expected);
    assert_eq!(office.disk.bytes(&cache()), None);
    let problem = give(&mut desk, vendor, "ins.required", "no").unwrap_err();
    assert!(problem.summary.contains("NFS"), "{problem}");
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Documented);
}

#[test]
fn one_journal_that_cannot_be_read_does_not_hide_the_others() {
    let (office, mut desk, vendor, _) = documented();
    let other = desk.add_vendor("Other", None, &[]).unwrap();
    let folder = office.store().journal_folder(JournalName::Vendor(vendor));
    let path = folder.join("journal.jsonl");
    let bytes = office.disk.bytes(&path).unwrap();
    office.disk.remove(&path).unwrap();
    office.disk.create_dir(&path).unwrap();
    let listed = office.sit("bob").summaries().unwrap();
    let trouble: Vec<bool> = listed.iter().map(|one| one.trouble.is_some()).collect();
    assert_eq!(trouble, [true, false]);
    assert_eq!(listed[0].name(), vendor.to_string(), "named by its id, which finds it");
    let mut bob = office.sit("bob");
    give(&mut bob, other, "ins.required", "yes").unwrap();
    drop(bytes);
}
