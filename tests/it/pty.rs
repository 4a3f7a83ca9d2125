//! The program in a real terminal: it draws, hears, and gives the terminal back on every way out.
#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long to wait for a condition; longer on a busy machine by `PROOFBOOK_TEST_SECONDS`.
fn patience() -> Duration {
    let seconds = std::env::var("PROOFBOOK_TEST_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(20))
}

fn cells(count: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(count).unwrap()
}

/// The program in a pseudo terminal of 80x24, over a fresh sample.
struct Pty {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn std::io::Write + Send>,
    parser: Arc<Mutex<vt100::Parser>>,
    folder: Arc<tempfile::TempDir>,
}

impl Pty {
    fn start(environment: &[(&str, &str)]) -> Self {
        Self::start_in(Arc::new(tempfile::tempdir().unwrap()), environment)
    }

    fn start_in(folder: Arc<tempfile::TempDir>, environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_proofbook"));
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("USER", "dana")] {
            command.env(name, value);
        }
        command.env("HOME", folder.path());
        for (name, value) in environment {
            command.env(name, value);
        }
        command.args(["--data".as_ref(), folder.path().join("store").as_os_str()]);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = Arc::new(Mutex::new(vt100::Parser::new(cells(24), cells(80), 0)));
        let (screen, mut reader) = (Arc::clone(&parser), pair.master.try_clone_reader().unwrap());
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                screen.lock().unwrap().process(&bytes[..count]);
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { master: pair.master, child, writer, parser, folder }
    }

    /// The program over a new record with one vendor.
    fn with_vendor(environment: &[(&str, &str)]) -> Self {
        let mut pty = Self::start(environment);
        pty.until("Welcome to Proofbook");
        pty.types("\rRiverside Clinic\r\u{1}\u{b}America/New_York\r");
        pty.until("has no vendor on record yet");
        pty.types("nNorthwind Claims LLC\r\r");
        pty.until("The vendor is added");
        pty
    }

    /// The interview about that vendor, at its first question.
    fn interview(environment: &[(&str, &str)]) -> Self {
        let mut pty = Self::with_vendor(environment);
        pty.types("\r");
        pty.until("Who answers");
        pty.types("\u{13}");
        pty.until("the interview opened");
        pty
    }

    fn types(&mut self, text: &str) {
        self.writer.write_all(text.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    fn holds(&self, condition: impl Fn(&vt100::Screen) -> bool) -> bool {
        let start = Instant::now();
        while start.elapsed() < patience() {
            if condition(self.parser.lock().unwrap().screen()) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }

    fn text(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    fn until(&self, words: &str) {
        assert!(
            self.holds(|screen| screen.contents().contains(words)),
            "no '{words}' in\n{}",
            self.text()
        );
    }

    /// The program ends, and the terminal is as it was: the first screen, the cursor shown, pastes plain, lines cooked.
    fn gives_back(&mut self) {
        let start = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < patience(), "the program goes on:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(self.holds(|screen| !screen.alternate_screen()), "still on the other screen");
        assert!(self.holds(|screen| !screen.hide_cursor() && !screen.bracketed_paste()));
        let flags = format!("{:?}", self.master.get_termios().unwrap().local_flags);
        assert!(
            flags.contains("ICANON") && flags.contains("ECHO"),
            "lines are not cooked again: {flags}"
        );
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(id).unwrap(), signal).unwrap();
    }
}

#[test]
fn it_is_left_by_q_and_by_ctrl_c_and_gives_the_terminal_back() {
    for keys in ["q", "\u{3}"] {
        let mut pty = Pty::with_vendor(&[]);
        assert!(pty.holds(vt100::Screen::alternate_screen));
        pty.types(keys);
        pty.gives_back();
    }
}

#[test]
fn a_signal_that_ends_it_gives_the_terminal_back() {
    for signal in [rustix::process::Signal::TERM, rustix::process::Signal::HUP] {
        let mut pty = Pty::with_vendor(&[]);
        pty.signal(signal);
        pty.gives_back();
    }
}

#[test]
fn without_color_the_focus_is_still_seen() {
    let pty = Pty::with_vendor(&[("NO_COLOR", "1")]);
    let parser = pty.parser.lock().unwrap();
    let screen = parser.screen();
    let row = (0..24)
        .find(|row| screen.cell(*row, 1).is_some_and(|cell| cell.contents() == ">"))
        .unwrap();
    assert!((2..70).all(|column| screen.cell(row, column).unwrap().inverse()));
    let colored = |row, column| {
        screen.cell(row, column).is_some_and(|cell| {
            cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default
        })
    };
    assert!(!(0..24).any(|row| (0..80).any(|column| colored(row, column))));
    assert_eq!(screen.cursor_position(), (row, 1), "the terminal's cursor follows the focus");
}

#[test]
fn a_window_that_shrinks_is_drawn_anew() {
    let pty = Pty::with_vendor(&[]);
    for (rows, cols, words) in [
        (16, 60, "Northwind"),
        (8, 40, "Make the window larger"),
        (36, 120, "Readiness, questionnaire core"),
    ] {
        pty.parser.lock().unwrap().screen_mut().set_size(cells(rows), cells(cols));
        pty.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        pty.until(words);
    }
}

#[test]
fn a_paste_of_10_kib_into_a_note_is_one_change_and_survives_a_kill() {
    let mut pty = Pty::interview(&[]);
    let text = "All sign-ins are personal. ".repeat(380);
    pty.types(&format!("i\u{1b}[200~{text}\u{1b}[201~"));
    pty.until("sign-ins are personal.");
    pty.types(" The end.");
    pty.until("The end.");
    // Two seconds after the last key the draft is on disk.
    let drafts = pty.folder.path().join("store/drafts");
    let is_kept = |entry: std::fs::DirEntry| {
        std::fs::read_to_string(entry.path()).is_ok_and(|kept| kept.contains("The end."))
    };
    let kept = || {
        std::fs::read_dir(&drafts).is_ok_and(|mut found| found.any(|one| one.is_ok_and(is_kept)))
    };
    assert!(pty.holds(|_| kept()), "no draft in {}", drafts.display());
    pty.signal(rustix::process::Signal::KILL);
    pty.child.wait().unwrap();
    let mut again = Pty::start_in(Arc::clone(&pty.folder), &[]);
    again.until("Northwind Claims LLC");
    again.types("\r");
    again.until("Who answers");
    again.types("\u{13}");
    again.until("not recorded yet");
    again.types("1");
    again.until("ba_status answered");
    again.types("q");
    again.until("Vendors");
    again.types("q");
    again.gives_back();
}

#[test]
fn two_windows_record_and_neither_writes_over_what_it_has_not_shown() {
    let mut one = Pty::interview(&[]);
    let mut two = Pty::start_in(Arc::clone(&one.folder), &[]);
    two.until("Northwind Claims LLC");
    two.types("\r");
    two.until("Who answers");
    two.types("\u{13}");
    two.until("the interview opened");
    one.types("1");
    one.until("ba_status answered");
    two.types("2");
    two.until("was changed by somebody else");
    // What the other window recorded is shown, and only then can it be answered anew.
    two.until("1 (•) Business associate");
    two.types("2");
    two.until("ba_status answered");
    for pty in [&mut one, &mut two] {
        pty.types("\u{3}");
        pty.gives_back();
    }
}
