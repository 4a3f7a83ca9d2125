//! The loop: wait, take in what happened, have it carried out, draw. One thread reads the keys; everything comes through one channel.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::hits::Mouse;
use super::input::{self, Heard};
use super::look::Look;
use super::terminal::{KEYS, Terminal, stop_until_continued};
use crate::app::command::CommandId;
use crate::app::effect::{Effect, Mailbox, World};
use crate::app::message::Message;
use crate::app::{App, update};
use crate::problem::Problem;

/// What comes through the channel.
enum Incoming {
    /// What the reader read; nothing, where only the window's size changed.
    Keys(Vec<Heard>),
    /// What comes of work beside the screens.
    Told(Message),
    /// A signal asks for the terminal to be given back for a while.
    Suspend,
    /// A signal asks the program to end.
    End,
}

/// Whether the program goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Going {
    On,
    Out,
}

/// Runs the program in the terminal until the user leaves it. `suggested` is the look where the settings choose none; `first` is what is
/// known at the start: the store, or that there is none.
///
/// # Errors
/// The terminal cannot be used; it has been given back by then.
pub fn run(
    mut app: App,
    suggested: &Look,
    world: &mut dyn World,
    first: Vec<Message>,
) -> Result<(), Problem> {
    let unusable = |error: io::Error| {
        Problem::world("the terminal cannot be used")
            .cause(error)
            .safe("everything recorded is on disk")
            .next("run it with --plain, which needs no screen control")
    };
    let (sender, receiver) = channel();
    let mut terminal = Terminal::take().map_err(unusable)?;
    let mut reader = Reader::start(sender.clone());
    hear_signals(&sender);
    world.work_beside(Arc::new(Through(sender.clone())));
    let mut pending: VecDeque<Message> = first.into();
    let mut due = Due::after(app.wait());
    let mut mouse = Mouse::default();
    loop {
        while let Some(message) = pending.pop_front() {
            let effects = update(&mut app, message);
            if carry_out(effects, &mut pending, world, &mut terminal).map_err(unusable)?
                == Going::Out
            {
                return Ok(());
            }
        }
        if std::mem::take(&mut reader.resized) {
            terminal.forget().map_err(unusable)?;
        }
        match terminal.draw(&app, &suggested.chosen(&app.settings)) {
            Ok(hits) => mouse.sees(hits),
            Err(error) => {
                keep_what_was_typed(&mut app, world);
                return Err(unusable(error));
            }
        }
        if wait(&receiver, &mut due, &app, &mut pending, &mut reader, &mut mouse) == Going::Out {
            keep_what_was_typed(&mut app, world);
            return Ok(());
        }
    }
}

/// Leaves without the terminal, which may be gone already.
fn keep_what_was_typed(app: &mut App, world: &mut dyn World) {
    for effect in update(app, Message::Run(CommandId::Quit)) {
        if effect != Effect::Quit {
            world.perform(effect);
        }
    }
}

fn carry_out(
    effects: Vec<Effect>,
    pending: &mut VecDeque<Message>,
    world: &mut dyn World,
    terminal: &mut Terminal,
) -> io::Result<Going> {
    // What the world reports comes before presses that are still waiting.
    let mut reports = Vec::new();
    for effect in effects {
        match effect {
            Effect::Quit => return Ok(Going::Out),
            Effect::Redraw => terminal.forget()?,
            Effect::Suspend => terminal.lend(stop_until_continued)?,
            Effect::OpenEditor(_) => reports.extend(terminal.lend(|| world.perform(effect))?),
            other => reports.extend(world.perform(other)),
        }
    }
    for report in reports.into_iter().rev() {
        pending.push_front(report);
    }
    Ok(Going::On)
}

/// Waits until something happens. The reader is let go on only here, when everything that it read before has been carried out.
fn wait(
    receiver: &Receiver<Incoming>,
    due: &mut Due,
    app: &App,
    pending: &mut VecDeque<Message>,
    reader: &mut Reader,
    mouse: &mut Mouse,
) -> Going {
    reader.go_on();
    if std::mem::take(&mut reader.silence.to_look) {
        pending.push_back(Message::Returned);
        return Going::On;
    }
    let left = due.left(app.wait());
    // Somebody who types without a pause does not keep time from passing.
    let incoming =
        if left.is_zero() { Err(RecvTimeoutError::Timeout) } else { receiver.recv_timeout(left) };
    match incoming {
        Ok(Incoming::Keys(heard)) => {
            reader.reading = Reading::No;
            reader.resized |= heard.iter().any(|one| matches!(one, Heard::Resized));
            let now = Instant::now();
            let messages = heard.into_iter().filter_map(|one| mouse.message(one, now)).collect();
            pending.extend(reader.silence.broken_by(messages));
            Going::On
        }
        Ok(Incoming::Told(message)) => {
            pending.push_back(message);
            Going::On
        }
        Ok(Incoming::Suspend) => {
            pending.push_back(Message::Run(CommandId::Suspend));
            Going::On
        }
        Err(RecvTimeoutError::Timeout) => {
            due.begin(app.wait());
            pending.push_back(Message::Tick);
            Going::On
        }
        Ok(Incoming::End) | Err(RecvTimeoutError::Disconnected) => Going::Out,
    }
}

/// What comes of work beside the screens takes its turn with the keys.
struct Through(Sender<Incoming>);

impl Mailbox for Through {
    fn put(&self, message: Message) {
        // Nobody listens any more once the program is left.
        let _ = self.0.send(Incoming::Told(message));
    }
}

/// After so long without a key, somebody else may have recorded something meanwhile.
const SILENCE: Duration = Duration::from_secs(5);

/// When something last came from the user, and whether it came after a while.
struct Silence {
    last: Instant,
    to_look: bool,
}

impl Silence {
    /// What came after a while is followed by a look at what others recorded meanwhile. The keys come first: they were pressed by somebody
    /// who saw what was there before, and an answer to that is refused where another one was given. So does the frame that they lead to.
    fn broken_by(&mut self, mut messages: Vec<Message>) -> Vec<Message> {
        let since = std::mem::replace(&mut self.last, Instant::now());
        let is_back = |message: &Message| matches!(message, Message::Returned);
        let comes_back = messages.iter().any(is_back);
        messages.retain(|message| !is_back(message));
        self.to_look |= comes_back || !messages.is_empty() && since.elapsed() >= SILENCE;
        messages
    }
}

/// When time itself is next something that happened, counted from when it was last that or from when the wait for it changed.
struct Due {
    wait: Duration,
    at: Instant,
}

impl Due {
    fn after(wait: Duration) -> Self {
        Self { wait, at: Instant::now() + wait }
    }

    fn begin(&mut self, wait: Duration) {
        *self = Self::after(wait);
    }

    /// How long that still is.
    fn left(&mut self, wait: Duration) -> Duration {
        if wait != self.wait {
            self.begin(wait);
        }
        self.at.saturating_duration_since(Instant::now())
    }
}

/// The thread that reads keys. It reads only when it was told to, so that while another program has the terminal it takes none of that
/// program's keys, and while nothing happens nothing wakes.
struct Reader {
    go: Sender<()>,
    reading: Reading,
    silence: Silence,
    /// Whether the window had another size since it was drawn: two changes may end at the size that was drawn, over cells that were cut.
    resized: bool,
}

/// Whether the reader waits for a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Yes,
    No,
}

impl Reader {
    fn start(sender: Sender<Incoming>) -> Self {
        let (go, told) = channel::<()>();
        // Nothing could be typed without it, so that its breaking down ends the program.
        let _ = std::thread::Builder::new().name(KEYS.to_owned()).spawn(move || {
            while told.recv().is_ok() {
                let incoming = read_what_is_there();
                let over = matches!(incoming, Incoming::End);
                if sender.send(incoming).is_err() || over {
                    return;
                }
            }
        });
        Self {
            go,
            reading: Reading::No,
            silence: Silence { last: Instant::now(), to_look: false },
            resized: false,
        }
    }

    /// Lets it read again.
    fn go_on(&mut self) {
        if self.reading == Reading::No {
            self.reading = Reading::Yes;
            // It is gone only after it has said that the terminal is.
            let _ = self.go.send(());
        }
    }
}

/// Waits for an event, and takes in those that are there already: a held key, or a paste in a terminal that does not mark it.
fn read_what_is_there() -> Incoming {
    let mut heard = Vec::new();
    loop {
        match crossterm::event::read() {
            Ok(event) => heard.extend(input::heard(event)),
            // The terminal is gone.
            Err(_) => return Incoming::End,
        }
        if !crossterm::event::poll(Duration::ZERO).unwrap_or(false) {
            return Incoming::Keys(heard);
        }
    }
}

/// A request to end gives the terminal back first: the loop ends as if the user had left. One to stop is carried out as if they had asked.
#[cfg(unix)]
fn hear_signals(sender: &Sender<Incoming>) {
    use signal_hook::consts::{SIGHUP, SIGTERM, SIGTSTP};
    let sender = sender.clone();
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGTSTP]) {
        std::thread::spawn(move || {
            for signal in signals.forever() {
                let asked = if signal == SIGTSTP { Incoming::Suspend } else { Incoming::End };
                let over = matches!(asked, Incoming::End);
                if sender.send(asked).is_err() || over {
                    return;
                }
            }
        });
    }
}

#[cfg(not(unix))]
fn hear_signals(_: &Sender<Incoming>) {}
