//! Ctrl-C during a long task: the first one asks it to stop, a second one ends the program at once, as any does outside of such a task.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// While it lives, Ctrl-C is a wish and not the end.
pub(super) struct Watch(Option<&'static Interrupts>);

/// What is known of Ctrl-C in this program.
struct Interrupts {
    /// How many tasks are watched.
    watches: AtomicUsize,
    /// Whether it was pressed since the first of them began.
    pressed: Arc<AtomicBool>,
    /// Whether the next one ends the program.
    deadly: Arc<AtomicBool>,
}

impl Watch {
    pub(super) fn begin() -> Self {
        let interrupts = interrupts();
        if let Some(interrupts) = interrupts
            && interrupts.watches.fetch_add(1, Ordering::SeqCst) == 0
        {
            interrupts.pressed.store(false, Ordering::SeqCst);
            interrupts.deadly.store(false, Ordering::SeqCst);
        }
        Self(interrupts)
    }

    pub(super) fn was_interrupted(&self) -> bool {
        self.0.is_some_and(|interrupts| interrupts.pressed.load(Ordering::SeqCst))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(interrupts) = self.0
            && interrupts.watches.fetch_sub(1, Ordering::SeqCst) == 1
        {
            interrupts.deadly.store(true, Ordering::SeqCst);
        }
    }
}

/// `None` where the system refuses to say when Ctrl-C is pressed: then it ends the program, as ever.
fn interrupts() -> Option<&'static Interrupts> {
    static KNOWN: OnceLock<Option<Interrupts>> = OnceLock::new();
    let listen = || {
        let (pressed, deadly) = (Arc::default(), Arc::new(AtomicBool::new(true)));
        // In this order: what is deadly ends the program before the same press makes the next one deadly.
        flag::register_conditional_default(SIGINT, Arc::clone(&deadly)).ok()?;
        flag::register(SIGINT, Arc::clone(&deadly)).ok()?;
        flag::register(SIGINT, Arc::clone(&pressed)).ok()?;
        Some(Interrupts { watches: AtomicUsize::new(0), pressed, deadly })
    };
    KNOWN.get_or_init(listen).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watch_that_ends_stops_no_other() {
        let (first, second) = (Watch::begin(), Watch::begin());
        drop(first);
        assert!(!second.was_interrupted());
    }
}
