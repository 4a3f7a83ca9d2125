//! Presses to commands: what a press, or a press after a prefix, means where one is.

use super::command::{COMMANDS, CommandId, Context};
use super::key::{Chord, Held, Key};

/// What the presses so far mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// They run a command.
    Runs(CommandId),
    /// They begin one or more longer ones.
    Begins,
    /// Nothing.
    Nothing,
}

/// What the presses mean in a context.
pub fn meaning(context: Context, presses: &[Chord]) -> Meaning {
    let mut begins = Meaning::Nothing;
    for command in COMMANDS.iter().filter(|command| command.is_in(context)) {
        for chords in command.chords() {
            if chords == presses {
                return Meaning::Runs(command.id);
            }
            if chords.starts_with(presses) {
                begins = Meaning::Begins;
            }
        }
    }
    begins
}

/// What may follow presses that begin something: the rest of the keys, and the command's title.
pub fn what_may_follow(context: Context, presses: &[Chord]) -> Vec<(String, &'static str)> {
    let mut follow = Vec::new();
    for command in COMMANDS.iter().filter(|command| command.is_in(context)) {
        for chords in command.chords() {
            if let Some(rest) = chords.strip_prefix(presses).filter(|rest| !rest.is_empty()) {
                let keys: Vec<String> = rest.iter().map(ToString::to_string).collect();
                follow.push((keys.join(" "), command.title));
            }
        }
    }
    follow
}

/// The command of a chord that works everywhere, inside text too.
pub fn works_everywhere(chord: Chord) -> Option<CommandId> {
    match (chord.held, chord.key) {
        (Held::Ctrl, Key::Char('p')) => Some(CommandId::Palette),
        (Held::Ctrl, Key::Char('c')) => Some(CommandId::Quit),
        (Held::Ctrl, Key::Char('l')) => Some(CommandId::Redraw),
        (Held::Ctrl, Key::Char('z')) => Some(CommandId::Suspend),
        (Held::Ctrl, Key::Char('x')) => Some(CommandId::StopWork),
        (Held::Nothing, Key::Esc) => Some(CommandId::Back),
        (Held::Nothing, Key::F(1)) => Some(CommandId::Help),
        _ => None,
    }
}
