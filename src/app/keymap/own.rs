//! The user's own keys: read from the settings, and refused as a whole where one chord would mean two things.

use std::collections::BTreeMap;

use super::{ALWAYS, Keymap, types_nothing, works_everywhere, written};
use crate::app::command::{COMMANDS, Command, CommandId, Context};
use crate::app::key::{Chord, Held, Key, read_chords};
use crate::problem::Problem;

/// The keys of one command, whoever said them.
struct Bound {
    command: &'static Command,
    chords: Vec<Chord>,
    whose: Whose,
}

/// Who said which keys a command has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// The command table.
    Ours,
    /// The settings.
    TheUsers,
}

/// What is wrong with the keys in the settings, and what to do about it.
#[derive(Default)]
struct Faults {
    found: Vec<String>,
    next: Vec<String>,
}

impl Keymap {
    /// The table's keys with the user's own in their place, by command word.
    ///
    /// # Errors
    /// A word that is no command, keys that cannot be read or pressed, or a chord with two meanings: everything that is wrong is named.
    pub fn with(own: &BTreeMap<String, Vec<String>>) -> Result<Self, Problem> {
        let mut faults = Faults::default();
        let mut users: BTreeMap<CommandId, Vec<Vec<Chord>>> = BTreeMap::new();
        for (word, keys) in own {
            let Some(command) = CommandId::of_word(word).and_then(CommandId::command) else {
                faults.found.push(format!("keys.{word}: there is no command '{word}'"));
                let known = COMMANDS.iter().map(|command| command.word);
                let near = crate::text::nearest(word, known);
                faults.next.extend(near.map(|near| format!("did you mean '{near}'?")));
                continue;
            };
            let read: Vec<Vec<Chord>> =
                keys.iter().filter_map(|keys| faults.read(command, keys)).collect();
            faults.check_what_stays(command, &read);
            users.insert(command.id, read);
        }
        let bound = all_bound(&users);
        faults.check_clashes(&bound);
        faults.told()?;
        Ok(Self::of(|command| {
            let own = bound.iter().filter(|one| one.command.id == command.id);
            own.map(|one| written(&one.chords)).collect()
        }))
    }
}

/// Every command's keys: the user's where there are some, and always those that cannot be taken away.
fn all_bound(users: &BTreeMap<CommandId, Vec<Vec<Chord>>>) -> Vec<Bound> {
    let mut bound: Vec<Bound> = Vec::new();
    for command in COMMANDS {
        let (mut keys, whose) = match users.get(&command.id) {
            Some(keys) => (keys.clone(), Whose::TheUsers),
            None => (command.chords().collect(), Whose::Ours),
        };
        let always = ALWAYS.iter().filter(|(_, id)| *id == command.id);
        keys.extend(always.map(|(chord, _)| vec![*chord]));
        for chords in keys {
            let is_there = |one: &Bound| one.command.id == command.id && one.chords == chords;
            if !bound.iter().any(is_there) {
                bound.push(Bound { command, chords, whose });
            }
        }
    }
    bound
}

impl Faults {
    /// The keys of a command as they were typed; nothing where they are blank, or wrong.
    fn read(&mut self, command: &Command, keys: &str) -> Option<Vec<Chord>> {
        if keys.trim().is_empty() {
            return None;
        }
        let said = format!("keys.{} says '{keys}'", command.word);
        let chords = match read_chords(keys) {
            Ok(chords) => chords,
            Err(why) => {
                self.found.push(format!("{said}: {why}"));
                self.next.push(
                    "write keys as f, F, ctrl-f, alt-f, f2, enter, tab, space or pgdn; one after another with a blank: g f"
                        .to_owned(),
                );
                return None;
            }
        };
        let always = chords.iter().find_map(|chord| Some((chord, works_everywhere(*chord)?)));
        if let Some((chord, id)) = always.filter(|(_, id)| *id != command.id || chords.len() > 1) {
            let title = id.command().map_or("", |command| command.title);
            self.found.push(format!("{said}, but {chord} is always '{title}'"));
            return None;
        }
        if let Some(why) = chords.iter().find_map(|chord| cannot_be_pressed(*chord)) {
            self.found.push(format!("{said}: {why}"));
            return None;
        }
        if command.contexts == [Context::Typing]
            && !matches!(chords.as_slice(), [chord] if types_nothing(*chord))
        {
            self.found.push(format!(
                "{said}, which types or moves while text is typed, where '{}' acts",
                command.title
            ));
            self.next.push("such as ctrl-g, alt-s or f2".to_owned());
            return None;
        }
        Some(chords)
    }

    /// What cannot be changed: the digits that answer, and the way out.
    fn check_what_stays(&mut self, command: &Command, read: &[Vec<Chord>]) {
        if command.id == CommandId::Choose {
            let why = "but the digits always answer choices";
            self.found.push(format!("keys.{} names keys, {why}", command.word));
        }
        let always = ALWAYS.iter().find(|(_, id)| *id == command.id);
        if let Some((chord, _)) = always.filter(|_| read.is_empty()) {
            let why = format!("but {chord} cannot be taken from '{}'", command.title);
            self.found.push(format!("keys.{} takes all keys away, {why}", command.word));
        }
    }

    /// Two meanings of one chord, or a key that never comes to its end because a shorter one acts first. Screens follow each other within
    /// one press, so a chord has one meaning on all of them.
    fn check_clashes(&mut self, bound: &[Bound]) {
        for (place, one) in bound.iter().enumerate() {
            for other in bound.iter().skip(place + 1) {
                // The user's line is named first.
                let (one, other) =
                    if one.whose == Whose::TheUsers { (one, other) } else { (other, one) };
                if one.whose == Whose::Ours {
                    continue;
                }
                self.found.extend(clash(one, other));
            }
        }
    }

    fn told(mut self) -> Result<(), Problem> {
        let Some(first) = self.found.first().cloned() else { return Ok(()) };
        let problem = Problem::wrong_use(first).safe(
            "no record was touched, and every command has the keys that it had from the start",
        );
        let others = self.found.get(1..).unwrap_or_default();
        let problem =
            if others.is_empty() { problem } else { problem.cause(others.join("; also ")) };
        self.next.dedup();
        let problem = self.next.into_iter().fold(problem, Problem::next);
        Err(problem.next("change \"keys\" in the settings file, and start again"))
    }
}

/// What is wrong between the user's keys and others, if anything is.
fn clash(one: &Bound, other: &Bound) -> Option<String> {
    let (word, keys) = (one.command.word, written(&one.chords));
    let others = written(&other.chords);
    let whose = match other.whose {
        Whose::TheUsers => format!("as keys.{} says", other.command.word),
        Whose::Ours => format!("the key of '{}'", other.command.title),
    };
    if one.chords == other.chords {
        return Some(match other.whose {
            Whose::TheUsers => {
                format!("keys.{word} and keys.{} both say '{keys}'", other.command.word)
            }
            Whose::Ours => format!("keys.{word} says '{keys}', which is {whose}"),
        });
    }
    if other.chords.starts_with(&one.chords) {
        return Some(format!("keys.{word} says '{keys}', which begins '{others}', {whose}"));
    }
    if one.chords.starts_with(&other.chords) {
        return Some(format!("keys.{word} says '{keys}', which begins with '{others}', {whose}"));
    }
    None
}

/// Why a terminal never reports a chord as it is written.
fn cannot_be_pressed(chord: Chord) -> Option<String> {
    let instead = match (chord.held, chord.key) {
        (_, Key::Char(c)) if c.is_control() => return Some("that is no key".to_owned()),
        (Held::Ctrl, Key::Char('i')) => "tab",
        (Held::Ctrl, Key::Char('m' | 'j')) => "enter",
        (Held::Ctrl, Key::Char('h')) => "backspace",
        (Held::Ctrl, Key::Char('[')) => "esc",
        (Held::Ctrl, Key::Char(c)) if c.is_uppercase() => {
            return Some(format!("terminals send ctrl-{} for it", c.to_lowercase()));
        }
        _ => return None,
    };
    Some(format!("terminals send {instead} for it"))
}
