//! Work beside the screens: what is under way, what follows it, and the questions that came of it while somebody was typing.

use std::collections::VecDeque;

use super::effect::Effect;
use super::message::Message;
use super::overlay::{About, Confirm, Purpose};
use super::words::begun;
use crate::settings::Motion;
use crate::text::grouped;

/// A piece of work beside the screens, counted from the start of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkId(pub u64);

/// What is told of work beside the screens.
#[derive(Clone, Debug)]
pub enum Work {
    /// It was taken on, and begins when what was taken on before it has ended.
    Taken {
        /// Which.
        id: WorkId,
        /// What is done, in a few words: "writing the report".
        what: &'static str,
    },
    /// It is so far.
    Reached {
        /// Which.
        id: WorkId,
        /// What is being done, as it is said to staff: "Writing pages".
        doing: String,
        /// How many pieces of it are done.
        done: usize,
        /// How many there are; 0 where nobody knows yet.
        of: usize,
    },
    /// It has ended, and this came of it.
    Ended {
        /// Which.
        id: WorkId,
        /// What came of it: what was made, or why it was not.
        results: Vec<Message>,
    },
}

/// What is worked on beside the screens.
#[derive(Clone, Debug, Default)]
pub struct Working {
    /// What was taken on and has not ended, the first under way.
    pub tasks: VecDeque<Task>,
    /// Questions that came of it and wait until nothing is typed.
    pub aside: VecDeque<Confirm>,
    /// Whether what is said of it moves on.
    pub pace: Pace,
    /// What was said last of something that ended.
    pub(super) said: Option<String>,
}

/// Whether what is said of work moves on while it goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// It counts on.
    #[default]
    Counting,
    /// It says the same words until the end.
    Still,
}

impl From<Motion> for Pace {
    fn from(motion: Motion) -> Self {
        match motion {
            Motion::Calm => Self::Counting,
            Motion::None => Self::Still,
        }
    }
}

/// Something that was taken on.
#[derive(Clone, Debug)]
pub struct Task {
    /// Which.
    pub id: WorkId,
    /// What is done, in a few words.
    pub what: &'static str,
    /// How far it is, in words.
    pub so_far: Option<String>,
    /// Whether it was asked to stop.
    pub going: Going,
    /// The form in which it was asked for: kept until it is done.
    pub form: Option<(Purpose, About)>,
}

/// Whether a task goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Going {
    /// It does.
    #[default]
    On,
    /// It was asked to stop.
    Stopping,
}

impl Working {
    /// What is under way, in one word for the first row.
    pub fn word(&self) -> Option<&'static str> {
        self.tasks.front().map(|task| task.what.split(' ').next().unwrap_or(task.what))
    }

    /// What is under way, in a sentence; `stop` is how it is stopped.
    pub fn words(&self, stop: &str) -> Option<String> {
        let task = self.tasks.front()?;
        let what = begun(task.what);
        if task.going == Going::Stopping {
            return Some(format!("Stopping: {}.", task.what));
        }
        let so_far = task.so_far.as_ref().filter(|_| self.pace == Pace::Counting);
        let so_far = so_far.map(|so_far| format!(": {so_far}")).unwrap_or_default();
        let waiting = match self.tasks.len() - 1 {
            0 => String::new(),
            waiting => format!(" {waiting} more after it."),
        };
        Some(format!("{what}{so_far}.{waiting} {stop} stops it."))
    }

    /// Takes in how far a task is.
    pub(super) fn reached(&mut self, id: WorkId, doing: &str, done: usize, of: usize) {
        let Some(task) = self.tasks.iter_mut().find(|task| task.id == id) else { return };
        let doing = doing.to_lowercase();
        let (shown, all) = (grouped(done as u64), grouped(of as u64));
        task.so_far = Some(match (done, of) {
            (0, _) | (_, 1) => doing,
            (_, 0) => format!("{doing}, {shown}"),
            _ => format!("{doing}, {shown} of {all}"),
        });
    }

    /// Asks the task under way to stop; nothing where none is. Asked again, it does no harm.
    pub(super) fn stop(&mut self) -> Option<Effect> {
        let task = self.tasks.front_mut()?;
        task.going = Going::Stopping;
        Some(Effect::StopWork(task.id))
    }

    /// Takes a task that has ended off the list.
    pub(super) fn ended(&mut self, id: WorkId) -> Option<Task> {
        let place = self.tasks.iter().position(|task| task.id == id)?;
        self.tasks.remove(place)
    }
}
