//! The sample: the same bytes every time, every standing but Carried, nothing real.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use proofbook::desk::{Desk, Seat};
use proofbook::domain::clock::{Board, Incident, State};
use proofbook::domain::dossier::Dossier;
use proofbook::domain::event::Change;
use proofbook::domain::exhibit::{Holding, NotCurrent};
use proofbook::domain::gap;
use proofbook::domain::id::{AccountId, QuestionId};
use proofbook::domain::inquiry::LetterRequest;
use proofbook::domain::register::RegisterKind;
use proofbook::domain::standing::{Speaker, Standing, Standings};
use proofbook::domain::summary::Summary;
use proofbook::domain::value::{Reply, ReplyState, Value};
use proofbook::io::SharedIo;
use proofbook::io::disk::Disk;
use proofbook::io::faults::{Call, Faulty, Unsynced};
use proofbook::sample::{self, FILES};
use proofbook::store::JournalName;
use proofbook::store::vault::Health;
use proofbook::time::SystemNow;

/// A sample that is loaded once for all tests that only read.
static LOADED: LazyLock<tempfile::TempDir> = LazyLock::new(loaded);

fn seat(folder: &Path) -> Seat {
    let io: SharedIo = Arc::new(Disk);
    let account = AccountId::from_user_name("visitor");
    Seat { folder: folder.to_owned(), io, now: Arc::new(SystemNow), account }
}

fn loaded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    sample::load(&seat(&folder.path().join("sample"))).unwrap();
    folder
}

pub(crate) fn desk() -> Desk {
    Desk::open(seat(&LOADED.path().join("sample"))).unwrap()
}

/// Every file below a folder with its bytes, but for what may be deleted at will.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(
                    path.strip_prefix(folder).unwrap().to_owned(),
                    std::fs::read(&path).unwrap(),
                );
            }
        }
    }
    found
}

#[test]
fn two_samples_are_the_same_bytes() {
    let (one, two) = (loaded(), loaded());
    let (one, two) = (files(one.path()), files(two.path()));
    let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<BTreeSet<_>>();
    let only_in_one: Vec<_> = names(&one).symmetric_difference(&names(&two)).cloned().collect();
    assert!(only_in_one.is_empty(), "only in one: {only_in_one:?}");
    for (name, bytes) in &one {
        assert!(*bytes == two[name], "{} differs", name.display());
    }
    let journals = one.keys().filter(|name| name.ends_with("journal.jsonl")).count();
    assert_eq!(journals, 1 + desk().summaries().unwrap().len());
}

#[test]
fn after_a_power_cut_the_loaded_sample_is_whole() {
    let disk = Faulty::new();
    let io = |disk: &Faulty| Seat { io: Arc::new(disk.clone()), ..seat(Path::new("/sample")) };
    sample::load(&io(&disk)).unwrap();
    let mut left = Desk::open(io(&disk.power_cut(Unsynced::Lost))).unwrap();
    assert_eq!(left.summaries().unwrap(), desk().summaries().unwrap());
    for verified in left.verify(None).unwrap() {
        assert!(verified.problems.is_empty() && verified.texts_absent == 0, "{verified:?}");
    }
    let flushes = disk.log().iter().filter(|(call, _)| *call == Call::Sync).count();
    assert!(flushes < 120, "{flushes} flushes");
}

#[test]
fn a_sample_says_so_and_stands_on_its_day() {
    let desk = desk();
    assert_eq!(desk.sample(), Some(sample::TODAY));
    assert_eq!(desk.today(), date(2026, 11, 20));
    let manifest = std::fs::read_to_string(LOADED.path().join("sample/store.json")).unwrap();
    assert!(manifest.contains(r#""sample":{"today":"2026-11-20"}"#), "{manifest}");
}

#[test]
fn a_record_is_never_turned_into_a_sample() {
    let before = files(LOADED.path());
    let problem = sample::load(&seat(&LOADED.path().join("sample"))).unwrap_err();
    assert_eq!(problem.kind.exit_code(), 2, "{problem}");
    assert!(files(LOADED.path()).keys().eq(before.keys()));
}

#[test]
fn verify_finds_nothing() {
    let mut desk = desk();
    for verified in desk.verify(None).unwrap() {
        assert!(verified.events > 0, "{verified:?}");
        assert!(verified.problems.is_empty() && verified.texts_absent == 0, "{verified:?}");
    }
    let vendors = desk.listed().unwrap();
    for listed in vendors {
        let dossier = desk.dossier(listed.id).unwrap().clone();
        for exhibit in dossier.exhibits.values() {
            if let Holding::Vault { sha256, .. } = exhibit.holding {
                assert_eq!(desk.store().unwrap().vault().check(sha256).unwrap(), Health::Same);
            }
        }
    }
}

/// The vendor and question that a walker may look at to see each standing.
#[rstest::rstest]
#[case(Standing::Documented, "delta-print-mail", "baa.executed")]
#[case(Standing::Asserted, "larkspur-health-records", "ir.plan")]
#[case(Standing::Stale, "northwind-claims-llc", "assur.soc2_status")]
#[case(Standing::Part, "larkspur-health-records", "ctrl.segmentation")]
#[case(Standing::Unmet, "larkspur-health-records", "baa.executed")]
#[case(Standing::Unknown, "northwind-claims-llc", "ctrl.mfa")]
#[case(Standing::DoesNotApply, "juniper-shredding", "ctrl.encryption")]
#[case(Standing::Carried, "kestrel-cloud-fax", "baa.executed")]
#[case(Standing::Open, "foxglove-analytics", "risk.ba_status")]
fn every_standing_is_shown(
    #[case] standing: Standing,
    #[case] vendor: &str,
    #[case] question: &str,
) {
    with(vendor, |_, standings| {
        let stand = standings.get(&QuestionId::from(question)).unwrap();
        assert_eq!(stand.standing, standing);
        assert!(stand.asked.is_asked());
    });
}

fn with<T>(vendor: &str, look: impl FnOnce(&Dossier, &Standings<'_>) -> T) -> T {
    let mut desk = desk();
    let vendor = desk.find(vendor).unwrap();
    let dossier = desk.dossier(vendor).unwrap().clone();
    let standings = desk.standings(&dossier);
    look(&dossier, &standings)
}

fn why_not(vendor: &str, question: &str) -> Vec<NotCurrent> {
    with(vendor, |_, standings| {
        let stand = standings.get(&QuestionId::from(question)).unwrap();
        assert_eq!(stand.standing, Standing::Stale);
        stand.exhibits.iter().flat_map(|shown| shown.why_not.clone()).collect()
    })
}

#[test]
fn r10_r11_r12_stale_for_each_reason() {
    assert!(matches!(
        why_not("northwind", "assur.soc2_status").as_slice(),
        [NotCurrent::TooOld { limit: 365, .. }]
    ));
    assert!(
        why_not("evergreen", "ctrl.segmentation")
            .iter()
            .any(|why| matches!(why, NotCurrent::SupersededBy(_)))
    );
    assert!(why_not("larkspur", "assur.last_assessed").contains(&NotCurrent::HeldElsewhere));
    assert!(matches!(
        why_not("larkspur", "sub.inventory").as_slice(),
        [NotCurrent::TooOld { limit: 183, .. }]
    ));
    let ended = NotCurrent::CoverEnded(date(2026, 7, 1));
    assert!(why_not("northwind", "ins.expiry").contains(&ended));
    // Where the records themselves turn bad on that day, that goes before missing evidence.
    for question in ["ins.expiry", "ins.additional_insured"] {
        with("evergreen", |_, standings| {
            let stand = standings.get(&QuestionId::from(question)).unwrap();
            assert_eq!(stand.standing, Standing::Unmet, "{question}");
        });
    }
}

#[test]
fn r7_questions_that_are_not_asked_keep_their_answers() {
    with("larkspur", |_, standings| {
        let stand = standings.get(&QuestionId::from("baa.security_rule")).unwrap();
        assert!(!stand.asked.is_asked());
        assert!(stand.answer.is_some());
    });
    with("lantern", |_, standings| {
        assert!(!standings.get(&QuestionId::from("baa.executed")).unwrap().asked.is_asked());
    });
}

/// The example of the rules, section 8: the same agreement on three days.
#[test]
fn r3_the_agreement_of_larkspur_on_three_days() {
    let mut desk = desk();
    let vendor = desk.find("larkspur").unwrap();
    let dossier = desk.dossier(vendor).unwrap().clone();
    let zones = &desk.organization().zones;
    let on = |day| {
        let end = zones.end_of(day);
        let events = dossier.events.iter().filter(|event| event.at < end).cloned().collect();
        let then = Dossier::fold(vendor, events);
        let standings = Standings::of(&then, desk.organization(), desk.bank(), day);
        standings.get(&QuestionId::from("baa.executed")).unwrap().standing
    };
    assert_eq!(on(date(2026, 3, 15)), Standing::Asserted);
    assert_eq!(on(date(2026, 3, 19)), Standing::Asserted);
    assert_eq!(on(date(2026, 3, 20)), Standing::Documented);
    assert_eq!(on(sample::TODAY), Standing::Unmet);
    let taken = dossier.exhibits.values().next().unwrap();
    assert_eq!(taken.taken_at.to_string(), "2026-03-21T02:30:00Z");
    assert_eq!(taken.dates.dated, Some(date(2025, 1, 2)));
    let last = &dossier
        .answers
        .get(proofbook::domain::event::Subject::Vendor, &QuestionId::from("baa.executed"));
    let last = last.unwrap();
    assert_eq!(last.reply, Reply::Value(Value::word("no")));
    assert_eq!(zones.shown(last.at), "2026-04-20 10:00");
}

#[test]
fn the_record_shows_what_a_record_can_hold() {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut desk = desk();
    for listed in desk.listed().unwrap() {
        let dossier = desk.dossier(listed.id).unwrap().clone();
        for event in &dossier.events {
            match &event.change {
                Change::AnswerSet(set) if set.counsel_note.is_some() => seen.insert("counsel-only"),
                Change::AnswerSet(set) if set.replaces.is_some() => seen.insert("correction"),
                Change::Undone(_) => seen.insert("undo"),
                Change::InterviewOpened(one) if !one.present.is_empty() => seen.insert("interview"),
                _ => false,
            };
        }
        for exhibit in dossier.exhibits.values() {
            if exhibit.withdrawn.is_some() {
                seen.insert("withdrawn");
            }
            if exhibit.superseded_by.is_some() {
                seen.insert("superseded");
            }
            if matches!(exhibit.holding, Holding::Elsewhere(_)) {
                seen.insert("elsewhere");
            }
        }
        let due = |overdue: bool| {
            dossier
                .follow_ups
                .iter()
                .any(|one| one.is_open() && (one.follow_up.due < desk.today()) == overdue)
        };
        if due(true) {
            seen.insert("overdue");
        }
        if due(false) {
            seen.insert("due ahead");
        }
        if dossier.retired.is_some() {
            seen.insert("retired");
        }
        if dossier.standing_holds().next().is_some() {
            seen.insert("on hold");
        }
        if dossier.open_cycle().is_some() {
            seen.insert("reassessed");
        }
        if !dossier.sign_offs.is_empty() {
            seen.insert("signed off");
        }
        let standings = desk.standings(&dossier);
        let view = standings.view(desk.bank().questionnaire("core").unwrap());
        for gap in gap::gaps(&view, &dossier, desk.organization(), desk.bank(), desk.today()) {
            if gap.owner.is_some() {
                seen.insert("owned");
            }
            if gap.accepted.is_some() {
                seen.insert("accepted");
            }
        }
    }
    let wanted = [
        "accepted",
        "correction",
        "counsel-only",
        "due ahead",
        "elsewhere",
        "interview",
        "on hold",
        "overdue",
        "owned",
        "reassessed",
        "retired",
        "signed off",
        "superseded",
        "undo",
        "withdrawn",
    ];
    assert_eq!(seen, wanted.into_iter().collect());
}

/// Rules, section 11: each way in which records speak can be looked at.
#[test]
fn the_records_speak_in_every_way() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut desk = desk();
    for listed in desk.listed().unwrap() {
        let dossier = desk.dossier(listed.id).unwrap().clone();
        let standings = desk.standings(&dossier);
        for stand in standings.view(desk.bank().questionnaire("core").unwrap()) {
            let by_records = stand.saying.as_ref().is_some_and(|one| one.by == Speaker::Records);
            let follows = stand
                .answer
                .is_some_and(|answer| answer.reply == Reply::State(ReplyState::Records));
            let way = match stand.standing {
                _ if stand.is_overruling() => "overruled",
                Standing::Unmet if by_records && follows => "turned bad",
                _ if by_records && follows => "followed",
                _ if by_records => "bad news at once",
                Standing::Open if stand.proposed.is_some() => "not confirmed",
                _ => continue,
            };
            *seen.entry(way).or_default() += 1;
        }
        for register in RegisterKind::ALL {
            if dossier.registers.known_empty(*register).is_some() {
                *seen.entry("known to be none").or_default() += 1;
            }
        }
        let set_aside = dossier.registers.iter().filter(|one| one.set_aside().is_some());
        *seen.entry("set aside").or_default() += set_aside.count();
    }
    let wanted = [
        "bad news at once",
        "followed",
        "known to be none",
        "not confirmed",
        "overruled",
        "set aside",
        "turned bad",
    ];
    assert_eq!(seen.keys().copied().collect::<Vec<_>>(), wanted, "{seen:?}");
    assert!(seen.values().all(|count| *count > 0), "{seen:?}");
}

#[test]
fn every_clause_is_quoted_word_for_word_from_its_agreement() {
    let bytes: BTreeMap<&str, &[u8]> = FILES.iter().copied().collect();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut desk = desk();
    let mut quotes = 0;
    for listed in desk.listed().unwrap() {
        let dossier = desk.dossier(listed.id).unwrap().clone();
        for clause in dossier.registers.of(RegisterKind::Clauses) {
            let agreement = dossier.registers.agreement_of(clause).unwrap();
            let exhibit = dossier.exhibit(agreement.exhibits[0]).unwrap();
            let Holding::Vault { file_name, .. } = &exhibit.holding else {
                panic!("{}", clause.no)
            };
            let bytes = bytes[file_name.as_str()];
            let text = if bytes.starts_with(b"%PDF") {
                lopdf::Document::load_mem(bytes).unwrap().extract_text(&[1]).unwrap()
            } else {
                String::from_utf8(bytes.to_vec()).unwrap()
            };
            let quote = words(clause.word("quote").unwrap());
            assert!(words(&text).contains(&quote), "{file_name}, {}: {quote}", clause.no);
            let section = clause.word("section").unwrap();
            let numbered = [format!("{section} "), format!("{section}. ")];
            let found = numbered.iter().any(|number| words(&text).contains(number));
            assert!(found, "{file_name}, {}: {section}", clause.no);
            quotes += 1;
        }
    }
    assert!(quotes > 50, "{quotes}");
}

#[test]
fn r15_the_breach_shows_every_state_of_a_notice_but_one_that_is_still_to_come() {
    let mut desk = desk();
    let vendor = desk.find("larkspur").unwrap();
    let dossier = desk.dossier(vendor).unwrap().clone();
    let record = dossier.registers.of(RegisterKind::Incidents).next().unwrap();
    let incident = Incident::of(record, &dossier, desk.organization());
    let board = Board::of(incident, &desk.bank().clocks, desk.today());
    let of = |state| {
        let found = board.clocks.iter().filter(|clock| clock.state == state);
        found.map(|clock| clock.rule.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of(State::Late), ["ct.regulator"]);
    assert_eq!(of(State::SentLate), ["us.hipaa.media"]);
    assert_eq!(of(State::Promptly), ["me.regulator"]);
    assert_eq!(of(State::Waiting).len(), 3);
    assert!(of(State::Sent).contains(&"ny.individuals"));
    assert_eq!(dossier.sent.iter().filter(|sent| sent.exhibit.is_some()).count(), 1);
}

#[test]
fn the_letter_has_requests_of_each_kind_and_something_was_handed_over() {
    with("larkspur", |dossier, _| {
        let inquiries: Vec<_> = dossier.inquiries.open().collect();
        let [inquiry] = inquiries.as_slice() else { panic!("{inquiries:?}") };
        assert_eq!(inquiry.extensions.len(), 1);
        let count = |of: fn(&LetterRequest) -> bool| {
            inquiry.requests.iter().filter(|request| of(request)).count()
        };
        assert_eq!(inquiry.requests.len(), 5);
        assert_eq!(count(LetterRequest::is_mapped), 3);
        assert_eq!(count(|request| request.absence.is_some()), 1);
        assert_eq!(count(LetterRequest::is_open), 1);
        let handed: Vec<_> = dossier.handed_over.iter().collect();
        assert_eq!(handed.len(), 1);
        assert_eq!(handed[0].handed.inquiry, Some(inquiry.id));
    });
}

#[test]
fn the_figures_of_each_vendor() {
    let mut table = String::new();
    for one in desk().summaries().unwrap() {
        writeln!(table, "{}", line(&one)).unwrap();
    }
    insta::assert_snapshot!(table);
}

fn line(one: &Summary) -> String {
    let figures = &one.readiness;
    let standings: Vec<String> = Standing::ALL
        .iter()
        .filter(|standing| figures.standing(**standing) > 0)
        .map(|standing| format!("{} {}", figures.standing(*standing), standing.title()))
        .collect();
    format!(
        "{:<27} {:<8} {:>3?}% {}/{} | {} | {} does not apply, {} not asked | {} critical gaps, {} gaps, {} accepted | \
         {} exhibits, {} follow-ups{}",
        one.names[0],
        one.tier.map_or("", |tier| tier.title()),
        figures.whole.percent().unwrap_or(0),
        figures.whole.documented,
        figures.whole.applicable,
        standings.join(", "),
        figures.does_not_apply,
        figures.not_asked,
        one.critical_gaps,
        one.gaps,
        one.gaps_accepted,
        one.exhibits,
        one.follow_ups,
        if one.retired { ", retired" } else { "" },
    )
}

#[test]
fn critical_gaps_at_two_vendors_and_one_vendor_ready() {
    let summaries = desk().summaries().unwrap();
    assert!(summaries.len() >= 8);
    let gaps: Vec<&str> =
        summaries.iter().filter(|one| one.critical_gaps > 0).map(|one| one.slug.as_str()).collect();
    assert_eq!(gaps, ["larkspur-health-records", "cedar-imaging-group"]);
    let ready = |one: &&Summary| one.readiness.whole.percent() == Some(100);
    let ready: Vec<&str> = summaries.iter().filter(ready).map(|one| one.slug.as_str()).collect();
    assert_eq!(ready, ["delta-print-mail"]);
}

#[test]
fn every_document_is_embedded_used_and_says_that_it_is_a_sample() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let on_disk: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(on_disk, FILES.iter().map(|(name, _)| (*name).to_owned()).collect());
    let mut total = 0;
    for (name, bytes) in FILES {
        let text = String::from_utf8_lossy(bytes);
        assert!(text.contains("FICTITIOUS SAMPLE"), "{name}");
        if Path::new(name).extension().is_some_and(|extension| extension == "pdf") {
            let document = lopdf::Document::load_mem(bytes).unwrap();
            assert_eq!(document.get_pages().len(), 1, "{name}");
            assert!(document.extract_text(&[1]).unwrap().contains("FICTITIOUS SAMPLE"), "{name}");
        }
        total += bytes.len();
    }
    assert!(total < 150_000, "{total} bytes");
    let mut desk = desk();
    let mut used = BTreeSet::new();
    for listed in desk.listed().unwrap() {
        for exhibit in desk.dossier(listed.id).unwrap().exhibits.values() {
            if let Holding::Vault { file_name, .. } = &exhibit.holding {
                used.insert(file_name.clone());
            }
        }
    }
    assert_eq!(used, on_disk);
}

#[test]
fn nothing_in_it_points_to_a_real_person_or_place_on_the_net() {
    let store = desk().store().unwrap().clone();
    let mut texts: Vec<String> =
        FILES.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    let mut journals = vec![JournalName::Organization];
    journals.extend(store.vendor_ids().unwrap().into_iter().map(JournalName::Vendor));
    for journal in journals {
        let path = store.journal_folder(journal).join("journal.jsonl");
        texts.push(std::fs::read_to_string(path).unwrap());
    }
    for text in texts {
        assert!(!text.contains('@'), "an address: {text}");
        assert!(!text.contains("http"), "an address: {text}");
        for telephone in text.match_indices("555-").map(|(at, _)| &text[at..at + 8]) {
            assert_eq!(telephone, "555-0100");
        }
    }
}
