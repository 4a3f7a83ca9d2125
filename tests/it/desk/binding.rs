//! Binders: what is in one and what is not, whole or not at all, the same each time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use proofbook::desk::{Binding, Bound, Desk, Exhibits, Kind, Wanted};
use proofbook::domain::event::Edition;
use proofbook::domain::id::{Digest, VendorId};
use proofbook::domain::inquiry::{InquiryNo, RequestNo};
use proofbook::domain::request::{
    Answering, InquiryRequest, MapRequest, Mapping, Request, TakeRequest,
};
use proofbook::io::faults::{Call, Faulty, Harm};
use proofbook::io::{Io as _, Kind as FileKind, Links};
use proofbook::problem::{Doubt, Problem};
use proofbook::progress::{Canceled, Progress, Step, Unwatched};
use proofbook::report::model::{Attached, Relation};
use proofbook::store::atomic::Overwrite;

use super::{Office, elsewhere, from_file, give, held_bytes, no, refused, take};

pub(super) const OUT: &str = "/out/binder";
pub(super) const IQ: InquiryNo = InquiryNo(1);

/// Four exhibits: two on file, of which the first answers a question and a letter; one withdrawn; one held elsewhere.
fn with_exhibits() -> (Office, Desk, VendorId) {
    let (office, mut desk, vendor) = Office::founded();
    office.disk.create_dir(Path::new("/out")).unwrap();
    give(&mut desk, vendor, "ins.required", "no").unwrap();
    let titled = |title: &str, request: TakeRequest| TakeRequest {
        title: Some(title.to_owned()),
        ..request
    };
    let first = TakeRequest {
        supports: vec![(super::asked("baa.executed"), None)],
        ..titled("Agreement, signed", held_bytes("baa final.PDF", b"agreement"))
    };
    take(&mut desk, vendor, first).unwrap();
    take(&mut desk, vendor, titled("SOC 2: 2025/26", held_bytes("soc2.pdf", b"audit"))).unwrap();
    take(&mut desk, vendor, held_bytes("wrong.txt", b"wrong")).unwrap();
    take(&mut desk, vendor, elsewhere("2026-11-01")).unwrap();
    let withdraw = Request::Withdraw { exhibit: no(3), reason: "of another vendor".to_owned() };
    desk.record(vendor, &withdraw).unwrap();
    (office, desk, vendor)
}

/// The same with a letter: request 2 is answered by A-01, request 1/a by a question and, request 3 by nothing.
pub(super) fn with_letter() -> (Office, Desk, VendorId) {
    let (office, mut desk, vendor) = with_exhibits();
    let day = |text: &str| text.parse().unwrap();
    let open = InquiryRequest {
        from: "OCR".to_owned(),
        received: day("2026-10-26"),
        due: day("2026-11-25"),
        reference: None,
        letter: None,
        note: None,
        sure_of: Vec::new(),
    };
    desk.record(vendor, &Request::OpenInquiry(open)).unwrap();
    for (number, exhibits) in [("2", &[1][..]), ("1/a", &[1, 2]), ("3", &[])] {
        let number = RequestNo::new(number);
        let request = Request::SetLetterRequest {
            inquiry: IQ,
            number: number.clone(),
            text: format!("Provide {number}."),
            sure_of: Vec::new(),
        };
        desk.record(vendor, &request).unwrap();
        let mapping = if exhibits.is_empty() {
            Mapping::Absent("There is none.".to_owned())
        } else {
            let exhibits = exhibits.iter().map(|number| no(*number)).collect();
            Mapping::Add(Answering { questions: Vec::new(), exhibits })
        };
        let map = MapRequest { inquiry: IQ, number, mapping, sure_of: Vec::new() };
        desk.record(vendor, &Request::MapRequest(map)).unwrap();
    }
    (office, desk, vendor)
}

fn produced(vendor: VendorId) -> Wanted {
    Wanted::about(vendor, Edition::Produced)
}

fn of_letter(vendor: VendorId) -> Wanted {
    Wanted { kind: Kind::Inquiry(IQ), ..produced(vendor) }
}

fn bind(desk: &mut Desk, wanted: Wanted, folder: &str) -> Result<Bound, Problem> {
    bind_over(desk, wanted, folder, Overwrite::No)
}

fn bind_over(
    desk: &mut Desk,
    wanted: Wanted,
    folder: &str,
    overwrite: Overwrite,
) -> Result<Bound, Problem> {
    let binding = Binding { wanted, folder: Path::new(folder), overwrite, sure_of: &[] };
    desk.bind(&binding, &mut Unwatched)
}

/// Every file below a folder, by its place.
pub(super) fn tree(disk: &Faulty, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(at) = folders.pop() {
        for name in disk.read_dir(&at).unwrap_or_default() {
            let path = at.join(&name);
            if disk.metadata(&path, Links::Keep).unwrap().kind == FileKind::Folder {
                folders.push(path);
            } else {
                let place = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(place, disk.bytes(&path).unwrap());
            }
        }
    }
    found
}

fn names(disk: &Faulty) -> Vec<String> {
    let names = disk.read_dir(Path::new("/out")).unwrap();
    names.into_iter().map(|name| name.into_string().unwrap()).collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, place: &str) -> String {
    String::from_utf8(files[place].clone()).unwrap()
}

/// Rows of the manifest by the heads of its columns.
pub(super) fn manifest(files: &BTreeMap<String, Vec<u8>>) -> Vec<BTreeMap<String, String>> {
    let bytes = files["manifest.csv"].strip_prefix(b"\xEF\xBB\xBF").unwrap();
    csv::Reader::from_reader(bytes).deserialize().map(|row| row.unwrap()).collect()
}

/// Each file but the list itself is in SHA256SUMS with its digest, and nothing else is.
fn assert_sums(files: &BTreeMap<String, Vec<u8>>) {
    let sums = text(files, "SHA256SUMS");
    let mut listed: BTreeMap<&str, &str> = BTreeMap::new();
    for line in sums.lines() {
        let (digest, place) = line.split_once("  ").unwrap();
        assert_eq!(listed.insert(place, digest), None, "{place} twice");
    }
    for (place, bytes) in files.iter().filter(|(place, _)| *place != "SHA256SUMS") {
        assert_eq!(listed.remove(place.as_str()), Some(&*Digest::of(bytes).to_string()), "{place}");
    }
    assert!(listed.is_empty(), "{listed:?}");
}

#[test]
fn a_binder_holds_report_exhibits_manifest_digests_and_index_and_says_what_is_missing() {
    let (office, mut desk, vendor) = with_exhibits();
    let bound = bind(&mut desk, produced(vendor), OUT).unwrap();
    let files = tree(&office.disk, OUT);
    let places: Vec<&str> = files.keys().map(String::as_str).collect();
    let expected = [
        "SHA256SUMS",
        "acme-billing-2026-11-22-produced.pdf",
        "exhibits/A-01 Agreement, signed.PDF",
        "exhibits/A-02 SOC 2- 2025-26.pdf",
        "index.html",
        "index.txt",
        "manifest.csv",
    ];
    assert_eq!(places, expected);
    assert_eq!((bound.files, bound.folder.as_path()), (expected.len(), Path::new(OUT)));
    assert_eq!(bound.bytes, files.values().map(|bytes| bytes.len() as u64).sum::<u64>());
    assert_eq!(bound.manifest, Digest::of(&files["manifest.csv"]));
    assert_eq!(files["exhibits/A-01 Agreement, signed.PDF"], b"agreement");
    assert_sums(&files);
    let report = &files["acme-billing-2026-11-22-produced.pdf"];
    assert!(report.starts_with(b"%PDF-1.7"));
    let noted = desk.dossier(vendor).unwrap().reports[0].clone();
    assert_eq!((noted.sha256, noted.report.as_str()), (Digest::of(report), "vendor"));

    let rows = manifest(&files);
    let of = |item: &str| rows.iter().find(|row| row["Item"] == item).unwrap();
    let first = of("A-01");
    assert_eq!(first["File in this binder"], "exhibits/A-01 Agreement, signed.PDF");
    assert_eq!((&*first["Original file name"], &*first["Bytes"]), ("baa final.PDF", "9"));
    assert_eq!(first["SHA-256"], Digest::of(b"agreement").to_string());
    assert_eq!(first["Answers questions"], "baa.executed");
    for (item, word, why) in [
        ("A-03", "withdrawn", "withdrawn: of another vendor"),
        ("A-04", "held elsewhere", "held elsewhere, no copy is on file: the vendor's portal"),
    ] {
        let row = of(item);
        assert_eq!((&*row["Not in this binder"], &*row["Why"]), (word, why));
        assert_eq!(row["File in this binder"], "");
    }
    let left_out: Vec<&str> =
        rows.iter().filter(|row| row["Item"] == "Left out").map(|row| &*row["Why"]).collect();
    assert!(left_out[0].starts_with("counsel-only") && left_out.len() == 2, "{left_out:?}");
    for page in ["index.html", "index.txt"] {
        let page = text(&files, page);
        for said in
            ["A-01", "Agreement, signed", "of another vendor", "the vendor&#39;s portal", "A-04"]
        {
            assert!(page.contains(said) || page.contains(&said.replace("&#39;", "'")), "{said}");
        }
    }
}

#[test]
fn a_letter_orders_the_exhibits_by_its_requests_and_keeps_out_what_does_not_answer_it() {
    let (office, mut desk, vendor) = with_letter();
    bind(&mut desk, of_letter(vendor), OUT).unwrap();
    let files = tree(&office.disk, OUT);
    assert_sums(&files);
    let copies: Vec<&str> =
        files.keys().map(String::as_str).filter(|place| place.contains('/')).collect();
    // Request 1/a comes before 2, and A-01 lies in its folder only.
    let expected =
        ["Request 1-a/A-01 Agreement, signed.PDF", "Request 1-a/A-02 SOC 2- 2025-26.pdf"];
    assert_eq!(copies, expected);
    let rows = manifest(&files);
    let first = rows.iter().find(|row| row["Item"] == "A-01").unwrap();
    assert_eq!(first["Answers requests"], "1/a; 2");
    assert!(!rows.iter().any(|row| ["A-03", "A-04"].contains(&&*row["Item"])), "{rows:?}");
    let page = text(&files, "index.txt");
    let places = ["Request 1/a", "Request 2", "Request 3", "Nothing: There is none."]
        .map(|said| page.find(said).unwrap_or_else(|| panic!("{said} is not in {page}")));
    assert!(places.is_sorted(), "{page}");
    assert_eq!(desk.dossier(vendor).unwrap().reports[0].report, "inquiry");
    let gone = Wanted { kind: Kind::Inquiry(InquiryNo(9)), ..produced(vendor) };
    refused(bind(&mut desk, gone, "/out/other"), &["there is no inquiry IQ-09"]);
}

#[test]
fn two_binders_of_the_same_record_are_the_same_byte_for_byte() {
    let (office, mut desk, vendor) = with_letter();
    for wanted in [produced(vendor), of_letter(vendor)] {
        bind(&mut desk, wanted.clone(), "/out/a").unwrap();
        let one = tree(&office.disk, "/out/a");
        // Another person at another desk, after events of care, and over the one that is there.
        office.at("2026-11-22T15:10:00Z");
        let mut bob = office.sit("bob");
        bob.check_exhibits(vendor).unwrap();
        bind_over(&mut bob, wanted, "/out/a", Overwrite::Yes).unwrap();
        assert_eq!(tree(&office.disk, "/out/a"), one);
        assert_eq!(names(&office.disk), ["a"]);
        proofbook::io::remove_tree(&office.disk, Path::new("/out/a")).unwrap();
        desk.look(vendor).unwrap();
    }
}

#[test]
fn the_internal_edition_is_asked_about_and_the_data_folder_refused() {
    let (office, mut desk, vendor) = with_exhibits();
    let internal = Wanted::about(vendor, Edition::Internal);
    let problem = refused(bind(&mut desk, internal.clone(), OUT), &["counsel's notes"]);
    assert_eq!(problem.doubt, Some(Doubt::InternalEdition));
    assert!(names(&office.disk).is_empty());
    let folder = Path::new(OUT);
    let sure_of = &[Doubt::InternalEdition];
    let binding = Binding { wanted: internal, folder, overwrite: Overwrite::No, sure_of };
    let bound = desk.bind(&binding, &mut Unwatched).unwrap();
    assert_eq!(bound.binder.left_out, []);
    refused(bind(&mut desk, produced(vendor), "/record/binder"), &["lie in the data folder"]);
}

#[test]
fn only_a_binder_is_replaced_and_only_where_that_is_said_and_nothing_of_others_is_in_it() {
    let (office, mut desk, vendor) = with_exhibits();
    let disk = &office.disk;
    bind(&mut desk, produced(vendor), OUT).unwrap();
    let before = tree(disk, OUT);
    refused(bind(&mut desk, produced(vendor), OUT), &["is there already", "--overwrite"]);
    assert_eq!(tree(disk, OUT), before);
    let again = |desk: &mut Desk| bind_over(desk, produced(vendor), OUT, Overwrite::Yes);
    disk.plant(Path::new("/out/binder/exhibits/my notes.txt"), b"mine").unwrap();
    refused(again(&mut desk), &["exhibits/my notes.txt", "no binder put there"]);
    assert_eq!(tree(disk, OUT).len(), before.len() + 1);
    disk.remove(Path::new("/out/binder/exhibits/my notes.txt")).unwrap();
    // Recorded since: the new binder says so.
    take(&mut desk, vendor, held_bytes("more.txt", b"more")).unwrap();
    again(&mut desk).unwrap();
    assert!(tree(disk, OUT).contains_key("exhibits/A-05 more.txt"));
    disk.remove(Path::new("/out/binder/manifest.csv")).unwrap();
    refused(again(&mut desk), &["no binder of this program"]);
    disk.create_dir(Path::new("/out/photos")).unwrap();
    disk.plant(Path::new("/out/photos/a.jpg"), b"a").unwrap();
    disk.plant(Path::new("/out/file"), b"a").unwrap();
    for folder in ["/out/photos", "/out/file"] {
        refused(bind_over(&mut desk, produced(vendor), folder, Overwrite::Yes), &["not touched"]);
    }
    assert_eq!(disk.bytes(Path::new("/out/photos/a.jpg")).unwrap(), b"a");
    // A folder with nothing in it is filled.
    disk.create_dir(Path::new("/out/empty")).unwrap();
    bind(&mut desk, produced(vendor), "/out/empty").unwrap();
    assert_eq!(names(disk), ["binder", "empty", "file", "photos"]);
}

#[test]
fn what_is_left_out_is_in_no_file_of_the_binder_and_listed_with_the_reason() {
    let (office, mut desk, vendor) = with_exhibits();
    let advice = held_bytes("memo.pdf", b"advice of counsel");
    take(&mut desk, vendor, TakeRequest { title: Some("Memo by Counsel".to_owned()), ..advice })
        .unwrap();
    let bound = bind(&mut desk, produced(vendor), "/out/all").unwrap();
    assert_eq!(bound.of_counsel, [no(5)]);
    let without = vec![(no(5), "attorney-client privilege".to_owned())];
    let wanted = Wanted { without, exhibits: Exhibits::Attached, ..produced(vendor) };
    let report = desk.report(&wanted).unwrap();
    assert!(!report.attachments.iter().any(|one| one.name.as_str().contains("Memo")));
    let words = proofbook::report::plain::text(&report, 100);
    assert!(words.contains("No: left out: attorney-client privilege"), "{words}");
    let bound = bind(&mut desk, wanted, OUT).unwrap();
    assert_eq!(bound.of_counsel, []);
    let files = tree(&office.disk, OUT);
    assert!(!files.keys().any(|place| place.contains("A-05")));
    let rows = manifest(&files);
    let row = rows.iter().find(|row| row["Item"] == "A-05").unwrap();
    assert_eq!(row["Why"], "left out: attorney-client privilege");
    let mistyped = Wanted { without: vec![(no(9), "x".to_owned())], ..produced(vendor) };
    refused(bind(&mut desk, mistyped, "/out/no"), &["exhibit A-09 would not be in it"]);
}

fn object(office: &Office, bytes: &[u8]) -> PathBuf {
    office.store().vault().path(Digest::of(bytes))
}

#[test]
fn a_damaged_copy_never_goes_out_and_one_that_is_missing_is_named() {
    let (office, mut desk, vendor) = with_letter();
    office.disk.remove(&object(&office, b"agreement")).unwrap();
    let audit = object(&office, b"audit");
    office.disk.remove(&audit).unwrap();
    office.disk.plant(&audit, b"AUDIT").unwrap();
    let bound = bind(&mut desk, produced(vendor), OUT).unwrap();
    let missing: Vec<(u32, &str)> =
        bound.binder.missing().map(|(item, why)| (item.no.0, why.word())).collect();
    let expected =
        [(1, "not in this copy"), (2, "damaged"), (3, "withdrawn"), (4, "held elsewhere")];
    assert_eq!(missing, expected);
    let files = tree(&office.disk, OUT);
    assert_sums(&files);
    assert!(!files.values().any(|bytes| bytes == b"AUDIT"), "damaged bytes went out");
    let page = text(&files, "index.txt");
    assert!(page.contains("Damaged: the copy's SHA-256 is not that of the file"), "{page}");
    // No empty folder is left where nothing could be put.
    assert_eq!(office.disk.read_dir(Path::new(OUT)).unwrap().len(), files.len());
    // Inside the report they are not either.
    let attached = Wanted { exhibits: Exhibits::Attached, ..produced(vendor) };
    let report = desk.report(&attached).unwrap();
    assert_eq!(report.attachments.len(), 1, "{:?}", report.attachments);
}

/// Does something to the disk, or stops, when a step is reached.
struct At<F>(&'static str, usize, F);

impl<F: FnMut() -> Result<(), Canceled>> Progress for At<F> {
    fn reached(&mut self, step: Step<'_>) -> Result<(), Canceled> {
        if step.doing == self.0 && step.done == self.1 { (self.2)() } else { Ok(()) }
    }
}

#[test]
fn canceled_or_with_a_copy_that_disappears_meanwhile_no_folder_is_left_and_the_old_one_stays() {
    let (office, mut desk, vendor) = with_exhibits();
    bind(&mut desk, produced(vendor), OUT).unwrap();
    let (before, events) = (tree(&office.disk, OUT), office.vendor_journal(vendor));
    let path = object(&office, b"audit");
    let mut attempt = |progress: &mut dyn Progress| {
        let folder = Path::new(OUT);
        let overwrite = Overwrite::Yes;
        let wanted = produced(vendor);
        let problem =
            desk.bind(&Binding { wanted, folder, overwrite, sure_of: &[] }, progress).unwrap_err();
        assert_eq!((tree(&office.disk, OUT), names(&office.disk).len()), (before.clone(), 1));
        assert_eq!(office.vendor_journal(vendor), events);
        problem
    };
    for done in [0, 2, 4] {
        let problem = attempt(&mut At("Copying exhibits", done, || Err(Canceled)));
        assert!(problem.summary.contains("canceled"), "{problem}");
    }
    let problem = attempt(&mut At("Copying exhibits", 1, || {
        office.disk.remove(&path).unwrap();
        Ok(())
    }));
    assert!(problem.summary.contains("exhibit A-02 could not be read"), "{problem}");
}

#[test]
fn whatever_fails_the_binder_is_whole_or_as_before() {
    let (office, mut desk, vendor) = with_letter();
    bind(&mut desk, of_letter(vendor), OUT).unwrap();
    let before = tree(&office.disk, OUT);
    take(&mut desk, vendor, held_bytes("more.txt", b"more")).unwrap();
    let map = MapRequest {
        inquiry: IQ,
        number: RequestNo::new("2"),
        mapping: Mapping::Add(Answering { questions: Vec::new(), exhibits: vec![no(5)] }),
        sure_of: Vec::new(),
    };
    desk.record(vendor, &Request::MapRequest(map)).unwrap();
    bind(&mut desk, of_letter(vendor), "/out/whole").unwrap();
    let whole = tree(&office.disk, "/out/whole");
    assert_ne!(before, whole);
    proofbook::io::remove_tree(&office.disk, Path::new("/out/whole")).unwrap();
    let mut failed = 0;
    for (call, harm) in [
        (Call::CreateDir, Harm::NoSpace),
        (Call::Write, Harm::ShortThenFull),
        (Call::Write, Harm::Broken),
        (Call::Sync, Harm::Broken),
        (Call::SyncDir, Harm::Broken),
        (Call::Link, Harm::Broken),
        (Call::Rename, Harm::Broken),
        (Call::Rename, Harm::KilledBefore),
        (Call::Rename, Harm::KilledAfter),
    ] {
        for nth in 1.. {
            let copy = Office { disk: office.disk.restart(), now: office.now.clone() };
            let mut ann = copy.sit("ann");
            ann.dossier(vendor).unwrap();
            copy.disk.fail(call, nth, harm);
            let done = bind_over(&mut ann, of_letter(vendor), OUT, Overwrite::Yes);
            let context = format!("{harm:?} at {call:?} {nth}: {done:?}");
            if !copy.disk.has_fired() {
                break;
            }
            let after = copy.disk.restart();
            let found = tree(&after, OUT);
            let killed = matches!(harm, Harm::KilledBefore | Harm::KilledAfter);
            if found.is_empty() {
                // Between the two steps of replacing both lie beside, whole, under names that say what they are.
                let beside: Vec<_> = names(&after)
                    .iter()
                    .map(|name| tree(&after, &format!("/out/{name}")))
                    .collect();
                assert!(killed && beside.len() == 2, "{context}: {:?}", names(&after));
                assert!(beside.contains(&before) && beside.contains(&whole), "{context}");
            } else {
                assert!(found == before || found == whole, "{context}: half of it");
            }
            if done.is_ok() {
                assert_eq!(found, whole, "{context}");
            } else {
                failed += 1;
                assert!(killed || names(&after) == ["binder"], "{context}: {:?}", names(&after));
            }
        }
    }
    assert!(failed > 30, "only {failed} failed");
}

#[test]
fn none_and_five_hundred_exhibits_with_hostile_titles_have_safe_names_that_differ() {
    let (office, mut desk, vendor) = Office::founded();
    office.disk.create_dir(Path::new("/out")).unwrap();
    bind(&mut desk, produced(vendor), "/out/none").unwrap();
    let none = tree(&office.disk, "/out/none");
    assert_sums(&none);
    assert_eq!(none.len(), 5);
    assert!(text(&none, "index.txt").contains("The report and 0 exhibits are in this folder."));

    let long = "\u{4e2d}\u{6587}".repeat(80);
    let titles = [
        "CON",
        "nul.txt",
        "../../etc/passwd",
        "a/b\\c",
        "same",
        "SAME",
        "same",
        "=1+1",
        "<b>&amp;",
        "trailing. ",
        "\u{202e}fdp.exe",
        "e\u{301}",
        "\u{e9}",
        "~",
        "-rf",
        &long,
        "C:\\x",
        "%00",
    ];
    for place in 0..500_usize {
        let path = format!("/out/{place}.pdf");
        office.file(&path, format!("bytes {place}").as_bytes());
        let title = Some(titles[place % titles.len()].to_owned());
        let request = TakeRequest { title, ..from_file(&path) };
        take(&mut desk, vendor, request).unwrap();
    }
    bind(&mut desk, produced(vendor), OUT).unwrap();
    let files = tree(&office.disk, OUT);
    assert_sums(&files);
    let copies: Vec<&String> =
        files.keys().filter(|place| place.starts_with("exhibits/")).collect();
    assert_eq!(copies.len(), 500);
    let lower: std::collections::BTreeSet<String> =
        copies.iter().map(|place| place.to_lowercase()).collect();
    assert_eq!(lower.len(), 500);
    for place in copies {
        let name = place.strip_prefix("exhibits/").unwrap();
        let is_pdf = name.strip_suffix("pdf").is_some_and(|stem| stem.ends_with('.'));
        assert!(name.starts_with("A-") && is_pdf && name.len() <= 120, "{name}");
        assert!(!name.contains(['/', '\\', ':', '<', '"', '\u{202e}', '\n']), "{name}");
    }
    let page = text(&files, "index.html");
    assert!(page.contains("&lt;b&gt;&amp;amp;") && !page.contains("<b>"));
    assert!(page.contains("href=\"./exhibits/A-01%20CON.pdf\""));
    assert!(!page.contains('\u{202e}'));
    let rows = manifest(&files);
    assert!(rows.iter().any(|row| row["Title"] == "'=1+1"));
}

#[test]
fn every_report_has_an_index_of_exhibits_inside_and_the_exhibits_where_that_is_asked_for() {
    let (office, mut desk, vendor) = with_letter();
    let listed = desk.report(&produced(vendor)).unwrap();
    let [index] = listed.attachments.as_slice() else { panic!("{:?}", listed.attachments) };
    assert_eq!((index.name.as_str(), index.relation), ("exhibits.csv", Relation::Data));
    let Attached::Bytes(bytes) = &index.content else { panic!("{index:?}") };
    let rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(bytes.as_slice()).deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0]["SHA-256"], Digest::of(b"agreement").to_string());
    assert_eq!((&*rows[2]["Withdrawn"], &*rows[3]["Bytes"]), ("yes", ""));
    let mut bob = office.sit("bob");
    bob.check_exhibits(vendor).unwrap();
    assert_eq!(bob.report(&produced(vendor)).unwrap().attachments, listed.attachments);

    let attached = |kind| Wanted { exhibits: Exhibits::Attached, kind, ..produced(vendor) };
    let report = desk.report(&attached(Kind::Vendor)).unwrap();
    let names: Vec<&str> = report.attachments.iter().map(|one| one.name.as_str()).collect();
    let expected = ["exhibits.csv", "A-01 Agreement, signed.PDF", "A-02 SOC 2- 2025-26.pdf"];
    assert_eq!(names, expected);
    let words = proofbook::report::plain::text(&report, 100);
    for said in ["2 exhibits lie inside this document", "No: withdrawn: of another vendor"] {
        assert!(words.contains(said), "{said} is not in {words}");
    }
    let of_letter = desk.report(&attached(Kind::Inquiry(IQ))).unwrap();
    assert_eq!(of_letter.attachments.len(), 3);
}

#[test]
fn what_does_not_fit_inside_a_report_is_left_outside_with_the_reason() {
    let (office, mut desk, vendor) = Office::founded();
    office.disk.create_dir(Path::new("/out")).unwrap();
    let large = vec![b'x'; 33 << 20];
    for (name, bytes) in [
        ("a.bin", large.clone()),
        ("b.bin", [large, b"y".to_vec()].concat()),
        ("c.bin", b"c".to_vec()),
    ] {
        let path = format!("/out/{name}");
        office.file(&path, &bytes);
        take(&mut desk, vendor, from_file(&path)).unwrap();
    }
    let report = desk.report(&Wanted { exhibits: Exhibits::Attached, ..produced(vendor) }).unwrap();
    let names: Vec<&str> = report.attachments.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["exhibits.csv", "A-01 a.bin", "A-03 c.bin"]);
    let words = proofbook::report::plain::text(&report, 100);
    assert!(words.contains("No: no room"), "{words}");
}
