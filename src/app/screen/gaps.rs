//! The gaps of a vendor in the order of rule R21, and the one under the cursor.

use crate::app::screen::Screen;
use crate::app::state::App;
use crate::domain::gap::Gap;
use crate::domain::id::QuestionId;

/// The text of a gap that a search looks at.
pub fn searched(gap: &Gap<'_, '_>) -> String {
    let owner = gap.owner.map_or("", |owned| owned.owner.as_str());
    format!("{} {} {} {owner}", gap.severity, gap.wording(), gap.stand.question.id)
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
