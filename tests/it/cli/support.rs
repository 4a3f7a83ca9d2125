//! Runs the program in-process in a folder of its own, under a clock and an account that stand still.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proofbook::cli::{self, Terminal, World};
use proofbook::desk::{Desk, Founding, Seat};
use proofbook::domain::id::AccountId;
use proofbook::io::{Disk, SharedIo};
use proofbook::time::FixedNow;
use tempfile::TempDir;

/// The instant of every run: 10:30 in New York.
pub(super) const NOW: &str = "2026-11-22T15:30:00Z";

/// A data folder and a folder of documents, with everything around a run.
pub(super) struct Cli {
    place: TempDir,
    pub(super) now: Arc<FixedNow>,
    pub(super) environment: BTreeMap<String, String>,
    pub(super) settings: Option<PathBuf>,
    pub(super) terminal: Terminal,
    pub(super) io: SharedIo,
}

/// What a run printed, and its exit code.
pub(super) struct Ran {
    typed: String,
    pub(super) stdout: String,
    pub(super) stderr: String,
    pub(super) code: u8,
}

impl Cli {
    /// Nothing is recorded yet.
    pub(super) fn empty() -> Self {
        let user = [("USER".to_owned(), "dana".to_owned())];
        Self {
            place: tempfile::tempdir().unwrap(),
            now: Arc::new(FixedNow::at(NOW.parse().unwrap())),
            environment: user.into(),
            settings: None,
            terminal: Terminal::default(),
            io: Arc::new(Disk),
        }
    }

    /// An organization in New York without vendors.
    pub(super) fn founded() -> Self {
        let cli = Self::empty();
        let zone = Some("America/New_York".to_owned());
        let name = Some("St. Mary Health".to_owned());
        let person = Some("Dana Whitfield".to_owned());
        let mut desk = Desk::open(cli.seat()).unwrap();
        desk.found(&Founding { name, zone, person, sample: None }).unwrap();
        cli
    }

    /// An organization with one vendor, `northwind`.
    pub(super) fn with_vendor() -> Self {
        let cli = Self::founded();
        cli.run("vendor add Northwind --tier high").assert_code(0);
        cli
    }

    pub(super) fn seat(&self) -> Seat {
        let account = AccountId::from_user_name("dana");
        Seat { folder: self.data(), io: self.io.clone(), now: self.now.clone(), account }
    }

    /// The desk over the same folder.
    pub(super) fn desk(&self) -> Desk {
        Desk::open(self.seat()).unwrap()
    }

    pub(super) fn data(&self) -> PathBuf {
        self.place.path().join("data")
    }

    /// Where a document of the test lies.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// Writes a document; its path.
    pub(super) fn document(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::File::create_new(&path).unwrap().write_all(bytes).unwrap();
        path
    }

    /// Runs what is typed: words between blanks; `"..."` holds blanks, `@name` is the path of a document.
    pub(super) fn run(&self, typed: &str) -> Ran {
        let words = words(typed).into_iter().map(|word| match word.strip_prefix('@') {
            Some(name) => self.path(name).into_os_string(),
            None => word.into(),
        });
        self.run_words(typed, words.collect())
    }

    /// Runs these words.
    pub(super) fn run_words(&self, typed: &str, words: Vec<OsString>) -> Ran {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let code = self.run_into(words, &mut stdout, &mut stderr);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { typed: typed.to_owned(), stdout: text(stdout), stderr: text(stderr), code }
    }

    /// Runs these words, printing to the given ends.
    pub(super) fn run_into(
        &self,
        words: Vec<OsString>,
        stdout: &mut dyn Write,
        stderr: &mut dyn Write,
    ) -> u8 {
        let world = World {
            environment: self.environment.clone(),
            data: Some(self.data()),
            settings: self.settings.clone(),
            io: self.io.clone(),
            now: self.now.clone(),
            terminal: self.terminal,
            stdin: &mut std::io::empty(),
            stdout,
            stderr,
        };
        cli::run(std::iter::once("proofbook".into()).chain(words), world)
    }

    /// The transcript of several runs.
    pub(super) fn transcript(&self, typed: &[&str]) -> String {
        typed.iter().flat_map(|typed| [self.run(typed).to_string(), "\n".to_owned()]).collect()
    }

    /// The bytes of every journal by its path.
    pub(super) fn journals(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut journals = BTreeMap::new();
        let mut folders = vec![self.data()];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = std::fs::read_dir(&folder) else { continue };
            for path in entries.map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if is_journal(&path) {
                    journals.insert(path.clone(), std::fs::read(&path).unwrap());
                }
            }
        }
        journals
    }
}

fn is_journal(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "jsonl")
        && !path.components().any(|part| part.as_os_str() == "cache")
}

impl Ran {
    pub(super) fn assert_code(&self, code: u8) -> &Self {
        assert_eq!(self.code, code, "{self}");
        self
    }

    /// The document on stdout.
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self}"))
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ proofbook {}", self.typed)?;
        f.write_str(&self.stdout)?;
        for line in self.stderr.lines() {
            writeln!(f, "err| {line}")?;
        }
        writeln!(f, "[exit {}]", self.code)
    }
}

fn words(typed: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in typed.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// Compares a transcript with its snapshot; places, ids and digests are named instead of spelled out.
macro_rules! assert_transcript {
    ($cli:expr, $name:literal, $typed:expr) => {{
        let cli = &$cli;
        let transcript = cli.transcript(&$typed);
        let place = cli.path("");
        let place = place.to_str().unwrap().trim_end_matches('/').to_owned();
        let transcript = transcript.replace(&place, "[PLACE]").replace("[PLACE]\\", "[PLACE]/");
        insta::with_settings!({
            snapshot_path => "../../snapshots",
            prepend_module_to_snapshot => false,
            omit_expression => true,
            filters => [
                (r"[0-9a-f]{64}", "[SHA-256]"),
                (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "[ID]"),
                (r"sha-256 [0-9a-f]{4}( [0-9a-f]{4}){3}", "sha-256 [SHORT]"),
                (r"counted in the zone \S+;", "counted in the zone [ZONE];"),
            ],
        }, {
            insta::assert_snapshot!(concat!("cli_", $name), transcript);
        });
    }};
}
pub(super) use assert_transcript;
