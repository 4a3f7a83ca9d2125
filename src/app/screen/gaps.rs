//! The gaps of a vendor in the order of rule R21, and the one under the cursor.

use crate::app::screen::Screen;
use crate::app::screen::interview::words::citation;
use crate::app::state::App;
use crate::app::words::{Said, Tone, heading, quiet, text};
use crate::domain::gap::Gap;
use crate::domain::id::QuestionId;
use crate::domain::question::{Basis, Verified};

/// The text of a gap that a search looks at.
pub fn searched(gap: &Gap<'_, '_>) -> String {
    let owner = gap.owner.map_or("", |owned| owned.owner.as_str());
    format!("{} {} {} {owner}", gap.severity, gap.wording(), gap.stand.question.id)
}

/// Why a gap is one, and what would close it.
pub fn explained(app: &App, gap: &Gap<'_, '_>) -> Vec<Said> {
    let (stand, question) = (gap.stand, gap.stand.question);
    let reply = stand.reply_shown().unwrap_or_default();
    let mut said = vec![heading(format!("Why this is a gap: {}", question.id))];
    said.push(text(format!("{} {}. Answer: {reply}.", stand.standing.mark(), stand.standing)));
    if let Some(failed) = stand.judgment().and_then(|judgment| judgment.failed.as_ref()) {
        said.push(text(format!("The answer is {}: {}.", failed.fails_when, failed.set_by)));
    }
    for shown in stand.exhibits.iter().filter(|shown| !shown.is_current()) {
        let why: Vec<String> = shown.why_not.iter().map(ToString::to_string).collect();
        said.push(text(format!(
            "{} {}: {}",
            shown.exhibit.no,
            shown.exhibit.title,
            why.join("; ")
        )));
    }
    if let Some(accepted) = gap.accepted {
        let by = app.store.as_ref().map_or("", |store| store.organization.person(&accepted.by));
        let words = format!(
            "Accepted until {} by {by}: {}",
            accepted.accepted.until, accepted.accepted.reason
        );
        said.push((Tone::Part, words));
    }
    said.push(heading("What would close it"));
    said.push(text(question.remedy.as_str()));
    let cited: Vec<String> =
        question.citations.iter().map(|cited| citation(cited, question)).collect();
    said.push(quiet(format!("Basis: {}. {}", question.basis, cited.join("; "))));
    if question.verified != Verified::Checked {
        said.push(quiet(format!("Note: {}.", question.verified)));
    }
    if question.basis == Basis::GoodPractice {
        said.push(quiet("No HIPAA rule demands it."));
    }
    said
}

impl App {
    /// The questions of the gaps that are shown, in order.
    pub fn shown_gaps(&self) -> Vec<QuestionId> {
        let Some(Screen::Gaps(rows)) = self.screen() else { return Vec::new() };
        self.with_gaps(|gaps| {
            let shown = gaps.iter().filter(|gap| rows.shows(&searched(gap)));
            shown.map(|gap| gap.stand.question.id.clone()).collect()
        })
        .unwrap_or_default()
    }

    /// The question of the gap under the cursor.
    pub fn gap_in_hand(&self) -> Option<QuestionId> {
        let Some(Screen::Gaps(rows)) = self.screen() else { return None };
        self.shown_gaps().get(rows.at).cloned()
    }
}
