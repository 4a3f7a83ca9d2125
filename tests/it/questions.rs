//! Question files: the shipped ones hold together, and every problem of a broken one is named at its place.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proofbook::questionnaires::{self, Finding, builtin};
use rstest::rstest;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questionnaires").join(name)
}

fn file(folder_name: &str, name: &str) -> (String, Vec<u8>) {
    (name.to_owned(), std::fs::read(folder(folder_name).join(name)).unwrap())
}

#[test]
fn dump() {
    for entry in std::fs::read_dir(folder("broken")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let found = findings_of(&name);
        println!("#[case(\"{name}\", &[");
        for one in found {
            println!("    {:?},", one);
        }
        println!("])]");
    }
}
fn findings_of(name: &str) -> Vec<String> {
    let files = vec![file("valid", "bank.json"), file("valid", "theme.json"), file("broken", name)];
    questionnaires::check(&files).iter().map(ToString::to_string).collect()
}
#[test]
fn shipped() {
    let f = questionnaires::check(&builtin::owned());
    assert_eq!(questionnaires::list(&f), "");
}
