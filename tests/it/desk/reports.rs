//! Writing a report: whole or not at all, and noted with what it covers (rule R26).

use std::path::Path;

use proofbook::desk::{Desk, Wanted};
use proofbook::domain::event::Edition;
use proofbook::domain::id::{Digest, VendorId};
use proofbook::domain::request::Request;
use proofbook::io::Io as _;
use proofbook::io::faults::{Call, Harm};
use proofbook::problem::Kind;
use proofbook::progress::Unwatched;
use proofbook::store::JournalName;
use proofbook::store::atomic::Overwrite;

use super::{Office, give, on_disk, refused};
use crate::support::StopsAfter;

fn wanted(vendor: VendorId) -> Wanted {
    Wanted::about(vendor, Edition::Internal)
}

fn write(
    desk: &mut Desk,
    vendor: VendorId,
    path: &str,
) -> Result<proofbook::desk::Written, proofbook::problem::Problem> {
    desk.write_report(&wanted(vendor), Path::new(path), Overwrite::No, &mut Unwatched)
}

/// A disk with a folder for reports.
fn with_folder() -> (Office, Desk, VendorId) {
    let (office, mut desk, vendor) = Office::founded();
    office.disk.create_dir(Path::new("/out")).unwrap();
    give(&mut desk, vendor, "ins.required", "no").unwrap();
    (office, desk, vendor)
}

fn names(office: &Office) -> Vec<String> {
    let names = office.disk.read_dir(Path::new("/out")).unwrap();
    names.into_iter().map(|name| name.into_string().unwrap()).collect()
}

#[test]
fn r26_it_is_noted_with_what_it_covers_and_comes_out_the_same_again() {
    let (office, mut desk, vendor) = with_folder();
    let content = desk.dossier(vendor).unwrap().last_content().unwrap().clone();
    let written = write(&mut desk, vendor, "/out/a.pdf").unwrap();
    let bytes = office.disk.bytes(Path::new("/out/a.pdf")).unwrap();
    assert_eq!(written.sha256, Digest::of(&bytes));
    assert!(written.pages > 1);
    let noted = desk.dossier(vendor).unwrap().reports[0].clone();
    assert_eq!(
        (noted.sha256, noted.edition, noted.questionnaire.as_str()),
        (written.sha256, Edition::Internal, "core")
    );
    let organization = office.store().journal_id(JournalName::Organization);
    let covers: Vec<_> = noted.covers.iter().map(|head| (head.journal, head.seq)).collect();
    let ours = desk.organization().last_content().unwrap().seq;
    assert_eq!(covers, [(vendor.0, content.seq), (organization, ours)]);
    assert_eq!(write(&mut desk, vendor, "/out/b.pdf").unwrap().sha256, written.sha256);
}

#[test]
fn a_file_that_is_there_is_not_touched_unless_agreed() {
    let (office, mut desk, vendor) = with_folder();
    office.file("/out/a.pdf", b"mine");
    let before = office.vendor_journal(vendor);
    refused(
        write(&mut desk, vendor, "/out/a.pdf"),
        &["/out/a.pdf is there already", "not touched", "--overwrite"],
    );
    assert_eq!(office.disk.bytes(Path::new("/out/a.pdf")).unwrap(), b"mine");
    assert_eq!((office.vendor_journal(vendor), names(&office)), (before, vec!["a.pdf".to_owned()]));
    let agreed =
        desk.write_report(&wanted(vendor), Path::new("/out/a.pdf"), Overwrite::Yes, &mut Unwatched);
    assert_eq!(
        agreed.unwrap().sha256,
        Digest::of(&office.disk.bytes(Path::new("/out/a.pdf")).unwrap())
    );
}

#[test]
fn a_folder_that_is_not_there_or_is_the_file() {
    let (folder, mut desk, vendor) = on_disk();
    let at = |name: &str| folder.path().join(name);
    let missing = desk
        .write_report(&wanted(vendor), &at("no/a.pdf"), Overwrite::No, &mut Unwatched)
        .unwrap_err();
    assert_eq!(missing.kind, Kind::World);
    assert!(
        missing.summary.contains("folder") && missing.summary.contains("not there"),
        "{missing}"
    );
    std::fs::create_dir(at("dir")).unwrap();
    for overwrite in [Overwrite::No, Overwrite::Yes] {
        refused(
            desk.write_report(&wanted(vendor), &at("dir"), overwrite, &mut Unwatched),
            &["dir"],
        );
    }
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(desk.dossier(vendor).unwrap().reports.is_empty());
}

#[test]
fn a_full_disk_leaves_no_half_file() {
    let (office, mut desk, vendor) = with_folder();
    let before = office.vendor_journal(vendor);
    desk.dossier(vendor).unwrap();
    let mut told = 0;
    // The first write and flush are those of the lock and the journal, which are looked at before any page is made.
    for (call, nth, harm) in [
        (Call::Write, 2, Harm::NoSpace),
        (Call::Write, 2, Harm::ShortThenFull),
        (Call::Sync, 2, Harm::Broken),
    ] {
        let copy = Office { disk: office.disk.restart(), now: office.now.clone() };
        copy.disk.fail(call, nth, harm);
        let problem = write(&mut copy.sit("ann"), vendor, "/out/a.pdf").unwrap_err();
        assert_eq!(problem.kind, Kind::World);
        assert_eq!((names(&copy), copy.vendor_journal(vendor)), (Vec::new(), before.clone()));
        told += usize::from(problem.to_string().contains("no half file"));
    }
    assert_eq!(told, 3);
}

#[test]
fn a_report_that_could_not_be_noted_is_said_to_be_there() {
    let (office, mut desk, vendor) = with_folder();
    // The report's own flush is the first, that of its event the second: this desk has the journal open.
    office.disk.fail(Call::Sync, 2, Harm::Broken);
    let problem = write(&mut desk, vendor, "/out/a.pdf").unwrap_err();
    assert_eq!(names(&office), ["a.pdf"]);
    assert!(problem.safe.as_deref().unwrap_or("").contains("/out/a.pdf"), "{problem}");
    assert!(desk.dossier(vendor).unwrap().reports.is_empty());
}

#[test]
fn a_retired_vendor_has_reports_still() {
    let (_, mut desk, vendor) = with_folder();
    desk.record(vendor, &Request::Retire { reason: None }).unwrap();
    write(&mut desk, vendor, "/out/a.pdf").unwrap();
    assert_eq!(desk.dossier(vendor).unwrap().reports.len(), 1);
}

#[test]
fn a_damaged_or_locked_record_writes_no_report() {
    let (office, mut desk, vendor) = with_folder();
    office.disk.pretend(proofbook::io::FileSystem::Shared("NFS"));
    assert!(
        write(&mut office.sit("bob"), vendor, "/out/a.pdf").unwrap_err().summary.contains("NFS")
    );
    office.disk.pretend(proofbook::io::FileSystem::Local);
    let folder = office.store().journal_folder(JournalName::Vendor(vendor));
    let journal = office.vendor_journal(vendor).replacen("\"no\"", "\"yes\"", 1);
    office.disk.plant(&folder.join("journal.jsonl"), journal.as_bytes()).unwrap();
    for desk in [&mut desk, &mut office.sit("bob")] {
        let problem = write(desk, vendor, "/out/a.pdf").unwrap_err();
        assert_eq!(problem.kind, Kind::Data, "{problem}");
    }
    assert!(names(&office).is_empty());
}

#[test]
fn unknown_questionnaires_have_their_nearest_name_and_files_a_name() {
    let (_, mut desk, vendor) = with_folder();
    let other = Wanted { questionnaire: Some("cor".into()), ..wanted(vendor) };
    refused(desk.report(&other), &["no questionnaire 'cor'", "did you mean 'core'"]);
    assert_eq!(desk.report_name(&wanted(vendor)).unwrap(), "acme-billing-2026-11-22-internal.pdf");
}

#[test]
fn a_canceled_report_leaves_no_file_and_is_not_noted() {
    let (office, mut desk, vendor) = with_folder();
    office.file("/out/a.pdf", b"mine");
    let before = office.vendor_journal(vendor);
    for (path, overwrite) in [("/out/a.pdf", Overwrite::Yes), ("/out/b.pdf", Overwrite::No)] {
        let problem = desk
            .write_report(&wanted(vendor), Path::new(path), overwrite, &mut StopsAfter(0))
            .unwrap_err();
        assert_eq!((problem.summary.as_str(), problem.kind.exit_code()), ("it was canceled", 130));
        assert!(problem.safe.unwrap().contains("as it was before"));
    }
    assert_eq!(office.disk.bytes(Path::new("/out/a.pdf")).unwrap(), b"mine");
    assert_eq!((office.vendor_journal(vendor), names(&office)), (before, vec!["a.pdf".to_owned()]));
}

#[test]
fn a_name_with_a_line_feed_is_shown_on_one_line_and_not_written_elsewhere() {
    let (office, mut desk, vendor) = with_folder();
    let problem = write(&mut desk, vendor, "/out/no\n/a.pdf").unwrap_err();
    assert_eq!(
        problem.to_string().lines().next(),
        Some("Problem: the folder of /out/no /a.pdf is not there.")
    );
    let written = write(&mut desk, vendor, "/out/a\nb.pdf").unwrap();
    assert_eq!(names(&office), ["a\nb.pdf"]);
    assert_eq!(written.sha256, Digest::of(&office.disk.bytes(&written.path).unwrap()));
}

#[cfg(unix)]
#[test]
fn a_device_is_never_replaced() {
    use std::os::unix::fs::FileTypeExt as _;
    let (folder, mut desk, vendor) = on_disk();
    let pipe = folder.path().join("pipe");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .unwrap();
    for (overwrite, words) in [
        (Overwrite::No, "is there already"),
        (Overwrite::Yes, "is a pipe or a device, and no file"),
    ] {
        refused(
            desk.write_report(
                &wanted(vendor),
                &pipe,
                overwrite,
                &mut proofbook::progress::Unwatched,
            ),
            &[words],
        );
    }
    assert!(std::fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}
