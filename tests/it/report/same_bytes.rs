//! Rule R26: the same record gives the same bytes, whatever was only looked after since.

use proofbook::desk::Desk;
use proofbook::domain::event::{Class, Edition};
use proofbook::domain::id::VendorId;
use proofbook::domain::request::{AnswerRequest, Asked, Request};
use proofbook::domain::value::{Reply, Value};
use proofbook::report::pdf;
use proofbook::store::atomic::Overwrite;
use sha2::Digest as _;

use super::{EDITIONS, desk, desk_in, loaded, pages, report_of, wanted};

fn written(desk: &mut Desk, vendor: VendorId, edition: Edition) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    let written = desk
        .write_report(
            &wanted(vendor, edition),
            &path,
            Overwrite::No,
            &mut proofbook::progress::Unwatched,
        )
        .unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(written.sha256, proofbook::domain::id::Digest::of(&bytes));
    assert_eq!(written.notices, Vec::<String>::new());
    bytes
}

#[test]
fn r26_events_of_care_leave_the_bytes_alone_and_one_of_content_changes_them() {
    let folder = loaded();
    let mut desk = desk_in(&folder);
    let vendor = desk.find("larkspur-health-records").unwrap();
    for edition in EDITIONS {
        let first = written(&mut desk, vendor, edition);
        let before = desk.dossier(vendor).unwrap().events.len();
        let interview = Request::OpenInterview {
            incident: None,
            questionnaire: "core".to_owned(),
            present: vec!["Priya Raman".to_owned()],
            role: None,
        };
        desk.record(vendor, &interview).unwrap();
        desk.check_exhibits(vendor).unwrap();
        let second = written(&mut desk, vendor, edition);
        let events = desk.dossier(vendor).unwrap().events.clone();
        let kinds: Vec<_> = events[before..].iter().map(|event| event.change.kind()).collect();
        assert_eq!(kinds, ["interview_opened", "exhibits_checked", "report_written"]);
        assert!(events[before - 1..].iter().all(|event| event.change.class() == Class::Care));
        assert!(first == second, "{}", edition.word());
        // Read anew from disk it is the same, too.
        assert!(first == written(&mut desk_in(&folder), vendor, edition));
        desk = desk_in(&folder);
    }
    let before = written(&mut desk, vendor, Edition::Produced);
    let reply = Reply::Value(Value::word("yes"));
    let answer = AnswerRequest::new(Asked::of_vendor("ins.required"), reply);
    desk.record(vendor, &Request::Answer(answer)).unwrap();
    assert!(before != written(&mut desk, vendor, Edition::Produced));
}

fn digests() -> String {
    let digest = |edition| {
        let bytes = pdf::bytes(&pages(&report_of("larkspur-health-records", edition))).unwrap();
        format!("{:x?}", sha2::Sha256::digest(bytes).as_slice())
    };
    EDITIONS.map(digest).join(" ")
}

#[test]
fn r26_another_process_in_another_zone_gives_the_same_bytes() {
    if std::env::var_os("PROOFBOOK_TEST_REPORT").is_some() {
        println!("digests={}", digests());
        return;
    }
    let name = "report::same_bytes::r26_another_process_in_another_zone_gives_the_same_bytes";
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env("PROOFBOOK_TEST_REPORT", "1")
        .env("TZ", "Asia/Tokyo")
        .output()
        .unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    assert!(output.contains(&format!("digests={}", digests())), "{output}");
}

#[test]
fn the_editions_differ_and_so_do_the_vendors() {
    let mut desk = desk();
    let mut seen = std::collections::BTreeSet::new();
    for vendor in ["larkspur-health-records", "delta-print-mail"] {
        let vendor = desk.find(vendor).unwrap();
        for edition in EDITIONS {
            let report = desk.report(&wanted(vendor, edition)).unwrap();
            assert!(seen.insert(pdf::bytes(&pages(&report)).unwrap()));
        }
    }
}
