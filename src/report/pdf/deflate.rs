//! Streams made small in threads of their own, and handed back in the order in which they were given.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Level 6: level 9 costs a quarter more time for a percent of size.
pub(super) const LEVEL: Compression = Compression::new(6);

/// How many threads make streams small beside the one that sets pages. The bytes do not depend on it.
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
pub(super) struct Deflate {
    jobs: Option<Sender<(usize, Vec<u8>)>>,
    done: Receiver<(usize, io::Result<Vec<u8>>)>,
    threads: Vec<JoinHandle<()>>,
    early: BTreeMap<usize, io::Result<Vec<u8>>>,
    given: usize,
    taken: usize,
}

impl Deflate {
    pub(super) fn begin(Workers(count): Workers) -> Self {
        let (jobs, waiting) = channel::<(usize, Vec<u8>)>();
        let waiting = Arc::new(Mutex::new(waiting));
        let (finished, done) = channel();
        let work = |_| {
            let (waiting, finished) = (Arc::clone(&waiting), finished.clone());
            std::thread::spawn(move || {
                loop {
                    let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((index, bytes)) = job else { return };
                    if finished.send((index, deflated(&bytes))).is_err() {
                        return;
                    }
                }
            })
        };
        let threads = (0..count).map(work).collect();
        Self { jobs: Some(jobs), done, threads, early: BTreeMap::new(), given: 0, taken: 0 }
    }

    /// Gives bytes to be made small.
    pub(super) fn give(&mut self, bytes: Vec<u8>) {
        let index = self.given;
        self.given += 1;
        if self.threads.is_empty() {
            self.early.insert(index, deflated(&bytes));
        } else if let Some(jobs) = &self.jobs
            && let Err(refused) = jobs.send((index, bytes))
        {
            self.early.insert(index, deflated(&refused.0.1));
        }
    }

    /// How many were given and not taken yet.
    pub(super) const fn outstanding(&self) -> usize {
        self.given - self.taken
    }

    /// The oldest that was not taken yet; waits for it.
    pub(super) fn take(&mut self) -> io::Result<Vec<u8>> {
        while !self.early.contains_key(&self.taken) {
            let (index, bytes) = self.done.recv().map_err(io::Error::other)?;
            self.early.insert(index, bytes);
        }
        let bytes = self.early.remove(&self.taken);
        self.taken += 1;
        bytes.unwrap_or_else(|| Err(io::ErrorKind::NotFound.into()))
    }
}

impl Drop for Deflate {
    fn drop(&mut self) {
        // The threads end when nothing more can come.
        self.jobs = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

pub(super) fn deflated(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), LEVEL);
    encoder.write_all(bytes)?;
    encoder.finish()
}
