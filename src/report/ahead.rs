//! Work that is done in threads of its own while more is given, and handed back in the order in which it was given.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// How many threads work beside the one that gives. What comes out does not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workers(usize);

impl Workers {
    /// So many; 0 does the work where it comes up.
    pub const fn new(count: usize) -> Self {
        Self(count)
    }

    /// As many as this machine can use.
    pub fn of_this_machine() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self(cores.saturating_sub(1).clamp(1, 4))
    }
}

/// The threads, and what they have not handed back yet.
pub(super) struct Ahead<J, R> {
    work: Arc<dyn Fn(J) -> R + Send + Sync>,
    jobs: Option<Sender<(usize, J)>>,
    done: Receiver<(usize, Option<R>)>,
    threads: Vec<JoinHandle<()>>,
    early: BTreeMap<usize, Option<R>>,
    given: usize,
    taken: usize,
}

impl<J: Send + 'static, R: Send + 'static> Ahead<J, R> {
    pub(super) fn begin(
        Workers(count): Workers,
        work: impl Fn(J) -> R + Send + Sync + 'static,
    ) -> Self {
        let work: Arc<dyn Fn(J) -> R + Send + Sync> = Arc::new(work);
        let (jobs, waiting) = channel::<(usize, J)>();
        let waiting = Arc::new(Mutex::new(waiting));
        let (finished, done) = channel();
        let thread = |_| {
            let (waiting, finished) = (Arc::clone(&waiting), finished.clone());
            let work = Arc::clone(&work);
            std::thread::spawn(move || {
                loop {
                    let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((index, job)) = job else { return };
                    // A thread that broke down must not be waited for.
                    let done = catch_unwind(AssertUnwindSafe(|| work(job))).ok();
                    if finished.send((index, done)).is_err() {
                        return;
                    }
                }
            })
        };
        let threads = (0..count).map(thread).collect();
        let (jobs, early) = (Some(jobs), BTreeMap::new());
        Self { work, jobs, done, threads, early, given: 0, taken: 0 }
    }

    /// Gives something to be worked on.
    pub(super) fn give(&mut self, job: J) {
        let index = self.given;
        self.given += 1;
        let refused = match &self.jobs {
            Some(jobs) if !self.threads.is_empty() => jobs.send((index, job)).err(),
            _ => Some(std::sync::mpsc::SendError((index, job))),
        };
        if let Some(std::sync::mpsc::SendError((index, job))) = refused {
            self.early.insert(index, Some((self.work)(job)));
        }
    }

    /// How much was given and not taken yet.
    pub(super) const fn outstanding(&self) -> usize {
        self.given - self.taken
    }

    /// The oldest that was not taken yet; waits for it. `None` where nothing is outstanding, or its thread broke down.
    pub(super) fn take(&mut self) -> Option<R> {
        if self.outstanding() == 0 {
            return None;
        }
        while !self.early.contains_key(&self.taken) {
            let (index, done) = self.done.recv().ok()?;
            self.early.insert(index, done);
        }
        self.taken += 1;
        self.early.remove(&(self.taken - 1)).flatten()
    }
}

impl<J, R> Drop for Ahead<J, R> {
    fn drop(&mut self) {
        // The threads end when nothing more can come.
        self.jobs = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_breaks_down_is_not_waited_for() {
        let mut ahead = Ahead::begin(Workers::new(2), |job: u32| {
            assert!(job != 1, "on purpose");
            job
        });
        (0..4).for_each(|job| ahead.give(job));
        assert_eq!((ahead.take(), ahead.take(), ahead.take()), (Some(0), None, Some(2)));
    }

    #[test]
    fn what_was_given_comes_back_in_order_whoever_is_slow() {
        for workers in [0, 1, 4] {
            let slow_first = |job: u64| {
                std::thread::sleep(std::time::Duration::from_millis((7 - job % 8) / 2));
                job * 2
            };
            let mut ahead = Ahead::begin(Workers::new(workers), slow_first);
            let mut taken = Vec::new();
            for job in 0..40 {
                ahead.give(job);
                if ahead.outstanding() > 6 {
                    taken.extend(ahead.take());
                }
            }
            taken.extend(std::iter::from_fn(|| ahead.take()));
            assert_eq!(taken, (0..40).map(|job| job * 2).collect::<Vec<u64>>(), "{workers}");
        }
    }
}
