//! The program itself, killed at any moment of any verb that writes: what was there stays, and what it said was done is done.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use proofbook::io::{Disk, SharedIo};
use proofbook::store::{JournalName, Store};
use proofbook::time::{Now as _, SystemNow};

/// Sets how many programs are killed; each verb three times, where it is not set.
const KILLS: &str = "PROOFBOOK_TEST_KILLS";

/// Every verb that writes, in an order in which each can be done again and again; `#` is the number of the round, `%` a day
/// to come.
const VERBS: [&str; 40] = [
    "vendor add Vendor_#",
    "vendor set acme services Billing_#",
    "vendor import @list-#.csv",
    "organization set name Clinic_#",
    "answer acme baa.executed yes --note round_#",
    "answer acme baa.executed no --note round_# --counsel-only",
    "answer acme risk.phi_volume unknown --follow-up Dana_# --due %",
    "followup assign acme risk.phi_volume --to Omar_#",
    "confirm acme baa.executed",
    "undo acme",
    "redo acme",
    "evidence add acme @file-#.txt --supports baa.executed",
    "evidence add acme @file-#.txt @more-#.txt",
    "evidence link acme A-01 baa.executed --page 4",
    "evidence unlink acme A-01 baa.executed",
    "evidence set acme A-01 title Title_#",
    "evidence verify acme",
    "register add acme audit kind=soc2_type2 on=2026-01-01",
    "incident add acme --what Outage_# --discovered 2026-01-02",
    "incident set acme IC-01 note=Round_#",
    "incident sent acme IC-01 us.hipaa.individuals --on 2026-01-05",
    "deadlines --ics @deadlines-#.ics",
    "organization answer fin.board_report yes --note round_#",
    "gap own acme baa.executed Dana_#",
    "gap accept acme baa.executed --until % --reason round_#",
    "cycle open acme --name Cycle_# --due %",
    "cycle close acme --unfinished",
    "hold set acme --matter Matter_#",
    "inquiry open acme --from OCR --received 2026-01-05 --due % --reference Case_#",
    "inquiry request acme IQ-01 # Words_#",
    "inquiry map acme IQ-01 1a baa.executed",
    "handover add acme --to OCR_# --on 2026-01-06 --report @file-#.txt --edition produced",
    "sign acme --name Dana --title Officer --acknowledge",
    "vendor retire spare --reason round_#",
    "vendor restore spare",
    "report acme -o @report-#.pdf",
    "binder acme -o @binder-#",
    "portfolio -o @portfolio-#.pdf",
    "backup @backup-#.tar",
    "--data @restored-# restore @whole.tar",
];

struct Place(tempfile::TempDir);

impl Place {
    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn data(&self) -> PathBuf {
        self.path("data")
    }

    #[expect(clippy::disallowed_methods, reason = "a user's files, no record")]
    fn lay_ready(&self, round: usize) {
        let write = |name: String, text: String| std::fs::write(self.path(&name), text).unwrap();
        write(format!("list-{round}.csv"), format!("name\nImported {round}\nAlso {round}\n"));
        write(format!("file-{round}.txt"), format!("evidence {round} ").repeat(4000));
        write(format!("more-{round}.txt"), format!("more evidence {round}"));
    }

    fn command(&self, verb: &str, round: usize) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proofbook"));
        command.current_dir(self.0.path()).env("USER", "dana").stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        if !verb.starts_with("--data") {
            command.arg("--data").arg(self.data());
        }
        let day = SystemNow.now().to_zoned(TimeZone::UTC).date().saturating_add(30.days());
        for word in verb.replace('#', &round.to_string()).replace('%', &day.to_string()).split(' ')
        {
            match word.strip_prefix('@') {
                Some(name) => command.arg(self.path(name)),
                None => command.arg(word),
            };
        }
        command
    }

    /// Lets a verb run to its end, which must be a good one.
    fn succeeds(&self, verb: &str) {
        let run = self.command(verb, 0).stderr(Stdio::piped()).output().unwrap();
        assert!(run.status.success(), "{verb}: {}", String::from_utf8_lossy(&run.stderr));
    }

    fn store(&self) -> Store {
        let io: SharedIo = Arc::new(Disk);
        Store::open(&io, &self.data()).unwrap()
    }

    /// The whole lines of every journal, each of which must be one that can be gone on with.
    fn journals(&self, context: &str) -> BTreeMap<JournalName, Vec<u8>> {
        let store = self.store();
        let vendors = store.vendor_ids().unwrap().into_iter().map(JournalName::Vendor);
        let names = [JournalName::Store, JournalName::Organization].into_iter().chain(vendors);
        names
            .map(|name| {
                let reading = store.read(name).unwrap();
                assert!(reading.is_writable(), "{context}: {:?}", reading.state);
                let mut bytes = std::fs::read(store.journal_file(name)).unwrap_or_default();
                bytes.truncate(usize::try_from(reading.verified).unwrap());
                (name, bytes)
            })
            .collect()
    }
}

fn lines(journals: &BTreeMap<JournalName, Vec<u8>>) -> usize {
    journals.values().flatten().filter(|byte| **byte == b'\n').count()
}

/// Whether a verb records, so that it is done only when there is a line more.
fn records(verb: &str) -> bool {
    !["backup", "--data", "deadlines"].iter().any(|one| verb.starts_with(one))
}

fn is_restored(folder: &Path) -> bool {
    let io: SharedIo = Arc::new(Disk);
    let store = Store::open(&io, folder).unwrap();
    store
        .vendor_ids()
        .unwrap()
        .iter()
        .all(|vendor| store.read(JournalName::Vendor(*vendor)).unwrap().is_writable())
        && !store.vendor_ids().unwrap().is_empty()
}

#[test]
fn a_verb_killed_at_any_moment_leaves_what_was_there_and_what_it_said() {
    let place = Place(tempfile::tempdir().unwrap());
    let ready = [
        "vendor add Acme",
        "vendor add Spare",
        "answer acme risk.phi_volume unknown",
        "inquiry open acme --from OCR --received 2026-01-05 --due %",
        "inquiry request acme IQ-01 1a Words",
    ];
    for verb in ready.into_iter().chain(["backup @whole.tar"]) {
        place.succeeds(verb);
    }
    let kills: usize = std::env::var(KILLS).map_or(VERBS.len() * 3, |kills| kills.parse().unwrap());
    let mut takes = [Duration::ZERO; VERBS.len()];
    let (mut done, mut killed) = (0, 0);
    for round in 0..VERBS.len() + kills {
        let (index, verb) = (round % VERBS.len(), VERBS[round % VERBS.len()]);
        place.lay_ready(round);
        let before = place.journals(verb);
        let started = Instant::now();
        let mut child = place.command(verb, round).spawn().unwrap();
        // The first time each verb is let go to its end, which says how long it takes.
        if round >= VERBS.len() {
            std::thread::sleep(
                takes[index].mul_f64(f64::from(u8::try_from(round * 37 % 100).unwrap()) / 100.0),
            );
            child.kill().unwrap();
        }
        let status = child.wait().unwrap();
        if round < VERBS.len() {
            takes[index] = started.elapsed();
            assert_ne!(status.code(), Some(2), "{verb} is not understood");
        }
        let context = format!("{verb}, round {round}: {status}");
        let after = place.journals(&context);
        for (name, bytes) in &before {
            assert!(after[name].starts_with(bytes), "{context}: something was lost");
        }
        if status.success() {
            done += 1;
            assert!(!records(verb) || lines(&after) > lines(&before), "{context}");
        } else if status.code() != Some(2) {
            killed += 1;
        }
        let restored = place.path(&format!("restored-{round}"));
        assert!(!restored.exists() || is_restored(&restored), "{context}: half a record");
        let backup = format!("--data @from-backup-# restore @backup-{round}.tar");
        if place.path(&format!("backup-{round}.tar")).exists() {
            assert!(place.command(&backup, round).status().unwrap().success(), "{context}");
        }
    }
    eprintln!("{done} runs ended by themselves, {killed} were killed");
    assert!(killed * 3 > kills, "only {killed} of {kills} were killed in time");
    // Nothing more is recorded about a vendor that was left retired; where it was not, this is refused.
    place.command("vendor restore spare", 0).status().unwrap();
    // What is in doubt is mended by the next that is recorded, and then everything verifies. Where the first line was never written,
    // there is a folder and no vendor.
    for (name, bytes) in place.journals("the end") {
        if let (JournalName::Vendor(vendor), false) = (name, bytes.is_empty()) {
            place.succeeds(&format!("vendor set {vendor} services Mended"));
        }
    }
    place.succeeds("organization set name Mended");
    place.succeeds("verify");
}
