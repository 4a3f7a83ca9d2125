//! A list with a cursor and a search: what the dashboard, evidence, gaps, follow-ups and report have in common.

use memchr::memmem::Finder;

use crate::app::form::text::TextField;
use crate::app::list::{Step, moved};
use crate::app::screen::marks::Marks;

/// A list's cursor and what it is searched for.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The row under the cursor, among those shown.
    pub at: usize,
    /// What is searched for, if anything.
    pub find: Option<Find>,
    /// What is marked, to be worked on together.
    pub marks: Marks,
}

/// A search as it is typed.
#[derive(Clone, Debug)]
pub struct Find {
    /// The words.
    pub field: TextField,
    /// Whether they are still being typed.
    pub typing: Typing,
}

/// Whether a search has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// Keys go into it.
    Now,
    /// It only filters.
    Done,
}

impl Rows {
    /// Whether a search is being typed.
    pub fn is_typing(&self) -> bool {
        self.find.as_ref().is_some_and(|find| find.typing == Typing::Now)
    }

    /// Begins, or goes on with, a search.
    pub fn search(&mut self) {
        let field = self.find.take().map_or_else(TextField::line, |find| find.field);
        self.find = Some(Find { field, typing: Typing::Now });
        self.at = 0;
    }

    /// The words searched for, folded; empty where there is no search.
    pub fn words(&self) -> String {
        self.find.as_ref().map(|find| crate::text::folded(&find.field.text())).unwrap_or_default()
    }

    /// Whether a row that holds this text is shown.
    pub fn shows(&self, text: &str) -> bool {
        self.find.is_none() || self.filter()(text)
    }

    /// The search as a test, for lists of a thousand rows: what is searched for is folded once.
    pub fn filter(&self) -> impl Fn(&str) -> bool + use<> {
        let words = self.words();
        let words: Vec<Finder<'static>> =
            words.split_whitespace().map(|word| Finder::new(word).into_owned()).collect();
        move |text| {
            let text = crate::text::folded(text);
            words.iter().all(|word| word.find(text.as_bytes()).is_some())
        }
    }

    /// Ends typing; a search for nothing ends altogether.
    pub fn end_typing(&mut self) {
        match &mut self.find {
            Some(find) if !find.field.is_blank() => find.typing = Typing::Done,
            _ => self.find = None,
        }
    }

    /// Moves the cursor over so many rows.
    pub fn step(&mut self, step: Step, rows: usize) {
        self.at = moved(self.at, step, rows);
    }
}
