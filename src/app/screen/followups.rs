//! What is to be found out, by whom and by when: of a vendor, open ones first; over all vendors, owner by owner, to hand out.

use super::deadlines::Over;
use crate::app::screen::Screen;
use crate::app::state::App;
use crate::app::words::until;
use crate::domain::ahead::Of;
use crate::domain::dossier::FollowUpOnFile;

impl App {
    /// The follow-ups that are shown, in order.
    pub fn shown_follow_ups(&self) -> Vec<Of<FollowUpOnFile>> {
        if self.over() == Some(Over::All) {
            return self.ahead().into_owned().follow_ups;
        }
        let Some(vendor) = &self.vendor else { return Vec::new() };
        let dossier = &vendor.dossier;
        let mut shown: Vec<&FollowUpOnFile> = dossier.follow_ups.iter().collect();
        shown.sort_by_key(|one| (!one.is_open(), one.follow_up.due));
        let of = |one: &FollowUpOnFile| Of {
            vendor: dossier.id,
            slug: dossier.slug.clone(),
            name: dossier.name.clone(),
            one: one.clone(),
        };
        shown.into_iter().map(of).collect()
    }

    /// The follow-up under the cursor.
    pub fn follow_up_in_hand(&self) -> Option<Of<FollowUpOnFile>> {
        let Some(Screen::FollowUps(listed)) = self.screen() else { return None };
        self.shown_follow_ups().into_iter().nth(listed.rows.at)
    }

    /// How a follow-up stands today, in a few words.
    pub fn follow_up_state(&self, one: &FollowUpOnFile) -> String {
        match (&one.ended, &self.store) {
            (Some(_), _) => "ended".to_owned(),
            (None, Some(store)) if one.is_open() => until(store.today, one.follow_up.due),
            _ => "answered since".to_owned(),
        }
    }
}
