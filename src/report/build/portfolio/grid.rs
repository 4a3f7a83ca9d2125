//! Vendors by theme: where the evidence is thin, and at whom.

use super::figures::{Gathered, VendorFigures};
use super::{grid_anchor, vendor_anchor};
use crate::domain::theme::{ByTheme, OfTheme, Theme};
use crate::domain::vendor::Tier;
use crate::report::model::{Block, Heading, Heat, HeatCell, HeatMap, HeatRow, Level, Text, Words};

/// The heat map: the gravest tier first, in each the vendor of which the least is documented.
pub(super) fn grid(gathered: &Gathered) -> Vec<Block> {
    if gathered.vendors.is_empty() {
        return Vec::new();
    }
    let mut all = ByTheme::default();
    for one in &gathered.vendors {
        all += &one.summary.themes;
    }
    let themes: Vec<Theme> = all.named().collect();
    let total = gathered.whole();
    let sum = OfTheme { figure: total.readiness.whole, critical: total.critical };
    let mut map = HeatMap {
        summary: "Documented of applicable questions, by vendor and theme".into(),
        key: "Documented of applicable questions; ! marks critical gaps".into(),
        corner: "Vendor".into(),
        columns: themes
            .iter()
            .map(|theme| Words::from(theme.title()))
            .chain(["All themes".into()])
            .collect(),
        rows: vec![row(Text::new().strong("All vendors"), &all, &themes, sum)],
        empty: Words::default(),
    };
    for one in sorted(&gathered.vendors) {
        let summary = &one.summary;
        let sum = OfTheme { figure: summary.readiness.whole, critical: summary.critical_gaps };
        let tier = summary.tier.map_or("Untiered", Tier::title);
        let name = Text::new()
            .link(summary.name(), vendor_anchor(summary.vendor))
            .quiet(format!(" {tier}"));
        map.rows.push(row(name, &summary.themes, &themes, sum));
    }
    let said = "Each number is that of the questionnaire of record of the vendor. A critical gap counts whatever questionnaire it is in. The \
                gravest tier comes first, and in each tier the vendor of which the smallest part is documented.";
    vec![
        Block::PageBreak,
        Heading::new(Level::One, "Vendors by theme").anchored(grid_anchor()).into(),
        Block::Small(said.into()),
        map.into(),
    ]
}

fn sorted(vendors: &[VendorFigures]) -> Vec<&VendorFigures> {
    let mut sorted: Vec<&VendorFigures> = vendors.iter().collect();
    // The order by name stays where nothing else decides.
    sorted.sort_by_key(|one| {
        let summary = &one.summary;
        let nothing = summary.readiness.whole.applicable == 0;
        (summary.tier.is_none(), summary.tier, nothing, summary.readiness.whole.percent())
    });
    sorted
}

fn row(name: Text, figures: &ByTheme, themes: &[Theme], sum: OfTheme) -> HeatRow {
    let cells = themes.iter().map(|theme| figures.get(*theme)).chain([sum]);
    HeatRow { name, cells: cells.map(cell).collect() }
}

fn cell(of: OfTheme) -> HeatCell {
    let OfTheme { figure, critical } = of;
    let heat = Heat::of(figure.documented, figure.applicable);
    let number = match heat {
        Heat::Nothing => "\u{2013}".to_owned(),
        _ => format!("{} of {}", figure.documented, figure.applicable),
    };
    let words = if critical == 0 { number } else { format!("! {number}") };
    HeatCell { words: words.into(), heat }
}
