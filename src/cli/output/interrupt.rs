//! Ctrl-C during a long task: the first one asks it to stop, a second one ends the program at once, as any does outside of such a task.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// While it lives, Ctrl-C is a wish and not the end.
pub(super) struct Watch(Option<&'static Arc<AtomicBool>>);

impl Watch {
    pub(super) fn begin() -> Self {
        let deadly = deadly();
        if let Some(deadly) = deadly {
            deadly.store(false, Ordering::SeqCst);
        }
        Self(deadly)
    }

    pub(super) fn was_interrupted(&self) -> bool {
        self.0.is_some_and(|deadly| deadly.load(Ordering::SeqCst))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(deadly) = self.0 {
            deadly.store(true, Ordering::SeqCst);
        }
    }
}

/// Whether the next Ctrl-C ends the program, which is so but while a task is watched that nobody interrupted yet. `None` where the system
/// refuses to say when Ctrl-C is pressed: then it ends the program, as ever.
fn deadly() -> Option<&'static Arc<AtomicBool>> {
    static DEADLY: OnceLock<Option<Arc<AtomicBool>>> = OnceLock::new();
    let listen = || {
        let deadly = Arc::new(AtomicBool::new(true));
        // In this order: what is deadly ends the program before it is made deadly by the same press.
        flag::register_conditional_default(SIGINT, Arc::clone(&deadly)).ok()?;
        flag::register(SIGINT, Arc::clone(&deadly)).ok()?;
        Some(deadly)
    };
    DEADLY.get_or_init(listen).as_ref()
}
