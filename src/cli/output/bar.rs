//! How far a long task is, as one line on a terminal's stderr; nothing where stderr is no terminal, and nothing in the first half second.

use std::io::Write;
use std::time::{Duration, Instant};

use super::interrupt::Watch;
use crate::progress::{Canceled, Progress, Step};
use crate::text::{grouped, visible};

/// A task that ends within this time is not told of.
const PATIENCE: Duration = Duration::from_millis(500);
/// No more often than this, so that a slow line is not flooded.
const PAUSE: Duration = Duration::from_millis(200);
/// How many signs wide the bar itself is.
const WIDTH: usize = 24;

/// Watches one task; Ctrl-C stops it at its next step.
pub struct Bar<'a> {
    /// Where it is drawn; `None` where nobody looks.
    screen: Option<&'a mut dyn Write>,
    columns: usize,
    begun: Instant,
    drawn: Option<Instant>,
    watch: Watch,
}

impl<'a> Bar<'a> {
    pub(super) fn new(screen: Option<&'a mut dyn Write>, columns: usize) -> Self {
        Self { screen, columns, begun: Instant::now(), drawn: None, watch: Watch::begin() }
    }

    fn draw(&mut self, step: Step<'_>) {
        let Some(screen) = &mut self.screen else { return };
        let is_early = self.begun.elapsed() < PATIENCE;
        if is_early || self.drawn.is_some_and(|drawn| drawn.elapsed() < PAUSE) {
            return;
        }
        let line: String = line(step).chars().take(self.columns.saturating_sub(1)).collect();
        // A screen that cannot be written to is no reason to stop the work.
        drop(write!(screen, "\r{line}\u{1b}[K").and_then(|()| screen.flush()));
        self.drawn = Some(Instant::now());
    }
}

impl Progress for Bar<'_> {
    fn reached(&mut self, step: Step<'_>) -> Result<(), Canceled> {
        if self.watch.was_interrupted() {
            return Err(Canceled);
        }
        self.draw(step);
        Ok(())
    }
}

impl Drop for Bar<'_> {
    fn drop(&mut self) {
        if let (Some(screen), Some(_)) = (&mut self.screen, self.drawn) {
            drop(write!(screen, "\r\u{1b}[K").and_then(|()| screen.flush()));
        }
    }
}

/// `Writing pages [######..................] 250 of 1,000, Ctrl-C stops`.
fn line(step: Step<'_>) -> String {
    let doing = visible(step.doing);
    if step.of == 0 {
        return format!("{doing}: {}, Ctrl-C stops", grouped(step.done as u64));
    }
    let full = (WIDTH * step.done / step.of).min(WIDTH);
    let (done, of) = (grouped(step.done as u64), grouped(step.of as u64));
    let (full, rest) = ("#".repeat(full), ".".repeat(WIDTH - full));
    format!("{doing} [{full}{rest}] {done} of {of}, Ctrl-C stops")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(screen: &mut Vec<u8>, late: bool) -> Result<(), Canceled> {
        let mut bar = Bar::new(Some(screen), 80);
        if late {
            bar.begun -= PATIENCE;
        }
        bar.reached(Step { doing: "Writing pages", done: 250, of: 1000 })
    }

    #[test]
    fn a_long_task_shows_a_bar_and_takes_it_away() {
        let mut screen = Vec::new();
        assert_eq!(said(&mut screen, true), Ok(()));
        let words = "\rWriting pages [######..................] 250 of 1,000, Ctrl-C stops\u{1b}[K\r\u{1b}[K";
        assert_eq!(String::from_utf8(screen).unwrap(), words);
    }

    #[test]
    fn a_short_task_shows_nothing() {
        let mut screen = Vec::new();
        assert_eq!(said(&mut screen, false), Ok(()));
        assert!(screen.is_empty());
    }
}
