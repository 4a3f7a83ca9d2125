//! The data folder: making and opening it, the vault, drafts, cached figures, and files written whole or not at all.

mod tree;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::{Date, date};
use proofbook::domain::event::{Change, Subject, ZoneSet};
use proofbook::domain::id::{Digest, QuestionId};
use proofbook::io::faults::{CALLS, Call, Faulty, Harm, Unsynced};
use proofbook::io::{Disk, FileSystem, Io as _, SharedIo};
use proofbook::journal::State;
use proofbook::problem::Problem;
use proofbook::store::atomic::{self, Overwrite};
use proofbook::store::cache::{Basis, Summaries};
use proofbook::store::drafts::Place;
use proofbook::store::vault::{Before, Health, MAX_NOTE};
use proofbook::store::{JournalName, NewStore, Store, StoreError, paths};
use proofbook::time::Now as _;

use crate::record::*;

fn root() -> PathBuf {
    PathBuf::from("/home/data")
}

fn created(disk: &Faulty) -> Store {
    create(disk, NewStore::default()).unwrap()
}

fn create(disk: &Faulty, new: NewStore<'_>) -> Result<Store, StoreError> {
    let now = clock();
    Store::create(&shared(disk), &now, &by("dana"), &root(), new)
}

fn home() -> Faulty {
    let disk = Faulty::new();
    disk.create_dir(Path::new("/home")).unwrap();
    disk.sync_dir(Path::new("/")).unwrap();
    disk
}

fn on_real_disk() -> (tempfile::TempDir, SharedIo, Store) {
    let folder = tempfile::tempdir().unwrap();
    let io: SharedIo = Arc::new(Disk);
    let store =
        Store::create(&io, &clock(), &by("dana"), &folder.path().join("data"), NewStore::default())
            .unwrap();
    (folder, io, store)
}

fn told(error: &StoreError) -> String {
    Problem::from(error).to_string()
}

fn put_file(path: &Path, bytes: &[u8]) {
    atomic::write(&Disk, path, bytes, Overwrite::Yes).unwrap();
}

#[test]
fn a_store_is_made_once_found_again_and_survives_a_power_cut() {
    let disk = home();
    assert!(!Store::exists(&disk, &root()));
    assert!(matches!(Store::open(&shared(&disk), &root()), Err(StoreError::Missing { .. })));
    let store = created(&disk);
    let after = disk.power_cut(Unsynced::Lost);
    assert!(Store::exists(&after, &root()));
    let found = Store::open(&shared(&after), &root()).unwrap();
    assert_eq!(found.id(), store.id());
    assert_eq!(found.sample(), None);
    assert!(found.read_only().is_none());
    let own = found.read(JournalName::Store).unwrap();
    assert_eq!((own.state, notes(&own.events)), (State::Whole, vec!["created"]));
    assert!(matches!(create(&after, NewStore::default()), Err(StoreError::AlreadyThere { .. })));
    let text = String::from_utf8(disk.bytes(&root().join("store.json")).unwrap()).unwrap();
    assert!(text.starts_with(r#"{"format":"proofbook store","layout":1,"store":""#), "{text}");
    assert!(
        text.contains(r#","enc":null,"journals":{"organization":""#) && !text.contains("sample"),
        "{text}"
    );
}

#[test]
fn a_sample_says_so_in_its_file_and_in_every_first_link() {
    let disk = home();
    let day = date(2026, 3, 1);
    let sample = create(&disk, NewStore { sample: Some(day), network_reason: None }).unwrap();
    assert_eq!(Store::open(&shared(&disk), &root()).unwrap().sample(), Some(day));
    let now = clock();
    let mut opened = sample.open_journal(JournalName::Organization, &now, &by("dana")).unwrap();
    let zone: Change = ZoneSet { zone: "America/New_York".to_owned() }.into();
    opened.journal.append(&now, &by("dana"), |_| Ok::<_, Never>(zone)).unwrap();
    let manifest = String::from_utf8(disk.bytes(&root().join("store.json")).unwrap()).unwrap();
    let passed_off = manifest.replace(r#","sample":{"today":"2026-03-01"}"#, "");
    assert_ne!(manifest, passed_off);
    disk.plant(&root().join("store.json"), passed_off.as_bytes()).unwrap();
    let store = Store::open(&shared(&disk), &root()).unwrap();
    let state = store.read(JournalName::Organization).unwrap().state;
    assert!(
        matches!(state, State::Damaged(_)),
        "a sample cannot be passed off as a record: {state:?}"
    );
}

#[test]
fn opening_and_reading_writes_nothing() {
    let disk = home();
    created(&disk);
    let before = disk.log().len();
    let store = Store::open(&shared(&disk), &root()).unwrap();
    store.vendor_ids().unwrap();
    store.read(JournalName::Organization).unwrap();
    store.end(JournalName::Store);
    store.notices();
    assert_eq!(disk.log().len(), before);
}

#[test]
fn wherever_making_fails_it_can_be_made_again_or_is_there() {
    for call in CALLS {
        for harm in [Harm::NoSpace, Harm::KilledBefore, Harm::KilledAfter, Harm::KilledHalfway] {
            for nth in 1.. {
                let disk = home();
                disk.fail(call, nth, harm);
                let _ = create(&disk, NewStore::default());
                if !disk.has_fired() {
                    break;
                }
                let after = disk.restart();
                if !Store::exists(&after, &root()) {
                    create(&after, NewStore::default()).unwrap();
                }
                let store = Store::open(&shared(&after), &root()).unwrap();
                let now = clock();
                let id = store.new_vendor_id(&now);
                let mut opened =
                    store.open_journal(JournalName::Vendor(id), &now, &by("dana")).unwrap();
                append(&mut opened.journal, &now, "first").unwrap();
                assert_eq!(store.vendor_ids().unwrap(), [id], "{harm:?} at {call:?} {nth}");
            }
        }
    }
}

#[test]
fn vendors_are_listed_and_their_journals_cannot_be_swapped() {
    let disk = home();
    let store = created(&disk);
    let now = clock();
    let ids = [store.new_vendor_id(&now), store.new_vendor_id(&now)];
    assert_eq!(store.vendor_ids().unwrap(), [], "a vendor's folder is made by its first event");
    for (id, text) in ids.iter().zip(["one", "two"]) {
        let mut opened = store.open_journal(JournalName::Vendor(*id), &now, &by("dana")).unwrap();
        append(&mut opened.journal, &now, text).unwrap();
    }
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    assert_eq!(store.vendor_ids().unwrap(), sorted);
    let [one, two] = ids.map(|id| store.paths().vendor(id).join("journal.jsonl"));
    let spare = root().join("spare");
    for (from, to) in [(&one, &spare), (&two, &one), (&spare, &two)] {
        disk.rename(from, to).unwrap();
    }
    for id in ids {
        let state = store.read(JournalName::Vendor(id)).unwrap().state;
        assert!(matches!(state, State::Damaged(_)), "{state:?}");
    }
}

#[test]
fn a_later_layout_is_read_and_not_written() {
    let disk = home();
    created(&disk);
    let path = root().join("store.json");
    let text = String::from_utf8(disk.bytes(&path).unwrap()).unwrap();
    disk.plant(&path, text.replace("\"layout\":1", "\"layout\":2,\"new\":true").as_bytes())
        .unwrap();
    let store = Store::open(&shared(&disk), &root()).unwrap();
    assert!(store.read(JournalName::Store).is_ok());
    let refused = store.open_journal(JournalName::Store, &clock(), &by("dana")).unwrap_err();
    assert!(
        told(&refused).contains("a later version") && told(&refused).contains("layout 2"),
        "{}",
        told(&refused)
    );
    for (broken, expected) in [
        ("{\"format\":\"proofbook store\",\"layout\":9}", "layout 9"),
        ("{}", "store.json"),
        ("", "store.json"),
    ] {
        disk.plant(&path, broken.as_bytes()).unwrap();
        let error = Store::open(&shared(&disk), &root()).unwrap_err();
        assert!(told(&error).contains(expected), "{}", told(&error));
    }
}

#[test]
fn a_network_folder_is_read_only_until_somebody_takes_the_risk_with_a_reason() {
    let disk = home();
    disk.pretend(FileSystem::Shared("NFS"));
    let refused = create(&disk, NewStore::default()).unwrap_err();
    assert!(told(&refused).contains("NFS"), "{}", told(&refused));
    disk.pretend(FileSystem::Local);
    let store = created(&disk);
    disk.pretend(FileSystem::Shared("NFS"));
    let moved = Store::open(&shared(&disk), &root()).unwrap();
    assert!(moved.open_journal(JournalName::Store, &clock(), &by("dana")).is_err());
    assert!(moved.read(JournalName::Store).is_ok());
    let mut moved = moved;
    moved.override_network("our only file server", &clock(), &by("dana")).unwrap();
    assert!(moved.open_journal(JournalName::Organization, &clock(), &by("dana")).is_ok());
    let again = Store::open(&shared(&disk), &root()).unwrap();
    assert!(again.read_only().is_none(), "the decision is on record");
    assert!(again.notices().iter().any(|notice| notice.contains("NFS")));
    assert_eq!(notes(&again.read(JournalName::Store).unwrap().events), ["created", "overridden"]);
    assert_eq!(again.id(), store.id());
}

#[test]
fn synchronized_folders_and_copies_in_conflict_are_named() {
    for path in [
        "/home/d/OneDrive - Northwind/p",
        "/home/d/Dropbox/p",
        "/Users/d/Library/Mobile Documents/p",
    ] {
        assert!(paths::cloud_notice(Path::new(path)).is_some(), "{path}");
    }
    assert_eq!(paths::cloud_notice(Path::new("/home/d/one drive/p")), None);
    let disk = home();
    let store = created(&disk);
    assert_eq!(store.notices(), Vec::<String>::new());
    let copy = root().join("organization/journal (dana's conflicted copy).jsonl");
    disk.plant(&copy, b"").unwrap();
    assert!(store.notices()[0].contains("two computers"), "{:?}", store.notices());
}

#[cfg(unix)]
#[test]
fn permissions_are_set_and_a_store_that_others_can_change_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, io, store) = on_real_disk();
    let mode = |path: PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for name in ["", "vendors", "organization", "vault", "vault/tmp", "cache", "drafts"] {
        assert_eq!(mode(store.folder().join(name)), 0o700, "{name}");
    }
    for name in ["store.json", "log.jsonl", "lock"] {
        assert_eq!(mode(store.folder().join(name)), 0o600, "{name}");
    }
    for open in [0o770, 0o702, 0o777] {
        std::fs::set_permissions(store.folder(), std::fs::Permissions::from_mode(open)).unwrap();
        let refused = Store::open(&io, store.folder()).unwrap_err();
        assert!(told(&refused).contains("chmod go-w"), "{}", told(&refused));
    }
    let file = folder.path().join("a file");
    put_file(&file, b"");
    assert!(matches!(Store::open(&io, &file), Err(StoreError::NotAFolder { .. })));
    let create_in =
        |folder: &Path| Store::create(&io, &clock(), &by("dana"), folder, NewStore::default());
    assert!(matches!(create_in(&file), Err(StoreError::NotAFolder { .. })));
    let used = folder.path().join("used");
    std::fs::create_dir(&used).unwrap();
    put_file(&used.join("letter.txt"), b"");
    assert!(matches!(create_in(&used), Err(StoreError::NotEmpty { .. })));
}

#[test]
fn a_store_whose_file_was_taken_away_is_not_made_over() {
    let disk = home();
    let store = created(&disk);
    let now = clock();
    let id = store.new_vendor_id(&now);
    let mut opened = store.open_journal(JournalName::Vendor(id), &now, &by("dana")).unwrap();
    append(&mut opened.journal, &now, "first").unwrap();
    for name in ["store.json", "log.jsonl", "lock", "head"] {
        disk.remove(&root().join(name)).unwrap();
    }
    assert!(matches!(create(&disk, NewStore::default()), Err(StoreError::NotEmpty { .. })));
}

#[test]
fn evidence_is_copied_by_its_digest_once_and_checked() {
    let (folder, _, store) = on_real_disk();
    let vault = store.vault();
    let file = folder.path().join("SOC 2 \u{202E}fdp.exe");
    let bytes = vec![7; 700_000];
    put_file(&file, &bytes);
    let stored = vault.put(&file).unwrap();
    assert_eq!(
        (stored.sha256, stored.bytes, stored.before),
        (Digest::of(&bytes), 700_000, Before::New)
    );
    assert_eq!(stored.followed, None);
    let path = vault.path(stored.sha256);
    let name = stored.sha256.to_string();
    assert!(path.ends_with(format!("vault/{}/{name}", &name[..2])));
    assert_eq!(vault.put(&file).unwrap().before, Before::AlreadyThere);
    assert_eq!(vault.read(stored.sha256).unwrap(), Some(bytes.clone()));
    assert_eq!(vault.check(stored.sha256).unwrap(), Health::Same);
    assert_eq!(vault.objects().unwrap(), [stored.sha256]);
    let empty = folder.path().join("empty");
    put_file(&empty, b"");
    assert_eq!(vault.put(&empty).unwrap().bytes, 0);
    assert_eq!(std::fs::read_dir(store.folder().join("vault/tmp")).unwrap().count(), 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o400, 0o700));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    put_file(&path, b"other bytes");
    assert_eq!(vault.check(stored.sha256).unwrap(), Health::Damaged);
    assert!(
        matches!(vault.put(&file), Err(StoreError::Damaged { .. })),
        "the old copy is kept, and named"
    );
    std::fs::remove_file(&path).unwrap();
    assert_eq!(vault.check(stored.sha256).unwrap(), Health::Missing);
    assert_eq!(vault.read(stored.sha256).unwrap(), None);
}

#[cfg(unix)]
#[test]
fn only_files_are_evidence_and_a_link_is_followed_once_and_said() {
    use std::os::unix::fs::symlink;
    let (folder, _, store) = on_real_disk();
    let vault = store.vault();
    let at = |name: &str| folder.path().join(name);
    put_file(&at("agreement.pdf"), b"%PDF");
    symlink("agreement.pdf", at("link")).unwrap();
    symlink("link", at("link to link")).unwrap();
    symlink("data", at("link to folder")).unwrap();
    symlink("nothing", at("dangling")).unwrap();
    let status = std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap();
    assert!(status.success());
    let stored = vault.put(&at("link")).unwrap();
    assert_eq!(stored.followed, Some(at("agreement.pdf")));
    for name in ["link to link", "link to folder", "pipe", "data"] {
        let refused = vault.put(&at(name)).unwrap_err();
        assert!(matches!(refused, StoreError::NotEvidence { .. }), "{name}: {refused}");
    }
    assert!(matches!(vault.put(Path::new("/dev/zero")), Err(StoreError::NotEvidence { .. })));
    for name in ["dangling", "no such file"] {
        assert!(told(&vault.put(&at(name)).unwrap_err()).contains("no such file"), "{name}");
    }
    assert_eq!(vault.objects().unwrap().len(), 1);
    assert_eq!(std::fs::read_dir(store.folder().join("vault/tmp")).unwrap().count(), 0);
}

/// A disk on which a file grows, or vanishes, when it is read for the second time.
#[derive(Debug)]
struct Meddled {
    disk: Disk,
    file: PathBuf,
    meddle: fn(&Path),
    reads: Arc<std::sync::atomic::AtomicUsize>,
}

#[derive(Debug)]
struct MeddledFile(
    Box<dyn proofbook::io::Handle>,
    PathBuf,
    fn(&Path),
    Arc<std::sync::atomic::AtomicUsize>,
);

mod meddled {
    use super::*;
    use proofbook::io::{Handle, Io, Links, Metadata, Open};
    use std::io::Result;

    impl Io for Meddled {
        fn open(&self, path: &Path, how: Open) -> Result<Box<dyn Handle>> {
            let file = self.disk.open(path, how)?;
            if path != self.file {
                return Ok(file);
            }
            Ok(Box::new(MeddledFile(file, self.file.clone(), self.meddle, self.reads.clone())))
        }
        fn create_dir(&self, path: &Path) -> Result<()> {
            self.disk.create_dir(path)
        }
        fn sync_dir(&self, path: &Path) -> Result<()> {
            self.disk.sync_dir(path)
        }
        fn rename(&self, from: &Path, to: &Path) -> Result<()> {
            self.disk.rename(from, to)
        }
        fn link(&self, from: &Path, to: &Path) -> Result<()> {
            self.disk.link(from, to)
        }
        fn remove(&self, path: &Path) -> Result<()> {
            self.disk.remove(path)
        }
        fn remove_dir(&self, path: &Path) -> Result<()> {
            self.disk.remove_dir(path)
        }
        fn read_dir(&self, path: &Path) -> Result<Vec<std::ffi::OsString>> {
            self.disk.read_dir(path)
        }
        fn metadata(&self, path: &Path, links: Links) -> Result<Metadata> {
            self.disk.metadata(path, links)
        }
        fn read_link(&self, path: &Path) -> Result<PathBuf> {
            self.disk.read_link(path)
        }
        fn file_system(&self, path: &Path) -> Result<FileSystem> {
            self.disk.file_system(path)
        }
        fn free_space(&self, _path: &Path) -> Result<Option<u64>> {
            Ok(Some(1_000_000))
        }
    }

    impl Handle for MeddledFile {
        fn metadata(&self) -> Result<Metadata> {
            self.0.metadata()
        }
        fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<usize> {
            if self.3.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 1 {
                (self.2)(&self.1);
            }
            self.0.read_at(buffer, offset)
        }
        fn write_at(&self, bytes: &[u8], offset: u64) -> Result<usize> {
            self.0.write_at(bytes, offset)
        }
        fn set_len(&self, len: u64) -> Result<()> {
            self.0.set_len(len)
        }
        fn sync_data(&self) -> Result<()> {
            self.0.sync_data()
        }
        fn sync_all(&self) -> Result<()> {
            self.0.sync_all()
        }
        fn try_lock(&self) -> Result<bool> {
            self.0.try_lock()
        }
    }
}

#[test]
fn a_file_that_changes_vanishes_or_does_not_fit_leaves_nothing_behind() {
    let grow: fn(&Path) = |path| put_longer(path);
    let vanish: fn(&Path) = |path| std::fs::remove_file(path).unwrap();
    let leave: fn(&Path) = |_| ();
    for (meddle, refused) in [(grow, true), (vanish, true), (leave, false)] {
        let (folder, _, store) = on_real_disk();
        let file = folder.path().join("growing.pdf");
        put_file(&file, &vec![1; 600_000]);
        let io: SharedIo =
            Arc::new(Meddled { disk: Disk, file: file.clone(), meddle, reads: Arc::default() });
        let store = Store::open(&io, store.folder()).unwrap();
        let put = store.vault().put(&file);
        assert_eq!(matches!(put, Err(StoreError::Changing { .. })), refused, "{put:?}");
        assert_eq!(store.vault().objects().unwrap().len(), usize::from(!refused));
        assert_eq!(std::fs::read_dir(store.folder().join("vault/tmp")).unwrap().count(), 0);
        put_file(&file, &vec![1; 1_000_001]);
        assert!(matches!(
            store.vault().put(&file),
            Err(StoreError::NoSpace { free: 1_000_000, .. })
        ));
    }
}

fn put_longer(path: &Path) {
    use std::io::Write as _;
    std::fs::OpenOptions::new().append(true).open(path).unwrap().write_all(b"more").unwrap();
}

#[test]
fn a_copy_is_durable_when_put_returns_and_a_failed_one_leaves_no_object() {
    for call in CALLS {
        for harm in [
            Harm::NoSpace,
            Harm::Broken,
            Harm::ShortThenFull,
            Harm::KilledAfter,
            Harm::KilledHalfway,
        ] {
            for nth in 1.. {
                let disk = home();
                let store = created(&disk);
                disk.plant(Path::new("/home/soc2.pdf"), &[9; 3000]).unwrap();
                disk.fail(call, nth, harm);
                let put = store.vault().put(Path::new("/home/soc2.pdf"));
                let context = format!("{harm:?} at {call:?} {nth}: {put:?}");
                let after = disk.power_cut(Unsynced::Lost);
                let vault = Store::open(&shared(&after), &root()).unwrap().vault();
                let digest = Digest::of(&[9; 3000]);
                if put.is_ok() {
                    assert_eq!(vault.check(digest).unwrap(), Health::Same, "{context}");
                }
                assert_ne!(vault.check(digest).unwrap(), Health::Damaged, "{context}");
                if !disk.has_fired() {
                    assert!(put.is_ok());
                    break;
                }
            }
        }
    }
}

#[test]
fn control_without_flushes_a_copy_is_lost() {
    let disk = home();
    let store = created(&disk);
    disk.ignore_syncs();
    let digest = store.vault().put_bytes(b"evidence").unwrap().sha256;
    let after = disk.power_cut(Unsynced::Lost);
    let vault = Store::open(&shared(&after), &root()).unwrap().vault();
    assert_eq!(vault.check(digest).unwrap(), Health::Missing);
}

#[test]
fn a_text_for_counsel_is_salted_and_comes_back() {
    let disk = home();
    let vault = created(&disk).vault();
    let text = "privileged: \"ask\"\nsecond line ✓";
    let digest = vault.put_counsel_note(text, &[0xAB; 32]).unwrap();
    assert_eq!(digest, Digest::of(format!("{}\n{text}", "ab".repeat(32)).as_bytes()));
    assert_eq!(vault.read_counsel_note(digest).unwrap().as_deref(), Some(text));
    assert_ne!(
        vault.put_counsel_note(text, &[1; 32]).unwrap(),
        digest,
        "the same text, another salt"
    );
    assert!(vault.put_counsel_note(&"x".repeat(MAX_NOTE), &[1; 32]).is_ok());
    let refused = vault.put_counsel_note(&"x".repeat(MAX_NOTE + 1), &[1; 32]).unwrap_err();
    assert!(told(&refused).contains("65537"), "{}", told(&refused));
    assert_eq!(vault.read_counsel_note(Digest::of(b"not here")).unwrap(), None);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let path = Path::new("/home/report.pdf");
    for overwrite in [Overwrite::No, Overwrite::Yes] {
        for call in CALLS {
            for harm in [
                Harm::NoSpace,
                Harm::Broken,
                Harm::ShortThenFull,
                Harm::KilledAfter,
                Harm::KilledHalfway,
            ] {
                for nth in 1.. {
                    let disk = home();
                    let old: &[u8] = b"the old report";
                    if overwrite == Overwrite::Yes {
                        disk.plant(path, old).unwrap();
                    }
                    disk.fail(call, nth, harm);
                    let written = atomic::write(&disk, path, &[5; 2000], overwrite);
                    for after in [
                        disk.restart(),
                        disk.power_cut(Unsynced::Lost),
                        disk.power_cut(Unsynced::Mixed(3)),
                    ] {
                        let found = after.bytes(path);
                        let whole = found.as_deref() == Some(&[5; 2000][..]);
                        let before =
                            found.as_deref() == (overwrite == Overwrite::Yes).then_some(old);
                        assert!(
                            whole || before && written.is_err(),
                            "{harm:?} at {call:?} {nth}: {found:?}"
                        );
                    }
                    let names = disk.read_dir(Path::new("/home")).unwrap_or_default();
                    if harm != Harm::KilledAfter
                        && harm != Harm::KilledHalfway
                        && call != Call::Remove
                    {
                        assert!(names.len() <= 1, "{harm:?} at {call:?} {nth} left {names:?}");
                    }
                    if !disk.has_fired() {
                        break;
                    }
                }
            }
        }
    }
    let disk = home();
    disk.plant(path, b"the old report").unwrap();
    let refused = atomic::write(&disk, path, b"new", Overwrite::No).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::AlreadyExists);
    assert_eq!(disk.bytes(path).unwrap(), b"the old report");
}

#[test]
fn a_draft_is_kept_found_listed_and_forgotten() {
    let disk = home();
    let store = created(&disk);
    let drafts = store.drafts();
    let now = clock();
    let vendor = JournalName::Vendor(store.new_vendor_id(&now));
    let place =
        |field| Place::new(vendor, Subject::Vendor, QuestionId::from("baa.executed"), field);
    drafts.keep(place("note"), instant("2026-11-22T09:00:00Z"), "typed so far").unwrap();
    drafts.keep(place("note"), instant("2026-11-22T09:00:02Z"), "typed so far, and on").unwrap();
    drafts.keep(place("reason"), instant("2026-11-22T09:00:01Z"), "because").unwrap();
    let after = disk.power_cut(Unsynced::Lost);
    let drafts = Store::open(&shared(&after), &root()).unwrap().drafts();
    assert_eq!(drafts.of(&place("note")).unwrap().text, "typed so far, and on");
    let texts: Vec<String> = drafts.all().into_iter().map(|draft| draft.text).collect();
    assert_eq!(texts, ["typed so far, and on", "because"]);
    drafts.clear(&place("note")).unwrap();
    drafts.clear(&place("note")).unwrap();
    assert_eq!(drafts.of(&place("note")), None);
    let other = Place::new(
        JournalName::Organization,
        Subject::Vendor,
        QuestionId::from("baa.executed"),
        "reason",
    );
    assert_eq!(drafts.of(&other), None);
}

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Figure {
    documented: u32,
}

#[test]
fn r17_a_cached_figure_holds_until_a_journal_the_program_or_the_day_changes() {
    let disk = home();
    let store = created(&disk);
    let now = clock();
    let id = store.new_vendor_id(&now);
    let name = JournalName::Vendor(id);
    let mut opened = store.open_journal(name, &now, &by("dana")).unwrap();
    append(&mut opened.journal, &now, "first").unwrap();
    let day = date(2026, 11, 22);
    let organization = || store.end(JournalName::Organization);
    let basis = Basis {
        vendor: store.end(name),
        organization: organization(),
        program: "0.1.0".to_owned(),
        day,
        next_change: Some(date(2026, 12, 1)),
    };
    let mut summaries = Summaries::load(&store);
    summaries.put(id, basis, Figure { documented: 42 });
    summaries.save(&store).unwrap();
    let load = || Summaries::<Figure>::load(&store);
    let fresh = |program: &str, today: Date| {
        load().fresh(id, store.present(id, organization(), program, today)).cloned()
    };
    assert_eq!(fresh("0.1.0", day), Some(Figure { documented: 42 }));
    assert_eq!(fresh("0.1.0", date(2026, 11, 30)), Some(Figure { documented: 42 }));
    assert_eq!(
        fresh("0.1.0", date(2026, 12, 1)),
        None,
        "the next day on which it changes by itself has come"
    );
    assert_eq!(fresh("0.1.0", date(2026, 11, 21)), None, "today lies before its day");
    assert_eq!(fresh("0.1.1", day), None, "another version of the program");
    let path = root().join("cache/summary.jsonl");
    let cached = disk.bytes(&path).unwrap();
    for at in 0..cached.len() - 1 {
        let mut flipped = cached.clone();
        flipped[at] ^= 1;
        disk.plant(&path, &flipped).unwrap();
        assert_eq!(fresh("0.1.0", day), None, "byte {at} flipped");
    }
    disk.plant(&path, &cached).unwrap();
    append(&mut opened.journal, &now, "second").unwrap();
    assert_eq!(fresh("0.1.0", day), None, "the vendor's journal has another end");
    let zone: Change = ZoneSet { zone: "UTC".to_owned() }.into();
    let mut own = store.open_journal(JournalName::Organization, &now, &by("dana")).unwrap();
    let basis = Basis {
        vendor: store.end(name),
        organization: None,
        program: "0.1.0".to_owned(),
        day,
        next_change: None,
    };
    let mut summaries = load();
    summaries.put(id, basis, Figure { documented: 43 });
    summaries.save(&store).unwrap();
    assert_eq!(fresh("0.1.0", date(2030, 1, 1)), Some(Figure { documented: 43 }));
    own.journal.append(&now, &by("dana"), |_| Ok::<_, Never>(zone)).unwrap();
    assert_eq!(fresh("0.1.0", day), None, "the organization's journal has another end");
    let other = home();
    let now = clock();
    now.salt();
    let elsewhere =
        Store::create(&shared(&other), &now, &by("dana"), &root(), NewStore::default()).unwrap();
    assert_ne!(elsewhere.id(), store.id());
    other.plant(&path, &disk.bytes(&path).unwrap()).unwrap();
    let present = elsewhere.present(id, None, "0.1.0", day);
    assert!(
        Summaries::<Figure>::load(&elsewhere).fresh(id, present).is_none(),
        "a cache from another store"
    );
}
