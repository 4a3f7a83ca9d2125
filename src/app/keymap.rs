//! Presses to commands: what a press, or a press after a prefix, means where one is. The keys are the command table's, or the user's own.

mod own;

use std::collections::BTreeMap;
use std::ops::Bound;

use super::command::{COMMANDS, Command, CommandId, Context};
use super::form::text::{Lines, TextField};
use super::key::{Chord, Held, Key, read_chords};

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

/// The keys of every command, as they are read and as they are shown.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// The keys of a command as they are shown, the one that is named first.
    shown: BTreeMap<CommandId, Vec<String>>,
    /// What presses mean; in order, so that those that begin alike lie together. Read at every press.
    meanings: BTreeMap<Vec<Chord>, Vec<&'static Command>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::of(|command| command.keys.iter().map(|keys| (*keys).to_owned()).collect())
    }
}

impl Keymap {
    fn of(keys_of: impl Fn(&'static Command) -> Vec<String>) -> Self {
        let mut keymap = Self { shown: BTreeMap::new(), meanings: BTreeMap::new() };
        for command in COMMANDS {
            let keys = keys_of(command);
            for chords in keys.iter().filter_map(|keys| read_chords(keys).ok()) {
                keymap.meanings.entry(chords).or_default().push(command);
            }
            keymap.shown.insert(command.id, keys);
        }
        keymap
    }

    /// What the presses mean in a context.
    pub fn meaning(&self, context: Context, presses: &[Chord]) -> Meaning {
        let from = (Bound::Included(presses), Bound::Unbounded);
        let alike = self.meanings.range::<[Chord], _>(from);
        let mut begins = Meaning::Nothing;
        for (chords, commands) in alike.take_while(|(chords, _)| chords.starts_with(presses)) {
            match commands.iter().find(|command| command.is_in(context)) {
                Some(command) if chords.len() == presses.len() => return Meaning::Runs(command.id),
                Some(_) => begins = Meaning::Begins,
                None => {}
            }
        }
        begins
    }

    /// What may follow presses that begin something, in the order of the table: the rest of the keys, and the command.
    pub fn what_may_follow(
        &self,
        context: Context,
        presses: &[Chord],
    ) -> Vec<(String, &'static Command)> {
        let mut follow = Vec::new();
        for command in COMMANDS.iter().filter(|command| command.is_in(context)) {
            for keys in self.keys(command.id) {
                let chords = read_chords(keys).unwrap_or_default();
                if let Some(rest) = chords.strip_prefix(presses).filter(|rest| !rest.is_empty()) {
                    follow.push((written(rest), command));
                }
            }
        }
        follow
    }

    /// The keys of a command, as they are shown.
    pub fn keys(&self, id: CommandId) -> &[String] {
        self.shown.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first key of a command, by which it is named; empty where it has none.
    pub fn key(&self, id: CommandId) -> &str {
        self.keys(id).first().map(String::as_str).unwrap_or_default()
    }

    /// This key of a command where it has it, since its sign says what it does; else its first one.
    pub fn prefers<'a>(&'a self, id: CommandId, wanted: &'a str) -> &'a str {
        if self.keys(id).iter().any(|keys| keys == wanted) { wanted } else { self.key(id) }
    }

    /// The keys of a command as they are written for readers: `1-9` for the digits.
    pub fn written(&self, id: CommandId) -> String {
        if id == CommandId::Choose { DIGITS.to_owned() } else { self.keys(id).join(", ") }
    }

    /// The first key of a command as it is written for readers.
    pub fn short(&self, id: CommandId) -> &str {
        if id == CommandId::Choose { DIGITS } else { self.key(id) }
    }

    /// The footer's hints for a context: key and word, most important first. A command whose keys were taken away has none.
    pub fn hints(&self, context: Context) -> Vec<(&str, &'static str, CommandId)> {
        let mut hints: Vec<(u8, &str, &'static str, CommandId)> = Vec::new();
        for command in COMMANDS {
            let here = command.hints.iter().filter(|(at, ..)| *at == context);
            hints.extend(
                here.map(|(_, rank, word)| (*rank, self.key(command.id), *word, command.id)),
            );
        }
        hints.retain(|(_, key, ..)| !key.is_empty());
        hints.sort_by_key(|(rank, ..)| *rank);
        hints.into_iter().map(|(_, key, word, id)| (key, word, id)).collect()
    }

    /// Whether a press opens the text that is typed in the user's own editor: of the keys of that command, one that types nothing.
    pub fn edits_outside(&self, chord: Chord) -> bool {
        let runs = self.meaning(Context::Typing, &[chord]);
        runs == Meaning::Runs(CommandId::NoteInEditor) && types_nothing(chord)
    }

    /// A press as fields and forms know it, which all accept by the table's key; nothing where that key has another meaning now.
    pub fn in_text(&self, chord: Chord) -> Option<Chord> {
        match self.meaning(Context::Typing, &[chord]) {
            Meaning::Runs(CommandId::KeepText) => Some(ACCEPTS),
            _ if chord == ACCEPTS => None,
            _ => Some(chord),
        }
    }
}

/// Whether a press can act while text is typed: no field takes it, and it goes to no other field.
fn types_nothing(chord: Chord) -> bool {
    let taken = TextField::new("", Lines::Many).press(chord) != Ok(false);
    let named = chord.held == Held::Nothing && !matches!(chord.key, Key::F(_));
    !taken && !named
}

/// How the digits that answer are written.
const DIGITS: &str = "1-9";

/// The press by which fields and forms are accepted from anywhere in them.
pub const ACCEPTS: Chord = Chord { key: Key::Char('s'), held: Held::Ctrl };

fn written(chords: &[Chord]) -> String {
    chords.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// What works everywhere, inside text too. Nobody can take these keys away: they are the way out.
pub const ALWAYS: [(Chord, CommandId); 8] = [
    (Chord { key: Key::Char('f'), held: Held::Ctrl }, CommandId::FindAnything),
    (Chord { key: Key::Char('p'), held: Held::Ctrl }, CommandId::Palette),
    (Chord { key: Key::Char('c'), held: Held::Ctrl }, CommandId::Quit),
    (Chord { key: Key::Char('l'), held: Held::Ctrl }, CommandId::Redraw),
    (Chord { key: Key::Char('z'), held: Held::Ctrl }, CommandId::Suspend),
    (Chord { key: Key::Char('x'), held: Held::Ctrl }, CommandId::StopWork),
    (Chord { key: Key::Esc, held: Held::Nothing }, CommandId::Back),
    (Chord { key: Key::F(1), held: Held::Nothing }, CommandId::Help),
];

/// The command of a chord that works everywhere, inside text too.
pub fn works_everywhere(chord: Chord) -> Option<CommandId> {
    ALWAYS.iter().find(|(always, _)| *always == chord).map(|(_, id)| *id)
}
