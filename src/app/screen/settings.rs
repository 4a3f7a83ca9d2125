//! The settings: each with its value, where that comes from, what it does and what it takes. They are this user's own and none of the
//! record; what is a fact about our organization is changed where that stands.

use super::Screen;
use crate::app::command::CommandId;
use crate::app::state::App;
use crate::app::words::{Said, Tone, heading, quiet, text};
use crate::settings::Origin;

/// What may be changed of a setting: one of some words, or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One of these words, each with what it means.
    Words(&'static [(&'static str, &'static str)]),
    /// A text, of which this says more.
    Text(&'static str),
    /// The path of a folder, of which this says more.
    Folder(&'static str),
}

/// From when on a change is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// As soon as it is written.
    AtOnce,
    /// When the program is started again.
    AtNextStart,
}

/// One setting as it is explained.
#[derive(Debug)]
pub struct Kind {
    /// Its name in the settings file.
    pub name: &'static str,
    /// Its words.
    pub title: &'static str,
    /// What it does, in one sentence.
    pub says: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// From when on a change is seen.
    pub shows: Shows,
}

/// Every setting that is changed here, in the order of the screen.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "theme",
        title: "Colors",
        says: "The colors of the screens; words and marks say everything without them, too.",
        takes: Takes::Words(&[
            ("auto", "as the terminal suggests"),
            ("dark", "for a dark background"),
            ("light", "for a light background"),
            ("high-contrast", "white and bright colors on black"),
            ("mono", "no color: bold, underline and reverse only"),
        ]),
        shows: Shows::AtOnce,
    },
    Kind {
        name: "symbols",
        title: "Lines and boxes",
        says: "The characters in which lines, boxes and dots are drawn.",
        takes: Takes::Words(&[
            ("auto", "as the language settings of the system allow"),
            ("unicode", "drawn lines"),
            ("ascii", "plain characters only, for terminals that show others wrongly"),
        ]),
        shows: Shows::AtOnce,
    },
    Kind {
        name: "motion",
        title: "Motion",
        says: "What may move on a screen while something is worked on.",
        takes: Takes::Words(&[
            ("calm", "one character, at most twice a second"),
            ("none", "nothing; messages stay until the next key"),
        ]),
        shows: Shows::AtOnce,
    },
    Kind {
        name: "mouse",
        title: "Mouse",
        says: "Whether clicks and the wheel are taken; where they are not, the terminal selects text as it does elsewhere.",
        takes: Takes::Words(&[("true", "yes"), ("false", "no")]),
        shows: Shows::AtOnce,
    },
    Kind {
        name: "plain",
        title: "Plain lines",
        says: "Whether the program speaks in plain lines in place of screens, as screen readers like it.",
        takes: Takes::Words(&[("false", "no"), ("true", "yes")]),
        shows: Shows::AtNextStart,
    },
    Kind {
        name: "account",
        title: "Account",
        says: "The account under which you record. What is recorded already stays under the account that recorded it.",
        takes: Takes::Text(
            "lower-case letters, digits and - . _; nothing means your name on this computer",
        ),
        shows: Shows::AtNextStart,
    },
    Kind {
        name: "name",
        title: "Your name",
        says: "The name that is offered when a new record is begun.",
        takes: Takes::Text("your name; nothing takes it away"),
        shows: Shows::AtNextStart,
    },
    Kind {
        name: "data",
        title: "Data folder",
        says: "The folder in which the record lies. Nothing is moved: another folder holds another record.",
        takes: Takes::Folder(
            "the whole path of a folder that is there; nothing means the usual one",
        ),
        shows: Shows::AtNextStart,
    },
];

/// A setting as it is in use.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub kind: &'static Kind,
    /// The value as it would be typed; empty where nobody said.
    pub typed: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The value in words.
    pub shown: String,
}

impl Kind {
    /// The setting of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }
}

impl Row {
    /// That what is written does not show, where something else goes before the file.
    pub fn goes_before(&self) -> Option<String> {
        match self.origin {
            Origin::Flag => Some("A flag of this run says so: a change is written to the file, and does not show while the flag is given.".to_owned()),
            Origin::Environment => Some(format!(
                "The environment variable {} says so: a change is written to the file, and does not show while it is set.",
                crate::settings::variable_of(self.kind.name)
            )),
            Origin::File | Origin::Default => None,
        }
    }

    /// From when on a change shows, in a sentence.
    pub const fn when(&self) -> &'static str {
        match self.kind.shows {
            Shows::AtOnce => "A change shows at once.",
            Shows::AtNextStart => "A change counts from the next start of the program.",
        }
    }

    /// What it does, where its value comes from, and what it takes.
    pub fn explained(&self) -> Vec<Said> {
        let from = origin(self.origin);
        let mut said = vec![
            heading(format!("{}: {} ({from})", self.kind.title, self.shown)),
            text(self.kind.says),
        ];
        said.extend(self.goes_before().map(|words| (Tone::Part, words)));
        said.push(text(self.when()));
        match self.kind.takes {
            Takes::Words(words) => {
                said.extend(words.iter().map(|(word, label)| quiet(choice(word, label))));
            }
            Takes::Text(takes) | Takes::Folder(takes) => {
                said.push(quiet(format!("It takes {takes}.")));
            }
        }
        said
    }
}

/// A word with what it means; yes and no mean what they say.
pub fn choice(word: &str, label: &str) -> String {
    match word {
        "true" | "false" => label.to_owned(),
        word => format!("{word}: {label}"),
    }
}

/// Where a value comes from, in words.
pub const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Default => "nobody set it",
        Origin::File => "from the settings file",
        Origin::Environment => "from the environment",
        Origin::Flag => "from a flag of this run",
    }
}

impl App {
    /// The settings that are shown, in order.
    pub fn setting_rows(&self) -> Vec<Row> {
        let listed = self.settings.list();
        let row = |kind: &'static Kind| {
            let (_, typed, origin) = listed.iter().find(|(name, ..)| *name == kind.name)?;
            let shown = self.setting_shown(kind, typed);
            Some(Row { kind, typed: typed.clone(), origin: *origin, shown })
        };
        KINDS.iter().filter_map(row).collect()
    }

    /// The setting under the cursor.
    pub fn setting_in_hand(&self) -> Option<Row> {
        let Some(Screen::Settings(rows)) = self.screen() else { return None };
        self.setting_rows().into_iter().nth(rows.at)
    }

    /// A value in words; where nobody said, what is used in its place.
    fn setting_shown(&self, kind: &Kind, typed: &str) -> String {
        let welcome = self.screens.iter().find_map(|screen| match screen {
            Screen::Welcome(welcome) => Some(welcome.folder.clone()),
            _ => None,
        });
        let in_use = match kind.name {
            "account" => self.store.as_ref().map(|store| store.account.to_string()),
            "data" => self.store.as_ref().map(|store| store.folder.clone()).or(welcome),
            _ => None,
        };
        let none = || match kind.name {
            "account" => "your name on this computer",
            "data" => "the usual folder",
            _ => "none",
        };
        match (typed, in_use) {
            ("true", _) => "yes".to_owned(),
            ("false", _) => "no".to_owned(),
            ("", in_use) => in_use.unwrap_or_else(|| none().to_owned()),
            (typed, _) => typed.to_owned(),
        }
    }

    /// What is said above the settings: where they are kept, and what is changed elsewhere.
    pub fn about_settings(&self) -> Vec<Said> {
        let file = match &self.settings_file {
            Some(file) => format!("They are yours alone, and are kept in {file}."),
            None => "The system names no home folder: nothing can be changed here.".to_owned(),
        };
        let ours = self.how(CommandId::GoOrganization);
        let facts = self
            .store
            .is_some()
            .then(|| quiet(format!("Time zone and holidays belong to our organization: {ours}.")));
        std::iter::once(quiet(file)).chain(facts).collect()
    }
}
