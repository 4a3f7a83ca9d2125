//! Somebody who watches a long task and stops it.

use proofbook::progress::{Canceled, Progress, Step};

/// Stops a task after so many steps.
pub(crate) struct StopsAfter(pub(crate) usize);

impl Progress for StopsAfter {
    fn reached(&mut self, _: Step<'_>) -> Result<(), Canceled> {
        self.0 = self.0.checked_sub(1).ok_or(Canceled)?;
        Ok(())
    }
}
