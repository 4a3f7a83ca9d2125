//! Settings: one resolved value, made once, in which every field remembers where it came from.
//!
//! Defaults, then `settings.json`, then `PROOFBOOK_*`, then flags; the last one that names a field wins. Reading the file and the
//! environment is left to the caller.

mod file;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

pub use self::file::with_field;
use crate::problem::Problem;

/// Where a setting came from, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// The settings file.
    File,
    /// An environment variable.
    Environment,
    /// A flag of the command line.
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Default => "default",
            Self::File => "settings file",
            Self::Environment => "environment",
            Self::Flag => "flag",
        })
    }
}

/// A setting with its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value in use.
    pub value: T,
    /// Where it came from.
    pub origin: Origin,
}

impl<T> Setting<T> {
    const fn default(value: T) -> Self {
        Self { value, origin: Origin::Default }
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// The words of the settings file, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word in the settings file.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            fn read(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

words! {
    /// Colors of the screens.
    Theme {
        /// As the terminal suggests.
        Auto "auto",
        /// For a dark background.
        Dark "dark",
        /// For a light background.
        Light "light",
        /// White and bright colors on black.
        HighContrast "high-contrast",
        /// No color at all.
        Mono "mono",
    }
    /// The characters of marks, rules and boxes.
    Symbols {
        /// Unicode where the locale has it.
        Auto "auto",
        /// Unicode.
        Unicode "unicode",
        /// ASCII only.
        Ascii "ascii",
    }
    /// What moves on the screens.
    Motion {
        /// One cell, at most twice a second, while something is worked on.
        Calm "calm",
        /// Nothing; messages stay until the next key.
        None "none",
    }
}

/// The settings in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Colors of the screens.
    pub theme: Setting<Theme>,
    /// Characters of marks, rules and boxes.
    pub symbols: Setting<Symbols>,
    /// What moves on the screens.
    pub motion: Setting<Motion>,
    /// Whether the mouse is listened to.
    pub mouse: Setting<bool>,
    /// Whether plain lines are used in place of full screens.
    pub plain: Setting<bool>,
    /// The account that records; the system's user where nobody said.
    pub account: Setting<Option<String>>,
    /// The name of the person behind it, as printed.
    pub name: Setting<Option<String>>,
    /// The data folder; the user's own where nobody said.
    pub data: Setting<Option<String>>,
    /// The user's own keys: by the word of a command, the keys that it has in the place of its own.
    pub keys: Setting<Keys>,
}

/// Keys by the word of a command.
pub type Keys = BTreeMap<String, Vec<String>>;

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Setting::default(Theme::Auto),
            symbols: Setting::default(Symbols::Auto),
            motion: Setting::default(Motion::Calm),
            mouse: Setting::default(true),
            plain: Setting::default(false),
            account: Setting::default(None),
            name: Setting::default(None),
            data: Setting::default(None),
            keys: Setting::default(Keys::new()),
        }
    }
}

/// Every field, in the order in which they are printed.
pub const FIELDS: [&str; 9] =
    ["theme", "symbols", "motion", "mouse", "plain", "account", "name", "data", "keys"];

impl Settings {
    /// Settles the settings file.
    ///
    /// # Errors
    /// It is not an object of known fields with values of their kind; the nearest known name is named.
    pub fn take_file(&mut self, path: &str, bytes: &[u8]) -> Result<(), Problem> {
        let broken = |why: String| {
            Problem::wrong_use("the settings file cannot be read")
                .cause(format!("{path}: {why}"))
                .safe("no record was touched")
                .next("mend the file, or move it away: everything has a default")
        };
        let fields: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(bytes).map_err(|error| broken(error.to_string()))?;
        for (field, value) in fields {
            let text = match value {
                serde_json::Value::String(text) => text,
                serde_json::Value::Bool(on) => on.to_string(),
                serde_json::Value::Null => continue,
                keys @ serde_json::Value::Object(_) if field == "keys" => keys.to_string(),
                _ => return Err(broken(format!("'{field}' is neither text nor true or false"))),
            };
            self.set(&field, &text, Origin::File)
                .map_err(|problem| problem.cause(format!("in {path}")))?;
        }
        Ok(())
    }

    /// Settles the environment: `PROOFBOOK_THEME`, `PROOFBOOK_DATA` and so on. A variable that is empty says nothing.
    ///
    /// # Errors
    /// A value that its field does not take.
    pub fn take_environment(
        &mut self,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<(), Problem> {
        for field in FIELDS {
            let name = variable_of(field);
            let Some(text) = variable(&name).filter(|text| !text.is_empty()) else { continue };
            self.set(field, &text, Origin::Environment)
                .map_err(|problem| problem.cause(format!("in the environment variable {name}")))?;
        }
        Ok(())
    }

    /// Sets one field as it is typed.
    ///
    /// # Errors
    /// A field that is not known, or a value that it does not take.
    pub fn set(&mut self, field: &str, text: &str, origin: Origin) -> Result<(), Problem> {
        match field {
            "theme" => put(&mut self.theme, field, Theme::read(text), text, Theme::WORDS, origin),
            "symbols" => {
                put(&mut self.symbols, field, Symbols::read(text), text, Symbols::WORDS, origin)
            }
            "motion" => {
                put(&mut self.motion, field, Motion::read(text), text, Motion::WORDS, origin)
            }
            "mouse" => put(&mut self.mouse, field, yes_or_no(text), text, YES_OR_NO, origin),
            "plain" => put(&mut self.plain, field, yes_or_no(text), text, YES_OR_NO, origin),
            "account" => put(&mut self.account, field, Some(filled(text)), text, &[], origin),
            "name" => put(&mut self.name, field, Some(filled(text)), text, &[], origin),
            "data" => put(&mut self.data, field, Some(filled(text)), text, &[], origin),
            "keys" => put(&mut self.keys, field, read_keys(text), text, &[KEYS], origin),
            _ => Err(Problem::wrong_use(format!("there is no setting '{field}'"))
                .did_you_mean(field, FIELDS)
                .next(format!("the settings are {}", FIELDS.join(", ")))),
        }
    }

    /// Every field with its value as it would be typed, and its origin.
    pub fn list(&self) -> Vec<(&'static str, String, Origin)> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            ("theme", self.theme.value.word().to_owned(), self.theme.origin),
            ("symbols", self.symbols.value.word().to_owned(), self.symbols.origin),
            ("motion", self.motion.value.word().to_owned(), self.motion.origin),
            ("mouse", self.mouse.value.to_string(), self.mouse.origin),
            ("plain", self.plain.value.to_string(), self.plain.origin),
            ("account", text(&self.account.value), self.account.origin),
            ("name", text(&self.name.value), self.name.origin),
            ("data", text(&self.data.value), self.data.origin),
            ("keys", shown_keys(&self.keys.value), self.keys.origin),
        ]
    }
}

/// The environment variable of a field.
pub fn variable_of(field: &str) -> String {
    format!("PROOFBOOK_{}", field.to_uppercase())
}

const YES_OR_NO: &[&str] = &["true", "false"];

fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// How keys are written.
const KEYS: &str =
    r#"a command's word with its keys, such as {"attach": "f2", "open": ["]", "ctrl-n"]}"#;

/// Keys as they are written: a text is one key, and an empty one or an empty list none.
fn read_keys(text: &str) -> Option<Keys> {
    let read: BTreeMap<String, serde_json::Value> = serde_json::from_str(text).ok()?;
    let one = |value| match value {
        serde_json::Value::String(key) => Some(vec![key]),
        several => serde_json::from_value(several).ok(),
    };
    read.into_iter().map(|(word, value)| Some((word, one(value)?))).collect()
}

/// Keys as they would be typed; empty where there are none.
fn shown_keys(keys: &Keys) -> String {
    let written = || serde_json::to_string(keys).unwrap_or_default();
    if keys.is_empty() { String::new() } else { written() }
}

fn filled(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.trim().is_empty())
}

fn put<T>(
    place: &mut Setting<T>,
    field: &str,
    read: Option<T>,
    text: &str,
    words: &[&str],
    origin: Origin,
) -> Result<(), Problem> {
    let value = read.ok_or_else(|| {
        Problem::wrong_use(format!("'{text}' is no value of the setting '{field}'"))
            .did_you_mean(text, words.iter().copied())
            .next(format!("it takes {}", words.join(", ")))
    })?;
    *place = Setting { value, origin };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_go_before_the_environment_before_the_file_before_defaults() {
        let mut settings = Settings::default();
        settings
            .take_file("s.json", br#"{"theme": "dark", "motion": "none", "mouse": false}"#)
            .unwrap();
        settings
            .take_environment(|name| match name {
                "PROOFBOOK_THEME" => Some("light".to_owned()),
                "PROOFBOOK_DATA" => Some("/records".to_owned()),
                "PROOFBOOK_NAME" => Some(String::new()),
                _ => None,
            })
            .unwrap();
        settings.set("data", "/other", Origin::Flag).unwrap();
        let listed = settings.list();
        let of = |field| {
            let (_, value, origin) = listed.iter().find(|(name, ..)| *name == field).unwrap();
            (value.as_str(), *origin)
        };
        assert_eq!(of("theme"), ("light", Origin::Environment));
        assert_eq!(of("motion"), ("none", Origin::File));
        assert_eq!(of("mouse"), ("false", Origin::File));
        assert_eq!(of("symbols"), ("auto", Origin::Default));
        assert_eq!(of("data"), ("/other", Origin::Flag));
        assert_eq!(of("name"), ("", Origin::Default));
        assert_eq!(listed.iter().map(|(field, ..)| *field).collect::<Vec<_>>(), FIELDS);
    }

    #[test]
    fn keys_are_one_text_or_several_and_are_listed_as_typed() {
        let mut settings = Settings::default();
        let file = br#"{"keys": {"attach": "A", "open": ["]", "n"], "verify": ""}}"#;
        settings.take_file("s.json", file).unwrap();
        assert_eq!(settings.keys.origin, Origin::File);
        assert_eq!(settings.keys.value["open"], ["]", "n"]);
        let (_, listed, _) = settings.list().pop().unwrap();
        assert_eq!(listed, r#"{"attach":["A"],"open":["]","n"],"verify":[""]}"#);
        let mut again = Settings::default();
        again.set("keys", &listed, Origin::Environment).unwrap();
        assert_eq!(again.keys.value, settings.keys.value);
        for wrong in
            [r#"{"keys": "A"}"#, r#"{"keys": {"attach": 3}}"#, r#"{"keys": {"open": [1]}}"#]
        {
            let problem = settings.take_file("s.json", wrong.as_bytes()).unwrap_err();
            assert!(problem.summary.contains("no value of the setting 'keys'"), "{problem}");
            assert!(problem.next.iter().any(|next| next.contains("a command's word")), "{problem}");
        }
    }

    #[test]
    fn unknown_fields_and_values_are_named_with_the_nearest() {
        let mut settings = Settings::default();
        let problem = settings.take_file("s.json", br#"{"tehme": "dark"}"#).unwrap_err();
        assert!(problem.next.contains(&"did you mean 'theme'?".to_owned()), "{problem}");
        assert_eq!(problem.cause.as_deref(), Some("in s.json"));
        let problem = settings.take_file("s.json", br#"{"theme": "drak"}"#).unwrap_err();
        assert!(problem.next.contains(&"did you mean 'dark'?".to_owned()), "{problem}");
        let problem = settings.take_file("s.json", br#"{"mouse": 3}"#).unwrap_err();
        assert!(problem.cause.unwrap().contains("'mouse'"));
        let problem = settings.take_file("s.json", b"{\"theme\": \"dark\",\n}").unwrap_err();
        assert!(problem.cause.unwrap().contains("line 2"));
        assert_eq!(settings, Settings::default());
    }
}
