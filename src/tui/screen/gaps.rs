//! Draws the gaps, and of the one under the cursor why it is one and what would close it.

use ratatui::layout::Rect;

use super::{Cell, WIDE, table};
use crate::app::App;
use crate::app::screen::gaps::searched;
use crate::app::screen::rows::Rows;
use crate::domain::gap::Gap;
use crate::domain::question::{Basis, Verified};
use crate::tui::canvas::{Canvas, below, beside};

/// Draws the gaps.
pub(super) fn draw(app: &App, rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    app.with_gaps(|gaps| {
        let shown: Vec<&Gap<'_, '_>> =
            gaps.iter().filter(|gap| rows.shows(&searched(gap))).collect();
        draw_gaps(app, &shown, rows, canvas, area);
    });
}

fn draw_gaps(app: &App, shown: &[&Gap<'_, '_>], rows: &Rows, canvas: &mut Canvas<'_>, area: Rect) {
    if shown.is_empty() && rows.find.is_none() {
        let words = "No answer opens a gap. Questions that are not answered yet are counted, and are not gaps.";
        canvas.wrapped(below(area, 1), words, canvas.styles.text);
        canvas.cursor_at(area.x, area.y + 1);
        return;
    }
    let wide = area.width + 2 >= WIDE;
    let (list, divider, side) = beside(area, if wide { area.width - 48 } else { area.width });
    let under = if wide { 0 } else { area.height / 2 };
    let list = Rect { height: list.height - under, ..list };
    let (severity, owner, day) = (10, 12, 20);
    let what = list.width.saturating_sub(2 + severity + owner + day);
    let head = [(severity, "Severity"), (what, "Gap"), (owner, "Owner"), (day, "Fix by, accepted")];
    let made: Vec<Vec<Cell>> = shown
        .iter()
        .map(|gap| {
            vec![
                (severity, gap.severity.to_string()),
                (what, gap.wording()),
                (owner, gap.owner.map_or_else(|| "nobody".to_owned(), |owned| owned.owner.clone())),
                (day, until(gap)),
            ]
        })
        .collect();
    table(canvas, list, &head, rows, &made);
    let Some(gap) = shown.get(rows.at) else { return };
    if wide {
        canvas.divider(divider);
        details(app, gap, canvas, side);
    } else {
        let under = Rect { y: list.bottom(), height: under, ..area };
        canvas.rule(under);
        details(app, gap, canvas, below(under, 1));
    }
}

fn until(gap: &Gap<'_, '_>) -> String {
    match (gap.accepted, gap.owner.and_then(|owned| owned.fix_by)) {
        (Some(accepted), _) => format!("until {}", accepted.accepted.until),
        (None, Some(day)) => day.to_string(),
        (None, None) => String::new(),
    }
}

fn details(app: &App, gap: &Gap<'_, '_>, canvas: &mut Canvas<'_>, area: Rect) {
    let styles = canvas.styles;
    let (stand, question) = (gap.stand, gap.stand.question);
    let mut rest = area;
    let mut say = |words: &str, style| {
        rest = below(rest, canvas.wrapped(rest, words, style));
    };
    say(&format!("Why this is a gap: {}", question.id), styles.heading);
    let reply = stand.answer.map(|answer| question.kind.shown(&answer.reply)).unwrap_or_default();
    say(&format!("{} {}. Answer: {reply}.", stand.standing.mark(), stand.standing), styles.text);
    if let Some(failed) = stand.judgment.as_ref().and_then(|judgment| judgment.failed.as_ref()) {
        say(&format!("The answer is {}: {}.", failed.fails_when, failed.set_by), styles.text);
    }
    for shown in stand.exhibits.iter().filter(|shown| !shown.is_current()) {
        let why: Vec<String> = shown.why_not.iter().map(ToString::to_string).collect();
        say(
            &format!("{} {}: {}", shown.exhibit.no, shown.exhibit.title, why.join("; ")),
            styles.text,
        );
    }
    if let Some(accepted) = gap.accepted {
        let by = app.store.as_ref().map_or("", |store| store.organization.person(&accepted.by));
        let words = format!(
            "Accepted until {} by {by}: {}",
            accepted.accepted.until, accepted.accepted.reason
        );
        say(&words, styles.part);
    }
    say("What would close it", styles.heading);
    say(&question.remedy, styles.text);
    let cited: Vec<&str> =
        question.citations.iter().map(|citation| citation.text.as_str()).collect();
    say(&format!("Basis: {}. {}", question.basis, cited.join("; ")), styles.quiet);
    if question.verified != Verified::Checked {
        say(&format!("Note: {}.", question.verified), styles.quiet);
    }
    if question.basis == Basis::GoodPractice {
        say("No HIPAA rule demands it.", styles.quiet);
    }
}
