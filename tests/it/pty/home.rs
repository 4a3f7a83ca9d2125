//! A made home for one test: its data folder, its documents and its environment. Runs the command line there and starts the screens.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::session::{Line, Session};

/// A home in which nothing else runs.
pub(super) struct Home {
    place: TempDir,
    environment: BTreeMap<&'static str, String>,
}

impl Home {
    /// Nothing is recorded yet. A terminal with color and a locale that is UTF-8.
    pub(super) fn empty() -> Self {
        let place = tempfile::tempdir().unwrap();
        let environment = [
            ("HOME", place.path().display().to_string()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("TZ", "America/New_York".to_owned()),
            ("USER", "dana".to_owned()),
        ];
        Self { environment: environment.into(), place }
    }

    /// An organization without vendors.
    pub(super) fn founded() -> Self {
        let home = Self::empty();
        home.run(&["organization", "set", "name", "River Clinic"]);
        home
    }

    /// An organization with one vendor, `acme`.
    pub(super) fn with_vendor() -> Self {
        let home = Self::founded();
        home.run(&["vendor", "add", "Acme Cloud", "--tier", "high"]);
        home
    }

    /// The same home with another environment variable.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.environment.insert(name, value.to_owned());
        self
    }

    /// The data folder.
    pub(super) fn data(&self) -> PathBuf {
        self.place.path().join("data")
    }

    /// A file of the user's.
    #[expect(clippy::disallowed_methods, reason = "a user's file, no record")]
    pub(super) fn document(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.place.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The words of a run: the data folder before what is asked.
    fn words<'a>(&self, words: &[&'a str]) -> Vec<std::borrow::Cow<'a, str>> {
        let data = self.data().display().to_string();
        let all = ["--data".into(), data.into()].into_iter();
        all.chain(words.iter().map(|word| (*word).into())).collect()
    }

    /// Runs the command line through pipes, whatever comes of it.
    pub(super) fn output(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proofbook"));
        command.env_clear().envs(&self.environment).current_dir(self.place.path());
        command.args(self.words(words).iter().map(AsRef::as_ref)).stdin(Stdio::null());
        command.output().unwrap()
    }

    /// Runs the command line, which must do well, and returns what it printed.
    pub(super) fn run(&self, words: &[&str]) -> String {
        let output = self.output(words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Every event of a kind in the record of `acme`, as `log` prints them.
    pub(super) fn recorded(&self, kind: &str) -> Vec<serde_json::Value> {
        let log: serde_json::Value =
            serde_json::from_str(&self.run(&["--json", "log", "acme"])).unwrap();
        let events = log["events"].as_array().unwrap().iter();
        events.filter(|event| event["kind"] == kind).cloned().collect()
    }

    /// Question and reply of every answer in the record of `acme`, in the order in which they were recorded.
    pub(super) fn answers(&self) -> Vec<(String, String)> {
        let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let answers = self.recorded("answer_set").into_iter();
        answers.map(|event| (word(&event["what"]), word(&event["is"]))).collect()
    }

    /// The whole text of every draft on disk; one that is still being written, beside its place, is none yet.
    pub(super) fn drafts(&self) -> String {
        let files = std::fs::read_dir(self.data().join("drafts")).into_iter().flatten().flatten();
        let in_place = files.filter(|file| !file.file_name().to_string_lossy().starts_with('.'));
        in_place.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect()
    }

    /// Starts the screens in a window of 80 by 24.
    pub(super) fn start(&self) -> Session {
        self.start_with(&[])
    }

    /// Starts the program in a terminal with these words.
    pub(super) fn start_with(&self, words: &[&str]) -> Session {
        let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_proofbook"));
        command.args(self.words(words).iter().map(AsRef::<str>::as_ref));
        self.start_command(command)
    }

    /// Starts any command in a terminal, in this home.
    pub(super) fn start_command(&self, command: portable_pty::CommandBuilder) -> Session {
        self.start_command_at(command, Line::Fast)
    }

    /// Starts the screens at the end of a slow line.
    pub(super) fn start_slowly(&self) -> Session {
        let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_proofbook"));
        command.args(self.words(&[]).iter().map(AsRef::<str>::as_ref));
        self.start_command_at(command, Line::Slow)
    }

    fn start_command_at(&self, mut command: portable_pty::CommandBuilder, line: Line) -> Session {
        command.env_clear();
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        command.cwd(self.place.path());
        Session::start(command, line)
    }

    /// Starts the screens and goes to the questions about the first vendor, at the place where they were left.
    pub(super) fn interview(&self) -> Session {
        let mut session = self.start();
        session.wait_for("Acme Cloud");
        session.keys("\r");
        session.wait_for("Who answers");
        session.keys("\x13");
        session.wait_for("saved");
        session
    }

    /// The journals of all vendors, as they lie on disk.
    pub(super) fn journals(&self) -> String {
        let vendors = std::fs::read_dir(self.data().join("vendors")).unwrap().flatten();
        let journals = vendors.map(|vendor| vendor.path().join("journal.jsonl"));
        journals.filter_map(|journal| std::fs::read_to_string(journal).ok()).collect()
    }

    /// Files in this home's own folder whose names hold these words, those that are hidden too.
    pub(super) fn files(&self, words: &str) -> Vec<String> {
        let files = std::fs::read_dir(self.path()).unwrap().flatten();
        let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
        names.filter(|name| name.contains(words)).collect()
    }

    /// The path of a file or folder in this home.
    pub(super) fn path(&self) -> &Path {
        self.place.path()
    }
}
