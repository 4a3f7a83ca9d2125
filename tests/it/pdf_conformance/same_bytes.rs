//! The same record gives the same bytes: twice, in another order, in other processes, in another time zone and language, on another
//! number of processors.

use std::path::Path;
use std::process::{Command, Stdio};

use proofbook::domain::event::Edition;

use super::documents::{ALL, EDITIONS};

/// Vendors of the sample, of which one has an inquiry.
const VENDORS: [&str; 3] = ["larkspur-health-records", "northwind-claims-llc", "delta-print-mail"];

/// A run of the program, as a process of its own.
fn run(data: &Path, environment: &[(&str, &str)], words: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proofbook"));
    command.env("USER", "dana").envs(environment.iter().copied()).stdin(Stdio::null());
    let ran = command.arg("--data").arg(data).args(words).output().unwrap();
    assert!(ran.status.success(), "{words:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// Each vendor in both editions, written by the program in this order.
fn written(data: &Path, environment: &[(&str, &str)], wanted: &[(&str, Edition)]) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let write = |(vendor, edition): &(&str, Edition)| {
        let path = folder.path().join(format!("{vendor}-{}.pdf", edition.word()));
        let path = path.to_str().unwrap();
        run(data, environment, &["report", vendor, "--edition", edition.word(), "-o", path]);
        std::fs::read(path).unwrap()
    };
    wanted.iter().map(write).collect()
}

#[test]
fn another_process_order_zone_language_and_number_of_threads_give_the_same_bytes() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("record");
    run(&data, &[], &["sample"]);
    let mut wanted: Vec<(&str, Edition)> =
        VENDORS.iter().flat_map(|vendor| EDITIONS.map(|edition| (*vendor, edition))).collect();
    let here = [("TZ", "America/New_York"), ("LC_ALL", "C")];
    let there = [("TZ", "Asia/Tokyo"), ("LC_ALL", "de_DE.UTF-8")];
    let first = written(&data, &here, &wanted);
    wanted.reverse();
    let mut second = written(&data, &there, &wanted);
    second.reverse();
    wanted.reverse();
    for (((vendor, edition), first), second) in wanted.iter().zip(&first).zip(&second) {
        let what = format!("{vendor} {}", edition.word());
        assert!(first == second, "{what}: two processes");
        let start = format!("vendor-{vendor}-");
        let here = ALL.iter().find(|document| {
            document.name().starts_with(&start)
                && document.name().ends_with(&format!("{}-letter.pdf", edition.word()))
        });
        assert!(*first == here.unwrap().bytes, "{what}: this process, among other documents");
    }
}
