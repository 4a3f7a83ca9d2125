//! A power cut for real: an ext4 of its own in a loop file; the writer is stopped, the blocks of that moment are copied, the copy is
//! mounted. And the control: without flushes, the same cuts must lose.
//!
//! Needs Linux, root and loop devices. Where they are not, the test says so and passes.
#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use proofbook::io::Disk;
use proofbook::journal::{self, State};
use rustix::process::{Pid, Signal, kill_process};

use crate::processes::{Flushes, start_writer};
use crate::record::*;

/// Sets how many cuts are made each way; 15, where it is not set.
const CUTS: &str = "PROOFBOOK_TEST_POWERCUTS";

/// Mounted for as long as it is held.
struct Mounted(PathBuf);

impl Mounted {
    fn new(image: &Path, at: &Path) -> Result<Self, String> {
        run("mount", &["-o", "loop", &text(image), &text(at)])?;
        Ok(Self(at.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // The kernel may still hold the files of a program that was just killed.
        for _ in 0..50 {
            if run("umount", &[&text(&self.0)]).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    let done = Command::new(program).args(arguments).output();
    let done = done.map_err(|error| format!("{program}: {error}"))?;
    let said = String::from_utf8_lossy(&done.stderr).trim().to_owned();
    if done.status.success() { Ok(()) } else { Err(format!("{program}: {said}")) }
}

/// A file system of its own, and what is needed to cut its power.
struct Machine {
    place: tempfile::TempDir,
    mounted: Mounted,
}

impl Machine {
    /// `Err` says what this computer does not let us do.
    fn new() -> Result<Self, String> {
        if !rustix::process::geteuid().is_root() {
            return Err("it needs root".to_owned());
        }
        let place = tempfile::tempdir().unwrap();
        let image = place.path().join("image");
        for folder in ["disk", "after"] {
            std::fs::create_dir(place.path().join(folder)).unwrap();
        }
        std::fs::File::create_new(&image).unwrap().set_len(32 << 20).unwrap();
        run("mkfs.ext4", &["-q", "-F", &text(&image)])?;
        let mounted = Mounted::new(&image, &place.path().join("disk"))?;
        Ok(Self { place, mounted })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// Lets a program save, cuts the power, and counts what it was told to be saved and what is there afterwards.
    fn cut(&self, round: u64, flushes: Flushes) -> (usize, usize) {
        let name = format!("{flushes:?}-{round}");
        let folder = self.mounted.0.join(&name);
        std::fs::create_dir(&folder).unwrap();
        rustix::fs::sync();
        let said = self.path("said");
        drop(std::fs::remove_file(&said));
        let output = std::fs::File::create_new(&said).unwrap();
        let mut writer = start_writer(&folder, "writer", 100_000, flushes, Stdio::from(output));
        wait_for_some(&said, 3);
        std::thread::sleep(Duration::from_millis(10 + round * 37 % 90));
        signal(&writer, Signal::STOP);
        // What was under way to the disk when the program was stopped arrives.
        std::thread::sleep(Duration::from_millis(5));
        let saved = lines_saved(&said);
        let cut = self.path("cut");
        run("cp", &["--sparse=always", &text(&self.path("image")), &text(&cut)]).unwrap();
        writer.kill().unwrap();
        writer.wait().unwrap();
        let after = Mounted::new(&cut, &self.path("after")).unwrap();
        let found = if after.0.join(&name).is_dir() {
            let reading = journal::read(&Disk, &after.0.join(&name), &genesis()).unwrap();
            let is_cut =
                matches!(reading.state, State::Whole | State::TornTail(_) | State::LineFeedMissing);
            assert!(is_cut || flushes == Flushes::Never, "{:?}", reading.state);
            reading.events.len()
        } else {
            0
        };
        (saved, found)
    }
}

fn signal(writer: &Child, signal: Signal) {
    let pid = Pid::from_raw(i32::try_from(writer.id()).unwrap()).unwrap();
    kill_process(pid, signal).unwrap();
}

fn lines_saved(said: &Path) -> usize {
    let said = std::fs::read_to_string(said).unwrap();
    // The last line may be half written.
    let whole = said.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    whole.filter(|line| line.starts_with("saved ")).count()
}

fn wait_for_some(said: &Path, wanted: usize) {
    for _ in 0..2_000 {
        if lines_saved(said) >= wanted {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the writer saved nothing within 20 seconds");
}

#[test]
fn what_was_acknowledged_outlives_a_power_cut_and_without_flushes_it_does_not() {
    let machine = match Machine::new() {
        Ok(machine) => machine,
        Err(why) => {
            eprintln!("SKIPPED: no power was cut, since {why}");
            return;
        }
    };
    let cuts = std::env::var(CUTS).ok().map_or(15, |cuts| cuts.parse().unwrap());
    let mut counted = [Flushes::Honest, Flushes::Never].map(|flushes| {
        let (mut lossy, mut saved, mut lost) = (0_u64, 0, 0);
        for round in 0..cuts {
            let (said, found) = machine.cut(round, flushes);
            saved += said;
            lost += said.saturating_sub(found);
            lossy += u64::from(found < said);
        }
        eprintln!("{flushes:?} flushes: {cuts} cuts, {saved} events acknowledged, {lossy} cuts lost {lost} of them");
        (lossy, lost)
    });
    assert_eq!(counted[0], (0, 0), "acknowledged events were lost");
    let lossy = &mut counted[1].0;
    assert!(
        *lossy * 10 >= cuts * 9,
        "the control lost in {lossy} cuts only: this test cannot fail"
    );
}
