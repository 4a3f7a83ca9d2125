//! The program as plain lines: for screen readers, dumb terminals and scripts of answers. The same core as the screens, driven by the
//! same commands; no cursor movement, no color, one thing a line.

mod ask;
mod describe;
mod finding;
mod incidents;
mod lists;
mod registers;
mod vendors;

use std::io::{self, BufRead, Write};

use crate::app::command::{COMMANDS, CommandId, Context};
use crate::app::effect::{Effect, World};
use crate::app::key::Key;
use crate::app::message::Message;
use crate::app::overlay::Overlay;
use crate::app::screen::Screen;
use crate::app::state::{Named, Status};
use crate::app::words::capital;
use crate::app::{App, update};
use crate::domain::id::QuestionId;
use crate::problem::Problem;
use crate::text::{visible, wrap};

/// How many cells a line takes at most.
const WIDTH: usize = 78;

/// Runs the program over lines of input until it is left or the input ends. `first` is what is known at the start.
///
/// # Errors
/// The output cannot be written to. When nobody reads it any more, that is no error.
pub fn run(
    app: App,
    world: &mut dyn World,
    first: Vec<Message>,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<(), Problem> {
    let mut app = app;
    app.named = Named::ByWord;
    let mut talk = Talk {
        app,
        world,
        input,
        output,
        asked: None,
        section: None,
        summed_up: None,
        guided: None,
        introduced: None,
        going: Going::On,
    };
    match talk.go(first) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Problem::world("could not write to the output")
                .cause(error)
                .safe("everything recorded is on disk"))
        }
        _ => Ok(()),
    }
}

/// Whether the conversation goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Going {
    On,
    Out,
}

/// The conversation.
struct Talk<'a> {
    app: App,
    world: &'a mut dyn World,
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    /// The question that was said in full last, with the length of the record then.
    asked: Option<(QuestionId, usize)>,
    /// The section that was announced last.
    section: Option<String>,
    /// The length of the record when the interview was summed up last.
    summed_up: Option<usize>,
    /// The step of the first steps that was said last.
    guided: Option<String>,
    /// What was introduced last and need not be said again: the form that is open, by its title, or what is on file of the registers.
    introduced: Option<String>,
    going: Going,
}

impl Talk<'_> {
    fn go(&mut self, first: Vec<Message>) -> io::Result<()> {
        for message in first {
            self.tell(message);
        }
        while self.going == Going::On {
            self.say_status()?;
            self.turn()?;
        }
        self.output.flush()
    }

    /// One turn: what is to be asked now is asked, and the answer carried out.
    fn turn(&mut self) -> io::Result<()> {
        let on_registers = self.app.overlay.is_none() && self.app.register_in_hand().is_some();
        if !on_registers && !matches!(self.app.overlay, Some(Overlay::Prompt(_))) {
            self.introduced = None;
        }
        match (&self.app.overlay, self.app.screen()) {
            (Some(Overlay::Prompt(_)), _) | (None, Some(Screen::Welcome(_))) => self.fill_in(),
            (Some(Overlay::Confirm(confirm)), _) => {
                let confirm = confirm.clone();
                self.confirm(&confirm)
            }
            (Some(Overlay::Finding(_)), _) => self.choose_found(),
            (Some(Overlay::Help(_) | Overlay::Palette(_) | Overlay::Problem(_)), _) => {
                self.tell(Message::Press(Key::Esc.into()));
                Ok(())
            }
            (None, Some(Screen::Interview(_))) => {
                self.say_step()?;
                self.interview()
            }
            (None, Some(_)) => {
                self.say_step()?;
                self.list()
            }
            (None, None) => {
                self.going = Going::Out;
                Ok(())
            }
        }
    }

    /// Says which of the first steps comes next, once.
    fn say_step(&mut self) -> io::Result<()> {
        let step = self.app.first_step_words();
        if self.guided != step {
            self.guided.clone_from(&step);
            if let Some(step) = step {
                self.say(&capital(&step))?;
            }
        }
        Ok(())
    }

    /// Takes in a message and carries out everything that comes of it.
    fn tell(&mut self, message: Message) {
        let mut pending = std::collections::VecDeque::from([message]);
        while let Some(message) = pending.pop_front() {
            for effect in update(&mut self.app, message) {
                match effect {
                    Effect::Quit => self.going = Going::Out,
                    Effect::Redraw | Effect::Suspend => {}
                    effect => pending.extend(self.world.perform(effect)),
                }
            }
        }
    }

    /// What another program recorded meanwhile, and a day that began, are taken in before anything is asked.
    fn refresh(&mut self) {
        self.tell(Message::Tick);
    }

    fn press(&mut self, key: Key) {
        self.tell(Message::Press(key.into()));
    }

    /// Says what the status line says, once.
    fn say_status(&mut self) -> io::Result<()> {
        match std::mem::take(&mut self.app.status) {
            Status::Quiet => Ok(()),
            Status::Said(words) | Status::Saved(words) => self.say(&capital(&words)),
            Status::Problem(problem) => writeln!(self.output, "{problem}"),
        }
    }

    /// Says something, wrapped; foreign text in it is made visible.
    fn say(&mut self, words: &str) -> io::Result<()> {
        wrap(&visible(words), WIDTH).iter().try_for_each(|line| writeln!(self.output, "{line}"))
    }

    /// Says a line with what belongs to it set in.
    fn say_in(&mut self, head: &str, words: &str) -> io::Result<()> {
        let indent = head.len();
        for (place, line) in wrap(&visible(words), WIDTH - indent).iter().enumerate() {
            let head = if place == 0 { head } else { "" };
            writeln!(self.output, "{head:indent$}{line}")?;
        }
        Ok(())
    }

    /// Asks for one line; nothing where the input has ended, which leaves the program as the user would.
    fn hear(&mut self) -> io::Result<Option<String>> {
        write!(self.output, "> ")?;
        self.output.flush()?;
        let mut line = Vec::new();
        // What is not UTF-8 is shown as such and refused where it matters, rather than ending the conversation.
        if self.input.read_until(b'\n', &mut line)? == 0 {
            writeln!(self.output)?;
            self.tell(Message::Run(CommandId::Quit));
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
    }

    /// Carries out a line that is a command: `?`, or `:` and its word. Says whether it was one.
    fn command(&mut self, line: &str) -> io::Result<bool> {
        let line = line.trim();
        if line == "?" {
            self.say_commands()?;
            return Ok(true);
        }
        let Some(word) = line.strip_prefix(':').map(str::trim) else { return Ok(false) };
        if let Some((first, words)) = word.split_once(char::is_whitespace)
            && CommandId::of_word(first) == Some(CommandId::FindAnything)
        {
            self.find_anything(words);
            return Ok(true);
        }
        match CommandId::of_word(word) {
            Some(CommandId::Help) => self.say_commands()?,
            Some(CommandId::Palette) => self.say_all_commands()?,
            Some(CommandId::Why) => self.say_why()?,
            Some(CommandId::NextPane) if self.app.clocks().is_some() => self.say_timeline()?,
            Some(CommandId::NextPane) => {
                if !self.turns() {
                    self.say_list()?;
                }
            }
            Some(CommandId::Note) if self.app.looking.is_none() => self.write_note()?,
            Some(id) => self.tell(Message::Run(id)),
            None => {
                let near = crate::text::nearest(word, COMMANDS.iter().map(|command| command.word));
                let near = near.map(|near| format!(" Did you mean :{near}?")).unwrap_or_default();
                self.say(&format!("There is no command :{word}.{near} Type ? for commands."))?;
            }
        }
        Ok(true)
    }

    fn say_commands(&mut self) -> io::Result<()> {
        let context = self.app.screen_context();
        self.say(&format!("Commands on {}:", context.title()))?;
        self.say_rows(|command_context| command_context.contains(&context))
    }

    fn say_all_commands(&mut self) -> io::Result<()> {
        self.say("All commands:")?;
        self.say_rows(|_| true)
    }

    fn say_rows(&mut self, shown: impl Fn(&[Context]) -> bool) -> io::Result<()> {
        // Moves over rows, panes and the screen itself mean nothing in lines: rows are chosen by number. Nothing is worked on beside them.
        let moves = [
            CommandId::Up,
            CommandId::Down,
            CommandId::PageUp,
            CommandId::PageDown,
            CommandId::First,
            CommandId::Last,
            CommandId::Mark,
            CommandId::Choose,
            CommandId::TypeAnswer,
            CommandId::Redraw,
            CommandId::Suspend,
            CommandId::KeepText,
            CommandId::Search,
            CommandId::StopWork,
        ];
        for command in COMMANDS
            .iter()
            .filter(|command| shown(command.contexts) && !moves.contains(&command.id))
        {
            self.say_in(&format!("  :{:<15} ", command.word), command.says)?;
        }
        Ok(())
    }
}
