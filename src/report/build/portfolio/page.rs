//! One vendor on one page.

use super::figures::{VendorFigures, all_shown};
use super::{Frame, grid_anchor, list_anchor, vendor_anchor};
use crate::domain::day;
use crate::domain::dossier::Dossier;
use crate::domain::gap;
use crate::domain::readiness::Readiness;
use crate::domain::sign_off::Attested;
use crate::domain::standing::{Stand, Standing, Standings};
use crate::report::build::cover::{beside, gauge};
use crate::report::build::four_questions::FOUR;
use crate::report::build::phrases::{
    counted, gap_in_brief, gap_owner, no_gap, severity, standing_mark,
};
use crate::report::model::{
    Block, Cell, Column, Fact, Heading, Row, Share, Shares, Table, Text, Words,
};

/// How many gaps stand on a vendor's page; the others are counted.
const MOST_GAPS: usize = 5;

/// The page of a vendor. The dossier is the one that its figures were gathered from.
pub fn page(frame: &Frame<'_>, figures: &VendorFigures, dossier: &Dossier) -> Vec<Block> {
    let Frame { organization, bank, .. } = *frame;
    let standings = Standings::of(dossier, organization, bank, figures.day);
    let view = dossier.view_of_record(bank);
    let summary = &figures.summary;
    let tier = summary.tier.map_or("Untiered".to_owned(), |tier| format!("{} tier", tier.title()));
    let about = Text::from(format!("{tier}, {}. ", view.title()))
        .quiet("Back to ")
        .link("Vendors A to Z", list_anchor())
        .quiet(" or ")
        .link("Vendors by theme", grid_anchor());
    let marks = beside(summary.critical_gaps as usize, summary.unsettled);
    let sections = standings.sections(&view.asked);
    let heading =
        Heading::new(frame.level(), summary.name()).anchored(vendor_anchor(summary.vendor));
    let mut blocks: Vec<Block> = vec![
        heading.into(),
        Block::Small(about),
        gauge("Readiness", summary.readiness.whole, marks).into(),
        by_section(sections).into(),
        four_in_brief(&standings).into(),
    ];
    if frame.is_internal() {
        let stands = standings.view(&view.asked);
        blocks.push(gravest(frame, dossier, figures, &all_shown(&stands, &standings, frame)));
    }
    blocks.push(Block::KeyValues(facts(frame, figures, dossier)));
    vec![Block::OnePage(blocks)]
}

fn by_section(sections: Vec<(&str, Vec<&Stand<'_>>)>) -> Shares {
    let rows = sections.into_iter().map(|(title, stands)| {
        let figure = Readiness::of(&stands).whole;
        let said = match figure.percent() {
            Some(percent) => format!("{} of {}, {percent}%", figure.documented, figure.applicable),
            None => "nothing to answer".to_owned(),
        };
        Share {
            name: title.into(),
            part: figure.documented,
            whole: figure.applicable,
            said: said.into(),
        }
    });
    Shares {
        summary: "Readiness by section".into(),
        corner: "Section".into(),
        measured: "Documented".into(),
        rows: rows.collect(),
    }
}

/// A regulator's four questions, a line each: what is on file for it, and how that stands.
fn four_in_brief(standings: &Standings<'_>) -> Table {
    let columns = vec![Column::share("Question to expect", 3), Column::share("On file", 9)];
    let mut table = Table::new("Four questions to expect", columns, "");
    for expected in &FOUR {
        let stands = expected.questions.iter().filter_map(|id| standings.get(&(*id).into()));
        let mut said = Text::new();
        for (place, stand) in stands.enumerate() {
            let between = if place == 0 { "" } else { "; " };
            said = said.plain(format!("{between}{}: ", stand.question.title));
            said = match stand.reply_shown() {
                _ if !stand.asked.is_asked() => said.quiet("not asked"),
                _ if stand.standing == Standing::DoesNotApply => said.quiet("does not apply"),
                Some(reply) => {
                    let standing = standing_mark(stand.standing);
                    said.strong(reply).quiet(format!(" ({} {})", standing.sign, standing.word))
                }
                None => said.quiet("not answered"),
            };
        }
        table.push([Cell::from(expected.title), Cell::from(said)]);
    }
    table
}

fn gravest(
    frame: &Frame<'_>,
    dossier: &Dossier,
    figures: &VendorFigures,
    stands: &[&Stand<'_>],
) -> Block {
    let Frame { organization, bank, .. } = *frame;
    let gaps = gap::gaps(stands, dossier, organization, bank, figures.day);
    let columns = vec![
        Column::fit("Severity"),
        Column::share("Gravest gaps", 6),
        Column::fit("Stands"),
        Column::share("Owner", 3),
    ];
    let mut table =
        Table::new("Gravest gaps of the vendor", columns, no_gap(&figures.summary.readiness));
    for gap in gaps.iter().take(MOST_GAPS) {
        table.push(Row::new([
            severity(gap.severity),
            Cell::from(gap_in_brief(gap)),
            Cell::from(standing_mark(gap.stand.standing)),
            Cell::from(gap_owner(gap)),
        ]));
    }
    let more = gaps.len().saturating_sub(MOST_GAPS);
    if more == 0 {
        return table.into();
    }
    let said = Text::new()
        .quiet(format!("{} not shown here.", counted(more, "more gap is", "more gaps are")));
    Block::Together(vec![table.into(), Block::Small(said)])
}

fn facts(frame: &Frame<'_>, figures: &VendorFigures, dossier: &Dossier) -> Vec<Fact> {
    let summary = &figures.summary;
    let mut facts = Vec::new();
    if frame.is_internal() {
        let next = match &summary.next_deadline {
            Some((due, what)) => Text::new()
                .strong(due.to_string())
                .plain(format!(", {}: {what}", day::until(figures.day, *due))),
            None => Text::new().quiet("Nothing has a day"),
        };
        facts.push(Fact::new("Next due", next));
    }
    facts.push(Fact::new("Sign-off", signed(summary.sign_off, dossier)));
    facts.push(Fact::new("Exhibits", format!("{} on file", summary.exhibits)));
    if frame.is_internal() {
        facts.push(Fact::new(
            "Open",
            format!(
                "{}; {} between facts on file",
                counted(summary.follow_ups as usize, "follow-up", "follow-ups"),
                counted(figures.contradictions, "contradiction", "contradictions")
            ),
        ));
        if !summary.holds.is_empty() {
            facts.push(Fact::new("Legal hold", summary.holds.join("; ")));
        }
    }
    if let Some(head) = &figures.covers {
        let event = format!("Event {} of the vendor\u{2019}s journal", head.seq);
        let digest = Text::new().code(Words::from(head.sha256.as_str()));
        facts.push(Fact::new("Rests on", Cell::from(event).and(digest)));
    }
    facts
}

/// Who signed off last, and what became of it.
fn signed(attested: Option<Attested>, dossier: &Dossier) -> Text {
    let Some(attested) = attested else {
        return Text::new().strong("DRAFT").plain(": nobody has signed off on it");
    };
    let by = dossier.sign_offs.last().map(|one| format!(", by {}", one.signer()));
    let by = by.unwrap_or_default();
    match attested {
        Attested::Signed(_) => format!("{attested}{by}").into(),
        Attested::Superseded(_) | Attested::OfOtherQuestions(_) => {
            Text::new().strong("DRAFT").plain(format!(": {attested}"))
        }
    }
}
