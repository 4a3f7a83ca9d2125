//! Every command by its words; one that cannot run now stays in the list, with the reason.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::app::command::{COMMANDS, Command};
use crate::app::enabled::can_run;
use crate::app::form::text::TextField;
use crate::app::state::App;

/// The palette.
#[derive(Clone, Debug)]
pub struct Palette {
    /// What was typed.
    pub find: TextField,
    /// The row under the cursor.
    pub at: usize,
}

impl Default for Palette {
    fn default() -> Self {
        Self { find: TextField::line(), at: 0 }
    }
}

/// One row of the palette.
#[derive(Clone, Debug)]
pub struct Row {
    /// The command.
    pub command: &'static Command,
    /// Why it cannot run now.
    pub not_now: Option<String>,
}

impl Palette {
    /// The commands that fit what was typed, those that can run first, the best fit first.
    pub fn rows(&self, app: &App) -> Vec<Row> {
        let pattern = Pattern::parse(&self.find.text(), CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut rows: Vec<(bool, u32, Row)> = COMMANDS
            .iter()
            .filter_map(|command| {
                let words = format!("{} {}", command.title, command.group.title());
                let score = pattern.score(Utf32Str::new(&words, &mut buffer), &mut matcher)?;
                let not_now = can_run(app, command.id).err();
                Some((not_now.is_some(), score, Row { command, not_now }))
            })
            .collect();
        rows.sort_by_key(|(off, score, _)| (*off, std::cmp::Reverse(*score)));
        rows.into_iter().map(|(.., row)| row).collect()
    }
}
