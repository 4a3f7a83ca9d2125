//! What whoever writes a report asks for beside its words: the sheet, and lines at the head of every page.

/// A length in points, 1/72 inch.
type Points = f64;

/// The sheet that pages are set for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaperSize {
    /// 8.5 by 11 inches.
    #[default]
    Letter,
    /// 210 by 297 millimeters.
    A4,
}

impl PaperSize {
    /// The sheet's width in points, 1/72 inch.
    pub const fn width(self) -> Points {
        match self {
            Self::Letter => 612.0,
            Self::A4 => 595.28,
        }
    }

    /// The sheet's height in points, 1/72 inch.
    pub const fn height(self) -> Points {
        match self {
            Self::Letter => 792.0,
            Self::A4 => 841.89,
        }
    }
}

/// A line at the head of every page; off unless somebody asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderLine {
    /// "Prepared at the direction of counsel", with the name of our counsel, which must be on file.
    DirectionOfCounsel,
    /// "Confidential treatment requested".
    ConfidentialTreatment,
}

/// How a report is set for whoever reads it. The record holds none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The sheet.
    pub paper: PaperSize,
    /// The lines at the head of every page.
    pub header: Vec<HeaderLine>,
}
