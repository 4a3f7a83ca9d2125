//! The page for whoever reads one page: the figure, what needs somebody, and how the vendors are spread.

use super::figures::{Gathered, Total, VendorFigures};
use super::{Frame, due_anchor, grid_anchor, list_anchor, worst_anchor};
use crate::domain::sign_off::Attested;
use crate::domain::vendor::Tier;
use crate::report::build::figures::bar;
use crate::report::build::phrases::{applicable, counted};
use crate::report::model::{
    Anchor, Block, Cell, Column, Heading, Heat, Level, Share, Shares, Table, Text,
};

/// The dashboard.
pub(super) fn glance(frame: &Frame<'_>, gathered: &Gathered) -> Vec<Block> {
    let total = gathered.whole();
    let mut blocks: Vec<Block> = vec![
        Heading::new(Level::One, "At a glance").into(),
        Block::Lead(in_one_sentence(frame, &total)),
    ];
    if total.vendors > 0 {
        blocks.extend([
            bar(&total.readiness).into(),
            needs(frame, gathered, &total).into(),
            by_tier(frame, gathered, &total).into(),
            by_readiness(gathered).into(),
        ]);
    }
    blocks.push(Block::Small(whats_where(frame, gathered)));
    vec![Block::OnePage(blocks)]
}

fn in_one_sentence(frame: &Frame<'_>, total: &Total) -> Text {
    let figure = total.readiness.whole;
    let vendors = counted(total.vendors, "vendor", "vendors");
    let Some(percent) = figure.percent() else {
        let of = if total.vendors == 0 { "No vendor".to_owned() } else { vendors };
        let said = if total.vendors == 0 { "is on the list" } else { "with nothing to answer" };
        return format!("{of} {said} as of {}.", frame.day).into();
    };
    let text = Text::from(format!("{vendors} as of {}: ", frame.day))
        .strong(format!("{percent}% evidence-ready"))
        .plain(format!(
            ", {} of {} documented. ",
            figure.documented,
            applicable(figure.applicable)
        ));
    match total.critical {
        0 => text.plain("No critical gap is open."),
        gaps => text
            .strong(counted(gaps as usize, "critical gap", "critical gaps"))
            .plain(format!(" at {}.", counted(total.with_critical, "vendor", "vendors"))),
    }
}

/// What needs somebody, each with where it stands.
fn needs(frame: &Frame<'_>, gathered: &Gathered, total: &Total) -> Table {
    let columns = vec![
        Column::share("What needs somebody", 5),
        Column::fit("How many").right(),
        Column::share("Where", 5),
    ];
    let mut table = Table::new("What needs somebody", columns, "");
    let mut row = |what: &str, count: usize, place: Text| {
        table.push([Cell::from(what), Cell::from(count.to_string()), Cell::from(place)]);
    };
    let to = |words: &str, anchor: Anchor| Text::new().link(words, anchor);
    let vendors = |count: usize| counted(count, "vendor", "vendors");
    let by_theme = || to("Vendors by theme", grid_anchor());
    let gravest = if frame.is_internal() { to("Gravest gaps", worst_anchor()) } else { by_theme() };
    row(
        "Critical gaps",
        total.critical as usize,
        gravest.plain(format!(", at {}", vendors(total.with_critical))),
    );
    row("Critical questions not answered", total.unsettled.open as usize, by_theme());
    row("Critical questions not confirmed", total.unsettled.carried as usize, by_theme());
    let whens = ["Overdue", "Due within 7 days", "Due within 30 days", "Due within 90 days"];
    for (what, count) in whens.into_iter().zip(gathered.due.counts()) {
        row(what, count, to("Overdue and due soon", due_anchor()));
    }
    if frame.is_internal() {
        let at = gathered.vendors.iter().filter(|one| one.contradictions > 0).count();
        let listed = || to("Vendors A to Z", list_anchor());
        row(
            "Contradictions between facts on file",
            gathered.left_out.contradictions,
            listed().plain(format!(", at {}", vendors(at))),
        );
        row("Open follow-ups", gathered.left_out.follow_ups, listed());
    }
    row("Vendors not signed off", total.vendors - total.signed, unsigned(gathered));
    table
}

/// Why vendors are not signed off.
fn unsigned(gathered: &Gathered) -> Text {
    let count = |which: fn(&VendorFigures) -> bool| {
        gathered.vendors.iter().filter(|one| which(one)).count()
    };
    let never = count(|one| one.summary.sign_off.is_none());
    let superseded = count(|one| matches!(one.summary.sign_off, Some(Attested::Superseded(_))));
    let others = count(|one| matches!(one.summary.sign_off, Some(Attested::OfOtherQuestions(_))));
    let said: Vec<String> = [
        (never, "never signed"),
        (superseded, "changed since it was signed"),
        (others, "signed on other questions"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{count} {what}"))
    .collect();
    if said.is_empty() { Text::new().quiet("\u{2013}") } else { said.join(", ").into() }
}

/// The figures by tier, the gravest first.
fn by_tier(frame: &Frame<'_>, gathered: &Gathered, total: &Total) -> Table {
    let mut columns = vec![
        Column::share("Tier", 1),
        Column::fit("Vendors").right(),
        Column::fit("Documented").right(),
        Column::fit("Readiness").right(),
        Column::fit("Critical gaps").right(),
    ];
    if frame.is_internal() {
        columns.push(Column::fit("Gaps").right());
    }
    columns.push(Column::fit("Signed off").right());
    let mut table = Table::new("Figures by tier", columns, "");
    let mut row = |name: Text, of: &Total| {
        let figure = of.readiness.whole;
        let percent =
            figure.percent().map_or_else(|| "\u{2013}".to_owned(), |percent| format!("{percent}%"));
        let mut cells = vec![
            Cell::from(name),
            Cell::from(of.vendors.to_string()),
            Cell::from(format!("{} of {}", figure.documented, figure.applicable)),
            Cell::from(percent),
            Cell::from(of.critical.to_string()),
        ];
        cells.extend(frame.is_internal().then(|| Cell::from(of.gaps.to_string())));
        cells.push(Cell::from(of.signed.to_string()));
        table.push(crate::report::model::Row::new(cells));
    };
    for tier in Tier::ALL.map(Some).into_iter().chain([None]) {
        let of = Gathered::total(gathered.of_tier(tier));
        if of.vendors > 0 {
            row(tier.map_or("Untiered", Tier::title).into(), &of);
        }
    }
    row(Text::new().strong("All"), total);
    table
}

/// How many vendors lie in each band of readiness.
fn by_readiness(gathered: &Gathered) -> Shares {
    let all = u32::try_from(gathered.vendors.len()).unwrap_or(u32::MAX);
    let band = |heat: Heat| {
        let of = gathered.vendors.iter().filter(|one| {
            let figure = one.summary.readiness.whole;
            Heat::of(figure.documented, figure.applicable) == heat
        });
        u32::try_from(of.count()).unwrap_or(u32::MAX)
    };
    let rows = Heat::ALL.into_iter().map(|heat| (heat, band(heat)));
    let rows = rows.filter(|(heat, count)| *heat != Heat::Nothing || *count > 0);
    Shares {
        summary: "Vendors by readiness".into(),
        corner: "Readiness".into(),
        measured: "Vendors".into(),
        rows: rows
            .map(|(heat, count)| Share {
                name: heat.title().into(),
                part: count,
                whole: all,
                said: format!("{count} of {all}").into(),
            })
            .collect(),
    }
}

/// Who is not in the figures.
fn whats_where(frame: &Frame<'_>, gathered: &Gathered) -> Text {
    let mut said = vec![
        "Numbers of questions are added up and percentages never averaged.".to_owned(),
        "Our own organization is in no figure.".to_owned(),
    ];
    if gathered.retired > 0 {
        let retired = counted(gathered.retired, "retired vendor is", "retired vendors are");
        said.push(format!("{retired} in no figure."));
    }
    if gathered.of_other_tiers > 0 {
        let tiers: Vec<&str> = frame.tiers.iter().map(|tier| tier.title()).collect();
        said.push(format!(
            "Only vendors of tier {} are shown; {} not.",
            tiers.join(", "),
            counted(gathered.of_other_tiers, "other is", "others are")
        ));
    }
    Text::new().quiet(said.join(" "))
}
