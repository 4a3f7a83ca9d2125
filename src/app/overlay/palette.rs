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
    /// The commands that fit what was typed: first those that have these very letters in their title, so that enter never runs one that
    /// hardly fits while the one that was meant cannot run; of each, those that can run first, the best fit first.
    pub fn rows(&self, app: &App) -> Vec<Row> {
        let typed = self.find.text();
        let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
        let meant = typed.trim().to_lowercase();
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut rows: Vec<(bool, bool, u32, Row)> = COMMANDS
            .iter()
            .filter_map(|command| {
                let words = format!("{} {}", command.title, command.group.title());
                let score = pattern.score(Utf32Str::new(&words, &mut buffer), &mut matcher)?;
                let not_now = can_run(app, command.id).err();
                let other = !command.title.to_lowercase().contains(&meant);
                Some((other, not_now.is_some(), score, Row { command, not_now }))
            })
            .collect();
        rows.sort_by_key(|(other, off, score, _)| (*other, *off, std::cmp::Reverse(*score)));
        rows.into_iter().map(|(.., row)| row).collect()
    }
}
