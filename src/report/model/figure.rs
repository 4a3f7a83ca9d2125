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

/// Small bars below each other, each with its name and numbers: one for each section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meters {
    /// What is shown.
    pub caption: Words,
    /// The rows, in order.
    pub rows: Vec<Meter>,
}

/// One row of small bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meter {
    /// What it is of, and its counted parts.
    pub bar: Bar,
    /// The figure, such as "75%".
    pub figure: Words,
    /// The numbers it is made of, such as "3 of 4".
    pub detail: Words,
}

impl Meter {
    /// The row in one sentence, for those who cannot see it.
    pub fn alternative(&self) -> String {
        let parts = self.bar.parts.iter().filter(|part| part.count > 0);
        let parts: Vec<String> =
            parts.map(|part| format!("{} {}", part.mark.word, part.count)).collect();
        let parts = if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") };
        format!("{}: {}, {}. {parts}.", self.bar.caption, self.figure, self.detail)
    }
}

/// How a figure stood on days one after the other, as steps. The numbers of every step also stand in words beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// What is shown.
    pub caption: Words,
    /// The steps, from the left.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day, below it.
    pub on: Words,
    /// Its height, of 100; none where there is no figure.
    pub percent: Option<u32>,
}

impl Step {
    /// The figure, above the step.
    pub fn figure(&self) -> String {
        self.percent.map_or_else(|| "\u{2013}".to_owned(), |percent| format!("{percent}%"))
    }
}

impl Steps {
    /// The steps in one sentence, for those who cannot see them.
    pub fn alternative(&self) -> String {
        let steps: Vec<String> = self
            .steps
            .iter()
            .map(|step| {
                format!(
                    "{} {}",
                    step.on,
                    step.percent
                        .map_or_else(|| "no figure".to_owned(), |percent| format!("{percent}%"))
                )
            })
            .collect();
        format!("{}: {}.", self.caption, steps.join(", "))
    }
}
