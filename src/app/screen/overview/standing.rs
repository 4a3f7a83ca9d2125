//! How a vendor stands: the figure with everything beside it, its sections, and its gravest gaps.

use super::{Part, Row, first};
use crate::app::screen::Destination;
use crate::app::screen::dashboard::critical;
use crate::app::state::{App, Store};
use crate::app::words::Tone;
use crate::domain::dossier::Dossier;
use crate::domain::gap::Gap;
use crate::domain::readiness::Readiness;
use crate::domain::request::Asked;
use crate::domain::standing::{Standing, Standings};
use crate::domain::summary::Summary;

/// The figure, both parts of it, what is critical and not settled, and the sections.
pub(super) fn readiness(store: &Store, dossier: &Dossier, summary: &Summary) -> Vec<Row> {
    let row = |words: String, to| Row::new(Part::Readiness, words, to);
    let interview = || Destination::Interview(None);
    let figures = &summary.readiness;
    let mut whole = format!("{}: {} documented", summary.questionnaire, figures.whole);
    if summary.critical_gaps > 0 {
        whole = format!("{whole}, {}", critical(summary));
    }
    let mut rows = vec![row(whole, interview())];
    rows.push(row(
        format!("In force {}, good practice {}", figures.in_force, figures.good_practice),
        interview(),
    ));
    let unsettled = [
        (summary.unsettled.open, "critical not answered"),
        (summary.unsettled.carried, "critical not confirmed"),
    ];
    let unsettled = unsettled.into_iter().filter(|(count, _)| *count > 0);
    rows.extend(
        unsettled
            .map(|(count, what)| row(format!("{count} {what}"), interview()).toned(Tone::Unmet)),
    );
    let standings = Standings::of(dossier, &store.organization, &store.bank, store.today);
    for (title, stands) in standings.sections(&dossier.view_of_record(&store.bank).asked) {
        let figures = Readiness::of(&stands);
        let at = stands.first().map(|stand| Asked::of(stand.subject, stand.question.id.clone()));
        let critical = match stands.iter().filter(|stand| stand.is_critical_gap()).count() {
            0 => String::new(),
            gaps => format!(", {}", crate::app::words::many(gaps, "critical gap")),
        };
        let words = format!("{}  {title}: {}{critical}", marks(&figures), figures.whole);
        rows.push(row(words, Destination::Interview(at)));
    }
    rows.push(row(legend(figures), interview()).toned(Tone::Quiet));
    rows
}

/// How many questions stand how, each with its mark.
fn marks(figures: &Readiness) -> String {
    let counted = shown(figures);
    let counted: Vec<String> = counted
        .map(|standing| format!("{}{}", standing.mark(), figures.standing(standing)))
        .collect();
    counted.join(" ")
}

fn legend(figures: &Readiness) -> String {
    let words: Vec<String> = shown(figures)
        .map(|standing| format!("{} {}", standing.mark(), standing.title().to_lowercase()))
        .collect();
    format!("Marks: {}", words.join("  "))
}

fn shown(figures: &Readiness) -> impl Iterator<Item = Standing> {
    Standing::ALL.into_iter().filter(|standing| figures.standing(*standing) > 0)
}

/// The gravest gaps, and how many contradictions there are.
pub(super) fn gaps(app: &App) -> Vec<Row> {
    let row = |gap: &Gap<'_, '_>| {
        let owner = gap.owner.map_or_else(
            || "nobody owns it".to_owned(),
            |owned| format!("{} owns it", owned.owner),
        );
        let asked = Asked::of(gap.stand.subject, gap.stand.question.id.clone());
        let words = format!("{}: {}; {owner}", gap.severity, gap.wording());
        let row = Row::new(Part::Gaps, words, Destination::Interview(Some(asked)));
        if gap.stand.is_critical_gap() { row.toned(Tone::Unmet) } else { row }
    };
    app.with_gaps_and_contradictions(|gaps, contradictions| {
        let listed: Vec<Row> = gaps.iter().map(row).collect();
        let none =
            listed.is_empty().then(|| Row::new(Part::Gaps, "There is no gap", Destination::Gaps));
        let found = contradictions.len();
        let found = (found > 0).then(|| {
            let words = crate::app::words::many(found, "contradiction");
            Row::new(Part::Gaps, words, Destination::Gaps).toned(Tone::Part)
        });
        none.into_iter().chain(first(listed, Part::Gaps, Destination::Gaps)).chain(found).collect()
    })
    .unwrap_or_default()
}
