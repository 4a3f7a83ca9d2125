//! Archives that somebody else made, cut off, or changed: refused whole, with nothing left behind and nothing written elsewhere.

use std::path::Path;

use proofbook::domain::id::Digest;
use proofbook::io::Io as _;
use proofbook::keeping::backup::Copy;

use super::*;

type File = (String, Vec<u8>);

/// The files of an archive, the manifest first.
fn opened(archive: &[u8]) -> Vec<File> {
    let mut archive = tar::Archive::new(archive);
    let entries = archive.entries().unwrap().map(Result::unwrap);
    entries
        .map(|mut entry| {
            let path = entry.path().unwrap().to_str().unwrap().to_owned();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
            (path, bytes)
        })
        .collect()
}

/// An archive of these files, whatever they are called.
fn packed(files: &[File]) -> Vec<u8> {
    let mut tape = tar::Builder::new(Vec::new());
    for (path, bytes) in files {
        tape.append(&header(path, bytes.len(), tar::EntryType::Regular), bytes.as_slice()).unwrap();
    }
    tape.into_inner().unwrap()
}

fn header(path: &str, bytes: usize, kind: tar::EntryType) -> tar::Header {
    let mut header = tar::Header::new_ustar();
    // Past the checks of the library, which makes no such archives itself.
    header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
    header.set_size(bytes as u64);
    header.set_mode(0o600);
    header.set_entry_type(kind);
    header.set_cksum();
    header
}

/// The archive with a manifest that says what is in it, after files were changed.
fn relisted(mut files: Vec<File>, change: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let mut manifest: serde_json::Value = serde_json::from_slice(&files[0].1).unwrap();
    manifest["files"] = files[1..]
        .iter()
        .map(|(path, bytes)| {
            let sha256 = Digest::of(bytes).to_string();
            serde_json::json!({ "path": path, "bytes": bytes.len(), "sha256": sha256 })
        })
        .collect();
    change(&mut manifest);
    files[0].1 = serde_json::to_vec(&manifest).unwrap();
    packed(&files)
}

#[track_caller]
fn refused(archive: &[u8], words: &str) {
    let disk = disk_with_archive(archive);
    let said = told(restore_on(&disk).unwrap_err());
    assert!(said.contains(words), "'{words}' is not in: {said}");
    assert_eq!(names(&disk, "/home"), [""; 0], "something was left behind");
    assert_eq!(names(&disk, "/"), ["home", "media"], "something was written elsewhere");
}

fn made() -> (Office, Vec<File>) {
    let office = Office::new();
    office.backup(Copy::Whole);
    let files = opened(&office.archive());
    (office, files)
}

#[test]
fn the_tools_of_this_test_make_what_the_program_makes() {
    let (_, files) = made();
    let disk = disk_with_archive(&relisted(files, |_| {}));
    assert!(restore_on(&disk).is_ok(), "else what follows would be refused for another reason");
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for path in [
        "../escaped.json",
        "/etc/escaped",
        "vendors/../../escaped",
        "vault/../store.json",
        "drafts/x",
        "cache/summary.jsonl",
        "organization/lock",
        "questionnaires/con.json",
        "vendors/x/journal.jsonl",
    ] {
        let (_, mut files) = made();
        files.push((path.to_owned(), b"{}".to_vec()));
        files[1..].sort();
        refused(&relisted(files.clone(), |_| {}), "is no file of a record");
        // Nor behind the back of the manifest.
        let (_, mut files) = made();
        files.push((path.to_owned(), b"{}".to_vec()));
        refused(&packed(&files), "after the last file comes");
    }
}

#[test]
fn links_devices_and_names_of_other_forms_are_refused() {
    use tar::EntryType as Kind;
    for kind in [
        Kind::Symlink,
        Kind::Link,
        Kind::Char,
        Kind::Block,
        Kind::Fifo,
        Kind::Directory,
        Kind::GNULongName,
        Kind::GNUSparse,
        Kind::XHeader,
        Kind::XGlobalHeader,
    ] {
        let (_, files) = made();
        for place in [0, 1, files.len()] {
            let mut tape = tar::Builder::new(Vec::new());
            for (index, (path, bytes)) in files.iter().enumerate() {
                if index == place {
                    tape.append(&header("store.json", 2, kind), &b"{}"[..]).unwrap();
                }
                let header = header(path, bytes.len(), Kind::Regular);
                tape.append(&header, bytes.as_slice()).unwrap();
            }
            if place == files.len() {
                tape.append(&header("store.json", 2, kind), &b"{}"[..]).unwrap();
            }
            refused(&tape.into_inner().unwrap(), "which is no file");
        }
    }
}

#[test]
fn what_is_not_as_the_manifest_says_is_refused() {
    let (_, files) = made();
    let last = files.len() - 1;
    let changed = |change: &dyn Fn(&mut Vec<File>)| {
        let mut files = files.clone();
        change(&mut files);
        packed(&files)
    };
    refused(&changed(&|files| files.swap(1, 2)), "should be is");
    refused(&changed(&|files| files[last].1[0] ^= 1), "are not those that were copied");
    refused(&changed(&|files| files[last].1.push(0)), "bytes, and should have");
    refused(&changed(&|files| drop(files.pop())), "is no backup");
    refused(&changed(&|files| drop(files.remove(0))), "does not begin with manifest.json");
    refused(&changed(&|files| files.push(files[last].clone())), "after the last file comes");
    let with = |change: &dyn Fn(&mut serde_json::Value)| relisted(files.clone(), change);
    refused(&with(&|manifest| manifest["version"] = 2.into()), "later version");
    refused(&with(&|manifest| manifest["format"] = "x".into()), "none of this program");
    refused(&with(&|manifest| manifest["files"][1]["bytes"] = (1_u64 << 60).into()), "too large");
    let object = |manifest: &mut serde_json::Value| {
        let files = manifest["files"].as_array_mut().unwrap();
        let is_object =
            |file: &&mut serde_json::Value| file["path"].as_str().unwrap().starts_with("vault");
        files.iter_mut().find(is_object).unwrap()["bytes"] = (1_u64 << 60).into();
    };
    refused(&with(&object), "ends too early");
    refused(&with(&|manifest| manifest["extra"] = 1.into()), "extra");
    refused(&with(&|manifest| manifest["files"].as_array_mut().unwrap().reverse()), "out of order");
    refused(&with(&|manifest| manifest["journals"] = serde_json::json!([])), "nothing is said of");
    refused(
        &with(&|manifest| manifest["journals"][0]["events"] = 99.into()),
        "does not end as it should",
    );
}

/// An archive may be consistent in itself and yet hold a record that is not what was recorded.
#[test]
fn a_record_that_does_not_verify_is_refused_although_the_manifest_agrees() {
    let journal = |files: &mut Vec<File>| {
        files.iter().position(|(path, _)| path.contains("vendors/") && path.ends_with("jsonl"))
    };
    let (office, mut files) = made();
    let place = journal(&mut files).unwrap();
    let text = String::from_utf8(files[place].1.clone()).unwrap();
    files[place].1 = text.replacen("\"yes\"", "\"no\"", 1).into_bytes();
    refused(&relisted(files, |_| {}), "does not end as it should");
    // Lines cut off the end: the witness still names them, also where the manifest was changed as well.
    let (_, mut files) = made();
    let kept: Vec<&str> = text.split_inclusive('\n').take(2).collect();
    files[place].1 = kept.concat().into_bytes();
    let store = office.store();
    let before = store.read(JournalName::Vendor(office.vendor)).unwrap().events;
    let cut = relisted(files, |manifest| {
        for one in manifest["journals"].as_array_mut().unwrap() {
            if one["events"] == 4 {
                one["events"] = 2.into();
                one["head"] = before[1].hash.to_string().into();
            }
        }
    });
    refused(&cut, "the journal");
    // An object that an exhibit names.
    let (office, mut files) = made();
    files.retain(|(path, _)| !path.ends_with(&office.exhibit.to_string()));
    refused(&relisted(files, |_| {}), "is missing in the vault");
}

#[test]
fn an_archive_cut_off_anywhere_or_with_a_changed_bit_is_refused_or_gives_the_same_record() {
    let (office, _) = made();
    let archive = office.archive();
    let record = files(&office.disk, Path::new(RECORD));
    for cut in (0..archive.len() - 1024).step_by(97) {
        let disk = disk_with_archive(&archive[..cut]);
        assert!(restore_on(&disk).is_err(), "cut at {cut}");
        assert_eq!(names(&disk, "/home"), [""; 0], "cut at {cut}");
    }
    let mut refused = 0;
    for at in (0..archive.len()).step_by(61) {
        let mut flipped = archive.clone();
        flipped[at] ^= 4;
        let disk = disk_with_archive(&flipped);
        match restore_on(&disk) {
            // Only what holds nothing of the record can have changed: a filling after a file's end.
            Ok(_) => assert_eq!(files(&disk, Path::new(NEW)), record, "byte {at}"),
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn a_folder_that_is_used_and_what_is_no_folder_are_left_alone() {
    let (office, _) = made();
    let disk = disk_with_archive(&office.archive());
    disk.create_dir(Path::new(NEW)).unwrap();
    disk.plant(&Path::new(NEW).join("letter.txt"), b"mine").unwrap();
    let said = told(restore_on(&disk).unwrap_err());
    assert!(said.contains("not empty") && said.contains("letter.txt"), "{said}");
    disk.remove(&Path::new(NEW).join("letter.txt")).unwrap();
    restore_on(&disk).unwrap();
    let said = told(restore_on(&disk).unwrap_err());
    assert!(said.contains("not empty"), "over a record: {said}");
    let disk = disk_with_archive(&office.archive());
    disk.plant(Path::new(NEW), b"a file").unwrap();
    assert!(told(restore_on(&disk).unwrap_err()).contains("no folder"));
    for (bytes, words) in [(&b""[..], "is empty"), (b"PK\x03\x04 not a tar", "is no backup")] {
        let said = told(restore_on(&disk_with_archive(bytes)).unwrap_err());
        assert!(said.contains(words), "{said}");
    }
}
