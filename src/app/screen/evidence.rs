//! The exhibits of a vendor: what stands of each, and the one under the cursor.

use crate::app::screen::Screen;
use crate::app::state::App;
use crate::domain::event::{CopyState, ExhibitDates};
use crate::domain::exhibit::{Exhibit, ExhibitNo, Holding};

/// What is known of an exhibit's copy, in a word or two.
pub fn copy_state(exhibit: &Exhibit) -> &'static str {
    match (&exhibit.holding, &exhibit.last_check) {
        (Holding::Elsewhere(_), _) => "elsewhere",
        (_, Some((state, _))) => state.word(),
        (_, None) => "as taken",
    }
}

/// Whether a copy needs a person's attention.
pub fn is_bad(exhibit: &Exhibit) -> bool {
    matches!(exhibit.last_check, Some((CopyState::Damaged | CopyState::Missing, _)))
}

/// The dates of an exhibit in words.
pub fn dates(dates: &ExhibitDates) -> String {
    let named = [
        ("dated", dates.dated),
        ("in force from", dates.from),
        ("period from", dates.period_from),
        ("period to", dates.period_to),
        ("expires", dates.expires),
        ("obtained", dates.obtained),
        ("read again", dates.reread_on),
    ];
    let known: Vec<String> =
        named.iter().filter_map(|(name, day)| Some(format!("{name} {}", (*day)?))).collect();
    if known.is_empty() { "no dates".to_owned() } else { known.join(", ") }
}

impl App {
    /// The exhibits that are shown, in order.
    pub fn shown_exhibits(&self) -> Vec<&Exhibit> {
        let (Some(vendor), Some(Screen::Evidence(rows))) = (&self.vendor, self.screen()) else {
            return Vec::new();
        };
        let searched = |one: &Exhibit| format!("{} {} {}", one.no, one.title, one.kind.title());
        vendor.dossier.exhibits.values().filter(|one| rows.shows(&searched(one))).collect()
    }

    /// The exhibit under the cursor.
    pub fn exhibit_in_hand(&self) -> Option<&Exhibit> {
        let Some(Screen::Evidence(rows)) = self.screen() else { return None };
        self.shown_exhibits().get(rows.at).copied()
    }

    /// The number of the exhibit under the cursor.
    pub fn exhibit_no_in_hand(&self) -> Option<ExhibitNo> {
        self.exhibit_in_hand().map(|exhibit| exhibit.no)
    }
}
