//! What lies over a screen, one at a time: help, palette, a question before something is done, a form.

pub mod confirm;
pub mod finding;
pub mod help;
pub mod palette;
pub mod prompt;

pub use self::confirm::{Button, Confirm};
pub use self::finding::Finding;
pub use self::help::Help;
pub use self::palette::Palette;
pub use self::prompt::{About, Prompt, Purpose};
use crate::problem::Problem;

/// What lies over a screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The keys of the screen beneath.
    Help(Help),
    /// Every command.
    Palette(Palette),
    /// A question before something is done.
    Confirm(Confirm),
    /// A form.
    Prompt(Box<Prompt>),
    /// A problem in full.
    Problem(Problem),
    /// Anything that is on file, by a few letters.
    Finding(Box<Finding>),
}
