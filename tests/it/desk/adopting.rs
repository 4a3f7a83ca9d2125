//! Which questions are in force (rule R5).

use jiff::Timestamp;
use proofbook::desk::{Desk, PROGRAM};
use proofbook::domain::event::{BankAdopted, BankFile, ZoneSet};
use proofbook::domain::id::Digest;
use proofbook::domain::request::Request;
use proofbook::domain::standing::Standing;
use proofbook::problem::Kind;
use proofbook::questionnaires::{self, builtin};
use proofbook::store::{JournalName, NewStore, Store};

use super::{FOLDER, Office, account, asked, give, on_file, refused, standing};

/// The shipped files with words replaced in them, each at least once.
fn changed(replaced: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = builtin::files()
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    for (old, new) in replaced {
        let file = files.iter_mut().find(|(_, text)| text.contains(old)).unwrap();
        file.1 = file.1.replacen(old, new, 1);
    }
    files
}

fn adopt(office: &Office, store: &Store, files: &[(String, String)], program: &str) -> BankAdopted {
    let files: Vec<BankFile> = files
        .iter()
        .map(|(name, text)| BankFile {
            name: name.clone(),
            sha256: store.vault().put_bytes(text.as_bytes()).unwrap().sha256,
        })
        .collect();
    let adopted = BankAdopted {
        digest: questionnaires::digest(files.iter().map(|one| (one.name.as_str(), one.sha256))),
        files,
        law_seen_on: "2026-01-01".parse().unwrap(),
        program: program.to_owned(),
    };
    append(office, store, adopted.clone().into());
    adopted
}

fn append(office: &Office, store: &Store, change: proofbook::domain::event::Change) {
    let by = account("old");
    let mut opened = store.open_journal(JournalName::Organization, &*office.now, &by).unwrap();
    opened
        .journal
        .append(&*office.now, &by, |_| Ok::<_, std::convert::Infallible>(change))
        .unwrap();
}

/// A record that an older program made, with a bank of its own.
fn older(replaced: &[(&str, &str)]) -> (Office, Store, BankAdopted) {
    let office = Office::new();
    let by = account("old");
    let new = NewStore::default();
    let store = Store::create(&office.io(), &*office.now, &by, FOLDER.as_ref(), new).unwrap();
    append(&office, &store, ZoneSet { zone: "America/New_York".to_owned() }.into());
    let adopted = adopt(&office, &store, &changed(replaced), "0.0.1");
    (office, store, adopted)
}

const TITLE: (&str, &str) =
    ("\"title\": \"Signed business associate agreement\"", "\"title\": \"Old title\"");
/// In the older bank a half-given answer is unmet; in the shipped one it is part.
const INS_REQUIRED: &str = "\"id\": \"ins.required\",\n      \"revision\": 1";

fn title(desk: &Desk) -> String {
    desk.bank().question(&"baa.executed".into()).unwrap().title.clone()
}

fn adopted(office: &Office) -> usize {
    let events = office.store().read(JournalName::Organization).unwrap().events;
    events.iter().filter(|event| event.change.kind() == "bank_adopted").count()
}

/// Adds a vendor as the older program did, without a desk of today.
fn old_vendor(office: &Office, store: &Store) -> proofbook::domain::id::VendorId {
    let by = account("old");
    let vendor = store.new_vendor_id(&*office.now);
    let name = JournalName::Vendor(vendor);
    let mut journal = store.open_journal(name, &*office.now, &by).unwrap().journal;
    let added = proofbook::domain::event::VendorAdded {
        name: "Acme".to_owned(),
        slug: "acme".to_owned(),
        tier: None,
        origin: None,
    };
    journal.append(&*office.now, &by, |_| Ok::<_, std::convert::Infallible>(added.into())).unwrap();
    let set = proofbook::domain::event::AnswerSet::new(
        proofbook::domain::event::Subject::Vendor,
        "ins.required".into(),
        1,
        super::reply("partial"),
    );
    journal.append(&*office.now, &by, |_| Ok::<_, std::convert::Infallible>(set.into())).unwrap();
    vendor
}

/// The shipped bank with an older sense of `ins.required`.
fn stricter() -> (String, String) {
    let (_, text) = builtin::files().iter().find(|(name, _)| *name == "bank/ins.json").unwrap();
    let start = text.find(INS_REQUIRED).unwrap();
    let end = start + text[start..].find("\"partial\": \"part\"").unwrap() + 17;
    (
        text[start..end].to_owned(),
        text[start..end].replace("\"partial\": \"part\"", "\"partial\": \"unmet\""),
    )
}

#[test]
fn r5_reading_adopts_nothing_and_the_first_write_adopts_and_says() {
    let (old, new) = stricter();
    let (office, store, bank) = older(&[TITLE, (&old, &new)]);
    let vendor = old_vendor(&office, &store);
    let before = office.journal(JournalName::Organization);
    let mut desk = office.sit("ann");
    assert_eq!(title(&desk), "Old title");
    assert_eq!(desk.bank().digest, bank.digest);
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Unmet);
    desk.summaries().unwrap();
    desk.verify(None).unwrap();
    assert_eq!(office.journal(JournalName::Organization), before, "reading adopts nothing");
    // What is refused is no write.
    refused(give(&mut desk, vendor, "no.such", "yes"), &["no question"]);
    assert_eq!(office.journal(JournalName::Organization), before);
    assert_eq!(desk.said(), Vec::<String>::new());

    give(&mut desk, vendor, "liab.indemnity", "yes").unwrap();
    assert_eq!(adopted(&office), 2);
    assert_eq!(desk.bank().digest, builtin::digest());
    assert_eq!(title(&desk), "Signed business associate agreement");
    let said = desk.said();
    assert_eq!(
        said,
        [format!("The questions of version {PROGRAM} are in force from now on; 1 standing moved.")]
    );
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Part);
    give(&mut desk, vendor, "liab.indemnity", "no").unwrap();
    assert_eq!((adopted(&office), desk.said().len()), (2, 0), "adopted once");
    assert_eq!(office.sit("bob").bank().digest, builtin::digest());
}

/// A record from before there were clocks opens without any, and has them from the day on which the newer program adopts its bank.
#[test]
fn r5_a_bank_in_the_vault_without_clocks_is_read() {
    let office = Office::new();
    let by = account("old");
    let new = NewStore::default();
    let store = Store::create(&office.io(), &*office.now, &by, FOLDER.as_ref(), new).unwrap();
    append(&office, &store, ZoneSet { zone: "America/New_York".to_owned() }.into());
    let mut files = changed(&[TITLE]);
    files.retain(|(name, _)| !name.starts_with("clocks/"));
    adopt(&office, &store, &files, "0.0.1");
    let vendor = old_vendor(&office, &store);
    let mut desk = office.sit("ann");
    assert_eq!(title(&desk), "Old title");
    assert_eq!(desk.bank().clocks.clocks.len(), 0);
    give(&mut desk, vendor, "liab.indemnity", "yes").unwrap();
    assert_eq!(desk.bank().clocks, builtin::bank().unwrap().clocks);
}

#[test]
fn r5_two_newer_programs_adopt_once() {
    let (office, store, _) = older(&[TITLE]);
    let vendor = old_vendor(&office, &store);
    let (mut ann, mut bob) = (office.sit("ann"), office.sit("bob"));
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    give(&mut bob, vendor, "ins.required", "no").unwrap();
    assert_eq!(adopted(&office), 2);
    assert_eq!(bob.bank().digest, builtin::digest());
}

#[test]
fn r5_an_older_program_never_adopts_back() {
    let (office, mut ann, vendor) = Office::founded();
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    assert_eq!(standing(&mut ann, vendor, "ins.required"), Standing::Asserted);
    let risen = INS_REQUIRED.replace("\"revision\": 1", "\"revision\": 2");
    let bank =
        adopt(&office, &office.store(), &changed(&[TITLE, (INS_REQUIRED, &risen)]), "99.0.0");
    // A desk that is open already follows.
    ann.look(vendor).unwrap();
    assert_eq!(ann.bank().digest, bank.digest);
    let mut bob = office.sit("bob");
    for desk in [&mut ann, &mut bob] {
        assert_eq!(standing(desk, vendor, "ins.required"), Standing::Carried, "a risen revision");
        give(desk, vendor, "liab.indemnity", "yes").unwrap();
        assert_eq!(desk.bank().digest, bank.digest);
        assert_eq!(desk.said(), Vec::<String>::new());
    }
    assert_eq!(adopted(&office), 2);
    bob.record(vendor, &Request::Confirm(vec![asked("ins.required")])).unwrap();
    assert_eq!(standing(&mut bob, vendor, "ins.required"), Standing::Asserted);
}

#[test]
fn r5_banks_in_turn_are_not_adopted_twice() {
    let (office, mut desk, vendor) = Office::founded();
    let bank = adopt(&office, &office.store(), &changed(&[TITLE]), PROGRAM);
    let mut again = office.sit("bob");
    give(&mut again, vendor, "ins.required", "yes").unwrap();
    give(&mut desk, vendor, "ins.required", "no").unwrap();
    assert_eq!(adopted(&office), 2);
    assert_eq!(again.bank().digest, bank.digest);
}

#[test]
fn section_10_an_alias_resolves_to_the_id() {
    let (id, alias) = (
        "\"id\": \"ins.required\",",
        "\"id\": \"ins.required\",\n      \"aliases\": [\"ins.old_name\"],",
    );
    let (office, mut desk, vendor) = Office::founded();
    adopt(&office, &office.store(), &changed(&[(id, alias)]), "99.0.0");
    give(&mut desk, vendor, "ins.old_name", "yes").unwrap();
    assert!(on_file(&mut desk, vendor, "ins.required").is_some());
    assert!(!office.vendor_journal(vendor).contains("ins.old_name"));
}

#[test]
fn r25_a_choice_that_the_bank_marks_as_not_known_takes_a_follow_up() {
    let label = "\"label\": \"Lapsed\", \"outcome\": ";
    let (unmet, unknown) = (format!("{label}\"unmet\""), format!("{label}\"unknown\""));
    let (office, mut desk, vendor) = Office::founded();
    let due = "2026-12-01".parse().unwrap();
    let not_known = proofbook::domain::request::AnswerRequest {
        follow_up: Some(("Cy".to_owned(), due)),
        ..super::answer("assur.soc2_status", "expired")
    };
    let request = Request::Answer(not_known);
    refused(desk.record(vendor, &request), &["nobody needs to find it out"]);
    adopt(&office, &office.store(), &changed(&[(&unmet, &unknown)]), "99.0.0");
    desk.record(vendor, &request).unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().follow_ups.len(), 1);
    assert_eq!(standing(&mut desk, vendor, "assur.soc2_status"), Standing::Unknown);
}

#[rstest::rstest]
#[case::missing(None)]
#[case::damaged(Some(b"{}".as_slice()))]
fn r5_a_question_file_that_is_gone_or_damaged_is_named(#[case] now: Option<&[u8]>) {
    let (office, store, bank) = older(&[TITLE]);
    let file = bank.files.iter().find(|file| file.name == "bank/baa.json").unwrap();
    let path = store.vault().path(file.sha256);
    match now {
        Some(bytes) => office.disk.plant(&path, bytes).unwrap(),
        None => proofbook::io::Io::remove(&office.disk, &path).unwrap(),
    }
    let problem = Desk::open(office.seat("ann")).map(drop).unwrap_err();
    assert_eq!(problem.kind, Kind::Data);
    for words in ["bank/baa.json", &file.sha256.to_string(), "answers are on disk", "backup"] {
        assert!(problem.to_string().contains(words), "'{words}' is not in: {problem}");
    }
}

#[test]
fn r5_a_bank_whose_digest_does_not_match_its_files_is_not_used() {
    let (office, store, bank) = older(&[TITLE]);
    let wrong = BankAdopted { digest: Digest::of(b"other"), ..bank };
    append(&office, &store, wrong.into());
    let problem = Desk::open(office.seat("ann")).map(drop).unwrap_err();
    assert_eq!(problem.kind, Kind::Data);
    assert!(problem.to_string().contains("digest"), "{problem}");
}

#[test]
fn r5_a_bank_that_cannot_be_read_names_the_version_to_use() {
    let (office, store, _) = older(&[TITLE]);
    adopt(
        &office,
        &store,
        &changed(&[("\"kind\": \"yes_no_partial\"", "\"kind\": \"telepathy\"")]),
        "99.0.0",
    );
    let problem = Desk::open(office.seat("ann")).map(drop).unwrap_err();
    assert_eq!(problem.kind, Kind::Data);
    assert!(problem.to_string().contains("version 99.0.0"), "{problem}");
}

#[test]
fn a_sample_stands_in_the_bank_of_its_own_day() {
    let office = Office::new();
    let at: Timestamp = "2026-11-20T15:00:00Z".parse().unwrap();
    office.now.set(at);
    let founding = proofbook::desk::Founding {
        sample: Some(jiff::civil::date(2026, 11, 20)),
        ..super::new_york()
    };
    let mut desk = office.sit("ann");
    desk.found(&founding).unwrap();
    let vendor = desk.add_vendor("Acme", None, &[]).unwrap();
    office.at("2031-05-05T12:00:00Z");
    let mut later = office.sit("ann");
    assert_eq!(later.sample(), Some(jiff::civil::date(2026, 11, 20)));
    assert_eq!(later.today(), jiff::civil::date(2026, 11, 20));
    let recorded = give(&mut later, vendor, "ins.required", "yes").unwrap();
    let zones = &later.organization().zones;
    assert_eq!(zones.day_of(recorded.events[0].at), jiff::civil::date(2026, 11, 20));
    // Its clock starts after everything that is recorded.
    let mut again = office.sit("ann");
    let next = give(&mut again, vendor, "ins.required", "no").unwrap();
    assert!(next.events[0].at >= recorded.events[0].at);
}
