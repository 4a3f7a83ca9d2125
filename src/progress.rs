//! How far a long task is, told while it runs; and the one way to stop it.
//!
//! Whoever does the work calls [`Progress::reached`] between two pieces of it, never inside one; when it comes back with [`Canceled`], the
//! work takes away what it began and passes that on.

/// A long task was asked to stop. Nothing of it is left, and what was there before is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it was canceled")]
pub struct Canceled;

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// What is being done, as it is said to staff: "Writing pages".
    pub doing: &'a str,
    /// How many pieces of it are done.
    pub done: usize,
    /// How many there are; 0 where nobody knows yet.
    pub of: usize,
}

/// Whoever is told how far a task is.
pub trait Progress {
    /// Told between two pieces of work.
    ///
    /// # Errors
    /// The task is to stop.
    fn reached(&mut self, step: Step<'_>) -> Result<(), Canceled>;
}

/// Tells nobody, and never stops.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn reached(&mut self, _: Step<'_>) -> Result<(), Canceled> {
        Ok(())
    }
}
