//! Own question files beside the shipped ones of this and other versions, several programs, and days that are past (rule R5).

use std::path::Path;

use proofbook::desk::PROGRAM;
use proofbook::domain::bank::Bank;
use proofbook::domain::event::{BankAdopted, BankFile, Change};
use proofbook::io::Io as _;
use proofbook::io::faults::{Call, Harm};
use proofbook::questionnaires::{self, Weight, builtin};
use proofbook::store::{JournalName, NewStore, Store};

use super::{FOLDER, Office, account, give, on_file, refused};

/// A theme of one question with this id and title.
fn theme(id: &str, title: &str) -> String {
    serde_json::json!({
        "theme": "ours",
        "title": "Ours",
        "questions": [{
            "id": id,
            "revision": 1,
            "scope": "vendor",
            "title": title,
            "question": format!("Does {id} light {id}ways?"),
            "guidance": "Look for lanterns.",
            "kind": "yes_no_partial",
            "partial": "part",
            "ask_of": ["legal"],
            "severity": "medium",
            "basis": "good_practice",
            "verified": "recalled",
            "citations": [
                { "text": "45 CFR 164.504(e)", "basis": "in_force", "verified": "recalled" }
            ],
            "evidence": ["The clause"],
            "remedy": "Add the clause."
        }]
    })
    .to_string()
}

/// The same, asked when an answer of a shipped question has a value.
fn resting_on(question: &str, value: &str) -> String {
    let condition =
        format!("\"asked_when\":{{\"question\":\"{question}\",\"is\":[\"{value}\"]}},\"guidance\"");
    theme("own.lantern", "Lanterns").replace("\"guidance\"", &condition)
}

const OURS: &str = "questionnaires/bank/ours.json";

fn own(office: &Office, name: &str, text: &str) {
    for folder in ["questionnaires", "questionnaires/bank"] {
        drop(office.disk.create_dir(&Path::new(FOLDER).join(folder)));
    }
    office.disk.plant(&Path::new(FOLDER).join(name), text.as_bytes()).unwrap();
}

fn take_away(office: &Office, name: &str) {
    office.disk.remove(&Path::new(FOLDER).join(name)).unwrap();
}

fn append(office: &Office, store: &Store, change: Change) {
    let by = account("other");
    let mut opened = store.open_journal(JournalName::Organization, &*office.now, &by).unwrap();
    opened
        .journal
        .append(&*office.now, &by, |_| Ok::<_, std::convert::Infallible>(change))
        .unwrap();
}

/// Records that another version of the program adopted these files.
fn adopt(office: &Office, files: &[(String, String)], program: &str) {
    let store = office.store();
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
    append(office, &store, adopted.into());
}

/// The shipped files with words replaced in one of them, and an own one beside them.
fn other_version(
    file: &str,
    replaced: (&str, &str),
    own: Option<(&str, String)>,
) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = builtin::files()
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    let changed = files.iter_mut().find(|(name, _)| name == file).unwrap();
    assert!(changed.1.contains(replaced.0), "{replaced:?}");
    changed.1 = changed.1.replace(replaced.0, replaced.1);
    files.extend(own.map(|(name, text)| (name.to_owned(), text)));
    files
}

/// A record whose zone is set and that adopted nothing yet.
fn bare() -> Office {
    let office = Office::new();
    let by = account("other");
    let new = NewStore::default();
    let store = Store::create(&office.io(), &*office.now, &by, FOLDER.as_ref(), new).unwrap();
    let zone = "America/New_York".to_owned();
    append(&office, &store, proofbook::domain::event::ZoneSet { zone }.into());
    office
}

fn adoptions(office: &Office) -> usize {
    let events = office.store().read(JournalName::Organization).unwrap().events;
    events.iter().filter(|event| event.change.kind() == "bank_adopted").count()
}

fn title<'b>(bank: &'b Bank, id: &str) -> Option<&'b str> {
    bank.question(&id.into()).map(|question| question.title.as_str())
}

const SIGNED: (&str, &str) = ("Signed business associate agreement", "Title of another version");

#[test]
fn r5_two_programs_adopt_own_files_once_and_follow_each_other() {
    let (office, mut ann, vendor) = Office::founded();
    let mut bob = office.sit("bob");
    own(&office, OURS, &theme("own.lantern", "Lanterns"));
    give(&mut ann, vendor, "own.lantern", "yes").unwrap();
    assert_eq!(ann.said().len(), 1);
    give(&mut bob, vendor, "own.lantern", "no").unwrap();
    assert_eq!((adoptions(&office), ann.bank().digest), (2, bob.bank().digest));
    assert_eq!(bob.said(), Vec::<String>::new(), "it was in force already");
    // Bob mends the file; Ann sees his adoption before she would make one of her own.
    own(&office, OURS, &theme("own.lantern", "Paper lanterns"));
    give(&mut bob, vendor, "ins.required", "no").unwrap();
    ann.look(vendor).unwrap();
    assert_eq!(title(ann.bank(), "own.lantern"), Some("Paper lanterns"));
    give(&mut ann, vendor, "ins.required", "yes").unwrap();
    assert_eq!(adoptions(&office), 3);
    // Back to what was in force before: that is a change like any other.
    own(&office, OURS, &theme("own.lantern", "Lanterns"));
    give(&mut ann, vendor, "ins.required", "no").unwrap();
    give(&mut bob, vendor, "ins.required", "yes").unwrap();
    assert_eq!(adoptions(&office), 4);
    assert_eq!(title(bob.bank(), "own.lantern"), Some("Lanterns"));
}

#[test]
fn r5_the_bank_of_a_past_day_is_made_of_the_files_in_the_vault() {
    let (office, mut desk, vendor) = Office::founded();
    own(&office, OURS, &theme("own.lantern", "Lanterns"));
    give(&mut desk, vendor, "own.lantern", "yes").unwrap();
    office.at("2026-11-24T15:00:00Z");
    own(&office, OURS, &theme("own.lantern", "Paper lanterns"));
    own(&office, "questionnaires/bank/more.json", &theme("own.parasol", "Parasols"));
    give(&mut desk, vendor, "own.lantern", "no").unwrap();
    office.at("2026-11-26T15:00:00Z");
    take_away(&office, OURS);
    take_away(&office, "questionnaires/bank/more.json");
    give(&mut desk, vendor, "ins.required", "no").unwrap();

    let desk = office.sit("bob");
    let on = |day: &str| desk.bank_on(day.parse().unwrap()).unwrap();
    for (day, lantern, parasol) in [
        ("2026-11-22", Some("Lanterns"), None),
        ("2026-11-23", Some("Lanterns"), None),
        ("2026-11-24", Some("Paper lanterns"), Some("Parasols")),
        ("2026-11-26", None, None),
    ] {
        let bank = on(day);
        assert_eq!(
            (title(&bank, "own.lantern"), title(&bank, "own.parasol")),
            (lantern, parasol),
            "{day}"
        );
        assert_eq!(bank.digest, desk.organization().bank_on(day.parse().unwrap()).unwrap().digest);
    }
    assert_eq!(desk.bank().digest, builtin::digest());
}

#[test]
fn r5_an_older_program_joins_own_files_to_the_newer_shipped_ones() {
    // What this version ships was never in force here.
    let office = bare();
    adopt(&office, &other_version("bank/baa.json", SIGNED, None), "99.0.0");
    let mut desk = office.sit("ann");
    let vendor = desk.add_vendor("Acme", None, &[]).unwrap();
    assert_eq!(adoptions(&office), 1);
    own(&office, OURS, &theme("own.lantern", "Lanterns"));
    for _ in 0..2 {
        give(&mut desk, vendor, "own.lantern", "yes").unwrap();
        give(&mut desk, vendor, "own.lantern", "no").unwrap();
        assert_eq!(adoptions(&office), 2);
    }
    assert_eq!(title(desk.bank(), "baa.executed"), Some(SIGNED.1), "the newer one stays");
    assert_eq!(title(desk.bank(), "own.lantern"), Some("Lanterns"));
    // Also after the older program's own adoption it is known who brought the shipped ones.
    take_away(&office, OURS);
    give(&mut desk, vendor, "ins.required", "no").unwrap();
    assert_eq!(title(desk.bank(), "baa.executed"), Some(SIGNED.1));
    assert_eq!((title(desk.bank(), "own.lantern"), adoptions(&office)), (None, 3));
}

#[test]
fn r5_a_newer_program_brings_its_questions_and_keeps_own_ones() {
    let office = bare();
    let text = theme("own.lantern", "Lanterns");
    adopt(&office, &other_version("bank/baa.json", SIGNED, Some((OURS, text.clone()))), "0.0.1");
    own(&office, OURS, &text);
    let mut desk = office.sit("ann");
    assert_eq!(title(desk.bank(), "baa.executed"), Some(SIGNED.1));
    desk.add_vendor("Acme", None, &[]).unwrap();
    assert_eq!(title(desk.bank(), "baa.executed"), Some(SIGNED.0));
    assert_eq!(title(desk.bank(), "own.lantern"), Some("Lanterns"));
    assert_eq!(
        desk.said(),
        [format!(
            "The questions of version {PROGRAM} are in force from now on; 0 standings moved."
        )]
    );
    assert_eq!(adoptions(&office), 2);
}

/// What the newer version does not ask any more, with an own file that rests on it; and an id that it takes.
fn unfit(case: &str) -> (Vec<(String, String)>, String, &'static str) {
    match case {
        "value" => {
            let text = resting_on("muni.cjis_addendum", "unmet_before");
            let file = "bank/muni.json";
            let (_, shipped) = builtin::files().iter().find(|(name, _)| *name == file).unwrap();
            // In the older version the question was a choice.
            let start = shipped.find("\"kind\": \"yes_no_partial\"").unwrap();
            let end = start + shipped[start..].find("\"ask_of\"").unwrap();
            let old = &shipped[start..end];
            let new = "\"kind\": \"choice\", \"choices\": [{\"value\": \"unmet_before\", \"label\": \"A\", \"outcome\": \"unmet\"}, \
                       {\"value\": \"yes\", \"label\": \"B\", \"outcome\": \"met\"}], ";
            let (before, after) = shipped.split_at(start);
            let changed = format!("{before}{}", after.replacen(old, new, 1));
            let mut files = other_version(file, ("muni", "muni"), Some((OURS, text.clone())));
            files.iter_mut().find(|(name, _)| name == file).unwrap().1 = changed;
            (files, text, "'unmet_before' is no value of 'muni.cjis_addendum'")
        }
        "id" => {
            // It was adopted by a version that knew no such questionnaire, and before ids had to begin with "own.".
            let text =
                builtin::files().iter().find(|(name, _)| *name == "municipal.json").unwrap().1;
            let older = ("\"id\": \"municipal\"", "\"id\": \"cities\"");
            let files = other_version("municipal.json", older, Some((OURS, text.to_owned())));
            (files, text.to_owned(), "a questionnaire 'municipal' is already at municipal.json:3:9")
        }
        other => panic!("{other}"),
    }
}

#[rstest::rstest]
#[case("value")]
#[case("id")]
fn r5_shipped_questions_win_and_the_record_stays_open(#[case] case: &str) {
    let (files, text, why) = unfit(case);
    let office = bare();
    adopt(&office, &files, "0.0.1");
    own(&office, OURS, &text);
    // Until something is recorded, the older version's bank is in force with the own file in it.
    let mut desk = office.sit("ann");
    assert_eq!(desk.bank().questions().len() + desk.bank().questionnaires.len(), {
        let shipped = builtin::bank().unwrap();
        shipped.questions().len() + shipped.questionnaires.len() + 1
    });
    desk.said();
    let vendor = desk.add_vendor("Acme", None, &[]).unwrap();
    let said = desk.said().join("\n");
    for words in
        [OURS, "is not in force", why, "answers to its questions are kept", "questionnaire check"]
    {
        assert!(said.contains(words), "'{words}' is not in: {said}");
    }
    assert_eq!(desk.bank().digest, builtin::digest());
    assert_eq!(adoptions(&office), 2);
    // It goes on like this: named at each start, adopted no more.
    let mut again = office.sit("bob");
    give(&mut again, vendor, "ins.required", "yes").unwrap();
    assert!(again.said().join("\n").contains("have 1 problem; none of them is in force"));
    assert_eq!(adoptions(&office), 2);
    let checked = again.check_own_questions().unwrap();
    let wrong = checked.findings.iter().filter(|finding| finding.weight != Weight::Note);
    assert_eq!(wrong.count(), 1, "{:?}", checked.findings);
    // Mended, it joins.
    own(&office, OURS, &theme("own.lantern", "Lanterns"));
    give(&mut again, vendor, "own.lantern", "yes").unwrap();
    assert_eq!(adoptions(&office), 3);
}

#[test]
fn r5_an_own_file_that_this_version_cannot_read_stays_out_and_the_record_opens() {
    let (office, mut desk, vendor) = Office::founded();
    own(&office, OURS, &theme("own.lantern", "Lanterns"));
    give(&mut desk, vendor, "own.lantern", "yes").unwrap();
    let telepathy = theme("own.lantern", "Lanterns").replace("yes_no_partial", "telepathy");
    adopt(
        &office,
        &other_version("bank/baa.json", SIGNED, Some((OURS, telepathy.clone()))),
        "99.0.0",
    );
    own(&office, OURS, &telepathy);
    let mut later = office.sit("bob");
    let said = later.said().join("\n");
    for words in [OURS, "is not in force", "'telepathy' was given"] {
        assert!(said.contains(words), "'{words}' is not in: {said}");
    }
    assert_eq!(title(later.bank(), "baa.executed"), Some(SIGNED.1));
    assert_eq!(title(later.bank(), "own.lantern"), None);
    assert!(on_file(&mut later, vendor, "own.lantern").is_some(), "the answer is kept");
    give(&mut later, vendor, "ins.required", "yes").unwrap();
    assert_eq!(adoptions(&office), 3, "the other version's adoption stands");
}

#[test]
fn r5_what_is_refused_adopts_nothing() {
    let (office, mut desk, vendor) = Office::founded();
    own(&office, OURS, &theme("own.lantern", "Lanterns"));
    refused(give(&mut desk, vendor, "no.such", "yes"), &["no question"]);
    refused(give(&mut desk, vendor, "own.lantern", "perhaps"), &["perhaps"]);
    assert_eq!(adoptions(&office), 1);
}

#[test]
fn r5_a_file_that_changes_while_one_works_joins_with_the_next_thing_recorded() {
    let (office, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    own(&office, OURS, "{");
    give(&mut desk, vendor, "ins.required", "no").unwrap();
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    let said = desk.said();
    assert_eq!(said.len(), 1, "said once: {said:?}");
    assert!(said[0].contains("have 1 problem; none of them is in force"), "{said:?}");
    own(&office, OURS, &theme("own.lantern", "Lanterns"));
    give(&mut desk, vendor, "own.lantern", "yes").unwrap();
    assert!(desk.said().join("\n").contains("1 question joined"));
}

/// The disk fails at a call of an adoption: the record opens after a restart, and the next thing recorded adopts.
#[rstest::rstest]
#[case(Call::Write, 11)]
#[case(Call::Sync, 11)]
#[case(Call::Link, 11)]
fn r5_an_adoption_that_was_cut_off_is_made_later(#[case] call: Call, #[case] step: usize) {
    let mut cut_off = 0;
    for nth in (1..).step_by(step) {
        let (office, mut desk, vendor) = Office::founded();
        own(&office, OURS, &theme("own.lantern", "Lanterns"));
        office.disk.fail(call, nth, Harm::NoSpace);
        let adopted = desk.adopt_own_questions();
        if !office.disk.has_fired() {
            assert!(adopted.unwrap() && cut_off > 0, "{call:?} {nth}");
            return;
        }
        // A cache that cannot be written stops nothing.
        cut_off += usize::from(adopted.is_err());
        let office = Office { disk: office.disk.restart(), now: office.now.clone() };
        office.at("2026-11-22T15:00:05Z");
        let mut again = office.sit("bob");
        give(&mut again, vendor, "own.lantern", "yes").unwrap();
        assert!(title(again.bank(), "own.lantern").is_some(), "{call:?} {nth}");
        assert_eq!(adoptions(&office), 2, "{call:?} {nth}");
    }
}
