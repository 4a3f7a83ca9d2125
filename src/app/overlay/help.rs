//! The help: the keys of the screen beneath, by group, all from the command table; searchable.

use crate::app::command::{COMMANDS, Command, CommandId, Context, Group};
use crate::app::form::text::TextField;
use crate::app::keymap::Keymap;

/// The help of a screen.
#[derive(Clone, Debug)]
pub struct Help {
    /// The screen beneath.
    pub context: Context,
    /// The first line in view.
    pub at: usize,
    /// What is searched for.
    pub find: TextField,
}

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The head of a group.
    Head(&'static str),
    /// A command: its keys and its title.
    Row(CommandId, String, &'static str),
}

impl Help {
    /// The help of a screen.
    pub fn new(context: Context) -> Self {
        Self { context, at: 0, find: TextField::line() }
    }

    /// Its lines: every command that can be run on the screen beneath, or while typing on it.
    pub fn lines(&self, keymap: &Keymap) -> Vec<Line> {
        let words = crate::text::folded(&self.find.text());
        let fits = |command: &&Command| {
            let here = command.is_in(self.context) || command.is_in(Context::Typing);
            let keys = keymap.written(command.id);
            let text = format!("{} {} {keys}", command.title, command.says).to_lowercase();
            here && words.split_whitespace().all(|word| text.contains(word))
        };
        let mut lines = Vec::new();
        for group in Group::ALL {
            let rows: Vec<Line> = COMMANDS
                .iter()
                .filter(|command| command.group == group)
                .filter(fits)
                .map(|command| Line::Row(command.id, keymap.written(command.id), command.title))
                .collect();
            if !rows.is_empty() {
                lines.push(Line::Head(group.title()));
                lines.extend(rows);
            }
        }
        lines
    }
}
