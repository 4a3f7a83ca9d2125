//! What is to be found out about a vendor, by whom and by when: open ones first, the earliest day first.

use crate::app::screen::Screen;
use crate::app::state::App;
use crate::domain::dossier::FollowUpOnFile;

impl App {
    /// The follow-ups that are shown, in order.
    pub fn shown_follow_ups(&self) -> Vec<&FollowUpOnFile> {
        let Some(vendor) = &self.vendor else { return Vec::new() };
        let mut shown: Vec<&FollowUpOnFile> = vendor.dossier.follow_ups.iter().collect();
        shown.sort_by_key(|one| (!one.is_open(), one.follow_up.due));
        shown
    }

    /// The follow-up under the cursor.
    pub fn follow_up_in_hand(&self) -> Option<&FollowUpOnFile> {
        let Some(Screen::FollowUps(rows)) = self.screen() else { return None };
        self.shown_follow_ups().get(rows.at).copied()
    }
}
