//! The gravest gaps over all vendors, in the order in which gaps are listed everywhere (rule R21).

use super::figures::Gathered;
use super::{Frame, vendor_anchor, worst_anchor};
use crate::domain::dossier::Dossier;
use crate::domain::gap::{Gap, Grade};
use crate::domain::id::VendorId;
use crate::domain::question::Severity;
use crate::domain::standing::Standing;
use crate::domain::vendor::Tier;
use crate::report::build::phrases::{counted, gap_in_brief, gap_owner, severity, standing_mark};
use crate::report::model::{Block, Cell, Column, Heading, Level, Row, Table, Text};
use crate::text::folded;

/// How many gaps are listed; the others are counted.
const MOST: usize = 30;

/// The gravest gaps seen so far, and how many there were.
#[derive(Clone, Debug, Default)]
pub(super) struct Worst {
    gravest: Vec<Seen>,
    all: usize,
    vendors: usize,
}

/// A gap, kept without its dossier.
#[derive(Clone, Debug)]
struct Seen {
    order: (Grade, u8, String, VendorId, usize),
    vendor: VendorId,
    name: String,
    severity: Severity,
    standing: Standing,
    told: Text,
    owner: Text,
}

impl Worst {
    /// Keeps those of a vendor's gaps that are among the gravest so far: of equally grave ones those of the gravest tier, then by name.
    pub(super) fn take_in(&mut self, dossier: &Dossier, gaps: &[Gap<'_, '_>]) {
        self.all += gaps.len();
        self.vendors += usize::from(!gaps.is_empty());
        let tier = dossier.tier.and_then(|tier| Tier::ALL.iter().position(|one| *one == tier));
        let tier = u8::try_from(tier.unwrap_or(Tier::ALL.len())).unwrap_or(u8::MAX);
        let name = folded(&dossier.name);
        for (place, gap) in gaps.iter().enumerate().take(MOST) {
            self.gravest.push(Seen {
                order: (gap.grade(), tier, name.clone(), dossier.id, place),
                vendor: dossier.id,
                name: dossier.name.clone(),
                severity: gap.severity,
                standing: gap.stand.standing,
                told: gap_in_brief(gap),
                owner: gap_owner(gap),
            });
        }
        self.gravest.sort_by(|one, other| one.order.cmp(&other.order));
        self.gravest.truncate(MOST);
    }
}

/// The gravest gaps, each leading to its vendor's page.
pub(super) fn worst(frame: &Frame<'_>, gathered: &Gathered) -> Vec<Block> {
    if !frame.is_internal() || gathered.vendors.is_empty() {
        return Vec::new();
    }
    let Worst { gravest, all, vendors } = &gathered.worst;
    let heading =
        Heading::new(Level::One, "Gravest gaps over all vendors").anchored(worst_anchor());
    let columns = vec![
        Column::fit("Severity"),
        Column::share("Gap", 7),
        Column::share("Vendor", 4),
        Column::fit("Stands"),
        Column::share("Owner", 3),
    ];
    let mut table =
        Table::new("Gaps of all vendors, gravest first", columns, "No gap is open on this day.");
    for gap in gravest {
        table.push(row(gap));
    }
    let rest = all - gravest.len();
    let said = format!(
        "{} at {}, those of incidents and critical ones of any questionnaire among them. A critical gap is one of critical severity that a rule in force asks about, not met or not known.",
        counted(*all, "gap", "gaps"),
        counted(*vendors, "vendor", "vendors")
    );
    let said = match rest {
        0 => said,
        rest => format!(
            "{said} The {} gravest are here; {} on the pages of the vendors.",
            gravest.len(),
            counted(rest, "more is counted", "more are counted")
        ),
    };
    vec![Block::PageBreak, heading.into(), Block::Small(said.into()), table.into()]
}

fn row(gap: &Seen) -> Row {
    Row::new([
        severity(gap.severity),
        Cell::from(gap.told.clone()),
        Cell::from(Text::new().link(gap.name.as_str(), vendor_anchor(gap.vendor))),
        Cell::from(standing_mark(gap.standing)),
        Cell::from(gap.owner.clone()),
    ])
}
