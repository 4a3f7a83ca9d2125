//! A question before something is done: what will happen, what stays, and the safe button in focus.

use crate::app::effect::Effect;

/// A question before something is done.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// What is asked, in a few words.
    pub title: String,
    /// What will happen and what stays.
    pub lines: Vec<String>,
    /// The words of the safe button.
    pub keep: &'static str,
    /// The words of the other.
    pub go: &'static str,
    /// The button in focus.
    pub focus: Button,
    /// What is done when it is confirmed.
    pub then: Effect,
}

/// The two buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Nothing is done.
    Keep,
    /// It is done.
    Go,
}

impl Confirm {
    /// A question with the safe button in focus.
    pub fn new(
        title: impl Into<String>,
        lines: Vec<String>,
        keep: &'static str,
        go: &'static str,
        then: Effect,
    ) -> Self {
        Self { title: title.into(), lines, keep, go, focus: Button::Keep, then }
    }

    /// Moves to the other button.
    pub fn turn(&mut self) {
        self.focus = match self.focus {
            Button::Keep => Button::Go,
            Button::Go => Button::Keep,
        };
    }
}
