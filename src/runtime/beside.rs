//! Work beside the screens: one thread does one task after the other, each at a desk of its own, as if it were another program.
//!
//! Two programs may record at once, so nothing is shared with the screens but the disk. The thread sleeps while there is nothing to do.

use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::task::Task;
use super::{Runtime, elsewhere};
use crate::app::effect::{Effect, Mailbox};
use crate::app::message::Message;
use crate::app::working::{Work, WorkId};
use crate::desk::{Desk, Seat};
use crate::domain::as_of::AsOf;
use crate::problem::{Kind, Problem};
use crate::progress::{Canceled, Progress, Step, Unwatched};

/// How far a task is, is told no more often than this.
const PAUSE: Duration = Duration::from_millis(500);

impl Runtime {
    /// Has long work done: beside the screens where it may be, else in place.
    pub(super) fn work(&mut self, task: &Task, effect: Effect) -> Result<Vec<Message>, Problem> {
        if let Some(asked) = task.in_the_way() {
            return Ok(vec![asked]);
        }
        let past = self.past.as_ref().and_then(Desk::as_of);
        if let Some(beside) = &mut self.beside
            && let Some(taken) = beside.take_on(task.clone(), effect, past)
        {
            return Ok(vec![taken]);
        }
        self.work_in_place(task)
    }

    fn work_in_place(&mut self, task: &Task) -> Result<Vec<Message>, Problem> {
        if let Some(past) = &mut self.past {
            // It is noted today; the screens of that day do not show it.
            return Ok(vec![task.carry_out(past, &mut Unwatched)?]);
        }
        // The portfolio is noted in our own journal, which may be the one that is open.
        let ours = || self.desk.ours().ok();
        let vendor = match task {
            Task::Portfolio { .. } => self.vendor.filter(|open| ours() == Some(*open)),
            _ => task.vendor(),
        };
        let mut messages = Vec::new();
        if let Some(vendor) = vendor {
            messages.extend(elsewhere(vendor, self.untold(vendor)?));
        }
        let done = task.carry_out(&mut self.desk, &mut Unwatched)?;
        if let Some(vendor) = vendor {
            messages.push(Message::Recorded { vendor, events: self.untold(vendor)? });
        }
        if matches!(task, Task::ImportList { .. }) {
            messages.push(self.opened()?);
        }
        // What was found of copies is told with the event that notes it.
        if !matches!(task, Task::Copies(_)) {
            messages.push(done);
        }
        Ok(messages)
    }

    /// Leaves what is under way beside the screens, if anything is: it stops and cleans up. Says what became of it.
    pub fn leave(&mut self) -> Vec<String> {
        self.beside.as_mut().map(Beside::leave).unwrap_or_default()
    }
}

/// Something to do, and on which day it is done.
struct Job {
    id: WorkId,
    task: Task,
    effect: Effect,
    past: Option<AsOf>,
}

/// Which tasks are to stop.
#[derive(Default)]
struct Stops {
    asked: BTreeSet<WorkId>,
    /// The program is being left: all are.
    leaving: bool,
}

/// Which tasks are to stop, as both threads know it.
type Stopping = Arc<Mutex<Stops>>;

/// The thread and what it was told.
pub(super) struct Beside {
    jobs: Option<Sender<Job>>,
    stopping: Stopping,
    thread: Option<JoinHandle<Vec<String>>>,
    mailbox: Arc<dyn Mailbox>,
    seat: Seat,
    given: u64,
}

impl Beside {
    /// A thread that begins with the first task.
    pub(super) fn new(seat: Seat, mailbox: Arc<dyn Mailbox>) -> Self {
        let stopping = Stopping::default();
        Self { jobs: None, stopping, thread: None, mailbox, seat, given: 0 }
    }

    /// Takes a task on; what comes of it goes into the mailbox. Nothing where no thread can be had: then it is for the caller to do.
    pub(super) fn take_on(
        &mut self,
        task: Task,
        effect: Effect,
        past: Option<AsOf>,
    ) -> Option<Message> {
        if self.thread.is_none() {
            let (jobs, taken) = channel();
            let worker = Worker {
                seat: self.seat.clone(),
                mailbox: self.mailbox.clone(),
                stopping: self.stopping.clone(),
                left: Vec::new(),
            };
            let thread = std::thread::Builder::new().name("beside".to_owned());
            self.thread = Some(thread.spawn(move || worker.work(&taken)).ok()?);
            self.jobs = Some(jobs);
        }
        self.given += 1;
        let (id, what) = (WorkId(self.given), task.what());
        let job = Job { id, task, effect, past };
        self.jobs.as_ref()?.send(job).ok()?;
        Some(Message::Work(Work::Taken { id, what }))
    }

    /// Asks a task to stop at its next step.
    pub(super) fn stop(&self, id: WorkId) {
        locked(&self.stopping, |stops| stops.asked.insert(id));
    }

    /// Looks what lies ahead in a thread of its own, which nobody waits for. Says whether it could begin.
    pub(super) fn look_ahead(&self) -> bool {
        let (seat, mailbox) = (self.seat.clone(), self.mailbox.clone());
        let look = move || {
            let looked = guarded(|| Desk::open(seat)?.ahead(None));
            let result = match looked {
                Ok(ahead) => Message::LookedAhead(Box::new(ahead)),
                Err(problem) => Message::Refused(problem),
            };
            mailbox.put(Message::Work(Work::Ended { id: WorkId(0), results: vec![result] }));
        };
        std::thread::Builder::new().name("beside".to_owned()).spawn(look).is_ok()
    }

    /// Stops what is under way and waits until it has cleaned up; says what became of it.
    pub(super) fn leave(&mut self) -> Vec<String> {
        locked(&self.stopping, |stops| stops.leaving = true);
        self.jobs = None;
        let thread = self.thread.take();
        thread.and_then(|thread| thread.join().ok()).unwrap_or_default()
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.leave();
    }
}

/// What the thread has.
struct Worker {
    seat: Seat,
    mailbox: Arc<dyn Mailbox>,
    stopping: Stopping,
    /// What became of the tasks that ended while the program was left.
    left: Vec<String>,
}

impl Worker {
    fn work(mut self, jobs: &Receiver<Job>) -> Vec<String> {
        while let Ok(job) = jobs.recv() {
            let results = self.carry_out(&job);
            if locked(&self.stopping, |stops| stops.leaving) {
                let last = results.last();
                self.left.extend(last.and_then(|last| on_leaving(job.task.what(), last)));
            }
            self.mailbox.put(Message::Work(Work::Ended { id: job.id, results }));
        }
        self.left
    }

    fn carry_out(&self, job: &Job) -> Vec<Message> {
        let mut told =
            Told { id: job.id, mailbox: &*self.mailbox, stopping: &self.stopping, last: None };
        let mut said = Vec::new();
        let done = guarded(|| {
            // Whoever asked it to stop while it waited gets nothing begun.
            told.go_on().map_err(Problem::canceled)?;
            let mut desk = Desk::open(self.seat.clone())?;
            let mut past = job.past.map(|as_of| desk.past(as_of)).transpose()?;
            let done = job.task.carry_out(past.as_mut().unwrap_or(&mut desk), &mut told);
            said.extend(desk.said().into_iter().map(Message::Said));
            done
        });
        let done = done.unwrap_or_else(|problem| job.effect.clone().refused(problem));
        said.into_iter().chain([done]).collect()
    }
}

/// Tells the screens how far a task is.
struct Told<'a> {
    id: WorkId,
    mailbox: &'a dyn Mailbox,
    stopping: &'a Stopping,
    last: Option<Instant>,
}

impl Told<'_> {
    fn go_on(&self) -> Result<(), Canceled> {
        let stops = |stops: &mut Stops| stops.leaving || stops.asked.contains(&self.id);
        if locked(self.stopping, stops) { Err(Canceled) } else { Ok(()) }
    }
}

impl Progress for Told<'_> {
    fn reached(&mut self, step: Step<'_>) -> Result<(), Canceled> {
        self.go_on()?;
        if self.last.is_none_or(|last| last.elapsed() >= PAUSE) {
            self.last = Some(Instant::now());
            let Step { doing, done, of } = step;
            let doing = doing.to_owned();
            self.mailbox.put(Message::Work(Work::Reached { id: self.id, doing, done, of }));
        }
        Ok(())
    }
}

/// What is said of a task that ended while the program was left; nothing where nothing came of it that anybody would miss.
fn on_leaving(what: &str, result: &Message) -> Option<String> {
    match result {
        Message::ReportWritten { path } => Some(format!("The report is in {}.", path.display())),
        Message::BinderMade { path, .. } => Some(format!("The binder is in {}.", path.display())),
        Message::Refused(problem) if problem.kind == Kind::Canceled => {
            let safe = problem.safe.as_deref().unwrap_or_default();
            Some(format!("Stopped on leaving: {what}; {safe}."))
        }
        Message::Refused(problem) => Some(problem.to_string()),
        _ => None,
    }
}

/// Does something; a fault of the program in it is told as a problem, and the screens go on.
fn guarded<T>(work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|fault| {
        Err(Problem::bug("the work beside the screens broke down")
            .cause(fault_in_words(&*fault))
            .safe("everything recorded is on disk"))
    })
}

fn fault_in_words(fault: &(dyn Any + Send)) -> String {
    let text = fault.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or("no words").to_owned()
}

fn locked<R>(stopping: &Stopping, with: impl FnOnce(&mut Stops) -> R) -> R {
    // Whoever broke down with it in hand has only asked for a stop.
    with(&mut stopping.lock().unwrap_or_else(PoisonError::into_inner))
}
