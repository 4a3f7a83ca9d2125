//! All vendors by name: the list that leads to every page, and to which every page leads back.

use super::figures::{Gathered, VendorFigures};
use super::{Frame, list_anchor, vendor_anchor};
use crate::domain::day;
use crate::domain::sign_off::Attested;
use crate::domain::vendor::Tier;
use crate::report::build::left_out;
use crate::report::build::phrases::counted;
use crate::report::model::{Block, Cell, Column, Heading, Level, Mark, Row, Table, Text, Tone};

/// The list.
pub(super) fn vendors(frame: &Frame<'_>, gathered: &Gathered) -> Vec<Block> {
    let heading = Heading::new(Level::One, "Vendors A to Z").anchored(list_anchor());
    let mut columns = vec![
        Column::share("Vendor", 4),
        Column::fit("Tier"),
        Column::fit("Readiness").right(),
        Column::fit("Critical"),
    ];
    if frame.is_internal() {
        columns.push(Column::fit("Gaps").right());
        columns.push(Column::fit("Collide").right());
        columns.push(Column::fit("Next due"));
    }
    columns.push(Column::fit("Sign-off"));
    let mut table = Table::new("All vendors by name", columns, "No vendor is on the list.");
    for one in &gathered.vendors {
        table.push(row(frame, one));
    }
    let said = "Each name leads to the page of the vendor, and each page back to this list. Gaps are those of the questionnaire of record.";
    let said = if frame.is_internal() {
        said
    } else {
        "Each name leads to the page of the vendor, and each page back to this list."
    };
    vec![Block::PageBreak, heading.into(), Block::Small(said.into()), table.into()]
}

fn row(frame: &Frame<'_>, one: &VendorFigures) -> Row {
    let summary = &one.summary;
    let figure = summary.readiness.whole;
    let readiness = match figure.percent() {
        Some(percent) => Cell::from(format!("{percent}%"))
            .and(Text::new().quiet(format!("{} of {}", figure.documented, figure.applicable))),
        None => Cell::from(Text::new().quiet("\u{2013}")),
    };
    let none = || Cell::from(Text::new().quiet("\u{2013}"));
    let critical = match summary.critical_gaps {
        0 => none(),
        gaps => Mark::new('!', gaps.to_string(), Tone::Critical).into(),
    };
    let mut cells = vec![
        Cell::from(Text::new().link(summary.name(), vendor_anchor(summary.vendor))),
        Cell::from(summary.tier.map_or("Untiered", Tier::title)),
        readiness,
        critical,
    ];
    if frame.is_internal() {
        let gaps = Cell::from(summary.gaps.to_string());
        cells.push(gaps);
        cells.push(match one.contradictions {
            0 => none(),
            some => some.to_string().into(),
        });
        cells.push(match &summary.next_deadline {
            Some((due, _)) => {
                Cell::from(due.to_string()).and(Text::new().quiet(day::until(one.day, *due)))
            }
            None => none(),
        });
    }
    cells.push(match summary.sign_off {
        Some(Attested::Signed(day)) => Cell::from(day.to_string()),
        Some(Attested::Superseded(_)) => "Superseded".into(),
        Some(Attested::OfOtherQuestions(_)) => "Other questions".into(),
        None => none(),
    });
    Row::new(cells)
}

/// In the produced edition, what is left out, and how much of each.
pub(super) fn left_out(frame: &Frame<'_>, gathered: &Gathered) -> Vec<Block> {
    if frame.is_internal() {
        return Vec::new();
    }
    let left = &gathered.left_out;
    let counts = [
        ("Gaps, with owners and acceptances", left.gaps),
        ("Remedies", left.remedies),
        ("Clause ideas", left.clause_ideas),
        ("Contradictions between facts on file", left.contradictions),
        ("Open follow-ups", left.follow_ups),
        ("Counsel-only notes", left.notes),
        ("Legal holds", left.holds),
        ("Deadlines of gaps, follow-ups and letters of regulators", gathered.due.left_out()),
    ];
    let vendors = counted(gathered.vendors.len(), "vendor", "vendors");
    left_out::section(&format!("These are not in it, over {vendors}"), counts)
}
