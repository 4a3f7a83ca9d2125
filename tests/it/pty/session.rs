//! One program in one terminal. Nothing here sleeps: every wait is for a condition on the screen or for an end, with a limit.

use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use portable_pty::{CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, waitpid};
use rustix::termios::{LocalModes, Termios, tcgetattr};

/// Sets the limit of every wait, in seconds, for machines that are slow.
const LIMIT: &str = "PROOFBOOK_TEST_SECONDS";

/// How long a condition is waited for: 5 seconds, or what the environment says.
pub(super) fn limit() -> Duration {
    let seconds = std::env::var(LIMIT).ok().map(|text| text.parse().unwrap());
    Duration::from_secs(seconds.unwrap_or(5))
}

/// What the terminal has taken in.
struct Taken {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    reading: Reading,
}

/// The marks before and after a frame.
const FRAME: [&[u8]; 2] = [b"\x1b[?2026h", b"\x1b[?2026l"];

impl Taken {
    /// Whether no frame is being drawn: a long one comes in several pieces, and half of it is nothing to look at.
    fn is_whole(&self) -> bool {
        let last = |mark: &[u8]| self.bytes.windows(mark.len()).rposition(|bytes| bytes == mark);
        let [begun, ended] = FRAME.map(last);
        begun <= ended
    }
}

/// Whether the terminal's side is still there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    On,
    /// The window is to close at the next byte.
    Closing,
    Over,
}

/// How fast what the program writes is taken in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// As it comes.
    Fast,
    /// A few bytes at a time, with a pause after each, so that the program has to wait for the terminal.
    Slow,
}

/// What both ends share.
type Shared = Arc<(Mutex<Taken>, Condvar)>;

/// A program in a terminal.
pub(super) struct Session {
    shared: Shared,
    writer: Option<Box<dyn std::io::Write + Send>>,
    slave: Option<Box<dyn SlavePty + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    tty: PathBuf,
    pid: Pid,
    changes: Receiver<WaitStatus>,
    ended: Option<WaitStatus>,
}

/// What was on the screen before the program was started.
pub(super) const BEFORE: &str = "$ proofbook";

impl Session {
    /// Starts a command in a window of 80 by 24, under a line that was there before, at the end of such a line.
    pub(super) fn start(command: CommandBuilder, line: Line) -> Self {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let tty = pair.master.tty_name().unwrap();
        let shared = Arc::new((
            Mutex::new(Taken {
                parser: vt100::Parser::new(cells(24), cells(80), 0),
                bytes: Vec::new(),
                reading: Reading::On,
            }),
            Condvar::new(),
        ));
        take_in(pair.master.try_clone_reader().unwrap(), shared.clone(), line);
        let writer = pair.master.take_writer().unwrap();
        shared.0.lock().unwrap().parser.process(format!("{BEFORE}\r\n").as_bytes());
        let child = pair.slave.spawn_command(command).unwrap();
        let pid = Pid::from_raw(i32::try_from(child.process_id().unwrap()).unwrap()).unwrap();
        Self {
            shared,
            writer: Some(writer),
            slave: Some(pair.slave),
            master: Some(pair.master),
            tty,
            pid,
            changes: watch(pid),
            ended: None,
        }
    }

    /// Types.
    pub(super) fn keys(&mut self, keys: impl AsRef<[u8]>) {
        let writer = self.writer.as_mut().expect("the window is closed");
        writer.write_all(keys.as_ref()).unwrap();
        writer.flush().unwrap();
    }

    /// Waits until a whole frame is as wanted.
    pub(super) fn wait(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let (taken, changed) = &*self.shared;
        let wanted = |taken: &Taken| taken.is_whole() && wanted(taken.parser.screen());
        let not_yet = |taken: &mut Taken| !wanted(taken);
        let (taken, _) =
            changed.wait_timeout_while(taken.lock().unwrap(), limit(), not_yet).unwrap();
        let seen = wanted(&taken).then_some(()).ok_or_else(|| taken.parser.screen().contents());
        drop(taken);
        if let Err(screen) = seen {
            panic!("waited {:?} for {what}; the screen is\n{screen}", limit());
        }
    }

    /// Waits until these words are somewhere on the screen.
    pub(super) fn wait_for(&self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    /// Waits until these words are nowhere on the screen.
    pub(super) fn wait_until_gone(&self, words: &str) {
        self.wait(&format!("{words} to go"), |screen| !screen.contents().contains(words));
    }

    /// Types, and waits for the words that come of it.
    pub(super) fn see(&mut self, keys: &str, words: &str) {
        self.keys(keys);
        self.wait_for(words);
    }

    /// Answers by a digit, and waits until the screen says that this answer is saved.
    pub(super) fn answer(&mut self, digit: u8) {
        self.keys(digit.to_string());
        self.wait_saved(digit);
    }

    /// Waits until the screen says that the answer of this digit is saved.
    pub(super) fn wait_saved(&self, digit: u8) {
        let taken = [format!("{digit} (•)"), format!("{digit} (*)")];
        self.wait(&format!("answer {digit} to be saved"), |screen| {
            let text = screen.contents();
            text.contains("saved") && taken.iter().any(|taken| text.contains(taken))
        });
    }

    /// The text of the screen.
    pub(super) fn text(&self) -> String {
        self.lock().parser.screen().contents()
    }

    /// Something about the screen.
    pub(super) fn screen<R>(&self, of: impl FnOnce(&vt100::Screen) -> R) -> R {
        of(self.lock().parser.screen())
    }

    /// Every byte that was sent to the terminal.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.lock().bytes.clone()
    }

    /// Changes the size of the window.
    pub(super) fn resize(&self, columns: u16, rows: u16) {
        self.lock().parser.set_size(cells(rows), cells(columns));
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// Sends a signal to the program.
    pub(super) fn signal(&self, signal: Signal) {
        assert!(self.ended.is_none(), "the program has ended");
        kill_process(self.pid, signal).unwrap();
    }

    /// Waits until the program is stopped, goes on, or ends.
    pub(super) fn change(&mut self) -> WaitStatus {
        let change = self.changes.recv_timeout(limit());
        let Ok(change) = change else {
            panic!("nothing became of the program; the screen is\n{}", self.text());
        };
        if change.exited() || change.signaled() {
            self.ended = Some(change);
        }
        change
    }

    /// Waits for the program's end, and returns its exit code; none where a signal ended it.
    pub(super) fn end(&mut self) -> Option<i32> {
        let change = self.change();
        assert!(self.ended.is_some(), "{change:?} is no end");
        change.exit_status()
    }

    /// Kills the program, as a crash or a power cut would.
    pub(super) fn kill(&mut self) {
        self.signal(Signal::KILL);
        assert_eq!(self.end(), None);
    }

    /// Takes the program's side of the terminal away, and waits until everything it wrote is taken in. For programs that have ended.
    pub(super) fn drain(&mut self) {
        self.slave = None;
        let (taken, changed) = &*self.shared;
        let reading = |taken: &mut Taken| taken.reading != Reading::Over;
        let left = changed.wait_timeout_while(taken.lock().unwrap(), limit(), reading).unwrap();
        assert!(!left.1.timed_out(), "a program still writes");
    }

    /// Closes the window while the program runs, as a lost connection does. These keys make the program write once more.
    pub(super) fn close(&mut self, keys: &str) {
        self.lock().reading = Reading::Closing;
        self.keys(keys);
        let (taken, changed) = &*self.shared;
        let reading = |taken: &mut Taken| taken.reading != Reading::Over;
        drop(changed.wait_timeout_while(taken.lock().unwrap(), limit(), reading).unwrap());
        self.writer = None;
        self.slave = None;
        self.master = None;
    }

    /// How the terminal treats what is typed and printed.
    pub(super) fn modes(&self) -> Termios {
        use rustix::fs::{Mode, OFlags, open};
        tcgetattr(open(&self.tty, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap()).unwrap()
    }

    /// Checks that the program has the terminal: the other screen, pastes marked, keys one by one and unseen.
    pub(super) fn assert_taken(&self) {
        let modes = self.modes().local_modes;
        assert!(!modes.intersects(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG));
        assert!(self.screen(|screen| screen.alternate_screen() && screen.bracketed_paste()));
        // The mouse is asked for with the first frame.
        self.wait("the mouse to be listened to", |screen| {
            screen.mouse_protocol_mode() == vt100::MouseProtocolMode::PressRelease
        });
    }

    /// Checks that the terminal is as it was before the program was started.
    pub(super) fn assert_given_back(&self) {
        self.wait("the terminal to be given back", |screen| {
            !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
        });
        assert_eq!(self.mouse(), vt100::MouseProtocolMode::None);
        let modes = self.modes();
        let wanted = LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
        assert!(modes.local_modes.contains(wanted), "{:?}", modes.local_modes);
        assert!(modes.input_modes.contains(rustix::termios::InputModes::ICRNL));
        assert!(modes.output_modes.contains(rustix::termios::OutputModes::OPOST));
        assert!(self.text().starts_with(BEFORE), "{}", self.text());
    }

    /// What the terminal was asked to report of the mouse.
    pub(super) fn mouse(&self) -> vt100::MouseProtocolMode {
        self.screen(vt100::Screen::mouse_protocol_mode)
    }

    /// The program's process.
    pub(super) fn process(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.shared.0.lock().unwrap()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.ended.is_none() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

/// The lines of a screen, without what cannot be seen at their ends.
pub(super) fn lines(screen: &vt100::Screen) -> Vec<String> {
    screen.contents().lines().map(|line| line.trim_end().to_owned()).collect()
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// Takes in what the program writes, until the terminal is closed.
fn take_in(mut reader: Box<dyn std::io::Read + Send>, shared: Shared, line: Line) {
    std::thread::spawn(move || {
        let mut chunk = [0; 8 * 1024];
        loop {
            let most = if line == Line::Slow { 16 } else { chunk.len() };
            let read = reader.read(&mut chunk[..most]).unwrap_or(0);
            if line == Line::Slow {
                std::thread::sleep(Duration::from_millis(1));
            }
            let mut taken = shared.0.lock().unwrap();
            if read == 0 || taken.reading == Reading::Closing {
                taken.reading = Reading::Over;
                drop(reader);
                shared.1.notify_all();
                return;
            }
            taken.parser.process(&chunk[..read]);
            taken.bytes.extend_from_slice(&chunk[..read]);
            drop(taken);
            shared.1.notify_all();
        }
    });
}

/// Reports what becomes of a process: stopped, continued, ended.
fn watch(pid: Pid) -> Receiver<WaitStatus> {
    let (sender, changes) = channel();
    std::thread::spawn(move || {
        let options = WaitOptions::UNTRACED | WaitOptions::CONTINUED;
        while let Ok(Some((_, change))) = waitpid(Some(pid), options) {
            // Nobody may be left to hear of it; the process is waited for all the same.
            let _ = sender.send(change);
            if change.exited() || change.signaled() {
                return;
            }
        }
    });
    changes
}
