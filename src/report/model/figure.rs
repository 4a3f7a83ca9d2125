//! Figures that are counted: every picture's numbers also stand in words.

use super::{Mark, Words};

/// A bar divided by counted parts, with a legend that names and counts every one, empty ones too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What is counted, such as "36 questions by how they stand".
    pub caption: Words,
    /// The parts, from the left.
    pub parts: Vec<Part>,
}

/// One part of a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its sign, word, and what repeats them.
    pub mark: Mark,
    /// How many.
    pub count: u32,
}

impl Bar {
    /// All parts together.
    pub fn total(&self) -> u64 {
        self.parts.iter().map(|part| u64::from(part.count)).sum()
    }

    /// The bar in one sentence, for those who cannot see it.
    pub fn alternative(&self) -> String {
        let parts: Vec<String> =
            self.parts.iter().map(|part| format!("{} {}", part.mark.word, part.count)).collect();
        format!("{}. {}. Total {}.", self.caption, parts.join(", "), self.total())
    }
}

/// One figure, with the two numbers it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gauge {
    /// What is measured, such as "Readiness".
    pub label: Words,
    /// The figure, such as "47%", or "Nothing to answer".
    pub figure: Words,
    /// Both numbers in words, such as "17 of 36 applicable questions documented".
    pub detail: Words,
    /// How many.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
    /// What must be said beside the figure, such as "2 critical gaps".
    pub beside: Vec<Mark>,
}

impl Gauge {
    /// The figure in one sentence, for those who cannot see it.
    pub fn alternative(&self) -> String {
        format!(
            "{}: {}. {}. {} of {}.",
            self.label, self.figure, self.detail, self.part, self.whole
        )
    }
}
