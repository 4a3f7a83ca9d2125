//! Evidence: what is taken, what is asked about, what is refused with nothing left behind.

use std::path::Path;

use proofbook::domain::event::{ExhibitDates, ExhibitKind, Pinpoint};
use proofbook::domain::exhibit::{Holding, NotCurrent};
use proofbook::domain::request::{ChangeRequest, Request, TakeRequest};
use proofbook::domain::standing::Standing;
use proofbook::problem::{Doubt, Kind};

use super::{
    Office, asked, elsewhere, from_file, give, held_bytes, no, on_disk, refused, standing, take,
};

fn day(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a file to be taken as evidence, not a record")]
fn put(path: impl AsRef<Path>, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, bytes)
}

fn supporting(question: &str, request: TakeRequest) -> TakeRequest {
    TakeRequest { supports: vec![(asked(question), None)], ..request }
}

#[test]
fn zero_bytes_are_asked_about_before_anything_is_kept() {
    let (office, mut desk, vendor) = Office::founded();
    office.file("/empty.pdf", b"");
    let objects = office.store().vault().objects().unwrap();
    let problem = refused(take(&mut desk, vendor, from_file("/empty.pdf")), &["0 bytes"]);
    assert_eq!(problem.doubt, Some(Doubt::EmptyFile));
    assert_eq!(office.store().vault().objects().unwrap(), objects);
    let sure = TakeRequest { sure_of: vec![Doubt::EmptyFile], ..from_file("/empty.pdf") };
    take(&mut desk, vendor, sure).unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().exhibits.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_once_and_said() {
    let (folder, mut desk, vendor) = on_disk();
    let at = |name: &str| folder.path().join(name);
    put(at("soc2.pdf"), b"report").unwrap();
    std::os::unix::fs::symlink(at("soc2.pdf"), at("link.pdf")).unwrap();
    std::os::unix::fs::symlink(at("link.pdf"), at("twice.pdf")).unwrap();
    take(&mut desk, vendor, from_file(at("link.pdf"))).unwrap();
    let said = desk.said();
    assert!(
        said.iter().any(|line| line.contains("link.pdf") && line.contains("soc2.pdf")),
        "{said:?}"
    );
    let problem =
        refused(take(&mut desk, vendor, from_file(at("twice.pdf"))), &["nothing was taken"]);
    assert!(problem.summary.contains("link"), "{problem}");
}

#[cfg(unix)]
#[test]
fn folders_pipes_and_devices_are_refused() {
    let (folder, mut desk, vendor) = on_disk();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let before = desk.store().unwrap().vault().objects().unwrap();
    for (path, words) in
        [(folder.path(), "a folder"), (&pipe, "pipe"), (Path::new("/dev/zero"), "device")]
    {
        refused(take(&mut desk, vendor, from_file(path)), &[words, "nothing was taken"]);
    }
    refused(take(&mut desk, vendor, from_file(folder.path().join("gone"))), &["no such file"]);
    assert_eq!(desk.store().unwrap().vault().objects().unwrap(), before);
    assert!(desk.dossier(vendor).unwrap().exhibits.is_empty());
}

#[test]
fn what_is_refused_leaves_nothing_in_the_vault() {
    let (office, mut desk, vendor) = Office::founded();
    office.file("/a.pdf", b"a");
    let objects = office.store().vault().objects().unwrap();
    let ahead = ExhibitDates { dated: Some(day("2026-11-23")), ..ExhibitDates::default() };
    for (request, words) in [
        (supporting("ins.requird", from_file("/a.pdf")), "did you mean 'ins.required'"),
        (TakeRequest { supersedes: Some(no(7)), ..from_file("/a.pdf") }, "no exhibit A-07"),
        (TakeRequest { dates: ahead, ..from_file("/a.pdf") }, "2026-11-23"),
        (TakeRequest { title: Some("a\u{1b}c".into()), ..from_file("/a.pdf") }, "U+001B"),
    ] {
        refused(take(&mut desk, vendor, request), &[words]);
    }
    desk.record(vendor, &Request::Retire { reason: None }).unwrap();
    refused(take(&mut desk, vendor, from_file("/a.pdf")), &["vendor restore"]);
    assert_eq!(office.store().vault().objects().unwrap(), objects);
}

#[test]
fn r13_the_same_bytes_are_linked_and_not_taken_again() {
    let (office, mut desk, vendor) = Office::founded();
    office.file("/a.pdf", b"agreement");
    office.file("/copy.pdf", b"agreement");
    take(&mut desk, vendor, supporting("ins.required", from_file("/a.pdf"))).unwrap();
    desk.said();
    let two = TakeRequest {
        supports: vec![(asked("ins.required"), None), (asked("liab.indemnity"), None)],
        ..from_file("/copy.pdf")
    };
    let recorded = take(&mut desk, vendor, two.clone()).unwrap();
    let kinds: Vec<&str> = recorded.events.iter().map(|event| event.change.kind()).collect();
    assert_eq!(kinds, ["linked"]);
    assert!(desk.said().iter().any(|line| line.contains("A-01")), "said that it was on file");
    assert_eq!(desk.dossier(vendor).unwrap().exhibits.len(), 1);
    refused(take(&mut desk, vendor, two), &["on file already, as A-01", "nothing was taken twice"]);
    // It cannot supersede anything, itself included.
    let newer = TakeRequest {
        supersedes: Some(no(1)),
        ..supporting("assur.audit_right", from_file("/copy.pdf"))
    };
    refused(take(&mut desk, vendor, newer), &["on file already, as A-01"]);
    // Withdrawn, it may be taken again, under a new number.
    desk.record(vendor, &Request::Withdraw { exhibit: no(1), reason: "wrong vendor".into() })
        .unwrap();
    take(&mut desk, vendor, from_file("/a.pdf")).unwrap();
    assert!(desk.dossier(vendor).unwrap().exhibits.contains_key(&no(2)));
}

#[test]
fn the_same_bytes_for_two_vendors_are_one_object_and_two_exhibits() {
    let (office, mut desk, vendor) = Office::founded();
    let other = desk.add_vendor("Other", None, &[]).unwrap();
    let objects = office.store().vault().objects().unwrap().len();
    for vendor in [vendor, other] {
        take(&mut desk, vendor, held_bytes("soc2", b"report")).unwrap();
        let exhibit = desk.dossier(vendor).unwrap().exhibits[&no(1)].clone();
        assert_eq!(exhibit.title, "soc2", "a name without extension");
        assert_eq!(exhibit.kind, ExhibitKind::AuditReport);
    }
    assert_eq!(office.store().vault().objects().unwrap().len(), objects + 1);
}

#[test]
fn held_elsewhere_is_never_current() {
    let (_, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    take(&mut desk, vendor, supporting("ins.required", elsewhere("2026-11-20"))).unwrap();
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Stale);
    let dossier = desk.dossier(vendor).unwrap().clone();
    let Holding::Elsewhere(held) = &dossier.exhibits[&no(1)].holding else { panic!("{dossier:?}") };
    assert_eq!((held.seen_by.as_str(), held.seen_on), ("Ann", "2026-11-20".parse().unwrap()));
    let standings = desk.standings(&dossier);
    let stand = standings.get(&"ins.required".into()).unwrap();
    assert!(stand.exhibits[0].why_not.contains(&NotCurrent::HeldElsewhere));
    refused(take(&mut desk, vendor, elsewhere("2026-11-23")), &["2026-11-23", "after today"]);
    let untitled = TakeRequest { title: Some("  ".into()), ..elsewhere("2026-11-20") };
    refused(take(&mut desk, vendor, untitled), &["needs a title"]);
}

#[test]
fn dated_after_today_is_asked_once_and_then_not_current_yet() {
    let (_, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    let dates = ExhibitDates { dated: Some(day("2026-11-23")), ..ExhibitDates::default() };
    let request = supporting("ins.required", TakeRequest { dates, ..held_bytes("a", b"a") });
    let problem = refused(take(&mut desk, vendor, request.clone()), &["2026-11-23", "after today"]);
    assert_eq!(problem.doubt, Some(Doubt::DatedAhead));
    take(&mut desk, vendor, TakeRequest { sure_of: vec![Doubt::DatedAhead], ..request }).unwrap();
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Stale);
}

#[test]
fn days_that_cannot_have_been_are_refused() {
    let (_, mut desk, vendor) = Office::founded();
    take(&mut desk, vendor, held_bytes("baa.pdf", b"a")).unwrap();
    let change = |field: &str, value: &str| {
        Request::Change(ChangeRequest { exhibit: no(1), field: field.into(), value: value.into() })
    };
    for field in ["obtained", "reread"] {
        refused(desk.record(vendor, &change(field, "2026-11-23")), &["2026-11-23", "after today"]);
        desk.record(vendor, &change(field, "2026-11-22")).unwrap();
    }
    let dates = ExhibitDates { reread_on: Some(day("2027-01-01")), ..ExhibitDates::default() };
    refused(
        take(&mut desk, vendor, TakeRequest { dates, ..held_bytes("b", b"b") }),
        &["2027-01-01"],
    );
    for (field, value, words) in [
        ("dated", "26-03-16", "2026-03-16"),
        ("dated", "2026-02-30", "2026-02-30"),
        ("datd", "2026-01-01", "did you mean 'dated'"),
        ("kind", "agrement", "did you mean 'agreement'"),
        ("title", "  ", "blank"),
    ] {
        refused(desk.record(vendor, &change(field, value)), &[words]);
    }
    desk.record(vendor, &change("kind", "Policy document")).unwrap();
    desk.record(vendor, &change("dated", "none")).unwrap();
    let exhibit = desk.dossier(vendor).unwrap().exhibits[&no(1)].clone();
    assert_eq!((exhibit.kind, exhibit.dates.dated), (ExhibitKind::PolicyDocument, None));
}

#[test]
fn contradictory_dates_are_kept() {
    let (_, mut desk, vendor) = Office::founded();
    let dates = ExhibitDates {
        dated: Some(day("2026-06-01")),
        from: Some(day("2026-06-01")),
        expires: Some(day("2025-06-01")),
        period_from: Some(day("2026-05-01")),
        period_to: Some(day("2026-04-01")),
        ..ExhibitDates::default()
    };
    take(&mut desk, vendor, TakeRequest { dates: dates.clone(), ..held_bytes("p", b"p") }).unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().exhibits[&no(1)].dates, dates);
}

#[test]
fn many_files_of_hostile_names() {
    let (folder, mut desk, vendor) = on_disk();
    let names = [
        "CON",
        "nul.txt",
        "a:b",
        "dot.",
        "space ",
        "-rf",
        "line\nfeed",
        "esc\u{1b}[2J",
        "\u{202e}fdp.exe",
    ];
    let long = "n".repeat(200);
    let names: Vec<&str> = names.into_iter().chain([long.as_str()]).collect();
    for name in &names {
        let path = folder.path().join(name);
        put(&path, name.as_bytes()).unwrap();
        take(&mut desk, vendor, from_file(&path)).unwrap();
    }
    let dossier = desk.dossier(vendor).unwrap().clone();
    assert_eq!(dossier.exhibits.len(), names.len());
    for exhibit in dossier.exhibits.values() {
        let Holding::Vault { file_name, .. } = &exhibit.holding else { panic!("{exhibit:?}") };
        for text in [file_name, &exhibit.title] {
            assert!(!text.chars().any(char::is_control), "{text:?}");
        }
    }
    assert_eq!(dossier.exhibits[&no(8)].title, "esc‹U+001B›[2J");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_unicode_is_taken() {
    use std::os::unix::ffi::OsStrExt as _;
    let (folder, mut desk, vendor) = on_disk();
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.pdf"));
    put(&path, b"x").unwrap();
    take(&mut desk, vendor, from_file(&path)).unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().exhibits[&no(1)].title, "caf\u{fffd}.pdf");
}

#[test]
fn r12_superseding_moves_no_link_and_only_the_last_can_be_superseded() {
    let (_, mut desk, vendor) = Office::founded();
    give(&mut desk, vendor, "ins.required", "yes").unwrap();
    let dates = ExhibitDates { dated: Some(day("2026-06-01")), ..ExhibitDates::default() };
    let dated = |request: TakeRequest| TakeRequest { dates: dates.clone(), ..request };
    take(&mut desk, vendor, dated(supporting("ins.required", held_bytes("old", b"old")))).unwrap();
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Documented);
    let newer = |bytes| TakeRequest { supersedes: Some(no(1)), ..held_bytes("new", bytes) };
    take(&mut desk, vendor, newer(b"new")).unwrap();
    assert_eq!(standing(&mut desk, vendor, "ins.required"), Standing::Stale);
    refused(
        take(&mut desk, vendor, newer(b"newer")),
        &["superseded by A-02 already", "supersede A-02 instead"],
    );
}

#[test]
fn withdrawing_linking_and_unlinking_have_their_words() {
    let (_, mut desk, vendor) = Office::founded();
    let link = |number, question: &str, page: Option<&str>| Request::Link {
        exhibit: no(number),
        asked: asked(question),
        pinpoint: page.map(|page| Pinpoint { page: Some(page.into()), ..Pinpoint::default() }),
    };
    refused(desk.record(vendor, &link(1, "ins.required", None)), &["no exhibit A-01", "none yet"]);
    take(&mut desk, vendor, held_bytes("a", b"a")).unwrap();
    refused(
        desk.record(vendor, &link(3, "ins.required", None)),
        &["no exhibit A-03", "on file: A-01"],
    );
    desk.record(vendor, &link(1, "ins.required", None)).unwrap();
    refused(
        desk.record(vendor, &link(1, "ins.required", Some(" "))),
        &["linked to ins.required already"],
    );
    desk.record(vendor, &link(1, "ins.required", Some("4"))).unwrap();
    let unlink = |question: &str| Request::Unlink { exhibit: no(1), asked: asked(question) };
    refused(
        desk.record(vendor, &unlink("liab.indemnity")),
        &["A-01 is not linked to liab.indemnity", "ins.required"],
    );
    desk.record(vendor, &unlink("ins.required")).unwrap();
    refused(desk.record(vendor, &unlink("ins.required")), &["nothing"]);
    let withdraw = |reason: &str| Request::Withdraw { exhibit: no(1), reason: reason.into() };
    refused(desk.record(vendor, &withdraw(" ")), &["the reason is blank"]);
    desk.record(vendor, &withdraw("not theirs")).unwrap();
    refused(desk.record(vendor, &withdraw("twice")), &["A-01 was withdrawn: not theirs"]);
    refused(desk.record(vendor, &link(1, "ins.required", None)), &["was withdrawn"]);
}

#[test]
fn a_full_disk_takes_nothing() {
    use proofbook::io::faults::{Call, Harm};
    let (office, mut desk, vendor) = Office::founded();
    let before = office.vendor_journal(vendor);
    office.file("/a.pdf", b"a");
    office.disk.fail(Call::Write, 1, Harm::NoSpace);
    let problem = take(&mut desk, vendor, from_file("/a.pdf")).unwrap_err();
    assert_eq!(problem.kind, Kind::World);
    assert!(problem.to_string().contains("full"), "{problem}");
    assert_eq!(office.vendor_journal(vendor), before);
    take(&mut desk, vendor, from_file("/a.pdf")).unwrap();
}
