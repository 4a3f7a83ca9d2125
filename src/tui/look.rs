//! How things look by meaning: a theme of ten styles, and the signs in which rules and marks are drawn.

use ratatui::style::{Color, Modifier, Style};

/// Styles by meaning; a screen never picks a color. Color only repeats what a word or mark says already.
#[derive(Clone, Copy, Debug)]
pub struct Styles {
    /// Plain text.
    pub text: Style,
    /// What matters less.
    pub quiet: Style,
    /// The row or field in focus.
    pub focus: Style,
    /// A heading.
    pub heading: Style,
    /// Documented; saved.
    pub met: Style,
    /// Met in part, or not shown.
    pub part: Style,
    /// Unmet, unknown, a problem.
    pub unmet: Style,
    /// A day that has passed.
    pub late: Style,
    /// A field in which text is typed.
    pub field: Style,
    /// Rules and boxes.
    pub rule: Style,
}

/// The themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// No color at all: bold, reverse and underline only. Designed first.
    Mono,
    /// The terminal's own 16 colors, so that a user's palette decides what they look like.
    Dark,
}

impl Styles {
    /// The styles of a theme.
    pub const fn of(theme: Theme) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let focus = plain.add_modifier(Modifier::REVERSED);
        let field = plain.add_modifier(Modifier::UNDERLINED);
        let mono = Self {
            text: plain,
            quiet: plain,
            focus,
            heading: bold,
            met: plain,
            part: plain,
            unmet: bold,
            late: bold,
            field,
            rule: plain,
        };
        match theme {
            Theme::Mono => mono,
            Theme::Dark => Self {
                quiet: plain.fg(Color::Gray),
                heading: bold.fg(Color::Cyan),
                met: plain.fg(Color::Green),
                part: plain.fg(Color::Yellow),
                unmet: bold.fg(Color::Red),
                late: bold.fg(Color::Magenta),
                rule: plain.fg(Color::DarkGray),
                ..mono
            },
        }
    }
}

/// The signs in which rules, boxes and marks are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    /// Lines and dots of Unicode.
    Unicode,
    /// ASCII only, for terminals that show nothing else.
    Ascii,
}

/// How the program looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The theme it was made from.
    pub theme: Theme,
    /// The styles.
    pub styles: Styles,
    /// The signs.
    pub signs: Signs,
}

impl Look {
    /// A look of a theme and signs.
    pub const fn new(theme: Theme, signs: Signs) -> Self {
        Self { theme, styles: Styles::of(theme), signs }
    }

    /// The look for an environment: `NO_COLOR` that is not empty, or a terminal without color, means mono; a locale that is not
    /// UTF-8 means ASCII. Choices made by the user come before this.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let given = |name: &str| variable(name).filter(|value| !value.is_empty());
        let mono = given("NO_COLOR").is_some()
            || given("TERM").is_some_and(|term| term == "vt100" || term.ends_with("-m"));
        let theme = if mono { Theme::Mono } else { Theme::Dark };
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(given);
        let utf8 = |locale: &String| {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        let ascii = !cfg!(windows) && !locale.as_ref().is_some_and(utf8);
        Self::new(theme, if ascii { Signs::Ascii } else { Signs::Unicode })
    }
}

/// The ASCII sign for one of ours; `?` for a character of the user's own text that cannot be shown.
pub const fn ascii(c: char) -> char {
    match c {
        '─' | '–' | '—' => '-',
        '│' | '·' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => '+',
        '•' => 'x',
        '›' | '→' => '>',
        '‹' => '<',
        '…' => '~',
        '§' => 'S',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '\u{a0}' => ' ',
        c if c.is_ascii() => c,
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(variables: &[(&str, &str)]) -> Look {
        Look::of_environment(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn no_color_counts_only_when_it_is_not_empty() {
        assert_eq!(look(&[("NO_COLOR", "1")]).theme, Theme::Mono);
        assert_eq!(look(&[("NO_COLOR", "")]).theme, Theme::Dark);
        assert_eq!(look(&[]).theme, Theme::Dark);
    }

    #[cfg(unix)]
    #[test]
    fn a_locale_that_is_not_utf_8_gets_ascii() {
        assert_eq!(look(&[("LANG", "C")]).signs, Signs::Ascii);
        assert_eq!(look(&[]).signs, Signs::Ascii);
        assert_eq!(look(&[("LANG", "en_US.UTF-8")]).signs, Signs::Unicode);
        assert_eq!(look(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")]).signs, Signs::Ascii);
    }

    #[test]
    fn mono_has_no_color_anywhere() {
        let styles = Styles::of(Theme::Mono);
        let all = [
            styles.text,
            styles.quiet,
            styles.focus,
            styles.heading,
            styles.met,
            styles.part,
            styles.unmet,
            styles.late,
            styles.field,
            styles.rule,
        ];
        assert!(all.iter().all(|style| style.fg.is_none() && style.bg.is_none()));
    }
}
