//! Type scale, grid and colors of the printed report: quiet, precise, and legible in gray.
//!
//! All lengths are points (1/72 inch). Colors only repeat what a word and a sign say; those used for text keep a contrast of at least
//! 4.5 to 1 on paper (WCAG 2.2, success criterion 1.4.3), which a test holds.

pub use super::model::PaperSize;
use super::model::{Heat, Level, Tone};

/// A length in points, 1/72 inch.
pub type Points = f64;

/// A color in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Color {
    const fn new(hex: u32) -> Self {
        let [_, red, green, blue] = hex.to_be_bytes();
        Self { red, green, blue }
    }

    /// Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it.
    pub fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast to another color, 1 to 21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// The paper.
pub const PAPER: Color = Color::new(0xFF_FF_FF);
/// Text.
pub const INK: Color = Color::new(0x1A_22_2C);
/// Text beside the matter: labels, running head and foot.
pub const QUIET: Color = Color::new(0x55_60_6D);
/// Headings of parts, links and the rule on the cover.
pub const ACCENT: Color = Color::new(0x12_3F_5A);
/// Rules between rows.
pub const HAIRLINE: Color = Color::new(0xCB_D2_D9);
/// Rules above and below a table's head.
pub const RULE: Color = Color::new(0x8A_95_A1);
/// The ground of framed remarks and of an empty gauge.
pub const TINT: Color = Color::new(0xF3_F5_F7);
/// The watermark: seen, and read through.
pub const WATERMARK: Color = Color::new(0xF0_F2_F5);

/// The color of the word that a tone stands for.
pub const fn ink_of(tone: Tone) -> Color {
    match tone {
        Tone::Documented => Color::new(0x1B_61_4F),
        Tone::Asserted => Color::new(0x2E_64_6B),
        Tone::Stale => Color::new(0x71_57_0E),
        Tone::Part => Color::new(0x93_4A_00),
        Tone::Unmet | Tone::Critical => Color::new(0x9B_1C_24),
        Tone::Unknown => Color::new(0x64_3F_82),
        Tone::Carried => Color::new(0x32_57_7D),
        Tone::Open | Tone::Aside => QUIET,
        Tone::Neutral => ACCENT,
    }
}

/// The ground behind words of this tone.
pub const fn ground_of(tone: Tone) -> Color {
    match tone {
        Tone::Documented => Color::new(0xE9_F3_EF),
        Tone::Asserted => Color::new(0xE8_F1_F2),
        Tone::Stale => Color::new(0xF8_F2_DF),
        Tone::Part => Color::new(0xFB_EE_E0),
        Tone::Unmet | Tone::Critical => Color::new(0xFA_EC_EC),
        Tone::Unknown => Color::new(0xF2_EC_F7),
        Tone::Carried => Color::new(0xEA_F0_F6),
        Tone::Open => PAPER,
        Tone::Aside | Tone::Neutral => TINT,
    }
}

/// How an area of a chart is filled, so that it can be told from its neighbors without color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// One flat color.
    Solid,
    /// Lines rising to the right.
    Rising,
    /// Lines falling to the right.
    Falling,
    /// Lines both ways.
    Crossed,
    /// Level lines.
    Level,
    /// Upright lines.
    Upright,
    /// One flat color with pale lines through it.
    Struck,
    /// An outline only.
    Hollow,
}

/// The fill that repeats a tone.
pub const fn fill_of(tone: Tone) -> Fill {
    match tone {
        Tone::Documented | Tone::Neutral => Fill::Solid,
        Tone::Unmet | Tone::Critical => Fill::Struck,
        Tone::Asserted => Fill::Rising,
        Tone::Stale => Fill::Level,
        Tone::Part => Fill::Falling,
        Tone::Unknown => Fill::Crossed,
        Tone::Carried => Fill::Upright,
        Tone::Open | Tone::Aside => Fill::Hollow,
    }
}

/// The ground of a heat map's cell: the less is documented, the darker, in gray as in color.
pub const fn heat_ground(heat: Heat) -> Color {
    match heat {
        Heat::All => Color::new(0xE7_F5_EE),
        Heat::Most => Color::new(0xF6_E9_C8),
        Heat::Half => Color::new(0xEB_C0_86),
        Heat::Some => Color::new(0xD5_8C_5E),
        Heat::Few => Color::new(0x8E_2F_2A),
        Heat::Nothing => PAPER,
    }
}

/// The color of words on that ground.
pub const fn heat_ink(heat: Heat) -> Color {
    match heat {
        Heat::Few => PAPER,
        Heat::Nothing => QUIET,
        _ => INK,
    }
}

/// From the sheet's left edge to the text; on the right as well.
pub const MARGIN_SIDE: Points = 63.0;
/// From the sheet's top edge to the text.
pub const MARGIN_TOP: Points = 82.0;
/// From the text to the sheet's bottom edge.
pub const MARGIN_BOTTOM: Points = 78.0;
/// The baseline of the running head, from the top.
pub const HEAD_BASELINE: Points = 48.0;
/// From the last of the lines above the running head to its baseline.
pub const HEADER_GAP: Points = 12.0;
/// The baseline of the running foot, from the bottom.
pub const FOOT_BASELINE: Points = 42.0;
/// The column of names, labels and marks, on the left of values.
pub const LABEL_COLUMN: Points = 104.0;
/// Where an entry's heading and facts begin.
pub const ENTRY_COLUMN: Points = LABEL_COLUMN + 14.0;
/// The column of an entry's fact names.
pub const ENTRY_NAMES: Points = 62.0;
/// The widest a paragraph is set: about 85 characters, beyond which lines are hard to follow.
pub const MEASURE: Points = 424.0;
/// Room to the right of an entry's label and of its fact names.
pub const ENTRY_GUTTER: Points = 8.0;
/// Room between a cell's words and the next column.
pub const GUTTER: Points = 12.0;

/// A size of type with its line height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// The type's size.
    pub type_size: Points,
    /// From one baseline to the next.
    pub leading: Points,
}

const fn size(type_size: Points, leading: Points) -> Size {
    Size { type_size, leading }
}

/// The title on the cover.
pub const TITLE: Size = size(30.0, 36.0);
/// The line below it.
pub const SUBTITLE: Size = size(13.0, 18.0);
/// The figure of a gauge.
pub const DISPLAY: Size = size(26.0, 30.0);
/// Paragraphs.
pub const BODY: Size = size(9.5, 13.75);
/// A paragraph that leads in.
pub const LEAD: Size = size(11.5, 16.5);
/// Cells of tables.
pub const CELL: Size = size(8.5, 11.75);
/// Small print.
pub const SMALL: Size = size(7.75, 10.75);
/// Labels: tracked capitals.
pub const LABEL: Size = size(6.9, 11.75);
/// Running head and foot.
pub const RUNNING: Size = size(7.5, 10.0);

/// Extra room between the letters of a label, in parts of its size.
pub const LABEL_TRACKING: f64 = 0.055;
/// Fixed pitch looks larger than the text around it; this evens it out, and lets a SHA-256 stand on one line of an entry.
pub const CODE_SCALE: f64 = 0.88;

/// The size of a heading.
pub const fn heading(level: Level) -> Size {
    match level {
        Level::One => size(19.0, 24.0),
        Level::Two => size(12.5, 16.5),
        Level::Three => size(9.75, 13.75),
    }
}

/// Room above and below a heading.
pub const fn heading_room(level: Level) -> (Points, Points) {
    match level {
        Level::One => (30.0, 12.0),
        Level::Two => (22.0, 6.0),
        Level::Three => (14.0, 3.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_text_can_be_read_on_its_ground() {
        for (name, ink, ground) in
            [("ink", INK, PAPER), ("quiet", QUIET, PAPER), ("accent", ACCENT, PAPER)]
        {
            assert!(ink.contrast(ground) >= 4.5, "{name} {:.2}", ink.contrast(ground));
        }
        for tone in Tone::ALL {
            for ground in [PAPER, ground_of(tone), WATERMARK] {
                let contrast = ink_of(tone).contrast(ground);
                assert!(contrast >= 4.5, "{tone:?} on {ground:?}: {contrast:.2}");
                assert!(INK.contrast(ground) >= 4.5 && QUIET.contrast(ground) >= 4.5);
            }
            assert!(PAPER.contrast(ink_of(tone)) >= 4.5, "a white sign on {tone:?}");
        }
    }

    #[test]
    fn contrast_is_computed_as_wcag_says() {
        assert!((PAPER.contrast(Color::new(0)) - 21.0).abs() < 0.001);
        assert!((PAPER.contrast(Color::new(0x76_76_76)) - 4.54).abs() < 0.01);
    }

    #[test]
    fn the_steps_of_a_heat_map_are_told_apart_in_gray_and_their_words_are_read() {
        for heat in Heat::ALL {
            let contrast = heat_ink(heat).contrast(heat_ground(heat));
            assert!(contrast >= 4.5, "{heat:?} {contrast:.2}");
        }
        let grays: Vec<f64> =
            Heat::ALL[..5].iter().map(|heat| heat_ground(*heat).luminance()).collect();
        assert!(grays.windows(2).all(|pair| pair[0] > pair[1] * 1.05), "{grays:?}");
    }

    #[test]
    fn standings_beside_each_other_differ_in_more_than_color() {
        let bar = &Tone::ALL[..8];
        for pair in bar.windows(2) {
            assert_ne!(fill_of(pair[0]), fill_of(pair[1]), "{pair:?}");
        }
    }
}
