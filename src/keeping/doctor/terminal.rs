//! The terminal: whether it is large enough, and shows what is written.

use super::{Check, State};

/// What the environment says of the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Columns and rows; `None` where there is no terminal.
    pub size: Option<(u16, u16)>,
    /// Its name, as in `TERM`.
    pub name: Option<String>,
    /// The locale in which texts are shown; `None` where the system says it another way.
    pub locale: Option<String>,
}

impl Terminal {
    /// What is needed: 80 by 24, a terminal that can move its cursor, and UTF-8.
    pub(super) fn check(&self) -> Check {
        const ABOUT: &str = "terminal";
        let Some((columns, rows)) = self.size else {
            return Check::new(ABOUT, State::NotTold, "this run is in no terminal");
        };
        let lines = "use plain lines, which need neither size nor cursor: proofbook --plain";
        let name = self.name.as_deref().unwrap_or_default();
        if name == "dumb" {
            return Check::found(ABOUT, "the terminal says that it is a dumb one (TERM=dumb)")
                .why("screens cannot be drawn in it")
                .next(lines);
        }
        if columns < 80 || rows < 24 {
            return Check::found(
                ABOUT,
                format!("the terminal has {columns} columns and {rows} rows"),
            )
            .why("screens are made for 80 by 24 and more; what does not fit is cut")
            .next("make the window larger")
            .next(lines);
        }
        match &self.locale {
            Some(locale) if !is_utf8(locale) => {
                Check::found(ABOUT, format!("the locale is '{locale}', which is not UTF-8"))
                    .why("names with accents, and the marks on the screens, may be shown wrongly")
                    .next("set a UTF-8 locale, such as LANG=en_US.UTF-8")
            }
            _ => Check::fine(ABOUT, format!("{columns} columns and {rows} rows")),
        }
    }
}

fn is_utf8(locale: &str) -> bool {
    let lower = locale.to_ascii_lowercase();
    lower.contains("utf-8") || lower.contains("utf8")
}
