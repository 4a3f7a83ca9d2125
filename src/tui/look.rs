//! How things look by meaning: themes of ten styles on a ground, and the signs in which rules and marks are drawn.

use ratatui::style::{Color, Modifier, Style};

use crate::settings::{self, Settings, Symbols};

/// Styles by meaning; a screen never picks a color. Color only repeats what a word or mark says already.
#[derive(Clone, Copy, Debug)]
pub struct Styles {
    /// What every cell is filled with that nothing else gives a color.
    pub ground: Style,
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
    /// For a dark background, in the terminal's own 16 colors, so that a user's palette decides what they look like.
    Dark,
    /// For a light background, likewise.
    Light,
    /// Bright on black whatever the terminal's own background is, each pair at 7 to 1 or more in the usual palettes.
    HighContrast,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 4] = [Self::Mono, Self::Dark, Self::Light, Self::HighContrast];
}

impl Styles {
    /// The styles of a theme. Only what differs from mono is said: color is added, and nothing is taken away or made dim.
    pub const fn of(theme: Theme) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let mono = Self {
            ground: plain,
            text: plain,
            quiet: plain,
            focus: plain.add_modifier(Modifier::REVERSED),
            heading: bold,
            met: plain,
            part: plain,
            unmet: bold,
            late: bold,
            field: plain.add_modifier(Modifier::UNDERLINED),
            rule: plain,
        };
        match theme {
            Theme::Mono => mono,
            // The plain red and magenta of the older palettes, and the light magenta of some, are too dark to be read on black.
            Theme::Dark => Self {
                quiet: plain.fg(Color::Gray),
                heading: bold.fg(Color::Cyan),
                met: plain.fg(Color::Green),
                part: plain.fg(Color::LightYellow),
                unmet: bold.fg(Color::LightRed),
                late: bold.fg(Color::LightRed).add_modifier(Modifier::UNDERLINED),
                rule: plain.fg(Color::DarkGray),
                ..mono
            },
            // Green, yellow and cyan cannot be read on white, nor can the lighter half of the 16.
            Theme::Light => Self {
                heading: bold.fg(Color::Blue),
                met: plain.fg(Color::Blue),
                part: plain.fg(Color::Magenta),
                unmet: bold.fg(Color::Red),
                late: bold.fg(Color::Magenta),
                rule: plain.fg(Color::DarkGray),
                ..mono
            },
            // Bright red and magenta stay below 7 to 1 on black: what is gravest is bold and underlined instead.
            Theme::HighContrast => {
                let ground = plain.fg(Color::White).bg(Color::Black);
                Self {
                    ground,
                    heading: bold.fg(Color::LightCyan),
                    met: plain.fg(Color::LightGreen),
                    part: plain.fg(Color::LightYellow),
                    unmet: bold.fg(Color::LightYellow),
                    late: bold.fg(Color::LightYellow).add_modifier(Modifier::UNDERLINED),
                    ..mono
                }
            }
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

    /// The look for an environment: `NO_COLOR` that is not empty, or a terminal without color, means mono; else a light background that
    /// `COLORFGBG` tells of means light; a locale that is not UTF-8 means ASCII. Choices made by the user come before this.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let given = |name: &str| variable(name).filter(|value| !value.is_empty());
        let mono = given("NO_COLOR").is_some()
            || given("TERM").is_some_and(|term| term == "vt100" || term.ends_with("-m"));
        let theme = match given("COLORFGBG") {
            _ if mono => Theme::Mono,
            Some(colors) if is_light(&colors) => Theme::Light,
            _ => Theme::Dark,
        };
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(given);
        let utf8 = |locale: &String| {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        let ascii = !cfg!(windows) && !locale.as_ref().is_some_and(utf8);
        Self::new(theme, if ascii { Signs::Ascii } else { Signs::Unicode })
    }

    /// This look, with what the settings choose in its place.
    #[must_use]
    pub const fn chosen(self, settings: &Settings) -> Self {
        let theme = match settings.theme.value {
            settings::Theme::Auto => self.theme,
            settings::Theme::Dark => Theme::Dark,
            settings::Theme::Light => Theme::Light,
            settings::Theme::HighContrast => Theme::HighContrast,
            settings::Theme::Mono => Theme::Mono,
        };
        let signs = match settings.symbols.value {
            Symbols::Auto => self.signs,
            Symbols::Unicode => Signs::Unicode,
            Symbols::Ascii => Signs::Ascii,
        };
        Self::new(theme, signs)
    }
}

/// Whether the background is a light one, as `COLORFGBG` tells it: the last of its numbers is the background's, and 7 and 15 are white.
fn is_light(colors: &str) -> bool {
    matches!(colors.rsplit(';').next().map(str::trim), Some("7" | "15"))
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
    fn a_light_background_gets_the_light_theme_unless_color_is_unwanted() {
        assert_eq!(look(&[("COLORFGBG", "0;15")]).theme, Theme::Light);
        assert_eq!(look(&[("COLORFGBG", "0;default;15")]).theme, Theme::Light);
        assert_eq!(look(&[("COLORFGBG", "0;7")]).theme, Theme::Light);
        assert_eq!(look(&[("COLORFGBG", "15;0")]).theme, Theme::Dark);
        assert_eq!(look(&[("COLORFGBG", "15;default")]).theme, Theme::Dark);
        assert_eq!(look(&[("COLORFGBG", "0;15"), ("NO_COLOR", "1")]).theme, Theme::Mono);
    }

    #[test]
    fn what_is_set_goes_before_what_the_environment_suggests() {
        let chosen = |theme: &str, symbols: &str| {
            let mut settings = Settings::default();
            settings.set("theme", theme, settings::Origin::File).unwrap();
            settings.set("symbols", symbols, settings::Origin::File).unwrap();
            let look = look(&[("NO_COLOR", "1"), ("LANG", "en_US.UTF-8")]).chosen(&settings);
            (look.theme, look.signs)
        };
        assert_eq!(chosen("auto", "unicode"), (Theme::Mono, Signs::Unicode));
        assert_eq!(chosen("dark", "ascii"), (Theme::Dark, Signs::Ascii));
        assert_eq!(chosen("light", "unicode").0, Theme::Light);
        assert_eq!(chosen("high-contrast", "unicode").0, Theme::HighContrast);
        assert_eq!(chosen("mono", "unicode").0, Theme::Mono);
    }

    /// The ten styles of a theme, by name.
    fn ten(theme: Theme) -> [(&'static str, Style); 10] {
        let styles = Styles::of(theme);
        [
            ("text", styles.text),
            ("quiet", styles.quiet),
            ("focus", styles.focus),
            ("heading", styles.heading),
            ("met", styles.met),
            ("part", styles.part),
            ("unmet", styles.unmet),
            ("late", styles.late),
            ("field", styles.field),
            ("rule", styles.rule),
        ]
    }

    #[test]
    fn mono_has_no_color_anywhere() {
        let ground = Styles::of(Theme::Mono).ground;
        let all = ten(Theme::Mono).into_iter().map(|(_, style)| style).chain([ground]);
        assert!(all.into_iter().all(|style| style.fg.is_none() && style.bg.is_none()));
    }

    #[test]
    fn every_theme_says_by_weight_what_mono_says_by_weight() {
        for theme in Theme::ALL {
            for ((name, style), (_, mono)) in ten(theme).into_iter().zip(ten(Theme::Mono)) {
                let carried = style.add_modifier.contains(mono.add_modifier);
                assert!(carried, "{name} of {theme:?} lost {:?}", mono.add_modifier);
                let dim = style.add_modifier.intersects(Modifier::DIM | Modifier::HIDDEN);
                assert!(!dim, "{name} of {theme:?} is dim");
            }
            let weight = |wanted: &str| {
                let (_, style) = ten(theme).into_iter().find(|(name, _)| *name == wanted).unwrap();
                style.add_modifier
            };
            // Without color: what has the focus, where text goes, what presses and what is plain are four different things.
            let four = ["focus", "field", "unmet", "text"].map(weight);
            for (place, one) in four.iter().enumerate() {
                assert!(!four[..place].contains(one), "{theme:?} shows two of {four:?} alike");
            }
            for (bold, plain) in [("heading", "text"), ("unmet", "met"), ("late", "part")] {
                assert_ne!(weight(bold), weight(plain), "{bold} and {plain} of {theme:?}");
            }
        }
    }

    /// The 16 colors of the Linux console, of xterm and of Windows, in their order.
    const PALETTES: [(&str, [u32; 16]); 3] = [
        (
            "Linux console",
            [
                0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa,
                0xaa_aaaa, 0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff,
                0x55_ffff, 0xff_ffff,
            ],
        ),
        (
            "xterm",
            [
                0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd,
                0xe5_e5e5, 0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff,
                0x00_ffff, 0xff_ffff,
            ],
        ),
        (
            "Windows",
            [
                0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd,
                0xcc_cccc, 0x76_7676, 0xe7_4856, 0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e,
                0x61_d6d6, 0xf2_f2f2,
            ],
        ),
    ];

    fn place(color: Color) -> usize {
        let order = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ];
        order.iter().position(|one| *one == color).unwrap()
    }

    /// How light a color is, as WCAG 2 counts it.
    fn luminance(rgb: u32) -> f64 {
        let part = |shift: u32| {
            let value = f64::from((rgb >> shift) & 0xff) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        part(16).mul_add(0.2126, part(8).mul_add(0.7152, part(0) * 0.0722))
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn every_color_that_text_is_set_in_can_be_read_on_its_background() {
        for (palette, colors) in PALETTES {
            for (theme, least) in
                [(Theme::Dark, 4.5), (Theme::Light, 4.5), (Theme::HighContrast, 7.0)]
            {
                let ground = Styles::of(theme).ground;
                let behind = match (ground.bg, theme) {
                    (Some(color), _) => colors[place(color)],
                    (None, Theme::Light) => colors[place(Color::White)],
                    (None, _) => colors[place(Color::Black)],
                };
                for (name, style) in ten(theme).into_iter().chain([("ground", ground)]) {
                    let Some(color) = style.fg else { continue };
                    // Rules and boxes carry no words; they are to be seen, which takes less.
                    let least = if name == "rule" { 2.3 } else { least };
                    let found = contrast(colors[place(color)], behind);
                    assert!(found >= least, "{name} of {theme:?} in {palette}: {found:.1} to 1");
                }
            }
        }
    }
}
