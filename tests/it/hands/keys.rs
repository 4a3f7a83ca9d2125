//! Keys of the user's own: they act, they are named everywhere, and no chord ever has two meanings.

use std::collections::{BTreeMap, BTreeSet};

use proofbook::app::command::{COMMANDS, CommandId, Context};
use proofbook::app::key::{Chord, read_chords};
use proofbook::app::keymap::{ALWAYS, Keymap, Meaning, works_everywhere};
use proofbook::problem::Problem;
use proptest::prelude::*;

use crate::support::Screen;

type Keys = BTreeMap<String, Vec<String>>;

fn keys(lines: &[(&str, &[&str])]) -> Keys {
    let owned = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    lines.iter().map(|(word, keys)| ((*word).to_owned(), owned(keys))).collect()
}

fn refused(lines: &[(&str, &[&str])]) -> Problem {
    Keymap::with(&keys(lines)).expect_err("they clash")
}

fn with(lines: &[(&str, &[&str])]) -> Screen {
    let mut screen = Screen::interview();
    screen.app.keymap = Keymap::with(&keys(lines)).unwrap();
    screen
}

#[test]
fn own_keys_act_and_are_named_by_footer_help_palette_and_sentences() {
    let mut screen = with(&[
        ("attach", &["f2"]),
        ("note", &["ctrl-n", "M"]),
        ("unknown", &["Q"]),
        ("help", &["f5"]),
        ("next", &["f3"]),
        ("gaps", &["g x"]),
        ("evidence", &["J e"]),
        ("editor", &[]),
    ]);
    screen.shows("f2 attach").shows("ctrl-n note").shows("f5 help").shows("Q ( ) We do not know");
    screen.shows("none; ctrl-n writes one").shows("nothing on file; f2 attaches a file");
    // The keys of the table are free.
    screen.keys("a").shows("a does nothing here. f5 lists the keys.");
    screen.keys("9").shows("Q means that we do not know, - that it does not apply");
    screen.pastes("lost").shows("ctrl-n opens the note, then paste");
    screen.keys("f2").shows("Attach").keys("esc");
    screen.keys("M").shows("Note, being written").keys("esc");
    screen.keys("Q").shows("Who finds out").keys("esc");
    screen.keys("f5").types("attach a file").shows("f2").keys("esc");
    screen.keys("f5").types("editor").shows("(ctrl-p)").keys("esc");
    screen.keys("ctrl-p").types("attach a file").shows("f2").keys("esc");
    screen.keys("g").shows("x    Gaps").keys("x").shows("gap").keys("J").shows("e    Evidence");
    screen.keys("e").shows("Press f2 to attach a file");
    screen.keys("v").shows("no exhibit is on file; f2 attaches one");
}

#[test]
fn what_accepts_a_text_can_be_changed() {
    let mut screen = with(&[("keep", &["ctrl-g"])]);
    screen.keys("1 i").types("why").shows("ctrl-g record the note");
    screen.keys("ctrl-s").shows("Note, being written").keys("ctrl-g").shows("saved");
    screen.keys("w").shows("ctrl-g accept").keys("ctrl-s").shows("Who finds out");
    screen.types("Lee").keys("ctrl-g").shows("by which day");
}

#[test]
fn the_editor_opens_what_is_typed_by_its_own_key_and_never_by_a_letter() {
    let mut screen = with(&[("editor", &["M", "f4"]), ("keep", &["f6"])]);
    screen.keys("1 i").types("MEMO").keys("alt-e").shows("MEMO");
    assert!(!screen.text().contains("from the editor"));
    screen.keys("f4").shows("MEMO and more from the editor").keys("f6").shows("saved");
    screen.keys("a").pastes("/home/dana/Documents/agreement.pdf\n/home/dana/Documents/audit.pdf");
    screen.shows("marked. f6 takes them.").shows("f6 takes them");
}

#[test]
fn a_command_without_keys_is_named_by_its_place_in_the_palette() {
    let screen = with(&[("attach", &[""])]);
    assert_eq!(screen.app.how(CommandId::Attach), "'Attach a file' in ctrl-p");
    let mut screen = screen;
    screen.shows("'Attach a file' in ctrl-p attaches a file").keys("a").shows("a does nothing");
}

#[test]
fn clashes_name_both_lines() {
    let both = refused(&[("attach", &["Y"]), ("link", &["Y"])]);
    assert_eq!(both.summary, "keys.attach and keys.link both say 'Y'");
    let ours = refused(&[("attach", &["l"])]);
    assert_eq!(
        ours.summary,
        "keys.attach says 'l', which is the key of 'Link an exhibit; map a request'"
    );
    let begins = refused(&[("attach", &["g"])]);
    assert!(begins.summary.starts_with("keys.attach says 'g', which begins 'g "), "{begins}");
    let begun = refused(&[("attach", &["l l"])]);
    assert!(begun.summary.contains("'l l', which begins with 'l', the key of 'Link"), "{begun}");
    let own = refused(&[("attach", &["Y", "Y Y"])]);
    assert!(own.summary.contains("begins 'Y Y', as keys.attach says"), "{own}");
    // Two that change places do not clash, and what is said twice is said once.
    Keymap::with(&keys(&[("attach", &["l", "l"]), ("link", &["a"])])).unwrap();
    let all = refused(&[("attach", &["l"]), ("link", &["a", "hello"]), ("atach", &["f2"])]);
    let told = all.to_string();
    for words in ["keys.link says 'hello': 'hello' is not a key", "did you mean 'attach'?"] {
        assert!(told.contains(words), "{told}");
    }
    assert!(told.contains("no record was touched"), "{told}");
}

#[test]
fn the_way_out_the_digits_and_typed_text_stay_as_they_are() {
    for (line, words) in [
        (("attach", &["ctrl-p"] as &[&str]), "but ctrl-p is always 'All commands'"),
        (("attach", &["g esc"]), "but esc is always 'Close, cancel, back'"),
        (("palette", &[]), "ctrl-p cannot be taken from 'All commands'"),
        (("quit", &[""]), "ctrl-c cannot be taken from 'Quit'"),
        (("choose", &["x"]), "the digits always answer choices"),
        (("attach", &["3"]), "which is the key of 'Choose that answer'"),
        (("keep", &["k"]), "types or moves while text is typed"),
        (("keep", &["enter"]), "types or moves while text is typed"),
        (("keep", &["ctrl-a"]), "types or moves while text is typed"),
        (("keep", &["ctrl-o ctrl-s"]), "types or moves while text is typed"),
        (("attach", &["ctrl-i"]), "terminals send tab for it"),
        (("attach", &["ctrl-A"]), "terminals send ctrl-a for it"),
        (("attach", &["shift-a"]), "'shift-a' is not a key"),
    ] {
        let problem = refused(&[line]);
        assert!(problem.summary.contains(words), "{line:?}: {problem}");
    }
    let mut screen = with(&[("palette", &["f6"]), ("help", &["f7"])]);
    screen.keys("f6").shows("All commands").keys("esc ctrl-p").shows("All commands");
    screen.keys("esc f1").shows("Help: Interview").keys("esc").shows("f7 help");
}

#[test]
fn a_keymap_of_the_table_reads_as_the_table_does() {
    let (table, own) = (Keymap::default(), Keymap::with(&Keys::new()).unwrap());
    for command in COMMANDS {
        assert_eq!(table.keys(command.id), own.keys(command.id), "{}", command.title);
        assert_eq!(table.keys(command.id), command.keys, "{}", command.title);
    }
}

fn any_keys() -> impl Strategy<Value = Keys> {
    let words: Vec<String> = COMMANDS.iter().map(|command| command.word.to_owned()).collect();
    let bound: Vec<String> =
        COMMANDS.iter().flat_map(|command| command.keys).map(|keys| (*keys).to_owned()).collect();
    let one = prop_oneof![
        3 => "[a-zA-Z]",
        3 => "(ctrl|alt)-[a-z]",
        2 => "f[2-9]",
        2 => "[a-z] [a-z]",
        2 => proptest::sample::select(bound),
        1 => "\\PC{1,6}",
    ];
    let keys = proptest::collection::vec(one, 0..3);
    proptest::collection::btree_map(proptest::sample::select(words), keys, 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_are_refused_or_have_one_meaning_each_and_leave_the_way_out(own in any_keys()) {
        match Keymap::with(&own) {
            Err(problem) => {
                prop_assert!(problem.summary.starts_with("keys."), "{}", problem);
                prop_assert!(problem.next.iter().any(|next| next.contains("settings file")));
            }
            Ok(keymap) => {
                let mut all: Vec<(Vec<Chord>, CommandId)> = Vec::new();
                for command in COMMANDS {
                    let read = keymap.keys(command.id).iter().map(|keys| read_chords(keys).unwrap());
                    all.extend(read.map(|chords| (chords, command.id)));
                }
                for (place, (one, command)) in all.iter().enumerate() {
                    for (other, _) in &all[place + 1..] {
                        prop_assert!(!one.starts_with(other) && !other.starts_with(one), "{one:?} {other:?}");
                    }
                    let everywhere = one.iter().find_map(|chord| works_everywhere(*chord));
                    prop_assert!(everywhere.is_none_or(|id| id == *command && one.len() == 1));
                    for context in Context::ALL {
                        let runs = keymap.meaning(context, one) == Meaning::Runs(*command);
                        prop_assert_eq!(runs, command.command().unwrap().is_in(context));
                    }
                }
                let here: BTreeSet<CommandId> = all.iter().map(|(_, id)| *id).collect();
                for (chord, id) in ALWAYS {
                    prop_assert!(all.contains(&(vec![chord], id)), "{} lost {chord}", here.len());
                }
                for (word, keys) in &own {
                    let id = CommandId::of_word(word).unwrap();
                    for keys in keys.iter().filter(|keys| !keys.trim().is_empty()) {
                        prop_assert!(all.contains(&(read_chords(keys).unwrap(), id)), "{word} lost {keys}");
                    }
                }
            }
        }
    }
}
