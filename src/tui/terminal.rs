//! Taking the terminal and giving it back: raw mode, the other screen, pastes as one event, the mouse. It is given back on every way out: at the
//! end, on an error, on a panic, on a signal, and while suspended.

mod mouse;

use std::io::{self, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};

use super::hits::Hits;
use super::look::Look;
use crate::app::App;

/// The terminal while the program has it.
pub struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<Stdout>>,
}

impl Terminal {
    /// Takes the terminal, and sees to it that a panic gives it back before it is reported.
    ///
    /// # Errors
    /// The terminal cannot be put into raw mode or written to.
    pub fn take() -> io::Result<Self> {
        // With NO_COLOR set, crossterm would write empty color codes, and those wipe reverse and bold: focus would be invisible. Whether
        // there is color is decided by the theme, which follows NO_COLOR unless the user chose another, and mono has none in it.
        crossterm::style::force_color_output(true);
        give_back_on_panic();
        enter()?;
        let inner = ratatui::Terminal::new(CrosstermBackend::new(io::stdout()))
            .inspect_err(|_| give_back())?;
        Ok(Self { inner })
    }

    /// Draws the program; says what can be pointed at. The marks around it let a terminal that knows them show the whole frame at once; others
    /// pass over them. The mouse is listened to as the settings say by now.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn draw(&mut self, app: &App, look: &Look) -> io::Result<Hits> {
        if app.settings.mouse.value {
            listen()?;
        } else {
            ignore()?;
        }
        let mut hits = Hits::default();
        queue!(self.inner.backend_mut(), BeginSynchronizedUpdate)?;
        self.inner.draw(|frame| hits = super::draw_and_tell(app, look, frame))?;
        execute!(self.inner.backend_mut(), EndSynchronizedUpdate)?;
        Ok(hits)
    }

    /// Draws everything again at the next draw.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn forget(&mut self) -> io::Result<()> {
        // `clear` would ask the terminal where its cursor is, and one that does not answer would end the program.
        let size = self.inner.size()?;
        self.inner.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Gives the terminal back for a while, does something, and takes it again.
    ///
    /// # Errors
    /// The terminal cannot be taken again.
    pub fn lend<R>(&mut self, meanwhile: impl FnOnce() -> R) -> io::Result<R> {
        give_back();
        let done = meanwhile();
        enter()?;
        self.forget()?;
        Ok(done)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

/// The name of the thread that reads the keys.
pub(super) const KEYS: &str = "keys";

/// Whether the program has the terminal.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the terminal tells of the mouse.
static MOUSE: AtomicBool = AtomicBool::new(false);

fn enter() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)
        .inspect_err(|_| give_back())
}

/// Has the terminal tell of the mouse, where it does not yet.
fn listen() -> io::Result<()> {
    if MOUSE.swap(true, Ordering::SeqCst) { Ok(()) } else { execute!(io::stdout(), mouse::Listen) }
}

/// Has the terminal keep the mouse to itself, where it tells of it.
fn ignore() -> io::Result<()> {
    if MOUSE.swap(false, Ordering::SeqCst) { execute!(io::stdout(), mouse::Ignore) } else { Ok(()) }
}

/// Gives the terminal back, unless that is done: a second time, the cursor would go back to where it was before the program, and what is
/// said after a panic would be written over. What fails here cannot be told to anybody.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = ignore();
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableFocusChange,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
    let _ = io::stdout().flush();
}

fn give_back_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        let owner = std::thread::current().id();
        std::panic::set_hook(Box::new(move |panic| {
            let thread = std::thread::current();
            // Work beside the screens that breaks down is told on them, and takes the terminal away from nobody.
            if thread.id() == owner || thread.name() == Some(KEYS) || !TAKEN.load(Ordering::SeqCst)
            {
                give_back();
                report(panic);
            }
        }));
    });
}

/// Stops the program until the shell continues it. On Windows there is no such thing, and nothing happens.
#[cfg(unix)]
pub fn stop_until_continued() {
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

/// Stops the program until the shell continues it. On Windows there is no such thing, and nothing happens.
#[cfg(not(unix))]
pub fn stop_until_continued() {}
